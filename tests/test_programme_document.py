"""The programme document: its chapters in two orders, what is in them, and what stands where nothing is written."""

import io
import re
from dataclasses import replace

import docx
import nbformat
import pikepdf
import pytest
from docx.oxml.ns import qn

from kotolib import house
from kotolib.batch import section
from kotolib.documents import blocks, formats, notebooks
from kotolib.documents.assembly import Failed
from kotolib.documents.imprint import Imprint
from kotolib.documents.programme.assembly import assembled
from kotolib.documents.programme.orders import ELEMENTS, ORDERS, declared, order
from kotolib.errors import WrongWords
from kotolib.language import texts

NOTEBOOK = "50_programme"
DAY = "2026-11-24"
PAGES = 25
"""A programme is no report of everything (P.1)."""
SECTIONS = [("31_residents", Failed("Asukkaat", "Solu ei toiminut."))]


def executed(area: str, language: str = "fi") -> blocks.Document:
    notebook = notebooks.read(house.notebooks() / f"{NOTEBOOK}.ipynb")
    notebook = notebooks.translate(notebook, texts(language), name=NOTEBOOK)
    given = {"area": area, "language": language, "edition": "latest", "as_of": DAY}
    return blocks.read(section.execute(notebook, given, "koto"), NOTEBOOK)


@pytest.fixture(scope="module")
def example() -> blocks.Document:
    return executed(house.EXAMPLE)


@pytest.fixture(scope="module")
def without_workbook() -> blocks.Document:
    return executed("766")


def parts(document: blocks.Document, chosen: str = "goals") -> list[blocks.Document]:
    return list(assembled(document, SECTIONS, Imprint.of(document), chosen))


def titles(document: blocks.Document, chosen: str = "goals") -> list[str]:
    return [part.title for part in parts(document, chosen)]


def tables(document: blocks.Document) -> dict[str, dict]:
    return {table["key"]: table for table in document.tables}


def column(table: dict, heading: str) -> list[str]:
    place = table["columns"].index(heading)
    return [row[place]["text"] for row in table["rows"]]


def part(document: blocks.Document, title: str, chosen: str = "goals") -> blocks.Document:
    return next(one for one in parts(document, chosen) if title in one.title)


# --- chapters and orders


def test_chapters_of_the_declaration_and_of_the_notebook_are_the_same():
    notebook = nbformat.read(house.notebooks() / f"{NOTEBOOK}.ipynb", as_version=4)
    tagged = [
        tag.removeprefix(blocks.CHAPTER)
        for cell in notebook.cells
        for tag in cell.metadata.get("tags", ())
        if tag.startswith(blocks.CHAPTER)
    ]

    assert sorted(tagged) == sorted(declared().chapters)
    assert {name for chapters in declared().orders.values() for name in chapters} <= set(tagged)
    assert {*declared().unwritten, *declared().appendix} <= set(tagged)
    assert tuple(declared().orders) == ORDERS
    assert {element for held in declared().chapters.values() for element in held} == set(ELEMENTS)


def test_the_document_goes_round_the_goals_and_its_chapters_are_numbered(example):
    assert titles(example)[:2] == ["1 Tilannekuva lyhyesti", "2 Tavoitteet ja toimenpiteet"]
    assert titles(example)[-5:] == [
        "12 Viestintä",
        "Ohjelman kymmenen osaa",
        "Käsitteet",
        "Lähteet",
        "Ohjelman muut osat",
    ]


def test_the_ten_elements_are_ten_chapters_in_their_order_where_it_is_asked(example):
    found = titles(example, "elements")
    assert [title.partition(" ")[0] for title in found[:12]] == [str(number) for number in range(1, 13)]
    for number, element in enumerate(ELEMENTS):
        assert element in declared().chapters[order("elements")[number]]
    assert sorted(one.partition(" ")[2] for one in found[:12]) == sorted(
        one.partition(" ")[2] for one in titles(example)[:12]
    )


def test_an_order_that_there_is_not_is_refused(example):
    with pytest.raises(WrongWords, match=r"”steps” ei ole\. Järjestykset: goals, elements"):
        parts(example, "steps")


@pytest.mark.parametrize("chosen", ORDERS)
def test_the_table_of_elements_points_to_chapters_that_are_there(example, chosen):
    table = tables(part(example, "kymmenen osaa", chosen))["elements"]
    there = set(titles(example, chosen))

    assert [name.partition(" ")[0] for name in column(table, "Ohjelman osa")] == list(ELEMENTS)
    for places in column(table, "Missä"):
        assert places.split("; ") and set(places.split("; ")) <= there


# --- what the chapters say


def test_each_goal_has_its_need_levels_responsible_and_measures(example):
    chapter = part(example, "Tavoitteet ja toimenpiteet")
    found = tables(chapter)
    goals = [key for key in found if re.fullmatch(r"goal-T\d+", key)]

    assert len(goals) == len(found["goals-at-a-glance"]["rows"]) == 8
    for key in goals:
        assert {"Tarve", "Lähtötaso", "Tavoitetaso", "Vastuutaho"} <= set(column(found[key], "Tieto"))
        assert found[key.replace("goal", "measures")]["rows"]
    headings = [line for block in chapter.blocks if isinstance(block, blocks.Markdown)
                for line in block.text.splitlines() if line.startswith("#")]  # fmt: skip
    assert headings[0].startswith("# 2 ") and {line.partition(" ")[0] for line in headings[1:]} == {"##", "###"}


def test_words_that_may_not_be_quoted_are_not_in_the_need(example):
    need = column(tables(part(example, "Tavoitteet ja toimenpiteet"))["goal-T1"], "Sisältö")[0]
    assert need.startswith("H11 (sanoja ei lainata).")


def test_only_services_in_which_a_change_is_sought_are_told_and_special_ones_apart(example):
    general = tables(part(example, "Yleiset palvelut"))["changed-services-general"]
    special = tables(part(example, "erityiset palvelut"))["changed-services-special"]

    assert column(general, "Palvelu") == ["Varhaiskasvatus", "Monikielinen neuvonta", "Kaupungin verkkopalvelut"]
    assert len(special["rows"]) == 2 and not set(column(general, "Palvelu")) & set(column(special, "Palvelu"))
    assert all(column(general, "Tavoiteltu muutos"))


def test_the_groups_of_the_law_have_the_measures_that_are_for_them(example):
    young = tables(part(example, "Lapset, nuoret"))["measures-for-children"]
    protected = tables(part(example, "suojelua saavat"))["measures-for-international_protection"]

    assert all(re.search("lapset|nuoret|työvoiman ulkopuolella", said) for said in column(young, "Kenelle"))
    assert all("suojelua saav" in said for said in column(protected, "Kenelle"))


def test_the_municipalitys_own_text_is_at_its_element_and_marked_as_its_own(example):
    said = [block for block in part(example, "Vastuut").blocks if isinstance(block, blocks.Markdown)]
    own = [block for block in said if block.text.startswith("> **Kunnan oma teksti**")]
    assert len(own) == 1 and "Hyvinvoinnin palvelualue koordinoi ohjelmaa." in own[0].text
    assert own[0].language == "fi"


def test_the_sources_are_those_that_the_figures_cite(example):
    sources = tables(part(example, "Lähteet"))["sources"]
    assert "159t" in column(sources, "Taulu") and set(column(sources, "Lisenssi")) == {"CC BY 4.0"}
    assert "11ae" not in column(sources, "Taulu") and "ei tunnusta" in column(sources, "Taulu")


def test_sections_are_named_and_not_printed(example):
    last = parts(example)[-1]
    assert "- Asukkaat (tätä osaa ei saatu tehtyä)" in last.blocks[1].text


def test_without_a_workbook_the_figures_speak_and_what_is_missing_is_told(without_workbook):
    found = parts(without_workbook)
    assert titles(without_workbook)[:3] == [
        "1 Tilannekuva lyhyesti",
        "2 Miten ohjelmaa jatketaan",
        "Ohjelman kymmenen osaa",
    ]
    said = " ".join(block.text for block in found[1].blocks if isinstance(block, blocks.Markdown))
    assert "python3 koto.py new 766" in said
    elements = tables(found[2])["elements"]
    assert column(elements, "Missä")[0] == "ei vielä missään"
    assert column(elements, "Missä")[1] == "1 Tilannekuva lyhyesti"


def test_a_notebook_that_failed_is_told_and_the_rest_is_named(example):
    failed = Failed("Ohjelma", "Solu ei toiminut.")
    found = assembled(failed, SECTIONS, Imprint.of(example))
    assert found[0] is failed and found[1].title == "Ohjelman muut osat"


# --- on paper and on pages


@pytest.fixture(scope="module")
def pdf(example) -> bytes:
    return formats.WRITERS["pdf"].programme(parts(example), Imprint.of(example))


def test_the_examples_programme_is_short(pdf):
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) <= PAGES


def test_the_title_page_tells_the_facts_in_every_format(example, pdf):
    imprint, made = Imprint.of(example), parts(example)[-2:]
    page = formats.WRITERS["html"].programme(made, imprint).decode("utf-8")
    word = docx.Document(io.BytesIO(formats.WRITERS["docx"].programme(made, imprint)))
    shown = [paragraph.text for paragraph in word.paragraphs]

    assert "<dt>Asianumero</dt><dd>ESIMERKKI 1/2025</dd>" in page
    assert "Asianumero: ESIMERKKI 1/2025" in shown and "Ohjelmakausi: 2026–2029" in shown


def test_the_table_of_elements_leads_to_its_chapters_in_every_format(example, pdf):
    made, imprint = parts(example), Imprint.of(example)
    table = tables(part(example, "kymmenen osaa"))["elements"]
    led = [words for row in table["rows"] for words, _place in row[1].get("links", ())]
    assert len(led) >= 10

    page = formats.WRITERS["html"].programme(made, imprint).decode("utf-8").replace("\u00ad", "")
    addresses = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>(?=[;<])', page.partition('id="ohjelman-kymmenen')[2]))
    for anchor, words in addresses.items():
        assert f'<h2 id="{anchor}">{words}</h2>' in page
    assert set(addresses.values()) >= set(led)

    word = docx.Document(io.BytesIO(formats.WRITERS["docx"].programme(made, imprint))).element.body
    links = [one for cell in word.iter(qn("w:tc")) for one in cell.iter(qn("w:hyperlink"))]
    assert ["".join(node.text for node in one.iter(qn("w:t"))) for one in links] == led
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in word.iter(qn("w:bookmarkStart"))}
    for one, words in zip(links, led, strict=True):
        assert "".join(node.text for node in marks[one.get(qn("w:anchor"))].iter(qn("w:t"))) == words

    paper = pikepdf.open(io.BytesIO(pdf))
    inside = [note for page in paper.pages for note in page.get("/Annots", ()) if "/Dest" in note or "/A" in note]
    assert len(inside) > len(led) and all(note.get("/Contents") for note in inside if note.Subtype == "/Link")


def test_the_same_document_gives_the_same_paper(example, pdf):
    assert formats.WRITERS["pdf"].programme(parts(example), Imprint.of(example)) == pdf


def test_a_heading_in_a_code_block_is_not_raised():
    from kotolib.documents.programme.chapters import chapters

    said = blocks.Markdown("## Luku", chapter="one")
    document = replace(
        empty(), blocks=(said, blocks.Markdown("### Osa\n\n    # ei otsikko"), blocks.Markdown("#teksti"))
    )
    assert [block.text for block in chapters(document)["one"].blocks] == [
        "# Luku",
        "## Osa\n\n    # ei otsikko",
        "#teksti",
    ]


def empty() -> blocks.Document:
    return blocks.Document(NOTEBOOK, "Ohjelma", {"area": "211"}, ())
