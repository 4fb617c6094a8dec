"""What a goal lacks: a known source, a measure, somebody responsible, a link to a strategy; compares no numbers."""

from collections.abc import Iterator

from kotolib.errors import N_
from kotolib.programme import cells, own_deliveries
from kotolib.programme.measured import Measured
from kotolib.programme.verdicts import INCOMPLETE, REFUSED, WARNED, Case, Verdict

STRATEGIES = ("municipal_strategy", "regional_strategy")
WITHOUT_INDICATOR = ("milestone",)
"""Target types that a date and a state are enough for."""

UNKNOWN_INDICATOR = N_(
    "mittaria ”{indicator}” ei ole kuvattu, joten sen lähdettä ei tiedetä. Valitse mittari luettelosta tai lisää se "
    "taulukkoon {sheet} lähteineen."
)
NO_SOURCE = N_(
    "mittarilla {indicator} ei ole lähdettä. Kirjoita taulukkoon {sheet}, mistä luku saadaan, tai vaihda mittari."
)
NO_DELIVERER = N_(
    "mittarin {indicator} luvuille ei ole toimittajaa. Kirjoita taulukkoon {sheet}, kuka luvut antaa ja kuinka usein."
)
NOT_BROUGHT = N_(
    "mittarin {indicator} lukuja ei ole vielä tuotu, tai niissä ei ole mittarin ryhmää. Tuo luvut: "
    "python3 koto.py import TIEDOSTO --form {form}"
)
NO_INDICATOR = N_("mittari puuttuu. Valitse se luettelosta tai lisää oma mittari taulukkoon {sheet}.")
NO_MEASURE = N_("tavoitteella ei ole toimenpidettä. Lisää se taulukkoon {sheet} ja kirjoita sille tavoite {goal}.")
NO_RESPONSIBLE = N_("vastuutaho puuttuu. Kirjoita, kuka tavoitteesta vastaa.")
NO_THEME = N_("teema puuttuu. Valitse se luettelosta.")
NO_DEADLINE = N_("määräaika puuttuu. Kirjoita vuosi tai päivä, johon mennessä tavoite saavutetaan.")
NO_STRATEGY = N_(
    "tavoitetta ei ole yhdistetty kuntastrategiaan eikä alueelliseen maahanmuuttostrategiaan. Valitse asiakirja, jota "
    "tavoite toteuttaa."
)
UNNAMED_DOCUMENT = N_(
    "tavoite viittaa asiakirjaan, jota ei ole nimetty: {document}. Kirjoita sen nimi ja päiväys taulukkoon {sheet}."
)
OUTSIDE_TERM = N_("määräaika {deadline} ei ole ohjelmakaudella {first}–{last}. Tarkista määräaika tai ohjelmakausi.")
ONLY_DIRECTION = N_(
    "tavoitteella on suunta mutta ei lukua, joten sen saavuttamista ei voi arvioida luvuin. Kirjoita tavoitetaso, jos "
    "siitä voidaan sopia."
)
NO_NUMBER = N_("tavoitteella ei ole lukua eikä suuntaa. Kirjoita tavoitetaso tai ainakin suunta.")
OTHER_POPULATION = N_(
    "tavoite koskee väestöä ”{wanted}”, mutta mittari kertoo väestöstä ”{told}”. Vaihda mittari tai tarkista väestö."
)


def of_source(case: Case) -> Iterator[Verdict]:
    """The indicator and where its figures come from (checklist 6.3)."""
    goal, sheet = case.goal, case.sheet("indicators")
    if not goal.indicator:
        if goal.target_type not in WITHOUT_INDICATOR:
            yield case.verdict(INCOMPLETE, "no_indicator", "indicator", NO_INDICATOR, sheet=sheet)
        return
    told = {"indicator": cells.quoted(goal.indicator), "sheet": sheet}
    if case.measured is None:
        yield case.verdict(REFUSED, "unknown_indicator", "indicator", UNKNOWN_INDICATOR, **told)
    elif case.measured.own and case.measured.own.delivered and not _is_brought(case.measured):
        form = own_deliveries.form_of(case.measured.own).id
        yield case.verdict(INCOMPLETE, "not_brought", "indicator", NOT_BROUGHT, indicator=told["indicator"], form=form)
    elif case.measured.own and not case.measured.own.source:
        yield case.verdict(REFUSED, "no_source", "indicator", NO_SOURCE, **told)
    elif case.measured.own and not (case.measured.own.deliverer and case.measured.own.interval):
        yield case.verdict(INCOMPLETE, "no_deliverer", "indicator", NO_DELIVERER, **told)


def _is_brought(indicator: Measured) -> bool:
    return indicator.brought is not None and len(indicator.brought.rows) > 0


def of_people(case: Case) -> Iterator[Verdict]:
    """Measures, who is responsible, and of whom the indicator tells."""
    goal = case.goal
    if not any(measure.goal == goal.id for measure in case.programme.measures):
        yield case.verdict(INCOMPLETE, "no_measure", "text", NO_MEASURE, sheet=case.sheet("measures"), goal=goal.id)
    if not goal.theme:
        yield case.verdict(INCOMPLETE, "no_theme", "theme", NO_THEME)
    if not goal.responsible:
        yield case.verdict(INCOMPLETE, "no_responsible", "responsible", NO_RESPONSIBLE)
    told = case.measured.population if case.measured else None
    if goal.population and told and told != goal.population:
        yield case.verdict(
            WARNED,
            "other_population",
            "population",
            OTHER_POPULATION,
            wanted=case.choice("population", goal.population),
            told=case.choice("population", told),
        )


def of_term(case: Case) -> Iterator[Verdict]:
    """The deadline and the programme's term."""
    goal, basics = case.goal, case.programme.basics
    if goal.deadline is None:
        yield case.verdict(INCOMPLETE, "no_deadline", "deadline", NO_DEADLINE)
        return
    first, last = basics.first_year, basics.last_year
    too_early, too_late = first and goal.deadline.year < first, last and goal.deadline.year > last
    if too_early or too_late:
        deadline = f"{goal.deadline.day}.{goal.deadline.month}.{goal.deadline.year}"
        years = {"first": first or "", "last": last or ""}
        yield case.verdict(WARNED, "outside_term", "deadline", OUTSIDE_TERM, deadline=deadline, **years)


def of_documents(case: Case) -> Iterator[Verdict]:
    """The documents that the goal carries out (checklist 4.3)."""
    known = {document.id: document for document in case.programme.documents}
    absent = {name for name, document in known.items() if document.absent}
    if not set(STRATEGIES) & set(case.goal.documents) and not set(STRATEGIES) <= absent:
        yield case.verdict(WARNED, "no_strategy", "documents", NO_STRATEGY)
    for name in case.goal.documents:
        if name not in known or not known[name].name:
            document, sheet = case.choice("document", name), case.sheet("basics")
            yield case.verdict(
                WARNED, "unnamed_document", "documents", UNNAMED_DOCUMENT, document=document, sheet=sheet
            )


def of_number(case: Case) -> Iterator[Verdict]:
    """A target that nobody has put into a number."""
    goal = case.goal
    if goal.target is not None or goal.target_type in ("milestone", "not_worse"):
        return
    if goal.direction in ("up", "down") or (case.measured and case.measured.wanted):
        yield case.verdict(WARNED, "only_direction", "target", ONLY_DIRECTION)
    else:
        yield case.verdict(WARNED, "no_number", "target", NO_NUMBER)
