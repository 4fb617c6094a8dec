"""Which of the checklist's questions have figures of the area: what, of which year, from where, and what is missing.

Knows values, declared questions and absences; draws nothing.
"""

import re
from collections.abc import Iterator

from kotolib import frame, store
from kotolib.areas.area import COUNTRY, MUNICIPALITY
from kotolib.display import wording
from kotolib.display.outputs import Cell, Table
from kotolib.indicators import Values
from kotolib.indicators.answering import ANSWERED, PARTLY, WITHOUT, Covered, covered, is_old
from kotolib.situation import Situation
from kotolib.sources.absent import absent

DASH = "–"


def coverage(here: Situation) -> Table:
    """The questions of the checklist and its example indicators, a row for each: figures, newest year, source, gaps.

    Parameters
    ----------
    here
        The situation.

    Examples
    --------
    >>> import kotolib as koto
    >>> table = koto.coverage(koto.begin("211", as_of="2026-11-24"))
    >>> table.rows[0][0].text, table.rows[0][2].text
    ('3.1 Paljonko kunnassa asuu maahanmuuttaneita?', '2025')
    """
    _ = here.texts
    found = covered(here)
    return Table(
        key="coverage",
        caption=_caption(here, found),
        columns=(_("Kysymys"), _("Luvut"), _("Uusin vuosi"), _("Lähde"), _("Mitä puuttuu")),
        rows=tuple(_row(here, one) for one in found),
        language=here.language,
    )


def _caption(here: Situation, found: list[Covered]) -> str:
    counts = {state: sum(one.state == state for one in found) for state in (ANSWERED, PARTLY, WITHOUT)}
    return here.texts(
        "Tarkistuslistan {all} kysymystä ja esimerkkimittaria, {area}. Tuoreita lukuja maahan muuttaneista on "
        "{answered} kohdassa, vain vanhoja tai kaikkia asukkaita koskevia lukuja {partly} kohdassa. Lukuja ei ole "
        "lainkaan {without} kohdassa.",
        all=len(found), area=wording.named(here, here.area), **counts,
    )  # fmt: skip


def _row(here: Situation, one: Covered) -> tuple[Cell, ...]:
    question = one.question.told(here.language, here.area.kind not in (MUNICIPALITY, COUNTRY))
    figures, missing = " ".join(_figures(here, one)), " ".join(_missing(here, one))
    return (
        Cell(f"{one.item} {question}"),
        Cell(figures) if figures else Cell(here.texts("ei lukuja"), None, frame.MISSING),
        _newest(here, one),
        Cell(_sources(here, one) or DASH),
        Cell(missing or DASH),
    )


def _figures(here: Situation, one: Covered) -> Iterator[str]:
    """Fresh ones by name and year, then the background, then those of the past; an old background is only counted."""
    _ = here.texts
    fresh, old = ([v for v in one.answers if is_old(here, v) is wanted] for wanted in (False, True))
    background, past = ([v for v in one.context if is_old(here, v) is wanted] for wanted in (False, True))
    if fresh:
        yield wording.capital(_.listing([_dated(here, v) for v in fresh])) + "."
    if background:
        yield _("Taustaksi kaikista asukkaista: {names}.", names=_.listing([_dated(here, v) for v in background]))
    if old:
        yield _("Vain historiaa: {names}.", names=_.listing([_dated(here, v) for v in old]))
    if past:
        years = [int(v.latest()["year"]) for v in past]
        yield _.plural(
            "Taustaksi yksi vanha luku kaikista asukkaista ({years}).",
            "Taustaksi {count} vanhaa lukua kaikista asukkaista ({years}).",
            len(past), count=len(past), years=wording.span_of(min(years), max(years)),
        )  # fmt: skip


def _dated(here: Situation, v: Values) -> str:
    """*vieraskielisten osuus väestöstä (2025)*"""
    _ = here.texts
    words = {"name": wording.lowered(wording.name(here, v)), "year": int(v.latest()["year"])}
    return _("{name} vuoteen {year}", **words) if words["year"] > here.as_of.year else _("{name} ({year})", **words)


def _newest(here: Situation, one: Covered) -> Cell:
    years = [int(v.latest()["year"]) for v in one.answers or one.context]
    known = [year for year in years if year <= here.as_of.year]
    return Cell(f"{max(known)}", float(max(known))) if known else Cell(DASH, None, frame.MISSING)


def _sources(here: Situation, one: Covered) -> str:
    """*Tilastokeskus 11re ja 159t; THL* · a publisher by its abbreviation where it has one."""
    tables: dict[str, list[str]] = {}
    for v in (*one.answers, *one.context):
        for card in v.source:
            publisher = card.publisher[here.language]
            short = re.search(r"\(([A-ZÅÄÖ]{2,})\)$", publisher)
            told = tables.setdefault(short[1] if short else publisher, [])
            if card.table and card.table not in told:
                told.append(card.table)
    return "; ".join(f"{publisher} {here.texts.listing(sorted(ids))}".strip() for publisher, ids in tables.items())


def _missing(here: Situation, one: Covered) -> Iterator[str]:
    """What no open source holds, and what is declared but has no number of this area, by the reason why."""
    there = set(store.tables(here.edition))
    for key in one.question.absent:
        if key not in one.brought and not absent(key).has_come(there):
            yield absent(key).told(here.language, here.area.aland)[0]
    names: dict[str, list[str]] = {}
    for v in one.hidden:
        names.setdefault(_why(here, v), []).append(wording.lowered(wording.name(here, v)))
    for why, of in names.items():
        yield here.texts("Lukua ei ole ({why}): {names}.", why=why, names=here.texts.listing(of))


def _why(here: Situation, v: Values) -> str:
    yearly = v.own[v.own["group"] == ""]["status"]
    status = yearly.iloc[-1] if len(yearly) else frame.MISSING
    return wording.reason(here, frame.MISSING if status in frame.SHOWN else status)
