"""What is the matter with the tables that are fetched: never tried, update passed, damaged, moved, renamed, changed.

Knows declarations, the store and services; changes nothing. The day is told to it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kotolib import sources
from kotolib.errors import N_, KotoError, Message
from kotolib.fetch import matching
from kotolib.fetch.calling import Answer, Caller
from kotolib.fetch.decoded import Decoded
from kotolib.fetch.faults import NotReachable
from kotolib.fetch.pxweb import PxWeb
from kotolib.fetch.sotkanet import Sotkanet
from kotolib.retrieval import freshness
from kotolib.retrieval.matching import match
from kotolib.retrieval.speaking import Speakers
from kotolib.sources import Source
from kotolib.sources.services import service_of
from kotolib.store import editions, keeping
from kotolib.store.editions import Kept


@dataclass(frozen=True)
class Remark:
    """One thing about a table.

    Attributes
    ----------
    table
        Id of the declared table.
    message
        What it is.
    is_fault
        Whether somebody must do something before the table can be fetched or used again.
    exit_code
        What a fault ends the command with.
    """

    table: str
    message: Message | KotoError
    is_fault: bool = False
    exit_code: int = 1


def examined(as_of: date, call: Callable[[], Caller] | None = None) -> Iterator[Remark]:
    """Everything there is to say, table by table.

    Parameters
    ----------
    as_of
        The day.
    call
        Makes what asks a service; without it nothing is asked of them.
    """
    speakers = Speakers(call) if call else None
    try:
        overdue = freshness.passed(as_of)
    except KotoError:
        # A damaged table is told of below, with what to do.
        overdue = {}
    for source in sources.load().sources.values():
        yield from _in_the_store(source)
        if source.table in overdue:
            message = N_("seuraavien lukujen piti ilmestyä viimeistään {day}; viimeinen ajankohta on {time}.")
            day, time = overdue[source.table]
            yield Remark(source.table, Message(message, day=f"{day.day}.{day.month}.{day.year}", time=time))
        if source.live and speakers:
            yield from _at_the_service(source, speakers)


def _newest(source: Source) -> Kept | None:
    return next((kept for kept in reversed(editions.all_kept()) if kept.table == source.table), None)


def _in_the_store(source: Source) -> Iterator[Remark]:
    kept = _newest(source)
    if kept:
        try:
            editions.card_of(kept)
        except KotoError as fault:
            yield Remark(source.table, fault, True, fault.exit_code)
    elif source.live:
        message = N_("kuvausta ei ole kokeiltu palvelua vastaan: ensimmäinen onnistunut haku näyttää, pitääkö se.")
        yield Remark(source.table, Message(message))


def _at_the_service(source: Source, speakers: Speakers) -> Iterator[Remark]:
    live, kept = source.live, _newest(source)
    try:
        speaker = speakers.of(service_of(live))
        path = speaker.path_of(live.folder, live.table)
        described = speaker.describe(path)
    except KotoError as fault:
        yield Remark(source.table, fault, True, _code(fault))
        return
    if kept:
        for message in _since(speaker, kept, path, described):
            yield Remark(source.table, message)
    try:
        for message in match(source, described).unfound:
            yield Remark(source.table, message)
    except KotoError as fault:
        message = N_("{fault} Jos taulukko on muuttunut pysyvästi, muuta kuvausta data_sources/{table}.yaml.")
        yield Remark(source.table, Message(message, fault=fault, table=source.table), True, 1)


def _code(fault: KotoError) -> int:
    """A table that is not where it was needs a new declaration; a service that does not answer, another day."""
    return 6 if isinstance(fault, NotReachable) and fault.status not in (400, 404) else 1


def _since(speaker: PxWeb | Sotkanet, kept: Kept, path: str, described: Decoded) -> Iterator[Message]:
    """What is different from what the last fetch met."""
    raw = keeping.raw_of(kept)
    address = json.loads(raw["calls.json"])[0]["address"]
    before = address.rpartition("/")[2]
    if before != path.rpartition("/")[2]:
        message = N_("taulukon tiedoston nimi on muuttunut: {before} → {now}. Haku löytää sen.")
        yield Message(message, before=before, now=path.rpartition("/")[2])
    told = Answer(raw["description.json"], address)
    yield from matching.changes(speaker.described(told), described)
