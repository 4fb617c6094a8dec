"""The one reading of an executed notebook."""

import copy

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kotolib.documents import blocks
from kotolib.documents.blocks import Figure, Markdown, Table
from kotolib.errors import KotoError
from tests.executed_notebook import PARAMETERS, code, notebook, prose, residents, said, shown, trend


def told(nb) -> str:
    with pytest.raises(KotoError) as fault:
        blocks.read(nb, "31_residents")
    return str(fault.value)


def test_a_document_has_its_title_parameters_and_blocks_in_order():
    document = blocks.read(residents(), "31_residents")
    assert (document.name, document.title) == ("31_residents", "Asukkaat")
    assert (document.area, document.language, document.edition) == ("211", "fi", "2026-11")
    assert document.as_of == "2026-11-24"
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Markdown, Markdown, Table, Markdown, Figure, Table, Markdown, Markdown]


def test_code_streams_and_forms_are_left_out():
    form = new_output("display_data", data={blocks.WIDGET_MIME: {"model_id": "x"}, "text/plain": "VBox()"})
    document = blocks.read(notebook(prose("# A"), code(form, new_output("stream", name="stdout", text="loki"))))
    assert document.blocks == (Markdown("# A"),)


def test_the_tables_of_a_document_are_those_behind_its_figures_too():
    keys = [table["key"] for table in blocks.read(residents()).tables]
    assert keys == ["key", "foreign_language.share", "areas"]


def test_injected_parameters_win_wherever_their_cell_stands():
    nb = notebook(prose("# A"))
    nb.cells.insert(0, code(source='# Parameters\narea = "091"\nlanguage = "sv"', tags=("injected-parameters",)))
    document = blocks.read(nb)
    assert (document.area, document.language, document.as_of) == ("091", "sv", "2026-11-24")


def test_a_whole_number_as_area_gets_its_zeros_back():
    nb = notebook(prose("# A"), code(source="area = 91", tags=("injected-parameters",)))
    assert blocks.read(nb).area == "091"


def test_papermill_nbclient_and_a_saved_file_read_the_same():
    nb = new_notebook(
        cells=[
            new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            new_markdown_cell("# Otsikko"),
            new_code_cell(
                "from IPython.display import Markdown, display\n"
                "from tests.executed_notebook import shares_by_area, trend\n"
                "display(Markdown('Lause.'), trend())\nshares_by_area()"
            ),
        ]
    )
    by_client = NotebookClient(copy.deepcopy(nb), kernel_name="python3").execute()
    saved = nbformat.reads(nbformat.writes(by_client), as_version=4)
    by_papermill = papermill.execute_notebook(
        nb, None, {"area": "211"}, kernel_name="python3", language="python", progress_bar=False
    )
    first, *others = (blocks.read(each, "a").blocks for each in (by_client, saved, by_papermill))
    assert [type(block) for block in first] == [Markdown, Markdown, Figure, Table]
    assert all(other == first for other in others)


def test_a_notebook_without_a_parameters_cell_is_told():
    nb = residents()
    nb.cells[0].metadata.tags = []
    assert told(nb) == (
        "31_residents: parametrisolu puuttuu. Merkitse ensimmäinen koodisolu tunnisteella ”parameters”."
    )


def test_injected_parameters_alone_are_not_enough():
    nb = residents()
    nb.cells[0].metadata.tags = ["injected-parameters"]
    assert "parametrisolu puuttuu" in told(nb)


@pytest.mark.parametrize("line", ["area = str(211)", "area = open('x').read()", "area = ("])
def test_parameters_are_read_and_never_run(line):
    assert "parametrisolussa saa olla" in told(notebook(prose("# A"), parameters=line))


def test_a_notebook_that_was_not_run_is_told():
    nb = new_notebook(cells=[new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), new_markdown_cell("# A")])
    assert "ei ole ajettu" in told(nb)


def test_a_notebook_without_a_title_is_told():
    assert "otsikko puuttuu" in told(notebook(prose("## Vain alaotsikko"), prose("```\n# ei otsikko\n```")))


def test_an_output_that_no_page_can_hold_is_told_with_its_place():
    frame = new_output("execute_result", data={"text/plain": "DataFrame", "text/html": "<table>"}, execution_count=1)
    message = told(notebook(prose("# Asukkaat"), prose("## Ikä"), code(frame)))
    assert message.startswith("31_residents, kohta ”Ikä”: tulostetta (text/html, text/plain) ei voi panna sivulle.")


def test_an_error_of_ours_is_told_as_its_own_sentence():
    error = new_output("error", ename="WrongWords", evalue="Kuntaa ”Tamper” ei löydy.", traceback=["x"])
    assert told(notebook(prose("# Asukkaat"), code(error))) == (
        "31_residents, kohta ”Asukkaat”: Kuntaa ”Tamper” ei löydy."
    )


def test_any_other_error_is_told_by_its_kind_and_words():
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=["x"])
    assert "kohta ”koto.say(here, v)”: KeyError: 'x'" in told(notebook(code(error), prose("# A")))


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_figure_without_alt_text_is_told_by_its_title(alt):
    message = told(notebook(prose("# A"), code(shown(trend(alt=alt)))))
    assert "kuviolta ”Kangasalla 3,9\xa0% asukkaista on vieraskielisiä” puuttuu tekstivastine" in message


@pytest.mark.parametrize("broken", [{"version": 2}, {"title": None}, {"table": {}}])
def test_a_figure_of_another_version_is_told(broken):
    output = shown(trend())
    output.data[blocks.FIGURE_MIME] = {**output.data[blocks.FIGURE_MIME], **broken}
    assert "toisella versiolla" in told(notebook(prose("# A"), code(output)))


def test_a_title_is_plain_text():
    assert blocks.read(notebook(prose("# Työ ja *kieli* #"))).title == "Työ ja kieli"
    assert blocks.read(notebook(prose("johdanto"), code(said("# Sanottu")))).title == "Sanottu"
