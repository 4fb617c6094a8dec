"""Faults planted one at a time into the worked example: the checklist finds each of them, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kotolib import house, situation
from kotolib.indicators import answering
from kotolib.programme import checklist as engine
from kotolib.programme import keeping, reading
from kotolib.programme.checklist import DONE, NOT_APPLICABLE
from kotolib.programme.records import Programme

Fault = Callable[[Programme], Programme]


def without(sheet: str, **said: object) -> Fault:
    """The programme without the rows of a sheet that say this; without any row where nothing is said."""

    def plant(programme: Programme) -> Programme:
        rows = [row for row in getattr(programme, sheet) if not _says(row, said)]
        return programme.model_copy(update={sheet: tuple(rows)})

    return plant


def _says(row, said: dict) -> bool:
    return all(getattr(row, name) == value for name, value in said.items())


def emptied(sheet: str, row_id: str, *columns: str) -> Fault:
    """The programme with cells of one row left empty."""

    def plant(programme: Programme) -> Programme:
        empty = {name: () if isinstance(_of(programme, sheet, row_id, name), tuple) else None for name in columns}
        rows = [row.model_copy(update=empty) if row.id == row_id else row for row in getattr(programme, sheet)]
        return programme.model_copy(update={sheet: tuple(rows)})

    return plant


def _of(programme: Programme, sheet: str, row_id: str, name: str) -> object:
    return getattr(next(row for row in getattr(programme, sheet) if row.id == row_id), name)


def basics(**said: object) -> Fault:
    return lambda programme: programme.model_copy(update={"basics": programme.basics.model_copy(update=said)})


# What is planted → how, and the items that it makes undone: the item itself, and those that stand on it.
FAULTS: dict[str, tuple[Fault, set[str]]] = {
    "no coordinator": (without("responsibilities", role="coordinator"), {"1.1", "5.3"}),
    "no timetable": (without("timetable"), {"1.2"}),
    "no association in the group": (without("cooperation", sector="association"), {"2.4"}),
    "no residents in the group": (without("cooperation", sector="residents"), {"2.5", "P.5"}),
    "nobody was heard": (without("hearings"), {"2.5", "4.4"}),
    "a goal without theme": (emptied("goals", "T3", "theme"), {"4.1"}),
    "a goal of relations without theme": (emptied("goals", "T1", "theme"), {"4.1", "5.9"}),
    "a goal tied to no document": (emptied("goals", "T3", "documents"), {"4.3"}),
    "no municipal strategy": (without("documents", id="municipal_strategy"), {"4.3", "5.1"}),
    "a goal that answers nothing heard": (emptied("goals", "T3", "findings"), {"4.4"}),
    "a goal without measures": (without("measures", goal="T8"), {"4.5"}),
    "a measure that nobody answers for": (emptied("measures", "TP1", "responsible"), {"5.3"}),
    "no general services": (without("services", kind="general"), {"5.5"}),
    "no special services": (without("services", kind="special"), {"5.6"}),
    "a goal without target": (emptied("goals", "T3", "target"), {"6.1"}),
    "a goal without deadline": (emptied("goals", "T3", "deadline"), {"6.1", "6.2"}),
    "a goal without indicator": (emptied("goals", "T3", "indicator"), {"6.2"}),
    "a baseline without its year": (emptied("goals", "T3", "baseline_year"), {"6.2"}),
    "an own indicator without source": (emptied("indicators", "M1", "source"), {"6.3"}),
    "nobody follows": (without("monitoring", kind="monitoring"), {"5.10", "6.4"}),
    "nobody gets a report": (without("monitoring", kind="reporting"), {"5.10", "6.4"}),
    "nothing makes an update due": (without("monitoring", kind="trigger"), {"5.10", "6.5"}),
    "no term, so that no trigger can be evaluated": (basics(first_year=None, last_year=None), {"5.10", "6.5"}),
    "an empty cell of the communication plan": (emptied("communication", "VI3", "who"), {"7"}),
    "a previous goal of which nothing is decided": (emptied("previous", "E1", "fate"), {"U"}),
}


@pytest.fixture(scope="module")
def judge():
    """The states of a programme on the example's workbook."""
    here = situation.begin(house.EXAMPLE, as_of="2026-11-24")
    read = reading.read(house.example() / keeping.WORKBOOK)
    asked = answering.covered(here)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kotolib.programme.checklist.case.covered", lambda _here: asked)
        yield lambda plant: engine.checklist(here, replace(read, programme=plant(read.programme)))


@pytest.fixture(scope="module")
def sound(judge):
    """The states of the example as it is."""
    return {one.item.id: one.state for one in judge(lambda programme: programme).states}


@pytest.mark.parametrize("planted", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(judge, sound, planted):
    plant, expected = FAULTS[planted]
    found = judge(plant)
    assert {one.item.id for one in found.states if one.state != sound[one.item.id]} == expected
    for item in expected:
        assert sound[item] == DONE and found[item].state != DONE and found[item].act.endswith("."), item


def test_of_the_example_nothing_that_must_be_there_is_lacking(judge):
    found = judge(lambda programme: programme)
    assert found.missing_musts == ()
    begun = [one.item.id for one in found.states if one.item.step != "3" and one.state not in (DONE, NOT_APPLICABLE)]
    assert begun == ["2.1"]
