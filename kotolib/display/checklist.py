"""The checklist on a working page: a figure for those who steer, what to do next, every item, where evidence is.

Knows states, which :mod:`kotolib.programme.checklist` computes; decides none.
"""

from kotolib.display import wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Points, Sentence, escaped
from kotolib.errors import N_
from kotolib.language import dates
from kotolib.programme import checklist as engine
from kotolib.programme.checklist import DONE, MUST, NOT_APPLICABLE, Checklist, State, telling
from kotolib.programme.checklist.declaration import in_language
from kotolib.situation import Situation

STEPS = ("1", "2", "3", "4", "5", "6", "7")
DOCUMENT = "5"
_BESIDE = ("U", "P")
_FIRST_ACTS = 7
_MOST_EVIDENCE = N_("{item} {name}: {places}.")


def checklist_board(here: Situation) -> Figure:
    """The seven steps and the ten elements of the document, a box for each item.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.checklist_board(koto.begin("766", as_of="2026-11-24")).title
    'Tarkistuslistan 42 kohdasta 1 on valmis; eniten puuttuu vaiheesta 5 Ohjelma-asiakirja'
    """
    found = engine.of_area(here)
    return Figure(
        key="checklist",
        drawing="checklist",
        data=_data(here, found),
        title=_title(here, found),
        subtitle=here.texts(
            "Ohjelman valmistelu, {area}, {day}. Tila lasketaan työkirjan ja tilannekuvan sisällöstä.",
            area=wording.named(here, here.area), day=dates.day(here.as_of, here.language),
        ),
        alt=_alt(here, found),
        source=here.texts("Lähde: kunnan työkirja ja tilannekuva."),
        table=_steps_table(here, found),
        language=here.language,
        notes=() if found.has_workbook else (here.texts("Työkirjaa ei ole vielä tehty tai sitä ei voitu lukea."),),
    )  # fmt: skip


def _listed(found: Checklist) -> list[State]:
    """The items of the seven steps."""
    return [one for step in STEPS for one in found.of_step(step)]


def _title(here: Situation, found: Checklist) -> str:
    _, listed = here.texts, _listed(found)
    done = sum(one.state == DONE for one in listed)
    open_ = {step: _open(found.of_step(step)) for step in STEPS}
    words = {"all": len(listed), "done": done}
    told = _.plural(
        "Tarkistuslistan {all} kohdasta {done} on valmis",
        "Tarkistuslistan {all} kohdasta {done} on valmiina",
        done,
        **words,
    )
    if not any(open_.values()):
        return told
    most = max(STEPS, key=lambda step: open_[step])
    return told + _("; eniten puuttuu vaiheesta {step}", step=_step_name(here, most))


def _open(states: tuple[State, ...]) -> int:
    return sum(one.state not in (DONE, NOT_APPLICABLE) for one in states)


def _step_name(here: Situation, step: str) -> str:
    return f"{step} {in_language(engine.steps()[step], here.language)}"


def _alt(here: Situation, found: Checklist) -> str:
    _ = here.texts
    counts = {state: sum(one.state == state for one in _listed(found)) for state in engine.STATES}
    told = ", ".join(f"{_(telling.STATES[state])} {count}" for state, count in counts.items())
    musts = ", ".join(one.item.id for one in found.missing_musts)
    tail = " " + _("Välttämättömistä kohdista puuttuu: {items}.", items=musts) if musts else ""
    return (
        _("Ruudukko: tarkistuslistan kohtien tilat vaiheittain. {counts}.", counts=told[:1].upper() + told[1:]) + tail
    )


def _data(here: Situation, found: Checklist) -> dict:
    _ = here.texts
    return {
        "language": here.language,
        "key": [[state, _(telling.STATES[state])] for state in engine.STATES],
        "headings": {
            "steps": _("Seitsemän vaihetta"),
            "step": _("Vaihe"),
            "items": _("Kohdat"),
            "count": _("Valmiina"),
            "elements": _("Asiakirjan kymmenen osaa"),
            "element": _("Osa"),
            "state": _("Tila"),
        },
        "steps": [
            {
                "name": _step_name(here, step),
                "note": _note(here, found.of_step(step)),
                "boxes": [one.state for one in found.of_step(step)],
                "count": _count(found.of_step(step)),
            }
            for step in STEPS
        ],
        "elements": [
            {"name": _short(here, one), "state": one.state, "word": _(telling.STATES[one.state])}
            for one in found.of_step(DOCUMENT)
        ],
    }


def _short(here: Situation, one: State) -> str:
    return f"{one.item.id} {one.item.told('short', here.language)}"


def _first_open(states: tuple[State, ...]) -> State | None:
    """The item to do next: what must be there first."""
    waiting = [one for one in states if one.act]
    return min(waiting, key=lambda one: (one.strength != MUST, one.state != engine.MISSING), default=None)


def _note(here: Situation, states: tuple[State, ...]) -> str:
    first = _first_open(states)
    return here.texts("seuraavaksi {item}", item=_short(here, first)) if first else here.texts("kaikki valmiina")


def _count(states: tuple[State, ...]) -> str:
    """Done of those that are needed: 4/5."""
    needed = [one for one in states if one.state != NOT_APPLICABLE]
    return f"{sum(one.state == DONE for one in needed)}/{len(needed)}"


def _steps_table(here: Situation, found: Checklist) -> Table:
    _ = here.texts
    rows = []
    for step in (*STEPS, *_BESIDE):
        states = found.of_step(step)
        counts = [sum(one.state == state for one in states) for state in engine.STATES]
        first = _first_open(states)
        cells = [Cell(_.number(count), float(count)) for count in counts]
        rows.append((Cell(_step_name(here, step)), *cells, Cell(first.act if first else _("kaikki valmiina"))))
    return Table(
        key="checklist-steps",
        caption=_("Tarkistuslistan kohdat tilan mukaan, {area}", area=wording.named(here, here.area)),
        columns=(
            _("Vaihe"),
            *(wording.capital(_(telling.STATES[state])) for state in engine.STATES),
            _("Seuraava teko"),
        ),
        rows=tuple(rows),
        language=here.language,
    )


def checklist_next(here: Situation) -> Paragraph:
    """What to do next, the most pressing first: what must be there before what should, what is missing before the rest.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.checklist_next(koto.begin("766", as_of="2026-11-24")).points[0][0].text
    '1.1 Nimeä taho, joka koordinoi valmistelua.'
    """
    _, found = here.texts, engine.of_area(here)
    acts = found.next_acts
    if not acts:
        return Paragraph((Sentence(_("Tarkistuslistan kaikki kohdat ovat valmiina.")),))
    missing = len(found.missing_musts)
    opening = (
        _("Välttämättömistä kohdista puuttuu {count}. Aloittakaa näistä:", count=missing)
        if missing
        else _("Välttämättömistä kohdista ei puutu yhtään. Seuraavaksi voi täydentää näitä:")
    )
    # Several items may ask for the same: it is said once.
    first = {one.act: one for one in reversed(acts)}
    points = tuple((Sentence(f"{one.item.id} {one.act}"),) for one in acts if first[one.act] is one)[:_FIRST_ACTS]
    return Points((Sentence(opening), *(point[0] for point in points)), points)


def checklist_items(here: Situation) -> Table:
    """Every item: what is asked, how strongly, its state, and what to do next."""
    _, found = here.texts, engine.of_area(here)
    return Table(
        key="checklist-items",
        caption=_("Tarkistuslistan kaikki kohdat, {area}", area=wording.named(here, here.area)),
        columns=(_("Kohta"), _("Velvoittavuus"), _("Tila"), _("Mitä seuraavaksi")),
        rows=tuple(_item_row(here, found, one) for one in found.states),
        language=here.language,
        source=here.texts("Lähde: kunnan työkirja ja tilannekuva."),
    )


def _item_row(here: Situation, found: Checklist, one: State) -> tuple[Cell, ...]:
    _ = here.texts
    return (
        Cell(f"{one.item.id} {one.item.asked(here.language, found.aland)}"),
        Cell(_(telling.STRENGTHS[one.strength])),
        Cell(_(telling.STATES[one.state])),
        Cell(one.act or one.reason or _("ei mitään")),
    )


class Places(Points):
    """A list of places, some of which are pages of ours: those are links."""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        lines = [escaped(self.sentences[0].text), "", *(f"- {linked(point[0].text)}" for point in self.points)]
        return {"text/markdown": "\n".join(lines) if self.points else lines[0], "text/plain": self.text}


def linked(text: str) -> str:
    """Text in which an address of a page of ours is a link."""
    words = []
    for word in text.split(" "):
        page = word.rstrip(".;,")
        is_page = ".html" in page and "/" not in page
        words.append(f"[{escaped(page)}]({page}){word[len(page) :]}" if is_page else escaped(word))
    return " ".join(words)


def checklist_evidence(here: Situation) -> Places:
    """Where the evidence of each item stands: a page of the situational picture, cells of the workbook."""
    _, found = here.texts, engine.of_area(here)
    having = [one for one in found.states if one.evidence]
    opening = _("Tila perustuu näihin työkirjan soluihin ja sivuihin:") if having else _("Todisteita ei ole vielä.")
    points = tuple(
        (
            Sentence(
                _(
                    _MOST_EVIDENCE,
                    item=one.item.id,
                    name=one.item.told("short", here.language),
                    places=telling.places(one, _),
                )
            ),
        )
        for one in having
    )
    return Places((Sentence(opening), *(point[0] for point in points)), points)
