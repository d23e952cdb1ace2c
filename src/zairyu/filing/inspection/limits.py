"""What the child may use: it takes these limits on itself before it reads a strange byte."""

import contextlib
import ctypes
import resource

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS_A_JOB = 10
_OPEN_FILES = 32  # fonts of the machine are read when a page without its own is drawn
_NO_NEW_PRIVILEGES = 38
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000


def shut_in() -> None:
    """Give up what a reader of files never needs: new files, big memory, dumps, the network."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    libc = ctypes.CDLL(None, use_errno=True)
    # The next two are extra walls: a kernel that forbids them leaves the limits above standing.
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.unshare(_NEW_USER_AND_NETWORK)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def allow_one_job() -> None:
    """Allow the seconds of one more job; who uses them up is ended by the kernel."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS_A_JOB
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
