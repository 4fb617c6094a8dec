"""The notebooks as they are written: order, parameters, and a whole notebook in another language."""

import shutil
from pathlib import Path

import nbformat
import pytest

from kotolib.documents import notebooks
from kotolib.documents.notebooks import NotebookBroken
from kotolib.language import texts

FIXTURES = Path(__file__).parent / "fixtures" / "notebooks"
PARAMETERS = {"area": "211", "language": "sv", "edition": "latest", "as_of": "2026-11-24"}

SWEDISH = """
msgid "# Asukkaat"
msgstr "# Invånare"

msgid "## Keitä alueella on?"
msgstr "## Vilka finns i området?"

msgctxt "joint"
msgid "## Keitä alueella on?"
msgstr "## Vilka finns i det gemensamma området?"
"""


def catalogue(folder: Path, language: str, messages: str):
    """Texts of a small catalogue of one's own."""
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (place / "kotolib.po").write_text(header + messages, encoding="utf-8")
    return texts(language, folder)


def fixture(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FIXTURES / f"{name}.ipynb", as_version=4)


def prose(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_sections_come_in_the_order_of_their_numbers(tmp_path):
    for source, target in [("second", "32_second"), ("whole", "05_whole"), ("whole", "draft"), ("whole", "x1_whole")]:
        shutil.copy(FIXTURES / f"{source}.ipynb", tmp_path / f"{target}.ipynb")
    found = notebooks.sections(tmp_path)
    assert [(s.key, s.stem, s.title) for s in found] == [
        ("05", "05_whole", "Asukkaat"),
        ("32", "32_second", "Palvelut"),
    ]


def test_the_number_tells_chapters_from_working_pages_and_documents_of_their_own(tmp_path):
    for name in ("05_board", "10_first", "60_last", "61_alone", "71_alone"):
        shutil.copy(FIXTURES / "whole.ipynb", tmp_path / f"{name}.ipynb")
    found = notebooks.sections(tmp_path)
    assert [s.key for s in found if s.is_working] == ["05"]
    assert [s.key for s in found if s.is_chapter] == ["10", "60"]


def test_a_torn_notebook_is_named(tmp_path):
    shutil.copy(FIXTURES / "torn.ipynb", tmp_path / "31_torn.ipynb")
    with pytest.raises(NotebookBroken, match=r"31_torn\.ipynb"):
        notebooks.sections(tmp_path)
    with pytest.raises(NotebookBroken, match=r"31_torn\.ipynb"):
        notebooks.read(tmp_path / "31_torn.ipynb")


def test_a_folder_without_notebooks_is_told(tmp_path):
    with pytest.raises(NotebookBroken, match="ei ole yhtään muistikirjaa"):
        notebooks.sections(tmp_path)


def test_a_small_catalogue_translates_a_whole_notebook(tmp_path):
    swedish = catalogue(tmp_path, "sv", SWEDISH)
    original = fixture("whole")
    translated = notebooks.translate(original, swedish, name="31_whole")
    assert prose(translated) == ["# Invånare", "## Vilka finns i området?"]
    assert [c.source for c in translated.cells if c.cell_type == "code"] == [
        c.source for c in original.cells if c.cell_type == "code"
    ]
    assert prose(original) == ["# Asukkaat", "## Keitä alueella on?"]


def test_a_joint_area_is_spoken_of_in_its_own_words(tmp_path):
    swedish = catalogue(tmp_path, "sv", SWEDISH)
    assert prose(notebooks.translate(fixture("whole"), swedish, joint=True))[1] == (
        "## Vilka finns i det gemensamma området?"
    )


def test_finnish_has_joint_variants_too_and_is_else_its_own_translation(tmp_path):
    finnish = catalogue(
        tmp_path, "fi", 'msgctxt "joint"\nmsgid "## Keitä alueella on?"\nmsgstr "## Keitä kunnissa on?"\n'
    )
    assert prose(notebooks.translate(fixture("whole"), finnish, joint=True))[1] == "## Keitä kunnissa on?"
    assert prose(notebooks.translate(fixture("whole"), finnish))[1] == "## Keitä alueella on?"


def test_a_page_never_mixes_languages(tmp_path):
    swedish = catalogue(tmp_path, "sv", 'msgid "# Asukkaat"\nmsgstr "# Invånare"\n')
    with pytest.raises(NotebookBroken, match=r"31_whole, 3, ”## Keitä alueella on\?") as caught:
        notebooks.translate(fixture("whole"), swedish, name="31_whole")
    assert caught.value.fields["language"] == "sv"


def test_a_title_is_told_in_the_language(tmp_path):
    shutil.copy(FIXTURES / "whole.ipynb", tmp_path / "31_whole.ipynb")
    (section,) = notebooks.sections(tmp_path)
    assert notebooks.title_in(section, catalogue(tmp_path, "sv", SWEDISH)) == "Invånare"


def test_braces_and_blank_lines_of_prose_stay(tmp_path):
    cell = "Tekstiä {ei kenttä}.\n\n- kohta 100 %\n"
    message = r"Tekstiä {ei kenttä}.\n\n- kohta 100 %\n"
    swedish = catalogue(tmp_path, "sv", f'msgid "{message}"\nmsgstr "Text {{inte fält}}.\\n\\n- punkt 100 %\\n"\n')
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell)])
    assert prose(notebooks.translate(notebook, swedish)) == ["Text {inte fält}.\n\n- punkt 100 %\n"]


def test_a_cell_without_words_needs_no_translation(tmp_path):
    swedish = catalogue(tmp_path, "sv", "")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("---"), nbformat.v4.new_markdown_cell("")])
    assert prose(notebooks.translate(notebook, swedish)) == ["---", ""]


def test_the_parameters_of_a_whole_notebook_are_taken():
    notebooks.check_parameters(fixture("whole"), PARAMETERS, "31_whole")


@pytest.mark.parametrize(
    ("name", "said"), [("no_parameters", "niitä on 0"), ("not_python", "parametrisolu ei ole Pythonia: rivi 1")]
)
def test_a_notebook_without_proper_parameters_is_named(name, said):
    with pytest.raises(NotebookBroken, match=said) as caught:
        notebooks.check_parameters(fixture(name), PARAMETERS, name)
    assert name in str(caught.value)


def test_two_cells_of_parameters_are_one_too_many():
    notebook = fixture("whole")
    notebook.cells.append(notebook.cells[1])
    with pytest.raises(NotebookBroken, match="niitä on 2"):
        notebooks.check_parameters(notebook, PARAMETERS, "31_whole")


@pytest.mark.parametrize("parameter", ["colour", "area\nimport os", "class", ""])
def test_an_unknown_parameter_is_refused_and_not_executed(parameter):
    with pytest.raises(NotebookBroken, match="ei tunne parametria"):
        notebooks.check_parameters(fixture("whole"), {**PARAMETERS, parameter: "x"}, "31_whole")


@pytest.mark.parametrize("value", [211, None, ["211"], 2.5])
def test_only_text_is_given_as_a_parameter(value):
    with pytest.raises(NotebookBroken):
        notebooks.check_parameters(fixture("whole"), {"area": value}, "31_whole")


def test_every_markdown_cell_is_a_message():
    assert [said.message for said in notebooks.messages(FIXTURES / "whole.ipynb")] == [
        "# Asukkaat",
        "## Keitä alueella on?",
    ]
