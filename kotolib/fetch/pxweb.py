"""Asks PxWeb (v1) for tables: their description first, then numbers in parts that fit its limits; stores nothing."""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kotolib.errors import N_
from kotolib.fetch import description, jsonstat
from kotolib.fetch.calling import Answer, Caller
from kotolib.fetch.decoded import Decoded
from kotolib.fetch.faults import NotReachable, Unreadable, shown
from kotolib.fetch.joining import joined
from kotolib.fetch.json_text import read_json

FOLDER, TABLE = "l", "t"


@dataclass(frozen=True)
class Limits:
    """What a service announces: cells and values in one question, calls in a window of seconds."""

    cells: int = 10_000
    values: int = 1_000
    calls: int = 10
    window: float = 10


CAUTIOUS = Limits()
"""For a service that announces nothing."""


@dataclass(frozen=True)
class Node:
    """A line of a listing: ``kind`` is ``l`` for a folder and ``t`` for a table."""

    id: str
    kind: str
    text: str = ""
    updated: str = ""


@dataclass(frozen=True)
class Fetched:
    """A table as it was fetched: what was decoded, and every answer as it came, with its question.

    ``told`` is the answer that described the table.
    """

    table: Decoded
    description: Decoded
    answers: tuple[Answer, ...]
    told: Answer | None = None


Chosen = Mapping[str, Sequence[str]]
"""Variable → codes wanted."""


class Parts(Protocol):
    """Keeps the answered parts of a table that is being fetched, so that an interrupted fetch can go on."""

    def find(self, question: object) -> Answer | None:
        """The kept answer to a question."""

    def keep(self, answer: Answer) -> None:
        """Keep an answer."""

    def done(self, asked: int, answered: int) -> None:
        """So many parts of so many have been answered."""


class PxWeb:
    """A PxWeb service at a base address that ends with the language: ``…/api/v1/fi/``.

    Parameters
    ----------
    base
        The base address.
    caller
        What makes the calls; its pace becomes half of what the service announces.

    Examples
    --------
    >>> service = PxWeb("https://pxdata.stat.fi/PxWeb/api/v1/fi/", Caller("someone@example.org"))  # doctest: +SKIP
    >>> path = service.path_of("StatFin/vaerak", "11rm")  # doctest: +SKIP
    >>> service.fetch(path, {"Alue": ["KU211"]}).table.frame  # doctest: +SKIP
    """

    def __init__(self, base: str, caller: Caller) -> None:
        self.base = base.rstrip("/") + "/"
        self.caller = caller
        self._limits: Limits | None = None

    def limits(self) -> Limits:
        """What the service announces, asked once; the pace is set to half of it."""
        if self._limits is None:
            self._limits = self._announced()
            self.caller.pace.set(self._limits.calls // 2, self._limits.window)
        return self._limits

    def nodes(self, folder: str = "") -> tuple[Node, ...]:
        """What a folder holds."""
        told = read_json(self._get(folder).body)
        if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
            raise Unreadable(N_("se ei ole kansion luettelo."), folder)
        texts = ([str(one.get(key, "")) for key in ("id", "type", "text", "updated")] for one in told)
        return tuple(Node(*four) for four in texts)

    def path_of(self, folder: str, table: str) -> str:
        """Path of a table by its short id (``11rm``), whatever its file is called now.

        Raises
        ------
        Unreadable
            The folder has no such table, or two: it may have moved or been retired.
        """
        nodes = [node for node in self.nodes(folder) if node.kind == TABLE]
        found = [node for node in nodes if _short(node.id) == table]
        if len(found) != 1:
            message = N_("taulukkoa ”{table}” ei ole kansiossa ”{folder}”. Se on voinut siirtyä tai poistua.")
            raise Unreadable(message, table=table, folder=folder)
        return f"{folder.strip('/')}/{found[0].id}"

    def describe(self, path: str) -> Decoded:
        """A table's variables and codes, without numbers."""
        return self.described(self._told(path))

    def fetch(
        self, path: str, chosen: Chosen | Callable[[Decoded], Chosen] | None = None, kept: Parts | None = None
    ) -> Fetched:
        """A table, or a part of it.

        Parameters
        ----------
        path
            Path of the table under the base.
        chosen
            Variable → codes wanted, or what chooses them when the table has been described. Of a variable that is not
            named every code is asked for: the service is never asked to add up, since it has added confidential cells
            as noughts.
        kept
            Where answered parts are kept until all have come.

        Raises
        ------
        NotReachable
            The service refuses or fails.
        Unreadable
            The answer is broken or of another table, or the table has no such variable or code.
        """
        told = self._told(path)
        described = self.described(told)
        asked = _selection(described, (chosen(described) if callable(chosen) else chosen) or {})
        selections = list(parts(asked, self.limits()))
        answers, tables = [], []
        for number, selection in enumerate(selections, 1):
            answer, table = self._part(path, selection, kept)
            answers.append(answer)
            tables.append(table)
            if kept:
                kept.done(len(selections), number)
        order = {one.id: asked[one.id] for one in described.dimensions}
        whole = tables[0] if len(tables) == 1 else joined(tables, order)
        return Fetched(whole, described, tuple(answers), told)

    def _part(self, path: str, selection: Chosen, kept: Parts | None) -> tuple[Answer, Decoded]:
        """The answer to one part, kept when it is the answer to its question."""
        question = self._question(selection)
        if kept and (answer := kept.find(question)):
            return answer, _answered(answer, selection)
        answer = self._ask(path, question)
        table = _answered(answer, selection)
        if kept:
            kept.keep(answer)
        return answer, table

    def _told(self, path: str) -> Answer:
        return self._get(path)

    def described(self, told: Answer) -> Decoded:
        """The variables that an answer to the question for a description tells."""
        return description.decode(told.body)

    def _announced(self) -> Limits:
        try:
            told = read_json(self._get("?config").body)
        except NotReachable as fault:
            if fault.status in (400, 404):
                return CAUTIOUS
            raise
        if not isinstance(told, dict):
            return CAUTIOUS
        keys = {"cells": "maxCells", "values": "maxValues", "calls": "maxCalls", "window": "timeWindow"}
        known = {ours: told[theirs] for ours, theirs in keys.items() if isinstance(told.get(theirs), int | float)}
        return Limits(**{ours: max(1, value) for ours, value in known.items()})

    def _get(self, path: str) -> Answer:
        return self.caller.get(self.base + path.lstrip("/"))

    def _question(self, selection: Chosen) -> object:
        query = [
            {"code": code, "selection": {"filter": "item", "values": list(values)}}
            for code, values in selection.items()
        ]
        return {"query": query, "response": {"format": "json-stat2"}}

    def _ask(self, path: str, question: object) -> Answer:
        return self.caller.post(self.base + path.lstrip("/"), question)


def _short(identifier: str) -> str:
    return identifier.removesuffix(".px").rpartition("_")[2]


def _selection(described: Decoded, chosen: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Codes of every variable in the order of the description."""
    known = {one.id: one.codes for one in described.dimensions}
    for name, codes in chosen.items():
        if name not in known:
            message = N_("muuttujaa ”{name}” ei löydy. Taulukon muuttujat: {there}.")
            raise Unreadable(message, described.label, name=name, there=", ".join(known))
        strange = [code for code in codes if code not in known[name]]
        if strange or not codes:
            message = N_("muuttujalla ”{name}” ei ole arvoa ”{code}”.")
            raise Unreadable(message, described.label, name=name, code=shown(next(iter(strange), "")))
    wanted = {name: set(chosen.get(name, codes)) for name, codes in known.items()}
    return {name: tuple(code for code in codes if code in wanted[name]) for name, codes in known.items()}


def parts(selection: Mapping[str, Sequence[str]], limits: Limits) -> Iterator[dict[str, Sequence[str]]]:
    """The selection in parts of which none has too many cells or values; together they are the whole, once.

    Raises
    ------
    Unreadable
        Even one cell would be too much by the service's limits.

    Examples
    --------
    >>> [len(part["Alue"]) for part in parts({"Alue": list("abcdefgh"), "Vuosi": ["2023", "2024"]}, Limits(6, 100))]
    [3, 3, 2]
    """
    cells = math.prod(map(len, selection.values()))
    values = sum(map(len, selection.values()))
    if cells <= limits.cells and values <= limits.values:
        yield dict(selection)
        return
    longest = max(selection, key=lambda name: len(selection[name]))
    codes = selection[longest]
    if len(codes) == 1:
        raise Unreadable(N_("palvelun rajat ovat niin pienet, ettei taulukkoa voi hakea."))
    room = min(int(limits.cells // (cells // len(codes))), int(limits.values) - (values - len(codes)))
    # When not even one code has room, halves: the next round cuts another variable.
    length = math.ceil(len(codes) / math.ceil(len(codes) / room)) if room > 0 else math.ceil(len(codes) / 2)
    for start in range(0, len(codes), length):
        yield from parts({**selection, longest: codes[start : start + length]}, limits)


def _answered(answer: Answer, asked: Chosen) -> Decoded:
    """The decoded answer, when it is the answer to its question."""
    table = jsonstat.decode_dataset(answer.body)
    got = {one.id: list(one.codes) for one in table.dimensions}
    if set(asked) != set(got):
        message = N_("vastaus on toisesta taulukosta: muuttujat ovat {got}, pyydettiin {asked}.")
        raise Unreadable(message, got=", ".join(got), asked=", ".join(asked))
    for name, codes in asked.items():
        different = set(codes) ^ set(got[name])
        if different:
            message = N_("vastauksessa ei ole muuttujan ”{name}” pyydettyjä arvoja: {codes}.")
            some = ", ".join(itertools.islice(sorted(different), 5))
            raise Unreadable(message, name=name, codes=some)
    return table
