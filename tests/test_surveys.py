"""Surveys: a mapping is proposed of an export, followed whole or not at all, and only safe counts reach a page."""

import csv
import itertools
import json
import random
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from scipy.optimize import linprog

import kotolib as koto
from kotolib import areas
from kotolib.cli.command_line import main
from kotolib.deliveries import surveys
from kotolib.deliveries.surveys import OpenAnswer, Question, Results, Survey, held
from kotolib.deliveries.surveys.otherwise import put_in_place
from kotolib.deliveries.surveys.told import ALL, told
from kotolib.disclosure import Rule
from kotolib.display.outputs import Table
from kotolib.errors import InTheWay, StoreDamaged
from kotolib.programme.receiving import grid
from kotolib.programme.receiving.surveys import Export, Proposed, bring, personal, proposing

NOW = datetime(2026, 11, 24, 10, 15, 30, tzinfo=UTC)
AGREE = ["Täysin eri mieltä", "Jokseenkin eri mieltä", "Ei samaa eikä eri mieltä", "Jokseenkin samaa mieltä",
         "Täysin samaa mieltä"]  # fmt: skip
FORMS = ["Id", "Start time", "Sähköposti", "Nimi", "Sukupuoli", "Millä kielellä vastaat?", "Osaan hakea neuvontaa.",
         "Mistä saat tietoa kunnasta?", "Mitä haluat sanoa kunnalle?"]  # fmt: skip
TERMS = {
    "Kyselyn nimi": "Asukaskysely", "Kyselyn tekijä": "Hyvinvoinnin palvelualue", "Käyttöoikeus": "oma aineisto",
    "Ensimmäinen vastauspäivä": "12.1.2026", "Viimeinen vastauspäivä": "30.1.2026", "Kuinka monelta kysyttiin": 400,
}  # fmt: skip
SECRET = "Kolmannen kerroksen keltainen keittiö odottaa yhä remonttia"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    """A folder of the municipality's own, so that nothing is written into the checkout."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def forms_rows(count=60) -> list[list]:
    """Answers as Forms exports them: a list with semicolons in one cell, name and e-mail beside."""
    sources = ["Ystäviltä;", "Ystäviltä;Kirjastosta;", "Kirjastosta;Koulusta;"]
    opens = ["", f"{SECRET} 0", "Tunnukseni on 131052X308T", "Soittakaa 040 123 4567", "kirje: a.b@posti.example"]
    return [
        [n + 1, datetime(2026, 1, 12, 12, n % 60), f"v{n}@posti.example", f"Vastaaja {n}",
         "Nainen" if n % 5 < 3 else "Mies", "suomi" if n % 2 else "arabia", AGREE[(n * n) % 5], sources[n % 3],
         opens[n % 5].replace("0", str(n)) if n % 5 == 1 else opens[n % 5]]
        for n in range(count)
    ]  # fmt: skip


def excel(path: Path, headings: list[str], rows: list[list]) -> Path:
    book = openpyxl.Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def mapped(path: Path, terms: dict = TERMS, change=None) -> Path:
    """The mapping that is proposed, with the sheet of the survey filled in as a person would."""
    proposed = bring(Export(path), areas.get("Kangasala"), NOW)
    assert isinstance(proposed, Proposed)
    book = openpyxl.load_workbook(proposed.path)
    for row in book["Kysely"].iter_rows(min_row=2):
        if row[0].value in terms:
            row[1].value = terms[row[0].value]
    if change:
        change(book)
    book.save(proposed.path)
    return path


def brought(path: Path, moment=NOW):
    return bring(Export(path), areas.get("Kangasala"), moment)


def refusal(path: Path) -> str:
    with pytest.raises(StoreDamaged) as refused:
        brought(path)
    return refused.value.tell()


def proposal(path: Path) -> dict[str, tuple]:
    mapping = proposing.propose(grid.read(path).grids[0])
    return {one.heading: (one.kind, one.question, one.option, one.options) for one in mapping.columns}


# --- the proposal


def test_a_forms_like_export_is_recognised_and_nothing_is_brought(tmp_path, own, capsys):
    path = excel(tmp_path / "a.xlsx", FORMS, forms_rows())
    assert main(["import", str(path), "--form", "survey", "--area", "Kangasala"]) == 0
    assert "Mitään ei vielä tuotu" in capsys.readouterr().out and not own.exists()
    kinds = {heading: told[0] for heading, told in proposal(path).items()}
    assert kinds == {
        "Id": "ignored", "Start time": "ignored", "Sähköposti": "ignored", "Nimi": "ignored",
        "Sukupuoli": "background", "Millä kielellä vastaat?": "language", "Osaan hakea neuvontaa.": "scale",
        "Mistä saat tietoa kunnasta?": "multiple", "Mitä haluat sanoa kunnalle?": "open",
    }  # fmt: skip
    found = proposal(path)
    assert found["Osaan hakea neuvontaa."][3] == tuple(AGREE)
    assert found["Mistä saat tietoa kunnasta?"][3] == ("Kirjastosta", "Koulusta", "Ystäviltä")
    with zipfile.ZipFile(tmp_path / "a.mapping.xlsx") as book:
        written = b"".join(map(book.read, book.namelist())).decode("utf-8")
    assert not any(word in written for word in ("posti.example", "Vastaaja 3", SECRET, "131052"))


WEBROPOL = [
    "Vastausaika", "IP-osoite", "1. Hur nöjd är du med rådgivningen?", "2. Varifrån får du information?: Vänner",
    "2. Varifrån får du information?: Biblioteket", "2. Varifrån får du information?: Annat, vad",
    "3. Kön", "4. Ålder", "5. Vad vill du säga?",
]  # fmt: skip


def webropol_rows() -> list[list[str]]:
    scale = ["Mycket nöjd", "Ganska nöjd", "Mycket missnöjd"]
    return [
        ["12.1.2026 10:15", "192.0.2.7", scale[n % 3], "1" if n % 2 else "", "Biblioteket" if n % 3 else "", "",
         "Kvinna" if n % 2 else "Man", str(20 + n), f"Svar nummer {n} är långt och eget"]
        for n in range(40)
    ]  # fmt: skip


def test_a_webropol_like_export_of_swedish_text_with_semicolons_and_cp1252_is_recognised(tmp_path):
    path = tmp_path / "enkät.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([WEBROPOL, *webropol_rows()])
    found = proposal(path)
    assert [told[0] for told in found.values()] == [
        "ignored", "ignored", "scale", "multiple", "multiple", "multiple", "background", "background", "open",
    ]  # fmt: skip
    assert found[WEBROPOL[2]][3] == (
        "Mycket missnöjd", "Ganska missnöjd", "Varken nöjd eller missnöjd", "Ganska nöjd", "Mycket nöjd",
    )  # fmt: skip
    assert found[WEBROPOL[4]][1:3] == ("Varifrån får du information?", "Biblioteket")
    assert found[WEBROPOL[7]][3] == ()  # ages are grouped by a person

    def group_ages(book):
        for row in book["Sarakkeet"].iter_rows(min_row=4):
            if row[0].value == "H":
                row[5].value = "18–29; 30–49; 50–"
            if row[0].value == "G":
                row[5].value = "Kvinna; Man"

    results = brought(mapped(path, change=group_ages)).results
    assert results.counts["H"] == {"18–29": 10, "30–49": 20, "50–": 10}
    rows = webropol_rows()
    assert results.counts["D"] == {
        "Vänner": sum(row[3] == "1" for row in rows), "Biblioteket": sum(bool(row[4]) for row in rows), "Annat, vad": 0,
    }  # fmt: skip
    assert results.answered["D"] == sum(bool(row[3] or row[4]) for row in rows)


def test_scales_of_numbers_and_statements_of_a_matrix_are_recognised(tmp_path):
    headings = ["Arvosana palvelulle", "Mitä mieltä olet?: Saan apua.", "Mitä mieltä olet?: Löydän tiedon.", "Ikä"]
    rows = [[2 + n % 4, AGREE[n % 5], AGREE[(n + 2) % 5], 20 + n] for n in range(30)]
    found = proposal(excel(tmp_path / "a.xlsx", headings, rows))
    assert found[headings[0]] == ("scale", "Arvosana palvelulle", "", ("1", "2", "3", "4", "5"))
    assert found[headings[1]] == ("scale", headings[1], "", tuple(AGREE))
    assert found["Ikä"][0] == "background" and found["Ikä"][3] == ()


# --- the import


@pytest.fixture
def kept(tmp_path):
    return brought(mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows())))


def test_counts_alone_are_kept_and_nothing_of_one_person(kept, own):
    rows = forms_rows()
    assert kept.results.respondents == 60 and kept.results.survey.asked == 400
    assert kept.results.counts["G"] == dict(Counter(row[6] for row in rows)) | dict.fromkeys(
        set(AGREE) - {row[6] for row in rows}, 0
    )
    assert kept.results.counts["H"] == {"Kirjastosta": 40, "Koulusta": 20, "Ystäviltä": 40}
    stored = "".join(path.read_text(encoding="utf-8") for path in own.rglob("*") if path.is_file())
    for word in ("posti.example", "Vastaaja 3", "131052", "123 4567", "Start time", "12:05"):
        assert word not in stored, word
    (results,) = own.rglob("results-*.json")
    assert SECRET not in results.read_text(encoding="utf-8")


def test_the_same_file_is_not_brought_twice_and_what_people_marked_stays(tmp_path, kept):
    area = areas.get("Kangasala")
    file = held.open_answers(area, kept.results.survey.id)
    number, before = next((n, one) for n, one in enumerate(file.read()) if SECRET in one.text)
    file.mark(number, before, OpenAnswer("", "", theme="asuminen", quotable=True, marked_by="koordinaattori"))
    assert not brought(tmp_path / "a.xlsx").is_new
    excel(tmp_path / "a.xlsx", FORMS, forms_rows(65))
    assert brought(tmp_path / "a.xlsx", NOW.replace(hour=11)).is_new
    assert [one.theme for one in file.read() if one.text == before.text] == ["asuminen"]
    assert surveys.newest(area).respondents == 65


def test_all_problems_are_told_at_once_with_their_cells_and_nothing_is_kept(tmp_path, own):
    path = mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows()))
    rows = forms_rows()
    rows[2][6], rows[3][4], rows[4][7] = "Aika usein", "Tunnus 131052-308T", "Ystäviltä;Radiosta;"
    excel(path, [*FORMS[:5], "Toinen otsikko", *FORMS[6:], "Uusi sarake"], [[*row, "x"] for row in rows])
    said = refusal(path)
    for cell in ("G4: ”Aika usein”", "E5: solussa on henkilötunnus", "H6: ”Radiosta”", "F1: otsikko on", "J1: sarak"):
        assert f"Sheet!{cell}" in said, (cell, said)
    assert "131052" not in said and not list(own.rglob("results-*"))


def test_faults_of_the_mapping_are_told_with_their_cells(tmp_path, own):
    def spoil(book):
        page = book["Sarakkeet"]
        page["C8"], page["F9"] = "jotain", "suomi"
        book["Kysely"]["B4"] = None

    said = refusal(mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows()), change=spoil))
    assert "Sarakkeet!C8: ”jotain”" in said and "Sarakkeet!F9: kirjoita vähintään kaksi" in said
    assert "Kysely!B4: puuttuu: Käyttöoikeus" in said and not own.exists()


def test_a_hostile_workbook_is_refused_as_export_and_as_mapping(tmp_path, own):
    path = mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows(5)))
    for spoiled in (path, path.with_name("a.mapping.xlsx")):
        before = spoiled.read_bytes()
        with zipfile.ZipFile(spoiled, "a") as book:
            book.writestr("xl/worksheets/sheet9.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        assert "vieras XML-määrittely" in refusal(path)
        spoiled.write_bytes(before)
    assert brought(path).is_new


def test_headings_on_two_rows_and_a_table_that_is_none_are_refused_before_anything_is_proposed(tmp_path):
    rows = [[None, "Ystäviltä", "Kirjastosta"], *[["Nainen", "1", "1"]] * 9]
    two = excel(tmp_path / "kaksi.xlsx", ["Sukupuoli", "Mistä saat tietoa?", None], rows)
    assert "joilla ei ole otsikkoa rivillä 1: C. " in refusal(two)
    unclosed, wide = tmp_path / "lainaus.csv", tmp_path / "leveä.csv"
    unclosed.write_text('A;B\n1;"' + "a" * 200_000, encoding="utf-8")
    wide.write_text("A;B\n" + ";" * 700_000, encoding="utf-8")
    for path in (unclosed, wide):
        assert "ei ole tekstimuotoinen taulukko" in refusal(path)
    assert not list(tmp_path.glob("*.mapping.xlsx"))


def test_what_else_was_written_is_counted_as_other_and_its_words_are_not_kept(tmp_path, own):
    rows = forms_rows()
    rows[0][4] = "Jotain aivan omaa"

    def other(book):
        for row in book["Sarakkeet"].iter_rows(min_row=4):
            if row[0].value == "E":
                row[5].value = "Nainen; Mies; Muu*"

    results = brought(mapped(excel(tmp_path / "a.xlsx", FORMS, rows), change=other)).results
    assert results.counts["E"]["Muu"] == 1
    assert "aivan omaa" not in "".join(path.read_text(encoding="utf-8") for path in own.rglob("*.json*"))


# --- open answers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("tunnus 131052-308T", ("identity_code",)), ("131052X308T", ("identity_code",)),
        ("131052A308T ja 010190B000", ("identity_code",)), ("131052-3081", ()),
        ("etu.suku@posti.example", ("email",)), ("etu (at) posti.example", ("email",)),
        ("+358 40 123 4567", ("phone",)), ("0401234567.", ("phone",)), ("(03) 123-4567", ("phone",)),
        ("vuonna 2026 tai 01.09.2025", ()), ("maksoi 12 000 euroa", ()), ("postinumero 36200", ()),
    ],
)  # fmt: skip
def test_what_could_tell_of_a_person_is_found_and_masked(text, kinds):
    assert personal.found(text) == kinds
    assert personal.found(personal.masked(text)) == ()
    assert (personal.masked(text) == text) == (not kinds)


def test_no_open_answer_is_shown_unless_a_person_has_marked_it(here, kept):
    area = areas.get("Kangasala")
    file = held.open_answers(area, kept.results.survey.id)

    def pages() -> str:
        shown = [koto.survey(here()), koto.survey_respondents(here()), koto.survey_quotes(here())]
        return "".join(str(one._repr_mimebundle_()) for part in shown if part
                       for one in (part if isinstance(part, tuple) else [part]))  # fmt: skip

    assert "keltainen" not in pages() and koto.survey_quotes(here()) is None
    answers = file.read()
    marked = next(n for n, one in enumerate(answers) if SECRET in one.text)
    masked = next(n for n, one in enumerate(answers) if one.found == ("identity_code",))
    marks = OpenAnswer("", "", theme="asuminen", quotable=True, marked_by="koordinaattori", marked_on="2026-11-24")
    assert not file.mark(masked, answers[masked], marks).quotable
    file.mark(marked, answers[marked], marks)
    table = koto.survey_quotes(here())
    assert [[cell.text for cell in row] for row in table.rows] == [["asuminen", f"”{answers[marked].text}”"]]
    assert pages().count("keltainen") == pages().count(answers[marked].text) > 0
    with pytest.raises(InTheWay, match="muutettu muualla"):
        file.mark(marked, answers[marked], marks)


# --- what may be told


def results(counts: dict[str, dict[str, int]], kind="single", n=None) -> Results:
    """Answers to one question by the groups of a background question."""
    options = tuple(dict.fromkeys(option for group in counts.values() for option in group))
    sizes = n or {group: sum(told.values()) for group, told in counts.items()}
    survey = Survey(name="K", by="k", licence="l", first=date(2026, 1, 1), last=date(2026, 1, 2), cross="A",
                    questions=(Question(id="A", kind="background", text="Ryhmä", options=tuple(counts)),
                               Question(id="B", kind=kind, text="Kysymys", options=options)))  # fmt: skip
    whole = {option: sum(told.get(option, 0) for told in counts.values()) for option in options}
    respondents = sum(sizes.values())
    return Results(survey=survey, respondents=respondents, answered={"A": respondents, "B": respondents},
                   counts={"A": sizes, "B": whole}, crossed={"B": counts}, crossed_answered={"B": sizes})  # fmt: skip


def shown(found: Results, question="B") -> dict[str, list]:
    columns = told(found, found.survey.question(question), Rule()).columns
    return {one.group: [count.value if count.is_shown else None for count in one.counts] for one in columns}


def test_a_hidden_answer_cannot_be_subtracted_out_of_the_number_of_answers():
    assert shown(results({"x": {"a": 38, "b": 2}, "y": {"a": 40, "b": 0}})) == {ALL: [None, None]}
    found = shown(results({"x": {"a": 38, "b": 2, "c": 20}, "y": {"a": 40, "b": 0, "c": 20}}))[ALL]
    assert found[1] is None and found.count(None) == 2


def test_groups_are_told_where_little_is_hidden_and_a_small_group_is_never_told_alone():
    crossed = results({"x": {"a": 20, "b": 15, "c": 12}, "y": {"a": 11, "b": 13, "c": 16}})
    assert shown(crossed) == {ALL: [31, 28, 28], "x": [20, 15, 12], "y": [11, 13, 16]}
    small = results({"x": {"a": 20, "b": 15}, "y": {"a": 11, "b": 13}, "z": {"a": 2, "b": 1}})
    assert set(shown(small)) == {ALL} and shown(small, "A")[ALL].count(None) >= 2
    pooled = results({"x": {"a": 20, "b": 15}, "y": {"a": 11, "b": 13}, "z": {"a": 3, "b": 1}, "w": {"a": 3, "b": 1}})
    columns = told(pooled, pooled.survey.question("A"), Rule()).columns
    assert [count.value for count in columns[0].counts] == [35, 24, 8]


def test_of_several_choices_the_sum_does_not_tell_what_is_hidden():
    many = results({"x": {"a": 30, "b": 7, "c": 3}}, kind="multiple", n={"x": 40})
    assert shown(many)[ALL] == [30, None, None]
    assert shown(results({"x": {"a": 30, "b": 30, "c": 3}}, kind="multiple", n={"x": 40}))[ALL] == [30, 30, None]


def test_percentages_need_thirty_answers_and_their_number_is_always_told(tmp_path, here):
    brought(mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows(29))))
    few = [one for one in koto.survey(here()) if isinstance(one, Table)]
    assert not any("%" in cell.text for table in few for row in table.rows for cell in row)
    assert all("n\u00a0=\u00a029" in table.columns[1] and "vastaajia 29" in table.caption for table in few)
    assert all("Prosentteja ei lasketa, kun vastauksia on alle 30." in table.notes for table in few)
    (tmp_path / "a.mapping.xlsx").unlink()
    brought(mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows(60))))
    table = koto.survey(here())[2]
    assert table.rows[0][1].text == "67\u00a0% (40)" and "(n\u00a0=\u00a060)" in table.columns[1]
    assert "omaa" not in table.caption and "halusivat" in koto.survey(here())[0].text


def test_a_survey_of_restricted_material_says_so_and_other_areas_show_nothing(tmp_path, here):
    brought(
        mapped(excel(tmp_path / "a.xlsx", FORMS, forms_rows()), TERMS | {"Onko aineiston käyttö rajoitettu": "kyllä"})
    )
    tables = [one for one in koto.survey(here()) if isinstance(one, Table)]
    assert all(any("käyttö on rajoitettu" in note for note in table.notes) for table in tables)
    assert koto.survey(here("766")) is None and koto.survey_respondents(here("766")) is None


def test_the_most_common_answer_is_told_only_where_nothing_is_hidden_and_one_is_most_common(tmp_path, here):
    def sentences(choices: list[str], name: str) -> list[str]:
        rows = [[choice, f"oma vastaus {n}"] for n, choice in enumerate(choices)]
        brought(mapped(excel(tmp_path / f"{name}.xlsx", ["Oletko käynyt siellä?", "Muuta?"], rows),
                       TERMS | {"Kyselyn nimi": name, "Viimeinen vastauspäivä": f"{len(choices)}.3.2026"}))  # fmt: skip
        return [one.text for one in koto.survey(here(), name)[1:] if not isinstance(one, Table)]

    assert "Yleisin vastaus oli ”kyllä” (60\u00a0%, 18 vastausta)." in sentences(["kyllä"] * 18 + ["ei"] * 12, "a")
    assert "Yleisin vastaus oli ”kyllä” (18 vastausta)." in sentences(["kyllä"] * 18 + ["ei"] * 11, "b")
    assert not sentences(["kyllä"] * 10 + ["ei"] * 10, "c") and not sentences(["kyllä"] * 18 + ["ei"] * 3, "d")


def test_questions_on_one_scale_beside_each_other_make_one_table(tmp_path, here):
    headings = ["Saan neuvoja.", "Minut otetaan mukaan.", "Huomautus"]
    rows = [[AGREE[1 + n % 4], AGREE[1 + (n + 1) % 4], ["hyvä", "huono"][n % 2]] for n in range(40)]
    brought(mapped(excel(tmp_path / "a.xlsx", headings, rows)))
    (table,) = [one for one in koto.survey(here()) if isinstance(one, Table)][:1]
    assert table.columns == ("Väittämä", "Vastauksia", *AGREE)
    assert [cell.text for cell in table.rows[0]] == ["Saan neuvoja.", "40", "0\u00a0% (0)", *["25\u00a0% (10)"] * 4]


def test_form_survey_writes_a_mapping_with_its_guidance(tmp_path, capsys):
    assert main(["form", "survey", "--output", str(tmp_path)]) == 0
    book = openpyxl.load_workbook(tmp_path / "survey.mapping.xlsx")
    assert [page.title for page in book.worksheets] == ["Kysely", "Sarakkeet", "Ohje"]
    assert book["Sarakkeet"]["C4"].value == "taustakysymys"
    assert main(["form", "survey", "--describe"]) == 0 and "Alle 30 vastauksesta" in capsys.readouterr().out
    assert main(["form"]) == 0 and "survey" in capsys.readouterr().out


def test_damaged_results_are_told_and_an_earlier_edition_is_still_seen(kept):
    area = areas.get("Kangasala")
    path = next(held.folder(area, kept.results.survey.id).glob("results-*.json"))
    assert surveys.newest(area, edition="2026-11-23") is None and surveys.newest(area, edition="2026-11-24")
    path.write_text(json.dumps({"survey": 1}), encoding="utf-8")
    with pytest.raises(StoreDamaged, match="tuo kysely uudelleen"):
        surveys.newest(area)


def test_pages_are_the_same_with_other_hidden_counts_and_other_unmarked_words(tmp_path, here):
    rows = [[*row[:6], AGREE[0 if n < 3 else 1 + n % 4], *row[7:]] for n, row in enumerate(forms_rows())]
    found = brought(mapped(excel(tmp_path / "a.xlsx", FORMS, rows))).results
    area = areas.get("Kangasala")

    def pages() -> str:
        shown = [koto.survey(here()), koto.survey_respondents(here()), [koto.survey_themes(here())],
                 [koto.survey_quotes(here())]]  # fmt: skip
        return "".join(str(one._repr_mimebundle_()) for part in shown for one in part if one)

    file = held.open_answers(area, found.survey.id)
    for number, theme in enumerate(["asuminen"] * 9 + ["muu"] * 2):
        marks = OpenAnswer("", "", theme=theme, quotable=not number, marked_by="koordinaattori")
        file.mark(number, file.read()[number], marks)
    before, words = pages(), [one.text for one in file.read()]
    put_in_place(area, Rule())
    other = surveys.newest(area)
    assert other.counts["G"][AGREE[0]] != found.counts["G"][AGREE[0]] == 3
    assert len({one.text for one in file.read()} & set(words)) == 1
    assert pages() == before and "peitetty" in before


def test_no_hidden_small_answer_can_be_bounded_from_what_is_shown_and_the_numbers_of_answers():
    """A reader who knows every number that is shown, and how many answered, is asked how far each hidden one may go."""
    chance, checked = random.Random(8), 0
    for _round in range(120):
        counts = {group: {option: chance.choice([1, 3, *range(8, 26)]) for option in "abcd"} for group in "xyz"}
        found = results(counts)
        columns = {one.group: one for one in told(found, found.survey.question("B"), Rule()).columns}
        for group, place in itertools.product([*counts, ALL], range(4)):
            if group not in columns or columns[group].counts[place].is_shown:
                continue
            whole = counts.get(group) or found.counts["B"]
            if whole["abcd"[place]] < 5:
                checked += 1
                least, most = bounds(columns, group, place)
                assert least <= 1 and most >= 4, (counts, group, place)
    assert checked > 20


def bounds(columns: dict, group: str, place: int) -> tuple[float, float]:
    """The least and the greatest that an answer of a group can be, by linear programming."""
    groups = [name for name in columns if name != ALL] or [ALL]
    cells = list(itertools.product(groups, range(4)))
    rows, equal = [[name == one for one, _ in cells] for name in groups], [columns[name].n for name in groups]
    for one in columns.values():
        for at, count in enumerate(one.counts):
            if count.is_shown:
                rows.append([option == at and one.group in (name, ALL) for name, option in cells])
                equal.append(count.value)
    aim = [float(option == place and group in (name, ALL)) for name, option in cells]
    ways = [linprog([sign * one for one in aim], A_eq=rows, b_eq=equal).fun for sign in (1, -1)]
    return ways[0], -ways[1]
