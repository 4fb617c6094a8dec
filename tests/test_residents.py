"""The residents' page in its nine languages: one language a page, its direction, its review, its way to the others."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kotolib import house
from kotolib.batch import section
from kotolib.batch.final import NotFinal
from kotolib.batch.run import run_areas
from kotolib.cli.messages import all_messages, residents_messages
from kotolib.documents import exporters
from kotolib.documents.blocks import Figure, Markdown
from kotolib.documents.residents.around import Around
from kotolib.documents.residents.page import page as written
from kotolib.documents.residents.paper import paper
from kotolib.errors import WrongWords
from kotolib.language import LANGUAGES, OF_RESIDENTS, dates, numbers, texts, told_in, tongues, upkeep
from kotolib.language.catalogues import NotSaid, is_complete
from kotolib.language.messages import template
from tests.conftest import AS_OF
from tests.filled_workbook import GOAL
from tests.odd_municipalities import IN_FIGURES
from tests.residents_page import document, executed
from tests.written_programme import filled

ALL = (*LANGUAGES, *OF_RESIDENTS)
EXAMPLE = house.EXAMPLE
SCRIPTS = {"ru": "[а-яё]", "uk": "[а-яіїєґ]", "ar": "[\u0620-\u064a]", "fa": "[\u0620-\u06cc]"}


def html(area: str, language: str, around: Around = Around(ALL, "fi")) -> str:  # noqa: B008
    return written(document(area, language), around).decode("utf-8")


def prose(area: str, language: str) -> str:
    told = [b.text if isinstance(b, Markdown) else f"{b.json['title']} {b.json['subtitle']} {b.json['alt']}"
            for b in document(area, language).blocks if isinstance(b, Markdown | Figure)]  # fmt: skip
    return "\n".join(told)


# --- catalogues


@pytest.mark.parametrize("language", OF_RESIDENTS)
def test_a_language_of_residents_says_every_message_of_the_page_and_no_other(language):
    messages = template(residents_messages())
    assert is_complete(language)
    assert upkeep.missing(language, messages) == []
    assert upkeep.stale(language, messages) == []
    assert upkeep.filled_otherwise(language) == []


def test_the_messages_of_the_page_are_few_and_among_all_messages():
    assert len(residents_messages()) < 100
    assert {said.key for said in residents_messages()} <= {said.key for said in all_messages()}


def test_what_the_page_does_not_say_is_refused_rather_than_said_in_finnish():
    with pytest.raises(NotSaid, match="vain asukkaiden sivu"):
        texts("ar")("Luvut taulukkona")
    assert told_in("ar").language == "fi" and told_in("sv").language == "sv"


def test_numbers_and_days_are_of_the_language_with_digits_that_all_know():
    assert numbers.number(1234.5, 1, "ru") == "1\u00a0234,5"
    assert numbers.number(1234.5, 1, "ar") == numbers.number(1234.5, 1, "fa") == "1,234.5"
    day = date(2026, 12, 15)
    assert dates.day(day, "uk").startswith("15 грудня 2026")
    assert dates.weekday(day, "ar") == "الثلاثاء، 15 ديسمبر 2026"


def test_languages_are_listed_by_their_own_names_latin_letters_first():
    assert tongues.listed() == ("et", "en", "so", "fi", "sv", "ru", "uk", "ar", "fa")
    assert [tongues.direction(language) for language in ("fi", "uk", "ar", "fa")] == ["ltr", "ltr", "rtl", "rtl"]
    assert tongues.name_in("fi", "en") == "Finnish"


def test_a_language_is_unreviewed_until_its_header_names_a_reader(tmp_path):
    source = (house.home() / "kotolib/locale/ar/LC_MESSAGES/kotolib.po").read_text(encoding="utf-8")
    place = tmp_path / "ar" / "LC_MESSAGES"
    place.mkdir(parents=True)
    named = source.replace(
        '"X-Koto-Complete: yes\\n"', '"X-Koto-Complete: yes\\n"\n"X-Koto-Reviewer: N. N., 1.2.2027\\n"'
    )
    (place / "kotolib.po").write_text(named, encoding="utf-8")
    assert tongues.unreviewed("ar") and not tongues.unreviewed("ar", tmp_path)
    assert tongues.reviewer("ar", tmp_path) == "N. N., 1.2.2027"


# --- the page


@pytest.mark.parametrize("language", ALL)
def test_a_page_has_its_language_and_direction_and_no_word_of_another(language):
    text = html("211", language)
    assert f'<html lang="{language}" dir="{tongues.direction(language)}">' in text
    shown = prose("211", language)
    if language in SCRIPTS:
        assert re.search(SCRIPTS[language], shown)
        assert set(re.findall(r"[A-Za-zÅÄÖåäö]{2,}", shown)) <= {"Kangasala"}
    elif language != "fi":
        finnish = set(re.findall(r"\w{4,}", prose("211", "fi").casefold()))
        assert set(re.findall(r"\w{4,}", shown.casefold())) & finnish <= {"kangasala", "2025", "keel"}


@pytest.mark.parametrize(
    ("area", "language"), [*((a, "fi") for a in (*IN_FIGURES, "599")), (EXAMPLE, "fi"), ("211+562", "ar")]
)
def test_the_page_is_short_whatever_the_municipality(area, language):
    assert len(prose(area, language).split()) < 300


def test_too_few_people_are_not_told_of():
    assert "Emme kerro tätä lukua" in prose("766", "fi")
    assert not any(isinstance(block, Figure) for block in document("766", "fi").blocks)


def test_the_number_of_the_page_is_that_of_the_values_table():
    from kotolib import comparison, situation
    from kotolib.display import wording
    from kotolib.display.residents import people

    here = situation.begin("545", "fi", as_of=AS_OF)
    (fact,) = people.facts(here)
    assert fact.value == comparison.values(here, people.INDICATOR).latest()["value"]
    assert people.of_hundred(here).data["filled"] == wording.as_written(fact.value) == 23
    assert people.of_hundred(here).table.rows[0][1].value == 23


def test_what_the_municipality_wrote_is_shown_in_its_own_language_only():
    assert "naapuruuspäiviä" in prose(EXAMPLE, "fi")
    assert "naapuruuspäiviä" not in prose(EXAMPLE, "en")
    assert "The plan is ready." in prose(EXAMPLE, "en")


def test_a_draft_says_so_in_its_language_and_in_finnish_until_somebody_has_read_it(monkeypatch):
    finnish = "Kukaan ei ole vielä tarkistanut sen kieltä."
    assert finnish in html("211", "ar") and "هذا النص مسودة" in html("211", "ar")
    assert html("211", "fi").count(finnish) == 1
    monkeypatch.setattr(tongues, "reviewer", lambda language, folder=None: "N. N., 1.2.2027")
    assert finnish not in html("211", "ar")


def test_the_list_of_languages_leads_to_the_pages_that_are_made():
    text = html("211", "fi", Around(("fi", "ar"), "fi"))
    assert re.findall(r'<a href="(\.\./\w+/71[^"]*)" lang="(\w+)" dir="(\w+)"', text) == [
        ("../fi/71_for_residents.html", "fi", "ltr"),
        ("../ar/71_for_residents.html", "ar", "rtl"),
    ]
    assert '<a href="../fi/programme.html" hreflang="fi">' in text
    assert "<nav" not in html("211", "fi", Around(("fi",), ""))


def test_names_and_addresses_keep_their_direction_among_arabic():
    assert "\u2068Hyvinvoinnin palvelualue\u2069" in prose(EXAMPLE, "ar")
    assert "\u2068" not in prose(EXAMPLE, "fi")
    assert 'href="mailto:kotoutuminen@kangasala.example"' in html(EXAMPLE, "ar")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["Tule kertomaan mielipiteesi.", "Tiistai 15.12.2026: keskustelutilaisuus, paikan päällä.", "kysely"]),
        ("uk", ["Приходьте й розкажіть, що ви думаєте.", "Вівторок, 15 грудня 2026", "опитування"]),
        ("ar", ["تعال وأخبرنا برأيك.", "الثلاثاء، 15 ديسمبر 2026: لقاء للنقاش، حضوريًا.", "استبيان"]),
    ],
)
def test_hearings_to_come_are_told_in_order_with_their_weekday(monkeypatch, language, said):
    from kotolib import situation
    from kotolib.display.residents import taking_part
    from kotolib.programme.records import Hearing, Programme
    from kotolib.programme.written import Written

    hearings = (
        Hearing(id="K2", kind="survey", date=date(2027, 1, 4)),
        Hearing(id="K1", kind="hearing", way="in_person", date=date(2026, 12, 15)),
        Hearing(id="K3", kind="hearing", date=date(2026, 11, 23)),
    )
    programme = Programme(hearings=hearings)
    monkeypatch.setattr(Written, "programme", property(lambda self: programme))
    events, _initiative = taking_part.take_part(situation.begin("211", language, as_of=AS_OF))
    assert len(events.points) == 2
    assert [words in one.text for words, one in zip(said, events.sentences, strict=True)] == [True] * 3


def test_the_dots_are_filled_from_the_side_that_reading_begins_on():
    filled = {language: re.search(r"M([\d.]+)", figure_svg(language))[1] for language in ("fi", "ar")}
    assert float(filled["ar"]) > 400 > float(filled["fi"])


def figure_svg(language: str) -> str:
    (figure,) = [block.json for block in document("211", language).blocks if isinstance(block, Figure)]
    return figure["svg"].split("<path")[2]  # the paper is the first path, the filled dots the second


@pytest.mark.parametrize("language", ["fi", "uk", "ar", "fa"])
def test_the_page_on_paper_is_tagged_and_in_its_language(language):
    import io

    import pikepdf

    content = paper(document(EXAMPLE, language), Around())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
    assert content == paper(document(EXAMPLE, language), Around())


@pytest.mark.parametrize("language", ["ru", "ar", "fi"])
def test_nbconvert_makes_the_page_in_every_language_and_its_paper(language):
    one, told = document("211", language), {"metadata": {"name": "71_for_residents"}}
    html, _resources = exporters.KotoHTMLExporter().from_notebook_node(executed("211", language), told)
    assert html == written(one, Around()).decode("utf-8")
    pdf, _resources = exporters.KotoPDFExporter().from_notebook_node(executed("211", language), told)
    assert pdf == paper(one, Around())


def test_nbconvert_refuses_word_in_a_language_that_has_none():
    told = {"metadata": {"name": "71_for_residents"}}
    with pytest.raises(WrongWords, match="asukkaiden sivu tehdään verkkosivuksi ja PDF-tiedostoksi"):
        exporters.KotoDocxExporter().from_notebook_node(executed("211", "so"), told)


# --- the run


@pytest.fixture
def workshop(tmp_path, monkeypatch) -> Path:
    home = tmp_path / "home"
    (home / "notebooks").mkdir(parents=True)
    for name in ("data_sources", "pyproject.toml"):
        (home / name).symlink_to(house.home() / name)
    shutil.copy(house.notebooks() / "71_for_residents.ipynb", home / "notebooks")
    monkeypatch.setenv("KOTO_HOME", str(home))
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return home


def test_a_run_makes_the_page_alone_in_a_language_of_residents_and_says_so(workshop):
    filled(GOAL)
    lines: list[str] = []
    assert run_areas(["211"], languages=["ar"], formats=["html", "docx"], as_of=AS_OF, tell=lines.append) == 0
    made = workshop / "outputs" / "211-kangasala" / "ar"
    assert sorted(path.name for path in made.iterdir()) == [
        "71_for_residents.html", "71_for_residents.ipynb", "run.json", "run.log",
    ]  # fmt: skip
    assert lines == [
        "Kangasala: kielillä ar tehdään vain asukkaiden sivu.",
        "Kangasala: asukkaiden sivusta ei tehdä Word-tiedostoa kielellä ar.",
        f"Kangasala: {made / '71_for_residents.html'}",
    ]
    assert "programme.html" not in (made / "71_for_residents.html").read_text(encoding="utf-8")


def test_a_run_of_all_pages_keeps_its_record_and_its_files_when_the_residents_page_is_made_after_it(workshop):
    made = workshop / "outputs" / "211-kangasala" / "en"
    assert run_areas(["211"], languages=["en"], as_of=AS_OF, tell=lambda line: None) == 0
    before = {name: (made / name).read_bytes() for name in ("run.json", "run.log", "programme.html", "numbers.xlsx")}
    run_areas(["211"], as_of="2026-11-25", tell=lambda line: None)
    assert {name: (made / name).read_bytes() for name in before} == before
    assert "2026-11-25" in (made / "71_for_residents.ipynb").read_text(encoding="utf-8")
    assert "en/programme.html" in (made.parent / "index.html").read_text(encoding="utf-8")


def test_a_run_without_languages_makes_the_page_in_all_of_them(workshop):
    plans = section.plan(["478"], [], "latest", AS_OF)
    assert [plan["parameters"]["language"] for plan in plans] == ["sv", "en", *OF_RESIDENTS]
    assert [plan["alone"] for plan in plans] == [False] + [True] * 7
    assert {tuple(plan["residents"]["languages"]) for plan in plans} == {("sv", "en", *OF_RESIDENTS)}
    assert [plan["parameters"]["language"] for plan in section.plan(["MK21"], [], "latest", AS_OF)] == ["sv"]


def test_a_programme_is_not_final_in_a_language_that_nobody_has_read(workshop):
    given = {"languages": ["ar"], "as_of": AS_OF, "final": True, "tell": lambda line: None}
    with pytest.raises(NotFinal, match=r"(?s)ei ole tarkistanut kukaan: arabia.*X-Koto-Reviewer"):
        run_areas(["211"], **given)
    page = workshop / "outputs" / "211-kangasala" / "ar" / "71_for_residents.html"
    assert not page.exists()
    assert run_areas(["211"], **given, accept="Lukija on sovittu.") == 0
    assert page.exists()


# --- in a browser


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("fi", 1280), ("sv", 360), ("en", 360), ("ar", 360), ("ar", 1280)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium, tmp_path, language, width):
    from axe_playwright_python.sync_playwright import Axe

    place = tmp_path / "page.html"
    place.write_text(html(EXAMPLE, language), encoding="utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto(place.as_uri())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("[document.documentElement, document.body].every(e => e.scrollWidth <= 320)")
    if width == 360 and language == "ar":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.lang") == "et"
        left = page.evaluate("document.querySelector('nav li').getBoundingClientRect().left")
        assert left > page.evaluate("document.querySelectorAll('nav li')[1].getBoundingClientRect().left")
    context.close()


@pytest.mark.browser
def test_in_forced_colours_and_on_paper_the_dots_and_the_text_stay(chromium, tmp_path):
    place = tmp_path / "page.html"
    place.write_text(html(EXAMPLE, "ar"), encoding="utf-8")
    page = chromium.new_page(forced_colors="active")
    page.goto(place.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('figure img')).forcedColorAdjust") == "none"
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden() and page.locator("figure img").is_visible()
    assert page.locator("h1").is_visible() and page.locator("main .state").first.is_visible()
    page.close()
