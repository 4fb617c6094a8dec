"""Names in the forms that sentences need, in three languages, for every kind of area."""

import pytest

from kotolib import areas
from tests.odd_municipalities import everything

LIVING = {area.code: area for area in areas.municipalities()}


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


@pytest.mark.parametrize(
    ("word", "genitive"),
    [
        ("Kangasala", "Kangasalas"),
        ("Tampere", "Tammerfors"),
        ("Helsinki", "Helsingfors"),
        ("Maalahti", "Malax"),
        ("Pedersören kunta", "Pedersöres"),
        ("Porvoo", "Borgås"),
        ("maakunta:Ahvenanmaa", "Ålands"),
        ("hyvinvointialue:Pirkanmaa", "Birkalands välfärdsområdes"),
        ("elinvoimakeskus:Uusimaa", "Nylands livskraftscentrals"),
        ("SSS", "hela landets"),
        ("Kangasala+Orivesi+Pälkäne", "Kangasala, Orivesi och Pälkänes"),
    ],
)
def test_swedish_genitives(word, genitive):
    assert areas.get(word).genitive("sv") == genitive


def test_every_municipality_has_its_swedish_forms():
    for area in LIVING.values():
        name = area.name_in("sv")
        preposition, _, place = area.locative("sv").partition(" ")
        assert (place, preposition in ("i", "på")) == (name, True)
        assert area.genitive("sv") == (name if name[-1] in "sxz" else name + "s")
    assert {area.name_in("sv") for area in LIVING.values() if area.locative("sv").startswith("på ")} == {
        *("Brändö", "Föglö", "Kumlinge", "Kökar", "Sottunga", "Vårdö"),
        *("Karlö", "Kimitoön"),
    }


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
