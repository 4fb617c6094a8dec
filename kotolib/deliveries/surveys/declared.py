"""What a survey and its questions are, and its results as counts; knows no file and no rule of disclosure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kotolib.language.folding import fold

SINGLE, MULTIPLE, SCALE, BACKGROUND, LANGUAGE, OPEN, IGNORED = (
    "single", "multiple", "scale", "background", "language", "open", "ignored"
)  # fmt: skip
KINDS = (SINGLE, MULTIPLE, SCALE, BACKGROUND, LANGUAGE, OPEN, IGNORED)
BACKGROUNDS = (BACKGROUND, LANGUAGE)
"""What may cross the other questions."""
NOT_TOLD = ""
"""The group of those who left the background question unanswered."""

_ID = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans("åäöéü", "aaoeu")


def id_of(name: str) -> str:
    """A name as it stands in the name of a folder.

    Examples
    --------
    >>> id_of("Asukaskysely 2026 (esimerkki)")
    'asukaskysely-2026-esimerkki'
    """
    return _ID.sub("-", fold(name).translate(_LETTERS)).strip("-")[:60] or "survey"


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Declared):
    """One question.

    Attributes
    ----------
    id
        Letter of its first column in the export: `C`.
    kind
        One of :data:`KINDS`.
    text
        As it was asked.
    options
        What could be answered, a scale in its order.
    rest
        The option that gathers whatever else was written; empty where nothing else may be.
    """

    id: str
    kind: Literal[KINDS]
    text: str
    options: tuple[str, ...] = ()
    rest: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether its answers are counted and told as a result."""
        return self.kind in (SINGLE, MULTIPLE, SCALE)


class Survey(_Declared):
    """What a survey was.

    Attributes
    ----------
    name, by, licence
        Its name, who made it, and by what right its results are used.
    first, last
        Days between which it was answered.
    asked
        How many people were asked; None where it is not known, as of an open link.
    restricted
        Whether the material may not be passed on: what is made of it says so.
    cross
        Id of the background question that the others are told by; empty where there is none.
    language
        In which the questions are written.
    """

    name: str
    by: str
    licence: str
    first: date
    last: date
    asked: int | None = None
    restricted: bool = False
    cross: str = ""
    language: str = "fi"
    questions: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        """The name of its folder."""
        return id_of(self.name)

    def question(self, wanted: str) -> Question:
        """The question of an id."""
        return next(one for one in self.questions if one.id == wanted)


class Results(_Declared):
    """The counts of a survey, as they were answered.

    Attributes
    ----------
    survey
        What was asked.
    respondents
        How many answered at least one question.
    answered
        Question → how many answered it.
    counts
        Question → option → how many.
    crossed, crossed_answered
        Question → group of the one background question → option → how many, and how many answered; a group is an
        option of that question or :data:`NOT_TOLD`.
    sha256
        Of the export and its mapping: the same ones are not brought twice.
    """

    survey: Survey
    respondents: int
    answered: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    crossed: Mapping[str, Mapping[str, Mapping[str, int]]] = {}
    crossed_answered: Mapping[str, Mapping[str, int]] = {}
    sha256: str = ""

    @property
    def groups(self) -> Mapping[str, int]:
        """Group of the crossing background question → respondents, those who left it unanswered last."""
        if not self.survey.cross:
            return {}
        told = dict(self.counts[self.survey.cross])
        untold = self.respondents - self.answered[self.survey.cross]
        return told | ({NOT_TOLD: untold} if untold else {})
