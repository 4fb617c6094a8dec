"""A fetch that was cut short and goes on: the answered parts of a table, and the tables that the run has got through.

Knows files beside the store and how old they are by the moment that it is told; reads no clock.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kotolib import house
from kotolib.fetch.calling import Answer
from kotolib.store import editions
from kotolib.store.writing import place

GOES_ON = timedelta(hours=12)
"""What was begun longer ago is begun anew: the service may have new figures."""
_FORM = "%Y-%m-%dT%H%M%S"


def _folder() -> Path:
    return house.store() / "unfinished"


def edition_to_go_on(words: Sequence[str], moment: str) -> str:
    """The edition that an interrupted fetch of the same words was making, or a new one of this moment.

    Parameters
    ----------
    words
        Tables that are asked for.
    moment
        Now, as editions are named: ``2026-11-24T101530``.
    """
    path = _folder() / "run.json"
    try:
        begun = json.loads(path.read_bytes())
        if begun["tables"] == list(words) and not _is_old(begun["edition"], moment):
            return begun["edition"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    shutil.rmtree(_folder(), ignore_errors=True)
    _folder().mkdir(parents=True)
    place(path, json.dumps({"tables": list(words), "edition": moment}).encode("utf-8"))
    return moment


def _is_old(begun: str, moment: str) -> bool:
    age = datetime.strptime(moment, _FORM) - datetime.strptime(begun, _FORM)
    return not timedelta(0) <= age <= GOES_ON


def is_done(table: str, edition: str) -> bool:
    """Whether the edition has the table already."""
    return any(kept.table == table and kept.edition == edition for kept in editions.all_kept())


def is_begun(edition: str) -> bool:
    """Whether something came that the same fetch would not ask for again: a part of a table, or a whole one."""
    return any(_folder().glob("*/*.json")) or any(kept.edition == edition for kept in editions.all_kept())


def forget() -> None:
    """The fetch has come to its end: nothing goes on."""
    shutil.rmtree(_folder(), ignore_errors=True)


class KeptParts:
    """The answered parts of one table.

    Parameters
    ----------
    table
        Id of the table.
    tell
        Takes how many parts have been asked for and answered.
    """

    def __init__(self, table: str, tell: Callable[[int, int], None]) -> None:
        self._folder = _folder() / table
        self._tell = tell

    def find(self, question: object) -> Answer | None:
        """The kept answer to a question."""
        path = self._path(question)
        try:
            told = json.loads(path.read_bytes())
            body = path.with_suffix(".body").read_bytes()
            if hashlib.sha256(body).hexdigest() != told["sha256"]:
                return None
            return Answer(body, told["address"], told["headers"], question)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, answer: Answer) -> None:
        """Keep an answer: its bytes first, then what tells that they are whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(answer.question)
        place(path.with_suffix(".body"), answer.body)
        told = {"address": answer.address, "headers": dict(answer.headers)}
        told["sha256"] = hashlib.sha256(answer.body).hexdigest()
        place(path, json.dumps(told).encode("utf-8"))

    def done(self, asked: int, answered: int) -> None:
        """So many parts of so many have been answered."""
        self._tell(asked, answered)

    def forget(self) -> None:
        """The parts are of no use: they are in the store, or of two different days."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, question: object) -> Path:
        said = json.dumps(question, ensure_ascii=False, sort_keys=True).encode("utf-8")
        return self._folder / f"{hashlib.sha256(said).hexdigest()[:24]}.json"
