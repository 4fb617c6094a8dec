"""Editions of the store: what was kept beside the snapshot, which of it a day means, and a page of an earlier day."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import kotolib
from kotolib import house, indicators, situation, store
from kotolib.errors import InTheWay, StoreDamaged, WrongWords
from kotolib.indicators import stored
from kotolib.projection import edition as projections
from kotolib.store import editions, keeping, writing
from tests import declared_project as project

FIRST, SECOND = "2026-11-25T060000", "2026-12-02T061500"
SHARE = "vaesto_kieli_ulk_p"
AS_OF = "2026-12-05"
DECLARED = project.table(
    "159t",
    {
        "foreign_language.share": project.indicator(
            kind="given", unit='"%"', decimals="1", parts=f"[{{table: 159t, content: {SHARE}}}]"
        )
    },
)
PACKAGE = str(Path(kotolib.__file__).parents[1])


def risen(points: float) -> tuple[pd.DataFrame, store.Card]:
    """Table 159t whose newest year is some points higher, and its card."""
    frame, card = store.table("159t", edition="2026-11"), store.card("159t", "2026-11")
    frame["value"] = frame["value"].where(frame["time"] != "2025", (frame["value"] + points).round(1))
    return frame, replace(card, state=f"Korotettu {points}.", checksum="")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project with the snapshot and two editions of 159t: one point higher, two points higher."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOTO_HOME", str(project.make(tmp_path_factory.mktemp("home"), (), {"159t.yaml": DECLARED})))
        for points, edition in ((1, FIRST), (2, SECOND)):
            keeping.keep(*risen(points), {"1": b'{"answer": 1}'}, edition)
        yield house.store()


def newest_share(edition: str) -> float:
    here = situation.begin("211", "fi", edition, AS_OF)
    return float(indicators.values(here, "foreign_language.share").latest()["value"])


def test_the_snapshot_is_the_first_edition(home):
    assert store.names() == ["2026-11", FIRST, SECOND]


@pytest.mark.parametrize(
    ("asked", "edition"),
    [
        ("latest", SECOND),
        ("2026-11", "2026-11"),
        (FIRST, FIRST),
        ("2026-11-24", "2026-11"),
        ("2026-11-25", FIRST),
        ("2026-12-01", FIRST),
        ("2026-12", SECOND),
        ("2027-01-01", SECOND),
    ],
)
def test_a_day_means_the_newest_edition_that_is_not_later(home, asked, edition):
    assert store.edition(asked) == edition
    assert situation.begin("211", "fi", asked, AS_OF).edition == edition


@pytest.mark.parametrize("asked", ["2026-09-01", "2025", "kesä", "2026-13", ""])
def test_a_day_before_the_first_edition_has_none(home, asked):
    with pytest.raises(WrongWords, match=f"Saatavilla: latest, 2026-11, {FIRST}, {SECOND}"):
        store.edition(asked)


def test_each_edition_has_its_own_figures_and_values(home):
    assert [newest_share(edition) for edition in ("2026-11", FIRST, SECOND, "latest")] == [3.9, 4.9, 5.9, 5.9]
    assert store.card("159t", FIRST).state == "Korotettu 1." and store.edition_of("159t", FIRST) == FIRST
    assert store.edition_of("11re", SECOND) == "2026-11"


def test_an_earlier_edition_is_reproduced_to_the_last_value(home):
    before = pd.read_parquet(stored.ensure(FIRST))
    keeping.keep(*risen(3), {}, "2026-12-09T000000")
    try:
        assert newest_share("latest") == 6.9
        pd.testing.assert_frame_equal(pd.read_parquet(stored.ensure(FIRST)), before)
    finally:
        _forget("2026-12-09T000000")


def _forget(edition: str, table: str = "159t") -> None:
    shutil.rmtree(editions.folder() / f"{edition}_{table}")
    editions.forget_listing()


def test_a_table_that_only_a_later_edition_has_is_not_in_earlier_ones(home):
    frame, card = risen(0)
    keeping.keep(frame, replace(card, id="15zz"), {}, "2026-12-09T000001")
    try:
        assert "15zz" in store.tables() and "15zz" not in store.tables(SECOND)
        with pytest.raises(WrongWords, match="Taulua ”15zz” ei ole"):
            store.table("15zz", edition=SECOND)
    finally:
        _forget("2026-12-09T000001", "15zz")


def test_a_municipality_that_one_table_lacks_is_left_out_of_projections_and_of_no_others(home):
    frame, card = risen(0)
    keeping.keep(frame[frame["area"] != "211"].reset_index(drop=True), card, {}, "2026-12-09T000002")
    try:
        both = projections.shipped()
        assert "211" not in both.current.index and "211" not in both.earlier.index
        assert len(both.current) == len(both.earlier) == 307
    finally:
        _forget("2026-12-09T000002")


def test_what_came_is_kept_as_it_came(home):
    kept = editions.newest(FIRST)["159t"]
    assert keeping.raw_of(kept) == {"1": b'{"answer": 1}'}
    assert store.card("159t", FIRST).sources[0]["file"] == "1"
    assert store.card("159t", FIRST).checksum == writing.checksum(store.table("159t", edition=FIRST))


def test_nothing_is_overwritten(home):
    with pytest.raises(InTheWay, match=f"Taulu 159t on jo versiossa {FIRST}"):
        keeping.keep(*risen(9), {}, FIRST)
    assert newest_share(FIRST) == 4.9 and not list(editions.folder().glob(".*"))


@pytest.mark.parametrize("file", ["159t.parquet", "159t.json", "sums.json"])
def test_a_harmed_file_of_an_edition_is_told_with_its_remedy(home, file):
    path = editions.newest(FIRST)["159t"].folder / file
    whole = path.read_bytes()
    path.write_bytes(whole[:-3] + b"x" + whole[-2:])
    try:
        with pytest.raises(StoreDamaged, match=r"Poista kansio .*_159t ja hae taulu uudelleen"):
            store.table("159t", edition=FIRST)
        assert store.edition_of("159t", "2026-11") == "2026-11" and len(store.table("159t", edition="2026-11"))
    finally:
        path.write_bytes(whole)


def test_what_cannot_be_written_leaves_nothing(home, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_parquet", full)
    with pytest.raises(OSError, match="No space"):
        keeping.keep(*risen(1), {"1": b"x"}, "2026-12-10T000000")
    assert sorted(path.name for path in editions.folder().iterdir()) == [f"{FIRST}_159t", f"{SECOND}_159t"]


def test_the_second_keeper_is_told_who_holds_the_lock_and_since_when(home):
    script = (
        "import sys\nfrom kotolib.store import keeping\n"
        "with keeping.alone('5.12.2026 klo 12.00'):\n    print('held', flush=True); sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": PACKAGE},
    )
    try:
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(InTheWay, match=rf"prosessi {holder.pid}, alkanut 5\.12\.2026 klo 12\.00"),
            keeping.alone("nyt"),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()
    # A holder that was killed holds nothing, and what it left half-written goes.
    (editions.folder() / ".2026-12-11T000000_159t.part").mkdir()
    with keeping.alone("nyt"):
        assert json.loads((home / "fetch.holder.json").read_bytes())["process"] == os.getpid()
        assert not list(editions.folder().glob(".*"))


def test_a_large_table_has_the_same_sum_and_file_whether_texts_or_categories():
    frame = store.table("159t", edition="2026-11")
    categories = frame.astype({name: "category" for name in frame.columns if name != "value"})
    assert writing.checksum(categories) == writing.checksum(frame)
    assert writing._parquet(categories) == writing._parquet(frame)


def test_a_piece_boundary_does_not_show_in_the_sum(monkeypatch):
    frame = store.table("159t", edition="2026-11")
    whole = writing.checksum(frame)
    monkeypatch.setattr(writing, "ROWS_AT_ONCE", 100)
    assert writing.checksum(frame) == whole
