"""Figures and sentences of comparison: true of the store, silent where few would be told of, ranking nobody."""

import json
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

import kotolib as koto
from kotolib import areas, comparison, frame, indicators
from kotolib.display import alike, amounts, contrasts, figures, funnels, listing, maps, sentences, titles, wording
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Paragraph
from kotolib.errors import WrongWords
from kotolib.indicators import stored
from kotolib.language.sorting import alphabetical
from tests import walked
from tests.test_sentences import BROKEN, check_sentence, every_side
from tests.walked import begin, imagined

SHARE, UNEMPLOYED, TURNOUT = "foreign_language.share", "unemployed.share", "election_turnout.share"
MAPPED = (SHARE, UNEMPLOYED, "employed.rate_18_64", "net_immigration.per_1000")
COMPARED = (SHARE, UNEMPLOYED, "foreign_citizens.share", "employed.rate_18_64", "immigration.per_1000")
MAPS_OF_ALL = ("211", "766", walked.JOINT)
"""Areas of which every map is drawn; of the others one is, for it has the same municipalities in the same places."""
AREAS = ("211", "091", "766", "545", "478", "507", "895", "599", "284", "403", walked.JOINT, walked.MANY, "MK06", "SSS")
TOLD_WHOLE = ("211", "766", "478", "599", walked.JOINT, "MK06", "SSS")
"""One of each kind of area, of which all indicators are told; what notebooks tell of the others is held elsewhere."""
NBSP = "\u00a0"

each_area = pytest.mark.parametrize("area", AREAS)


def values(area: str, indicator: str):
    """Set against all that there is; made once, and the sentences are held against the same."""
    return every_side(begin(area), indicator)


@cache
def outputs(area: str) -> dict[str, Figure | Table | Paragraph]:
    """What every function of comparison makes of an area."""
    here = begin(area)
    made = {f"map {name}": koto.map(here, values(area, name)) for name in MAPPED}
    made["compare"] = koto.compare(here, *(values(area, name) for name in COMPARED))
    made["funnel"] = koto.funnel(here, values(area, TURNOUT))
    made["trend"] = koto.trend(here, values(area, SHARE))
    return made | {"peers": koto.peers(here)}


def drawn(area: str) -> list[Figure]:
    return [output for output in outputs(area).values() if isinstance(output, Figure)]


def in_store(codes, indicator: str, year: int) -> pd.DataFrame:
    rows = stored.rows(codes, indicator)
    return rows[(rows["year"] == year) & (rows["group"] == "")].set_index("area")


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u2060", "")


# --- all of them


@each_area
def test_texts_are_whole_and_short_enough(area):
    for call, output in outputs(area).items():
        for role, text in walked.texts(output):
            assert not BROKEN.search(plain(text)), (area, call, role, text)
    for figure in drawn(area):
        assert len(figure.title) <= titles.LONGEST_TITLE and not figure.title.endswith("."), figure.title
        assert len(figure.alt) <= titles.LONGEST_ALT and figure.alt.endswith("."), figure.alt
        assert "Väestö: " in figure.subtitle and figure.table.caption == figure.subtitle
        for word in ("paras", "parhai", "huonoi", "sija", "kärki"):
            assert word not in (figure.title + figure.alt).lower(), figure.title


@each_area
def test_no_figure_is_empty_and_both_widths_can_be_drawn(area):
    for call, figure in outputs(area).items():
        if not isinstance(figure, Figure):
            continue
        assert any(cell.value is not None for row in figure.table.rows for cell in row[1:]), (area, figure.key)
        json.dumps(figure.data, allow_nan=False)
        if call.startswith("map") and call != f"map {UNEMPLOYED}" and area not in MAPS_OF_ALL:
            continue
        structured = figure.as_json()
        narrow = figures.draw(figure.drawing, figure.data, width="narrow", letters="text")
        for text in (json.dumps(structured, allow_nan=False), narrow):
            assert not re.search(r"\bnan\b", text, re.IGNORECASE)


@each_area
def test_tables_have_a_cell_for_each_column_and_hidden_ones_no_number(area):
    for output in outputs(area).values():
        table = output.table if isinstance(output, Figure) else output
        if isinstance(table, Table):
            assert len(table.columns) <= 6 and all(len(row) == len(table.columns) for row in table.rows)
            for cell in (cell for row in table.rows for cell in row):
                assert cell.status in frame.SHOWN or (cell.value is None and not re.search(r"\d", cell.text))


# --- the band of similar municipalities


@pytest.mark.parametrize("area", ["211", "766", "545", walked.JOINT])
def test_the_band_is_the_range_of_the_similar_municipalities_and_its_table_has_their_median(area):
    v, figure = values(area, SHARE), outputs(area)["trend"]
    for (year, low), (same, high) in zip(figure.data["range"]["low"], figure.data["range"]["high"], strict=True):
        rows = in_store(v.similar, SHARE, year)["value"]
        assert (
            year == same and low == pytest.approx(rows.min(), abs=1e-3) and high == pytest.approx(rows.max(), abs=1e-3)
        )
    assert figure.table.columns[-2:] == ("Samankaltaisten kuntien mediaani", "Samankaltaiset kunnat, pienin–suurin")
    last = figure.table.rows[-1]
    assert last[-2].value == wording.as_written(in_store(v.similar, SHARE, 2025)["value"].median(), 1)
    assert figure.data["range"]["label"] == f"Samankaltaiset kunnat {amounts.span(begin(area), v, low, high)}"


def test_the_source_names_the_similar_municipalities_by_the_alphabet_and_how_they_were_chosen():
    source = outputs("211")["trend"].source
    told = re.search(r"pienin–suurin: (.+); ne on valittu väkiluvun, taajama-asteen", source)[1].split(", ")
    assert told == sorted(told, key=alphabetical) and len(told) == 9 and "Kangasala" not in told


def test_a_set_chosen_by_people_is_called_so():
    here = begin()
    v = koto.values(here, SHARE, against=("country", "similar"), chosen=["Nokia", "Ylöjärvi", "Lempäälä"])
    figure = koto.trend(here, v)
    assert figure.data["range"]["label"].startswith("Vertailukunnat ")
    assert "Itse valitut vertailukunnat, pienin–suurin: Lempäälä, Nokia, Ylöjärvi." in figure.source
    assert contrasts.similar(here, v).text.startswith("Vertailukunnissa osuus oli ")
    assert "vertailukuntien vaihteluvälin" in koto.compare(here, v).title


@pytest.mark.parametrize(
    "indicator", ["foreign_language.count", "net_immigration.per_1000", "economic_dependency.ratio"]
)
def test_what_may_not_be_compared_with_similar_municipalities_has_no_band_and_no_word_of_them(indicator):
    figure = koto.trend(begin(), values("211", indicator))
    assert "range" not in figure.data
    assert "amankaltai" not in json.dumps(figure.as_json(), ensure_ascii=False)


def test_a_thin_set_and_another_law_are_told():
    notes = " ".join(outputs("766")["trend"].notes)
    assert "Läheisiä vastineita ei ole" in notes and "Luhanka on Manner-Suomessa" in notes
    assert not outputs("211")["trend"].notes
    found = comparison.similar(areas.get("478"))
    assert "ovat Manner-Suomessa, jossa" in " ".join(alike.cautions(begin("478"), found))
    beyond = replace(comparison.similar(areas.get("211")), beyond_aland=("170", "478"))
    beyond = replace(beyond, neighbours=(*beyond.neighbours[:2], *found.neighbours[:0]), beyond_aland=())
    assert alike.cautions(begin(), beyond) == ()


def test_a_trend_without_similar_municipalities_is_as_it_was():
    here = begin()
    figure = koto.trend(here, koto.values(here, SHARE, against=("region", "country")))
    assert "range" not in figure.data and len(figure.table.columns) == 4


# --- the map


def members_on(area: str) -> set[str]:
    own = set(areas.get(area).members)
    return {code for region in areas.regions() if own & set(region.members) for code in region.members}


@each_area
def test_a_map_holds_the_municipalities_of_the_own_regions_as_they_are_in_the_store(area):
    here, own = begin(area), areas.get(area)
    for name in MAPPED:
        figure = outputs(area)[f"map {name}"]
        shown = {one["code"]: one for one in figure.data["areas"]}
        year = int(re.search(r", (\d{4}), ", figure.subtitle)[1])
        rows = in_store(shown, name, year)
        assert set(shown) == members_on(area)
        for code, one in shown.items():
            status = rows["status"].get(code, frame.MISSING)
            assert one["status"] == status and (one["value"] is None) == (status not in frame.SHOWN)
            assert one["value"] is None or one["value"] == pytest.approx(rows.at[code, "value"], abs=1e-3)
        names = [row[0].text for row in figure.table.rows]
        assert names == sorted(names, key=alphabetical) and len(names) == len(shown)
        whole = set(own.members) == set(shown)
        assert figure.data["own"] == ([] if whole else list(own.members))
        assert len(figure.table.own_rows) == len(figure.data["own"])
        assert figure.data["limits"][0] <= min(v for v in rows["value"].dropna()) + 0.05
    assert here.area.id == own.id


def test_the_title_of_a_map_says_the_range_and_the_own_place():
    title = plain(outputs("211")[f"map {SHARE}"].title)
    assert title == "Vieraskielisten osuus väestöstä on Pirkanmaan kunnissa 2,1–12,0 %, Kangasalla 3,9 %"
    past = plain(outputs("211")[f"map {UNEMPLOYED}"].title)
    assert past == "Työttömien osuus työvoimasta oli Pirkanmaan kunnissa 6,5–12,8 % vuonna 2024, Kangasalla 8,4 %"


def test_what_the_source_hides_is_hatched_with_its_reason_and_leaves_no_trace():
    figure = outputs("766")[f"map {UNEMPLOYED}"]
    assert figure.title.endswith("; Sottungan luku on salassapitosäännön alainen")
    assert "Kumlingen, Kökarin, Lumparlandin ja Sottungan luvut ovat salassapitosäännön alaisia." in figure.alt
    assert figure.data["hidden_text"] == "tieto on salassapitosäännön alainen"
    cells = {row[0].text: row[1] for row in figure.table.rows}
    assert cells["Sottunga"].status == frame.SUPPRESSED_BY_SOURCE and cells["Sottunga"].value is None
    numbers = set(walked.numbers(figure.title)) | set(walked.numbers(figure.alt))
    shown = {one["value"] for one in figure.data["areas"] if one["value"] is not None}
    assert numbers == {wording.as_written(min(shown), 1), wording.as_written(max(shown), 1)}


def test_a_number_of_people_has_no_map():
    found = koto.map(begin(), values("211", "population"))
    assert isinstance(found, Paragraph) and "lukumäärä" in found.text


def test_an_indicator_that_nearly_nobody_has_gives_no_map(monkeypatch):
    monkeypatch.setattr(maps, "FEWEST", 24)
    assert isinstance(koto.map(begin(), values("211", SHARE)), Paragraph)


def test_of_many_municipalities_the_largest_are_named():
    data = outputs("SSS")[f"map {SHARE}"].data
    assert data["labelled"] == ["091", "049", "837"] and len(data["areas"]) == 308


# --- several indicators at once


@each_area
def test_the_title_counts_the_fresh_figures_inside_the_range(area):
    figure = outputs(area)["compare"]
    if not isinstance(figure, Figure):
        assert area == "SSS"
        return
    inside = outside = 0
    for name in COMPARED:
        v = values(area, name)
        spread = comparison.median_and_range(v) if v.latest() is not None and v.similar else None
        if not spread or spread.status != frame.OK or v.is_stale(spread.year, 2026) or v.is_few(v.latest()):
            continue
        if v.own.iloc[-1]["status"] not in (*frame.SHOWN, frame.MISSING):
            continue
        low, own, high = (wording.as_written(one, 1) for one in (spread.low, spread.own, spread.high))
        inside, outside = inside + (low <= own <= high), outside + (not low <= own <= high)
    told = [int(number) for number in walked.numbers(re.sub(r"\d{4}|\d+ kunnan", "", figure.title))]
    if inside and outside:
        assert told == [inside, outside] and "sisällä ja" in figure.title
    elif inside + outside > 2:
        assert told == [inside + outside] and ("sisällä" in figure.title) == (inside > 0)
    elif inside + outside == 2:
        assert "molemmat" in figure.title and ("sisällä" in figure.title) == (inside > 0)


def test_a_row_has_the_values_of_the_store_and_a_year():
    row = outputs("211")["compare"].data["rows"][0]
    v = values("211", SHARE)
    rows = in_store(v.similar, SHARE, 2025)["value"]
    assert row["label"] == "Vieraskielisten osuus väestöstä 2025" and plain(row["text"]) == "3,9 %"
    assert row["others"] == pytest.approx(sorted(rows), abs=1e-3) and row["median"] == pytest.approx(rows.median())
    assert row["country"] == pytest.approx(11.381, abs=1e-3)


def test_old_figures_are_named_as_old():
    figure = outputs("211")["compare"]
    assert "tuore" in figure.title
    assert "Vanhoja lukuja, jotka eivät kerro nykytilanteesta: Ulkomaan kansalaisten osuus" in figure.notes[0]
    only_old = koto.compare(begin(), values("211", "foreign_citizens.share"))
    assert plain(only_old.title) == "Kangasala ja samankaltaiset kunnat vuonna 2021"


def test_a_hidden_own_value_has_its_reason_and_no_older_number_in_its_place():
    rows = {row["label"]: row for row in outputs("766")["compare"].data["rows"]}
    hidden = rows["Työttömien osuus työvoimasta 2024"]
    assert (hidden["value"], hidden["text"], hidden["status"]) == (None, "", frame.SUPPRESSED_BY_SOURCE)
    assert hidden["reason"] == "tieto on salassapitosäännön alainen" and hidden["others"]


def test_numbers_of_people_are_no_rows():
    assert isinstance(koto.compare(begin(), values("211", "population")), Paragraph)


def test_every_number_of_a_comparison_stands_in_its_table():
    figure = outputs("211")["compare"]
    for row, cells, note in zip(figure.data["rows"], figure.table.rows, figure.table.notes, strict=True):
        assert cells[1].value == wording.as_written(row["value"], 1)
        assert walked.numbers(note.split(": ")[1].replace(";", "")) == [
            wording.as_written(one, 1) for one in row["others"]
        ]


# --- the funnel


@each_area
def test_the_funnel_says_by_its_limits_whether_the_own_area_lies_within(area):
    figure = outputs(area)["funnel"]
    if not isinstance(figure, Figure):
        # Of Mäntyharju's two halves one has no number of those entitled to vote.
        assert areas.get(area).aland or areas.get(area).kind in ("region", "country") or area == "507"
        return
    found = comparison.funnel(TURNOUT, 2021)
    own = values(area, TURNOUT).latest()
    within = [
        low[0] <= own["value"] <= high[0]
        for low, high in (found.limits(np.array([own["denominator"]]), level) for level in (0.95, 0.998))
    ]
    assert ("ei poikennut selvästi" in figure.title) == within[0]
    assert ("selvästi suurempi" in figure.title or "selvästi pienempi" in figure.title) == (not within[1])
    assert figure.data["own_outside"] == (not within[1])


def test_the_table_of_a_funnel_has_every_municipality_and_marks_the_own():
    table = outputs("211")["funnel"].table
    names = [row[0].text for row in table.rows]
    assert names == sorted(names, key=alphabetical) and len(names) == 292
    assert [names[at] for at in table.own_rows] == ["Kangasala"]
    joint = outputs(walked.JOINT)["funnel"].table
    assert joint.own_rows == (0,) and joint.rows[0][0].text == "Kangasala, Orivesi ja Pälkäne"


def test_one_municipality_besides_the_own_is_named_the_largest():
    assert [one["label"] for one in outputs("211")["funnel"].data["named"]] == ["Helsinki"]
    assert outputs("091")["funnel"].data["named"] == []


def test_what_declares_no_funnel_has_none():
    with pytest.raises(WrongWords, match="suppilokuviota"):
        koto.funnel(begin(), values("211", SHARE))


@pytest.mark.parametrize(
    ("value", "outside", "said"),
    [
        (60.0, funnels.WITHIN, "ei poikennut selvästi muista kunnista"),
        (60.0, funnels.BEYOND_WATCH, "oli suurempi kuin kunnissa tavallisesti"),
        (40.0, funnels.BEYOND_WATCH, "oli pienempi kuin kunnissa tavallisesti"),
        (60.0, funnels.BEYOND_ALARM, "oli selvästi suurempi kuin kunnissa tavallisesti"),
        (40.0, funnels.BEYOND_ALARM, "oli selvästi pienempi kuin kunnissa tavallisesti"),
    ],
)
def test_words_of_a_funnel_follow_the_limits(value, outside, said):
    found = comparison.funnel(TURNOUT, 2021)
    v = values("211", TURNOUT)
    row = v.latest().copy()
    row["value"] = value
    placed = funnels._Placed(begin(), v, row, found, outside, (50.0, 60.0), (47.0, 63.0))
    assert funnels._verdict(placed) == said


# --- who is similar


@pytest.mark.parametrize("area", ["211", "766", "091", walked.JOINT, "MK06"])
def test_similar_municipalities_are_shown_with_their_distances(area):
    table, found = outputs(area)["peers"], comparison.similar(areas.get(area))
    assert [row[0].text for row in table.rows] == [one.area.name for one in found.neighbours]
    assert [row[2].value for row in table.rows] == [wording.as_written(one.distance, 1) for one in found.neighbours]
    years = dict(found.years)
    assert f"väkiluku ({years['size']}), taajama-aste ({years['urbanity']})" in " ".join(table.notes)
    assert any("Läheisiä vastineita ei ole" in note for note in table.notes) == found.thin


def test_the_largest_difference_is_told_in_words():
    told = {row[0].text: row[3].text for row in outputs("766")["peers"].rows}
    assert told["Luhanka"] == "kielisuhteet" and told["Vårdö"] == "väestönkasvu: hitaampi"


def test_people_may_choose_others():
    table = koto.peers(begin(), chosen=["Tampere", "Nokia", "Akaa"])
    assert {row[0].text for row in table.rows} == {"Tampere", "Nokia", "Akaa"} and "Itse valitut" in table.caption
    with pytest.raises(WrongWords):
        koto.peers(begin(), chosen=["Nokia"])


def test_the_country_has_no_similar_municipality():
    assert isinstance(koto.peers(begin("SSS")), Paragraph)


# --- sentences


@pytest.mark.parametrize(
    "area", [area if area in TOLD_WHOLE else pytest.param(area, marks=pytest.mark.slow) for area in AREAS]
)
def test_no_indicator_is_told_in_more_than_five_sentences_and_each_is_true(area):
    here = begin(area)
    for name in indicators.indicators():
        said = sentences.say(here, values(area, name)).sentences
        assert 0 < len(said) <= sentences.MOST, (area, name)
        assert len({sentence.text for sentence in said}) == len(said)
        for sentence in said:
            check_sentence(area, name, sentence)
            assert not BROKEN.search(plain(sentence.text)), sentence.text
            assert not re.search(r"koska osuus|johtu|vaikutt|\bsyy|merkitsev", sentence.text), sentence.text


def test_similar_municipalities_are_told_by_range_and_median_only():
    said = contrasts.similar(begin(), values("211", SHARE))
    assert plain(said.text) == "Samankaltaisissa kunnissa osuus oli 3,3–9,9 %, mediaani 6,1 %."
    assert len(said.facts) == 9 and "211" not in {fact.area for fact in said.facts}
    assert contrasts.similar(begin(), koto.values(begin(), SHARE)) is None


def turnout(own: float, voters: int, region: float, region_voters: int):
    """Turnout of an imagined municipality and its region."""
    v = imagined(
        TURNOUT,
        [
            ("", 2021, own, frame.OK),
            ("MK06", 2021, region, frame.OK),
        ],
    )
    sides = {"numerator": [own / 100 * voters, region / 100 * region_voters], "denominator": [voters, region_voters]}
    return replace(v, frame=v.frame.assign(**sides), areas={"211": areas.get("211"), "MK06": areas.get("MK06")})


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (50.0, "Muualla Pirkanmaalla osuus oli 60,4 %: ero on selvä."),
        (60.1, "Muualla Pirkanmaalla osuus oli 60,0 %: selvää eroa ei ole."),
    ],
)
def test_an_area_is_set_against_the_rest_of_the_whole(own, said):
    v = turnout(own, 4_000, 60.0, 104_000)
    assert plain(contrasts.rest(begin(), v).text) == said


def test_a_register_has_no_test_against_the_rest():
    assert contrasts.rest(begin(), values("211", SHARE)) is None


def gap(own: tuple[float, float], country: tuple[float, float]):
    """Shares of two years of an imagined municipality and the country."""
    rows = [(area, year, value, frame.OK) for area, pair in (("", own), ("SSS", country))
            for year, value in zip((2020, 2021), pair, strict=True)]  # fmt: skip
    v = imagined(SHARE, rows)
    people = v.frame["area"].map({"211": 30_000.0, "SSS": 5_500_000.0})
    return replace(v, frame=v.frame.assign(denominator=people, numerator=v.frame["value"] / 100 * people))


@pytest.mark.parametrize(
    ("own", "country", "said"),
    [
        ((2.0, 3.0), (8.0, 11.0), "leveni 2,0 …: nousi koko maassa enemmän kuin Kangasalla."),
        ((2.0, 5.0), (8.0, 9.0), "kapeni 2,0 …: nousi Kangasalla enemmän kuin koko maassa."),
        ((2.0, 3.0), (8.0, 9.0), "oli yhtä suuri kuin vuonna 2020: nousi Kangasalla yhtä paljon kuin koko maassa."),
        ((2.0, 1.0), (8.0, 9.0), "leveni 2,0 …: laski Kangasalla ja nousi koko maassa."),
        ((9.0, 8.0), (5.0, 5.0), "kapeni 1,0 …: laski Kangasalla ja pysyi koko maassa samana."),
        ((4.0, 4.0), (5.0, 6.0), "leveni 1,0 …: pysyi Kangasalla samana ja nousi koko maassa."),
        ((5.0, 3.0), (6.0, 5.5), "leveni 1,5 …: laski Kangasalla enemmän kuin koko maassa."),
        ((2.0, 2.0), (8.0, 8.0), None),
    ],
)  # fmt: skip
def test_a_gap_tells_how_far_it_went_and_who_moved(own, country, said):
    found = contrasts.moved(begin(), gap(own, country))
    whole = said and "Ero koko maahan " + said.replace("…", "prosenttiyksikköä vuodesta 2020").replace(": ", ": osuus ")
    assert (plain(found.text) if found else None) == whole


@pytest.mark.parametrize(
    ("own", "country", "said"),
    [
        ((2.0, 9.0), (8.0, 8.5), "Osuus oli pienempi kuin koko maassa vuonna 2020 ja suurempi vuonna 2021."),
        ((9.0, 8.0), (8.0, 8.5), "Osuus oli suurempi kuin koko maassa vuonna 2020 ja pienempi vuonna 2021."),
    ],
)
def test_a_gap_that_turned_over_is_neither_narrower_nor_wider(own, country, said):
    assert contrasts.moved(begin(), gap(own, country)).text == said


@pytest.mark.parametrize(
    ("own", "country", "said"),
    [
        (3.9, 11.4, "Osuus oli 7,5 prosenttiyksikköä pienempi kuin koko maassa, noin kolmasosa koko maan osuudesta."),
        (7.1, 11.4, "Osuus oli 4,3 prosenttiyksikköä pienempi kuin koko maassa, jossa osuus oli 1,6-kertainen."),
        (
            21.2,
            11.4,
            "Osuus oli 9,8 prosenttiyksikköä suurempi kuin koko maassa, 1,9-kertainen koko maan osuuteen verrattuna.",
        ),
        (11.0, 11.4, "Osuus oli 0,4 prosenttiyksikköä pienempi kuin koko maassa."),
        (11.38, 11.4, "Osuus oli sama kuin koko maassa."),
        (2.0, 0.0, "Osuus oli 2,0 prosenttiyksikköä suurempi kuin koko maassa."),
    ],
)
def test_a_gap_is_told_in_points_and_as_a_ratio(own, country, said):
    assert plain(contrasts.apart(begin(), gap((own, own), (country, country))).text) == said


def test_nothing_is_compared_of_a_handful():
    few = gap((0.02, 0.03), (8.0, 9.0))
    assert contrasts.moved(begin(), few) is None and contrasts.apart(begin(), few) is None
    said = sentences.say(begin("766"), values("766", SHARE)).text
    assert "Ero koko maahan" not in said and "kuin koko maassa" not in said and "Suunta" not in said


@pytest.mark.parametrize(
    ("figures_of_years", "said"),
    [
        ([60, 62, 64, 66, 68], "Suunta oli nouseva vuosina 2016–2020."),
        ([68, 66, 64, 62, 60], "Suunta oli laskeva vuosina 2016–2020."),
        ([60, 60, 60, 60, 68], None),
        ([60, 62, 64, 66], None),
    ],
)
def test_a_direction_is_told_of_five_steady_figures(figures_of_years, said):
    rows = [("", 2020 - len(figures_of_years) + 1 + at, float(value)) for at, value in enumerate(figures_of_years)]
    found = contrasts.direction(begin(), imagined("employed.rate_18_64", rows))
    assert (plain(found.text) if found else None) == said


def test_old_figures_have_no_open_gap():
    said = sentences.say(begin(), values("211", "foreign_citizens.share")).text
    assert "Ero koko maahan" not in said and "Uudemmat luvut" in said


# --- what is few, and which signs are explained


def test_a_given_ratio_is_no_number_of_people():
    ratio = imagined("economic_dependency.ratio", [("", 2020, 1.4)])
    assert not ratio.is_few(ratio.latest())
    count = imagined("population", [("", 2020, 9.0)])
    assert count.is_few(count.latest())


def test_signs_are_explained_only_where_they_stand():
    here = begin()
    count = koto.values(here, "foreign_language.count")
    exact = count.shown().iloc[:1]
    assert listing.marks(here, count, [row for _, row in exact.iterrows() if not count.is_rounded(row)]) == ()
    short = listing.table(here, count)
    told = " ".join(cell.text for row in short.rows for cell in row)
    assert ("≈" in told) == any("≈" in note for note in short.notes)
    assert ("*" in told + "".join(short.columns)) == any("ennakkotieto" in note for note in short.notes)
