"""Whose work is done next: a job that cannot go on is left when nobody writes for it any more."""

import time
from pathlib import Path

import pytest

from kotolib.batch import turns
from kotolib.batch.files import CannotWrite
from kotolib.batch.server import CAN_FORK, Server, Work

ROUNDS, WAIT = 20, 0.02


def refuse() -> None:
    raise CannotWrite("Levy on täynnä.")


def write_on(folder: str) -> None:
    """Write file after file, as a section's figures do; fails where the folder has gone."""
    for number in range(ROUNDS):
        (Path(folder) / f"{number}.txt").write_text("kuva", encoding="utf-8")
        time.sleep(WAIT)


class Two:
    """A job of one work that cannot write, one that is still writing, and one that has not begun."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ended, self.fault, self.written, self.taken = folder, False, None, 0, []

    def begin(self) -> list[Work]:
        given = {"folder": str(self.folder)}
        return [
            Work("kirjoittava", f"{__name__}:write_on", given),
            Work("täysi", f"{__name__}:refuse"),
            Work("odottava", f"{__name__}:write_on", given),
        ]

    def take(self, outcome) -> list[Work]:
        self.taken.append(outcome.work.name)
        self.fault = self.fault or outcome.fault
        return []

    def close(self) -> None:
        self.written, self.ended = len(list(self.folder.iterdir())), True


@pytest.mark.skipif(not CAN_FORK, reason="this system has no fork")
def test_a_folder_is_left_only_when_those_who_write_into_it_are_back(tmp_path):
    job = Two(tmp_path)
    with Server(workers=2, needs_warmth=False) as server:
        assert list(turns.done(server, [job])) == [job]
    assert job.taken == ["täysi", "kirjoittava"]
    assert job.written == ROUNDS
    assert isinstance(job.fault, CannotWrite)
