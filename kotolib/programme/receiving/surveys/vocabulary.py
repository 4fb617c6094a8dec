"""The words by which columns of an export are recognised; knows no file."""

import re
from functools import cache
from importlib import resources

from kotolib.language.folding import fold
from kotolib.sources import yaml_text

_WORD = re.compile(r"[\w-]+")
REST = "*"
"""Stands after the option that gathers whatever else was written."""


@cache
def words(of: str) -> frozenset[str]:
    """A list of words, folded."""
    return frozenset(map(fold, _all()[of]))


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """The known scales from the lowest to the highest, folded."""
    return tuple(tuple(map(fold, scale)) for scale in _all()["scales"])


@cache
def _all() -> dict:
    return yaml_text.read((resources.files(__package__) / "words.yaml").read_text(encoding="utf-8"), "words.yaml")


def names(heading: str, of: str) -> bool:
    """Whether a heading has, as whole words, one of a list.

    Examples
    --------
    >>> names("2. Vastaajan sähköposti", "personal"), names("Mistä saat tietoa?", "personal")
    (True, False)
    """
    inside = _as_words(heading)
    return any(_as_words(word) in inside for word in words(of))


def _as_words(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "
