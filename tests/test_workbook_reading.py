"""The programme workbook as it comes back: whatever people did, all is told at once, with place and remedy."""

import shutil
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from kotolib.errors import InTheWay, StoreDamaged
from kotolib.language import texts
from kotolib.programme import faults, reading, sheets
from kotolib.programme.records import Goal
from tests.filled_workbook import FIXTURES, GOAL, cell, change, new, page, write


def read(path: Path) -> reading.Reading:
    return reading.read(path)


def sentences(path: Path) -> list[str]:
    return reading.read(path).sentences()


@pytest.fixture
def filled(tmp_path):
    return write(new(tmp_path), GOAL)


# --- what is read


def test_a_filled_goal_is_read_with_its_measure_finding_and_hearing(filled):
    done = read(filled)
    assert done.sentences() == []
    (goal,) = done.programme.goals
    assert goal == Goal(
        id="T1",
        theme="employment",
        text="Yhä useampi maahan muuttanut on töissä.",
        population="foreign_citizens",
        indicator="foreign_language.share",
        target_type="level",
        baseline=24.5,
        baseline_year=2024,
        target=20,
        deadline=date(2029, 12, 31),
        documents=("municipal_strategy", "wellbeing_plan"),
        findings=("H1",),
    )
    assert [measure.goal for measure in done.programme.measures] == ["T1"]
    assert [finding.hearing for finding in done.programme.findings] == ["K1"]
    assert done.places["goals", "T1"] == 7
    assert (done.language, done.version, done.area) == ("fi", 1, "211")


def test_an_indicator_is_known_by_its_name_in_any_language_or_by_its_id(tmp_path):
    from kotolib import sources

    indicator = sources.load().indicators["foreign_language.share"]
    for typed in (indicator.id, indicator.name.fi, indicator.name.sv, indicator.name.en.upper()):
        path = write(new(tmp_path), {("goals", "T1", "text"): "x", ("goals", "T1", "indicator"): typed})
        assert read(path).programme.goals[0].indicator == "foreign_language.share"


def test_a_goal_may_use_the_municipalitys_own_indicator_by_its_row(tmp_path):
    path = write(
        new(tmp_path),
        {("goals", "T1", "text"): "x", ("goals", "T1", "indicator"): "m1", ("indicators", "M1", "name"): "Asiakkaat"},
    )
    assert read(path).programme.goals[0].indicator == "M1"


def test_a_document_that_there_is_none_of_is_known_as_absent(tmp_path):
    path = write(
        new(tmp_path),
        {
            ("basics", "document.municipal_strategy", "answer"): "Kuntastrategia 2030",
            ("basics", "document.municipal_strategy", "date"): date(2025, 9, 1),
            ("basics", "document.equality_plan", "answer"): "Ei ole.",
        },
    )
    strategy, plan = read(path).programme.documents
    assert (strategy.id, strategy.name, strategy.date, strategy.absent) == (
        "municipal_strategy",
        "Kuntastrategia 2030",
        date(2025, 9, 1),
        False,
    )
    assert (plan.id, plan.name, plan.absent) == ("equality_plan", None, True)


def test_a_persons_name_is_published_only_where_the_row_says_so(tmp_path):
    typed = {("responsibilities", f"V{n}", "person"): f"Henkilö {n}" for n in (1, 2, 3)}
    typed |= {("responsibilities", "V1", "public"): "kyllä", ("responsibilities", "V2", "public"): "ei"}
    rows = read(write(new(tmp_path), typed)).programme.responsibilities
    assert [row.published_person for row in rows[:3]] == ["Henkilö 1", None, None]


@pytest.mark.parametrize(
    ("place", "typed", "value"),
    [
        (("goals", "target"), "60", 60),
        (("goals", "target"), "60 %", 60),
        (("goals", "target"), "\u221262,5\u00a0%", -62.5),
        (("goals", "target"), "1\u00a0340,5", 1340.5),
        (("measures", "cost"), "6 000 €", 6000),
        (("goals", "deadline"), "31.12.2029", date(2029, 12, 31)),
        (("goals", "deadline"), "2029", date(2029, 12, 31)),
        (("goals", "deadline"), datetime(2029, 6, 30), date(2029, 6, 30)),
        (("measures", "start"), "1.2.2027", date(2027, 2, 1)),
        (("measures", "start"), "2027-02-01", date(2027, 2, 1)),
        (("measures", "start"), 46419, date(2027, 2, 1)),
        (("goals", "theme"), "Työllisyys ", "employment"),
        (("goals", "theme"), "sysselsättning", "employment"),
        (("measures", "special_groups"), "iäkkäät, työn vuoksi muuttaneet", ("moved_for_work", "older")),
        (("goals", "purposes"), "osaaminen\nkotoutuminen", ("integration", "skills")),
        (("measures", "text"), "=1+1 sanottiin", "=1+1 sanottiin"),
        (("measures", "text"), "<script>alert(1)</script>", "<script>alert(1)</script>"),
        (("measures", "text"), "مرحبا بكم 👋", "مرحبا بكم 👋"),
        (("measures", "responsible"), 12, "12"),
    ],
)
def test_what_people_write_is_understood(tmp_path, place, typed, value):
    sheet, column = place
    row_id = sheets.sheet(sheet).prefix + "1"
    path = new(tmp_path)

    def fill(book):
        written = cell(book, sheet, row_id, column)
        written.value = typed
        if isinstance(typed, str):
            written.data_type = "s"

    done = read(change(path, fill))
    assert getattr(getattr(done.programme, sheet)[0], column) == value
    assert [fault for fault in done.faults if fault.weight == faults.FAULT] == []


def test_a_share_that_excel_shows_as_per_cent_is_read_as_shown(tmp_path):
    def fill(book):
        written = cell(book, "goals", "T1", "target")
        written.value, written.number_format = 0.6, "0 %"

    assert read(change(new(tmp_path), fill)).programme.goals[0].target == 60


# --- every refusal in its exact words

REFUSALS = [
    (
        ("goals", "target"),
        "noin 60",
        "Taulukko Tavoitteet, rivi 7, sarake Tavoitetaso: ”noin 60” ei ole luku. Kirjoita 60 tai 60 %.",
        "Bladet Mål, rad 7, kolumnen Målnivå: ”noin 60” är inte ett tal. Skriv 60 eller 60 %.",
    ),
    (
        ("goals", "target"),
        "paljon",
        "Taulukko Tavoitteet, rivi 7, sarake Tavoitetaso: ”paljon” ei ole luku. "
        "Kirjoita pelkkä luku, esimerkiksi 60 tai 60 %.",
        "Bladet Mål, rad 7, kolumnen Målnivå: ”paljon” är inte ett tal. "
        "Skriv bara ett tal, till exempel 60 eller 60 %.",
    ),
    (
        ("goals", "baseline_year"),
        "24",
        "Taulukko Tavoitteet, rivi 7, sarake Lähtövuosi: ”24” ei ole vuosi. "
        "Kirjoita vuosi neljällä numerolla, esimerkiksi 2029.",
        "Bladet Mål, rad 7, kolumnen Utgångsår: ”24” är inte ett årtal. "
        "Skriv året med fyra siffror, till exempel 2029.",
    ),
    (
        ("goals", "deadline"),
        "kauden lopussa",
        "Taulukko Tavoitteet, rivi 7, sarake Määräaika: ”kauden lopussa” ei ole vuosi eikä päivä. "
        "Kirjoita esimerkiksi 2029 tai 31.12.2029.",
        "Bladet Mål, rad 7, kolumnen Tidsfrist: ”kauden lopussa” är varken ett årtal eller ett datum. "
        "Skriv till exempel 2029 eller 31.12.2029.",
    ),
    (
        ("measures", "start"),
        "31.2.2027",
        "Taulukko Toimenpiteet, rivi 7, sarake Alkaa: ”31.2.2027” ei ole päivä. Kirjoita päivä muodossa 24.11.2026.",
        "Bladet Åtgärder, rad 7, kolumnen Börjar: ”31.2.2027” är inte ett datum. Skriv datumet i formen 24.11.2026.",
    ),
    (
        ("measures", "state"),
        "melkein",
        "Taulukko Toimenpiteet, rivi 7, sarake Tila: ”melkein” ei ole luettelossa. "
        "Valitse jokin näistä: ei aloitettu; käynnissä; valmis; jatkuva; keskeytetty.",
        "Bladet Åtgärder, rad 7, kolumnen Status: ”melkein” finns inte i listan. "
        "Välj något av följande: inte inledd; pågår; klar; fortlöpande; avbruten.",
    ),
    (
        ("findings", "quote"),
        "ehkä",
        "Taulukko Havainnot, rivi 7, sarake Saa lainata: ”ehkä” ei ole kyllä eikä ei. Kirjoita kyllä tai ei.",
        "Bladet Iakttagelser, rad 7, kolumnen Får citeras: ”ehkä” är varken ja eller nej. Skriv ja eller nej.",
    ),
    (
        ("measures", "goal"),
        "T9",
        "Taulukko Toimenpiteet, rivi 7, sarake Tavoite: tunnusta ”T9” ei ole taulukossa Tavoitteet, "
        "jossa ei ole vielä yhtään täytettyä riviä.",
        "Bladet Åtgärder, rad 7, kolumnen Mål: rad-id ”T9” finns inte på bladet Mål, "
        "som ännu inte har en enda ifylld rad.",
    ),
    (
        ("goals", "baseline"),
        "=A1*2",
        "Taulukko Tavoitteet, rivi 7, sarake Lähtötaso: solussa on kaava, jolla ei ole laskettua arvoa. Avaa työkirja "
        "Excelissä tai LibreOfficessa, tallenna se ja lue uudelleen, tai kirjoita arvo kaavan tilalle.",
        "Bladet Mål, rad 7, kolumnen Utgångsnivå: cellen har en formel utan beräknat värde. Öppna arbetsboken i Excel "
        "eller LibreOffice, spara den och läs in den på nytt, eller skriv värdet i stället för formeln.",
    ),
    (
        ("goals", "baseline"),
        "#DIV/0!",
        "Taulukko Tavoitteet, rivi 7, sarake Lähtötaso: solun kaava antaa virheen #DIV/0!. "
        "Korjaa kaava tai kirjoita arvo sen tilalle.",
        "Bladet Mål, rad 7, kolumnen Utgångsnivå: cellens formel ger felet #DIV/0!. "
        "Rätta formeln eller skriv värdet i stället.",
    ),
    (
        ("goals", "text"),
        "Tunnus 131052-308T on jäänyt tähän",
        "Taulukko Tavoitteet, rivi 7, sarake Tavoite: solussa on henkilötunnus (••••••-••••). Poista se. "
        "Taulukon tekstejä ei julkaista, ennen kuin henkilötunnus on poistettu.",
        "Bladet Mål, rad 7, kolumnen Mål: cellen innehåller en personbeteckning (••••••-••••). Ta bort den. "
        "Texterna på bladet publiceras inte förrän personbeteckningen är borttagen.",
    ),
]


@pytest.mark.parametrize(
    ("place", "typed", "finnish", "swedish"), REFUSALS, ids=[f"{r[0][1]}-{r[1][:8]}" for r in REFUSALS]
)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_refusal_says_where_what_and_what_to_write(tmp_path, language, place, typed, finnish, swedish):
    sheet, column = place
    row_id = sheets.sheet(sheet).prefix + "1"
    path = write(new(tmp_path, "211", language), {(sheet, row_id, column): typed})
    told = [fault.tell(texts(language)) for fault in read(path).faults if fault.weight == faults.FAULT]
    assert told == [finnish if language == "fi" else swedish]


@pytest.mark.parametrize(
    ("typed", "finnish", "swedish"),
    [
        (
            {("basics", "first_year", "answer"): 2029, ("basics", "last_year", "answer"): 2026},
            "Taulukko Perustiedot, rivi 9, sarake Vastaus: ohjelmakausi päättyisi ennen alkuaan (2029). "
            "Tarkista vuodet.",
            "Bladet Grunduppgifter, rad 9, kolumnen Svar: programperioden skulle sluta före sin början (2029). "
            "Kontrollera åren.",
        ),
        (
            {("basics", "smallest_count", "answer"): 2},
            "Taulukko Perustiedot, rivi 15, sarake Vastaus: luvun on oltava kokonaisluku väliltä 3–10.",
            "Bladet Grunduppgifter, rad 15, kolumnen Svar: talet ska vara ett heltal mellan 3 och 10.",
        ),
        (
            {
                ("measures", "TP1", "text"): "x",
                ("measures", "TP1", "start"): "1.2.2027",
                ("measures", "TP1", "end"): "1.1.2027",
            },
            "Taulukko Toimenpiteet, rivi 7, sarake Päättyy: päättyisi ennen alkuaan. Tarkista päivät.",
            "Bladet Åtgärder, rad 7, kolumnen Slutar: slutet ligger före början. Kontrollera datumen.",
        ),
        (
            {("goals", "T1", "text"): "x", ("measures", "TP1", "text"): "y", ("measures", "TP1", "goal"): "T2"},
            "Taulukko Toimenpiteet, rivi 7, sarake Tavoite: tunnusta ”T2” ei ole taulukossa Tavoitteet. "
            "Kirjoita rivin tunnus, esimerkiksi T1.",
            "Bladet Åtgärder, rad 7, kolumnen Mål: rad-id ”T2” finns inte på bladet Mål. "
            "Skriv radens rad-id, till exempel T1.",
        ),
        (
            {("goals", "T1", "text"): "x", ("goals", "T2", "text"): "y", ("goals", "T2", "id"): "t1"},
            "Taulukko Tavoitteet, rivi 8, sarake Tunnus: tunnus t1 on jo rivillä 7. "
            "Anna riville oma tunnus, esimerkiksi T2.",
            "Bladet Mål, rad 8, kolumnen Rad-id: rad-id t1 finns redan på rad 7. Ge raden ett eget rad-id, "
            "till exempel T2.",
        ),
    ],
)
def test_cells_that_contradict_others_are_told(tmp_path, typed, finnish, swedish):
    for language, sentence in (("fi", finnish), ("sv", swedish)):
        assert sentences(write(new(tmp_path, "211", language), typed)) == [sentence]


def test_all_faults_are_told_at_once_in_the_order_of_sheets_and_rows(tmp_path):
    typed = {
        ("measures", "TP2", "start"): "pian",
        ("goals", "T3", "target"): "noin 5",
        ("goals", "T1", "theme"): "jokin",
        ("hearings", "K1", "date"): "keväällä",
    }
    told = [(fault.sheet, fault.row) for fault in read(write(new(tmp_path), typed)).faults if fault.weight == "fault"]
    assert told == [("Kuulemiset", 7), ("Tavoitteet", 7), ("Tavoitteet", 9), ("Toimenpiteet", 8)]


def test_a_cell_that_cannot_be_read_counts_as_empty_and_the_rest_of_its_row_goes_on(filled):
    (goal,) = read(write(filled, {("goals", "T1", "target"): "noin 60"})).programme.goals
    assert goal.target is None and goal.baseline == 24.5


# --- what people do to workbooks


def test_two_goals_with_one_id_are_both_kept(filled):
    path = write(filled, {("goals", "T2", "text"): "Toinen", ("goals", "T2", "id"): "T1"})
    assert [(goal.id, goal.text) for goal in read(path).programme.goals] == [
        ("T1", "Yhä useampi maahan muuttanut on töissä."),
        ("T2", "Toinen"),
    ]


def test_rows_and_columns_may_be_inserted_anywhere(filled):
    before = read(filled).programme

    def insert(book):
        goals = page(book, "goals")
        for merged in list(goals.merged_cells.ranges):
            goals.unmerge_cells(str(merged))
        goals.insert_rows(1, 2)
        goals.insert_rows(7)
        goals.insert_cols(3)

    done = read(change(filled, insert))
    assert done.programme == before and done.sentences() == []


def test_sheets_may_be_renamed_and_reordered(filled):
    before = read(filled).programme

    def rename(book):
        page(book, "goals").title = "Päämäärät"
        book.move_sheet("Päämäärät", -5)
        book.move_sheet("Luettelot", -9)

    done = read(change(filled, rename))
    assert done.programme == before and done.sentences() == []


def test_headers_may_be_written_otherwise(filled):
    before = read(filled).programme

    def retitle(book):
        goals = page(book, "goals")
        goals["C4"] = "Mitä halutaan"

    assert read(change(filled, retitle)).programme == before


def test_without_the_hidden_row_columns_are_known_by_their_headers(filled):
    before = read(filled).programme

    def strip(book):
        for goal_row in page(book, "goals")["1:1"]:
            goal_row.value = None

    done = read(change(filled, strip))
    assert done.programme == before
    assert done.sentences() == [
        "Taulukko Tavoitteet: piilotettu tunnusrivi puuttuu; sarakkeet tunnistettiin otsikoistaan."
    ]


def test_a_row_without_an_id_is_read_by_the_next_free_one(filled):
    path = write(filled, {("goals", "T2", "text"): "Toinen", ("goals", "T2", "id"): None})
    done = read(path)
    assert [goal.id for goal in done.programme.goals] == ["T1", "T2"]
    assert done.sentences() == [
        "Taulukko Tavoitteet, rivi 8, sarake Tunnus: rivillä ei ole tunnusta; se luettiin tunnuksella T2. "
        "Kirjoita tunnus, jos rivi mainitaan muualla."
    ]


def test_unknown_sheets_and_columns_are_named_and_kept(filled):
    def add(book):
        book.create_sheet("Muistio")["A1"] = "Soita Kelaan"
        goals = page(book, "goals")
        goals.cell(4, 20, "Budjetti")
        goals.cell(7, 20, 1200)

    before = read(filled).programme
    done = read(change(filled, add))
    assert done.programme == before
    assert done.sentences() == [
        "Taulukko Muistio: taulukkoa ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.",
        "Taulukko Tavoitteet: saraketta Budjetti ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.",
    ]


def test_a_missing_sheet_and_a_missing_column_are_named(filled):
    def remove(book):
        del book["Mittarit"]
        goals = page(book, "goals")
        goals.delete_cols(4)

    done = read(change(filled, remove))
    assert done.programme.indicators == () and done.programme.goals[0].theme == "employment"
    assert done.sentences() == [
        "Taulukko Mittarit: taulukko puuttuu työkirjasta, joten sen tietoja ei ole.",
        "Taulukko Tavoitteet: sarake Väestö puuttuu, joten sen tietoja ei ole.",
    ]


def test_a_copied_sheet_is_named_and_the_first_one_read(filled):
    def double(book):
        book.copy_worksheet(page(book, "goals")).title = "Tavoitteet (2)"

    done = read(change(filled, double))
    assert len(done.programme.goals) == 1
    assert done.sentences() == [
        "Taulukko Tavoitteet (2): taulukosta on kaksi kappaletta, ja luettiin vain Tavoitteet. "
        "Siirrä rivit siihen ja poista tämä."
    ]


def test_merged_cells_are_named_and_their_first_cell_is_read(filled):
    def merge(book):
        goals = page(book, "goals")
        cell(book, "goals", "T2", "text").value = "Toinen"
        goals.merge_cells("B7:B8")

    done = read(change(filled, merge))
    assert [goal.theme for goal in done.programme.goals] == ["employment", None]
    assert done.sentences() == [
        "Taulukko Tavoitteet, rivi 7, sarake Teema: solut B7:B8 on yhdistetty, joten niistä luettiin vain ensimmäinen. "
        "Pura yhdistäminen ja kirjoita tieto joka soluun."
    ]


def test_a_row_without_its_main_thing_is_told_but_not_what_a_new_workbook_holds(tmp_path):
    path = write(new(tmp_path), {("goals", "T1", "target"): 5})
    assert sentences(path) == [
        "Taulukko Tavoitteet, rivi 7: rivillä ei ole tietoa sarakkeessa Tavoite. Täydennä se tai tyhjennä rivi."
    ]


# --- personal identity codes


@pytest.mark.parametrize("sign", [*"+-A", *"YXWVU", *"BCDEF", "\u2212", "\u2013"])
def test_every_separator_of_a_personal_identity_code_is_known_and_its_value_never_told(filled, sign):
    code = f"131052{sign}308T"
    path = write(filled, {("findings", "H1", "text"): f"Asiakas {code} kertoi"})
    done = read(path)
    assert done.withheld == {"findings"}
    assert code not in " ".join(done.sentences()) and "308T" not in repr(done.programme)
    assert done.programme.findings[0].text is None and done.programme.findings[0].kind == "challenge"
    assert done.programme.goals[0].text == "Yhä useampi maahan muuttanut on töissä."


@pytest.mark.parametrize(
    "text", ["131052-308U", "991352-308T", "2024-131052-308T1", "puhelin 040-1234567", "12/00.01/2026"]
)
def test_what_only_resembles_a_code_is_no_code(filled, text):
    done = read(write(filled, {("findings", "H1", "text"): text}))
    assert done.withheld == frozenset() and done.programme.findings[0].text == text


def test_a_code_in_an_unknown_column_or_a_wrong_cell_is_masked_too(filled):
    def add(book):
        page(book, "goals").cell(9, 20, "131052-308T")
        cell(book, "goals", "T1", "target").value = "131052-308T"

    done = read(change(filled, add))
    assert done.withheld == {"goals"}
    assert "308T" not in " ".join(done.sentences())


@pytest.mark.parametrize("column", ["id", "indicator", "responsible", "findings", "theme", "deadline"])
def test_a_code_in_any_column_stays_out_of_records_and_sentences(filled, column):
    done = read(write(filled, {("goals", "T1", column): "131052-308T"}))
    assert done.withheld == {"goals"} and len(done.programme.goals) == 1
    assert "308T" not in repr(done.programme) + " ".join(done.sentences()) + repr(dict(done.places))


def test_a_code_in_a_header_is_masked(filled):
    done = read(change(filled, lambda book: page(book, "goals").cell(4, 20, "131052-308T")))
    assert "308T" not in " ".join(done.sentences())


def test_a_code_in_perustiedot_withholds_its_texts(tmp_path):
    done = read(write(new(tmp_path), {("basics", "approving_body", "answer"): "131052-308T"}))
    assert done.withheld == {"basics"}
    assert (done.programme.basics.name, done.programme.basics.state) == (None, "draft")


# --- files


def test_a_workbook_saved_by_libreoffice_is_read_like_the_one_it_was_made_of():
    saved, made = read(FIXTURES / "libreoffice.xlsx"), read(FIXTURES / "before_libreoffice.xlsx")
    assert saved.sentences() == []
    (goal,) = made.programme.goals
    computed = goal.model_copy(update={"baseline": 24.5, "responsible": "Kangasala"})
    assert saved.programme == made.programme.model_copy(update={"goals": (computed,)})


def test_formulas_have_a_value_once_a_spreadsheet_program_has_saved_them():
    """Also ``=HYPERLINK(…)``, which is read by what it shows."""
    told = [fault.column for fault in read(FIXTURES / "before_libreoffice.xlsx").faults]
    assert told == ["Lähtötaso", "Vastuutaho"]
    (goal,) = read(FIXTURES / "libreoffice.xlsx").programme.goals
    assert (goal.baseline, goal.responsible) == (24.5, "Kangasala")


def test_drop_downs_survive_libreoffice():
    book = openpyxl.load_workbook(FIXTURES / "libreoffice.xlsx")
    rules = page(book, "goals").data_validations.dataValidation
    theme = cell(book, "goals", "T1", "theme").coordinate
    assert any("Luettelot" in (rule.formula1 or "") and theme in rule.sqref for rule in rules)


def test_a_workbook_open_in_another_program_is_read_as_it_was_saved(filled):
    (filled.parent / f"~${filled.name}").write_bytes(b"")
    done = read(filled)
    assert done.programme.goals
    assert done.sentences() == ["Työkirja on auki toisessa ohjelmassa. Luettiin viimeksi tallennettu tilanne."]


def test_ten_thousand_rows_are_read_quickly(tmp_path):
    def grow(book):
        findings = page(book, "findings")
        for number in range(10_000):
            findings.cell(7 + number, 1, f"H{number + 1}")
            findings.cell(7 + number, 2, "haaste")
            findings.cell(7 + number, 3, f"Havainto numero {number}")
            findings.cell(7 + number, 6, "koulutus")

    path = change(new(tmp_path), grow)
    started = time.process_time()
    done = read(path)
    assert len(done.programme.findings) == 10_000 and done.sentences() == []
    assert time.process_time() - started < 10


def test_a_column_coloured_to_its_end_costs_nothing(tmp_path):
    def colour(book):
        page(book, "goals").cell(1_048_576, 3).number_format = "0.0"

    path = change(new(tmp_path), colour)
    started = time.process_time()
    assert read(path).sentences() == []
    assert time.process_time() - started < 5


def test_what_openpyxl_cannot_carry_is_named(filled):
    """Parts that Excel writes and openpyxl does not: put into the file by hand, as Excel would."""
    path = filled.with_name("excel.xlsx")
    rules = b'<x14:dataValidations xmlns:x14="x"><x14:dataValidation type="list"/></x14:dataValidations>'
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">' + rules + b"</ext></extLst>"
    with zipfile.ZipFile(filled) as old, zipfile.ZipFile(path, "w") as new_one:
        for part in old.namelist():
            body = old.read(part)
            if part == "xl/worksheets/sheet2.xml":
                body = body.replace(b"</worksheet>", extension + b"</worksheet>")
            new_one.writestr(part, body)
        new_one.writestr("xl/slicers/slicer1.xml", b"<slicers/>")
        new_one.writestr("xl/drawings/drawing9.xml", b'<xdr:wsDr xmlns:xdr="x"><xdr:sp macro=""/></xdr:wsDr>')
    assert sentences(path) == [
        "Ohjelma ei osaa tallentaa näitä työkirjan osia: pudotusvalikot, jotka Excel on tallentanut laajennuksena.",
        "Ohjelma ei osaa tallentaa näitä työkirjan osia: piirretyt muodot ja tekstiruudut.",
        "Ohjelma ei osaa tallentaa näitä työkirjan osia: osittajat.",
    ]


def refused(path: Path) -> str:
    with pytest.raises((StoreDamaged, InTheWay)) as fault:
        reading.read(path)
    return str(fault.value)


def test_files_that_are_no_programme_workbook_are_refused_in_one_sentence(tmp_path, filled):
    assert refused(tmp_path / "x.xlsx") == f"Työkirjaa {tmp_path / 'x.xlsx'} ei ole. Tee se komennolla new."
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 half")
    assert refused(tmp_path / "x.xlsx").startswith("x.xlsx ei ole ehjä Excel-työkirja")
    (tmp_path / "x.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 encrypted")
    assert refused(tmp_path / "x.xlsx").startswith("x.xlsx on suojattu salasanalla tai vanhaa .xls-muotoa.")
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as ods:
        ods.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        ods.writestr("content.xml", "<x/>")
    assert refused(tmp_path / "x.ods").startswith("x.ods on LibreOfficen .ods-muotoa.")
    openpyxl.Workbook().save(tmp_path / "y.xlsx")
    assert refused(tmp_path / "y.xlsx").startswith("y.xlsx: tämä ei ole ohjelman työkirja.")
    shutil.copy(filled, tmp_path / "z.xlsx")
    change(tmp_path / "z.xlsx", lambda book: book["Luettelot"].cell(1, 2, "koto-version:99"))
    assert refused(tmp_path / "z.xlsx") == "z.xlsx on tehty uudemmalla versiolla (99). Päivitä tämä ohjelma."


def test_a_workbook_without_its_hidden_sheet_is_read_and_says_so(filled):
    before = read(filled).programme
    done = read(change(filled, lambda book: book.remove(book["Luettelot"])))
    assert done.programme == before
    assert done.sentences() == ["Työkirjassa ei ole versiotietoa; se luettiin nykyisen version mukaan."]


def test_an_added_drop_down_does_no_harm(filled):
    def add(book):
        rule = DataValidation(type="list", formula1='"a,b"')
        rule.add("B7")
        page(book, "goals").add_data_validation(rule)

    assert read(change(filled, add)).sentences() == []
