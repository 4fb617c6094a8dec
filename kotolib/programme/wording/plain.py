"""Rules of plain Finnish as remarks on a text: long sentences and words, side clauses, numbers, passives, short forms.

Knows forms of words, no dictionary: a remark is a hint to the writer, never a verdict, and a text without remarks is
not yet easy to read. The limits follow the guidance of Selkokeskus and Kotus on easy language, in rounded figures.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kotolib.programme.wording import sentences

LONGEST_SENTENCE = 15
"""Words."""
LONGEST_WORD = 20
"""Letters."""
MOST_CLAUSES, MOST_NUMBERS = 1, 1
"""Side clauses and numbers of a sentence."""
MOST_SENTENCES = 4
"""Sentences of a paragraph."""

SENTENCE, WORD, CLAUSE, NUMBERS, PASSIVE, SHORT_FORM, PERCENT, PARAGRAPH = (
    *("sentence", "word", "clause", "numbers", "passive", "short_form", "percent", "paragraph"),
)
RULES = (SENTENCE, WORD, CLAUSE, NUMBERS, PASSIVE, SHORT_FORM, PERCENT, PARAGRAPH)

_WORDS = re.compile(r"[^\W\d_]+(?:[-–’:][^\W\d_]+)*|\d[\d\u00a0.,–]*")
_JOINING = (
    *("että", "jotta", "koska", "kun", "vaikka", "jos", "kunnes", "ellei", "joka", "jotka", "jonka", "joiden", "joita"),
    *("jota", "jossa", "joissa", "josta", "joista", "johon", "joihin", "jolla", "joilla", "jolle", "joille", "mikä"),
    *("mitä", "miten", "miksi", "missä", "mihin", "milloin", "kuinka", "kuka", "ketkä", "keitä", "onko"),
)
_CLAUSE = re.compile(rf"(?:,|^)\s+?(?:{'|'.join(_JOINING)})\b|,\s(?:{'|'.join(_JOINING)})\b", re.IGNORECASE)
# Passives by their endings; of -llaan, -nnaan and -rraan, which are possessives too, only those of common verbs.
_PASSIVE = re.compile(
    r"\b(?:[^\W\d_]{2,}(?:taan|tään|daan|dään|ellaan|ellään|illaan|illään|ttiin|tiin)|tullaan|ollaan|kuullaan|mennään"
    r"|pannaan|purraan)\b",
    re.IGNORECASE,
)
_NO_PASSIVE = re.compile(
    r"pitkään|itsestään|elämästään|\w*(?:aikaan|asiaan|kertaan|kuntaan|laskentaan|rauhaan|virtaan|hintaan|kieltään|työtään"
    r"|lastaan|perhettään|mieltään|ilmoitustaan)",
    re.IGNORECASE,
)
"""Cases and possessives of nouns with the same endings."""

_SHORT_FORMS = re.compile(r"\b(?:esim|mm|ym|yms|jne|ns|ks|nro|puh|klo|tms|em|ko)\.|\b[A-ZÅÄÖ]{2,}\b|(?<=\w)/(?=\w)")
_PERCENT = re.compile(r"%|prosent", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d\u00a0.,]*(?:[–\u2060-]+\d+)?")


@dataclass(frozen=True)
class Remark:
    """One place where a rule of plain Finnish does not hold.

    Attributes
    ----------
    rule
        One of :data:`RULES`.
    sentence
        Where; of a paragraph that is too long its first sentence.
    found
        The words that the remark is about, or how many there are.
    """

    rule: str
    sentence: str
    found: str


def remarks(text: str) -> tuple[Remark, ...]:
    """The remarks on a text, paragraph by paragraph.

    Parameters
    ----------
    text
        Finnish prose; an empty line parts paragraphs.

    Examples
    --------
    >>> remarks("Kunta järjestää tilaisuuden. Siellä voit kertoa mielipiteesi.")
    ()
    >>> [(one.rule, one.found) for one in remarks("Järjestetään kuulemistilaisuus, josta tiedotetaan.")]
    [('passive', 'Järjestetään, tiedotetaan')]
    """
    return tuple(remark for paragraph in text.split("\n\n") for remark in _of_paragraph(paragraph))


def _of_paragraph(paragraph: str) -> Iterator[Remark]:
    found = sentences.of(paragraph)
    for sentence in found:
        for rule, look in _LOOKS.items():
            if told := look(sentence):
                yield Remark(rule, sentence, told)
    if len(found) > MOST_SENTENCES:
        yield Remark(PARAGRAPH, found[0], str(len(found)))


def words(sentence: str) -> list[str]:
    """The words of a sentence, numbers among them."""
    return _WORDS.findall(sentence)


def _long_sentence(sentence: str) -> str:
    count = len(words(sentence))
    return str(count) if count > LONGEST_SENTENCE else ""


def _long_words(sentence: str) -> str:
    return ", ".join(word for word in words(sentence) if len(word) > LONGEST_WORD)


def _clauses(sentence: str) -> str:
    count = len(_CLAUSE.findall(sentence))
    return str(count) if count > MOST_CLAUSES else ""


def _numbers(sentence: str) -> str:
    count = len(_NUMBER.findall(sentence))
    return str(count) if count > MOST_NUMBERS else ""


def _passives(sentence: str) -> str:
    return ", ".join(word for word in _PASSIVE.findall(sentence) if not _NO_PASSIVE.fullmatch(word))


def _short_forms(sentence: str) -> str:
    return ", ".join(_SHORT_FORMS.findall(sentence))


def _percents(sentence: str) -> str:
    return ", ".join(_PERCENT.findall(sentence))


_LOOKS: dict[str, Callable[[str], str]] = {
    SENTENCE: _long_sentence,
    WORD: _long_words,
    CLAUSE: _clauses,
    NUMBERS: _numbers,
    PASSIVE: _passives,
    SHORT_FORM: _short_forms,
    PERCENT: _percents,
}
