"""Titles, subtitles and alternative texts: short enough, true, and in the past tense about the past."""

import re
from dataclasses import replace

import pytest

from kotolib import frame, indicators
from kotolib.comparison import peers
from kotolib.display import relations, titles, unshown, wording
from kotolib.display.outputs import Figure
from tests import walked
from tests.walked import begin, imagined

SHARE, COUNT = "foreign_language.share", "foreign_language.count"

each_quick = pytest.mark.parametrize("area", walked.QUICK)


def figures(area: str) -> list[tuple[str, Figure]]:
    return [(shown.call, shown.output) for shown in walked.walked(area) if isinstance(shown.output, Figure)]


def check_lengths(area: str) -> None:
    for call, figure in figures(area):
        assert 0 < len(figure.title) <= titles.LONGEST_TITLE, (area, call, figure.title)
        assert 0 < len(figure.alt) <= titles.LONGEST_ALT, (area, call, figure.alt)
        assert not figure.title.endswith(".") and figure.alt.endswith("."), (area, call)


def check_populations(area: str) -> None:
    for call, figure in figures(area):
        assert "Väestö: " in figure.subtitle, (area, call)
        assert any(words in figure.subtitle for words in wording.POPULATIONS.values()), figure.subtitle
        assert figure.table.caption == figure.subtitle


def check_past(area: str) -> None:
    """What is told in the present tense is this year's or the projection's; all other years are told as past."""
    here = begin(area)
    for _call, figure in figures(area):
        if figure.drawing not in ("trend", "bars"):
            continue
        name = figure.key.removesuffix("-trend").removesuffix("-bars")
        last = max(walked_years(figure))
        stale = here.as_of.year - last > indicators.indicators()[name].stale_after
        assert figure.title.startswith(f"Kehitys vuoteen {last}: ") == stale, figure.title
        if " on " in figure.title:
            assert last == here.as_of.year - 1, figure.title
        elif not stale:
            assert f"vuonna {last}" in figure.title, figure.title


def walked_years(figure: Figure) -> list[int]:
    if figure.drawing == "bars":
        return figure.data["years"]
    own = next(series for series in figure.data["series"] if series["role"] == "own")
    return [year for year, value, _status in own["points"] if value is not None]


def check_numbers(area: str) -> None:
    """A title's numbers are the newest value, the one that it is set beside, and the points between."""
    here = begin(area)
    for _call, figure in figures(area):
        if figure.drawing != "trend":
            continue
        v = indicators.values(here, figure.key.removesuffix("-trend"), against=("region", "country"))
        assert set(walked.numbers(figure.title)) <= of_titles(v), figure.title
        newest = {wording.told(v, row) for code in v.areas if (row := v.latest(code)) is not None}
        assert set(walked.numbers(figure.alt)) <= of_titles(v) | newest | of_similar(here, v), figure.alt


def of_similar(here, v) -> set[float]:
    """The median and the range of similar municipalities."""
    spread = peers.median_and_range(peers.values(here, v.indicator.id, against=(peers.SIMILAR,)))
    return {round(value, v.indicator.decimals) for value in (spread.median, spread.low, spread.high)}


def of_titles(v) -> set[float]:
    possible = {wording.told(v, v.latest())}
    if found := relations.change(v):
        possible.add(wording.told(v, found.first))
    if beside := relations.beside_country(v):
        possible |= {beside.points, wording.told(v, beside.country)}
    return possible


CHECKS = (check_lengths, check_populations, check_past, check_numbers)


@each_quick
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_titles_and_alternative_texts(check, area):
    check(area)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_titles_and_alternative_texts_of_all_areas():
    for area in walked.everyone():
        for check in CHECKS:
            check(area)
        walked.forget()


# --- rules


def of_trend(v, area: str = "211", as_of: str = "") -> str:
    return titles.of_trend(begin(area, **({"as_of": as_of} if as_of else {})), v).replace("\u00a0", " ")


def test_a_title_says_the_finding():
    v = indicators.values(begin(), SHARE, against=("region", "country"))
    assert of_trend(v) == "Vieraskielisten osuus väestöstä on Kangasalla 3,9 %, noin kolmasosa koko maan osuudesta"


def test_a_year_that_has_passed_is_not_told_as_the_present():
    v = indicators.values(begin(), SHARE, against=("country",))
    assert of_trend(v, as_of="2027-05-01") == (
        "Vieraskielisten osuus väestöstä oli Kangasalla 3,9 % vuonna 2025, noin kolmasosa koko maan osuudesta"
    )
    assert of_trend(v, as_of="2029-05-01") == "Kehitys vuoteen 2025: vieraskielisten osuus väestöstä, Kangasala"


def test_a_figure_of_a_passed_year_has_its_relation_or_what_it_was_before():
    v = indicators.values(begin(), "unemployed.share", against=("country",))
    assert of_trend(v) == (
        "Työttömien osuus työvoimasta oli Kangasalla 8,4 % vuonna 2024, 2,4 prosenttiyksikköä pienempi kuin koko maassa"
    )
    assert of_trend(indicators.values(begin(), "foreign_unemployed.count")) == (
        "Työttömien ulkomaan kansalaisten määrä oli Kangasalla 66 henkilöä vuonna 2024; vuonna 2019 se oli 37"
    )
    by_chance = indicators.values(begin(), "election_turnout.share", against=("country", "region"))
    assert of_trend(by_chance).endswith("56,9 % vuonna 2021")


def test_what_happened_in_a_year_is_told_in_the_past_tense_even_when_new():
    v = indicators.values(begin(), "natural_increase.count")
    assert of_trend(v, as_of="2023-06-01") == "Luonnollinen väestönlisäys oli Kangasalla \u221213 henkilöä vuonna 2022"


def test_few_people_have_no_relation_and_no_earlier_number_in_a_title():
    assert of_trend(indicators.values(begin("766"), SHARE, against=("country",)), "766") == (
        "Vieraskielisten osuus väestöstä on Sottungassa 3,0 %"
    )
    few_before = imagined(COUNT, [("", 2024, 9.0), ("", 2025, 12.0)])
    assert of_trend(few_before) == "Vieraskielisten määrä on Kangasalla 12 henkilöä"


def test_a_long_name_gives_way_to_the_finding():
    here = begin(walked.JOINT)
    v = indicators.values(here, SHARE, against=("country",))
    long = v.indicator.name.model_copy(update={"fi": "Vieraskielisten ja ulkomailla syntyneiden osuus väestöstä"})
    said = titles.of_trend(here, replace(v, indicator=v.indicator.model_copy(update={"name": long})))
    assert len(said) <= titles.LONGEST_TITLE and "3,7" in said


@pytest.mark.parametrize(
    ("status", "one", "many"),
    [
        (frame.MISSING, "Vuodelta 2021 ei ole tietoa.", "Vuosilta 2021–2022 ei ole tietoa."),
        (
            frame.BELOW_QUALITY,
            "Vuoden 2021 lukua ei esitetä, koska se perustuisi alle kymmeneen henkilöön.",
            "Vuosien 2021–2022 lukuja ei esitetä, koska ne perustuisivat alle kymmeneen henkilöön.",
        ),
        (
            frame.SUPPRESSED,
            "Vuoden 2021 luku on peitetty tietosuojan vuoksi.",
            "Vuosien 2021–2022 luvut on peitetty tietosuojan vuoksi.",
        ),
        (
            frame.SUPPRESSED_BY_SOURCE,
            "Vuoden 2021 tieto on salassapitosäännön alainen.",
            "Vuosien 2021–2022 tiedot ovat salassapitosäännön alaisia.",
        ),
    ],
)
def test_a_hole_in_a_series_has_its_own_reason(status, one, many):
    ends = [("", 2020, 41.0), ("", 2023, 52.0), ("", 2024, 52.0)]
    two = imagined(COUNT, [*ends, ("", 2021, None, status), ("", 2022, None, status)])
    single = imagined(COUNT, [*ends, ("", 2021, None, status), ("", 2022, 50.0)])
    assert [text.replace("\u2060", "") for text in unshown.about_holes(begin(), single)] == [one]
    assert [text.replace("\u2060", "") for text in unshown.about_holes(begin(), two)] == [many]


def test_years_without_any_row_are_missing():
    v = imagined(COUNT, [("", 2012, 41.0), ("", 2020, 52.0)])
    assert unshown.holes(v) == {frame.MISSING: list(range(2013, 2020))}


def test_an_alternative_text_keeps_whole_sentences():
    told = ["a" * 199 + ".", "b" * 99 + ".", "c" * 10 + "."]
    assert titles.shortened(told) == told[0]
    assert titles.shortened([told[0], told[2]]) == f"{told[0]} {told[2]}"


def test_an_alternative_text_goes_on_in_small_letters():
    for _call, figure in figures("211"):
        assert re.match(r"(?:[A-ZÄÖ][a-zäö]+kuvio|Kartta): [a-zäö]", figure.alt), figure.alt


def test_the_first_title_that_fits_is_taken():
    assert titles.fitting("x" * 131, "y" * 130, "z") == "y" * 130
    assert titles.fitting("x" * 131, "y" * 131) == "y" * 131
