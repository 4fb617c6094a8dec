"""What stands out: expectations of the odd municipalities, written before the list was ever looked at; and the rule."""

import re

import numpy as np
import pytest

from kotolib import areas, frame
from kotolib.comparison import peers, standing
from kotolib.display import standing as told
from kotolib.indicators import stored
from tests import walked
from tests.walked import begin, imagined

NBSP = "\u00a0"
LANGUAGE, CHILDREN, WORK, TURNOUT = (
    "foreign_language.share",
    "early_childhood.foreign_language_share",
    "unemployed.share",
    "election_turnout.share",
)
CAUSES = re.compile(r"\b(koska|vuoksi|johtu|ansio|takia|siksi|syy(nä|stä|t)\b|aiheutta)", re.IGNORECASE)
RANKS = re.compile(
    r"\b(paras|parhai|huonoi|heikoi|pahin|suurin|suurimp|pienin|pienimp|korkein|matalin|sija|ensimmäi|viimeise|kärje)",
    re.IGNORECASE,
)


def found(area: str, theme: str = "") -> list[standing.Finding]:
    return list(standing.findings(begin(area), theme))


def ids(area: str) -> list[str]:
    return [one.values.indicator.id for one in found(area)]


def text(area: str, theme: str = "") -> str:
    return told.stands_out(begin(area), theme).text.replace(NBSP, " ").replace("\u2060", "")


# --- by hand, before looking


def test_närpiö_begins_with_its_high_share_of_foreign_language_speakers():
    first = found("545")[0]
    assert (first.values.indicator.id, first.kind, first.row["value"]) == (LANGUAGE, standing.SIMILAR, 22.5)
    assert "Närpiössä 22,5 % vuonna 2025" in text("545")


def test_helsinki_has_more_foreign_language_speakers_than_elsewhere():
    (level,) = [one for one in found("091") if one.values.indicator.id == LANGUAGE and not one.is_change]
    assert level.effect > 1 and "Helsingissä 21,2 %" in text("091")


def test_nothing_is_derived_of_sottunga():
    assert found("766") == []
    assert text("766").count(".") == 1 and not re.search(r"\d", text("766"))


def test_the_rise_of_mäntyharju_since_2020_is_told():
    (rise,) = [one for one in found("507") if one.values.indicator.id == LANGUAGE and one.is_change]
    assert (int(rise.first["year"]), int(rise.row["year"])) == (2020, 2025)
    assert "nousi Mäntyharjulla 3,3 prosenttiyksikköä eli 2,4-kertaiseksi vuodesta 2020 (2,3 %)" in text("507")


def test_the_rise_of_kangasala_is_told_though_others_rose_more():
    (rise,) = found("211")
    assert (rise.values.indicator.id, rise.kind, int(rise.first["year"])) == (LANGUAGE, standing.CHANGE, 2020)
    assert "nousi Kangasalla 1,3 prosenttiyksikköä eli 1,5-kertaiseksi vuodesta 2020 (2,6 %) vuoteen 2025" in text(
        "211"
    )
    assert "samankaltaisissa kunnissa muutoksen mediaani oli +1,6 prosenttiyksikköä" in text("211")


def test_a_figure_that_hardly_moved_is_no_change_however_much_others_moved():
    # Unemployment of Lappajärvi went from 6.3 to 6.0 per cent while similar municipalities' rose by a point.
    assert not [one for one in found("403") if one.values.indicator.id == WORK and one.is_change]


def test_nothing_of_the_mainland_elections_is_told_of_maarianhamina():
    assert TURNOUT not in ids("478") and "kuntavaali" not in text("478").lower()


def test_a_false_zero_of_lappajärvi_stands_out_nowhere():
    assert CHILDREN not in ids("403")


def test_uusikaupunki_has_many_foreign_language_children_in_early_childhood_education():
    assert CHILDREN in ids("895") and "Uudessakaupungissa 20,7 %" in text("895")
    assert "ei kerro, kuinka suuri osa vieraskielisistä lapsista osallistuu" in text("895")


def test_pedersöre_votes_more_and_has_less_unemployment():
    turnout, work = (next(one for one in found("599") if one.values.indicator.id == name) for name in (TURNOUT, WORK))
    assert turnout.effect > 0 > work.effect
    assert "Pedersören kunnassa" in text("599")


def test_koski_that_did_not_change_is_not_said_to_have_changed():
    assert not [one for one in found("284") if one.values.indicator.id == LANGUAGE and one.is_change]


def test_a_joint_programme_has_findings_of_its_own_combined_figures():
    area = begin(walked.JOINT).area
    assert {one.row["area"] for one in found(walked.JOINT)} <= {area.id}
    assert not set(area.members) & {code for one in found(walked.JOINT) for code in one.values.similar}


def test_the_country_stands_out_from_nothing():
    assert found(frame.COUNTRY) == []


# --- the rule


@pytest.mark.parametrize("area", walked.QUICK)
def test_every_list_keeps_the_rule(area):
    here, list_of = begin(area), found(area)
    assert len(list_of) <= standing.MOST
    assert [one.score for one in list_of] == sorted((one.score for one in list_of), reverse=True)
    kinds = [(one.values.indicator.id, one.is_change) for one in list_of]
    assert len(set(kinds)) == len(kinds), "a level and a change of one indicator at most"
    for one in list_of:
        declared = one.values.indicator
        assert declared.kind != "count" and abs(one.effect) >= standing.LEAST_EFFECT
        assert not one.values.is_stale(int(one.row["year"]), here.as_of.year)
        assert not one.values.is_few(one.row) and (one.first is None or not one.values.is_few(one.first))
        assert one.row["status"] in frame.SHOWN


@pytest.mark.parametrize("area", walked.QUICK)
def test_every_finding_has_a_number_a_comparison_and_a_caution_and_no_cause(area):
    here = begin(area)
    points = told.stands_out(here)
    if not found(area):
        assert len(points.sentences) == 1
        return
    assert len(points.points) == len(found(area))
    for point in points.points:
        whole = " ".join(sentence.text for sentence in point)
        assert re.search(r"\d", point[0].text) and len(point) >= 2
        assert re.search(r"samankaltais|koko maassa|" + re.escape(_region(here)), point[0].text, re.IGNORECASE), whole
        assert not RANKS.search(whole), whole
        assert not CAUSES.search(whole), whole
    assert re.search("ei(vät)? kerro", points.sentences[0].text)


def _region(here) -> str:
    return areas.get(here.area.region).locative("fi") if here.area.region else "koko maassa"


def test_the_effect_is_a_difference_in_usual_spreads():
    (one,) = [one for one in found("545") if one.values.indicator.id == LANGUAGE and not one.is_change]
    rows = stored.rows(areas.country().members, LANGUAGE)
    rows = rows[(rows["group"] == "") & rows["status"].isin(frame.SHOWN)]
    everybody = rows.sort_values("year").groupby("area", observed=True)["value"].last()
    low, high = np.percentile(everybody, [25, 75])
    median = peers.median_and_range(one.values).median
    assert one.effect == pytest.approx((22.5 - median) / ((high - low) / 1.3489795))


def test_what_is_less_than_the_country_as_nearly_everybody_is_stands_out_little():
    # Kangasala's 3.9 % is far below the country's 11.4 %, and just what a municipality usually has.
    assert not [one for one in found("211") if one.values.indicator.id == LANGUAGE and one.kind == "country"]


@pytest.mark.parametrize(
    ("indicator", "first", "last", "years", "growth"),
    [
        (LANGUAGE, 4.0, 8.0, 10, 1.0),
        (LANGUAGE, 4.0, 8.0, 5, 2.0),
        (LANGUAGE, 8.0, 4.0, 10, -1.0),
        (LANGUAGE, 0.0, 4.0, 5, 0.0),
        (WORK, 4.0, 8.0, 10, 0.0),
    ],
)
def test_growth_is_counted_in_doublings_of_ten_years_and_only_of_people_who_have_moved(
    indicator, first, last, years, growth
):
    v = imagined(indicator, [("", 2025 - years, first), ("", 2025, last)])
    rows = v.own
    assert standing.growth(v, rows.iloc[0], rows.iloc[-1]) == pytest.approx(growth)


def test_numbers_of_moves_are_no_candidates_and_their_rate_is_while_it_is_fresh():
    here = begin("545", as_of="2024-06-01")
    assert "net_immigration.per_1000" in standing.fresh(here)
    assert not {name for name in standing.fresh(here) if name.endswith(".count")}
    # The rate of 2022 is history in 2026.
    assert "net_immigration.per_1000" not in standing.fresh(begin("545"))
    told_of = {one.values.indicator.id for one in standing.findings(begin("545", as_of="2023-06-01"), "arrivals")}
    assert "net_immigration.per_1000" in told_of or "immigration.per_1000" in told_of


def test_old_figures_are_left_out_when_the_day_comes():
    then = begin("545", as_of="2029-11-24")
    assert standing.findings(then) == ()
    said = told.stands_out(then).text
    assert "2025" in said and "tuorei" in said.lower()


def test_a_theme_has_its_own_list():
    assert {one.values.indicator.theme for one in found("545", "education")} == {"education"}
    assert found("545", "wellbeing") == []


def test_items_of_the_checklist_stand_in_its_order():
    items = ["6.2c", "3.10", "6.2a", "3.9", "3.1"]
    assert sorted(items, key=standing._by_number) == ["3.1", "3.9", "3.10", "6.2a", "6.2c"]
