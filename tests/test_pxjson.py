"""PX-JSON: genuine StatFin answers with and without their descriptions, made-up tables written and read back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotolib.errors import KotoError
from kotolib.fetch import description, jsonstat, pxjson
from kotolib.fetch.joining import joined
from tests.encoded_tables import as_bytes, as_description, as_json_stat, as_px_json, cells_of, made_up, tables

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
ANSWERS = sorted(STATFIN.glob("*.pxjson.json"))


def metadata_of(path: Path) -> bytes:
    return (STATFIN / (path.name.removesuffix(".pxjson.json").removesuffix(".SUBSET") + ".metadata.json")).read_bytes()


def answer(name: str, described: bool = True):
    path = next(path for path in ANSWERS if path.name.startswith(name))
    return pxjson.decode(path.read_bytes(), metadata_of(path) if described else None)


def counted(table) -> dict[str, int]:
    counts = table.frame["status"].value_counts()
    return {status: number for status, number in counts.items() if number}


@pytest.mark.parametrize("described", [False, True])
@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_every_row_of_a_genuine_answer_is_in_the_frame(path, described):
    told = json.loads(path.read_bytes())
    table = pxjson.decode(told, metadata_of(path) if described else None)
    keys = [column["code"] for column in told["columns"] if column["type"] != "c"]
    contents = [column["code"] for column in told["columns"] if column["type"] == "c"]
    cells = cells_of(table.frame).set_index([*keys, table.metric.id])
    assert len(cells) == len(told["data"]) * len(contents)
    written = {(*row["key"], content): text for row in told["data"] for content, text in zip(contents, row["values"], strict=True)}  # fmt: skip  # noqa: E501
    for key, cell in cells.iterrows():
        text = written[key if isinstance(key, tuple) else (key,)]
        assert cell["symbol"] == text if pd.isna(cell["value"]) else cell["value"] == float(text)


def test_confidential_cells_keep_their_three_dots():
    assert counted(answer("tyonv")) == {"ok": 1217, "suppressed_by_source": 125}


def test_a_point_is_not_applicable_and_periods_with_a_mark_are_preliminary():
    # Change from the quarter before: the first quarter has none.
    assert counted(answer("asas")) == {"preliminary": 2200, "ok": 275, "not_applicable": 275}


@pytest.mark.parametrize("described", [False, True])
def test_preliminary_quarters_are_known_from_notes_and_from_labels(described):
    assert counted(answer("vamuu", described)) == {"preliminary": 84}


def test_the_description_brings_labels_roles_and_the_name_of_the_contents():
    bare, described = answer("vaerak_pxt_11rm", False), answer("vaerak_pxt_11rm")
    assert described.metric.id == "Tiedot" and bare.metric.id == "contents"
    assert described.dimension("Kieli").codes == ("SSS", "02")
    assert described.dimension("Kieli").labels != bare.dimension("Kieli").labels == ("SSS", "02")
    assert described.geo.role == "geo" and described.time.role == "time"


def test_kangasala_has_its_published_number():
    frame = answer("vaerak_pxt_11rm").frame
    assert frame[(frame["Kieli"] == "02") & (frame["Vuosi"] == "2023")]["value"].tolist() == [1132]


def test_the_card_of_the_answer_is_read():
    table = answer("asas")
    assert table.source == "Tilastokeskus, asunnot ja asuinolot"
    assert table.updated == datetime(2025, 2, 13, 6, tzinfo=UTC)
    assert table.updated_as_written == "2025-02-13T06.00.00Z"
    assert answer("tyonv").unit_of("TYOTOSUUS").decimals == 1


@made_up
@given(tables(symbols_of_numbers=False))
def test_what_is_written_is_read(table):
    whole = pxjson.decode(as_bytes(as_px_json(table)))
    contents = table.variables[-1].id
    frame = cells_of(whole.frame).rename(columns={whole.column("contents"): contents})
    pd.testing.assert_frame_equal(frame, table.frame())


@made_up
@given(tables(symbols_of_numbers=False))
def test_with_its_description_it_is_what_json_stat_says(table):
    whole = pxjson.decode(as_px_json(table), as_description(table))
    other = jsonstat.decode(as_json_stat(table))
    pd.testing.assert_frame_equal(cells_of(whole.frame), cells_of(other.frame))
    assert [one.labels for one in whole.dimensions] == [one.labels for one in other.dimensions]


@made_up
@given(tables(symbols_of_numbers=False), st.randoms())
def test_the_order_of_rows_does_not_matter_when_the_table_is_described(table, random):
    shuffled = as_px_json(table)
    random.shuffle(shuffled["data"])
    described = description.decode(as_description(table))
    whole = pxjson.decode(as_px_json(table), described)
    pd.testing.assert_frame_equal(pxjson.decode(shuffled, described).frame, whole.frame)


@made_up
@given(tables(symbols_of_numbers=False), st.data())
def test_parts_joined_are_the_whole(table, data):
    axis = data.draw(st.integers(0, len(table.variables) - 1))
    codes = table.variables[axis].codes
    cut = data.draw(st.integers(0, len(codes)))
    described = as_description(table)
    order = {one.id: one.codes for one in table.variables}
    parts = [table.cells_where(axis, part) for part in (codes[cut:], codes[:cut]) if part]
    together = joined([pxjson.decode(as_px_json(part), described) for part in parts], order)
    pd.testing.assert_frame_equal(together.frame, pxjson.decode(as_px_json(table), described).frame)


def small(**changes) -> dict:
    columns = [{"code": "Alue", "text": "Alue", "type": "d"}, {"code": "v", "text": "Väestö", "type": "c"}]
    rows = [{"key": ["KU091"], "values": ["1"]}, {"key": ["KU211"], "values": ["2"]}]
    return {"columns": columns, "data": rows} | changes


def test_rows_that_are_left_out_are_missing():
    columns = [{"code": name, "text": name, "type": kind} for name, kind in (("Alue", "d"), ("Vuosi", "t"), ("v", "c"))]
    rows = [{"key": ["KU091", "2023"], "values": ["1"]}, {"key": ["KU211", "2024"], "values": ["2"]}]
    frame = pxjson.decode({"columns": columns, "data": rows}).frame
    assert frame["status"].tolist() == ["ok", "missing", "missing", "ok"]


def test_an_answer_without_rows_is_an_empty_table():
    assert len(pxjson.decode(small(data=[])).frame) == 0


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"data": [{"key": ["KU091"], "values": ["1", "2"]}]}, r"data\[0\]: rivillä pitää olla 1 avainta ja 1 arvoa"),
        ({"data": [{"key": ["KU091"]}]}, "data: riviltä puuttuu"),
        ({"data": [{"key": ["KU091"], "values": ["1 234"]}]}, r"data\[0\]: arvo ”1 234” ei ole luku"),
        ({"data": [{"key": ["KU091"], "values": ["nan"]}]}, "arvo ”nan” ei ole luku"),
        ({"data": [{"key": ["KU091"], "values": ["1"]}] * 2}, "kahdella rivillä"),
        ({"columns": [{"code": "Alue", "type": "d"}]}, "yhdessäkään sarakkeessa"),
        ({"columns": [{"text": "Alue", "type": "d"}]}, r"columns\[0\]"),
        ({"columns": None}, "PX-JSON"),
    ],
)
def test_contradictions_are_told_with_their_place(change, where):
    with pytest.raises(KotoError, match=where):
        pxjson.decode(small(**change))


def test_a_code_that_the_description_does_not_have_is_told():
    described = {"variables": [{"code": "Alue", "text": "Alue", "values": ["KU091"], "valueTexts": ["Helsinki"]}]}
    with pytest.raises(KotoError, match="koodia ”KU211” ei ole taulukon kuvauksessa"):
        pxjson.decode(small(), described)


def test_a_description_whose_codes_and_texts_differ_is_told():
    described = {"variables": [{"code": "Alue", "text": "Alue", "values": ["KU091", "KU211"], "valueTexts": ["H"]}]}
    with pytest.raises(KotoError, match="2 koodia ja 1 tekstiä"):
        description.decode(described)
    with pytest.raises(KotoError, match="ei ole taulukon kuvaus"):
        description.decode(b'{"title": "x"}')
