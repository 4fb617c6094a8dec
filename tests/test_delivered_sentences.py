"""Sentences of delivered figures: what the form calls them, the newest year, and why a number is not told."""

from datetime import timedelta

import pytest

import kotolib as koto
from tests.test_delivered_indicators import CARE, MOMENT, bring, care


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))


def said(here, name: str) -> str:
    return koto.say(here, koto.values(here, name)).text


def test_the_form_the_year_and_the_figure_with_its_number(tmp_path, here):
    bring(tmp_path, [*care(2024, 80), *care(2025, 100)])
    form = "Osallistuminen varhaiskasvatukseen, Kangasala 2025"
    assert said(here("211"), f"{CARE}.rate") == f"{form}: osallistumisaste 83,3\u00a0%."
    assert said(here("211", "sv"), f"{CARE}.children").startswith(
        "Deltagande i småbarnspedagogik, Kangasala 2025: barn"
    )


def test_a_hidden_figure_says_why_and_no_older_one_stands_for_it(tmp_path, here):
    bring(tmp_path, ["211;2024;neuvola;40;90", "211;2025;neuvola;2;90"], "clients_reached",
          "kunta;vuosi;palvelu;vieraskielisiä asiakkaita;asiakkaita yhteensä")  # fmt: skip
    told = said(here("211"), "clients_reached.foreign_language")
    assert told == (
        "Palvelujen tavoittamat asiakkaat, Kangasala 2025: lukua ”vieraskielisiä asiakkaita” ei kerrota, koska se on "
        "peitetty tietosuojan vuoksi."
    )


def test_what_has_no_sum_is_told_by_group_and_of_many_groups_the_ends(tmp_path, here):
    lines = [f"211;2025;neuvola {number};{20 + number};90" for number in range(3)]
    head = "kunta;vuosi;palvelu;vieraskielisiä asiakkaita;asiakkaita yhteensä"
    bring(tmp_path, lines, "clients_reached", head)
    begun = "Palvelujen tavoittamat asiakkaat, Kangasala 2025. Vieraskielisiä asiakkaita"
    told = said(here("211"), "clients_reached.foreign_language")
    assert told == f"{begun}: Neuvola 0 20; Neuvola 1 21; Neuvola 2 22."
    lines += ["211;2024;neuvola;30;90", *(f"211;2025;kirjasto {number};{40 + number};90" for number in range(3))]
    bring(tmp_path, lines, "clients_reached", head, MOMENT + timedelta(minutes=1))
    told = said(here("211"), "clients_reached.foreign_language")
    assert told == f"{begun} ryhmittäin: pienin 20 ja suurin 42."


def test_restricted_material_says_so_after_the_number(tmp_path, here):
    head = "kunta;vuosi;kansalaisuus;kuntaan muuttaneita;kunnasta muuttaneita"
    bring(tmp_path, ["211;2025;Viro;40;30", "211;2025;Ukraina;60;20"], "population_register_movers", head)
    told = said(here("211"), "population_register_movers.moved_in")
    assert ": kuntaan muuttaneita 100. Aineiston käyttö on rajoitettu" in told
