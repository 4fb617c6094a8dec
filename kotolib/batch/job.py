"""One area in one language: its sections, then the whole document, then every file into place or none.

Knows the steps of one area and what to tell of it; not how many are made at once.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kotolib.batch import filling, stale
from kotolib.batch.files import CannotWrite, Staging, staging, write
from kotolib.batch.server import Outcome, Work
from kotolib.documents.formats import WRITERS
from kotolib.errors import N_, KotoError, SectionFailed
from kotolib.language import OF_RESIDENTS, told_in

WHOLE = "programme"
LAST = ("run.log", "run.json")
"""Written by this process and moved after everything else: a folder with a new ``run.json`` is a whole one."""


@dataclass(frozen=True)
class Manner:
    """How areas are made, whichever they are.

    Attributes
    ----------
    output
        Folder of the areas' folders.
    engine
        Papermill's engine.
    seconds
        How long one section may take.
    tell
        Takes each line that the user sees.
    """

    output: Path
    engine: str
    seconds: float
    tell: Callable[[str], None]

    def say(self, plan: dict, message: str, **fields: object) -> None:
        """A sentence of an area, in the language of its pages."""
        self.tell(told_in(plan["parameters"]["language"])(message, area=plan["name"], **fields))


class Job:
    """The making of one area's pages in one language.

    Attributes
    ----------
    plan
        What :func:`kotolib.batch.section.plan` gave.
    ended
        Whether nothing more is to be done, well or badly.
    fault
        Why the area was not made, or which sections lack; None where all is well.
    faults
        By section's stem: what went wrong in it.
    sums
        The sha256 of every file by its name, once they are in their places.
    outcomes
        What became of each work, by its name.
    last
        The run's own files: none where it makes one page into the folder of a run of all pages, whose record stays.
    """

    def __init__(self, plan: dict, manner: Manner) -> None:
        self.plan = plan
        self.ended = False
        self.fault: KotoError | None = None
        self.faults: dict[str, str] = {}
        self.sums: dict[str, str] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.last: tuple[str, ...] = LAST
        self._manner = manner
        self._open = contextlib.ExitStack()
        self._place: Staging | None = None

    @property
    def target(self) -> Path:
        """The folder where its files end."""
        return self._manner.output / self.plan["folder"] / self.plan["parameters"]["language"]

    def begin(self) -> list[Work]:
        """Take the area's folder; gives the works that can be done now."""
        for remark in self.plan["remarks"]:
            self._manner.tell(remark)
        language = self.plan["parameters"]["language"]
        if language in OF_RESIDENTS and "docx" in self.plan["formats"]:
            told = N_("{area}: asukkaiden sivusta ei tehdä Word-tiedostoa kielellä {language}.")
            self._manner.say(self.plan, told, language=language)
        try:
            self._place = self._open.enter_context(staging(self.target))
            if self.plan["into"]:
                filling.refuse_to_write_over(self.plan["into"], self.target)
        except KotoError as fault:
            self._end(fault)
            return []
        given = {"plan": self.plan, "folder": str(self._place.folder), "engine": self._manner.engine}
        return [
            Work(section["stem"], "kotolib.batch.section:make", given | {"section": section}, self._manner.seconds)
            for section in self.plan["sections"]
        ]

    def take(self, outcome: Outcome) -> list[Work]:
        """Take what became of one of its works; gives those that can be done now."""
        if self.fault:
            return []
        self.outcomes[outcome.work.name] = outcome
        if outcome.work.name == WHOLE:
            self._finish(outcome)
            return []
        if isinstance(outcome.fault, CannotWrite):
            # The folder stays until those who still write into it are back: see kotolib.batch.turns.
            self.fault = outcome.fault
            return []
        self._tell(outcome)
        if len(self.outcomes) < len(self.plan["sections"]):
            return []
        self.outcomes = {stem: self.outcomes[stem] for stem in self._stems}
        self.faults = {stem: _fault(one) for stem, one in self.outcomes.items() if _fault(one)}
        given = {"plan": self.plan, "faults": self.faults, "folder": str(self._place.folder)}
        assemble = "kotolib.batch.final:assemble" if self.plan.get("final") else "kotolib.batch.section:assemble"
        return [Work(WHOLE, assemble, given)]

    def close(self) -> None:
        """Leave the folder: what is not finished is taken away."""
        self._open.close()
        self.ended = True

    @property
    def _stems(self) -> list[str]:
        return [section["stem"] for section in self.plan["sections"]]

    def _tell(self, outcome: Outcome) -> None:
        fault = _fault(outcome)
        if self.plan["alone"] and not fault:
            return  # the page itself is told of last
        message = (
            N_("{area}: {section} ei valmistunut. {fault}") if fault else N_("{area}: {section} valmis ({seconds} s)")
        )
        seconds = told_in(self.plan["parameters"]["language"]).number(outcome.seconds, 1)
        self._manner.say(self.plan, message, section=outcome.work.name, fault=fault, seconds=seconds)

    def _finish(self, whole: Outcome) -> None:
        try:
            if whole.fault:
                raise whole.fault
            self._move(whole.value)
        except KotoError as fault:
            self._leave_log()
            self._end(fault)
            return
        stem = self._stems[0] if self.plan["alone"] else WHOLE
        page = self.target / f"{stem}.{self.plan['formats'][0]}"
        if not self.faults and page.exists():
            self._manner.say(self.plan, N_("{area}: {page}"), page=page)
        self._end(self._incomplete(page) if self.faults else None)

    def _move(self, sums: dict[str, str]) -> None:
        folder = self._place.folder
        write(folder / "run.log", self._log())
        write(folder / "run.json", self._record(sums))
        left_behind = stale.stale(self.target, sums, self._names_of_runs)
        self.last = () if self.plan["alone"] and stale.holds_whole(self.target) else LAST
        # Office files first: on Windows they may be open elsewhere, and then nothing has moved yet.
        self._place.move_into_place([*sorted(sums, key=lambda name: not name.endswith((".xlsx", ".docx"))), *self.last])
        self.sums = sums
        if edited := stale.take_away(self.target, left_behind):
            message = N_(
                "{area}: tiedostot {files} ovat aiemmasta ajosta. Niitä on muokattu, joten ne jäivät paikoilleen."
            )
            self._manner.say(self.plan, message, files=", ".join(edited))

    @property
    def _names_of_runs(self) -> list[str]:
        """What runs call their pages, in any format; other names in the folder are people's own."""
        stems = self._stems if self.plan["alone"] else [*self._stems, WHOLE]
        return [f"{stem}.{ending}" for stem in stems for ending in WRITERS]

    def _incomplete(self, page: Path) -> SectionFailed:
        return SectionFailed(
            N_("{area}: osioita jäi tekemättä: {sections}. Muut ovat sivulla {page}; koko loki on tiedostossa {log}."),
            area=self.plan["name"],
            sections=", ".join(self.faults),
            page=page,
            log=self.target / "run.log",
        )

    def _end(self, fault: KotoError | None) -> None:
        self.fault = fault
        self.close()

    def _leave_log(self) -> None:
        """The log of a job that gave nothing else, if the folder takes even that."""
        with contextlib.suppress(KotoError, OSError):
            write(self._place.folder / "run.log", self._log())
            self._place.move_into_place(["run.log"])

    def _record(self, sums: dict[str, str]) -> bytes:
        """``run.json``: the same for the same inputs, but for ``durations``."""
        sections = [
            {
                "key": section["key"],
                "stem": section["stem"],
                "title": section["title"],
                "state": "failed" if section["stem"] in self.faults else "made",
                "fault": self.faults.get(section["stem"], ""),
            }
            for section in self.plan["sections"]
        ]
        record = {
            **self.plan["parameters"],
            "name": self.plan["name"],
            "folder": self.plan["folder"],
            "versions": self.plan["versions"],
            "alone": self.plan["alone"],
            "warnings": self.plan["remarks"],
            "sections": sections,
            "files": sums,
            "durations": {name: round(outcome.seconds, 3) for name, outcome in self.outcomes.items()},
        }
        return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

    def _log(self) -> bytes:
        """``run.log``: what every section logged and wrote, in the order of the sections."""
        parts = []
        for name in [*self._stems, WHOLE]:
            logged = self._place.folder / f"{name}.log"
            parts.append(f"== {self.plan['name']}: {name}")
            parts.append(logged.read_text(encoding="utf-8", errors="replace").rstrip() if logged.exists() else "")
            parts.extend((self.outcomes[name].detail, _fault(self.outcomes[name])) if name in self.outcomes else ())
        return ("\n".join(part for part in parts if part) + "\n").encode("utf-8")


def _fault(outcome: Outcome) -> str:
    if outcome.fault:
        return str(outcome.fault)
    return outcome.value if isinstance(outcome.value, str) else ""
