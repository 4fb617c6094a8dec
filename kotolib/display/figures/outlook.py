"""What may come, as a fan of intervals, and beneath it how earlier calculations met what came; knows its data only.

Data (JSON-ready; keys without "optional" are required)::

    language     "fi"
    unit         "henkilöä"                   (stands in the page's subtitle)
    observed     [[2020, 838, "ok"], …]       (year, value, status; statuses of kotolib.frame)
    forecast     [{"year": 2026, "value": 1473, "low80": 1376, "high80": 1608, "low95": 1311, "high95": 1707}, …]
    labels       {"forecast": "Laskelma 2 071", "interval80": "80 %: 1 657–2 864", "interval95": "95 %: 1 415–3 334",
                  "observed": optional, "noin 1 340" (the last observed value in words)}
    hidden_text  optional
    record       optional: {
        "heading": "Miten aiemmat laskelmat …",  "heading_narrow": optional, shorter,
        "horizons": {"1": "1 vuosi eteenpäin", …},
        "row_label": "tehty {made}, koskee {target}",          (wide; the narrow one writes 2020 → 2021)
        "forecast": "laskelma", "actual": "toteutui",          (column heads)
        "forecast_narrow", "actual_narrow": optional, shorter,
        "rows": [{"made": 2020, "target": 2021, "horizon": 1, "forecast": 889, "low80": …, "high80": …,
                  "low95": …, "high95": …, "actual": 913, "inside80": true}, …]}

The fan begins at the last observed value that may be shown. An actual value outside its 80 % interval is a diamond in
the colour of what is off track. Rows without an ``actual`` have no mark and a dash.
"""

from kotolib.display.figures import axes, labels, record, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.labels import EndLabel, Note
from kotolib.display.figures.tokens import (
    BOLD,
    FAN80,
    FAN95,
    FORECAST_LINE,
    INCH,
    INK,
    MUTED,
    OWN,
    OWN2,
    OWN_LINE,
    WIDEST_LABEL,
    WIDTHS,
    Lettering,
    Stroke,
)
from kotolib.language.numbers import number

HEIGHTS = {"wide": 2.75 * INCH, "narrow": 2.6 * INCH}
_TOP, _BOTTOM = 7.0, 18.0
_EDGE80, _EDGE95 = Stroke(OWN2, 0.9), Stroke(OWN2, 1.0, (1.2, 1.6))
_OWN_LABEL = Lettering(OWN, 9, BOLD)
_END_LETTERINGS = {"forecast": _OWN_LABEL, "interval80": Lettering(INK), "interval95": Lettering(MUTED)}


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    beneath = record.height(data.get("record"), width)
    canvas = Canvas(WIDTHS[width], HEIGHTS[width] + beneath, letters)
    observed = signs.shown(data["observed"])
    ticks, frame = _frame(canvas, data, observed, width)
    axes.draw_values(canvas, frame, ticks, data["language"])
    _draw_years(canvas, frame, data, observed)
    _draw_fan(canvas, frame, data["forecast"], observed)
    _draw_observed(canvas, frame, data, observed)
    _draw_labels(canvas, frame, data, observed)
    if beneath:
        record.draw(canvas, data["record"], data["language"], HEIGHTS[width])
    return canvas


def _frame(canvas: Canvas, data: dict, observed: list, width: str) -> tuple[list[float], Frame]:
    values = [point.value for point in observed] + [row[key] for row in data["forecast"] for key in ("low95", "high95")]
    low, high, ticks = axes.value_range(values, True, True)
    named = [(data["labels"][name], lettering) for name, lettering in _END_LETTERINGS.items()]
    left = axes.room_for(axes.tick_texts(ticks, data["language"]))
    years = [year for year, *_ in data["observed"]] + [row["year"] for row in data["forecast"]]
    x = Scale(min(years), max(years), left + 3, canvas.width - labels.room_for(named, WIDEST_LABEL[width]))
    return ticks, Frame(x, Scale(low, high, HEIGHTS[width] - _BOTTOM, _TOP))


def _draw_years(canvas: Canvas, frame: Frame, data: dict, observed: list) -> None:
    """The last year, the last observed, the first, then those between."""
    first, last = int(frame.x.low), int(frame.x.high)
    ends = [last, *(point.year for point in observed[-1:]), first]
    wanted = list(dict.fromkeys([*ends, *axes.round_years(first, last)]))
    kept = axes.fitting_years({year: str(year) for year in wanted}, frame.x, (0, frame.right + labels.OFFSET + 6))
    axes.draw_years(canvas, frame, kept)


def _draw_fan(canvas: Canvas, frame: Frame, forecast: list[dict], observed: list) -> None:
    start = [frame.place(point) for point in observed[-1:]]

    def edge(key: str) -> list[tuple[float, float]]:
        return start + [(frame.x(row["year"]), frame.y(row[key])) for row in forecast]

    for level, fill, stroke in (("95", FAN95, _EDGE95), ("80", FAN80, _EDGE80)):
        low, high = edge(f"low{level}"), edge(f"high{level}")
        canvas.area([*low, *reversed(high)], fill)
        canvas.lines([low, high], stroke)
    canvas.line(edge("value"), FORECAST_LINE)


def _draw_observed(canvas: Canvas, frame: Frame, data: dict, observed: list) -> None:
    parts = signs.unbroken(observed, (), ())
    canvas.lines([[frame.place(point) for point in part] for part in parts], OWN_LINE)
    signs.draw_hidden(canvas, frame, signs.hidden_years(data["observed"]), data.get("hidden_text", ""))
    signs.draw_points(canvas, frame, observed, (OWN, 2.7))


def _draw_labels(canvas: Canvas, frame: Frame, data: dict, observed: list) -> None:
    last = data["forecast"][-1]
    ends = {"forecast": last["value"], "interval80": last["high80"], "interval95": last["high95"]}
    wanted = [
        EndLabel(data["labels"][name], (frame.right, frame.y(value)), _END_LETTERINGS[name])
        for name, value in ends.items()
    ]
    labels.draw_ends(canvas, wanted, frame.right, (0, frame.bottom + 4))
    for point in observed[-1:]:
        star = "*" if point.preliminary else ""
        told = data["labels"].get("observed") or number(point.value, 0, data["language"])
        lines = [f"{point.year}{star}", told]
        x, y = frame.place(point)
        note = Note(lines, _OWN_LABEL.to("end" if x > frame.left + 40 else "start").on_marks())
        labels.draw_note(canvas, note, [(x + 8, y - 20), (x - 4, y - 22), (x, y - 32)], _along(frame, data, observed))


def _along(frame: Frame, data: dict, observed: list) -> list[tuple[float, float]]:
    upper = [(frame.x(row["year"]), frame.y(row["high95"])) for row in data["forecast"]]
    return labels.along([frame.place(point) for point in observed] + upper)
