"""Many areas in one command: what is left to do is done, each area alone with its fault, and what came of it is kept.

Knows the order of a batch; not how an area is made, and not how its progress looks on a screen.
"""

import contextlib
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kotolib import house
from kotolib.batch import holding, turns
from kotolib.batch.ended import Ended
from kotolib.batch.job import Job, Manner
from kotolib.batch.manifest import FAILED, MADE, Entry, Manifest, Output
from kotolib.batch.run import ENGINES, engine_of
from kotolib.batch.server import SECONDS_GIVEN, Server, Work
from kotolib.documents.formats import chosen
from kotolib.errors import N_, KotoError, Message
from kotolib.language import Texts, texts

INTERRUPTED = 130


@dataclass(frozen=True)
class Asked:
    """What a batch is asked for.

    Attributes
    ----------
    words
        Areas as they are typed; `@FILE` is a list of them.
    everyone
        All municipalities.
    regions
        Regions whose municipalities are made, each alone.
    languages, formats, edition, as_of
        As in :func:`kotolib.batch.run.run_areas`.
    anew
        Make also what has not changed.
    """

    words: tuple[str, ...] = ()
    everyone: bool = False
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    edition: str = "latest"
    as_of: str = ""
    anew: bool = False


@dataclass(frozen=True)
class How:
    """How a batch is done.

    Attributes
    ----------
    output
        Folder of the areas' folders; `outputs/` unless told.
    workers
        How many notebooks are executed at once; the machine's processors unless told.
    scheduler
        Address of a Dask cluster's scheduler that does the work instead of this machine.
    engine, seconds
        As in :func:`kotolib.batch.run.run_areas`.
    """

    output: Path | None = None
    workers: int | None = None
    scheduler: str = ""
    engine: str = "koto"
    seconds: float = SECONDS_GIVEN


class Watcher:
    """Sees how a batch goes; this one looks away."""

    def tell(self, sentence: str) -> None:
        """A sentence for the user."""

    def note(self, sentence: str) -> None:
        """A sentence of one area's making, for the log."""

    def begin(self, count: int, unchanged: int) -> None:
        """So many are to be made, and so many are as they should be."""

    def began(self, name: str) -> None:
        """An area is being made."""

    def ended(self, ended: Ended) -> None:
        """An area has been made, or has failed."""

    def close(self) -> None:
        """Nothing more comes."""


@dataclass
class Result:
    """What came of a batch.

    Attributes
    ----------
    made, unchanged
        How many were made, and how many had nothing to be made.
    failed
        Those that failed.
    left
        How many were not begun, for the batch was broken off.
    seconds
        How long it took.
    """

    made: int = 0
    unchanged: int = 0
    failed: list[Ended] = field(default_factory=list)
    left: int = 0
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """What the command line ends with."""
        return INTERRUPTED if self.left else 1 if self.failed else 0


def run_batch(asked: Asked, how: How, watcher: Watcher) -> Result:
    """Make the pages of many areas: those that have changed, failed, or are not there any more as they were left.

    Raises
    ------
    WrongWords
        Something that is asked for does not exist; nothing was written.
    StoreDamaged
        A file of the store is not what its card says; nothing was written.
    InTheWay
        Another batch holds the output folder.
    CannotWrite
        The output folder or its manifest cannot be written.

    Examples
    --------
    >>> run_batch(Asked(words=("Kangasala", "Orivesi")), How(), Watcher()).made  # doctest: +SKIP
    2
    """
    began = time.monotonic()
    engine = engine_of(how.engine)
    manner = Manner(Path(how.output or house.outputs()).absolute(), engine, how.seconds, watcher.note)
    with Server(how.workers, needs_warmth=engine == ENGINES[0]) as server:
        plans = server.one(Work("plan", "kotolib.batch.planning:planned", {"asked": _for_planning(asked)}))
        with holding.held(manner.output) as broken_off, _stopping(watcher, _language(asked)) as stopped:
            batch = _Batch(server, manner, watcher, _language(asked))
            batch.begin(broken_off)
            result = batch.done(batch.to_do(plans, asked.anew), how, stopped)
    result.seconds = time.monotonic() - began
    return result


def _for_planning(asked: Asked) -> dict:
    return {
        "words": list(asked.words),
        "everyone": asked.everyone,
        "regions": list(asked.regions),
        "languages": list(asked.languages),
        "formats": list(chosen(asked.formats)),
        "edition": asked.edition,
        "as_of": asked.as_of,
    }


def _language(asked: Asked) -> Texts:
    return texts(asked.languages[0] if asked.languages else "fi")


class _Batch:
    def __init__(self, server: Server, manner: Manner, watcher: Watcher, words: Texts) -> None:
        self._server, self._manner, self._watcher, self._words = server, manner, watcher, words
        self._manifest = Manifest.read(manner.output)
        self._unchanged = 0

    def begin(self, broken_off: Message | None) -> None:
        """Tell what an earlier batch left behind, and mend its manifest."""
        if broken_off is not None:
            self._watcher.tell(broken_off.tell(self._words.plain))
        for number in self._manifest.damaged:
            told = N_("Luettelon {file} rivi {number} on vahingoittunut. Sen alue tehdään uudelleen.")
            self._watcher.tell(self._words(told, file=self._manifest.path.name, number=number))
        self._manifest.mend()

    def to_do(self, plans: list[dict], anew: bool) -> list[dict]:
        """The plans whose pages are not what they should be."""
        left = [plan for plan in plans if anew or not self._stands(plan)]
        self._unchanged = len(plans) - len(left)
        return left

    def _stands(self, plan: dict) -> bool:
        entry = self._manifest.entries.get((plan["folder"], plan["parameters"]["language"], plan["alone"]))
        if entry is None or entry.state != MADE or entry.changed(plan["inputs"]):
            return False
        return not entry.missing(self._manner.output)

    def done(self, plans: list[dict], how: How, stopped: Callable[[], bool]) -> Result:
        """Make them, keep what came of each, and write the pages that lead to them all."""
        result = Result(unchanged=self._unchanged)
        self._watcher.begin(len(plans), self._unchanged)
        try:
            for ended in self._ended(plans, how, stopped):
                self._keep(ended, result)
        finally:
            self._watcher.close()
        result.left = len(plans) - result.made - len(result.failed)
        self._write_indexes(result)
        return result

    def _ended(self, plans: list[dict], how: How, stopped: Callable[[], bool]) -> Iterator[Ended]:
        if how.scheduler:
            from kotolib.batch import distributed

            yield from distributed.done(how.scheduler, plans, self._manner, self._watcher.began, stopped)
        else:
            yield from (Ended.of(job) for job in turns.done(self._server, self._begun(plans), stopped))

    def _begun(self, plans: Iterable[dict]) -> Iterator[Job]:
        for plan in plans:
            self._watcher.began(plan["name"])
            yield Job(plan, self._manner)

    def _keep(self, ended: Ended, result: Result) -> None:
        self._manifest.add(_entry(ended, self._manner.output))
        if ended.fault:
            result.failed.append(ended)
        else:
            result.made += 1
        self._watcher.ended(ended)

    def _write_indexes(self, result: Result) -> None:
        """Those of the areas that were touched, and the one over all."""
        # Where all pages of a language are made too, their record and their fault are the ones that the index tells.
        held = sorted(self._manifest.entries.values(), key=lambda entry: not entry.alone)
        entries = [_for_index(entry) for entry in held]
        given = {"output": str(self._manner.output), "entries": entries, "language": self._words.language}
        try:
            self._server.one(Work("index", "kotolib.batch.indexes:write_all", given))
        except KotoError as fault:
            self._watcher.tell(fault.tell(self._words.plain))
            if not result.failed:
                raise


def _entry(ended: Ended, output: Path) -> Entry:
    parameters = ended.plan["parameters"]
    folder = output / ended.plan["folder"] / parameters["language"]
    return Entry(
        folder=ended.plan["folder"],
        language=parameters["language"],
        area=parameters["area"],
        name=ended.plan["name"],
        state=FAILED if ended.fault else MADE,
        fault=ended.fault,
        inputs=ended.plan["inputs"],
        seconds=round(ended.seconds, 3),
        warnings=list(ended.plan["remarks"]),
        outputs={name: Output.of(folder / name, total) for name, total in ended.sums.items()},
        ended=f"{datetime.now():%Y-%m-%dT%H:%M:%S}",
        alone=ended.plan["alone"],
    )


def _for_index(entry: Entry) -> dict[str, str]:
    return {"folder": entry.folder, "language": entry.language, "area": entry.area, "fault": entry.fault}


@contextlib.contextmanager
def _stopping(watcher: Watcher, _: Texts) -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C lets what has been begun be finished; the second ends everything at once."""
    asked = []

    def first(*signalled) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(True)
        watcher.tell(_("Keskeytetään: aloitetut alueet tehdään loppuun. Toinen Ctrl-C lopettaa heti."))

    try:
        earlier = signal.signal(signal.SIGINT, first)
    except ValueError:  # not the main thread: whoever called us has Ctrl-C
        yield lambda: False
        return
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, earlier)
