"""What the notebooks show, output by output: figures with something in them, tables that say what they print, one value
for one fact, and nothing of what is hidden."""

import re
from dataclasses import asdict, replace

import nbformat
import pandas as pd
import pytest

import kotolib as koto
from kotolib import frame, house, indicators
from kotolib.display import ages as age_figures
from kotolib.display import figures, flows, listing, outlooks, records, trends, wording
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Paragraph
from kotolib.display.tables import KEY_NUMBERS
from kotolib.errors import WrongWords
from kotolib.indicators import stored
from kotolib.language import texts
from kotolib.projection import edition
from tests import walked
from tests.walked import begin, imagined

SHARE, COUNT, BY_AGE = "foreign_language.share", "foreign_language.count", "population_projection.by_age"
NBSP = "\u00a0"

each_quick = pytest.mark.parametrize("area", walked.QUICK)


def outputs(area: str, kind: type) -> list:
    return [shown.output for shown in walked.walked(area) if isinstance(shown.output, kind)]


def tables(area: str) -> list[Table]:
    return outputs(area, Table) + [figure.table for figure in outputs(area, Figure)]


# --- checks of every area


def check_figures(area: str) -> None:
    """A line has two points, axes have something on them, and what is drawn is what the table says."""
    for figure in outputs(area, Figure):
        match figure.drawing:
            case "trend":
                series = [values_of(one["points"]) for one in figure.data["series"]]
                assert all(series) and any(value for one in series for value in one)
                own = next(one for one in figure.data["series"] if one["role"] == "own")
                assert len(values_of(own["points"])) >= trends.FEWEST_POINTS
            case "bars":
                assert any(value for side in ("up", "down", "net") for value in figure.data[side]["values"])
                for came, went, net in zip(
                    *(figure.data[side]["values"] for side in ("up", "down", "net")), strict=True
                ):
                    assert came - went == net
            case "ages":
                assert sum(sum(side) for side in figure.data["now"].values() if isinstance(side, list)) > 0


def values_of(points: list) -> list[float]:
    return [value for _year, value, status in points if status in frame.SHOWN]


def check_cells(area: str) -> None:
    """A cell's value is the number that it prints; a cell without a number has its reason."""
    for table in tables(area):
        assert all(len(row) == len(table.columns) for row in table.rows), table.key
        for row in table.rows:
            for cell in row[(0 if table.style == KEY_NUMBERS else 1) :]:
                if cell.value is None:
                    assert cell.status not in frame.SHOWN or not re.fullmatch(r"[\d\u00a0,≈]+", cell.text), cell
                else:
                    assert walked.numbers("= " + cell.text.replace("%", "")) == [cell.value] or is_year_like(cell), cell


def is_year_like(cell) -> bool:
    """Numbers such as 2 010 are read as years when they stand alone."""
    return walked.read(re.search(r"[\u2212\d][\d\u00a0,]*", cell.text).group().strip(NBSP)) == cell.value


def check_marks(area: str) -> None:
    """Signs are explained where they are used, and only there."""
    for table in tables(area):
        written = " ".join([*table.columns, *(cell.text for row in table.rows for cell in row)])
        for sign in "*≈":
            explained = [note for note in table.notes if note.startswith(sign)]
            assert len(explained) == (sign in written), (table.key, sign)
    for figure in outputs(area, Figure):
        drawn = "".join(re.findall(r">([^<]+)</text>", figures.draw(figure.drawing, figure.data, letters="text")))
        assert ("* ennakkotieto" in figure.notes) == ("*" in drawn), figure.key


def check_hidden(area: str) -> None:
    """What is not shown has no number in any output."""
    here = begin(area)
    for figure in outputs(area, Figure):
        for one in figure.data.get("series", ()):
            assert all(value is None for _year, value, status in one["points"] if status not in frame.SHOWN)
    for table in tables(area):
        for row in table.rows:
            assert all(cell.value is None for cell in row if cell.status not in frame.SHOWN)
    for indicator in (COUNT, "net_immigration.per_1000"):
        v = indicators.values(here, indicator)
        small = v.own[v.own["status"] == frame.BELOW_QUALITY]
        assert small["numerator"].isna().all() and small["value"].isna().all()


def check_one_value_for_one_fact(area: str) -> None:
    """The same indicator, area and year has one number in all tables, drawings and sentences of both notebooks."""
    known: dict[tuple, float] = {}

    def tell(indicator: str, area_id: str, year: int, value: float, decimals: int) -> None:
        told = known.setdefault((indicator, area_id, year), value)
        assert abs(told - value) <= 0.5 * 10**-decimals + 1e-9, (indicator, area_id, year, told, value)

    here = begin(area)
    for shown in walked.walked(area):
        for indicator, area_id, year, value in stated(here, shown.output):
            tell(indicator, area_id, year, value, indicators.indicators()[indicator].decimals)
    assert known


def stated(here, output) -> list[tuple[str, str, int, float]]:
    """Every fact of an output: of a paragraph's sentences, of a figure's drawing and of its table."""
    if isinstance(output, Paragraph):
        facts = [fact for sentence in output.sentences for fact in sentence.facts if not fact.group]
        return [(fact.indicator, fact.area, fact.year, fact.value) for fact in facts]
    if isinstance(output, Figure) and output.drawing == "trend":
        return of_trend(here, output)
    if isinstance(output, Figure) and output.drawing == "bars":
        return of_bars(here, output)
    if isinstance(output, Figure) and output.drawing == "outlook":
        drawn = [(COUNT, here.area.id, year, value) for year, value, _status in output.data["observed"] if value]
        listed = [(COUNT, here.area.id, year_of(row[0]), row[1].value) for row in output.table.rows]
        record = [
            (COUNT, here.area.id, row["target"], row["actual"])
            for row in (output.data["record"] or {"rows": ()})["rows"]
        ]
        past = {year for _id, _area, year, _value in drawn}
        return drawn + [one for one in listed if one[2] in past] + record
    if isinstance(output, Table) and output.key.endswith("-table"):
        return of_pairs(here, output)
    return []


def year_of(cell) -> int:
    return int(cell.text.rstrip("*"))


def of_trend(here, figure: Figure) -> list:
    indicator = figure.key.removesuffix("-trend")
    codes = list(indicators.values(here, indicator, against=("region", "country")).areas)[: len(figure.data["series"])]
    drawn = [
        (indicator, code, year, value)
        for code, one in zip(codes, figure.data["series"], strict=True)
        for year, value, status in one["points"]
        if status in frame.SHOWN
    ]
    listed = [
        (indicator, code, year_of(row[0]), cell.value)
        for row in figure.table.rows
        for code, cell in zip(codes, row[1:], strict=False)  # similar municipalities come after them, without names
        if cell.value is not None
    ]
    assert len(drawn) == len(listed)
    return drawn + listed


def of_bars(here, figure: Figure) -> list:
    came = figure.key.removesuffix("-bars")
    names = {
        "immigration.count": (came, "emigration.count", "net_immigration.count"),
        "births.count": (came, "deaths.count", "natural_increase.count"),
    }[came]
    drawn = [
        (name, here.area.id, year, value)
        for name, side in zip(names, ("up", "down", "net"), strict=True)
        for year, value in zip(figure.data["years"], figure.data[side]["values"], strict=True)
    ]
    listed = [
        (name, here.area.id, year_of(row[0]), cell.value)
        for row in figure.table.rows
        for name, cell in zip(names, row[1:], strict=True)
    ]
    return drawn + listed


def of_pairs(here, table: Table) -> list:
    indicator = table.key.removesuffix("-table")
    codes = list(indicators.values(here, indicator, against=("region", "country")).areas)
    return [
        (indicator, code, int(table.columns[at].rstrip("*")), row[at].value)
        for code, row in zip(codes, table.rows, strict=True)
        for at in (1, 2)
        if row[at].value is not None
    ]


def check_printed_alike(area: str) -> None:
    """A count that only a share tells is *noin*, and the same rounded number, wherever it is said in words."""
    here = begin(area)
    v = indicators.values(here, COUNT)
    said = {
        number
        for text in sentences_and_titles(area)
        for number in re.findall(r"noin ([\d\u00a0]+) (?:vieras|henkilöä)", text)
    }
    rounded = {here.texts.number(wording.told(v, row)) for _, row in v.shown().iterrows() if v.is_rounded(row)}
    assert {number.strip(NBSP) for number in said} <= rounded


def sentences_and_titles(area: str) -> list[str]:
    told = [
        text
        for shown in walked.walked(area)
        for role, text in walked.texts(shown.output)
        if role in ("sentence", "title")
    ]
    return told + [row[0].text for table in outputs(area, Table) if table.style == KEY_NUMBERS for row in table.rows]


CHECKS = (check_figures, check_cells, check_marks, check_hidden, check_one_value_for_one_fact, check_printed_alike)


@each_quick
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_outputs(check, area):
    check(area)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_outputs_of_all_areas():
    for area in walked.everyone():
        for check in CHECKS:
            check(area)
        walked.forget()


# --- what few people stand behind


def test_outputs_are_the_same_whatever_the_hidden_numbers_are(monkeypatch):
    before = [asdict(shown.output) for shown in walked.walk("766", walked.NOTEBOOKS, "2026-11-24")]
    real, real_edition = stored.rows, edition._edition

    assert (real(("766",))["status"] == frame.BELOW_QUALITY).any()

    def others(*asked) -> pd.DataFrame:
        rows = real(*asked)
        hidden = rows["status"] == frame.BELOW_QUALITY
        return rows.assign(numerator=rows["numerator"].mask(hidden, rows["numerator"] + 2))

    def other_counts(*paths):
        calibration, counts = real_edition(*paths)
        counts = counts.copy()
        counts.loc["766"] += 5
        return calibration, counts

    monkeypatch.setattr(stored, "rows", others)
    monkeypatch.setattr(edition, "_edition", other_counts)
    assert [asdict(shown.output) for shown in walked.walk("766", walked.NOTEBOOKS, "2026-11-24")] == before


def test_no_change_is_told_of_a_handful_in_a_table():
    table = koto.table(begin("766"), indicators.values(begin("766"), SHARE, against=("country",)))
    assert [cell.text for cell in table.rows[0]] == ["Sottunga", "1,0", "3,0", "liian vähän ihmisiä"]
    assert table.rows[0][3].status == frame.BELOW_QUALITY


# --- trend


def test_without_two_values_there_is_no_line():
    one = imagined(COUNT, [("", 2025, 41.0)])
    assert koto.trend(begin(), one).text == "Kuviota ei piirretä, koska lukuja on vain yhdeltä vuodelta."


def test_without_any_value_the_sentence_alone_tells_why():
    none = imagined(COUNT, [("", 2025, None, frame.SUPPRESSED)])
    assert koto.trend(begin(), none) is None
    assert koto.say(begin(), none).text.endswith("luku on peitetty tietosuojan vuoksi.")


def test_nothing_but_zeros_is_not_drawn():
    zeros = imagined("domestic_net_migration.count", [("", year, 0.0) for year in range(2019, 2024)])
    assert koto.trend(begin(), zeros).text == "Kuviota ei piirretä, koska luku on joka vuosi nolla."
    nothing = replace(zeros, indicator=indicators.indicators()["immigration.count"])
    assert koto.bars(begin(), nothing, nothing, nothing).text == (
        "Kuviota ei piirretä, koska luvut ovat Kangasalla joka vuosi nollia: "
        "maahanmuutto, maahanmuutto ja maahanmuutto, 2019–\u20602023."
    )


def test_hidden_years_are_drawn_as_hidden_and_missing_ones_as_a_gap():
    rows = [("", 2018, 41.0), ("", 2019, None, frame.SUPPRESSED), ("", 2022, 41.0), ("", 2023, 52.0)]
    data = koto.trend(begin(), imagined(COUNT, rows)).data
    assert data["gaps"] == [[2020, 2021, "2020–\u20602021 ei tietoa"]]
    assert data["hidden_text"] == "peitetty tietosuojan vuoksi"
    assert [2019, None, "suppressed"] in data["series"][0]["points"]


def test_years_of_few_are_not_called_unknown():
    rows = [("", 2018, 41.0), ("", 2019, None, frame.BELOW_QUALITY), ("", 2020, 41.0), ("", 2021, 52.0)]
    assert koto.trend(begin(), imagined(COUNT, rows)).data["gaps"] == [[2019, 2019, "2019 liian vähän ihmisiä"]]


def test_a_declared_break_is_drawn_inside_the_series_only():
    v = imagined(COUNT, [("", 2018, 41.0), ("", 2019, 41.0), ("", 2020, 52.0)])
    part = v.indicator.parts[0].model_copy(update={"break_before": v.indicator.name, "years": (2019, 2025)})
    broken = replace(v, indicator=v.indicator.model_copy(update={"parts": (part,)}))
    assert [at for at, _why in koto.trend(begin(), broken).data["breaks"]] == [2018.5]
    later = part.model_copy(update={"years": (2022, 2025)})
    assert not koto.trend(begin(), replace(v, indicator=v.indicator.model_copy(update={"parts": (later,)}))).data[
        "breaks"
    ]


# --- bars


def test_bars_share_their_years_and_tell_the_net():
    here = begin()
    three = [indicators.values(here, f"{name}.count") for name in ("immigration", "emigration", "net_immigration")]
    shorter = replace(three[1], frame=three[1].frame[three[1].frame["year"] > 2012])
    figure = koto.bars(here, three[0], shorter, three[2])
    assert figure.data["years"] == list(range(2013, 2023))
    assert figure.alt.startswith(
        "Pylväskuvio: maahanmuutto oli Kangasalla 76, maastamuutto 52 ja nettomaahanmuutto 24 "
    )


@pytest.mark.parametrize(
    ("nets", "said"),
    [
        ([1, -1, -1], "Nettomaahanmuutto oli negatiivinen 2 vuotena 3 vuodesta."),
        ([1, 0, 1], "Nettomaahanmuutto ei ollut negatiivinen minään vuonna."),
        ([-1, -2, -1], "Nettomaahanmuutto oli negatiivinen joka vuosi."),
    ],
)
def test_years_of_loss_are_counted(nets, said):
    v = imagined("net_immigration.count", [("", 2020 + at, float(net)) for at, net in enumerate(nets)])
    assert flows._years_below(begin(), v, v.shown()) == said


def test_bars_without_a_common_year_say_what_is_missing():
    here = begin()
    came = indicators.values(here, "immigration.count")
    gone = imagined("emigration.count", [("", 2022, None, frame.MISSING)])
    assert koto.bars(here, came, gone, came).text.startswith("Maastamuutto jätetään esittämättä")


# --- ages


def by_age(area: str = "211"):
    return indicators.values(begin(area), BY_AGE)


@pytest.mark.parametrize(("area", "sexes"), [("211", True), ("766", False), (walked.JOINT, False), ("MK06", False)])
def test_a_pyramid_stands_only_where_the_copy_has_the_sexes(area, sexes):
    figure = koto.ages(begin(area), by_age(area))
    assert ("men" in figure.data["now"]) == sexes and ("all" in figure.data["now"]) != sexes
    assert "Myös vuosi 2024 on ennustettu." in figure.subtitle and "Myös vuosi 2024 on ennustettu." in figure.alt
    assert len(figure.table.columns) == (5 if sexes else 3)


def test_men_and_women_add_up_to_all():
    found = by_age().own.set_index(["year", "group"])["value"]
    for year in (2024, 2040):
        for group in age_figures.GROUPS:
            assert found[year, f"{group}/1"] + found[year, f"{group}/2"] == found[year, group]


def test_ages_add_up_to_the_projected_population():
    for area in ("211", "766", walked.JOINT):
        total = indicators.values(begin(area), "population_projection.count").own.set_index("year")["value"]
        groups = by_age(area).own
        groups = groups[~groups["group"].str.contains("/")]
        assert groups.groupby("year")["value"].sum()[[2024, 2040]].tolist() == total[[2024, 2040]].tolist()


@pytest.mark.parametrize("status", [frame.SUPPRESSED, frame.MISSING])
def test_a_group_that_is_not_known_leaves_no_figure(status):
    v = by_age("766")
    one = (v.frame["year"] == 2040) & (v.frame["group"] == "20-24")
    hidden = v.frame.assign(value=v.frame["value"].mask(one), status=v.frame["status"].mask(one, status))
    assert "esittämättä" in koto.ages(begin("766"), replace(v, frame=hidden)).text
    without = replace(v, frame=v.frame[~one], origin=v.origin[~one])
    assert "luku puuttuu" in koto.ages(begin("766"), without).text


def test_ages_of_very_few_tell_no_change():
    v = by_age("766")
    old = v.frame["group"].str[:2].isin([str(age) for age in range(65, 95, 5)])
    fewer = v.frame.assign(value=v.frame["value"].mask(old, 1.0))
    assert koto.ages(begin("766"), replace(v, frame=fewer)).title == (
        "Väestö iän mukaan vuosien 2024 ja 2040 ennusteessa, Sottunga"
    )


def test_the_title_of_ages_goes_the_way_of_the_sums():
    for area in walked.QUICK:
        figure = koto.ages(begin(area), by_age(area))
        groups = by_age(area).own
        groups = groups[groups["group"].isin(age_figures.GROUPS)]
        old = groups[groups["group"].str[:2].astype(int) >= 65].groupby("year")["value"].sum()
        amount = old[2040] - old[2024]
        word = "enemmän" if amount > 0 else "vähemmän"
        (told,) = walked.numbers(figure.title) or [0]
        assert word in figure.title or told == 0
        assert abs(told - abs(amount)) <= (50 if old.max() >= 1000 else 5)


# --- outlook


@each_quick
def test_outlook_says_what_the_projection_says(area):
    here = begin(area)
    figure = koto.outlook(here)
    if isinstance(figure, Paragraph):
        refused = edition.of_area(here).status == frame.BELOW_QUALITY if area != frame.COUNTRY else True
        assert refused and not walked.numbers(figure.text)
        return
    found = edition.of_area(here)
    point, low, high = outlooks.rounded(found.point[-1], found.low80[-1], found.high80[-1])
    assert walked.numbers(figure.title.replace("–\u2060", " ")) == [point, low, high]
    for row, value, low, high in zip(figure.data["forecast"], found.point, found.low80, found.high80, strict=True):
        assert (row["value"], row["low80"], row["high80"]) == (round(value), low, high)
    assert [row[1].value for row in figure.table.rows[-5:]] == [outlooks.rounded(value)[0] for value in found.point]
    assert "ei virallinen ennuste" in figure.subtitle
    ours = "kunnan" if here.area.kind == "municipality" else "alueen"
    assert f"{ours} oma laskelma" in figure.subtitle


def test_outlook_is_refused_below_twenty_and_for_the_country():
    for area in ("766", "318"):
        text = koto.outlook(begin(area)).text
        assert "koska heitä on alle 20" in text and not walked.numbers(text)
    assert koto.outlook(begin(frame.COUNTRY)).text == "Laskelma tehdään kunnille ja alueille, ei koko maalle."


def test_the_record_sentence_says_what_the_calibration_found():
    here = begin()
    overall = edition.of_area(here).overall
    hits = [round(100 * one.inside80) for one in (overall.earlier, overall.current, overall.worst)]
    said = records.sentence(here, edition.of_area(here))
    assert walked.numbers(said) == [*hits] == [86, 79, 61]
    assert [int(year) for year in re.findall(r"\b20\d\d\b", said)] == [
        overall.earlier.first_made, overall.earlier.last_made, overall.current.first_made, overall.current.last_made,
        overall.worst.first_made,
    ]  # fmt: skip


def test_an_area_without_earlier_calculations_has_no_record():
    found = replace(edition.of_area(begin()), record=())
    assert records.drawn(begin(), found, str) is None and records.in_short(begin(), found) == []


def test_slower_growth_lately_is_the_reason_to_warn():
    here = begin()
    made = outlooks.made(here)
    assert "kasvu voi jäädä laskettua pienemmäksi" in outlooks.assumption(here, made)
    basis = replace(made.outlook.assumptions, latest_country_growth=made.outlook.assumptions.country_growth + 0.01)
    faster = replace(made, outlook=replace(made.outlook, assumptions=basis))
    assert "pienemmäksi" not in outlooks.assumption(here, faster)


def test_past_years_of_few_are_not_told_beside_an_outlook():
    made = outlooks.made(begin())
    rows = [("", 2020, None, frame.BELOW_QUALITY), *(("", year, 100.0) for year in range(2021, 2026))]
    hidden = replace(made, values=imagined(COUNT, rows))
    data = outlooks._data(begin(), hidden)
    assert data["observed"][0] == [2020, None, frame.BELOW_QUALITY]
    assert outlooks._table(begin(), hidden, "", "").rows[0][1].text == "liian vähän ihmisiä"


# --- tables and key numbers


def test_every_number_of_the_drawn_record_stands_in_a_table():
    for area in ("211", "545", walked.JOINT):
        here = begin(area)
        drawn = koto.outlook(here).data["record"]["rows"]
        rows = koto.outlook_record(here).rows
        assert [row[1].text for row in rows] == [one["forecast_text"] for one in drawn]
        assert [row[4].value for row in rows] == [one["actual"] for one in drawn]
        ends = [records.rounded(one["forecast"], one["low80"], one["high80"])[1:] for one in drawn]
        assert [row[2].text for row in rows] == [here.texts.span(*each) for each in ends]


@pytest.mark.parametrize("area", ["766", frame.COUNTRY])
def test_without_an_outlook_there_is_no_record(area):
    assert koto.outlook_record(begin(area)) is None


def test_the_own_row_comes_first_and_is_marked():
    for area in walked.QUICK:
        (table,) = [one for one in outputs(area, Table) if one.key == f"{SHARE}-table"]
        assert table.own_rows == (0,)
        assert table.rows[0][0].text == wording.capital(wording.named(begin(area), begin(area).area))


def test_the_change_column_is_the_readers_own_subtraction():
    for area in walked.QUICK:
        (table,) = [one for one in outputs(area, Table) if one.key == f"{SHARE}-table"]
        for row in table.rows:
            first, last, changed = (cell.value for cell in row[1:])
            assert changed is None or changed == pytest.approx(last - first)


def test_no_change_is_told_over_the_gap_even_when_asked():
    v = indicators.values(begin(), SHARE, against=("country",))
    table = koto.table(begin(), v, first=2012)
    assert [row[3].text for row in table.rows] == ["ei vertailukelpoinen"] * 2
    assert [row[1].value for row in table.rows] == [1.6, 4.9]
    assert koto.table(begin(), v, first=2022).rows[0][3].value == pytest.approx(3.9 - 3.0)


def test_what_varies_by_chance_is_listed_and_not_subtracted():
    table = koto.table(begin(), indicators.values(begin(), "immigration.count"))
    assert table.columns[0] == "Vuosi" and "Muutos" not in " ".join(table.columns)


def test_rounded_counts_are_marked_and_exact_ones_are_not():
    v = indicators.values(begin(), COUNT)
    table = koto.trend(begin(), v).table
    cells = {row[0].text.rstrip("*"): row[1] for row in table.rows}
    assert cells["2023"].text == f"1{NBSP}132" and cells["2024"].text.startswith("≈")
    assert koto.table(begin(), v).rows[0][3].text.startswith("≈")
    assert "≈ laskettu pyöristetystä osuudesta, tarkkuus ± 17 henkilöä" in table.notes


def test_key_numbers_are_of_the_present_and_at_most_three():
    here = begin()
    many = [indicators.values(here, name) for name in (SHARE, COUNT, "population", "foreign_citizens.share", SHARE)]
    table = koto.key_numbers(here, *many)
    assert len(table.rows) == listing.LARGE
    old = koto.key_numbers(here, many[3])
    assert not old.rows
    assert table.rows[1][1].text == "Vieraskielisten määrä (2025, ennakkotieto)."
    hidden = koto.key_numbers(begin("766"), indicators.values(begin("766"), COUNT))
    assert not hidden.rows


def test_a_joint_area_says_that_its_share_is_its_own_computation():
    said = "Alueen oma osuus on laskettu samalla tavalla jäsenkuntien osuuksista."
    for area, is_said in ((walked.JOINT, True), ("211", False), ("MK06", False), (frame.COUNTRY, False)):
        assert (said in wording.source_line(begin(area), indicators.values(begin(area), SHARE))) == is_said


# --- what is missing


def test_missing_figures_say_what_is_missing_and_who_has_it():
    told = koto.missing(begin(), "employment", "languages")
    assert told.what.startswith("Maahan muuttaneiden työllisyyttä") and "Yksittäisten kielten" in told.what
    assert "117e" in told.who and "11rm" in told.who
    assert told._repr_mimebundle_()["text/markdown"].startswith("> **")


def test_an_absence_that_is_not_declared_is_a_wrong_word():
    with pytest.raises(WrongWords, match="employment"):
        koto.missing(begin(), "employmnet")


# --- the notebooks' prose

QUESTIONS = (
    "Paljonko kunnassa asuu maahanmuuttaneita?",
    "Minkä ikäisiä he ovat? Sukupuolijakauma, kielet ja työllisyys?",
    "Mistä syistä he ovat tulleet maahan?",
    "Kuinka paljon maahanmuuttaneita on odotettavissa lähivuosina?",
)
"""Of the checklist's third step, misprints corrected; those that the shipped notebooks answer."""


def prose() -> list[str]:
    return [
        cell.source
        for path in (house.notebooks() / f"{name}.ipynb" for name in walked.NOTEBOOKS)
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]


def test_sections_are_the_questions_of_the_checklist():
    headings = {line.removeprefix("## ") for cell in prose() for line in cell.splitlines() if line.startswith("## ")}
    assert set(QUESTIONS) <= headings


def test_every_cell_that_speaks_of_the_municipality_speaks_of_a_joint_area_too():
    finnish = texts("fi")
    spoken = [cell for cell in prose() if re.search(r"\b[Kk]un(ta|na|ni)\w*", cell) and not cell.startswith("# ")]
    assert spoken
    for cell in spoken:
        joint = finnish.context("joint", cell)
        assert joint != cell and not re.search(r"\b[Kk]unnassa\b", joint), cell
        assert "aluee" in joint
