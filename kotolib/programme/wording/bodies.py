"""Which names of bodies and terms in a text are no longer in use on a day; knows dated names, no document.

Finnish and Swedish inflect, so names are found by their stems. A sentence that also gives today's name tells of the
change itself, and is left alone; so is *kotouttamisohjelma* where an earlier programme or Act 1386/2010 is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from kotolib.programme.wording import sentences
from kotolib.sources import yaml_text

_LANGUAGES = ("fi", "sv")
_EARLIER_YEAR = re.compile(r"\b(?:19\d\d|20(?:[01]\d|2[0-4]))\b")
_PROGRAMME = "kotouttamisohjelma"


@dataclass(frozen=True)
class Name:
    """A name that has changed: the old and today's in Finnish and Swedish, and since which day; of an act, which act
    took its place."""

    old: tuple[str, str]
    now: tuple[str, str]
    since: date
    pattern: re.Pattern
    excused: re.Pattern
    is_act: bool = False

    def now_in(self, language: str) -> str:
        """Today's name; in Finnish for languages that have none of their own."""
        return self.now[_LANGUAGES.index(language) if language in _LANGUAGES else 0]


@dataclass(frozen=True)
class Outdated:
    """One place of a text: what is written there, in which sentence, and the name that has changed."""

    written: str
    sentence: str
    name: Name


@cache
def names() -> tuple[Name, ...]:
    """The declared names, the longest first."""
    content = yaml_text.read((resources.files(__package__) / "bodies.yaml").read_text(encoding="utf-8"))
    return tuple(_name(one) for one in content)


def _name(one: dict) -> Name:
    return Name(
        old=tuple(one["old"]),
        now=tuple(one["now"]),
        since=date.fromisoformat(one["since"]),
        pattern=re.compile(rf"(?<![\w-])(?:{'|'.join(one['stems'])})", 0 if "AVI" in str(one) else re.IGNORECASE),
        excused=re.compile("|".join(map(re.escape, one["stems_now"])), re.IGNORECASE),
        is_act=one.get("act", False),
    )


def outdated(text: str, day: date) -> Iterator[Outdated]:
    """The names in a text that were no longer in use on a day, in their order.

    Parameters
    ----------
    text
        A paragraph.
    day
        The programme's date: a name is judged by what was valid then.

    Examples
    --------
    >>> [one.written for one in outdated("Kurssin hankkii TE-toimiston väki.", date(2026, 3, 1))]
    ['TE-toimiston']
    >>> list(outdated("Kurssin hankkii TE-toimiston väki.", date(2024, 3, 1)))
    []
    """
    for sentence in sentences.of(text):
        left = sentence
        for name in names():
            if name.since > day or _is_excused(name, sentence):
                # The longer name must not be taken for the shorter one within it.
                left = name.pattern.sub("", left)
                continue
            for found in name.pattern.finditer(left):
                yield Outdated(found[0], sentence, name)
            left = name.pattern.sub("", left)


def _is_excused(name: Name, sentence: str) -> bool:
    if name.excused.search(sentence):
        return True
    return name.old[0] == _PROGRAMME and bool(_EARLIER_YEAR.search(sentence))
