"""Deliveries: a template is filled in, brought whole or not at all, and told on pages with small numbers hidden."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

import kotolib as koto
from kotolib import areas, deliveries, frame, house
from kotolib.cli.command_line import main
from kotolib.deliveries.forms import LANGUAGES
from kotolib.display.absence import Missing
from kotolib.display.outputs import Several, Table
from kotolib.display.wording import POPULATIONS
from kotolib.documents import forms as documented
from kotolib.errors import StoreDamaged, WrongWords
from kotolib.indicators import delivered
from kotolib.language import texts
from kotolib.programme import receiving
from kotolib.programme.receiving import blank, columns, terms
from kotolib.programme.receiving.bringing import NOTHING_TOLD
from kotolib.programme.receiving.terms import Terms

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 15, 30, tzinfo=UTC)
AGREED = Terms(by="Poliisilaitos", on=date(2026, 11, 20), licence="Lupa 12/2026", measure="flow", unit="persons")


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """A folder of the municipality's own, so that nothing is written into the checkout."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture(scope="module")
def kangasala():
    return areas.get("Kangasala")


def filled(
    path: Path, form: str, lines: list[list], area: str = "Kangasala", language: str = "fi", change=None
) -> Path:
    """The form's own template with lines and terms written into it."""
    path.write_bytes(blank.blank(deliveries.form(form), areas.get(area), language, DAY))
    book = openpyxl.load_workbook(path)
    page, agreement = book.worksheets[:2]
    names = list(columns.named(deliveries.form(form)))
    skipped = [names.index(columns.MUNICIPALITY)]
    for row, line in enumerate(lines, start=blank.FIRST):
        for column, value in zip([n for n in range(len(names)) if n not in skipped], line, strict=False):
            page.cell(row, column + 1).value = value
    for row, term in enumerate(terms.asked(deliveries.form(form)), start=terms.FIRST):
        word = getattr(AGREED, term)
        listed = terms.choices(term)
        agreement.cell(row, 2).value = texts(language)(listed[word]) if listed else word
    if change:
        change(book)
    book.save(path)
    return path


HATE = [
    ["211", 2024, "etninen tai kansallinen tausta", 12, 15],
    ["211", 2024, "uskonto tai vakaumus", 3, 3],
    ["211", 2024, "muu vaikutin", 8, 9],
    ["211", 2025, "etninen tai kansallinen tausta", 14, 18],
    ["211", 2025, "uskonto tai vakaumus", 6, 6],
    ["211", 2025, "muu vaikutin", 7, "…"],
]


def bring(path: Path, form: str, area: str = "Kangasala", moment: datetime = NOW, told: Terms = NOTHING_TOLD):
    return receiving.bring(path, deliveries.form(form), areas.get(area), moment, told)


# --- the whole path


def test_a_filled_template_becomes_values_and_a_table_under_its_question(tmp_path, here):
    brought = bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    assert brought.is_new and brought.years == (2024, 2025) and brought.figures == 12
    v = koto.values(here(), "hate_crimes.reports")
    assert v.latest()["value"] == 27 and v.latest()["year"] == 2025
    assert float(v.of("211", "ethnic").set_index("year").loc[2024, "value"]) == 12
    shown = koto.missing(here(), "racist_crimes")
    assert isinstance(shown, Several) and [one.key for one in shown] == [
        "delivered-hate-crimes-reports",
        "delivered-hate-crimes-offences",
    ]
    table = shown[0]
    assert table.columns == ("Vaikutin", "2024", "2025")
    assert [cell.text for cell in table.rows[0]][-1] == "27"
    assert "toimitettu 20.11.2026" in table.source and "Lupa 12/2026" in table.source
    assert any("ei uhrin kotikunta" in note for note in table.notes)


def test_a_small_number_is_hidden_and_so_is_what_would_give_it_away(tmp_path, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    rows = koto.values(here(), "hate_crimes.reports").of("211").query("year == 2024").set_index("group")
    assert rows.loc["religion", "status"] == frame.SUPPRESSED
    hidden = rows[rows["status"] == frame.SUPPRESSED]
    assert set(hidden.index) == {"religion", "other"} and rows.loc["", "value"] == 23
    assert hidden["value"].isna().all() and hidden["numerator"].isna().all()
    printed = json.dumps([one.as_json() for one in koto.missing(here(), "racist_crimes")], ensure_ascii=False)
    assert "peitetty" in printed


def test_what_the_deliverer_keeps_secret_stays_so_and_makes_its_sum_unknown(tmp_path, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    rows = koto.values(here(), "hate_crimes.offences").of("211").query("year == 2025").set_index("group")
    assert rows.loc["other", "status"] == frame.SUPPRESSED_BY_SOURCE
    assert rows.loc["", "status"] not in frame.SHOWN


def test_figures_are_the_own_areas_alone(tmp_path, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    assert isinstance(koto.missing(here("Orivesi"), "racist_crimes"), Missing)
    with pytest.raises(WrongWords, match="ei ole tuotu alueelle Orivesi"):
        koto.values(here("Orivesi"), "hate_crimes.reports")


@pytest.mark.parametrize(
    ("form", "language"),
    [*((form, "fi") for form in deliveries.forms()), ("hate_crimes", "sv"), ("group_figures", "sv")],
)
def test_every_forms_own_example_is_brought(tmp_path, form, language, here):
    declared = deliveries.form(form)
    book = openpyxl.load_workbook(filled(tmp_path / "a.xlsx", form, [], language=language))
    page = book.worksheets[0]
    for column in range(2, len(columns.named(declared)) + 1):
        page.cell(blank.FIRST, column).value = page.cell(blank.EXAMPLE_ROW, column).value
    book.save(tmp_path / "a.xlsx")
    brought = bring(tmp_path / "a.xlsx", form)
    assert brought.figures == len(declared.figures) and brought.years == (2025, 2025)
    for name in (*declared.figures, *declared.shares):
        assert len(koto.values(here(), f"{form}.{name}").frame)
    assert documented.of_form(declared, texts(language)).startswith(f"# {declared.name_in(language)}")
    shown = koto.delivered(here(language=language), declared.item)
    assert isinstance(shown, Table | Several)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_documentation_of_a_form_tells_all_that_it_declares(language):
    _ = texts(language)
    for form in deliveries.forms().values():
        told = documented.of_form(form, _)
        shown = re.findall(r"^\| (.+) \| `(\w+)` \| (.+) \|$", told, re.MULTILINE)
        position = LANGUAGES.index(language)
        assert [(header, name) for header, name, _what in shown] == [
            (headers[position], name) for name, headers in columns.named(form).items()
        ]
        written = {name: what for _header, name, what in shown}
        for name, each in form.classes.items():
            assert all(value[position] in written[name] for value in each.values.values())
        assert all(share.name[position] in told for share in form.shares.values())
        assert _(POPULATIONS[form.population]) in told and all(terms.OPTIONS[one] in told for one in terms.asked(form))
        assert (
            _("Aineiston käyttö on rajoitettu: tuo vain koosteita. Sivut kertovat rajoituksesta.") in told
        ) == form.restricted
        header, example = re.search(r"```csv\n(.+)\n(.+)\n```", told).groups()
        assert header.count(";") == example.count(";") == len(shown) - 1 and example.startswith("211;;2025;")


def test_the_page_of_forms_is_what_the_command_makes(capsys):
    assert main(["form", "--describe", "--language", "en"]) == 0
    assert (house.home() / "docs" / "forms.md").read_text(encoding="utf-8") == capsys.readouterr().out


def test_restricted_material_says_so_wherever_it_is_shown(tmp_path, here):
    lines = [["211", 2025, "Viro", 20, 12], ["211", 2025, "Ukraina", 40, 8]]
    bring(filled(tmp_path / "a.xlsx", "population_register_movers", lines), "population_register_movers")
    tables = koto.delivered(here(), "3.6")
    assert len(tables) == 2
    for table in tables:
        assert any("käyttö on rajoitettu" in note for note in table.notes)
    bring(filled(tmp_path / "b.xlsx", "population_register_movers", [["211", 2024, "Viro", 25, 11], *lines]),
          "population_register_movers", moment=NOW.replace(hour=12))  # fmt: skip
    figure = koto.trend(here(), koto.values(here(), "population_register_movers.moved_in"))
    assert figure.source.endswith("Lupa 12/2026; käyttö on rajoitettu.")


def test_a_share_stands_on_ten_people_and_on_counts_that_are_told(tmp_path, here):
    lines = [
        ["211", 2025, "suomi, ruotsi tai saame", "1–2 vuotta", 300, 500],
        ["211", 2025, "muu kieli", "1–2 vuotta", 40, 80],
        ["211", 2025, "suomi, ruotsi tai saame", "3–5 vuotta", 7, 60],
        ["211", 2025, "muu kieli", "3–5 vuotta", 58, 60],
    ]
    bring(filled(tmp_path / "a.xlsx", "early_childhood_participation", lines), "early_childhood_participation")
    rate = koto.values(here(), "early_childhood_participation.rate").of("211").set_index("group")
    assert rate.loc["domestic/1-2", "value"] == pytest.approx(60)
    assert rate.loc["domestic/3-5", "status"] in (frame.BELOW_QUALITY, frame.SUPPRESSED)
    assert rate.loc["foreign/3-5", "status"] == frame.SUPPRESSED  # two of sixty do not take part


# --- bringing again, and nothing half


def test_the_same_bytes_again_change_nothing(tmp_path, own):
    path = filled(tmp_path / "a.xlsx", "hate_crimes", HATE)
    bring(path, "hate_crimes")
    before = sorted(p.name for p in (own / "211-kangasala" / "deliveries").iterdir())
    again = bring(path, "hate_crimes", moment=NOW.replace(hour=12))
    assert not again.is_new
    assert sorted(p.name for p in (own / "211-kangasala" / "deliveries").iterdir()) == before


def test_a_later_delivery_is_an_edition_beside_the_first(tmp_path, own, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    bring(filled(tmp_path / "b.xlsx", "hate_crimes", [["211", 2025, "muu vaikutin", 20, 20]]), "hate_crimes",
          moment=NOW.replace(hour=12))  # fmt: skip
    assert len(list((own / "211-kangasala" / "deliveries").iterdir())) == 2
    rows = koto.values(here(), "hate_crimes.reports").of("211")
    assert set(rows["year"]) == {2025} and rows.set_index("group").loc["other", "value"] == 20


def test_a_page_seen_from_an_earlier_day_does_not_know_what_was_brought_later(tmp_path, own, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    earlier = koto.begin("211", as_of="2026-11-23")
    with pytest.raises(WrongWords, match="ei ole tuotu"):
        koto.values(earlier, "hate_crimes.reports")
    assert koto.delivered(earlier, "6.2h") is None and koto.delivered(here(), "6.2h")


def test_the_card_tells_who_when_on_what_terms_and_the_sums(tmp_path, kangasala):
    path = filled(tmp_path / "a.xlsx", "hate_crimes", HATE)
    bring(path, "hate_crimes")
    card = deliveries.newest(kangasala, "hate_crimes").card
    assert (card.publisher["fi"], card.updated, card.licence) == ("Poliisilaitos", "2026-11-20", "Lupa 12/2026")
    assert card.copied == "2026-11-24T101530" and card.checksum and card.sources[0]["file"] == "a.xlsx"


def test_a_damaged_delivery_is_told_and_not_used(tmp_path, own, here):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    (kept,) = (own / "211-kangasala" / "deliveries").iterdir()
    (kept / "hate_crimes.parquet").write_bytes(b"x")
    with pytest.raises(StoreDamaged, match="ja tuo aineisto uudelleen"):
        koto.missing(here(), "racist_crimes")


def test_the_commands_make_a_template_and_bring_it(tmp_path, own, capsys):
    assert main(["form", "hate_crimes", "--area", "Kangasala"]) == 0
    assert (own / "211-kangasala" / "forms" / "hate_crimes-fi.xlsx").is_file()
    path = filled(tmp_path / "a.xlsx", "hate_crimes", HATE)
    assert main(["import", str(path), "--form", "hate_crimes", "--area", "Kangasala"]) == 0
    assert "Tuotiin 12 lukua, 2024–2025" in capsys.readouterr().out.replace("\u2060", "")
    assert main(["import", str(path), "--form", "hate_crimes", "--area", "Kangasala"]) == 0
    assert "Mitään ei muutettu" in capsys.readouterr().out
    assert main(["form", "hate_crimes", "--describe", "--language", "sv"]) == 0
    assert "Misstänkta hatbrott" in capsys.readouterr().out
    assert set(delivered.names()) >= {"hate_crimes.reports", "early_childhood_participation.rate"}


def test_a_delivered_figure_answers_its_question_of_the_checklist(tmp_path, here):
    def of_crimes():
        return next(row for row in koto.coverage(here()).rows if row[0].text.startswith("6.2h"))

    assert of_crimes()[4].text.startswith("Rasististen rikosepäilyjen määrää ei ole")
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    answered = of_crimes()
    assert "rikosilmoituksia (2025)" in answered[1].text and answered[2].text == "2025"
    assert answered[3].text == "Poliisilaitos" and "Rasististen" not in answered[4].text
