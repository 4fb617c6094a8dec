"""Sentences: true of the store, in good Finnish, and silent where few people would be told of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kotolib import areas, comparison, frame, indicators
from kotolib.comparison import neighbours
from kotolib.display import leads, relations, sentences, unshown, wording
from kotolib.display.absence import Missing
from kotolib.display.prose import Fact, Paragraph, Sentence, escaped
from kotolib.indicators import stored
from tests import walked
from tests.walked import begin, imagined

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
SHARE, COUNT = "foreign_language.share", "foreign_language.count"
NBSP = "\u00a0"

each_quick = pytest.mark.parametrize("area", walked.QUICK)


def told(area: str, indicator: str, against: tuple[str, ...] = ("region", "country"), as_of: str = "") -> str:
    """What is said of an indicator."""
    here = begin(area, **({"as_of": as_of} if as_of else {}))
    return sentences.say(here, indicators.values(here, indicator, against=against)).text.replace(NBSP, " ")


# --- every number is in the store, and every text is whole

BROKEN = re.compile(r"\bnan\b|\bNone\b|\binf\b|\(\)|\u22120\b(?!,)|[{}]|  |\.\.|,,|\s[,.;:]|: \.|(?<!\d)\.[A-ZÅÄÖ]")


def check_texts(area: str) -> None:
    """Whole texts: no holes of a pattern, no doubled marks, a capital at the beginning and a stop at the end."""
    for shown in walked.walked(area):
        for role, text in walked.texts(shown.output):
            assert text.strip() == text and text, (area, shown.call, role)
            assert not BROKEN.search(text.replace(NBSP, " ").replace("\u2060", "")), (area, role, text)
        if isinstance(shown.output, Paragraph):
            for sentence in shown.output.sentences:
                assert sentence.text[0].isupper() or sentence.text[0].isdigit(), sentence.text
                assert sentence.text.endswith("."), sentence.text


def check_facts(area: str) -> None:
    """Facts are rows of the store, and the numbers of a sentence are its facts."""
    for shown in walked.walked(area):
        if isinstance(shown.output, Paragraph):
            for sentence in shown.output.sentences:
                check_sentence(area, shown.call, sentence)


COMMAND = re.compile(r"python3 koto\.py fetch \S+")
"""The number of a table in a command is no figure."""


def check_sentence(area: str, call: str, sentence: Sentence) -> None:
    """Each printed number is a fact, or what a reader computes of the facts; the verb goes the way of the numbers."""
    here = begin(area)
    # What the projection says is held elsewhere; its origin is a fact of the store.
    printed = [] if "arviolta" in sentence.text else walked.numbers(COMMAND.sub("", sentence.text))
    main = [told_of(here, fact) for fact in sentence.facts]
    if sentence.text.startswith("Ero koko maahan"):
        return check_gap(sentence, main)
    possible = [number for fact in sentence.facts for number in beside(here, fact)]
    if sentence.facts and "samankaltais" in sentence.text.lower():
        possible += of_similar(here, sentence.facts)
    if "-kertai" in sentence.text:
        possible.append(wording.as_written(max(main) / min(main), 1))
    if sentence.text.startswith("Muualla"):
        possible.append(of_the_rest(here, sentence.facts))
    for number in printed:
        assert number in {*main, *possible, *differences(main, sentence.text)}, (area, call, sentence, number)
    for verb, sign in (("lisääntyi", 1), ("nousi", 1), ("väheni", -1), ("laski", -1)):
        if f" {verb} " in sentence.text:
            first, last = main
            assert (last - first) * sign > 0, sentence


def check_gap(sentence: Sentence, main: list[float]) -> None:
    """The gap of the printed numbers went where the verb says, by as much as it says, and who moved did move."""
    own, country = main[:2], main[2:]
    before, after = (wording.as_written(abs(mine - theirs), 1) for mine, theirs in zip(own, country, strict=True))
    for verb, holds in (("leveni", after > before), ("kapeni", after < before), ("yhtä suuri", after == before)):
        assert (verb in sentence.text) == holds, (sentence, main)
    if after != before:
        assert walked.numbers(sentence.text) == [wording.as_written(abs(after - before), 1)], (sentence, main)
    moves = [last - first for first, last in (own, country)]
    assert ("nousi" in sentence.text) == (max(moves) > 0.04) and ("laski" in sentence.text) == (min(moves) < -0.04)


def of_the_rest(here, facts: tuple[Fact, ...]) -> float:
    """A share of the whole without the own area, or a rate: computed anew from both counts."""
    v = indicators.values(here, facts[0].indicator, against=("region", "country"))
    own, whole = (v.of(fact.area, "").set_index("year").loc[fact.year] for fact in facts)
    left = (whole["numerator"] - own["numerator"]) / (whole["denominator"] - own["denominator"])
    return wording.as_written({"share": 100, "rate": 1000}[v.indicator.kind] * left, v.indicator.decimals)


def every_side(here, indicator: str) -> indicators.Values:
    """The values of an area and of all that it may be set against."""
    return _every_side(here.area.word, indicator)


@cache
def _every_side(area: str, indicator: str) -> indicators.Values:
    return comparison.values(begin(area), indicator, against=("region", "country", "similar"))


def told_of(here, fact: Fact) -> float:
    """A fact as it is printed; it is the store's, shown there, and no farther from it than its precision."""
    v = every_side(here, fact.indicator)
    row = v.of(fact.area, fact.group)
    row = row[row["year"] == fact.year].iloc[0]
    assert row["status"] in frame.SHOWN and row["value"] == fact.value, fact
    check_in_store(fact)
    told = wording.told(v, row)
    assert abs(told - row["value"]) <= (max(0.5, 0.0016 * v.of(fact.area)["denominator"].max()) if v.is_rounded(row)
                                        else 0.5 * 10**-v.indicator.decimals + 1e-9), fact  # fmt: skip
    return told


def beside(here, fact: Fact) -> Iterator[float]:
    """The interval of a fact, and the mean of the five years before it."""
    v = every_side(here, fact.indicator)
    rows = v.of(fact.area, fact.group)
    row = rows[rows["year"] == fact.year].iloc[0]
    for end in ("low", "high"):
        if row[end] == row[end]:
            yield wording.as_written(row[end], v.indicator.decimals)
    before = rows[rows["year"].between(fact.year - 5, fact.year - 1)]["value"]
    if v.indicator.variation == "poisson" and before.notna().sum() == 5:
        yield wording.as_written(before.mean())


def of_similar(here, facts: tuple[Fact, ...]) -> list[float]:
    """Median and range of the similar municipalities, or the median of their changes: computed from the store anew."""
    codes = list(neighbours.similar(here.area).areas)
    decimals = indicators.values(here, facts[0].indicator).indicator.decimals
    rows = stored.rows(codes, facts[0].indicator)
    chosen = (rows["group"] == "") & rows["status"].isin(frame.SHOWN)
    by_year = rows[chosen].pivot(index="area", columns="year", values="value")
    if len(facts) > 1 and facts[0].area == facts[1].area:
        return [wording.as_written((by_year[facts[1].year] - by_year[facts[0].year]).median(), decimals)]
    figures = by_year[facts[0].year]
    return [wording.as_written(one, decimals) for one in (figures.median(), figures.min(), figures.max())]


def differences(values: list[float], text: str) -> Iterator[float]:
    for one in values:
        for other in values:
            apart = abs(one - other)
            yield wording.as_written(apart, 1)
            if "noin" in text:
                yield from (wording.as_written(apart / size) * size for size in (10, 100, 1000))


def check_in_store(fact: Fact) -> None:
    if fact.area.startswith("j-"):
        return  # added up of its members when it is asked for
    assert _in_store(fact.area)[fact.indicator, fact.year, fact.group] == [fact.value], fact


@cache
def _in_store(area: str) -> dict[tuple, list[float]]:
    """The values of an area's rows, by what a fact names."""
    rows = stored.rows((area,))
    values: dict[tuple, list[float]] = {}
    for *key, value in zip(rows["indicator"], rows["year"], rows["group"], rows["value"], strict=True):
        values.setdefault(tuple(key), []).append(value)
    return values


@each_quick
def test_every_number_of_a_sentence_is_a_fact_of_the_store(area):
    check_facts(area)


@each_quick
def test_texts_are_whole(area):
    check_texts(area)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_all_areas_are_told_truly_and_wholly():
    for area in walked.everyone():
        check_texts(area)
        check_facts(area)
        walked.forget()


# --- the golden sentences, read by eye


def golden_lines() -> Iterator[str]:
    """The sentences of the odd areas, a paragraph a line."""
    for area in ("091", "766", "545", "284", "403", "211", walked.JOINT):
        here = begin(area)
        for shown in walked.walked(area):
            if isinstance(shown.output, Paragraph):
                yield f"{here.area.name}: {shown.output.text}".replace(NBSP, " ").replace("\u2060", "")


def test_sentences_of_the_odd_areas_are_those_that_were_read():
    """Written anew by ``python -m tests.test_sentences``, and then read again."""
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == list(golden_lines())


# --- rules


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (2.6, 3.9, "Osuus nousi 1,3 prosenttiyksikköä vuodesta 2020, jolloin se oli 2,6 %."),
        (3.9, 2.6, "Osuus laski 1,3 prosenttiyksikköä vuodesta 2020, jolloin se oli 3,9 %."),
        (3.94, 3.86, "Osuus oli sama kuin vuonna 2020."),
        # 11,14 − 9,05 is 2,09, but the reader subtracts 9,1 from 11,1.
        (9.05, 11.14, "Osuus nousi 2,0 prosenttiyksikköä vuodesta 2020, jolloin se oli 9,1 %."),
    ],
)
def test_change_of_a_share_is_the_difference_of_the_printed_shares(before, after, said):
    people = {"numerator": 1000.0, "denominator": 30_000.0}
    rows = [("", 2020, before, frame.OK), ("", 2021, after, frame.OK)]
    v = imagined(SHARE, rows)
    v = replace(v, frame=v.frame.assign(**people))
    assert sentences.change(begin(), v).text.replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (41, 52, "Määrä lisääntyi 11 hengellä vuodesta 2020, jolloin se oli 41 henkilöä."),
        (52, 41, "Määrä väheni 11 hengellä vuodesta 2020, jolloin se oli 52 henkilöä."),
        (52, 52, "Määrä oli sama kuin vuonna 2020."),
        (9, 52, None),
        (52, 9, None),
    ],
)
def test_change_of_a_count_is_told_in_persons_and_never_of_a_handful(before, after, said):
    v = imagined(COUNT, [("", 2020, float(before)), ("", 2021, float(after))])
    found = sentences.change(begin(), v)
    assert (found.text if found else None) == said


def test_both_counts_from_rounded_shares_are_equally_coarse_and_their_difference_is_told():
    rows = [("", 2020, 1158.0), ("", 2021, 1854.0)]
    v = imagined(COUNT, rows, origin="count_from_share")
    # The first year's population is not known: then the other years' precision holds.
    v = replace(v, frame=v.frame.assign(denominator=[float("nan"), 49_000.0]))
    here = begin()
    assert sentences.level(here, v).text.replace(NBSP, " ").endswith("noin 1 850 henkilöä vuonna 2021.")
    assert sentences.change(here, v).text.replace(NBSP, " ") == (
        "Määrä lisääntyi noin 690 hengellä vuodesta 2020, jolloin se oli noin 1 160 henkilöä."
    )


@pytest.mark.parametrize(("after", "said"), [(1180.0, "suunnilleen sama"), (1240.0, "lisääntyi noin 80 hengellä")])
def test_a_change_that_rounding_alone_may_have_made_is_no_change(after, said):
    v = imagined(COUNT, [("", 2020, 1158.0), ("", 2021, after)], origin="count_from_share")
    v = replace(v, frame=v.frame.assign(denominator=34_000.0))  # ± 17 persons in both years
    assert said in sentences.change(begin(), v).text


@pytest.mark.parametrize(
    ("value", "people", "said"),
    [(1344, 34_000, "noin 1 340"), (194, 2_758, "noin 194"), (43_230, 550_000, "noin 43 200"), (14, 90_000, "noin 10")],
)
def test_a_count_from_a_rounded_share_is_as_coarse_as_the_share(value, people, said):
    v = imagined(COUNT, [("", 2025, float(value), frame.OK)], origin="count_from_share")
    v = replace(v, frame=v.frame.assign(denominator=float(people)))
    assert wording.bare(begin(), v, v.latest()).replace(NBSP, " ") == said


def test_a_count_from_a_rounded_share_is_never_nothing():
    v = imagined(COUNT, [("", 2025, 11.0)], origin="count_from_share")
    v = replace(v, frame=v.frame.assign(denominator=900_000.0))
    assert wording.told(v, v.latest()) == 10


def test_no_change_is_told_over_a_gap_or_a_break():
    gap = imagined(COUNT, [("", 2012, 100.0), ("", 2020, 200.0)])
    assert relations.change(gap) is None and sentences.change(begin(), gap) is None
    longer = imagined(COUNT, [("", 2012, 100.0), ("", 2020, 200.0), ("", 2021, 210.0)])
    assert relations.change(longer).first["year"] == 2020
    parts = [part.model_copy(update={"years": (2021, 2025)}) for part in longer.indicator.parts[:1]]
    named = longer.indicator.name
    broken = longer.indicator.model_copy(update={"parts": (parts[0].model_copy(update={"break_before": named}),)})
    assert relations.change(replace(longer, indicator=broken)) is None


def test_flows_are_never_told_as_changes():
    assert "lisääntyi" not in told("211", "immigration.count")
    assert "nousi" not in told("211", "net_immigration.per_1000")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([50] * 5 + [52], "ei poikkea siitä selvästi"),
        ([50] * 5 + [100], "on selvästi suurempi"),
        ([50] * 5 + [20], "on selvästi pienempi"),
        ([2] * 5 + [12], "on selvästi suurempi"),
        ([1] * 5 + [12], None),
        ([50] * 5 + [9], None),
        ([50] * 4 + [100], None),
    ],
)
def test_a_year_is_set_beside_the_five_before_it(values, said):
    v = imagined("immigration.count", [("", 2010 + at, float(value)) for at, value in enumerate(values)])
    found = sentences.against_mean(begin(), v)
    assert (said in found.text) if said else found is None


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2.0, 4.6, "Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on 2,0–\u20604,6."),
        (
            -1.2,
            0.8,
            "Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on \u22121,2…\u20600,8: "
            "luku ei selvästi poikkea nollasta.",
        ),
    ],
)
def test_the_interval_of_a_net_says_when_it_holds_zero(low, high, said):
    v = imagined("net_immigration.per_1000", [("", 2022, (low + high) / 2)])
    v = replace(v, frame=v.frame.assign(low=low, high=high))
    assert sentences.by_chance(begin(), v).text == said


@pytest.mark.parametrize(
    ("indicator", "value", "said"),
    [
        ("immigration.count", 1, "1 henkilö"),
        ("immigration.count", 2, "2 henkilöä"),
        ("immigration.count", 0, "0 henkilöä"),
        ("net_immigration.count", -1, "\u22121 henkilö"),
        ("net_immigration.count", -1340, f"\u22121{NBSP}340 henkilöä"),
        ("net_immigration.per_1000", -0.04, "0,0 henkilöä tuhatta asukasta kohti"),
        ("net_immigration.per_1000", 1.0, "1,0 henkilöä tuhatta asukasta kohti"),
    ],
)
def test_one_is_singular_and_nothing_is_never_negative(indicator, value, said):
    v = imagined(indicator, [("", 2022, float(value))])
    assert wording.valued(begin(), v, v.latest()) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (frame.BELOW_QUALITY, "esittämättä, koska Sottungan luku perustuisi alle kymmeneen henkilöön."),
        (frame.SUPPRESSED_BY_SOURCE, "esittämättä: Sottungan luku on salassapitosäännön alainen."),
        (frame.SUPPRESSED, "esittämättä: Sottungan luku on peitetty tietosuojan vuoksi."),
        (frame.MISSING, "esittämättä, koska Sottungan luku puuttuu tästä aineistosta."),
        (frame.NOT_APPLICABLE, "esittämättä, koska lukua ei voi laskea tälle alueelle."),
    ],
)
def test_a_number_that_is_not_shown_has_its_reason(status, said):
    v = imagined(COUNT, [("", 2024, None, status), ("", 2025, None, status)], area="766")
    text = sentences.say(begin("766"), v).text
    assert text == f"Vieraskielisten määrä jätetään {said}"
    assert not walked.numbers(text)


def test_a_series_of_one_or_two_years_tells_its_level_and_no_direction():
    here, rows = begin(), [("", 2024, 3.5), ("", 2025, 3.9)]
    for known in (rows[1:], rows):
        v = imagined(SHARE, known)
        said = sentences.say(here, replace(v, frame=v.frame.assign(numerator=1000.0))).text
        assert "3,9" in said and "Suunta" not in said and "selvää muutosta" not in said
        assert ("nousi" in said) == (len(known) == 2)


def test_no_direction_is_told_that_a_few_people_made_and_the_reader_is_warned():
    few, said = told("766", "tertiary_educated.share"), told("211", "tertiary_educated.share")
    assert "Suunta" not in few and "muutama ihminen muuttaa sitä paljon" in few
    assert "Suunta oli nouseva" in said and "muutama ihminen" not in said


def test_the_relation_to_the_country_is_told_once_over_the_line_of_years():
    assert "kuin koko maassa" not in told("211", SHARE, against=("country",))
    assert "kuin koko maassa" in told("211", "early_childhood.foreign_language_share", against=("country",))


def test_an_older_number_never_stands_for_a_newest_that_is_too_small():
    v = imagined(COUNT, [("", 2024, 12.0), ("", 2025, None, frame.BELOW_QUALITY)], area="766")
    assert "12" not in sentences.say(begin("766"), v).text


def test_without_any_row_the_number_is_missing():
    v = imagined(COUNT, [(frame.COUNTRY, 2025, 649_000.0)])
    assert "Kangasalan luku puuttuu" in sentences.say(begin(), v).text


@pytest.mark.parametrize(
    ("own", "country", "said"),
    [
        (3.9, 11.4, "noin kolmasosa koko maan osuudesta"),
        (5.7, 11.4, "noin puolet koko maan osuudesta"),
        (22.5, 11.4, "noin kaksinkertainen koko maan osuuteen verrattuna"),
        (11.1, 11.4, "lähes sama kuin koko maassa"),
        (11.36, 11.44, "sama kuin koko maassa"),
        (7.1, 11.4, "{points} prosenttiyksikköä pienempi kuin koko maassa"),
        (15.2, 11.4, "{points} prosenttiyksikköä suurempi kuin koko maassa"),
        (0.5, 0.0, "{points} prosenttiyksikköä suurempi kuin koko maassa"),
        (0.0, 0.0, "sama kuin koko maassa"),
    ],
)
def test_a_share_is_set_beside_the_country(own, country, said):
    assert relations.to_country(own, country)[0] == said


def test_points_beside_the_country_are_those_that_the_reader_subtracts():
    assert relations.to_country(7.05, 11.44)[1] == 4.3  # 7,1 and 11,4


def test_a_stock_of_few_has_its_remark():
    small = imagined(COUNT, [("", 2025, 29.0)])
    large = imagined(COUNT, [("", 2025, 30.0)])
    assert "muutama ihminen" in sentences.say(begin(), small).text
    assert "muutama ihminen" not in sentences.say(begin(), large).text
    assert "Osuuden takana on vain vähän ihmisiä" in told("766", SHARE)


def test_an_old_number_says_where_newer_ones_are():
    assert told("211", "foreign_citizens.share").endswith(
        " Uudemmat luvut ovat Tilastokeskuksen Kuntien avainluvuissa, taulussa 142h."
    )
    assert "Uudemmat" not in told("211", "foreign_citizens.share", as_of="2022-06-01")
    undeclared = imagined(SHARE, [("", 2000, 1.0)])
    undeclared = replace(undeclared, source=())
    assert unshown.newer(begin(), undeclared).text == "Uudempaa lukua ei ole tässä aineistossa."


def test_single_years_of_few_give_way_to_a_five_year_mean():
    assert told("403", "net_immigration.per_1000").startswith(
        "Nettomaahanmuutto asukaslukuun suhteutettuna oli Lappajärvellä vuosina 2018–\u20602022 keskimäärin 9,8 "
    )


def test_the_official_projection_is_told_of_the_same_year_everywhere_and_beside_its_own_beginning():
    for area in ("211", "766", walked.JOINT, "MK06"):
        said = told(area, "population_projection.count")
        assert re.match(
            r"Ennusteen mukaan .+ asuu [\d ]+ henkilöä vuonna 2040\. Vuodelle 2024 sama ennuste antaa ", said
        )
        assert "Sata vuotta täyttäneet puuttuvat" in said


def test_exact_counts_win_over_rounded_shares():
    here = begin()
    rows = indicators.values(here, COUNT).own.set_index("year")
    v = indicators.values(here, COUNT)
    assert rows.loc[2023, "value"] == 1132
    assert not v.is_rounded(rows.loc[2023].rename(v.own[v.own["year"] == 2023].index[0]))


# --- the lead


def lead(area: str, as_of: str = "") -> str:
    here = begin(area, **({"as_of": as_of} if as_of else {}))
    share = indicators.values(here, SHARE, against=("region", "country"))
    return leads.lead(here, share, indicators.values(here, COUNT)).text.replace(NBSP, " ")


def test_the_lead_answers_in_two_sentences():
    assert lead("211") == (
        "Kangasalla asui noin 1 340 vieraskielistä vuonna 2025, 3,9 % asukkaista. "
        "Osuus on noussut joka vuosi vuodesta 2020, ja se on noin kolmasosa koko maan osuudesta."
    )


@each_quick
def test_the_lead_says_steady_only_of_what_is_steady(area):
    here = begin(area)
    share = indicators.values(here, SHARE, against=("country",)).shown()
    shares = share[share["year"] >= 2020]["value"].round(1).tolist()
    steps = [after - before for before, after in pairwise(shares)]
    text = lead(area)
    if "on noussut joka vuosi vuodesta 2020" in text:
        assert min(steps) > 0
    assert "on laskenut" not in text or max(steps) < 0


def test_the_lead_derives_nothing_from_few_people():
    assert lead("766") == (
        "Sottungassa 3,0 % asukkaista oli vieraskielisiä vuonna 2025. "
        "Ahvenanmaalla osuus oli 11,1 % ja koko maassa 11,4 %."
    )


def test_the_lead_of_the_country_is_not_set_beside_itself():
    assert "koko maan" not in lead(frame.COUNTRY).lower()


def test_the_lead_speaks_in_the_past_tense_when_years_have_passed():
    said = lead("211", as_of="2029-01-01")
    assert " on " not in said and "on noussut" not in said


def test_the_outlook_lead_says_whose_it_is_and_what_it_starts_from():
    text = leads.outlook_lead(begin()).text.replace(NBSP, " ").replace("\u2060", "")
    assert text == (
        "Vuonna 2030 Kangasalla on arviolta 2 070 vieraskielistä; 80 prosentin väli on 1 660–2 860. "
        "Arvio on kunnan oma laskelma, ei virallinen ennuste; vuonna 2025 vieraskielisiä oli noin 1 340."
    )
    assert "alueen oma laskelma" in leads.outlook_lead(begin("MK06")).text


# --- places and names


def test_joint_areas_are_spoken_of_as_areas():
    for shown in walked.walked(walked.JOINT):
        if isinstance(shown.output, Paragraph) and "Kangasala" in shown.output.text:
            assert "Kangasalan, Oriveden ja Pälkäneen alueella" in shown.output.text


def test_a_long_list_of_members_gives_way_to_their_number():
    here = begin(walked.MANY)
    assert wording.at(here, here.area) == "alueella" and wording.named(here, here.area) == "12 kunnan alue"
    assert wording.at(begin(), areas.get("211")) == "Kangasalla"


def test_markdown_finds_no_markup_in_a_sentence():
    assert escaped("2024* <b>[a](b)</b> `c` #1 |") == r"2024\* \<b\>\[a\](b)\</b\> \`c\` \#1 \|"
    bundle = Missing("Ei *tietoa*.", "Kysy.")._repr_mimebundle_()
    assert bundle["text/markdown"] == r"> **Ei \*tietoa\*.** Kysy."


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(golden_lines()) + "\n", encoding="utf-8")
