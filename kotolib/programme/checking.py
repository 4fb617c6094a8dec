"""Checks a whole workbook: what cannot be read, what is wrong with goals, which findings wait for a person, and how
each item of the checklist stands.

Writes an annotated copy beside it, never the workbook itself; and missing baselines only when it is asked.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import areas, disclosure, house, situation
from kotolib.areas.area import Area
from kotolib.errors import N_, WrongWords
from kotolib.language import Texts, texts
from kotolib.programme import annotating, baselines, findings, goals, keeping, reading
from kotolib.programme.checklist import Checklist, checklist
from kotolib.programme.reading import Reading
from kotolib.programme.verdicts import Verdict
from kotolib.situation import Situation


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes
    ----------
    checklist
        The state of every item.
    reading
        The workbook with verdicts and proposals among its faults; None where there is none.
    sentences
        Each of them, in the workbook's language.
    blocking
        What stops the programme.
    copy
        The annotated copy; None where there was nothing to say.
    """

    checklist: Checklist
    reading: Reading | None
    sentences: tuple[str, ...]
    blocking: tuple[Verdict, ...]
    copy: Path | None

    @property
    def texts(self) -> Texts:
        """The texts of the language that all of this is told in."""
        return texts(self.checklist.language)

    @property
    def passes(self) -> bool:
        """Whether nothing stops the programme, and nothing that must be there is missing."""
        return not self.blocking and not self.checklist.missing_musts

    def as_json(self) -> dict:
        """All of it for other programs: paths or null, sentences of remarks and of what stops, and the checklist.

        `checklist` is what :meth:`kotolib.programme.checklist.computing.Checklist.as_json` gives.
        """
        return {
            "workbook": str(self.reading.path) if self.reading else None,
            "copy": str(self.copy) if self.copy else None,
            "remarks": list(self.sentences),
            "blocking": [verdict.tell(self.texts) for verdict in self.blocking],
            "passes": self.passes,
            "checklist": self.checklist.as_json(),
        }


def place(word: str) -> Path:
    """The workbook that a word means: a file, or the one of an area."""
    return Path(word) if word.endswith(".xlsx") else keeping.place(areas.get(word))


def check(path: Path, day: date, final: bool = False) -> Checked:
    """Check a workbook.

    Parameters
    ----------
    path
        The workbook.
    day
        The day it is seen from; dates the copy.
    final
        Whether what is incomplete stops the programme too.

    Raises
    ------
    StoreDamaged
        It cannot be read.
    WrongWords
        It does not say which area it is of.
    """
    read = reading.read(path)
    here = _situation(read, day)
    found = checklist(here, read)
    judged = goals.judge(here, read.programme)
    whole = goals.with_verdicts(read, judged)
    whole = findings.with_proposals(whole, findings.proposals(here, read.programme))
    told = tuple(whole.sentences()) + _elsewhere(read)
    _log(read, day)
    copy = annotating.annotated_copy(whole, day) if told else None
    return Checked(found, whole, told, goals.blocking(judged, final), copy)


def check_figures(area: Area, day: date, language: str = "fi") -> Checked:
    """The checklist of an area that has no workbook yet: what the figures alone tell, told in a language."""
    here = situation.begin(area.word, language, as_of=day)
    return Checked(checklist(here, None), None, (), (), None)


def _elsewhere(read: Reading) -> tuple[str, ...]:
    """That the worked example lies where a municipality's own workbook should be."""
    if not read.is_example or read.path.resolve().parent == house.example():
        return ()
    return (read.texts(reading.EXAMPLE_ELSEWHERE, path=read.path.name),)


def freeze(path: Path, day: date) -> tuple[str, ...]:
    """Write missing baselines into the workbook; what was done, in its language."""
    read = reading.read(path)
    _ = read.texts
    written, copy = baselines.freeze(_situation(read, day), read, day)
    if copy is None:
        return (_(N_("Lähtötasoja ei ollut kirjoitettavana.")),)
    return (
        _.plural(
            "Lähtötaso kirjoitettiin tavoitteeseen {goals}.",
            "Lähtötaso kirjoitettiin tavoitteisiin {goals}.",
            len(written),
            goals=_.listing(list(written)),
        ),
        _(N_("Aiempi tilanne: {path}"), path=copy),
    )


def _situation(read: Reading, day: date) -> Situation:
    if not read.area:
        raise WrongWords(
            N_("Työkirjasta {path} ei selviä, mistä alueesta se kertoo. Kopioi tiedot uuteen, komennolla new tehtyyn."),
            path=read.path.name,
        )
    return situation.begin(read.area, read.language, as_of=day)


def _log(read: Reading, day: date) -> None:
    """The threshold in force, beside the workbook that it stands in."""
    rule = disclosure.rule(read.programme.basics.smallest_count)
    disclosure.log_decision(rule, read.path.parent, day)
