"""Surveys with other counts in the place of hidden ones, and other words in open answers that nobody has marked.

Knows results and open answers, not who looks at the pages: what a page tells of both must be the very same.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date

from kotolib import office_files
from kotolib.areas.area import Area
from kotolib.deliveries.surveys import held
from kotolib.deliveries.surveys.declared import OPEN, Question, Results
from kotolib.deliveries.surveys.told import ALL, groups_of, told
from kotolib.disclosure import Rule
from kotolib.disclosure.otherwise import otherwise

OTHER_WORDS = "Muita sanoja, joita kukaan ei ole kirjoittanut ({number})"


def put_in_place(area: Area, rule: Rule, edition: str = "latest", until: date | None = None) -> None:
    """Change every survey of the area's folder as the environment has it now; the folder is a copy."""
    for results in held.all_newest(area, edition, until):
        path = held.newest_file(held.folder(area, results.survey.id), edition, until)
        office_files.move_into_place(other_results(results, rule).model_dump_json().encode("utf-8"), path)
        _other_words(held.open_answers(area, results.survey.id))


def _other_words(file: held.OpenAnswers) -> None:
    """Other words in every answer that may not be quoted; themes, which pages count, stay."""
    answers = [
        one if one.may_be_quoted else replace(one, text=OTHER_WORDS.format(number=number))
        for number, one in enumerate(file.read())
    ]
    if answers:
        told_again = json.dumps([asdict(one) for one in answers], ensure_ascii=False)
        office_files.move_into_place(told_again.encode("utf-8"), file.path)


def other_results(results: Results, rule: Rule) -> Results:
    """The results with other counts in the place of as many hidden ones as can be.

    Parameters
    ----------
    results
        Of a survey.
    rule
        The threshold.
    """
    for question in results.survey.questions:
        if question.kind != OPEN and question.id != results.survey.cross:
            for by_groups in (True, False):
                results = _other(results, question, rule, by_groups)
    return results


def _other(results: Results, question: Question, rule: Rule, by_groups: bool) -> Results:
    columns = told(results, question, rule, by_groups).columns
    hidden = {
        (column.group, option)
        for column in columns
        for option, count in zip(question.options, column.counts, strict=True)
        if not count.is_shown
    }
    if not hidden:
        return results
    if len(columns) == 1:
        given, keys, put = results.counts[question.id], [option for _, option in hidden], _everybody
    else:
        parts = groups_of(results, rule)
        given = {(group, option): n for group, of in results.crossed[question.id].items() for option, n in of.items()}
        keys = [(part, option) for group, option in hidden if group != ALL for part in parts[group]]
        keys, put = [key for key in keys if key in given], _crossed
    return put(results, question, otherwise(given, sorted(keys), _telling(results, question, rule, put)))


def _telling(results: Results, question: Question, rule: Rule, put: Callable) -> Callable:
    def tell(values: dict) -> list:
        other = put(results, question, values)
        return [told(other, question, rule, by_groups) for by_groups in (True, False)]

    return tell


def _everybody(results: Results, question: Question, values: dict) -> Results:
    return results.model_copy(update={"counts": {**results.counts, question.id: dict(values)}})


def _crossed(results: Results, question: Question, values: dict) -> Results:
    groups = {group: {} for group, _ in values}
    for (group, option), count in values.items():
        groups[group][option] = count
    sums = {option: sum(of[option] for of in groups.values()) for option in question.options}
    return results.model_copy(
        update={
            "crossed": {**results.crossed, question.id: groups},
            "counts": {**results.counts, question.id: sums},
        }
    )
