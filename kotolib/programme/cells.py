"""What is written in one cell and what it means: text to value and value back to text; knows no sheet and no file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kotolib.errors import N_, Message
from kotolib.programme import identity_codes, sheets
from kotolib.programme.sheets import Column

YES_NO = {"fi": ("kyllä", "ei"), "sv": ("ja", "nej")}
_YES = {"kyllä", "ja", "yes", "k", "j", "x", "true", "tosi", "sant", "on"}
_NO = {"ei", "nej", "no", "e", "n", "-", "−", "–", "false", "epätosi", "falskt"}

EARLIEST, LATEST = 1900, 2100
"""Years outside these are slips of the pen."""

_SERIAL_ZERO = date(1899, 12, 30)  # what Excel counts days from, its false leap day of 1900 included
_NUMBER = re.compile(r"[+\-−–]?\d+(?:[.,]\d+)?")
_TAIL = re.compile(r"\s*(?:%|€|eur|euroa|euro|henkilöä|kpl|st)\s*$", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2060]")
_FINNISH_DAY = re.compile(r"(\d{1,2})[./]\s*(\d{1,2})[./]\s*(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_SEVERAL = re.compile(r"[;\n]")
_WORDS = re.compile(r"[;,\n]")
QUOTED = 60
"""A fault quotes no more than this many characters of a cell."""


class Unreadable(ValueError):
    """A cell does not say what its column asks; ``told`` says what is wrong and what to write instead."""

    def __init__(self, message: str, **fields: object) -> None:
        self.told = Message(message, **fields)
        super().__init__(self.told.tell())


@dataclass(frozen=True)
class Vocabulary:
    """What words mean in a workbook.

    Attributes
    ----------
    language
        The workbook's language, in which choices are listed to the reader.
    indicators
        Id of a declared indicator → its name in that language.
    meanings
        A folded name, in any language, or id of an indicator → its id.
    members
        Code of a municipality of the workbook's area → its name in the workbook's language.
    member_meanings
        A folded name of one, in any language, or its code → its code.
    """

    language: str = "fi"
    indicators: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    member_meanings: Mapping[str, str] = field(default_factory=dict)


def read(column: Column, value: object, vocabulary: Vocabulary) -> object:
    """The value of a cell as its column means it; None or an empty tuple where nothing is written.

    References come back as they are written; which rows there are is known only when all sheets are read.

    Raises
    ------
    Unreadable
        The cell says something else than the column asks.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return () if column.kind in sheets.SEVERAL else None
    return _READERS[column.kind](value, column, vocabulary)


def quoted(value: object) -> str:
    """The cell's text as a fault may quote it: one line, not endless, no personal identity code."""
    text = identity_codes.masked(" ".join(text_of(value).split()))
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def text_of(value: object) -> str:
    """Any cell as text, the way a person would write it."""
    if isinstance(value, datetime | date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(value: object, _column: Column, _vocabulary: Vocabulary) -> str | None:
    return text_of(value) or None


def _words(value: object, _column: Column, _vocabulary: Vocabulary) -> tuple[str, ...]:
    return _split(_WORDS, value)


def _split(pattern: re.Pattern, value: object) -> tuple[str, ...]:
    pieces = (" ".join(piece.split()) for piece in pattern.split(text_of(value)))
    return tuple(dict.fromkeys(filter(None, pieces)))


def _number(value: object, _column: Column, _vocabulary: Vocabulary) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        bare = _SPACES.sub("", _TAIL.sub("", value.strip()))
        if _NUMBER.fullmatch(bare):
            return float(bare.replace(",", ".").translate({ord("−"): "-", ord("–"): "-"}))
    raise _no_number(value)


def _no_number(value: object) -> Unreadable:
    found = _NUMBER.findall(quoted(value)) if isinstance(value, str) else []
    if len(found) == 1:
        return Unreadable(
            N_("”{value}” ei ole luku. Kirjoita {number} tai {number} %."), value=quoted(value), number=found[0]
        )
    return Unreadable(N_("”{value}” ei ole luku. Kirjoita pelkkä luku, esimerkiksi 60 tai 60 %."), value=quoted(value))


def _year(value: object, _column: Column, _vocabulary: Vocabulary) -> int:
    year = _year_or_none(value)
    if year is None and isinstance(value, datetime | date):
        year = value.year
    if year is None:
        raise Unreadable(
            N_("”{value}” ei ole vuosi. Kirjoita vuosi neljällä numerolla, esimerkiksi 2029."), value=quoted(value)
        )
    return year


def _year_or_none(value: object) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        year = int(value)
    elif isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        year = int(value.strip())
    else:
        return None
    return year if EARLIEST <= year <= LATEST else None


def _date(value: object, _column: Column, _vocabulary: Vocabulary) -> date:
    day = _day_or_none(value)
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise Unreadable(N_("”{value}” ei ole päivä. Kirjoita päivä muodossa 24.11.2026."), value=quoted(value))
    return day


def _day_or_none(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A day whose cell was formatted as a number; smaller numbers are rather years than days of the 1900s.
        return _SERIAL_ZERO + timedelta(days=int(value)) if 20_000 < value < 80_000 else None
    for pattern, order in ((_FINNISH_DAY, (3, 2, 1)), (_ISO_DAY, (1, 2, 3))):
        if isinstance(value, str) and (found := pattern.fullmatch(value.strip().rstrip("."))):
            try:
                return date(*(int(found[place]) for place in order))
            except ValueError:
                return None
    return None


def _deadline(value: object, _column: Column, _vocabulary: Vocabulary) -> date:
    year = _year_or_none(value)
    if year is not None:
        return date(year, 12, 31)
    day = _day_or_none(value)
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise Unreadable(
            N_("”{value}” ei ole vuosi eikä päivä. Kirjoita esimerkiksi 2029 tai 31.12.2029."), value=quoted(value)
        )
    return day


def _yes_no(value: object, _column: Column, vocabulary: Vocabulary) -> bool:
    word = sheets.fold(text_of(value))
    if word in _YES or value is True or value == 1:
        return True
    if word in _NO or value is False or value == 0:
        return False
    yes, no = YES_NO[vocabulary.language]
    raise Unreadable(
        N_("”{value}” ei ole {yes} eikä {no}. Kirjoita {yes} tai {no}."), value=quoted(value), yes=yes, no=no
    )


def _choice(value: object, column: Column, vocabulary: Vocabulary) -> str:
    found = sheets.meanings(column.points_to).get(sheets.fold(text_of(value)))
    if found is None:
        raise _not_listed(value, column, vocabulary)
    return found


def _not_listed(value: object, column: Column, vocabulary: Vocabulary) -> Unreadable:
    listed = "; ".join(sheets.choices(column.points_to, vocabulary.language).values())
    return Unreadable(
        N_("”{value}” ei ole luettelossa. Valitse jokin näistä: {listed}."), value=quoted(value), listed=listed
    )


def _many(value: object, column: Column, vocabulary: Vocabulary) -> tuple[str, ...]:
    known = sheets.meanings(column.points_to)
    found = []
    for piece in _split(_SEVERAL, value):
        # People separate with commas too; a label with a comma in it is found whole first.
        for word in [piece] if sheets.fold(piece) in known else _split(_WORDS, piece):
            found.append(_choice(word, column, vocabulary))
    order = list(sheets.declared().choices[column.points_to])
    return tuple(sorted(set(found), key=order.index))


def _reference(value: object, _column: Column, _vocabulary: Vocabulary) -> str:
    return text_of(value)


def _indicator(value: object, _column: Column, vocabulary: Vocabulary) -> str:
    """The id of a declared indicator; anything else as it is written: it may be the municipality's own."""
    text = text_of(value)
    return vocabulary.meanings.get(sheets.fold(text), text)


def _indicators(value: object, column: Column, vocabulary: Vocabulary) -> tuple[str, ...]:
    # Names of indicators have commas in them.
    pieces = _split(_SEVERAL, value)
    return tuple(dict.fromkeys(_indicator(piece, column, vocabulary) for piece in pieces))


def _member(value: object, _column: Column, vocabulary: Vocabulary) -> str:
    """The code of a municipality of the workbook's area."""
    found = vocabulary.member_meanings.get(sheets.fold(text_of(value)))
    if found is None:
        raise Unreadable(
            N_("”{value}” ei ole ohjelman jäsenkunta. Kirjoita jäsenkunnan nimi, esimerkiksi {example}."),
            value=quoted(value),
            example=next(iter(vocabulary.members.values()), ""),
        )
    return found


_READERS = {
    "text": _text,
    "long": _text,
    "words": _words,
    "number": _number,
    "year": _year,
    "date": _date,
    "deadline": _deadline,
    "yes_no": _yes_no,
    "choice": _choice,
    "many": _many,
    "ref": _reference,
    "refs": lambda value, _column, _vocabulary: _split(_WORDS, value),
    "indicator": _indicator,
    "indicators": _indicators,
    "member": _member,
}


def shown(column: Column, value: object, vocabulary: Vocabulary) -> object:
    """What is written into the cell for a value: what a cell may hold, in the workbook's language."""
    if value is None or value == ():
        return None
    language = vocabulary.language
    if column.kind == "yes_no":
        return YES_NO[language][0 if value else 1]
    if column.kind == "choice":
        return sheets.choices(column.points_to, language)[value]
    if column.kind == "many":
        return "; ".join(sheets.choices(column.points_to, language)[each] for each in value)
    if column.kind == "deadline" and (value.month, value.day) == (12, 31):
        return value.year
    if column.kind in ("words", "refs"):
        return ", ".join(value) if column.kind == "words" else "; ".join(value)
    if column.kind == "indicator":
        return vocabulary.indicators.get(value, value)
    if column.kind == "member":
        return vocabulary.members.get(value, value)
    if column.kind == "indicators":
        return "; ".join(vocabulary.indicators.get(each, each) for each in value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
