"""Pages as a reader meets them, in a real Chromium: on a desk, on a phone, by keyboard, on paper, in forced colours."""

import gzip
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from kotolib.display.outputs import Cell
from kotolib.documents import assembly, blocks
from kotolib.documents.assembly import Failed
from kotolib.documents.exporters import KotoHTMLExporter
from kotolib.documents.html import Link, section_page
from kotolib.documents.imprint import Imprint
from tests.executed_notebook import (
    PARAMETERS,
    code,
    exported,
    key_numbers,
    notebook,
    prose,
    residents,
    said,
    shares_by_year,
    shown,
    trend,
)

PARTS = [("Asukkaat", "31_residents.html"), ("Muutto ja näkymä", "32_arrivals_and_outlook.html")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
PAGES = ["alone", "section", "programme", "failed"]
EVIL = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>'

browser = pytest.mark.browser


def export(nb, **resources) -> str:
    return KotoHTMLExporter().from_notebook_node(nb, {"metadata": {"name": "31_residents"}, **resources})[0]


def another() -> blocks.Document:
    """A second section that shares headings and keys with the first."""
    nb = notebook(
        prose("# Muutto ja näkymä"),
        prose("## Mistä syistä he ovat tulleet?"),
        code(shown(trend(title="Kangasalle muutti ulkomailta 76 henkeä"))),
    )
    return blocks.read(nb, "32_arrivals_and_outlook")


def programme() -> str:
    document = blocks.read(residents(), "31_residents")
    return assembly.programme_page([document, another(), Failed("Työ", "33_work: taulukkoa ei löydy.")])


def failed() -> str:
    imprint = Imprint("211", as_of="2026-11-24", edition="2026-11")
    return assembly.failed_page("Työ", "33_work: taulukkoa ei löydy.", imprint, [Link("Työ", "33_work.html", True)])


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "alone": export(residents()),
        "section": export(residents(), parts=PARTS),
        "programme": programme(),
        "failed": failed(),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(chromium, pages):
    """Opens a page at a width; everything that it asks for is kept in ``page.asked``."""
    contexts = []

    def opened(name: str | Path, width: int = 1200, *, bypass_csp: bool = True):
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True, bypass_csp=bypass_csp)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((pages / f"{name}.html" if isinstance(name, str) else name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def open_tables(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@browser
@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page, name, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(name, width)
    open_tables(page)
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert len(found["passes"]) > 15


@browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(open_page, name):
    page = open_page(name, bypass_csp=False)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]


@browser
@pytest.mark.parametrize("width", [320, 360, 768, 1200])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(open_page, name, width):
    page = open_page(name, width)
    open_tables(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inside = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    # What is hidden from the eye alone may lie anywhere.
    assert page.evaluate(f"{inside}.filter(e => !e.closest('thead, .hidden')).map(e => e.outerHTML.slice(0, 80))") == []


@browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_a_language_and_a_main_part(open_page, name):
    page = open_page(name)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "fi"
    assert page.locator("main").count() == 1
    assert page.title().endswith("Kangasalan kotoutumisen edistämisen ohjelma")


@browser
@pytest.mark.parametrize("name", PAGES)
def test_the_first_key_press_reaches_the_skip_link_and_it_leads_to_the_content(open_page, name):
    page = open_page(name)
    page.keyboard.press("Tab")
    link = page.locator("a.skip")
    assert link.evaluate("each => each === document.activeElement && each.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('.parts, header'))")


@browser
def test_focus_is_a_yellow_ground_and_an_ink_outline(open_page):
    page = open_page("section")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate(
        "(s => [s.outlineWidth, s.outlineColor, s.backgroundColor])(getComputedStyle(document.activeElement))"
    )
    assert style == ["3px", "rgb(26, 31, 36)", "rgb(255, 191, 71)"]


@browser
def test_navigation_marks_the_page_itself_and_stands_last_on_a_phone(open_page):
    desk, phone = open_page("section", 1200), open_page("section", 360)
    assert desk.locator("[aria-current=page]:visible").inner_text() == "Asukkaat"
    assert desk.locator(".parts:visible").get_attribute("aria-labelledby") == "parts-side"
    end = phone.locator(".parts:visible")
    assert end.bounding_box()["y"] > phone.locator("main").bounding_box()["y"]
    assert all(link.bounding_box()["height"] >= 44 for link in end.locator("a").all())


def test_a_page_that_stands_alone_has_no_navigation():
    assert "<nav" not in export(residents())


@browser
def test_a_phone_gets_the_narrow_drawing_and_paper_the_wide_one(open_page):
    page = open_page("section", 360)
    drawn = "document.querySelector('figure img').currentSrc === document.querySelector('{}')[{!r}]"
    assert page.evaluate(drawn.format("figure source", "srcset"))
    page.emulate_media(media="print")
    page.wait_for_function(drawn.format("figure img", "src"))


@browser
def test_a_figure_has_its_finding_its_picture_its_source_and_its_numbers(open_page):
    page = open_page("section")
    figure = page.locator("figure")
    assert figure.locator("figcaption p").all_inner_texts()[0] == "Kangasalla 3,9\xa0% asukkaista on vieraskielisiä"
    assert figure.get_by_role("img").get_attribute("alt").startswith("Viivakuvio: Kangasalla 3,9 %")
    assert figure.locator("img").evaluate("each => each.complete && each.naturalWidth > 400")
    assert figure.locator(".source").all_inner_texts() == [
        "Lähde: Tilastokeskus, Väestörakenne, taulu 159t. CC BY 4.0."
    ]
    figure.locator("summary").click()
    assert figure.get_by_role("rowheader", name="2025").count() == 1
    assert figure.locator("summary").text_content().startswith("Luvut taulukkona: Kangasalla 3,9")


@browser
def test_a_wide_table_becomes_blocks_on_a_phone_and_stays_a_table_to_a_screen_reader(open_page):
    page = open_page("section", 360)
    table = page.locator("#areas table")
    assert table.locator("tbody tr").first.evaluate("each => getComputedStyle(each).display") == "grid"
    assert page.get_by_role("columnheader", name="Muutos, %-yks.").count() == 1
    assert page.get_by_role("rowheader", name="Koko maa").count() == 1


@browser
@pytest.mark.parametrize("name", ["section", "programme"])
def test_paper_has_no_navigation_of_the_screen(open_page, name, tmp_path):
    page = open_page(name)
    page.emulate_media(media="print")
    assert page.locator(".parts:visible, .skip:visible, details:visible").count() == 0
    content = page.pdf(prefer_css_page_size=True, path=tmp_path / "page.pdf")
    assert content.startswith(b"%PDF")
    assert page.locator("figure").first.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
    # The body of 160 mm, as a sheet leaves it.
    page.set_viewport_size({"width": 605, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 605


@browser
def test_forced_colours_keep_figures_white_and_borders_seen(open_page):
    page = open_page("section")
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(0, 0, 0)"
    assert page.locator("figure img").evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    seen = "each => getComputedStyle(each).borderTopWidth + getComputedStyle(each).borderTopStyle"
    assert page.locator("blockquote").evaluate(seen) == "1pxsolid"
    colours = "each => getComputedStyle(each).borderLeftColor"
    current, other = (
        page.locator(f".parts-side a{which}").first for which in ("[aria-current]", ":not([aria-current])")
    )
    assert current.evaluate(colours) != other.evaluate(colours)


def poisoned():
    """A notebook in which every text tries to be markup."""
    table = replace(
        shares_by_year(),
        key='k" onload="hit',
        caption=EVIL,
        columns=(EVIL, EVIL),
        rows=((Cell(EVIL), Cell(EVIL, 1.0)),),
        notes=(EVIL,),
        source=EVIL,
    )
    figure = trend(key='f" onload="hit', title=EVIL, subtitle=EVIL, alt=EVIL, source=EVIL, notes=(EVIL,), table=table)
    numbers = replace(key_numbers(), caption=EVIL, rows=((Cell(EVIL), Cell(EVIL)),))
    return notebook(
        prose(f"# {EVIL}"),
        code(
            said(f"{EVIL}\n\n[a](javascript:window.hit=1) ![b](https://example.org/b.png)\n\n<iframe src='x'></iframe>")
        ),
        code(shown(figure), shown(table), shown(numbers)),
        parameters=f"{PARAMETERS}\nprogramme = {EVIL!r}",
    )


@browser
@pytest.mark.parametrize("kind", ["section", "programme", "failed"])
def test_no_text_becomes_markup(open_page, tmp_path, kind):
    document = blocks.read(poisoned(), EVIL)
    imprint = replace(Imprint.of(document, programme=EVIL), edition=EVIL)
    text = {
        "section": lambda: section_page(document, imprint, [Link(EVIL, 'x" onclick="window.hit=1')]),
        "programme": lambda: assembly.programme_page([document, Failed(EVIL, EVIL)], imprint),
        "failed": lambda: assembly.failed_page(EVIL, EVIL, imprint),
    }[kind]()
    path = tmp_path / "evil.html"
    path.write_text(text, encoding="utf-8")
    # Without the content security policy: escaping must do by itself.
    page = open_page(path)
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert page.locator("script, iframe, main img:not(figure picture img)").count() == 0
    handlers = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    assert page.evaluate(handlers) == []
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]


@browser
def test_the_content_policy_stops_what_escaping_would_have_missed(open_page, tmp_path):
    path = tmp_path / "hole.html"
    hole = "<script>window.hit=1</script><img src='https://example.org/x.png' onerror='window.hit=1'>"
    path.write_text(export(residents()).replace("</main>", hole + "</main>"), encoding="utf-8")
    page = open_page(path, bypass_csp=False)
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert page.locator("main script").count() == 1


def test_the_same_notebook_gives_the_same_bytes():
    assert export(residents(), parts=PARTS) == export(residents(), parts=PARTS)
    assert programme() == programme()


def test_pages_are_light():
    section, whole = export(residents(), parts=PARTS).encode(), programme().encode()
    assert len(section) < 400_000 and len(whole) < 1_500_000
    assert max(len(gzip.compress(each)) for each in (section, whole)) < 200_000
    # Of it, all that is not a picture.
    assert len(re.sub(rb"data:image[^\"]*", b"", section)) < 30_000


def test_no_id_stands_twice_and_every_link_inside_leads_somewhere():
    text = programme()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', text)
    assert len(targets) > 8 and set(targets) <= set(ids)


def test_letters_of_one_drawing_are_never_those_of_another():
    """Every drawing names its letters a, b, c …: side by side in one document they would take each other's shapes."""
    text = programme()
    drawings = [unquote(unescape(each)) for each in re.findall(r'="data:image/svg\+xml,([^"]+)"', text)]
    assert len(drawings) >= 4
    for drawing in drawings:
        ids = re.findall(r"\sid='([^']+)'", drawing)
        assert len(ids) == len(set(ids)) > 5 and set(re.findall(r"href='#([^']+)'", drawing)) <= set(ids)
    beside = re.sub(r'="data:image[^"]*"', "", text)
    assert "<use" not in beside and "<defs" not in beside


def test_anchors_of_a_section_do_not_depend_on_the_sections_before_it():
    document = blocks.read(residents(), "31_residents")
    after, alone = (
        re.findall(r'\sid="(muutto-[^"]+)"', assembly.programme_page(s)) for s in ([document, another()], [another()])
    )
    assert (
        after
        == alone
        == [
            "muutto-ja-nakyma",
            "muutto-ja-nakyma-mista-syista-he-ovat-tulleet",
            "muutto-ja-nakyma-foreign_language.share",
        ]
    )


def test_only_prose_right_after_the_title_is_the_lead():
    assert '<p class="lead">Kangasalla asuu' in export(residents())
    assert "lead" not in re.sub(
        r"(?s)<style>.*</style>", "", export(notebook(prose("# A"), code(shown(key_numbers())), prose("B.")))
    )


def test_a_programme_has_its_name_as_title_and_sections_below_it():
    levels = re.findall(r"<h(\d)[^>]*>(.*?)</h", programme())
    assert levels == [
        ("1", "Kangasalan kotoutumisen edistämisen ohjelma"),
        ("2", "Asukkaat"),
        ("3", "Paljonko kunnassa asuu maahanmuuttaneita?"),
        ("3", "Mistä syistä he ovat tulleet?"),
        ("2", "Muutto ja näkymä"),
        ("3", "Mistä syistä he ovat tulleet?"),
        ("2", "Työ"),
    ]


def test_a_failed_section_says_what_went_wrong_in_its_place():
    for text in (programme(), failed()):
        assert "<strong>Tätä osaa ei saatu tehtyä.</strong> 33_work: taulukkoa ei löydy." in text


def test_a_programme_of_failed_sections_only_is_still_a_page():
    text = assembly.programme_page([Failed("Työ", "Ei löydy.")], Imprint("211", as_of="2026-11-24"))
    assert "Kangasalan kotoutumisen edistämisen ohjelma" in text and "Ei löydy." in text


def test_the_footer_says_edition_day_licence_and_how_to_make_it_again():
    text = re.sub(r"<[^>]+>", "", export(residents()))
    assert "Aineisto: versio 2026-11. Tilanne 24.11.2026. Luvut: CC\xa0BY\xa04.0." in text
    assert "python3 koto.py run 211 --language fi --edition 2026-11 --as-of 2026-11-24" in text


def test_a_notebook_run_by_hand_with_no_day_claims_none():
    nb = notebook(
        prose("# A"), parameters='area: str = "211"\nlanguage: str = "fi"\nedition: str = "latest"\nas_of: str = ""'
    )
    text = re.sub(r"<[^>]+>", "", export(nb))
    assert "Luonnos\n" in text and "Aineisto: ajohetken uusin versio." in text and "--as-of" not in text


def test_what_is_told_to_the_exporter_wins():
    text = export(residents(), edition="2026-10", programme="Kangasalan kotoutumisohjelma 2027–2030")
    assert "versio 2026-10" in text and "<strong>Kangasalan kotoutumisohjelma 2027–2030</strong>" in text


def test_streams_stay_in_the_log():
    assert "tämä kuuluu lokiin" not in export(residents())


def test_nbconvert_makes_the_page_from_a_file(tmp_path):
    assert exported(tmp_path, "html").decode("utf-8") == export(residents())
