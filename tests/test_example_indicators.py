"""The checklist's eleven example indicators (6.2 a–k) from their source, the snapshot or the sheet *Mittarit*, to a
figure, a state and a card in words."""

import pytest

from kotolib.display.monitoring import cards, states
from kotolib.display.monitoring.told import Numbers
from kotolib.programme import monitoring, reading
from kotolib.programme.monitoring import why
from tests.filled_workbook import new, write

LAST_DAY = 2029

# Letter → what a goal says of it, and the year, the figure, the state and the reason that come of it.
SNAPSHOT = {
    "a": (
        {"indicator": "Vieraskielisten osuus väestöstä", "baseline": 3.4, "baseline_year": 2023, "target": 5},
        (2025, 3.9, None, why.NO_DIRECTION),
    ),
    "c": (
        {"indicator": "foreign_unemployed.count", "baseline": 90, "baseline_year": 2021, "target": 50},
        (2024, 66, "on_track", ""),
    ),
    "d": (
        {"indicator": "outside_education_17_24.share", "baseline": 12, "baseline_year": 2009, "target": 9},
        (2011, 10.8, "cannot_be_assessed", why.ENDED),
    ),
    "f": (
        {"indicator": "early_childhood.foreign_language_share", "direction": "kasvaa", "baseline": 2.9,
         "baseline_year": 2023, "target": 4},
        (2024, 3.1, "on_track", ""),
    ),
    "g": (
        {"indicator": "election_turnout.share", "baseline": 55, "baseline_year": 2017, "target": 58},
        (2021, 56.9, "on_track", ""),
    ),
}  # fmt: skip

# Letter → the row of Mittarit, what a goal says of it, and what comes of it. All in what an official types.
OWN = {
    "b": (
        {"name": "Suomen kielen opetuspaikat", "unit": "paikkaa", "last_value": 40},
        {"target_type": "muutos", "direction": "kasvaa", "baseline": 24, "target": 60},
        (2026, 40, "on_track", ""),
    ),
    "c": (
        {"name": "Työllisyysaste", "unit": "%", "population": "vieraskieliset", "people": 720, "last_value": 52},
        {"direction": "kasvaa", "baseline": 60, "target": 70},
        (2026, 52, "off_track", ""),
    ),
    "d": (
        {"name": "NEET-osuus", "unit": "%", "population": "vieraskieliset", "people": 140, "last_value": 16},
        {"direction": "vähenee", "baseline": 17, "target": 13},
        (2026, 16, "uncertain", ""),
    ),
    "e": (
        {"name": "Päättöarvosanojen ero", "unit": "arvosanaa", "population": "vieraskieliset", "last_value": 0.5},
        {"target_type": "eron kaventaminen", "baseline": 0.9, "target": 0.6},
        (2026, 0.5, "achieved", ""),
    ),
    "f": (
        {"name": "Osallistumisaste", "unit": "%", "population": "vieraskieliset", "people": 240, "last_value": 85},
        {"direction": "kasvaa", "baseline": 70, "target": 80},
        (2026, 85, "on_track", ""),
    ),
    "g": (
        {"name": "Vieraskieliset ehdokkaat", "unit": "henkilöä", "population": "vieraskieliset", "last_value": 3},
        {"direction": "kasvaa", "baseline": 6, "target": 12},
        (2026, None, "cannot_be_assessed", why.HIDDEN),
    ),
    "h": (
        {"name": "Epäillyt viharikokset", "unit": "rikosta", "population": "kaikki asukkaat", "last_value": 14,
         "better": "ei suuntaa"},
        {"baseline": 11, "target": 8},
        (2026, 14, None, why.NO_DIRECTION),
    ),
    "i": (
        {"name": "Uudet pysyvät käytännöt", "unit": "kappaletta", "last_value": 3},
        {"target_type": "suoritteiden määrä", "target": 6},
        (2026, 3, "on_track", ""),
    ),
    "j": (
        {"name": "Neuvonnan asiakkaat", "unit": "henkilöä", "population": "vieraskieliset", "last_value": 145},
        {"direction": "kasvaa", "baseline": 140, "target": 220},
        (2026, 145, "off_track", ""),
    ),
    "k": (
        {"name": "Koulutetut ammattilaiset", "unit": "henkilöä", "last_value": 160},
        {"target_type": "suoritteiden määrä", "target": 150},
        (2026, 160, "achieved", ""),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The goals of one typed workbook, by sheet and letter."""
    typed, ids = {}, {}
    goals = [("snapshot", letter, {}, said) for letter, (said, _) in SNAPSHOT.items()]
    goals += [("own", letter, row, said) for letter, (row, said, _) in OWN.items()]
    for number, (kind, letter, row, said) in enumerate(goals, 1):
        ids[kind, letter] = f"T{number}"
        if row:
            measured = {"source": "rekisteri", "deliverer": "kunta", "interval": "vuosittain", "lag": 2}
            indicator = f"M{list(OWN).index(letter) + 1}"
            typed |= _row("indicators", indicator, {**measured, "last_date": 2026, **row})
            said = {"indicator": indicator, **({"baseline_year": 2025} if "baseline" in said else {}), **said}
        text = {"text": f"Tavoite {letter}", "target_type": "taso", "deadline": LAST_DAY}
        typed |= _row("goals", f"T{number}", {**text, **said})
    typed |= {("basics", "first_year", "answer"): 2026, ("basics", "last_year", "answer"): 2029}
    path = write(new(tmp_path_factory.mktemp("typed")), typed)
    return reading.read(path), ids


def _row(sheet: str, row: str, cells: dict) -> dict:
    return {(sheet, row, column): value for column, value in cells.items()}


def _is_expected(here, followed, kind: str, letter: str, expected: tuple) -> None:
    read, ids = followed
    assert not [fault.tell(read.texts) for fault in read.faults if fault.sheet in ("Tavoitteet", "Mittarit")]
    goal = next(one for one in read.programme.goals if one.id == ids[kind, letter])
    found = monitoring.follow_goal(here(), read.programme, goal)
    year, value, state, reason = expected
    assert (found.latest.year, found.status, found.reason) == (year, state, reason)
    assert (found.latest.value == value) if value is not None else not found.latest.is_shown
    _has_its_card(here, found, expected)
    if state not in (None, "cannot_be_assessed"):
        began = goal.baseline
        assert began is None or found.change.amount == pytest.approx(value - began)
        assert found.distance.side in ("ahead", "behind", "around")


def _has_its_card(here, found: monitoring.Followed, expected: tuple) -> None:
    """The state in words with its reason, the figure, and a sentence of the change where one may be told."""
    year, value, state, _ = expected
    told = {row[0].text: row[1] for row in cards.facts(here(), found).rows}
    assert told["Tila"].state == (state or "") and told["Tila"].text == states.signed(here(), state)
    assert told["Miksi"].text.startswith(states.reason(here(), found)) and told["Miksi"].text.endswith(".")
    latest = told["Uusin luku"].text
    assert f"{year}" in latest
    if value is None:
        assert latest.startswith("peitetty tietosuojan vuoksi") and "Muutos lähtötasosta" not in told
    else:
        assert latest.startswith(Numbers(here(), found).bare(value))
        assert ("Muutos lähtötasosta" in told) == (found.goal.baseline is not None)
    assert ("Etäisyys polusta" in told) == (state not in (None, "cannot_be_assessed"))


@pytest.mark.parametrize("letter", SNAPSHOT)
def test_an_example_indicator_of_the_snapshot_comes_to_a_figure_and_a_state(here, followed, letter):
    _is_expected(here, followed, "snapshot", letter, SNAPSHOT[letter][1])


@pytest.mark.parametrize("letter", OWN)
def test_an_example_indicator_of_the_workbook_comes_to_a_figure_and_a_state(here, followed, letter):
    _is_expected(here, followed, "own", letter, OWN[letter][2])


def test_every_letter_has_its_test():
    assert sorted({*SNAPSHOT, *OWN}) == list("abcdefghijk")
