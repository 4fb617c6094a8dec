"""Fetching declared tables into a new edition of the store, one after another; one's failure is not the others'.

Knows the order of work; not how services are spoken to, and not the clock: the moment is told to it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kotolib import house, sources, store
from kotolib.errors import N_, InTheWay, KotoError, Messages, StoreDamaged, WrongWords, cannot_write
from kotolib.fetch.calling import Answer, Caller
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.pxweb import Fetched
from kotolib.indicators import agreement
from kotolib.retrieval import difference, tidying
from kotolib.retrieval.difference import Difference
from kotolib.retrieval.matching import Match, match
from kotolib.retrieval.speaking import Speakers
from kotolib.retrieval.unfinished import KeptParts, edition_to_go_on, forget, is_begun, is_done
from kotolib.sources import Source
from kotolib.sources.services import Service, service_of
from kotolib.store import keeping

KEPT_HEADERS = ("Date", "Content-Type", "ETag", "Last-Modified", "Server")


@dataclass(frozen=True)
class Outcome:
    """What came of one table.

    Attributes
    ----------
    source
        Its declaration.
    edition
        The edition that now has it; empty when it failed.
    earlier
        The edition that had it before, and has it still where this one failed; empty where none did.
    changed
        What is different; None for the first edition, and where it failed.
    fault
        Why it failed.
    """

    source: Source
    edition: str = ""
    earlier: str = ""
    changed: Difference | None = None
    fault: KotoError | None = None


@dataclass
class Fetching:
    """One fetch.

    Parameters
    ----------
    moment
        Now, as editions are named: ``2026-11-24T101530``, in UTC.
    since
        The moment as it is told to another who comes meanwhile.
    contact
        Whom the services' keepers can write to.
    progress
        Takes the table, how many parts were asked for and how many have come.
    caller
        What makes the calls; one of its own unless told.
    """

    moment: str
    since: str
    contact: str
    progress: Callable[[str, int, int], None] = lambda *_: None
    caller: Caller | None = None

    def __post_init__(self) -> None:
        self._speakers = Speakers(lambda: self.caller or Caller(self.contact))
        self._full: InTheWay | None = None

    def all(self, words: Sequence[str], ended: Callable[[Outcome], None] = lambda _: None) -> list[Outcome]:
        """Fetch tables.

        Parameters
        ----------
        words
            Ids of declared tables, or of the provider's (``12r5``); all that can be fetched when there are none.
        ended
            Takes each outcome as it is known.

        Raises
        ------
        WrongWords
            A word is no table that can be fetched.
        InTheWay
            Another fetch is running.
        """
        wanted = asked(words)
        with keeping.alone(self.since):
            edition = edition_to_go_on([source.table for source in wanted], self.moment)
            outcomes = []
            for source in wanted:
                outcomes.append(self._one(source, edition))
                ended(outcomes[-1])
            if not any(outcome.fault for outcome in outcomes) or not is_begun(edition):
                forget()
        return outcomes

    def _one(self, source: Source, edition: str) -> Outcome:
        earlier = store.edition_of(source.table) if source.table in store.tables() else ""
        if is_done(source.table, edition):
            return Outcome(source, edition, edition)
        if self._full:
            return Outcome(source, earlier=earlier, fault=self._full)
        try:
            changed = self._kept(source, edition)
        except Unreadable as fault:
            return Outcome(source, earlier=earlier, fault=_not_taken(source, fault))
        except KotoError as fault:
            return Outcome(source, earlier=earlier, fault=fault)
        except OSError as fault:
            # What cannot be kept is not asked for either.
            self._full = cannot_write(house.store(), fault)
            return Outcome(source, earlier=earlier, fault=self._full)
        return Outcome(source, edition, earlier, changed)

    def _kept(self, source: Source, edition: str) -> Difference | None:
        """Fetch, check and keep one table."""
        service = service_of(source.live)
        parts = KeptParts(source.table, lambda of, done: self.progress(source.table, of, done))
        try:
            fetched, matched = self._fetched(source, service, parts)
            card = tidying.card_of(source, service, matched, fetched.table, edition[:10])
            raw, table = _raw(fetched), fetched.table
            # A table of millions of cells is held once: what came of it goes when it has been read.
            del fetched
            rows = tidying.tidy(source, matched, table)
            del table
            card = replace(card, **tidying.counted(rows))
            _agreed(card, rows)
        except Unreadable:
            # Parts that do not fit together, or to the declaration, are not asked for again from the disk.
            parts.forget()
            raise
        before = store.table(source.table) if source.table in store.tables() else None
        keeping.keep(rows, card, raw, edition)
        parts.forget()
        return None if before is None else difference.between(before, rows)

    def _fetched(self, source: Source, service: Service, parts: KeptParts) -> tuple[Fetched, Match]:
        live = source.live
        speaker = self._speakers.of(service)
        found: list[Match] = []

        def choose(described):
            found.append(match(source, described))
            return found[-1].chosen

        return speaker.fetch(speaker.path_of(live.folder, live.table), choose, parts), found[-1]


def asked(words: Sequence[str]) -> list[Source]:
    """The declared tables that words mean, in the order of declarations.

    Raises
    ------
    WrongWords
        A word means none of those that can be fetched; the message lists them.
    """
    can = {table: source for table, source in sources.load().sources.items() if source.live}
    for word in words:
        if not any(word in (table, source.live.table) for table, source in can.items()):
            raise WrongWords(
                N_("Taulua ”{word}” ei voi hakea. Haettavissa: {known}."), word=word, known=", ".join(sorted(can))
            )
    return [source for table, source in can.items() if not words or {table, source.live.table} & set(words)]


def _not_taken(source: Source, fault: Unreadable) -> StoreDamaged:
    """That what came is not used: from where it came, what is wrong with it, and what to do."""
    message = N_(
        "{address}: {fault} Vastausta ei otettu käyttöön. Yritä myöhemmin uudelleen. Jos vika toistuu, tarkista "
        "taulu komennolla doctor."
    )
    address = service_of(source.live).address + source.live.folder
    return StoreDamaged(message, address=address, fault=fault)


def _agreed(card: store.Card, rows: pd.DataFrame) -> None:
    """Nothing, if the indicators find in the table what they ask of it; else their faults, and nothing is kept."""
    faults = agreement.of_table(sources.load(), card, rows)
    if faults:
        raise Unreadable(
            N_("taulukko ei vastaa kuvausta, joten sitä ei otettu käyttöön:\n{faults}"), faults=Messages(faults)
        )


def _raw(fetched: Fetched) -> dict[str, bytes]:
    """What came, by name, and the record of how it was asked."""
    answers = [("description.json", fetched.told)] if fetched.told else []
    answers += [(f"{number:03}.json", answer) for number, answer in enumerate(fetched.answers, 1)]
    record = [_told(name, answer) for name, answer in answers]
    calls = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")
    return {name: answer.body for name, answer in answers} | {"calls.json": calls}


def _told(name: str, answer: Answer) -> dict[str, object]:
    headers = {key: answer.headers[key] for key in KEPT_HEADERS if key in answer.headers}
    return {"file": name, "address": answer.address, "question": answer.question, "headers": headers}
