"""From values to a trend figure: series, gaps, breaks and labels; knows values and words, draws nothing itself."""

import pandas as pd

from kotolib import frame
from kotolib.display import alike, listing, titles, unshown, wording
from kotolib.display.outputs import Figure
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.indicators.answering import is_unshown
from kotolib.situation import Situation

_ROLES = {"SSS": "country"}
FEWEST_POINTS = 2
"""A line needs two points; one value is a sentence."""
_HIDDEN = (frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE)
_NO_DATA, _FEW = N_("{years} ei tietoa"), N_("{years} liian vähän ihmisiä")


def trend(here: Situation, v: Values) -> Figure | Paragraph | None:
    """A line over the years: the area and what it is set against; similar municipalities as the band of their range.

    Without two values to show, or with nothing but zeros, there is no line and so no figure, but a sentence. Where
    there is no value at all to show, there is nothing: `koto.say` tells why, and once is enough.

    Parameters
    ----------
    here
        The situation.
    v
        Values of one indicator.
    """
    if is_unshown(v):
        return None
    if reason := _undrawable(v):
        return Paragraph((Sentence(here.texts(reason)),))
    key = f"{v.indicator.id}-trend"
    title, subtitle, source = titles.of_trend(here, v), titles.subtitle(here, v), alike.source(here, v)
    table = alike.with_spread(here, v, listing.by_year(here, v, f"{key}-table", subtitle, source))
    preliminary = (v.shown()["status"] == frame.PRELIMINARY).any()
    return Figure(
        key=key,
        drawing="trend",
        data=_data(here, v),
        title=title,
        subtitle=subtitle,
        alt=titles.alt_of_trend(here, v, title),
        source=source,
        table=table,
        language=here.language,
        notes=(*([listing.preliminary(here)] if preliminary else []), *alike.notes(here, v)),
    )


def _undrawable(v: Values) -> str:
    if len(v.shown()) < FEWEST_POINTS:
        return N_("Kuviota ei piirretä, koska lukuja on vain yhdeltä vuodelta.")
    if all((v.shown(area_id)["value"] == 0).all() for area_id in v.areas):
        return N_("Kuviota ei piirretä, koska luku on joka vuosi nolla.")
    return ""


def _data(here: Situation, v: Values) -> dict:
    band = alike.band(here, v)
    return {
        "language": here.language,
        "unit": "%" if v.indicator.unit == "%" else "",
        "decimals": v.indicator.decimals,
        "series": [_series(here, v, area_id) for area_id in v.areas if len(v.shown(area_id))],
        "gaps": _gaps(here, v),
        "breaks": _breaks(here, v),
        "hidden_text": _hidden(here, v),
        "from_zero": True,
        "interval": [
            [int(row["year"]), round(float(row["low"]), 4), round(float(row["high"]), 4)]
            for _, row in v.shown().iterrows()
            if v.indicator.kind == "rate" and pd.notna(row["low"])
        ],
        **({"range": band} if band else {}),
    }


def _series(here: Situation, v: Values, area_id: str) -> dict:
    last = v.shown(area_id).iloc[-1]
    role = "own" if area_id == here.area.id else _ROLES.get(area_id, "region")
    return {
        "role": role,
        "label": f"{wording.capital(wording.named(here, v.areas[area_id]))} {wording.short(here, v, last)}",
        "points": [_point(row) for _, row in v.of(area_id, "").iterrows()],
    }


def _point(row: pd.Series) -> list:
    shown = row["status"] in frame.SHOWN
    return [int(row["year"]), round(float(row["value"]), 4) if shown else None, row["status"]]


def _gaps(here: Situation, v: Values) -> list[list]:
    """Years inside the series that have no number, unless they are hidden (those are drawn as hidden)."""
    return [
        [
            first,
            last,
            here.texts(_FEW if status == frame.BELOW_QUALITY else _NO_DATA, years=wording.span_of(first, last)),
        ]
        for status, years in unshown.holes(v).items()
        if status not in _HIDDEN
        for first, last in wording.stretches(years)
    ]


def _breaks(here: Situation, v: Values) -> list[list]:
    shown = set(v.shown()["year"])
    return [
        [part.years[0] - 0.5, part.break_before.in_language(here.language)]
        for part in v.indicator.parts
        if part.break_before and shown and min(shown) < part.years[0] <= max(shown)
    ]


def _hidden(here: Situation, v: Values) -> str:
    statuses = set(v.own["status"])
    return next((wording.reason(here, status) for status in _HIDDEN if status in statuses), "")
