"""From what was heard to what statistics say of it and which goal answers it; a person confirms, nothing here does.

A finding that tells of something hard (a challenge, a need) is set beside a figure that is worse than elsewhere or
grows worse: then the statistics say the same. One that tells of something good is set beside a better figure. A missing
service is in no statistics. Where figures of one finding say different things, or none says anything, the statistics do
not tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kotolib import frame
from kotolib.errors import N_, Message
from kotolib.language import Texts
from kotolib.programme import evidence, faults, placing, sheets
from kotolib.programme.evidence import BETTER, DIRECTION, LEVEL, SILENT, WORSE, Evidence
from kotolib.programme.reading import Reading
from kotolib.programme.records import Finding, Goal, Programme
from kotolib.situation import Situation

_SHEET = "findings"
SAME, DIFFERENT, TELLS_NOTHING = "same", "different", "silent"
HARD, GOOD = ("challenge", "need"), ("opportunity", "success")
NO_INDICATOR, IN_NO_STATISTICS, MIXED = "no_indicator", "in_no_statistics", "mixed"

_WHY = {
    NO_INDICATOR: N_("Havaintoon ei ole liitetty mittaria."),
    IN_NO_STATISTICS: N_("Palvelujen puuttumista ei tilastoida."),
    MIXED: N_("Liitetyt mittarit kertovat eri suuntiin."),
    evidence.UNKNOWN: N_("Liitettyä mittaria ei ole kuvattu."),
    evidence.NO_DIRECTION: N_("Luku ei itsessään kerro, onko suunta hyvä vai huono."),
    evidence.OTHER_PEOPLE: N_("Luku kertoo muusta väestöstä kuin havainto."),
    evidence.OLD: N_("Uusin luku on liian vanha kuvaamaan nykytilaa."),
    evidence.NO_FIGURE: N_("Lukua ei ole tässä aineistossa."),
    evidence.ORDINARY: N_("Luku on samaa tasoa kuin samankaltaisissa kunnissa, eikä sillä ole selvää suuntaa."),
}
_FIGURE = N_("{name}: {value} vuonna {year} ({population}).")
_FIGURE_BESIDE = N_("{name}: {value} vuonna {year} ({population}); samankaltaisten kuntien mediaani on {median}.")
_BY = {
    (LEVEL, WORSE): N_("Luku on heikompi kuin useimmissa samankaltaisissa kunnissa."),
    (LEVEL, BETTER): N_("Luku on parempi kuin useimmissa samankaltaisissa kunnissa."),
    (DIRECTION, WORSE): N_("Luku on heikentynyt vuodesta {since}."),
    (DIRECTION, BETTER): N_("Luku on parantunut vuodesta {since}."),
}
_HIDDEN = N_("{name}: luku on peitetty tietosuojan vuoksi.")
CRIMES_CONFIRMED = N_(
    "havaintoa ei voi vahvistaa vertaamalla sitä ilmoitettuihin rikoksiin. Vaihda mittari, tai valitse, että tilastot "
    "eivät kerro tästä."
)


@dataclass(frozen=True)
class Proposal:
    """What the rule proposes of a finding.

    Attributes
    ----------
    finding
        The finding.
    verdict
        `same`, `different` or `silent` (*tilastot kertovat samaa · tilastot kertovat muuta · tilastot eivät kerro
        tästä*).
    reason
        Why statistics are silent; empty otherwise.
    evidence
        What each of its indicators says.
    """

    finding: Finding
    verdict: str
    reason: str
    evidence: tuple[Evidence, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed or changed it; only then it may be published."""
        return self.finding.verdict is not None and self.refusal is None

    @property
    def is_changed(self) -> bool:
        """Whether the person chose otherwise than the rule."""
        return self.finding.verdict is not None and self.finding.verdict != self.verdict

    @property
    def refusal(self) -> Message | None:
        """Why a person's choice cannot stand: it would set experiences against counts of reported crimes."""
        if self.finding.verdict in (None, TELLS_NOTHING) or not self.evidence:
            return None
        if all(one.reason == evidence.CRIMES for one in self.evidence):
            return Message(CRIMES_CONFIRMED)
        return None

    def sentences(self, _: Texts) -> tuple[str, ...]:
        """The verdict, the figures and what they cannot see, each a sentence; for the person who confirms."""
        verdict = sheets.choices("verdict", _language(_))[self.verdict]
        told = [f"{verdict[0].upper()}{verdict[1:]}."]
        if self.reason in _WHY:
            told.append(_(_WHY[self.reason]))
        for one in self.evidence:
            told += [sentence for sentence in (figure(one, _), because(one, _)) if sentence]
        told += list(dict.fromkeys(line.tell(_.plain) for one in self.evidence for line in one.blind))
        return tuple(told)


def _language(_: Texts) -> str:
    return _.language if _.language in sheets.LANGUAGES else "fi"


def propose(here: Situation, programme: Programme, finding: Finding) -> Proposal:
    """What the rule proposes of a finding.

    Parameters
    ----------
    here
        The situation.
    programme
        The whole programme.
    finding
        One of its findings.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> heard = Finding(id="H1", kind="challenge", text="Töitä on vähän.", indicators=("unemployed.share",))
    >>> propose(here, Programme(findings=(heard,)), heard).evidence[0].year
    2024
    """
    if not finding.indicators:
        return Proposal(finding, TELLS_NOTHING, NO_INDICATOR, ())
    found = tuple(evidence.evidence(here, programme, finding, indicator) for indicator in finding.indicators)
    if finding.kind not in (*HARD, *GOOD):
        return Proposal(finding, TELLS_NOTHING, IN_NO_STATISTICS, found)
    said = {one.says for one in found} - {SILENT}
    if not said:
        return Proposal(finding, TELLS_NOTHING, found[0].reason, found)
    if len(said) > 1:
        return Proposal(finding, TELLS_NOTHING, MIXED, found)
    agrees = said == ({WORSE} if finding.kind in HARD else {BETTER})
    return Proposal(finding, SAME if agrees else DIFFERENT, "", found)


def proposals(here: Situation, programme: Programme) -> tuple[Proposal, ...]:
    """The proposals of all findings in the order of the workbook."""
    return tuple(propose(here, programme, finding) for finding in programme.findings)


def figure(one: Evidence, _: Texts) -> str:
    """The figure of one indicator as a sentence: number, year, population; empty where there is none to tell."""
    if one.measured is None:
        return ""
    if one.value.status == frame.SUPPRESSED:
        return _(_HIDDEN, name=one.measured.name)
    if not one.value.is_shown or one.year is None:
        return ""
    population = sheets.choices("population", _language(_)).get(one.measured.population or "", "")
    told = {"name": one.measured.name, "value": _valued(one.value.value, one, _), "year": one.year}
    if one.median == one.median:
        return _(_FIGURE_BESIDE, **told, population=population, median=_valued(one.median, one, _))
    return _(_FIGURE, **told, population=population) if population else _("{name}: {value} vuonna {year}.", **told)


def because(one: Evidence, _: Texts) -> str:
    """What makes a figure better or worse, as a sentence; empty where it says nothing."""
    return _(_BY[one.by, one.says], since=one.since) if one.by else ""


def _valued(value: float, one: Evidence, _: Texts) -> str:
    decimals = one.measured.decimals
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    return _.percent(value, decimals) if one.measured.is_share else _.number(value, decimals)


@dataclass(frozen=True)
class Published:
    """What may be published of a finding: confirmed by a person, and quoted only where that is allowed.

    Attributes
    ----------
    id, kind, theme
        Of the finding.
    quote
        Its words; empty where they may not be quoted.
    verdict, reason
        The person's, with the reason that the person wrote.
    evidence
        The figures beside it; those that say nothing of it, and counts of reported crimes, are left out.
    goals
        Ids of the goals that answer it.
    """

    id: str
    kind: str | None
    theme: str | None
    quote: str
    verdict: str
    reason: str
    evidence: tuple[Evidence, ...]
    goals: tuple[str, ...]


def published(here: Situation, programme: Programme) -> tuple[Published, ...]:
    """The findings that may be published with their verdicts; unconfirmed ones are not among them."""
    return tuple(_published(one, programme) for one in proposals(here, programme) if one.is_confirmed)


def _published(one: Proposal, programme: Programme) -> Published:
    finding = one.finding
    beside = one.evidence if finding.verdict != TELLS_NOTHING else ()
    return Published(
        id=finding.id,
        kind=finding.kind,
        theme=finding.theme,
        quote=(finding.text or "") if finding.quote else "",
        verdict=finding.verdict,
        reason=finding.verdict_reason or "",
        evidence=tuple(each for each in beside if each.reason != evidence.CRIMES),
        goals=tuple(goal.id for goal in programme.goals if finding.id in goal.findings),
    )


def unconfirmed(here: Situation, programme: Programme) -> tuple[Proposal, ...]:
    """Proposals that wait for a person: nothing is confirmed, or what is cannot stand."""
    return tuple(one for one in proposals(here, programme) if one.finding.indicators and not one.is_confirmed)


PROPOSED = N_("ehdotus: {what} Vahvista tai vaihda valitsemalla vastaus luettelosta.")


def with_proposals(reading: Reading, proposed: Iterable[Proposal]) -> Reading:
    """The reading with the proposals that wait for a person, each in its cell, so that an annotated copy shows them.

    A choice that cannot stand is a fault.
    """
    found = []
    for one in proposed:
        if one.refusal:
            found.append(placing.fault(reading, (_SHEET, one.finding.id, "verdict"), one.refusal))
        elif one.finding.indicators and not one.is_confirmed:
            told = Message(PROPOSED, what=" ".join(one.sentences(reading.texts)))
            found.append(placing.fault(reading, (_SHEET, one.finding.id, "verdict"), told, faults.REMARK))
    return replace(reading, faults=(*reading.faults, *found))


# --- what was heard and what is answered


def heard_not_answered(programme: Programme) -> tuple[Finding, ...]:
    """Findings that no goal answers; a success needs no answer."""
    answered = {name for goal in programme.goals for name in goal.findings}
    return tuple(one for one in programme.findings if one.id not in answered and one.kind != "success")


def goals_that_answer_no_one(programme: Programme) -> tuple[Goal, ...]:
    """Goals that name no finding, or only findings that are not there."""
    heard = {finding.id for finding in programme.findings}
    return tuple(goal for goal in programme.goals if not heard & set(goal.findings))


def chains(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """Hearing → finding → goal, for each way there is: ids of all three, a hearing's empty where it is not named."""
    for finding in programme.findings:
        for goal in programme.goals:
            if finding.id in goal.findings:
                yield finding.hearing or "", finding.id, goal.id
