"""The items of the checklist as they are declared: words, strengths, what counts, what to do next; knows no records.

Declared in ``checklist.yaml``. Strengths are those of the project's reading of the national checklist; the wording is
our own.
"""

from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from kotolib.language import LANGUAGES
from kotolib.sources import yaml_text

SEED, KOTO24 = "seed", "koto24"
"""The two checklists: the national one, and its successor under Act 681/2023."""

MUST, SHOULD, MAY = "must", "should", "may"

Three = tuple[str, str, str]
"""Finnish, Swedish, English."""


class Item(BaseModel):
    """One item.

    Attributes
    ----------
    id
        `1.1` … `7`, `3.S`, `U`, `P.1` … `P.6`.
    strength
        Checklist → `must`, `should` or `may`.
    short, wording, evidence
        Its name in a figure, what is asked, and what counts as evidence.
    aland
        What is asked on Åland, where the bodies are others; empty where it is the same.
    page
        Notebook in which its figures stand; empty where they are nobody's.
    shown
        Place on a page where what people have written of it is shown: ``60_monitoring#followers``.
    reasons
        Why it may be not applicable.
    acts
        Part → what to do when the part is lacking.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    strength: dict[Literal["seed", "koto24"], Literal["must", "should", "may"]]
    short: Three
    wording: Three
    evidence: Three
    aland: Three | None = None
    page: str = ""
    shown: str = ""
    reasons: dict[str, Three] = {}
    acts: dict[str, Three] = {}

    @property
    def step(self) -> str:
        """`1` … `7`, `U` or `P`."""
        return self.id.partition(".")[0]

    def told(self, what: str, language: str) -> str:
        """`short`, `wording` or `evidence` in a language."""
        return in_language(getattr(self, what), language)

    def asked(self, language: str, aland: bool = False) -> str:
        """What is asked, in a language."""
        return in_language(self.aland if aland and self.aland else self.wording, language)


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: dict[str, Three]
    names: dict[str, Three]
    items: dict[str, Item]

    @model_validator(mode="after")
    def _of_steps(self) -> "_Declared":
        for item in self.items.values():
            if item.step not in self.steps or set(item.strength) != {SEED, KOTO24}:
                raise ValueError(f"{item.id}: no such step, or a strength is missing")
        return self


def in_language(texts: Three, language: str) -> str:
    """One of three texts."""
    return texts[LANGUAGES.index(language)]


@cache
def _declared() -> _Declared:
    text = (resources.files(__package__) / "checklist.yaml").read_text(encoding="utf-8")
    content = yaml_text.read(text)
    found = {name: {"id": name, **item} for name, item in content["items"].items()}
    return _Declared(**content | {"items": found})


def items() -> dict[str, Item]:
    """The items by id, in the order of the checklist.

    Examples
    --------
    >>> items()["1.1"].strength["seed"], items()["1.1"].told("wording", "en")
    ('must', 'The body that coordinates the preparation is named.')
    """
    return _declared().items


def steps() -> dict[str, Three]:
    """The seven steps, updating and the character of the programme, each by its id, in three languages."""
    return _declared().steps


def name(word: str, language: str) -> str:
    """What a lacking thing is called, where the workbook has no word for it."""
    return in_language(_declared().names[word], language)
