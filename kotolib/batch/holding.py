"""One batch at a time in an output folder: who holds it and since when; knows files, not what a batch makes."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from kotolib.batch.files import holder, writing
from kotolib.errors import N_, InTheWay, Message

LOCK, HOLDER = ".batch.lock", ".batch.json"


@contextlib.contextmanager
def held(output: Path) -> Iterator[Message | None]:
    """Hold the output folder for one batch; gives what is to be told of an earlier one that was broken off, if any.

    The system frees the lock of a process that has ended however it ended; its name stays beside the lock.

    Raises
    ------
    InTheWay
        Another batch holds the folder: the message says whose and since when.
    CannotWrite
        The folder cannot be made or written.
    """
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise _in_the_way(output) from None
    name = output / HOLDER
    try:
        stale = _broken_off(name)
        with writing(output):
            name.write_text(json.dumps(holder()), encoding="utf-8")
        yield stale
    finally:
        # In this order: whoever comes between finds neither, not a name that is no longer true.
        with contextlib.suppress(OSError):
            name.unlink(missing_ok=True)
        lock.release()


def _read(name: Path) -> dict[str, object]:
    unknown = dict.fromkeys(("who", "host", "process", "since"), "?")
    with contextlib.suppress(OSError, ValueError, TypeError):
        return unknown | json.loads(name.read_text(encoding="utf-8"))
    return unknown


def _in_the_way(output: Path) -> InTheWay:
    return InTheWay(
        N_(
            "Kansiossa {path} on käynnissä toinen eräajo: {who} koneella {host} kello {since} alkaen "
            "(prosessi {process}). Odota, että se valmistuu, tai valitse toinen kansio (--output)."
        ),
        path=output,
        **_read(output / HOLDER),
    )


def _broken_off(name: Path) -> Message | None:
    if not name.exists():
        return None
    return Message(
        N_("Edellinen eräajo (prosessi {process}, alkoi kello {since}) katkesi kesken. Jatketaan siitä, mihin se jäi."),
        **_read(name),
    )
