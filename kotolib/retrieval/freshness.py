"""Which tables should have newer figures by a day; knows cards and declared rhythms, asks nobody."""

from datetime import date

from kotolib import sources, store
from kotolib.sources import rhythm


def passed(as_of: date, edition: str = "latest") -> dict[str, tuple[date, str]]:
    """Tables whose next update should be out by a day → when, and the last time that the edition has.

    A table that the edition has in two copies (the shipped one of earlier years, the fetched one) is as new as the
    newer of them.
    """
    declared, names = sources.load().sources, set(store.tables(edition))
    cards = {table: store.card(table, edition) for table in declared if table in names}
    last: dict[str, str] = {}
    for card in cards.values():
        last[card.table] = max(last.get(card.table, ""), card.times[1])
    found = {}
    for table, card in cards.items():
        day = rhythm.next_update(declared[table], card.times[1])
        if day and day <= as_of and card.times[1] == last[card.table]:
            found[table] = (day, card.times[1])
    return found


def to_fetch(as_of: date, edition: str = "latest") -> tuple[str, ...]:
    """The provider's tables that should have newer figures and that are declared to be fetched, sorted."""
    live = {source.live.table for source in sources.load().sources.values() if source.live}
    return tuple(sorted({store.card(table, edition).table for table in passed(as_of, edition)} & live))
