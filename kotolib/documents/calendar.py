"""The days of a programme as a calendar file that calendars read (RFC 5545); knows events, not where they come from."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from kotolib.display.communication import texts
from kotolib.display.decisions import words
from kotolib.programme import agenda
from kotolib.situation import Situation

NAME = "calendar.ics"


def calendar(here: Situation) -> bytes:
    """All events of the programme, past ones too, as whole days.

    Parameters
    ----------
    here
        The situation; its day is the stamp of every event, so that the same workbook gives the same bytes.

    Returns
    -------
    bytes
        An event keeps its identifier from run to run: a calendar that reads the file again moves it.
    """
    book = Calendar()
    book.add("prodid", f"-//kotolib//{here.language}//")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", _name(here))
    for day in agenda.days(words.programme(here)):
        book.add_component(_event(here, day))
    return book.to_ical()


def _name(here: Situation) -> str:
    told = here.texts("Kotoutumisen ohjelma, {area}", area=here.area.name_in(here.language))
    return here.texts("{name} (esimerkki)", name=told) if here.area.example else told


def _event(here: Situation, day: agenda.Day) -> Event:
    event = Event()
    event.add("uid", f"{day.kind}-{day.id}@{here.area.folder}.kotolib")
    event.add("dtstamp", datetime(here.as_of.year, here.as_of.month, here.as_of.day, tzinfo=UTC))
    event.add("dtstart", day.first)
    event.add("dtend", day.last + timedelta(days=1))
    event.add("summary", day.name or texts.kind(here, day))
    event.add("categories", [texts.kind(here, day)])
    if day.who:
        event.add("description", day.who)
    event.add("transp", "TRANSPARENT")
    return event
