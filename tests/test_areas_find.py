"""From what a user types to the area: every right way, every wrong way, and the nearest names."""

import unicodedata

import numpy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kotolib import areas
from kotolib.areas.mergers import abolished
from kotolib.errors import WrongWords
from tests.odd_municipalities import ODD

LIVING = areas.municipalities()
NAMES = {area.names[language].casefold() for area in LIVING for language in ("fi", "sv", "en")}


def refused(word) -> str:
    with pytest.raises(WrongWords) as fault:
        areas.get(word)
    return str(fault.value)


# --- right words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_name_in_every_language_finds_its_municipality_however_it_is_typed(language):
    for area in LIVING:
        name = area.names[language]
        ways = (
            name,
            name.upper(),
            name.lower(),
            f"  {name} ",
            name.replace("-", " "),
            name.replace(" ", "-"),
            unicodedata.normalize("NFD", name),
        )
        for typed in ways:
            found = areas.get(typed)
            assert (found.id, found.remark) == (area.id, ()), typed


def test_every_code_finds_its_municipality_as_text_and_as_a_number():
    for area in LIVING:
        assert areas.get(area.id).id == areas.get(int(area.id)).id == areas.get(f"KU{area.id}").id == area.id
        assert areas.get(area.id).remark == ()


@pytest.mark.parametrize("word", [5, "5", "05", numpy.int64(5)])
def test_a_code_without_its_zeros_is_padded_and_said_so(word):
    area = areas.get(word)
    assert area.id == "005"
    assert "005" in str(area.remark) and "Alajärvi" in str(area.remark)


def test_ninety_one_is_helsinki():
    assert areas.get(91).id == areas.get("91").id == "091"


@pytest.mark.parametrize("word", ["Pertunmaa", "588", "pertunmaa", 588])
def test_an_abolished_municipality_gives_the_living_one_and_says_since_when(word):
    area = areas.get(word)
    assert area.id == "507"
    assert str(area.remark) == "Pertunmaa lakkasi olemasta kunta 1.1.2025. Nykyinen kunta on Mäntyharju (507)."


def test_every_abolished_name_and_code_leads_to_a_living_municipality_or_says_that_there_is_none():
    for gone in abolished().values():
        if not gone.into:
            assert "luovutetulla alueella" in refused(gone.code)
            continue
        assert areas.get(gone.code).remark
        for name in gone.names.values():
            if name == "Lappi":
                assert "406" in refused(name)  # a region bears the name today
                continue
            area = areas.get(name)
            if name.casefold() in NAMES:
                assert area.remark == () and name in area.names.values()
            else:
                assert area.id == areas.forward(gone.code)
                assert gone.names["fi"] in str(area.remark)


def test_a_living_name_or_code_is_never_caught_by_an_abolished_one():
    for word, code in {
        "Vöyri": "946",
        "946": "946",
        "Pirkkala": "604",
        "Akaa": "020",
        "020": "020",
        "111": "111",
        "143": "143",
        "444": "444",
        "445": "445",
        "638": "638",
        "Heinola": "111",
    }.items():
        assert (areas.get(word).id, areas.get(word).remark) == (code, ())


@pytest.mark.parametrize(
    ("word", "remark"),
    [
        ("944", "Tunnus 944 (Vöyri) poistui käytöstä 1.1.2007. Nykyinen tunnus on 946."),
        ("Purmo", "Purmo lakkasi olemasta kunta 1.1.1977. Nykyinen kunta on Pedersören kunta (599)."),
        ("Säkkijärvi", "Säkkijärvi ei ole enää kunta. Nykyinen kunta on Lappeenranta (405)."),
        ("Ekenäs", "Tammisaari lakkasi olemasta kunta 1.1.2009. Nykyinen kunta on Raasepori (710)."),
        ("Nastola", "Nastola lakkasi olemasta kunta 1.1.2016. Nykyinen kunta on Lahti (398)."),
    ],
)
def test_remarks_about_abolished_municipalities(word, remark):
    assert str(areas.get(word).remark) == remark


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Maarianhamina - Mariehamn", "478"),
        ("Esbo/Espoo", "049"),
        ("Kangasalan kaupunki", "211"),
        ("Vörå kommun", "946"),
        ("Pedersören kunta", "599"),
        ("Pedersöre", "599"),
        ("Koski", "284"),
        ("kunta:Lahti", "398"),
        ("２１１", "211"),
        ("Heinolan mlk", "111"),
        ("Heinolan maalaiskunta", "111"),
    ],
)
def test_other_usual_spellings(word, code):
    assert areas.get(word).id == code


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("maakunta:Pirkanmaa", "Pirkanmaa"),
        ("MAAKUNTA: pirkanmaa", "Pirkanmaa"),
        ("landskap:Birkaland", "Pirkanmaa"),
        ("region:Lapland", "Lappi"),
        ("maakunta:6", "Pirkanmaa"),
        ("MK06", "Pirkanmaa"),
        ("mk6", "Pirkanmaa"),
        ("työllisyysalue:Lahti", "Lahden työllisyysalue"),
        ("sysselsättningsområde:Åbo", "Turun työllisyysalue"),
        ("employment area:Tampere Region", "Tampereen seudun työllisyysalue"),
        ("työllisyysalue:Tampereen seudun työllisyysalue", "Tampereen seudun työllisyysalue"),
        ("hyvinvointialue:Pirkanmaan", "Pirkanmaan hyvinvointialue"),
        ("välfärdsområde:Vanda och Kervo", "Vantaan ja Keravan hyvinvointialue"),
        ("wellbeing services county:East Uusimaa", "Itä-Uudenmaan hyvinvointialue"),
        ("elinvoimakeskus:Uusimaa", "Uudenmaan elinvoimakeskus"),
        ("livskraftscentral:Lappland", "Lapin elinvoimakeskus"),
        ("development centre:Lapland", "Lapin elinvoimakeskus"),
        ("SSS", "koko maa"),
        ("hela landet", "koko maa"),
        ("Finland", "koko maa"),
    ],
)
def test_other_kinds_carry_their_kind_in_three_languages(word, name):
    assert areas.get(word).name == name


def test_a_bare_word_is_the_municipality_where_an_employment_area_bears_the_same_name():
    both = {area.word.partition(":")[2] for area in areas.employment_areas()} & {area.name for area in LIVING}
    assert len(both) == 9
    assert all(areas.get(name).kind == "municipality" for name in both)


def test_members_are_joined_in_any_order_and_once():
    joint = areas.get("Kangasala+Orivesi+Pälkäne")
    assert joint == areas.get("635+211+562")
    assert joint.name == "Kangasala, Orivesi ja Pälkäne"
    again = areas.get("Kangasala+211+Orivesi+Pälkäne")
    assert again == joint and "Kangasala" in str(again.remark)


def test_one_member_is_the_municipality():
    area = areas.get("Vantaa+Vanda")
    assert (area.id, area.kind) == ("092", "municipality")
    assert "Vantaa" in str(area.remark)


def test_an_abolished_member_is_said():
    area = areas.get("Kangasala+Pertunmaa")
    assert area.members == ("211", "507") and "Pertunmaa" in str(area.remark)


def test_an_area_is_itself():
    area = areas.get("Kangasala")
    assert areas.get(area) is area


# --- wrong words -----------------------------------------------------------------------------------------------------


def test_a_slip_of_the_pen_is_answered_by_the_nearest():
    assert refused("Tamper") == "Kuntaa ”Tamper” ei löydy. Lähimmät: Tampere (837)."


@pytest.mark.parametrize("village", ["Nummela", "Tikkurila", "Keljonkangas"])
def test_a_village_is_told_to_be_one(village):
    assert "kylä tai kaupunginosa: kirjoita sen kunnan nimi" in refused(village)


def test_a_bare_region_is_asked_for_its_kind():
    assert "Tarkoititko maakunta:Pirkanmaa?" in refused("Pirkanmaa")
    assert "maakunta:Pirkanmaa" in refused("Birkaland")
    assert "maakunta:Lappi vai 406" in refused("Lappi")
    assert "työllisyysalue:Tampereen seutu" in refused("Tampereen seutu")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("maakunta:", "nimi puuttuu"),
        ("maakunta:Tampere", "Tampere kuuluu alueeseen maakunta:Pirkanmaa"),
        ("hyvinvointialue:Helsinki", "Helsinki ei kuulu mihinkään hyvinvointialueeseen"),
        ("työllisyysalue:Ahvenanmaa", "Ahvenanmaa ei kuulu mihinkään työllisyysalueeseen"),
        ("elinvoimakeskus:Maarianhamina", "Maarianhamina ei kuulu minkään elinvoimakeskuksen alueeseen"),
        ("maakunta:Pirkanma", "Lähimmät: maakunta:Pirkanmaa"),
        ("MK99", "ei löydy"),
        ("Kangasala+", "puuttuu jäsen"),
        ("+", "puuttuu jäsen"),
        ("Kangasala+Nummela", "Nummela"),
        ("", "Alue puuttuu"),
        (" \t\n", "Alue puuttuu"),
        ("999", "999"),
        ("-5", "-5"),
        ("0211", "0211"),
        (1000, "1000"),
        (-5, "-5"),
        (None, "None"),
        (float("nan"), "nan"),
        (211.0, "211.0"),
        (True, "True"),
        ([], "[]"),
        (b"211", "211"),
        ("🙂", "🙂"),
        ("{name}", "{name}"),
        ("@kunnat.txt", "luettelo"),
    ],
)
def test_wrong_words_are_told_in_a_sentence(word, part):
    assert part in refused(word)


def test_a_very_long_word_is_told_shortly():
    for word in ("x" * 10_000, "Kangasala+" * 1_000 + "x" * 10_000, "maakunta:" + "a" * 10_000):
        assert len(refused(word)) < 300


@given(st.text(max_size=40))
@example("S:t")
@example("\ud800")
@example("maakunta:+")
@settings(max_examples=150, deadline=None)
def test_get_finds_or_refuses_any_text(word):
    try:
        assert areas.get(word).members
    except WrongWords as fault:
        str(fault).encode("utf-8")


@given(st.one_of(st.none(), st.floats(), st.integers(), st.binary(max_size=5), st.lists(st.integers(), max_size=3)))
@settings(max_examples=60, deadline=None)
def test_get_finds_or_refuses_anything(word):
    try:
        assert areas.get(word).members
    except WrongWords as fault:
        assert str(fault)


# --- nearest ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tmapere", "Tampere"),  # swapped
        ("Kangasla", "Kangasala"),  # missing
        ("Espooo", "Espoo"),  # one too many
        ("Jyvaskyla", "Jyväskylä"),  # no dots
        ("Obo", "Turku"),  # o for å, Swedish
        ("Abo", "Turku"),
        ("Narpio", "Närpiö"),
        ("Helsingors", "Helsinki"),
        ("Mariehamm", "Maarianhamina"),
        ("Tampereella", "Tampere"),  # inflected
        ("Uudessakaupungissa", "Uusikaupunki"),
        ("Kangas", "Kangasala"),  # the beginning
        ("Pertunma", "Mäntyharju"),  # abolished
        ("Tammisari", "Raasepori"),
        ("Uleaborg", "Oulu"),
        ("Varkaus", "Varkaus"),
        ("Pirkanmaan", "Pirkanmaa"),
    ],
)
def test_the_nearest_name_comes_first(typed, name):
    assert areas.find(typed)[0].name == name


def test_one_missing_or_swapped_letter_still_finds_every_municipality():
    for area in LIVING:
        name = area.name
        if len(name) < 5:
            continue
        middle = len(name) // 2
        missing = name[:middle] + name[middle + 1 :]
        swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
        for typed in (missing, swapped):
            assert area.id in [found.id for found in areas.find(typed)], typed


def test_the_language_limits_the_names():
    assert areas.find("Tammerfors", language="sv")[0].id == "837"
    assert all(area.id != "837" for area in areas.find("Tammerfors", language="fi"))


def test_a_kind_limits_the_areas():
    assert [area.kind for area in areas.find("työllisyysalue:Tampere")] == ["employment_area"]


def test_an_old_name_found_says_what_became_of_it():
    assert "Pertunmaa" in str(areas.find("Pertunma")[0].remark)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_find_never_fails_and_never_repeats_itself(text):
    found = areas.find(text)
    assert len({(area.kind, area.id) for area in found}) == len(found) <= 8


@pytest.mark.parametrize(("text", "language"), [(None, None), (5, None), ("Oulu", "se")])
def test_find_refuses_what_is_not_text_or_a_language(text, language):
    with pytest.raises(WrongWords):
        areas.find(text, language)


# --- many ------------------------------------------------------------------------------------------------------------


def test_a_list_in_a_file_has_one_area_a_line_and_comments(tmp_path):
    listed = tmp_path / "kunnat ä.txt"
    listed.write_text("\ufeff# Omat\nKangasala\n\n562   # Orivesi\r\nmaakunta:Pirkanmaa\nKangasala\n", encoding="utf-8")
    assert [area.id for area in areas.get_many(f"@{listed}")] == ["211", "562", "MK06"]
    assert [area.id for area in areas.get_many(["Espoo", f"@{listed}"])] == ["049", "211", "562", "MK06"]


def test_all_faults_of_a_list_are_told_with_their_lines(tmp_path):
    listed = tmp_path / "kunnat.txt"
    listed.write_text("Kangasala\nTamper\nEspoo\n999\n", encoding="utf-8")
    with pytest.raises(WrongWords) as fault:
        areas.get_many(f"@{listed}")
    first, second = str(fault.value).splitlines()
    assert "rivi 2" in first and "Tampere (837)" in first
    assert "rivi 4" in second and "999" in second


@pytest.mark.parametrize("content", [b"", b"# vain kommentti\n", "Äänekoski".encode("latin-1")])
def test_an_empty_or_unreadable_list_is_told(tmp_path, content):
    listed = tmp_path / "kunnat.txt"
    listed.write_bytes(content)
    with pytest.raises(WrongWords, match=r"kunnat\.txt"):
        areas.get_many(f"@{listed}")


@pytest.mark.parametrize("word", ["@", "@/ei/ole/olemassa.txt", "@.", "@~eiole/x", "@a\0b", None, "@" + "x" * 5000])
def test_a_list_that_is_not_there_is_told(word):
    with pytest.raises(WrongWords):
        areas.get_many(word)


@pytest.mark.parametrize("code", ODD)
def test_the_odd_municipalities_are_found_by_all_their_names(code):
    area = areas.get(code)
    for language in ("fi", "sv", "en"):
        assert areas.get(area.names[language]) == area
        assert areas.find(area.names[language])[0] == area
