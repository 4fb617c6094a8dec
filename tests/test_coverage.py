"""Which questions have figures: every question of the checklist once, in its order, and true of the values."""

import re

import pytest

from kotolib import frame, indicators
from kotolib.display import coverage, unshown
from kotolib.display.absence import missing
from kotolib.errors import StoreDamaged
from kotolib.indicators.answering import is_unshown
from kotolib.sources import absent
from kotolib.sources import questions as declared
from tests import walked
from tests.walked import begin

ITEMS = [f"3.{number}" for number in range(1, 11)] + [f"6.2{letter}" for letter in "abcdefghijk"]
MAINLAND = re.compile(
    r"työllisyysalue|hyvinvointialue|elinvoimakeskus|poliisilaito|sysselsättningsområde|välfärdsområde|livskraftscentral"
    r"|polisinrättning|employment area|wellbeing services county|police department",
    re.IGNORECASE,
)
YESTERDAY = re.compile(r"TE-toimisto|kuntakokeilu|ELY-kesku|aluehallintovirasto|muutostietopalvelu", re.IGNORECASE)


def test_every_question_of_the_situational_picture_and_every_example_indicator_stands_once_in_order():
    assert list(declared.questions()) == ITEMS


def test_every_question_is_answered_or_has_somebody_who_can_be_asked():
    assert not [item for item, one in declared.questions().items() if not (one.indicators or one.absent)]


def test_what_answers_a_question_is_declared_to_answer_it():
    known = indicators.indicators()
    for item, one in declared.questions().items():
        for name in one.indicators:
            assert item in known[name].checklist, (item, name)
            assert known[name].population != "everyone", "figures of all residents are background"


def test_every_indicator_stands_at_each_question_that_it_says_it_is_of():
    asked = declared.questions()
    parts = {"births.count", "deaths.count", "natural_increase.count", "immigration.per_1000"}
    for name, one in indicators.indicators().items():
        if name in parts or name.startswith("population_projection.by"):
            continue
        for item in one.checklist:
            assert name in asked[item].indicators + asked[item].context, (name, item)


def test_words_of_åland_name_no_body_of_the_mainland():
    for key in absent.names():
        for language in ("fi", "sv", "en"):
            told = " ".join(absent.absent(key).told(language, aland=True))
            assert not MAINLAND.search(told), (key, told)


def test_bodies_are_called_what_they_are_called_now():
    for key in absent.names():
        assert not YESTERDAY.search(" ".join(absent.absent(key).told("fi", aland=False))), key


def test_åland_is_told_of_its_own_elections():
    told = missing(begin("478"), "elections_by_background").text
    assert "omat kuntavaalit" in told and "ÅSUB" in told
    assert "omat" not in missing(begin("211"), "elections_by_background").text


@pytest.mark.parametrize("area", ["211", "766", "403", "478", "507", walked.JOINT, "MK06", frame.COUNTRY])
def test_the_table_says_what_the_values_say(area):
    here = begin(area)
    table, found = coverage.coverage(here), coverage.covered(here)
    assert [row[0].text.split(" ")[0] for row in table.rows] == ITEMS
    for row, one in zip(table.rows, found, strict=True):
        assert all(cell.text for cell in row)
        years = [int(v.latest()["year"]) for v in one.answers or one.context]
        past = [year for year in years if year <= 2026]
        assert row[2].value == (max(past) if past else None)
        for v in one.answers:
            assert not is_unshown(v) and v.indicator.name.fi.lower() in row[1].text.lower()
        for v in one.hidden:
            assert v.indicator.name.fi.lower() in row[4].text.lower()
        for key in one.question.absent:
            assert absent.absent(key).told("fi", here.area.aland)[0] in row[4].text
    told = [int(number) for number in re.findall(r"(\d+) kohdassa", table.caption)]
    assert sum(told) == len(ITEMS)


def test_a_joint_area_is_spoken_of_as_an_area():
    assert "alueella" in coverage.coverage(begin(walked.JOINT)).rows[0][0].text
    assert "kunnassa" in coverage.coverage(begin("211")).rows[0][0].text


def test_a_false_zero_is_no_answer():
    (one,) = [one for one in coverage.covered(begin("403")) if one.item == "6.2f"]
    # What the table has of 2024 is a zero that means no data; the figure of 2022 is history.
    assert one.state == coverage.PARTLY
    assert [int(v.latest()["year"]) for v in one.answers] == [2022]


def test_a_figure_that_only_one_municipality_has_says_where_it_is_elsewhere():
    here = begin("545")
    told = unshown.nothing(here, indicators.values(here, "foreign_unemployed.count"))
    assert "12r5" in told[-1].text
    åland = begin("478")
    assert len(unshown.nothing(åland, indicators.values(åland, "election_turnout.share"))) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('"3.1":\n  indicators: [foreign_langauge.share]\n', "3.1.question: puuttuu"),
        (
            '"3.1":\n  question: {fi: a, sv: b, en: c}\n  indicators: [foreign_langauge.share]\n',
            "3.1.indicators: ”foreign_langauge.share” ei ole olemassa (lähin: foreign_language.share)",
        ),
        (
            '"3.1":\n  question: {fi: a, sv: b, en: c}\n  absent: [langauges]\n',
            "3.1.absent: ”langauges” ei ole olemassa (lähin: languages)",
        ),
    ],
)
def test_a_wrong_list_of_questions_is_told(content, words, tmp_path):
    path = tmp_path / "questions.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreDamaged) as fault:
        declared._load(path)
    assert words in str(fault.value)
