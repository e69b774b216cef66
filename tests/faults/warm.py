"""The program, loaded once and forked for each command: a run takes hundredths of a second, not tenths.

Started by ``conftest.py``; one JSON object a line comes in, and one goes out. On Linux a child can be
watched through ptrace, which the kernel's interface makes exact: what a killed process leaves behind
is what its system calls had done until then, so a kill before each of those that change a file is a
kill at every moment that makes a difference.
"""

import contextlib
import ctypes
import fcntl
import gc
import json
import os
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

TRACE_ME, SYSCALL, SET_OPTIONS, SYSCALL_INFO = 0, 24, 0x4200, 0x420E
STOPS_APART, DIE_WITH_US = 1, 0x100000
AT_ENTRY = 1
PIPE_SIZE = 1 << 20
# System calls that change a file, by the kernel's number for an architecture: what they are called,
# and which argument is the open file, the path, or (negative) the flags of an opening.
CALLS = {
    0xC000003E: {  # x86-64
        1: ("write", 0, None), 18: ("write", 0, None), 40: ("write", 0, None),
        326: ("write", 2, None), 77: ("truncate", 0, None), 76: ("truncate", None, 0),
        74: ("sync", 0, None), 75: ("sync", 0, None), 82: ("rename", None, 0),
        264: ("rename", None, 1), 316: ("rename", None, 1), 86: ("link", None, 1),
        265: ("link", None, 3), 87: ("remove", None, 0), 263: ("remove", None, 1),
        83: ("mkdir", None, 0), 258: ("mkdir", None, 1), 2: ("open", None, 0), 257: ("open", None, 1),
    },
    0xC00000B7: {  # arm64
        64: ("write", 0, None), 68: ("write", 0, None), 71: ("write", 0, None),
        285: ("write", 2, None), 46: ("truncate", 0, None), 45: ("truncate", None, 0),
        82: ("sync", 0, None), 83: ("sync", 0, None), 38: ("rename", None, 1),
        276: ("rename", None, 1), 37: ("link", None, 3), 35: ("remove", None, 1),
        34: ("mkdir", None, 1), 56: ("open", None, 1),
    },
}  # fmt: skip

libc = ctypes.CDLL(None, use_errno=True)
with contextlib.suppress(AttributeError):
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long


def ptrace(request: int, pid: int, address: int = 0, data: Any = 0) -> int:
    done: int = libc.ptrace(request, pid, address, data)
    if done < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    return done


def changes(pid: int) -> str | None:
    """What a stopped process is about to change: "write registry.db". None: no file."""
    buffer = ctypes.create_string_buffer(128)
    ptrace(SYSCALL_INFO, pid, len(buffer), ctypes.addressof(buffer))
    operation, machine, _ip, _sp, number, *arguments = struct.unpack_from("=B3xI9Q", buffer)
    if operation != AT_ENTRY or number not in CALLS[machine]:
        return None
    name, opened, path = CALLS[machine][number]
    if opened is not None:
        return f"{name} {Path(f'/proc/{pid}/fd/{arguments[opened]}').readlink().name}"
    if name == "open" and not arguments[path + 1] & (os.O_CREAT | os.O_TRUNC):
        return None
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(arguments[path])
        text = memory.read(256).partition(b"\0")[0].decode()
    return f"{name} {Path(text).name}"


def watch(pid: int, kill_before: int | None) -> tuple[int, list[str]]:
    """Let a child run, killed before so manieth step; its exit code, and the steps there were."""
    steps: list[str] = []
    os.waitpid(pid, 0)
    ptrace(SET_OPTIONS, pid, 0, STOPS_APART | DIE_WITH_US)
    deliver = 0
    while True:
        ptrace(SYSCALL, pid, 0, deliver)
        _pid, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status), steps
        deliver = os.WSTOPSIG(status)
        if deliver == signal.SIGTRAP | 0x80:
            deliver = 0
            if step := changes(pid):
                steps.append(step)
                if len(steps) == kill_before:
                    os.kill(pid, signal.SIGKILL)
                    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), steps


def child(asked: dict[str, Any], out: int, err: int) -> None:
    """Become the program. Never returns."""
    code = 70
    try:
        for target, source in enumerate((os.open(os.devnull, os.O_RDONLY), out, err)):
            os.dup2(source, target)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.environ.clear()
        os.environ.update(asked["env"])
        os.umask(0o022)
        if asked.get("chdir"):
            os.chdir(asked["chdir"])
        sys.argv = ["koperasi", *asked["words"]]
        exec(asked.get("prelude") or "", {})
        if (largest := asked.get("largest_file")) is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        if asked.get("watched"):
            ptrace(TRACE_ME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def run(asked: dict[str, Any]) -> dict[str, Any]:
    pipes = [os.pipe(), os.pipe()]
    for _read, write in pipes:
        with contextlib.suppress(AttributeError, OSError):
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    if (pid := os.fork()) == 0:
        child(asked, pipes[0][1], pipes[1][1])
    steps: list[str] = []
    if asked.get("watched"):
        code, steps = watch(pid, asked.get("kill_before"))
    else:
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    said = []
    for read, write in pipes:
        os.close(write)
        with open(read, encoding="utf-8", errors="replace") as pipe:  # noqa: PTH123
            said.append(pipe.read())
    return {"code": code, "out": said[0], "err": said[1], "steps": steps}


def can_watch() -> bool:
    """Whether the kernel lets a child be watched, and says by its own account what it is about to do."""
    if sys.platform != "linux":
        return False
    if (pid := os.fork()) == 0:
        try:
            ptrace(TRACE_ME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.close(os.open(os.devnull, os.O_WRONLY | os.O_CREAT))
        finally:
            os._exit(0)
    try:
        return watch(pid, None) == (0, ["open null"])
    except (OSError, KeyError):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return False


def warm_up() -> Callable[[], None]:
    """Load what a command would load, and set up what stays the same."""
    import alembic.command  # noqa: F401
    import xlsxwriter  # noqa: F401
    from sqlalchemy.orm import configure_mappers

    import koperasi_cli.cli.taking.take
    import koperasi_cli.migrations.upgrade
    import koperasi_cli.registry.undo
    import koperasi_cli.restoring  # noqa: F401
    from koperasi_cli.__main__ import main

    configure_mappers()
    gc.freeze()
    return main


if __name__ == "__main__":
    main = warm_up()
    print(json.dumps({"watches": can_watch()}), flush=True)  # noqa: T201
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)  # noqa: T201
