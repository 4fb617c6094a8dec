"""Every declared table fetched from a service that has them all, a genuine one among them: an edition and its values.

The service's own figures are made up where no genuine answer is at hand; its names are those that declarations know.
"""

import re
from pathlib import Path

import pytest

import kotolib as koto
from kotolib import areas, house, sources, store
from kotolib.batch import section
from kotolib.comparison import likeness
from kotolib.fetch import jsonstat
from kotolib.indicators import stored
from kotolib.projection import edition as projections
from kotolib.sources.declaration import Source
from tests import px_service
from tests.fetching_project import fetching
from tests.px_service import Table

STATFIN = Path(__file__).parent / "fixtures" / "wire" / "statfin"
SHIPPED = house.data_sources()
MOMENT = "2026-12-24T101530"
AREAS = {"municipalities": None, "any": None, "regions": ["SSS", "MK01", "MK06"], "country": ["SSS"]}
LANGUAGES = ["et", "ar", "fa", "zh", "so", "ru", "uk"]
CODES = {"sex": ["SSS", "1", "2"], "language": ["SSS", "01", "fi", "02", *LANGUAGES], "background": ["SSS", "1", "2"]}
YEARS = [str(year) for year in range(2019, 2026)]
SHARES = ("159t", "117e", "14vl", "158w")
SERIES = ("159t", "11re")
"""Tables of which more than the last two years are needed."""


def codes(source: Source, name: str) -> list[str]:
    """Codes that a table of the declaration has."""
    if name == "area":
        return AREAS[source.live.areas] or ["SSS", *(f"KU{code}" for code in areas.country().members), "MK06"]
    if name == "time":
        years = YEARS if source.table in SERIES else YEARS[-2:]
        months = [f"{year}M{month:02}" for year in years for month in range(1, 13)]
        return months if source.updates == "monthly" else years
    if name == "age" and source.table == "14wx":
        return ["SSS", *(f"{age:03}" for age in range(100)), "100-"]
    if name == "content":
        return contents(source)
    if named := source.live.categories.get(name):
        return list(dict.fromkeys(["SSS", "1", "2", *(words[0] for ours, words in named.items() if ours != "SSS")]))
    less = source.live.less.get(name)
    return [less.all, less.without, "643"] if less else CODES.get(name, ["SSS", "a", "b"])


def contents(source: Source) -> list[str]:
    """What is declared to be fetched and what indicators and computations need of the table."""
    if any(source.live.contents.values()):
        return [labels[0] if labels else ours for ours, labels in source.live.contents.items()]
    needed = dict.fromkeys(source.live.contents)
    for indicator in sources.load().indicators.values():
        for part in indicator.parts:
            if getattr(part, "table", "") == source.table:
                needed |= dict.fromkeys(filter(None, (part.content, part.numerator, part.denominator)))
                needed |= dict.fromkeys([part.weight.content] if part.weight and part.weight.table else [])
    return list(needed) or ["luku"]


def made_up(source: Source) -> Table:
    table = Table.counting(**{variable.name[0]: codes(source, name) for name, variable in source.dimensions.items()})
    counting = table.numbers
    table.numbers = counting % 97 / 2 + 1.0 if source.table in SHARES else counting % 1013 + 20.0
    if source.table == "152s":  # the voters, and more who might have voted
        table.numbers = counting // 2 % 1013 + 20.0 + counting % 2 * 50
    for variable, name in zip(table.variables, source.dimensions, strict=True):
        if name == "time":
            variable["time"] = True
    return table


@pytest.fixture(scope="module")
def fetched(tmp_path_factory):
    """The project itself, its services on the loopback address, after one fetch of everything."""
    home = tmp_path_factory.mktemp("home")
    (home / "data_sources" / "services").mkdir(parents=True)
    (home / "notebooks").symlink_to(house.notebooks())
    for path in SHIPPED.iterdir():
        if path.suffix == ".yaml" or path.name in ("snapshot", "areas", "absent", "questions"):
            (home / "data_sources" / path.name).symlink_to(path, target_is_directory=path.is_dir())
    with px_service.running() as service, pytest.MonkeyPatch.context() as patch:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
        told = (SHIPPED / "services" / "services.yaml").read_text(encoding="utf-8")
        told = re.sub(r"address: https://\S+PxWeb/api/v1/fi/", f"address: {service.base}", told, flags=re.I)
        (home / "data_sources" / "services" / "services.yaml").write_text(told, encoding="utf-8")
        patch.setenv("KOTO_HOME", str(home))
        service.limits |= {"maxCells": 120_000, "maxValues": 120_000}
        for source in sources.load().sources.values():
            if source.live:
                service.tables[f"{source.live.folder}/{source.live.table}.px"] = made_up(source)
        genuine = jsonstat.decode_dataset((STATFIN / "vaka_14jt_2024_kunnat.json").read_bytes())
        service.tables["StatFin/vaka/14jt.px"] = Table.of(genuine)
        outcomes = fetching(MOMENT).all([])
        yield {outcome.source.table: outcome for outcome in outcomes}


def test_every_declared_table_becomes_part_of_the_edition(fetched):
    assert {table: str(outcome.fault) for table, outcome in fetched.items() if outcome.fault} == {}
    live = {table for table, source in sources.load().sources.items() if source.live}
    assert set(fetched) == live and store.edition() == MOMENT
    assert {store.edition_of(table) for table in live} == {MOMENT}
    assert store.edition_of("key_figures") == "2026-11"


def test_the_genuine_table_is_the_shipped_one(fetched):
    now, shipped = store.table("14jt"), store.table("14jt", edition="2026-11")
    keys = ["area", "time", "content"]
    both = shipped[(shipped["time"] == "2024") & (shipped["area"] != "SSS")].merge(now, on=keys)
    assert len(both) == 2 * 308 + 2
    assert (both["status_x"] == both["status_y"]).all() and both["value_x"].equals(both["value_y"])


def test_values_of_the_new_edition_are_its_own_and_those_of_the_first_stay(fetched):
    rows = stored.rows(("211", "091", "SSS"))
    told = rows.groupby("indicator")["origin"].agg(set)
    assert "11rh" in told["foreign_citizens.count"] and "12r5" in told["foreign_unemployed.count"]
    assert "12r5" in told["unemployed.share"] and "11rm" in told["foreign_language.count"]
    first = stored.rows(("211",), "foreign_citizens.count", "2026-11")
    assert len(first) == 0
    by_label = {"foreign_citizens.employed": "115f", "foreign_background.employment_rate": "117e"}
    by_label |= {"foreign_background.born_abroad": "11rv", "foreign_language.election_turnout": "152s"}
    by_label |= {"foreign_citizens.share": "142h", "election_turnout.share": "14vl", "jobseekers.count": "12r5"}
    assert {name for name, table in by_label.items() if table not in told[name]} == set()
    of_region = stored.rows(("MK06",), "early_childhood.participation")
    assert set(of_region["origin"]) == {"158w"} and not len(stored.rows(("211",), "early_childhood.participation"))
    exact = rows[(rows["indicator"] == "foreign_citizens.count") & (rows["area"] == "211") & (rows["year"] == 2025)]
    kept = store.table("11rh", areas=["211"]).query("time == '2025'").set_index("citizenship")["value"]
    assert float(exact["value"].iloc[0]) == kept["foreign"] == kept["SSS"] - kept["246"]


def test_everything_else_is_computed_from_the_new_edition_too(fetched):
    here = koto.begin("211", as_of="2026-12-31")
    text = koto.say(here, koto.values(here, "foreign_born.count", against=("country",))).text
    assert "(haettu" not in text and "2025" in text
    assert likeness.likeness().years["size"] == 2025 != likeness.likeness("2026-11").years["size"]
    assert projections.read()[1].shape != projections.read("2026-11")[1].shape
    earlier = koto.begin("211", "fi", "2026-11", "2026-11-24")
    told = koto.values(earlier, "foreign_language.share").latest()
    assert (told["year"], float(told["value"])) == (2025, 3.9)


def test_the_residents_page_is_made_in_the_areas_own_five_largest_languages(fetched):
    plans = section.plan(["211"], [], "latest", "2026-12-31")
    languages = [plan["parameters"]["language"] for plan in plans]
    # Each language has more speakers than the one before it in the table; there is no page in Chinese.
    assert languages == ["fi", "en", "uk", "ru", "so", "fa", "ar"]
    (told,) = [line for line in plans[0]["remarks"] if "joilla asukkaiden sivua ei vielä ole" in line]
    assert told.endswith("ole: kiina.")
    earlier = section.plan(["211"], [], "2026-11", "2026-11-24")
    assert [plan["parameters"]["language"] for plan in earlier] == ["fi", "en", "et", "so", "ru", "uk", "ar", "fa"]


def test_what_has_been_fetched_is_no_more_said_to_be_missing(fetched):
    here, before = koto.begin("211", as_of="2026-12-31"), koto.begin("211", "fi", "2026-11", "2026-11-24")
    assert koto.missing(here, "languages").what == "Taulu 11rm on aineistossa."
    assert koto.missing(here, "languages").text.endswith("Lukuja ei vielä näytetä tässä kohdassa.")
    assert koto.missing(before, "languages").what == "Yksittäisten kielten puhujien määrää ei ole tässä aineistossa."
    now, earlier = (koto.coverage(begun).rows[0] for begun in (here, before))
    assert "ulkomailla syntyneiden määrä (2025)" in now[1].text and "Ulkomailla syntyneiden" not in now[4].text
    assert "ulkomailla syntyneiden määrä" not in earlier[1].text + earlier[4].text
    assert "Ulkomailla syntyneiden ja ulkomaalaistaustaisten määrää ei ole" in earlier[4].text
