"""``koperasi``, and ``python -m koperasi_cli``: what is settled before anything of it is loaded."""

import os
import sys

from koperasi_cli import interrupts


def main() -> None:
    """Run the program on the words of the command line."""
    interrupts.take_over()
    _open_what_is_closed()
    try:
        from koperasi_cli.cli.main import main as run

        run()
    except KeyboardInterrupt:  # it came between two lines of who else would have caught it
        sys.exit(interrupts.INTERRUPTED)
    finally:
        interrupts.shut_out()


def _open_what_is_closed() -> None:
    """``koperasi list >&-`` starts us without a stdout: what is said there goes nowhere.

    Otherwise the next file that is opened, the registry say, would take its place.
    """
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(opened)
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


if __name__ == "__main__":
    main()
