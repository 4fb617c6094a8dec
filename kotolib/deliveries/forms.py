"""The declared forms of deliveries: what is asked, by which classes, of whom and on what terms; knows no area.

The same declaration makes the request, the Excel template, the import and the documentation.
"""

import difflib
from functools import cache
from importlib import resources
from itertools import product
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kotolib.errors import N_, WrongWords
from kotolib.language.folding import fold
from kotolib.sources import yaml_text
from kotolib.sources.declaration import POPULATIONS, THEMES

LANGUAGES = ("fi", "sv", "en")
Three = tuple[str, str, str]
"""A text in Finnish, Swedish and English."""

STOCK, FLOW, ASKED = "stock", "flow", "asked"
PERSONS, EVENTS, SHARE, RATIO = "persons", "events", "%", "ratio"
OF_PEOPLE = (PERSONS, EVENTS)
"""Units whose small numbers could tell of somebody."""
ASKED_UNITS = (PERSONS, EVENTS, SHARE, RATIO)
UNITS = {
    PERSONS: N_("henkilöä"),
    EVENTS: N_("tapausta"),
    "places": N_("paikkaa"),
    "hours": N_("tuntia"),
    SHARE: N_("%"),
    RATIO: N_("suhdeluku"),
}
"""What units are called after a number or in brackets."""


def in_language(text: Three, language: str) -> str:
    """The text in a language."""
    return text[LANGUAGES.index(language)]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Class(_Declared):
    """A class that the figures are told by; without values the answerer writes them on `lines` lines.

    `adds` tells whether the values neither overlap nor leave anything out, so that their sum is the whole.
    """

    name: Three
    values: dict[str, Three] = {}
    lines: int = 0
    adds: bool = True
    example: Three = ("", "", "")

    def label(self, value: str, language: str) -> str:
        """What is shown of a value: its name, or what the answerer wrote."""
        return in_language(self.values[value], language) if value in self.values else value

    def meanings(self) -> dict[str, str]:
        """What may be written, folded, in any language or as the id → the id."""
        return {fold(word): name for name, told in self.values.items() for word in (name, *told)}


class Figure(_Declared):
    """A figure of the form.

    Attributes
    ----------
    unit
        `asked` where the delivery itself tells it.
    of
        Another figure, the whole that this one is a part of, or whose mean it is.
    highest
        What no value goes over; 0 where there is no such limit.
    """

    name: Three
    unit: Literal["persons", "events", "places", "hours", "%", "ratio", "asked"] = PERSONS
    decimals: int = Field(default=0, ge=0, le=2)
    of: str = ""
    highest: float = 0


class Share(_Declared):
    """A share in per cent that is computed from two figures of the form."""

    name: Three
    part: str
    whole: str


class Form(_Declared):
    """One form.

    Attributes
    ----------
    id
        What the command line calls it.
    item
        Item of the checklist that the figures answer.
    theme, population
        As indicators have them.
    measure
        `flow`: what happened in the year · `stock`: how things were at its end · `asked` of the delivery.
    restricted
        Whether the material may not be passed on: what is made of it says so.
    name, what
        In three languages; `what` fits after *Pyydämme seuraavat luvut:*.
    caution
        What a reader must know of the figures.
    absent
        Keys of the missing figures that it brings.
    to
        Id of the addressee of a request; none where nobody is asked by letter.
    classes, figures, shares
        Columns of the delivery, and what is computed from them.
    """

    id: str
    item: str
    theme: Literal[THEMES]
    population: Literal[POPULATIONS]
    measure: Literal["stock", "flow", "asked"]
    restricted: bool = False
    name: Three
    what: Three
    caution: Three | None = None
    absent: tuple[str, ...] = ()
    to: str = ""
    classes: dict[str, Class]
    figures: Annotated[dict[str, Figure], Field(min_length=1)]
    shares: dict[str, Share] = {}

    @model_validator(mode="after")
    def _parts_are_figures(self) -> "Form":
        named = [figure.of for figure in self.figures.values() if figure.of]
        named += [name for share in self.shares.values() for name in (share.part, share.whole)]
        if not set(named) <= set(self.figures):
            raise ValueError(f"{self.id}: of, part and whole name figures of the form")
        return self

    @property
    def adds(self) -> bool:
        """Whether the sum over all classes is the whole."""
        return all(each.adds for each in self.classes.values())

    def name_in(self, language: str) -> str:
        """The name in a language."""
        return in_language(self.name, language)

    def full_names(self) -> dict[str, Three]:
        """Figure or share → what it is called outside its form: *Oppimistulokset: lukuaineiden keskiarvo*."""
        named = {**self.figures, **self.shares}
        return {
            each: tuple(
                f"{whole}: {part[:1].lower()}{part[1:]}" for whole, part in zip(self.name, one.name, strict=True)
            )
            for each, one in named.items()
        }

    def group(self, written: str) -> tuple[str, ...] | None:
        """The values of the classes that are written one after another, ``muu kieli; 3–5 vuotta``, in any language.

        None where they are no values of the form's first classes, in their order.
        """
        pieces = [" ".join(piece.split()) for piece in written.split(";") if piece.strip()]
        if len(pieces) > len(self.classes):
            return None
        pairs = zip(pieces, self.classes.values(), strict=False)
        found = [each.meanings().get(fold(piece)) if each.values else piece for piece, each in pairs]
        return None if None in found else tuple(found)

    def tells(self, group: tuple[str, ...]) -> bool:
        """Whether there is one figure of a group: of every class, or of a sum over classes that add up."""
        return len(group) == len(self.classes) or (
            len(group) < 2 and all(each.adds for each in list(self.classes.values())[len(group) :])
        )

    def lines(self, language: str) -> list[tuple[str, ...]]:
        """Every combination of classes as it is shown, one a line of the answer; empty where the answerer writes."""
        listed = [
            [in_language(told, language) for told in each.values.values()] if each.values else [""] * each.lines
            for each in self.classes.values()
        ]
        return list(product(*listed))


def forms() -> dict[str, Form]:
    """All forms by their id.

    Examples
    --------
    >>> list(forms())[0]
    'residence_grounds'
    """
    return _load()


@cache
def _load() -> dict[str, Form]:
    text = (resources.files(__package__) / "forms.yaml").read_text(encoding="utf-8")
    return {name: Form(id=name, **declared) for name, declared in yaml_text.read(text, "forms.yaml").items()}


def form(word: str) -> Form:
    """The form of an id or a name in any language.

    Raises
    ------
    WrongWords
        There is no such form; the message names the nearest.

    Examples
    --------
    >>> form("Oppimistulokset").id
    'learning_results'
    """
    return found(word, forms(), N_("Lomaketta ”{word}” ei ole. Lähimmät: {nearest}."))


def found(word: str, among: dict[str, Form], refusal: str) -> Form:
    """The form of an id or a name among some; ``refusal`` is the message where there is none."""
    known = {fold(name): each for each in among.values() for name in (each.id, *each.name)}
    if fold(word) in known:
        return known[fold(word)]
    near = difflib.get_close_matches(fold(word), known, n=3, cutoff=0.5)
    nearest = list(dict.fromkeys(known[name].id for name in near)) or list(among)
    raise WrongWords(refusal, word=word, nearest=", ".join(nearest))
