"""What is computed once and kept: made by one, whole or not at all, made anew when it is damaged."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import kotolib
from kotolib import house, store
from kotolib.indicators import stored
from kotolib.store import made
from tests import declared_project as project

CODE = (store,)
PACKAGE = str(Path(kotolib.__file__).parents[1])


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project without kept files."""
    monkeypatch.setenv("KOTO_HOME", str(project.make(tmp_path / "home", shipped=())))
    return house.store()


def frame(number: float = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"area": ["005", "211"], "value": [number, 2.0]})


def never() -> pd.DataFrame:
    raise AssertionError("made a second time")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def test_a_frame_is_made_once_and_read_again(home):
    path = made.once("trial", CODE, "", frame)
    pd.testing.assert_frame_equal(pd.read_parquet(path), frame())
    assert made.once("trial", CODE, "", never) == path
    made._whole.clear()  # another process
    assert made.once("trial", CODE, "", never) == path


def test_the_name_carries_the_sum_of_the_bytes(home):
    path = made.once("trial", CODE, "", frame)
    assert path.stem.endswith(hashlib.sha256(path.read_bytes()).hexdigest()[:16])
    assert names(home) == [path.name]


def test_other_declarations_are_another_file_and_the_earlier_one_goes(home):
    first = made.once("trial", CODE, "a", frame)
    other = made.once("trial-other", CODE, "a", frame)
    second = made.once("trial", CODE, "b", lambda: frame(3.0))
    assert second != first and not first.exists() and other.exists()
    assert pd.read_parquet(second)["value"].tolist() == [3.0, 2.0]


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content[:-9] + b"x" + content[-8:],
    ],
)
def test_a_damaged_file_is_made_anew(home, damage, again):
    path = made.once("trial", CODE, "", frame)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    os.utime(path, ns=(1, 1))
    if again:
        made._whole.clear()
    assert made.once("trial", CODE, "", frame) == path and path.read_bytes() == whole


def test_a_file_that_was_deleted_is_made_anew(home):
    path = made.once("trial", CODE, "", frame)
    path.unlink()
    assert made.once("trial", CODE, "", frame) == path and path.exists()


def test_what_stopped_processes_left_is_swept_and_nothing_else(home):
    home.mkdir()
    left = ["trial-0123456789abcdef.4711.part", "trial-0123456789abcdef-0123456789abcdef.part"]
    own = ["notes.part", "trial-of-mine.parquet", "other-0123456789abcdef.4711.part"]
    for name in left + own:
        (home / name).write_bytes(b"half")
    path = made.once("trial", CODE, "", frame)
    assert names(home) == sorted([path.name, *own])


def test_a_folder_that_cannot_be_made_is_one_sentence(home):
    home.write_text("a file in the way", encoding="utf-8")
    with pytest.raises(made.CannotKeep) as fault:
        made.once("trial", CODE, "", frame)
    assert str(home) in str(fault.value) and "kirjoitusoikeus" in str(fault.value) and fault.value.exit_code == 5
    assert "\n" not in str(fault.value)


def test_a_lock_that_cannot_be_opened_is_one_sentence(home):
    (home / "trial.lock").mkdir(parents=True)
    with pytest.raises(made.CannotKeep):
        made.once("trial", CODE, "", frame)


def test_a_fault_of_the_making_is_not_called_one_of_the_folder(home):
    def broken() -> pd.DataFrame:
        raise OSError("the figures themselves")

    with pytest.raises(OSError, match="the figures themselves"):
        made.once("trial", CODE, "", broken)
    assert names(home) == []
    made.once("trial", CODE, "", frame)  # the lock is free again


RUN = """
import sys, time, pandas as pd
from pathlib import Path
from kotolib import store
from kotolib.store import made

def make():
    with Path(sys.argv[1]).open("a", encoding="utf-8") as log:
        log.write("made\\n")
    time.sleep(0.4)
    return pd.DataFrame({"area": ["005"], "value": [1.0]})

print(made.once("trial", (store,), "", make))
"""


def started(*words: str, before: str = "") -> subprocess.Popen:
    environment = os.environ | {"PYTHONPATH": PACKAGE}
    command = [sys.executable, "-c", before + RUN, *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def test_two_processes_at_once_make_it_once(home, tmp_path):
    log = tmp_path / "log"
    both = [started(str(log)) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said[0][0] == said[1][0]
    assert log.read_text(encoding="utf-8") == "made\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(home, tmp_path):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
    process = started(str(tmp_path / "log"), before=limit)
    _, fault = process.communicate(timeout=60)
    assert process.returncode != 0
    assert fault.splitlines()[-1].startswith("kotolib.store.made.CannotKeep: Laskettuja lukuja ei voi tallentaa")
    assert names(home) == []


def test_values_are_read_anew_when_the_kept_table_is_damaged(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(project.make(tmp_path / "home")))
    path = stored.ensure()
    before = stored.rows(("211",))
    path.write_bytes(path.read_bytes()[:1000])
    pd.testing.assert_frame_equal(stored.rows(("211",)), before)
    assert len(stored.rows(("091",))) == len(before)
    assert stored.ensure() == path and path.stat().st_size > 1000
