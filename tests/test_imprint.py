"""What a page says of itself follows the workbook: the programme's name, its status, the day and the approving body."""

from datetime import date

import pytest

from kotolib.documents.imprint import Imprint
from tests.written_programme import filled

DAY = "2026-11-24"
NAME = ("basics", "name", "answer")
STATE = ("basics", "state", "answer")
BODY = ("basics", "approving_body", "answer")
PROGRAMMES_DAY = ("basics", "date", "answer")


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))


def imprint(language: str = "fi", as_of: str = DAY, programme: str = "") -> Imprint:
    return Imprint("211", language, as_of=as_of, programme=programme)


def test_without_a_workbook_a_page_is_a_draft_of_its_day():
    assert imprint().status == imprint().short_status == "Luonnos 24.11.2026"
    assert imprint(as_of="").status == "Luonnos"
    assert imprint().name == "Kangasalan kotoutumisen edistämisen ohjelma"


@pytest.mark.parametrize(
    ("language", "draft", "comments"),
    [
        ("fi", "Luonnos 24.11.2026", "Lausunnoilla 24.11.2026"),
        ("sv", "Utkast 24.11.2026", "På remiss 24.11.2026"),
        ("en", "Draft 24 November 2026", "Out for statements 24 November 2026"),
    ],
)
def test_a_draft_and_one_out_for_statements_have_the_day_of_the_page(language, draft, comments):
    typed = {PROGRAMMES_DAY: date(2026, 6, 15)}
    filled(typed)
    assert imprint(language).status == draft
    filled(typed | {STATE: "lausunnoilla"})
    assert imprint(language).status == comments


def test_an_approved_programme_has_its_own_day_and_the_body_that_approved_it():
    filled({STATE: "hyväksytty", PROGRAMMES_DAY: date(2026, 6, 15)})
    assert imprint().status == "Hyväksytty 15.6.2026 (kaupunginvaltuusto)"
    assert imprint().short_status == "Hyväksytty 15.6.2026"
    # The body is written in Finnish: pages in other languages do without it.
    assert imprint("sv").status == "Godkänt 15.6.2026"
    assert imprint("en").status == "Approved 15 June 2026"


def test_an_approved_programme_without_day_or_body_claims_neither():
    filled({STATE: "hyväksytty", BODY: None})
    assert imprint().status == "Hyväksytty"


def test_a_swedish_workbook_speaks_on_swedish_pages():
    filled({STATE: "godkänt", PROGRAMMES_DAY: date(2026, 6, 15), BODY: "stadsfullmäktige"}, language="sv")
    assert imprint("sv").status == "Godkänt 15.6.2026 (stadsfullmäktige)"
    assert imprint().status == "Hyväksytty 15.6.2026"


def test_the_name_is_the_workbooks_on_pages_of_its_language():
    filled({NAME: "Meidän Kangasala  2026–2029"})
    assert imprint().name == "Meidän Kangasala 2026–2029"
    assert imprint(programme="Annettu nimi").name == "Annettu nimi"
    assert imprint("sv").name == "Kangasalas program för främjande av integration"


def test_a_workbook_with_a_personal_identity_code_names_nothing():
    filled({NAME: "Ohjelma 131052-308T", STATE: "hyväksytty"})
    assert imprint().name == "Kangasalan kotoutumisen edistämisen ohjelma"
    assert imprint().status == "Hyväksytty"
