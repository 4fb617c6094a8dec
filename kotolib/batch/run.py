"""One command's run: areas and languages in order, each section in a child, every file into place or none.

Knows the order of things and what to tell; imports nothing heavy, for the children have it all.
"""

import contextlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kotolib import house
from kotolib.batch import filling
from kotolib.batch.files import CannotWrite, Staging, staging, write
from kotolib.batch.server import CAN_FORK, SECONDS_GIVEN, Outcome, Server, Work
from kotolib.documents.formats import chosen
from kotolib.errors import N_, KotoError, SectionFailed, WrongWords
from kotolib.language import texts

ENGINES = ("koto", "papermill")
WHOLE = "programme"
LAST = ("run.log", "run.json")
"""Written by this process and moved after everything else: a folder with a new ``run.json`` is a whole one."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class _Manner:
    """How a run is made, whatever it makes."""

    output: Path
    engine: str
    seconds: float
    tell: Tell

    def say(self, plan: dict, message: str, **fields: object) -> None:
        """A sentence of an area, in the language of its pages."""
        self.tell(texts(plan["parameters"]["language"])(message, area=plan["name"], **fields))


def run_areas(
    words: Iterable[str],
    *,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    edition: str = "latest",
    as_of: str = "",
    output: Path | None = None,
    into: Path | None = None,
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
        An area, language, format, edition, day or engine does not exist; nothing was written.
    StoreDamaged
        A file of the store is not what its card says; nothing was written.
    SectionFailed
        Everything was made that could be, but a section or an area failed.
    InTheWay
        Another run holds the area's folder, or a file is open elsewhere.

    Examples
    --------
    >>> run_areas(["Kangasala"], as_of="2026-11-24")  # doctest: +SKIP
    0
    """
    manner = _Manner(Path(output or house.outputs()), _engine(engine), seconds, tell)
    wanted = {"formats": list(chosen(formats))}
    with Server() as server:
        asked = {"words": [str(word) for word in words], "languages": list(languages or ())}
        asked |= {"edition": edition, "as_of": as_of, "into": str(into or "")}
        plans = server.one(Work("plan", "kotolib.batch.section:plan", asked))
        faults = [fault for plan in plans for fault in _made(server, plan | wanted, manner)]
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise SectionFailed("{faults}", faults="\n".join(map(str, faults)))
    return 0


def _engine(asked: str) -> str:
    if asked not in ENGINES:
        raise WrongWords(
            N_("Suoritustapaa ”{engine}” ei ole. Suoritustavat: {engines}."), engine=asked, engines=", ".join(ENGINES)
        )
    return asked if CAN_FORK else "papermill"


def _made(server: Server, plan: dict, manner: _Manner) -> list[KotoError]:
    """Make one area in one language; its fault is told last, after the areas that come after it."""
    for remark in plan["remarks"]:
        manner.tell(remark)
    try:
        with staging(manner.output / plan["folder"] / plan["parameters"]["language"]) as place:
            _run(server, plan, place, manner)
    except KotoError as fault:
        return [fault]
    return []


def _run(server: Server, plan: dict, place: Staging, manner: _Manner) -> None:
    outcomes: dict[str, Outcome] = {}
    if plan["into"]:
        filling.refuse_to_write_over(plan["into"], place.target)
    try:
        _sections(server, plan, place, manner, outcomes)
        faults = {stem: _fault(outcome) for stem, outcome in outcomes.items() if _fault(outcome)}
        sums = _whole(server, plan, place, faults, outcomes)
        write(place.folder / "run.log", _log(place.folder, plan, outcomes))
        write(place.folder / "run.json", _record(plan, faults, sums, outcomes))
        # Office files first: on Windows they may be open elsewhere, and then nothing has moved yet.
        place.move_into_place([*sorted(sums, key=lambda name: not name.endswith((".xlsx", ".docx"))), *LAST])
    except KotoError:
        server.stop()
        _leave_log(plan, place, outcomes)
        raise
    except BaseException:
        # Interrupted: nobody may write into the folder that is about to be taken away.
        server.stop()
        raise
    _end(plan, faults, place, manner)


def _sections(server: Server, plan: dict, place: Staging, manner: _Manner, outcomes: dict[str, Outcome]) -> None:
    """Make the sections; ``outcomes`` gets what became of each, in their order, also when this is broken off."""
    given = {"plan": plan, "folder": str(place.folder), "engine": manner.engine}
    works = [
        Work(section["stem"], "kotolib.batch.section:make", given | {"section": section}, manner.seconds)
        for section in plan["sections"]
    ]
    found = {}
    for outcome in server.run(works):
        found[outcome.work.name] = outcome
        if isinstance(outcome.fault, CannotWrite):
            raise outcome.fault
        _tell_section(plan, outcome, manner)
    outcomes.update((work.name, found[work.name]) for work in works)


def _whole(server: Server, plan: dict, place: Staging, faults: dict, outcomes: dict[str, Outcome]) -> dict[str, str]:
    given = {"plan": plan, "faults": faults, "folder": str(place.folder)}
    (outcome,) = server.run([Work(WHOLE, "kotolib.batch.section:assemble", given)])
    outcomes[WHOLE] = outcome
    if outcome.fault:
        raise outcome.fault
    return outcome.value


def _leave_log(plan: dict, place: Staging, outcomes: dict[str, Outcome]) -> None:
    """The log of a run that gave nothing else, if the folder takes even that."""
    with contextlib.suppress(KotoError, OSError):
        write(place.folder / "run.log", _log(place.folder, plan, outcomes))
        place.move_into_place(["run.log"])


def _tell_section(plan: dict, outcome: Outcome, manner: _Manner) -> None:
    fault = _fault(outcome)
    message = N_("{area}: {section} ei valmistunut. {fault}") if fault else N_("{area}: {section} valmis ({seconds} s)")
    seconds = texts(plan["parameters"]["language"]).number(outcome.seconds, 1)
    manner.say(plan, message, section=outcome.work.name, fault=fault, seconds=seconds)


def _fault(outcome: Outcome) -> str:
    if outcome.fault:
        return str(outcome.fault)
    return outcome.value if isinstance(outcome.value, str) else ""


def _end(plan: dict, faults: dict[str, str], place: Staging, manner: _Manner) -> None:
    page = place.target / f"programme.{plan['formats'][0]}"
    if faults:
        raise SectionFailed(
            N_("{area}: osioita jäi tekemättä: {sections}. Muut ovat sivulla {page}; koko loki on tiedostossa {log}."),
            area=plan["name"],
            sections=", ".join(faults),
            page=page,
            log=place.target / "run.log",
        )
    manner.say(plan, N_("{area}: {page}"), page=page)


def _record(plan: dict, faults: dict[str, str], sums: dict[str, str], outcomes: dict[str, Outcome]) -> bytes:
    """``run.json``: the same for the same inputs, but for ``durations``."""
    sections = [
        {
            "key": section["key"],
            "stem": section["stem"],
            "title": section["title"],
            "state": "failed" if section["stem"] in faults else "made",
            "fault": faults.get(section["stem"], ""),
        }
        for section in plan["sections"]
    ]
    record = {
        **plan["parameters"],
        "name": plan["name"],
        "folder": plan["folder"],
        "versions": plan["versions"],
        "warnings": plan["remarks"],
        "sections": sections,
        "files": sums,
        "durations": {name: round(outcome.seconds, 3) for name, outcome in outcomes.items()},
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _log(folder: Path, plan: dict, outcomes: dict[str, Outcome]) -> bytes:
    """``run.log``: what every section logged and wrote, in the order of the sections."""
    parts = []
    for name in [*(section["stem"] for section in plan["sections"]), WHOLE]:
        logged = folder / f"{name}.log"
        parts.append(f"== {plan['name']}: {name}")
        parts.append(logged.read_text(encoding="utf-8", errors="replace").rstrip() if logged.exists() else "")
        parts.extend((outcomes[name].detail, _fault(outcomes[name])) if name in outcomes else ())
    return ("\n".join(part for part in parts if part) + "\n").encode("utf-8")
