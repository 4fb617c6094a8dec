"""The pages that lead to all others: in a real browser, with and without scripts, and for those who cannot see."""

import json

import pytest

from kotolib.documents import index
from kotolib.documents.index import Made

browser = pytest.mark.browser
NAMES = {"10_duties": "Vastuut", "31_residents": "Asukkaat", "70_in_short": "Päättäjille", "05_checklist": "Lista"}
FILES = [f"{stem}.{ending}" for stem in NAMES for ending in ("ipynb", "html", "pdf", "docx")]
FILES += [
    "programme.html",
    "programme.pdf",
    "numbers.xlsx",
    "calendar.ics",
    "notice.txt",
    "accessibility.html",
    "own.docx",
]


def record(language: str, files=FILES) -> dict:
    sections = [{"key": stem[:2], "stem": stem, "title": f"{title} {language}"} for stem, title in NAMES.items()]
    return {"edition": "2026-11", "as_of": "2026-11-24", "sections": sections, "files": dict.fromkeys(files, "sum")}


def made(area: str, folder: str, *languages: str, fault: str = "") -> list[Made]:
    return [Made(area, language, folder, record(language), fault) for language in languages]


MANY = [
    made("211", "211-kangasala", "fi"),
    made("091", "091-helsinki", "fi", "sv"),
    made("545", "545-narpio", "sv", "fi"),
    made("992", "992-aanekoski", "fi", fault="Äänekoski: osioita jäi tekemättä: 31_residents."),
    made("example-kangasala", "example-kangasala", "fi"),
    made("211+562", "j-0dc1c8a7-kangasala-yhteinen", "fi"),
]


@pytest.fixture
def shown(page, tmp_path):
    """Opens a page of ours from a file, its policy in force."""

    def open_it(text: str, width: int = 1280):
        (tmp_path / "index.html").write_text(text, encoding="utf-8")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((tmp_path / "index.html").as_uri())
        return page

    return open_it


def links(text: str) -> list[str]:
    import re

    return re.findall(r'<a class="name" href="([^"]+)"|<a href="([^"#][^"]*)"', text)


def test_an_area_s_page_links_every_document_for_readers_once():
    text = index.area_page(made("091", "091-helsinki", "fi", "sv"))
    addresses = ["".join(one) for one in links(text)]
    expected = [f"{language}/{name}" for language in ("fi", "sv") for name in FILES if not name.endswith(".ipynb")]
    assert sorted(addresses) == sorted(expected)
    assert "Helsinki – Helsingfors" in text and 'section lang="sv"' in text
    order = ["Koko ohjelma", "Ohjelman osat", "Vastuut fi", "Erilliset sivut", "Päättäjille fi", "Työsivut", "Lista fi"]
    places = [text.index(f">{words}<") for words in order]
    assert places == sorted(places)
    assert ">Tiedote (txt)<" in text and ">Saavutettavuus ja palaute<" in text and ">own.docx<" in text
    assert "PDF<span" in text and "Esimerkki" not in text


def test_a_page_without_html_links_its_paper_by_its_title():
    paper = Made("211", "fi", "211-kangasala", record("fi", ["programme.pdf", "31_residents.docx"]))
    text = index.area_page([paper])
    assert ">Koko ohjelma (PDF)<" in text and ">Asukkaat fi (Word)<" in text


def test_what_failed_is_told_with_its_reason_and_escaped():
    one = Made("211", "fi", "211-kangasala", {}, "Kangasala: <b>ei</b> onnistu.")
    text = index.area_page([one])
    assert "Tätä ei saatu tehtyä." in text and "&lt;b&gt;ei&lt;/b&gt; onnistu." in text
    assert "&lt;b&gt;ei&lt;/b&gt;" in index.batch_page([[one]], "fi")


def test_a_language_of_residents_alone_has_its_name_and_direction():
    arabic = Made("211", "ar", "211-kangasala", record("ar", ["70_in_short.html"]))
    text = index.area_page([*made("211", "211-kangasala", "fi"), arabic])
    assert '<section lang="ar" dir="rtl">' in text and "باللغة العربية" in text
    assert text.count("Erilliset sivut") == 1


def test_the_example_is_marked_on_both_pages():
    example = made("example-kangasala", "example-kangasala", "fi")
    assert "Esimerkki: tämä ei ole" in index.area_page(example)
    assert "keksitty esimerkki" in index.batch_page([example], "fi")


def test_the_list_is_in_alphabetical_order_with_names_in_each_language():
    text = index.batch_page(MANY, "sv")
    names = ["Helsingfors", "Kangasala", "Närpes", "Äänekoski"]
    places = [text.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert '<span lang="fi">(Närpiö)</span>' in text and 'hreflang="sv">På svenska<' in text
    assert "För 1 område blev något ogjort" in text


@browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("text", [index.batch_page(MANY, "fi"), index.area_page(MANY[1])], ids=["all", "area"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(shown, page, text, width):
    from axe_playwright_python.sync_playwright import Axe

    from tests.test_pages import RULES

    bare = text.replace("default-src 'none';", "default-src 'self' 'unsafe-inline' 'unsafe-eval';")
    opened = shown(bare.replace("script-src", "x-script-src"), width)
    found = Axe().run(opened, options={"runOnly": RULES}).response
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert page.asked == []


@browser
def test_the_search_finds_by_any_name_or_code_and_tells_how_many(shown):
    opened = shown(index.batch_page(MANY, "fi"))
    box, told = opened.get_by_label("Etsi alueen nimellä tai tunnuksella"), opened.get_by_role("status")
    assert told.inner_text() == "Luettelossa on 6 aluetta."

    def found(words: str) -> list[str]:
        box.fill(words)
        return opened.locator(".shelf li:visible a.name").all_inner_texts()

    assert found("helsingfors") == ["Helsinki"] and told.inner_text() == "Luettelossa on 1 alue."
    assert found("545") == ["Närpiö"] and found("narpes") == ["Närpiö"] and found("AANEK") == ["Äänekoski"]
    assert found("ei tällaista") == [] and told.inner_text() == "Luettelossa on 0 aluetta."
    assert len(found("")) == 6
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "name"


@browser
def test_without_scripts_the_whole_list_stands_there(chromium, tmp_path):
    (tmp_path / "index.html").write_text(index.batch_page(MANY, "fi"), encoding="utf-8")
    context = chromium.new_context(offline=True, java_script_enabled=False)
    opened = context.new_page()
    opened.goto((tmp_path / "index.html").as_uri())
    assert opened.locator(".shelf li").count() == 6 and not opened.get_by_role("search").is_visible()
    context.close()


def test_a_folder_s_pages_are_written_from_its_records_and_left_alone_when_the_same(tmp_path):
    from kotolib.batch import indexes

    for language in ("fi", "sv"):
        (tmp_path / "091-helsinki" / language).mkdir(parents=True)
        path = tmp_path / "091-helsinki" / language / "run.json"
        path.write_text(json.dumps(record(language)), encoding="utf-8")
    entries = [{"area": "091", "folder": "091-helsinki", "language": "sv", "fault": ""}]
    indexes.write_all(str(tmp_path), entries, "fi")
    written = tmp_path / "091-helsinki" / "index.html"
    assert written.read_text(encoding="utf-8").index('lang="fi"') < written.read_text("utf-8").index('lang="sv"')
    before = written.stat().st_mtime_ns
    indexes.write_all(str(tmp_path), entries, "fi")
    assert written.stat().st_mtime_ns == before
