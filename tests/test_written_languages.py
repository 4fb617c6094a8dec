"""What people wrote says its language where the page is in another (WCAG 3.1.2): in HTML, Word and PDF."""

import io
import re

import docx
import nbformat
import pikepdf
import pytest

import kotolib as koto
from kotolib.batch import section
from kotolib.display.outputs import Cell, Table
from kotolib.documents import blocks, formats, html
from kotolib.documents.imprint import Imprint
from tests.written_programme import FULL, filled

SHOWN = (
    'koto.responsible(here, "coordinator")',
    "koto.decision_log(here)",
    "koto.challenges_and_opportunities(here)",
    "koto.services(here)",
    "koto.goal_cards(here)",
    "koto.measures(here)",
)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOTO_OWN", str(tmp_path_factory.mktemp("own")))
        # Figures of indicators take their time, and here is only language.
        filled({place: typed for place, typed in FULL.items() if place[2] not in ("indicator", "indicators")})
        yield


def document(language: str) -> blocks.Document:
    cells = [
        nbformat.v4.new_markdown_cell("# Ohjelma"),
        nbformat.v4.new_code_cell(
            f'area: str = "211"\nlanguage: str = "{language}"', metadata={"tags": ["parameters"]}
        ),
        nbformat.v4.new_code_cell('import kotolib as koto\nhere = koto.begin(area, language, "latest", "2026-11-24")'),
        *(nbformat.v4.new_code_cell(shown) for shown in SHOWN),
    ]
    return blocks.read(section.execute(nbformat.v4.new_notebook(cells=cells), {}, "koto"), "ohjelma")


@pytest.fixture(scope="module")
def swedish(own) -> blocks.Document:
    return document("sv")


def test_a_finnish_workbook_on_a_swedish_page_is_marked_as_finnish(swedish):
    page = html.section_page(swedish, Imprint.of(swedish)).replace("\u00ad", "")
    assert '<html lang="sv">' in page
    assert '<span lang="fi">Hyvinvoinnin palvelualue</span>' in page
    assert '<span lang="fi">Kutsuu ryhmän koolle ja kokoaa ohjelman.</span>' in page
    assert '<span lang="fi">H1 Työpaikkaa on vaikea löytää ilman suomen kieltä.</span>' in page
    assert '<span lang="fi">Neuvontaa saa myös iltaisin.</span>' in page
    assert '<span lang="fi">TP1 Rekrytointitapaamiset yrityksille.</span>' in page
    assert re.search(r'<div lang="fi"><h\d id="[^"]*">T1 Yhä useampi', page)


def test_what_the_page_says_itself_is_not_marked(swedish):
    page = html.section_page(swedish, Imprint.of(swedish))
    marked = [part.partition("</span>")[0] for part in page.split('<span lang="fi">')[1:]]
    assert "inte antecknat" not in marked and "sysselsättning" not in marked
    assert not [text for text in marked if text.startswith("Namnlös")]


@pytest.mark.parametrize(("language", "count"), [("fi", 0), ("sv", 1)])
def test_a_page_in_the_language_of_its_workbook_marks_nothing(own, language, count):
    table = koto.responsible(koto.begin("211", language, as_of="2026-11-24"), "coordinator")
    told = [cell["language"] for row in table.as_json()["rows"] for cell in row if cell.get("language")]
    assert bool(told) == bool(count) and set(told) <= {"fi"}


def test_a_swedish_workbook_on_a_finnish_page_is_marked_as_swedish(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    filled({("responsibilities", "V1", "body"): "Bildningsavdelningen"}, language="sv")
    for language in ("fi", "en"):
        table = koto.responsible(koto.begin("211", language, as_of="2026-11-24"), "coordinator")
        assert table.rows[0][0] == Cell("Bildningsavdelningen", language="sv")


def test_what_stands_in_place_of_a_missing_text_is_the_pages_own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    filled({("services", "P1", "change"): "Neuvontaa iltaisin."})
    table = koto.services(koto.begin("211", "sv", as_of="2026-11-24"))
    assert isinstance(table, Table)
    assert [(cell.text, cell.language) for cell in table.rows[0] if cell.language] == [("Neuvontaa iltaisin.", "fi")]


def test_word_and_pdf_carry_it_too(swedish):
    imprint = Imprint.of(swedish)
    word = docx.Document(io.BytesIO(formats.WRITERS["docx"].section(swedish, imprint, ())))
    runs = [run for table in word.tables for cell in table._cells for par in cell.paragraphs for run in par.runs]
    (run,) = [run for run in runs if run.text == "Kutsuu ryhmän koolle ja kokoaa ohjelman."]
    assert 'w:lang w:val="fi-FI"' in run._element.xml
    pdf = formats.WRITERS["pdf"].section(swedish, imprint, ())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        languages = {
            str(one["/Lang"]) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
    assert {"fi"} <= {language[:2] for language in languages}


def test_a_sentence_is_in_one_language(swedish):
    here = koto.begin("211", "sv", as_of="2026-11-24")
    # The programme's name is Finnish: the Swedish sentence does without it.
    assert koto.programme_state(here).text.startswith("Programperioden är 2026–\u20602029.")
    later = koto.begin("211", "sv", as_of="2030-01-01")
    assert koto.programme_state(later).text.startswith("Programperioden var 2026–\u20602029.")


@pytest.mark.parametrize(
    ("language", "banner"),
    [
        ("sv", "Exempel: det här är inte Kangasalas eget program."),
        ("en", "Example: this is not Kangasala’s own programme."),
    ],
)
def test_the_examples_banner_is_right_in_each_language(language, banner):
    assert Imprint("example-kangasala", language).example.startswith(banner)
