"""The tagged PDF as a reader, an archive and a screen reader meet it."""

import functools
import io
import os
import re
import subprocess
import sys
import time
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import entry_points

import nbformat
import page as validation
import pikepdf
import pytest

from kotolib import house
from kotolib.display import figures
from kotolib.display.outputs import Cell
from kotolib.documents import blocks, formats
from kotolib.documents.assembly import Failed
from kotolib.documents.exporters import KotoPDFExporter
from kotolib.documents.imprint import Imprint
from kotolib.documents.pdf import compiling
from kotolib.documents.pdf.prose import Prose
from kotolib.documents.pdf.row_headers import with_row_headers
from kotolib.documents.pdf.typst_text import string
from kotolib.documents.pdf.writer import programme_pdf, section_pdf
from kotolib.errors import SectionFailed, SetupFailed
from tests.executed_notebook import (
    PARAMETERS,
    code,
    key_numbers,
    notebook,
    prose,
    residents,
    said,
    shares_by_area,
    shares_by_year,
    shown,
    trend,
)
from tests.test_figures import ALL
from tests.test_figures_more import MORE

HARD = (
    '# Otsikko\n\nMerkit #heading $x$ @a <b> \\\\ "q" `c` ~ * _a_ [a] {x} // /* =a\n\n'
    "<script>x</script>\n\nloppu #pagebreak()"
)


def document(*cells, name: str = "31_residents", parameters: str = PARAMETERS) -> blocks.Document:
    return blocks.read(notebook(*cells, parameters=parameters), name)


def another() -> blocks.Document:
    return document(prose("# Muutto"), prose("## Mistä syistä?"), code(shown(trend(title="Muutti 76"))), name="32_in")


@pytest.fixture(scope="module")
def section() -> bytes:
    return section_pdf(blocks.read(residents(), "31_residents"))


@pytest.fixture(scope="module")
def programme() -> bytes:
    return programme_pdf([blocks.read(residents()), another(), Failed("Työ", "33_work: taulukkoa ei löydy.")])


@pytest.fixture(params=["section", "programme"])
def pdf(request) -> bytes:
    return request.getfixturevalue(request.param)


@functools.lru_cache(maxsize=8)
def opened(pdf: bytes) -> pikepdf.Pdf:
    """Kept open: what is found in a document is gone with it."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: bytes, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a kind in reading order."""
    return [each for each in walk(opened(pdf).Root.StructTreeRoot) if str(each.S) == f"/{kind}"]


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def kinds(pdf: bytes) -> list[str]:
    return [str(each.S).lstrip("/") for each in walk(opened(pdf).Root.StructTreeRoot)]


def text(pdf: bytes, *options: str) -> str:
    words = ["pdftotext", *options, "-", "-"]
    return subprocess.run(words, input=pdf, capture_output=True, check=True).stdout.decode("utf-8")


def plain(pdf: bytes) -> str:
    """The text with lines, hyphens at their ends and soft signs taken away."""
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad-]\n", "", text(pdf).replace("\u2060", "")))


def pages(pdf: bytes) -> int:
    return len(opened(pdf).pages)


# --- standards


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_a_validator_finds_every_rule_kept(pdf, profile, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    report = validation.validate_pdf(str(path), profile=getattr(validation.ValidationProfile, profile))
    assert report.rules.total >= 100
    assert report.to_dict()["failures"] == []


def test_no_stream_ends_in_a_carriage_return_which_validators_take_for_an_end_of_line(section):
    data = next(b"%d" % n for n in range(100_000) if zlib.compress(b"%d" % n).endswith(b"\r"))
    with pikepdf.open(io.BytesIO(section)) as document:
        document.Root.Extra = pikepdf.Stream(document, zlib.compress(data), Filter=pikepdf.Name.FlateDecode)
        made = io.BytesIO()
        document.save(made)
    assert b"\r\nendstream" in made.getvalue()
    mended = with_row_headers(made.getvalue())
    assert b"\r\nendstream" not in mended
    # Runs count as a special filter: the reader is told to undo them too.
    assert opened(mended).Root.Extra.read_bytes(pikepdf.StreamDecodeLevel.specialized) == data


def test_the_file_says_its_language_title_standards_and_that_it_is_tagged(section):
    root = opened(section).Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("fi", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    metadata = root.Metadata.read_bytes().decode("utf-8")
    assert "<pdfuaid:part>1<" in metadata and "<pdfaid:part>2<" in metadata and "<pdfaid:conformance>A<" in metadata
    assert str(opened(section).docinfo.Title) == "Asukkaat – Kangasalan kotoutumisen edistämisen ohjelma"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_language_is_that_of_the_document(language):
    nb = document(prose("# Otsikko"), parameters=PARAMETERS.replace('"fi"', f'"{language}"'))
    assert str(opened(section_pdf(nb)).Root.Lang) == language


def test_only_open_fonts_and_all_of_them_inside(pdf):
    fonts = [
        o for o in opened(pdf).objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
    ]
    assert len(fonts) >= 4
    assert all("/FontFile2" in font and re.search(r"\+(SourceSans3|DejaVuSans)", str(font.FontName)) for font in fonts)


# --- structure


def test_headings_are_headings_in_their_order_and_make_the_outline(section):
    assert [kind for kind in kinds(section) if re.fullmatch(r"H\d", kind)] == ["H1", "H2", "H2", "H2", "H2"]
    with opened(section).open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Asukkaat"
        assert [each.title for each in root.children] == [
            "Paljonko kunnassa asuu maahanmuuttaneita?",
            "Mistä syistä he ovat tulleet?",
            "Luvut",
            "Näin asiakirja on tehty",
        ]


def test_under_a_programme_sections_stand_one_level_lower(programme):
    with opened(programme).open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Kangasalan kotoutumisen edistämisen ohjelma"
        assert [each.title for each in root.children] == [
            "Asukkaat",
            "Muutto",
            "Työ",
            "Luvut",
            "Näin asiakirja on tehty",
        ]
    assert {"H1", "H2", "H3"} <= set(kinds(programme))


def test_a_figure_has_its_alt_text_and_live_letters(section):
    (figure,) = elements(section, "Figure")
    assert str(figure.Alt) == "Viivakuvio: Kangasalla 3,9 % asukkaista oli vieraskielisiä vuonna 2025."
    assert "Koko maa 11,3 %" in text(section), "a label inside the drawing"


def test_a_figure_without_alt_text_is_refused():
    (block,) = [b for b in document(prose("# A"), code(shown(trend()))).blocks if isinstance(b, blocks.Figure)]
    empty = replace(document(prose("# A")), blocks=(blocks.Figure({**block.json, "alt": ""}),))
    with pytest.raises(SectionFailed, match="PDF-tiedostoa ei voitu tehdä"):
        section_pdf(empty)


def test_tables_have_headers_of_columns_and_of_rows(section):
    tables = elements(section, "Table")
    assert len(tables) == 2
    by_scope = [[scope(each) for each in walk(table) if each.S == "/TH"] for table in tables]
    # Of the text (areas), then of the appendix (years behind the trend).
    assert by_scope == [["/Column"] * 4 + ["/Row"] * 4, ["/Column"] * 4 + ["/Row"] * 6]
    assert all(len([each for each in walk(t) if each.S == "/Caption"]) == 1 for t in tables)


def scope(header: pikepdf.Object) -> str:
    attributes = header.A if isinstance(header.A, pikepdf.Array) else [header.A]
    return next(str(each.Scope) for each in attributes if "/Scope" in each)


def test_a_long_table_repeats_its_header_but_has_one_for_the_screen_reader():
    rows = tuple((Cell(str(1900 + n)), Cell(str(n), float(n))) for n in range(120))
    table = replace(shares_by_year(), columns=("Vuosi", "Erikoinen"), rows=rows)
    pdf = section_pdf(document(prose("# A"), code(shown(table))))
    on = [n for n in range(1, pages(pdf) + 1) if "Erikoinen" in text(pdf, "-f", str(n), "-l", str(n))]
    assert on[:3] == [1, 2, 3]
    assert kinds(pdf).count("THead") == 1


def test_the_appendix_has_of_very_many_rows_the_own_one_and_tells_where_the_others_are():
    rows = tuple((Cell(f"Kunta {n}"), Cell(str(n), float(n))) for n in range(293))
    table = replace(shares_by_year(), columns=("Kunta", "Osuus"), rows=rows, own_rows=(7,))
    words = plain(section_pdf(document(prose("# A"), code(shown(trend(table=table))))))
    assert "Kunta 7" in words and "Kunta 8" not in words
    assert "Tässä on vain oma rivi; kaikki 293 riviä ovat" in words and "numbers.xlsx" in words


@pytest.mark.parametrize("rows", [3, 40])
def test_no_word_is_lost_where_a_cell_or_a_quotation_is_longer_than_a_page(rows):
    endless = " ".join(f"sana{n}" for n in range(2_000))
    cells = tuple((Cell(f"Rivi {n}"), Cell(endless if n == 1 else "lyhyt")) for n in range(rows))
    table = replace(shares_by_year(), columns=("Mitä", "Miksi"), rows=cells)
    words = plain(section_pdf(document(prose(f"# A\n\n> {endless} loppu"), code(shown(table)))))
    assert words.count("sana1999") == 2 and "loppu" in words and f"Rivi {rows - 1}" in words


def test_a_row_stays_on_one_page():
    cells = tuple((Cell(f"Rivi {n}"), Cell(f"alku{n} " + "sana " * 150 + f"loppu{n}")) for n in range(12))
    pdf = section_pdf(document(prose("# A"), code(shown(replace(shares_by_year(), columns=("A", "B"), rows=cells)))))
    by_page = [text(pdf, "-f", str(n), "-l", str(n)) for n in range(1, pages(pdf) + 1)]
    assert len(by_page) > 2
    assert all(any({f"alku{n}", f"loppu{n}"} <= set(words.split()) for words in by_page) for n in range(12))


def test_key_numbers_are_read_number_first_and_are_no_table(section):
    pdf = section_pdf(document(prose("# A"), code(shown(key_numbers()))))
    assert "Table" not in kinds(pdf)
    words = plain(pdf)
    assert words.index("76 henkeä") < words.index("muutti ulkomailta") < words.index("2 070")


def test_what_is_missing_is_a_quotation_in_its_place(section):
    assert kinds(section).count("BlockQuote") == 1
    assert "Tästä ei ole kuntatason tietoa." in plain(section)


def test_lists_links_and_footnotes_are_what_they_are():
    lists = "# A\n\n- yksi\n- kaksi\n\n3. kolme"
    words = "Sana[^1] ja [sivu](https://example.org) ja [paha](javascript:x).\n\n[^1]: Viite."
    pdf = section_pdf(document(prose(lists), prose(words)))
    found = kinds(pdf)
    assert (found.count("L"), found.count("LI"), found.count("Note")) == (2, 3, 1)
    addresses = [
        str(a.A.URI) for each in opened(pdf).pages for a in each.get("/Annots", []) if "/URI" in a.get("/A", {})
    ]
    assert addresses == ["https://example.org"]
    assert "3." in text(pdf) and "javascript" not in text(pdf)


# --- text


def test_no_text_becomes_markup():
    words = plain(section_pdf(document(prose(HARD))))
    assert 'Merkit #heading $x$ @a <b> \\ "q" c ~ * a [a] {x} // /* =a' in words
    assert "<script>x</script>" in words and "loppu #pagebreak()" in words


@pytest.mark.parametrize("hard", ['#"', '"; #panic("x"); "', "\\u{41}", "\\", '\\"', "a\nb", "[#x]", "$ $", "*/"])
def test_text_of_figures_and_tables_is_what_it_is(hard):
    table = replace(shares_by_area(), caption=f"Otsake {hard}", notes=(f"Huomautus {hard}",))
    figure = trend(title=f"Nimi {hard}", source=f"Lähde {hard}", table=replace(shares_by_year(), caption="x"))
    words = plain(section_pdf(document(prose("# A"), code(shown(table), shown(figure)))))
    for word in ("Otsake", "Huomautus", "Nimi", "Lähde"):
        assert f"{word} {' '.join(hard.split())}" in words


def test_a_literal_leaves_out_what_no_paper_can_bear():
    assert string('a\x00b\ufeff"\\\n\ud800') == '"ab\\"\\\\\\n"'


@pytest.mark.parametrize("bad", ["ሰላም", "日本"])
def test_a_character_that_no_font_has_is_told_with_its_text(bad):
    with pytest.raises(SectionFailed) as told:
        section_pdf(document(prose(f"# A\n\nTervehdys {bad} kaikille.")))
    assert str(told.value).startswith(f"31_residents: tekstissä ”Tervehdys {bad} kaikille.” on merkki {bad[0]} (U+")


def test_a_character_that_no_font_has_is_told_inside_a_figure_too():
    data = trend().data
    data = {**data, "series": [{**data["series"][0], "label": "Nimi 日本"}]}
    with pytest.raises(SectionFailed, match="tekstissä ”Nimi 日本” on merkki 日"):
        section_pdf(document(prose("# A"), code(shown(trend(data=data)))))


def test_a_run_shows_a_mark_for_such_a_character_and_names_it_in_the_log(caplog):
    data = {**trend().data, "series": [{**trend().data["series"][0], "label": "Nimi 日本"}]}
    odd = document(prose("# A\n\nTervehdys ሰላም ja 日 kaikille."), code(shown(trend(data=data))))
    words = text(formats.WRITERS["pdf"].section(odd, Imprint.of(odd), ()))

    assert "Tervehdys \ufffd\ufffd\ufffd ja \ufffd kaikille." in " ".join(words.split())
    assert "U+65E5" in caplog.text and "U+1230" in caplog.text
    with pytest.raises(SectionFailed):
        section_pdf(odd)


@pytest.mark.parametrize("words", ["العربية", "پشتیبانی گروه ژاله چای", "русский", "☃"])
def test_other_scripts_are_read_from_the_paper_as_they_were_written(words):
    assert words in text(section_pdf(document(prose(f"# A\n\nKieli on {words}."))))


def test_missing_fonts_are_told_instead_of_an_empty_paper(monkeypatch):
    compiling._fonts.cache_clear()
    monkeypatch.setattr(compiling, "FAMILIES", (*compiling.FAMILIES, "Kadonnut"))
    with pytest.raises(SetupFailed, match="Kadonnut"):
        section_pdf(document(prose("# A")))
    compiling._fonts.cache_clear()


def test_long_words_are_hyphenated_by_the_language():
    word = "kotoutumisenedistämisohjelmanvalmisteluryhmä "
    assert re.search("[a-zä]\u00ad\n", text(section_pdf(document(prose(f"# A\n\n{word * 30}")))))


def test_unbalanced_and_endless_markdown_is_still_a_paper():
    words = (
        "# A\n\n**auki [auki `auki\n\n> " + "> " * 60 + "syvä\n\n" + "sana " * 10_000 + "[^1] [^x]\n\n[^1]: Viite[^1]."
    )
    assert pages(section_pdf(document(prose(words)))) > 5


def test_the_paragraph_after_the_title_is_the_lead_and_no_other():
    prose_of = Prose()
    assert prose_of.render("# A")[0].startswith("heading(")
    assert [part.partition("(")[0] for part in prose_of.render("Yksi.\n\nKaksi.")] == ["lead", "par"]
    interrupted = Prose()
    interrupted.render("# A")
    interrupted.interrupt()
    assert interrupted.render("Yksi.")[0].startswith("par(")


# --- the paper


def test_a_figure_names_the_page_of_its_numbers(section):
    at = int(re.search(r"Luvut taulukkona sivulla (\d+)", plain(section))[1])
    assert "Vieraskielisten osuus väestöstä 31.12." in text(section, "-f", str(at), "-l", str(at))


def test_pages_are_numbered_and_named(programme):
    last = pages(programme)
    for number in range(1, last + 1):
        words = text(programme, "-f", str(number), "-l", str(number))
        assert re.search(rf"^{number} ?/ ?{last}$", words, re.M)
        assert "Kangasalan kotoutumisen edistämisen ohjelma · Luonnos 24.11.2026" in words


def test_a_programme_has_its_state_contents_sections_numbers_and_recipe(programme):
    first = text(programme, "-l", "1")
    assert "Luonnos 24.11.2026" in first and "Sisällys" in first and "Muutto" in first
    words = plain(programme)
    assert "Tätä osaa ei saatu tehtyä. 33_work: taulukkoa ei löydy." in words
    assert "run 211 --language fi --edition 2026-11 --as-of 2026-11-24" in words


def test_a_programme_where_every_section_failed_is_told():
    imprint = Imprint("211", as_of="2026-11-24", edition="2026-11")
    assert "33_work: ei löydy." in plain(programme_pdf([Failed("Työ", "33_work: ei löydy.")], imprint))


def test_the_paper_of_a_section_that_failed_tells_what_went_wrong():
    imprint = Imprint("211", as_of="2026-11-24", edition="2026-11")
    made = formats.WRITERS["pdf"].failed(Failed("Työ", "33_work: taulukkoa ei löydy."), imprint, ())
    assert "Tätä osaa ei saatu tehtyä. 33_work: taulukkoa ei löydy." in plain(made)


def test_a_hidden_number_is_refused():
    broken = document(prose("# A"), code(shown(shares_by_area())))
    broken.tables[0]["rows"][2][2]["value"] = 3.0
    with pytest.raises(ValueError, match="carries a number"):
        section_pdf(broken)


def test_the_same_document_gives_the_same_bytes_dated_by_its_day(section, programme):
    again = section_pdf(blocks.read(residents(), "31_residents"))
    assert again == section
    assert str(opened(section).docinfo.CreationDate).startswith("D:20261124")
    by_hand = document(prose("# A"), parameters=PARAMETERS.replace("2026-11-24", ""))
    assert section_pdf(by_hand) == section_pdf(by_hand)


def long_section(number: int) -> blocks.Document:
    """Two figures with their numbers, and text; no two are alike, for Typst remembers what it has set."""
    labels = [{**each, "label": f"{each['label']} {number}"} for each in trend().data["series"]]
    table = replace(shares_by_year(), caption=f"Osuus {number}", rows=shares_by_year().rows * 5)
    figures = (trend(title=f"Kuvio {number}.{n}", data={**trend().data, "series": labels}, table=table) for n in (1, 2))
    said_of_it = said(f"Luku {number} on kotoutumisohjelman luku. " * 20)
    return document(prose(f"# Osa {number}"), code(said_of_it, *map(shown, figures)), code(shown(shares_by_area())))


def test_a_programme_of_25_pages_takes_less_than_a_second_when_warm():
    programme_pdf([long_section(0)])
    spent = []
    for first in (100, 200, 300):
        sections = [long_section(first + n) for n in range(13)]
        began = time.process_time()
        made = programme_pdf(sections)
        spent.append(time.process_time() - began)
        assert pages(made) >= 25 and len(made) < 500_000
    # In CPU seconds of all threads together: how busy the machine is otherwise does not count.
    assert min(spent) < 1, spent


def test_jupyter_nbconvert_makes_the_paper_from_a_file(tmp_path, section):
    nbformat.write(residents(), tmp_path / "31_residents.ipynb")
    declared = tomllib.loads((house.home() / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    installed = bool(entry_points(group="nbconvert.exporters", name="koto-pdf"))
    exporter = "koto-pdf" if installed else declared["nbconvert.exporters"]["koto-pdf"].replace(":", ".")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", exporter, "31_residents.ipynb"]
    environment = {**os.environ, "PYTHONPATH": str(house.home())}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "31_residents.pdf").read_bytes() == section


def test_resources_win_over_the_parameters():
    told = {"metadata": {"name": "31_residents"}, "programme": "Kangasalan ohjelma 2027–2030"}
    pdf, resources = KotoPDFExporter().from_notebook_node(residents(), told)
    assert "Kangasalan ohjelma 2027–2030" in plain(pdf) and resources["output_extension"] == ".pdf"


def test_the_table_of_formats_writes_both_papers(section, programme):
    writer = formats.WRITERS["pdf"]
    made = blocks.read(residents(), "31_residents")
    assert writer.section(made, Imprint.of(made), ()) == section
    failed = Failed("Työ", "33_work: taulukkoa ei löydy.")
    assert writer.programme([blocks.read(residents()), another(), failed], Imprint.of(made)) == programme


def test_said_markdown_is_in_the_paper():
    assert "2024* ja [x]" in plain(section_pdf(document(prose("# A"), code(said("2024\\* ja \\[x]")))))


@pytest.mark.parametrize("drawing", sorted({**ALL, **MORE}))
def test_every_drawing_is_taken_with_its_letters(drawing):
    for data in {**ALL, **MORE}[drawing].values():
        pdf = section_pdf(document(prose("# A"), code(shown(trend(drawing=drawing, data=data)))))
        (figure,) = elements(pdf, "Figure")
        assert figure.Alt
        canvas = figures.compose(drawing, data, width=figures.WIDE, letters=figures.TEXT)
        words = "".join(text(pdf).split())
        # A hyphen at the end of a line goes when the text is taken out.
        missing = [label for label, *_ in canvas.texts if "".join(label.split()).rstrip("-") not in words]
        assert not missing
