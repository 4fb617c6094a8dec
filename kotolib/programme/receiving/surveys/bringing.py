"""Brings a survey's export into the area's folder: by its mapping whole or not at all; without one it proposes one.

Knows the order of these; the moment is told to it. The export itself is not kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kotolib import disclosure
from kotolib.areas.area import Area
from kotolib.deliveries import surveys
from kotolib.deliveries.surveys import Results, held
from kotolib.deliveries.surveys.declared import IGNORED, OPEN
from kotolib.errors import N_, Message, StoreDamaged, WrongWords, cannot_write
from kotolib.language import LANGUAGES, Texts, texts
from kotolib.programme import keeping, reading
from kotolib.programme.receiving import grid
from kotolib.programme.receiving.bringing import EDITION, refused
from kotolib.programme.receiving.grid import Grid
from kotolib.programme.receiving.surveys import answers, mapping_book, proposing
from kotolib.programme.receiving.surveys.answers import Answers
from kotolib.programme.receiving.surveys.described import WRITTEN_IN, Mapping

ENDINGS = (".xlsx", ".csv")
MAPPING = ".mapping.xlsx"
EXAMPLE_MAPPING = "survey.mapping.xlsx"


@dataclass(frozen=True)
class Proposed:
    """A mapping that was proposed, where there was none; nothing was brought."""

    path: Path
    mapping: Mapping

    @property
    def ignored(self) -> int:
        """How many columns are proposed to be left out."""
        return sum(one.kind == IGNORED for one in self.mapping.columns)


@dataclass(frozen=True)
class BroughtSurvey:
    """What was brought; `is_new` is False where the same export and mapping had been brought before."""

    results: Results
    path: Path
    is_new: bool
    open_answers: int
    withheld: int


@dataclass(frozen=True)
class Export:
    """What is brought: the export, and its mapping where it is not beside it."""

    path: Path
    mapping: Path | None = None

    @property
    def beside(self) -> Path:
        """The mapping's own place: ``answers.mapping.xlsx`` beside ``answers.csv``."""
        return self.mapping or self.path.with_name(self.path.stem + MAPPING)


def bring(export: Export, area: Area, moment: datetime, language: str = "fi") -> BroughtSurvey | Proposed:
    """Import an export by its mapping, or propose the mapping.

    Parameters
    ----------
    export
        ``.xlsx`` or ``.csv``; one row an answer, one column a question or an option.
    area
        Whose survey it is.
    moment
        Now, in UTC: names the edition.
    language
        Of a proposed mapping.

    Raises
    ------
    StoreDamaged
        The export or the mapping cannot be followed; the message lists every fault with its cell. Nothing is kept.
    WrongWords
        The mapping that was told is not there.
    InTheWay
        The folder cannot be written.
    """
    if export.path.suffix.lower() not in ENDINGS:
        raise StoreDamaged(
            N_("{path}: tiedosto on muotoa, jota ei lueta. Luettavat: {endings}."),
            path=export.path.name,
            endings=", ".join(ENDINGS),
        )
    book = grid.read(export.path)
    sheet = max(book.grids, key=lambda one: len(one.cells), default=Grid("", {}))
    if export.mapping and not export.mapping.exists():
        raise WrongWords(N_("Kuvausta {path} ei ole."), path=export.mapping)
    if not export.beside.exists():
        return _proposed(export, sheet, texts(language), moment.date())
    faults: list[Message] = []
    mapping, described = mapping_book.read(export.beside, faults)
    if faults:
        raise refused(export.beside, faults)
    read = answers.read(sheet, mapping, proposing.header_of(sheet), faults)
    if read is None:
        raise refused(export.path, faults)
    return _keep(read, hashlib.sha256(book.content + described).hexdigest(), area, moment)


def _proposed(export: Export, sheet: Grid, _: Texts, on: date) -> Proposed:
    mapping = proposing.propose(sheet)
    if not mapping.columns or all(one.kind == IGNORED for one in mapping.columns):
        raise StoreDamaged(
            N_("Tiedostossa {path} ei ole vastauksia, joita voisi tuoda. Otsikot ovat ensimmäisellä rivillä."),
            path=export.path.name,
        )
    if bare := proposing.without_heading(sheet, mapping.header):
        raise StoreDamaged(
            N_(
                "Tiedostossa {path} on vastauksia sarakkeissa, joilla ei ole otsikkoa rivillä {row}: {columns}. "
                "Kirjoita jokaiselle sarakkeelle otsikko samalle riville ja aja uudelleen."
            ),
            path=export.path.name,
            row=mapping.header,
            columns=", ".join(bare),
        )
    mapping = Mapping(mapping.columns, mapping.terms | {WRITTEN_IN: _.language}, mapping.header)
    content = mapping_book.written(mapping, _, on, export.path.name)
    return Proposed(keeping.write_new(content, export.beside), mapping)


def _keep(read: Answers, sha256: str, area: Area, moment: datetime) -> BroughtSurvey:
    results = read.results.model_copy(update={"sha256": sha256})
    told = len(read.open), sum(one.is_withheld for one in read.open)
    earlier = surveys.newest(area, results.survey.id)
    if earlier and earlier.sha256 == sha256:
        return BroughtSurvey(earlier, held.folder(area, results.survey.id), False, *told)
    folder = held.folder(area, results.survey.id)
    smallest = (
        reading.read(keeping.place(area)).programme.basics.smallest_count if keeping.place(area).exists() else None
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        disclosure.log_decision(disclosure.rule(smallest), keeping.folder(area), moment.date())
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    if any(one.kind == OPEN for one in results.survey.questions):
        held.open_answers(area, results.survey.id).bring(read.open)
    # The results last: until they are there, the same file can be brought again.
    held.keep(results, area, moment.strftime(EDITION))
    return BroughtSurvey(results, folder, True, *told)


def write_guide(language: str, on: date, folder: Path) -> Path:
    """Write an empty mapping with its guidance; never over an earlier file.

    Raises
    ------
    WrongWords
        The guide is not made in that language.
    InTheWay
        There is one already; it is left as it is.
    """
    if language not in LANGUAGES:
        raise WrongWords(
            N_("Lomakepohjaa ei tehdä kielellä ”{language}”. Kielet: {languages}."),
            language=language,
            languages=", ".join(LANGUAGES),
        )
    _ = texts(language)
    content = mapping_book.written(Mapping(mapping_book.examples(_)), _, on, _(N_("Kyselyn kuvaus")))
    return keeping.write_new(content, folder / EXAMPLE_MAPPING)
