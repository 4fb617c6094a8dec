"""From what was heard to what statistics say and which goal answers: the rule proposes, only a person confirms."""

from datetime import date

import pytest

from kotolib import comparison, disclosure, frame
from kotolib.language import texts
from kotolib.programme import annotating, evidence, findings, reading
from kotolib.programme.presence import missing, presence
from kotolib.programme.records import (
    Basics,
    Finding,
    Goal,
    Hearing,
    OwnIndicator,
    Programme,
)
from tests.filled_workbook import DAY, cell, new, write

UNEMPLOYED, TURNOUT = "unemployed.share", "election_turnout.share"
CRIMES = OwnIndicator(id="M1", name="Epäillyt viharikokset", unit="kpl", source="poliisilaitos", last_value=7)
CLIENTS = OwnIndicator(
    id="M2",
    name="Neuvonnan asiakkaat",
    unit="henkilöä",
    population="foreign_language",
    source="asiakaslista",
    last_value=3,
    last_date=date(2025, 12, 31),
)


def heard(kind: str = "challenge", *indicators: str, **said: object) -> Finding:
    return Finding(id="H1", kind=kind, text="Töitä on vaikea löytää.", indicators=indicators, **said)


def programme(*found: Finding, goals: tuple[Goal, ...] = ()) -> Programme:
    return Programme(findings=found, goals=goals, indicators=(CRIMES, CLIENTS))


def proposed(here, finding: Finding, area: str = "211") -> findings.Proposal:
    return findings.propose(here(area), programme(finding), finding)


# --- the rule


@pytest.mark.parametrize(
    ("area", "kind", "verdict"),
    [
        ("176", "challenge", "same"),
        ("176", "need", "same"),
        ("176", "success", "different"),
        ("176", "opportunity", "different"),
        ("176", "missing_service", "silent"),
    ],
)
def test_a_worry_is_set_beside_a_worse_figure_and_a_joy_beside_a_better_one(here, area, kind, verdict):
    one = proposed(here, heard(kind, UNEMPLOYED), area)
    assert one.verdict == verdict
    (figure,) = one.evidence
    v = comparison.values(here(area), UNEMPLOYED, against=("similar",))
    assert (figure.value.value, figure.year) == (v.latest()["value"], v.latest()["year"])
    assert figure.says == "worse" and figure.value.value > figure.median


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        (heard("challenge"), "no_indicator"),
        (heard("challenge", "foreign_language.share"), "no_direction"),
        (heard("challenge", "employed.rate_18_64"), "old"),
        (heard("challenge", UNEMPLOYED, population="foreign_language"), "other_people"),
        (heard("challenge", "viihtyvyys"), "unknown"),
        (heard("challenge", "M2"), "own"),
        (heard("missing_service", UNEMPLOYED), "in_no_statistics"),
        (heard(None, UNEMPLOYED), "in_no_statistics"),
    ],
)
def test_statistics_are_silent_for_a_reason(here, finding, reason):
    one = proposed(here, finding)
    assert (one.verdict, one.reason) == ("silent", reason)


def test_figures_of_different_directions_say_nothing_together(here):
    worse, better = (evidence.Evidence(name, says) for name, says in ((UNEMPLOYED, "worse"), (TURNOUT, "better")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evidence, "evidence", lambda _here, _all, _one, name: worse if name == UNEMPLOYED else better)
        assert proposed(here, heard("challenge", UNEMPLOYED, TURNOUT)).reason == "mixed"


def test_an_ordinary_figure_neither_confirms_nor_contradicts(here):
    one = proposed(here, heard("challenge", TURNOUT))
    assert (one.verdict, one.reason) == ("silent", "ordinary")


def test_the_proposal_tells_number_year_population_and_what_the_figure_cannot_see(here):
    told = proposed(here, heard("challenge", UNEMPLOYED), "176").sentences(texts("fi"))
    assert [sentence.replace("\u00a0", " ") for sentence in told] == [
        "Tilastot kertovat samaa.",
        "Työttömien osuus työvoimasta: 18,4 % vuonna 2024 (kaikki asukkaat); samankaltaisten kuntien mediaani on "
        "11,2 %.",
        "Luku on heikompi kuin useimmissa samankaltaisissa kunnissa.",
        "Luku kertoo kaikista asukkaista, ei erikseen maahan muuttaneista.",
        "Luku kertoo vain työnhakijoiksi ilmoittautuneista.",
        "Luvussa ovat vain ne, joilla on kotikunta Suomessa: turvapaikanhakijat ja osa tilapäistä suojelua saavista "
        "puuttuvat.",
    ]


def test_the_proposal_is_told_in_swedish(here):
    situation = here("176", "sv")
    finding = heard("challenge", UNEMPLOYED)
    told = findings.propose(situation, programme(finding), finding).sentences(situation.texts)
    assert [sentence.replace("\u00a0", " ") for sentence in told] == [
        "Statistiken säger detsamma.",
        "De arbetslösas andel av arbetskraften: 18,4 % år 2024 (alla invånare); medianen för liknande kommuner är "
        "11,2 %.",
        "Talet är sämre än i de flesta liknande kommuner.",
        "Talet gäller alla invånare, inte särskilt dem som har flyttat till landet.",
        "Talet gäller bara dem som har anmält sig som arbetssökande.",
        "Talet omfattar bara dem som har en hemkommun i Finland: asylsökande och en del av dem som får tillfälligt "
        "skydd saknas.",
    ]


WHY = {
    "no_indicator": "Ingen indikator är kopplad till iakttagelsen.",
    "in_no_statistics": "Det förs ingen statistik över service som saknas.",
    "mixed": "De kopplade indikatorerna pekar åt olika håll.",
    "unknown": "Den kopplade indikatorn är inte beskriven.",
    "no_direction": "Talet säger inte i sig om riktningen är bra eller dålig.",
    "other_people": "Talet gäller en annan befolkning än iakttagelsen.",
    "old": "Det nyaste talet är för gammalt för att beskriva nuläget.",
    "no_figure": "Talet finns inte i det här materialet.",
    "ordinary": "Talet är på samma nivå som i liknande kommuner och har ingen tydlig riktning.",
}
BECAUSE = {
    ("level", "worse"): "Talet är sämre än i de flesta liknande kommuner.",
    ("level", "better"): "Talet är bättre än i de flesta liknande kommuner.",
    ("direction", "worse"): "Talet har försämrats sedan år 2019.",
    ("direction", "better"): "Talet har förbättrats sedan år 2019.",
}


@pytest.mark.parametrize(("reason", "swedish"), WHY.items())
def test_why_statistics_say_nothing_is_told_in_swedish(reason, swedish):
    one = findings.Proposal(heard("challenge"), findings.TELLS_NOTHING, reason, ())
    assert one.sentences(texts("sv")) == ("Statistiken säger ingenting om detta.", swedish)


def test_what_makes_a_figure_better_or_worse_is_told_in_swedish():
    told = {
        key: findings.because(evidence.Evidence("x", key[1], by=key[0], since=2019), texts("sv")) for key in BECAUSE
    }
    assert told == BECAUSE


# --- experiences and reported crimes


@pytest.mark.parametrize("confirmed", [None, "same", "different", "silent"])
def test_experiences_are_never_set_against_counts_of_reported_crimes(here, confirmed):
    finding = heard("challenge", "M1", theme="relations", verdict=confirmed)
    one = proposed(here, finding)
    assert (one.verdict, one.reason) == ("silent", "crimes")
    assert not one.evidence[0].value.is_shown
    for language in ("fi", "sv"):
        assert "7" not in " ".join(one.sentences(texts(language)))
    assert one.is_confirmed == (confirmed == "silent")
    told = findings.published(here(), programme(finding))
    assert [each.evidence for each in told] == ([()] if confirmed == "silent" else [])


def test_a_person_cannot_confirm_against_reported_crimes(here):
    one = proposed(here, heard("challenge", "M1", verdict="different"))
    assert one.refusal.tell() == (
        "havaintoa ei voi vahvistaa vertaamalla sitä ilmoitettuihin rikoksiin. Vaihda mittari, tai valitse, että "
        "tilastot eivät kerro tästä."
    )
    assert one.refusal.tell(texts("sv").plain) == (
        "iakttagelsen kan inte bekräftas genom att den jämförs med anmälda brott. Byt indikator, eller välj att "
        "statistiken inte säger något om detta."
    )


def test_a_count_of_crimes_is_left_out_beside_another_indicator(here):
    finding = heard("challenge", "M1", UNEMPLOYED, verdict="same")
    (told,) = findings.published(here("176"), programme(finding))
    assert [each.indicator for each in told.evidence] == [UNEMPLOYED]


# --- what is published


def test_what_nobody_has_confirmed_is_not_published(here):
    assert findings.published(here("176"), programme(heard("challenge", UNEMPLOYED, quote=True))) == ()
    assert len(findings.unconfirmed(here("176"), programme(heard("challenge", UNEMPLOYED)))) == 1


def test_a_confirmed_finding_is_published_with_its_figures_and_goals_and_quoted_only_where_allowed(here):
    goal = Goal(id="T1", text="x", findings=("H1",))
    for quote in (True, False, None):
        finding = heard("challenge", UNEMPLOYED, verdict="same", verdict_reason="Näin on.", quote=quote)
        (told,) = findings.published(here("176"), programme(finding, goals=(goal,)))
        assert told.quote == (finding.text if quote else "")
        assert (told.verdict, told.reason, told.goals) == ("same", "Näin on.", ("T1",))
        assert [each.indicator for each in told.evidence] == [UNEMPLOYED]


def test_a_person_may_choose_otherwise_than_the_rule(here):
    one = proposed(here, heard("challenge", UNEMPLOYED, verdict="different"), "176")
    assert one.is_confirmed and one.is_changed
    assert not proposed(here, heard("challenge", UNEMPLOYED, verdict="same"), "176").is_changed


def test_an_own_small_count_is_hidden_also_beside_a_finding(here):
    one = proposed(here, heard("challenge", "M2"))
    assert one.evidence[0].value.status == frame.SUPPRESSED
    assert "Neuvonnan asiakkaat: luku on peitetty tietosuojan vuoksi." in one.sentences(texts("fi"))
    loose = programme(heard("challenge", "M2")).model_copy(update={"basics": Basics(smallest_count=3)})
    assert findings.proposals(here(), loose)[0].evidence[0].value == disclosure.Count(3.0)


def test_a_proposal_waits_in_its_cell_of_the_annotated_copy(tmp_path, here):
    import openpyxl

    typed = {
        ("findings", "H1", "kind"): "haaste",
        ("findings", "H1", "text"): "Töitä on vaikea löytää.",
        ("findings", "H1", "indicators"): "Työttömien osuus työvoimasta",
    }
    done = reading.read(write(new(tmp_path, "176"), typed))
    whole = findings.with_proposals(done, findings.proposals(here("176"), done.programme))
    book = openpyxl.load_workbook(annotating.annotated_copy(whole, DAY))
    assert "Ehdotus: Tilastot kertovat samaa." in cell(book, "findings", "H1", "verdict").comment.text


# --- lists


def test_what_was_heard_and_not_answered_is_listed_without_successes():
    found = tuple(Finding(id=f"H{n}", kind=kind) for n, kind in enumerate(("need", "success", "challenge"), 1))
    said = programme(*found, goals=(Goal(id="T1", findings=("H1",)), Goal(id="T2", findings=("H9",)), Goal(id="T3")))
    assert [one.id for one in findings.heard_not_answered(said)] == ["H3"]
    assert [one.id for one in findings.goals_that_answer_no_one(said)] == ["T2", "T3"]


def test_the_chain_goes_from_hearing_to_goal():
    found = Finding(id="H1", hearing="K1")
    said = programme(found, Finding(id="H2"), goals=(Goal(id="T1", findings=("H1", "H2")),))
    assert list(findings.chains(said)) == [("K1", "H1", "T1"), ("", "H2", "T1")]


# --- who was present


def test_presence_is_told_coarsely_and_an_open_answer_is_not_an_absence():
    hearings = (
        Hearing(id="K1", languages=("Arabia", "viro"), women=True, men=False, young=False, old=None, participants=34),
        Hearing(id="K2", languages=("suomi",), women=False, men=False, young=False, old=False, participants=3),
    )
    found = presence(Programme(hearings=hearings), ["arabia", "venäjä"])
    assert found.groups == {"women": True, "men": False, "young": False, "working_age": None, "old": None}
    assert found.languages == {"arabia": True, "venäjä": False} and found.others == ("viro", "suomi")
    assert missing(found) == ("men", "young", "venäjä")
    assert found.participants["K1"].value == 34 and found.participants["K2"].status == frame.SUPPRESSED


def test_without_hearings_nothing_is_said_of_who_was_there():
    found = presence(Programme(), ["arabia"])
    assert set(found.groups.values()) == {None} and found.languages == {"arabia": None} and missing(found) == ()
