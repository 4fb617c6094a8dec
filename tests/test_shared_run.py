"""What a run's processes share is made once, whole, and gone when the run is over."""

import multiprocessing
import os
from pathlib import Path

from tests import shared_run


def made_in(told: Path) -> str:
    def make() -> str:
        with told.open("a", encoding="utf-8") as file:
            file.write("made\n")
        return "ä" * 9

    return shared_run.once(f"a test of its own {told}", make)


def test_processes_share_what_one_of_them_made(tmp_path):
    told = tmp_path / "told"
    processes = [multiprocessing.get_context("spawn").Process(target=made_in, args=(told,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert made_in(told) == "ä" * 9 and told.read_text(encoding="utf-8") == "made\n"


def test_a_run_leaves_nothing_behind(monkeypatch):
    monkeypatch.setenv(shared_run.FOLDER, "")
    shared_run.begin()
    folder = Path(os.environ[shared_run.FOLDER])
    assert shared_run.once("one", lambda: 1) == 1 and list(folder.iterdir())
    shared_run.end()
    assert not folder.exists() and shared_run.once("one", lambda: 2) == 2
