"""Declared sources and indicators: what there is, where it comes from and what it means; knows no figure.

The module can be called: ``koto.sources()`` lists the declared tables.
"""

import sys
from types import ModuleType

from kotolib.sources.catalogue import Catalogue, load
from kotolib.sources.declaration import Indicator, Source

__all__ = ["Catalogue", "Indicator", "Source", "load", "sources"]


def sources() -> dict[str, Source]:
    """The declared tables by their id."""
    return load().sources


class _Callable(ModuleType):
    def __call__(self) -> dict[str, Source]:
        return sources()


sys.modules[__name__].__class__ = _Callable
