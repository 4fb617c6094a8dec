"""Indicators: their values with reasons, for one area or several; knows no figure and no sentence.

The module can be called: ``koto.indicators()`` lists the declared indicators.
"""

import sys
from types import ModuleType

from kotolib import sources
from kotolib.indicators import delivered, reading
from kotolib.indicators.reading import Values
from kotolib.situation import Situation
from kotolib.sources import Indicator

__all__ = ["Values", "indicators", "values"]


def indicators() -> dict[str, Indicator]:
    """The declared indicators by their id."""
    return sources.load().indicators


def values(here: Situation, indicator: str, against: tuple[str, ...] = ()) -> Values:
    """The values of a declared indicator (:func:`kotolib.indicators.reading.values`), or of a delivered figure of the
    area (:func:`kotolib.indicators.delivered.values`), beside which nothing is set.

    Examples
    --------
    >>> import kotolib as koto
    >>> float(values(koto.begin("211", as_of="2026-11-24"), "foreign_language.share").latest()["value"])
    3.9
    """
    if delivered.is_figure(indicator):
        return delivered.values(here, indicator)
    return reading.values(here, indicator, against)


class _Callable(ModuleType):
    def __call__(self) -> dict[str, Indicator]:
        return indicators()


sys.modules[__name__].__class__ = _Callable
