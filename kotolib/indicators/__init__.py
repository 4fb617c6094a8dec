"""Indicators: their values with reasons, for one area or several; knows no figure and no sentence.

The module can be called: ``koto.indicators()`` lists the declared indicators.
"""

import sys
from types import ModuleType

from kotolib import sources
from kotolib.indicators.reading import Values, values
from kotolib.sources import Indicator

__all__ = ["Values", "indicators", "values"]


def indicators() -> dict[str, Indicator]:
    """The declared indicators by their id."""
    return sources.load().indicators


class _Callable(ModuleType):
    def __call__(self) -> dict[str, Indicator]:
        return indicators()


sys.modules[__name__].__class__ = _Callable
