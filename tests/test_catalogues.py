"""Catalogues of messages: none missing, none stale, filled with the same fields, terms by the list of terms."""

import csv
import re
from importlib import resources

import pytest

from kotolib.cli.messages import all_messages
from kotolib.language import LANGUAGES, upkeep
from kotolib.language.catalogues import is_complete
from kotolib.language.messages import Said, of_module, of_templates, template

TRANSLATED = LANGUAGES[1:]

HEADER = """# A catalogue.
msgid ""
msgstr ""
"Language: en\\n"
"X-Koto-Complete: {complete}\\n"
"""


@pytest.fixture(scope="module")
def messages():
    return template(all_messages())


@pytest.fixture(scope="module")
def terms():
    text = (resources.files("kotolib") / "locale" / "terms.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def written(folder, entries: str, language: str = "en"):
    path = folder / language / "LC_MESSAGES" / "kotolib.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(complete="no") + "\n" + entries, encoding="utf-8")
    return folder


# --- the catalogues of the package


def test_a_complete_catalogue_says_every_message_and_no_other(messages):
    """Complete is a catalogue whose header says so: pages can be made in it."""
    complete = [language for language in TRANSLATED if is_complete(language)]
    assert {each: [said.message for said in upkeep.missing(each, messages)] for each in complete} == {
        each: [] for each in complete
    }
    assert {each: upkeep.stale(each, messages) for each in complete} == {each: [] for each in complete}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_filled_with_the_fields_of_the_finnish_message(language):
    assert upkeep.filled_otherwise(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_calls_things_by_the_terms(language, terms):
    assert upkeep.against_terms(language, terms) == []


def test_the_finnish_forms_of_joint_areas_are_of_messages_that_there_are(messages):
    said = {key for key in messages if not key[1]}
    assert [form.message for form in upkeep.joint_forms() if (form.message, "") not in said] == []


def test_every_term_has_its_name_in_every_language(terms):
    assert len({row["id"] for row in terms}) == len(terms)
    assert [row["id"] for row in terms if not all(row[language].strip() for language in LANGUAGES)] == []


# --- how messages are found


def test_messages_are_found_where_they_are_written():
    source = """
_ = here.texts
_("Vuosi {year}", year=1)
here.texts("Lähde")
N_("yksi "
   "lause")
_.plural("{n} kunta", "{n} kuntaa", n, n=n)
_.context("joint", "Kunnassa")
_.plain("Ei {x}")
_("tosi" if here else "epätosi")
paper.plain("heading", text)
print("ei viesti")
"""
    assert set(of_module(source)) == {
        Said("Vuosi {year}"),
        Said("Lähde"),
        Said("yksi lause"),
        Said("{n} kunta", plural="{n} kuntaa"),
        Said("Kunnassa", context="joint"),
        Said("Ei {x}"),
        Said("tosi"),
        Said("epätosi"),
    }


def test_messages_are_found_in_templates(tmp_path):
    (tmp_path / "page.html.j2").write_text(
        '<a>{{ _("Siirry sisältöön") }}</a> {{ _("Sivu {n}", n=1) }} {{ nimi }}', "utf-8"
    )
    assert of_templates(tmp_path) == {Said("Siirry sisältöön"), Said("Sivu {n}")}


def test_a_message_that_is_put_together_while_running_is_refused():
    with pytest.raises(ValueError, match=r"trends\.py:1"):
        list(of_module('_(f"Vuosi {year}")', "trends.py"))


# --- how a catalogue is kept


ENTRIES = """
msgid "Lähde: {who}"
msgstr "Source: {who}"

msgid "Poistunut"
msgstr "Gone"

#, fuzzy
msgid "Epävarma"
msgstr "Perhaps"
"""

MESSAGES = template([Said("Lähde: {who}"), Said("Epävarma"), Said("Uusi"), Said("{n} kunta", plural="{n} kuntaa")])


def test_a_catalogue_tells_what_is_missing_fuzzy_and_stale(tmp_path):
    folder = written(tmp_path, ENTRIES)
    assert [said.message for said in upkeep.missing("en", MESSAGES, folder)] == ["Epävarma", "Uusi", "{n} kunta"]
    assert upkeep.stale("en", MESSAGES, folder) == ["Poistunut"]


def test_an_update_brings_new_messages_takes_stale_ones_and_keeps_the_rest(tmp_path):
    folder = written(tmp_path, ENTRIES)
    assert upkeep.update("en", MESSAGES, folder)
    text = (folder / "en" / "LC_MESSAGES" / "kotolib.po").read_text(encoding="utf-8")
    assert text.startswith(HEADER.format(complete="no"))
    assert re.findall(r'^msgid "(.+)"', text, re.M) == ["Epävarma", "Lähde: {who}", "Uusi", "{n} kunta"]
    assert 'msgstr "Source: {who}"' in text and "fuzzy" in text and "#:" not in text
    assert 'msgid_plural "{n} kuntaa"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text
    assert not upkeep.update("en", MESSAGES, folder)


@pytest.mark.parametrize(
    ("finnish", "english", "right"),
    [
        ("{a} ja {b}", "{b} and {a}", True),
        ("{a} ja {b}", "{a} and {c}", False),
        ("{a} ja {b}", "only {a}", False),
        ("{a}", "{a", False),
        ("{{x}}", "{{x}}", True),
    ],
)
def test_other_fields_than_the_finnish_ones_are_found(tmp_path, finnish, english, right):
    folder = written(tmp_path, f'msgid "{finnish}"\nmsgstr "{english}"\n')
    assert (upkeep.filled_otherwise("en", folder) == []) is right


def test_a_plural_of_one_may_leave_its_count_out(tmp_path):
    entry = 'msgid "{n} kunta, {x}"\nmsgid_plural "{n} kuntaa, {x}"\nmsgstr[0] "%s"\nmsgstr[1] "{n} of {x}"\n'
    assert upkeep.filled_otherwise("en", written(tmp_path, entry % "one of {x}")) == []
    assert upkeep.filled_otherwise("en", written(tmp_path, entry % "one")) == ["{n} kuntaa, {x} → one"]


@pytest.mark.parametrize(
    ("english", "right"),
    [("The wellbeing services county", True), ("Wellbeing services counties", True), ("The welfare area", False)],
)
def test_another_name_than_the_term_is_found(tmp_path, terms, english, right):
    folder = written(tmp_path, f'msgid "Hyvinvointialueet vastaavat."\nmsgstr "{english} answer."\n')
    assert (upkeep.against_terms("en", terms, folder) == []) is right
