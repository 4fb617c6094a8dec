"""Bodies that have ceased, by a dated table: authorities whose names still stand in programmes, and municipalities that
were merged. Knows names and days; not what anybody is responsible for.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kotolib.areas import tables
from kotolib.areas.mergers import Abolished, abolished, forward
from kotolib.areas.register import register

MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Ceased:
    """A body that is no more.

    Attributes
    ----------
    code
        `te_office`, `ely_centre`, …; `municipality` for one that was merged.
    date
        The last day on which it was there.
    names, now
        By language: what it was called, and who has its task now.
    """

    code: str
    date: date
    names: dict[str, str]
    now: dict[str, str]

    def name_in(self, language: str) -> str:
        """What it was called."""
        return self.names.get(language, self.names["fi"])

    def now_in(self, language: str) -> str:
        """Who has its task now."""
        return self.now.get(language, self.now["fi"])


def ceased_in(text: str, day: date) -> tuple[Ceased, ...]:
    """The bodies named in a text that are no more on a day; each once, in the order of the table.

    Parameters
    ----------
    text
        Finnish or Swedish, inflected as it may be.
    day
        The day that the text is read on.

    Examples
    --------
    >>> [one.now["fi"] for one in ceased_in("Pirkanmaan ELY-keskus ja kaupunki", date(2026, 11, 24))]
    ['elinvoimakeskus']
    >>> ceased_in("Pirkanmaan ELY-keskus", date(2025, 11, 24)), ceased_in("KEHA-keskus", date(2026, 11, 24))
    ((), ())
    """
    found = []
    for pattern, body in _authorities(register().folder):
        # The longest names come first and take their words, so that a part of them is not found again.
        text, times = pattern.subn(" ", text)
        if times and body.date < day:
            found.append(body)
    merged = [one for one in _merged(register().folder) if one.date < day and _names(one, text)]
    return (*found, *merged)


@cache
def _authorities(folder: Path) -> tuple[tuple[re.Pattern, Ceased], ...]:
    return tuple((_pattern(row), _ceased(row)) for row in tables.rows(folder / "ceased_bodies.csv"))


def _pattern(row: dict[str, str]) -> re.Pattern:
    """Any of the words; those in capitals stand alone, since AVI is also the beginning of other words."""
    words = [word for key in ("words_fi", "words_sv") for word in row[key].split("|") if word]
    ends = [re.escape(word) + (r"(?:\b|:\w+)" if word.isupper() else r"\w*") for word in words]
    exact = [end for end, word in zip(ends, words, strict=True) if word.isupper()]
    other = [end for end, word in zip(ends, words, strict=True) if not word.isupper()]
    parts = [*exact, *(f"(?i:{end})" for end in other)]
    return re.compile(r"\b(?:" + "|".join(parts) + ")")


def _ceased(row: dict[str, str]) -> Ceased:
    names, now = ({language: row[f"{kind}_{language}"] for language in ("fi", "sv", "en")} for kind in ("name", "now"))
    return Ceased(row["code"], date.fromisoformat(row["date"]), names, now)


@cache
def _merged(folder: Path) -> tuple[Ceased, ...]:
    """Merged municipalities with the one that they stand in now."""
    return tuple(_of_municipality(one) for one in abolished().values() if one.date and one.into)


def _of_municipality(one: Abolished) -> Ceased:
    receiver = register().municipality(forward(one.code)) if _is_known(one) else None
    now = dict(receiver.names) if receiver else {"fi": one.into}
    first_without = date.fromisoformat(one.date)
    return Ceased(MUNICIPALITY, date.fromordinal(first_without.toordinal() - 1), one.names, now)


def _is_known(one: Abolished) -> bool:
    from kotolib.areas.mergers import living_codes

    return one.code in living_codes()


def _names(one: Ceased, text: str) -> bool:
    """Whether a municipality is named as a body: its name before *kunta*, *kaupunki*, *kommun* or *stad*."""
    of_place = "|".join(re.escape(name) for name in one.names.values())
    return bool(re.search(rf"\b(?:{of_place})\w*\s+(?:kunta|kunna|kaupun|kommun|stad)", text))
