"""What is told of the programme: a plan without empty cells, a calendar that stays the same, texts, accessibility."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from kotolib import house, situation
from kotolib.batch import communication as files
from kotolib.display.communication import calendar, plan, texts
from kotolib.documents import accessibility
from kotolib.documents.calendar import calendar as calendar_file
from kotolib.documents.html import Link, section_page
from kotolib.documents.imprint import Imprint
from kotolib.programme import agenda, sheets
from kotolib.programme.records import Following, Hearing, Programme, Step
from tests.conftest import AS_OF
from tests.odd_municipalities import ODD

EXAMPLE = house.EXAMPLE


def here(area: str, language: str = "fi"):
    return situation.begin(area, language, "latest", AS_OF)


def events(area: str, language: str = "fi") -> list:
    return list(Calendar.from_ical(calendar_file(here(area, language))).walk("VEVENT"))


# --- the plan


@pytest.mark.parametrize(("area", "language"), [(EXAMPLE, "fi"), ("211", "fi"), ("545", "sv"), ("766", "en")])
def test_the_plan_has_no_empty_cell(area, language):
    table = plan.communication_plan(here(area, language))
    assert [len(row) for row in table.rows] == [4] * 4 and len(table.columns) == 4
    assert all(cell.text.strip() for row in table.rows for cell in row)


def test_what_the_workbook_does_not_say_is_marked_as_a_proposal():
    own, proposed = (plan.communication_plan(here(area)) for area in (EXAMPLE, "211"))
    assert not any(cell.text.startswith("Ehdotus") for row in own.rows for cell in row) and own.notes == ()
    assert all(cell.text.startswith("Ehdotus: ") for row in proposed.rows for cell in row[1:])
    assert "Kunta päättää" in proposed.notes[0]
    assert "Kerro, mikä täällä toimii ja mikä ei (Monikulttuuriyhdistys; ennen" in own.rows[2][1].text


def test_every_pair_of_subject_and_audience_has_a_proposal():
    wanted = {(s, a) for s in sheets.choices("subject", "fi") for a in sheets.choices("audience", "fi")}
    assert set(plan.PROPOSALS) == wanted


# --- the calendar


def test_days_are_meetings_decisions_hearings_and_reports_in_order_and_nothing_cancelled():
    day = date(2026, 12, 1)
    programme = Programme(
        timetable=(
            Step(id="A1", kind="meeting", name="Kokous", start=day),
            Step(id="A2", kind="meeting", name="Peruttu", start=day, state="cancelled"),
            Step(id="A3", kind="phase", name="Vaihe", start=day),
            Step(id="A4", kind="statement", name="Lausunto", asked=day, given=day + timedelta(days=9)),
        ),
        hearings=(Hearing(id="K1", name="Ilta", date=day - timedelta(days=1)), Hearing(id="K2", name="Joskus")),
        monitoring=(Following(id="S1", kind="reporting", text="Raportti", next=day + timedelta(days=1)),),
    )
    found = agenda.days(programme)
    assert [(one.id, one.kind) for one in found] == [
        ("K1", "hearing"), ("A1", "meeting"), ("A4", "statement"), ("S1", "report"),
    ]  # fmt: skip
    assert found[2].last == day + timedelta(days=9)


def test_the_calendar_is_read_back_with_whole_days_and_lasting_identifiers():
    found = events(EXAMPLE)
    assert len(found) > 10
    first = next(event for event in found if str(event["uid"]).startswith("hearing-K1@"))
    assert first["dtstart"].dt == date(2025, 11, 20) and first["dtend"].dt == date(2025, 11, 21)
    assert str(first["summary"]) == "Keskusteluilta kirjastossa (esimerkki)"
    assert len({str(event["uid"]) for event in found}) == len(found)
    assert {str(event["dtstamp"].dt.date()) for event in found} == {AS_OF}


def test_the_same_workbook_gives_the_same_calendar_and_none_gives_an_empty_one():
    assert calendar_file(here(EXAMPLE)) == calendar_file(here(EXAMPLE))
    assert events("211") == []
    assert {str(one["uid"]) for one in events(EXAMPLE)} == {str(one["uid"]) for one in events(EXAMPLE, "en")}


def test_only_coming_days_are_in_the_table():
    table = calendar.coming_days(here(EXAMPLE))
    assert table.rows[0][0].text == "10.2.2027"
    assert all(one.last >= date(2026, 11, 24) for one in texts.coming(here(EXAMPLE)))


# --- the texts


@pytest.mark.parametrize("area", [*ODD, EXAMPLE, "211+562"])
def test_a_post_is_short_and_every_text_says_whose_programme_it_is(area):
    made = texts.texts(here(area))
    assert set(made) == set(texts.NAMES)
    assert 30 < len(made["short_post"]) <= texts.LONGEST_POST
    assert all("kotoutumisen edistämisen ohjelma" in text for text in made.values())


def test_the_example_is_never_taken_for_the_municipality_s_own():
    assert all(text.startswith("Esimerkki – ei kunnan oma ohjelma") for text in texts.texts(here(EXAMPLE)).values())
    assert "Esimerkki" not in texts.texts(here("211"))["notice"]


def test_a_figure_of_too_few_people_is_in_no_text():
    assert "%" not in "".join(texts.texts(here("766")).values())
    assert "3,9\u00a0%" in texts.texts(here("211"))["notice"]


def test_the_files_are_written_with_the_calendar(tmp_path):
    files.write_all({"area": "545", "language": "sv", "edition": "latest", "as_of": AS_OF}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files.FILES)
    text = (tmp_path / "notice.txt").read_text(encoding="utf-8")
    assert text.startswith("Närpes program för främjande av integration bereds.\n\nFrämmande") or "Närpes" in text


# --- accessibility


def statement(area: str, language: str = "fi") -> str:
    return "\n".join(block.text for block in accessibility.statement(Imprint(area, language, as_of=AS_OF)).blocks)


def test_the_statement_tells_the_supervisor_the_contact_and_what_has_not_been_tried():
    told = statement(EXAMPLE)
    assert "valvoo Liikenne- ja viestintävirasto Traficom" in told and "kotoutuminen@kangasala.example" in told
    assert "ei ole kokeiltu ruudunlukijalla" in told and "arabia" in told


def test_what_the_workbook_lacks_is_said_and_not_invented():
    told = statement("211")
    assert "ei ole vielä kirjattu työkirjan taulukkoon Perustiedot" in told and "Traficom" not in told
    assert "14 päivän" not in statement("478", "sv") and "14" in statement(EXAMPLE)


def test_every_page_of_a_run_leads_to_the_statement():
    page = section_page(accessibility.statement(Imprint("211", as_of=AS_OF)), parts=[Link("Työ", "33_work.html")])
    assert '<a href="accessibility.html">Saavutettavuus ja palaute</a>' in page.partition("<footer>")[2]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_axe_finds_nothing_on_the_statement(chromium, tmp_path, language):
    from axe_playwright_python.sync_playwright import Axe

    place = tmp_path / "accessibility.html"
    document = accessibility.statement(Imprint(EXAMPLE, language, as_of=AS_OF))
    place.write_text(section_page(document, parts=[Link("Työ", "33_work.html")]), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page.goto(place.as_uri())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    page.close()
