"""Word documents as Word, LibreOffice and a screen reader meet them: the parts of the file, read by themselves."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kotolib.display.outputs import Cell, Table
from kotolib.documents import blocks, formats
from kotolib.documents.assembly import Failed
from kotolib.documents.column_widths import columns
from kotolib.documents.docx import programme_docx, section_docx
from kotolib.documents.docx.look import empty
from kotolib.documents.docx.xml import readable, run
from kotolib.documents.exporters import KotoDocxExporter
from kotolib.documents.imprint import Imprint
from tests.executed_notebook import PARAMETERS, code, exported, notebook, number, prose, residents, said, shown, trend

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = "<w:p/>&amp;]]>\x00\x0b\ufffe\ud800 loppu"


def document(*cells, parameters: str = PARAMETERS) -> blocks.Document:
    nb = notebook(*cells, parameters=parameters) if cells else residents()
    return blocks.read(nb, "31_residents")


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def text(node: etree._Element) -> str:
    return "".join(t.text or "" for t in node.iter(f"{W}t"))


def of(node: etree._Element, name: str) -> list[etree._Element]:
    return list(node.iter(f"{W}{name}"))


def val(node: etree._Element | None, name: str = "val") -> str:
    return "" if node is None else node.get(f"{W}{name}")


def style(paragraph: etree._Element) -> str:
    return val(paragraph.find(f"{W}pPr/{W}pStyle"))


def styled(root: etree._Element, *names: str) -> list[str]:
    return [text(p) for p in of(root, "p") if style(p) in names]


@pytest.fixture(scope="module")
def section() -> bytes:
    return section_docx(document())


@pytest.fixture(scope="module")
def programme() -> bytes:
    return programme_docx([document(), Failed("Työ", "33_work: taulukkoa ei löydy."), document()])


# --- structure


def test_headings_are_real_styles_with_outline_levels(section):
    root, styles = part(section), part(section, "word/styles.xml")
    assert styled(root, "Heading1") == ["Asukkaat"]
    assert styled(root, "Heading2")[:2] == [
        "Paljonko kunnassa asuu maahanmuuttaneita?",
        "Mistä syistä he ovat tulleet?",
    ]
    names = {s.get(f"{W}styleId"): s for s in of(styles, "style")}
    assert val(names["Heading2"].find(f"{W}name")) == "heading 2"
    assert val(names["Heading2"].find(f"{W}pPr/{W}outlineLvl")) == "1"


def test_every_style_that_is_used_exists(programme):
    styles = {s.get(f"{W}styleId") for s in of(part(programme, "word/styles.xml"), "style")}
    parts = ["word/document.xml", "word/header1.xml", "word/footer1.xml"]
    used = {
        val(u) for name in parts for kind in ("pStyle", "rStyle", "tblStyle") for u in of(part(programme, name), kind)
    }
    assert used <= styles
    bases = {val(base) for base in of(part(programme, "word/styles.xml"), "basedOn")}
    assert bases <= styles


def test_a_programme_begins_a_page_after_its_contents_then_flows_and_one_that_failed_is_told(programme):
    root = part(programme)
    assert styled(root, "Title") == ["Kangasalan kotoutumisen edistämisen ohjelma"]
    assert styled(root, "Heading1") == ["Asukkaat", "Työ", "Asukkaat", "Luvut", "Näin asiakirja on tehty"]
    alone = [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in of(root, "p") if style(p) == "Heading1"]
    assert alone == [True, False, False, False, False]
    assert "Tätä osaa ei saatu tehtyä. 33_work: taulukkoa ei löydy." in styled(root, "KotoOwnText")


def test_contents_are_a_field_filled_with_links_to_the_headings(programme):
    root = part(programme)
    assert [t.text.split()[:2] for t in of(root, "instrText")] == [["TOC", "\\o"]]
    kinds = [val(mark, "fldCharType") for mark in of(root, "fldChar")]
    assert kinds == ["begin", "separate", "end"]
    entries = [p for p in of(root, "p") if style(p).startswith("Toc")]
    assert [text(p) for p in entries][:3] == [
        "Asukkaat",
        "Paljonko kunnassa asuu maahanmuuttaneita?",
        "Mistä syistä he ovat tulleet?",
    ]
    bookmarks = {val(mark, "name"): text(mark.getparent()) for mark in of(root, "bookmarkStart")}
    for entry in entries:
        (link,) = of(entry, "hyperlink")
        assert bookmarks[val(link, "anchor")] == text(entry)


def test_ids_of_bookmarks_and_drawings_are_given_once(programme):
    root = part(programme)
    starts = [(val(mark, "id"), val(mark, "name")) for mark in of(root, "bookmarkStart")]
    ends = [val(mark, "id") for mark in of(root, "bookmarkEnd")]
    assert len({i for i, _name in starts}) == len({name for _i, name in starts}) == len(starts) == len(ends)
    drawings = [node.get("id") for node in root.iter("{*}docPr")]
    assert len(drawings) == 2 == len(set(drawings))


def test_captions_are_numbered_by_word_and_references_lead_to_them(programme):
    root = part(programme)
    captions = [p for p in of(root, "p") if style(p) in ("Caption", "KotoTableCaption")]
    told = [(text(p).partition(".")[0], val(of(p, "fldSimple")[0], "instr").split()[:2]) for p in captions]
    assert told == [
        ("Kuvio\xa01", ["SEQ", "Kuvio"]),
        ("Taulukko\xa01", ["SEQ", "Taulukko"]),
        ("Kuvio\xa02", ["SEQ", "Kuvio"]),
        ("Taulukko\xa02", ["SEQ", "Taulukko"]),
        ("Taulukko\xa03", ["SEQ", "Taulukko"]),
        ("Taulukko\xa04", ["SEQ", "Taulukko"]),
    ]
    labels = {val(of(p, "bookmarkStart")[0], "name"): text(p).partition(".")[0] for p in captions}
    references = [f for f in of(root, "fldSimple") if val(f, "instr").split()[0] == "REF"]
    words = ["taulukko\xa03", "taulukko\xa04", "kuvio\xa01", "kuvio\xa02"]
    assert [labels[val(f, "instr").split()[1]].lower() for f in references] == words
    assert [words[i].endswith(f"\xa0{text(f)}") for i, f in enumerate(references)] == [True] * 4
    told = [text(p) for p in of(root, "p") if style(p) == "KotoSource"]
    assert any("Luvut: taulukko\xa03." in one for one in told) and "Kuvio\xa02. " in told[-1]


def test_a_caption_stays_with_its_figure_and_the_figure_with_its_source(section):
    paragraphs = of(part(section), "p")
    (place,) = [i for i, p in enumerate(paragraphs) if of(p, "drawing")]
    for p in paragraphs[place - 2 : place + 1]:
        assert p.find(f"{W}pPr/{W}keepNext") is not None or _keeps(section, style(p))
    assert style(paragraphs[place + 1]) == "KotoSource"


def _keeps(content: bytes, identity: str) -> bool:
    styles = {s.get(f"{W}styleId"): s for s in of(part(content, "word/styles.xml"), "style")}
    return styles[identity].find(f"{W}pPr/{W}keepNext") is not None


# --- figures and tables


def test_a_picture_has_its_alt_text_and_fits_the_column(section):
    root = part(section)
    (about,) = root.iter("{*}docPr")
    assert about.get("descr") == trend().alt
    (extent,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert int(extent.get("cx")) <= (11906 - 2 * 1417) * 635
    with zipfile.ZipFile(io.BytesIO(section)) as package:
        (name,) = [name for name in package.namelist() if name.startswith("word/media/")]
        png = package.read(name)
    wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert png.startswith(b"\x89PNG") and wide >= 1250
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(wide / high, rel=0.01)


def test_tables_repeat_their_header_row_name_their_row_headers_and_split_no_row(section):
    tables = of(part(section), "tbl")
    assert len(tables) == 3
    for table in tables:
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert val(look, "firstColumn") == "1"
        headers = [row for row in of(table, "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert headers == (of(table, "tr")[:1] if val(look, "firstRow") == "1" else [])
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in of(table, "tr"))
        widths = [int(val(c, "w")) for c in of(table, "gridCol")]
        assert all([int(val(c, "w")) for c in of(row, "tcW")] == widths for row in of(table, "tr"))
        assert sum(widths) <= 11906 - 2 * 1417
    assert [val(t.find(f"{W}tblPr/{W}tblLook"), "firstRow") for t in tables] == ["0", "1", "1"]


def test_two_tables_never_touch(programme):
    body = part(programme)[0]
    names = [child.tag for child in body]
    assert not [i for i, name in enumerate(names) if name == f"{W}tbl" and names[i + 1] != f"{W}p"]


def test_hidden_value_is_told_in_words_and_its_number_refused():
    hidden = (Cell("Sottunga"), Cell("peitetty", 3.0, "suppressed"))
    table = Table("t", "Osuus", ("Alue", "2025"), ((Cell("Kangasala"), number(3.9)), hidden), "fi")
    with pytest.raises(ValueError, match="carries a number"):
        section_docx(document(prose("# A"), code(shown(table))))


def test_notes_of_figures_are_real_footnotes_with_the_figure():
    one = section_docx(document(prose("# A"), code(shown(trend(notes=("Ensimmäinen.", "Toinen."))))))
    notes = {val(n, "id"): text(n).strip() for n in of(part(one, "word/footnotes.xml"), "footnote")}
    told = [notes[val(mark, "id")] for mark in of(part(one), "footnoteReference")]
    assert told == ["Ensimmäinen.", "Toinen."]
    assert {notes["-1"], notes["0"]} == {""}


@given(
    st.lists(st.lists(st.text("ab Åm-", max_size=40), min_size=3, max_size=3), min_size=1, max_size=5),
    st.integers(2000, 12000),
)
@settings(max_examples=60, deadline=None)
def test_columns_never_overflow_the_page(rows, whole):
    widths = columns(rows, whole)
    assert sum(widths) <= whole and min(widths) > 0


def test_no_word_of_a_table_is_cut_while_there_is_room():
    narrow, wide = columns([["Ehdottomasti", "Selitys"], ["1", "pitkä selitys " * 30]], 8000)
    assert narrow > 1000 and narrow + wide == 8000


def test_where_not_all_words_fit_only_the_longest_are_cut():
    long = "hyvinvointikoordinaattori"
    alone = columns([["15.9.2025", long]], 20_000)
    day, *wide = columns([["Päivä", "Henkilö", "Yhteystieto"], ["15.9.2025", long, long * 2]], 3500)
    assert 1000 < day < alone[0] and abs(wide[0] - wide[1]) <= 1 and day + sum(wide) == 3500


# --- prose


def body_of(markdown: str) -> etree._Element:
    return part(section_docx(document(prose("# Otsikko"), code(said("Alku.")), prose(markdown))))


def test_lists_have_real_numbers_that_begin_anew():
    content = section_docx(document(prose("# A\n\n1. a\n2. b\n   - c\n\nväli\n\n4. d")))
    root, numbering = part(content), part(content, "word/numbering.xml")
    places = [(text(p), val(of(p, "ilvl")[0]), val(of(p, "numId")[0])) for p in of(root, "p") if of(p, "numPr")]
    assert [(t, level) for t, level, _number in places] == [("a", "0"), ("b", "0"), ("c", "1"), ("d", "0")]
    assert places[0][2] == places[1][2] != places[3][2]
    starts = {val(n, "numId"): val(of(n, "startOverride")[0]) for n in of(numbering, "num") if of(n, "startOverride")}
    assert (starts[places[0][2]], starts[places[3][2]]) == ("1", "4")
    kinds = [child.tag for child in numbering]
    assert kinds == sorted(kinds, key=[f"{W}abstractNum", f"{W}num"].index)


def test_footnotes_of_markdown_are_real_ones():
    content = section_docx(document(prose("# A\n\nVäite[^1].\n\n[^1]: Perustelu, [linkki](https://a.fi).")))
    (mark,) = of(part(content), "footnoteReference")
    notes = {val(n, "id"): text(n).strip() for n in of(part(content, "word/footnotes.xml"), "footnote")}
    assert notes[val(mark, "id")] == "Perustelu, linkki."


def test_links_lead_out_only_where_a_page_would_let_them():
    content = section_docx(document(prose("# A\n\n[a](https://a.fi) [b](javascript:x) [c](file:///etc/x) ![d](d.png)")))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode("utf-8")
    assert re.findall(r'Target="([^"]*)" TargetMode="External"', relations) == ["https://a.fi"]
    assert "a b c d" in styled(part(content), "KotoLead")


def test_headings_never_jump_a_level():
    root = part(section_docx(document(prose("# A\n\n# B\n\n##### C"))))
    assert styled(root, "Heading1") == ["A"] and styled(root, "Heading2")[:1] == ["B"]
    assert styled(root, "Heading3") == ["C"]


def test_raw_html_and_xml_stay_text():
    assert "<b>x</b> <script>1</script>" in styled(body_of("<b>x</b> <script>1</script>"), "")


# --- what people write


@given(st.text())
@settings(deadline=None)
def test_any_text_becomes_text_that_xml_holds(words):
    made = etree.fromstring(etree.tostring(run(words)))
    plain = text(made).replace("\u2011", "-")
    assert plain == re.sub("[\t\n\u2011\u00ad]", "", readable(words))


def test_control_characters_and_markup_in_every_text_are_handled():
    figure = trend(**dict.fromkeys(("title", "subtitle", "alt", "source"), EVIL), notes=(EVIL,))
    table = Table("t", EVIL, (EVIL, "b"), ((Cell(EVIL), Cell(EVIL)),), "fi", notes=(EVIL,), source=EVIL)
    nb = notebook(prose("# " + EVIL.replace("\x0b", "")), prose(EVIL), code(shown(trend())), code(shown(trend())))
    read = blocks.read(nb, "x")
    told = (*read.blocks[:2], blocks.Figure(figure.as_json()), blocks.Table(table.as_json()))
    content = section_docx(blocks.Document("x", EVIL, read.parameters, told))
    root = part(content)
    assert "<w:p/>&amp;]]> loppu" in text(root)
    assert docx.Document(io.BytesIO(content)).core_properties.title.startswith("<w:p/>")


def test_fifty_thousand_characters_and_unbalanced_marks_are_taken():
    long = "**sana _toinen " * 3500
    assert len(text(body_of(long + "\n\n" + ">" * 3000 + " x"))) > 50_000


# --- the file


def test_language_title_and_days_are_those_of_the_document():
    for language, locale in (("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")):
        one = document(prose("# A"), parameters=PARAMETERS.replace('"fi"', f'"{language}"'))
        content = section_docx(one)
        (lang,) = of(part(content, "word/styles.xml"), "lang")
        assert val(lang) == locale
        about = docx.Document(io.BytesIO(content)).core_properties
        assert about.language == locale and about.title.startswith("A – ")
        assert f"{about.created:%Y-%m-%d}" == f"{about.modified:%Y-%m-%d}" == "2026-11-24"


def test_the_same_document_gives_the_same_bytes(programme):
    assert programme_docx([document(), Failed("Työ", "33_work: taulukkoa ei löydy."), document()]) == programme


def test_a_picture_that_is_shown_twice_stands_once_in_the_file(programme):
    with zipfile.ZipFile(io.BytesIO(programme)) as package:
        assert sum(name.startswith("word/media/") for name in package.namelist()) == 1


def test_a_reference_document_gives_styles_margins_and_header_but_no_text():
    own = docx.Document()
    own.add_paragraph("Vanha teksti")
    own.sections[0].header.paragraphs[0].text = "Esimerkkilän kaupunki"
    own.styles["Heading 1"].font.name = "Georgia"
    saved = io.BytesIO()
    own.save(saved)
    content = section_docx(document(), reference=saved.getvalue())
    root, styles = part(content), part(content, "word/styles.xml")
    assert "Vanha teksti" not in text(root)
    assert text(part(content, "word/header1.xml")) == "Esimerkkilän kaupunki"
    (heading,) = [s for s in of(styles, "style") if val(s.find(f"{W}name")) == "heading 1"]
    assert val(of(heading, "rFonts")[0], "ascii") == "Georgia"
    (ours,) = [s for s in of(styles, "style") if val(s, "styleId") == "KotoOwn"]
    assert of(ours, "b") and not of(ours, "color")


def test_the_municipalitys_own_reference_lies_beside_its_workbook(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    (tmp_path / "211-kangasala").mkdir()
    broken = tmp_path / "211-kangasala" / "reference.docx"
    broken.write_bytes(empty("fi-FI"))
    plain = section_docx(document())
    assert "word/header1.xml" not in zipfile.ZipFile(io.BytesIO(plain)).namelist()
    broken.write_bytes(b"PK no zip")
    with pytest.raises(Exception, match=r"reference\.docx.*Word-asiakirja \(\.docx\)"):
        section_docx(document())


def test_imprint_of_a_run_wins():
    imprint = Imprint("211", "fi", "2026-11", "2026-11-24", "Kotona Kangasalla")
    assert "Kotona Kangasalla" in text(part(section_docx(document(), imprint), "word/header1.xml"))


def test_the_table_of_formats_writes_both_documents(section, programme):
    writer, read = formats.WRITERS["docx"], document()
    assert writer.section(read, Imprint.of(read), ()) == section
    parts = [read, Failed("Työ", "33_work: taulukkoa ei löydy."), read]
    assert writer.programme(parts, Imprint.of(read)) == programme


# --- nbconvert and LibreOffice


def test_nbconvert_makes_the_document_from_a_file(tmp_path):
    assert exported(tmp_path, "docx") == section_docx(document())


def test_exporter_takes_what_the_run_tells():
    content, _ = KotoDocxExporter().from_notebook_node(residents(), {"programme": "Kotona Kangasalla"})
    assert "Kotona Kangasalla" in text(part(content, "word/header1.xml"))


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="no LibreOffice on this machine: apt-get install libreoffice-writer"
)
def test_libreoffice_opens_the_document(tmp_path, programme):
    (tmp_path / "a.docx").write_bytes(programme)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", str(tmp_path), "a.docx"], cwd=tmp_path, capture_output=True, timeout=120)
    shown_text = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    assert "Kuvio\xa01. Kangasalla 3,9\xa0% asukkaista on vieraskielisiä" in shown_text
    assert "Virhe" not in shown_text and "Error" not in shown_text
