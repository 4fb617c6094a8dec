"""Whether the tables have what the declarations ask of them; knows cards and words, computes no value.

The declarations have been checked against each other before; here every fault against the store is told at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from kotolib import store
from kotolib.errors import N_, Message
from kotolib.indicators import parts
from kotolib.sources import Catalogue, Source, faults
from kotolib.sources.catalogue import faults_told
from kotolib.sources.declaration import TablePart
from kotolib.store import Card


def check(catalogue: Catalogue, edition: str = "latest") -> None:
    """Nothing, if every declared part can be read; a table that is declared to be fetched need not be there yet.

    Raises
    ------
    StoreDamaged
        A table, content, dimension or word is not there, or a declaration and a card say different things; the
        message lists every fault with file, key and nearest word.
    """
    cards = {table: store.card(table, edition) for table in store.tables(edition)}
    awaited = {table for table, source in catalogue.sources.items() if source.live} - set(cards)
    held = _Held(catalogue, cards, awaited, edition)
    found = []
    for table, source in catalogue.sources.items():
        for where, what in _of_source(source, held):
            found.append(faults.at(catalogue.files[table], where, what))
    if found:
        raise faults_told(found)


def of_table(catalogue: Catalogue, card: Card, rows: pd.DataFrame) -> list[Message]:
    """What the declarations ask of a table that it does not have, before the table is kept.

    Parameters
    ----------
    catalogue
        All declarations.
    card, rows
        Of the table as it was fetched: rows in the tidy form.
    """
    held = _Held(catalogue, {card.id: card}, set(), "", {card.id: rows})
    found = [faults.at(catalogue.files[card.id], *fault) for fault in _of_card(catalogue.sources[card.id], card)]
    for name, indicator in catalogue.indicators.items():
        for number, part in enumerate(indicator.parts):
            if isinstance(part, TablePart) and part.table == card.id:
                file = catalogue.files[catalogue.home[name]]
                for key, what in _of_table_part(part, held):
                    found.append(faults.at(file, f"indicators.{name}.parts.{number}.{key}", what))
    return found


@dataclass(frozen=True)
class _Held:
    """The tables of an edition: their cards, those that are only waited for, and rows that are not in the store yet."""

    catalogue: Catalogue
    cards: dict[str, Card]
    awaited: set[str]
    edition: str
    rows: dict[str, pd.DataFrame] = field(default_factory=dict)

    def table(self, name: str, content: str) -> pd.DataFrame:
        if name in self.rows:
            return self.rows[name][self.rows[name]["content"] == content]
        return store.table(name, contents=[content], edition=self.edition)

    def may_lack(self, table: str, dimension: str, code: str) -> bool:
        """Whether a code is declared by labels alone, which the table need not have."""
        source = self.catalogue.sources.get(table)
        return bool(source and source.live and source.live.is_uncertain(dimension, code))


Faults = Iterator[tuple[str, Message]]
"""Where in the file, and what."""


def _of_source(source: Source, held: _Held) -> Faults:
    if source.table in held.cards:
        yield from _of_card(source, held.cards[source.table])
    for name, indicator in source.indicators.items():
        for number, part in enumerate(indicator.parts):
            if isinstance(part, TablePart):
                for key, what in _of_part(part, held):
                    yield f"indicators.{name}.parts.{number}.{key}", what


def _of_card(source: Source, card: Card) -> Faults:
    for key in ("provider", "licence"):
        declared, known = getattr(source, key), getattr(card, key)
        if declared != known:
            yield key, Message(N_("”{declared}”, mutta aineiston mukaan ”{known}”"), declared=declared, known=known)
    for name in card.dimensions:
        if name not in source.dimensions:
            yield f"dimensions.{name}", Message(N_("puuttuu"))


def _of_part(part: TablePart, held: _Held) -> Faults:
    if part.table in held.awaited:
        return
    if part.table not in held.cards:
        yield "table", faults.not_known(part.table, held.cards)
        return
    yield from _of_table_part(part, held)
    if part.weight and part.weight.table and part.weight.table not in held.awaited:
        yield from _of_weight(part, held)


def _of_table_part(part: TablePart, held: _Held) -> Faults:
    card = held.cards[part.table]
    strange = {key: word for key in _CONTENTS if (word := getattr(part, key)) and word not in card.contents}
    for key, word in strange.items():
        if not held.may_lack(card.id, "content", word):
            yield key, faults.not_known(word, card.contents)
    yield from _of_months(part, card)
    if not strange:
        yield from _of_dimensions(part, card, held)


_CONTENTS = ("content", "numerator", "denominator")


def _of_months(part: TablePart, card: Card) -> Faults:
    monthly = "M" in card.times[0]
    if monthly and part.months == "none":
        yield "months", Message(N_("puuttuu: taulu {table} on kuukausittainen"), table=card.id)
    if not monthly and part.months != "none":
        yield "months", Message(N_("taulu {table} ei ole kuukausittainen"), table=card.id)


def _of_dimensions(part: TablePart, card: Card, held: _Held) -> Faults:
    own = [name for name in card.dimensions if name in parts.DIMENSIONS]
    if part.group.startswith("age") and "age" not in own:
        yield "group", Message(N_("taulussa {table} ei ole ikää"), table=card.id)
    if part.group == "sex_total" and "sex" not in own:
        yield "group", Message(N_("taulussa {table} ei ole sukupuolta"), table=card.id)
    for name in part.where:
        if name not in own:
            yield f"where.{name}", faults.unknown_key(name, own)
    if not own:
        return
    rows = held.table(part.table, part.content or part.numerator)
    for name in own:
        words = sorted(rows[name].unique())
        if name in part.where and part.where[name] not in words:
            if not held.may_lack(card.id, name, part.where[name]):
                yield f"where.{name}", faults.not_allowed(part.where[name], words)
        # Grouping by age adds up the other dimensions; without it a total is needed.
        elif name not in part.where and part.group == "none" and parts.TOTAL not in words:
            what = Message(N_("puuttuu: taulussa ei ole summaa. Sallitut: {words}"), words=faults.listed(words))
            yield f"where.{name}", what


def _of_weight(part: TablePart, held: _Held) -> Faults:
    weight, cards = part.weight, held.cards
    if weight.table not in cards:
        yield "weight.table", faults.not_known(weight.table, cards)
    elif weight.content not in cards[weight.table].contents:
        if not held.may_lack(weight.table, "content", weight.content):
            yield "weight.content", faults.not_known(weight.content, cards[weight.table].contents)
    elif "M" in cards[weight.table].times[0] and weight.months == "none":
        yield "weight.months", Message(N_("puuttuu: taulu {table} on kuukausittainen"), table=weight.table)
    elif "M" not in cards[weight.table].times[0] and weight.months != "none":
        yield "weight.months", Message(N_("taulu {table} ei ole kuukausittainen"), table=weight.table)
