"""Which sheets, columns and choices the programme workbook has, by stable ids; knows the declaration, no workbook.

The declaration stands in ``sheets.yaml`` and ``choices.yaml``; code names sheets, columns and choices by their ids.
"""

from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kotolib.deliveries.forms import forms
from kotolib.language import LANGUAGES as LANGUAGES_OF_PAGES
from kotolib.language.folding import fold
from kotolib.sources import yaml_text

LANGUAGES = ("fi", "sv")
"""The languages that a workbook is made in."""

BASICS, TEXTS, PREVIOUS = "basics", "texts", "previous"
DELIVERED = "delivered"
"""The list of choices that the forms of deliveries make: their figures and shares."""

TYPES = ("text", "long", "words", "number", "year", "date", "deadline", "yes_no", "choice", "many", "ref", "refs",
         "member")  # fmt: skip
FREE_TEXT = ("text", "long", "words")
"""Types into which people write what they like."""

REFERENCES = ("ref", "refs")
INDICATORS = ("indicator", "indicators")
SEVERAL = ("words", "many", "refs", "indicators")
"""Types that hold several values in one cell."""

Pair = tuple[str, str]
Three = tuple[str, str, str]
"""A choice in every language that pages are made in; a workbook shows one of the first two and understands all."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Form):
    """A column, or a fact of *Perustiedot*.

    Attributes
    ----------
    id
        Name of the field of the record.
    type
        One of :data:`TYPES`, ``indicator`` or ``indicators``; a choice or a reference also names its list or sheet.
    name, help, example
        In Finnish and Swedish; an example that is not text is one word for both languages or a list of choices.
    key
        A row with anything in it should have this too.
    mainland
        Left out on Åland, where the Act 681/2023 does not steer planning.
    joint
        Only in the workbook of several municipalities.
    form
        Whether the one-sheet form has it.
    optional
        A workbook may be without it, and nothing is said: those made before it was there.
    """

    id: str
    type: str
    name: Pair
    help: Pair = ("", "")
    example: list[str] | str = ""
    width: int = 20
    key: bool = False
    mainland: bool = False
    joint: bool = False
    form: bool = True
    optional: bool = False

    @property
    def kind(self) -> str:
        """The first word of the type: ``choice``."""
        return self.type.split()[0]

    @property
    def points_to(self) -> str:
        """The list or sheet that the type names, or nothing."""
        return self.type.partition(" ")[2]

    def name_in(self, language: str) -> str:
        """The visible header."""
        return self.name[LANGUAGES.index(language)]

    def help_in(self, language: str) -> str:
        """What is told to the person who fills it in."""
        return self.help[LANGUAGES.index(language)]


class Sheet(_Form):
    """A sheet: rows with ids under columns, facts one below another, or fixed rows of a list."""

    id: str
    title: Pair
    purpose: Pair
    items: list[str]
    columns: list[Column]
    layout: Literal["rows", "facts", "fixed"] = "rows"
    prefix: str = ""
    rows: int = 0
    label: str = ""
    facts: list[Column] = Field(default=[])
    document_help: Pair = ("", "")
    optional: bool = False
    form: bool = False

    def title_in(self, language: str) -> str:
        """The visible name of the sheet."""
        return self.title[LANGUAGES.index(language)]

    def purpose_in(self, language: str) -> str:
        """What the sheet is for."""
        return self.purpose[LANGUAGES.index(language)]

    def column(self, column: str) -> Column:
        """The column of an id."""
        return next(each for each in self.columns if each.id == column)

    @property
    def key(self) -> Column | None:
        """The column that a row cannot do without."""
        return next((column for column in self.columns if column.key), None)


class Declaration(_Form):
    """All sheets in their order, and all lists of choices: list → id → (Finnish, Swedish, English)."""

    version: int
    sheets: list[Sheet]
    choices: dict[str, dict[str, Three]]

    @model_validator(mode="after")
    def _points_somewhere(self) -> "Declaration":
        sheets = {sheet.id for sheet in self.sheets}
        for sheet in self.sheets:
            for column in (*sheet.columns, *sheet.facts):
                known = column.kind in TYPES or column.type in INDICATORS
                lists = self.choices if column.kind in ("choice", "many") else sheets
                if not known or (column.points_to and column.points_to not in lists):
                    raise ValueError(f"{sheet.id}.{column.id}: type ”{column.type}” points nowhere")
        return self


@cache
def declared() -> Declaration:
    """The declaration of today's workbook.

    Examples
    --------
    >>> [sheet.title_in("sv") for sheet in declared().sheets][:3]
    ['Grunduppgifter', 'Ansvar', 'Samarbete']
    """
    sheets, choices = (
        yaml_text.read((resources.files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("sheets", "choices")
    )
    delivered = {f"{form.id}.{each}": name for form in forms().values() for each, name in form.full_names().items()}
    return Declaration(**sheets, choices=choices | {DELIVERED: delivered})


def sheets() -> dict[str, Sheet]:
    """The sheets by id, in the workbook's order."""
    return {sheet.id: sheet for sheet in declared().sheets}


def sheet(sheet_id: str) -> Sheet:
    """The sheet of an id."""
    return sheets()[sheet_id]


def choices(name: str, language: str) -> dict[str, str]:
    """A list of choices: id → what is shown.

    Examples
    --------
    >>> choices("document_state", "sv")
    {'draft': 'utkast', 'comments': 'på remiss', 'approved': 'godkänt'}
    """
    place = LANGUAGES_OF_PAGES.index(language)
    return {choice: told[place] for choice, told in declared().choices[name].items()}


@cache
def meanings(name: str) -> dict[str, str]:
    """What may be written for a choice, in any language or as its id → its id."""
    listed = declared().choices[name]
    words = {fold(choice): choice for choice in listed}
    return words | {fold(label): choice for choice, told in listed.items() for label in told}
