"""The shipped areas: complete, in order, inflected, and mergers that lead somewhere."""

import copy
import math
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest

from kotolib import areas, house
from kotolib.areas.area import EMPLOYMENT_AREA, JOINT, MUNICIPALITY, WELLBEING_COUNTY
from kotolib.areas.mergers import abolished
from kotolib.errors import StoreDamaged, WrongWords
from kotolib.language.sorting import alphabetical
from tests.odd_municipalities import ODD

LISTS = {
    "municipalities": (areas.municipalities, 308),
    "regions": (areas.regions, 19),
    "employment areas": (areas.employment_areas, 45),
    "wellbeing services counties": (areas.wellbeing_counties, 21),
    "development centres": (areas.development_centres, 10),
}
LIVING = {area.code: area for area in areas.municipalities()}


def everything() -> list[areas.Area]:
    return [area for listed, _ in LISTS.values() for area in listed()] + [areas.country(), areas.get("211+562+635")]


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_has_all_of_its_kind_and_none_twice(kind):
    listed, count = LISTS[kind]
    assert len(listed()) == count
    assert len({area.folder for area in listed()}) == count


def test_municipalities_come_in_finnish_alphabetical_order():
    names = [area.name for area in areas.municipalities()]
    assert names == sorted(names, key=alphabetical)
    assert names[-2:] == ["Ähtäri", "Äänekoski"]
    assert alphabetical("Åbo") > alphabetical("Zürich")


def test_codes_are_text_of_three_digits():
    assert all(len(code) == 3 and code.isdigit() for code in LIVING)


def test_language_statuses_and_what_they_call_themselves():
    assert Counter(area.language_status for area in LIVING.values()) == {"fi": 259, "fi_sv": 18, "sv": 16, "sv_fi": 15}
    assert Counter(area.calls_itself for area in LIVING.values()) == {"kunta": 201, "kaupunki": 107}


def test_aland_has_its_own_bodies_and_swedish_only():
    aland = [area for area in LIVING.values() if area.aland]
    assert len(aland) == 16
    for area in aland:
        assert (area.region, area.language_status) == ("MK21", "sv")
        assert (area.wellbeing_county, area.employment_area, area.development_centre) == (None, None, None)


def test_only_helsinki_and_aland_have_no_wellbeing_services_county():
    without = [area for area in LIVING.values() if area.wellbeing_county is None and not area.aland]
    assert [area.name for area in without] == ["Helsinki"]
    assert without[0].employment_area == "Helsingin työllisyysalue"


def test_every_mainland_municipality_has_a_region_an_employment_area_and_a_centre():
    for area in LIVING.values():
        if not area.aland:
            assert area.region and area.employment_area and area.development_centre


def test_sami_homeland():
    assert [area.name for area in LIVING.values() if area.sami_homeland] == [
        "Enontekiö",
        "Inari",
        "Sodankylä",
        "Utsjoki",
    ]


def test_bodies_divide_the_mainland_between_them():
    mainland = sorted(code for code, area in LIVING.items() if not area.aland)
    for listed in (areas.employment_areas, areas.development_centres):
        assert sorted(code for body in listed() for code in body.members) == mainland
    counties = sorted(code for body in areas.wellbeing_counties() for code in body.members)
    assert counties == [code for code in mainland if code != "091"]
    assert sorted(code for region in areas.regions() for code in region.members) == sorted(LIVING)
    assert areas.country().members == tuple(sorted(LIVING))


def test_region_of_an_area():
    assert areas.region_of(areas.get("Kangasala")).name == "Pirkanmaa"
    assert areas.region_of(areas.get("Kangasala+Orivesi")).id == "MK06"
    assert areas.region_of(areas.get("Kangasala+Helsinki")) is None


# --- names on disk ---------------------------------------------------------------------------------------------------


def test_slugs_are_distinct_ascii_and_folders_short():
    slugs = [area.slug for area in LIVING.values()]
    assert len(set(slugs)) == 308
    for area in everything():
        assert area.folder.isascii() and len(area.folder) <= 80
        assert set(area.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("word", "folder"),
    [
        ("211", "211-kangasala"),
        ("599", "599-pedersoren-kunta"),
        ("284", "284-koski-tl"),
        ("508", "508-mantta-vilppula"),
        ("211+562+635", "j-8e32a835-kangasala-yhteinen"),
        ("maakunta:Pirkanmaa", "MK06-pirkanmaa"),
        ("työllisyysalue:Lahti", "j-188c1fdc-lahden-tyollisyysalue"),
        ("koko maa", "SSS-koko-maa"),
    ],
)
def test_folders(word, folder):
    assert areas.get(word).folder == folder


def test_a_joint_id_is_of_its_members_only():
    import hashlib

    expected = "j-" + hashlib.sha256(b"211+562+635").hexdigest()[:8]
    for word in ("Kangasala+Orivesi+Pälkäne", "635+562+211", "Pälkäne+211+Orivesi+Kangasala"):
        joint = areas.get(word)
        assert (joint.id, joint.kind, joint.members) == (expected, JOINT, ("211", "562", "635"))


def test_an_area_can_be_sent_copied_and_put_in_a_set():
    for area in (areas.get("211"), areas.get("maakunta:Lappi")):
        assert pickle.loads(pickle.dumps(area)) == copy.deepcopy(area) == area
        assert area in {area}
        with pytest.raises(TypeError):
            area.names["fi"] = "Toinen"


# --- forms -----------------------------------------------------------------------------------------------------------


def test_every_area_has_all_its_forms_and_names():
    for area in everything():
        assert set(area.forms) == {"genitive", "locative", "separative", "terminal"}
        assert all(area.forms.values()) and all(area.names.values())
        assert area.locative_sv.split()[0] in {"i", "på", "inom"}
        assert "kunnan kun" not in " ".join(area.forms.values())


@pytest.mark.parametrize(
    ("word", "genitive", "locative", "separative", "terminal"),
    [
        ("837", "Tampereen", "Tampereella", "Tampereelta", "Tampereelle"),
        ("895", "Uudenkaupungin", "Uudessakaupungissa", "Uudestakaupungista", "Uuteenkaupunkiin"),
        ("599", "Pedersören kunnan", "Pedersören kunnassa", "Pedersören kunnasta", "Pedersören kuntaan"),
        ("284", "Kosken Tl", "Koskella Tl", "Koskelta Tl", "Koskelle Tl"),
        ("MK01", "Uudenmaan", "Uudellamaalla", "Uudeltamaalta", "Uudellemaalle"),
        ("SSS", "koko maan", "koko maassa", "koko maasta", "koko maahan"),
        (
            "211+562+635",
            "Kangasalan, Oriveden ja Pälkäneen",
            "Kangasalan, Oriveden ja Pälkäneen alueella",
            "Kangasalan, Oriveden ja Pälkäneen alueelta",
            "Kangasalan, Oriveden ja Pälkäneen alueelle",
        ),
        (
            "hyvinvointialue:Pirkanmaa",
            "Pirkanmaan hyvinvointialueen",
            "Pirkanmaan hyvinvointialueella",
            "Pirkanmaan hyvinvointialueelta",
            "Pirkanmaan hyvinvointialueelle",
        ),
        (
            "elinvoimakeskus:Sisä-Suomi",
            "Sisä-Suomen elinvoimakeskuksen alueen",
            "Sisä-Suomen elinvoimakeskuksen alueella",
            "Sisä-Suomen elinvoimakeskuksen alueelta",
            "Sisä-Suomen elinvoimakeskuksen alueelle",
        ),
    ],
)
def test_finnish_forms(word, genitive, locative, separative, terminal):
    area = areas.get(word)
    told = (area.genitive("fi"), area.locative("fi"), area.separative("fi"), area.terminal("fi"))
    assert told == (genitive, locative, separative, terminal)


def test_an_employment_area_called_by_places_takes_them_in_the_genitive():
    genitives = {area.name: area.forms["genitive"] for area in (*LIVING.values(), *areas.regions())}
    checked = 0
    for area in areas.employment_areas():
        places = area.word.removeprefix("työllisyysalue:").split("-")
        whole = area.word.removeprefix("työllisyysalue:")
        places = [whole] if whole in genitives else places
        if all(place in genitives for place in places):
            *first, last = [genitives[place] for place in places]
            expected = f"{', '.join(first)} ja {last}" if first else last
            assert area.name == f"{expected} työllisyysalue"
            checked += 1
    assert checked >= 20


def test_employment_areas_and_counties_inflect_by_their_last_word():
    for area in (*areas.employment_areas(), *areas.wellbeing_counties()):
        assert area.name.endswith(("työllisyysalue", "hyvinvointialue"))
        endings = {"genitive": "en", "locative": "ella", "separative": "elta", "terminal": "elle"}
        assert area.forms == {case: area.name + ending for case, ending in endings.items()}


@pytest.mark.parametrize(
    ("word", "locative"),
    [
        ("Tampere", "i Tammerfors"),
        ("Hailuoto", "på Karlö"),
        ("Kemiönsaari", "på Kimitoön"),
        ("Kökar", "på Kökar"),
        ("Maarianhamina", "i Mariehamn"),
        ("maakunta:Ahvenanmaa", "på Åland"),
        ("maakunta:Uusimaa", "i Nyland"),
        ("Turku+Salo", "i Salo och Åbo"),
        ("Turku+Kemiönsaari", "på Kimitoön och i Åbo"),
        ("elinvoimakeskus:Uusimaa", "inom Nylands livskraftscentrals område"),
    ],
)
def test_swedish_locatives(word, locative):
    assert areas.get(word).locative("sv") == locative


def test_swedish_members_stand_in_swedish_alphabetical_order():
    assert areas.get("Turku+Salo").name_in("sv") == "Salo och Åbo"
    assert areas.get("Turku+Salo").name_in("en") == "Salo and Turku"
    assert areas.get("Turku+Vaasa").name_in("sv") == "Vasa och Åbo"
    assert areas.get("Turku+Vaasa").locative("sv") == "i Vasa och Åbo"


def test_other_languages_have_their_prepositions():
    lahti = areas.get("työllisyysalue:Lahti")
    assert lahti.locative("en") == "in the Lahti employment area"
    assert areas.get("Turku").separative("sv") == "från Åbo"
    assert areas.get("Närpiö").terminal("en") == "to Närpes"


# --- mergers ---------------------------------------------------------------------------------------------------------


def test_every_abolished_code_leads_to_a_living_one_or_was_ceded():
    living_codes = areas.living_codes()
    ceded = {code for code, gone in abolished().items() if not gone.into}
    assert set(living_codes.values()) <= set(LIVING)
    assert living_codes.keys() | ceded == abolished().keys()
    assert not living_codes.keys() & set(LIVING)
    assert len(ceded) == 46


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("588", 2026, "507"),  # Pertunmaa
        ("588", 2024, "588"),
        ("588", 2025, "507"),
        ("502", 2026, "297"),  # Muuruvesi: by way of Juankoski
        ("502", 1980, "174"),
        ("413", 2014, "413"),  # Lavia: 1.1.2015, though the older table has the day of the decision
        ("413", 2015, "609"),
        ("211", 1950, "211"),
    ],
)
def test_forward_gives_the_code_of_a_year(code, year, expected):
    assert areas.forward(code, year) == expected


@pytest.mark.parametrize("code", ["929", "999", "", "21"])
def test_forward_refuses_what_leads_nowhere(code):
    with pytest.raises(WrongWords):
        areas.forward(code)


# --- outlines --------------------------------------------------------------------------------------------------------


def _square_kilometres(polygon) -> float:
    outer, *holes = [abs(_ring_area(ring)) for ring in polygon]
    return outer - sum(holes)


def _ring_area(ring) -> float:
    pairs = [(math.radians(x), math.sin(math.radians(y))) for x, y in ring]
    return 6371**2 * sum((next_x - x) * (y + next_y) / 2 for (x, y), (next_x, next_y) in pairwise(pairs))


def test_every_municipality_has_closed_rings_inside_finland():
    outlines = areas.boundaries()
    assert outlines.keys() == LIVING.keys()
    for polygons in outlines.values():
        for ring in (ring for polygon in polygons for ring in polygon):
            assert len(ring) >= 4 and ring[0] == ring[-1]
            assert all(19 < x < 32 and 59 < y < 71 for x, y in ring)


def test_the_outlines_have_the_areas_of_the_places():
    size = {code: sum(map(_square_kilometres, polygons)) for code, polygons in areas.boundaries().items()}
    assert sum(size.values()) == pytest.approx(338_000, rel=0.02)  # the country's land and inland waters
    assert size["507"] == pytest.approx(1_211 + 454, rel=0.02)  # Mäntyharju with Pertunmaa
    assert size["148"] == pytest.approx(17_334, rel=0.02)  # Inari


def test_pertunmaa_lies_in_one_piece_with_mantyharju_and_kauniainen_is_a_hole_in_espoo():
    outlines = areas.boundaries()
    assert [len(polygon) for polygon in outlines["507"]] == [1]
    (espoo,) = [polygon for polygon in outlines["049"] if len(polygon) > 1]
    assert set(espoo[1]) == set(outlines["235"][0][0])


# --- damage and cost -------------------------------------------------------------------------------------------------


@pytest.fixture
def moved_tables(tmp_path, monkeypatch):
    """A copy of the tables that may be broken."""
    folder = tmp_path / "data_sources" / "areas"
    shutil.copytree(house.area_data(), folder)
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    return folder


def _without_last_column(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")


def _with_first_row_twice(path):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")


BREAK = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "not UTF-8": lambda path: path.write_bytes("Äänekoski".encode("latin-1")),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-200]),
    "a column gone": _without_last_column,
    "a row twice": _with_first_row_twice,
}


@pytest.mark.parametrize("way", BREAK)
@pytest.mark.parametrize("file", ["municipalities_2026.csv", "bodies_2026.csv", "mergers.csv"])
def test_a_broken_table_is_named(moved_tables, file, way):
    BREAK[way](moved_tables / file)
    with pytest.raises(StoreDamaged, match=file):
        areas.get("koko maa")
        areas.get("Pertunmaa")


@pytest.mark.parametrize("way", ["missing", "empty", "cut short"])
def test_a_broken_outline_file_is_named(moved_tables, way):
    BREAK[way](moved_tables / "boundaries_2026.topo.json")
    assert areas.get("Kangasala").id == "211"
    with pytest.raises(StoreDamaged, match=r"boundaries_2026\.topo\.json"):
        areas.boundaries()


def test_a_municipality_is_found_without_heavy_libraries():
    code = (
        "import sys, time; begun = time.process_time();"
        "from kotolib import areas; areas.get('Kangasala');"
        "print(time.process_time() - begun, *[m for m in ('pandas', 'numpy', 'babel', 'json') if m in sys.modules])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(5)
    ]
    assert all(len(run) == 1 for run in runs), runs[0]
    assert min(float(run[0]) for run in runs) < 0.06


def test_the_odd_municipalities_are_living_ones():
    assert set(ODD) <= set(LIVING)
    assert all(LIVING[code].name == reason.split(":")[0] for code, reason in ODD.items())


def test_kinds_of_bodies_are_told_apart_by_word_where_their_members_are_the_same():
    employment, county = areas.get("työllisyysalue:Etelä-Karjala"), areas.get("hyvinvointialue:Etelä-Karjala")
    assert employment.id == county.id
    assert (employment.kind, county.kind) == (EMPLOYMENT_AREA, WELLBEING_COUNTY)
    assert employment != county


@pytest.mark.parametrize("area", everything(), ids=lambda area: area.word)
def test_its_word_finds_an_area_again(area):
    again = areas.get(area.word)
    assert again == area
    assert again.remark == ""


def test_a_municipality_is_its_only_member():
    assert all(area.members == (code,) and area.kind == MUNICIPALITY for code, area in LIVING.items())
