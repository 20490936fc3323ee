"""Put a process that works on what strangers give into narrow bounds, by means that ask for no privilege.

On Linux a process ends with the one that made it, may open no socket (a seccomp filter; where that is not to be had, a
network namespace of its own) and may take no more address space than it is given. On other systems only those bounds
hold that the system knows; `cut_network` says whether it did.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import struct
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000

_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _ALLOW, _DENY = 0x80000000, 0x7FFF0000, 0x00050000 | errno.EACCES
_X32 = 0x40000000
_IO_URING_SETUP = 425
_FIRST_ARGUMENT = 16
"""Where the kernel shows a filter the low half of a call's first argument, the family of a socket."""
_NO_FAMILY = 0xFFFF
_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine to its audit number and its number of the call `socket`."""


def end_with_parent() -> None:
    """Have the kernel end this process with the one that made it (Linux)."""
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def cut_network(*, local: bool = False) -> bool:
    """Take the network from this process and its children for good; False where the system can't.

    With `local`, sockets of this machine's file system are left to it, which some programs do not start without.
    """
    if not sys.platform.startswith("linux"):
        return False
    return _deny_sockets(local=local) or _leave_network()


def _deny_sockets(*, local: bool) -> bool:
    """Let the kernel refuse to make sockets (and io_uring, which makes them too)."""
    import ctypes
    import platform

    if platform.machine() not in _CALLS:
        return False
    audit, socket_call = _CALLS[platform.machine()]
    filters = [
        (_LOAD, 0, 0, 4),
        (_EQUALS, 1, 0, audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 4, 0, _X32),
        (_EQUALS, 3, 0, _IO_URING_SETUP),
        (_EQUALS, 0, 3, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUALS, 1, 0, socket.AF_UNIX if local else _NO_FAMILY),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in filters))
    program = struct.pack("@HP", len(filters), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0) == 0


def _leave_network() -> bool:
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0


def bound_memory(more: int) -> None:
    """Allow this process `more` bytes of address space beyond what it has now (any for 0), and no core file."""
    try:
        import resource  # not on every system, and nothing else here needs it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size, _ = _pages()
    if size and more:
        resource.setrlimit(resource.RLIMIT_AS, (size + more, size + more))


def bound_processor(more: int) -> None:
    """Have the kernel end this process (SIGXCPU) once it took `more` seconds of processor time from now on."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + more
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))


def resident() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not say."""
    return _pages()[1]


def _pages() -> tuple[int, int]:
    """Return the bytes of address space and of resident memory, as Linux tells them."""
    try:
        with open("/proc/self/statm", "rb") as file:
            size, held = file.read().split()[:2]
    except OSError:
        return 0, 0
    return int(size) * os.sysconf("SC_PAGESIZE"), int(held) * os.sysconf("SC_PAGESIZE")


def processor_seconds(pid: int) -> float | None:
    """Return the seconds of processor time that a process's first thread has had; None where that can't be told."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:
            return int(file.read().split()[0]) / 1e9
    except (OSError, ValueError, IndexError):
        return None
