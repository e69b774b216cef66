"""Ctrl-C, from the first moment of the program to its last: heard once, and never with a traceback.

While the program loads, it ends at once, for nothing has begun. While a command runs, it raises
``KeyboardInterrupt`` once, so that what was begun is taken back in peace. After that it is not heard.
"""

# No more than these: until they are there, Ctrl-C is Python's own.
import os
import signal
import sys

INTERRUPTED = 130
_LOADING, _RUNNING, _LEAVING = range(3)

_stage = _LOADING


def take_over() -> None:
    """Hear Ctrl-C instead of Python, in the process that is the program."""
    signal.signal(signal.SIGINT, _heard)
    sys.unraisablehook = _unraisable


def let_through() -> None:
    """From here on there is somebody who catches ``KeyboardInterrupt``."""
    global _stage
    _stage = _RUNNING


def hold_back() -> None:
    """From here on the program ends as it would have."""
    global _stage
    _stage = _LEAVING


def were_heard() -> bool:
    """Whether a command is on its way out because of one."""
    return _stage == _LEAVING


def shut_out() -> None:
    """Nothing is heard any more, not even while Python takes itself apart."""
    hold_back()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _heard(_number: int, _frame: object) -> None:
    if _stage == _LOADING:
        os._exit(INTERRUPTED)
    if _stage == _RUNNING:
        hold_back()
        raise KeyboardInterrupt


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    """Where Python cannot raise it (it came while an object was taken down) it is not heard: another
    one will be. What else fails there (a workbook on a full disk) was told already, in our words."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        let_through()
