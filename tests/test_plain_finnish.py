"""Rules of plain Finnish: what each finds and leaves alone; every Finnish sentence of the residents' page by them."""

import pytest

from kotolib import areas, house
from kotolib.cli.messages import residents_messages
from kotolib.language import upkeep
from kotolib.language.catalogues import LISTING
from kotolib.programme.wording import plain
from kotolib.programme.wording.plain import remarks
from kotolib.programme.written import written


def found(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.found) for one in remarks(text)]


@pytest.mark.parametrize(
    ("text", "rule", "what"),
    [
        ("Kunta " + "tekee " * 15 + "työtä.", "sentence", "17"),
        ("Lue kotoutumissuunnitelmasta lisää.", "word", "kotoutumissuunnitelmasta"),
        ("Kerro, jos tiedät, missä koulu on, koska kysymme sitä.", "clause", "3"),
        ("Ryhmässä on 12 naista ja 8 miestä.", "numbers", "2"),
        ("Kurssi järjestetään keväällä.", "passive", "järjestetään"),
        ("Asiasta päätettiin eilen.", "passive", "päätettiin"),
        ("Ota mukaan esim. passi.", "short_form", "esim."),
        ("Hae Kelasta ja TE-palveluista.", "short_form", "TE"),
        ("Osuus on 9 % väestöstä.", "percent", "%"),
        ("Yksi on. Kaksi on. Kolme on. Neljä on. Viisi on.", "paragraph", "5"),
    ],
)
def test_each_rule_finds_what_it_is_about(text, rule, what):
    assert found(text) == [(rule, what)]


@pytest.mark.parametrize(
    "text",
    [
        "Joka kymmenes kunnan asukas puhuu äidinkielenään muuta kieltä kuin suomea, ruotsia tai saamea.",
        "Sivistyslautakunta hoitaa tämän asian. Lautakunta on ryhmä, joka päättää esimerkiksi kouluista.",
        "Emme kerro tätä lukua, koska ihmisiä on niin vähän. Luvusta voisi tunnistaa jonkun.",
        "Luku muuttui vain vähän. Muutos voi olla sattumaa.",
        "Kunta järjestää tilaisuuden. Siellä voit kertoa mielipiteesi.",
        "Muutin tähän kuntaan pitkään kestäneen työn mukaan. Se tuli ajallaan, eikä kukaan muuttunut kokonaan.",
    ],
)
def test_plain_text_has_no_remark(text):
    assert found(text) == []


def test_every_finnish_sentence_of_the_residents_page_is_plain():
    joint = [message.string for _one, context, message in upkeep.entries("fi") if context == "joint"]
    spoken = [said.message for said in residents_messages() if not said.context and said.message != LISTING]
    told = [text.lstrip("# ").format_map(_Filled()) for text in spoken]
    told += [text.lstrip("# ") for text in joint if text.startswith(("# Näin kunnat", "## Mitä kunnat suunn"))]
    assert len(told) > 70
    assert [(text, found(text)) for text in told if found(text)] == []


class _Filled(dict):
    """Fields as a page fills them: a number where a number stands."""

    def __missing__(self, name: str) -> str:
        return {"n": "4", "year": "2025", "first": "2026", "last": "2029"}.get(name, "Kangasala")


def test_what_a_municipality_wrote_gets_remarks_and_is_not_refused():
    programme = written(areas.get(house.EXAMPLE)).programme
    told = [one for measure in programme.measures for one in remarks(measure.text or "")]
    assert plain.PASSIVE in {one.rule for one in told}
    assert all(one.sentence for one in told)
