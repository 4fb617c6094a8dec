"""Building the snapshot from delivered files: the same figures every time, and faults instead of guesses.

``tests/fixtures/delivery`` is cut from the delivered files: their own rows and bytes, a few municipalities of each.
"""

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kotolib import house, store

DATA_SOURCES = house.data_sources()
SAMPLE = Path(__file__).parent / "fixtures" / "delivery"
ELECTIONS = "other/municipal_elections_2021"

sys.path.insert(0, str(DATA_SOURCES))

import build_snapshot  # noqa: E402
from importers import cells, forms, jsonstat, tables  # noqa: E402
from importers.codes import Codes  # noqa: E402
from importers.delivery import Delivery, Fault  # noqa: E402


def built(folder: Path, table: str) -> pd.DataFrame:
    """A table as it is read from a delivered folder."""
    delivery = Delivery(folder)
    return tables.read(table, delivery, Codes.of(delivery))[0]


@pytest.fixture
def delivered(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    folder = tmp_path / "delivered"
    shutil.copytree(SAMPLE, folder)
    return folder


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot that the sample gives, built by the command line."""
    folder = tmp_path_factory.mktemp("built")
    words = [sys.executable, str(DATA_SOURCES / "build_snapshot.py"), str(SAMPLE), "--into", str(folder)]
    # From another working directory: the script finds its own modules.
    subprocess.run(words, check=True, capture_output=True, cwd=folder)
    return folder


def replace(path: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    content = path.read_bytes().decode(encoding)
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode(encoding))


# The same figures


def test_the_sample_gives_every_table_of_the_shipped_snapshot(snapshot):
    assert {path.stem for path in snapshot.glob("*.parquet")} == set(store.tables())
    assert not list(snapshot.glob("*.part"))


@pytest.mark.parametrize("table", store.tables())
def test_the_samples_figures_are_those_of_the_shipped_snapshot(snapshot, table):
    frame = pd.read_parquet(snapshot / f"{table}.parquet")
    keys = list(store.card(table).dimensions)
    both = frame.merge(store.table(table), on=keys, how="left", suffixes=("", "_shipped"), validate="1:1")
    assert len(frame) and list(frame.columns) == list(store.table(table).columns)
    pd.testing.assert_series_equal(both["value"], both["value_shipped"], check_names=False)
    pd.testing.assert_series_equal(both["status"], both["status_shipped"], check_names=False)


def test_a_built_snapshot_is_a_whole_store(snapshot, tmp_path, monkeypatch):
    shutil.copytree(snapshot, tmp_path / "data_sources" / "snapshot")
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    store.verify()
    assert set(store.table("11re")["area"]) == {"211", "318", "403", "588", "SSS"}


def test_building_twice_gives_the_same_checksum_and_leaves_nothing_of_before(snapshot, tmp_path, capsys):
    (tmp_path / "old.json").write_text("{}", encoding="utf-8")
    (tmp_path / "old.parquet").write_bytes(b"")
    assert build_snapshot.main([str(SAMPLE), "--into", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in snapshot.iterdir()
    }
    assert capsys.readouterr().out.strip() in (snapshot / "edition.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_files_may_be_composed_either_way(delivered, form):
    folder = delivered / ELECTIONS
    for path in list(folder.iterdir()):
        path.rename(folder / unicodedata.normalize(form, path.name))
    assert built(delivered, "elections_2021").equals(built(SAMPLE, "elections_2021"))


def test_check_says_the_same_and_writes_nothing(snapshot, capsys):
    before = {path: path.stat().st_mtime_ns for path in snapshot.iterdir()}
    assert build_snapshot.main([str(SAMPLE), "--check", "--into", str(snapshot)]) == 0
    assert capsys.readouterr().out == "the same figures\n"
    assert before == {path: path.stat().st_mtime_ns for path in snapshot.iterdir()}


def test_check_names_the_tables_whose_figures_differ(snapshot, delivered, capsys):
    replace(delivered / "kangasala/11rm_language_1990_2023.csv", "2023,1132", "2023,1133")
    replace(delivered / "statfin/159t_foreign_language_share_2020_2025.json", "3.9", "3.8")
    assert build_snapshot.main([str(delivered), "--check", "--into", str(snapshot)]) == 1
    assert capsys.readouterr().out == "differing: 11rm_kangasala, 159t\n"


def test_check_does_not_mind_the_bytes_of_parquet_files(snapshot, tmp_path):
    folder = tmp_path / "snapshot"
    shutil.copytree(snapshot, folder)
    frame = pd.read_parquet(folder / "11re.parquet")
    frame.to_parquet(folder / "11re.parquet", compression="gzip")
    assert build_snapshot.main([str(SAMPLE), "--check", "--into", str(folder)]) == 0


# Faults instead of guesses

SHARE = "statfin/12r5_unemployed_share_2007M01_2025M01.csv"
PRELIMINARY = "statfin/119e_preliminary_changes_2025M01.csv"
CHILDREN = "statfin/14jt_early_childhood_education_2022.csv"
CHILDREN_2024 = "statfin/14jt_early_childhood_education_2024.json"
LANGUAGE = "kangasala/11rm_language_1990_2023.csv"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (SHARE, "KU211,Kangasala,2023M01,", "KU211,Kangasala,2023M01,~", "neither a number nor a sign"),
        (SHARE, "KU211,Kangasala,2023M01,", "KU211,Kangasala,2023M13,", '"2023M13" is neither a year nor a month'),
        (SHARE, "KU211,Kangasala,2023M02,", "KU211,Kangasala,2023M01,", "1 rows stand twice"),
        (SHARE, "Alue,Alue_nimi", "Area,Alue_nimi", "no column or key 'Alue'"),
        (SHARE, "KU211,", "KUU211,", 'no municipality is called "KUU211"'),
        (PRELIMINARY, "Lappajärvi", "Lappajärwi", 'no municipality is called "Lappajärwi"'),
        (PRELIMINARY, "Kangasala,Kuolleet", "Kangasala,Kuolleita", 'no content is called "Kuolleita"'),
        (CHILDREN, "211,Kangasala,2022,ece_children,", "211,Kangasala,2022,ece_toddlers,", "ece_toddlers"),
        (LANGUAGE, "1990,24407", "1990,noin 24407", '"noin 24407" is neither'),
        (LANGUAGE, "1990,24407", "1990,", '"" is neither'),
        (LANGUAGE, "1990,24407", "1990,1e5", '"1e5" is neither'),
        ("kangasala/11re_age_1972_2023.csv", ",000,0,", ",-01,0,", '"-01" is not an age'),
        ("statfin/159t_foreign_language_share_2020_2025.json", "{", "", "cannot be read as JSON"),
        (CHILDREN_2024, '{"SSS": 0}', '{"003": 0}', "age has more than its total"),
        (
            "statfin/14jt_early_childhood_education_2024.json",
            '"class": "dataset"',
            '"class": "cube"',
            "not a json-stat2",
        ),
        (f"{ELECTIONS}/Ehdokas_data.csv", "211 Kangasala", "091 Kangasala", "the code is not that of the name"),
        (f"{ELECTIONS}/Ehdokas_data.csv", '"211 Kangasala";"Yhteensä"', '"211 Kangasala";"Muut"', "parties apart"),
    ],
)
def test_what_must_not_be_guessed_is_a_fault_and_nothing_is_written(delivered, tmp_path, capsys, file, old, new, told):
    replace(delivered / file, old, new)
    into = tmp_path / "into"
    assert build_snapshot.main([str(delivered), "--into", str(into)]) == 3
    assert not into.exists()
    assert told in capsys.readouterr().err


def test_a_merged_municipality_with_voters_is_a_fault(delivered):
    replace(delivered / ELECTIONS / "väkiluku.csv", 'Honkajoki -21";0', 'Honkajoki -21";1300', "latin-1")
    with pytest.raises(Fault, match="has figures"):
        built(delivered, "elections_2021")


def test_a_missing_file_and_a_missing_folder_are_told_without_a_traceback(delivered, tmp_path, capsys):
    (delivered / LANGUAGE).unlink()
    assert build_snapshot.main([str(delivered), "--into", str(tmp_path / "into")]) == 3
    assert LANGUAGE in capsys.readouterr().err
    assert build_snapshot.main([str(tmp_path / "nowhere"), "--check"]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_a_file_that_is_not_gzip_is_told(delivered):
    (delivered / "other/sotkanet_1990_2012.csv.gz").write_bytes(b"Muuttuja,Alue\n")
    with pytest.raises(Fault, match="cannot be read as a table"):
        built(delivered, "sotkanet_1990_2012")


def test_a_new_municipality_without_any_children_is_a_fault(delivered):
    rows = (delivered / CHILDREN).read_text(encoding="utf-8").splitlines()
    changed = [",".join([*row.split(",")[:4], "0", *row.split(",")[5:]]) if row[:3] == "211" else row for row in rows]
    (delivered / CHILDREN).write_text("\n".join(changed), encoding="utf-8")
    with pytest.raises(Fault, match=r"no children at all in \['211'\]"):
        built(delivered, "14jt")


def test_an_unexplained_empty_cell_of_the_unemployed_is_a_fault(delivered):
    path = delivered / "statfin/12r5_jobseekers_counts_2006M01_2023M10.csv.gz"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[frame["code"] == "211", "TYOTTOMATLOPUSSA"] = ""
    frame.to_csv(path, index=False)
    with pytest.raises(Fault, match=r"\['211'\]: no rule says why"):
        built(delivered, "12r5_counts")


def test_ages_that_do_not_add_up_are_a_fault(delivered):
    path = delivered / "statfin/projection2019_age1y_2019_2040.csv.gz"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[frame["age"] == "7", "value"] = "1.0"
    frame.to_csv(path, index=False)
    with pytest.raises(Fault, match="do not add up"):
        built(delivered, "projection2019")


def test_a_content_that_disappears_from_the_delivery_is_a_fault(delivered):
    path = delivered / "kangasala/12r5_jobseekers_2007M01_2025M01.csv"
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if "Ulkomaalaisia" not in row]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(Fault, match=r"contents that differ from the card: \['TYOTTOMATULK'\]"):
        built(delivered, "12r5_kangasala")


# Cells, codes, json-stat


@pytest.mark.parametrize(
    ("sign", "status"),
    [("...", "suppressed_by_source"), (".", "not_applicable"), ("..", "missing"), (" .. ", "missing"), ("0", "ok")],
)
def test_signs_of_the_source_become_statuses(sign, status):
    frame = cells.read(pd.Series([sign], dtype="str"), "here")
    assert frame["status"].tolist() == [status] and frame["value"].isna().tolist() == [status != "ok"]


@given(st.floats(-1e9, 1e9).map(lambda number: f"{number:.3f}"))
def test_a_number_is_read_as_it_is_written(text):
    assert cells.read(pd.Series([text], dtype="str"), "here")["value"].tolist() == [float(text)]


@given(st.text(max_size=6))
def test_anything_else_is_a_fault(text):
    assume(not cells.NUMBER.fullmatch(text.strip()) and text.strip() not in cells.SIGNS)
    with pytest.raises(Fault):
        cells.read(pd.Series([text], dtype="str"), "here")


def test_an_asterisk_makes_numbers_preliminary_and_leaves_signs():
    words = forms.Words(Delivery(SAMPLE), Codes({"Akaa": "020"}), {})
    frame = pd.DataFrame({"area": ["Akaa", "KU020"], "time": ["2025M01*", "2025M02*"], "content": "n"})
    frame = frame.join(cells.read(pd.Series(["7", "..."], dtype="str"), "here"))
    assert forms.dimensions(words, frame)["status"].tolist() == ["preliminary", "suppressed_by_source"]


def test_codes_come_from_codes_names_and_both():
    codes = Codes.of(Delivery(SAMPLE))
    spellings = ["211", "KU211", "211 Kangasala", "Kangasala"]
    assert {codes.find(spelling) for spelling in spellings} == {"211"}
    assert [codes.find(name) for name in ("KOKO MAA", "SSS", "WHOLE COUNTRY")] == ["SSS"] * 3
    assert codes.find("Maarianhamina - Mariehamn") == "478"
    assert (codes.find("Valtimo"), codes.find("Honkajoki"), codes.find("Pertunmaa")) == ("911", "099", "588")


@pytest.mark.parametrize("spelling", ["kangasala", "Kangas", "Vårdö kommun", "", "KU21", "091 Kangasala", "MK06"])
def test_codes_are_never_found_by_likeness(spelling):
    with pytest.raises(Fault):
        Codes.of(Delivery(SAMPLE)).find(spelling)


@pytest.mark.parametrize("status", ["...", ["", "..."], {"1": "..."}])
@pytest.mark.parametrize("values", [[7, None], {"0": 7}])
def test_jsonstat_keeps_the_state_of_each_value(values, status):
    record = {
        "version": "2.0",
        "class": "dataset",
        "role": {"time": ["y"], "metric": ["c"]},
        "id": ["c", "a", "y"],
        "size": [1, 1, 2],
        "dimension": {
            "c": {"label": "Tiedot", "category": {"index": ["n"]}},
            "a": {"label": "Alue", "category": {"index": {"KU020": 0}}},
            "y": {"label": "Vuosi", "category": {"index": {"2024": 1, "2023": 0}}},
        },
        "value": values,
        "status": status,
    }
    frame = jsonstat.rows(record, "here")
    assert frame["time"].tolist() == ["2023", "2024"]
    assert frame["status"].tolist() == ["ok", "suppressed_by_source"]
    del record["status"]
    assert jsonstat.rows(record, "here")["status"].tolist() == ["ok", "missing"]


def test_no_path_of_a_delivered_folder_stands_in_the_code():
    for path in [DATA_SOURCES / "build_snapshot.py", *(DATA_SOURCES / "importers").iterdir()]:
        if path.is_file():
            assert "shared" not in path.read_text(encoding="utf-8") and "/home/" not in path.read_text(encoding="utf-8")
