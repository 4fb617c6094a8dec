"""The one frame of values: its columns, its states, and what it refuses."""

import pandas as pd
import pytest

from kotolib import frame


def rows(**changes) -> pd.DataFrame:
    """Two right rows, the second one changed."""
    found = pd.DataFrame({"area": ["005", "009"], "year": 2023, "group": "", "value": 1.0, "status": frame.OK})
    found = found.reindex(columns=list(frame.COLUMNS))
    for name, new in changes.items():
        found.loc[1, name] = new
    return found


def test_an_empty_frame_keeps_the_promises_and_the_types():
    empty = frame.check(frame.empty())
    assert len(empty) == 0 and tuple(empty.columns) == frame.COLUMNS
    grown = pd.concat([empty, rows()], ignore_index=True)
    assert grown["year"].dtype == "int64" and grown["area"].tolist() == ["005", "009"]


@pytest.mark.parametrize("status", frame.SHOWN)
def test_what_is_shown_is_a_number(status):
    frame.check(rows(status=status))
    with pytest.raises(ValueError, match="exactly when"):
        frame.check(rows(status=status, value=float("nan")))


@pytest.mark.parametrize("status", sorted(set(frame.STATUSES) - set(frame.SHOWN)))
def test_what_is_not_shown_is_no_number(status):
    frame.check(rows(status=status, value=float("nan")))
    with pytest.raises(ValueError, match="exactly when"):
        frame.check(rows(status=status))


@pytest.mark.parametrize("status", ["hidden", "", None])
def test_an_unknown_state_is_refused(status):
    with pytest.raises(ValueError, match="status"):
        frame.check(rows(status=status))


def test_two_values_for_one_place_year_and_group_are_refused():
    with pytest.raises(ValueError, match="two values"):
        frame.check(rows(area="005"))
    frame.check(rows(area="005", group="00-04"))
    frame.check(rows(area="005", year=2024))


@pytest.mark.parametrize("columns", [list(frame.COLUMNS)[:-1], [*frame.COLUMNS, "note"], list(reversed(frame.COLUMNS))])
def test_other_columns_are_refused(columns):
    with pytest.raises(ValueError, match="columns"):
        frame.check(rows().reindex(columns=columns))


def test_the_frame_comes_back_as_it_was_given():
    given = rows()
    assert frame.check(given) is given
