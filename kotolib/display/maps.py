"""From the values of a region's municipalities to a map, which always goes with its table; knows values and words,
draws nothing. Nobody is ranked: the title says the range and where the own area lies, the table goes by the alphabet.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from kotolib import areas, frame
from kotolib.areas.area import COUNTRY, REGION, Area
from kotolib.display import amounts, listing, titles, unshown, wording
from kotolib.display.classes import classes
from kotolib.display.figures.map import class_of
from kotolib.display.outlines import outlines
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values, stored
from kotolib.language.sorting import alphabetical
from kotolib.situation import Situation

FEWEST = 2
"""Fewer shown municipalities are no map."""
MANY = 60
"""Of so many municipalities only the largest are named."""
_NAMED = 3
_NOTHING = (frame.MISSING, frame.NOT_APPLICABLE)
_LISTED = 6
"""More names are a number."""


@dataclass(frozen=True)
class _Mapped:
    """What is on the map: the municipalities, whose they are, and their rows in one year by code."""

    here: Situation
    v: Values
    codes: tuple[str, ...]
    regions: tuple[Area, ...]
    year: int
    rows: dict[str, pd.Series]

    @cached_property
    def municipalities(self) -> list[Area]:
        found = [areas.get(code) for code in self.codes]
        return sorted(found, key=lambda area: alphabetical(area.name_in(self.here.language)))

    @property
    def own(self) -> list[str]:
        """Those that are outlined: none where the whole map is the own area."""
        return [] if set(self.here.area.members) == set(self.codes) else list(self.here.area.members)

    @property
    def shown(self) -> list[float]:
        rows = self.rows.values()
        return [float(row["value"]) for row in rows if row["status"] in frame.SHOWN]

    def status(self, code: str) -> str:
        return self.rows[code]["status"] if code in self.rows else frame.MISSING

    def with_status(self, *statuses: str) -> list[Area]:
        return [area for area in self.municipalities if self.status(area.code) in statuses]


def region_map(here: Situation, v: Values) -> Figure | Paragraph:
    """The municipalities of the own region on a map, in the newest year that the own area has; of an area in several
    regions the municipalities of them all, of the country every municipality.

    Parameters
    ----------
    here
        The situation.
    v
        Values of one share, rate or other figure that is no number of people: on a map of numbers large municipalities
        would always stand out.

    Returns
    -------
    Figure or Paragraph
        A sentence where there is nothing to map.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> len(koto.map(here, koto.values(here, "foreign_language.share")).table.rows)
    23
    """
    if v.indicator.kind == "count":
        return _instead(here, N_("Karttaa ei piirretä, koska lukumäärä kertoo ennen kaikkea kunnan koon."))
    mapped = _mapped(here, v)
    if len(mapped.shown) < FEWEST:
        return _instead(here, N_("Karttaa ei piirretä, koska kunnittaisia lukuja on liian vähän."))
    key = f"{v.indicator.id}-map"
    title, subtitle, source = _title(mapped), _subtitle(mapped), _source(mapped)
    return Figure(
        key=key,
        drawing="map",
        data=_data(mapped),
        title=title,
        subtitle=subtitle,
        alt=_alt(mapped, title),
        source=source,
        table=_table(mapped, f"{key}-table", subtitle, source),
        language=here.language,
        notes=_notes(mapped),
    )  # fmt: skip


def _instead(here: Situation, message: str) -> Paragraph:
    return Paragraph((Sentence(here.texts(message)),))


def _mapped(here: Situation, v: Values) -> _Mapped:
    codes, regions = _around(here.area)
    rows = stored.rows(codes, v.indicator.id, v.edition)
    rows = rows[rows["group"] == ""]
    year = _year(v, rows)
    by_code = {row["area"]: row for _, row in rows[rows["year"] == year].iterrows()}
    return _Mapped(here, v, codes, regions, year, by_code)


def _around(area: Area) -> tuple[tuple[str, ...], tuple[Area, ...]]:
    """Codes of the municipalities, and the regions that they make up; no region stands for the whole country."""
    if area.kind == COUNTRY:
        return tuple(sorted(area.members)), ()
    touched = [one for one in areas.regions() if set(one.members) & set(area.members)]
    whole = (area,) if area.kind == REGION else tuple(touched)
    return tuple(sorted(code for one in whole for code in one.members)), whole


def _year(v: Values, rows: pd.DataFrame) -> int:
    """The newest year of the own area, also where its number is hidden or too small; without any, the newest of all."""
    yearly = v.own[(v.own["group"] == "") & ~v.own["status"].isin(_NOTHING)]
    years = (yearly if len(yearly) else rows[rows["status"].isin(frame.SHOWN)])["year"]
    return int(years.max()) if len(years) else 0


# --- texts


def _title(mapped: _Mapped) -> str:
    here, v = mapped.here, mapped.v
    _ = here.texts
    words = {
        "name": wording.name(here, v),
        "where": _municipalities(mapped),
        "span": amounts.span(here, v, min(mapped.shown), max(mapped.shown)),
        "year": mapped.year,
    }
    if _is_present(mapped):
        finding, bare = _("{name} on {where} {span}", **words), _("{name} on kunnissa {span}", **words)
    else:
        finding = _("{name} oli {where} {span} vuonna {year}", **words)
        bare = _("{name} oli kunnissa {span} vuonna {year}", **words)
    own = _own(mapped)
    return titles.fitting(finding + own, bare + own, finding, bare)


def _is_present(mapped: _Mapped) -> bool:
    row = mapped.v.latest()
    return row is not None and not wording.is_flow(mapped.v) and wording.is_present(
        mapped.here, pd.Series({"year": mapped.year})
    )  # fmt: skip


def _municipalities(mapped: _Mapped) -> str:
    """*Pirkanmaan kunnissa* · *2 maakunnan kunnissa* · *Suomen kunnissa*."""
    here, _ = mapped.here, mapped.here.texts
    if not mapped.regions:
        return _("Suomen kunnissa")
    if len(mapped.regions) == 1:
        return _("{region} kunnissa", region=mapped.regions[0].genitive(here.language))
    return _("{count} maakunnan kunnissa", count=len(mapped.regions))


_UNSHOWN = {
    frame.SUPPRESSED_BY_SOURCE: N_("; {whose} luku on salassapitosäännön alainen"),
    frame.SUPPRESSED: N_("; {whose} luku on peitetty tietosuojan vuoksi"),
    frame.BELOW_QUALITY: N_("; {whose} lukua ei esitetä, koska ihmisiä on vähän"),
    frame.MISSING: N_("; {whose} luku puuttuu"),
    frame.NOT_APPLICABLE: N_("; {whose} lukua ei voi laskea"),
}


def _own(mapped: _Mapped) -> str:
    """*, Kangasalla 3,9 %* · or why there is none."""
    here, v = mapped.here, mapped.v
    rows = v.own[(v.own["year"] == mapped.year) & (v.own["group"] == "")]
    status = rows["status"].iloc[0] if len(rows) else frame.MISSING
    if status in frame.SHOWN:
        return here.texts(
            ", {place} {value}", place=wording.at(here, here.area), value=wording.short(here, v, rows.iloc[0])
        )
    return here.texts(_UNSHOWN[status], whose=amounts.whose(here))


def _subtitle(mapped: _Mapped) -> str:
    here, v = mapped.here, mapped.v
    _ = here.texts
    regions = [one.genitive(here.language) for one in mapped.regions]
    whose = _("Suomen") if not regions else _.listing(regions)
    return _(
        "{name}, {whose} {count} kuntaa, {year}, {unit}. Väestö: {population}.",
        name=wording.name(here, v), whose=whose, count=len(mapped.codes), year=mapped.year,
        unit=wording.unit(here, v), population=wording.population(here, v),
    )  # fmt: skip


def _source(mapped: _Mapped) -> str:
    line = wording.source_line(mapped.here, amounts.of_years(mapped.v, [mapped.year]))
    return line + " " + mapped.here.texts("Kuntarajat: Tilastokeskus, yleistetyt rajat.")


def _alt(mapped: _Mapped, title: str) -> str:
    told = [mapped.here.texts("Kartta: {finding}.", finding=wording.lowered(title))]
    return titles.shortened([*told, *_of_unshown(mapped)])


def _notes(mapped: _Mapped) -> tuple[str, ...]:
    here, v = mapped.here, mapped.v
    told = _of_unshown(mapped)
    if any(mapped.status(code) == frame.PRELIMINARY for code in mapped.codes):
        told.append(listing.preliminary(here))
    if v.is_stale(mapped.year, here.as_of.year):
        told.append(unshown.newer(here, v).text)
    return tuple(told)


def _of_unshown(mapped: _Mapped) -> list[str]:
    """*Kumlingen, Kökarin ja Sottungan luvut ovat salassapitosäännön alaisia.* · a sentence for each reason."""
    _ = mapped.here.texts
    told = []
    for status, (one, many) in _NOT_SHOWN.items():
        found = mapped.with_status(status)
        names = [area.genitive(mapped.here.language) for area in found]
        whose = _.listing(names) if len(names) <= _LISTED else _("{count} kunnan", count=len(names))
        if found:
            told.append(_(one if len(found) == 1 else many, whose=whose))
    return told


_NOT_SHOWN = {
    frame.SUPPRESSED_BY_SOURCE: (
        N_("{whose} luku on salassapitosäännön alainen."),
        N_("{whose} luvut ovat salassapitosäännön alaisia."),
    ),
    frame.SUPPRESSED: (
        N_("{whose} luku on peitetty tietosuojan vuoksi."),
        N_("{whose} luvut on peitetty tietosuojan vuoksi."),
    ),
    frame.BELOW_QUALITY: (
        N_("{whose} lukua ei esitetä, koska ihmisiä on vähän."),
        N_("{whose} lukuja ei esitetä, koska ihmisiä on vähän."),
    ),
    frame.MISSING: (N_("{whose} luku puuttuu."), N_("{whose} luvut puuttuvat.")),
    frame.NOT_APPLICABLE: (N_("{whose} lukua ei voi laskea."), N_("{whose} lukuja ei voi laskea.")),
}


# --- drawing and table


def _data(mapped: _Mapped) -> dict:
    here, v = mapped.here, mapped.v
    data = {
        "language": here.language,
        "decimals": v.indicator.decimals,
        "outlines": outlines(mapped.codes),
        "areas": [_area(mapped, area) for area in mapped.municipalities],
        "own": mapped.own,
        "limits": classes(mapped.shown, v.indicator.decimals),
        "key_title": amounts.key(here, v),
        "hidden_text": _listed(mapped, frame.SUPPRESSED_BY_SOURCE, frame.SUPPRESSED),
        "missing_text": _listed(mapped, frame.MISSING, frame.NOT_APPLICABLE, frame.BELOW_QUALITY),
    }
    return data | ({"labelled": _largest(mapped)} if len(mapped.codes) > MANY else {})


def _area(mapped: _Mapped, area: Area) -> dict:
    status = mapped.status(area.code)
    value = round(float(mapped.rows[area.code]["value"]), 4) if status in frame.SHOWN else None
    return {"code": area.code, "name": area.name_in(mapped.here.language), "value": value, "status": status}


def _listed(mapped: _Mapped, *statuses: str) -> str:
    """The reasons of these statuses, those that occur."""
    occur = [status for status in statuses if mapped.with_status(status)]
    return " / ".join(wording.reason(mapped.here, status) for status in occur)


def _largest(mapped: _Mapped) -> list[str]:
    rows = stored.rows(mapped.codes, "population", mapped.here.edition)
    rows = rows[(rows["group"] == "") & rows["status"].isin(frame.SHOWN)]
    newest = rows[rows["year"] == rows["year"].max()]
    return newest.nlargest(_NAMED, "value")["area"].tolist()


def _table(mapped: _Mapped, key: str, caption: str, source: str) -> Table:
    here, v = mapped.here, mapped.v
    rows = [(Cell(area.name_in(here.language)), _cell(mapped, area.code)) for area in mapped.municipalities]
    own = tuple(at for at, area in enumerate(mapped.municipalities) if area.code in mapped.own)
    columns = (here.texts("Kunta"), amounts.key(here, v))
    notes = (*_notes(mapped), _by_class(mapped))
    return Table(key, caption, columns, tuple(rows), here.language, notes, source, own)


def _by_class(mapped: _Mapped) -> str:
    """*Kuntia luokittain: 2,0–2,9 % 8 kuntaa; …* · the upper end as the last number that the class holds."""
    here, v, _ = mapped.here, mapped.v, mapped.here.texts
    limits = classes(mapped.shown, v.indicator.decimals)
    held = Counter(class_of(value, limits, v.indicator.decimals) for value in mapped.shown)
    last = len(limits) - 2
    told = []
    for at, (low, high) in enumerate(pairwise(limits)):
        span = amounts.span(here, v, low, high if at == last else high - 10**-v.indicator.decimals)
        told.append(_.plural("{span} {count} kunta", "{span} {count} kuntaa", held[at], span=span, count=held[at]))
    return _("Kuntia luokittain: {classes}.", classes="; ".join(told))


def _cell(mapped: _Mapped, code: str) -> Cell:
    """The number with its decimals, or the reason; a preliminary one is told by its status and the note."""
    here, v, status = mapped.here, mapped.v, mapped.status(code)
    if status not in frame.SHOWN:
        return Cell(wording.reason(here, status), None, status)
    value = amounts.written(v, mapped.rows[code]["value"])
    number = here.texts.number(value, v.indicator.decimals)
    return Cell(f"{number}*" if status == frame.PRELIMINARY else number, value, status)
