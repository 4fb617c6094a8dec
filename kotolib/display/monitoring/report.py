"""The report on the programme for each body that the workbook names: state, changes, deviations, need of an update.

All of them tell of the same computed goals. Where the term is over the report is its final evaluation.
"""

from collections.abc import Iterator
from datetime import date

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.monitoring import board, cards, memo, states
from kotolib.display.monitoring.changes import changes
from kotolib.display.monitoring.told import decision, followed
from kotolib.display.outputs import Several, Table
from kotolib.display.prose import Heading, Paragraph, Sentence
from kotolib.programme.monitoring import Followed
from kotolib.programme.records import Following
from kotolib.situation import Situation


def report_opening(here: Situation) -> Paragraph | None:
    """What the report is: of which day, yearly or the term's final evaluation, and its finding; nothing without goals.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.report_opening(koto.begin("766", as_of="2026-11-24"))
    """
    _, found = here.texts, followed(here).goals
    if not found:
        return None
    told = [_kind(here), _finding(here, found)]
    return Paragraph(tuple(map(Sentence, filter(None, told))))


def is_final(here: Situation) -> bool:
    """Whether the programme's term is over on the situation's day."""
    last = words.programme(here).basics.last_year
    return last is not None and here.as_of > date(last, 12, 31)


def _kind(here: Situation) -> str:
    _, basics = here.texts, words.programme(here).basics
    fields = {"day": words.day(here, here.as_of), "last": basics.last_year}
    if is_final(here):
        return _("Ohjelmakausi päättyi vuoden {last} lopussa. Tämä on kauden loppuarvio {day}.", **fields)
    return _("Tämä raportti kertoo ohjelman tilanteen {day}.", **fields)


def _finding(here: Situation, found: tuple[Followed, ...]) -> str:
    """*Tavoitteita on 8: Ei etene tavoitteen mukaisesti 1, …*"""
    _ = here.texts
    kinds = [status for status in (*states.IN_ORDER, None) if any(one.status == status for one in found)]
    counted = {status: sum(one.status == status for one in found) for status in kinds}
    told = ", ".join(
        f"{states.signed(here, status)}\u00a0{count}" if len(found) > 1 else states.signed(here, status)
        for status, count in counted.items()
    )
    return _.plural("Tavoitteita on yksi: {states}.", "Tavoitteita on {count}: {states}.", len(found),
                    count=len(found), states=told)  # fmt: skip


def reports(here: Situation) -> Several | Missing:
    """A report for each body that *Seuranta* names as a receiver; one for all where it names none.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.reports(koto.begin("766", as_of="2026-11-24")).what
    'Seurattavia tavoitteita ei ole vielä kirjattu.'
    """
    _, found = here.texts, followed(here).goals
    if not found:
        return words.unwritten(here, _(cards.NO_GOALS), "goals")
    rows = [row for row in words.programme(here).monitoring if row.kind == "reporting" and row.to_whom]
    if not rows:
        what = _("Raporttien saajia ei ole vielä kirjattu.")
        return Several((words.unwritten(here, what, "monitoring"), *_report(here, Following(id="all"))))
    return Several(output for row in rows for output in (_heading(here, row), *_report(here, row)))


def _heading(here: Situation, row: Following) -> Heading:
    return Heading.of(here.texts("Saaja: {body}", body=words.tidy(row.to_whom)), level=3)


def _report(here: Situation, row: Following) -> Iterator[Paragraph | Table]:
    yield from _about(here, row)
    found = [one for one in followed(here).goals if not row.goals or one.goal.id in row.goals]
    yield board.board(here, found, key=f"report-{row.id}")
    # A final evaluation tells of the whole term.
    yield changes(here, None if is_final(here) else row.interval or "yearly", row.goals)
    if deviating := _deviating(here, found):
        yield deviating
    yield Paragraph(tuple(map(Sentence, memo.opening(here, decision(here)))))


def _about(here: Situation, row: Following) -> Iterator[Paragraph]:
    """What is reported, by whom and how often, and when next."""
    _ = here.texts
    told = []
    if text := words.tidy(row.text):
        told.append(text if text.endswith(".") else f"{text}.")
    if row.who:
        told.append(_("Raportin antaa {who}.", who=words.tidy(row.who)))
    if row.next and row.next >= here.as_of:
        told.append(_("Seuraava kerta on {day}.", day=words.day(here, row.next)))
    if told:
        yield Paragraph(tuple(map(Sentence, told)))


def _deviating(here: Situation, found: list[Followed]) -> Paragraph | None:
    late = [measure for one in found for measure in one.measures.late]
    suspended = [measure for one in found for measure in one.measures.suspended]
    _ = here.texts
    told = []
    if late:
        told.append(
            _.plural("Myöhässä on toimenpide {measures}.", "Myöhässä ovat toimenpiteet {measures}.", len(late),
                     measures=_.listing(late))
        )  # fmt: skip
    if suspended:
        told.append(
            _.plural("Keskeytetty on toimenpide {measures}.", "Keskeytetty on toimenpiteet {measures}.", len(suspended),
                     measures=_.listing(suspended))
        )  # fmt: skip
    return Paragraph(tuple(map(Sentence, told))) if told else None
