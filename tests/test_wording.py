"""Names of bodies in a text: those that are out of use on the programme's day, whatever their case, and no others."""

from datetime import date

import pytest

from kotolib.programme.wording import bodies

DAY = date(2026, 11, 24)


def found(text: str, day: date = DAY) -> list[str]:
    return [one.written for one in bodies.outdated(text, day)]


@pytest.mark.parametrize(
    ("text", "written", "now", "since"),
    [
        ("Ryhmään kutsutaan TE-toimiston edustaja.", "TE-toimiston", "työvoimaviranomainen", date(2025, 1, 1)),
        ("Työ- ja elinkeinotoimistossa neuvotaan.", "Työ- ja elinkeinotoimistossa", "työvoima", date(2025, 1, 1)),
        ("Kuntakokeiluun siirtyneet asiakkaat.", "Kuntakokeiluun", "työvoimaviranomainen", date(2025, 1, 1)),
        ("Apua antavat ELY-keskusten virkamiehet.", "ELY-keskusten", "elinvoimakeskus", date(2026, 1, 1)),
        ("Yhteys ELY-keskukseen otettiin.", "ELY-keskukseen", "elinvoimakeskus", date(2026, 1, 1)),
        ("Valvonta kuuluu AVI:lle.", "AVI:lle", "Lupa- ja valvontavirasto", date(2026, 1, 1)),
        ("Aluehallintovirastolta saa ohjeita.", "Aluehallintovirastolta", "Lupa-", date(2026, 1, 1)),
        ("Tiedot saadaan muutostietopalvelusta.", "muutostietopalvelusta", "VTJ-muutosrajapinta", date(2025, 7, 1)),
        ("Kunta laatii kotouttamisohjelman.", "kotouttamisohjelman", "kotoutumisen edistämisen", date(2025, 1, 1)),
        ("NTM-centralens kontaktperson hjälper.", "NTM-centralens", "elinvoimakeskus", date(2026, 1, 1)),
        ("TE-byrån ordnar kurser.", "TE-byrån", "työvoimaviranomainen", date(2025, 1, 1)),
    ],
)
def test_an_old_name_is_found_in_any_case_with_todays_name_and_its_day(text, written, now, since):
    (one,) = bodies.outdated(text, DAY)
    assert one.written == written and one.name.since == since
    assert one.name.now_in("fi").startswith(now)
    assert found(text, date(2024, 6, 1)) == []


@pytest.mark.parametrize(
    "text",
    [
        "KEHA-keskus maksaa korvaukset.",
        "Elinvoimakeskuksen yhdyshenkilö neuvoo, ja työllisyysalue järjestää koulutuksen.",
        "TE-toimistojen tehtävät siirtyivät työllisyysalueille vuoden 2025 alussa.",
        "Edellinen kotouttamisohjelma hyväksyttiin valtuustossa.",
        "Kotouttamisohjelma 2018–2021 on päättynyt.",
        "Ohjelma perustui lain 1386/2010 mukaiseen kotouttamisohjelmaan.",
        "Kotoutumisohjelma on palvelujen kokonaisuus.",
        "Avi kävi kylässä, ja avioliitto solmittiin.",
    ],
)
def test_names_in_use_and_what_is_told_of_the_past_are_left_alone(text):
    assert found(text) == []


def test_a_long_old_name_is_told_once():
    text = "ELY-keskusten ja TE-toimistojen kehittämis- ja hallintokeskuksen ohje."
    assert found(text) == ["ELY-keskusten ja TE-toimistojen kehittämis- ja hallintokeskuksen"]


def test_todays_name_is_told_in_swedish_too():
    (one,) = bodies.outdated("NTM-centralen ger råd.", DAY)
    assert one.name.now_in("sv") == "livskraftscentralen"
