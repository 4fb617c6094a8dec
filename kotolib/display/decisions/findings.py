"""What was heard, beside what statistics say and which goal answers; quotes only what may be quoted.

A verdict is shown only once a person has confirmed it. Words that may not be quoted are left out, their finding's id,
kind and theme are not: what was heard and is not answered must be seen.
"""

from collections.abc import Iterable
from dataclasses import replace

from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.programme import findings, sheets
from kotolib.programme.findings import Published
from kotolib.programme.records import Finding, Service
from kotolib.situation import Situation

HARD, GOOD = ("challenge",), ("opportunity", "success")
_NOT_QUOTED = N_("{id} (sanoja ei lainata)")
_NONE = {
    "need": N_("Tarpeita ei ole vielä kirjattu."),
    "challenge": N_("Haasteita ja mahdollisuuksia ei ole vielä kirjattu."),
    "missing_service": N_("Puuttuvia palveluja ei ole vielä kirjattu."),
}


def named(here: Situation, one: Finding) -> str:
    """``H1 Töitä on vaikea löytää.``, or its id where its words may not be quoted."""
    text = words.tidy(one.text) if one.quote else ""
    return f"{one.id} {text}" if text else here.texts(_NOT_QUOTED, id=one.id)


def answering(here: Situation, finding: str) -> str:
    """Ids of the goals that answer a finding."""
    found = [goal.id for goal in words.programme(here).goals if finding in goal.findings]
    return ", ".join(found) or here.texts("ei vielä mikään")


def _of(here: Situation, *kinds: str) -> list[Finding]:
    return [one for one in words.programme(here).findings if one.kind in kinds]


def needs(here: Situation) -> Table | Missing:
    """What people who have moved to the country need, as it was heard (checklist 3.4)."""
    _, found = here.texts, _of(here, "need")
    if not found:
        return words.unwritten(here, _(_NONE["need"]), "findings")
    return _listed(here, "needs", _("Tarpeet, joita kuulemisissa ja palveluissa on tullut esiin"), found)


def _listed(here: Situation, key: str, caption: str, found: list[Finding]) -> Table:
    _ = here.texts
    columns = [
        (_("Havainto"), words.theirs(here, [named(here, one) for one in found])),
        (_("Teema"), [words.choice(here, "theme", one.theme) for one in found]),
        (_("Kuka kertoi"), [words.choice(here, "finding_source", one.source) for one in found]),
        (_("Ketä koskee"), [words.choice(here, "population", one.population) for one in found]),
        (_("Mikä tavoite vastaa"), [answering(here, one.id) for one in found]),
    ]
    return words.table(here, key, caption, columns, "findings")


def challenges_and_opportunities(here: Situation) -> Table | Missing:
    """Challenges and opportunities side by side, by theme (checklist 3.8 and 4.2)."""
    _, found = here.texts, _of(here, *HARD, *GOOD)
    if not found:
        return words.unwritten(here, _(_NONE["challenge"]), "findings")
    themes = [one for one in (*sheets.choices("theme", "fi"), None) if any(f.theme == one for f in found)]
    columns = [
        (_("Teema"), [words.choice(here, "theme", one) or _("ei teemaa") for one in themes]),
        (_("Haasteet"), words.theirs(here, [_beside(here, found, one, HARD) for one in themes])),
        (_("Mahdollisuudet ja onnistumiset"), words.theirs(here, [_beside(here, found, one, GOOD) for one in themes])),
    ]
    caption = _("Haasteet ja mahdollisuudet rinnakkain teemoittain")
    return words.table(here, "challenges-and-opportunities", caption, columns, "findings")


def _beside(here: Situation, found: Iterable[Finding], theme: str | None, kinds: tuple[str, ...]) -> str:
    told = [_closed(named(here, one)) for one in found if one.theme == theme and one.kind in kinds]
    return " ".join(told)


def _closed(text: str) -> str:
    """With a full stop, so that the next one begins clearly."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def missing_services(here: Situation) -> Table | Missing:
    """Services that were said to be missing, and what is missing from those that there are (checklist 3.9)."""
    _ = here.texts
    heard = _of(here, "missing_service")
    lacking = [one for one in words.programme(here).services if one.gap]
    if not heard and not lacking:
        return words.unwritten(here, _(_NONE["missing_service"]), "findings")
    rows = [_heard_to_lack(here, one) for one in heard] + [_lacking(here, one) for one in lacking]
    headings = (_("Mitä puuttuu"), _("Palvelu"), _("Ketä koskee"), _("Kuka kertoi"), _("Mikä tavoite vastaa"))
    columns = list(zip(headings, zip(*rows, strict=True), strict=True))
    sheets_read = [one for one, has in (("findings", heard), ("services", lacking)) if has]
    return words.table(here, "missing-services", _("Puuttuvat palvelut ja palvelujen puutteet"), columns, *sheets_read)


def _heard_to_lack(here: Situation, one: Finding) -> tuple[str, ...]:
    whose, told_by = (
        words.choice(here, "population", one.population),
        words.choice(here, "finding_source", one.source),
    )
    return named(here, one), "", whose, told_by, answering(here, one.id)


def _lacking(here: Situation, one: Service) -> tuple[str, ...]:
    goals = ", ".join(one.goals) or here.texts("ei vielä mikään")
    whose = words.choices(here, "served", one.served)
    return f"{one.id} {words.tidy(one.gap)}", words.tidy(one.name), whose, "", goals


# --- what statistics say


def what_statistics_say(here: Situation) -> Table | Missing:
    """The findings that a person has held against statistics: verdict, figures, what they cannot see, and why."""
    _, programme = here.texts, words.programme(here)
    found = findings.published(here, programme)
    if not found:
        return words.unwritten(here, _("Havaintoja ei ole vielä vahvistetusti verrattu tilastoihin."), "findings")
    waiting = len(findings.unconfirmed(here, programme))
    silent = [one for one in found if not (one.evidence or one.reason) and one.verdict == findings.TELLS_NOTHING]
    if len(silent) < len(found):
        found = tuple(one for one in found if one not in silent)
    else:
        silent = []
    columns = [
        (_("Havainto"), words.theirs(here, [named(here, _finding(here, one)) for one in found])),
        (_("Mitä tilastot kertovat"), [words.choice(here, "verdict", one.verdict) for one in found]),
        (_("Luvut"), [_figures(here, one) for one in found]),
        (_("Mitä luvut eivät näe"), [_blind(here, one) for one in found]),
        (_("Perustelu"), words.theirs(here, [words.tidy(one.reason) for one in found])),
    ]
    caption = _("Havainnot ja tilastot rinnakkain")
    if waiting:
        caption = _.plural(
            "Havainnot ja tilastot rinnakkain. Yksi vertailu odottaa vahvistusta.",
            "Havainnot ja tilastot rinnakkain. {count} vertailua odottaa vahvistusta.",
            waiting, count=waiting,
        )  # fmt: skip
    table = words.table(here, "what-statistics-say", caption, columns, "findings")
    return replace(table, notes=(*table.notes, _silent(here, silent))) if silent else table


def _silent(here: Situation, found: list[Published]) -> str:
    """The findings of which nothing more than that is to be told, in one sentence."""
    named = here.texts.listing([_finding(here, one).id for one in found])
    return here.texts.plural(
        "Tilastot eivät kerro havainnosta {findings}.", "Tilastot eivät kerro havainnoista {findings}.",
        len(found), findings=named,
    )  # fmt: skip


def _finding(here: Situation, one: Published) -> Finding:
    return next(finding for finding in words.programme(here).findings if finding.id == one.id)


def _figures(here: Situation, one: Published) -> str:
    _ = here.texts
    told = [text for each in one.evidence for text in (findings.figure(each, _), findings.because(each, _)) if text]
    return " ".join(told) or _("ei lukua")


def _blind(here: Situation, one: Published) -> str:
    told = [line.tell(here.texts.plain) for each in one.evidence for line in each.blind]
    return " ".join(dict.fromkeys(told))


# --- what is answered


def unanswered(here: Situation) -> Table | Paragraph | Missing:
    """What was heard and no goal answers (checklist 4.4); a success needs no answer."""
    _, programme = here.texts, words.programme(here)
    if not programme.findings:
        return words.unwritten(here, _("Havaintoja ei ole vielä kirjattu."), "findings")
    found = findings.heard_not_answered(programme)
    if not found:
        return Paragraph((Sentence(_("Jokaiseen havaintoon vastaa ainakin yksi tavoite.")),))
    columns = [
        (_("Havainto"), words.theirs(here, [named(here, one) for one in found])),
        (_("Laji"), [words.choice(here, "finding", one.kind) for one in found]),
        (_("Teema"), [words.choice(here, "theme", one.theme) for one in found]),
        (_("Kuuleminen"), words.theirs(here, [_hearing(here, one) for one in found])),
    ]
    caption = _.plural(
        "Kuultu, mutta ei vastattu: yksi havainto", "Kuultu, mutta ei vastattu: {count} havaintoa",
        len(found), count=len(found),
    )  # fmt: skip
    return words.table(here, "unanswered", caption, columns, "findings")


def _hearing(here: Situation, one: Finding) -> str:
    found = next((each for each in words.programme(here).hearings if each.id == one.hearing), None)
    return " ".join(filter(None, (found.id, words.tidy(found.name)))) if found else ""


def heard_to_goals(here: Situation) -> Table | Missing:
    """Which goal answers what was heard where: each way from hearing through finding to goal (checklist 4.4)."""
    _, programme = here.texts, words.programme(here)
    chains = list(findings.chains(programme))
    if not chains:
        return words.unwritten(here, _("Tavoitteita ei ole vielä yhdistetty havaintoihin."), "goals")
    heard = {one.id: one for one in programme.findings}
    goals = {one.id: one for one in programme.goals}
    columns = [
        (_("Havainto"), words.theirs(here, [named(here, heard[finding]) for _hearing_id, finding, _goal in chains])),
        (
            _("Kuuleminen"),
            words.theirs(here, [_hearing(here, heard[finding]) for _hearing_id, finding, _goal in chains]),
        ),
        (
            _("Tavoite"),
            words.theirs(
                here, [f"{goal} {words.tidy(goals[goal].text)}".strip() for _hearing_id, _finding_id, goal in chains]
            ),
        ),
    ]
    return words.table(here, "heard-to-goals", _("Kuultu ja siihen vastaava tavoite"), columns, "findings", "goals")


def goals_without_hearing(here: Situation) -> Paragraph | Missing:
    """The goals that answer nothing that was heard, by name."""
    _, programme = here.texts, words.programme(here)
    if not programme.goals:
        return words.unwritten(here, _("Tavoitteita ei ole vielä kirjattu."), "goals")
    found = findings.goals_that_answer_no_one(programme)
    if not found:
        return Paragraph((Sentence(_("Jokainen tavoite vastaa ainakin yhteen havaintoon.")),))
    names = _.listing([one.id for one in found])
    text = _.plural(
        "Tavoite {names} ei vastaa mihinkään kuultuun.", "Tavoitteet {names} eivät vastaa mihinkään kuultuun.",
        len(found), names=names,
    )  # fmt: skip
    return Paragraph((Sentence(wording.capital(text)),))
