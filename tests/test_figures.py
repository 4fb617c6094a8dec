"""The drawings: what must be legible, honest and the same every time. Knows data dicts, not indicators."""

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kotolib.display import figures
from kotolib.display.figures import axes, canvas, labels, lettering, signs, tokens

ROOT = Path(__file__).parents[1]
HIDDEN_TEXT, SECRET = "peitetty tietosuojan vuoksi", "tieto on salassapitosäännön alainen"
LONG_NAMES = (
    "Kristiinankaupunki",
    "Pedersören kunta",
    "Pohjois-Pohjanmaan hyvinvointialue",
    "Kangasala, Orivesi ja Pälkäne",
)
SHARES = {  # foreign-language share, %, 31.12.: Statistics Finland 159t (2020–2025), THL Sotkanet (before)
    "Kangasala": [
        *([2010, 1.46, "ok"], [2011, 1.52, "ok"], [2012, 1.57, "ok"], [2020, 2.6, "ok"], [2021, 2.8, "ok"]),
        *([2022, 3.0, "ok"], [2023, 3.4, "ok"], [2024, 3.6, "ok"], [2025, 3.9, "preliminary"]),
    ],
    "Koko maa": [[2020, 7.82, "ok"], [2021, 8.26, "ok"], [2022, 8.91, "ok"], [2023, 9.97, "ok"]],
}


def series(role: str, name: str, points: list) -> dict:
    return {"role": role, "label": f"{name} {points[-1][1]} %".replace(".", ","), "points": points}


def trend(*many: dict, **more) -> dict:
    return {"language": "fi", "unit": "%", "decimals": 1, "series": list(many), **more}


def kangasala() -> dict:
    own, country = (series(role, name, SHARES[name]) for role, name in (("own", "Kangasala"), ("country", "Koko maa")))
    return trend(own, country, gaps=[[2013, 2019, "2013–2019 ei tietoa aineistossa"]])


def long_names() -> dict:
    roles = ("own", "region", "country", "other")
    points = [[[year, 4 + step / 50 + (year - 2018) / 5, "ok"] for year in range(2018, 2026)] for step in range(4)]
    many = [series(role, name, line) for role, name, line in zip(roles, LONG_NAMES, points, strict=True)]
    return trend(*many, gaps=[[2020, 2021, "2020–2021 ei tietoa aineistossa"]], breaks=[[2023.5, "ikäraja muuttui"]])


def hidden(value: float | None) -> dict:
    points = [[2020, 1.2, "ok"], [2021, value, "suppressed"], [2022, value, "suppressed_by_source"], [2023, 2.0, "ok"]]
    return trend(series("own", "Kökar", points), hidden_text=HIDDEN_TEXT)


def hidden_thrice() -> dict:
    """What a source hides again and again: Kökar's unemployed, years shown between."""
    shown = {2011: 4.1, 2016: 3.2}
    points = [[year, shown.get(year), "ok" if year in shown else "suppressed_by_source"] for year in range(2007, 2025)]
    return trend({"role": "own", "label": "Kökar 3,2 %", "points": points}, hidden_text=SECRET)


TRENDS = {
    "gap and preliminary": kangasala(),
    "hidden thrice": hidden_thrice(),
    "long names": long_names(),
    "hidden": hidden(None),
    "two points": trend(series("own", "Sottunga", [[2020, 1.5, "ok"], [2025, 2.1, "ok"]])),
    "one point": trend(series("own", "Sottunga", [[2025, 2.1, "ok"]])),
    "all zeros": {**trend(series("own", "Sottunga", [[y, 0, "ok"] for y in range(2010, 2023)])), "decimals": 0},
    "huge": {**trend(series("own", "Helsinki", [[2022, 664028, "ok"], [2023, 674500, "ok"]])), "decimals": 0},
    "negative": {**trend(series("own", "Kristiinankaupunki", [[2020, 4, "ok"], [2021, -70, "ok"], [2022, -42, "ok"]]))},
    "interval": trend(series("own", "Pedersören kunta", SHARES["Koko maa"]), interval=[[2023, 9.1, 11.0]]),
    "nothing to show": trend(series("own", "Kökar", [[2020, None, "suppressed"]]), hidden_text=HIDDEN_TEXT),
}


def flow(label: str, values: list, status: list | None = None) -> dict:
    return {"label": f"{label} {values[-1]}", "values": values, **({"status": status} if status else {})}


def bars(
    up: list, down: list | None = None, status: list | None = None, names=("Maahanmuutto", "Maastamuutto")
) -> dict:
    flows = {"up": flow(names[0], up, status)}
    if down:
        net = [None if a is None or b is None else a - b for a, b in zip(up, down, strict=True)]
        flows |= {"down": flow(names[1], down, status), "net": {**flow("Netto", net, status), "word": "netto"}}
    years = list(range(2023 - len(up), 2023))
    texts = {"hidden_text": HIDDEN_TEXT, "missing_text": "ei tietoa", "last_label": "Vuonna 2022:"}
    return {"language": "fi", "years": years, **flows, **texts}


# Immigration and emigration of Kangasala 2010–2022: Statistics Finland 11ae.
ARRIVED = [62, 66, 54, 60, 85, 57, 94, 63, 57, 62, 65, 35, 76]
LEFT = [36, 42, 52, 33, 44, 49, 48, 42, 46, 34, 27, 39, 52]
SOME_HIDDEN = ["ok"] * 9 + ["suppressed", "suppressed_by_source", "missing", "ok"]


def hidden_bars(value: int | None) -> dict:
    up, down = ([*values[:9], value, value, None, values[-1]] for values in (ARRIVED, LEFT))
    return bars(up, down, SOME_HIDDEN)


BARS = {
    "Kangasala": bars(ARRIVED, LEFT),
    "tiny": bars([3, 0, 2, 3, 4, 0, 7, 3, 5, 1, 9, 10, 11], [6, 4, 1, 1, 0, 1, 0, 2, 3, 2, 2, 2, 6]),
    "huge": bars([value * 115 for value in ARRIVED], [value * 90 for value in LEFT]),
    "always negative": bars([55, 51, 50, 48, 38], [90, 88, 96, 91, 113], names=("Syntyneet", "Kuolleet")),
    "hidden and missing": hidden_bars(None),
    "only up": bars(ARRIVED),
    "all zeros": bars([0, 0, 0], [0, 0, 0]),
    "one year": bars([3], [5]),
}

# Residents of Kangasala by age in 2024 and 2040: Statistics Finland's projection, 14wx.
GROUPS = ["0–14", "15–24", "25–44", "45–64", "65–74", "75+"]
NOW, LATER = [5900, 3570, 8340, 8790, 3700, 3590], [5990, 3250, 9880, 10450, 4080, 5300]


def ages(now: list, later: list | None) -> dict:
    after = {"later": {"label": "2040", "all": later}} if later else {}
    now_too = {"label": "2024", "all": now}
    return {"language": "fi", "groups": GROUPS, "now": now_too, **after, "age_label": "Ikä", "hidden_text": HIDDEN_TEXT}


def pyramid(times: int) -> dict:
    groups = [f"{age}–{age + 4}" for age in range(0, 90, 5)] + ["90+"]
    men = [round(times * (10 + age * (19 - age) / 10)) for age in range(19)]
    sides = {"men_label": "Miehet", "women_label": "Naiset", "age_label": "Ikä"}
    now = {"label": "2024", "men": men, "women": men[::-1]}
    later = {"label": "2040", "men": men[::-1], "women": [value + times for value in men]}
    return {"language": "fi", "groups": groups, "now": now, "later": later, **sides}


AGES = {
    "all": ages(NOW, LATER),
    "hidden group": ages([None, *NOW[1:]], [None, *LATER[1:]]),
    "tiny": ages([0, 1, 2, 3, 1, 0], [0, 0, 1, 1, 3, 2]),
    "no later year": ages(NOW, None),
    "pyramid": pyramid(50),
    "huge pyramid": pyramid(1900),
}

FORECAST = [
    (2026, 1473, 1376, 1608, 1311, 1707),
    (2028, 1756, 1542, 2240, 1379, 2611),
    (2030, 2071, 1657, 2864, 1415, 3334),
]
RECORD = [
    (2020, 2021, 1, 889, 828, 958, 778, 998, 913),
    (2021, 2022, 1, 973, 910, 1047, 861, 1092, 989),
    (2022, 2023, 1, 1062, 1008, 1127, 972, 1171, 1138),
    (2021, 2024, 3, 1100, 965, 1281, 856, 1486, 1223),
    (2024, 2027, 3, 1500, 1300, 1700, 1200, 1900, None),
]


def record_rows(times: float = 1) -> list[dict]:
    keys = ("forecast", "low80", "high80", "low95", "high95", "actual")
    rows = []
    for made, target, horizon, *values in RECORD:
        known = dict(zip(keys, (value and round(value * times) for value in values), strict=True))
        inside = known["actual"] is not None and known["low80"] <= known["actual"] <= known["high80"]
        rows.append({"made": made, "target": target, "horizon": horizon, **known, "inside80": inside})
    return rows


def outlook(times: float = 1, with_record: bool = True) -> dict:
    keys = ("value", "low80", "high80", "low95", "high95")
    forecast = [
        {"year": year, **dict(zip(keys, (round(value * times) for value in values), strict=True))}
        for year, *values in FORECAST
    ]
    observed = [
        [2020, 838, "ok"],
        [2021, 913, "ok"],
        [2022, 989, "ok"],
        [2023, 1138, "ok"],
        [2024, 1223, "preliminary"],
    ]
    observed = [[year, round(value * times), status] for year, value, status in observed]
    record = {
        "heading": "Miten aiemmat laskelmat olisivat osuneet 80 %:n väliin: Pohjois-Pohjanmaan hyvinvointialueella 3/4",
        "horizons": {"1": "1 vuosi eteenpäin", "3": "3 vuotta eteenpäin"},
        "row_label": "tehty {made}, koskee {target}",
        "forecast": "laskelma",
        "actual": "toteutui",
        "forecast_narrow": "lask.",
        "rows": record_rows(times),
    }
    labels_ = {"forecast": "Laskelma 2 071", "interval80": "80 %: 1 657–2 864", "interval95": "95 %: 1 415–3 334"}
    data = {"language": "fi", "unit": "henkilöä", "observed": observed, "forecast": forecast, "labels": labels_}
    return {**data, "record": record} if with_record else data


OUTLOOKS = {
    "Kangasala": outlook(),
    "tiny": outlook(0.005),
    "huge": outlook(100),
    "without record": outlook(with_record=False),
}

ALL = {"trend": TRENDS, "bars": BARS, "ages": AGES, "outlook": OUTLOOKS}
CASES = [
    pytest.param(drawing, data, id=f"{drawing} {name}") for drawing, many in ALL.items() for name, data in many.items()
]
WIDTHS = ("wide", "narrow")


@pytest.fixture(params=WIDTHS)
def width(request) -> str:
    return request.param


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2, definition of relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("letters", "ground"), tokens.TEXT_ON)
def test_what_is_read_stands_out_from_its_ground(letters, ground):
    assert contrast(letters, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), tokens.MARK_ON)
def test_marks_that_carry_meaning_stand_out_from_their_ground(mark, ground):
    assert contrast(mark, ground) >= 3


def test_the_palette_is_the_agreed_one():
    measured = {"ink": 16.6, "muted": 7.1, "own": 8.8, "own2": 3.4, "region": 6.0, "rule": 3.4, "off_track": 9.2}
    for name, ratio in measured.items():
        assert contrast(getattr(tokens, name.upper()), tokens.PAPER) == pytest.approx(ratio, abs=0.06), name


def test_letters_below_eight_points_cannot_be_made():
    with pytest.raises(ValueError, match="at least 8"):
        tokens.Lettering(size=7.9)


@pytest.mark.parametrize(("drawing", "data"), CASES)
def test_no_text_is_smaller_than_eight_points(drawing, data, width):
    live = figures.draw(drawing, data, width=width, letters="text")
    assert all(float(size) >= 8 for size in re.findall(r'font-size="([\d.]+)"', live))
    outlined = figures.draw(drawing, data, width=width, letters="path")
    assert all(1000 * float(scale) >= 8 for scale in re.findall(r"scale\(([\d.]+)\)", outlined))


@pytest.mark.parametrize(("drawing", "data"), CASES)
def test_texts_keep_off_each_other_and_on_the_paper(drawing, data, width):
    sheet = figures.compose(drawing, data, width=width)
    for text, box, _ in sheet.texts:
        assert box.inside(sheet.sheet, slack=0.5), f"{text!r} leaves the paper: {box}"
    for (one, first, _), (other, second, _) in combinations(sheet.texts, 2):
        assert not first.overlaps(second, slack=1.5), f"{one!r} and {other!r} overlap"


@pytest.mark.parametrize(("drawing", "data"), CASES)
@pytest.mark.parametrize("letters", ["path", "text"])
def test_every_picture_is_well_formed_and_white_beneath(drawing, data, width, letters):
    root = ElementTree.fromstring(figures.draw(drawing, data, width=width, letters=letters))
    ground = next(child for child in root if not child.tag.endswith("defs"))
    assert ground.get("fill") == "#fff"
    assert root.get("viewBox").split(",")[2] == {"wide": "453.6", "narrow": "223.2"}[width]
    named = {element.get("id") for element in root.iter() if element.get("id")}
    used = {element.get("href")[1:] for element in root.iter() if element.get("href")}
    assert named == used


@pytest.mark.parametrize(("drawing", "data"), CASES)
def test_the_same_data_give_the_same_bytes(drawing, data, width):
    assert figures.draw(drawing, data, width=width) == figures.draw(drawing, data, width=width)


def test_another_process_gives_the_same_bytes():
    script = "from tests.test_figures import *; print([figures.draw(n, d) for n, m in ALL.items() for d in m.values()])"
    told = {"capture_output": True, "text": True, "encoding": "utf-8", "check": True, "cwd": ROOT}
    other = subprocess.run([sys.executable, "-X", "utf8", "-c", script], **told)
    here = [figures.draw(name, data) for name, many in ALL.items() for data in many.values()]
    assert other.stdout.strip() == str(here)


@pytest.mark.parametrize("letters", ["path", "text"])
def test_a_hidden_value_leaves_no_trace(width, letters):
    for drawing, data in (("trend", hidden), ("bars", hidden_bars)):
        pictures = {figures.draw(drawing, data(value), width=width, letters=letters) for value in (None, 0, 1.7, 999)}
        assert len(pictures) == 1
    observed = outlook()
    pictures = set()
    for value in (None, 3, 5000):
        observed["observed"][0] = [2020, value, "suppressed"]
        pictures.add(figures.draw("outlook", {**observed, "hidden_text": HIDDEN_TEXT}, width=width, letters=letters))
    assert len(pictures) == 1


def words(drawing: str, data: dict, width: str = "wide") -> list[str]:
    return [text for text, _, _ in figures.compose(drawing, data, width=width).texts]


def test_what_is_hidden_is_said_in_every_drawing(width):
    for drawing, data in (("trend", hidden(4)), ("bars", hidden_bars(4)), ("ages", AGES["hidden group"])):
        assert HIDDEN_TEXT.split()[0] in " ".join(words(drawing, data, width))


def test_what_is_hidden_in_several_stretches_is_said_once(width):
    assert " ".join(words("trend", hidden_thrice(), width)).count("salassapitosäännön") == 1


def test_a_missing_year_is_an_empty_place_with_its_word():
    assert "ei tietoa" in words("bars", hidden_bars(None))


@pytest.mark.parametrize("data", BARS.values(), ids=BARS.keys())
def test_the_axis_of_bars_holds_zero(data, width):
    assert "0" in words("bars", data, width)


@pytest.mark.parametrize("data", AGES.values(), ids=AGES.keys())
def test_the_axis_of_ages_begins_at_zero(data, width):
    sheet = figures.compose("ages", data, width=width)
    zeros = [box for text, box, _ in sheet.texts if text == "0"]
    assert len(zeros) == (2 if "men" in data["now"] else 1)


def test_a_negative_net_is_written_out():
    assert "2021: netto −4" in words("bars", BARS["Kangasala"])
    assert [text for text in words("bars", BARS["always negative"]) if ": netto" in text] == ["2022: netto −75"]


def test_a_call_that_missed_is_a_diamond_and_both_numbers_are_written(width):
    written = words("outlook", outlook(), width)
    assert {"889", "913", "1 062", "1 138"} <= {text.replace("\u00a0", " ") for text in written}
    svg = figures.draw("outlook", outlook(), width=width)
    assert len(re.findall(f'<path d="[^"]*z" fill="{tokens.OFF_TRACK}"/>', svg)) == 1
    assert "–" in written


def test_men_stand_left_of_women(width):
    sheet = figures.compose("ages", AGES["pyramid"], width=width)
    places = {text: box for text, box, _ in sheet.texts}
    assert places["Miehet"].right < places["Ikä"].left < places["Ikä"].right < places["Naiset"].left


def test_ages_without_sexes_are_one_row_of_bars_with_an_outline():
    svg = figures.draw("ages", AGES["all"], letters="text")
    assert tokens.REGION2 not in svg
    assert {"2024", "2040", *GROUPS} <= set(words("ages", AGES["all"]))


def own_line(svg: str) -> list[list[tuple[float, float]]]:
    """The separate pieces of the own municipality's line, in points of the paper."""
    data = re.search(rf'<path d="([^"]+)" fill="none" stroke="{tokens.OWN}" stroke-width="2.4"', svg).group(1)
    pieces = []
    for piece in data.split("M")[1:]:
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", piece)]
        x, y = 0.0, 0.0
        places = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            places.append((x, y))
        pieces.append(places)
    return pieces


def test_a_line_never_bridges_a_gap(width):
    pieces = own_line(figures.draw("trend", kangasala(), width=width))
    assert [len(piece) for piece in pieces] == [3, 6]
    assert pieces[1][0][0] - pieces[0][-1][0] > 5 * (pieces[0][1][0] - pieces[0][0][0])


def test_a_missing_year_that_nobody_declared_is_not_bridged_either():
    points = [[2018, 1, "ok"], [2019, 2, "ok"], [2020, None, "missing"], [2021, 3, "ok"], [2022, 3, "ok"]]
    assert [len(piece) for piece in own_line(figures.draw("trend", trend(series("own", "A", points))))] == [2, 2]


def test_elections_four_and_five_years_apart_make_one_line():
    points = [[year, 60, "ok"] for year in (2008, 2012, 2017, 2021, 2025)]
    assert len(own_line(figures.draw("trend", trend(series("own", "A", points))))) == 1


def test_a_line_never_crosses_a_break():
    points = [[year, year - 2000, "ok"] for year in range(2010, 2021)]
    data = trend(series("own", "A", points), breaks=[[2015.5, "ikäraja muuttui"]])
    assert [len(piece) for piece in own_line(figures.draw("trend", data))] == [6, 5]
    assert "ikäraja muuttui" in figures.draw("trend", data, letters="text")


def test_a_preliminary_year_has_a_star_and_an_open_point():
    live = figures.draw("trend", kangasala(), letters="text")
    assert ">2025*<" in live
    assert f'fill="#fff" stroke="{tokens.OWN}"' in live


def test_texts_are_written_in_the_language_of_the_data():
    huge = TRENDS["huge"]
    assert "600\u00a0000" in figures.draw("trend", huge, letters="text")
    assert "600,000" in figures.draw("trend", {**huge, "language": "en"}, letters="text")


def test_an_unknown_drawing_is_answered_with_those_that_exist():
    with pytest.raises(ValueError, match="trend"):
        figures.draw("pie", {})


@pytest.mark.parametrize("values", [[0.2, 3.9, 11.4], [674500], [-70, 12], [0, 0], [], [31.2, 33.0], [-5, -2]])
def test_an_axis_holds_its_values_and_zero_and_has_few_round_ticks(values):
    low, high, ticks = axes.value_range(values, from_zero=True)
    assert all(low <= value <= high for value in [*values, 0])
    assert 2 <= len(ticks) <= 6
    assert 0 in ticks


def test_an_axis_of_counts_has_whole_ticks():
    assert axes.value_range([0, 1], from_zero=True, whole=True)[2] == [0, 1]


def test_colliding_labels_are_pushed_apart_in_order_and_stay_within_limits():
    middles = labels.spread([10, 11, 12, 80], [10, 10, 20, 10], (0, 100))
    tops = [middle - height / 2 for middle, height in zip(middles, [10, 10, 20, 10], strict=True)]
    assert all(a + h <= b + 1e-9 for a, b, h in zip(tops, tops[1:], [10, 10, 20], strict=False))
    assert min(tops) >= 0
    assert middles[3] == 80
    crowded = labels.spread([98, 99, 99], [10, 10, 10], (0, 100))
    assert crowded == pytest.approx([75, 85, 95])


def test_a_number_is_never_parted_from_its_unit_and_a_long_name_breaks_at_its_hyphen():
    lines = lettering.wrapped("Pohjois-Pohjanmaan hyvinvointialue 4,9\u00a0%", tokens.LABELS["own"], 60)
    assert lines == ["Pohjois-", "Pohjanmaan", "hyvinvointialue", "4,9\u00a0%"]


def test_kerning_and_the_second_font_are_used():
    together = lettering.shaped("AV", "Regular")[1]
    assert together < lettering.shaped("A", "Regular")[1] + lettering.shaped("V", "Regular")[1]
    assert "DejaVu" in lettering.shaped("ა", "Regular")[0][0][0]


def test_small_drawing_words_are_short_and_unambiguous():
    assert [lettering.short(value) for value in (0.5, -0.5, 3.0, -0.04, 12.34)] == [".5", "-.5", "3", "0", "12.3"]
    assert canvas.path([(0, 0), (1.5, -2), (1.25, 3)]) == "M0,0l1.5-2-.3,5"
    assert len({canvas._name(number) for number in range(3000)}) == 3000


def test_an_address_holds_no_space_and_gives_the_picture_back():
    from urllib.parse import unquote

    svg = figures.draw("trend", kangasala())
    address = figures.data_uri(svg)
    assert not re.search(r"[\s\"<>#]", address)
    assert ElementTree.fromstring(unquote(address.split(",", 1)[1])).tag.endswith("svg")


def test_a_notebook_shows_title_picture_alt_and_source():
    svg = figures.draw("trend", kangasala())
    told = {
        "key": "share",
        "title": "A < B",
        "subtitle": "S",
        "alt": 'Viiva "x"',
        "source": "Lähde: T",
        "language": "fi",
    }
    html = figures.as_html({**told, "svg": svg, "notes": ["Huom."]})
    root = ElementTree.fromstring(re.sub(r"(<img[^>]*)>", r"\1/>", html).replace("<br>", "<br/>"))
    image = root.find("img")
    assert image.get("alt") == told["alt"]
    assert image.get("src").startswith("data:image/svg+xml,")
    assert "A < B" in "".join(root.itertext())
    assert root.get("id") == "share"


def test_the_pictures_stay_small():
    limits = {"trend": 22_000, "bars": 22_000, "ages": 22_000, "outlook": 45_000}
    for drawing, many in ALL.items():
        for name, data in many.items():
            for size in WIDTHS:
                assert len(figures.draw(drawing, data, width=size)) < limits[drawing], f"{drawing} {name} {size}"


def test_a_point_without_neighbours_is_still_seen():
    assert signs.unbroken(signs.shown([[2020, 1, "ok"]]), (), ())[0][0].value == 1
    assert 'd="M' in figures.draw("trend", TRENDS["one point"])


@pytest.mark.parametrize("radius", [2.04, 3.06, 8.16, 8.24])
def test_a_dot_is_a_circle_whatever_its_radius(radius):
    drawn = canvas.Canvas(100, 100, "a")
    drawn.dots([(50, 50)], radius, tokens.OWN)
    turns = re.findall(r"a([\d.]+),([\d.]+),0,1,0(?:,?(-?[\d.]+)),0", drawn.marks[0])
    assert len(turns) == 2
    assert {float(across) for _, _, across in turns} == {2 * float(turns[0][0]), -2 * float(turns[0][0])}
