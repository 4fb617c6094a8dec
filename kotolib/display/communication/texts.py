"""Texts ready to be sent: a notice, a short post and a text for stakeholders, from the workbook and the figures.

Knows what each must hold and how long it may be; not how it is sent.
"""

from kotolib import comparison
from kotolib.display import sentences, wording
from kotolib.display.decisions import words
from kotolib.display.outputs import Several
from kotolib.display.prose import Heading, Paragraph, Sentence
from kotolib.errors import N_
from kotolib.indicators.answering import is_unshown
from kotolib.language.numbers import WORD_JOINER
from kotolib.programme import agenda
from kotolib.programme.agenda import Day
from kotolib.situation import Situation

LONGEST_POST = 280
NAMES = {
    "notice": N_("Tiedote"),
    "short_post": N_("Lyhyt julkaisu"),
    "for_stakeholders": N_("Viesti sidosryhmille"),
}
"""The texts by the names of their files, as they are headed."""

_COMING = 3
_KINDS = {
    agenda.MEETING: N_("kokous"),
    agenda.DECISION: N_("päätös"),
    agenda.STATEMENT: N_("lausunto"),
    agenda.HEARING: N_("kuuleminen"),
    agenda.REPORT: N_("raportti"),
}


def texts(here: Situation) -> dict[str, str]:
    """The texts by the names of their files, paragraphs apart by an empty line.

    Examples
    --------
    >>> import kotolib as koto
    >>> len(texts(koto.begin("211", as_of="2026-11-24"))["short_post"]) <= LONGEST_POST
    True
    """
    made = {
        "notice": [_state(here), _figure(here), _days(here), _contact(here)],
        "short_post": [_post(here)],
        "for_stakeholders": [_state(here), _themes(here), _days(here), _asked(here), _contact(here)],
    }
    mark = here.texts("Esimerkki – ei kunnan oma ohjelma") if here.area.example else ""
    return {name: "\n\n".join(filter(None, (mark, *parts))).replace(WORD_JOINER, "") for name, parts in made.items()}


def ready_texts(here: Situation) -> Several:
    """The texts under their headings, as they stand in the files beside the page."""
    shown: list[Heading | Paragraph] = []
    for name, text in texts(here).items():
        shown.append(Heading.of(here.texts(NAMES[name])))
        shown += [Paragraph((Sentence(part),)) for part in text.split("\n\n")]
    return Several(shown)


def kind(here: Situation, day: Day) -> str:
    """What kind of event it is: *kuuleminen*."""
    return here.texts(_KINDS[day.kind])


def coming(here: Situation) -> list[Day]:
    """The events that are not over on the page's day."""
    return [day for day in agenda.days(words.programme(here)) if day.last >= here.as_of]


def _state(here: Situation) -> str:
    _, basics = here.texts, words.programme(here).basics
    fields = {"whose": here.area.genitive(here.language)}
    if basics.state == "approved":
        return _("{whose} kotoutumisen edistämisen ohjelma on hyväksytty.", **fields)
    if basics.state == "comments":
        return _("{whose} kotoutumisen edistämisen ohjelma on lausunnoilla.", **fields)
    return _("{whose} kotoutumisen edistämisen ohjelmaa valmistellaan.", **fields)


def _figure(here: Situation) -> str:
    v = comparison.values(here, "foreign_language.share")
    return "" if is_unshown(v) or v.is_few(v.latest()) else sentences.level(here, v).text


def _days(here: Situation) -> str:
    _, found = here.texts, coming(here)[:_COMING]
    if not found:
        return ""
    told = [_("{day} {what}", day=words.day(here, one.first), what=kind(here, one)) for one in found]
    return _("Seuraavaksi: {days}.", days=_.listing(told))


def _themes(here: Situation) -> str:
    _, programme = here.texts, words.programme(here)
    named = dict.fromkeys(words.choice(here, "theme", goal.theme) for goal in programme.goals if goal.theme)
    return _("Tavoitteiden teemat ovat {themes}.", themes=_.listing(list(named))) if named else ""


def _asked(here: Situation) -> str:
    return here.texts("Kerro meille, miten organisaatiosi voi osallistua.")


def _contact(here: Situation) -> str:
    found = [one for one in words.programme(here).responsibilities if one.contact]
    one = next(iter(sorted(found, key=lambda row: row.role != "coordinator")), None)
    return here.texts("Lisätietoja: {contact}", contact=words.tidy(one.contact)) if one else ""


def _post(here: Situation) -> str:
    """As many of the parts as the post takes, whole sentences only."""
    post, room = "", LONGEST_POST - (len(here.texts("Esimerkki – ei kunnan oma ohjelma")) + 2) * here.area.example
    for part in (_state(here), _figure(here), _days(here), _contact(here)):
        longer = " ".join(filter(None, (post, part)))
        post = longer if len(longer) <= room else post
    return post or wording.named(here, here.area)
