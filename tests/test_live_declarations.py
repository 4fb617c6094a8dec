"""Declarations of what is fetched, set against genuine descriptions of the tables from before and after June 2026."""

from dataclasses import replace
from pathlib import Path

import pytest

import kotolib as koto
from kotolib import sources, store
from kotolib.display import wording
from kotolib.errors import KotoError
from kotolib.fetch import description, jsonstat
from kotolib.indicators import stored
from kotolib.retrieval import tidying
from kotolib.retrieval.matching import match
from kotolib.sources.services import service_of

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
DECLARED = {table: source for table, source in sources.load().sources.items() if source.live}
WANTED = [
    *("11re", "11rm", "11rh", "11rq", "11rv", "159t", "11ae", "11lj"),
    *("115f", "117e", "12r5", "14jt", "158w", "14wx", "14vl", "152s", "142h"),
]


def described(file: str):
    content = (STATFIN / file).read_bytes()
    return description.decode(content) if file.endswith(".metadata.json") else jsonstat.decode_dataset(content)


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
