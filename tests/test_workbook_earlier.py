"""A new programme that starts from the previous one: a fate for each old goal, and what goes on."""

from datetime import date

import openpyxl
import pytest

import kotolib as koto
from kotolib import areas, house
from kotolib.cli.command_line import main
from kotolib.programme import new_workbook, reading
from tests.filled_workbook import DAY, GOAL, cell, new, write

OLD = GOAL | {
    ("goals", "T1", "indicator"): "M1",
    ("goals", "T2", "theme"): "osallistuminen",
    ("goals", "T2", "text"): "Yhteisiä tilaisuuksia on enemmän.",
    ("indicators", "M1", "name"): "Neuvonnan asiakkaat",
    ("indicators", "M1", "last_value"): 165,
    ("indicators", "M1", "last_date"): 2025,
    ("responsibilities", "V1", "body"): "Hyvinvoinnin palvelualue",
    ("responsibilities", "V4", "body"): "Pirkanmaan ELY-keskus",
    ("cooperation", "Y5", "body"): "Pirkanmaan TE-toimisto",
    ("cooperation", "Y8", "body"): "Monikulttuuriyhdistys",
    ("cooperation", "Y8", "joined"): "kyllä",
    ("services", "P1", "name"): "Neuvonta",
    ("services", "P1", "goals"): "T1",
    ("basics", "document.municipal_strategy", "answer"): "Kuntastrategia 2030",
    ("basics", "first_year", "answer"): 2022,
    ("texts", "5.1", "text"): "Vanha teksti",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    old = write(new(tmp_path), OLD).rename(tmp_path / "old.xlsx")
    return new_workbook.make(areas.get("211"), DAY, old=old)


@pytest.fixture
def programme(made):
    return reading.read(made.path).programme


def test_each_old_goal_has_a_row_of_fate_with_its_last_figure(programme):
    first, second = programme.previous
    assert (first.id, first.old_id, first.text) == ("E1", "T1", GOAL["goals", "T1", "text"])
    assert (first.theme, first.baseline, first.target) == ("employment", 24.5, 20)
    assert (first.last_value, first.last_date) == (165, date(2025, 12, 31))
    assert (second.old_id, second.theme, second.fate, second.last_value) == ("T2", "participation", None, None)


def test_the_last_figure_of_a_goal_of_statistics_is_theirs(tmp_path, monkeypatch, here):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    old = house.example() / "programme.xlsx"
    made = new_workbook.make(areas.get("211"), DAY, old=old)
    before, now = reading.read(old).programme, reading.read(made.path).programme
    goal, row = before.goals[2], now.previous[2]
    assert (goal.indicator, row.old_id) == ("foreign_unemployed.count", goal.id)
    newest = koto.values(here(), goal.indicator).latest()
    assert (row.last_value, row.last_date.year) == (round(newest["value"]), int(newest["year"]))


def test_the_fate_is_chosen_from_a_list(made):
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames[-2] == "Edellinen kausi"
    fate = cell(book, "previous", "E1", "fate").coordinate
    rules = book["Edellinen kausi"].data_validations.dataValidation
    assert any(rule.type == "list" and rule.showErrorMessage and fate in rule.sqref for rule in rules)
    write(made.path, {("previous", "E1", "fate"): "jatkuu", ("previous", "E1", "lessons"): "Yhteistyö auttoi."})
    row = reading.read(made.path).programme.previous[0]
    assert (row.fate, row.lessons) == ("continues", "Yhteistyö auttoi.")


def test_goals_measures_hearings_and_texts_begin_anew(programme):
    assert (programme.goals, programme.measures, programme.hearings, programme.findings) == ((), (), (), ())
    assert programme.texts == () and programme.basics.first_year is None


def test_bodies_go_on_but_authorities_bear_the_names_of_today(programme):
    bodies = [row.body for row in programme.responsibilities]
    assert "Hyvinvoinnin palvelualue" in bodies and "Sisä-Suomen elinvoimakeskus" in bodies
    partners = {row.body: row for row in programme.cooperation}
    assert partners["Monikulttuuriyhdistys"].joined is None
    assert "Tampereen seudun työllisyysalue" in partners
    old_names = [body for body in (*bodies, *partners) if body and ("ELY" in body or "TE-" in body)]
    assert old_names == []
    assert [row.sector for row in programme.cooperation].count("association") == 1


def test_services_own_indicators_and_documents_go_on(programme):
    (service,) = programme.services
    assert (service.name, service.goals) == ("Neuvonta", ())
    assert programme.indicators[0].name == "Neuvonnan asiakkaat"
    assert programme.documents[0].name == "Kuntastrategia 2030"


def test_a_workbook_without_a_previous_programme_has_no_sheet_of_fates(tmp_path):
    assert "Edellinen kausi" not in openpyxl.load_workbook(new(tmp_path)).sheetnames


def test_the_old_workbooks_faults_are_told_and_it_stays(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    old = write(new(tmp_path), {("goals", "T1", "text"): "x", ("goals", "T1", "target"): "noin 5"})
    before = old.read_bytes()
    assert main(["new", "Kangasala", "--from", str(old), "--language", "sv", "--as-of", "2026-11-24"]) == 0
    assert "Taulukko Tavoitteet, rivi 7, sarake Tavoitetaso: ”noin 5” ei ole luku." in capsys.readouterr().out
    assert old.read_bytes() == before
    path = tmp_path / "own" / "211-kangasala" / "programme.xlsx"
    assert "Förra perioden" in openpyxl.load_workbook(path).sheetnames


def test_an_old_workbook_that_is_not_there_makes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    assert main(["new", "Kangasala", "--from", str(tmp_path / "x.xlsx")]) == 3
    assert not (tmp_path / "own").exists()
