"""Trigger of law: the programme was made before the newest entry of the dated legal pack; knows no law's content."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml

from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import Looked, Reason, facts
from kotolib.situation import Situation


@dataclass(frozen=True)
class Entry:
    """One change of law.

    Attributes
    ----------
    id
        Its name in code.
    since
        The day on which it came into force.
    sections
        Elements of the programme document to look at.
    names
        One sentence by language.
    """

    id: str
    since: date
    sections: tuple[str, ...]
    names: dict[str, str]


@cache
def pack() -> tuple[Entry, ...]:
    """The legal pack of the mainland, the oldest entry first; its version is the day of the last one.

    Examples
    --------
    >>> pack()[-1].since
    datetime.date(2026, 1, 1)
    """
    text = (resources.files(__package__) / "law.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    entries = [
        Entry(row["id"], date.fromisoformat(row["from"]), tuple(row["sections"]), dict(row["name"])) for row in read
    ]
    return tuple(sorted(entries, key=lambda entry: entry.since))


def law(here: Situation, made: date | None) -> Looked:
    """Entries of the pack that came into force after the programme's day."""
    looked = {"kind": reasons.LAW, "group": "legal"}
    if here.area.aland:
        return Looked(**looked, not_evaluated=reasons.NO_LAW)
    if made is None:
        return Looked(**looked, not_evaluated=reasons.NO_DATE)
    newer = [entry for entry in pack() if made < entry.since <= here.as_of]
    return Looked(**looked, reasons=tuple(_reason(entry, made) for entry in newer))


def _reason(entry: Entry, made: date) -> Reason:
    told = facts(entry=entry.id, names=tuple(entry.names.items()), since=entry.since, made=made)
    return Reason(reasons.LAW, reasons.UPDATE, entry.sections, (), told)
