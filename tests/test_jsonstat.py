"""JSON-stat in all its forms: genuine answers, made-up tables written and read back, and what is no JSON-stat."""

import gzip
import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import jsonstat_validator
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotolib.errors import KotoError
from kotolib.fetch import description, jsonstat
from kotolib.fetch.decoded import Collection, Decoded, Dimension, Reference
from kotolib.fetch.joining import joined
from tests.encoded_tables import Form, as_bytes, as_json_stat, cells_of, forms, made_up, tables

WIRE = Path(__file__).parent / "fixtures" / "wire"


def sample(name: str) -> bytes:
    return (WIRE / name).read_bytes()


def decoded(name: str) -> Decoded:
    return jsonstat.decode_dataset(sample(name))


def small(**changes) -> dict:
    """Two areas and two years, with changes."""
    answer = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Alue", "Vuosi"],
        "size": [2, 2],
        "role": {"time": ["Vuosi"]},
        "dimension": {
            "Alue": {"label": "Alue", "category": {"index": ["KU091", "KU211"]}},
            "Vuosi": {"label": "Vuosi", "category": {"index": ["2023", "2024"]}},
        },
        "value": [1, 2, 3, 4],
    }
    return answer | changes


def statuses(**changes) -> list[str]:
    return jsonstat.decode(small(**changes)).frame["status"].tolist()


# --- genuine answers

DATA_SETS = [
    "jsonstat/canada.json",
    "jsonstat/galicia.json",
    "jsonstat/hierarchy.json",
    "jsonstat/oecd.json",
    "jsonstat/order.json",
    "jsonstat/us-labor.json",
    "pxweb-v1-other/response_fi.json",
    "pxweb-v1-other/response_no.json",
    "pxweb-v2/TAB6471_data.json",
    "statfin/api-query-three-cities.json",
    "statfin/vaka_14jt_2024_kunnat.json",
]


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_cell_of_a_genuine_answer_is_where_the_answer_has_it(name):
    told = json.loads(sample(name))
    whole = jsonstat.decode(told)
    assert whole.sizes == tuple(told["size"])
    assert [one.id for one in whole.dimensions] == told["id"]
    values = told["value"]
    for place, row in enumerate(whole.frame.itertuples(index=False)):
        value = values.get(str(place)) if isinstance(values, dict) else values[place]
        assert row.value == value or (value is None and pd.isna(row.value))
        codes = np.unravel_index(place, whole.sizes)
        assert tuple(row)[: len(codes)] == tuple(one.codes[at] for one, at in zip(whole.dimensions, codes, strict=True))


@pytest.mark.parametrize("name", DATA_SETS)
def test_a_number_is_missing_exactly_when_a_reason_stands_beside_it(name):
    frame = decoded(name).frame
    assert (frame["value"].isna() == ~frame["status"].isin(["ok", "preliminary"])).all()


def test_a_status_list_of_one_speaks_of_every_cell():
    frame = decoded("jsonstat/canada.json").frame
    assert set(frame["symbol"]) == {"a"} and set(frame["status"]) == {"ok"} and len(frame) == 120


def test_a_status_object_speaks_of_its_own_cells():
    frame = decoded("jsonstat/oecd.json").frame
    assert frame["symbol"].iloc[[9, 10, 11, 12]].tolist() == ["", "e", "e", ""]
    assert (frame["symbol"] == "e").sum() == 72


def test_norwegian_gaps_keep_their_two_dots():
    frame = decoded("pxweb-v1-other/response_no.json").frame
    gaps = frame[frame["value"].isna()]
    assert len(gaps) == 24 and set(gaps["symbol"]) == {".."} and set(gaps["status"]) == {"missing"}


def test_children_units_notes_and_categories_without_index_are_kept():
    oecd, canada = decoded("jsonstat/oecd.json"), decoded("jsonstat/canada.json")
    area = oecd.dimension("area")
    assert area.children["EU15"][:2] == ("AT", "BE") and area.category_notes["DE"][0].startswith("Germany")
    assert area.roots == ("OECD",)
    assert canada.dimension("country").codes == ("CA",) and canada.dimension("year").labels == ("2012",)
    assert canada.unit_of("POP").label == "thousands of persons" and canada.unit_of("PERCENT").symbol == "%"
    assert canada.unit_of("POP").decimals == 1
    assert decoded("jsonstat/hierarchy.json").dimension("commodity").children["1.1"] == (
        "1.1.1", "1.1.2", "1.1.3", "1.1.4",
    )  # fmt: skip


def test_statfin_answers_tell_units_notes_roles_and_elimination():
    cities = decoded("statfin/api-query-three-cities.json")
    assert cities.frame["value"].tolist() == [325716, 694392, 252956]
    assert (cities.time.id, cities.geo.id, cities.metric.id) == (
        "timeperiod_y", "alue_23_20260101", "contentscode",
    )  # fmt: skip
    assert cities.updated == datetime(2026, 4, 1, 5, tzinfo=UTC)
    assert "aluejakoa" in cities.geo.notes[0] and cities.unit.decimals == 0
    assert decoded("pxweb-v1-other/response_no.json").dimension("Region").eliminated_by == "TOTAL"


def test_a_role_that_is_not_told_is_guessed_and_not_claimed():
    kindergartens = decoded("statfin/vaka_14jt_2024_kunnat.json")
    assert kindergartens.geo.id == "alue_23_20240101" and kindergartens.geo.role is None


def test_texts_in_place_of_numbers_stay_texts():
    frame = decoded("jsonstat/order.json").frame
    assert frame["value"].iloc[0] == "A1B1C1" and set(frame["status"]) == {"ok"}


def test_a_description_without_numbers_is_a_table_without_rows():
    table = decoded("pxweb-v2/TAB6471_metadata.json")
    assert not table.has_values and len(table.frame) == 0 and table.sizes == (312, 134, 3, 1, 16)
    assert list(table.frame.columns) == [*(one.id for one in table.dimensions), "value", "status", "symbol"]


def test_a_collection_lists_what_it_refers_to():
    collection = jsonstat.decode(sample("jsonstat/collection.json"))
    assert len(collection.items) == 8 and collection.datasets == ()
    assert collection.items[0] == Reference(
        "dataset", "https://json-stat.org/samples/oecd.json", "Unemployment rate in the OECD countries 2003-2014"
    )


@pytest.mark.parametrize("path", sorted(WIRE.glob("statfin/*.metadata.json")), ids=lambda path: path.name)
def test_descriptions_of_tables_tell_their_variables(path):
    told = json.loads(path.read_bytes())
    table = description.decode(path.read_bytes())
    assert [one.id for one in table.dimensions] == [one["code"] for one in told["variables"]]
    assert [one.codes for one in table.dimensions] == [tuple(one["values"]) for one in told["variables"]]
    assert table.time.codes == next(tuple(one["values"]) for one in told["variables"] if one["time"])
    assert table.metric.id == "Tiedot" and table.geo.id == "Alue"


# --- written and read back


@made_up
@given(tables(), forms)
def test_what_is_written_is_read(table, form):
    answer = as_json_stat(table, form)
    if form.version == 2:
        told = {key: value for key, value in answer.items() if key != "status" or value}
        assert jsonstat_validator.validate_jsonstat(json.loads(as_bytes(told)))
    whole = jsonstat.decode(as_bytes(answer))
    pd.testing.assert_frame_equal(cells_of(whole.frame), table.frame())
    assert [one.labels for one in whole.dimensions] == [one.labels for one in table.variables]


@made_up
@given(tables(), st.data())
def test_parts_joined_are_the_whole(table, data):
    axis = data.draw(st.integers(0, len(table.variables) - 1))
    codes = table.variables[axis].codes
    cut = data.draw(st.integers(0, len(codes)))
    parts = [codes[:cut], codes[cut:]]
    others = data.draw(st.permutations(range(len(table.variables))))
    answers = [table.cells_where(axis, part) for part in parts if part]
    # A later part may have its variables in another order.
    answers = [answers[0], *(part.permuted(others) for part in answers[1:])]
    together = joined([jsonstat.decode(as_json_stat(part)) for part in answers])
    whole = jsonstat.decode(as_json_stat(table))
    pd.testing.assert_frame_equal(together.frame, whole.frame)
    assert together.dimensions == whole.dimensions


@made_up
@given(tables(), st.data())
def test_permuted_variables_give_the_same_cells(table, data):
    order = data.draw(st.permutations(range(len(table.variables))))
    permuted = jsonstat.decode(as_json_stat(table.permuted(order)))
    whole = jsonstat.decode(as_json_stat(table))
    names = [one.id for one in whole.dimensions]
    pd.testing.assert_frame_equal(permuted.arranged(names).frame, whole.frame)


def test_parts_of_two_variables_join_in_the_order_of_the_description():
    whole = decoded("pxweb-v1-other/response_fi.json")
    told = json.loads(sample("pxweb-v1-other/response_fi.json"))
    grid = np.array(told["value"]).reshape(told["size"])
    parts = []
    for year in ("2022", "2020", "2021"):
        for sexes in (["1", "2"], ["SSS"]):
            part = json.loads(sample("pxweb-v1-other/response_fi.json"))
            part["size"] = [1, len(sexes), 10, 1]
            part["dimension"]["Vuosi"]["category"]["index"] = [year]
            part["dimension"]["Sukupuoli"]["category"]["index"] = sexes
            years, places = [int(year) - 2020], [["SSS", "1", "2"].index(sex) for sex in sexes]
            part["value"] = grid[np.ix_(years, places)].ravel().tolist()
            parts.append(jsonstat.decode(part))
    order = {one.id: one.codes for one in whole.dimensions}
    pd.testing.assert_frame_equal(joined(parts, order).frame, whole.frame)


def test_parts_that_do_not_belong_together_are_told():
    one = jsonstat.decode(small(updated="2024-01-01"))
    with pytest.raises(KotoError, match="kahdessa osassa"):
        joined([one, one])
    with pytest.raises(KotoError, match="päivitettiin kesken haun"):
        joined([one, jsonstat.decode(small(updated="2024-02-01"))])
    other = small()
    other["dimension"]["Alue"]["category"]["index"] = ["KU837", "KU092"]
    other["dimension"]["Vuosi"]["category"]["index"] = ["2023", "2025"]
    with pytest.raises(KotoError, match="puuttuu, ensimmäisenä KU091, 2025"):
        joined([jsonstat.decode(small()), jsonstat.decode(other)])


# --- forms


def test_the_symbols_of_the_service_become_the_words_of_the_house():
    told = statuses(value=[None, None, None, None], status=["...", "..", ".", "-"])
    assert told == ["suppressed_by_source", "missing", "not_applicable", "ok"]


def test_a_dash_is_nought_unless_the_source_means_something_else():
    nought = jsonstat.decode(small(value=[None, 2, 3, 4], status={"0": "-"}))
    assert nought.frame["value"].iloc[0] == 0 and nought.frame["symbol"].iloc[0] == "-"
    gap = jsonstat.decode(small(value=[None, 2, 3, 4], status={"0": "-"}), {"-": "missing"})
    assert pd.isna(gap.frame["value"].iloc[0]) and gap.frame["status"].iloc[0] == "missing"


def test_a_nought_that_the_service_calls_confidential_is_no_number():
    frame = jsonstat.decode(small(value=[0, 2, 3, 4], status={"0": "..."})).frame
    assert pd.isna(frame["value"].iloc[0]) and frame["status"].iloc[0] == "suppressed_by_source"


def test_periods_with_a_mark_are_preliminary():
    years = {"label": "Vuosi", "category": {"index": ["2023", "2024"], "label": {"2023": "2023", "2024": "2024*"}}}
    told = small(value=[1, 2, None, None])
    told["dimension"]["Vuosi"] = years
    assert jsonstat.decode(told).frame["status"].tolist() == ["ok", "preliminary", "missing", "missing"]


def test_one_status_for_all_and_letters_of_observation():
    assert statuses(status="p") == ["preliminary"] * 4
    assert statuses(value=[None] * 4, status=["c", "z", "u", "x?"]) == [
        "suppressed_by_source", "not_applicable", "below_quality", "missing",
    ]  # fmt: skip


def test_labels_may_repeat_and_variables_may_be_described_without_running_through_the_cells():
    told = small()
    told["dimension"]["Alue"]["category"]["label"] = {"KU091": "Sama", "KU211": "Sama"}
    told["dimension"]["Sukupuoli"] = {"label": "Sukupuoli", "category": {"label": {"SSS": "Yhteensä"}}}
    table = jsonstat.decode(told)
    assert table.dimension("Alue").labels == ("Sama", "Sama") and table.frame["Alue"].nunique() == 2
    assert [one.id for one in table.aside] == ["Sukupuoli"]


def test_an_answer_of_version_one_and_sizes_and_values_as_texts_are_read():
    told = small(size=["2", "2"], value=["1.5", "2", None, ".."])
    variables = told["dimension"] | {name: told.pop(name) for name in ("id", "size")}
    kept = {name: told[name] for name in told.keys() - {"class", "version", "dimension", "role"}}
    table = jsonstat.decode_dataset({"dataset": kept | {"dimension": variables}})
    assert table.frame["value"].tolist()[:2] == [1.5, 2.0] and table.frame["status"].tolist()[2:] == ["missing"] * 2


def test_a_variable_that_is_called_value_does_not_hide_the_values():
    told = small(id=["Alue", "value"])
    told["dimension"]["value"] = told["dimension"].pop("Vuosi")
    table = jsonstat.decode(told)
    assert table.frame["value"].tolist() == [1, 2, 3, 4]
    assert table.frame[table.column("value")].tolist() == ["2023", "2024"] * 2


def test_bundles_collections_and_lone_variables():
    bundle = jsonstat.decode({"eka": {k: v for k, v in small().items() if k != "class"}, "toka": small()})
    assert isinstance(bundle, Collection) and bundle.names == ("eka", "toka") and len(bundle.datasets) == 2
    collection = jsonstat.decode({"class": "collection", "link": {"item": [small(), small()["dimension"]["Alue"]]}})
    assert isinstance(collection.items[0], Decoded) and isinstance(collection.items[1], Dimension)
    assert jsonstat.decode_dataset({"class": "collection", "link": {"item": [small()]}}).sizes == (2, 2)
    with pytest.raises(KotoError, match="luettelo"):
        jsonstat.decode_dataset(bundle_of_two())


def bundle_of_two() -> dict:
    return {"eka": small(), "toka": small()}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-12-21T06.00.00Z", datetime(2022, 12, 21, 6, tzinfo=UTC)),
        ("2012-12-27T12:25:09Z", datetime(2012, 12, 27, 12, 25, 9, tzinfo=UTC)),
        ("2026-06-06T21:04:30", datetime(2026, 6, 6, 21, 4, 30)),
        ("2012-09-27", datetime(2012, 9, 27)),
        ("20230418 08:00", datetime(2023, 4, 18, 8)),
        ("Tue, 28 May 2024 05:00:00 GMT", datetime(2024, 5, 28, 5, tzinfo=UTC)),
        ("", None),
        ("viime vuonna", None),
        ("2024-13-45T06.00.00Z", None),
    ],
)
def test_moments_are_read_and_kept_as_written(written, moment):
    table = jsonstat.decode(small(updated=written))
    assert table.updated == moment and table.updated_as_written == written


# --- what is no JSON-stat


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"value": [1, 2, 3]}, "value: arvoja on 3, mutta muuttujien mukaan niitä pitäisi olla 4"),
        ({"value": {"4": 1}}, "solua 4 ei ole"),
        ({"value": {"x": 1}}, "”x” ei ole solun järjestysnumero"),
        ({"value": [1, True, 3, 4]}, r"value\[1\]: arvo ”True”"),
        ({"value": [1, "1 234,5", 3, 4]}, r"value\[1\]: arvo ”1 234,5”"),
        ({"value": [1, 1e999, 3, 4]}, r"value\[1\]: .*liian suuri"),
        ({"value": [1, 10**400, 3, 4]}, "liian suuri"),
        ({"value": None}, "ei ole arvoja"),
        ({"status": ["a", "b"]}, "status: tilamerkkejä"),
        ({"status": {"9": "a"}}, "status: solua 9 ei ole"),
        ({"size": [2, 3]}, r"dimension.Vuosi.category: luokkia on 2, mutta koon \(size\) mukaan.*3"),
        ({"size": [2]}, "id: muuttujia"),
        ({"id": ["Alue", "Kieli"]}, "muuttujaa ”Kieli” ei ole kuvattu"),
        ({"id": None}, "muuttujien luettelo"),
        ({"dimension": None}, "dimension"),
    ],
)
def test_contradictions_are_told_with_their_place(change, where):
    with pytest.raises(KotoError, match=where) as fault:
        jsonstat.decode(as_bytes(small(**change)) if "value" not in change else small(**change))
    assert fault.value.exit_code == 3


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (b"", "tyhjä"),
        (b"<!DOCTYPE html><html><head><title>Kirjaudu verkkoon</title></head></html>", "verkkosivu.*Kirjaudu verkkoon"),
        (as_bytes(small())[:-30], "katkeaa kesken"),
        (b'{"value": [1, 2 3]}', "1:17: .*JSON"),
        (gzip.compress(as_bytes(small())), "gzip"),
        (b"PK\x03\x04" + bytes(40), "Excel"),
        ('{"label": "Väestö"}'.encode("latin-1"), "UTF-8"),
        (b'{"error": "Table not found"}', "virheilmoitus: ”Table not found”"),
        (b"[1, 2]", "nimettyjä kohtia"),
        (b'{"title": "x", "variables": []}', "title, variables"),
        (b"[" * 100_000, "katkeaa|sisäkkäistä"),
    ],
)
def test_what_came_instead_is_told(source, what):
    with pytest.raises(KotoError, match=what):
        jsonstat.decode(source)


def test_an_absurd_size_is_refused_before_memory_is_asked_for():
    codes = [str(n) for n in range(9000)]
    told = small(size=[9000, 9000], value={})
    for name in ("Alue", "Vuosi"):
        told["dimension"][name]["category"]["index"] = codes
    with pytest.raises(KotoError, match="osissa"):
        jsonstat.decode(told)


def test_a_fault_travels_between_processes():
    with pytest.raises(KotoError) as fault:
        jsonstat.decode(small(value=[1]))
    assert str(pickle.loads(pickle.dumps(fault.value))) == str(fault.value)


@made_up
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "size", "value", "dimension", "category", "index", "label", "class", "link", "item", "status", "role"]), inner, max_size=5), max_leaves=12))  # fmt: skip  # noqa: E501
def test_any_json_is_read_or_refused_in_a_sentence(told):
    try:
        jsonstat.decode(told)
    except KotoError as fault:
        assert str(fault).startswith("Aineistoa ei voi lukea")


@made_up
@given(tables(), st.sampled_from(["list", "object", "shifted"]))
def test_the_form_of_the_index_does_not_matter(table, index):
    one = jsonstat.decode(as_json_stat(table, Form(index=index)))
    other = jsonstat.decode(as_json_stat(table))
    pd.testing.assert_frame_equal(one.frame, other.frame)


def test_a_status_list_may_have_gaps():
    assert statuses(value=[None, 2, None, 4], status=["...", None, None, "p"]) == [
        "suppressed_by_source", "ok", "missing", "preliminary",
    ]  # fmt: skip


def test_european_answers_leave_out_the_cells_that_they_do_not_have():
    # As Eurostat writes: sparse values, sparse statuses, a time zone without a colon.
    told = small(value={"0": 1.5, "3": 4}, status={"1": "c", "3": "p"}, updated="2024-05-28T11:00:00+0200")
    table = jsonstat.decode(as_bytes(told))
    assert table.frame["status"].tolist() == ["ok", "suppressed_by_source", "missing", "preliminary"]
    assert table.updated.isoformat() == "2024-05-28T11:00:00+02:00"
    assert len(jsonstat.decode(small(value={})).frame) == 4
