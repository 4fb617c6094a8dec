"""Monitoring of goals on real figures: states, reasons, statements, words of chance, first judged year, bad input."""

import math
from datetime import date

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep, proportion_confint

from kotolib import frame, uncertainty
from kotolib.display.monitoring import states
from kotolib.programme import detectability, monitoring
from kotolib.programme.monitoring import likelihood, measures, status, why
from kotolib.programme.records import Basics, Goal, Measure, OwnIndicator, Programme
from tests import declared_project as project
from tests.benchmarks import monitoring as simulated

LAST_DAY = date(2029, 12, 31)
TURNOUT, UNEMPLOYED, MOVES = "election_turnout.share", "unemployed.share", "immigration.per_1000"


def goal(**changes) -> Goal:
    """Unemployment is to fall; the figures are those of Kangasala in 2021 (9,9 %) and since."""
    said = {"indicator": UNEMPLOYED, "target_type": "level", "baseline": 9.9, "baseline_year": 2021, "target": 7}
    return Goal(id="T1", **{**said, "deadline": LAST_DAY, **changes})


def programme(*goals: Goal, own: tuple = (), measures: tuple = (), **basics) -> Programme:
    return Programme(
        basics=Basics(**{"first_year": 2026, "last_year": 2029, **basics}),
        goals=goals,
        indicators=own,
        measures=measures,
    )


def follow(here, *, area: str = "211", own: tuple = (), year: int | None = None, **changes) -> monitoring.Followed:
    wanted = goal(**changes)
    return monitoring.follow(here(area), programme(wanted, own=own), year).goals[0]


def own(value: float | None, year: int = 2026, **changes) -> OwnIndicator:
    said = {
        "name": "Asiakkaat",
        "unit": "henkilöä",
        "population": "foreign_language",
        "source": "asiakasluettelo",
        "deliverer": "neuvonta",
        "interval": "yearly",
        "lag": 2,
        "better": "higher_is_better",
        "first_value": 40,
        "first_date": date(2025, 12, 31),
        "last_value": value,
        "last_date": None if value is None else date(year, 12, 31),
    }
    return OwnIndicator(id="M1", **{**said, **changes})


CLIENTS = {"indicator": "M1", "baseline": 40, "baseline_year": 2025, "target": 80, "direction": "up"}


def follow_own(here, value: float | None, said: dict | None = None, basics: dict | None = None, **changes):
    """A goal of clients, or of what the changes of the own indicator make of it."""
    wanted = goal(**{**CLIENTS, **(said or {})})
    return monitoring.follow(here(), programme(wanted, own=(own(value, **changes),), **(basics or {}))).goals[0]


# --- the rule of five states


AIM = status.Aim("up", level=62, target=65, baseline=60)


@pytest.mark.parametrize(
    ("interval", "state"),
    [
        ((65.1, 70), "achieved"),
        ((65, 70), "achieved"),
        ((60.1, 62), "on_track"),
        ((60.1, 70), "on_track"),
        ((60, 62), "uncertain"),
        ((50, 90), "uncertain"),
        ((50, 61.9), "off_track"),
        ((63, 63), "on_track"),
        ((61, 61), "off_track"),
    ],
)
def test_the_interval_against_the_path_decides_the_state(interval, state):
    assert status.status(interval, AIM) == state
    mirrored = status.Aim("down", -62, -65, -60)
    assert status.status((-interval[1], -interval[0]), mirrored) == state


def test_where_the_path_stands_still_a_figure_without_chance_has_reached_it_or_not():
    still = status.Aim("up", 60, 60, 60)
    assert status.status((60, 60), still) == "achieved"
    assert status.status((59.9, 59.9), still) == "off_track"


def test_an_alarm_needs_the_wrong_side_at_the_wider_interval_too():
    assert status.is_alarm((50, 61.9), AIM) and not status.is_alarm((50, 62), AIM)


# --- real figures


def test_a_stock_of_the_register_is_held_against_the_path_as_it_is(here):
    found = follow(here)
    assert (found.latest.year, found.latest.value, found.status) == (2024, 8.4, "on_track")
    assert not found.latest.by_chance and math.isnan(found.latest.interval[0])
    assert found.path.at(2024) == pytest.approx(9.9 - 3 * 2.9 / 8)
    assert found.distance.side == "ahead" and found.distance.amount == pytest.approx(8.4 - 8.8125)
    assert (found.change.amount, found.change.word) == (-1.5, "down")
    assert follow(here, target=5, deadline=date(2026, 12, 31)).status == "off_track"
    assert follow(here, target=8.4).status == "achieved"


def test_the_three_statements_are_kept_apart(here):
    found = follow(here)
    assert found.level.number == 9 and found.level.side in ("higher", "lower", "alike")
    assert found.level.low <= found.level.median <= found.level.high
    assert found.change.years == (2021, 2024) and found.distance.level == found.path.at(2024)


def test_what_chance_moves_has_its_interval_at_both_levels_and_may_be_uncertain(here):
    told = {"indicator": TURNOUT, "direction": "up", "baseline": 57.0, "baseline_year": 2017, "target": 60}
    found = follow(here, **told, deadline=date(2029, 12, 31))
    assert found.latest.year == 2021 and found.latest.by_chance
    low, high = proportion_confint(14223, 24999, alpha=0.002, method="wilson")
    assert found.latest.alarm == pytest.approx((100 * low, 100 * high))
    assert found.status == "uncertain" or found.status == "off_track"
    assert found.no_likelihood == why.NOT_YEARLY


def test_an_event_that_is_far_on_the_wrong_side_raises_an_alarm(here):
    told = {"indicator": MOVES, "direction": "up", "baseline": 2.3, "baseline_year": 2018, "target": 8}
    found = follow(here, **told, deadline=date(2022, 12, 31))
    assert (found.status, found.alarm, found.final) == ("off_track", True, True)
    high = uncertainty.rate_interval(76, 32790.5, level=uncertainty.ALARM)[1]
    assert found.latest.alarm[1] == pytest.approx(float(high)) and high < 8


def test_without_a_direction_there_is_no_state_but_the_figure_and_its_change_are_told(here):
    found = follow(here, indicator="foreign_language.share", baseline=3.4, baseline_year=2023, target=5)
    assert (found.status, found.reason) == (None, why.NO_DIRECTION)
    assert found.latest.value == 3.9 and found.change.amount == 0.5 and found.distance.side is None
    assert follow(
        here, indicator="foreign_language.share", baseline=3.4, baseline_year=2023, target=5, direction="up"
    ).is_judged


def test_a_gap_is_followed_in_the_direction_that_it_had_and_says_which_side_moved(here):
    found = follow(here, target_type="gap", baseline=3.0, baseline_year=2021, target=1, area="091")
    rows = found.gap
    assert rows.years == (2021, 2024) and rows.side in ("own", "other", "both", "neither")
    assert found.latest.value == pytest.approx(abs(rows.points[1]), abs=0.1)
    assert found.status == ("achieved" if found.latest.value <= 1 else found.status)
    assert found.level.status == frame.NOT_APPLICABLE


def test_a_number_of_persons_has_no_gap(here):
    found = follow(
        here, indicator="foreign_unemployed.count", target_type="gap", baseline=10, baseline_year=2021, target=5
    )
    assert (found.status, found.reason) == ("cannot_be_assessed", why.A_COUNT)


def test_what_must_not_grow_worse_is_reached_only_when_its_deadline_has_come(here):
    told = {"target_type": "not_worse", "target": None, "direction": "steady"}
    assert follow(here, **told).status == "on_track"
    assert follow(here, **told, deadline=date(2024, 12, 31)).status == "achieved"
    assert follow(here, **told, baseline=8.0, baseline_year=2022).status == "off_track"


def test_a_threshold_holds_every_year(here):
    told = {"target_type": "threshold", "baseline": None, "baseline_year": None}
    assert follow(here, **told, target=9).status == "achieved"
    assert follow(here, **told, target=8).status == "off_track"


def test_the_baseline_stays_when_the_statistics_are_revised_and_the_difference_is_told(here):
    found = follow(here, baseline=10.4)
    assert found.baseline.value == 10.4 and found.baseline_now == found.readings.of(2021).value
    assert found.change.amount == pytest.approx(8.4 - 10.4)
    assert follow(here, baseline=found.baseline_now).baseline_now is None


def test_a_trend_word_is_that_of_five_figures(here):
    assert follow(here, indicator="foreign_language.share", baseline=3.4, baseline_year=2023, target=5).trend == "up"


# --- what cannot be assessed, each with its reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"indicator": None}, why.NO_INDICATOR),
        ({"indicator": "viihtyvyys"}, why.UNKNOWN_INDICATOR),
        ({"target": None}, why.NO_TARGET),
        ({"baseline": None}, why.NO_BASELINE),
        ({"target_type": "change", "baseline": None}, why.NO_BASELINE),
        ({"deadline": None}, why.NO_DEADLINE),
        ({"baseline_year": 2024}, why.NO_READING),
        ({"deadline": date(2021, 12, 31)}, why.NO_PATH),
        ({"indicator": "outside_education_17_24.share", "baseline": 12, "baseline_year": 2008}, why.ENDED),
        ({"indicator": MOVES, "direction": "up", "baseline": 2, "baseline_year": 2018, "target": 3}, why.STALE),
    ],
)
def test_a_goal_that_cannot_be_assessed_says_why(here, changes, reason):
    found = follow(here, **changes)
    assert (found.status, found.reason) == ("cannot_be_assessed", reason)


def test_a_year_in_the_future_has_no_state(here):
    for year in (2025, 2031):
        found = follow(here, year=year)
        assert (found.status, found.reason, found.latest) == ("cannot_be_assessed", why.FUTURE, None)
        assert states.reason(here(), found) == "Kysytyn vuoden lukua ei ole vielä saatu."
    assert follow(here, year=2023).latest.year == 2023


def test_of_a_passed_deadline_its_own_year_is_judged(here):
    found = follow(here, deadline=date(2023, 12, 31), target=8)
    assert (found.latest.year, found.final) == (2023, True) and found.coming == ()
    assert follow(here, deadline=date(2026, 6, 30)).final is False


def test_preliminary_figures_are_judged_and_marked_and_are_never_final(here):
    told = {"indicator": "population", "direction": "up", "baseline": 32000, "baseline_year": 2020, "target": 33000}
    found = follow(here, **told, deadline=date(2024, 12, 31))
    assert found.latest.status == frame.PRELIMINARY and found.preliminary
    assert found.status == "achieved" and not found.final


def test_a_target_that_was_reached_at_the_start_is_kept_not_approached(here):
    found = follow(here, baseline=6.5, target=7)
    assert found.reached_at_start and found.status == "off_track"
    assert follow(here, baseline=8.0, target=9).status == "achieved"


def test_a_series_of_one_figure_has_no_trend_and_no_word_of_chance(here):
    found = follow(here, indicator="candidates.count", direction="up", baseline=227, baseline_year=2021, target=300)
    assert (found.status, found.reason, found.trend, found.likelihood) == (
        "cannot_be_assessed",
        why.NO_READING,
        None,
        None,
    )
    two = follow(
        here, indicator="early_childhood.foreign_language_share", direction="up", baseline=3.0, baseline_year=2023,
        target=5,
    )  # fmt: skip
    assert two.latest.year == 2024 and (two.likelihood, two.no_likelihood) == (None, why.SHORT)


@pytest.mark.parametrize(("people", "reason"), [(0, why.NOBODY), (12, why.FEW), (29, why.FEW)])
def test_a_share_of_nobody_or_of_a_few_is_not_judged(here, people, reason):
    share = {"unit": "%", "name": "Työssä", "people": people}
    found = follow_own(here, 50, {"baseline": 40, "target": 60}, **share)
    assert (found.status, found.reason) == ("cannot_be_assessed", reason)


def test_a_municipality_of_few_has_no_state(here):
    told = {"indicator": "foreign_unemployed.count", "baseline": 3, "baseline_year": 2020, "target": 1}
    for area in ("736", "766", "318"):
        found = follow(here, area=area, **told)
        assert found.status == "cannot_be_assessed" and found.reason in (why.FEW, why.HIDDEN, why.NO_FIGURE)


def test_a_programme_of_a_past_term_is_judged_by_its_own_deadlines(here):
    past = goal(baseline=10, baseline_year=2017, target=7, deadline=date(2021, 12, 31))
    old = programme(past, first_year=2018, last_year=2021)
    found = monitoring.follow(here(), old).goals[0]
    assert (found.latest.year, found.final, found.status) == (2021, True, "off_track")


# --- the municipality's own figures


def test_an_own_count_is_a_fact_and_is_held_against_the_path(here):
    assert follow_own(here, 55).status == "on_track"
    assert follow_own(here, 45).status == "off_track"
    assert follow_own(here, 80).status == "achieved"


def test_an_own_share_of_known_people_has_their_chance(here):
    share = {"unit": "%", "name": "Työssä", "people": 140}
    found = follow_own(here, 52, {"baseline": 50, "target": 60}, **share)
    low, high = proportion_confint(0.52 * 140, 140, method="wilson")
    assert found.latest.interval == pytest.approx((100 * low, 100 * high)) and found.status == "uncertain"


def test_of_an_own_share_of_unknown_people_only_the_uncertain_is_certain(here):
    share = {"unit": "%", "name": "Työssä", "people": None}
    wide = follow_own(here, 51, {"baseline": 50, "target": 54}, **share)
    assert wide.readings.least_chance and wide.status == "uncertain"
    far = follow_own(here, 20, {"baseline": 50, "target": 60}, **share)
    assert (far.status, far.reason, far.alarm) == ("cannot_be_assessed", why.PEOPLE_UNKNOWN, False)


def test_reported_crimes_vary_by_chance_and_without_a_direction_have_no_state(here):
    crimes = {"unit": "ilmoitusta", "name": "Epäillyt viharikokset", "population": None, "better": "none"}
    found = follow_own(here, 14, {"baseline": 20, "target": 10, "direction": None}, **crimes)
    assert found.latest.by_chance and (found.status, found.reason) == (None, why.NO_DIRECTION)
    few = follow_own(here, 4, {"baseline": 20, "target": 10, "direction": "down"}, **crimes)
    assert (few.status, few.reason) == ("cannot_be_assessed", why.FEW)


def test_outputs_are_due_at_an_even_pace_in_whole_ones(here):
    said = {"target_type": "outputs", "baseline": None, "baseline_year": None, "target": 6, "direction": None}
    things = {"unit": "käytäntöä", "population": None}
    assert follow_own(here, 1, said, **things).status == "on_track"
    assert follow_own(here, 0, said, **things).status == "off_track"
    assert follow_own(here, 6, said, **things).status == "achieved"


# --- nothing hidden leaks


def _numbers(found: monitoring.Followed) -> list[float]:
    """Every number that a page could tell of a goal's figures."""
    told = [found.change.amount, found.distance.amount, found.distance.level, found.distance.yearly]
    told += [one.value for one in found.readings.all] + [found.baseline.value if found.baseline else math.nan]
    told += [end for one in found.readings.all for end in (*one.interval, *one.alarm)]
    told += list(found.path.levels) if found.path else []
    told += [] if found.target is None else [found.target]
    return [number for number in told if not math.isnan(number)]


@pytest.mark.parametrize("value", [0, 1, 4])
def test_a_small_own_count_is_hidden_and_gives_no_state(here, value):
    found = follow_own(here, value)
    assert (found.status, found.reason, found.latest.status) == (
        "cannot_be_assessed",
        why.HIDDEN,
        frame.SUPPRESSED,
    )
    assert value not in _numbers(found) and found.change.status == frame.SUPPRESSED


def test_a_hidden_baseline_gives_no_path_no_change_and_no_state_that_would_bound_it(here):
    said = {"baseline": 3, "target": 20}
    for value in (5, 11, 12, 19):
        found = follow_own(here, value, said)
        assert (found.status, found.reason, found.path) == ("cannot_be_assessed", why.HIDDEN_BASELINE, None)
        assert 3 not in _numbers(found) and found.baseline.status == frame.SUPPRESSED
        assert found.first_judged.year is None
    assert follow_own(here, 20, said).status == "achieved"


def test_a_change_from_a_hidden_baseline_tells_no_target(here):
    found = follow_own(here, 30, {"baseline": 3, "target": 20, "target_type": "change"})
    assert found.target is None and found.status == "cannot_be_assessed" and 23 not in _numbers(found)


def test_the_threshold_is_the_municipalitys(here):
    assert follow_own(here, 8).latest.is_shown
    assert not follow_own(here, 8, basics={"smallest_count": 10}).latest.is_shown


def test_a_share_that_tells_of_one_or_two_people_is_hidden(here):
    share = {"unit": "%", "name": "Työssä", "people": 40}
    assert follow_own(here, 5, {"baseline": 40, "target": 60}, **share).latest.status == frame.SUPPRESSED
    assert follow_own(here, 97.5, {"baseline": 40, "target": 60}, **share).latest.status == frame.SUPPRESSED


# --- measures and milestones


def _measures(*states: str, **days) -> tuple[Measure, ...]:
    return tuple(Measure(id=f"TP{n}", goal="T1", state=state, **days) for n, state in enumerate(states, 1))


@pytest.mark.parametrize(
    ("states", "days", "state"),
    [
        (("done", "done"), {}, "achieved"),
        (("done", "ongoing"), {}, "on_track"),
        (("done", "suspended"), {}, "uncertain"),
        (("not_started",), {"start": date(2026, 3, 1)}, "uncertain"),
        (("ongoing",), {"end": date(2026, 3, 1)}, "uncertain"),
        ((), {}, "cannot_be_assessed"),
    ],
)
def test_a_milestone_is_judged_by_its_measures(here, states, days, state):
    wanted = Goal(id="T1", target_type="milestone", deadline=LAST_DAY)
    said = programme(wanted, measures=_measures(*states, **days))
    assert monitoring.follow(here(), said).goals[0].status == state


def test_a_milestone_whose_day_has_passed_is_off_track_unless_all_is_done(here):
    wanted = Goal(id="T1", target_type="milestone", deadline=date(2026, 6, 30))
    for state, expected in (("ongoing", "off_track"), ("done", "achieved")):
        said = programme(wanted, measures=_measures(state))
        assert monitoring.follow(here(), said).goals[0].status == expected


def test_measures_tell_what_is_late_and_what_was_broken_off():
    rows = (
        Measure(id="TP1", goal="T1", state="ongoing", end=date(2026, 1, 1)),
        Measure(id="TP2", goal="T1", state="suspended"),
        Measure(id="TP3", goal="T1", state="continuous", end=date(2026, 1, 1)),
        Measure(id="TP4", goal="T2", state="done"),
    )
    found = measures.progress(rows, Goal(id="T1"), date(2026, 11, 24))
    assert (found.late, found.suspended, found.deviating) == (("TP1",), ("TP2",), ("TP1", "TP2"))
    assert found.states == {"ongoing": 1, "suspended": 1, "continuous": 1}


# --- when there is something to judge


def test_the_first_year_that_can_be_judged_is_that_of_the_smallest_detectable_change(here):
    told = {"indicator": MOVES, "direction": "up", "baseline": 2.3, "baseline_year": 2022, "target": 4.3}
    found = follow(here, **told, deadline=date(2032, 12, 31)).first_judged
    assert found.year is not None and 0.2 * (found.year - 2022) >= found.smallest > 0.2 * (found.year - 2023)
    assert found.published > date(found.year, 12, 31)
    never = follow(here, **{**told, "target": 2.5}, deadline=date(2032, 12, 31)).first_judged
    assert (never.year, never.reason) == (None, why.UNDETECTABLE) and never.smallest == pytest.approx(found.smallest)


def test_a_stock_can_be_judged_by_its_first_figure(here):
    found = follow(here, baseline=8.4, baseline_year=2024)
    assert (found.first_judged.year, found.first_judged.smallest) == (2025, None)
    assert found.coming[0] == (date(2026, 2, 1), 2025)


def test_the_calendar_tells_each_coming_figure_once(here):
    first = goal(baseline=8.4, baseline_year=2024)
    two = (first, first.model_copy(update={"id": "T2", "target": 6.0}))
    calendar = monitoring.follow(here(), programme(*two)).calendar
    assert [(one.published, one.year, one.goals) for one in calendar] == [
        (date(2026, 2, 1), 2025, ("T1", "T2")),
        (date(2027, 2, 1), 2026, ("T1", "T2")),
    ]


# --- oracles and simulation


def test_the_word_of_chance_is_that_of_the_prediction_interval_of_least_squares():
    import statsmodels.api as sm
    from scipy import stats

    draw = np.random.default_rng(7)
    for _ in range(50):
        years, values = np.arange(2020, 2025), 50 + np.cumsum(draw.normal(0.5, 1, 5))
        fitted = sm.OLS(values, sm.add_constant(years)).fit()
        ahead = fitted.get_prediction([[1, 2028]])
        error = math.hypot(ahead.se_mean[0], math.sqrt(fitted.mse_resid))
        target = float(draw.uniform(45, 65))
        probability = stats.t.cdf((ahead.predicted_mean[0] - target) / error, 3)
        expected = "likely" if probability >= 0.8 else "unlikely" if probability <= 0.2 else "either_way"
        assert likelihood.word(list(zip(years, values, strict=True)), 0, (2028, target), "up") == expected


def test_five_figures_on_a_line_promise_no_more_than_their_people_bear():
    line = [(2020 + n, 50.0 + n) for n in range(5)]
    assert likelihood.word(line, 0, (2026, 55.9), "up") == "likely"
    assert likelihood.word(line, 3, (2026, 55.9), "up") == "either_way"
    assert likelihood.word(line[:4], 0, (2026, 55.9), "up") is None


def test_the_smallest_change_has_the_power_that_it_promises():
    for share, people in ((0.6, 140), (0.3, 700), (0.5, 2350)):
        smallest = detectability.share_change(share, people)
        assert power_proportions_2indep(smallest, share, people).power == pytest.approx(0.8, abs=0.05)
        effect = smallest / math.sqrt(share * (1 - share))
        assert NormalIndPower().power(effect, people, 0.05) == pytest.approx(0.8, abs=0.001)


def test_a_goal_on_its_path_is_seldom_called_off_track_and_more_seldom_alarmed():
    found = simulated.statuses(number=2000, seed=1)
    for kind, told in found.items():
        if kind.endswith("on the path"):
            assert told["off_track"] <= 0.05 and told["alarm"] <= 0.005, kind
    assert found["share of 1000–10000, stands still"]["off_track"] > 0.8


def test_the_words_of_chance_keep_what_they_say():
    told = simulated.words(number=2000, seed=1)
    assert told["likely"]["reached"] >= 0.8 and told["unlikely"]["reached"] <= 0.2
    assert 0.2 < told["either_way"]["reached"] < 0.8 and min(one["said"] for one in told.values()) > 0.05


def test_where_nothing_changes_a_target_ahead_is_seldom_called_likely():
    assert simulated.words(number=2000, seed=1, changes=0.0)["likely"]["said"] <= 0.05


def test_a_flat_series_seldom_gets_a_direction():
    told = simulated.directions(number=1500, seed=1)
    assert told["flat"]["no word"] >= 0.93 and told["3 points a year"]["down"] == 0


def test_the_year_of_the_formula_is_that_of_the_simulated_power():
    rows = simulated.first_years(repeats=600, seed=1)
    assert simulated.agreement(rows)["within a year, of those"] >= 0.9
    assert len({row["formula"] for row in rows}) > 4


# --- a definition that changed


BREAK = "break_before: {fi: Työttömän määritelmä muuttui., sv: Definitionen ändrades., en: The definition changed.}"


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    return project.make(
        tmp_path_factory.mktemp("broken"), own=project.unemployed([f'years: "2020-", {BREAK}', 'years: "-2019"'])
    )


def test_a_goal_whose_series_broke_cannot_be_assessed_and_tells_the_year(broken, here, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(broken))
    told = {"indicator": "unemployed_test.share", "baseline": 9.5, "target": 7, "deadline": date(2025, 12, 31)}
    found = follow(here, **told, baseline_year=2018)
    assert (found.status, found.reason, found.broken_in) == ("cannot_be_assessed", why.BREAK, 2020)
    reason = states.reason(here(), found)
    assert reason == "Luvun määritelmä muuttui vuonna 2020, joten uutta lukua ei voi verrata lähtötasoon."
    assert found.change.status == found.distance.status == frame.NOT_APPLICABLE and math.isnan(found.change.amount)
    assert not found.alarm and found.likelihood is None
    sound = follow(here, **told, baseline_year=2020)
    assert sound.is_judged and sound.latest.by_chance and sound.change.low < sound.change.amount < sound.change.high


def test_of_a_municipality_with_a_hidden_figure_nothing_is_judged(broken, here, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(broken))
    told = {"indicator": "unemployed_test.share", "baseline": 9.5, "target": 7, "deadline": date(2025, 12, 31)}
    found = follow(here, area="766", **told, baseline_year=2020)
    assert found.status == "cannot_be_assessed" and found.reason in (why.FEW, why.HIDDEN, why.NO_FIGURE)


# --- when and of whom an own figure was measured


def test_a_figure_of_the_middle_of_a_year_is_held_against_the_path_of_that_day(here):
    said = {"target_type": "outputs", "baseline": None, "baseline_year": None, "target": 80, "direction": None}
    things = {"unit": "kurssia", "population": None, "last_date": date(2026, 6, 30)}
    assert follow_own(here, 10, said, **things).status == "on_track"
    assert follow_own(here, 8, said, **things).status == "off_track"
    assert follow_own(here, 10, said, **{**things, "last_date": date(2026, 12, 31)}).status == "off_track"


@pytest.mark.parametrize("unit", ["arvosanaa", "prosenttiyksikköä", "vitsord", "ryhmää", "€", "%"])
def test_what_is_no_count_of_people_is_not_hidden_for_being_small(here, unit):
    assert follow_own(here, 2, {"direction": "up"}, unit=unit).latest.is_shown


def test_an_own_gap_of_shares_has_the_widest_chance_of_its_people_and_of_unknown_people_none(here):
    said = {"target_type": "gap", "baseline": 16, "target": 10, "direction": None}
    unit = {"unit": "prosenttiyksikköä", "name": "Ero", "better": "lower_is_better"}
    unknown = follow_own(here, 4, said, **unit)
    assert (unknown.status, unknown.reason) == ("cannot_be_assessed", why.PEOPLE_UNKNOWN)
    few, many = (follow_own(here, 12, said, people=people, **unit) for people in (140, 40_000))
    low, high = proportion_confint(70, 140, method="wilson")
    assert few.latest.interval == pytest.approx((12 + 100 * (low - 0.5), 12 + 100 * (high - 0.5)))
    assert (few.status, many.status) == ("uncertain", "on_track")


def test_where_the_path_stands_still_the_first_figure_can_be_judged(here):
    told = {"indicator": TURNOUT, "target_type": "not_worse", "target": None, "direction": "steady"}
    found = follow(here, **told, baseline=56.9, baseline_year=2021)
    assert (found.first_judged.year, found.first_judged.reason) == (2025, "")


def test_a_measurement_of_a_year_to_come_is_not_one(here):
    found = follow_own(here, 80, last_date=date(2027, 6, 30))
    assert (found.latest.year, found.status, found.reason) == (2025, "cannot_be_assessed", why.NO_READING)
