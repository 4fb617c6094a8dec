"""Declarations of what is fetched, set against genuine descriptions of the tables from before and after June 2026."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import kotolib as koto
from kotolib import house, sources, store
from kotolib.display import wording
from kotolib.errors import KotoError
from kotolib.fetch import description, jsonstat
from kotolib.indicators import agreement, stored
from kotolib.retrieval import tidying
from kotolib.retrieval.matching import match
from kotolib.sources.services import service_of
from tests.px_service import Table

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
DECLARED = {table: source for table, source in sources.load().sources.items() if source.live}
WANTED = [
    *("11re", "11rm", "11rh", "11rq", "11rv", "159t", "11ae", "11lj"),
    *("115f", "117e", "12r5", "14jt", "158w", "14wx", "14vl", "152s", "142h"),
]
NOT_FETCHED = [
    *("11rg", "11rl", "11rp", "11rt", "11rf", "119e", "12w7", "115b", "115x"),
    *("14w4", "15ig", "12bq", "12bs", "11vw"),
]


def described(file: str):
    content = (STATFIN / file).read_bytes()
    return description.decode(content) if file.endswith(".metadata.json") else jsonstat.decode_dataset(content)


def variable(code: str, label: str, **labels: str) -> dict:
    return {"code": code, "text": label, "values": list(labels), "valueTexts": list(labels.values())}


def employment(**ages: str):
    """A table of employment by origin, its variables called as they have been since June 2026."""
    origins = {"1": "Suomalaistaustaiset", "2": "Ulkomailla syntyneet ulkomaalaistaustaiset yhteensä"}
    variables = [
        variable("alue_23_20260101", "Alue", SSS="Koko maa", MK06="Pirkanmaa"),
        variable("syntypera_101_20180101", "Syntyperä ja taustamaa", **origins),
        variable("maassaolo_1_20180101", "Maassaoloaika", S="Yhteensä", a="Alle 5 vuotta"),
        variable("sukupuoli_9_20180101", "Sukupuoli", SSS="Yhteensä", **{"1": "Miehet", "2": "Naiset"}),
        variable("ikaryhma_10_20180101", "Ikä", **ages),
        variable("timeperiod_y", "Vuosi", **{"2024": "2024"}) | {"time": True},
        variable("contentscode", "Tiedot", rek="Työllisyysaste (rekisteri), osuus"),
    ]
    table = Table(variables, np.full([len(one["values"]) for one in variables], 60.5))
    return jsonstat.decode_dataset(json.dumps(table.answer([])).encode("utf-8"))


@pytest.mark.parametrize("table", WANTED)
def test_a_table_that_is_fetched_gives_at_least_one_indicator(table):
    indicators = sources.load().indicators.values()
    gives = {one.id for one in indicators for part in one.parts if getattr(part, "table", "") == table}
    assert gives


@pytest.mark.parametrize("table", NOT_FETCHED)
def test_a_table_that_is_known_and_not_fetched_has_its_reason(table):
    text = (house.data_sources() / "README.md").read_text(encoding="utf-8")
    section = text.partition("### Tables that are known and not fetched")[2].partition("## An indicator")[0]
    (line,) = [line for line in section.splitlines() if re.match(rf"\|[^|]*\b{table}\b", line)]
    assert table not in DECLARED and len(line.split("|")[2]) > 40


def test_categories_and_the_only_content_are_found_by_what_they_are_called():
    found = match(DECLARED["117e"], employment(**{"a": "15–64", "b": "18 - 64 -vuotiaat"}))
    assert found.categories == {
        "background": {"2": "born_abroad"}, "stay": {"S": "SSS"}, "sex": {"SSS": "SSS"}, "age": {"b": "18-64"}
    }  # fmt: skip
    assert found.contents == {"rek": "employment_rate"} and not found.unfound
    assert found.chosen["alue_23_20260101"] == ("SSS", "MK06") and len(found.chosen["ikaryhma_10_20180101"]) == 2


def test_a_category_that_the_table_does_not_have_is_told_and_never_another_taken_for_it():
    found = match(DECLARED["117e"], employment(a="15–64", b="20–64"))
    (told,) = found.unfound
    assert "”Ikä” ei ole luokkaa ”18–64”" in str(told) and "15–64, 20–64" in str(told)
    assert found.categories["age"] == {} and found.chosen["ikaryhma_10_20180101"] == ("a", "b")


def test_a_table_without_a_category_is_taken_and_its_card_tells_of_it():
    source, table = DECLARED["117e"], employment(a="15–64", b="20–64")
    found = match(source, table)
    rows = tidying.tidy(source, found, table)
    card = tidying.card_of(source, service_of(source.live), found, table, "2026-12-24")
    card = replace(card, **tidying.counted(rows))
    assert agreement.of_table(sources.load(), card, rows) == []
    assert any("ei ole luokkaa ”18–64”" in note for note in card.notes)
    assert set(rows["background"]) == {"1", "born_abroad"} and set(rows["area"]) == {"SSS", "MK06"}


def test_what_the_snapshot_cannot_fill_is_declared_with_its_service():
    assert set(WANTED) <= set(DECLARED)
    for source in DECLARED.values():
        service = service_of(source.live)
        assert service.address.startswith("https://") and service.provider == source.provider, source.table
        assert set(service.statistic_of(source.live)) == {"fi", "sv", "en"}


@pytest.mark.parametrize(
    ("table", "file", "variables"),
    [
        ("11re", "vaerak_pxt_11re.metadata.json", ["Alue", "Vuosi", "Tiedot", "Ikä", "Sukupuoli"]),
        ("11rm", "vaerak_pxt_11rm.metadata.json", ["Alue", "Vuosi", "Tiedot", "Sukupuoli", "Kieli"]),
        ("12r5", "tyonv_pxt_12r5_map.metadata.json", ["Alue", "Kuukausi", "Tiedot"]),
        (
            "11re",
            "api-query-three-cities.json",
            ["alue_23_20260101", "timeperiod_y", "contentscode", "ikaryhma_10_20180101", "sukupuoli_9_20180101"],
        ),
        ("14jt", "vaka_14jt_2024_kunnat.json", ["alue_23_20240101", "timeperiod_y", "contentscode"]),
    ],
)
def test_a_declaration_finds_its_variables_in_the_genuine_table(table, file, variables):
    found = match(DECLARED[table], described(file))
    ours = [name for name in store.cards.KEYS if name in found.variables]
    assert [found.variables[name].id for name in ours] == variables


def test_municipalities_and_the_country_are_asked_for_and_no_other_area():
    found = match(DECLARED["12r5"], described("tyonv_pxt_12r5_map.metadata.json"))
    assert len(found.chosen["Alue"]) == 309 and "SSS" in found.chosen["Alue"] and "ELY15" not in found.chosen["Alue"]
    assert len(found.chosen["Tiedot"]) == 23 and found.contents["TYOTTOMATULK"] == "TYOTTOMATULK"


def test_all_languages_and_one_sex_are_asked_for():
    found = match(DECLARED["11rm"], described("vaerak_pxt_11rm.metadata.json"))
    assert len(found.chosen["Kieli"]) == 169 and found.chosen["Sukupuoli"] == ("SSS",)


def test_false_zeros_of_the_genuine_answer_are_missing():
    table = described("vaka_14jt_2024_kunnat.json")
    rows = tidying.tidy(DECLARED["14jt"], match(DECLARED["14jt"], table), table)
    missing = set(rows[rows["status"] == "missing"]["area"].astype("str"))
    aland = {area.code for area in koto.areas.municipalities() if area.aland}
    assert missing == aland | {"403", "934"} and not (rows[rows["content"] == "vaka_lapsi_lkm"]["value"] == 0).any()
    shipped = store.table("14jt", edition="2026-11")
    shipped = shipped[(shipped["time"] == "2024") & (shipped["area"] != "SSS")]
    both = shipped.merge(rows.astype(dict.fromkeys(("area", "time", "content"), "str")), on=["area", "time", "content"])
    assert len(both) == len(shipped) and (both["value_x"].fillna(-1) == both["value_y"].fillna(-1)).all()


def test_a_table_of_the_old_database_is_not_taken_for_another():
    with pytest.raises(KotoError, match="muuttujaa ”citizenship” ei löydy"):
        match(DECLARED["11rh"], described("vaerak_pxt_11rm.metadata.json"))


def test_a_declaration_alone_changes_no_figure(here):
    waited = {table for table in DECLARED if table not in store.tables("2026-11")}
    assert {"11rm", "11rh", "12r5"} <= waited
    rows = stored.rows(("211", "091", "SSS"), edition="2026-11")
    assert not waited & set(rows["origin"])
    assert not {"foreign_citizens.count", "foreign_born.count", "foreign_background.count"} & set(rows["indicator"])


def test_a_figure_that_only_a_fetch_brings_is_said_with_its_command(here):
    begun = here("211", edition="2026-11")
    text = koto.say(begun, koto.values(begun, "foreign_born.count"))._repr_mimebundle_()["text/markdown"]
    assert text.endswith("Luvun saa aineistoon komennolla python3 koto.py fetch 11rq.")
    told = koto.missing(begun, "languages", "origin_populations").text
    assert told.endswith("Hae avoimet luvut aineistoon: python3 koto.py fetch 11rm 11rq 11rv")
    both = koto.missing(begun, "languages", "reasons_of_arrival")
    for told in (both.text, both._repr_mimebundle_()["text/markdown"].replace("`", "")):
        assert "koto.py fetch 11rm. Valmis tietopyyntö: python3" in told


def test_a_table_of_which_only_a_part_was_fetched_is_named_once(here):
    begun = here("211")
    values = koto.values(begun, "foreign_language.share")
    card, *others = values.source
    fetched = replace(values, source=(replace(card, copied="2026-12-02"), card, *others))
    assert f"{card.table} (osa luvuista haettu 2.12.2026)" in wording.source_line(begun, fetched)
    assert "haettu" not in wording.source_line(begun, values)
