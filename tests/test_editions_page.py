"""A page of an earlier edition is made again to the last byte, though newer figures have come since."""

import shutil
from dataclasses import replace

import pytest

from kotolib import cli, house, store
from kotolib.store import keeping

SHIPPED = house.home()
LATER = "2026-12-02T061500"
DAY = ("--as-of", "2026-12-05")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The project with one notebook, and figures of its own to come."""
    (tmp_path / "data_sources").mkdir()
    for path in (SHIPPED / "data_sources").iterdir():
        if path.name not in ("store", "own", "README.md") and not path.name.startswith((".", "_")):
            (tmp_path / "data_sources" / path.name).symlink_to(path, target_is_directory=path.is_dir())
    (tmp_path / "notebooks").mkdir()
    shutil.copy(SHIPPED / "notebooks" / "31_residents.ipynb", tmp_path / "notebooks")
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    return tmp_path


def page(home, name: str, *words: str) -> bytes:
    """The page of Kangasala, made into a folder of its own."""
    folder = home / name
    assert cli.main(["run", "211", "--language", "fi", *DAY, "--output", str(folder), "--quiet", *words]) == 0
    (made,) = folder.glob("*/fi/31_residents.html")
    return made.read_bytes()


def test_a_page_of_an_earlier_edition_is_the_same_to_the_last_byte(home):
    first = page(home, "first")
    frame, card = store.table("159t"), store.card("159t")
    frame["value"] = frame["value"].where(frame["time"] != "2025", (frame["value"] + 1).round(1))
    keeping.keep(frame, replace(card, copied="2026-12-02", checksum=""), {}, LATER)
    newest = page(home, "newest")
    assert f"versio {LATER}".encode() in newest and b"(haettu 2.12.2026)" in newest and newest != first
    assert page(home, "again", "--edition", "2026-12-01") == first
    assert page(home, "again newest", "--edition", "2026-12-02") == newest
