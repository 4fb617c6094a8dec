"""Pages in other languages than Finnish: no page mixes languages, numbers and places are of its language."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import nbformat
import pytest
import yaml

from kotolib import areas, house
from kotolib.cli.messages import all_messages
from kotolib.display.outputs import Figure
from kotolib.documents import notebooks
from kotolib.language import LANGUAGES, texts, upkeep
from kotolib.language.catalogues import is_complete
from kotolib.programme import sheets
from tests import walked
from tests.conftest import AS_OF

AREAS = {"en": ("211", "766", "211+562"), "sv": ("545",)}
COMPLETE = [language for language in LANGUAGES[1:] if is_complete(language)]
_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"`[^`]*`|python3 koto\.py[^.]*")


def words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(_CODE.sub(" ", text))}


def declared(language: str) -> Iterator[str]:
    """Every text of the declarations in a language."""
    folders = (house.data_sources(), resources.files("kotolib") / "programme")
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            if not {"importers", "own"} & set(path.parts):
                yield from _texts_of(yaml.safe_load(path.read_text(encoding="utf-8")), language)
    for path in sorted(house.snapshot().glob("*.json")):
        yield from _texts_of(json.loads(path.read_text(encoding="utf-8")), language)


def _texts_of(content: object, language: str) -> Iterator[str]:
    if isinstance(content, dict):
        yield from (str(text) for key, text in content.items() if key == language)
    if isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _texts_of(one, language)


@cache
def only_finnish(language: str) -> frozenset[str]:
    """Words of Finnish messages and declarations that the other language and the names of places never use."""
    finnish = {said.message + " " + said.plural for said in all_messages()} | set(declared("fi"))
    names = {name for area in (*areas.municipalities(), *areas.regions()) for name in area.names.values()}
    titles = {title for sheet in sheets.declared().sheets for title in sheet.title}
    other = {text for _, _, message in upkeep.entries(language) for text in _strings(message)}
    known = set().union(*map(words, other | set(declared(language)) | names | titles))
    return frozenset(set().union(*map(words, finnish)) - known)


def _strings(message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def drawn(content: object) -> Iterator[str]:
    """The texts of a drawing's data."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list | tuple):
        for one in content.values() if isinstance(content, dict) else content:
            yield from drawn(one)


def shown(area: str, language: str) -> Iterator[tuple[str, str]]:
    """Every text of the pages of an area: where it stands, and what it says."""
    _ = texts(language)
    for section in notebooks.sections():
        written = notebooks.translate(nbformat.read(section.path, as_version=4), _, joint="+" in area)
        yield from ((section.key, cell.source) for cell in written.cells if cell.cell_type == "markdown")
        names = {"area": area, "language": language, "edition": "latest", "as_of": AS_OF}
        for cell in written.cells:
            if walked.is_walked(cell) and not section.by_hand:
                output = walked._run(cell.source, names)
                if output is not None:
                    yield from walked.texts(output)
                if isinstance(output, Figure):
                    yield from ((f"{output.key}, drawing", text) for text in drawn(output.data))


CASES = [(language, area) for language in COMPLETE for area in AREAS[language]]


@pytest.fixture(scope="module")
def told():
    return cache(lambda language, area: tuple(shown(area, language)))


@pytest.mark.parametrize(("language", "area"), CASES)
def test_no_page_mixes_languages(language, area, told):
    found = [(where, text, sorted(both)) for where, text in told(language, area)
             if (both := words(text) & only_finnish(language))]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("area", [area for language, area in CASES if language == "en"])
def test_english_numbers_have_points_and_commas(area, told):
    """No decimal comma, no space between thousands or before a per cent sign."""
    wrong = re.compile(r"\d,\d(?!\d\d)|\d\u00a0\d{3}\b|\d[\u00a0 ]%")
    assert [(where, text) for where, text in told("en", area) if wrong.search(text)] == []


def test_words_of_finnish_alone_are_known():
    """The net has a mesh: common words of pages are in it, names of places and of other languages are not."""
    for language in COMPLETE:
        assert {"vuonna", "kunnassa", "osuus"} <= only_finnish(language)
        assert not {"kangasala", "sottunga", "pirkanmaa", "sotkanet"} & only_finnish(language)
