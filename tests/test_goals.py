"""Goals: what is refused, incomplete or warned, in exact words in both languages; baselines, paths, themes."""

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotolib import comparison
from kotolib.comparison import standing
from kotolib.language import texts
from kotolib.programme import annotating, baselines, goals, path, reading, verdicts
from kotolib.programme.measured import Rhythm, measured
from kotolib.programme.records import (
    Basics,
    Goal,
    LinkedDocument,
    Measure,
    OwnIndicator,
    Programme,
)
from tests.filled_workbook import DAY, cell, new, write

LAST_DAY = date(2029, 12, 31)
TURNOUT = "election_turnout.share"
UNEMPLOYED = "unemployed.share"

CLIENTS = OwnIndicator(
    id="M1", name="Asiakkaat", unit="henkilöä", source="asiakaslista", deliverer="neuvonta", interval="yearly", lag=1
)
NO_SOURCE = OwnIndicator(id="M2", name="Tuntuma")
NOBODY = OwnIndicator(id="M3", name="Asiakkaat", source="asiakaslista")
WORKING = OwnIndicator(
    id="M4",
    name="Työssä",
    unit="%",
    population="foreign_language",
    source="kysely",
    deliverer="kunta",
    interval="yearly",
    better="higher_is_better",
)
ONCE = OwnIndicator(id="M5", name="Kysely", unit="%", source="kysely", deliverer="kunta", interval="once")

SOUND = {
    "theme": "participation",
    "text": "Yhä useampi äänestää.",
    "population": "everyone",
    "indicator": UNEMPLOYED,
    "target_type": "level",
    "direction": "down",
    "baseline": 8.4,
    "baseline_year": 2024,
    "target": 7,
    "deadline": LAST_DAY,
    "responsible": "Elinvoimapalvelut",
    "documents": ("municipal_strategy",),
}
"""A goal of which there is nothing to say."""


def programme(**changes: object) -> Programme:
    return Programme(
        basics=Basics(first_year=2026, last_year=2029),
        documents=(LinkedDocument(id="municipal_strategy", name="Kuntastrategia"),),
        goals=(Goal(id="T1", **{**SOUND, **changes}),),
        measures=(Measure(id="TP1", goal="T1", text="x"),),
        indicators=(CLIENTS, NO_SOURCE, NOBODY, WORKING, ONCE),
    )


def told(here, said: Programme, rule: str, area: str = "211") -> list[tuple[str, str]]:
    """Weight and sentence of a rule's verdicts, Finnish and Swedish."""
    found = []
    for language in ("fi", "sv"):
        situation = here(area, language)
        found += [
            (one.weight, one.told.tell(texts(language).plain).replace("\u00a0", " "))
            for one in goals.judge(situation, said)
            if one.rule == rule
        ]
    return found


def rules(here, said: Programme, area: str = "211") -> list[str]:
    return [one.rule for one in goals.judge(here(area), said)]


def test_of_a_sound_goal_there_is_nothing_to_say(here):
    assert goals.judge(here(), programme()) == ()


def test_a_programme_without_goals_is_no_fault(here):
    assert goals.judge(here(), Programme()) == ()


# --- refused


@pytest.mark.parametrize(
    ("changes", "rule", "fi", "sv"),
    [
        (
            {"indicator": "viihtyvyys"},
            "unknown_indicator",
            "mittaria ”viihtyvyys” ei ole kuvattu, joten sen lähdettä ei tiedetä. Valitse mittari luettelosta tai "
            "lisää se taulukkoon Mittarit lähteineen.",
            "indikatorn ”viihtyvyys” är inte beskriven, så dess källa är okänd. Välj en indikator i listan eller lägg "
            "till den på bladet Indikatorer med dess källa.",
        ),
        (
            {"indicator": "M2", "population": None},
            "no_source",
            "mittarilla M2 ei ole lähdettä. Kirjoita taulukkoon Mittarit, mistä luku saadaan, tai vaihda mittari.",
            "indikatorn M2 har ingen källa. Skriv på bladet Indikatorer varifrån talet fås, eller byt indikator.",
        ),
        (
            {"target": 104, "direction": "up"},
            "over_100",
            "tavoitetaso 104,0 % on yli 100 %, eikä osuus voi olla niin suuri. Tarkista luku tai valitse mittariksi "
            "lukumäärä.",
            "målnivån 104,0 % är över 100 %, och så stor kan en andel inte vara. Kontrollera talet eller välj ett "
            "antal som indikator.",
        ),
        (
            {"target": 95, "target_type": "change", "direction": "up"},
            "out_of_range",
            "muutos +95 veisi osuuden lähtötasosta 8,4 % tasolle 103,4 %, ja osuus on välillä 0–100 %. Kirjoita "
            "tavoitetasoon muutoksen suuruus prosenttiyksikköinä.",
            "förändringen +95 skulle föra andelen från utgångsnivån 8,4 % till 103,4 %, och en andel ligger mellan 0 "
            "och 100 %. Skriv förändringens storlek i procentenheter som målnivå.",
        ),
        (
            {"target": -1},
            "below_zero",
            "tavoitetaso −1,0 % on alle nollan, eikä mittari voi olla niin pieni. Tarkista luku.",
            "målnivån −1,0 % är under noll, och så liten kan indikatorn inte vara. Kontrollera talet.",
        ),
        (
            {"target": 9.5},
            "wrong_side",
            "tavoitetaso 9,5 % on suurempi kuin lähtötaso 8,4 %, vaikka luvun pitäisi vähentyä. Tarkista tavoitetaso "
            "ja suunta.",
            "målnivån 9,5 % är högre än utgångsnivån 8,4 %, fast talet ska minska. Kontrollera målnivån och "
            "riktningen.",
        ),
        (
            {"target": 9.5, "baseline": None, "baseline_year": None},
            "wrong_side",
            "tavoitetaso 9,5 % on suurempi kuin lähtötaso 8,4 %, vaikka luvun pitäisi vähentyä. Tarkista tavoitetaso "
            "ja suunta.",
            "målnivån 9,5 % är högre än utgångsnivån 8,4 %, fast talet ska minska. Kontrollera målnivån och "
            "riktningen.",
        ),
        (
            {"target": 8, "direction": "up"},
            "wrong_side",
            "tavoitetaso 8,0 % on pienempi kuin lähtötaso 8,4 %, vaikka luvun pitäisi kasvaa. Tarkista tavoitetaso ja "
            "suunta.",
            "målnivån 8,0 % är lägre än utgångsnivån 8,4 %, fast talet ska öka. Kontrollera målnivån och riktningen.",
        ),
        (
            {"target": -2, "target_type": "change", "direction": "up"},
            "wrong_side",
            "muutos −2,0 on väärään suuntaan, koska luvun pitäisi kasvaa. Tarkista muutos ja suunta.",
            "förändringen −2,0 går åt fel håll, eftersom talet ska öka. Kontrollera förändringen och riktningen.",
        ),
        (
            {"target": 4, "baseline": 2.4, "target_type": "gap", "direction": None},
            "wrong_side",
            "tavoiteltu ero 4,0 on suurempi kuin lähtöero 2,4, vaikka eron pitäisi kaventua. Tarkista luvut.",
            "det eftersträvade gapet 4,0 är större än utgångsgapet 2,4, fast gapet ska minska. Kontrollera talen.",
        ),
    ],
)
def test_a_goal_is_refused(here, changes, rule, fi, sv):
    assert told(here, programme(**changes), rule) == [("refused", fi), ("refused", sv)]


@pytest.mark.parametrize("kind", ["not_worse", "threshold"])
def test_what_only_must_not_grow_worse_and_a_threshold_may_lie_on_either_side(here, kind):
    for target in (7, 8.4, 9.5):
        assert "wrong_side" not in rules(here, programme(target_type=kind, target=target))


def test_without_a_direction_there_is_no_wrong_side(here):
    for target in (3, 5):
        changes = {"indicator": "foreign_language.share", "direction": None, "baseline": 3.9, "baseline_year": 2025}
        assert "wrong_side" not in rules(here, programme(**changes, target=target))
    assert "wrong_side" not in rules(here, programme(direction="steady", target=9.5))


def test_the_indicators_own_direction_decides_where_the_goal_has_none(here):
    assert "wrong_side" in rules(here, programme(direction=None, target=9.5))
    assert "wrong_side" not in rules(here, programme(direction=None, target=7))


def test_a_count_may_be_over_a_hundred_and_a_hundred_per_cent_is_possible(here):
    changes = {"indicator": "M1", "population": None, "direction": "up", "baseline": 140}
    assert goals.blocking(goals.judge(here(), programme(**changes, target=300)), final=True) == ()
    assert "over_100" not in rules(here, programme(direction="up", target=100))


def test_what_is_refused_stops_a_draft_and_what_is_incomplete_only_a_final_programme(here):
    judged = goals.judge(here(), programme(responsible=None))
    assert goals.blocking(judged) == ()
    assert [one.rule for one in goals.blocking(judged, final=True)] == ["no_responsible"]
    judged = goals.judge(here(), programme(indicator="viihtyvyys", responsible=None, documents=()))
    assert [one.rule for one in goals.blocking(judged)] == ["unknown_indicator"]
    assert [one.weight for one in judged] == ["refused", "incomplete", "warned"]


# --- incomplete


@pytest.mark.parametrize(
    ("changes", "rule", "fi", "sv"),
    [
        (
            {"responsible": None},
            "no_responsible",
            "vastuutaho puuttuu. Kirjoita, kuka tavoitteesta vastaa.",
            "ansvarig aktör saknas. Skriv vem som ansvarar för målet.",
        ),
        (
            {"baseline_year": 2052},
            "future_baseline",
            "lähtötason vuosi 2052 on vasta edessä. Kirjoita uusin mitattu luku ja vuosi, jota se koskee.",
            "utgångsnivåns år 2052 ligger ännu framför oss. Skriv in det senast uppmätta talet och vilket år det "
            "gäller.",
        ),
        (
            {"indicator": None},
            "no_indicator",
            "mittari puuttuu. Valitse se luettelosta tai lisää oma mittari taulukkoon Mittarit.",
            "indikator saknas. Välj den i listan eller lägg till en egen indikator på bladet Indikatorer.",
        ),
        (
            {"deadline": None},
            "no_deadline",
            "määräaika puuttuu. Kirjoita vuosi tai päivä, johon mennessä tavoite saavutetaan.",
            "tidsfrist saknas. Skriv det år eller den dag då målet ska vara nått.",
        ),
        ({"theme": None}, "no_theme", "teema puuttuu. Valitse se luettelosta.", "tema saknas. Välj det i listan."),
        (
            {"indicator": "M3", "population": None},
            "no_deliverer",
            "mittarin M3 luvuille ei ole toimittajaa. Kirjoita taulukkoon Mittarit, kuka luvut antaa ja kuinka usein.",
            "det står inte vem som lämnar talen för indikatorn M3. Skriv på bladet Indikatorer vem som lämnar dem "
            "och hur ofta.",
        ),
    ],
)
def test_a_goal_is_incomplete(here, changes, rule, fi, sv):
    assert told(here, programme(**changes), rule) == [("incomplete", fi), ("incomplete", sv)]


def test_a_goal_without_a_measure_is_incomplete(here):
    said = programme().model_copy(update={"measures": (Measure(id="TP1", goal="T2", text="x"),)})
    assert told(here, said, "no_measure") == [
        (
            "incomplete",
            "tavoitteella ei ole toimenpidettä. Lisää se taulukkoon Toimenpiteet ja kirjoita sille tavoite T1.",
        ),
        ("incomplete", "målet har ingen åtgärd. Lägg till en på bladet Åtgärder och skriv målet T1 på den."),
    ]


def test_a_milestone_needs_no_indicator_and_no_number(here):
    assert rules(here, programme(indicator=None, target_type="milestone", target=None, direction=None)) == []


# --- warned


@pytest.mark.parametrize(
    ("changes", "rule", "fi", "sv"),
    [
        (
            {"deadline": date(2031, 12, 31)},
            "outside_term",
            "määräaika 31.12.2031 ei ole ohjelmakaudella 2026–2029. Tarkista määräaika tai ohjelmakausi.",
            "tidsfristen 31.12.2031 ligger utanför programperioden 2026–2029. Kontrollera tidsfristen eller "
            "programperioden.",
        ),
        (
            {"documents": ()},
            "no_strategy",
            "tavoitetta ei ole yhdistetty kuntastrategiaan eikä alueelliseen maahanmuuttostrategiaan. Valitse "
            "asiakirja, jota tavoite toteuttaa.",
            "målet är inte kopplat till kommunstrategin eller den regionala invandringsstrategin. Välj det dokument "
            "som målet genomför.",
        ),
        (
            {"documents": ("municipal_strategy", "equality_plan")},
            "unnamed_document",
            "tavoite viittaa asiakirjaan, jota ei ole nimetty: yhdenvertaisuussuunnitelma. Kirjoita sen nimi ja "
            "päiväys taulukkoon Perustiedot.",
            "målet hänvisar till ett dokument som inte är namngivet: likabehandlingsplanen. Skriv dess namn och "
            "datum på bladet Grunduppgifter.",
        ),
        (
            {"target": None},
            "only_direction",
            "tavoitteella on suunta mutta ei lukua, joten sen saavuttamista ei voi arvioida luvuin. Kirjoita "
            "tavoitetaso, jos siitä voidaan sopia.",
            "målet har en riktning men inget tal, så det går inte att med siffror bedöma om det har nåtts. Skriv en "
            "målnivå om ni kan enas om en.",
        ),
        (
            {"target": None, "direction": None, "indicator": "M1", "population": None},
            "no_number",
            "tavoitteella ei ole lukua eikä suuntaa. Kirjoita tavoitetaso tai ainakin suunta.",
            "målet har varken tal eller riktning. Skriv en målnivå eller åtminstone en riktning.",
        ),
        (
            {"population": "foreign_citizens"},
            "other_population",
            "tavoite koskee väestöä ”ulkomaan kansalaiset”, mutta mittari kertoo väestöstä ”kaikki asukkaat”. Vaihda "
            "mittari tai tarkista väestö.",
            "målet gäller befolkningen ”utländska medborgare”, men indikatorn beskriver befolkningen ”alla "
            "invånare”. Byt indikator eller kontrollera befolkningen.",
        ),
        (
            {"target": 8.4},
            "reached",
            "tavoitetaso on sama kuin lähtötaso 8,4 %, eli tavoite on jo saavutettu. Muuta tavoitetasoa tai valitse "
            "lajiksi ”ei heikompi kuin nyt”.",
            "målnivån är densamma som utgångsnivån 8,4 %, det vill säga målet är redan nått. Ändra målnivån eller välj "
            "måltypen ”inte sämre än nu”.",
        ),
        (
            {"target": 12, "direction": "up"},
            "against_indicator",
            "tavoitteen suunta on ”kasvaa”, vaikka mittarissa pienempi on parempi. Tarkista suunta.",
            "målets riktning är ”ökar”, fast det för indikatorn gäller att lägre är bättre. Kontrollera riktningen.",
        ),
        (
            {"baseline_year": 2021, "baseline": 9.9, "indicator": "M4", "population": None, "direction": "up"},
            "stale_baseline",
            "lähtötaso on vuodelta 2021, joten se on liian vanha kuvaamaan nykytilaa. Käytä uudempaa lukua tai toista "
            "mittaria.",
            "utgångsnivån är från år 2021 och därmed för gammal för att beskriva nuläget. Använd ett nyare tal eller "
            "en annan indikator.",
        ),
        (
            {"baseline_year": 2020},
            "stale_baseline",
            "lähtötaso on vuodelta 2020, joten se on liian vanha kuvaamaan nykytilaa. Uudemmat luvut ovat "
            "Tilastokeskuksen taulussa 12r5.",
            "utgångsnivån är från år 2020 och därmed för gammal för att beskriva nuläget. Nyare uppgifter finns i "
            "Statistikcentralens tabell 12r5.",
        ),
        (
            {"baseline": None, "baseline_year": None},
            "not_frozen",
            "lähtötaso puuttuu. Luku oli 8,4 % vuonna 2024: kirjoita se, niin lähtötaso pysyy, vaikka tilasto "
            "tarkistuisi.",
            "utgångsnivån saknas. Talet var 8,4 % år 2024: skriv in det, så står utgångsnivån fast även om statistiken "
            "revideras.",
        ),
        (
            {"baseline": None, "baseline_year": None, "target_type": "gap", "target": 2},
            "not_frozen",
            "lähtötaso puuttuu. Ero koko maahan oli 2,4 prosenttiyksikköä vuonna 2024: kirjoita se, niin lähtötaso "
            "pysyy, vaikka tilasto tarkistuisi.",
            "utgångsnivån saknas. Gapet till hela landet var 2,4 procentenheter år 2024: skriv in det, så står "
            "utgångsnivån fast även om statistiken revideras.",
        ),
        (
            {"baseline": None, "baseline_year": None, "indicator": "M1", "population": None, "direction": "up"},
            "no_baseline",
            "lähtötaso puuttuu, eikä sitä saa tästä aineistosta. Kirjoita luku ja sen vuosi.",
            "utgångsnivån saknas och finns inte i det här materialet. Skriv talet och dess år.",
        ),
        (
            {"baseline": 9.4},
            "other_figure",
            "lähtötaso 9,4 % ei ole sama kuin tilaston luku 8,4 % vuodelta 2024. Tarkista luku ja vuosi; tilasto on "
            "voinut myös tarkistua.",
            "utgångsnivån 9,4 % är inte densamma som statistikens tal 8,4 % för år 2024. Kontrollera talet och året; "
            "statistiken kan också ha reviderats.",
        ),
        (
            {"indicator": TURNOUT, "direction": "up", "baseline": 56.9, "baseline_year": 2021, "target": 58},
            "undetectable",
            "kun n = 24 999, pienin muutos, jonka erottaa satunnaisvaihtelusta, on noin 1,3 prosenttiyksikköä, ja "
            "tavoiteltu muutos on 1,1. Valitse usean vuoden keskiarvo, toinen mittari tai suoritteiden määrä.",
            "när n = 24 999 är den minsta förändring som kan skiljas från slumpmässig variation ungefär 1,3 "
            "procentenheter, och den eftersträvade förändringen är 1,1. Välj ett medeltal för flera år, en annan "
            "indikator eller antalet prestationer.",
        ),
        (
            {"indicator": TURNOUT, "direction": "up", "baseline": 56.9, "baseline_year": 2021, "target": 60},
            "too_seldom",
            "ennen määräaikaa saadaan vain yksi ohjelmakauden luku (2029), joten kehitystä ei voi seurata. Valitse "
            "rinnalle mittari, joka päivittyy useammin.",
            "före tidsfristen fås bara ett tal för programperioden (2029), så utvecklingen kan inte följas. Välj "
            "dessutom en indikator som uppdateras oftare.",
        ),
        (
            {"indicator": TURNOUT, "direction": "up", "baseline": 56.9, "baseline_year": 2021, "target": 60}
            | {"deadline": date(2028, 12, 31)},
            "too_late",
            "ennen määräaikaa ei saada yhtään ohjelmakauden lukua. Valitse mittari, joka päivittyy useammin.",
            "före tidsfristen fås inget tal för programperioden. Välj en indikator som uppdateras oftare.",
        ),
        (
            {"deadline": date(2026, 12, 31)},
            "too_late",
            "ohjelmakauden ensimmäinen luku (2026) saadaan vasta 1.2.2027, määräajan jälkeen. Siirrä määräaikaa tai "
            "valitse mittari, joka julkaistaan aiemmin.",
            "programperiodens första tal (2026) fås först 1.2.2027, efter tidsfristen. Flytta tidsfristen eller välj "
            "en indikator som publiceras tidigare.",
        ),
        (
            {"indicator": "social_assistance.share"},
            "ended",
            "mittarin lukuja ei enää julkaista, joten tavoitetta ei voi seurata. Valitse mittari, joka päivittyy.",
            "indikatorns tal publiceras inte längre, så målet kan inte följas upp. Välj en indikator som uppdateras.",
        ),
        (
            {"indicator": "M5", "population": None},
            "ended",
            "mittari mitataan vain kerran, joten muutosta ei näe. Mittaa se uudelleen ennen määräaikaa.",
            "indikatorn mäts bara en gång, så en förändring syns inte. Mät den på nytt före tidsfristen.",
        ),
    ],
)
def test_a_goal_is_warned_of(here, changes, rule, fi, sv):
    assert told(here, programme(**changes), rule) == [("warned", fi), ("warned", sv)]


def test_the_target_of_an_own_share_is_set_against_the_whole_population_that_could_be_behind_it(here):
    changes = {"indicator": "M4", "population": None, "direction": "up", "baseline": 60, "target": 70}
    people = comparison.values(here("768"), "foreign_language.count").latest()["value"]
    (fi, _sv) = told(here, programme(**changes), "undetectable", area="768")
    assert f"koko väestö ({people:.0f})" in fi[1] and people < 140
    assert fi[1].startswith("vaikka luvun takana olisi koko väestö")
    assert told(here, programme(**changes), "undetectable", area="091") == []


def test_a_yearly_count_of_few_events_is_too_few_to_tell_a_change(here):
    changes = {"indicator": "immigration.count", "direction": "up", "baseline": 4, "baseline_year": 2022, "target": 9}
    assert told(here, programme(**changes), "too_few", area="047")[0] == (
        "warned",
        "luvun takana on alle kymmenen tapausta vuodessa, joten muutosta ei erota satunnaisvaihtelusta. Valitse usean "
        "vuoden keskiarvo, toinen mittari tai suoritteiden määrä.",
    )


def test_a_stock_of_the_register_is_never_called_undetectable(here):
    changes = {"indicator": "foreign_language.share", "direction": "up", "baseline": 3.9, "baseline_year": 2025}
    assert not {"undetectable", "too_few"} & set(rules(here, programme(**changes, target=4.0)))


def test_a_municipality_without_strategies_is_not_asked_for_a_link_to_them(here):
    absent = tuple(LinkedDocument(id=name, absent=True) for name in ("municipal_strategy", "regional_strategy"))
    said = programme(documents=()).model_copy(update={"documents": absent})
    assert "no_strategy" not in rules(here, said)


ODD = st.none() | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)


@settings(max_examples=40, deadline=None)
@given(
    ODD,
    ODD,
    st.sampled_from([None, "level", "change", "gap", "threshold", "not_worse", "milestone", "outputs"]),
    st.sampled_from([None, "up", "down", "steady"]),
    st.sampled_from([None, "M1", "M2", "M4", TURNOUT, UNEMPLOYED, "net_immigration.count", "viihtyvyys"]),
)
def test_whatever_numbers_are_written_every_verdict_is_a_sentence(baseline, target, kind, direction, indicator):
    from kotolib import situation

    here = situation.begin("211", as_of="2026-11-24")
    said = programme(baseline=baseline, target=target, target_type=kind, direction=direction, indicator=indicator)
    for one in goals.judge(here, said):
        sentence = one.tell(here.texts)
        assert re.fullmatch(r"Tavoite T1: .*\.", sentence) and not re.search(r"[{}]|nan|None", sentence)


# --- in the workbook


def test_verdicts_stand_in_their_cells_of_the_annotated_copy(tmp_path, here):
    workbook = write(
        new(tmp_path),
        {
            ("goals", "T1", "text"): "Yhä useampi on töissä.",
            ("goals", "T1", "indicator"): "viihtyvyys",
            ("goals", "T1", "target_type"): "taso",
        },
    )
    done = reading.read(workbook)
    whole = goals.with_verdicts(done, goals.judge(here(), done.programme))
    assert (
        "Taulukko Tavoitteet, rivi 7, sarake Mittari: mittaria ”viihtyvyys” ei ole kuvattu, joten sen lähdettä ei "
        "tiedetä. Valitse mittari luettelosta tai lisää se taulukkoon Mittarit lähteineen."
    ) in whole.sentences()
    import openpyxl

    book = openpyxl.load_workbook(annotating.annotated_copy(whole, DAY))
    assert "Mittaria ”viihtyvyys” ei ole kuvattu" in cell(book, "goals", "T1", "indicator").comment.text
    assert "Vastuutaho puuttuu" in cell(book, "goals", "T1", "responsible").comment.text


def test_a_drawn_baseline_is_written_once_and_stays_when_it_is_asked_for_again(tmp_path, here):
    typed = {("goals", "T1", "text"): "Työttömyys vähenee.", ("goals", "T1", "indicator"): UNEMPLOYED}
    workbook = write(new(tmp_path), typed)
    frozen, copy = baselines.freeze(here(), reading.read(workbook), DAY)
    assert frozen == ("T1",) and copy.exists() and copy != workbook
    (goal,) = reading.read(workbook).programme.goals
    assert (goal.baseline, goal.baseline_year) == (8.4, 2024)
    assert baselines.freeze(here(), reading.read(workbook), DAY) == ((), None)


def test_a_written_baseline_is_never_moved(here):
    said = programme(baseline=9.4, baseline_year=2023)
    assert baselines.with_baselines(here(), said) == said
    half = programme(baseline=None, baseline_year=2023)
    assert baselines.with_baselines(here(), half) == half


def test_a_stale_figure_is_no_baseline(here):
    said = programme(baseline=None, baseline_year=None, indicator="employed.rate_18_64")
    assert baselines.with_baselines(here(), said).goals[0].baseline is None


def test_a_baseline_of_a_gap_is_the_gap_to_the_whole_country_as_it_is_printed(here):
    said = programme(baseline=None, baseline_year=None, target_type="gap")
    v = comparison.values(here(), UNEMPLOYED, against=("country",))
    own, country = (round(float(v.latest(area)["value"]), 1) for area in ("211", "SSS"))
    assert baselines.with_baselines(here(), said).goals[0].baseline == pytest.approx(abs(own - country))


# --- path and rhythm


def test_the_path_goes_straight_from_the_baseline_to_the_target(here):
    said = programme()
    found = path.path(said.goals[0], measured(here(), said, UNEMPLOYED))
    assert found.years == (2024, 2025, 2026, 2027, 2028, 2029)
    assert found.yearly == pytest.approx(-0.28) and found.levels[0] == 8.4 and found.levels[-1] == 7
    assert np.diff(found.levels) == pytest.approx([-0.28] * 5)
    assert found.at(2026) == pytest.approx(7.84) and np.isnan(found.at(2031))


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"target_type": "change", "target": 2, "direction": "down"}, 6.4),
        ({"target_type": "change", "target": -2, "direction": "down"}, 6.4),
        ({"target_type": "change", "target": 2, "direction": "up"}, 10.4),
        ({"target_type": "not_worse", "target": None}, 8.4),
        ({"target_type": "gap", "target": 1}, 1),
    ],
)
def test_each_type_of_target_has_its_level(here, changes, level):
    said = programme(**changes)
    assert path.level(said.goals[0], measured(here(), said, UNEMPLOYED)) == pytest.approx(level)


@pytest.mark.parametrize(
    "changes",
    [
        {"target": None},
        {"baseline": None},
        {"deadline": None},
        {"deadline": date(2024, 12, 31)},
        {"target_type": "outputs"},
    ],
)
def test_without_both_ends_there_is_no_path(here, changes):
    assert path.path(programme(**changes).goals[0], None) is None


def test_employment_by_origin_has_two_readings_in_a_term_and_elections_one():
    assert Rhythm(1, 18).readings(2026, LAST_DAY) == (2026, 2027)
    assert Rhythm(4, 3, month=4, newest=2021).readings(2026, LAST_DAY) == (2029,)
    assert Rhythm(0, 0).readings(2026, LAST_DAY) == ()


@given(st.integers(0, 40), st.integers(2020, 2035), st.integers(1, 5))
def test_a_reading_counts_only_once_it_has_been_published(lag, first, step):
    rhythm = Rhythm(step, lag)
    until = date(first + 6, 6, 30)
    read = rhythm.readings(first, until)
    assert all(rhythm.published(year) <= until and (year - first) % step == 0 for year in read)
    if read:
        assert rhythm.published(read[-1] + step) > until


# --- candidate themes


def test_themes_are_proposed_from_what_differs_from_similar_ones_or_has_changed(here):
    found = goals.candidate_themes(here("545"))
    assert [one.theme for one in found] == ["relations", "education"]
    assert {each.kind for one in found for each in one.findings} <= {standing.SIMILAR, standing.CHANGE}


def test_a_municipality_like_the_others_gets_no_theme(here):
    assert goals.candidate_themes(here("020")) == ()


def test_every_theme_of_the_declarations_has_one_of_the_checklist():
    from kotolib.programme import sheets
    from kotolib.sources.declaration import THEMES

    assert set(goals.THEMES) == set(THEMES)
    assert set(goals.THEMES.values()) == set(sheets.choices("theme", "fi"))


def test_verdicts_weights_are_told_apart():
    assert verdicts.WEIGHTS == ("refused", "incomplete", "warned")
