"""The linter's rules: each planted fault is found and nothing else, and drafts as they are written are left alone."""

from datetime import date
from pathlib import Path

import pytest

from kotolib.documents import drafts
from kotolib.documents.drafts import html, markdown
from kotolib.errors import WrongWords
from kotolib.programme.lint import actors, goals, length, linting
from kotolib.programme.lint.context import Context

DRAFTS = Path(__file__).parent / "fixtures" / "drafts"
DAY = Context(date(2026, 11, 24))
SMALL = (DRAFTS / "small.md").read_text(encoding="utf-8")
SWEDISH = (DRAFTS / "plain_sv.md").read_text(encoding="utf-8")


def lint(text: str, context: Context = DAY) -> linting.Linted:
    return linting.lint(markdown.read(text, "luonnos.md"), context)


def told(found: linting.Linted) -> list[tuple[str, str, str, str]]:
    return [(one.rule, one.item, one.strength, str(one.why)) for one in found.remarks]


def planted(old: str, new: str, text: str = SMALL) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


# --- drafts without faults


@pytest.mark.parametrize("name", ["small.md", "plain.md", "plain_sv.md"])
def test_a_plain_draft_has_every_element_and_no_false_alarm(name):
    found = linting.lint(drafts.read(DRAFTS / name), DAY)
    assert told(found) == []
    assert all(one.present and not one.lacking for one in found.elements) and found.passes


# --- one planted fault each

GOALS = """| Tavoite | Mittari | Lähde | Vastuutaho | Määräaika |
|---|---|---|---|---|
| Ulkomaan kansalaisten työttömyys vähenee. | Työttömien osuus | Työnvälitystilasto | Elinvoimapalvelut | 2029 |
"""
LAW = (
    "Kotoutumisen edistämisestä annetun lain (681/2023) 5 luvun mukaan kunnalla on yleis- ja yhteensovittamisvastuu. "
    "Lain 30 §:n mukaan kunta laatii ohjelman, jossa on tavoitteet, toimenpiteet, vastuutahot, yhteistyö ja seuranta. "
    "Asetuksella voidaan säätää tarkemmin siitä, mitä tietoja ohjelmassa on oltava ja miten ne toimitetaan. "
    "Hallintolain 6 §:ssä säädetään hyvän hallinnon perusteista, jotka koskevat myös kunnan kotoutumisen palveluja."
)
SERVICES = (
    "Kirjasto palvelee asukkaita viitenä päivänä viikossa. Neuvola toimii terveyskeskuksessa ja palvelee perheitä. "
    "Neuvontapiste sijaitsee kunnantalolla. Kansalaisopisto tarjoaa kielikursseja."
)
COMMON = (
    "Kunta ja työllisyysalue kokeilevat yhteistä vastaanottopäivää, jotta perheen "
    "ei tarvitse asioida kahdessa paikassa."
)
PARENTS = (
    "| Kotona olevat vanhemmat pääsevät kielikurssille. | Kurssipaikat | "
    "Kansalaisopiston kurssirekisteri | Kansalaisopisto | 2028 |"
)
MEASURES = (
    "- Elinvoimapalvelut perustaa työnantajien verkoston.\n"
    "- Kansalaisopisto aloittaa kurssin, jonka aikana lapsille on hoitopaikka."
)
POPULATION = "Vieraskielisiä asui kunnassa 612 vuoden 2025 lopussa (Tilastokeskus)."
SHARE = "Heidän osuutensa oli 6,5 prosenttia (Tilastokeskus 2025)."


def in_parents(row: str) -> str:
    return planted(PARENTS, row)


FAULTS = {
    "an element is missing": (
        planted("## Hyvät väestösuhteet\n\nKoulut ja yhdistykset sopivat, miten syrjintään puututaan.\n", ""),
        ("elements", "5.9", "should", "hyvät väestösuhteet"),
    ),
    "who is responsible is missing": (
        planted("## Vastuut\n\nKotoutumiskoordinaattori vastaa ohjelmasta. Hyvinvointilautakunta ohjaa työtä.\n", ""),
        ("elements", "5.3", "must", "vastuutahot"),
    ),
    "a heading has nothing below it": (
        planted("Koulut ja yhdistykset sopivat, miten syrjintään puututaan.\n", ""),
        ("elements", "5.9", "should", "Otsikon alla ei ole tekstiä"),
    ),
    "an element lacks an aspect": (
        planted("Kunta tapaa hyvinvointialueen, Kelan ja", "Kunta tapaa Kelan ja"),
        ("elements", "5.4", "should", "hyvinvointialue"),
    ),
    "the draft is long": (
        SMALL
        + "\n## Taustaa\n\n"
        + "\n\n".join(["Kunta kertoo tässä laajasti omista oloistaan ja historiastaan."] * 950),
        ("length", "P.1", "should", "Taustaa (7600)"),
    ),
    "sentences are long": (
        planted(COMMON, COMMON + "\n\n" + f"Kunta {'kokeilee uutta tapaa ja ' * 12}arvioi sen.\n\n" * 3),
        ("length", "P.1", "may", "Yli 40 sanan virkkeitä on 3"),
    ),
    "services are a catalogue": (planted(COMMON, SERVICES), ("services", "P.2", "should", "Kirjasto palvelee")),
    "services of a table have no change": (
        planted(
            COMMON, f"{COMMON}\n\n| Palvelu | Aukiolo |\n|---|---|\n| Kirjasto | arkisin |\n| Neuvola | arkisin |\n"
        ),
        ("services", "P.2", "should", "”Kirjasto”, ”Neuvola”"),
    ),
    "one service of a table has no change": (
        planted(
            COMMON,
            f"{COMMON}\n\n| Palvelu | Muutos |\n|---|---|\n| Kirjasto | laajenee |\n| Neuvola | |\n",
        ),
        ("services", "P.2", "should", "”Neuvola”"),
    ),
    "law is summarised": (planted(COMMON, f"{COMMON}\n\n{LAW}"), ("law", "P.3", "should", "Kohta selostaa lakia")),
    "there are no goals": (
        SMALL.replace(GOALS, "").replace(PARENTS, "Tavoitteet kirjataan myöhemmin."),
        ("goals", "6.1", "must", "ei löydy yhtään tavoitetta"),
    ),
    "a goal has no indicator": (
        in_parents("| Kotona olevat vanhemmat pääsevät kielikurssille. | – | | Kansalaisopisto | 2028 |"),
        ("goals", "6.2", "must", "Tavoitteelta puuttuu: mittari."),
    ),
    "an indicator has no source": (
        in_parents("| Kotona olevat vanhemmat pääsevät kielikurssille. | Kurssipaikat | | Kansalaisopisto | 2028 |"),
        ("goals", "6.3", "must", "Tavoitteelta puuttuu: mittarin lähde."),
    ),
    "nobody is responsible for a goal": (
        in_parents("| Kotona olevat vanhemmat pääsevät kielikurssille. | Kurssipaikat | Kurssirekisteri | | 2028 |"),
        ("goals", "5.3", "must", "Tavoitteelta puuttuu: vastuutaho."),
    ),
    "a goal has no deadline": (
        in_parents("| Kotona olevat vanhemmat pääsevät kielikurssille. | Kurssipaikat | Kurssirekisteri | Opisto | |"),
        ("goals", "6.2", "must", "Tavoitteelta puuttuu: määräaika."),
    ),
    "no goal of a table has a deadline": (
        planted(" | Määräaika |\n|---|---|---|---|---|", " |\n|---|---|---|---|")
        .replace(" | 2029 |", " |")
        .replace(" | 2028 |", " |"),
        ("goals", "6.2", "must", "2 tavoitteelta puuttuu: määräaika."),
    ),
    "goals of a list have nothing": (
        planted(GOALS + PARENTS, "- Työttömyys vähenee.\n- Vanhemmat pääsevät kielikurssille.\n"),
        ("goals", "6.2", "must", "2 tavoitteelta puuttuu: mittari, vastuutaho, määräaika."),
    ),
    "measures are passive": (
        planted(MEASURES, "- Perustetaan työnantajien verkosto.\n- Kansalaisopisto aloittaa kurssin."),
        ("actors", "5.3", "should", "”Perustetaan työnantajien verkosto.”"),
    ),
    "a body has an old name": (
        planted(COMMON, "Kunta ja TE-toimisto kokeilevat yhteistä vastaanottopäivää."),
        ("bodies", "", "should", "”TE-toimisto”: nimi muuttui 1.1.2025."),
    ),
    "the programme has its old name": (
        planted("Ohjelma toteuttaa kuntastrategian", "Kotouttamisohjelma toteuttaa kuntastrategian"),
        ("bodies", "", "should", "”Kotouttamisohjelma”: nimi muuttui 1.1.2025."),
    ),
    "a share has neither source nor year": (
        planted(f"{POPULATION} {SHARE}", "Vieraskielisten osuus on 6,5 prosenttia."),
        ("figures", "6.3", "should", "Lähde ja vuosi puuttuvat"),
    ),
    "people are counted without a source": (
        planted(
            f"{POPULATION} {SHARE}", "Vieraskielisten osuus kasvaa. Vuonna 2025 kuntaan muutti 140 henkilöä ulkomailta."
        ),
        ("figures", "6.3", "should", "Lähde puuttuu:"),
    ),
    "people are counted without a year": (
        planted(f"{POPULATION} {SHARE}", "Kunnassa on 612 vieraskielistä asukasta (Tilastokeskus)."),
        ("figures", "6.3", "should", "Vuosi puuttuu:"),
    ),
    "a difference of shares is called per cent": (
        planted(
            SHARE, f"{SHARE} Osuus oli 5,1 prosenttia vuonna 2021, joten se kasvoi 1,4 prosenttia (Tilastokeskus)."
        ),
        ("differences", "", "should", "prosenttiyksikköä"),
    ),
    "a difference is told in the next sentence": (
        planted(SHARE, "Osuus oli 5,1 % vuonna 2021 ja 6,5 % vuonna 2025. Kasvua on siis 1,4 % (Tilastokeskus)."),
        ("differences", "", "should", "ei prosentteja"),
    ),
    "a repealed act is cited": (
        planted(COMMON, f"{COMMON} Laki kotoutumisen edistämisestä (1386/2010) ohjaa työtä."),
        ("bodies", "", "should", "681/2023"),
    ),
    "euros have neither source nor year": (
        planted(COMMON, f"{COMMON} Palvelun hinta on ollut 45 000 euroa."),
        ("figures", "6.3", "should", "45 000 euroa"),
    ),
    "a table of figures has no source": (
        planted(SHARE, f"{SHARE}\n\n| Ryhmä | Osuus |\n|---|---|\n| Naiset | 51 % |\n| Miehet | 49 % |\n"),
        ("figures", "6.3", "should", "Lähde ja vuosi puuttuvat: ”Ryhmä | Osuus”"),
    ),
    "a count is small": (
        planted(COMMON, f"{COMMON} Kielikahvilassa kävi vuonna 2025 säännöllisesti 3 nuorta (kirjaston tilasto)."),
        ("small_counts", "", "must", "pienempi kuin 5"),
    ),
    "a small count is spelled": (
        planted(COMMON, f"{COMMON} Kunnassa asuu neljä kiintiöpakolaista perhettä."),
        ("small_counts", "", "must", "neljä kiintiöpakolaista"),
    ),
    "a count of a table is small": (
        planted(
            SHARE,
            f"{SHARE}\n\n| Ryhmä | Osallistujia |\n|---|---|\n| Naiset | 12 |\n| Miehet | 4 |\n\n"
            "Lähde: kunnan kysely 2025.\n",
        ),
        ("small_counts", "", "must", "Miehet: Osallistujia 4"),
    ),
    "it is not told who the migrants are": (
        planted(f"{POPULATION} {SHARE}", "Maahanmuuttajien osuus väestöstä oli 6,5 prosenttia (Tilastokeskus 2025)."),
        ("migrants", "3.1", "should", "”Maahanmuuttajien”"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(fault):
    text, (rule, item, strength, words) = FAULTS[fault]
    found = lint(text)
    assert [one[:3] for one in told(found)] == [(rule, item, strength)], told(found)
    assert words in f"{found.remarks[0].why} {found.remarks[0].remedy}"
    assert found.passes == (strength != "must")


LAW_SV = (
    "Enligt lagen om främjande av integration (681/2023) har kommunen allmänt ansvar för integrationen. "
    "I lagens 30 § föreskrivs om kommunens planering, mål, åtgärder, ansvariga aktörer, samarbete och uppföljning. "
    "Enligt förvaltningslagen ska myndigheterna dessutom använda ett sakligt, klart och begripligt språk i arbetet."
)
SERVICES_SV = (
    "Biblioteket betjänar invånarna fem dagar i veckan. Rådgivningen finns i kommunhuset. "
    "Medborgarinstitutet ordnar språkkurser. Tolkning ordnas som en tjänst."
)
IN_SWEDISH = {
    "an element is missing": (
        planted("## Särskild service", "## Annat", SWEDISH).replace(
            "Den flerspråkiga samhällsorienteringen köps tillsammans med grannkommunerna, och den första gruppen "
            "börjar hösten 2026.",
            "",
        ),
        ("elements", "5.6", "should"),
    ),
    "a goal lacks its source": (
        planted("Antal platser (medborgarinstitutets kursregister)", "Antal platser", SWEDISH),
        ("goals", "6.3", "must"),
    ),
    "nobody is responsible": (
        planted(
            "| Kommunstyrelsen tillsätter ett invånarråd. | Kommunstyrelsen |",
            "| Kommunstyrelsen tillsätter ett invånarråd. | |",
            SWEDISH,
        ),
        ("goals", "5.3", "must"),
    ),
    "measures are passive": (
        planted(
            "## Goda befolkningsrelationer",
            "### Åtgärder\n\n- Kurser ordnas varje höst.\n\n## Goda befolkningsrelationer",
            SWEDISH,
        ),
        ("actors", "5.3", "should"),
    ),
    "law is summarised": (
        planted("Föreningarna får bidrag", LAW_SV + "\n\nFöreningarna får bidrag", SWEDISH),
        ("law", "P.3", "should"),
    ),
    "services are a catalogue": (
        planted("Föreningarna får bidrag", SERVICES_SV + "\n\nFöreningarna får bidrag", SWEDISH),
        ("services", "P.2", "should"),
    ),
    "a goal has no deadline": (
        planted("| Kommunstyrelsen | 2026 |", "| Kommunstyrelsen | |", SWEDISH),
        ("goals", "6.2", "must"),
    ),
    "a body has an old name": (
        planted("livskraftscentralen två", "NTM-centralen två", SWEDISH),
        ("bodies", "", "should"),
    ),
    "a difference of shares is called per cent": (
        planted(
            "Föreningarna får bidrag",
            "Andelen var 4,2 % år 2024 och 3,1 % år 2020, en ökning med 1,1 % (Statistikcentralen). "
            "Föreningarna får bidrag",
            SWEDISH,
        ),
        ("differences", "", "should"),
    ),
    "a share has no source": (
        planted("Föreningarna får bidrag", "Av invånarna deltar 12 procent. Föreningarna får bidrag", SWEDISH),
        ("figures", "6.3", "should"),
    ),
    "a count is small": (
        planted("Föreningarna får bidrag", "I kommunen bor tre flyktingar. Föreningarna får bidrag", SWEDISH),
        ("small_counts", "", "must"),
    ),
    "it is not told who the migrants are": (
        planted(
            "Föreningarna får bidrag",
            "Andelen invandrare är 9 procent (Statistikcentralen 2025). Föreningarna får bidrag",
            SWEDISH,
        ),
        ("migrants", "3.1", "should"),
    ),
}


@pytest.mark.parametrize("fault", IN_SWEDISH)
def test_a_fault_planted_in_a_swedish_draft_is_found_and_nothing_else(fault):
    text, expected = IN_SWEDISH[fault]
    assert [one[:3] for one in told(lint(text))] == [expected], told(lint(text))


# --- what rules leave alone, and how they count


@pytest.mark.parametrize(
    "sentence",
    [
        "Työryhmässä on neljä henkilöä, ja tiimissä työskentelee 2 ohjaajaa.",
        "Vähintään kolme lasta tarvitaan ryhmään.",
        "Kaksi nuorta kertoi kokemuksistaan, ja perheissä on usein 3 lasta.",
        "Illan järjestäjinä oli kolme asukasta.",
        "Ohjausryhmässä on 8 henkilöä, ja asukasraatiin valitaan 12 asukasta.",
        "Kuulemiseen kirjastolla 4.3.2026 osallistui 45 henkilöä.",
        "Jokainen 15–64-vuotias voi osallistua, ja kerho on auki 3 tuntia.",
        "Kurssille nimetään kaksi vastaavaa ohjaajaa.",
        "Ryhmä kokoontuu 12.3.2026 klo 17 ja neljä kertaa vuodessa.",
        "KEHA-keskus maksaa korvaukset, ja elinvoimakeskus neuvoo.",
        "Tavoitteena on, että vähintään 60 prosenttia vastaa.",
        "Maahanmuuttajat tapaavat naapureitaan kielikahvilassa.",
        "Edellinen kotouttamisohjelma päättyi vuonna 2022.",
        "Kotouttamisohjelma tehtiin lain 1386/2010 mukaan, ja nyt noudatetaan lakia 681/2023.",
        "Osuus kasvoi 5,1 %:sta 6,5 %:iin eli 1,4 prosenttiyksikköä (Tilastokeskus 2025).",
        "Osuus oli 5,1 % vuonna 2021 ja 6,5 % vuonna 2025, eli ero on 1,4 %-yksikköä (Tilastokeskus).",
        "Naisista 40 %, miehistä 60 % ja nuorista 20 % vastasi kyselyyn (kunnan kysely 2025).",
    ],
)
def test_ordinary_sentences_are_left_alone(sentence):
    assert told(lint(planted(COMMON, f"{COMMON} {sentence}"))) == []


def test_names_are_judged_by_the_programmes_date():
    text = planted(COMMON, "Kunta ja TE-toimisto kokeilevat yhteistä vastaanottopäivää.")
    assert lint(text, Context(date(2024, 6, 1))).remarks == ()


def test_a_name_that_stands_in_many_places_is_told_once():
    text = SMALL.replace("elinvoimakeskuksen", "ELY-keskuksen") + "\n\nELY-keskus neuvoo. ELY-keskus auttaa.\n"
    (one,) = lint(text).remarks
    assert one.place.more == 2 and one.place.heading == "Yhteistyön muodot" and one.place.paragraph == 1


def test_the_smallest_count_is_the_municipalitys_own():
    text = planted(COMMON, f"{COMMON} Kahvilassa kävi vuonna 2025 yhteensä 8 nuorta (kirjaston tilasto).")
    assert lint(text).remarks == ()
    assert [one.rule for one in lint(text, Context(DAY.day, smallest=10)).remarks] == ["small_counts"]


def test_figures_of_offices_that_protect_them_are_not_hidden_again():
    table = "| Kieli | Henkilöitä |\n|---|---|\n| somali | 3 |\n\nLähde: Tilastokeskus, väestörakenne 2025.\n"
    assert lint(planted(SHARE, f"{SHARE}\n\n{table}")).remarks == ()


def test_a_county_is_not_asked_for_where_there_is_none():
    text = planted("Kunta tapaa hyvinvointialueen, Kelan ja", "Kunta tapaa Kelan ja")
    assert lint(text, Context(DAY.day, has_county=False)).remarks == ()


def test_a_definition_given_once_is_enough():
    text = planted(f"{POPULATION} {SHARE}", "Maahanmuuttajien osuus oli 6,5 prosenttia (Tilastokeskus 2025).")
    assert [one.rule for one in lint(text).remarks] == ["migrants"]
    defined = text.replace("## Vastuut", "Maahanmuuttajilla tarkoitetaan tässä vieraskielisiä.\n\n## Vastuut")
    assert lint(defined).remarks == ()


def test_a_figure_told_with_its_source_may_be_told_again():
    text = planted(COMMON, f"{COMMON} Kun osuus on 6,5 prosenttia, apua tarvitaan.")
    assert lint(text).remarks == ()


@pytest.mark.parametrize(
    "cards",
    [
        "### Tavoite 1: Työttömyys vähenee.\n\nMittari: työttömien osuus (työnvälitystilasto)\n\n"
        "Vastuutaho: Elinvoima\n\nAikataulu: 2029\n",
        "**Tavoite:** Työttömyys vähenee vuoteen 2029 mennessä.\n\n"
        "- Mittari: työttömien osuus, lähde työnvälitystilasto\n- Vastuu: Elinvoima\n",
        "### Työ\n\n#### Tavoitteet\n\n- Työttömyys vähenee.\n- Työpaikat tukevat kieltä.\n\n"
        "#### Mittarit\n\n- työttömien osuus (työnvälitystilasto)\n\n"
        "#### Vastuutahot\n\n- Elinvoima\n\n#### Aikataulu\n\n2026–2029\n",
        "| Tavoite | Työttömyys vähenee. |\n|---|---|\n| Mittari | työttömien osuus |\n"
        "| Lähde | työnvälitystilasto |\n| Vastuutaho | Elinvoima |\n| Määräaika | 2029 |\n",
        "| Teema | Työ |\n|---|---|\n| Tavoite | Työttömyys vähenee vuoteen 2029 mennessä. |\n"
        "| Mittari | työttömien osuus (työnvälitystilasto) |\n| Vastuu | Elinvoima |\n",
        "### Työ\n\n**Tavoite**\n\nTyöttömyys vähenee vuoteen 2029 mennessä.\n\n"
        "**Toimenpiteet**\n\n- Perustetaan verkosto.\n\n"
        "**Mittari**\n\nTyöttömien osuus (työnvälitystilasto)\n\n**Vastuutaho**\n\nElinvoima\n",
    ],
    ids=["headings", "labels", "lists", "table of one goal", "table of one goal and its theme", "bare labels"],
)
def test_goals_are_read_however_they_are_laid_out(cards):
    text = planted(GOALS + PARENTS, cards)
    assert told(lint(text)) == []


def test_what_one_goal_of_a_card_lacks_is_not_found_in_the_next_one():
    cards = (
        "### Tavoite 1: Työttömyys vähenee.\n\nVastuutaho: Elinvoima. Aikataulu: 2029\n\n"
        "### Tavoite 2: Kieltä oppii työssä.\n\nMittari: kurssit (kurssirekisteri)\n\n"
        "Vastuutaho: Opisto\n\nAikataulu: 2028\n"
    )
    (one,) = lint(planted(GOALS + PARENTS, cards)).remarks
    assert str(one.why) == "Tavoitteelta puuttuu: mittari." and "Työttömyys" in one.place.quote


def test_an_empty_label_tells_nothing():
    card = "### Tavoite 1: Työttömyys vähenee.\n\nMittari:\n\nVastuu: Elinvoima\n\nAikataulu: 2029\n"
    (one,) = lint(planted(GOALS + PARENTS, card)).remarks
    assert str(one.why) == "Tavoitteelta puuttuu: mittari."


PROSE = """# Kotoutumisohjelma 2026–2029

## Työllisyys

Tavoitteena on, että yhä useampi vieraskielinen saa työtä. Työllisyysalue järjestää tapaamisia yritysten kanssa.

Kunnan tavoitteena on lyhentää jonoja vuoteen 2029 mennessä. Mittarina on jonon pituus (Tilastokeskus). Vastuu on
sivistyspalveluilla.

## Osallisuus

Lain tavoitteena on edistää tasa-arvoa. Neuvonnan tavoitteena on auttaa. Tavoitteena on lyhyt ja selkeä ohjelma.
"""


def test_goals_told_in_sentences_only_are_read_and_purposes_of_other_things_are_none():
    found = goals.goals(markdown.read(PROSE, "a.md"))
    assert [(one.text.split()[-2], one.missing) for one in found] == [
        ("saa", ("indicator", "who", "when")),
        ("2029", ()),
    ]
    listed = PROSE + "\n## Tavoitteet\n\n- Kielitaito paranee\n"
    assert [one.text for one in goals.goals(markdown.read(listed, "a.md"))] == ["Kielitaito paranee"]


def test_a_goal_of_a_swedish_sentence_is_read():
    (found,) = goals.goals(markdown.read("# Program\n\nMålet är att fler invandrade får arbete.\n", "a.md"))
    assert found.missing == ("indicator", "who", "when")


def test_what_a_cell_over_several_rows_tells_holds_for_each_measure():
    page = (
        "<h1>Ohjelma</h1><table><tr><th>Tavoite<th>Toimenpide<th>Mittari<th>Vastuu<th>Aikataulu"
        "<tr><td rowspan=2>Kieli karttuu<td>Järjestetään kursseja<td rowspan=2>Suorittaneet (kurssirekisteri)"
        "<td rowspan=2>Opisto<td rowspan=2>vuoteen 2029 mennessä<tr><td>Avataan kahvila</table>"
    )
    draft = html.read(page, "a.html")
    assert [one.missing for one in goals.goals(draft)] == [()] and list(actors.remarks(draft, DAY)) == []


@pytest.mark.parametrize("later", ["–", "ei kirjattu", "Ei vielä tiedossa", "täydennetään myöhemmin", "(avoin)", "???"])
def test_a_cell_that_is_to_be_filled_in_later_tells_nothing(later):
    (old,) = [line for line in GOALS.splitlines() if "Elinvoimapalvelut" in line]
    (one,) = goals.goals(markdown.read(GOALS.replace(old, old.replace("Elinvoimapalvelut", later)), "a.md"))
    assert one.missing == ("who",)


def test_a_number_of_migrants_in_a_sentence_is_a_statistic():
    assert [one.rule for one in lint(planted(COMMON, f"{COMMON} Maahanmuuttajia oli 412.")).remarks] == ["migrants"]


def test_goals_of_an_earlier_programme_are_not_judged():
    past = "\n## Edellisen ohjelman tavoitteet\n\n| Tavoite | Vastuu |\n|---|---|\n| Neuvonta alkaa. | |\n"
    assert told(lint(SMALL + past)) == []


def test_a_source_told_in_another_table_counts():
    text = SMALL.replace("| Mittari | Lähde |", "| Mittari |").replace("|---|---|---|---|---|", "|---|---|---|---|")
    text = text.replace("| Työnvälitystilasto |", "|").replace("| Kansalaisopiston kurssirekisteri |", "|")
    assert [one.item for one in lint(text).remarks] == ["6.3"]
    sources = "\n| Mittari | Lähde |\n|---|---|\n| Työttömien osuus | Työnvälitystilasto |\n"
    sources += "| Kurssipaikat | Kurssirekisteri |\n"
    assert lint(text + sources).remarks == ()


def test_a_part_of_a_programme_gets_one_remark_of_what_is_missing():
    found = lint(
        "# Hyvät väestösuhteet\n\nKunta ja yhdistykset sopivat, miten syrjintään puututaan ja ketkä ovat mukana.\n"
    )
    assert [(one.rule, one.item) for one in found.remarks] == [("elements", "5")]
    assert "Puuttuvat: kytkös kuntastrategiaan" in str(found.remarks[0].why)


def test_a_table_that_names_goals_by_their_signs_is_no_list_of_goals():
    signs = "\n| Tavoite | Seuranta |\n|---|---|\n| T1 | kerran vuodessa |\n| 2. | keväisin |\n"
    assert told(lint(SMALL + signs)) == []


def test_rates_are_no_counts():
    table = "| Kieli | Sadasta asukkaasta |\n|---|---|\n| suomi | 94 |\n| muu | 4 |\n\nLähde: kunnan kysely 2025.\n"
    assert told(lint(planted(SHARE, f"{SHARE}\n\n{table}"))) == []


def test_annexes_are_not_counted():
    draft = markdown.read(SMALL + "\n# Liite 1\n\n" + "sana " * 9000, "luonnos.md")
    assert length.pages(draft) == 1


def test_remarks_stand_in_the_order_of_the_draft():
    text = (
        SMALL.replace("elinvoimakeskuksen", "ELY-keskuksen").replace("| 2028 |", "| |")
        + "\nVieraskielisistä 12 % osallistuu.\n"
    )
    assert [one.rule for one in lint(text).remarks] == ["bodies", "goals", "figures"]


@pytest.mark.parametrize(
    "text",
    [
        "# Programme\n\nThe municipality is in charge of the plan, and it is for all who live in the area.",
        "# Programm\n\nDie Gemeinde und der Kreis sind nicht das gleiche, und die Pläne sind für alle.",
    ],
)
def test_a_draft_in_a_language_without_rules_is_told_so(text):
    with pytest.raises(WrongWords, match="ei ole suomea eikä ruotsia"):
        lint(text)
