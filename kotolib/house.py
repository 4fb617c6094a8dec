"""Where the project's folders are; the only module that knows, and it knows nothing of what is in them."""

import os
from functools import cache
from pathlib import Path

EXAMPLE = "example-kangasala"
"""The worked example's name: the word for it among areas, and its folders under ``own`` and ``outputs``."""


def home() -> Path:
    """The project's folder: ``KOTO_HOME``, else the checkout that holds ``kotolib/``; never the working directory."""
    return _home(os.environ.get("KOTO_HOME", ""))


@cache
def _home(chosen: str) -> Path:
    return Path(chosen).resolve() if chosen else Path(__file__).resolve().parents[1]


def notebooks() -> Path:
    """The notebooks, numbered by the checklist's steps."""
    return home() / "notebooks"


def data_sources() -> Path:
    """Declarations, the shipped snapshot and what a municipality brings."""
    return home() / "data_sources"


def snapshot() -> Path:
    """The shipped figures, one parquet file and one card a table."""
    return data_sources() / "snapshot"


def area_data() -> Path:
    """Municipalities by year, forms of names, mergers and boundaries."""
    return data_sources() / "areas"


def store() -> Path:
    """What was fetched, imported or computed; can be deleted at will."""
    return data_sources() / "store"


def own() -> Path:
    """What municipalities bring and write (``KOTO_OWN`` moves it)."""
    chosen = os.environ.get("KOTO_OWN")
    return Path(chosen).resolve() if chosen else data_sources() / "own"


def example() -> Path:
    """The worked example, which ships with the project: ``KOTO_OWN`` does not move it.

    ``KOTO_EXAMPLE`` does, for the leak test, which makes pages of a copy of it.
    """
    chosen = os.environ.get("KOTO_EXAMPLE")
    return Path(chosen).resolve() if chosen else data_sources() / "own" / EXAMPLE


def own_of(folder: str, is_example: bool = False) -> Path:
    """What one area brings and writes, by the name of its folder (``211-kangasala``)."""
    return example() if is_example else own() / folder


def outputs() -> Path:
    """What the machine makes; ``--output`` moves it for one run."""
    return home() / "outputs"


def benchmarks() -> Path:
    """The measured claims, one file each."""
    return home() / "tests" / "benchmarks"
