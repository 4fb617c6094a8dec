"""From the lines of a delivered table to figures, every fault with its cell; knows forms and grids, writes nothing."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kotolib import areas, frame
from kotolib.areas.area import Area
from kotolib.deliveries.forms import ASKED, SHARE, Figure, Form
from kotolib.errors import N_, KotoError, Message
from kotolib.language import LANGUAGES, texts
from kotolib.language.folding import fold
from kotolib.programme import cells, identity_codes
from kotolib.programme.cells import Unreadable, Vocabulary
from kotolib.programme.receiving.columns import AREA, MUNICIPALITY, REMARK, YEAR, Found
from kotolib.programme.receiving.grid import Written
from kotolib.programme.sheets import Column

FIRST_YEAR = 1970
EXAMPLE = N_("Esimerkki")
SECRET = ("…", "...")
NOT_KNOWN = ("..",)
COUNTED = ("persons", "events", "places")
"""Units whose numbers are whole."""

_NUMBER = Column(id="number", type="number", name=("", ""))
_LONGEST_CLASS = 80


@dataclass(frozen=True)
class Asked:
    """What is read: the form, the area, the last year that may be told of, and the unit that the delivery tells."""

    form: Form
    area: Area
    on: date
    unit: str = ""

    def unit_of(self, figure: Figure) -> str:
        """The unit of a figure."""
        return self.unit if figure.unit == ASKED else figure.unit


def read(found: Found, asked: Asked, faults: list[Message]) -> list[dict]:
    """The figures of every line: `area`, `time`, `content`, the classes, `value` and `status`.

    Parameters
    ----------
    found
        The sheet and its columns.
    asked
        What is read.
    faults
        Where every fault is told.
    """
    faults += _of_sheet(found)
    records, seen = [], {}
    for row in found.grid.rows(found.first):
        if not _is_left_out(found, row):
            records += _Line(found, asked, row, faults).records(seen)
    if not records and not faults:
        faults.append(Message(N_("Tiedostossa ei ole yhtään lukua.")))
    return records


def _of_sheet(found: Found) -> Iterable[Message]:
    """What makes a whole sheet unsure: hidden lines, merged cells, personal identity codes."""
    grid = found.grid
    for row in sorted(grid.hidden):
        if row >= found.first and row in grid.cells:
            yield grid.fault(row, 1, Message(N_("rivi on piilotettu. Tuo se näkyviin tai poista se.")))
    for cells_, rows in grid.merged:
        if max(rows) >= found.header:
            yield grid.fault(min(rows), 1, Message(N_("solut {cells} on yhdistetty. Pura yhdistäminen."), cells=cells_))
    for row, written in grid.cells.items():
        for column, cell in written.items():
            if isinstance(cell.value, str) and identity_codes.has_code(cell.value):
                yield grid.fault(row, column, Message(N_("solussa on henkilötunnus. Poista se.")))


def _is_left_out(found: Found, row: int) -> bool:
    """The example, and what stands beside no figure."""
    first = fold(cells.text_of(found.grid.at(row, 1).value or ""))
    if any(first.startswith(fold(texts(language)(EXAMPLE))) for language in LANGUAGES):
        return True
    given = [column for name, column in found.columns.items() if name not in (AREA, MUNICIPALITY, YEAR, REMARK)]
    return all(found.grid.at(row, column).is_blank for column in given)


class _Line:
    """One line while it is read."""

    def __init__(self, found: Found, asked: Asked, row: int, faults: list[Message]) -> None:
        self.found, self.asked, self.row, self.faults = found, asked, row, faults

    def records(self, seen: dict[tuple, int]) -> list[dict]:
        """A record for each figure; none where the line has no figure or something in it is wrong."""
        figures = {name: self._figure(name, each) for name, each in self.asked.form.figures.items()}
        if all(told == (None, frame.MISSING) for told in figures.values()):
            return []
        before = len(self.faults)
        code, year = self._area(), self._year()
        classes = {name: self._class(name) for name in self.asked.form.classes}
        self._hold_parts(figures)
        key = (code, year, *classes.values())
        if key in seen:
            self._wrong(YEAR, N_("sama kunta, vuosi ja luokka on jo rivillä {row}."), row=seen[key])
        seen.setdefault(key, self.row)
        if len(self.faults) > before:
            return []
        shared = {"area": code, "time": str(year)} | classes
        return [shared | {"content": name, "value": told[0], "status": told[1]} for name, told in figures.items()]

    def _written(self, name: str) -> Written:
        return self.found.grid.at(self.row, self.found.columns.get(name, 0))

    def _wrong(self, name: str, message: str, **fields: object) -> None:
        column = self.found.columns.get(name, 1)
        self.faults.append(self.found.grid.fault(self.row, column, Message(message, **fields)))

    def _tell(self, name: str, told: Message) -> None:
        self._wrong(name, told.message, **told.fields)

    def _area(self) -> str:
        area = self.asked.area
        name = AREA if AREA in self.found.columns else MUNICIPALITY
        written = self._written(name)
        if written.is_blank and len(area.members) == 1:
            return area.members[0]
        if written.wrong:
            self._tell(name, written.wrong)
            return ""
        try:
            found = areas.get(cells.text_of(written.value or ""))
        except KotoError as fault:
            self._tell(name, Message(fault.message, **fault.fields))
            return ""
        if found.id not in area.members:
            self._wrong(name, N_("{found} ei kuulu alueeseen {area}. Poista rivi."), found=found.name, area=area.name)
        return found.id

    def _year(self) -> int:
        written = self._written(YEAR)
        if written.wrong:
            self._tell(YEAR, written.wrong)
            return 0
        text = cells.text_of(written.value or "")
        year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
        if not FIRST_YEAR <= year <= self.asked.on.year:
            self._wrong(
                YEAR, N_("”{value}” ei ole vuosi väliltä {first}–{last}."),
                value=cells.quoted(text), first=FIRST_YEAR, last=self.asked.on.year,
            )  # fmt: skip
        return year

    def _class(self, name: str) -> str:
        each, written = self.asked.form.classes[name], self._written(name)
        if written.wrong:
            self._tell(name, written.wrong)
            return ""
        text = " ".join(cells.text_of(written.value if written.value is not None else "").split())
        if not text:
            self._wrong(name, N_("puuttuu: {column}."), column=each.name[0])
        elif not each.values:
            return text[:_LONGEST_CLASS].replace("/", "∕")  # a slash joins classes
        elif fold(text) not in each.meanings():
            near = difflib.get_close_matches(fold(text), each.meanings(), n=1, cutoff=0.5)
            listed = [told[0] for told in each.values.values()]
            nearest = [each.values[each.meanings()[word]][0] for word in near]
            self._wrong(
                name, N_("”{value}” ei ole luettelossa. Valitse jokin näistä: {listed}."),
                value=cells.quoted(text), listed="; ".join(dict.fromkeys([*nearest, *listed])),
            )  # fmt: skip
        return each.meanings().get(fold(text), "")

    def _figure(self, name: str, figure: Figure) -> tuple[float | None, str]:
        written = self._written(name)
        if written.wrong:
            self._tell(name, written.wrong)
            return None, frame.BELOW_QUALITY
        if written.is_blank:
            return None, frame.MISSING
        text = cells.text_of(written.value)
        if text in SECRET:
            return None, frame.SUPPRESSED_BY_SOURCE
        if text in NOT_KNOWN:
            return None, frame.MISSING
        try:
            value = cells.read(_NUMBER, written.value, Vocabulary())
        except Unreadable as fault:
            self._tell(name, fault.told)
            return None, frame.BELOW_QUALITY
        self._judge(name, figure, written, value)
        return value, frame.OK

    def _judge(self, name: str, figure: Figure, written: Written, value: float) -> None:
        unit = self.asked.unit_of(figure)
        is_percent = written.is_percent or (isinstance(written.value, str) and "%" in written.value)
        if value < 0:
            self._wrong(name, N_("luku on pienempi kuin nolla."))
        elif unit == SHARE:
            self._judge_share(name, value, is_percent)
        elif is_percent:
            self._wrong(name, N_("solussa on prosentti, mutta tässä kysytään lukua."))
        elif unit in COUNTED and value % 1:
            self._wrong(name, N_("luku ei ole kokonaisluku: {value}."), value=cells.text_of(value))
        elif figure.highest and value > figure.highest:
            self._wrong(name, N_("luku on suurempi kuin {most}."), most=cells.text_of(float(figure.highest)))

    def _judge_share(self, name: str, value: float, is_percent: bool) -> None:
        if 0 < value <= 1 and not is_percent:
            self._wrong(
                name, N_("onko {value} prosenttia vai osuus? Kirjoita prosenttimerkki: {small} % tai {large} %."),
                value=cells.text_of(value), small=cells.text_of(value), large=cells.text_of(round(value * 100, 10)),
            )  # fmt: skip
        elif value > 100:
            self._wrong(name, N_("osuus on suurempi kuin 100 %."))

    def _hold_parts(self, figures: dict) -> None:
        """A part is no larger than its whole."""
        for name, figure in self.asked.form.figures.items():
            part, whole = figures[name][0], figures[figure.of][0] if figure.of else None
            if figure.unit in COUNTED and part is not None and whole is not None and part > whole:
                of = self.asked.form.figures[figure.of].name[0]
                self._wrong(name, N_("luku on suurempi kuin sarakkeen {column}."), column=of)
