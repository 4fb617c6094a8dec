"""Messages and numbers of one language at a time, and the Finnish and Swedish alphabet."""

import copy
import math
import pickle
import threading
import warnings
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kotolib.errors import KotoError, Message, Messages, WrongWords
from kotolib.language import LANGUAGES, Texts, texts
from kotolib.language.catalogues import is_complete
from kotolib.language.numbers import MINUS, NBSP, WORD_JOINER, number, percent, signed, span
from kotolib.language.sorting import alphabetical

VALUES = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
DECIMALS = st.integers(min_value=0, max_value=3)
LANGUAGE = st.sampled_from(LANGUAGES)

SWEDISH = """
msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
{header}
msgid "Lähde: {{who}}."
msgstr "Källa: {{who}}."

msgid "{{first}} ja {{last}}"
msgstr "{{first}} och {{last}}"

msgid "{{n}} henkilö"
msgid_plural "{{n}} henkilöä"
msgstr[0] "{{n}} person"
msgstr[1] "{{n}} personer"

msgctxt "joint"
msgid "Kunnassa"
msgstr "I kommunerna"

msgid "Kunnassa"
msgstr "I kommunen"

#, fuzzy
msgid "Epävarma"
msgstr "Kanske"

msgid "Ei vielä"
msgstr ""

msgid "Avain {{x}} ja {{{{y}}}}"
msgstr "Nyckel {{x}} och {{{{y}}}}"
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of catalogues with a small Swedish one."""
    return catalogue(tmp_path)


def catalogue(folder, header: str = ""):
    path = folder / "sv" / "LC_MESSAGES" / "kotolib.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SWEDISH.format(header=header), encoding="utf-8")
    return folder


def parsed(text: str, language: str) -> Decimal:
    """The number that a reader of the language reads."""
    text = text.replace(MINUS, "-").replace(NBSP, "")
    return Decimal(text.replace(",", "") if language == "en" else text.replace(",", "."))


# --- numbers


@given(VALUES, DECIMALS, LANGUAGE)
def test_what_is_read_is_the_number_rounded(value, decimals, language):
    read = parsed(number(value, decimals, language), language)
    step = Decimal(1).scaleb(-decimals)
    assert abs(read - Decimal(value)) <= step / 2 * (1 + Decimal("1e-6")) + Decimal(math.ulp(value))
    assert -read.as_tuple().exponent == decimals


@given(st.integers(min_value=-(10**9), max_value=10**9), DECIMALS, LANGUAGE)
def test_halves_go_away_from_zero(whole, decimals, language):
    half = Decimal(2 * whole + 1) / 2
    value = float(half.scaleb(-decimals))
    expected = half.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-decimals)
    assert parsed(number(value, decimals, language), language) == expected


@given(VALUES, DECIMALS, LANGUAGE)
def test_only_typographic_signs_are_written_and_zero_has_none(value, decimals, language):
    text = number(value, decimals, language)
    assert set(text) <= set(f"0123456789,.{MINUS}{NBSP}") and "-" not in text
    if parsed(text, language) == 0:
        assert MINUS not in text and "+" not in signed(value, decimals, language)


@given(VALUES, DECIMALS, LANGUAGE)
def test_a_number_and_its_opposite_differ_by_the_sign(value, decimals, language):
    assert number(abs(value), decimals, language) == number(-abs(value), decimals, language).removeprefix(MINUS)


@given(VALUES, LANGUAGE)
def test_groups_and_marks_are_those_of_cldr(value, language):
    expected = format_decimal(round(value), locale=language).replace("\u202f", NBSP).replace("-", MINUS)
    assert number(round(value), 0, language) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [
        (1340.25, 1, f"1{NBSP}340,3", "1,340.3"),
        (-0.04, 1, "0,0", "0.0"),
        (-0.0, 0, "0", "0"),
        (2.675, 2, "2,68", "2.68"),
        (-2.5, 0, f"{MINUS}3", f"{MINUS}3"),
        (100 * 57 / 200, 0, "29", "29"),
        (0.5, 0, "1", "1"),
        (1e6, 0, f"1{NBSP}000{NBSP}000", "1,000,000"),
        (999_999.96, 1, f"1{NBSP}000{NBSP}000,0", "1,000,000.0"),
    ],
)
def test_a_number_is_written_so(value, decimals, fi, en):
    assert number(value, decimals) == number(value, decimals, "sv") == fi
    assert number(value, decimals, "en") == en


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_written(value):
    with pytest.raises(ValueError, match="finite"):
        number(value)


def test_a_sign_is_written_when_it_is_asked_for():
    assert [signed(value, 1) for value in (1.25, -1.25, 0, 0.04, -0.04)] == ["+1,3", f"{MINUS}1,3", "0,0", "0,0", "0,0"]


def test_per_cent_has_its_space_in_finnish_and_swedish_and_none_in_english():
    assert percent(3.9) == percent(3.9, language="sv") == f"3,9{NBSP}%"
    assert percent(3.9, language="en") == "3.9%"
    assert percent(-0.04) == f"0,0{NBSP}%" and percent(12, 0) == f"12{NBSP}%"


def test_a_span_never_breaks_and_never_meets_a_minus_with_a_dash():
    assert span(1660, 2860) == f"1{NBSP}660–{WORD_JOINER}2{NBSP}860"
    assert span(-4, 14) == f"{MINUS}4…{WORD_JOINER}14"
    assert span(-14, -4) == f"{MINUS}14…{WORD_JOINER}{MINUS}4"
    assert span(1.25, 2, 1, "en") == f"1.3–{WORD_JOINER}2.0"


# --- messages


def test_finnish_is_its_own_translation():
    _ = texts("fi")
    assert _("Lähde: {who}.", who="Tilastokeskus") == "Lähde: Tilastokeskus."
    assert _.plain("Ei {x}") == "Ei {x}"
    assert [_.plural("{n} henkilö", "{n} henkilöä", n, n=n) for n in (0, 1, 2)] == [
        "0 henkilöä",
        "1 henkilö",
        "2 henkilöä",
    ]


def test_a_catalogue_translates(folder):
    _ = texts("sv", folder)
    assert _("Lähde: {who}.", who="Statistikcentralen") == "Källa: Statistikcentralen."
    assert [_.plural("{n} henkilö", "{n} henkilöä", n, n=n) for n in (0, 1, 21)] == [
        "0 personer",
        "1 person",
        "21 personer",
    ]
    assert (_.context("joint", "Kunnassa"), _.plain("Kunnassa")) == ("I kommunerna", "I kommunen")
    assert _("Avain {x} ja {{y}}", x=1) == "Nyckel 1 och {y}"


def test_what_the_catalogue_does_not_have_stays_finnish(folder):
    _ = texts("sv", folder)
    assert (_("Ei vielä"), _("Epävarma"), _("Tuntematon")) == ("Ei vielä", "Epävarma", "Tuntematon")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_takes_broken_and_negative_numbers(language, folder):
    _ = texts(language, folder)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        forms = {n: _.plural("one", "many", n) for n in (1, 1.0, -1, 1.5, 0, 2.0, -2)}
    assert forms == {1: "one", -1: "one", 1.5: "many", 0: "many", 2.0: "many", -2: "many"}


def test_a_list_is_written_with_the_word_of_the_language(folder):
    assert [texts("fi").listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a ja b",
        "a, b ja c",
    ]
    assert texts("sv", folder).listing(["a", "{b}", "c"]) == "a, {b} och c"


@pytest.mark.parametrize("language", ["de", "FI", "", "sv_FI", None])
def test_another_language_is_refused_with_those_that_there_are(language):
    with pytest.raises(WrongWords, match="fi, sv, en"):
        texts(language)


def test_texts_write_numbers_in_their_own_language(folder):
    assert texts("fi").number(1340.5, 1) == texts("sv", folder).number(1340.5, 1) == f"1{NBSP}340,5"
    assert texts("en").number(1340.5, 1) == "1,340.5"
    assert texts("en").percent(3.9) == "3.9%" and texts("fi").signed(2) == "+2" and texts("fi").span(1, 2)[0] == "1"


def test_texts_travel_to_other_processes_and_copies(folder):
    for _ in (texts("fi"), texts("en"), texts("sv", folder)):
        for other in (pickle.loads(pickle.dumps(_)), copy.copy(_), copy.deepcopy(_)):
            assert other is _
    assert pickle.loads(pickle.dumps(texts("sv", folder)))("Lähde: {who}.", who="x") == "Källa: x."


def test_languages_side_by_side_do_not_disturb_each_other(folder):
    found: dict[str, set[str]] = {"fi": set(), "sv": set()}

    def write(language: str) -> None:
        _ = texts(language, folder)
        found[language] |= {_("Lähde: {who}.", who="x") for _again in range(200)}

    threads = [threading.Thread(target=write, args=(language,)) for language in ("fi", "sv") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"fi": {"Lähde: x."}, "sv": {"Källa: x."}}


def test_pages_are_made_in_finnish_and_in_catalogues_that_say_they_are_complete(tmp_path):
    assert is_complete("fi", tmp_path) and not is_complete("sv", tmp_path)
    assert not is_complete("sv", catalogue(tmp_path))
    assert is_complete("sv", catalogue(tmp_path, '"X-Koto-Complete: yes\\n"'))
    assert not is_complete("sv", catalogue(tmp_path, '"X-Koto-Complete: no\\n"'))
    assert not is_complete("de", tmp_path)


def test_a_message_that_speaks_of_the_mark_does_not_make_a_catalogue_complete(tmp_path):
    path = catalogue(tmp_path) / "sv" / "LC_MESSAGES" / "kotolib.po"
    text = path.read_text(encoding="utf-8") + '\nmsgid "X-Koto-Complete: yes"\nmsgstr ""\n'
    path.write_text(text, encoding="utf-8")
    assert not is_complete("sv", tmp_path)


# --- faults are told in the language of the reader


def test_a_fault_within_a_fault_is_told_in_the_same_language():
    swedish = {"Virhe: {what}": "Fel: {what}", "puuttuu {n}": "saknas {n}"}
    fault = KotoError("Virhe: {what}", what=Messages([Message("puuttuu {n}", n=1), Message("puuttuu {n}", n="{2}")]))
    assert fault.tell(lambda text: swedish.get(text, text)) == "Fel: saknas 1\nsaknas {2}"
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault) == "Virhe: puuttuu 1\npuuttuu {2}"


# --- alphabet


@given(st.lists(st.text(max_size=8)))
def test_any_words_can_be_put_in_order(words):
    backwards = list(reversed(words))
    assert sorted(backwards, key=alphabetical) == sorted(words, key=alphabetical)


def test_the_alphabet_ends_in_a_with_ring_a_and_o_with_dots():
    words = ["Öja", "Äetsä", "Åbo", "Zürich", "zoo", "Aura", "aitta"]
    assert sorted(words, key=alphabetical) == ["aitta", "Aura", "zoo", "Zürich", "Åbo", "Äetsä", "Öja"]


def test_texts_can_be_made_of_any_catalogue():
    import gettext

    assert Texts("fi", gettext.NullTranslations())("a {b}", b=1) == "a 1"
