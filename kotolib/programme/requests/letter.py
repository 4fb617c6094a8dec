"""The letter of a request: what is asked, by which classes and years, smallest cell, purpose and where to return."""

import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta

from kotolib import areas
from kotolib.areas.area import Area
from kotolib.disclosure import Rule
from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.language.dates import day
from kotolib.programme.records import Programme
from kotolib.programme.requests import addressees
from kotolib.programme.requests.forms import Form
from kotolib.programme.sheets import LANGUAGES

DAYS_TO_ANSWER = 28
_WIDTH = 96


@dataclass(frozen=True)
class Request:
    """What is asked, of what area, of which years, on which day and in which language."""

    form: Form
    area: Area
    years: tuple[int, int]
    on: date
    texts: Texts
    rule: Rule = field(default_factory=Rule)
    programme: Programme = field(default_factory=Programme)

    @property
    def language(self) -> str:
        """Of the letter: `fi` or `sv`."""
        return self.texts.language

    @property
    def period(self) -> str:
        """``2021–2025``."""
        first, last = self.years
        return f"{first}–{last}" if first < last else str(first)


@dataclass(frozen=True)
class Part:
    """A heading, and below it paragraphs or a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A letter, part by part."""

    title: str
    place_and_day: str
    addressees: tuple[str, ...]
    parts: tuple[Part, ...]
    signature: tuple[str, ...]


def letter(request: Request, template: str) -> Letter:
    """The letter of a request; `template` is the name of the answer template's file."""
    _, form = request.texts, request.form
    return Letter(
        title=_(N_("Tietopyyntö: {name}"), name=form.name_in(request.language)),
        place_and_day=f"{request.area.name_in(request.language)}, {day(request.on, request.language)}",
        addressees=tuple(_capital(name) for name in addressees.names(form.to, request.area, request.language)),
        parts=(
            _what(request),
            _classes(request),
            _small(request),
            Part(_(N_("Käyttötarkoitus")), (_purpose(request),)),
            _return(request, template),
        ),
        signature=_signature(request),
    )


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _what(request: Request) -> Part:
    _, place = request.texts, LANGUAGES.index(request.language)
    asked = _(N_("Pyydämme seuraavat luvut: {what}."), what=request.form.what[place])
    return Part(_(N_("Mitä pyydämme")), (asked, _(N_("Emme pyydä tietoja yksittäisistä henkilöistä."))))


def _classes(request: Request) -> Part:
    _, form, place = request.texts, request.form, LANGUAGES.index(request.language)
    where = [f"{areas.get(code).name_in(request.language)} ({code})" for code in request.area.members]
    items = [
        f"{_(N_('Kunta'))}: {', '.join(where)}",
        f"{_(N_('Vuosi'))}: {request.period}",
        *(f"{each.name[place]}: {_values(each, place, _)}" for each in form.classes.values()),
        f"{_(N_('Luvut'))}: {'; '.join(each.name[place] for each in form.figures.values())}",
    ]
    return Part(_(N_("Luokat ja vuodet")), items=tuple(items))


def _values(each, place: int, _: Texts) -> str:
    return "; ".join(pair[place] for pair in each.values.values()) or _(N_("vastaajan luettelon mukaan"))


def _small(request: Request) -> Part:
    _ = request.texts
    return Part(
        _(N_("Pienet luvut")),
        (
            _(
                N_(
                    "Pienin luku, jonka tarvitsemme, on {threshold}. Jos luku on 1–{most} tai ette saa luovuttaa sitä, "
                    "merkitkää soluun kolme pistettä (…). Merkitkää nolla vain, kun luku todella on nolla. Jos tietoa "
                    "ei ole, jättäkää solu tyhjäksi."
                ),
                threshold=request.rule.threshold,
                most=request.rule.threshold - 1,
            ),
        ),
    )


def _purpose(request: Request) -> str:
    _ = request.texts
    if request.area.aland:
        return _(
            N_(
                "Luvuilla suunnitellaan ja seurataan kotoutumisen edistämistä (Ahvenanmaan maakuntalaki, ÅFS 2012:74, "
                "26 §). Alle {threshold} henkilön lukuja ei julkaista."
            ),
            threshold=request.rule.threshold,
        )
    return _(
        N_(
            "Luvuilla suunnitellaan ja seurataan kotoutumisen edistämistä (laki kotoutumisen edistämisestä 681/2023, "
            "5 luku). Alle {threshold} henkilön lukuja ei julkaista."
        ),
        threshold=request.rule.threshold,
    )


def _return(request: Request, template: str) -> Part:
    _ = request.texts
    by = day(request.on + timedelta(days=DAYS_TO_ANSWER), request.language)
    said = [_(N_("Täyttäkää oheinen Excel-pohja {file}. Toivomme vastausta viimeistään {day}."), file=template, day=by)]
    contact = _coordinator(request.programme)[1]
    if contact:
        said.append(_(N_("Palauttakaa pohja vastaamalla tähän viestiin tai osoitteeseen {contact}."), contact=contact))
    else:
        said.append(_(N_("Palauttakaa pohja vastaamalla tähän viestiin.")))
    said.append(_(N_("Jos luvuista peritään maksu, lähettäkää ensin hinta-arvio.")))
    return Part(_(N_("Palautus")), tuple(said))


def _coordinator(programme: Programme) -> tuple[str, str]:
    """The body that coordinates and its contact, as the workbook has them."""
    row = next((row for row in programme.responsibilities if row.role == "coordinator"), None)
    return (row.body or "", row.contact or "") if row else ("", "")


def _signature(request: Request) -> tuple[str, ...]:
    body = _coordinator(request.programme)[0]
    return tuple(line for line in (body, request.area.name_in(request.language)) if line)


def as_text(written: Letter) -> str:
    """The letter as plain text, lines of at most 96 signs."""
    lines = [written.title, written.place_and_day, "", *written.addressees, ""]
    for part in written.parts:
        lines += [part.heading.upper(), *(line for text in part.paragraphs for line in _broken(text, ""))]
        lines += [line for item in part.items for line in _broken(item, "- ")]
        lines.append("")
    return "\n".join([*lines, *written.signature]) + "\n"


def _broken(text: str, mark: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
