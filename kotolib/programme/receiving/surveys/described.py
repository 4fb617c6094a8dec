"""The mapping of a survey: what each column of an export is, and what the survey was; knows how it is told, no file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kotolib.deliveries.surveys.declared import (
    BACKGROUND,
    IGNORED,
    LANGUAGE,
    MULTIPLE,
    OPEN,
    SCALE,
    SINGLE,
)
from kotolib.errors import N_
from kotolib.language import LANGUAGES, texts
from kotolib.language.folding import fold
from kotolib.programme.receiving.surveys.vocabulary import REST

COLUMNS, SURVEY = N_("Sarakkeet"), N_("Kysely")
LETTER, HEADING, KIND, QUESTION, OPTION, OPTIONS, REMARK = (
    "letter", "heading", "kind", "question", "option", "options", "remark"
)  # fmt: skip
HEADERS = {
    LETTER: N_("Sarake"),
    HEADING: N_("Otsikko tiedostossa"),
    KIND: N_("Laji"),
    QUESTION: N_("Kysymys"),
    OPTION: N_("Vaihtoehto"),
    OPTIONS: N_("Vaihtoehdot järjestyksessä"),
    REMARK: N_("Tarkista"),
}
GUIDES = {
    LETTER: N_("Sarakkeen kirjain tiedostossa. Älä muuta."),
    HEADING: N_("Sarakkeen otsikko tiedostossa. Älä muuta."),
    KIND: N_("Valitse listasta. Mitä ei tarvita, jätetään tuomatta."),
    QUESTION: N_("Kysymys niin kuin se näytetään sivulla."),
    OPTION: N_("Vain jos kysymyksen jokainen vaihtoehto on omassa sarakkeessaan."),
    OPTIONS: N_(
        "Puolipisteellä erotettuna, asteikko pienimmästä suurimpaan. Tähti vaihtoehdon perässä (Muu*): siihen "
        "lasketaan kaikki, mitä muuta on kirjoitettu. Iät voi ryhmitellä: 18–29; 30–64; 65–"
    ),
    REMARK: N_("Mitä ehdotuksesta pitää tarkistaa. Tätä ei lueta."),
}
KINDS = {
    SINGLE: N_("yksi vaihtoehto"),
    MULTIPLE: N_("useita vaihtoehtoja"),
    SCALE: N_("asteikko"),
    BACKGROUND: N_("taustakysymys"),
    LANGUAGE: N_("vastauskieli"),
    OPEN: N_("avoin vastaus"),
    IGNORED: N_("ei tuoda"),
}

NAME, BY, LICENCE, FIRST, LAST, ASKED, RESTRICTED, CROSS, WRITTEN_IN = (
    "name", "by", "licence", "first", "last", "asked", "restricted", "cross", "written_in"
)  # fmt: skip
TERMS = {
    NAME: (N_("Kyselyn nimi"), N_("Esimerkiksi Asukaskysely 2026.")),
    BY: (N_("Kyselyn tekijä"), N_("Kuka kyselyn teki, esimerkiksi Hyvinvoinnin palvelualue.")),
    LICENCE: (N_("Käyttöoikeus"), N_("Millä luvalla tuloksia käytetään, esimerkiksi kunnan oma aineisto.")),
    FIRST: (N_("Ensimmäinen vastauspäivä"), N_("Esimerkiksi 12.1.2026.")),
    LAST: (N_("Viimeinen vastauspäivä"), N_("Esimerkiksi 30.1.2026.")),
    ASKED: (N_("Kuinka monelta kysyttiin"), N_("Luku, jos se tiedetään. Avoimesta linkistä jätä tyhjäksi.")),
    RESTRICTED: (N_("Onko aineiston käyttö rajoitettu"), N_("kyllä tai ei")),
    CROSS: (
        N_("Taustakysymys, jonka mukaan tulokset näytetään"),
        N_("Sarakkeen kirjain, esimerkiksi C. Tyhjä, jos tuloksia ei näytetä ryhmittäin. Enintään yksi."),
    ),
    WRITTEN_IN: (N_("Kysymysten kieli"), N_("fi, sv tai en")),
}
NEEDED = (NAME, BY, LICENCE, FIRST, LAST)


@dataclass(frozen=True)
class Described:
    """One column of the export as the mapping tells it; `row` is its row in the mapping."""

    letter: str
    heading: str
    kind: str
    question: str = ""
    option: str = ""
    options: tuple[str, ...] = ()
    remark: str = ""
    row: int = 0

    @property
    def rest(self) -> str:
        """The option that gathers what else was written."""
        listed = (*self.options, self.option)
        return next((bare(one) for one in listed if one.endswith(REST)), "")


@dataclass(frozen=True)
class Mapping:
    """The whole mapping; `terms` has the values of :data:`TERMS` that are told."""

    columns: tuple[Described, ...]
    terms: dict[str, object] = field(default_factory=dict)
    header: int = 1

    def of_kind(self, *kinds: str) -> Iterator[Described]:
        """The columns of some kinds."""
        return (one for one in self.columns if one.kind in kinds)

    def day(self, term: str) -> date:
        """A day that is told."""
        return self.terms[term]


def bare(option: str) -> str:
    """An option without the sign that it gathers others."""
    return option.removesuffix(REST).strip()


def meaning(told: str, among: dict[str, str]) -> str:
    """The id of a word of some messages in any language, or of an id; empty where there is none."""
    known = {fold(texts(language)(message)): name for name, message in among.items() for language in LANGUAGES}
    return known.get(fold(told), fold(told) if fold(told) in among else "")
