"""From the rows of a survey's export to counts and open answers, every fault with its cell; knows the mapping.

Writes nothing, and keeps no row: what one person answered is not together anywhere after this.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

from kotolib.deliveries.surveys import OpenAnswer, Question, Results, Survey
from kotolib.deliveries.surveys.declared import BACKGROUNDS, IGNORED, MULTIPLE, NOT_TOLD, OPEN, SCALE
from kotolib.errors import N_, Message
from kotolib.language.folding import fold
from kotolib.programme import cells, identity_codes
from kotolib.programme.receiving.grid import Grid, Written
from kotolib.programme.receiving.surveys import described, personal
from kotolib.programme.receiving.surveys.described import Described, Mapping, bare
from kotolib.programme.receiving.surveys.vocabulary import words

LONGEST_ANSWER = 4000
_AGES = re.compile(r"(\d{1,3})\s*(?:[-–]\s*(\d{1,3})?|\+)?")
_LEADING_NUMBER = re.compile(r"^\s*\d+\s*[.):–-]\s*")


@dataclass(frozen=True)
class Answers:
    """What was read."""

    results: Results
    open: list[OpenAnswer]


def read(grid: Grid, mapping: Mapping, header: int, faults: list[Message]) -> Answers | None:
    """The counts and the open answers; None, and faults more, where something in the file is wrong.

    Parameters
    ----------
    grid
        The sheet of the answers.
    mapping
        What its columns are, itself without faults.
    header
        The row of the headings.
    faults
        Where every fault is told.
    """
    faults += _of_sheet(grid, mapping, header)
    questions = _questions(mapping, faults)
    reading = _Reading(grid, mapping, questions, faults)
    for row in grid.rows(header + 1):
        reading.take(row)
    if not reading.respondents and not faults:
        faults.append(Message(N_("Tiedostossa ei ole yhtään vastausta.")))
    return None if faults else Answers(reading.results(), reading.open)


def _of_sheet(grid: Grid, mapping: Mapping, header: int) -> Iterator[Message]:
    """What makes a sheet unsure: other headings than the mapping's, columns that it does not know, hidden rows."""
    known = {column_index_from_string(one.letter): one for one in mapping.columns}
    for column, one in known.items():
        heading = " ".join(cells.text_of(grid.at(header, column).value or "").split())
        if fold(heading) != fold(one.heading):
            what = N_("otsikko on ”{heading}”, mutta kuvauksessa ”{known}”. Tee kuvaus tästä tiedostosta uudelleen.")
            yield grid.fault(header, column, Message(what, heading=cells.quoted(heading), known=one.heading))
    for column in sorted({number for row in grid.rows(header) for number in grid.cells[row]} - set(known)):
        yield grid.fault(header, column, Message(N_("saraketta ei ole kuvauksessa. Lisää rivi, vaikka sitä ei tuoda.")))
    for row in sorted(grid.hidden):
        if row > header and row in grid.cells:
            yield grid.fault(row, 1, Message(N_("rivi on piilotettu. Tuo se näkyviin tai poista se.")))
    for place, rows in grid.merged:
        if max(rows) >= header:
            yield grid.fault(min(rows), 1, Message(N_("solut {cells} on yhdistetty. Pura yhdistäminen."), cells=place))


def _questions(mapping: Mapping, faults: list[Message]) -> dict[str, tuple[Question, list[Described]]]:
    """Question by id with its columns: several for one whose options have a column each."""
    families: dict[str, list[Described]] = defaultdict(list)
    for one in mapping.columns:
        if one.kind != IGNORED:
            shared = f"{MULTIPLE} {fold(one.question)}" if one.kind == MULTIPLE and one.option else one.letter
            families[shared].append(one)
    found = {}
    for columns in families.values():
        first = columns[0]
        options = first.options or tuple(one.option for one in columns if one.option)
        rest = next((one.rest for one in columns if one.rest), "")
        labels = tuple(map(bare, options))
        if len(set(map(fold, labels))) < len(labels):
            what = N_("Kuvaus, rivi {row}: kysymyksellä on sama vaihtoehto kahdesti.")
            faults.append(Message(what, row=first.row))
        found[first.letter] = Question(
            id=first.letter, kind=first.kind, text=first.question, options=labels, rest=rest
        ), columns  # fmt: skip
    cross = mapping.terms.get(described.CROSS, "")
    if cross and (cross not in found or found[cross][0].kind not in BACKGROUNDS):
        what = N_("Kuvaus: sarake {letter} ei ole taustakysymys, joten tuloksia ei voi näyttää sen mukaan.")
        faults.append(Message(what, letter=cells.quoted(cross)))
    return found


class _Reading:
    """The counts while rows are taken one at a time."""

    def __init__(self, grid: Grid, mapping: Mapping, questions: dict, faults: list[Message]) -> None:
        self.grid, self.mapping, self.questions, self.faults = grid, mapping, questions, faults
        self.respondents, self.open = 0, []
        self.cross = mapping.terms.get(described.CROSS, "")
        self.answered: Counter = Counter()
        self.counts: dict[str, Counter] = defaultdict(Counter)
        self.crossed: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
        self.crossed_answered: dict[str, Counter] = defaultdict(Counter)

    def take(self, row: int) -> None:
        """Count one answer; a row without any answer is left out."""
        chosen, said = {}, False
        for name, (question, columns) in self.questions.items():
            if question.kind == OPEN:
                said |= self._open(row, question, columns[0])
            elif options := self._chosen(row, question, columns):
                chosen[name] = options
        if not chosen and not said:
            return
        self.respondents += 1
        group = next(iter(chosen.get(self.cross, ())), NOT_TOLD)
        for name, options in chosen.items():
            self.answered[name] += 1
            self.counts[name].update(options)
            if self.cross and self.questions[name][0].is_closed:
                self.crossed_answered[name][group] += 1
                self.crossed[name][group].update(options)

    def _open(self, row: int, question: Question, one: Described) -> bool:
        written = self.grid.at(row, column_index_from_string(one.letter))
        if written.wrong:
            self._wrong(row, one, written.wrong)
        if written.wrong or written.is_blank:
            return False
        text = "\n".join(" ".join(line.split()) for line in cells.text_of(written.value).splitlines() if line.strip())
        answer = OpenAnswer(question.text, personal.masked(text)[:LONGEST_ANSWER], personal.found(text))
        self.open.append(answer)
        return True

    def _chosen(self, row: int, question: Question, columns: list[Described]) -> set[str]:
        found = set()
        for one in columns:
            written = self.grid.at(row, column_index_from_string(one.letter))
            if written.wrong:
                self._wrong(row, one, written.wrong)
            elif not written.is_blank and not self._has_code(row, one, written):
                found |= (
                    self._of_option(row, one, written) if one.option else self._of_list(row, question, one, written)
                )
        return found

    def _has_code(self, row: int, one: Described, written: Written) -> bool:
        if is_code := identity_codes.has_code(cells.text_of(written.value)):
            self._wrong(row, one, Message(N_("solussa on henkilötunnus. Poista se.")))
        return is_code

    def _of_option(self, row: int, one: Described, written: Written) -> set[str]:
        word, option = fold(cells.text_of(written.value)), bare(one.option)
        if word in words("not_chosen"):
            return set()
        if word not in words("chosen") | {fold(option), "1"} and not one.rest:
            what = N_("”{value}” ei kerro, valittiinko vaihtoehto. Kirjoita 1 tai jätä tyhjäksi.")
            self._wrong(row, one, Message(what, value=cells.quoted(personal.masked(cells.text_of(written.value)))))
        return {option}

    def _of_list(self, row: int, question: Question, one: Described, written: Written) -> set[str]:
        text = " ".join(cells.text_of(written.value).split())
        whole = _meant(text, question)
        if question.kind != MULTIPLE or whole:
            parts = [text]
        else:
            parts = [part.strip() for part in text.split(";") if part.strip()]
        found = set()
        for part in parts:
            option = _meant(part, question) or question.rest
            if not option:
                self._not_listed(row, question, one, part)
            found |= {option} if option else set()
        return found

    def _not_listed(self, row: int, question: Question, one: Described, part: str) -> None:
        what = N_("”{value}” ei ole kuvauksen vaihtoehdoissa: {listed}. Lisää se kuvaukseen.")
        listed = "; ".join(question.options)
        self._wrong(row, one, Message(what, value=cells.quoted(personal.masked(part)), listed=listed))

    def _wrong(self, row: int, one: Described, what: Message) -> None:
        self.faults.append(self.grid.fault(row, column_index_from_string(one.letter), what))

    def results(self) -> Results:
        """The counts of all rows."""
        terms, closed = self.mapping.terms, [name for name, (one, _) in self.questions.items() if one.kind != OPEN]
        survey = Survey(
            name=terms[described.NAME], by=terms[described.BY], licence=terms[described.LICENCE],
            first=terms[described.FIRST], last=terms[described.LAST], asked=terms.get(described.ASKED),
            restricted=terms.get(described.RESTRICTED, False), cross=self.cross,
            language=terms.get(described.WRITTEN_IN, "fi"), questions=tuple(one for one, _ in self.questions.values()),
        )  # fmt: skip
        by_option = {name: self._in_order(name, self.counts[name]) for name in closed}
        crossed = {
            name: {group: self._in_order(name, counts) for group, counts in sorted(groups.items())}
            for name, groups in self.crossed.items()
        }
        crossed_answered = {name: dict(sorted(groups.items())) for name, groups in self.crossed_answered.items()}
        return Results(
            survey=survey, respondents=self.respondents, answered={name: self.answered[name] for name in closed},
            counts=by_option, crossed=crossed, crossed_answered=crossed_answered,
        )  # fmt: skip

    def _in_order(self, name: str, counts: Counter) -> dict[str, int]:
        """By option in the question's order: nothing tells in which order people answered."""
        return {option: counts[option] for option in self.questions[name][0].options}


def _meant(text: str, question: Question) -> str:
    """The option that is meant by a text: its words, its number on a scale, or the ages that it is between."""
    known = {fold(option): option for option in question.options}
    word = fold(text)
    for one in (word, word.rstrip("; "), fold(_LEADING_NUMBER.sub("", text))):
        if one in known:
            return known[one]
    without_number = {fold(_LEADING_NUMBER.sub("", option)): option for option in question.options}
    if word in without_number:
        return without_number[word]
    if not (text.isascii() and text.isdigit()):
        return ""
    if question.kind == SCALE and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1]
    return next((option for option in question.options if _is_between(int(text), option)), "")


def _is_between(age: int, option: str) -> bool:
    found = _AGES.fullmatch(option.strip())
    if not found or not re.search(r"[-–+]", option):
        return False
    return int(found[1]) <= age <= int(found[2] or 150)
