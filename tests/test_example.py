"""The worked example: its workbook is what its text says, holds all of a programme, and is nobody's own."""

import runpy
import shutil
from datetime import date

import pytest

from kotolib import areas, house, situation
from kotolib.deliveries.surveys import held
from kotolib.deliveries.surveys.declared import IGNORED, KINDS
from kotolib.programme import checking, findings, goals, keeping, presence, reading, sheets
from kotolib.programme.measured import measured
from kotolib.programme.records import Programme

DAY = date(2026, 11, 24)
BUILD = house.data_sources() / "build_example.py"


@pytest.fixture(scope="module")
def example() -> reading.Reading:
    return reading.read(house.example() / keeping.WORKBOOK)


@pytest.fixture(scope="module")
def said(example) -> Programme:
    return example.programme


@pytest.fixture(scope="module")
def seen():
    return situation.begin(house.EXAMPLE, as_of="2026-11-24")


def test_the_workbook_is_read_without_a_fault_and_says_what_its_text_says(example):
    build = runpy.run_path(str(BUILD))

    assert (example.faults, example.lost, example.withheld) == ((), (), frozenset())
    assert example.programme == build["programme"]()


def test_it_is_made_again_byte_by_byte():
    build = runpy.run_path(str(BUILD))

    assert build["workbook"]() == build["workbook"]()


def test_a_check_finds_nothing_that_stops_it_even_as_final(tmp_path):
    place = tmp_path / keeping.WORKBOOK
    place.write_bytes((house.example() / keeping.WORKBOOK).read_bytes())

    done = checking.check(place, DAY, final=True)

    assert not done.blocking
    assert done.sentences == (
        "Taulukko Tavoitteet, rivi 14, sarake Määräaika: ennen määräaikaa saadaan vain yksi ohjelmakauden luku "
        "(2029), joten kehitystä ei voi seurata. Valitse rinnalle mittari, joka päivittyy useammin.",
        "Työkirja programme.xlsx on esimerkki, eikä sen tekstejä julkaista kunnan sivuilla. Tee oma työkirja "
        "komennolla new.",
    )


def test_every_sheet_is_filled_in(said):
    assert [name for name in type(said).model_fields if not getattr(said, name)] == []
    assert len(said.goals) == 8
    assert {len([m for m in said.measures if m.goal == goal.id]) for goal in said.goals} == {1, 2}


def test_goals_cover_all_themes_and_types_and_every_group_has_a_measure(said):
    every = sheets.declared().choices

    assert {goal.theme for goal in said.goals} == set(every["theme"])
    assert {goal.target_type for goal in said.goals} == set(every["target"])
    assert {measure.client_group for measure in said.measures} == set(every["client"])
    assert {group for measure in said.measures for group in measure.special_groups} == set(every["special"])


def test_a_dozen_findings_of_three_hearings_have_verdicts_that_people_confirmed(said, seen):
    proposed = findings.proposals(seen, said)

    assert len(said.findings) >= 12
    assert {finding.hearing for finding in said.findings} == {"K1", "K2", "K3"}
    assert all(one.is_confirmed for one in proposed)
    assert {one.finding.id for one in proposed if one.is_changed} == {"H1", "H8"}
    assert {finding.kind for finding in said.findings} == set(sheets.declared().choices["finding"])
    assert [finding.id for finding in findings.heard_not_answered(said)] == ["H14"]
    assert not findings.goals_that_answer_no_one(said)
    assert presence.missing(presence.presence(said)) == ()


def test_one_goal_has_two_readings_in_the_term(said, seen):
    goal = next(goal for goal in said.goals if goal.id == "T2")

    assert measured(seen, said, goal.indicator).rhythm.readings(said.basics.first_year, goal.deadline) == (2026, 2027)


def test_baselines_of_declared_indicators_are_the_figures_of_the_snapshot(said, seen):
    told = [verdict for verdict in goals.judge(seen, said) if verdict.rule in ("other_figure", "not_frozen")]

    assert not told


def test_made_up_figures_say_so_wherever_they_are_named_and_no_person_is(said):
    assert all(row.name.endswith("(esimerkkiluku)") and "keksitty" in row.source for row in said.indicators)
    assert all(document.name.endswith("(esimerkki)") for document in said.documents)
    assert all(hearing.name.endswith("(esimerkki)") for hearing in said.hearings)
    assert said.basics.name.endswith("(esimerkki)")
    assert not [row.person for row in (*said.responsibilities, *said.cooperation) if row.person]


def test_every_cell_of_the_communication_plan_is_filled_in(said):
    every = sheets.declared().choices

    told = {(row.subject, row.audience) for row in said.communication}
    assert told == {(subject, audience) for subject in every["subject"] for audience in every["audience"]}
    assert all(all((row.message, row.who, row.when, row.languages, row.channel)) for row in said.communication)


def test_the_previous_programme_has_every_fate(said):
    assert {row.fate for row in said.previous} == set(sheets.declared().choices["fate"])
    assert all(row.reason and row.lessons for row in said.previous)


def test_its_survey_is_what_its_export_and_mapping_say_and_shows_what_a_survey_can(monkeypatch, tmp_path):
    told = held.newest(areas.get(house.EXAMPLE))
    marked = held.open_answers(areas.get(house.EXAMPLE), told.survey.id).read()
    copy = tmp_path / house.EXAMPLE
    shutil.copytree(house.example(), copy, ignore=shutil.ignore_patterns("results-*"))
    monkeypatch.setenv("KOTO_EXAMPLE", str(copy))

    again = runpy.run_path(str(BUILD))["survey"]()

    assert again.is_new and again.results == told
    assert held.open_answers(areas.get(house.EXAMPLE), told.survey.id).read() == marked
    assert told.survey.name.endswith("(esimerkki)") and "keksittyjä" in told.survey.licence
    assert told.respondents == 118  # as the hearing K2 of the workbook tells
    assert {one.kind for one in told.survey.questions} == {*KINDS} - {IGNORED}
    assert sum(one.may_be_quoted for one in marked) >= 5 and sum(one.is_withheld for one in marked) == 1
    assert sum(one.is_coded for one in marked) < len(marked)


def test_the_example_is_an_area_beside_kangasala_and_never_its_own(monkeypatch, tmp_path):
    example, own = areas.get("Example-Kangasala"), areas.get("211")

    assert (example.example, example.word, example.folder, example.id) == (True, *(house.EXAMPLE,) * 2, "211")
    assert example != own
    assert [area.folder for area in areas.get_many(["211", house.EXAMPLE])] == ["211-kangasala", house.EXAMPLE]
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    assert keeping.place(example) == house.example() / "programme.xlsx"
    assert keeping.place(own) == tmp_path / "211-kangasala" / "programme.xlsx"
