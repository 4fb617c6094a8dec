"""How earlier calculations would have done, in words and as the drawing's rows; knows the record, not the outlook."""

import math
from collections.abc import Callable

from kotolib.display import wording
from kotolib.projection import Outlook, RecordRow
from kotolib.situation import Situation

HORIZONS = (1, 3)
"""The record is shown one and three years ahead: all fifteen rows of five horizons would drown the figure."""


def sentence(here: Situation, found: Outlook) -> str:
    """How often the intervals of all municipalities held: in calm years, lately, and at the worst."""
    overall = found.overall
    return here.texts(
        "Kaikissa kunnissa 80 prosentin väliin osui {earlier} toteutuneista luvuista vuosina {calm} tehdyissä "
        "laskelmissa ja {current} vuosina {lately} tehdyissä; vuoden {worst_made} lopussa seuraavalle vuodelle "
        "tehdyissä vain {worst}.",
        earlier=here.texts.percent(100 * overall.earlier.inside80, 0),
        calm=wording.span_of(overall.earlier.first_made, overall.earlier.last_made),
        current=_current(here, found),
        lately=wording.span_of(overall.current.first_made, overall.current.last_made),
        worst_made=overall.worst.first_made,
        worst=here.texts.percent(100 * overall.worst.inside80, 0),
    )


def _current(here: Situation, found: Outlook) -> str:
    return here.texts.percent(100 * found.overall.current.inside80, 0)


def in_short(here: Situation, found: Outlook) -> list[str]:
    """The own hits and those of all municipalities, for an alternative text; nothing where there is no record."""
    hits, count = found.hits(*HORIZONS)
    words = {"hits": hits, "all": count, "overall": _current(here, found)}
    if not count:
        return []
    return [
        here.texts(
            "Aiempia laskelmia on {all}, ja niistä {hits} olisi osunut väliin; kaikissa kunnissa osui {overall}.",
            **words,
        )
    ]


def shown(found: Outlook) -> list[RecordRow]:
    """The rows that the drawing and its table show, by horizon."""
    return [row for horizon in HORIZONS for row in found.record if row.horizon == horizon]


def rounded(point: float, *values: float) -> list[int]:
    """The point and its limits to three figures of the point, at least to tens from a hundred up.

    Examples
    --------
    >>> rounded(2071.2, 1657, 2864), rounded(658, 499, 991)
    ([2070, 1660, 2860], [660, 500, 990])
    """
    size = 10 ** max(1 if point >= 100 else 0, math.floor(math.log10(max(1.0, point))) - 2)
    return [int(math.floor(value / size + 0.5) * size) for value in (point, *values)]


def drawn(here: Situation, found: Outlook, actual: Callable[[int], str]) -> dict | None:
    """What the drawing of the record needs; None where no earlier calculation could have been made.

    `actual` gives what came in a year as sentences print it: a count that a rounded share tells is *noin* there too.
    """
    _ = here.texts
    hits, count = found.hits(*HORIZONS)
    if not count:
        return None
    keys = ("made", "target", "horizon", "low80", "high80", "low95", "high95", "actual", "inside80")
    return {
        "heading": _(
            "Miten aiemmat laskelmat olisivat osuneet 80 %:n väliin: {place} {hits}/{all}, kaikissa kunnissa {overall}",
            place=wording.at(here, here.area), hits=hits, all=count, overall=_current(here, found),
        ),
        "heading_narrow": _("Aiemmat laskelmat: {hits}/{count} osui väliin", hits=hits, count=count),
        "horizons": {
            str(horizon): _.plural("{years} vuosi eteenpäin", "{years} vuotta eteenpäin", horizon, years=horizon)
            for horizon in HORIZONS
        },
        # The drawing fills in the years itself.
        "row_label": _.plain("tehty {made}, koskee {target}"),
        "forecast": _("laskelma"),
        "forecast_narrow": _("lask."),
        "actual": _("toteutui"),
        "actual_narrow": _("tot."),
        "rows": [
            {key: getattr(row, key) for key in keys}
            | {"forecast": round(row.forecast), "forecast_text": _.number(rounded(row.forecast)[0])}
            | {"actual_text": actual(row.target)}
            for row in shown(found)
        ],
    }  # fmt: skip
