"""The command line as a user meets it: what is printed where, in one sentence, and with which exit code."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from kotolib import house
from kotolib.cli import bench, command_line, lab, options, test
from kotolib.cli.command_line import main

COMMANDS = tuple(command.name for command in command_line.app.registered_commands)


def told(capsys, *words: str) -> tuple[int, str, str]:
    """Exit code, what was printed and what stood on the error stream."""
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A project folder of its own, so that a test may break and write what it likes."""
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    return tmp_path


# --- help and wrong words


def test_without_words_the_help_is_shown(capsys):
    assert told(capsys) == told(capsys, "--help")
    code, out, err = told(capsys, "--help")
    assert (code, err) == (0, "")
    assert all(re.search(rf"^  {command} ", out, re.M) for command in COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_finnish(capsys, command):
    code, out, _ = told(capsys, *filter(None, [command]), "--help")
    assert code == 0 and out.startswith("Käyttö: ") and "Valitsimet:" in out
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Show this|required|default)\b", out)


@pytest.mark.parametrize(("language", "begins"), [("sv", "Användning: "), ("en", "Usage: ")])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_the_language_that_is_asked_for_placeholders_too(capsys, command, language, begins):
    code, out, _ = told(capsys, *filter(None, [command]), "--help", "--language", language)
    assert code == 0 and out.startswith(begins)
    assert not re.search(rf"(?<!\w)({'|'.join(options.PLACEHOLDERS)})(?!\w)", out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["rnu"], "Komentoa ”rnu” ei ole."),
        (["run"], "Komennosta puuttuu ALUE."),
        (["run", "--language", "en"], "The command lacks AREA."),
        (["merge", "--language", "sv"], "Kommandot saknar ARBETSBOK."),
        (["--language", "en"], "The command lacks COMMAND."),
        (["areas", "--language", "xx"], "Kieltä ”xx” ei ole."),
        (["run", "--egine", "x"], "Valitsinta ”--egine” ei ole. Lähimmät: --engine"),
        (["run", "Kangasala", "--engine"], "Valitsin ”--engine” tarvitsee arvon."),
        (["run", "Kangasala", "--engine", "hevonen"], "Suoritustapaa ”hevonen” ei ole."),
        (["run", "Kangasala", "--as-of", "1.1.2026"], "Päivä ”1.1.2026” ei ole muotoa VVVV-KK-PP."),
        (["run", "Kangasala", "--as-of", "2026-02-30"], "Päivä ”2026-02-30” ei ole muotoa VVVV-KK-PP."),
        (["run", "Kangasala", "--language", "fi,xx"], "Kieltä ”xx” ei ole."),
        (["run", "Kangasala", "--format", "html,rtf"], "Tiedostomuotoa ”rtf” ei ole. Muodot: html, pdf, docx."),
        (["areas", "Kangasala", "Orivesi"], "Komennossa on ylimääräistä: Orivesi."),
        (["areas", "Tamper"], "Kuntaa ”Tamper” ei löydy. Lähimmät: Tampere (837)."),
        (["bench", "nopeus"], "Mittausta ”nopeus” ei ole."),
    ],
)
def test_wrong_words_are_told_in_one_sentence_with_exit_code_2(capsys, words, sentence):
    code, out, err = told(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith(sentence) and err.count("\n") == 1


def test_a_usage_error_says_where_the_right_words_are(capsys):
    assert "python3 koto.py run --help" in told(capsys, "run", "--egine")[2]


def test_version_is_that_of_the_project_file(capsys):
    stated = re.search(r'^version = "(.+)"$', (house.home() / "pyproject.toml").read_text(encoding="utf-8"), re.M)[1]
    assert told(capsys, "--version") == (0, f"kotolib {stated}\n", "")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["areas", "--language", "sv"], "sv"),
        (["run", "x", "--language=en,sv"], "en"),
        (["areas", "--language", "xx"], "fi"),
        (["areas", "--language"], "fi"),
        (["areas"], "fi"),
    ],
)
def test_the_command_line_speaks_the_first_language_asked_for(words, language):
    assert command_line.spoken_language(words) == language


# --- faults of the programme itself


def test_an_unexpected_fault_is_one_sentence_and_the_rest_is_in_the_log(capsys, elsewhere, monkeypatch):
    monkeypatch.setattr(bench, "benchmarks", lambda: 1 / 0)
    code, out, err = told(capsys, "bench")
    log = elsewhere / "outputs" / "koto.log"
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "ZeroDivisionError" in err and str(log) in err and "Traceback" not in err
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_verbose_shows_the_traceback_too(capsys, elsewhere, monkeypatch):
    monkeypatch.setattr(bench, "benchmarks", lambda: 1 / 0)
    code, _, err = told(capsys, "bench", "--verbose")
    assert code == 1 and "Odottamaton virhe" in err and "Traceback" in err


def test_without_a_folder_for_the_log_it_goes_where_temporary_files_go(capsys, elsewhere, monkeypatch, tmp_path):
    (elsewhere / "outputs").write_text("tiellä", encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bench, "benchmarks", lambda: 1 / 0)
    assert str(tmp_path / "koto.log") in told(capsys, "bench")[2]


def test_ctrl_c_is_130(capsys, monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bench, "benchmarks", interrupted)
    code, _, err = told(capsys, "bench")
    assert code == 130 and "Traceback" not in err


def test_a_reader_that_goes_away_is_no_fault():
    command = [sys.executable, "-m", "kotolib", "areas"]
    process = subprocess.Popen(command, cwd=house.home(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 0


# --- areas


def test_areas_lists_the_308_municipalities_with_their_codes(capsys):
    code, out, err = told(capsys, "areas")
    lines = out.splitlines()
    assert (code, err, len(lines)) == (0, "", 308)
    assert all(re.fullmatch(r"\d{3} \S.*", line) for line in lines) and "211 Kangasala" in lines


def test_areas_lists_the_names_in_the_language_asked_for(capsys):
    assert "091 Helsingfors" in told(capsys, "areas", "--language", "sv")[1]


def test_areas_tells_what_a_municipality_is_and_belongs_to(capsys):
    out = told(capsys, "areas", "Vanda")[1]
    facts = dict(re.findall(r"^  (\S+) +(.+)$", out, re.M))
    assert out.startswith("092 Vantaa\n")
    assert facts["laji"] == "kaupunki" and facts["nimet"] == "Vantaa · Vanda" and facts["maakunta"] == "Uusimaa"
    assert facts["kielisyys"] == "kaksikielinen, enemmistön kieli suomi" and facts["kansio"] == "092-vantaa"
    assert "Vantaan ja Keravan hyvinvointialue" in facts["hyvinvointialue"]


def test_areas_leaves_out_what_there_is_none_of(capsys):
    out = told(capsys, "areas", "478")[1]
    assert "ruotsinkielinen" in out and "hyvinvointialue" not in out and "työllisyysalue" not in out


@pytest.mark.parametrize(("word", "remark"), [("5", "005"), ("Pertunmaa", "Mäntyharju")])
def test_areas_says_what_became_of_the_typed_word(capsys, word, remark):
    assert remark in told(capsys, "areas", word)[1].splitlines()[0]


def test_areas_lists_the_members_of_a_joint_area(capsys):
    assert "Kangasala, Orivesi, Pälkäne" in told(capsys, "areas", "Pälkäne+Orivesi+Kangasala")[1]


@pytest.mark.parametrize("words", [["areas", "Kangasala"], ["--help"]], ids=["areas", "help"])
def test_areas_and_help_answer_at_once_for_they_load_nothing_heavy(words):
    # Not by the clock: a busy machine must not fail the test.
    program = f"import sys\nfrom kotolib.cli.command_line import main\nmain({words})\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], cwd=house.home(), capture_output=True, encoding="utf-8")
    loaded = set(done.stdout.splitlines())
    assert "kotolib.cli.areas" in loaded and loaded.isdisjoint({"pandas", "pyarrow", "matplotlib", "openpyxl", "typst"})


# --- sources


def test_sources_lists_the_declared_tables_and_indicators(capsys):
    code, out, _ = told(capsys, "sources")
    assert code == 0 and "foreign_language.share" in out and "CC BY 4.0" in out
    assert re.search(r"Tauluja \d+, indikaattoreita \d+\.", out.splitlines()[-1])


def test_sources_tells_the_faults_of_every_file_at_once(capsys, elsewhere):
    (elsewhere / "data_sources").mkdir()
    for name in ("yksi", "kaksi"):
        (elsewhere / "data_sources" / f"{name}.yaml").write_text("table: x\nlisence: CC\n", encoding="utf-8")
    code, out, err = told(capsys, "sources")
    assert (code, out) == (3, "")
    assert "yksi.yaml" in err and "kaksi.yaml" in err and "Traceback" not in err


# --- run


def test_run_hands_its_options_to_the_making(capsys, monkeypatch, tmp_path):
    from kotolib.batch import run

    given = {}
    monkeypatch.setattr(run, "run_areas", lambda words, **options: given.update(options, words=words) or 1)
    words = ["run", "Koski Tl", "5", "--language", "fi,sv", "--language", "fi", "--as-of", "2026-11-24"]
    words += ["--format", "pdf,html,pdf", "--order", "elements", "--final", "--accept", "syy"]
    code, *_ = told(capsys, *words, "--output", str(tmp_path), "--engine", "papermill", "--quiet")
    given.pop("tell")("tästä ei kerrota")
    assert code == 1, "the exit code is that of the making"
    assert capsys.readouterr().err == ""
    expected = {"words": ["Koski Tl", "5"], "languages": ["fi", "sv"], "edition": "latest", "as_of": "2026-11-24"}
    expected |= {"order": "elements", "final": True, "accept": "syy"}
    assert given == expected | {"formats": ("html", "pdf"), "output": tmp_path, "into": None, "engine": "papermill"}


def test_run_leaves_language_and_folder_to_the_area_unless_told(capsys, monkeypatch):
    from kotolib.batch import run

    given = {}
    monkeypatch.setattr(run, "run_areas", lambda words, **options: given.update(options) or 0)
    assert told(capsys, "run", "Kangasala")[0] == 0
    assert (given["languages"], given["output"], given["as_of"], given["engine"]) == (None, None, "", "koto")
    given["tell"]("kerrotaan")
    assert capsys.readouterr().err == "kerrotaan\n"


# --- lab, test, bench


def test_lab_has_the_project_as_its_root_and_opens_the_notebooks():
    command = lab.lab_command(house.notebooks(), "fi", no_browser=True, port="8911")
    assert f"--ServerApp.root_dir={house.home()}" in command and "--no-browser" in command
    assert "--LabApp.default_url=/lab/tree/notebooks" in command
    assert {"--ServerApp.port=8911", "--ServerApp.port_retries=0"} <= set(command)


def test_lab_of_an_area_opens_its_own_notebooks_and_says_what_is_not_in_the_language(capsys, monkeypatch):
    from kotolib.documents import working_copies

    begun, edited = [], house.notebooks() / "own" / "31_residents.ipynb"
    monkeypatch.setattr(lab, "_become", lambda command: begun.append(command) or 0)
    monkeypatch.setattr(working_copies, "make", lambda area, language: [edited])
    monkeypatch.setattr(lab, "_compute", lambda told: None)
    code, _out, err = told(capsys, "lab", "Pertunmaa", "--language", "sv")
    assert code == 0 and "507-mantyharju/sv" in err and "Mäntyharju" in err and edited.name in err
    assert "JupyterLab finns inte på svenska" in err
    (command,) = begun
    assert "--LabApp.default_url=/lab/workspaces/own-507-mantyharju-sv/tree/notebooks/own/507-mantyharju/sv" in command
    assert f"--LabApp.app_settings_dir={lab.SETTINGS / 'en'}" in command


def test_lab_takes_the_words_that_run_takes_and_refuses_others_alike(capsys, monkeypatch):
    monkeypatch.setattr(lab, "_become", lambda command: 0)
    assert told(capsys, "lab", "Tamper") == told(capsys, "run", "Tamper")
    assert told(capsys, "lab", "Tamper")[0] == told(capsys, "lab", "--language", "xx")[0] == 2


def test_slow_tests_are_run_only_when_asked_for():
    assert test.pytest_words(False, ["-k", "alueet"]) == ["-m", "not slow", "-k", "alueet"]
    assert test.pytest_words(True, []) == test.ON_EVERY_PROCESSOR
    assert test.pytest_words(False, ["-m", "browser"]) == ["-m", "browser"]


def small_project(folder, body: str) -> None:
    (folder / "tests").mkdir()
    (folder / "tests" / "test_small.py").write_text(body, encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\nmarkers = ["slow: x"]\n', encoding="utf-8"
    )


def run_tests(folder, *words: str, ci: str = "") -> subprocess.CompletedProcess:
    environment = os.environ | {"KOTO_HOME": str(folder), "CI": ci, "PYTHONPATH": str(house.home())}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [sys.executable, "-m", "kotolib", "test", "-p", "no:cacheprovider", *words]
    return subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "words", "code"),
    [
        ("def test_good(): pass", [], 0),
        ("def test_bad(): assert 0", [], 1),
        ("def test_good(): pass", ["-k", "puuttuva"], 2),
        ("def test_good(): pass", ["--olematon"], 2),
        ("import pytest\n@pytest.mark.slow\ndef test_bad(): assert 0\ndef test_good(): pass", [], 0),
        ("import pytest\n@pytest.mark.slow\ndef test_bad(): assert 0\ndef test_good(): pass", ["--slow"], 1),
    ],
)
def test_the_test_command_ends_with_the_houses_exit_codes(tmp_path, body, words, code):
    small_project(tmp_path, body)
    done = run_tests(tmp_path, *words)
    assert done.returncode == code, done.stdout + done.stderr


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_skip_is_loud_and_fails_where_ci_runs(tmp_path, ci, code, processes):
    small_project(tmp_path, "import pytest\ndef test_one(): pytest.skip('ei selainta')\ndef test_two(): pass")
    shutil.copy(house.home() / "tests" / "conftest.py", tmp_path / "tests")
    done = run_tests(tmp_path, *processes, ci=ci)
    assert done.returncode == code, done.stdout
    assert "not run: tests/test_small.py::test_one" in done.stdout


def test_bench_lists_the_benchmarks_with_what_they_measure(capsys, elsewhere):
    folder = elsewhere / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "addition.py").write_text('"""How fast one and one are two."""\nraise SystemExit', encoding="utf-8")
    (folder / "_shared.py").write_text("", encoding="utf-8")
    assert told(capsys, "bench") == (0, "addition         How fast one and one are two.\n", "")


def test_bench_runs_one_and_writes_its_result(capsys, elsewhere):
    folder = elsewhere / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "addition.py").write_text('"""Sum."""\ndef main():\n    return {"summa": 1 + 1}\n', encoding="utf-8")
    result = elsewhere / "tulos.json"
    code, out, _ = told(capsys, "bench", "addition", "--json", str(result))
    assert code == 0 and json.loads(out) == {"summa": 2} == json.loads(result.read_text(encoding="utf-8"))
    code, _, err = told(capsys, "bench", "addition", "--json", str(elsewhere / "ei" / "tulos.json"))
    assert code == 4 and "tulos.json" in err and "Traceback" not in err


def test_every_benchmark_says_what_it_measures():
    assert all(bench.first_sentence(path) for path in bench.benchmarks().values())
