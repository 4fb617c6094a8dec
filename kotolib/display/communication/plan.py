"""The communication plan: process, implementation and monitoring for four audiences, no cell of it empty (checklist 7).

Where the workbook says nothing, a proposal stands, and says that it is one.
"""

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Cell, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.display.wording import capital
from kotolib.errors import N_
from kotolib.programme import sheets
from kotolib.programme.records import Telling
from kotolib.situation import Situation

PROPOSALS = {
    ("process", "residents"): N_("Ohjelmaa tehdään, ja siihen voi vaikuttaa. Verkkosivuilla, kun kuuleminen alkaa."),
    ("process", "stakeholders"): N_("Kutsu yhteistyöryhmään ja lausunnolle. Sähköpostilla, kun valmistelu alkaa."),
    ("process", "target_group"): N_(
        "Miten oman näkemyksensä voi kertoa. Omilla kielillä yhdistysten ja neuvonnan kautta, ennen kuulemista."
    ),
    ("process", "decision_makers"): N_("Aikataulu ja tilannekuva. Kokouksessa, ennen kuin tavoitteista sovitaan."),
    ("execution", "residents"): N_("Mitä ohjelma muuttaa arjessa. Verkkosivuilla, kun ohjelma on hyväksytty."),
    ("execution", "stakeholders"): N_("Miten toimenpiteisiin pääsee mukaan. Tapaamisessa, kun ohjelma on hyväksytty."),
    ("execution", "target_group"): N_(
        "Uudet palvelut ja neuvonnan ajat. Omilla kielillä neuvonnan kautta, kun palvelu alkaa."
    ),
    ("execution", "decision_makers"): N_(
        "Toimenpiteet, vastuut ja kustannukset. Kokouksessa, kun talousarviota valmistellaan."
    ),
    ("monitoring", "residents"): N_("Mitä on saavutettu. Verkkosivuilla kerran vuodessa."),
    ("monitoring", "stakeholders"): N_("Seurannan tulokset ja jatko. Yhteistyöryhmän kokouksessa kerran vuodessa."),
    ("monitoring", "target_group"): N_(
        "Mitä kuulluille asioille on tehty. Omilla kielillä tilaisuudessa kerran vuodessa."
    ),
    ("monitoring", "decision_makers"): N_(
        "Tavoitteiden tilanne ja tarvittavat päätökset. Vuosiraportissa kerran vuodessa."
    ),
}
"""Subject and audience → what is proposed: the message, the channel and the time."""


def communication_plan(here: Situation) -> Table:
    """A row for each audience, a column for each subject: what is told, who tells it, when and where.

    Examples
    --------
    >>> import kotolib as koto
    >>> communication_plan(koto.begin("766", as_of="2026-11-24")).rows[0][1].text[:28]
    'Ehdotus: Ohjelmaa tehdään, j'
    """
    _ = here.texts
    subjects, audiences = sheets.choices("subject", here.language), sheets.choices("audience", here.language)
    rows = tuple(
        (Cell(capital(audience)), *(_cell(here, subject, listed) for subject in subjects))
        for listed, audience in audiences.items()
    )
    return Table(
        key="communication-plan",
        caption=_("Viestintäsuunnitelma: mitä kerrotaan kenellekin"),
        columns=(_("Yleisö"), *map(capital, subjects.values())),
        rows=rows,
        language=here.language,
        notes=tuple(_notes(here)),
        source=words.source(here, "communication"),
    )


def planned_communication(here: Situation) -> Table | Missing:
    """The same for the programme document: nothing but a sentence where the municipality has planned nothing yet.

    Examples
    --------
    >>> import kotolib as koto
    >>> planned_communication(koto.begin("766", as_of="2026-11-24")).what
    'Viestintää ei ole vielä kirjattu.'
    """
    if not _written(here):
        return words.unwritten(here, here.texts("Viestintää ei ole vielä kirjattu."), "communication")
    return communication_plan(here)


def _cell(here: Situation, subject: str, audience: str) -> Cell:
    found = [row for row in _written(here) if (row.subject, row.audience) == (subject, audience)]
    if not found:
        return Cell(here.texts("Ehdotus: {text}", text=here.texts(PROPOSALS[subject, audience])))
    told = " ".join(_told(here, row) for row in found)
    return Cell(told, language=words.other_language(here))


def _told(here: Situation, row: Telling) -> str:
    """The message, and in brackets who, when, where and in which languages."""
    beside = [words.tidy(row.who), words.tidy(row.when), words.tidy(row.channel), ", ".join(row.languages)]
    return f"{words.tidy(row.message).removesuffix('.')} ({'; '.join(filter(None, beside))})."


def _written(here: Situation) -> list[Telling]:
    """Rows that have something to tell."""
    return [row for row in words.programme(here).communication if row.message]


def _notes(here: Situation) -> list[str]:
    told = {(row.subject, row.audience) for row in _written(here)}
    if set(PROPOSALS) <= told:
        return []
    return [here.texts("Ehdotus on yleinen. Kunta päättää viestistä, kanavasta ja ajasta ja kirjaa ne työkirjaan.")]


def plan_in_short(here: Situation) -> Paragraph:
    """How many of the twelve cells the municipality has filled in itself."""
    done = len(set(PROPOSALS) & {(row.subject, row.audience) for row in _written(here)})
    text = here.texts("Kunta on suunnitellut {done} viestiä {all} tarvittavasta.", done=done, all=len(PROPOSALS))
    return Paragraph((Sentence(text),))
