"""By which words each of the ten elements of the document is known, from ``elements.yaml``; knows no draft."""

import re
from dataclasses import dataclass
from functools import cache

from kotolib.errors import N_, Message
from kotolib.programme.lint import words

NAMES = {
    "5.1": N_("kytkös kuntastrategiaan ja alueelliseen maahanmuuttostrategiaan"),
    "5.2": N_("kuvaus väestöstä, tarpeista ja vastaanottavuudesta"),
    "5.3": N_("vastuutahot"),
    "5.4": N_("yhteistyön muodot"),
    "5.5": N_("yleisten palvelujen saavutettavuus ja hyväksyttävyys sekä henkilöstön osaaminen"),
    "5.6": N_("kotoutumista tukevat erityiset palvelut"),
    "5.7": N_("lasten, nuorten ja muiden työvoiman ulkopuolella olevien kotoutuminen"),
    "5.8": N_("kansainvälistä tai tilapäistä suojelua saavien ja heidän perheenjäsentensä kotoutuminen"),
    "5.9": N_("hyvät väestösuhteet ja vastaanottavuus"),
    "5.10": N_("seuranta ja päivittäminen"),
}
ASPECTS = {
    "population": N_("maahan muuttanut väestö"),
    "needs": N_("tarpeet"),
    "receptiveness": N_("vastaanottavuus"),
    "county": N_("hyvinvointialue"),
    "state": N_("valtion viranomaiset"),
    "civil_society": N_("kansalaisyhteiskunta"),
    "access": N_("saavutettavuus ja hyväksyttävyys"),
    "digital": N_("digitaaliset palvelut"),
    "competence": N_("henkilöstön osaaminen"),
    "children": N_("lapset"),
    "young": N_("nuoret"),
    "outside_labour_force": N_("muut työvoiman ulkopuolella olevat"),
    "international": N_("kansainvälinen suojelu"),
    "temporary": N_("tilapäinen suojelu"),
    "families": N_("perheenjäsenet"),
    "monitoring": N_("seuranta"),
    "updating": N_("päivittäminen"),
}
COUNTY, STATE = "county", "state"
"""Aspects that some areas do not have."""


@dataclass(frozen=True)
class Aspect:
    """One thing that an element should tell of, and the words that show that it does."""

    id: str
    pattern: re.Pattern

    @property
    def name(self) -> Message:
        """What it is called in a remark."""
        return Message(ASPECTS[self.id])


@dataclass(frozen=True)
class Element:
    """One of the ten elements.

    Attributes
    ----------
    id
        `5.1` … `5.10`.
    heading
        Words in a heading that tell that the element stands below it.
    content
        Words that tell of it elsewhere.
    enough
        In how many passages the content has to be, where no heading tells of it.
    aspects
        What it should tell of.
    """

    id: str
    heading: re.Pattern
    content: re.Pattern
    enough: int
    aspects: tuple[Aspect, ...]

    @property
    def name(self) -> Message:
        """What it is called in a remark."""
        return Message(NAMES[self.id])


@cache
def elements() -> tuple[Element, ...]:
    """The ten in the order of the checklist.

    Examples
    --------
    >>> [one.id for one in elements()][::9]
    ['5.1', '5.10']
    """
    return tuple(_element(name, told) for name, told in words.read("elements").items())


def _element(name: str, told: dict) -> Element:
    aspects = tuple(Aspect(aspect, _pattern(stems)) for aspect, stems in told.get("aspects", {}).items())
    return Element(name, _pattern(told["heading"]), _pattern(told["content"]), int(told["enough"]), aspects)


def _pattern(stems: list[str]) -> re.Pattern:
    return re.compile(words.joined(stems), re.IGNORECASE)
