"""What a child may not outlive or outgrow: its parent, its time, its share of memory; knows the system, not the work.

The only place that speaks to the system's own library. Where a system has no such limit, there is none.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing import connection
from pathlib import Path

MEMORY_GIVEN = 2 * 1024**3
"""How much address space a child may take beyond what it was born with, in bytes.

Every section, and the whole document in three formats, need 0.3 GiB of it; a Jupyter kernel of the stock engine more.
"""

GRACE = 30
"""Seconds after its time when a child that nobody ended ends itself."""

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


PARENT = "KOTO_BATCH_PARENT"
"""Names, in the environment of the fork server, the process that began it."""


def end_with_parent(parent: int) -> None:
    """From now on this process is killed when its parent ends, however that happens and whatever it is doing.

    On Linux by the kernel; elsewhere a thread waits for the parent's end, which a loop that holds the interpreter
    puts off. The kernel counts the parent's *thread*: the one that began this process must live as long as it.

    Parameters
    ----------
    parent
        Its process number: it may have ended before we asked.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
    elif multiprocessing.parent_process() is not None:
        threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    connection.wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def end_in(seconds: float) -> None:
    """This process ends by itself some time after the seconds that it was given."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + GRACE)


def hold_memory(more: int = MEMORY_GIVEN) -> None:
    """From now on this process may take so many bytes more: then Python says ``MemoryError``, and the machine lives.

    Should the machine run out all the same, the kernel is asked to end this process before the one that waits for it.
    """
    if sys.platform != "linux":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _address_space() + more
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
