"""Map, funnel, comparison, small panels, band of similar municipalities: legible, honest, the same every time."""

import doctest
import json
import math
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kotolib.areas.projected
from kotolib import areas
from kotolib.display import figures
from kotolib.display.classes import classes
from kotolib.display.figures import funnel as funnel_drawing
from kotolib.display.figures import map as map_drawing
from kotolib.display.figures import tokens
from kotolib.display.figures.axes import tick_texts
from kotolib.display.outlines import outlines, thinned
from kotolib.language.numbers import number

ROOT = Path(__file__).parents[1]
HIDDEN_TEXT = "peitetty tietosuojan vuoksi"
MUNICIPALITIES = {area.code: area for area in areas.municipalities()}
REGIONS = {area.name: area for area in areas.regions()}
WIDTHS = ("wide", "narrow")

# Foreign-language share 31.12.2025, %: Statistics Finland 159t.
PIRKANMAA = {
    **{"Akaa": 3.2, "Hämeenkyrö": 2.2, "Ikaalinen": 4.9, "Juupajoki": 2.1, "Kangasala": 3.9, "Kihniö": 2.1},
    **{"Kuhmoinen": 2.5, "Lempäälä": 3.3, "Mänttä-Vilppula": 5.2, "Nokia": 4.2, "Orivesi": 2.9, "Parkano": 3.6},
    **{"Pirkkala": 4.8, "Punkalaidun": 3.8, "Pälkäne": 4.1, "Ruovesi": 3.8, "Sastamala": 3.9, "Tampere": 12.0},
    **{"Urjala": 3.4, "Valkeakoski": 6.2, "Vesilahti": 2.4, "Virrat": 4.8, "Ylöjärvi": 3.4},
}
# Similar municipalities of Kangasala and itself, share 2020–2025, %: Statistics Finland 159t.
SHARES = {
    "Kangasala": [2.6, 2.8, 3.0, 3.4, 3.6, 3.9],
    "Ylöjärvi": [2.6, 2.8, 2.9, 3.1, 3.3, 3.4],
    "Kaarina": [5.3, 5.5, 5.8, 6.3, 6.7, 6.9],
    "Lempäälä": [2.7, 2.8, 2.9, 3.2, 3.2, 3.3],
    "Äänekoski": [3.5, 3.8, 4.1, 4.5, 4.7, 4.7],
}


def made_up(code: str) -> float:
    """A share that depends on the code only: for shapes whose figures do not matter."""
    return int(code) * 37 % 113 / 10 + 1


def map_of(members, own=(), values=None, statuses=None, **more) -> dict:
    rows = []
    for code in members:
        value = (values or {}).get(MUNICIPALITIES[code].name, made_up(code))
        status = (statuses or {}).get(code, "ok")
        rows.append({"code": code, "name": MUNICIPALITIES[code].name, "value": value, "status": status})
    limits = classes([row["value"] for row in rows if row["status"] == "ok"], 1)
    texts = {"key_title": "Osuus, %", "hidden_text": HIDDEN_TEXT, "missing_text": "ei tietoa"}
    data = {"language": "fi", "decimals": 1, "outlines": outlines(members), "areas": rows, "own": list(own)}
    return {**data, "limits": limits, **texts, **more}


def aland(value: float | None, status: str = "suppressed_by_source") -> dict:
    """Four municipalities are hidden, the own one among them, whatever stands in their cells."""
    members = REGIONS["Ahvenanmaa"].members
    statuses = dict.fromkeys(("766", "295", "318", "438"), status)
    data = map_of(members, ["766"], statuses=statuses)
    for row in data["areas"]:
        row["value"] = value if row["code"] in statuses else row["value"]
    return data


COUNTRY = areas.country().members
MAPS = {
    "Pirkanmaa": map_of(REGIONS["Pirkanmaa"].members, ["211"], PIRKANMAA),
    "joint area": map_of(REGIONS["Pirkanmaa"].members, ["211", "562", "635"], PIRKANMAA),
    "hidden": aland(None),
    "missing": map_of(REGIONS["Lappi"].members, ["148"], statuses={"890": "missing", "047": "below_quality"}),
    "a hole": map_of(REGIONS["Uusimaa"].members, ["235"]),
    "many islands": map_of(REGIONS["Varsinais-Suomi"].members, ["445"]),
    "country": map_of(COUNTRY, ["211"], labelled=["091", "564", "698"]),
    "country, tiny own": map_of(COUNTRY, ["235"], labelled=["091", "287"]),
    "nothing to show": map_of(["211", "837"], ["211"], statuses={"211": "suppressed", "837": "missing"}),
    "alone": map_of(["766"], ["766"]),
}


def compare_row(label: str, value: float | None, others: list, country: float | None = None, **more) -> dict:
    median = sorted(others)[len(others) // 2] if others else None
    text = f"{value} %".replace(".", ",") if value is not None else ""
    shown = {"label": label, "decimals": 1, "value": value, "status": "ok" if value is not None else "missing"}
    return {
        **shown,
        "text": text,
        "reason": "ei tietoa",
        "others": others,
        "median": median,
        "country": country,
        **more,
    }


def compare(*rows: dict, name: str = "Kangasala") -> dict:
    texts = {"country_label": "koko maa", "median_label": "samankaltaisten kuntien mediaani"}
    return {"language": "fi", "name": name, **texts, "rows": list(rows)}


def hidden_compare(value: float | None, status: str = "suppressed") -> dict:
    told = {"status": status, "text": f"{value} %", "reason": HIDDEN_TEXT}
    rows = compare_row("Vieraskielisten osuus 2025", value, [2.5, 3.4, 6.9], 11.4, **told)
    return compare(rows, compare_row("Ulkomaan kansalaisten osuus 2021", 1.7, [1.0, 1.6, 2.9]))


LONG = "Ulkomailla ammattikorkeakoulututkinnon suorittaneiden työttömien osuus 18–64-vuotiaista 2024"
COMPARES = {
    "Kangasala": compare(
        compare_row("Vieraskielisten osuus 2025", 3.9, [2.5, 2.6, 3.3, 3.4, 4.2, 4.7, 4.8, 6.9], 11.4),
        compare_row("Ulkomaan kansalaisten osuus 2021", 1.7, [1.0, 1.1, 1.4, 1.6, 1.8, 2.1, 2.9], 5.3),
        compare_row("Työttömien osuus työvoimasta 1/2025", 9.3, [6.6, 8.0, 8.4, 8.7, 9.7, 10.4, 10.7]),
    ),
    "one row": compare(compare_row("Vieraskielisten osuus 2025", 3.9, [2.5, 3.4, 6.9], 11.4)),
    "hidden": hidden_compare(None),
    "hidden by the source": compare(
        compare_row(
            "Työttömien osuus työvoimasta 2024",
            None,
            [1.0, 1.6, 2.9],
            10.8,
            status="suppressed_by_source",
            reason="tieto on salassapitosäännön alainen",
        ),
        compare_row("Vieraskielisten osuus 2025", 3.0, [2.5, 3.4, 6.9], 11.4),
        name="Sottunga",
    ),
    "long": compare(*(compare_row(LONG, 3.9, [3.9, 3.9, 4.0], 3.95) for _ in range(3)), name="Kristiinankaupunki"),
    "no similar ones": compare(compare_row("Osuus", 3.9, [], 11.4), compare_row("Osuus", 0.0, [])),
    "no own value": compare(compare_row("Osuus", None, [1.0, 2.0]), compare_row("Osuus", None, [])),
    "huge": compare(
        compare_row("Väkiluku", 674500.0, [150000.0, 260000.0, 340000.0], None, decimals=0, text="674 500")
    ),
}


def limits(centre: float, low: int, high: int) -> list[list[float]]:
    rows = []
    for step in range(31):
        n = low * (high / low) ** (step / 30)
        error = 100 * math.sqrt(centre / 100 * (1 - centre / 100) / n + 0.0006)
        rows.append([round(n), *(round(centre + z * error, 2) for z in (-1.96, 1.96, -3.09, 3.09))])
    return rows


def funnel(own: dict, **more) -> dict:
    others = [
        [round(500 * 1.025**step), 55 + 14 * math.sin(step * 1.7) * math.cos(step), step % 23 == 0]
        for step in range(290)
    ]
    texts = {"outside_label": "99,8 %:n rajan ulkopuolella", "axis_label": "Äänioikeutettuja (logaritminen asteikko)"}
    labels = {"limit_labels": {"95": "95 %:n raja", "998": "99,8 %:n raja"}}
    centre = {"value": 55.1, "label": "Koko maa 55,1 %"}
    data = {"language": "fi", "decimals": 1, "own": own, "others": others, "centre": centre}
    return {**data, "limits": limits(55.1, 400, 700000), **labels, **texts, **more}


OWN = {"n": 25125, "value": 56.9, "status": "ok", "label": "Kangasala 56,9 %"}


def hidden_funnel(value: float | None, n: int = 90, outside: bool = False) -> dict:
    own = {"n": n, "value": value, "status": "suppressed", "label": f"Sottunga {value} %"}
    return funnel(own, hidden_text=f"Sottunga: {HIDDEN_TEXT}", own_outside=outside)


FUNNELS = {
    "Kangasala": funnel(OWN, named=[{"n": 558000, "value": 61.7, "label": "Helsinki"}]),
    "outside": funnel({**OWN, "value": 79.0, "label": "Kristiinankaupunki 79,0 %"}, own_outside=True),
    "hidden": hidden_funnel(None),
    "few": {**funnel(OWN), "others": [[1000, 50.0, False]]},
    "edge": funnel({"n": 660000, "value": 68.0, "status": "ok", "label": "Pedersören kunta 68,0 %"}),
}


def panel(name: str, values: list, statuses: dict | None = None) -> dict:
    points = [[2020 + step, value, (statuses or {}).get(2020 + step, "ok")] for step, value in enumerate(values)]
    shown = [value for _, value, status in points if status == "ok"]
    label = f"{shown[-1]}".replace(".", ",") if shown else ""
    return {"role": "own" if name == "Kangasala" else "other", "name": name, "label": label, "points": points}


def multiples(*panels: dict) -> dict:
    texts = {"hidden_text": HIDDEN_TEXT, "missing_text": "ei tietoa"}
    return {"language": "fi", "decimals": 1, "panels": list(panels), **texts}


def hidden_multiples(value: float | None) -> dict:
    one = panel("Kaarina", [value] * 6, dict.fromkeys(range(2020, 2026), "suppressed"))
    some = panel("Kangasala", [2.6, value, 3.0, 3.4, 3.6, 3.9], {2021: "suppressed_by_source"})
    return multiples(one, some, panel("Lempäälä", SHARES["Lempäälä"]))


NINE = ("Kangasala", "Kristiinankaupunki", "Pedersören kunta", *"ABCDEF")
MULTIPLES = {
    "five": multiples(*(panel(name, values) for name, values in reversed(SHARES.items()))),
    "nine": multiples(
        *(panel(name, [round(value + at / 5, 1) for value in SHARES["Kaarina"]]) for at, name in enumerate(NINE))
    ),
    "hidden": hidden_multiples(None),
    "missing": multiples(
        panel("Kangasala", [2.6]), panel("Kaarina", [None] * 3, dict.fromkeys(range(2020, 2023), "missing"))
    ),
    "one": multiples(panel("Kangasala", SHARES["Kangasala"])),
    "huge": {**multiples(panel("Kangasala", [650000, 664000, 674500])), "decimals": 0},
}


def band(**more) -> dict:
    years = [2010, 2011, 2012, 2020, 2021, 2022]
    points = [[year, value, "ok"] for year, value in zip(years, [1.4, 1.5, 1.6, 2.6, 2.8, 3.0], strict=True)]
    low, high = ([[year, value + by] for year, value, _ in points] for by in (-0.6, 2.0))
    own = {"role": "own", "label": "Kangasala 3,0 %", "points": points}
    similar = {"label": "Samankaltaiset kunnat 2,4–5,0 %", "low": low, "high": high}
    gap = [[2013, 2019, "2013–2019 ei tietoa"]]
    return {"language": "fi", "unit": "%", "decimals": 1, "series": [own], "gaps": gap, "range": similar, **more}


MORE = {
    "compare": COMPARES,
    "funnel": FUNNELS,
    "map": MAPS,
    "multiples": MULTIPLES,
    "trend": {"band": band(), "band and break": band(breaks=[[2020.5, "ikäraja muuttui"]])},
}
CASES = [pytest.param(name, data, id=f"{name} {case}") for name, many in MORE.items() for case, data in many.items()]


@pytest.fixture(params=WIDTHS)
def width(request) -> str:
    return request.param


def words(drawing: str, data: dict, width: str = "wide") -> list[str]:
    return [text.replace("\u00a0", " ") for text, _, _ in figures.compose(drawing, data, width=width).texts]


@pytest.mark.parametrize(("drawing", "data"), CASES)
def test_texts_are_large_enough_keep_off_each_other_and_stay_on_the_paper(drawing, data, width):
    sheet = figures.compose(drawing, data, width=width)
    for text, box, look in sheet.texts:
        assert look.size >= 8
        assert box.inside(sheet.sheet, slack=0.5), f"{text!r} leaves the paper: {box}"
    for (one, first, _), (other, second, _) in combinations(sheet.texts, 2):
        assert not first.overlaps(second, slack=1.5), f"{one!r} and {other!r} overlap"


@pytest.mark.parametrize(("drawing", "data"), CASES)
@pytest.mark.parametrize("letters", ["path", "text"])
def test_pictures_are_well_formed_white_beneath_and_the_same_every_time(drawing, data, width, letters):
    svg = figures.draw(drawing, json.loads(json.dumps(data)), width=width, letters=letters)
    assert svg == figures.draw(drawing, data, width=width, letters=letters)
    root = ElementTree.fromstring(svg)
    assert next(child for child in root if not child.tag.endswith("defs")).get("fill") == "#fff"
    assert not re.search(r"\b(nan|inf|None)\b", svg)
    named = {element.get("id") for element in root.iter() if element.get("id")}
    assert named == {element.get("href")[1:] for element in root.iter() if element.get("href")}


def test_another_process_gives_the_same_bytes():
    drawn = "[figures.draw(name, data) for name, many in MORE.items() for data in many.values()]"
    script = f"from tests.test_figures_more import *; print({drawn})"
    told = {"capture_output": True, "text": True, "encoding": "utf-8", "check": True, "cwd": ROOT}
    other = subprocess.run([sys.executable, "-X", "utf8", "-c", script], **told)
    assert other.stdout.strip() == str([figures.draw(n, data) for n, many in MORE.items() for data in many.values()])


@pytest.mark.parametrize("letters", ["path", "text"])
@pytest.mark.parametrize(
    ("drawing", "made"),
    [("map", aland), ("compare", hidden_compare), ("funnel", hidden_funnel), ("multiples", hidden_multiples)],
)
def test_a_hidden_value_leaves_no_trace(drawing, made, width, letters):
    pictures = {figures.draw(drawing, made(value), width=width, letters=letters) for value in (None, 0, 1.7, 999)}
    assert len(pictures) == 1
    assert HIDDEN_TEXT.split()[0] in " ".join(words(drawing, made(999), width))


def test_a_funnel_does_not_tell_where_a_hidden_place_lies(width):
    pictures = {figures.draw("funnel", hidden_funnel(99, n, out), width=width) for n in (90, 10**7) for out in (0, 1)}
    assert len(pictures) == 1


# --- map


@pytest.mark.parametrize("name", REGIONS)
def test_a_wide_map_of_a_region_writes_all_values_but_one_at_most_and_every_map_the_own_name(name):
    members = REGIONS[name].members
    for code in (members[0], members[-1]):
        data = map_of(members, [code])
        wide = words("map", data)
        numbers = [text for text in wide if re.search(r"\d,\d$", text)]
        in_key = len(data["limits"]) * ("," in tick_texts(data["limits"], "fi")[0])
        assert len(members) - 1 <= len(numbers) - in_key <= len(members)
        own = MUNICIPALITIES[code].name
        assert any(own in text for text in wide)
        assert any(own in text for text in words("map", data, "narrow"))


@pytest.mark.parametrize(("case", "limit"), [("Pirkanmaa", 34_000), ("many islands", 40_000), ("country", 80_000)])
def test_maps_stay_small(case, limit, width):
    assert len(figures.draw("map", MAPS[case], width=width)) < limit
    assert len(figures.draw("map", MAPS[case], width=width, letters="text")) < limit * 0.65


def test_values_lie_in_the_class_in_which_they_are_written():
    limits = [2.0, 2.5, 3.5, 5.0]
    found = [map_drawing.class_of(value, limits, 1) for value in (1.9, 2.0, 2.44, 2.45, 2.5, 3.5, 5.0, 5.2)]
    assert found == [0, 0, 0, 1, 1, 2, 2, 2]


def test_hidden_shapes_are_hatched_and_missing_ones_are_blank():
    shown, hidden = figures.draw("map", aland(8.0, "ok")), figures.draw("map", aland(8.0))
    hatch = f'fill="none" stroke="{tokens.RANGE_EDGE}"'
    assert hatch in hidden and hatch not in shown
    missing = MAPS["missing"]
    assert hatch not in figures.draw("map", missing)
    assert words("map", missing).count("ei tietoa") == 3  # two shapes and the key


def test_hatching_stays_inside_its_shape():
    square, hole = [(0, 0), (40, 0), (40, 40), (0, 40)], [(10, 10), (30, 10), (30, 30), (10, 30)]
    lines = map_drawing.hatching([square, hole])
    assert len(lines) > 20
    for (x, y), (x1, y1) in lines:
        middle = (x + x1) / 2, (y + y1) / 2
        assert 0 <= middle[0] <= 40 and 0 <= middle[1] <= 40
        assert not (10 < middle[0] < 30 and 10 < middle[1] < 30)
        assert x + y == pytest.approx(x1 + y1)


def test_the_outline_of_a_joint_area_runs_round_its_members_together():
    rings = outlines(["211", "562", "635"])
    points = {code: [list(map_drawing._points(ring)) for ring in many] for code, many in rings.items()}
    apart = sum(len(ring) for many in points.values() for ring in many)
    lines = map_drawing.outer_edges([ring for many in points.values() for ring in many])
    assert sum(len(line) - 1 for line in lines) < apart
    ends = Counter(end for line in lines for end in (line[0], line[-1]))
    assert all(count % 2 == 0 for count in ends.values())  # closed, in however many pieces


def test_an_own_municipality_too_small_for_an_outline_has_a_ring(width):
    ring = re.compile(r'fill="none" stroke="#1a1f24" stroke-width="1.6"')
    assert ring.search(figures.draw("map", MAPS["country, tiny own"], width=width))
    assert not ring.search(figures.draw("map", MAPS["Pirkanmaa"], width=width))


def test_a_hole_is_not_painted_over():
    rows = [
        {"code": code, "name": code, "value": value, "status": "ok"} for code, value in (("049", 9.0), ("235", 1.0))
    ]
    data = {**map_of(["049", "235"]), "areas": rows, "limits": [0, 5, 10]}
    svg = figures.draw("map", data)
    assert 'fill-rule="evenodd"' in svg
    fills = re.findall(r'<path d="([^"]+)" fill="(#\w+)" fill-rule', svg)
    assert [data.count("z") for data, _ in fills] == [1, 2]


# --- outlines


def edges_of(shapes: dict) -> Counter:
    edges: Counter = Counter()
    for rings in shapes.values():
        for ring in rings:
            points = map_drawing._points(ring)
            edges.update(frozenset(pair) for pair in pairwise([*points, points[0]]))
    return edges


@pytest.mark.parametrize("members", [COUNTRY, REGIONS["Uusimaa"].members], ids=["country", "Uusimaa"])
def test_neighbours_share_their_border_point_for_point(members):
    shapes = outlines(members)
    assert set(shapes) == set(members) and all(shapes.values())
    edges = edges_of(shapes)
    assert max(edges.values()) == 2
    assert sum(count == 2 for count in edges.values()) > len(members)
    total = sum(abs(_area(shapes[code])) for code in members)
    outer: Counter = Counter(edge for edge, count in edges.items() if count == 1)
    assert total > 0 and len(outer) < len(edges)


def _area(rings: list) -> float:
    total = 0.0
    for ring in rings:
        points = map_drawing._points(ring)
        total += sum(x * y1 - x1 * y for (x, y), (x1, y1) in pairwise([*points, points[0]])) / 2
    return total


def test_simpler_outlines_keep_the_areas_of_the_places():
    shapes = outlines(COUNTRY)
    unit = 338_000 / sum(abs(_area(rings)) for rings in shapes.values())
    assert unit * abs(_area(shapes["148"])) == pytest.approx(17_334, rel=0.02)
    assert unit * abs(_area(shapes["211"])) == pytest.approx(871, rel=0.06)
    assert unit * abs(_area(shapes["049"])) == pytest.approx(312, rel=0.08)  # land, without Kauniainen


def test_outlines_are_small_and_the_larger_the_area_the_coarser():
    assert len(json.dumps(outlines(COUNTRY), separators=(",", ":"))) < 45_000
    assert len(json.dumps(outlines(REGIONS["Varsinais-Suomi"].members), separators=(",", ":"))) < 7_000


def test_a_thinned_line_stays_near_the_old_one_and_keeps_its_ends():
    line = [(step, math.sin(step / 4) + 0.02 * (-1) ** step) for step in range(60)]
    thin = thinned(line, 0.1)
    assert thin[0] == line[0] and thin[-1] == line[-1] and len(thin) < len(line) / 2
    from kotolib.display.outlines import _from_line

    assert all(min(_from_line(place, a, b) for a, b in pairwise(thin)) <= 0.1 + 1e-9 for place in line)
    island = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0)]
    assert thinned(island, 1.0) == island


# --- classes


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        (list(PIRKANMAA.values()), 1),
        ([2.3, 2.7, 2.9, 3.3, 3.6, 4.1, 4.9, 5.1, 5.1, 5.5, 5.8, 7.3], 1),
        ([49.9, 55, 56.2, 57, 58, 61.3, 66, 71.8], 1),
        ([made_up(code) for code in COUNTRY], 1),
        ([12, 30, 44, 61, 90, 500, 1800, 2600], 0),
        ([-3.0, -2.0, 0.0, 1.0, 4.0, 9.0], 1),
    ],
)
def test_classes_are_four_or_five_round_and_none_is_empty(values, decimals):
    found = classes(values, decimals)
    assert 5 <= len(found) <= 6
    assert found == sorted(set(found))
    assert found[0] <= min(values) and found[-1] >= max(values)
    inside = Counter(map_drawing.class_of(value, found, decimals) for value in values)
    assert len(inside) == len(found) - 1
    for limit in found[1:-1]:
        digits = f"{abs(limit):.10f}".replace(".", "").strip("0")
        assert len(digits) <= 2, f"{limit} is no round limit"
        assert round(limit, decimals) == limit
    widths = [round(b - a, 6) for a, b in pairwise(found[1:-1])]
    assert widths in (sorted(widths), sorted(widths, reverse=True))


def test_a_half_lies_in_the_class_in_which_it_is_written():
    assert number(2.45, 1) == "2,5"
    assert map_drawing.class_of(2.45, [2.0, 2.5, 3.0], 1) == 1
    assert classes([2.45, 2.45], 1)[0] == 2.5


def test_the_examples_of_what_makes_a_map_are_true():
    for module in (kotolib.display.classes, kotolib.display.outlines, kotolib.areas.projected):
        done = doctest.testmod(module)
        assert done.attempted and not done.failed


def test_classes_do_not_depend_on_the_order_of_values():
    values = list(PIRKANMAA.values())
    assert classes(values, 1) == classes(values[::-1], 1)


def test_a_single_high_value_does_not_empty_the_other_classes():
    found = classes(list(PIRKANMAA.values()), 1)
    counts = Counter(map_drawing.class_of(value, found, 1) for value in PIRKANMAA.values())
    assert max(counts.values()) <= 11  # of 23


@pytest.mark.parametrize(
    ("values", "expected"), [([], []), ([0, 0], [0, 1]), ([3], [3, 4]), ([1, 2], [1, 2]), ([0, 1, 2, 3], [0, 1, 2, 3])]
)
def test_few_different_values_make_few_classes(values, expected):
    assert classes(values, 0) == expected


# --- comparison, funnel, panels, band


def test_rows_stand_in_the_order_given_each_on_its_own_scale(width):
    sheet = figures.compose("compare", COMPARES["Kangasala"], width=width)
    places = {text: box for text, box, _ in sheet.texts}
    tops = [places[row["label"]].top for row in COMPARES["Kangasala"]["rows"]]
    assert tops == sorted(tops)
    lowest = [places[text] for text in ("2,5", "1,0", "6,6")]
    assert len({round(box.left + box.right) for box in lowest}) == 1


def test_the_median_and_the_country_are_named_once(width):
    for data in (COMPARES["Kangasala"], COMPARES["one row"], COMPARES["hidden"]):
        written = words("compare", data, width)
        assert written.count(data["median_label"]) == 1
        assert sum("koko maa" in text for text in written) == 1


def test_no_more_than_two_places_are_named():
    three = [{"n": 1000, "value": 50.0, "label": name} for name in "ABC"]
    with pytest.raises(ValueError, match="at most 2"):
        figures.draw("funnel", funnel(OWN, named=three))


def test_what_lies_outside_the_limits_is_a_diamond_and_never_red(width):
    svg = figures.draw("funnel", FUNNELS["outside"], width=width)
    assert tokens.OFF_TRACK not in svg
    diamonds = re.search(r'<path d="([^"]+)" fill="#fff" stroke="#1a1f24" stroke-width="1.1"', svg).group(1)
    assert diamonds.count("M") == sum(outside for *_, outside in FUNNELS["outside"]["others"])
    assert "99,8 %:n rajan ulkopuolella" in words("funnel", FUNNELS["outside"], width)


def test_limits_are_cut_where_they_leave_the_paper():
    pieces = funnel_drawing.clipped([(-10, 5), (10, 5), (20, 30), (30, 5)], (0, 0, 25, 20))
    assert [tuple(map(round, piece[0])) for piece in pieces] == [(0, 5), (24, 20)]
    assert all(0 <= x <= 25.001 and 0 <= y <= 20.001 for piece in pieces for x, y in piece)


def test_the_own_panel_comes_first_and_the_others_in_alphabetical_order():
    sheet = figures.compose("multiples", MULTIPLES["five"])
    names = [(box.top, box.left, text) for text, box, _ in sheet.texts if text in SHARES]
    assert [text for *_, text in sorted(names)] == ["Kangasala", "Kaarina", "Lempäälä", "Ylöjärvi", "Äänekoski"]


def test_ten_panels_are_refused():
    with pytest.raises(ValueError, match="at most 9"):
        figures.draw("multiples", multiples(*(panel(name, [1.0]) for name in "ABCDEFGHIJ")))


def test_a_band_never_bridges_a_gap_and_lies_behind_the_line(width):
    svg = figures.draw("trend", band(), width=width)
    assert svg.count(f'fill="{tokens.RANGE_FILL}"') == 2
    assert svg.index(tokens.RANGE_FILL) < svg.index(f'stroke="{tokens.OWN}" stroke-width="2.4"')
    without = {key: value for key, value in band().items() if key != "range"}
    assert tokens.RANGE_FILL not in figures.draw("trend", without, width=width)


def test_classes_of_a_map_stay_apart_in_greyscale():
    def lightness(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        return 116 * luminance ** (1 / 3) - 16

    steps = [a - b for a, b in pairwise([lightness(colour) for colour in tokens.CLASSES])]
    assert min(steps) >= 11.5
