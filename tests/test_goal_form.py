"""A goal is made in a form: what follows from it is seen at once, it is saved as Excel's would be, and taken back."""

import json
import shutil
from dataclasses import replace

import nbclient
import pytest

import kotolib as koto
from kotolib import house
from kotolib.comparison.reached import reached
from kotolib.display.decisions import goal_words
from kotolib.display.widgets import goals as forms
from kotolib.programme.written import written


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The worked example's workbook in a folder of its own."""
    copy = tmp_path / house.EXAMPLE
    shutil.copytree(house.example(), copy)
    monkeypatch.setenv("KOTO_EXAMPLE", str(copy))
    return copy


@pytest.fixture
def form(place, here):
    return koto.goal_form(here(house.EXAMPLE))


def fill(form, **values) -> None:
    for name, value in values.items():
        form.controls[name].value = value


def saved_goals(form) -> dict:
    return {one.id: one for one in written(form.here.area).programme.goals}


def test_what_a_new_goal_needs_is_seen_while_it_is_filled_in(form):
    assert "Polkua ei voi piirtää" in form.places["path"].value and "Tavoitetaso" not in form.places["facts"].value
    fill(form, text="Yhä harvempi on työttömänä.", theme="employment", indicator="unemployed.share")
    assert form.controls["target"].value == "8,4"  # from where it is now
    fill(form, target="7,4")
    goal = form.goal()
    assert (goal.baseline, goal.baseline_year, goal.population, goal.deadline.year) == (8.4, 2024, "everyone", 2029)
    assert '<svg role="img"' in form.places["path"].value
    facts = form.places["facts"].value
    assert "−0,2" in facts and "vuosina 2019–2024 mediaani" in facts
    told = goal_words.told(form.here, goal)
    assert goal_words.readings_told(form.here, told) in facts
    assert "Täydennettävä: vastuutaho puuttuu." in form.places["checks"].value
    assert form.goal().id not in saved_goals(form)


def test_a_goal_is_saved_found_again_and_taken_back(form, place, here):
    before = saved_goals(form)
    fill(form, text="Yhä harvempi on työttömänä.", theme="employment", indicator="unemployed.share", target="7")
    wanted = form.goal()
    form.controls["save"].click()
    assert f"Tavoite {wanted.id} on tallennettu." in form.status.value
    assert (place / "programme.2026-11-24.xlsx").exists() and saved_goals(form) == before | {wanted.id: wanted}
    again = koto.goal_form(here(house.EXAMPLE), wanted.id)
    assert again.goal() == wanted and "T8" not in again.controls["text"].value
    form.controls["undo"].click()
    assert "kumottu" in form.status.value and saved_goals(form) == before and form.controls["undo"].disabled


def test_a_goal_of_the_workbook_is_opened_as_it_is_and_only_what_was_changed_is_written(form):
    for one in saved_goals(form).values():
        fill(form, goal=one.id)
        assert form.goal() == one
    fill(form, goal="T1", responsible="Sivistyksen palvelualue")
    form.controls["save"].click()
    assert form._written.columns == ("responsible",)


def test_a_baseline_is_the_newest_figure_or_what_a_hand_writes_or_nothing(form):
    asked = form.controls["baseline"].layout
    fill(form, text="Yhä harvempi on työttömänä.", indicator="unemployed.share", target="7")
    assert asked.display == "none" and form.goal().baseline == 8.4
    fill(form, baseline_from="written", baseline="9,25 %", baseline_year="2023")
    assert asked.display is None and (form.goal().baseline, form.goal().baseline_year) == (9.25, 2023)
    assert "9,25" in form.places["facts"].value
    fill(form, baseline_from="none")
    assert (form.goal().baseline, form.goal().baseline_year) == (None, None)


def test_what_is_no_number_is_told_as_a_check_tells_it_and_nothing_is_written(form, place):
    before = (place / "programme.xlsx").read_bytes()
    fill(form, text="Yhä harvempi on työttömänä.", indicator="unemployed.share", target="noin 7")
    assert "Tavoitetaso: ”noin 7” ei ole luku. Kirjoita 7 tai 7 %." in form.status.value
    form.controls["save"].click()
    assert "Tavoitetaso: ”noin 7”" in form.status.value and (place / "programme.xlsx").read_bytes() == before
    fill(form, target="7", deadline="kesäkuu")
    assert "Määräaika: ”kesäkuu” ei ole vuosi eikä päivä." in form.status.value
    fill(form, deadline="30.6.2029")
    assert form.status.value == "" and form.goal().deadline.isoformat() == "2029-06-30"


def test_nothing_chosen_is_said_in_words(form):
    assert all(form.controls[name].label == "ei valittu" for name in ("theme", "indicator", "direction"))


def test_what_a_check_refuses_is_refused_with_its_sentences(form, place):
    fill(form, text="Liikaa.", indicator="unemployed.share", target="101 %")
    before = (place / "programme.xlsx").read_bytes()
    form.controls["save"].click()
    told = form.status.value
    assert "Mitään ei tallennettu. Korjaa ensin:<br>Tavoite" in told and "on yli 100" in told
    assert (place / "programme.xlsx").read_bytes() == before
    form.controls["undo"].click()
    assert "Mitään ei ole tallennettu" in form.status.value or form.controls["undo"].disabled


def test_a_hidden_baseline_is_not_told_by_the_form(form, monkeypatch):
    hidden = goal_words.told
    monkeypatch.setattr(forms.goal_words, "told", lambda here, goal: replace(hidden(here, goal), is_hidden=True))
    fill(form, text="Kurssi", indicator="unemployed.share", target="7")
    shown = "".join(place.value for place in form.places.values())
    assert form.goal().baseline is None and "8,4" not in shown and "peitetty tietosuojan vuoksi" in shown


def test_nothing_is_shown_where_there_is_no_workbook(here):
    assert koto.goal_form(here("766")) is None


def test_a_run_leaves_the_form_out():
    cells = json.loads((house.notebooks() / "40_goals.ipynb").read_text(encoding="utf-8"))["cells"]
    by_hand = ["".join(cell["source"]) for cell in cells if "skip-execution" in cell["metadata"].get("tags", [])]
    assert by_hand == ["koto.goal_form(here)"]
    assert nbclient.NotebookClient.skip_cells_with_tag.default_value == "skip-execution"


def test_similar_municipalities_are_told_as_a_range_over_years_that_are_comparable(here):
    v = koto.values(here(), "foreign_language.share", against=("similar",))
    found = reached(v, 20)
    assert found.years == (2020, 2025)  # the figures before 2020 are of another table
    assert found.low <= found.median <= found.high and 3 <= found.number <= found.of
    assert reached(v, 0) is None and reached(koto.values(here(), "foreign_language.share"), 4) is None
