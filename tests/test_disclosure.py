"""Own counts: what may be told, and that nothing told gives away what is hidden."""

import json
import math
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kotolib import frame
from kotolib.disclosure import (
    DEFAULT,
    HIGHEST,
    LOG,
    LOWEST,
    Count,
    Rule,
    derived,
    log_decision,
    rule,
    shown,
)
from kotolib.errors import WrongWords
from kotolib.language import texts

COUNTS = st.integers(min_value=0, max_value=40)
RULES = st.integers(min_value=LOWEST, max_value=HIGHEST).map(Rule)
DAY = date(2026, 11, 24)


def test_unless_told_counts_from_one_to_four_are_hidden():
    assert [shown(count, rule()).status for count in (1, 4, 5)] == [frame.SUPPRESSED, frame.SUPPRESSED, frame.OK]
    assert rule() == Rule(DEFAULT, chosen=False) and not rule(5).chosen and rule(7).chosen


@pytest.mark.parametrize("smallest", [2, 11, 4.5, float("nan")])
def test_a_threshold_outside_three_to_ten_is_refused(smallest):
    with pytest.raises(WrongWords) as refused:
        rule(smallest)
    assert refused.value.tell() == f"Pienin julkaistava lukumäärä on kokonaisluku väliltä 3–10, ei {smallest}."
    swedish = refused.value.tell(texts("sv").plain)
    assert swedish == f"Det minsta antal som publiceras är ett heltal mellan 3 och 10, inte {smallest}."


@given(COUNTS, RULES, st.none() | COUNTS)
@example(1, Rule(3), None)
@example(2, Rule(3), None)
@example(10, Rule(10), None)
@example(9, Rule(10), None)
def test_no_count_below_the_threshold_is_ever_told(count, chosen, of):
    assume(of is None or of >= count)
    told = shown(count, chosen, of=of)
    if told.is_shown:
        assert told.value == count and (count == 0 or count >= chosen.threshold)
        assert of is None or of >= chosen.threshold
        assert of is None or of == count or of - count >= chosen.threshold
    else:
        assert math.isnan(told.value) and told.status == frame.SUPPRESSED and told.reason


@given(COUNTS, st.none() | COUNTS, RULES, RULES)
def test_a_higher_threshold_never_tells_more(count, of, one, other):
    assume(of is None or of >= count)
    low, high = sorted((one, other), key=lambda chosen: chosen.threshold)
    assert not shown(count, high, of=of).is_shown or shown(count, low, of=of).is_shown


@given(RULES, st.none() | COUNTS)
def test_a_structural_zero_is_told_and_the_zero_of_a_small_or_unknown_group_is_not(chosen, of):
    assert shown(0, chosen, of=of, structural=True) == Count(0.0)
    assert shown(0, chosen, of=of).is_shown == (of is not None and of >= chosen.threshold)


@given(RULES, st.integers(min_value=1, max_value=12))
def test_all_of_a_small_group_is_as_secret_as_none(chosen, size):
    assert shown(size, chosen, of=size).is_shown == (size >= chosen.threshold)


@pytest.mark.parametrize("unknown", [None, float("nan"), -1])
def test_what_is_not_a_count_is_missing_and_not_hidden(unknown):
    assert shown(unknown, Rule()).status == frame.MISSING


@given(st.lists(COUNTS, min_size=1, max_size=5), RULES)
def test_what_is_computed_from_a_hidden_count_is_hidden(counts, chosen):
    parts = [shown(count, chosen) for count in counts]
    made = derived(lambda *values: sum(values), *parts)
    assert made.is_shown == all(part.is_shown for part in parts)
    again = derived(lambda value: 100 * value, made)
    assert again.is_shown == made.is_shown and (made.is_shown or again.status == frame.SUPPRESSED)


def test_a_ratio_to_nobody_is_no_number_and_a_missing_part_leaves_it_missing():
    assert derived(lambda some, all_: some / all_, Count(5), Count(0)).status == frame.NOT_APPLICABLE
    assert derived(lambda some: some, shown(None, Rule())).status == frame.MISSING


# --- the decision


def test_the_decision_is_logged_once_and_again_when_it_changes(tmp_path):
    assert log_decision(rule(), tmp_path, DAY) == tmp_path / LOG
    assert log_decision(rule(), tmp_path, date(2026, 12, 1)) is None
    log_decision(rule(7), tmp_path, date(2027, 1, 8))
    lines = [json.loads(line) for line in (tmp_path / LOG).read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"day": "2026-11-24", "threshold": 5, "chosen": False},
        {"day": "2027-01-08", "threshold": 7, "chosen": True},
    ]


def test_a_broken_line_of_the_log_is_kept_and_the_decision_is_written_after_it(tmp_path):
    (tmp_path / LOG).write_text("kahvia\n", encoding="utf-8")
    log_decision(rule(), tmp_path, DAY)
    assert (tmp_path / LOG).read_text(encoding="utf-8").startswith("kahvia\n{")
