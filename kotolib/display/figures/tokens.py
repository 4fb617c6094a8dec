"""Colours, sizes and line styles of every drawing, and which of them must stand out from which; knows no data."""

from dataclasses import dataclass, replace

INK = "#1a1f24"
MUTED = "#4f5963"
PAPER = "#ffffff"
TINT = "#f3f5f7"
OWN = "#0a4c86"
OWN2 = "#5b8fbd"
REGION = "#9a4f00"
REGION2 = "#d9b48a"
RANGE_FILL = "#dbe1e7"
RANGE_EDGE = "#7b8792"
FAN95 = "#dce8f2"
FAN80 = "#a9c6e0"
RULE = "#828c96"
HAIR = "#c4cad0"
GRID = "#dfe3e7"
OFF_TRACK = "#8c1a12"
CLASSES = ("#eef4f9", "#bcd5ea", "#7fafd6", "#3577ac", "#0a4c86")
"""Grounds of a map from little to much; they stay apart in greyscale."""

TEXT_ON = (
    (INK, PAPER),
    (INK, TINT),
    (INK, FAN80),
    (INK, OWN2),
    (INK, REGION2),
    (MUTED, PAPER),
    (MUTED, TINT),
    (OWN, PAPER),
    (OWN, TINT),
    (OWN, FAN80),
    (OWN, FAN95),
    (REGION, PAPER),
    (REGION, TINT),
    (OFF_TRACK, PAPER),
    *((INK, ground) for ground in CLASSES[:3]),
    *((PAPER, ground) for ground in CLASSES[3:]),
)
"""Pairs (letters, ground) that are read: contrast at least 4.5."""

MARK_ON = (
    (OWN2, PAPER),
    (OWN2, TINT),
    (RANGE_EDGE, PAPER),
    (RANGE_EDGE, TINT),
    (RULE, PAPER),
    (RULE, TINT),
    (OWN, RANGE_FILL),
    (MUTED, RANGE_FILL),
    (REGION, RANGE_FILL),
    (REGION, REGION2),
    (OWN, FAN80),
    (OWN, FAN95),
    (INK, FAN80),
    (INK, OWN2),
    (INK, REGION2),
    (OFF_TRACK, FAN80),
    (OFF_TRACK, FAN95),
)
"""Pairs (mark, ground) that carry meaning: contrast at least 3."""

INCH = 72.0
WIDTHS = {"wide": 6.3 * INCH, "narrow": 3.1 * INCH}
WIDEST_LABEL = {"wide": 1.5 * INCH, "narrow": 1.2 * INCH}
"""End labels wider than this are wrapped."""

SMALLEST_LETTERS = 8.0
LINE_HEIGHT = 1.22

REGULAR, ITALIC, SEMIBOLD, BOLD = "Regular", "It", "Semibold", "Bold"


@dataclass(frozen=True)
class Lettering:
    """How a text looks: colour, size in points, face, which end stands at the given place, with a ground or not."""

    colour: str = INK
    size: float = 9.0
    face: str = REGULAR
    anchor: str = "start"
    halo: bool = False
    ground: str = PAPER

    def __post_init__(self) -> None:
        if self.size < SMALLEST_LETTERS:
            raise ValueError(f"letters are at least {SMALLEST_LETTERS} pt, got: {self.size}")

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * LINE_HEIGHT

    def to(self, anchor: str) -> "Lettering":
        """The same, ending (`end`) or centred (`middle`) at its place."""
        return replace(self, anchor=anchor)

    def on_marks(self, ground: str = PAPER) -> "Lettering":
        """The same with a ground of its own, to be read over lines and bars."""
        return replace(self, halo=True, ground=ground)

    def coloured(self, colour: str) -> "Lettering":
        """The same in another colour."""
        return replace(self, colour=colour)


AXIS = Lettering(MUTED)
NOTE = Lettering(MUTED, 8.5, ITALIC)
REASON = Lettering(INK, 8.5)
HEADING = Lettering(INK, 9.5, SEMIBOLD)


@dataclass(frozen=True)
class Stroke:
    """How a line looks: colour, width and dashes in points."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    cap: str = "butt"


GRID_LINE = Stroke(GRID, 0.7)
AXIS_LINE = Stroke(RULE, 0.8)
ZERO_LINE = Stroke(INK, 0.9)
LEADER = 0.6
OWN_LINE = Stroke(OWN, 2.4, cap="round")
FORECAST_LINE = Stroke(OWN, 1.8, (4, 2))
GAP_LINE = Stroke(MUTED, 0.8, (0.8, 2.2))
BREAK_LINE = Stroke(INK, 1.0)
INTERVAL_BAR = Stroke(OWN2, 2.4)

RANGE_LINE = Stroke(RANGE_EDGE, 0.7)
DIAMOND_LINE = Stroke(MUTED, 1.5)

LINES = {
    "own": OWN_LINE,
    "country": Stroke(MUTED, 1.3, cap="round"),
    "region": Stroke(REGION, 1.3, (5, 2)),
    "other": Stroke(RANGE_EDGE, 1.1, cap="round"),
}
LABELS = {
    "own": Lettering(OWN, 9, BOLD),
    "country": Lettering(MUTED),
    "region": Lettering(REGION),
    "other": Lettering(MUTED),
}
