"""Where long words may be divided: at the borders of compounds and syllables, never inside what must be read whole."""

import pytest

from kotolib.language.hyphens import SOFT, divided


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fi", "hyvinvointialueen", "hyvin|vointi|alueen"),
        ("fi", "kansalaisopisto", "kansa|lais|opisto"),
        ("fi", "työllisyysalue", "työl|li|syys|alue"),
        ("fi", "kuntastrategia", "kunta|strategia"),
        ("fi", "vastaanottavuus", "vastaan|ottavuus"),
        ("fi", "maahanmuuttaneita?", "maahan|muut|ta|neita?"),
        ("sv", "kommunfullmäktige", "kommun|full|mäk|tige"),
        ("sv", "välfärdsområdet", "välfärds|området"),
        ("sv", "integrationsprogrammet", "integrations|programmet"),
        ("en", "internationalisation", "internationalisation"),
    ],
)
def test_a_long_word_is_divided_between_its_parts_and_syllables(language, word, expected):
    assert divided(word, language, 9).replace(SOFT, "|") == expected


@pytest.mark.parametrize("text", ["kotoutuminen@kangasala.example", "1.9.2026–31.5.2028", "71_for_residents", "osuus"])
def test_addresses_numbers_and_short_words_stay_whole(text):
    assert divided(text, "fi", 9) == text


def test_nothing_but_soft_hyphens_is_added():
    text = "Kunnan (monikulttuuriyhdistyksen) tieto-osaamiskeskuksessa, ”kotouttamislainsäädäntö”."
    assert SOFT in divided(text, "fi", 9) and divided(text, "fi", 9).replace(SOFT, "") == text
