"""The state of a goal in words, with its sign and why it is that; knows no page. A colour never tells it alone."""

from kotolib import frame
from kotolib.display.monitoring.told import Numbers
from kotolib.display.outputs import Cell
from kotolib.display.tables import SIGNS
from kotolib.errors import N_
from kotolib.programme.monitoring import ACHIEVED, CANNOT_BE_ASSESSED, OFF_TRACK, ON_TRACK, UNCERTAIN, Followed, why
from kotolib.situation import Situation

IN_ORDER = (OFF_TRACK, UNCERTAIN, ON_TRACK, ACHIEVED, CANNOT_BE_ASSESSED)
"""What needs attention first."""
WORDS = {
    OFF_TRACK: N_("Ei etene tavoitteen mukaisesti"),
    UNCERTAIN: N_("Epävarma"),
    ON_TRACK: N_("Etenee tavoitteen mukaisesti"),
    ACHIEVED: N_("Saavutettu"),
    CANNOT_BE_ASSESSED: N_("Ei voida arvioida"),
}
SHORT = WORDS | {OFF_TRACK: N_("Ei etene"), ON_TRACK: N_("Etenee")}
"""In a narrow column."""
FOLLOWED_ONLY = N_("Seurataan ilman tilaa")
"""A goal without a direction: no sign and no colour."""

_WITH_CHANCE = {
    ACHIEVED: N_("Satunnaisvaihtelun väli on kokonaan tavoitetasolla tai sen paremmalla puolella."),
    ON_TRACK: N_("Satunnaisvaihtelun väli yltää polulle eikä sisällä lähtötasoa."),
    UNCERTAIN: N_("Satunnaisvaihtelun väliin mahtuvat sekä polku että lähtötaso."),
    OFF_TRACK: N_("Satunnaisvaihtelun väli on kokonaan polun huonommalla puolella."),
}
_AGAINST_LIMIT = {
    ACHIEVED: N_("Satunnaisvaihtelun väli on kokonaan rajan paremmalla puolella."),
    UNCERTAIN: N_("Raja mahtuu satunnaisvaihtelun väliin."),
    OFF_TRACK: N_("Satunnaisvaihtelun väli on kokonaan rajan huonommalla puolella."),
}
_AS_IT_IS = {
    ACHIEVED: N_("Luku on tavoitetasolla tai sen paremmalla puolella."),
    ON_TRACK: N_("Luku on polulla tai sen paremmalla puolella."),
    OFF_TRACK: N_("Luku on polun huonommalla puolella."),
}
_AS_IT_IS_TO_LIMIT = {
    ACHIEVED: N_("Luku on rajalla tai sen paremmalla puolella."),
    OFF_TRACK: N_("Luku on rajan huonommalla puolella."),
}
_OF_MILESTONE = {
    ACHIEVED: N_("Kaikki tavoitteen toimenpiteet ovat valmiit."),
    ON_TRACK: N_("Tavoitteen toimenpiteet etenevät aikataulussa."),
    UNCERTAIN: N_("Jokin tavoitteen toimenpiteistä on myöhässä tai keskeytynyt."),
    OFF_TRACK: N_("Määräaika on ohi, eivätkä kaikki toimenpiteet ole valmiita."),
}
_REASONS = {
    why.NO_DIRECTION: N_("Ei ole sovittu, kumpi suunta on parempi, joten lukua vain seurataan."),
    why.NO_INDICATOR: N_("Tavoitteella ei ole mittaria."),
    why.UNKNOWN_INDICATOR: N_("Mittaria ei ole kuvattu taulukossa Mittarit."),
    why.NO_BASELINE: N_("Lähtötasoa tai sen vuotta ei ole kirjattu."),
    why.NO_TARGET: N_("Tavoitetasoa ei ole kirjattu."),
    why.NO_DEADLINE: N_("Määräaikaa ei ole kirjattu."),
    why.NO_PATH: N_("Määräaika ei ole lähtötason vuoden jälkeen, joten polkua ei ole."),
    why.NO_FIGURE: N_("Mittarista ei ole lukua."),
    why.NO_READING: N_("Lähtötason jälkeen ei ole vielä saatu uutta lukua."),
    why.FUTURE: N_("Kysytyn vuoden lukua ei ole vielä saatu."),
    why.BREAK: N_("Luvun määritelmä muuttui vuonna {year}, joten uutta lukua ei voi verrata lähtötasoon."),
    why.GAP: N_("Lähtötaso ja uusin luku ovat eri tilastoista, joten niitä ei voi verrata."),
    why.STALE: N_("Uusin luku on vuodelta {latest}, joten se on liian vanha kertomaan nykytilasta."),
    why.ENDED: N_("Lukua ei enää julkaista, ja uusin on vuodelta {latest}."),
    why.FEW: N_("Luvun takana on liian vähän ihmisiä tai tapauksia."),
    why.NOBODY: N_("Alueella ei ole ketään, jota luku koskisi."),
    why.HIDDEN: N_("Uusin luku on peitetty tietosuojan vuoksi."),
    why.HIDDEN_BASELINE: N_("Lähtötaso on peitetty tietosuojan vuoksi."),
    why.PEOPLE_UNKNOWN: N_(
        "Ei tiedetä, kuinka monesta ihmisestä luku on laskettu, joten satunnaisvaihtelua ei voi arvioida. Kirjaa "
        "ihmisten määrä taulukkoon Mittarit."
    ),
    why.A_COUNT: N_("Eroa koko maahan ei voi laskea henkilömäärästä. Vaihda mittariksi osuus."),
    why.NO_OTHER: N_("Koko maan lukua, johon ero lasketaan, ei ole."),
    why.NO_MEASURES: N_("Välitavoite arvioidaan toimenpiteistään, eikä niiden tilaa ole kirjattu."),
    why.NO_OWN_TARGET: N_("Tavoite on kaikkien kuntien yhteinen luku, joten kunnan lukua vain seurataan."),
    why.DIFFERENCE: N_("Luku on peitetty, jotta toisen kunnan peitettyä lukua ei voi laskea."),
}
_BY_SOURCE = N_("Uusin luku on salassapitosäännön alainen.")


def word(here: Situation, status: str | None) -> str:
    """*Epävarma*; of a goal without a direction that it is followed only."""
    return here.texts(WORDS[status] if status else FOLLOWED_ONLY)


def signed(here: Situation, status: str | None) -> str:
    """The word after its sign: ``◆ Epävarma``."""
    return f"{SIGNS[status][0]} {word(here, status)}" if status else word(here, status)


def cell(here: Situation, status: str | None, *, short: bool = False) -> Cell:
    """The state as a cell; short in a narrow column."""
    if status and short:
        return Cell(f"{SIGNS[status][0]} {here.texts(SHORT[status])}", state=status)
    return Cell(signed(here, status), state=status or "")


def reason(here: Situation, one: Followed) -> str:
    """Why the state is what it is, a sentence."""
    _ = here.texts
    if one.reason:
        return _reason(here, one)
    if one.goal.target_type == "milestone" and one.measured is None:
        return _(_OF_MILESTONE[one.status])
    by_chance = one.latest is not None and one.latest.by_chance
    if one.goal.target_type == "threshold":
        told = (_AGAINST_LIMIT if by_chance else _AS_IT_IS_TO_LIMIT).get(one.status)
        if told:
            return _(told)
    return _((_WITH_CHANCE if by_chance else _AS_IT_IS)[one.status])


def _reason(here: Situation, one: Followed) -> str:
    if one.reason == why.HIDDEN and one.latest and one.latest.status == frame.SUPPRESSED_BY_SOURCE:
        return here.texts(_BY_SOURCE)
    years = {"year": one.broken_in or "", "latest": one.latest.year if one.latest else ""}
    return here.texts(_REASONS[one.reason], **years)


def has_passed(here: Situation, one: Followed) -> bool:
    """Whether the goal's deadline is over."""
    return one.goal.deadline is not None and one.goal.deadline <= here.as_of


def _after_deadline(one: Followed) -> str:
    if one.final:
        return N_("Määräaika on ohi, joten arvio on lopullinen.")
    if one.preliminary and one.latest.year == one.goal.deadline.year:
        return N_("Määräaika on ohi, ja arvio on lopullinen vasta, kun luku on vahvistettu.")
    return N_("Määräaika on ohi, mutta sen vuoden lukua ei ole vielä saatu.")


def remarks(here: Situation, one: Followed) -> list[str]:
    """What else must be known of the state: an alarm, a figure that may change, a baseline that was revised."""
    _, numbers, told = here.texts, Numbers(here, one), []
    if one.alarm:
        told.append(_("Hälytys: luku on polun huonommalla puolella myös 99,8 prosentin välillä."))
    if one.preliminary:
        told.append(_("Luku on ennakkotieto ja voi vielä muuttua."))
    if one.is_judged and one.measured is not None and has_passed(here, one):
        told.append(_(_after_deadline(one)))
    if one.reached_at_start:
        told.append(_("Tavoitetaso oli saavutettu jo alussa: nyt tavoitteena on pysyä siinä."))
    if one.baseline_now is not None and one.baseline is not None and one.baseline.is_shown:
        told.append(
            _(
                "Tilaston luku lähtötason vuodelta on nyt {now}; ohjelman lähtötaso {before} pysyy.",
                now=numbers.bare(one.baseline_now), before=numbers.bare(one.baseline.value),
            )
        )  # fmt: skip
    return told
