"""Every page of the worked example says that it is one, and no page of Kangasala's own has a word of it."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import docx
import openpyxl
import pytest

from kotolib import areas, house, office_files
from kotolib.batch.run import run_areas
from kotolib.cli import command_line
from kotolib.documents import blocks, formats, numbers_workbook
from kotolib.documents.assembly import Failed
from kotolib.documents.docx import into
from kotolib.documents.imprint import Imprint
from kotolib.errors import StoreDamaged
from kotolib.programme import keeping, reading
from kotolib.programme.written import written
from tests import executed_notebook, town_template

DAY = "2026-11-24"
BANNER = (
    "Esimerkki: tämä ei ole Kangasalan oma ohjelma. Tilastot ovat oikeita, mutta ohjelma ja kunnan omat luvut on "
    "keksitty."
)
MARK = "Esimerkki – ei kunnan oma ohjelma"
NAME = "Kangasalan kotoutumisen edistämisen ohjelma 2026–2029 (esimerkki)"


def section(area: str) -> blocks.Document:
    parameters = executed_notebook.PARAMETERS.replace('"211"', f'"{area}"')
    cells = executed_notebook.residents().cells[1:]
    return blocks.read(executed_notebook.notebook(*cells, parameters=parameters), "31_residents")


@pytest.fixture(scope="module", params=[house.EXAMPLE, "211"])
def made(request) -> tuple[bool, blocks.Document, Imprint]:
    document = section(request.param)
    return request.param == house.EXAMPLE, document, Imprint.of(document)


def plain(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, white space aside."""
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode("utf-8")
    return [re.sub(r"\s+", " ", words_) for words_ in words.split("\f")[:-1]]


@pytest.mark.parametrize("kind", ["section", "programme", "failed"])
def test_pages_open_with_the_banner(made, kind):
    is_example, document, imprint = made
    html = formats.WRITERS["html"]
    failed = Failed("Asukkaat", "Solu ei toiminut.")
    page = {
        "section": lambda: html.section(document, imprint, ()),
        "programme": lambda: html.programme([document, failed], imprint),
        "failed": lambda: html.failed(failed, imprint, ()),
    }[kind]().decode("utf-8")

    assert (f'<p class="example">{BANNER}</p>' in page) is is_example
    assert (NAME in page) is is_example


@pytest.mark.parametrize("kind", ["section", "programme"])
def test_every_page_of_a_pdf_bears_the_mark_and_the_first_the_banner(made, kind):
    is_example, document, imprint = made
    pdf = formats.WRITERS["pdf"]
    pages = plain(pdf.section(document, imprint, ()) if kind == "section" else pdf.programme([document], imprint))

    assert len(pages) > 1
    assert [MARK in page for page in pages] == [is_example] * len(pages)
    assert [NAME in page for page in pages] == [is_example] * len(pages)
    assert (BANNER in pages[0]) is is_example


@pytest.mark.parametrize("kind", ["section", "programme"])
def test_word_documents_bear_the_mark_above_each_page_and_open_with_the_banner(made, kind):
    is_example, document, imprint = made
    writer = formats.WRITERS["docx"]
    content = writer.section(document, imprint, ()) if kind == "section" else writer.programme([document], imprint)
    word = docx.Document(io.BytesIO(content))

    assert (word.paragraphs[0].text == BANNER) is is_example
    assert (MARK in [each.text for each in word.sections[0].header.paragraphs]) is is_example


def test_a_section_in_a_template_of_the_municipality_opens_with_the_banner_once(made):
    is_example, document, _imprint = made
    once = into(town_template.template(marks=("31",)), {"31": document}, "malli.docx")
    again = into(once, {"31": document}, "malli.docx")

    words = [
        "".join(t.text or "" for t in p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
        for p in docx.Document(io.BytesIO(again)).element.body.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
        )
    ]
    assert words.count(BANNER) == int(is_example)


def test_the_workbook_of_numbers_says_it_too(made):
    is_example, document, imprint = made
    book = openpyxl.load_workbook(io.BytesIO(numbers_workbook.workbook([document], imprint)))

    said = [cell.value for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert (BANNER in said) is is_example


def test_the_command_that_makes_it_again_asks_for_the_example():
    imprint = Imprint(house.EXAMPLE, edition="2026-11", as_of=DAY)

    assert imprint.command == f"python3 koto.py run --example --language fi --edition 2026-11 --as-of {DAY}"
    assert replace(imprint, area="211").example == ""


# --- the command line


def told(capsys, *words: str) -> tuple[int, str, str]:
    code = command_line.main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("command", ["run", "check"])
def test_the_example_is_asked_for_without_an_area(capsys, command):
    code, out, err = told(capsys, command, "Tampere", "--example")

    assert (code, out) == (2, "")
    assert err == "Valitsimen --example kanssa ei kirjoiteta aluetta. Jätä jompikumpi pois.\n"


def test_a_check_without_an_area_says_what_lacks(capsys):
    assert told(capsys, "check") == (2, "", "Komennosta puuttuu ALUE.\n")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own with the project's figures and the example; only the notebook of responsibilities."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(house.notebooks() / "10_responsibility.ipynb", tmp_path / "notebooks")
    sources = tmp_path / "data_sources"
    sources.mkdir()
    for each in house.data_sources().iterdir():
        if each.name != "own":
            (sources / each.name).symlink_to(each)
    (sources / "own" / house.EXAMPLE).mkdir(parents=True)
    shutil.copy(house.example() / keeping.WORKBOOK, sources / "own" / house.EXAMPLE)
    (tmp_path / "pyproject.toml").symlink_to(house.home() / "pyproject.toml")
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    return tmp_path


def test_check_reads_the_example_wherever_own_workbooks_are(capsys, home, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(home / "elsewhere"))
    code, out, err = told(capsys, "check", "--example", "--as-of", DAY)

    assert (code, err) == (0, "")
    assert "Taulukko Tavoitteet, rivi 14, sarake Määräaika: ennen määräaikaa saadaan vain yksi" in out
    assert not (home / "elsewhere").exists()


def test_a_run_of_the_example_shows_its_texts_and_one_of_kangasala_none_of_them(home):
    lines = []
    assert run_areas([house.EXAMPLE, "211"], as_of=DAY, tell=lines.append) == 0

    example, own = (
        # Long words in tables have soft hyphens.
        (home / "outputs" / folder / "fi" / "programme.html").read_text(encoding="utf-8").replace("\u00ad", "")
        for folder in (house.EXAMPLE, "211-kangasala")
    )
    responsible = [row.body for row in reading.read(house.example() / keeping.WORKBOOK).programme.responsibilities]
    assert BANNER in example and all(body in example for body in responsible)
    assert "simerkki" not in own
    assert not [body for body in responsible if body in own]


def test_a_copy_of_the_example_is_never_taken_for_a_municipalitys_own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    own = areas.get("211")
    keeping.folder(own).mkdir()
    office_files.move_into_place((house.example() / keeping.WORKBOOK).read_bytes(), keeping.place(own))

    assert written(own).programme.goals == ()
    assert isinstance(written(own).refusal, StoreDamaged)
    assert str(written(own).refusal) == (
        f"Työkirja {keeping.place(own)} on esimerkki, eikä sen tekstejä julkaista kunnan sivuilla. Tee oma työkirja "
        "komennolla new."
    )
    assert len(written(areas.get(house.EXAMPLE)).programme.goals) == 8
