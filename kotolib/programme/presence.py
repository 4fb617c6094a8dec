"""Who was present when people were heard, coarsely: languages, women and men, ages; knows no person."""

from collections.abc import Iterable
from dataclasses import dataclass

from kotolib import disclosure
from kotolib.disclosure import Count
from kotolib.programme import sheets
from kotolib.programme.records import Hearing, Programme

GROUPS = ("women", "men", "young", "working_age", "old")


@dataclass(frozen=True)
class Presence:
    """Coarse coverage of those who were present.

    Attributes
    ----------
    hearings
        How many occasions there were.
    groups
        For `women`, `men`, `young`, `working_age` and `old`: True where some were present at least once, False where
        every occasion says that there were none, None where somebody has left it open.
    languages
        The same for each of the municipality's largest languages, by its name; empty where they are not known.
    others
        Languages that were present beside those, as they are written.
    participants
        Of each occasion that counted them, by its id, under the municipality's threshold.
    """

    hearings: int
    groups: dict[str, bool | None]
    languages: dict[str, bool | None]
    others: tuple[str, ...]
    participants: dict[str, Count]


def presence(programme: Programme, largest: Iterable[str] = ()) -> Presence:
    """Who was present in the hearings of a programme.

    Parameters
    ----------
    programme
        Its hearings and its threshold.
    largest
        Names of the municipality's largest languages as people write them; the open figures do not hold them by
        municipality, so nothing is said of languages that nobody has named.

    Examples
    --------
    >>> heard = Hearing(id="K1", languages=("Arabia", "viro"), women=True, men=False)
    >>> found = presence(Programme(hearings=(heard,)), ["arabia", "venäjä"])
    >>> found.languages, found.others, found.groups["women"], found.groups["young"]
    ({'arabia': True, 'venäjä': False}, ('viro',), True, None)
    """
    hearings = programme.hearings
    spoken = {sheets.fold(word): word for hearing in hearings for word in hearing.languages}
    asked = {sheets.fold(word): word for word in largest}
    told = bool(hearings) and all(hearing.languages for hearing in hearings)
    rule = disclosure.rule(programme.basics.smallest_count)
    return Presence(
        hearings=len(hearings),
        groups={group: _any_present(hearings, group) for group in GROUPS},
        languages={word: True if folded in spoken else False if told else None for folded, word in asked.items()},
        others=tuple(word for folded, word in spoken.items() if folded not in asked),
        participants={
            hearing.id: disclosure.shown(hearing.participants, rule)
            for hearing in hearings
            if hearing.participants is not None
        },
    )


def _any_present(hearings: tuple[Hearing, ...], group: str) -> bool | None:
    said = [getattr(hearing, group) for hearing in hearings]
    if True in said:
        return True
    return False if said and None not in said else None


def missing(found: Presence) -> tuple[str, ...]:
    """Groups and languages of which none were present, in the order they stand; those left open are not among them."""
    return tuple(name for name, there in (*found.groups.items(), *found.languages.items()) if there is False)
