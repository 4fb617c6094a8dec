"""From values to a trend figure: series, gaps, breaks and labels; knows values and words, draws nothing itself."""

import pandas as pd

from kotolib import frame
from kotolib.display import listing, sentences, titles, wording
from kotolib.display.outputs import Figure
from kotolib.display.sentences import Paragraph
from kotolib.indicators import Values
from kotolib.situation import Situation

_ROLES = {"SSS": "country"}
FEWEST_POINTS = 2
"""A line needs two points; one value is a sentence."""


def trend(here: Situation, v: Values) -> Figure | Paragraph:
    """A line over the years: the area and what it is set against.

    With fewer than two values to show there is no line, and so no figure: a sentence says what there is.

    Parameters
    ----------
    here
        The situation.
    v
        Values of one indicator.
    """
    if v.latest() is None or sentences.is_too_few_now(v):
        return sentences.Paragraph((sentences.nothing(here, v),))
    if len(v.shown()) < FEWEST_POINTS:
        return sentences.Paragraph((sentences.level(here, v),))
    key = f"{v.indicator.id}-trend"
    title, subtitle, source = titles.of_trend(here, v), titles.subtitle(here, v), wording.source_line(here, v)
    return Figure(
        key=key,
        drawing="trend",
        data=_data(here, v),
        title=title,
        subtitle=subtitle,
        alt=titles.alt_of_trend(here, v, title),
        source=source,
        table=listing.by_year(here, v, f"{key}-table", subtitle, source),
        language=here.language,
    )


def _data(here: Situation, v: Values) -> dict:
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
    }


def _series(here: Situation, v: Values, area_id: str) -> dict:
    last = v.shown(area_id).iloc[-1]
    name = v.areas[area_id].name_in(here.language)
    value = (
        here.texts.percent(last["value"], v.indicator.decimals)
        if v.indicator.unit == "%"
        else wording.bare(here, v, last)
    )
    role = "own" if area_id == here.area.id else _ROLES.get(area_id, "region")
    return {
        "role": role,
        "label": f"{wording.capital(name)} {value}",
        "points": [_point(row) for _, row in v.of(area_id, "").iterrows()],
    }


def _point(row: pd.Series) -> list:
    shown = row["status"] in frame.SHOWN
    return [int(row["year"]), round(float(row["value"]), 4) if shown else None, row["status"]]


def _gaps(here: Situation, v: Values) -> list[list]:
    """Years inside the series that have no number, unless they are hidden (those are drawn as hidden)."""
    hidden = set(v.own[v.own["status"].isin((frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE))]["year"])
    missing = [year for year in titles.gaps(here, v) if year not in hidden]
    return [
        [first, last, here.texts("{years} ei tietoa", years=wording.spans(here, list(range(first, last + 1))))]
        for first, last in wording.stretches(missing)
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
    for status in (frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE):
        if status in statuses:
            return wording.reason(here, status)
    return ""
