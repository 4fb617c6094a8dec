"""The situation: whose figures, in which language, of which edition, seen from which day."""

import copy
import dataclasses
import pickle
from datetime import date, datetime

import pandas as pd
import pytest

import kotolib as koto
from kotolib import situation, store
from kotolib.errors import WrongWords
from kotolib.situation import begin
from tests.conftest import AS_OF

# --- the day


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24",
        " 2026-11-24 ",
        date(2026, 11, 24),
        datetime(2026, 11, 24, 23, 59),
        pd.Timestamp("2026-11-24 12:00"),
    ],
)
def test_the_day_is_a_day(written):
    found = begin("211", as_of=written).as_of
    assert found == date(2026, 11, 24) and type(found) is date


@pytest.mark.parametrize("written", ["", None, "  "])
def test_no_day_is_today(written, monkeypatch):
    class Fixed(date):
        @classmethod
        def today(cls):
            return cls(2031, 2, 3)

    monkeypatch.setattr(situation, "date", Fixed)
    assert begin("211", as_of=written).as_of == date(2031, 2, 3)


@pytest.mark.parametrize(
    "written",
    ["24.11.2026", "2026-11", "20261124", "2026-W48-2", "2026-11-24T12:00", "eilen", 2026, 20261124, "２０２６-11-24"],
)
def test_a_day_of_another_form_is_told(written):
    with pytest.raises(WrongWords, match="VVVV-KK-PP"):
        begin("211", as_of=written)


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_a_day_that_is_not_in_the_calendar_is_told(written):
    with pytest.raises(WrongWords, match="kalenterissa"):
        begin("211", as_of=written)


# --- area, language, edition


@pytest.mark.parametrize(
    ("written", "code"), [("5", "005"), (5, "005"), ("211", "211"), ("Vanda", "092"), ("pertunmaa", "507")]
)
def test_an_area_is_found_as_it_was_typed(written, code):
    here = begin(written, as_of=AS_OF)
    assert here.area.id == code
    assert bool(here.area.remark) == (code in ("005", "507"))


@pytest.mark.parametrize(
    ("word", "changes"),
    [("Nummela", {}), ("2026-10", {"edition": "2026-10"}), ("xx", {"language": "xx"}), ("", {"edition": ""})],
)
def test_wrong_words_name_the_word(word, changes):
    with pytest.raises(WrongWords) as fault:
        begin(**{"area": word if not changes else "211", "as_of": AS_OF} | changes)
    assert f"”{word}”" in str(fault.value)


def test_the_edition_is_told_by_its_name_whatever_was_asked():
    name = store.edition()
    assert begin("211", as_of=AS_OF).edition == begin("211", edition=name, as_of=AS_OF).edition == name != "latest"


# --- nothing changes it, and it goes anywhere


def test_a_situation_cannot_be_changed(here):
    with pytest.raises(dataclasses.FrozenInstanceError):
        here().language = "sv"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("area", ["211", "MK06", "211+562", "työllisyysalue:Lahti"])
def test_a_situation_travels_to_another_process(area, language, here):
    own = here(area, language)
    for other in (pickle.loads(pickle.dumps(own)), copy.copy(own), copy.deepcopy(own)):
        assert other == own and hash(other) == hash(own)
        assert other.area.names == own.area.names and other.texts("a {b}", b=1) == "a 1"


def test_equal_situations_are_one_key(here):
    assert len({here(), here(), here("091")}) == 2


def test_values_travel_to_another_process(here):
    own = koto.values(here(), "foreign_language.count", against=("country", "region"))
    other = pickle.loads(pickle.dumps(own))
    pd.testing.assert_frame_equal(other.frame, own.frame)
    pd.testing.assert_series_equal(other.origin, own.origin)
    assert (other.indicator, other.source, other.areas) == (own.indicator, own.source, own.areas)
    assert other.latest()["value"] == own.latest()["value"] and other.is_rounded(other.latest())


def test_situations_in_two_languages_side_by_side_do_not_disturb_each_other(here):
    finnish, english = here("211", "fi"), here("211", "en")
    pairs = [(finnish.texts.percent(3.9), english.texts.percent(3.9)) for _ in range(3)]
    assert set(pairs) == {("3,9\u00a0%", "3.9%")}
    share = "foreign_language.share"
    pd.testing.assert_frame_equal(koto.values(finnish, share).frame, koto.values(english, share).frame)


def test_situations_of_two_areas_side_by_side_do_not_disturb_each_other(here):
    first, second = here("211"), here("837")
    expected = [koto.values(area, "population").frame for area in (first, second)]
    again = [koto.values(area, "population").frame for area in (second, first)]
    pd.testing.assert_frame_equal(again[0], expected[1])
    pd.testing.assert_frame_equal(again[1], expected[0])
