"""Text that a spreadsheet would take for a formula, on its way into a file and back."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Those of full width begin a formula too, where a spreadsheet is set to an East Asian language."""


def guarded(text: str) -> str:
    """The text as a file holds it: with an apostrophe in front where it looks like a formula."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given, whatever it was."""
    if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS):
        return text[1:]
    return text
