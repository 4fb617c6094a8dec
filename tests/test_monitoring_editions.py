"""Monitoring over three yearly editions, the difference since the last one, and joint programmes by member."""

import json
from datetime import date

import pytest

import kotolib as koto
from kotolib import frame, house, situation
from kotolib.batch import remembering
from kotolib.display.monitoring.told import followed
from kotolib.display.prose import Paragraph
from kotolib.programme import keeping, making, monitoring, reading, triggers
from kotolib.programme.monitoring import editions, members, why
from kotolib.programme.records import Basics, Goal, OwnIndicator, Programme
from tests import later_editions

EXAMPLE = house.data_sources() / "own" / "example-kangasala" / "programme.xlsx"
UNEMPLOYED = Goal(
    id="T9", indicator="unemployed.share", target_type="level", baseline=8.4, baseline_year=2024, target=6.4,
    deadline=date(2029, 12, 31),
)  # fmt: skip
YEARS = (
    ({2026: 0.4}, {2025: 0.94}),
    ({2026: 0.4, 2027: 2.6}, {2025: 0.94, 2026: 1.08}),
    ({2026: 0.4, 2027: 2.6, 2028: 0.4}, {2025: 0.94, 2026: 1.08, 2027: 0.7}),
)
"""What each year's edition has: by how many points the share of foreign-language speakers rose, and the change of the
unemployed from the year before."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """What the pages show in June of 2027, 2028 and 2029, of the worked example's programme and one goal more, as the
    runs of those years leave it for each other."""
    example = reading.read(EXAMPLE).programme
    said = example.model_copy(update={"goals": (*example.goals, UNEMPLOYED)})
    own, told = tmp_path_factory.mktemp("own"), []
    for number, (language, unemployed) in enumerate(YEARS):
        home = later_editions.make(tmp_path_factory.mktemp("later") / "home", language, unemployed)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KOTO_HOME", str(home))
            patch.setenv("KOTO_OWN", str(own))
            here = situation.begin("211", as_of=f"{2027 + number}-06-15")
            _write(here, said)
            before = editions.previous(keeping.folder(here.area), here.as_of.isoformat())
            decision = triggers.evaluate(here, said, followed(here))
            shown = {name: _flat(call(here)) for name, call in SHOWN.items()}
            told.append(((followed(here), decision, before), shown))
            parameters = {"area": "211", "language": "fi", "edition": here.edition, "as_of": here.as_of.isoformat()}
            assert remembering.remember({"parameters": parameters})
    return told


SHOWN = {"board": koto.status_board, "memo": koto.update_memo, "reports": koto.reports, "opening": koto.report_opening}


def _write(here, said: Programme) -> None:
    path = keeping.place(here.area)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(making.workbook(said, here.area, "fi", date(2026, 11, 24)))


def _flat(shown) -> list:
    return [one for one in (shown if isinstance(shown, tuple) else (shown,)) if one is not None]


@pytest.fixture(scope="module")
def years(pages):
    """What monitoring and the triggers said in the three years, and what had been kept before."""
    return [found for found, _shown in pages]


def test_states_change_for_the_right_reasons(years):
    found = [followed.of("T9") for followed, _, _ in years]
    assert [one.latest.year for one in found] == [2025, 2026, 2027]
    assert [one.status for one in found] == ["on_track", "off_track", "achieved"]
    assert found[1].distance.side == "behind" and found[2].latest.value <= 6.4
    assert all(one.baseline_now is None for one in found)


def test_the_memo_is_due_when_arrivals_jump_and_not_before(years):
    kinds = [{reason.kind for reason in decision.reasons} for _, decision, _ in years]
    assert "projection" not in kinds[0] and "projection" in kinds[1]
    (jump,) = [one for one in years[1][1].reasons if one.kind == "projection"]
    assert (jump.fact("year"), jump.fact("direction")) == (2027, "up")
    assert years[1][1].level == "update"
    # The municipality's own limit, five per cent, is passed by the same jump.
    limits = [[one.row for one in decision.reasons if one.kind == "limit"] for _, decision, _ in years]
    assert limits[0] == [] and "S6" in limits[1] and "S6" in limits[2]


def test_time_passes_through_the_term(years):
    kinds = [[one.kind for one in decision.reasons if one.kind in ("half", "end_near")] for _, decision, _ in years]
    assert kinds == [[], ["half"], ["end_near"]]


def test_the_difference_since_the_last_edition_is_told(years):
    assert years[0][2] is None
    followed, _, before = years[1]
    found = editions.since(followed.result, before)
    assert found.day == "2027-06-15" and found.edition != followed.here.edition
    goal = next(one for one in found.goals if one.goal == "T9")
    assert (goal.before, goal.now, goal.new_years, goal.revised) == ("on_track", "off_track", (2026,), ())
    assert found.dropped == () and not any(one.is_new or one.moved for one in found.goals)


def test_the_board_of_each_year_shows_the_state_that_the_figures_give(pages):
    words = []
    for _found, shown in pages:
        (board,) = [one for one in shown["board"] if getattr(one, "key", "") == "status-board"]
        words += [row[-1].text for row in board.rows if row[0].text.startswith("T9")]
    assert words == ["▶ Etenee", "■ Ei etene", "✓ Saavutettu"]


def test_the_memo_of_the_year_when_arrivals_jumped_names_the_reason_and_the_sections(pages):
    (_calm, calm), (_jump, jump), _last = pages
    assert calm["memo"][0].text == "Ei tarvetta: mikään peruste ei edellytä ohjelman päivittämistä nyt."
    assert jump["memo"][0].text.startswith("Päivitettävä: jokin peruste edellyttää ohjelman päivittämistä.")
    (reasons,) = [one for one in jump["memo"] if getattr(one, "key", "") == "update-reasons"]
    told = {row[0].text: row for row in reasons.rows}
    (projected,) = [text for text in told if text.startswith("Vieraskielisiä oli")]
    assert projected.endswith("väestö kasvoi laskelmaa nopeammin.") and "vuonna 2027" in projected
    assert [cell.text for cell in told[projected]][1:3] == ["päivitettävä", "5.2, 5.5, 5.6, 5.7, 5.8"]
    assert any("raja on 5,0\u00a0%" in text for text in told), "the municipality's own limit is passed too"


def test_each_report_tells_what_has_changed_since_the_one_before(pages):
    def of_first_receiver(shown: dict) -> str:
        return next(one.text for one in shown["reports"] if isinstance(one, Paragraph) and "tilanteeseen" in one.text)

    (_1, first), (_2, second), (_3, third) = pages
    assert any("Aiempaa seurantatietoa ei ole" in getattr(one, "text", "") for one in first["reports"])
    assert "15.6.2027" in of_first_receiver(second) and "15.6.2028" in of_first_receiver(third)
    turned = "T9: tila ▶ Etenee tavoitteen mukaisesti\u00a0→ ■ Ei etene tavoitteen mukaisesti; uusi luku vuodelta 2026."
    assert turned in of_first_receiver(second)
    assert "■ Ei etene tavoitteen mukaisesti\u00a0→ ✓ Saavutettu" in of_first_receiver(third)


# --- what is kept


def followed_own(here, value: float, **changes) -> monitoring.Monitoring:
    own = OwnIndicator(
        id="M1", name="Asiakkaat", unit="henkilöä", population="foreign_language", interval="yearly",
        first_value=40, first_date=date(2025, 12, 31), last_value=value, last_date=date(2026, 10, 1),
    )  # fmt: skip
    said = {"indicator": "M1", "target_type": "level", "direction": "up", "baseline": 40, "baseline_year": 2025}
    goal = Goal(id="T1", **{**said, "target": 80, "deadline": date(2029, 12, 31), **changes})
    return monitoring.follow(here(), Programme(goals=(goal,), indicators=(own,)))


def test_nothing_that_is_hidden_is_kept(here, tmp_path):
    editions.keep(followed_own(here, 3, baseline=2).result, tmp_path)
    kept = json.loads((tmp_path / editions.FILE).read_text(encoding="utf-8"))["goals"]["T1"]
    assert kept["figures"] == {"2025": 40.0} and kept["baseline"] is None
    assert kept["status"] == "cannot_be_assessed"


def test_a_figure_that_is_hidden_now_is_not_told_as_revised(here):
    then, now = followed_own(here, 12).result, followed_own(here, 3).result
    (found,) = editions.since(now, then).goals
    assert found.revised == () and (found.before, found.now) == ("off_track", "cannot_be_assessed")


def test_a_revised_figure_is_told_with_both_its_values(here):
    (found,) = editions.since(followed_own(here, 52).result, followed_own(here, 55).result).goals
    assert [(one.year, one.before, one.now) for one in found.revised] == [(2026, 55, 52)] and found.has_changed


def test_what_people_changed_in_a_goal_is_told_and_another_indicators_figures_are_no_earlier_values(here):
    then = followed_own(here, 52).result
    (found,) = editions.since(followed_own(here, 52, target=90, deadline=date(2028, 12, 31)).result, then).goals
    assert found.moved == ("target", "deadline") and found.revised == ()
    other = followed_own(here, 52, indicator="unemployed.share").result
    assert editions.since(other, then).goals[0].revised == ()


def test_goals_come_and_go(here):
    then = followed_own(here, 52).result
    now = {**then, "goals": {"T2": then["goals"]["T1"]}}
    found = editions.since(now, then)
    assert found.goals[0].is_new and found.dropped == ("T1",)


def test_the_same_day_is_kept_once_and_a_damaged_line_is_left_out(here, tmp_path):
    path, now = tmp_path / editions.FILE, followed_own(here, 52).result
    assert editions.keep(now, tmp_path) == path and editions.keep(now, tmp_path) is None
    path.write_text("rikki\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert editions.previous(tmp_path, "2027-01-01") == now and editions.previous(tmp_path, "2026-11-24") is None
    editions.keep({**followed_own(here, 45).result, "day": "2026-10-01"}, tmp_path)
    assert [json.loads(line)["day"] for line in path.read_text(encoding="utf-8").splitlines()] == [
        "2026-10-01",
        "2026-11-24",
    ]


def test_what_says_the_same_as_before_is_not_kept_again(here, tmp_path):
    now = followed_own(here, 52).result
    path = editions.keep(now, tmp_path)
    assert editions.keep({**now, "day": "2026-12-24"}, tmp_path) is None
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1


# --- joint programmes


def joint(here, area: str = "211+562+702", **changes) -> members.ByMember:
    said = {"indicator": "unemployed.share", "target_type": "level", "baseline": 9, "baseline_year": 2021, "target": 6}
    goal = Goal(id="T1", **{**said, "deadline": date(2029, 12, 31), **changes})
    return members.by_member(here(area), Programme(basics=Basics(first_year=2026, last_year=2029)), goal)


def test_each_member_has_its_own_baseline_and_the_same_target(here):
    found = joint(here)
    assert found.total.status in monitoring.STATUSES and set(found.members) == {"211", "562", "702"}
    for code, one in found.members.items():
        alone = monitoring.follow(here(code), Programme(goals=(one.goal,))).goals[0]
        assert (one.status, one.latest.value, one.target) == (alone.status, alone.latest.value, 6)
        assert one.goal.baseline == one.baseline.value == alone.readings.of(2021).value
        assert {reading.year for reading in one.readings.all} == {2021, one.latest.year}


def test_a_number_of_persons_is_followed_by_member_and_judged_together_only(here):
    found = joint(
        here, area="211+604", indicator="immigration.count", baseline=80, target=160, direction="up", baseline_year=2018
    )
    assert found.total.status is not None
    assert {one.reason for one in found.members.values()} == {why.NO_OWN_TARGET}
    shown = [one.latest.value for one in found.members.values()]
    assert sum(shown) == pytest.approx(found.total.latest.value, abs=2)


def test_one_hidden_member_cannot_be_subtracted_out(here):
    """Pukkila has too few foreign-language speakers to be told of; Kangasala and Orivesi have enough."""
    hidden = next(code for code in ("766", "318", "736", "417") if _is_hidden(here, code))
    found = joint(here, area=f"211+562+{hidden}", indicator="foreign_language.count", baseline=1000, target=2000,
                  baseline_year=2023, direction="up")  # fmt: skip
    total = found.total.latest
    if not total.is_shown:
        pytest.fail("the total is told, so that something could be subtracted from it")
    told = {code: one for code, one in found.members.items() if one.latest is not None and one.latest.is_shown}
    assert len(told) < len(found.members) - 1, "two are hidden, the small one and the smallest of the others"
    assert set(told) == {"211"} and found.members["562"].reason == why.DIFFERENCE
    gone = found.members["562"]
    assert gone.goal.baseline is gone.baseline is gone.path is gone.target is None and gone.readings.all == ()
    assert gone.latest.status == frame.SUPPRESSED


def _is_hidden(here, code: str) -> bool:
    import kotolib as koto

    row = koto.values(here(code), "foreign_language.count").own.iloc[-1]
    return row["status"] == frame.BELOW_QUALITY


def test_a_single_municipality_and_an_own_indicator_have_no_members(here):
    assert joint(here, area="211").members == {}
    own = joint(here, indicator="M9")
    assert own.members == {} and own.total.reason == why.UNKNOWN_INDICATOR
