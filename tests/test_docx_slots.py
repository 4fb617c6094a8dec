"""Sections in a municipality's own template: put there, put anew, and everything else as people wrote it."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from kotolib.documents import blocks
from kotolib.documents.docx import into
from kotolib.documents.docx.fields import sequence
from kotolib.documents.docx.look import empty
from kotolib.documents.docx.places import mark
from kotolib.documents.docx.slots import TemplateFaults, places_for
from kotolib.errors import StoreDamaged
from tests.executed_notebook import PARAMETERS, code, notebook, prose, residents, shown, trend
from tests.test_docx import W, of, part, style, text, val
from tests.town_template import TITLE, saved, template

OTHER = "Kaupungin oma teksti osan 31 jälkeen."


def residents_section() -> blocks.Document:
    return blocks.read(residents(), "31_residents")


def arrivals(words: str = "Tulijoita oli 76.", **changed: object) -> blocks.Document:
    cells = (prose(f"# Tulijat\n\n{words}[^1]\n\n1. a\n2. b\n\n[^1]: Viite."), code(shown(trend(**changed))))
    return blocks.read(notebook(*cells), "32_arrivals")


def sections() -> dict[str, blocks.Document]:
    return {"31": residents_section(), "32": arrivals(title="Kangasalle muutti 76", notes=("Huomautus.",))}


@pytest.fixture(scope="module")
def town() -> bytes:
    return template()


@pytest.fixture(scope="module")
def filled(town) -> bytes:
    return into(town, sections())


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def canonical(xml: bytes | etree._Element) -> bytes:
    return etree.tostring(etree.fromstring(xml) if isinstance(xml, bytes) else xml, method="c14n")


def containers(root: etree._Element) -> dict[str, etree._Element]:
    return {val(sdt.find(f"{W}sdtPr/{W}tag")): sdt for sdt in of(root, "sdt")}


def others(content: bytes) -> list[bytes]:
    """What people wrote: the children of the body that are neither containers of ours nor marks."""
    body = part(content)[0]
    moved = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
    kept = [c for c in body if not (c.tag == f"{W}sdt" and val(c.find(f"{W}sdtPr/{W}tag")).startswith("koto:"))]
    return [canonical(c) for c in kept if c.tag not in moved and not text(c).startswith("{{koto:")]


def faults(content: bytes, given: dict | None = None) -> list[str]:
    with pytest.raises(TemplateFaults) as told:
        into(content, given or sections(), "malli.docx")
    first, *rest = str(told.value).splitlines()
    assert first == "malli.docx: mallia ei voi täyttää, eikä mitään kirjoitettu."
    return rest


# --- what is put there


def test_sections_stand_at_their_marks_between_what_people_wrote(filled):
    order = [text(p) for p in of(part(filled), "p")]
    places = [order.index(words) for words in ("Ennen lukuja.", "Asukkaat", OTHER, "Tulijat", "Liite")]
    assert places == sorted(places)
    assert not [words for words in order if "koto:3" in words]


def test_title_is_one_level_below_the_heading_above_in_the_templates_own_style(filled):
    root = part(filled)
    headings = [(style(p), text(p)) for p in of(root, "p") if style(p).startswith("Heading")]
    assert headings[:5] == [
        ("Heading1", "Johdanto"),
        ("Heading1", "Tilannekuva"),
        ("Heading2", "Asukkaat"),
        ("Heading3", "Paljonko kunnassa asuu maahanmuuttaneita?"),
        ("Heading3", "Mistä syistä he ovat tulleet?"),
    ]
    assert ("Heading2", "Tulijat") in headings


def test_a_mark_in_a_heading_style_gives_its_level_to_the_title():
    word = docx.Document()
    word.add_heading("Luku", 1)
    word.add_paragraph("{{koto:31}}", style="Heading 1")
    once = into(saved(word), {"31": residents_section()})
    for content in (once, into(once, {"31": residents_section()})):
        assert ("Heading1", "Asukkaat") in [(style(p), text(p)) for p in of(part(content), "p")]


def test_plain_paragraphs_take_the_style_of_the_mark_also_the_second_time(filled):
    for content in (filled, into(filled, sections())):
        told = {text(p): style(p) for p in of(containers(part(content))["koto:32;0;Leipis"], "p")}
        assert told["Tulijoita oli 76."] == "Leipis"


def test_styles_that_the_template_lacks_are_added_without_our_face_and_colours(town, filled):
    before, after = (of(part(c, "word/styles.xml"), "style") for c in (town, filled))
    assert [canonical(s) for s in after[: len(before)]] == [canonical(s) for s in before]
    added = after[len(before) :]
    assert {"KotoFigure", "KotoSource", "KotoTable"} <= {val(s, "styleId") for s in added}
    for one in (s for s in added if val(s, "type") != "table"):
        assert not of(one, "color") and not of(one, "rFonts"), val(one, "styleId")
    ours = containers(part(filled)).values()
    used = {val(u) for sdt in ours for kind in ("pStyle", "rStyle", "tblStyle") for u in of(sdt, kind)}
    assert used <= {val(s, "styleId") for s in after}


def test_pictures_links_and_notes_have_their_relationships(filled):
    found = files(filled)
    relations = etree.fromstring(found["word/_rels/document.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in relations}
    ids = [
        v for node in part(filled).iter() for k, v in node.attrib.items() if "officeDocument/2006/relationships" in k
    ]
    assert ids and set(ids) <= set(targets)
    media = {f"word/{target}" for target in targets.values() if target.startswith("media/")}
    assert len(media) == 1 and media <= set(found)
    notes = {val(n, "id"): text(n).strip() for n in of(part(filled, "word/footnotes.xml"), "footnote")}
    told = [notes[val(mark, "id")] for mark in of(part(filled), "footnoteReference")]
    assert told == ["Kaupungin oma alaviite.", "Viite.", "Huomautus."]


def test_lists_count_from_one_whatever_the_template_counts(filled):
    numbering = part(filled, "word/numbering.xml")
    (number,) = {val(of(p, "numId")[0]) for p in of(part(filled), "p") if text(p) in ("a", "b")}
    (made,) = [n for n in of(numbering, "num") if val(n, "numId") == number]
    assert val(of(made, "startOverride")[0]) == "1"
    kinds = [child.tag for child in numbering if child.tag in (f"{W}abstractNum", f"{W}num")]
    assert kinds == sorted(kinds, key=[f"{W}abstractNum", f"{W}num"].index)
    assert len({val(n, "numId") for n in of(numbering, "num")}) == len(of(numbering, "num"))


def test_pictures_and_tables_are_as_wide_as_the_column_of_their_place():
    word = docx.Document()
    word.sections[0].page_width = word.sections[0].left_margin + word.sections[0].right_margin + 3_000_000
    word.add_paragraph("{{koto:31}}")
    word.add_section().page_width = 9_000_000
    root = part(into(saved(word), {"31": residents_section()}))
    assert [int(e.get("cx")) for e in root.iter("{*}extent")] == [pytest.approx(3_000_000, abs=700)]
    assert all(sum(int(val(c, "w")) for c in of(t, "gridCol")) <= 3_000_000 / 635 + 1 for t in of(root, "tbl"))


def test_captions_are_numbered_with_those_of_the_template():
    word = docx.Document()
    for identifier in ("Kuvio", "Kuvio", "Taulukko"):
        word.add_paragraph(f"{identifier} ")._p.append(sequence(identifier, 1))
    word.add_paragraph("{{koto:31}}")
    word.add_paragraph("{{koto:luvut}}")
    root = part(into(saved(word), {"31": residents_section()}))
    captions = [text(p).partition(".")[0] for p in of(root, "p") if style(p) in ("Caption", "KotoTableCaption")]
    assert captions == ["Kuvio\xa03", "Taulukko\xa02", "Taulukko\xa03"]
    assert any("Luvut: taulukko\xa03." in text(p) for p in of(root, "p"))
    assert any(text(p).startswith("Kuvio\xa03. ") for p in of(root, "p") if style(p) == "KotoSource")


def test_the_numbers_behind_figures_are_printed_only_where_the_template_wants_them(filled):
    assert "Luvut: taulukko" not in text(part(filled))
    content = into(template("{{koto:luvut}}", "Loppusanat."), sections())
    told = containers(part(content))["koto:luvut"]
    assert len(of(told, "tbl")) == 2 and text(of(told, "p")[0]) == "Luvut"


def test_language_is_told_where_the_template_is_in_another():
    content = into(template(marks=("31",)), {"31": residents_section()})
    runs = of(containers(part(content))["koto:31;0;Leipis"], "r")
    assert {val(lang) for r in runs for lang in of(r, "lang")} == {"fi-FI"}
    word = docx.Document(io.BytesIO(empty("fi-FI")))
    word.add_paragraph("{{koto:31}}")
    assert not of(part(into(saved(word), {"31": residents_section()})), "lang")


# --- what is left alone


def test_parts_that_nobody_asked_to_touch_are_equal_xml(town, filled):
    before, after = files(town), files(filled)
    changed = {
        name
        for name in before
        if name.endswith((".xml", ".rels")) and canonical(before[name]) != canonical(after[name])
    }
    assert changed <= {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/styles.xml",
        "word/footnotes.xml",
        "word/numbering.xml",
    }
    assert {"word/comments.xml", "word/header1.xml", "word/footer1.xml", "word/settings.xml"} <= set(before) - changed
    assert all(after[name] == before[name] for name in before if not name.endswith((".xml", ".rels")))


def test_what_people_wrote_is_equal_xml_tracked_changes_and_comment_included(town, filled):
    assert others(filled) == others(town)
    root = part(filled)
    assert [text(i) for i in of(root, "ins")] == [" uudelleen"]
    assert [d.text for d in of(root, "delText")] == ["{{koto:31}}"]
    assert len(of(root, "commentReference")) == 1 and len(of(root, "sectPr")) == 2
    for name, kind in (("word/footnotes.xml", "footnote"), ("word/numbering.xml", "abstractNum")):
        before, after = ([canonical(n) for n in of(part(c, name), kind)] for c in (town, filled))
        assert after[: len(before)] == before


def test_bookmarks_at_a_mark_stay_round_its_place(filled):
    body = part(filled)[0]
    sdt = containers(body)["koto:31;0;Leipis"]
    assert val(sdt.getprevious(), "name") == "oma_31" and sdt.getnext().tag == f"{W}bookmarkEnd"


def test_a_section_break_at_a_mark_stays():
    word = docx.Document()
    word.add_paragraph("Ennen")
    word.add_section()
    (paragraph,) = [p for p in word.element.body if p.find(f"{W}pPr/{W}sectPr") is not None]
    word.paragraphs[[p._p for p in word.paragraphs].index(paragraph)].add_run("{{koto:31}}")
    root = part(into(saved(word), {"31": residents_section()}))
    assert len(of(root, "sectPr")) == 2
    assert containers(root)["koto:31"].getnext().find(f"{W}pPr/{W}sectPr") is not None


def test_ids_are_given_once(filled):
    root = part(filled)
    for kind, attribute in (("bookmarkStart", "id"), ("bookmarkStart", "name")):
        told = [val(node, attribute) for node in of(root, kind)]
        assert len(told) == len(set(told))
    drawings = [node.get("id") for node in root.iter("{*}docPr")]
    assert len(drawings) == len(set(drawings)) == 2


# --- a second run


def test_a_second_run_with_the_same_sections_gives_the_same_bytes(town, filled):
    assert into(filled, sections()) == filled == into(town, sections())


def test_a_second_run_replaces_what_the_first_put_there(town, filled):
    changed = {"31": residents_section(), "32": arrivals("Tulijoita oli 99.", title="Kangasalle muutti 99")}
    again = into(filled, changed)
    words = text(part(again))
    assert "Tulijoita oli 99." in words and "Tulijoita oli 76." not in words
    notes = [text(n).strip() for n in of(part(again, "word/footnotes.xml"), "footnote")]
    assert "Huomautus." not in notes and "Kaupungin oma alaviite." in notes
    assert again == into(town, changed)


def test_what_people_write_round_the_first_run_stays(filled):
    word = docx.Document(io.BytesIO(filled))
    body = word.element.body
    (sdt,) = [s for s in body.iter(f"{W}sdt") if val(s.find(f"{W}sdtPr/{W}tag")).startswith("koto:31")]
    for beside, words in ((sdt.addprevious, "Lisätty ennen."), (sdt.addnext, "Lisätty jälkeen.")):
        beside(word.add_paragraph(words)._p)
    word.paragraphs[0].runs[0].text = "Uusi nimi"
    word.sections[0].header.paragraphs[0].text = "Uusi ylätunniste"
    edited = saved(word)
    again = into(edited, sections())
    assert others(again) == others(edited)
    assert text(part(again, "word/header1.xml")) == "Uusi ylätunniste"
    assert TITLE not in text(part(again)) and "Lisätty jälkeen." in text(part(again))


def test_a_container_that_was_emptied_by_hand_is_filled_again(town, filled):
    word = docx.Document(io.BytesIO(filled))
    (sdt,) = [s for s in word.element.body.iter(f"{W}sdt") if val(s.find(f"{W}sdtPr/{W}tag")).startswith("koto:31")]
    sdt.find(f"{W}sdtPr").append(etree.fromstring(f'<w:showingPlcHdr xmlns:w="{W[1:-1]}"/>'))
    content = sdt.find(f"{W}sdtContent")
    for child in list(content):
        content.remove(child)
    content.append(word.add_paragraph("Napsauta tästä")._p)
    again = part(into(saved(word), sections()))
    assert not of(again, "showingPlcHdr") and "Napsauta" not in text(again)
    assert [text(p) for p in of(again, "p")] == [text(p) for p in of(part(filled), "p")]


def test_links_in_the_templates_own_footnotes_stay(town):
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    word = docx.Document(io.BytesIO(town))
    (notes,) = [r.target_part for r in word.part.rels.values() if r.reltype.endswith("/footnotes")]
    identity = notes.relate_to("https://example.org", relation, is_external=True)
    relations = files(into(saved(word), sections()))["word/_rels/footnotes.xml.rels"]
    assert [(r.get("Id"), r.get("Target")) for r in etree.fromstring(relations)] == [(identity, "https://example.org")]


def test_a_place_can_be_moved_and_a_new_mark_added_between_runs():
    first = into(template(marks=("31",)), {"31": residents_section()})
    word = docx.Document(io.BytesIO(first))
    word.element.body.insert(0, next(word.element.body.iter(f"{W}sdt")))
    word.add_paragraph("{{koto:32}}")
    again = into(saved(word), sections())
    found = list(containers(part(again)))
    assert found == ["koto:31;0;Leipis", "koto:32"]
    assert style(of(part(again), "p")[0]) == "Heading1"


def test_a_picture_that_only_the_old_content_showed_leaves_the_file(filled):
    bare = {
        key: replace(s, blocks=tuple(b for b in s.blocks if isinstance(b, blocks.Markdown)))
        for key, s in sections().items()
    }
    assert not [name for name in files(into(filled, bare)) if name.startswith("word/media/")]


# --- faults


def test_all_faults_of_the_marks_are_told_at_once():
    given = template(
        "{{koto:99}}",
        "{{koto:31}",
        "Tähän {{koto:32}} luvut",
        "{{koto:31}}",
        marks=("31",),
    )
    told = faults(given, {**sections(), "33": arrivals()})
    assert told == [
        "”{{koto:31}”: merkki on kesken tai väärin. Kirjoita se näin: {{koto:31}}.",
        "”Tähän {{koto:32}} luvut”: samassa kappaleessa on muutakin. Siirrä merkki omaan kappaleeseensa.",
        "{{koto:31}}: paikkoja on 2. Jätä niistä yksi.",
        "{{koto:99}}: tällaista osaa ei ole. Osat: 31, 32, 33, luvut.",
        "{{koto:32}}: merkki puuttuu. Lisää se omaksi kappaleekseen paikkaan, johon osa tulee.",
        "{{koto:33}}: merkki puuttuu. Lisää se omaksi kappaleekseen paikkaan, johon osa tulee.",
    ]


def test_a_mark_where_no_section_can_stand_is_told_with_its_place():
    word = docx.Document(io.BytesIO(template(marks=("31",))))
    word.tables[0].cell(0, 0).text = "{{koto:32}}"
    word.sections[0].header.paragraphs[0].text = "{{koto:33}}"
    word.add_comment(word.paragraphs[0].runs, text="{{koto:34}}")
    told = faults(saved(word), {"31": residents_section()})
    assert [re.search("merkki on (.+), johon", line)[1] for line in told] == [
        "taulukossa",
        "ylätunnisteessa",
        "kommentissa",
    ]


def test_a_mark_with_a_comment_or_picture_in_its_paragraph_is_told():
    word = docx.Document()
    paragraph = word.add_paragraph("{{koto:31}}")
    word.add_comment(paragraph.runs, text="Tähän luvut.")
    assert faults(saved(word), {"31": residents_section()})[0].startswith(
        "”{{koto:31}}”: samassa kappaleessa on muutakin."
    )


def test_a_container_that_was_copied_is_told(filled):
    word = docx.Document(io.BytesIO(filled))
    (sdt,) = [s for s in word.element.body.iter(f"{W}sdt") if val(s.find(f"{W}sdtPr/{W}tag")).startswith("koto:31")]
    sdt.addnext(etree.fromstring(etree.tostring(sdt), docx.oxml.parser.oxml_parser))
    assert faults(saved(word)) == ["{{koto:31}}: paikkoja on 2. Jätä niistä yksi."]


def test_text_of_a_notebook_that_looks_like_a_mark_is_no_mark():
    nb = notebook(prose("# A\n\nx\n\n{{koto:77}}"), code(shown(trend())), parameters=PARAMETERS)
    given = {"31": blocks.read(nb, "x")}
    once = into(template(marks=("31",)), given)
    assert into(once, given) == once


def test_marks_may_hold_spaces_and_capitals():
    word = docx.Document()
    word.add_paragraph(" {{ Koto : 31 }} ")
    content = saved(word)
    assert places_for(content, ["31"]) == ("31",)
    assert "Asukkaat" in text(part(into(content, {"31": residents_section()})))


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0" * 200, saved(docx.Document())[:5000]])
def test_a_file_that_is_no_word_document_is_refused(content):
    with pytest.raises(StoreDamaged, match=r"malli\.doc: .*Word-asiakirja \(\.docx\)"):
        into(content, sections(), "malli.doc")


def test_a_template_file_gives_a_document(town):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in files(town).items():
            package.writestr(name, content.replace(b"document.main+xml", b"template.main+xml"))
    assert into(made.getvalue(), sections()) == into(town, sections())


def test_a_template_may_leave_sections_out_but_not_all_of_them():
    assert places_for(template(marks=("32",)), ["31", "32"]) == ("32",)
    with pytest.raises(TemplateFaults, match=r"ei ole yhtään merkkiä. Osan 31 merkki on \{\{koto:31\}\}"):
        places_for(template(marks=()), ["31", "32"])


def test_the_mark_of_the_help_is_the_mark_that_is_read():
    word = docx.Document()
    word.add_paragraph(mark("31"))
    assert places_for(saved(word), ["31"]) == ("31",)
