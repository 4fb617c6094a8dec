"""The words by which rules know things, from ``words.yaml``; knows lists of stems, not what a rule makes of them."""

import re
from functools import cache
from importlib import resources

from kotolib.sources import yaml_text


@cache
def read(name: str) -> dict:
    """A declaration of this room, ``words`` or ``elements``, as it is written."""
    return yaml_text.read((resources.files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


def any_of(*names: str) -> str:
    """One of the words of some lists, as a piece of a pattern."""
    return joined(stem for name in names for stem in read("words")[name])


def joined(stems) -> str:
    """One of some stems, as a piece of a pattern."""
    return f"(?:{'|'.join(stems)})"


def pattern(*names: str, form: str = "{}") -> re.Pattern:
    r"""A pattern of the words of some lists, whatever their letter case.

    Parameters
    ----------
    names
        Of the lists.
    form
        What stands round the words: ``\b{}\b`` finds them as whole words only.

    Examples
    --------
    >>> bool(pattern("change").search("Neuvonta laajenee kouluille."))
    True
    """
    return re.compile(form.replace("{}", any_of(*names), 1), re.IGNORECASE)
