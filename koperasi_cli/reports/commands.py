"""Commands as they are typed in the language of the interface, to be pasted into the terminal."""

from koperasi_cli.language import current, label, shown
from koperasi_cli.vocabulary import Code


def typed(command: str, *words: object) -> str:
    """``koperasi revitalize 12 --open``; codes and words with spaces are written as the shell wants."""
    return " ".join(["koperasi", shown("command", command), *map(_word, words)])


def _word(word: object) -> str:
    if isinstance(word, Code):
        said = label(word)  # "C1" stays so
        text = word.value if current() == "en" else said if said.isupper() else said.lower()
    else:
        text = str(word)
    if text.startswith("--"):
        return f"--{shown('option', text[2:])}"
    return f'"{text}"' if set(text) & set(" ()/") else text
