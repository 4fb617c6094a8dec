"""The situational picture of every municipality, composed cell by cell: whole texts, something on every axis, one value
for one fact. Slow: all 308 take half an hour; ``KOTO_SWEEP`` is a number of municipalities instead."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kotolib import areas, frame, house
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from tests import walked
from tests.test_sentences import check_sentence

NOTEBOOKS = (
    "30_in_short",
    "31_residents",
    "32_arrivals_and_outlook",
    "33_work",
    "34_education_and_children",
    "35_wellbeing_and_relations",
    "36_participation",
    "37_services_and_needs",
    "38_coverage",
)
SLOWEST = 10
BROKEN = re.compile(r"\bnan\b|\bNone\b|\binf\b|\(\)|[{}]|,\s*,|\s[,.;:](?!\d)|\.\.|  ")


def chosen() -> list[str]:
    """Codes of the municipalities to sweep: all, or so many spread evenly, with the odd ones."""
    codes = [area.id for area in areas.municipalities()]
    if not (wanted := os.environ.get("KOTO_SWEEP", "")):
        return codes
    step = max(1, len(codes) // int(wanted))
    return sorted({*codes[::step], *walked.ODD})


def test_all_notebooks_of_the_situational_picture_are_swept():
    assert tuple(path.stem for path in sorted(house.notebooks().glob("3*.ipynb"))) == NOTEBOOKS


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_the_picture_of_every_municipality_is_whole():
    walked.forget()
    faults, rows = [], []
    for code in chosen():
        before = time.process_time()
        try:
            shown = list(walked.walk(code, NOTEBOOKS))
        except Exception as error:
            faults.append(f"{code}: {type(error).__name__}: {error}")
            continue
        seconds = time.process_time() - before
        faults += [f"{code}: {fault}" for fault in found_in(shown)]
        rows.append((code, seconds, characters(shown), sum(isinstance(one.output, Figure) for one in shown)))
    _print(rows)
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:60])


def found_in(shown: list[walked.Shown]) -> Iterator[str]:
    """Everything that is wrong with the outputs of one area."""
    for one in shown:
        for role, text in walked.texts(one.output):
            if not text or text != text.strip():
                yield f"{one.notebook}, {one.call}: {role} is empty or padded"
            elif BROKEN.search(text.replace("\u00a0", " ").replace("\u2060", "")):
                yield f"{one.notebook}, {one.call}: {role}: {text}"
        if isinstance(one.output, Figure):
            yield from (f"{one.notebook}, {one.call}: {fault}" for fault in _of_figure(one.output))
    yield from _two_values(shown)


def _of_figure(figure: Figure) -> Iterator[str]:
    if not 0 < len(figure.alt) <= 300:
        yield f"alt of {len(figure.alt)} characters"
    if len(figure.title) > 130:
        yield f"title of {len(figure.title)} characters"
    if not any(cell.value is not None for row in figure.table.rows for cell in row[1:]):
        yield "a table behind a figure without one number"
    if figure.drawing == "trend" and not any(
        value is not None for one in figure.data["series"] for _, value, _ in one["points"]
    ):
        yield "an empty axis"
    if figure.drawing == "bars" and not any(figure.data[side]["values"] for side in ("up", "down", "net")):
        yield "an empty axis"


def _two_values(shown: list[walked.Shown]) -> Iterator[str]:
    """Facts of sentences, and the years of tables of one indicator, that are told with two values."""
    facts: dict[tuple, float] = {}
    for one in shown:
        if isinstance(one.output, Paragraph):
            for fact in (fact for sentence in one.output.sentences for fact in sentence.facts):
                key = (fact.indicator, fact.area, fact.year, fact.group)
                if facts.setdefault(key, fact.value) != fact.value:
                    yield f"two values for {key}: {facts[key]} and {fact.value}"
    cells: dict[tuple, str] = {}
    for key, text in _cells(shown):
        if cells.setdefault(key, text) != text:
            yield f"two values for {key}: {cells[key]} and {text}"


def _cells(shown: list[walked.Shown]) -> Iterator[tuple[tuple, str]]:
    """(indicator, heading, year) and the text of the cell, of tables whose rows are years."""
    for one in shown:
        table = one.output.table if isinstance(one.output, Figure) else one.output
        name = re.fullmatch(r"(.+\..+?)-(?:trend-)?table", getattr(table, "key", ""))
        if not isinstance(table, Table) or not name:
            continue
        for row in table.rows:
            if year := re.fullmatch(r"((?:19|20)\d\d)\*?", row[0].text):
                for heading, cell in zip(table.columns[1:], row[1:], strict=True):
                    yield (name[1], heading, year[1]), cell.text


def characters(shown: list[walked.Shown]) -> int:
    """Length of all texts of an area's pages."""
    return sum(len(text) for one in shown for _, text in walked.texts(one.output))


def _print(rows: list[tuple]) -> None:
    total = sum(seconds for _, seconds, _, _ in rows)
    print(f"\n{len(rows)} municipalities, {total:.0f} CPU seconds, {total / max(1, len(rows)):.2f} each")
    print("code  seconds  characters  figures")
    for code, seconds, length, figures in sorted(rows, key=lambda row: -row[1])[:SLOWEST]:
        print(f"{code:<5} {seconds:>7.2f} {length:>11} {figures:>8}")
    for column, name in ((2, "characters"), (3, "figures")):
        ordered = sorted(row[column] for row in rows)
        print(f"{name}: least {ordered[0]}, median {ordered[len(ordered) // 2]}, most {ordered[-1]}")


@pytest.mark.parametrize("area", ["211", "766", "545", "403", "478", "507", walked.JOINT, "MK06", frame.COUNTRY])
def test_the_picture_of_an_odd_area_is_whole_and_true(area):
    shown = list(walked.walked(area, NOTEBOOKS))
    assert list(found_in(shown)) == []
    for one in shown:
        for sentence in one.output.sentences if isinstance(one.output, Paragraph) else ():
            assert sentence.text.endswith("."), sentence.text
            check_sentence(area, one.call, sentence)


def test_the_checks_find_what_is_wrong():
    good = list(walked.walked("211", NOTEBOOKS[1:2]))
    first = next(one for one in good if isinstance(one.output, Figure))
    for wrong in (
        {"alt": ""},
        {"title": "Osuus oli nan vuonna 2025"},
        {"subtitle": "Osuus, Kangasala, , %"},
        {"data": {**first.output.data, "series": []}},
    ):
        assert list(found_in([replace(first, output=replace(first.output, **wrong))])), wrong
    said = next(one for one in good if isinstance(one.output, Paragraph) and one.output.sentences[0].facts)
    fact = said.output.sentences[0].facts[0]
    other = Paragraph((Sentence("Toinen.", (replace(fact, value=fact.value + 1),)),))
    assert list(found_in([said, replace(said, output=other)]))
