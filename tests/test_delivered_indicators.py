"""Own indicators whose figures are delivered on a form: measured, followed, hidden and told like what was delivered."""

import datetime
from dataclasses import replace

import pytest

import kotolib as koto
from kotolib import areas, deliveries, frame, house
from kotolib.deliveries.otherwise import other_rows, put_in_place
from kotolib.disclosure import Rule
from kotolib.programme import completeness, monitoring, own_counts, reading, receiving
from kotolib.programme.hidden import hidden, other_workbooks
from kotolib.programme.measured import measured
from kotolib.programme.monitoring import why
from kotolib.programme.receiving.terms import Terms
from kotolib.programme.records import Basics, Goal, OwnIndicator, Programme
from kotolib.programme.verdicts import Case
from kotolib.programme.written import written
from tests import filled_workbook
from tests.test_joint_programmes import JOINT, counted
from tests.written_programme import filled

MOMENT = datetime.datetime(2026, 11, 24, 10, 15, tzinfo=datetime.UTC)
CARE = "early_childhood_participation"
HEAD = "kunta;vuosi;äidinkieli;ikä;varhaiskasvatuksessa;lapsia yhteensä"
FOREIGN, DOMESTIC = "muu kieli", "suomi, ruotsi tai saame"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))


def bring(tmp_path, lines: list[str], form: str = CARE, head: str = HEAD, moment=MOMENT):
    path = tmp_path / "luvut.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    told = Terms(by="Sivistystoimiala", on=datetime.date(2026, 11, 20), licence="Lupa 12/2026")
    return receiving.bring(path, deliveries.form(form), areas.get("211"), moment, told)


def care(year: int, foreign: int, of: int = 200) -> list[str]:
    """Foreign-language children in care, a third in each age; the others are many."""
    ages = ("1–2 vuotta", "3–5 vuotta", "6 vuotta")
    told = [(FOREIGN, foreign, of), (DOMESTIC, 900, 1000)]
    return [f"211;{year};{word};{age};{inside};{all_}" for word, inside, all_ in told for age in ages]


def programme(row: dict, **goal) -> Programme:
    said = {"name": "Osallistumisaste", "better": "higher_is_better", "delivered": f"{CARE}.rate", **row}
    wanted = {"target_type": "level", "baseline": 40, "baseline_year": 2024, "target": 55, "direction": "up", **goal}
    return Programme(
        basics=Basics(first_year=2026, last_year=2029),
        goals=(Goal(id="T1", indicator="M1", deadline=datetime.date(2029, 12, 31), **wanted),),
        indicators=(OwnIndicator(id="M1", **said),),
    )


def test_first_and_last_measurement_and_the_state_come_from_the_delivered_figures(tmp_path, here):
    bring(tmp_path, [*care(2024, 80), *care(2025, 100)])
    said = programme({"delivered_group": FOREIGN, "first_value": 1, "last_value": 2})
    found = measured(here("211"), said, "M1")
    assert (found.own.first_value, found.own.last_value, found.own.people) == (40, 50, 600)
    assert (found.unit, found.population, found.own.deliverer) == ("%", "foreign_language", "Sivistystoimiala")
    followed = monitoring.follow(here("211"), said).goals[0]
    assert (followed.latest.value, followed.status) == (50, monitoring.ON_TRACK)
    assert followed.latest.interval[0] < 50 < followed.latest.interval[1]


def test_a_class_of_each_kind_and_the_whole_are_told_apart(tmp_path, here):
    bring(tmp_path, [*care(2024, 80), *care(2025, 100)])
    told = {
        group: measured(here("211"), programme({"delivered_group": group}), "M1").own.last_value
        for group in (None, FOREIGN, "foreign; 3–5 vuotta", "annat språk; 6 år")
    }
    assert told == {None: 83.3, FOREIGN: 50, "foreign; 3–5 vuotta": 50, "annat språk; 6 år": 50}


def test_a_hidden_figure_is_hidden_here_too_and_no_older_one_stands_for_it(tmp_path, here):
    bring(tmp_path, [*care(2024, 80), *care(2025, 1)])
    said = programme({"delivered_group": f"{FOREIGN}; 6 vuotta", "delivered": f"{CARE}.participants"}, baseline=80)
    found = measured(here("211"), said, "M1")
    assert found.counts_people and found.own.last_value is None and found.own.first_value is None
    followed = monitoring.follow(here("211"), said).goals[0]
    assert followed.latest.status == frame.SUPPRESSED and followed.latest.reason == why.HIDDEN
    assert followed.status == monitoring.CANNOT_BE_ASSESSED
    said = programme({"delivered_group": f"{FOREIGN}; 6 vuotta"}, baseline=0.5, baseline_year=2025)
    share = measured(here("211"), said, "M1")
    told = {year: own_counts.number(here("211"), said, share, 0.5, year).is_shown for year in (2025, 2024, 2023, None)}
    # 40 % of 2024 is told, of 2023 nothing was delivered, and what has no year may be of any.
    assert told == {2025: False, 2024: True, 2023: True, None: False}


def test_nothing_that_was_delivered_later_is_measured_and_the_check_says_how_to_bring_it(tmp_path, here):
    said = programme({"delivered_group": FOREIGN})

    def told() -> list:
        return list(completeness.of_source(Case(here("211"), said, said.goals[0])))

    assert [one.rule for one in told()] == ["not_brought"] and f"--form {CARE}" in told()[0].told.tell()
    bring(tmp_path, care(2025, 100))
    assert not told()
    assert measured(replace(here("211"), as_of=datetime.date(2026, 11, 23)), said, "M1").brought is None


def test_what_is_restricted_says_so_as_a_source(tmp_path, here):
    head = "kunta;vuosi;kansalaisuus;kuntaan muuttaneita;kunnasta muuttaneita"
    bring(tmp_path, ["211;2025;Viro;40;30", "211;2025;Ukraina;60;20"], "population_register_movers", head)
    said = programme({"delivered": "population_register_movers.moved_in"})
    assert measured(here("211"), said, "M1").own.source.endswith("käyttö on rajoitettu")
    assert measured(here("211", "sv"), said, "M1").own.last_value == 100


def test_a_workbook_points_by_names_and_a_group_that_the_form_has_not_is_told(tmp_path):
    path = filled_workbook.new(tmp_path)
    typed = {
        ("indicators", "M1", "name"): "Osallistumisaste",
        ("indicators", "M1", "delivered"): "Osallistuminen varhaiskasvatukseen: osallistumisaste",
        ("indicators", "M1", "delivered_group"): "muu kieli; 3–5 vuotta",
        ("indicators", "M2", "name"): "Väärä",
        ("indicators", "M2", "delivered"): f"{CARE}.rate",
        ("indicators", "M2", "delivered_group"): "saame",
    }
    read = reading.read(filled_workbook.write(path, typed))
    right, wrong = read.programme.indicators[:2]
    assert (right.delivered, wrong.delivered) == (f"{CARE}.rate", None)
    assert [one.told.tell() for one in read.faults if "ryhmää ”saame”" in one.told.tell()]


# --- what is hidden is told nowhere

TOLD = ("goal_cards", "goals_by_theme", "status_board", "goals_followed", "indicators_followed", "coming_figures",
        "update_memo")  # fmt: skip
"""Calls of notebooks that show goals, their indicators and what is computed from them."""


def goal(number: int, **said) -> dict:
    """A goal as it is typed, measured by the indicator of the same number."""
    wanted = {"text": "Lapsia osallistuu.", "indicator": f"M{number}", "target_type": "taso", "deadline": 2029}
    return {("goals", f"T{number}", column): value for column, value in (wanted | said).items()}


def indicator(number: int, figure: str, **said) -> dict:
    """An own indicator that points to the six-year-olds of the delivery."""
    row = {"name": f"Mittari {number}", "better": "suurempi on parempi", "delivered": f"{CARE}.{figure}",
           "delivered_group": f"{FOREIGN}; 6 vuotta"}  # fmt: skip
    return {("indicators", f"M{number}", column): value for column, value in (row | said).items()}


def test_no_call_tells_a_hidden_figure_wherever_a_person_has_written_it_down(tmp_path, here):
    """Everything is the same with other numbers in the delivery and in the cells that repeat it."""
    # Of the six-year-olds 7 are more than the threshold: they would tell those who do not take part.
    bring(tmp_path, [*care(2024, 80), *care(2025, 7, of=10)])
    typed = {
        **indicator(1, "participants", last_value=7, last_date=2025),
        **indicator(2, "rate"),
        **goal(1, baseline=7, baseline_year=2025, target=20),
        **goal(2, baseline=70, baseline_year=2025, target=3, target_type="muutos"),
    }
    filled(typed)
    there = here("211")
    assert measured(there, written(there.area).programme, "M1").brought.hides(2025)
    others = list(hidden(there))
    assert {(one.sheet, one.column, one.value) for one in others} == {
        ("indicators", "last_value", 7), ("goals", "baseline", 7), ("goals", "baseline", 70),
    }  # fmt: skip
    told = [repr(getattr(koto, name)(there)) for name in TOLD]
    assert any("peitetty tietosuojan vuoksi" in one for one in told)
    delivery = deliveries.newest(there.area, CARE)
    rows = other_rows(delivery, Rule())
    assert not rows["value"].equals(delivery.rows()["value"])
    for area, content in other_workbooks(others):
        (house.own() / area.folder / "programme.xlsx").write_bytes(content)
    put_in_place(delivery, rows, there.area)
    for name, before in zip(TOLD, told, strict=True):
        assert repr(getattr(koto, name)(there)) == before, name


def test_a_delivered_count_is_protected_beside_those_of_a_joint_programme(tmp_path, here):
    bring(tmp_path, care(2025, 40))
    ours = {**counted(1), **indicator(1, "participants", name="Neuvonnan asiakkaat", last_value=1)}
    filled(counted(168), JOINT)
    for code, typed in {"211": ours, "562": counted(25), "635": counted(3)}.items():
        filled(typed, code)
    (found,) = own_counts.of_joint(here("562"), areas.get(JOINT))
    # 3 is hidden, and of the others the smaller, which would tell it.
    assert {code: one.is_shown for code, one in found.members.items()} == {"211": True, "562": False, "635": False}
    assert found.members["211"].value == 40
    assert {one.area.word for one in hidden(here("562"))} == {"562", "635"}
