"""Pins what an indicator says into the programme's workbook; knows the sheet of texts, and no control.

The workbook is the notebook's own area's, whichever area is looked at: another municipality's figures may be told in
one's own programme, but nothing is written into another's.
"""

from dataclasses import replace
from itertools import islice

from kotolib.display import exploring
from kotolib.display.exploring import Choice
from kotolib.display.prose import escaped
from kotolib.errors import N_, InTheWay, WrongWords
from kotolib.language import texts
from kotolib.programme import sheets, writing
from kotolib.programme.reading import Reading
from kotolib.programme.records import OwnText
from kotolib.programme.written import written
from kotolib.situation import Situation

NONE_YET = N_("Työkirjaa ei ole vielä. Tee se: python3 koto.py new {word}")
PINNED_ALREADY = N_("Sama teksti on jo työkirjan kohdassa {element}. Mitään ei tallennettu.")


def pin(here: Situation, choice: Choice, element: str) -> str:
    """Add the sentences, their source and the day to the municipality's own text of a document element.

    Parameters
    ----------
    here
        The notebook's situation: its area's workbook is written.
    choice
        What is looked at. It is told in the workbook's language.
    element
        `5.1` … `5.10`, a row of the sheet *Tekstit*.

    Returns
    -------
    str
        Where it is, and where the workbook as it was before.

    Raises
    ------
    InTheWay
        There is no workbook yet, it is open in another program or locked by another run, or it has changed meanwhile.
    WrongWords
        The same text is there already, or a check of the workbook would refuse it.
    StoreDamaged
        The workbook cannot be read.
    """
    reading = _workbook(here)
    text = _text(here, choice, reading.language)
    row = writing.find(reading, sheets.TEXTS, element) or OwnText(id=element)
    before = (row.text or "").strip()
    if text in before:
        raise WrongWords(PINNED_ALREADY, element=element)
    whole = f"{before}\n\n{text}" if before else text
    done = writing.put(reading, sheets.TEXTS, row.model_copy(update={"text": whole}), here.as_of)
    return here.texts(
        "Teksti lisättiin työkirjaan: {sheet}, kohta {element}. Aiempi työkirja on tiedostossa {backup}.",
        sheet=sheets.sheet(sheets.TEXTS).title_in(reading.language), element=element, backup=done.backup.name,
    )  # fmt: skip


def elements(here: Situation) -> list[tuple[str, str]]:
    """(what is read, id) of the document elements to which a text can be pinned."""
    return [(f"{element} {name}", element) for element, name in sheets.choices("element", here.language).items()]


def _workbook(here: Situation) -> Reading:
    found = written(here.area)
    if found.refusal:
        raise found.refusal
    if not found.reading:
        raise InTheWay(NONE_YET, word=here.area.word)
    return found.reading


def _text(here: Situation, choice: Choice, language: str) -> str:
    spoken = replace(here, language=language, texts=texts(language))
    said = dict(islice(exploring.views(spoken, choice), exploring.VIEWS.index("origin") + 1))
    return escaped(exploring.kept(exploring.situation(spoken, choice), said))
