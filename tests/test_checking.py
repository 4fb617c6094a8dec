"""``check``: all that is wrong in a workbook is told at once and shown in a copy; the workbook stays as it was."""

import json

import openpyxl
import pytest

from kotolib.cli.command_line import main
from kotolib.errors import WrongWords
from kotolib.programme import checking, reading
from tests.filled_workbook import DAY, cell, change, new, write

GOAL = {
    ("basics", "first_year", "answer"): 2026,
    ("basics", "last_year", "answer"): 2029,
    ("basics", "document.municipal_strategy", "answer"): "Kuntastrategia 2030",
    ("goals", "T1", "theme"): "työllisyys",
    ("goals", "T1", "text"): "Yhä harvempi on työttömänä.",
    ("goals", "T1", "indicator"): "Työttömien osuus työvoimasta",
    ("goals", "T1", "target_type"): "taso",
    ("goals", "T1", "baseline"): 8.4,
    ("goals", "T1", "baseline_year"): 2024,
    ("goals", "T1", "target"): 7,
    ("goals", "T1", "deadline"): 2029,
    ("goals", "T1", "responsible"): "Elinvoimapalvelut",
    ("goals", "T1", "documents"): "kuntastrategia",
    ("measures", "TP1", "goal"): "T1",
    ("measures", "TP1", "text"): "Rekrytointitapaamiset yrityksille.",
}


def told(capsys, *words: str) -> tuple[int, str, str]:
    code = main(["check", *map(str, words), "--as-of", "2026-11-24"])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


MUSTS = {
    ("responsibilities", "V1", "body"): "Sivistyspalvelut",
    ("measures", "TP1", "responsible"): "Elinvoimapalvelut",
    ("hearings", "K1", "name"): "Ilta kirjastossa",
    ("hearings", "K1", "date"): "12.3.2026",
    ("monitoring", "S1", "kind"): "seuranta",
    ("monitoring", "S1", "text"): "Tavoitteiden toteutuminen",
    ("monitoring", "S1", "who"): "Ohjausryhmä",
}
"""What must be there besides the goal."""


def test_of_a_sound_workbook_there_is_nothing_to_say_and_no_copy(tmp_path, capsys):
    path = write(new(tmp_path), GOAL | MUSTS)
    before = path.read_bytes()
    code, out, err = told(capsys, path, "--final")
    assert (code, err) == (0, "") and out.startswith("Työkirjassa ei ole huomautettavaa.\n\n")
    assert out.endswith("\n\nVälttämättömistä kohdista ei puutu yhtään.\n")
    assert path.read_bytes() == before
    assert [each.suffix for each in tmp_path.iterdir()].count(".xlsx") == 1


def test_a_refused_goal_stops_a_draft_and_is_shown_in_the_copy(tmp_path, capsys):
    path = write(new(tmp_path), GOAL | {("goals", "T1", "target"): 104, ("goals", "T1", "direction"): "kasvaa"})
    before = path.read_bytes()
    code, out, _ = told(capsys, path)
    assert code == 1 and path.read_bytes() == before
    assert "sarake Tavoitetaso: tavoitetaso 104,0\u00a0% on yli 100 %, eikä osuus voi olla niin suuri." in out
    copy = openpyxl.load_workbook(tmp_path / "programme.tarkistettu-2026-11-24.xlsx")
    assert "on yli 100 %" in cell(copy, "goals", "T1", "target").comment.text


def test_what_is_incomplete_stops_only_a_final_programme(tmp_path, capsys):
    path = write(new(tmp_path), GOAL | MUSTS | {("goals", "T1", "responsible"): None})
    assert told(capsys, path)[0] == 0
    code, out, _ = told(capsys, path, "--final")
    assert code == 1 and "vastuutaho puuttuu. Kirjoita, kuka tavoitteesta vastaa." in out


def test_a_swedish_workbook_is_checked_in_swedish(tmp_path, capsys):
    typed = {("goals", "T1", "text"): "Arbetslösheten minskar.", ("goals", "T1", "indicator"): "trivsel"}
    path = write(new(tmp_path, "599", "sv"), typed)
    code, out, _ = told(capsys, path)
    assert code == 1 and "Bladet Mål, rad 7, kolumnen Indikator: indikatorn ”trivsel” är inte beskriven" in out


def test_missing_baselines_are_written_only_when_asked(tmp_path, capsys):
    path = write(new(tmp_path), GOAL | {("goals", "T1", "baseline"): None, ("goals", "T1", "baseline_year"): None})
    assert "lähtötaso puuttuu. Luku oli 8,4\u00a0% vuonna 2024" in told(capsys, path)[1]
    assert reading.read(path).programme.goals[0].baseline is None
    out = told(capsys, path, "--baselines")[1]
    assert "Lähtötaso kirjoitettiin tavoitteeseen T1." in out and "Aiempi tilanne: " in out
    assert reading.read(path).programme.goals[0].baseline == 8.4
    assert "Lähtötasoja ei ollut kirjoitettavana." in told(capsys, path, "--baselines")[1]


def test_a_new_swedish_workbook_is_spoken_of_in_swedish_from_the_first_line_to_the_last(tmp_path, capsys):
    path = new(tmp_path, "599", "sv")
    out = told(capsys, path, "--baselines")[1]
    assert out.splitlines()[:2] == [
        "Det fanns inga utgångsnivåer att skriva in.",
        "Det finns inget att anmärka på i arbetsboken.",
    ]
    assert "  1.4  behövs inte Utomstående sakkunniga anlitas vid behov. (frivillig)\n" in out
    typed = {("goals", "T1", "text"): "Arbetslösheten minskar.", ("goals", "T1", "indicator"): "unemployed.share"}
    assert checking.freeze(write(path, typed), DAY) == (
        "Utgångsnivån skrevs in i målet T1.",
        f"Tidigare version: {path.with_name('programme.2026-11-24.xlsx')}",
    )


def test_the_area_may_be_named_instead_of_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    (tmp_path / "211-kangasala").mkdir()
    write(new(tmp_path / "211-kangasala"), GOAL | MUSTS)
    assert told(capsys, "Kangasala")[0] == 0
    assert (tmp_path / "211-kangasala" / "disclosure.jsonl").exists()


def test_a_workbook_that_is_not_there_is_told(tmp_path, capsys):
    code, _, err = told(capsys, tmp_path / "poissa.xlsx")
    assert code == 3 and err.startswith(f"Työkirjaa {tmp_path / 'poissa.xlsx'} ei ole.")


def test_a_workbook_of_no_area_is_told(tmp_path):
    forget = lambda book: setattr(book.worksheets[-1].cell(1, 4), "value", None)  # noqa: E731
    path = change(write(new(tmp_path), GOAL), forget)
    with pytest.raises(WrongWords, match="ei selviä, mistä alueesta se kertoo"):
        checking.check(path, DAY)


def test_what_must_be_there_and_is_not_is_told_and_the_check_fails(tmp_path, capsys):
    code, out, _ = told(capsys, write(new(tmp_path), GOAL))
    assert code == 1 and "Välttämättömistä kohdista puuttuu: 1.1, 2.5, 5.3, 6.4.\n" in out
    assert "  4.1  valmis     Tavoitteilla on teemat. (välttämätön)\n                  todiste: Tavoitteet B7" in out


def test_an_area_without_a_workbook_has_its_checklist_by_the_figures(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    code, out, _ = told(capsys, "Kangasala")
    assert code == 1 and out.startswith("Työkirjaa ei ole vielä. Tee se: python3 koto.py new Kangasala\n")
    assert "  3.1  valmis " in out and "38_coverage.html#coverage" in out
    assert not list(tmp_path.iterdir())


def test_other_programs_get_the_check_as_json(tmp_path, capsys):
    path = write(new(tmp_path), GOAL | {("goals", "T1", "target"): 104})
    code, out, _ = told(capsys, path, "--json")
    found = json.loads(out)
    assert code == 1 and found["passes"] is False and found["as_of"] == "2026-11-24"
    assert any("yli 100 %" in sentence for sentence in found["remarks"]) and len(found["blocking"]) == 2
    assert found["checklist"]["missing_musts"] == ["1.1", "2.5", "5.3", "6.4"]
    assert found["checklist"]["items"][0]["next"] == "Nimeä taho, joka koordinoi valmistelua."
