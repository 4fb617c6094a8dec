"""Declarations: what they may say, and how everything that is wrong in them is told at once."""

import os
import shutil
import subprocess
import sys

import pytest

from kotolib import house, sources, store
from kotolib.errors import StoreDamaged, WrongWords
from kotolib.indicators import agreement
from kotolib.sources import yaml_text
from kotolib.sources.absent import absent
from tests import declared_project as project

SHARE = "indicators.early_childhood.share"

# Fixture → where the fault is told to be, and words that it is told with.
WRONG = {
    "unknown_key": (f"{SHARE}.directon", "tuntematon avain (lähin: direction)"),
    "unknown_key_of_the_table": ("license", "tuntematon avain (lähin: licence)"),
    "unknown_key_of_a_part": (f"{SHARE}.parts.0.yaers", "tuntematon avain (lähin: years)"),
    "id_written": (f"{SHARE}.id", "tunnus on jo ”early_childhood.share”"),
    "missing_language": (f"{SHARE}.why.sv", "puuttuu"),
    "missing_key": (f"{SHARE}.direction", "puuttuu"),
    "missing_table": (f"{SHARE}.parts.0.table", "puuttuu"),
    "unknown_direction": (f"{SHARE}.direction", "”higher_is_beter” ei käy (lähin: higher_is_better)"),
    "unknown_provider": ("provider", "”statfn” ei käy (lähin: statfin)"),
    "unquoted_no": (f"{SHARE}.direction", "”no” ei käy (lähin: none)"),
    "funnel_of_no_kind": (f"{SHARE}.funnel", "”perhaps” ei käy. Sallitut: true, false"),
    "decimals_in_words": (f"{SHARE}.decimals", "”one” ei ole kokonaisluku"),
    "decimals_too_many": (f"{SHARE}.decimals", "suurin sallittu on 2"),
    "years_backwards": (f"{SHARE}.parts.0.years", "ensimmäinen vuosi on viimeisen jälkeen"),
    "years_in_words": (f"{SHARE}.parts.0.years", "2020-2025, 2020-, -2012 tai 2021: ”since 2022”"),
    "no_parts": (f"{SHARE}.parts", "on tyhjä"),
    "empty_text": (f"{SHARE}.how.fi", "on tyhjä"),
    "indicator_is_a_word": ("indicators.population.share", "tähän kuuluu avaimia ja arvoja"),
    "indicators_are_a_list": ("indicators", "tähän kuuluu avaimia ja arvoja"),
    "id_in_capitals": ("indicators.EarlyChildhood", "tunnus on muotoa joukko.mittari"),
    "unknown_derived_kind": (f"{SHARE}.parts.0", "Sallitut: count_from_share, per_1000, balance"),
    "derived_of_another_kind": (SHARE, "per_1000 on rate"),
    "content_and_ratio": (f"{SHARE}.parts.0", "joko content, tai numerator ja denominator"),
    "weight_of_nothing": (f"{SHARE}.parts.0.weight", "joko indicator tai table ja content"),
    "count_with_weight": (SHARE, "lukumäärällä (count) on vain content"),
    "group_of_a_share": (SHARE, "vain lukumääristä (count)"),
    "unknown_indicator": (f"{SHARE}.parts.0.plus", "”poplation” ei ole olemassa (lähin: population)"),
    "indicator_of_another_kind": (f"{SHARE}.parts.0.count", "on rate, tähän kuuluu count"),
    "unknown_table": (f"{SHARE}.parts.0.table", "”11rx” ei ole olemassa (lähin: 11re)"),
    "circle": (SHARE, "kehässä: early_childhood.share → early_childhood.share"),
}
# Told by the table that the declaration is of.
STRANGE = {
    "content_not_in_table": (f"{SHARE}.parts.0.numerator", "”vk0” ei ole olemassa (lähin: vko)"),
    "dimension_not_in_table": (f"{SHARE}.parts.0.where.age", "tuntematon avain"),
    "word_not_in_dimension": (f"{SHARE}.parts.0.where.language", "”2” ei käy (lähin: 02). Sallitut: 02, SSS"),
    "dimension_without_total": (f"{SHARE}.parts.0.where.sex", "taulussa ei ole summaa. Sallitut: 1, 2"),
    "dimension_not_declared": ("dimensions.language", "puuttuu"),
    "months_of_a_yearly_table": (f"{SHARE}.parts.0.months", "ei ole kuukausittainen"),
    "monthly_table_without_months": (f"{SHARE}.parts.0.months", "puuttuu: taulu 12r5_counts on kuukausittainen"),
    "another_licence": ("licence", "”CC0 1.0”, mutta aineiston mukaan ”CC BY 4.0”"),
    "another_provider": ("provider", "”thl_sotkanet”, mutta aineiston mukaan ”statfin”"),
    "weight_content_not_in_table": (f"{SHARE}.parts.0.weight.content", "”vaka” ei ole olemassa (lähin: vko)"),
    "table_not_in_the_store": (f"{SHARE}.parts.0.table", "”14jx” ei ole olemassa (lähin: 14wx)"),
}
# Told with a line, or of the whole file.
NOT_READ = {
    "duplicate_key": "duplicate_key.yaml, rivi 18: avain ”kind” on kahdesti",
    "not_yaml": "not_yaml.yaml, rivi 3: tiedosto ei ole YAML-muotoa",
    "two_documents": "two_documents.yaml, rivi 2: tiedosto ei ole YAML-muotoa",
    "key_is_a_list": "key_is_a_list.yaml, rivi 2: tiedosto ei ole YAML-muotoa",
    "not_a_mapping": "not_a_mapping.yaml: tiedostossa ei ole avaimia ja arvoja",
    "empty": "empty.yaml: tiedostossa ei ole avaimia ja arvoja",
    "not_utf8": "not_utf8.yaml, rivi 4: tiedosto ei ole UTF-8-muotoa",
}


def told(folder) -> list[str]:
    """The faults of a folder, a line each."""
    with pytest.raises(StoreDamaged) as fault:
        agreement.check(sources.load(folder))
    return str(fault.value).splitlines()[1:]


# --- what is wrong


@pytest.mark.parametrize("file", WRONG)
def test_a_wrong_declaration_is_told_with_file_key_and_the_right_word(file, tmp_path):
    where, what = WRONG[file]
    lines = [line for line in told(project.declarations(tmp_path, file)) if line.startswith(f"{file}.yaml: {where}: ")]
    assert lines and what in lines[0]


@pytest.mark.parametrize("file", sorted(set(WRONG) - {"indicators_are_a_list", "indicator_of_another_kind"}))
def test_one_fault_is_told_once(file, tmp_path):
    assert len(told(project.declarations(tmp_path, file))) == 1


@pytest.mark.parametrize("file", STRANGE)
def test_what_a_table_does_not_have_is_told_with_file_key_and_the_right_word(file, tmp_path):
    where, what = STRANGE[file]
    lines = [line for line in told(project.declarations(tmp_path, file)) if line.startswith(f"{file}.yaml: {where}: ")]
    assert lines and what in lines[0]


@pytest.mark.parametrize("file", NOT_READ)
def test_a_file_that_cannot_be_read_is_told_with_its_line(file, tmp_path):
    lines = told(project.declarations(tmp_path, file))
    assert any(line.startswith(NOT_READ[file]) for line in lines)


def test_every_fixture_is_tried():
    files = {path.stem for path in project.DECLARATIONS.glob("*.yaml")}
    assert files == {*WRONG, *STRANGE, *NOT_READ, "right"}


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    files = ("unknown_key", "missing_language", "unknown_direction", "not_yaml", "duplicate_key", "not_utf8")
    lines = told(project.declarations(tmp_path, *files))
    assert {line.partition(".yaml")[0] for line in lines} == set(files)


def test_two_doubled_keys_of_one_file_are_both_told(tmp_path):
    text = (project.DECLARATIONS / "right.yaml").read_text(encoding="utf-8")
    text = text.replace("updates: yearly\n", "updates: yearly\nupdates: monthly\n")
    text = text.replace("    decimals: 1\n", "    decimals: 1\n    decimals: 2\n")
    (tmp_path / "twice.yaml").write_text(text, encoding="utf-8")
    lines = told(tmp_path)
    assert [line.partition(": ")[2] for line in lines] == [
        "avain ”updates” on kahdesti",
        "avain ”decimals” on kahdesti",
    ]
    written = text.splitlines()
    numbers = [int(line.partition("rivi ")[2].partition(":")[0]) for line in lines]
    assert [written[number - 1].strip() for number in numbers] == ["updates: monthly", "decimals: 2"]


def test_faults_of_tables_are_told_at_once(tmp_path):
    files = ("content_not_in_table", "word_not_in_dimension")
    folder = project.declarations(tmp_path, *files)
    other = (folder / "word_not_in_dimension.yaml").read_text(encoding="utf-8")
    (folder / "word_not_in_dimension.yaml").write_text(
        other.replace("early_childhood.share", "other"), encoding="utf-8"
    )
    lines = told(folder)
    assert {line.partition(".yaml")[0] for line in lines} == set(files)


def test_what_needs_a_wrong_file_is_not_at_fault_too(tmp_path):
    folder = project.declarations(tmp_path)
    weight = "\n      - {table: 14jt, content: vko, weight: {indicator: population}}"
    share = project.indicator(kind="share", unit='"%"', parts=weight)
    (folder / "14jt.yaml").write_text(project.table("14jt", {"own.share": share}), encoding="utf-8")
    path = folder / "11re.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("direction: none", "direction: up"), encoding="utf-8")
    lines = told(folder)
    assert len(lines) == 1 and lines[0].startswith("11re.yaml: indicators.population.direction")


def test_the_right_indicators_of_a_wrong_file_are_checked_too(tmp_path):
    folder = project.declarations(tmp_path)
    parts = "\n      - {derived: balance, plus: poplation, minus: population}"
    text = project.table("11ae", {"a.count": project.indicator(kind="cont"), "b.count": project.indicator(parts=parts)})
    (folder / "11ae.yaml").write_text(text, encoding="utf-8")
    keys = {line.split(": ")[1] for line in told(folder)}
    assert {"indicators.a.count.kind", "indicators.b.count.parts.0.plus"} <= keys


def test_one_id_in_two_files_is_told(tmp_path):
    folder = project.declarations(tmp_path, "right")
    other = (folder / "right.yaml").read_text(encoding="utf-8").replace("table: 14jt\n", "table: 11ae\n", 1)
    (folder / "second.yaml").write_text(other, encoding="utf-8")
    assert told(folder) == [f"second.yaml: {SHARE}: sama tunnus on jo tiedostossa right.yaml"]


def test_one_table_in_two_files_is_told(tmp_path):
    folder = project.declarations(tmp_path, "right")
    shutil.copy(folder / "right.yaml", folder / "second.yaml")
    assert told(folder) == ["second.yaml: table: ”14jt” on jo tiedostossa right.yaml"]


def test_a_circle_names_its_members_and_not_those_that_wait_for_it(tmp_path):
    def balance(plus):
        return project.indicator(parts=f"\n      - {{derived: balance, plus: {plus}, minus: population}}")

    folder = project.declarations(tmp_path)
    circle = {"a.count": balance("b.count"), "b.count": balance("c.count"), "c.count": balance("b.count")}
    (folder / "11ae.yaml").write_text(project.table("11ae", circle), encoding="utf-8")
    assert told(folder) == [
        "11ae.yaml: indicators.b.count: indikaattorit tarvitsevat toisiaan kehässä: b.count → c.count → b.count"
    ]


def test_a_folder_by_the_name_of_a_declaration_is_told(tmp_path):
    folder = project.declarations(tmp_path)
    (folder / "x.yaml").mkdir()
    assert told(folder)[0].startswith("x.yaml: tiedostoa ei voi lukea")


def test_faults_are_told_in_the_language_of_the_reader(tmp_path):
    with pytest.raises(StoreDamaged) as fault:
        sources.load(project.declarations(tmp_path, "missing_key", "years_in_words"))
    swedish = {
        "Tietolähteiden kuvauksissa on korjattavaa:\n{faults}": "Fel:\n{faults}",
        "puuttuu": "saknas",
        "vuodet kirjoitetaan 2020-2025, 2020-, -2012 tai 2021": "år skrivs 2020-2025",
    }
    lines = fault.value.tell(lambda message: swedish.get(message, message)).splitlines()
    assert lines[0] == "Fel:"
    assert lines[1].endswith("direction: saknas") and "år skrivs 2020-2025" in lines[2]


@pytest.mark.parametrize("file", ["missing_key", "content_not_in_table"])
def test_the_command_tells_the_faults_and_ends_with_the_code_of_a_damaged_store(file, tmp_path):
    home = project.make(tmp_path / "home")
    shutil.copy(project.DECLARATIONS / f"{file}.yaml", home / "data_sources")
    done = subprocess.run(
        [sys.executable, "-m", "kotolib", "sources"],
        env=os.environ | {"KOTO_HOME": str(home), "PYTHONPATH": str(house.home())},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{file}.yaml: {SHARE}" in done.stderr and "Traceback" not in done.stderr


# --- what is right


def test_unquoted_no_and_005_stay_text():
    assert yaml_text.read("a: no\nb: 005\nc: [on, 1.50, ~, 2024-01-01]") == {
        "a": "no",
        "b": "005",
        "c": ["on", "1.50", "~", "2024-01-01"],
    }


def test_a_byte_order_mark_does_no_harm(tmp_path):
    folder = project.declarations(tmp_path, "right")
    path = folder / "right.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "14jt" in sources.load(folder).sources


@pytest.mark.parametrize(
    ("written", "years"),
    [("2020-2025", (2020, 2025)), ("2020-", (2020, 9999)), ("-2012", (0, 2012)), ("2021", (2021, 2021))],
)
def test_years_are_a_stretch_its_beginning_its_end_or_one(written, years, tmp_path):
    folder = project.declarations(tmp_path, "right")
    path = folder / "right.yaml"
    text = path.read_text(encoding="utf-8").replace("vaka_lapsi_lkm}", f'vaka_lapsi_lkm, years: "{written}"}}')
    path.write_text(text, encoding="utf-8")
    assert sources.load(folder).indicators["early_childhood.share"].parts[0].years == years


def test_each_indicator_stands_after_what_it_needs():
    order = list(sources.load().indicators)
    for number, name in enumerate(order):
        assert sources.load().indicators[name].needs <= set(order[:number])


def test_a_balance_has_its_own_sides_behind_it_unless_told(tmp_path):
    folder = project.declarations(tmp_path)
    for table in ("11ae", "12w7"):
        shutil.copy(house.data_sources() / f"{table}.yaml", folder)
    parts = "\n      - {derived: balance, plus: births.count, minus: deaths.count}"
    text = project.table("14jt", {"own.count": project.indicator(parts=parts)})
    (folder / "14jt.yaml").write_text(text, encoding="utf-8")
    assert sources.load(folder).indicators["own.count"].behind == ("births.count", "deaths.count")


def test_the_module_lists_the_declared_tables_when_it_is_called():
    assert set(sources()) == set(sources.load().sources) >= {"11re", "159t"}


def test_shipped_declarations_agree_with_the_cards_of_their_tables():
    for table, source in sources.load().sources.items():
        if table not in store.tables():
            assert source.live, table
            continue
        card = store.card(table)
        assert (card.id, card.provider, card.licence) == (table, source.provider, source.licence)
        assert set(source.dimensions) == set(card.dimensions)
    agreement.check(sources.load())


# --- what the material does not hold


def test_every_missing_figure_is_told_in_three_languages():
    declared = yaml_text.read((house.data_sources() / "absent" / "figures.yaml").read_text(encoding="utf-8"))
    for key in declared:
        for text in (absent(key).what, absent(key).who):
            assert all(text.in_language(language).endswith(".") for language in ("fi", "sv", "en"))


def test_an_unknown_missing_figure_names_the_nearest():
    with pytest.raises(WrongWords, match="Lähimmät: languages"):
        absent("langauges")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"languages:\n  what: {fi: a, sv: b, en: c}\n", "languages.who: puuttuu"),
        (b"languages:\n  what: {fi: a, sv: b, en: c}\n  whom: {fi: a, sv: b, en: c}\n", "(lähin: who)"),
        (b"languages: [\n", "rivi 2: tiedosto ei ole YAML-muotoa"),
        (b"languages: \xe4\n", "rivi 1: tiedosto ei ole UTF-8-muotoa"),
        (b"- languages\n", "tähän kuuluu avaimia ja arvoja"),
        (b"a: {}\na: {}\n", "rivi 2: avain ”a” on kahdesti"),
    ],
)
def test_a_wrong_list_of_missing_figures_is_told(content, words, tmp_path, monkeypatch):
    (tmp_path / "data_sources" / "absent").mkdir(parents=True)
    (tmp_path / "data_sources" / "absent" / "figures.yaml").write_bytes(content)
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    with pytest.raises(StoreDamaged) as fault:
        absent("languages")
    assert words in str(fault.value)


def test_no_list_of_missing_figures_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    with pytest.raises(StoreDamaged, match=r"figures\.yaml: tiedostoa ei voi lukea"):
        absent("languages")
