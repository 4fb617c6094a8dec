"""From several indicators to rows of an area among its similar municipalities, each on its own scale; knows values
and words, draws nothing. Rows stand in the order given, never by rank, and no municipality is named on its value."""

from dataclasses import dataclass, replace

import pandas as pd

from kotolib import frame
from kotolib.comparison import Spread
from kotolib.display import alike, amounts, listing, relations, titles, unshown, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.situation import Situation

INSIDE, OUTSIDE = "inside", "outside"


@dataclass(frozen=True)
class _Row:
    """One measure in its year: the own row (None where there is none), the range, the country's row."""

    v: Values
    year: int
    own: pd.Series | None
    spread: Spread | None
    country: pd.Series | None
    stale: bool

    @property
    def status(self) -> str:
        return frame.MISSING if self.own is None else self.own["status"]

    @property
    def is_shown(self) -> bool:
        return self.status in frame.SHOWN

    @property
    def side(self) -> str:
        """Inside or outside the range, by the printed numbers; nothing where one is missing or rests on few people."""
        if not self.is_shown or self.spread is None or self.v.is_few(self.own):
            return ""
        low, high = alike.ends(self.v, self.spread)
        return INSIDE if low <= amounts.written(self.v, self.own["value"]) <= high else OUTSIDE

    @property
    def others(self) -> list[float]:
        rows = (relations.of_year(self.v, code, self.year) for code in self.v.similar)
        return sorted(round(float(row["value"]), 4) for row in rows if row is not None) if self.spread else []


def compare(here: Situation, *values: Values) -> Figure | Paragraph:
    """The area among its similar municipalities in several indicators, each in the newest year that both have.

    Parameters
    ----------
    here
        The situation.
    values
        Each read with `against=("country", "similar")`. One that may be set against neither (a number of people) is
        left out.

    Returns
    -------
    Figure or Paragraph
        A sentence where nothing may be compared.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> share = koto.values(here, "foreign_language.share", against=("country", "similar"))
    >>> koto.compare(here, share).title
    'Vieraskielisten osuus väestöstä on Kangasalla samankaltaisten kuntien vaihteluvälin sisällä'
    """
    rows = [row for v in values if (row := _row(here, v))]
    if not rows:
        return Paragraph((Sentence(here.texts("Vertailua ei esitetä, koska vertailukelpoisia lukuja ei ole.")),))
    key = "-".join(["compare", *(row.v.indicator.id for row in rows[:1])])
    title, subtitle, source = _title(here, rows), _subtitle(here, rows), _source(here, rows)
    return Figure(
        key=key,
        drawing="compare",
        data=_data(here, rows),
        title=title,
        subtitle=subtitle,
        alt=_alt(here, rows, title),
        source=source,
        table=_table(here, rows, f"{key}-table", (subtitle, source)),
        language=here.language,
        notes=_notes(here, rows),
    )  # fmt: skip


def _row(here: Situation, v: Values) -> _Row | None:
    """The row of one indicator, None where it has nothing to be set against."""
    if v.indicator.kind == "count":
        return None
    found = alike.spreads(v)
    own = _own(v)
    year = _year(v, own, found)
    if own is None or int(own["year"]) != year:
        same = v.own[(v.own["year"] == year) & (v.own["group"] == "")]
        own = same.iloc[0] if len(same) else None
    country = relations.of_year(v, frame.COUNTRY, year) if here.area.id != frame.COUNTRY else None
    if year not in found and country is None:
        return None
    return _Row(v, year, own, found.get(year), country, v.is_stale(year, here.as_of.year))


def _own(v: Values) -> pd.Series | None:
    """The newest row that there is a number behind; a hidden one stands for itself, an older number never for it."""
    yearly = v.own[(v.own["group"] == "") & ~v.own["status"].isin((frame.MISSING, frame.NOT_APPLICABLE))]
    return yearly.iloc[-1] if len(yearly) else None


def _year(v: Values, own: pd.Series | None, found: dict[int, Spread]) -> int:
    """The newest year in which the own area and enough similar municipalities have a number; else the own newest."""
    if own is None:
        return max(found, default=0)
    if own["status"] not in frame.SHOWN:
        return int(own["year"])
    both = set(v.shown()["year"].astype(int)) & set(found)
    return max(both, default=int(own["year"]))


# --- texts

_COUNTED = {
    ("both", False): N_("{whose} molemmat luvut ovat {whom} vaihteluvälin {side}"),
    ("both", True): N_("{whose} molemmat tuoreet luvut ovat {whom} vaihteluvälin {side}"),
    ("all", False): N_("{whose} kaikki {count} lukua ovat {whom} vaihteluvälin {side}"),
    ("all", True): N_("{whose} kaikki {count} tuoretta lukua ovat {whom} vaihteluvälin {side}"),
    ("some", False): N_("{whose} luvuista {inside} on {whom} vaihteluvälin sisällä ja {outside} sen ulkopuolella"),
    ("some", True): N_(
        "{whose} tuoreista luvuista {inside} on {whom} vaihteluvälin sisällä ja {outside} sen ulkopuolella"
    ),
}
"""How many lie on one side, and whether old figures stand beside the counted ones."""


def _title(here: Situation, rows: list[_Row]) -> str:
    """How many of the fresh figures lie inside the range; old ones are not counted, for they are not the present."""
    _ = here.texts
    fresh = [row for row in rows if row.side and not row.stale]
    if not fresh:
        return _without_verdict(here, rows)
    if len(fresh) == 1:
        return _of_one(here, fresh[0])
    inside = sum(row.side == INSIDE for row in fresh)
    words = {"whose": amounts.whose(here), "whom": _whom(here, rows), "count": len(fresh), "inside": inside,
             "outside": len(fresh) - inside, "side": _side(here, fresh[0])}  # fmt: skip
    alike_all = "both" if len(fresh) == 2 else "all"
    number = "some" if 0 < inside < len(fresh) else alike_all
    return wording.capital(_(_COUNTED[number, any(row.stale for row in rows)], **words))


def _whom(here: Situation, rows: list[_Row]) -> str:
    with_range = next(row for row in rows if row.spread)
    if alike.chosen(here, with_range.v).by_user:
        return here.texts("vertailukuntien")
    return here.texts("samankaltaisten kuntien")


def _side(here: Situation, row: _Row) -> str:
    return here.texts("sisällä") if row.side == INSIDE else here.texts("ulkopuolella")


def _of_one(here: Situation, row: _Row) -> str:
    _ = here.texts
    words = {"name": wording.name(here, row.v), "place": wording.at(here, here.area), "whom": _whom(here, [row]),
             "side": _side(here, row), "year": row.year}  # fmt: skip
    if not wording.is_flow(row.v) and wording.is_present(here, row.own):
        return titles.fitting(
            _("{name} on {place} {whom} vaihteluvälin {side}", **words),
            _("{name} on {whom} vaihteluvälin {side}", **words),
        )
    return titles.fitting(
        _("{name} oli {place} {whom} vaihteluvälin {side} vuonna {year}", **words),
        _("{name} oli {whom} vaihteluvälin {side} vuonna {year}", **words),
    )


def _without_verdict(here: Situation, rows: list[_Row]) -> str:
    _ = here.texts
    years = sorted({row.year for row in rows})
    words = {"name": wording.named(here, here.area), "years": wording.span_of(years[0], years[-1])}
    if any(row.spread for row in rows):
        one, many = (
            N_("{name} ja samankaltaiset kunnat vuonna {years}"),
            N_("{name} ja samankaltaiset kunnat vuosina {years}"),
        )
    else:
        one, many = N_("{name} ja koko maa vuonna {years}"), N_("{name} ja koko maa vuosina {years}")
    return _(one if len(years) == 1 else many, **words)


def _subtitle(here: Situation, rows: list[_Row]) -> str:
    _ = here.texts
    populations = list(dict.fromkeys(wording.population(here, row.v) for row in rows))
    return _.plural(
        "{area}, {count} mittari, uusin yhteinen vuosi. Väestö: {populations}.",
        "{area}, {count} mittaria, kunkin uusin yhteinen vuosi ja oma asteikko. Väestö: {populations}.",
        len(rows), area=wording.named(here, here.area), count=len(rows), populations="; ".join(populations),
    )  # fmt: skip


def _source(here: Situation, rows: list[_Row]) -> str:
    """All the tables in one line, and who the similar municipalities are."""
    cards = {card.id: card for row in rows for card in amounts.of_years(row.v, [row.year]).source}
    merged = replace(rows[0].v, source=tuple(cards.values()), origin=rows[0].v.origin.iloc[:0])
    with_range = [row.v for row in rows if row.spread]
    told = [alike.members(here, alike.chosen(here, with_range[0]))] if with_range else []
    return " ".join([wording.source_line(here, merged), *told])


def _alt(here: Situation, rows: list[_Row], title: str) -> str:
    """The finding, and which lie outside, with their numbers."""
    _ = here.texts
    told = [_("Vertailukuvio: {finding}.", finding=title)]
    outside = [row for row in rows if row.side == OUTSIDE]
    listed = [
        _("{label}: {value}, vaihteluväli {span}", label=wording.lowered(_label(here, row)),
          value=wording.short(here, row.v, row.own), span=amounts.span(here, row.v, row.spread.low, row.spread.high))
        for row in outside
    ]  # fmt: skip
    if listed:
        told.append(_("Ulkopuolella: {listed}.", listed="; ".join(listed)))
    return titles.shortened([*told, *_unshown(here, rows)])


def _label(here: Situation, row: _Row) -> str:
    """*Vieraskielisten osuus väestöstä 2025*, a unit that is not per cent said with it."""
    year = f"{row.year}" if row.own is None else wording.year(here, row.own)
    name = f"{wording.name(here, row.v)} {year}"
    return f"{name}, {wording.unit(here, row.v)}" if row.v.indicator.unit == "per_1000" else name


def _notes(here: Situation, rows: list[_Row]) -> tuple[str, ...]:
    _ = here.texts
    told = []
    if stale := [_label(here, row) for row in rows if row.stale]:
        told.append(_("Vanhoja lukuja, jotka eivät kerro nykytilanteesta: {names}.", names="; ".join(stale)))
    if any(row.status == frame.PRELIMINARY for row in rows):
        told.append(listing.preliminary(here))
    told += _unshown(here, rows)
    with_range = next((row.v for row in rows if row.spread), None)
    return (*told, *(alike.notes(here, with_range) if with_range else ()))


def _unshown(here: Situation, rows: list[_Row]) -> list[str]:
    return [unshown.because(here, row.v, row.status)[0].text for row in rows if not row.is_shown]


# --- drawing and table


def _data(here: Situation, rows: list[_Row]) -> dict:
    with_range = [row for row in rows if row.spread]
    by_user = bool(with_range) and alike.chosen(here, with_range[0].v).by_user
    return {
        "language": here.language,
        "name": wording.named(here, here.area),
        "country_label": here.texts("koko maa"),
        "median_label": here.texts("vertailukuntien mediaani") if by_user
        else here.texts("samankaltaisten kuntien mediaani"),
        "rows": [_drawn(here, row) for row in rows],
    }  # fmt: skip


def _drawn(here: Situation, row: _Row) -> dict:
    shown = row.is_shown
    return {
        "label": _label(here, row),
        "decimals": row.v.indicator.decimals,
        "value": round(float(row.own["value"]), 4) if shown else None,
        "status": row.status,
        "text": wording.short(here, row.v, row.own) if shown else "",
        "reason": "" if shown else wording.reason(here, row.status),
        "others": row.others,
        "median": round(row.spread.median, 4) if row.spread else None,
        "country": round(float(row.country["value"]), 4) if row.country is not None else None,
    }


def _table(here: Situation, rows: list[_Row], key: str, said: tuple[str, str]) -> Table:
    """A row a measure; beneath it the values of the similar municipalities without their names."""
    _ = here.texts
    heads = alike.heads(here, next((row.v for row in rows if row.spread), rows[0].v))
    caption, source = said
    return Table(
        key=key,
        caption=caption,
        columns=(_("Mittari"), wording.named(here, here.area), *heads, _("Koko maa")),
        rows=tuple(_cells(here, row) for row in rows),
        language=here.language,
        notes=tuple(_ticks(here, row) for row in rows if row.others),
        source=source,
    )


def _cells(here: Situation, row: _Row) -> tuple[Cell, ...]:
    name = _label(here, row) + (", %" if row.v.indicator.unit == "%" else "")
    return (
        Cell(name),
        listing.cell(here, row.v, row.own),
        *alike.cells(here, row.v, row.spread),
        listing.cell(here, row.v, row.country),
    )


def _ticks(here: Situation, row: _Row) -> str:
    """The numbers behind the ticks; the order is theirs, not anybody's."""
    numbers = "; ".join(here.texts.number(value, row.v.indicator.decimals) for value in row.others)
    return here.texts(
        "{label}, kuntien luvut pienimmästä suurimpaan: {numbers}", label=_label(here, row), numbers=numbers
    )
