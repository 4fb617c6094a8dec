"""Delivered figures under the question of the checklist that they answer; knows values and words, reads no file."""

from kotolib import deliveries, frame
from kotolib.deliveries import Delivery, telling
from kotolib.deliveries.held import MEASURES
from kotolib.disclosure import Rule, rule
from kotolib.display import absence, delivered_sentences, listing, wording
from kotolib.display.absence import Missing
from kotolib.display.outputs import Cell, Several, Table
from kotolib.indicators import Values
from kotolib.indicators import delivered as figures
from kotolib.language import dates
from kotolib.programme.written import written
from kotolib.situation import Situation

MOST_YEARS = 5
"""As many of the latest years stand side by side."""


def missing(here: Situation, *keys: str) -> Missing | Table | Several:
    """What the open material does not hold: the delivered figures where the area has them, else who has them.

    Parameters
    ----------
    here
        The situation.
    keys
        Declared absences (``data_sources/absent/figures.yaml``).

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.missing(koto.begin("766", as_of="2026-11-24"), "reasons_of_arrival").what
    'Maahantulon syistä ei ole kuntatason avointa tietoa.'
    """
    brought = {key: tables for key in keys if (tables := _of_absent(here, key))}
    lacking = [key for key in keys if key not in brought]
    shown = [table for tables in brought.values() for table in tables]
    if lacking:
        shown.append(absence.missing(here, *lacking))
    return shown[0] if len(shown) == 1 else Several(shown)


def _of_absent(here: Situation, key: str) -> list[Table]:
    found = deliveries.all_newest(here.area, here.edition, here.as_of)
    return [table for one in found if key in one.form.absent for table in _tables(here, one)]


def delivered(here: Situation, *items: str) -> Table | Several | None:
    """The delivered figures of some items of the checklist; nothing where none has been delivered.

    Parameters
    ----------
    here
        The situation.
    items
        Items of the checklist: `3.6`.
    """
    found = deliveries.all_newest(here.area, here.edition, here.as_of)
    shown = [table for one in found if one.form.item in items for table in _tables(here, one)]
    return (shown[0] if len(shown) == 1 else Several(shown)) if shown else None


def _tables(here: Situation, delivery: Delivery) -> list[Table]:
    """A table for each figure and share: groups as rows, the latest years as columns."""
    form, decided = delivery.form, rule_of(here)
    found = [(name, figures.values(here, f"{form.id}.{name}", decided)) for name in (*form.figures, *form.shares)]
    return [_table(here, delivery, name, v) for name, v in found if len(v.frame)]


def rule_of(here: Situation) -> Rule:
    """The threshold that the workbook has today; without a workbook the one decided last."""
    programme = written(here.area).programme
    return rule(programme.basics.smallest_count) if programme.basics.smallest_count else telling.rule_of(here.area)


def _table(here: Situation, delivery: Delivery, name: str, v: Values) -> Table:
    _ = here.texts
    years = sorted({int(year) for year in v.frame["year"]})[-MOST_YEARS:]
    rows = {(row["group"], int(row["year"])): row for _index, row in v.frame.iterrows()}
    shown = delivered_sentences.groups(delivery.form, v)
    cells = [
        (
            Cell(delivered_sentences.label(here, delivery.form, group)),
            *(listing.cell(here, v, rows.get((group, year))) for year in years),
        )
        for group in shown
    ]
    return Table(
        key=f"delivered-{delivery.form.id}-{name}".replace("_", "-"),
        caption=_(
            "{name}, {area}, {years}, {unit}.", name=wording.name(here, v), area=wording.named(here, here.area),
            years=wording.spans(here, years), unit=wording.unit(here, v),
        ),
        columns=(_first_header(here, delivery), *(str(year) for year in years)),
        rows=tuple(cells),
        language=here.language,
        notes=_notes(here, delivery, v),
        source=source(here, delivery),
    )  # fmt: skip


def _first_header(here: Situation, delivery: Delivery) -> str:
    names = [each.name[("fi", "sv", "en").index(here.language)] for each in delivery.form.classes.values()]
    return wording.capital(", ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])]))


def _notes(here: Situation, delivery: Delivery, v: Values) -> tuple[str, ...]:
    _ = here.texts
    told = [_(MEASURES[name]) for name in MEASURES if MEASURES[name] in delivery.card.notes]
    if v.indicator.caution:
        told.append(v.indicator.caution.in_language(here.language))
    if (v.frame["status"] == frame.SUPPRESSED).any():
        told.append(_(delivered_sentences.HIDDEN))
    return tuple(told)


def source(here: Situation, delivery: Delivery) -> str:
    """*Lähde: poliisilaitos, Epäillyt viharikokset, toimitettu 20.11.2026. CC BY 4.0.*"""
    card = delivery.card
    year, month, day = (int(part) for part in card.updated.split("-"))
    return here.texts(
        "Lähde: {publisher}, {form}, toimitettu {day}. Käyttöoikeus: {licence}.",
        publisher=card.publisher[here.language],
        form=delivery.form.name_in(here.language),
        day=dates.day(type(here.as_of)(year, month, day), here.language),
        licence=card.licence,
    )
