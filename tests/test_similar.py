"""Who is similar to whom: the figures behind it, the distance by hand, the odd municipalities, and what is refused."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kotolib import areas, frame, indicators, store
from kotolib.comparison import likeness, neighbours, reasons, relatives, similar
from kotolib.errors import WrongWords
from tests.odd_municipalities import ODD, everything


def names(found) -> list[str]:
    return [one.area.name for one in found.neighbours]


def of(word: str):
    return similar(areas.get(word))


def figure(table: str, content: str, code: str, time: str) -> float:
    rows = store.table(table, areas=[code], contents=[content])
    return float(rows.loc[rows["time"] == time, "value"].iloc[0])


# --- the figures


def test_the_newest_sound_figures_are_taken_and_their_years_are_told():
    years = dict(of("211").years)
    assert years == {"size": 2024, "growth_from": 2019, "urbanity": 2017, "ages": 2021}


def test_a_municipalitys_figures_are_the_stores():
    row = likeness.likeness().figures.loc["211"]
    assert row["people"] == figure("11lj", "vaesto", "211", "2024M12")
    assert row["people_before"] == figure("11re", "vaesto", "211", "2019")
    assert row["urban"] == pytest.approx(figure("key_figures", "urbanisation_degree", "211", "2017"))
    assert row["young"] == pytest.approx(figure("key_figures", "share_under_15", "211", "2021"))
    assert row["old"] == pytest.approx(figure("key_figures", "share_over_64", "211", "2021"))


def test_a_merged_municipality_is_described_by_all_its_parts():
    # Mäntyharju took Pertunmaa in 2025: the key figures and the population of 2019 know them as two.
    row = likeness.likeness().figures.loc["507"]
    both = ("507", "588")
    assert row["people_before"] == sum(figure("11re", "vaesto", code, "2019") for code in both)
    people = [figure("key_figures", "population", code, "2021") for code in both]
    old = [figure("key_figures", "share_over_64", code, "2021") for code in both]
    assert row["old"] == pytest.approx(np.average(old, weights=people))
    assert row["people_ages"] == sum(people)


def test_every_municipality_is_described():
    known = likeness.likeness()
    assert list(known.figures.index) == sorted(area.code for area in areas.municipalities())
    assert not known.figures.isna().any(axis=None)
    assert np.isfinite(known.points).all()


def test_the_kept_figures_are_a_pure_function_of_the_store():
    made = likeness._placed(likeness._gathered())
    pd.testing.assert_frame_equal(made, pd.read_parquet(likeness.ensure()), check_dtype=False)


def test_what_is_kept_is_read_and_not_made_again(monkeypatch):
    path = likeness.ensure()
    monkeypatch.setattr(likeness, "_gathered", lambda: pytest.fail("made again"))
    assert likeness.ensure() == path
    assert names(of("211"))[0] == "Nokia"


# --- the distance


def test_the_distance_is_what_a_hand_would_calculate():
    known = likeness.likeness()
    one, other = known.figures.loc["211"], known.figures.loc["536"]
    unit = known.unit

    def growth(row):
        return 100 * (row["people"] / row["people_before"] - 1)

    squares = [
        (math.log(one["people"] / other["people"]) / unit["size"]) ** 2,
        ((one["urban"] - other["urban"]) / unit["urban"]) ** 2,
        ((one["young"] - other["young"]) / unit["young"]) ** 2 / 2
        + ((one["old"] - other["old"]) / unit["old"]) ** 2 / 2,
        ((growth(one) - growth(other)) / unit["growth"]) ** 2,
        0.0,
    ]
    nokia = of("211").neighbours[0]
    assert nokia.area.code == "536"
    assert nokia.distance == pytest.approx(math.sqrt(sum(squares) / 5))
    assert [thing for thing, _ in nokia.apart] == list(likeness.THINGS)
    assert [far**2 for _, far in nokia.apart] == pytest.approx(squares)
    # Nokia has more residents than Kangasala.
    assert dict(nokia.apart)["size"] > 0


def test_one_unit_is_the_quartiles_of_all_municipalities():
    known = likeness.likeness()
    urban = known.figures["urban"]
    assert known.unit["urban"] == pytest.approx((urban.quantile(0.75) - urban.quantile(0.25)) / 1.349, rel=1e-4)
    assert known.unit["swedish"] == known.unit["sami"] == 1


def test_a_step_of_language_is_one_unit():
    apart = {one.area.name: dict(one.apart)["language"] for one in of("Helsinki").neighbours}
    assert apart["Espoo"] == apart["Vantaa"] == 0
    assert apart["Tampere"] == 1
    assert {dict(one.apart)["language"] for one in of("Maarianhamina").neighbours} <= {1, 2}


def test_it_is_as_far_there_as_back_and_the_nearest_come_first():
    known = likeness.likeness()
    for code in ("211", "091", "766"):
        codes, distances, _ = known.distances(areas.get(code))
        assert (np.diff(distances) >= 0).all()
        back_codes, back, _ = known.distances(areas.get(codes[100]))
        assert back[list(back_codes).index(code)] == pytest.approx(distances[100])


def test_half_of_all_pairs_are_nearer_than_the_typical_distance():
    known = likeness.likeness()
    every = np.concatenate([known.distances(area)[1] for area in areas.municipalities()])
    assert (every < known.typical).mean() == pytest.approx(0.5, abs=0.001)


def test_a_joint_area_lies_where_its_combined_figures_put_it():
    known = likeness.likeness()
    area = areas.get("211+562+635")
    rows = known.figures.loc[list(area.members)]
    point = known._point(area, known.figures.index.isin(area.members))
    described = dict(zip(likeness._FIGURES, point / likeness._ROOT_WEIGHTS, strict=True))
    assert described["size"] * known.unit["size"] == pytest.approx(math.log(rows["people"].sum()))
    old = np.average(rows["old"], weights=rows["people_ages"])
    assert described["old"] * known.unit["old"] == pytest.approx(old)
    # One member alone, put together the same way, lies where the table has it.
    alone = likeness._combined(known.figures.loc[["211"]], areas.get("211"))
    units = np.array(list(known.unit.values()))
    expected = known.points[list(known.figures.index).index("211")]
    np.testing.assert_allclose(alone / units * likeness._ROOT_WEIGHTS, expected)


# --- the sets


@pytest.mark.parametrize("area", everything(), ids=lambda area: area.word)
def test_nobody_is_in_their_own_reference(area):
    found = similar(area)
    if area.kind == "country":
        assert (found.status, found.reason) == (frame.NOT_APPLICABLE, reasons.NOTHING_LEFT)
        assert found.neighbours == ()
        return
    assert len(found.areas) == neighbours.NUMBER
    assert not set(found.areas) & set(area.members)
    assert all(one.kind == "municipality" for one in found.areas.values())
    distances = [one.distance for one in found.neighbours]
    assert distances == sorted(distances)
    assert found.thin == (np.median(distances) > 0.5 * likeness.likeness().typical)


def test_sets_that_a_coordinator_would_know():
    assert names(of("Kangasala"))[:5] == ["Nokia", "Kaarina", "Nurmijärvi", "Pirkkala", "Järvenpää"]
    assert {"Lempäälä", "Lieto", "Tuusula", "Seinäjoki"} == set(names(of("Kangasala"))[5:])
    assert {"Kitee", "Nurmes", "Virrat", "Joutsa", "Juva"} < set(names(of("Mäntyharju")))
    assert {"Vantaa", "Espoo", "Turku", "Tampere", "Oulu", "Jyväskylä"} < set(names(of("Helsinki")))
    assert {"Helsinki", "Turku", "Oulu", "Jyväskylä", "Kuopio"} < set(names(of("Tampere")))
    assert {"Uusikaarlepyy", "Kruunupyy", "Maalahti", "Parainen", "Vöyri"} < set(names(of("Närpiö")))
    assert all(one.area.language_status != "fi" for one in of("Närpiö").neighbours)


def test_where_sami_has_a_legal_standing_the_nearest_are_there_too():
    assert names(of("Enontekiö"))[0] == "Utsjoki"
    assert names(of("Utsjoki"))[0] == "Enontekiö"


@pytest.mark.parametrize("word", ["Helsinki", "Tampere", "Sottunga", "Maarianhamina", "Luoto", "Utsjoki"])
def test_those_who_stand_alone_have_a_thin_set(word):
    assert of(word).thin


@pytest.mark.parametrize("word", ["Kangasala", "Mäntyharju", "Närpiö", "Uusikaupunki", "Lappajärvi", "Enontekiö"])
def test_those_who_have_their_like_do_not(word):
    assert not of(word).thin


def test_sottungas_set_is_further_than_municipalities_at_random():
    assert of("Sottunga").thinness > 1
    assert of("Kangasala").thinness < 0.4


def test_neighbours_under_another_law_are_told():
    assert len(of("Maarianhamina").beyond_aland) == neighbours.NUMBER
    assert [areas.get(code).name for code in of("Sottunga").beyond_aland] == ["Luhanka"]
    assert of("Kangasala").beyond_aland == ()


def test_the_same_edition_gives_the_same_set():
    assert all(of(code) == of(code) for code in ODD)


# --- chosen by people


def test_people_may_choose_their_own_set():
    found = similar(areas.get("Tampere"), chosen=("Oulu", "564", "Turku", "Lahti"))
    assert found.by_user
    assert sorted(found.areas) == ["398", "564", "853"]
    assert [one.distance for one in found.neighbours] == sorted(one.distance for one in found.neighbours)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (("837", "091", "853"), "oma vertailukuntansa"),
        (("091", "853"), "vähintään 3"),
        (("091", "091", "091"), "nyt niitä on 1"),
        (("091", "853", "maakunta:Pirkanmaa"), "yksi kunta"),
        (("091", "853", "Oolu"), "Oolu"),
    ],
)
def test_a_set_that_cannot_be_is_refused_with_what_to_do(chosen, told):
    with pytest.raises(WrongWords, match=told):
        similar(areas.get("Tampere"), chosen=chosen)


def test_a_member_of_a_joint_area_cannot_be_chosen_against_it():
    with pytest.raises(WrongWords, match="Orivesi"):
        similar(areas.get("211+562+635"), chosen=("562", "536", "604"))


# --- what is not compared


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("population", (reasons.RELATIVE, "size")),
        ("population_projection.by_age", (reasons.RELATIVE, "size")),
        ("natural_increase.count", (reasons.RELATIVE, "growth")),
        ("net_immigration.per_1000", (reasons.RELATIVE, "growth")),
        ("domestic_net_migration.count", (reasons.RELATIVE, "growth")),
        ("foreign_language.count", (reasons.A_COUNT, "size")),
        ("immigration.count", (reasons.A_COUNT, "size")),
        ("foreign_language.share", ("", "")),
        ("foreign_citizens.share", ("", "")),
        ("immigration.per_1000", ("", "")),
    ],
)
def test_an_indicator_is_not_compared_by_a_set_chosen_with_its_relatives(indicator, expected):
    declared = indicators.indicators()[indicator]
    assert relatives.unfit(declared) == expected
    found = similar(areas.get("211"), declared)
    assert (found.reason, found.relative) == expected
    assert bool(found.neighbours) == (expected == ("", ""))
    assert found.status == (frame.OK if found.neighbours else frame.NOT_APPLICABLE)


def test_a_measure_that_is_a_relative_is_refused_whatever_its_population():
    share = indicators.indicators()["foreign_language.share"]
    for name in ("pensioners.share", "dependency_ratio", "everyone.over_64", "swedish_speakers.share"):
        assert relatives.unfit(share.model_copy(update={"id": name}))[0] == reasons.RELATIVE


def test_a_set_chosen_by_people_may_be_compared_in_relatives_but_not_in_counts():
    chosen = ("536", "604", "423")
    growth = indicators.indicators()["net_immigration.per_1000"]
    assert similar(areas.get("211"), growth, chosen).by_user
    count = indicators.indicators()["immigration.count"]
    assert similar(areas.get("211"), count, chosen).reason == reasons.A_COUNT


def test_a_municipality_whose_figure_is_missing_has_no_set_and_is_in_none(monkeypatch):
    known = likeness.likeness()
    points = known.points.copy()
    points[list(known.figures.index).index("536"), 1] = np.nan
    monkeypatch.setattr(neighbours, "likeness", lambda edition: replace(known, points=points))
    found = of("Nokia")
    assert (found.status, found.reason, found.neighbours) == (frame.MISSING, reasons.NOT_DESCRIBED, ())
    assert "Nokia" not in names(of("Kangasala"))
    assert len(of("Kangasala").neighbours) == neighbours.NUMBER
