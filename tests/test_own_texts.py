"""The municipality's own texts in the programme document: marked as its own, harmless whatever is written in them."""

import io
import re

import docx
import nbformat
import pikepdf
import pytest

from kotolib.display.decisions.own_texts import OwnText
from kotolib.documents import blocks, formats
from kotolib.documents.imprint import Imprint
from tests.executed_notebook import code, notebook, prose

AFTER = "Tämä on jo toista."
TEXTS = {
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "html": '<script>alert(1)</script> <b onclick="x">lihava</b>\n\n<table><tr><td>x</td></tr></table>',
    "long": "Sana ja toinen. " * 3200,
    "unbalanced": "**auki *vielä `auki [linkki](\n\n```\nkoodi ilman loppua",
    "headings": "# Iso\n\nTeksti\n=====\n\n## Pieni ##\n\n```\n# ei otsikko\n```",
    "quotation": "> lainaus\n\nja lista\n\n1. yksi\n2. kaksi",
}


def document(text: str) -> blocks.Document:
    output = nbformat.v4.new_output("display_data")
    data, metadata = OwnText("Kunnan oma teksti", text, "fi")._repr_mimebundle_()
    output["data"], output["metadata"] = data, metadata
    return blocks.read(
        notebook(prose("# Osa\n\n## Luku"), code(output), prose(f"## Seuraava\n\n{AFTER}")), "50_programme"
    )


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_written_ends_where_it_ends_and_makes_no_headings_or_markup(name):
    said = document(TEXTS[name])
    page = formats.WRITERS["html"].section(said, Imprint.of(said), ()).decode("utf-8")
    main = page.partition("<main")[2].partition("</main>")[0]

    assert re.findall(r"<h(\d)", main) == ["1", "2", "2"]
    assert "<script" not in main and "onclick=" not in re.sub(r"&lt;.*?&gt;", "", main)
    assert main.rindex("</blockquote>") < main.index(AFTER)
    assert "<strong>Kunnan oma teksti</strong>" in main


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_a_paper_and_a_word_file_too(name):
    said = document(TEXTS[name])
    paper = formats.WRITERS["pdf"].section(said, Imprint.of(said), ())
    word = docx.Document(io.BytesIO(formats.WRITERS["docx"].section(said, Imprint.of(said), ())))

    assert len(pikepdf.open(io.BytesIO(paper)).pages) >= (8 if name == "long" else 1)
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:3] == ["Osa", "Luku", "Seuraava"]
    assert any(AFTER in one.text for one in word.paragraphs)


def test_on_a_page_of_another_language_its_own_language_is_told():
    said = document("Suomeksi.")
    swedish = blocks.Document(said.name, said.title, said.parameters | {"language": "sv"}, said.blocks)
    page = formats.WRITERS["html"].section(swedish, Imprint.of(swedish), ()).decode("utf-8")
    paper = pikepdf.open(io.BytesIO(formats.WRITERS["pdf"].section(swedish, Imprint.of(swedish), ())))

    assert '<div lang="fi"><blockquote>' in page
    languages = {str(one["/Lang"]) for one in paper.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one}
    assert languages == {"sv", "fi"}
