"""The form of a declaration: what a table and an indicator must say of themselves; knows no file and no figure."""

import re
from collections.abc import Set
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from kotolib.errors import N_

KINDS = ("count", "share", "rate", "given")
DIRECTIONS = ("higher_is_better", "lower_is_better", "none")
VARIATIONS = ("none", "binomial", "poisson", "survey")
POPULATIONS = ("everyone", "foreign_language", "foreign_citizens", "foreign_born", "foreign_background")
THEMES = ("residents", "arrivals", "employment", "education", "wellbeing", "participation", "relations")
UNITS = ("persons", "%", "per_1000", "moves", "events", "ratio", "places", "hours")

INDICATOR_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(_Form):
    """A text in the three languages; none may be left out."""

    fi: str = Field(min_length=1)
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text in a language."""
        return getattr(self, language)


class Subject(_Form):
    """A name as the subject of a sentence, in the languages that then say it otherwise: *The number of births*."""

    fi: str = ""
    sv: str = ""
    en: str = ""


def _years(text: object) -> object:
    if isinstance(text, str):
        found = re.fullmatch(r"(\d{4})?-(\d{4})?|(\d{4})", text.strip())
        if not found or text.strip() == "-":
            raise ValueError(N_("vuodet kirjoitetaan 2020-2025, 2020-, -2012 tai 2021"))
        first, last, only = found.groups()
        years = (int(only or first or 0), int(only or last or 9999))
        if years[0] > years[1]:
            raise ValueError(N_("ensimmäinen vuosi on viimeisen jälkeen"))
        return years
    return text


Years = Annotated[tuple[int, int], BeforeValidator(_years)]


Months = Literal["none", "last", "sum", "mean"]


class Weight(_Form):
    """The denominators of a published share: a content of a table, or another indicator.

    An indicator's values stand in today's municipalities: where the share's own table is older than a merger, weigh it
    by a content of a table of the same division.
    """

    table: str = ""
    content: str = ""
    indicator: str = ""
    months: Months = "none"
    hidden: Literal["kept", "left_out"] = "kept"

    @model_validator(mode="after")
    def _one_of_two(self) -> "Weight":
        if bool(self.indicator) == bool(self.table and self.content):
            raise ValueError(N_("painona on joko indicator tai table ja content"))
        return self


class TablePart(_Form):
    """A stretch of a series that one table gives.

    `months` tells how a monthly table becomes a year: its December (`last`), the sum or the mean of twelve months.
    `numerator` and `denominator` are contents of the same table; a published share without them names its `weight`.
    `group` tells which dimension becomes the groups of the indicator; ages from `below_age` up are left out, where
    another part of the series does not have them.
    """

    table: str
    content: str = ""
    numerator: str = ""
    denominator: str = ""
    years: Years = (0, 9999)
    where: dict[str, str] = {}
    scale: Literal["one", "per_1000"] = "one"
    months: Months = "none"
    weight: Weight | None = None
    group: Literal["none", "age_5", "age_total", "sex_total"] = "none"
    below_age: int = Field(default=0, ge=0)
    break_before: Named | None = None
    note: Named | None = None

    @model_validator(mode="after")
    def _content_or_ratio(self) -> "TablePart":
        if bool(self.content) == bool(self.numerator and self.denominator):
            raise ValueError(N_("osalla on joko content, tai numerator ja denominator"))
        if not self.content and (self.weight or self.scale != "one"):
            raise ValueError(N_("osalla, jolla on numerator ja denominator, ei ole avaimia weight ja scale"))
        return self


class CountFromShare(_Form):
    """A count that only its rounded share tells: share × population."""

    derived: Literal["count_from_share"]
    share: str
    population: str
    years: Years = (0, 9999)
    break_before: Named | None = None
    note: Named | None = None


class Per1000(_Form):
    """Events for a thousand residents: the count divided by the mean of the two year-ends' population."""

    derived: Literal["per_1000"]
    count: str
    population: str
    years: Years = (0, 9999)
    break_before: Named | None = None
    note: Named | None = None


class Balance(_Form):
    """What came less what went."""

    derived: Literal["balance"]
    plus: str
    minus: str
    years: Years = (0, 9999)
    break_before: Named | None = None
    note: Named | None = None


def _part_kind(part: object) -> str:
    derived = part.get("derived", "table") if isinstance(part, dict) else getattr(part, "derived", "table")
    return str(derived)


Part = Annotated[
    Annotated[TablePart, Tag("table")]
    | Annotated[CountFromShare, Tag("count_from_share")]
    | Annotated[Per1000, Tag("per_1000")]
    | Annotated[Balance, Tag("balance")],
    Discriminator(_part_kind),
]
PARTS = {"table": TablePart, "count_from_share": CountFromShare, "per_1000": Per1000, "balance": Balance}
KIND_OF_DERIVED = {"count_from_share": "count", "per_1000": "rate", "balance": "count"}
"""Derived kind → the only kind of indicator that it can be a part of."""


class Indicator(_Form):
    """One number about an area and a year, with its meaning.

    `direction` is always written, also when it is `none`: a municipality with more residents is not better.
    `whom` says of whom the number is, where that is a part of the population: the voters, the labour force.
    `behind` names the counts that stand behind a derived or net number, for the smallness rule and the interval: one,
    or what came and what went. A balance has its own two sides behind it unless told. `caution` is what the reader of a
    single figure must know of it; `how` takes its place where there is none.
    """

    id: str
    name: Named
    subject: Subject = Subject()
    theme: Literal[THEMES]
    population: Literal[POPULATIONS]
    whom: Named | None = None
    kind: Literal[KINDS]
    unit: Literal[UNITS]
    decimals: int = Field(ge=0, le=2)
    direction: Literal[DIRECTIONS]
    variation: Literal[VARIATIONS]
    stale_after: int = Field(default=3, ge=0)
    funnel: bool = False
    checklist: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    why: Named
    how: Named
    caution: Named | None = None
    behind: tuple[str, ...] = Field(default=(), max_length=2)
    hide_below: int = Field(default=0, ge=0)
    parts: tuple[Part, ...] = Field(min_length=1)
    author: str = Field(min_length=1)
    checker: str = ""
    next_review: str = ""

    @model_validator(mode="before")
    @classmethod
    def _a_balance_has_its_sides_behind(cls, written: object) -> object:
        if not isinstance(written, dict) or written.get("behind") or not isinstance(written.get("parts"), list):
            return written
        for part in written["parts"]:
            if isinstance(part, dict) and {"plus", "minus"} <= part.keys():
                return {**written, "behind": [part["plus"], part["minus"]]}
        return written

    @model_validator(mode="after")
    def _id_is_well_formed(self) -> "Indicator":
        if not INDICATOR_ID.fullmatch(self.id):
            raise ValueError(N_("tunnus on muotoa joukko.mittari, pienin kirjaimin: foreign_language.share"))
        return self

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> "Indicator":
        for part in self.parts:
            derived = getattr(part, "derived", "")
            if derived and KIND_OF_DERIVED[derived] != self.kind:
                raise ValueError(N_("parts: derived ei sovi kindiin: per_1000 on rate, muut johdetut ovat count"))
            if not derived:
                _check_table_part(part, self.kind)
        return self

    def subject_in(self, language: str) -> str:
        """The name as the subject of a sentence."""
        return getattr(self.subject, language) or self.name.in_language(language)

    @property
    def needs(self) -> set[str]:
        """Ids of the indicators that this one is computed from."""
        found: set[str] = set(self.behind)
        for part in self.parts:
            for key in ("share", "population", "count", "plus", "minus"):
                if value := getattr(part, key, None):
                    found.add(value)
            if (weight := getattr(part, "weight", None)) and weight.indicator:
                found.add(weight.indicator)
        return found


def _check_table_part(part: TablePart, kind: str) -> None:
    if kind == "count" and (not part.content or part.weight or part.scale != "one"):
        raise ValueError(N_("parts: lukumäärällä (count) on vain content; numerator, weight ja scale ovat osuuksille"))
    if kind != "count" and part.group.startswith("age"):
        raise ValueError(N_("parts: ikäryhmiä (group) voi laskea vain lukumääristä (count)"))
    if kind != "share" and part.scale == "per_1000":
        raise ValueError(N_("parts: scale per_1000 muuttaa promillet prosenteiksi: kind on silloin share"))


def _several(written: object) -> object:
    return (written,) if isinstance(written, str) else written


Labels = Annotated[tuple[str, ...], BeforeValidator(_several)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_several), Field(min_length=1)]
"""One word of the provider's, or several of which any may be in use."""
ONLY = "*"
"""Among the labels of a content: whatever it is called, if the table has no other."""


class Variable(_Form):
    """One of our dimensions and how to know it in the provider's metadata, whose codes rotate."""

    name: Words
    role: Literal["time", "geo", "metric", "none"] = "none"


class Less(_Form):
    """A category that the provider does not publish and two others tell: all less one."""

    code: str
    all: str
    without: str


def _codes(written: object) -> object:
    return () if written == "all" else written


def _with_labels(written: object) -> object:
    return dict.fromkeys(written, ()) if isinstance(written, list) else written


class Live(_Form):
    """Where a table is asked for, and what of it.

    `table` is the provider's short id; its whole path is looked up in `folder`, for paths change. `contents` names what
    is wanted in our own codes, with the provider's labels where its code is not certain (all unless told). `take`
    names the codes wanted of a dimension (`all` of those that are not named). `categories` gives our codes to
    categories whose codes are not certain: dimension → our code → the provider's labels. What is named so may not be
    there: the table is taken without it, and that is told. `less` adds a category, all less one: foreign citizens.
    `zero_is_missing_by` names a content whose zero means that the area has no data. `areas` is `any` where nobody has
    yet seen which the table has.
    """

    service: str
    folder: str = ""
    table: str = Field(min_length=1)
    contents: Annotated[dict[str, Labels], BeforeValidator(_with_labels)] = {}
    take: dict[str, Annotated[tuple[str, ...], BeforeValidator(_codes)]] = {}
    categories: dict[str, dict[str, Words]] = {}
    less: dict[str, Less] = {}
    areas: Literal["municipalities", "regions", "country", "any"] = "municipalities"
    zero_is_missing_by: str = ""

    def is_uncertain(self, dimension: str, code: str) -> bool:
        """Whether one of our codes stands for what the provider is only thought to call so."""
        known = self.contents if dimension == "content" else self.categories.get(dimension, {})
        return bool(known.get(code))


class Source(_Form):
    """One table of one provider.

    `lag_months` is how long after the year's end the figures come; `updates` how often. `live` tells how the table is
    fetched; a table without it is as it was delivered.
    """

    table: str
    provider: Literal["statfin", "key_figures", "thl_sotkanet", "koto_indicators"]
    title: Named
    licence: str
    updates: Literal["yearly", "monthly", "every_three_years", "every_four_years", "ended"]
    lag_months: int = Field(ge=0)
    dimensions: dict[str, Variable]
    newer: Named | None = None
    live: Live | None = None
    indicators: dict[str, Indicator] = {}


class Absent(_Form):
    """A figure that the material does not hold: what is missing, and who has it.

    `fetch` names the declared tables that would bring it.

    Åland has its own authorities and elections: where the words name others, `what_aland` and `who_aland` take their
    place there.
    """

    what: Named
    who: Named
    fetch: tuple[str, ...] = ()
    what_aland: Named | None = None
    who_aland: Named | None = None

    def has_come(self, tables: Set[str]) -> bool:
        """Whether every table that would bring it is among these: then it is missing no more."""
        return bool(self.fetch) and set(self.fetch) <= tables

    def told(self, language: str, aland: bool) -> tuple[str, str]:
        """What is missing and who has it, in a language, for a place on Åland or elsewhere."""
        what, who = (self.what_aland or self.what, self.who_aland or self.who) if aland else (self.what, self.who)
        return what.in_language(language), who.in_language(language)
