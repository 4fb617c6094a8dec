"""How a batch looks on a screen and in its log: a bar where there is a terminal, plain lines where there is none.

Knows words and time; not what a batch does.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kotolib.batch.ended import Ended
from kotolib.batch.many import Watcher
from kotolib.language import Texts

LOG = "batch.log.jsonl"


class Progress(Watcher):
    """Tells how a batch goes.

    Parameters
    ----------
    output
        Where the log is written, one event a line, anew for each batch.
    tell
        Takes each sentence for the user.
    words
        In the language of the command line.
    quiet
        Tell of faults alone.
    """

    def __init__(self, output: Path, tell: Callable[[str], None], words: Texts, quiet: bool) -> None:
        self._path, self._tell, self._words, self._quiet = output / LOG, tell, words, quiet
        self._log = None
        self._bar = None
        self._running: list[str] = []
        self._count = self._made = self._failed = 0
        self._began = time.monotonic()

    def tell(self, sentence: str) -> None:
        """A sentence for the user, and for the log."""
        self._write("told", sentence=sentence)
        (self._bar.print if self._bar else self._tell)(sentence)

    def note(self, sentence: str) -> None:
        """A sentence for the log alone."""
        self._write("noted", sentence=sentence)

    def begin(self, count: int, unchanged: int) -> None:
        """Open the log and, in a terminal, the bar."""
        self._open()
        self._count, self._began = count, time.monotonic()
        self._write("begun", to_make=count, unchanged=unchanged)
        if not self._quiet:
            self._tell(self._opening(count, unchanged))
        if count and not self._quiet and sys.stderr.isatty():
            self._bar = _Bar(count)

    def began(self, name: str) -> None:
        """An area is being made."""
        self._running.append(name)
        self._write("area_begun", name=name)
        self._show()

    def ended(self, ended: Ended) -> None:
        """One line of the log; on the screen one too where there is no bar, or a fault."""
        name = ended.plan["name"]
        if name in self._running:
            self._running.remove(name)
        self._made, self._failed = self._made + (not ended.fault), self._failed + bool(ended.fault)
        self._write("area_ended", **_told(ended), **self._standing())
        if ended.fault:
            (self._bar.print if self._bar else self._tell)(ended.fault)
        elif not self._quiet and not self._bar:
            self._tell(self._line(ended))
        self._show()

    def close(self) -> None:
        """Take the bar away and close the log."""
        if self._bar:
            self._bar.close()
            self._bar = None
        self._write("ended", **self._standing())
        if self._log:
            self._log.close()
            self._log = None

    def _opening(self, count: int, unchanged: int) -> str:
        _ = self._words
        if not count:
            return _("Mikään ei ole muuttunut: {unchanged} on ennallaan.", unchanged=unchanged)
        return _("Tehdään {count}; ennallaan {unchanged}.", count=count, unchanged=unchanged)

    def _line(self, ended: Ended) -> str:
        _ = self._words
        place = f"{self._made + self._failed}/{self._count}"
        said = {"place": place, "name": ended.plan["name"], "language": ended.plan["parameters"]["language"]}
        left = self._seconds_left()
        if left is None:
            return _("{place} {name} ({language}) valmis", **said)
        return _("{place} {name} ({language}) valmis, aikaa jäljellä noin {left}", left=self._time(left), **said)

    def _time(self, seconds: float) -> str:
        _ = self._words
        if seconds < 90:
            return _("{seconds} s", seconds=_.number(seconds))
        return _("{minutes} min", minutes=_.number(seconds / 60))

    def _seconds_left(self) -> float | None:
        ended = self._made + self._failed
        if not ended or ended == self._count:
            return None
        return (time.monotonic() - self._began) / ended * (self._count - ended)

    def _standing(self) -> dict[str, object]:
        left = self._seconds_left()
        return {
            "made": self._made,
            "failed": self._failed,
            "left": self._count - self._made - self._failed,
            "seconds_left": None if left is None else round(left),
        }

    def _show(self) -> None:
        if not self._bar:
            return
        _ = self._words
        left = self._seconds_left()
        said = _(
            "tehty {made}, epäonnistui {failed}, jäljellä {left}",
            made=self._made,
            failed=self._failed,
            left=self._count - self._made - self._failed,
        )
        time_left = "" if left is None else _("noin {left}", left=self._time(left))
        self._bar.show(self._made + self._failed, ", ".join(self._running[:2]), said, time_left)

    def _open(self) -> None:
        try:
            self._log = self._path.open("w", encoding="utf-8", newline="\n")
        except OSError:
            self._log = None  # the batch itself tells that the folder cannot be written

    def _write(self, event: str, **said: object) -> None:
        if self._log is None:
            return
        line = {"time": f"{datetime.now():%Y-%m-%dT%H:%M:%S}", "event": event, **said}
        try:
            self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._log.flush()
        except OSError:
            self._log = None


def _told(ended: Ended) -> dict[str, object]:
    return {
        "name": ended.plan["name"],
        "area": ended.plan["parameters"]["area"],
        "language": ended.plan["parameters"]["language"],
        "state": "failed" if ended.fault else "made",
        "fault": ended.fault,
        "seconds": round(ended.seconds, 2),
    }


class _Bar:
    """One line at the bottom of the terminal."""

    def __init__(self, count: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.fields[running]}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[said]}", markup=False),
            TextColumn("{task.fields[left]}", markup=False),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=count, running="", said="", left="")
        self._progress.start()

    def show(self, ended: int, running: str, said: str, left: str) -> None:
        self._progress.update(self._task, completed=ended, running=running, said=said, left=left)

    def print(self, sentence: str) -> None:
        self._progress.console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        self._progress.stop()
