"""One command's run: what is asked becomes jobs, which are done; knows what is asked, not how a job is done.

Imports nothing heavy, for the children have it all.
"""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kotolib import house
from kotolib.batch import turns
from kotolib.batch.ended import told
from kotolib.batch.job import Job, Manner
from kotolib.batch.server import CAN_FORK, SECONDS_GIVEN, Server, Work
from kotolib.documents.formats import chosen
from kotolib.documents.programme import orders
from kotolib.errors import N_, KotoError, SectionFailed, WrongWords

ENGINES = ("koto", "papermill")

Tell = Callable[[str], None]


def run_areas(
    words: Iterable[str],
    *,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    edition: str = "latest",
    as_of: str = "",
    output: Path | None = None,
    into: Path | None = None,
    order: str = "goals",
    final: bool = False,
    accept: str = "",
    engine: str = "koto",
    tell: Tell = print,
    seconds: float = SECONDS_GIVEN,
) -> int:
    """Make the pages of the areas.

    Parameters
    ----------
    words
        Areas as they are typed: code, name, joint or by kind.
    languages
        `fi`, `sv`, `en`; the area's own unless told. One whose texts are not ready gives Finnish and a line about it.
    formats
        Names in :data:`kotolib.documents.formats.WRITERS`; `html` unless told.
    edition
        Edition of the store.
    as_of
        The day that the pages are seen from, `YYYY-MM-DD`; empty is today.
    output
        Folder of folders; `outputs/` unless told.
    into
        A Word template of the municipality's own: the sections go to its marked places, in a file beside the others.
    order
        Of the programme's chapters: round its `goals`, or by the ten `elements`.
    final
        Whether the programme is to be called final: refused while something that must be there is missing, the linter
        finds something that must be mended, or a file gives a hidden count away.
    accept
        Why it may be called final although something is missing; goes to the log of the process.
    engine
        `koto` (each notebook in a process forked from a warm one; where there is no fork, the other) or `papermill`
        (over a Jupyter kernel).
    tell
        Takes each line that the user sees.
    seconds
        How long one section may take.

    Returns
    -------
    int
        0: all was made.

    Raises
    ------
    WrongWords
        An area, language, format, edition, day, order or engine does not exist; nothing was written.
    StoreDamaged
        A file of the store is not what its card says; nothing was written.
    SectionFailed
        Everything was made that could be, but a section or an area failed; or the programme cannot be called final,
        and nothing was written.
    InTheWay
        Another run holds the area's folder, or a file is open elsewhere.

    Examples
    --------
    >>> run_areas(["Kangasala"], as_of="2026-11-24")  # doctest: +SKIP
    0
    """
    manner = Manner(Path(output or house.outputs()), engine_of(engine), seconds, tell)
    wanted = {"formats": list(chosen(formats)), "order": _order(order), "final": final, "accept": accept.strip()}
    if wanted["accept"] and not final:
        raise WrongWords(N_("Valitsin --accept kuuluu valitsimen --final kanssa. Lisää --final tai jätä se pois."))
    with Server(needs_warmth=manner.engine == ENGINES[0]) as server:
        asked = {"words": [str(word) for word in words], "languages": list(languages or ())}
        asked |= {"edition": edition, "as_of": as_of, "into": str(into or "")}
        plans = server.one(Work("plan", "kotolib.batch.section:plan", asked))
        jobs = [Job(plan | wanted, manner) for plan in plans]
        ended = set(turns.done(server, jobs))
        faults = [job.fault for job in jobs if job in ended and job.fault]
        with contextlib.suppress(*([KotoError] if faults else [])):
            _write_indexes(server, [job for job in jobs if job in ended], manner.output)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SectionFailed("{faults}", faults="\n".join(map(str, faults)))
    return 0


def _write_indexes(server: Server, jobs: list[Job], output: Path) -> None:
    """The page of each area that leads to all its documents and languages."""
    entries = [
        {
            "folder": job.plan["folder"],
            "language": job.plan["parameters"]["language"],
            "area": job.plan["parameters"]["area"],
            "fault": told(job.fault, job.plan),
        }
        for job in jobs
    ]
    server.one(Work("index", "kotolib.batch.indexes:write_areas", {"output": str(output), "entries": entries}))


def _order(asked: str) -> str:
    """The order that was asked for; a wrong one is refused before anything is made."""
    orders.order(asked)
    return asked


def engine_of(asked: str) -> str:
    """The engine that is used where one is asked for: without a fork there is only the other.

    Raises
    ------
    WrongWords
        There is no such engine.
    """
    if asked not in ENGINES:
        raise WrongWords(
            N_("Suoritustapaa ”{engine}” ei ole. Suoritustavat: {engines}."), engine=asked, engines=", ".join(ENGINES)
        )
    return asked if CAN_FORK else "papermill"
