"""Where goals begin: what the previous programme taught, and the themes that the situational picture brings up."""

from kotolib.display import standing, wording
from kotolib.display.decisions import words
from kotolib.display.outputs import Cell, Several
from kotolib.display.prose import Heading, Paragraph, Points, Sentence
from kotolib.errors import N_
from kotolib.programme import goals, own_counts, sheets
from kotolib.programme.measured import measured
from kotolib.programme.records import Goal, PreviousGoal
from kotolib.programme.verdicts import Case
from kotolib.situation import Situation

_MOST = 2
"""Figures that are told of one theme."""
_LESSONS = N_("Mitä edellisestä ohjelmakaudesta opittiin?")


def lessons(here: Situation) -> Several | None:
    """What became of the previous programme's goals and what was learned; nothing where there was none.

    The heading is a part of it: a programme without a predecessor has no such section.
    """
    _, found = here.texts, words.programme(here).previous
    if not found:
        return None
    columns = [
        (_("Edellisen ohjelman tavoite"), words.theirs(here, [_named(here, one) for one in found])),
        (_("Tavoitetaso"), [_number(here, one, one.target) for one in found]),
        (_("Viimeisin luku"), [_last(here, one) for one in found]),
        (_("Mitä tavoitteelle tapahtuu"), [_fate(here, one) for one in found]),
        (_("Syy"), words.theirs(here, [words.tidy(one.reason) for one in found])),
        (_("Mitä opittiin"), words.theirs(here, [words.tidy(one.lessons) for one in found])),
    ]
    table = words.table(here, "lessons", _("Edellisen ohjelman tavoitteet ja niiden jatko"), columns, "previous")
    return Several((Heading.of(_(_LESSONS), level=2), _counted(here, found), table))


def _named(here: Situation, one: PreviousGoal) -> str:
    return " ".join(filter(None, (one.old_id or one.id, words.tidy(one.text))))


def _number(here: Situation, one: PreviousGoal, value: float | None) -> Cell | str:
    """A number as its indicator's figures are printed."""
    if value is None:
        return ""
    case = Case(here, words.programme(here), Goal(id=one.id, indicator=one.indicator))
    return Cell(case.valued(value), value)


def _last(here: Situation, one: PreviousGoal) -> Cell | str:
    """The last figure with its year; a count of the municipality's own people passes the threshold."""
    if one.last_value is None:
        return ""
    programme = words.programme(here)
    indicator = measured(here, programme, one.indicator)
    if indicator and indicator.own:
        year = one.last_date.year if one.last_date else None
        told = own_counts.number(here, programme, indicator, one.last_value, year)
        if not told.is_shown:
            return words.count(here, told)
    number = _number(here, one, one.last_value)
    return Cell(f"{number.text} ({one.last_date.year})", number.value) if one.last_date else number


def _fate(here: Situation, one: PreviousGoal) -> str:
    """*jatkuu (T1)*: what becomes of it, and the goals in which it goes on."""
    goals_ = ", ".join(one.goals)
    fate = words.choice(here, "fate", one.fate)
    return f"{fate} ({goals_})" if fate and goals_ else fate or goals_


def _counted(here: Situation, found: tuple[PreviousGoal, ...]) -> Paragraph:
    _ = here.texts
    fates = sheets.choices("fate", here.language)
    counts = [f"{label} {count}" for fate, label in fates.items() if (count := sum(one.fate == fate for one in found))]
    told = [_.plural("Edellisessä ohjelmassa oli yksi tavoite.", "Edellisessä ohjelmassa oli {count} tavoitetta.",
                     len(found), count=len(found))]  # fmt: skip
    if counts:
        told.append(_("Mitä niille tapahtui: {counts}.", counts=_.listing(counts)))
    if open_ := sum(one.fate is None for one in found):
        told.append(
            _.plural(
                "Yhden jatkosta ei ole vielä päätetty.", "{count} tavoitteen jatkosta ei ole vielä päätetty.",
                open_, count=open_,
            )
        )  # fmt: skip
    return Paragraph(tuple(map(Sentence, told)))


# --- themes to talk about


def candidate_themes(here: Situation) -> Points:
    """Themes in which the figures give reason to talk (checklist 4.2); whether they become goals is for people to say.

    Parameters
    ----------
    here
        The situation.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.candidate_themes(koto.begin("545", as_of="2026-11-24")).points[0][0].text
    'Vastaanottavuus ja väestösuhteet.'
    """
    _, found = here.texts, goals.candidate_themes(here)
    if not found:
        return Points((Sentence(_(goals.NO_CANDIDATES)),))
    opening = Sentence(
        _(
            "Näissä teemoissa alueen luvut eroavat selvästi samankaltaisista kunnista tai ovat muuttuneet selvästi. "
            "Ne ovat keskustelun aiheita: tavoitteista päättävät ihmiset."
        )
    )
    points = tuple(
        (
            Sentence(wording.capital(words.choice(here, "theme", one.theme)) + "."),
            *(sentence for finding in one.findings[:_MOST] for sentence in standing.point(here, finding)),
        )
        for one in found
    )
    return Points((opening, *(sentence for point in points for sentence in point)), points)
