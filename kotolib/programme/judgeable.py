"""Whether a goal can be judged when its day comes: from a fresh baseline, against chance, with figures in time.

Knows the indicator's figures and their rhythm; not what has been reached.
"""

import math
from collections.abc import Iterator

from kotolib import comparison, sources
from kotolib.comparison import series
from kotolib.errors import N_
from kotolib.language.dates import day
from kotolib.programme import baselines, detectability, path
from kotolib.programme.detectability import Smallest
from kotolib.programme.measured import Measured
from kotolib.programme.verdicts import INCOMPLETE, WARNED, Case, Verdict
from kotolib.situation import Situation

STALE = N_(
    "lähtötaso on vuodelta {year}, joten se on liian vanha kuvaamaan nykytilaa. Käytä uudempaa lukua tai toista "
    "mittaria."
)
FUTURE_BASELINE = N_("lähtötason vuosi {year} on vasta edessä. Kirjoita uusin mitattu luku ja vuosi, jota se koskee.")
STALE_BUT_NEWER = N_("lähtötaso on vuodelta {year}, joten se on liian vanha kuvaamaan nykytilaa. {newer}")
NOT_FROZEN = N_(
    "lähtötaso puuttuu. Luku oli {value} vuonna {year}: kirjoita se, niin lähtötaso pysyy, vaikka tilasto tarkistuisi."
)
GAP_NOT_FROZEN = N_(
    "lähtötaso puuttuu. Ero koko maahan oli {value} prosenttiyksikköä vuonna {year}: kirjoita se, niin lähtötaso "
    "pysyy, vaikka tilasto tarkistuisi."
)
NO_BASELINE = N_("lähtötaso puuttuu, eikä sitä saa tästä aineistosta. Kirjoita luku ja sen vuosi.")
OTHER_FIGURE = N_(
    "lähtötaso {baseline} ei ole sama kuin tilaston luku {value} vuodelta {year}. Tarkista luku ja vuosi; tilasto on "
    "voinut myös tarkistua."
)
UNDETECTABLE_SHARE = N_(
    "kun n = {people}, pienin muutos, jonka erottaa satunnaisvaihtelusta, on noin {smallest} prosenttiyksikköä, ja "
    "tavoiteltu muutos on {change}. Valitse usean vuoden keskiarvo, toinen mittari tai suoritteiden määrä."
)
UNDETECTABLE_OWN = N_(
    "vaikka luvun takana olisi koko väestö ({people}), pienin muutos, jonka erottaa satunnaisvaihtelusta, olisi noin "
    "{smallest} prosenttiyksikköä, ja tavoiteltu muutos on {change}. Valitse usean vuoden keskiarvo, toinen mittari "
    "tai suoritteiden määrä."
)
UNDETECTABLE_COUNT = N_(
    "pienin muutos, jonka erottaa satunnaisvaihtelusta, on noin {smallest}, ja tavoiteltu muutos on {change}. Valitse "
    "usean vuoden keskiarvo, toinen mittari tai suoritteiden määrä."
)
TOO_FEW = N_(
    "luvun takana on alle kymmenen tapausta vuodessa, joten muutosta ei erota satunnaisvaihtelusta. Valitse usean "
    "vuoden keskiarvo, toinen mittari tai suoritteiden määrä."
)
ENDED = N_("mittarin lukuja ei enää julkaista, joten tavoitetta ei voi seurata. Valitse mittari, joka päivittyy.")
MEASURED_ONCE = N_("mittari mitataan vain kerran, joten muutosta ei näe. Mittaa se uudelleen ennen määräaikaa.")
TOO_LATE = N_(
    "ohjelmakauden ensimmäinen luku ({year}) saadaan vasta {published}, määräajan jälkeen. Siirrä määräaikaa tai "
    "valitse mittari, joka julkaistaan aiemmin."
)
TOO_SELDOM = N_(
    "ennen määräaikaa saadaan vain yksi ohjelmakauden luku ({year}), joten kehitystä ei voi seurata. Valitse rinnalle "
    "mittari, joka päivittyy useammin."
)
NO_READING = N_("ennen määräaikaa ei saada yhtään ohjelmakauden lukua. Valitse mittari, joka päivittyy useammin.")


def of_baseline(case: Case) -> Iterator[Verdict]:
    """Whether the baseline is there, fresh, and what the statistics tell."""
    goal, indicator = case.goal, case.measured
    if indicator is None or goal.target_type in baselines.WITHOUT:
        return
    age = case.here.as_of.year - goal.baseline_year if goal.baseline_year is not None else 0
    if age < 0:
        told = {"year": goal.baseline_year}
        yield case.verdict(INCOMPLETE, "future_baseline", "baseline_year", FUTURE_BASELINE, **told)
    if age > indicator.stale_after:
        where = newer(case)
        told = {"year": goal.baseline_year, **({"newer": where} if where else {})}
        yield case.verdict(WARNED, "stale_baseline", "baseline_year", STALE_BUT_NEWER if where else STALE, **told)
    if goal.baseline is None:
        yield from _missing(case)
    elif goal.baseline_year is not None and goal.target_type != baselines.OF_A_GAP:
        yield from _compared(case)


def _missing(case: Case) -> Iterator[Verdict]:
    found = baselines.drawn(case.here, case.goal, case.measured)
    if found and case.goal.target_type == baselines.OF_A_GAP:
        told = {"value": case.number(found.value), "year": found.year}
        yield case.verdict(WARNED, "not_frozen", "baseline", GAP_NOT_FROZEN, **told)
    elif found:
        told = {"value": case.valued(found.value), "year": found.year}
        yield case.verdict(WARNED, "not_frozen", "baseline", NOT_FROZEN, **told)
    elif case.goal.target_type not in ("threshold", None):
        yield case.verdict(WARNED, "no_baseline", "baseline", NO_BASELINE)


def _compared(case: Case) -> Iterator[Verdict]:
    goal, indicator = case.goal, case.measured
    value = baselines.of_year(case.here, indicator, goal.baseline_year)
    if value is not None and not math.isclose(value, goal.baseline, abs_tol=10 ** -(indicator.decimals or 0) / 2):
        told = {"baseline": case.valued(goal.baseline), "value": case.valued(value), "year": goal.baseline_year}
        yield case.verdict(WARNED, "other_figure", "baseline", OTHER_FIGURE, **told)


def of_chance(case: Case) -> Iterator[Verdict]:
    """Whether the change that is sought is larger than chance alone makes (methods: minimum detectable change)."""
    found = smallest_change(case)
    moved = sought(case)
    if found is None or (moved is None and not found.few):
        return
    if found.few:
        yield case.verdict(WARNED, "too_few", "indicator", TOO_FEW)
    elif abs(moved) < found.change:
        told = {"smallest": rounded_up(case, found.change), "change": case.number(abs(moved))}
        if case.measured.is_share:
            known = case.measured.own is None or case.measured.own.people is not None
            message = UNDETECTABLE_SHARE if known else UNDETECTABLE_OWN
            people = case.here.texts.number(found.behind)
            yield case.verdict(WARNED, "undetectable", "target", message, people=people, **told)
        else:
            yield case.verdict(WARNED, "undetectable", "target", UNDETECTABLE_COUNT, **told)


def smallest_change(case: Case) -> Smallest | None:
    """The smallest detectable change from the baseline's year, else from the newest figure; None where chance is not
    declared or the goal seeks no change."""
    goal, indicator = case.goal, case.measured
    if indicator is None or goal.target_type not in ("level", "change", "gap", "not_worse", None):
        return None
    if indicator.own:
        return _of_own_share(case)
    v = comparison.values(case.here, indicator.id)
    row = series.row(v, next(iter(v.areas)), goal.baseline_year) if goal.baseline_year else None
    row = v.latest() if row is None or math.isnan(row["value"]) else row
    return None if row is None else detectability.smallest(v, row)


_PEOPLE = {"foreign_language": "foreign_language.count", "everyone": "population"}
"""Population → the indicator that counts it, where one is declared."""


def _of_own_share(case: Case) -> Smallest | None:
    """Of an own share whose people are not told they are no more than the whole population."""
    share, own = case.goal.baseline, case.measured.own
    if not case.measured.is_share or case.goal.target_type == "gap" or share is None or not 0 <= share <= 100:
        return None
    people = own.people if own.people is not None else whole_population(case.here, case.measured)
    if not people or people <= 0:
        return None
    return Smallest(100 * detectability.share_change(share / 100, people), people)


def whole_population(here: Situation, indicator: Measured) -> float | None:
    """How many people an own indicator's population has, where one that is declared counts it and somebody is in it."""
    name = _PEOPLE.get(indicator.population or "")
    latest = comparison.values(here, name).latest() if name else None
    return float(latest["value"]) if latest is not None and latest["value"] > 0 else None


def sought(case: Case) -> float | None:
    """The change that the goal seeks, signed; None where that is not known."""
    end = path.level(case.goal, case.measured)
    if case.goal.target_type == "not_worse" or end is None or case.goal.baseline is None:
        return None
    return end - case.goal.baseline


def rounded_up(case: Case, change: float) -> str:
    """A smallest change as it is told: rounded up, whole from ten up, so that nobody is promised too much."""
    decimals = 0 if change >= 10 else 1
    scale = 10**decimals
    return case.here.texts.number(math.ceil(round(change * scale, 6)) / scale, decimals)


def of_time(case: Case) -> Iterator[Verdict]:
    """Whether figures of the term come before the deadline, and more than one."""
    goal, indicator = case.goal, case.measured
    if indicator is None or indicator.rhythm is None or goal.deadline is None:
        return
    rhythm = indicator.rhythm
    if not rhythm.step:
        yield case.verdict(WARNED, "ended", "indicator", MEASURED_ONCE if indicator.own else ENDED)
        return
    first = first_year(case)
    years = rhythm.readings(first, goal.deadline)
    if len(years) == 1:
        yield case.verdict(WARNED, "too_seldom", "deadline", TOO_SELDOM, year=years[0])
    elif not years and rhythm.step == 1:
        published = day(rhythm.published(first), case.language)
        yield case.verdict(WARNED, "too_late", "deadline", TOO_LATE, year=first, published=published)
    elif not years:
        yield case.verdict(WARNED, "too_late", "deadline", NO_READING)


def first_year(case: Case) -> int:
    """The first year whose figure tells of the term: not before the term begins, and after the baseline."""
    begins = case.programme.basics.first_year or case.here.as_of.year
    return max(begins, (case.goal.baseline_year or begins - 1) + 1)


def newer(case: Case) -> str:
    """Where newer figures of the goal's indicator are; empty where that is not declared."""
    if case.measured is None or case.measured.own:
        return ""
    catalogue = sources.load()
    source = catalogue.sources[catalogue.home[case.measured.id]]
    return source.newer.in_language(case.here.language) if source.newer else ""
