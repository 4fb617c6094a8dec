"""Three separate statements of a goal, in words: level beside others, change since the baseline, distance to the path.

Beside them the direction, the chance of the target and the first year that can be judged. Decides none of them.
"""

import math

from kotolib.comparison import reasons
from kotolib.display import wording
from kotolib.display.decisions import words
from kotolib.display.monitoring.states import has_passed
from kotolib.display.monitoring.told import ARROW, Numbers
from kotolib.errors import N_
from kotolib.programme.measured import UP
from kotolib.programme.monitoring import ACHIEVED, Followed, likelihood, statements, why
from kotolib.situation import Situation

_LEVELS = {
    statements.HIGHER: N_(
        "Suurempi kuin useimmissa samankaltaisissa kunnissa: niiden mediaani on {median}, pienin {low} ja suurin "
        "{high}."
    ),
    statements.LOWER: N_(
        "Pienempi kuin useimmissa samankaltaisissa kunnissa: niiden mediaani on {median}, pienin {low} ja suurin "
        "{high}."
    ),
    statements.ALIKE: N_(
        "Samaa tasoa kuin samankaltaisissa kunnissa: niiden mediaani on {median}, pienin {low} ja suurin {high}."
    ),
}
_NO_LEVEL = {
    reasons.A_COUNT: N_("Määrää ei verrata muihin kuntiin, koska se riippuu kunnan koosta."),
    reasons.TOO_FEW_SHOWN: N_("Liian harvalla samankaltaisella kunnalla on luku."),
}
_CHANGES = {
    "share": {
        "up": N_("Luku nousi {amount} lähtötasosta"),
        "down": N_("Luku laski {amount} lähtötasosta"),
    },
    "count": {
        "up": N_("Määrä lisääntyi lähtötasosta, muutos {amount}"),
        "down": N_("Määrä väheni lähtötasosta, muutos {amount}"),
    },
    "gap": {
        "up": N_("Ero leveni {amount} lähtötasosta"),
        "down": N_("Ero kapeni {amount} lähtötasosta"),
    },
}
_SIDES = {
    statements.AHEAD: N_("Polkua parempi, eroa {amount}: polulla pitäisi olla {level}."),
    statements.BEHIND: N_("Polkua huonompi, eroa {amount}: polulla pitäisi olla {level}."),
    statements.AROUND: N_("Polun taso {level} mahtuu satunnaisvaihtelun väliin."),
}
_LIMITS = {
    statements.AHEAD: N_("Rajaa {level} parempi, eroa {amount}."),
    statements.BEHIND: N_("Rajaa {level} huonompi, eroa {amount}."),
    statements.AROUND: N_("Raja {level} mahtuu satunnaisvaihtelun väliin."),
}
_CHANCES = {
    likelihood.UNLIKELY: N_("Epätodennäköistä, jos kehitys jatkuu samanlaisena."),
    likelihood.EITHER_WAY: N_("Voi mennä kummin vain, jos kehitys jatkuu samanlaisena."),
    likelihood.LIKELY: N_("Todennäköistä, jos kehitys jatkuu samanlaisena."),
}
_NO_CHANCE = {
    why.SHORT: N_("Ei sanota: yhtenäisiä vuosilukuja on alle viisi."),
    why.NOT_YEARLY: N_("Ei sanota: lukuja ei saada joka vuosi."),
}
_DIRECTIONS = {
    "up": N_("Nouseva viiden viime luvun mukaan."),
    "down": N_("Laskeva viiden viime luvun mukaan."),
    "no_clear_change": N_("Viiden viime luvun mukaan ei selvää suuntaa."),
}
_DIRECTIONS_OF_GAP = _DIRECTIONS | {
    "up": N_("Levenevä viiden viime luvun mukaan."),
    "down": N_("Kapeneva viiden viime luvun mukaan."),
}
_NEEDED = {
    "share": {
        "up": N_("Tavoitteeseen pääsee, kun luku nousee vielä {amount} vuodessa."),
        "down": N_("Tavoitteeseen pääsee, kun luku laskee vielä {amount} vuodessa."),
    },
    "count": {
        "up": N_("Tavoitteeseen pääsee, kun lisäystä tulee vielä {amount} vuodessa."),
        "down": N_("Tavoitteeseen pääsee, kun vähennystä tulee vielä {amount} vuodessa."),
    },
    "gap": {
        "up": N_("Tavoitteeseen pääsee, kun ero levenee vielä {amount} vuodessa."),
        "down": N_("Tavoitteeseen pääsee, kun ero kapenee vielä {amount} vuodessa."),
    },
}
_SIDES_OF_GAP = {
    "own": N_("Eroa muutti oma luku."),
    "other": N_("Eroa muutti koko maan luku."),
    "both": N_("Eroa muuttivat sekä oma että koko maan luku."),
}
_NEVER_JUDGED = {
    why.BREAK, why.GAP, why.STALE, why.ENDED, why.HIDDEN, why.HIDDEN_BASELINE, why.NOBODY, why.NO_PATH, why.A_COUNT,
    why.NO_FIGURE,
}  # fmt: skip
_NOT_JUDGED = {
    why.FEW: N_("Luvun takana on niin vähän ihmisiä tai tapauksia, ettei muutosta erota sattumasta."),
    why.NO_MORE: N_("Ennen määräaikaa ei saada enää yhtään lukua."),
    why.NO_RHYTHM: N_("Ei tiedetä: mittarin väliä ei ole kirjattu taulukkoon Mittarit."),
}


def level(here: Situation, one: Followed) -> str:
    """The newest figure beside similar municipalities; why not, where nothing is said."""
    _, found, numbers = here.texts, one.level, Numbers(here, one)
    if one.measured is None or one.latest is None or not one.latest.is_shown:
        return ""
    if found.side:
        ends = {name: numbers.bare(getattr(found, name)) for name in ("median", "low", "high")}
        told = _(_LEVELS[found.side], **ends)
        return f"{told} {_('Läheisiä vastineita on vähän.')}" if found.thin else told
    if numbers.is_gap and one.measured.declared:
        return _("Ero on jo vertailu, joten sitä ei verrata muiden kuntien eroihin.")
    if one.measured.own:
        return _("Muista kunnista ei ole vastaavaa lukua.")
    return _(_NO_LEVEL.get(found.reason, N_("Samankaltaisiin kuntiin ei voi verrata.")))


def change(here: Situation, one: Followed) -> str:
    """The newest figure against the baseline; empty where there are not two figures to compare."""
    found, numbers = one.change, Numbers(here, one)
    if found.years is None or math.isnan(found.amount) or one.baseline is None or one.latest is None:
        return ""
    _ = here.texts
    both = f"{numbers.bare(one.baseline.value)}{ARROW}{numbers.bare(one.latest.value)}"
    tail = f" ({both}, {wording.span_of(*found.years)})."
    if found.word == statements.NO_CLEAR_CHANGE:
        told = _("Ei selvää muutosta lähtötasosta") + tail
    elif found.word == statements.UNCHANGED:
        told = _("Sama kuin lähtötaso") + tail
    elif found.word is None:
        told = _("Muutos lähtötasosta on {amount}", amount=numbers.amount(found.amount, signed=True)) + tail
        told += " " + _("Muutoksen satunnaisvaihtelua ei tunneta.")
    else:
        told = _(_CHANGES[_kind(numbers)][found.word], amount=numbers.amount(found.amount)) + tail
    side = _SIDES_OF_GAP.get(one.gap.side or "") if one.gap and _same_way(one) else None
    return f"{told} {_(side)}" if side else told


def _kind(numbers: Numbers) -> str:
    return "gap" if numbers.is_gap else "count" if numbers.is_count else "share"


def _same_way(one: Followed) -> bool:
    """Whether the statistics moved as the figure did from the written baseline: if not, no side explains it."""
    if one.baseline_now is None:
        return True
    return (one.latest.value - one.baseline_now) * one.change.amount > 0


def distance(here: Situation, one: Followed) -> str:
    """The newest figure against the path, and what is still needed a year; empty where there is no path to stand by."""
    found, numbers = one.distance, Numbers(here, one)
    if found.side is None:
        return ""
    _ = here.texts
    if found.side != statements.AROUND and not numbers.is_seen(found.amount):
        told = _("Hyvin lähellä polkua: polulla pitäisi olla {level}.", level=numbers.bare(found.level))
    else:
        messages = _LIMITS if one.goal.target_type == "threshold" else _SIDES
        fields = {"amount": numbers.amount(found.amount), "level": numbers.bare(found.level)}
        told = _(messages[found.side], **fields)
    return f"{told} {needed}" if (needed := _needed(here, one)) else told


def _needed(here: Situation, one: Followed) -> str:
    yearly = one.distance.yearly
    if math.isnan(yearly) or one.status == ACHIEVED or one.goal.target_type == "threshold" or has_passed(here, one):
        return ""
    if (yearly > 0) != (one.wanted == UP) or abs(yearly) < 1e-9:
        return ""
    numbers = Numbers(here, one)
    return here.texts(_NEEDED[_kind(numbers)][one.wanted], amount=numbers.amount(yearly))


def chance(here: Situation, one: Followed) -> str:
    """How likely the target is if the direction goes on, in three words; why not, where that is of use."""
    if one.likelihood:
        return here.texts(_CHANCES[one.likelihood])
    told = _NO_CHANCE.get(one.no_likelihood)
    return here.texts(told) if told else ""


def direction(here: Situation, one: Followed) -> str:
    """The direction over the last five figures, where leaving out any one of them turns nothing."""
    directions = _DIRECTIONS_OF_GAP if Numbers(here, one).is_gap else _DIRECTIONS
    return here.texts(directions[one.trend]) if one.trend in directions else ""


def first_judged(here: Situation, one: Followed) -> str:
    """The first year whose figure can tell the change from chance, and when it has come; nothing of a goal whose figure
    cannot be judged, whatever comes, and of a limit, from which no change is sought."""
    _, found, numbers = here.texts, one.first_judged, Numbers(here, one)
    if one.reason in _NEVER_JUDGED or (one.goal.target_type == "threshold" and one.is_judged):
        return ""
    if found.year is not None and one.latest is not None and one.latest.year >= found.year:
        come = one.is_judged and not one.final
        return _("Vuoden {year} luvulla, joka on jo saatu.", year=found.year) if come else ""
    if found.year is not None and found.published is not None:
        return _(
            "Vuoden {year} luvulla, käytettävissä {day} alkaen.",
            year=found.year,
            day=words.day(here, found.published),
        )
    if found.reason == why.UNDETECTABLE:
        return _(
            "Haettu muutos on pienempi kuin pienin, jonka erottaa sattumasta ({smallest}).",
            smallest=numbers.amount(found.smallest),
        )
    told = _NOT_JUDGED.get(found.reason)
    return _(told) if told else ""
