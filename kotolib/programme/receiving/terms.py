"""On what terms something was delivered: who, when, under which licence or permission, and what the numbers are.

Told on the sheet *Toimitus* or by options of the command; knows no figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kotolib.deliveries.forms import ASKED, ASKED_UNITS, FLOW, STOCK, Form
from kotolib.deliveries.forms import UNITS as UNITS_OF_FORMS
from kotolib.errors import N_, Message, WrongWords
from kotolib.language import LANGUAGES, texts
from kotolib.language.folding import fold
from kotolib.programme import cells
from kotolib.programme.cells import Unreadable, Vocabulary
from kotolib.programme.receiving.grid import Grid
from kotolib.programme.sheets import Column

SHEET = N_("Toimitus")
BY, ON, LICENCE, MEASURE, UNIT = "by", "on", "licence", "measure", "unit"
LABELS = {
    BY: N_("Toimittaja"),
    ON: N_("Toimituspäivä"),
    LICENCE: N_("Lisenssi tai lupa"),
    MEASURE: N_("Vuoden aikana vai vuoden lopussa"),
    UNIT: N_("Mitä luvut ovat"),
}
GUIDES = {
    BY: N_("Kuka luvut antoi, esimerkiksi viraston tai yksikön nimi."),
    ON: N_("Päivä, jona luvut annettiin, esimerkiksi 24.11.2026."),
    LICENCE: N_("Millä luvalla lukuja käytetään, esimerkiksi CC BY 4.0 tai lupapäätöksen numero."),
    MEASURE: N_("Kertovatko luvut, mitä vuoden aikana tapahtui, vai tilanteen vuoden lopussa."),
    UNIT: N_("Ovatko luvut henkilöitä, tapauksia, prosentteja vai muita lukuja."),
}
OPTIONS = {BY: "--by", ON: "--delivered", LICENCE: "--licence", MEASURE: "--measure", UNIT: "--unit"}
MEASURES = {FLOW: N_("vuoden aikana"), STOCK: N_("vuoden lopussa")}
UNITS = {each: UNITS_OF_FORMS[each] for each in ASKED_UNITS}
FIRST = 3
"""The row of the first term on its sheet."""

_LONGEST = 200
_DAY = Column(id="on", type="date", name=("", ""))


@dataclass(frozen=True)
class Terms:
    """The terms as they are told; empty where they are not. `unread` are those whose cells have a fault."""

    by: str = ""
    on: date | None = None
    licence: str = ""
    measure: str = ""
    unit: str = ""
    unread: tuple[str, ...] = ()


def asked(form: Form) -> tuple[str, ...]:
    """Which terms a form asks; the others are its own."""
    units = [UNIT] if any(figure.unit == ASKED for figure in form.figures.values()) else []
    return (BY, ON, LICENCE, *([MEASURE] if form.measure == ASKED else []), *units)


def choices(term: str) -> dict[str, str]:
    """Id → Finnish message of what may be chosen; empty where anything may be written."""
    return {MEASURE: MEASURES, UNIT: UNITS}.get(term, {})


def sheet_of(grids: tuple[Grid, ...]) -> Grid | None:
    """The sheet of terms, in any language."""
    names = {fold(texts(language)(SHEET)) for language in LANGUAGES}
    return next((grid for grid in grids if fold(grid.name) in names), None)


def of_sheet(grid: Grid | None, faults: list[Message]) -> Terms:
    """What the sheet of terms says; a fault more for each cell that does not say what is asked."""
    found = Terms()
    if grid is None:
        return found
    known = {fold(texts(language)(label)): term for term, label in LABELS.items() for language in LANGUAGES}
    for row in grid.rows():
        term, written = known.get(fold(cells.text_of(grid.at(row, 1).value or ""))), grid.at(row, 2)
        if term is None or written.is_blank:
            continue
        try:
            if written.wrong:
                raise Unreadable(written.wrong.message, **written.wrong.fields)
            if grid.days_from_1904 and isinstance(written.value, int | float):
                raise Unreadable(N_("päivä on pelkkä luku. Kirjoita päivä muodossa 24.11.2026."))
            found = replace(found, **{term: meaning(term, written.value)})
        except Unreadable as fault:
            faults.append(grid.fault(row, 2, fault.told))
            found = replace(found, unread=(*found.unread, term))
    return found


def meaning(term: str, value: object) -> object:
    """What is meant by a word for a term.

    Raises
    ------
    Unreadable
        It is not what the term asks.
    """
    if term == ON:
        return cells.read(_DAY, value, Vocabulary())
    if listed := choices(term):
        known = {fold(texts(language)(told)): name for name, told in listed.items() for language in LANGUAGES}
        word = fold(cells.text_of(value))
        if word not in {*known, *listed}:
            raise Unreadable(
                N_("”{value}” ei ole luettelossa. Valitse jokin näistä: {listed}."),
                value=cells.quoted(value),
                listed="; ".join(listed.values()),
            )
        return known.get(word, word)
    return cells.text_of(value)[:_LONGEST]


def of_options(told: dict[str, str]) -> Terms:
    """What the command's options say.

    Raises
    ------
    WrongWords
        An option does not say what is asked.
    """
    found = {}
    for term, word in told.items():
        try:
            found[term] = meaning(term, word) if word else Terms.__dataclass_fields__[term].default
        except Unreadable as fault:
            raise WrongWords(N_("{option}: {what}"), option=OPTIONS[term], what=fault.told) from None
    return Terms(**found)


def together(*told: Terms) -> Terms:
    """The terms, the first that is told winning."""
    return Terms(**{
        name: next((value for one in told if (value := getattr(one, name))), field.default)
        for name, field in Terms.__dataclass_fields__.items()
    })  # fmt: skip


def missing(form: Form, terms: Terms) -> Iterator[Message]:
    """A fault for every term that is asked and not told."""
    for term in asked(form):
        if not getattr(terms, term) and term not in terms.unread:
            yield Message(
                N_("Puuttuu: {label}. Täytä se taulukkoon Toimitus tai anna valitsin {option}."),
                label=Message(LABELS[term]),
                option=OPTIONS[term],
            )
