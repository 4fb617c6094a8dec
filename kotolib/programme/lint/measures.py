"""The measures of a draft, and whether it is told who answers for each; knows where they stand, not what they say."""

from collections.abc import Iterator

from kotolib.programme.lint import roles
from kotolib.programme.lint.draft import Draft, Passage, Section
from kotolib.programme.lint.goals import SIGN, Rows, cell
from kotolib.programme.lint.labelled import labelled
from kotolib.programme.lint.roles import MEASURE, WHO


def measures(draft: Draft) -> Iterator[tuple[str, Passage, bool]]:
    """The measures of a draft: words, where, and whether its row, or another with its sign `TP3`, tells who answers."""
    elsewhere = Rows.of(draft)
    for table in draft.tables:
        columns = roles.of_columns(table[0].header)
        if MEASURE in columns and not roles.is_about_the_past(table[0].title):
            for row in table:
                if text := cell(row, columns[MEASURE]):
                    signed = any(WHO in elsewhere.by_sign.get(sign, ()) for sign in SIGN.findall(text))
                    yield text, row, signed or bool(cell(row, columns.get(WHO)))
    for section in draft.sections:
        yield from _listed(section)


def _listed(section: Section) -> Iterator[tuple[str, Passage, bool]]:
    is_list = roles.of_heading(section.title) == MEASURE
    for one, role, text in labelled(section):
        if role == MEASURE or (is_list and not role):
            yield text, one, False
