"""The shipped snapshot as the store reads it: published figures, every table whole, tampered files never read."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from kotolib import house, store
from kotolib.errors import StoreDamaged, WrongWords
from kotolib.frame import SHOWN, STATUSES
from kotolib.store.cards import Card, from_text, to_text
from kotolib.store.writing import KEYS, canonical, checksum

TABLES = [
    # id, rows, areas, statuses, sum of all values to one decimal: counted from the delivered files by other means
    ("119e", 6489, 309, {"preliminary": 6489}, 11495622.0),
    ("11ae", 84357, 309, {"ok": 84357}, 90114615.0),
    ("11lj", 4017, 309, {"preliminary": 4017}, 146238464.0),
    ("11re", 16120, 310, {"ok": 16120}, 534260302.0),
    ("11re_age_kangasala", 5252, 1, {"ok": 5252}, 1359849.0),
    ("11rm_kangasala", 68, 1, {"ok": 68}, 978452.0),
    ("12g2_kangasala", 36, 1, {"ok": 36}, 356703.4),
    ("12r5_counts", 199020, 310, {"missing": 10105, "ok": 188213, "suppressed_by_source": 702}, 1254499748.0),
    ("12r5_kangasala", 4991, 1, {"ok": 4922, "suppressed_by_source": 69}, 4953605.6),
    ("12r5_share", 66836, 308, {"ok": 66144, "suppressed_by_source": 692}, 663739.4),
    ("12w7", 7440, 310, {"ok": 7440}, 0.0),
    ("14jt", 1240, 310, {"missing": 68, "ok": 1172}, 1055858.0),
    ("14wx", 93000, 310, {"ok": 93000}, 35067030.0),
    ("14wx_kangasala", 4444, 1, {"ok": 4444}, 819015.0),
    ("159t", 1848, 308, {"ok": 1848}, 8155.5),
    ("elections_2021", 2343, 293, {"ok": 2343}, 7021356.8),
    ("key_figures", 82985, 311, {"ok": 82985}, 138845857.3),
    ("key_figures_1987_2018", 89856, 312, {"missing": 29640, "ok": 60216}, 207144459.1),
    ("projection2019", 700128, 312, {"ok": 700128}, 488484164.0),
    ("sotkanet_1990_2012", 216183, 320, {"ok": 216183}, 251397047.2),
]
IDS = [row[0] for row in TABLES]
ALAND = {"035", "043", "060", "062", "065", "076", "170", "295", "318", "417", "438", "478", "736", "766", "771", "941"}
CONFIDENTIAL = {"035", "062", "065", "295", "318", "438", "766", "941"}


def one(table: str, **keys: str) -> float:
    """The one value with these keys."""
    frame = store.table(table, areas=[keys["area"]])
    for name, wanted in keys.items():
        frame = frame[frame[name] == wanted]
    assert len(frame) == 1
    return float(frame["value"].iloc[0])


def municipalities(table: str, when: str, content: str | None = None) -> pd.Series:
    """Values of every municipality at one time, by code."""
    frame = store.table(table, contents=content)
    frame = frame[(frame["time"] == when) & (frame["area"] != "SSS")]
    return frame.set_index("area")["value"]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the snapshot's folder that the store reads from."""
    folder = tmp_path / "data_sources" / "snapshot"
    shutil.copytree(house.snapshot(), folder)
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    return folder


# Published figures


@pytest.mark.parametrize(
    ("table", "keys", "value"),
    [
        ("11re", {"area": "091", "time": "2023"}, 674500),
        ("11re", {"area": "837", "time": "2023"}, 255050),
        ("11re", {"area": "SSS", "time": "2023"}, 5603851),
        ("11re", {"area": "SSS", "time": "1972"}, 4653401),
        ("159t", {"area": "092", "time": "2023"}, 26.9),
        ("159t", {"area": "092", "time": "2024"}, 28.7),
        ("11rm_kangasala", {"area": "211", "time": "2023", "language": "02"}, 1132),
        ("11ae", {"area": "211", "time": "2022", "content": "vaesto"}, 32959),
        ("119e", {"area": "SSS", "time": "2025M01", "content": "vm41"}, 3769),
        ("119e", {"area": "478", "time": "2025M01", "content": "vaesto"}, 11891),
        ("11lj", {"area": "SSS", "time": "2024M01"}, 5607113),
        ("14jt", {"area": "SSS", "time": "2022", "content": "vko"}, 28811),
        ("12g2_kangasala", {"area": "211", "time": "2021", "content": "turnout"}, 56.9),
        ("12r5_kangasala", {"area": "211", "time": "2024M12", "content": "TYOTTOMATULK"}, 60),
        ("elections_2021", {"area": "211", "time": "2021", "content": "voters", "sex": "2"}, 7322),
        ("projection2019", {"area": "SSS", "time": "2019", "age": "SSS"}, 5524566),
    ],
)
def test_published_figures_are_reproduced(table, keys, value):
    assert one(table, **keys) == value


@pytest.mark.parametrize("year", ["1972", "1990", "2010", "2022", "2023"])
def test_municipalities_add_up_to_the_country_in_population(year):
    assert municipalities("11re", year).sum() == one("11re", area="SSS", time=year)


def test_population_of_the_preliminary_months_adds_up_to_the_country():
    frame = store.table("11lj")
    totals = frame[frame["area"] == "SSS"].set_index("time")["value"]
    sums = frame[frame["area"] != "SSS"].groupby("time")["value"].sum()
    assert sums.to_dict() == totals.to_dict() and len(totals) == 13


def test_immigration_of_2022_adds_up_to_what_was_published():
    assert municipalities("11ae", "2022", "vm41").sum() == 49998


def test_migration_balances_hold_in_every_municipality_and_year():
    wide = store.table("11ae").pivot_table(index=["area", "time"], columns="content", values="value")
    assert (wide["vm41"] - wide["vm42"] == wide["vm4142"]).all()
    assert (wide["vm43_tulo"] - wide["vm43_lahto"] == wide["vm43_netto"]).all()
    assert (wide["vm01"] - wide["vm11"] == wide["luonvalisays"]).all()
    assert (wide["luonvalisays"] + wide["vm4142"] + wide["vm43_netto"] == wide["valisays"]).all()


def test_moves_between_municipalities_cancel_out_every_month():
    frame = store.table("12w7")
    assert (frame[frame["area"] != "SSS"].groupby("time")["value"].sum() == 0).all()


@pytest.mark.parametrize(
    ("year", "percent"),
    [("2020", 7.82), ("2021", 8.26), ("2022", 8.91), ("2023", 9.97), ("2024", 10.83), ("2025", 11.38)],
)
def test_weighted_mean_of_foreign_language_shares_is_the_published_share_of_the_country(year, percent):
    if year <= "2023":
        people = municipalities("11re", year)
        # Pertunmaa stands in the older division only; the shares are of the division where it is part of Mäntyharju.
        people = people.rename({"588": "507"}).groupby(level=0).sum()
    else:
        people = municipalities("11lj", "2024M12")
    shares = municipalities("159t", year)
    assert set(shares.index) == set(people.index)
    assert round((shares * people).sum() / people.sum(), 2) == percent


def test_foreign_citizens_of_helsinki_have_a_figure_each_year_but_the_one_that_is_missing():
    frame = store.table("key_figures", areas="091", contents="foreign_citizen_share")
    years = {"2006", "2007", "2008", "2009", *map(str, range(2010, 2019)), "2021"}
    assert set(frame["time"]) == years and frame["value"].between(5, 11).all()


def test_projection_of_kangasala_by_sex_is_the_projection_of_all():
    both = store.table("14wx", areas="211").set_index(["time", "age"])["value"]
    apart = store.table("14wx_kangasala").groupby(["time", "age"])["value"].sum()
    assert both.to_dict() == apart.reindex(both.index).to_dict()


def test_projection_has_single_years_without_the_open_end_and_without_a_total():
    ages = set(store.table("14wx", areas="SSS")["age"])
    assert ages == {f"{age:03d}" for age in range(100)}


# Every table


def test_the_snapshot_has_exactly_the_tables_that_are_checked_here():
    assert store.tables() == sorted(IDS)


@pytest.mark.parametrize(("table", "rows", "areas", "statuses", "total"), TABLES, ids=IDS)
def test_table_holds_what_was_delivered(table, rows, areas, statuses, total):
    frame = store.table(table)
    assert (len(frame), frame["area"].nunique()) == (rows, areas)
    assert frame["status"].value_counts().to_dict() == statuses
    assert round(frame["value"].sum(), 1) == pytest.approx(total, abs=0.11)


@pytest.mark.parametrize("table", IDS)
def test_table_is_tidy_and_its_card_true(table):
    frame, card = store.table(table), store.card(table)
    keys = [name for name in KEYS if name in frame]
    assert list(frame.columns) == [*keys, "value", "status"] and tuple(keys) == card.dimensions
    assert not frame.duplicated(keys).any()
    assert frame[keys].equals(frame[keys].sort_values(keys, ignore_index=True))
    assert all(pd.api.types.is_string_dtype(frame[name]) for name in [*keys, "status"])
    assert set(frame["status"]) <= set(STATUSES)
    assert (frame["value"].notna() == frame["status"].isin(SHOWN)).all()
    assert frame["area"].str.fullmatch(r"\d{3}|SSS|MK\d{2}").all()
    assert frame["time"].str.fullmatch(r"\d{4}(M(0[1-9]|1[0-2]))?").all()
    assert "age" not in frame or frame["age"].str.fullmatch(r"0\d\d|100-|SSS").all()
    assert "sex" not in frame or set(frame["sex"]) <= {"1", "2", "SSS"}
    assert (frame["time"].min(), frame["time"].max()) == card.times
    assert set(frame["content"]) == set(card.contents)
    assert (card.rows, card.areas) == (len(frame), frame["area"].nunique())
    assert card.statuses == frame["status"].value_counts().to_dict()
    assert card.checksum == checksum(frame)


@pytest.mark.parametrize("table", IDS)
def test_card_names_publisher_statistic_and_licence_in_three_languages(table):
    card = store.card(table)
    for names in (card.publisher, card.statistic, card.title):
        assert set(names) == {"fi", "sv", "en"} and all(names.values())
    assert card.licence == "CC BY 4.0" and card.state and card.notes
    assert all(entry["label"] and entry["unit"] for entry in card.contents.values())
    assert all(len(source["sha256"]) == 64 for source in card.sources) and card.sources


def test_no_card_names_the_copyist_as_publisher():
    assert {store.card(table).publisher["en"] for table in IDS} == {
        "Statistics Finland",
        "Ministry of Economic Affairs and Employment",
        "Finnish Institute for Health and Welfare (THL)",
    }


def test_the_snapshot_is_smaller_than_six_megabytes():
    assert sum(path.stat().st_size for path in house.snapshot().iterdir()) < 6_000_000


# Traps of the sources


def test_zeros_that_mean_no_data_are_missing_and_true_zeros_stay():
    frame = store.table("14jt")
    missing = frame[frame["status"] == "missing"]
    assert set(missing.loc[missing["time"] == "2022", "area"]) == ALAND
    assert set(missing.loc[missing["time"] == "2024", "area"]) == ALAND | {"403", "934"}
    assert one("14jt", area="403", time="2022", content="vaka_lapsi_lkm") == 71
    assert one("14jt", area="934", time="2022", content="vko") == 0
    assert (frame.loc[frame["content"] == "vaka_lapsi_lkm", "value"].dropna() > 0).all()


def test_empty_cells_of_the_unemployed_are_confidential_and_those_of_vacancies_missing():
    frame = store.table("12r5_counts")
    hidden = frame[frame["status"] == "suppressed_by_source"]
    assert set(hidden["area"]) == CONFIDENTIAL and set(hidden["content"]) == {"TYOTTOMATLOPUSSA"}
    assert set(frame.loc[frame["status"] == "missing", "content"]) == {"AVPAIKATLOPUSSA"}


def test_confidential_shares_are_those_of_small_aland_municipalities():
    frame = store.table("12r5_share")
    assert set(frame.loc[frame["status"] == "suppressed_by_source", "area"]) <= ALAND


@pytest.mark.parametrize("table", ["11lj", "119e"])
def test_preliminary_statistics_are_preliminary_throughout(table):
    assert set(store.table(table)["status"]) == {"preliminary"}


def test_a_key_figure_of_a_year_comes_from_the_newest_edition():
    assert one("key_figures", area="541", time="2017", content="employment_rate") == 64.0
    assert one("key_figures", area="541", time="2017", content="pensioner_share") == 40.2
    figures = store.table("key_figures", areas=["911"])
    assert "2017" not in set(figures["time"]) and {"2016", "2018"} <= set(figures["time"])


def test_employment_rates_of_different_age_limits_have_different_names():
    frame = store.table("key_figures", contents=["employment_rate", "employment_rate_18_64"])
    years = frame.groupby("content")["time"].agg(["min", "max"]).T.to_dict("list")
    assert years == {"employment_rate": ["2006", "2017"], "employment_rate_18_64": ["2020", "2020"]}


def test_old_municipalities_keep_their_own_codes():
    assert "588" in set(store.table("11re")["area"]) and "588" not in set(store.table("11lj")["area"])
    assert {"911", "099"} <= set(store.table("key_figures_1987_2018")["area"])


def test_the_merged_municipality_without_voters_is_left_out_and_said_so():
    assert "099" not in set(store.table("elections_2021")["area"])
    assert any("Honkajoki" in note for note in store.card("elections_2021").notes)


# Reading


def test_areas_and_contents_choose_rows():
    frame = store.table("11ae", areas=["837", "091"], contents=["vm41", "vm42"])
    assert set(frame["area"]) == {"091", "837"} and set(frame["content"]) == {"vm41", "vm42"} and len(frame) == 52
    assert frame.equals(store.table("11ae", areas=("091", "837"), contents=iter(["vm42", "vm41"])))


def test_an_area_that_the_table_lacks_gives_no_rows_and_the_same_columns():
    frame = store.table("11rm_kangasala", areas=["091"])
    assert len(frame) == 0 and list(frame.columns) == list(store.table("11rm_kangasala").columns)
    assert len(store.table("11re", areas=[])) == 0


def test_one_word_is_one_area():
    assert set(store.table("11re", areas="211")["area"]) == {"211"}


def test_unknown_table_content_and_edition_are_told_with_those_that_exist():
    with pytest.raises(WrongWords, match=r"Taulua ”11xx” ei ole\. Taulut: 119e, 11ae"):
        store.table("11xx")
    with pytest.raises(WrongWords, match=r"”vm99”.*vm41"):
        store.table("11ae", contents=["vm99"])
    with pytest.raises(WrongWords, match=r"”2020-01” ei ole\. Saatavilla: latest, 2026-11"):
        store.edition("2020-01")


def test_edition_has_a_name_and_a_checksum_of_its_figures(copied):
    assert store.edition() == store.edition("latest") == store.edition("2026-11") == "2026-11"
    record = json.loads((copied / "edition.json").read_text(encoding="utf-8"))
    assert store.checksum() == record["checksum"] and len(store.checksum()) == 64


def test_importing_and_verifying_does_not_import_pandas_or_pyarrow():
    words = "import sys, kotolib.store as s; s.verify(); s.edition(); print({'pandas', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, encoding="utf-8", cwd=house.home(), check=True
    )
    assert done.stdout.strip() == "set()"


def test_verifying_everything_takes_less_than_fifty_milliseconds():
    def once() -> float:
        begin = time.perf_counter()
        store.verify()
        return time.perf_counter() - begin

    assert min(once() for _ in range(7)) < 0.05


def test_card_survives_its_json_and_the_json_is_stable():
    text = (house.snapshot() / "11re.json").read_text(encoding="utf-8")
    assert to_text(from_text(text)) == text and isinstance(from_text(text), Card)


def test_canonical_text_is_what_it_is_documented_to_be():
    frame = pd.DataFrame(
        {
            "area": ["020", "SSS", "SSS"],
            "time": ["2023", "2023M01", "2024"],
            "content": ["n", "n", "n"],
            "value": [-0.0, float("nan"), 1234567.25],
            "status": ["ok", "missing", "ok"],
        }
    )
    assert canonical(frame) == (
        b"area,time,content,value,status\n020,2023,n,0,ok\nSSS,2023M01,n,,missing\nSSS,2024,n,1234567.25,ok\n"
    )


# Tampering


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [flip, truncate, empty, Path.unlink, become_a_folder])
@pytest.mark.parametrize("file", ["11re.parquet", "11re.json", "edition.json", "projection2019.parquet"])
def test_a_harmed_file_is_named(copied, harm, file):
    harm(copied / file)
    with pytest.raises(StoreDamaged) as told:
        store.edition()
    assert f"data_sources/snapshot/{file}" in str(told.value) and told.value.exit_code == 3


@pytest.mark.parametrize(
    "use", [lambda: store.table("159t"), lambda: store.card("159t"), store.checksum, store.tables, store.verify]
)
def test_nothing_is_read_beside_a_harmed_file(copied, use):
    flip(copied / "11re.parquet")
    with pytest.raises(StoreDamaged):
        use()


def test_a_damaged_file_is_told_with_the_remedy(copied):
    flip(copied / "11re.parquet")
    with pytest.raises(StoreDamaged, match=r"lukuja ei käytetä\. Palauta .* \(git checkout -- data_sources"):
        store.table("11re")


def test_two_tables_that_changed_places_are_noticed(copied):
    first, second = copied / "11re.parquet", copied / "11lj.parquet"
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"11lj\.parquet"):
        store.verify()


def test_a_card_changed_together_with_its_file_is_noticed(copied):
    for suffix in ("parquet", "json"):
        shutil.copy(copied / f"11lj.{suffix}", copied / f"11re.{suffix}")
    with pytest.raises(StoreDamaged, match=r"11re\.json"):
        store.verify()


def test_an_edited_card_is_noticed_even_when_it_is_still_a_card(copied):
    path = copied / "11re.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Tilastokeskus", "Joku muu"), encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"11re\.json"):
        store.card("159t")


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["tables"].pop("11re"),
        lambda record: record["tables"].update({"11re": "0" * 64}),
        lambda record: record.update(edition="2027-01"),
        lambda record: record["cards"].pop("11re"),
        lambda record: record.update(tables=[]),
        lambda record: record.pop("checksum"),
    ],
)
def test_an_edited_edition_is_noticed(copied, change):
    path = copied / "edition.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"edition\.json"):
        store.edition()


def test_a_table_that_changes_after_the_first_reading_is_verified_again(copied):
    assert len(store.table("159t")) == 1848
    flip(copied / "159t.parquet")
    with pytest.raises(StoreDamaged, match=r"159t\.parquet"):
        store.table("159t")


def test_verify_looks_only_at_the_tables_it_is_asked_for(copied):
    flip(copied / "11re.parquet")
    store.verify(["159t"])
    with pytest.raises(StoreDamaged):
        store.verify(["11re"])


def test_another_home_is_another_snapshot(copied, monkeypatch):
    (copied / "edition.json").unlink()
    with pytest.raises(StoreDamaged):
        store.edition()
    monkeypatch.delenv("KOTO_HOME")
    assert store.edition() == "2026-11"
