"""From all municipalities' shares to a funnel: whether the own area lies within what chance and the usual spread
explain. Knows limits and words, draws nothing; names the largest municipality only, and ranks nobody."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib import areas, comparison, frame
from kotolib.areas.area import COUNTRY, MUNICIPALITY, REGION
from kotolib.comparison import Funnel
from kotolib.display import amounts, titles, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.indicators.answering import is_unshown
from kotolib.language.sorting import alphabetical
from kotolib.situation import Situation
from kotolib.uncertainty import ALARM, WATCH

_STEPS = 31
"""Points of the limits' lines."""
WITHIN, BEYOND_WATCH, BEYOND_ALARM = 0, 1, 2


@dataclass(frozen=True)
class _Placed:
    """The own share in its funnel: how far out it lies, and the two pairs of limits at its size, in per cent."""

    here: Situation
    v: Values
    row: pd.Series
    found: Funnel
    outside: int
    watch: tuple[float, float]
    alarm: tuple[float, float]


def funnel(here: Situation, v: Values) -> Figure | Paragraph:
    """The share of the own area among those of all municipalities, by how many people each is a share of.

    Parameters
    ----------
    here
        The situation.
    v
        Values of an indicator that declares `funnel: true`.

    Returns
    -------
    Figure or Paragraph
        A sentence where the own area has no share to show, or is a region or the country.

    Raises
    ------
    WrongWords
        The indicator declares no funnel.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> print(koto.funnel(here, koto.values(here, "election_turnout.share")).title.replace(chr(160), " "))
    Äänestysaktiivisuus kuntavaaleissa oli Kangasalla 56,9 % vuonna 2021; se ei poikennut selvästi muista kunnista
    """
    if here.area.kind in (COUNTRY, REGION):
        return Paragraph(
            (Sentence(here.texts("Suppilokuviossa verrataan kuntia, joten siitä puuttuvat maakunnat ja koko maa.")),)
        )
    row = None if is_unshown(v) else v.latest()
    if row is None:
        return Paragraph((Sentence(here.texts("Suppilokuviota ei piirretä, koska oma osuus puuttuu.")),))
    found = comparison.funnel(v.indicator.id, int(row["year"]), v.edition)
    if found.status != frame.OK or not row["denominator"] >= comparison.funnels.SMALLEST:
        return Paragraph((Sentence(here.texts("Kuviota ei piirretä, koska osuuksien takana on liian vähän ihmisiä.")),))
    placed = _placed(here, v, row, found)
    key = f"{v.indicator.id}-funnel"
    title, subtitle, source = _title(placed), _subtitle(placed), _source(placed)
    return Figure(
        key=key,
        drawing="funnel",
        data=_data(placed),
        title=title,
        subtitle=subtitle,
        alt=_alt(placed, title),
        source=source,
        table=_table(placed, f"{key}-table", subtitle, source),
        language=here.language,
        notes=(_limits_here(placed),),
    )  # fmt: skip


def _placed(here: Situation, v: Values, row: pd.Series, found: Funnel) -> _Placed:
    size = np.array([float(row["denominator"])])
    watch, alarm = (tuple(float(end[0]) for end in found.limits(size, level)) for level in (WATCH, ALARM))
    beyond = [not low <= row["value"] <= high for low, high in (watch, alarm)]
    return _Placed(here, v, row, found, sum(beyond), watch, alarm)


# --- texts


def _title(placed: _Placed) -> str:
    here, v, row = placed.here, placed.v, placed.row
    _ = here.texts
    words = {"name": wording.name(here, v), "place": wording.at(here, here.area),
             "value": wording.valued(here, v, row), "year": int(row["year"])}  # fmt: skip
    return titles.fitting(
        _("{name} oli {place} {value} vuonna {year}; se {verdict}", verdict=_verdict(placed), **words),
        _("{name} oli alueella {value} vuonna {year}; se {verdict}", verdict=_verdict(placed), **words),
        _("{name} oli {value} vuonna {year}", **words),
    )


def _verdict(placed: _Placed) -> str:
    """Beyond 95 % lies one municipality in twenty by chance alone, so that is said with less than *selvästi*."""
    _ = placed.here.texts
    larger = placed.row["value"] > placed.found.centre
    if placed.outside == WITHIN:
        return _("ei poikennut selvästi muista kunnista")
    if placed.outside == BEYOND_WATCH:
        return _("oli suurempi kuin kunnissa tavallisesti") if larger else _("oli pienempi kuin kunnissa tavallisesti")
    if larger:
        return _("oli selvästi suurempi kuin kunnissa tavallisesti")
    return _("oli selvästi pienempi kuin kunnissa tavallisesti")


def _subtitle(placed: _Placed) -> str:
    here, v = placed.here, placed.v
    return here.texts(
        "{name}, {count} kuntaa, {year}, %, sen mukaan, monestako ihmisestä osuus on laskettu. Väestö: {population}.",
        name=wording.name(here, v), count=len(_shown(placed)), year=int(placed.row["year"]),
        population=wording.population(here, v),
    )  # fmt: skip


def _source(placed: _Placed) -> str:
    return wording.source_line(placed.here, amounts.of_years(placed.v, [placed.found.year])) + " " + placed.here.texts(
        "Rajoissa ovat mukana satunnaisvaihtelu ja kuntien tavanomaiset erot (ylihajonta)."
    )  # fmt: skip


def _limits_here(placed: _Placed) -> str:
    """The two pairs of limits at the own size, in numbers."""
    here, v = placed.here, placed.v
    message = (
        N_("{whose} kokoisen kunnan 95 prosentin rajat ovat {watch} ja 99,8 prosentin rajat {alarm}.")
        if here.area.kind == MUNICIPALITY
        else N_("Samankokoisen alueen 95 prosentin rajat ovat {watch} ja 99,8 prosentin rajat {alarm}.")
    )
    return here.texts(
        message,
        whose=amounts.whose(here), watch=amounts.span(here, v, *placed.watch),
        alarm=amounts.span(here, v, *placed.alarm),
    )  # fmt: skip


def _alt(placed: _Placed, title: str) -> str:
    _ = placed.here.texts
    outside = int((placed.found.points["outside"] == "alarm").sum())
    return titles.shortened([
        _("Suppilokuvio: {finding}.", finding=wording.lowered(title)),
        _("Kuntia on {count}, ja niistä {outside} on 99,8 prosentin rajojen ulkopuolella.",
          count=len(_shown(placed)), outside=outside),
        _limits_here(placed),
    ])  # fmt: skip


def _shown(placed: _Placed) -> pd.DataFrame:
    points = placed.found.points
    return points[points["status"].isin(frame.SHOWN)]


# --- drawing and table


def _data(placed: _Placed) -> dict:
    here, v, row = placed.here, placed.v, placed.row
    _ = here.texts
    others = _shown(placed)[_shown(placed)["area"] != here.area.id]
    centre = amounts.alone(here, v, placed.found.centre)
    label = f"{wording.named(here, here.area)} {wording.short(here, v, row)}"
    return {
        "language": here.language,
        "decimals": v.indicator.decimals,
        "own": {"n": int(row["denominator"]), "value": round(float(row["value"]), 4), "status": row["status"],
                "label": label},
        "own_outside": placed.outside == BEYOND_ALARM,
        "others": [
            [int(one["denominator"]), round(float(one["value"]), 4), one["outside"] == "alarm"]
            for _at, one in others.iterrows()
        ],
        "named": _named(placed),
        "centre": {"value": round(placed.found.centre, 4), "label": _("Kunnat yhteensä {value}", value=centre)},
        "limits": _limits(placed, others),
        "limit_labels": {"95": _("95\u00a0%:n raja"), "998": _("99,8\u00a0%:n raja")},
        "outside_label": _("99,8\u00a0%:n rajan ulkopuolella"),
        "axis_label": _("Ihmisiä, joista osuus on laskettu (logaritminen asteikko)"),
    }  # fmt: skip


def _named(placed: _Placed) -> list[dict]:
    """The largest municipality, which every reader looks for."""
    largest = _shown(placed).nlargest(1, "denominator").iloc[0]
    if largest["area"] in placed.here.area.members:
        return []
    name = areas.get(largest["area"]).name_in(placed.here.language)
    return [{"n": int(largest["denominator"]), "value": round(float(largest["value"]), 4), "label": name}]


def _limits(placed: _Placed, others: pd.DataFrame) -> list[list[float]]:
    sizes = [*others["denominator"], placed.row["denominator"]]
    at = np.geomspace(min(sizes) / 1.15, max(sizes) * 1.15, _STEPS)
    lines = [line for level in (WATCH, ALARM) for line in placed.found.limits(at, level)]
    return [[round(float(n), 1), *(round(float(line[place]), 3) for line in lines)] for place, n in enumerate(at)]


def _table(placed: _Placed, key: str, caption: str, source: str) -> Table:
    """Every municipality by the alphabet, and first an own area of several municipalities."""
    here, v, row = placed.here, placed.v, placed.row
    _ = here.texts
    known = {one.code: one.name_in(here.language) for one in areas.municipalities()}
    points = placed.found.points.assign(name=placed.found.points["area"].map(known))
    order = sorted(range(len(points)), key=lambda at: alphabetical(points["name"].iloc[at]))
    rows = [_row(placed, points.iloc[at]["name"], points.iloc[at]) for at in order]
    own = [at for at, place in enumerate(order) if points["area"].iloc[place] == here.area.id]
    if not own:
        rows, own = [_row(placed, wording.named(here, here.area), row), *rows], [0]
    columns = (_("Kunta"), amounts.key(here, v), _("Ihmisiä, joista osuus on laskettu"))
    notes = (_limits_here(placed), _centre(placed))
    return Table(key, caption, columns, tuple(rows), here.language, notes, source, tuple(own))


def _centre(placed: _Placed) -> str:
    here, v = placed.here, placed.v
    median = amounts.alone(here, v, float(_shown(placed)["value"].median()))
    return here.texts(
        "Kunnat yhteensä {centre}, kuntien mediaani {median}.",
        centre=amounts.alone(here, v, placed.found.centre), median=median,
    )  # fmt: skip


def _row(placed: _Placed, name: str, point: pd.Series) -> tuple[Cell, ...]:
    here, v = placed.here, placed.v
    if point["status"] not in frame.SHOWN:
        absent = Cell(wording.reason(here, point["status"]), None, point["status"])
        return Cell(name), absent, absent
    value, people = amounts.written(v, point["value"]), float(point["denominator"])
    number = here.texts.number
    return Cell(name), Cell(number(value, v.indicator.decimals), value), Cell(number(people), people)
