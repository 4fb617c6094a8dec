"""Triggers of an early update: each group fires on what it is for and on nothing else, on real and on later figures."""

import dataclasses
from datetime import date

import pytest

from kotolib import areas, situation
from kotolib.programme import monitoring, triggers
from kotolib.programme.records import (
    Basics,
    Following,
    Goal,
    Measure,
    OwnIndicator,
    Partner,
    Programme,
    Responsibility,
)
from kotolib.programme.triggers import legal, reasons, statistical
from tests import later_editions

MADE = date(2026, 6, 1)
GOAL = Goal(
    id="T1",
    indicator="unemployed.share",
    population="foreign_language",
    target_type="level",
    baseline=8.4,
    baseline_year=2024,
    target=7,
    deadline=date(2029, 12, 31),
    responsible="Elinvoimapalvelut",
)


def programme(**changes) -> Programme:
    return Programme(**{"basics": Basics(date=MADE, first_year=2026, last_year=2029), "goals": (GOAL,), **changes})


def fired(here, said: Programme) -> list[tuple[str, str]]:
    return [(one.kind, one.level) for one in triggers.evaluate(here, said).reasons]


def looked(decision: triggers.Decision, kind: str) -> triggers.Looked:
    return next(one for one in decision.looked if one.kind == kind)


def test_a_programme_of_its_own_day_gives_no_need(here):
    decision = triggers.evaluate(here(), programme())
    assert (decision.level, decision.reasons, decision.sections) == ("no_need", (), ())
    assert looked(decision, "projection").not_evaluated == reasons.NOT_YET


def test_an_empty_workbook_has_nothing_to_update_and_says_what_it_lacks(here):
    decision = triggers.evaluate(here(), Programme())
    assert decision.level == "no_need"
    assert {one.kind: one.not_evaluated for one in decision.looked if one.not_evaluated} == {
        "projection": reasons.NO_DATE,
        "alarm": reasons.NO_GOALS,
        "law": reasons.NO_DATE,
        "source_ended": reasons.NO_GOALS,
        "definition": reasons.NO_GOALS,
        "half": reasons.NO_TERM,
    }


# --- statistical


@pytest.fixture(scope="module")
def jumped(tmp_path_factory):
    """The spring of 2027: in 2026 the share of foreign-language speakers rose by 1,2 points in a year."""
    return later_editions.make(tmp_path_factory.mktemp("jumped") / "home", language={2026: 1.2})


def in_2027(area: str) -> situation.Situation:
    return situation.begin(area, as_of="2027-06-15")


def test_when_arrivals_jump_the_programme_is_to_be_updated(jumped, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(jumped))
    said = programme(basics=Basics(date=date(2026, 6, 1), first_year=2026, last_year=2029))
    decision = triggers.evaluate(in_2027("211"), said)
    assert decision.level == "update"
    (reason,) = [one for one in decision.reasons if one.kind == "projection"]
    assert (reason.fact("made"), reason.fact("year"), reason.fact("direction")) == (2025, 2026, "up")
    assert reason.fact("actual") > reason.fact("high") and reason.fact("actual") - reason.fact("forecast") >= 20
    assert "5.2" in reason.sections and reason.goals == ("T1",)
    found = looked(decision, "projection")
    assert 0.02 < found.false_a_year < 0.1 and decision.false_a_year >= found.false_a_year


def test_where_the_rise_is_the_expected_one_nothing_fires(jumped, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(jumped))
    said = programme(basics=Basics(date=date(2026, 6, 1), first_year=2026, last_year=2029))
    found = statistical.projection(in_2027("091"), said, date(2026, 6, 1))
    assert (found.not_evaluated, found.reasons) == ("", ())


def test_a_population_that_went_another_way_than_was_projected_fires_on_real_figures(here):
    """Forssa had in 2025 over four hundred persons more than could be projected in the spring of 2023."""
    (reason,) = statistical.projection(here("061"), programme(), date(2023, 6, 1)).reasons
    assert (reason.fact("made"), reason.fact("year"), reason.level) == (2022, 2025, "update")
    assert reason.fact("actual") > reason.fact("high")


def test_outside_the_interval_by_fewer_than_twenty_persons_is_no_reason(here):
    """Vaala lay in 2025 outside the interval of the year before, 19 persons from the projection."""
    row = statistical._newest_outcome(statistical.edition.of_area(here("785")).record, 2024)
    assert not row.inside95 and 15 < abs(row.actual - row.forecast) < statistical.LEAST_PERSONS
    found = statistical.projection(here("785"), programme(), date(2025, 6, 1))
    assert (found.not_evaluated, found.reasons) == ("", ())


def test_a_municipality_too_small_to_be_projected_is_not_evaluated(here):
    found = statistical.projection(here("766"), programme(), MADE)
    assert (found.not_evaluated, found.reasons) == (reasons.TOO_SMALL, ())


def test_an_alarm_on_a_goal_is_considered_and_its_error_rate_is_told(here):
    alarming = Goal(
        id="T2", indicator="immigration.per_1000", direction="up", target_type="level", baseline=2.3,
        baseline_year=2018, target=8, deadline=date(2022, 12, 31),
    )  # fmt: skip
    decision = triggers.evaluate(here(), programme(goals=(GOAL, alarming)))
    assert ("alarm", "consider") in [(one.kind, one.level) for one in decision.reasons]
    found = looked(decision, "alarm")
    assert found.family_wise == pytest.approx(0.001) and found.false_a_year == pytest.approx(0.001)
    assert found.reasons[0].goals == ("T2",)


@pytest.mark.parametrize(("limit", "passed"), [(3.5, True), (3.9, True), (4.5, False)])
def test_a_limit_of_the_municipalitys_own_is_passed_from_the_side_where_the_term_began(here, limit, passed):
    row = Following(id="S1", kind="trigger", text="Osuus", indicator="foreign_language.share", limit=limit)
    said = programme(basics=Basics(first_year=2022, last_year=2025, date=MADE), monitoring=(row,))
    found = looked(triggers.evaluate(here(), said), "limit")
    assert (bool(found.reasons), found.row) == (passed, "S1")
    assert all(one.level == "update" and one.row == "S1" for one in found.reasons)


def test_a_limit_on_a_hidden_own_count_tells_nothing(here):
    own = OwnIndicator(
        id="M1", name="Asiakkaat", unit="henkilöä", population="foreign_language", first_value=40,
        first_date=date(2025, 1, 1), last_value=3, last_date=date(2026, 1, 1),
    )  # fmt: skip
    row = Following(id="S1", kind="trigger", text="Asiakkaat", indicator="M1", limit=4)
    found = looked(triggers.evaluate(here(), programme(indicators=(own,), monitoring=(row,))), "limit")
    assert (found.not_evaluated, found.reasons) == (reasons.HIDDEN, ())


def test_what_is_told_in_words_only_is_left_to_people(here):
    rows = (
        Following(id="S1", kind="trigger", text="Valtuusto päättää uudesta strategiasta."),
        Following(id="S2", kind="reporting", text="Vuosiraportti"),
    )
    decision = triggers.evaluate(here(), programme(monitoring=rows))
    assert [row.id for row in decision.left_to_people] == ["S1"] and decision.level == "no_need"


# --- legal


@pytest.mark.parametrize(
    ("made", "entries"),
    [
        (date(2022, 6, 1), ["wellbeing_counties", "act_681_2023", "employment_areas", "development_centres"]),
        (date(2024, 12, 31), ["act_681_2023", "employment_areas", "development_centres"]),
        (date(2025, 6, 1), ["development_centres"]),
        (date(2026, 1, 1), []),
    ],
)
def test_a_newer_legal_pack_asks_for_an_update(here, made, entries):
    found = legal.law(here(), made)
    assert [one.fact("entry") for one in found.reasons] == entries
    assert all(one.level == "update" and one.sections and dict(one.fact("names"))["sv"] for one in found.reasons)


def test_what_is_not_yet_in_force_on_the_day_does_not_fire(here):
    then = dataclasses.replace(here(), as_of=date(2025, 12, 31))
    assert [one.fact("entry") for one in legal.law(then, date(2025, 6, 1)).reasons] == []


def test_aland_has_law_of_its_own(here):
    assert legal.law(here("478", "sv"), date(2022, 1, 1)).not_evaluated == reasons.NO_LAW


# --- organisational


def test_a_body_that_has_ceased_is_told_once_with_the_rows_that_name_it(here):
    said = programme(
        responsibilities=(Responsibility(id="V1", body="Pirkanmaan ELY-keskus"),),
        cooperation=(Partner(id="Y1", body="Kela"), Partner(id="Y2", body="Pirkanmaan TE-toimisto")),
        measures=(Measure(id="TP1", goal="T1", responsible="ELY-keskus ja kunta"),),
    )
    found = looked(triggers.evaluate(here(), said), "body")
    assert [(one.fact("name")[0], one.sections, one.goals) for one in found.reasons] == [
        ("ELY-keskus", ("5.3",), ("T1",)),
        ("TE-toimisto", ("5.4",), ()),
    ]
    assert found.reasons[0].fact("now")[1] == "livskraftscentralen"
    assert found.reasons[0].fact("places") == (("responsibilities", "V1", "body"), ("measures", "TP1", "responsible"))


def test_names_that_are_in_use_do_not_fire(here):
    bodies = ("KEHA-keskus", "Pirkanmaan elinvoimakeskus", "Tampereen seudun työllisyysalue", "Nokian kaupunki", None)
    said = programme(responsibilities=tuple(Responsibility(id=f"V{n}", body=body) for n, body in enumerate(bodies)))
    assert looked(triggers.evaluate(here(), said), "body").reasons == ()


@pytest.mark.parametrize(
    ("text", "day", "into"),
    [
        ("Pertunmaan kunta", date(2026, 11, 24), ["Mäntyharju"]),
        ("Pertunmaan kunnan koulutoimi ja kirjasto", date(2026, 11, 24), ["Mäntyharju"]),
        ("Pertunmaan kunta", date(2020, 11, 24), []),
        ("Pertunmaan koulu", date(2026, 11, 24), []),
        ("Nokian kaupunki ja kunta", date(2026, 11, 24), []),
        ("", date(2026, 11, 24), []),
    ],
)
def test_a_merged_municipality_named_as_a_body_is_known_by_its_day(text, day, into):
    assert [one.into.name for one in areas.merged_in(text, day)] == into


# --- figures and time


def test_an_indicator_that_is_not_published_any_more_is_told_of(here):
    old = GOAL.model_copy(update={"id": "T2", "indicator": "outside_education_17_24.share", "baseline_year": 2011})
    decision = triggers.evaluate(here(), programme(goals=(GOAL, old)))
    assert [(one.kind, one.goals) for one in decision.reasons] == [("source_ended", ("T2",))]
    assert decision.level == "consider" and decision.sections == ("5.10",)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), [("half", "consider")]),
        (date(2028, 12, 30), [("half", "consider")]),
        (date(2029, 1, 1), [("end_near", "update")]),
        (date(2029, 12, 31), [("end_near", "update")]),
        (date(2030, 1, 1), [("term_over", "update")]),
    ],
)
def test_time_fires_at_the_middle_of_the_term_near_its_end_and_after_it(here, day, kinds):
    at = dataclasses.replace(here(), as_of=day)
    said = programme(goals=())
    assert [(one.kind, one.level) for one in triggers.evaluate(at, said).reasons] == kinds


def test_the_gravest_reason_decides_and_stands_first(here):
    old = GOAL.model_copy(update={"id": "T2", "indicator": "outside_education_17_24.share", "baseline_year": 2011})
    said = programme(goals=(old,), responsibilities=(Responsibility(id="V1", body="ELY-keskus"),))
    decision = triggers.evaluate(here(), said)
    assert [one.kind for one in decision.reasons] == ["body", "source_ended"] and decision.level == "update"
    assert decision.sections == ("5.3", "5.10") and decision.goals == ("T2",)


def test_goals_that_were_followed_already_are_not_followed_again(here):
    followed = monitoring.follow(here(), programme())
    assert triggers.evaluate(here(), programme(), followed) == triggers.evaluate(here(), programme())
