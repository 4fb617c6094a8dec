"""Files of drafts: Word, HTML and Markdown as people have them, what is refused and with what advice, and how fast."""

import io
import json
import re
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kotolib import cli
from kotolib.documents import blocks, drafts
from kotolib.documents.assembly import programme_page
from kotolib.documents.docx import programme_docx, section_docx
from kotolib.documents.html import Link, section_page
from kotolib.documents.imprint import Imprint
from kotolib.errors import WrongWords
from kotolib.programme.lint import linting
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import HEADING, ITEM, ROW
from tests.draft_files import W, as_word, kept, raw_word, zipped
from tests.executed_notebook import residents

DRAFTS = Path(__file__).parent / "fixtures" / "drafts"
DAY = Context(date(2026, 11, 24))
SMALL = (DRAFTS / "small.md").read_text(encoding="utf-8")
PLAIN = (DRAFTS / "plain.md").read_text(encoding="utf-8")


def read(folder: Path, name: str, content: bytes | str):
    return drafts.read(kept(folder, name, content))


def texts(draft) -> list[str]:
    return [one.text for one in draft.passages]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


# --- Word


@pytest.mark.parametrize("name", ["plain.md", "plain_sv.md", "small.md"])
def test_a_word_file_is_read_as_the_same_draft_as_its_markdown(tmp_path, name):
    text = (DRAFTS / name).read_text(encoding="utf-8")
    word, plain = read(tmp_path, "luonnos.docx", as_word(text)), drafts.read(DRAFTS / name)
    assert [(one.kind, one.text, one.level, one.cells) for one in word.passages] == [
        (one.kind, one.text, one.level, one.cells) for one in plain.passages
    ]
    assert linting.lint(word, DAY).remarks == ()


def test_changes_are_read_as_accepted_and_told(tmp_path):
    body = (
        "<w:p><w:r><w:t>Kunta </w:t></w:r><w:del><w:r><w:delText>lopettaa</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>aloittaa</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>pois</w:t></w:r></w:moveFrom>"
        "<w:r><w:t> kurssin.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tavoite</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>poistettu rivi</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>rivi</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    draft = read(tmp_path, "luonnos.docx", raw_word(body, comments="<w:comment/><w:comment/>"))
    assert texts(draft) == ["Kunta aloittaa kurssin.", "Tavoite", "rivi"]
    assert (draft.pending, draft.comments) == (4, 2)


def test_a_draft_with_changes_and_comments_gets_one_remark_of_them(tmp_path):
    with zipfile.ZipFile(io.BytesIO(as_word(SMALL))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    added = b"<w:p><w:ins><w:r><w:t>Kunta kokeilee.</w:t></w:r></w:ins></w:p><w:sectPr"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", added, 1)
    (one,) = linting.lint(read(tmp_path, "luonnos.docx", zipped(parts)), DAY).remarks
    assert (one.rule, one.strength) == ("file", "should") and "muutoksia on 1" in str(one.why)


def test_text_boxes_are_read_once_and_footnotes_where_they_are_referred_to(tmp_path):
    box = "<w:txbxContent><w:p><w:r><w:t>Nosto laatikossa</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>Osuus on 5 %.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Tilastokeskus 2025</w:t></w:r></w:p></w:footnote>'
    )
    draft = read(tmp_path, "luonnos.docx", raw_word(body, footnotes=notes))
    assert texts(draft) == ["Osuus on 5 %. (Tilastokeskus 2025)", "Nosto laatikossa"]


def test_hidden_text_field_codes_and_tables_of_contents_are_left_out(tmp_path):
    styles = '<w:style w:styleId="Sisluet1"><w:name w:val="toc 1"/></w:style>'
    body = (
        p("Johdanto 3", '<w:pStyle w:val="Sisluet1"/>')
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>piilossa</w:t></w:r><w:r><w:t>näkyvissä</w:t></w:r>"
        + "<w:r><w:instrText>PAGEREF</w:instrText></w:r></w:p>"
    )
    assert texts(read(tmp_path, "luonnos.docx", raw_word(body, styles=styles))) == ["näkyvissä"]


def test_headings_are_known_by_outline_level_whatever_the_style_is_called(tmp_path):
    styles = (
        '<w:style w:styleId="Otsikko1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="Kunta2"><w:name w:val="Kunnan väliotsikko"/><w:basedOn w:val="Otsikko2"/></w:style>'
        '<w:style w:styleId="Otsikko2"><w:name w:val="heading 2"/><w:basedOn w:val="Kunta2"/></w:style>'
    )
    body = p("Osa", '<w:pStyle w:val="Otsikko1"/>') + p("Luku", '<w:pStyle w:val="Kunta2"/>') + p("Kunta toimii.")
    draft = read(tmp_path, "luonnos.docx", raw_word(body, styles=styles))
    assert [(one.kind, one.level) for one in draft.passages] == [(HEADING, 2), (HEADING, 3), ("paragraph", 0)]


def test_bold_lines_are_headings_where_no_heading_is_marked_and_that_is_remarked(tmp_path):
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    body = bold.format("Johdanto") + p("Kunta toimii ja asukkaat ovat mukana.") + bold.format("Tämä on lause.")
    draft = read(tmp_path, "luonnos.docx", raw_word(body))
    assert [one.kind for one in draft.passages] == [HEADING, "paragraph", "paragraph"] and draft.made_up_headings
    assert any("lihavoitu" in str(one.why) for one in linting.lint(draft, DAY).remarks)


def test_items_and_nested_tables_are_read(tmp_path):
    inner = f"<w:tbl><w:tr><w:tc>{p('sisä')}</w:tc></w:tr></w:tbl>"
    head = f"<w:tr><w:tc>{p('Tavoite')}</w:tc><w:tc>{p('Vastuu')}</w:tc></w:tr>"
    row = f"<w:tr><w:tc>{p('ulko')}{inner}{p('')}</w:tc><w:tc>{p('Opisto')}</w:tc></w:tr>"
    body = p("kohta", '<w:numPr><w:numId w:val="1"/></w:numPr>') + f"<w:tbl>{head}{row}</w:tbl>"
    told = [(one.kind, one.text) for one in read(tmp_path, "luonnos.docx", raw_word(body)).passages]
    assert told == [(ITEM, "kohta"), ("header", "Tavoite | Vastuu"), (ROW, "ulko sisä | Opisto")]


def test_a_frame_round_text_is_text(tmp_path):
    frame = f"<w:tbl><w:tr><w:tc>{p('Nosto')}</w:tc></w:tr><w:tr><w:tc>{p('Teksti')}</w:tc></w:tr></w:tbl>"
    told = [(one.kind, one.text) for one in read(tmp_path, "luonnos.docx", raw_word(frame)).passages]
    assert told == [("paragraph", "Nosto"), ("paragraph", "Teksti")]


def test_a_title_across_a_table_is_no_header_in_word_nor_in_html(tmp_path):
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Työllisyys")}</w:tc>'
    rows = [
        wide,
        f"<w:tc>{p('Tavoite')}</w:tc><w:tc>{p('Vastuu')}</w:tc>",
        f"<w:tc>{p('Kieli')}</w:tc><w:tc>{p('Opisto')}</w:tc>",
    ]
    word = raw_word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    page = "<table><tr><td colspan=2>Työllisyys<tr><td>Tavoite<td>Vastuu<tr><td>Kieli<td>Opisto</table>"
    for name, content in (("a.docx", word), ("a.html", page)):
        told = [(one.kind, one.text) for one in read(tmp_path, name, content).passages]
        assert told == [("caption", "Työllisyys"), ("header", "Tavoite | Vastuu"), (ROW, "Kieli | Opisto")]


def test_a_cell_over_several_rows_holds_for_each_and_is_told_once_in_word_and_in_html(tmp_path):
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(text)}</w:tc>"

    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("Tavoite") + cell("Toimenpide") + cell("Vastuu"),
        cell("Kieli", begins) + cell("Kurssi") + cell("Opisto", begins),
        cell("", goes_on) + cell("Kahvila") + cell("", goes_on),
        cell("Työ") + cell("Messut") + cell("Yritys"),
    ]
    word = raw_word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    page = (
        "<table><tr><th>Tavoite<th>Toimenpide<th>Vastuu<tr><td rowspan=2>Kieli<td>Kurssi<td rowspan=2>Opisto"
        "<tr><td>Kahvila<tr><td>Työ<td>Messut<td>Yritys</table>"
    )
    for name, content in (("a.docx", word), ("a.html", page)):
        first, second, third = (one for one in read(tmp_path, name, content).passages if one.kind == ROW)
        assert first.cells == ("Kieli", "Kurssi", "Opisto") and third.cells == ("Työ", "Messut", "Yritys")
        assert second.cells == ("", "Kahvila", "") and second.text == "Kahvila"
        assert second.reaching == ("Kieli", "", "Opisto") and first.reaching == third.reaching == ()


# --- HTML and Markdown

PAGE = """<!DOCTYPE html><html><head><title>Otsake</title><style>p {}</style></head><body>
<nav><ul><li><a href="#">Valikko</a></ul></nav>
<h1>Ohjelma</h1><p>Kunta <b>toi</b>mii.<p>Toinen kappale<br>jatkuu.
<script>var a = "<p>skripti</p>";</script><div hidden>piilossa <p>sekin</p></div>
<p style="display: none">ei näy</p><ul><li>yksi<li>kaksi <p>jatko</p></ul>
<table><tr><th>Tavoite<th>Vastuu<tr><td>Kieli<td>Opisto <table><tr><td>sisä</td></tr></table></table>
<figure><figcaption>Kuvio</figcaption><details><table><tr><td>1</td></tr><tr><td>2</td></tr></table></details></figure>
<template><p>malli</p></template><p>Loppu"""


def test_a_page_is_read_as_its_reader_sees_it(tmp_path):
    draft = read(tmp_path, "sivu.html", PAGE)
    assert texts(draft) == [
        "Ohjelma",
        "Kunta toimii.",
        "Toinen kappale jatkuu.",
        "yksi",
        "kaksi",
        "jatko",
        "Tavoite | Vastuu",
        "Kieli | Opisto sisä",
        "Kuvio",
        "Loppu",
    ]


def test_a_section_of_ours_is_known_to_be_a_part_and_the_programme_is_not(tmp_path):
    section = blocks.read(residents(), "31_residents")
    imprint = Imprint.of(section)
    links = (Link("Asukkaat", "31_residents.html", current=True), Link("Työ", "33_work.html"))
    parts = {"osa.docx": section_docx(section, imprint), "osa.html": section_page(section, imprint, links)}
    whole = {"koko.docx": programme_docx([section], imprint), "koko.html": programme_page([section], imprint)}
    told = {name: read(tmp_path, name, content) for name, content in (parts | whole).items()}
    assert {name: draft.is_part for name, draft in told.items()} == dict.fromkeys(parts, True) | dict.fromkeys(
        whole, False
    )
    for name in parts:
        assert linting.lint(told[name], DAY).remarks == ()


def test_markdown_in_the_letters_of_windows_is_read_and_remarked(tmp_path):
    draft = read(tmp_path, "luonnos.md", SMALL.encode("latin-1", errors="replace"))
    assert "Väestö, tarpeet ja vastaanottavuus" in texts(draft)
    assert [one.rule for one in linting.lint(draft, DAY).remarks] == ["file"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_unicode_is_read_without_a_remark(tmp_path, encoding):
    assert linting.lint(read(tmp_path, "luonnos.md", SMALL.encode(encoding)), DAY).remarks == ()


def test_markdown_has_its_front_matter_left_out_and_its_notes_in_place(tmp_path):
    text = "---\nnimi: x\n---\n# Ohjelma\n\nOsuus on 5 %.[^a]\n\n[^a]: Tilastokeskus 2025\n\n<!-- kommentti -->\n"
    assert texts(read(tmp_path, "luonnos.md", text)) == ["Ohjelma", "Osuus on 5 %. (Tilastokeskus 2025)"]


def test_a_long_text_without_headings_is_remarked(tmp_path):
    draft = read(tmp_path, "luonnos.md", "Kunta ja asukkaat ovat mukana, ja se on hyvä.\n\n" * 40)
    assert any("ei ole otsikoita" in str(one.why) for one in linting.lint(draft, DAY).remarks)


# --- what is refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
REFUSED = {
    "luonnos.pdf": (b"%PDF-1.7\n...", "on PDF"),
    "pdf.docx": (b"%PDF-1.7\n...", "on PDF"),
    "vanha.doc": (OLE, "vanhaa .doc-muotoa"),
    "nimetty.docx": (OLE, "vanhaa .doc-muotoa"),
    "lukittu.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "salasanalla"),
    "tyhja.md": (b"", "on tyhjä"),
    "valeja.md": (b" \n\n ", "on tyhjä"),
    "rikki.docx": (as_word(SMALL)[:2000], "ei ole ehjä"),
    "roskaa.docx": (b"PK\x03\x04" + b"x" * 100, "ei ole ehjä"),
    "taulukko.docx": (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "ei ole ehjä"),
    "xml.docx": (raw_word("<w:p>"), "ei ole ehjä"),
    "syva.docx": (raw_word("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "ei ole ehjä"),
    "entiteetit.docx": (
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ENTITIES + f'<w:document xmlns:w="{W}"/>'}),
        "ei ole ehjä",
    ),
    "odt.docx": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "ei ole"),
    "teksti.rtf": (b"{\\rtf1 x}", "tallenna muodossa Word-asiakirja"),
    "kuva.png": (b"\x89PNG\r\n\x1a\n\0\0", "ei ole Word-asiakirja (.docx), verkkosivu"),
    "binaari.md": (b"\0\1\2" * 50, "ei ole Word-asiakirja (.docx), verkkosivu"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_files_are_refused_with_a_word_of_what_to_do(tmp_path, name):
    content, words = REFUSED[name]
    with pytest.raises(WrongWords, match=re.escape(words)):
        read(tmp_path, name, content)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for path in (tmp_path / "puuttuu.docx", tmp_path, tmp_path / "a.md" / "b.md"):
        with pytest.raises(WrongWords, match=r"ei ole\. Tarkista nimi ja kansio"):
            drafts.read(path)


def test_a_bomb_is_refused_at_once(tmp_path):
    body = b"<w:t>" + b"a" * 70_000_000
    content = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    assert len(content) < 100_000
    begun = time.process_time()
    with pytest.raises(WrongWords, match="liian paljon purettavaa"):
        read(tmp_path, "pommi.docx", content)
    assert time.process_time() - begun < 1


def test_a_page_of_endless_nesting_is_read_in_time(tmp_path):
    begun = time.process_time()
    draft = read(tmp_path, "syva.html", "<div>teksti " * 50_000)
    assert len(draft.passages) == 50_000 and time.process_time() - begun < 5


def test_a_text_of_more_than_a_thousand_pages_is_refused(tmp_path):
    with pytest.raises(WrongWords, match="liian suuri"):
        read(tmp_path, "iso.md", "sana " * 1_100_000)


def test_a_file_without_text_is_told(tmp_path):
    with pytest.raises(WrongWords, match="ei ole tekstiä"):
        linting.lint(read(tmp_path, "luonnos.docx", raw_word("<w:p/>")), DAY)


# --- length; how long it takes is measured by ``bench lint``


def test_a_long_word_file_is_linted_to_its_end(tmp_path):
    found = linting.lint(drafts.read(kept(tmp_path, "pitkä.docx", as_word(PLAIN, 40))), DAY)
    assert found.draft.text.count("Väliarvio") >= 40
    assert {remark.rule for remark in found.remarks} == {"length"}


# --- the command


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.main(["lint", *words, "--as-of", "2026-11-24"])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_clean_draft_passes(capsys):
    code, out, _ = run(capsys, str(DRAFTS / "small.md"))
    assert code == 0 and "Ei huomautettavaa." in out
    assert "Kymmenestä osasta löytyi 10" in out and "noin 1 sivu, suomeksi" in out


def test_remarks_that_must_be_mended_end_with_one(capsys, tmp_path):
    path = kept(tmp_path, "luonnos.md", SMALL.replace("| 2028 |", "| |").replace("elinvoimakeskuksen", "ELY-keskuksen"))
    code, out, _ = run(capsys, str(path))
    assert code == 1
    assert "2. Tavoitteet, taulukko 1, rivi 2 (korjattava, 6.2)" in out
    assert "   Tavoitteelta puuttuu: määräaika." in out and "   → Kirjoita vuosi" in out
    assert out.rstrip().endswith("Huomautuksia 2: korjattava 1, suositus 1.")


def test_remarks_that_only_should_be_mended_pass(capsys, tmp_path):
    path = kept(tmp_path, "luonnos.md", SMALL.replace("elinvoimakeskuksen", "ELY-keskuksen"))
    assert run(capsys, str(path))[0] == 0


def test_remarks_are_in_the_drafts_language_unless_told(capsys, tmp_path):
    text = (DRAFTS / "plain_sv.md").read_text(encoding="utf-8").replace("livskraftscentralen två", "NTM-centralen två")
    path = str(kept(tmp_path, "utkast.md", text))
    assert "det nuvarande namnet är livskraftscentralen" in run(capsys, path)[1].lower()
    assert "Nykyinen nimi on livskraftscentralen" in run(capsys, path, "--language", "fi")[1]
    assert "The present name is livskraftscentralen" in run(capsys, path, "--language", "en")[1]


def test_json_has_every_remark_with_its_place(capsys, tmp_path):
    path = kept(tmp_path, "luonnos.md", SMALL.replace("| 2028 |", "| |"))
    code, out, _ = run(capsys, str(path), "--json")
    told = json.loads(out)
    assert code == 1 and not told["passes"] and told["counts"] == {"must": 1, "should": 0, "may": 0}
    (one,) = told["remarks"]
    assert one["place"] == {
        "heading": "Tavoitteet",
        "paragraph": 0,
        "table": 1,
        "row": 2,
        "quote": "Kotona olevat vanhemmat pääsevät kielikurssille.",
        "more": 0,
    }
    assert (one["rule"], one["item"]) == ("goals", "6.2") and told["elements"]["5.10"] and told["as_of"] == "2026-11-24"


@pytest.mark.parametrize("words", [("puuttuu.docx",), ("x.md", "--area", "Ei-kunta"), ()], ids=str)
def test_wrong_words_and_files_end_with_two(capsys, words):
    code, out, err = run(capsys, *words)
    assert code == 2 and not out and err


def test_an_area_tells_the_smallest_count_and_its_bodies(capsys, tmp_path):
    text = SMALL.replace("hyvinvointialueen, Kelan", "Kelan")
    path = str(kept(tmp_path, "luonnos.md", text))
    assert "hyvinvointialue" in run(capsys, path)[1]
    assert "Ei huomautettavaa." in run(capsys, path, "--area", "Helsinki")[1]
