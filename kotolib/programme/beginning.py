"""What stands in a new workbook before anybody writes: today's bodies, the phases, the fixed rows; knows no cells."""

from collections.abc import Callable

from kotolib import areas
from kotolib.areas.area import Area
from kotolib.programme import sheets
from kotolib.programme.records import (
    Basics,
    Partner,
    Programme,
    Responsibility,
    Row,
    Step,
    Telling,
)

_Say = Callable[[str, str], str]

_NAME = {
    "fi": "{genitive} kotoutumisen edistämisen ohjelma",
    "sv": "Program för främjande av integration {locative}",
}
_COUNCIL = {"kaupunki": ("kaupunginvaltuusto", "stadsfullmäktige"), "kunta": ("kunnanvaltuusto", "kommunfullmäktige")}
_EXECUTIVE = {"kaupunki": ("kaupunginhallitus", "stadsstyrelsen"), "kunta": ("kunnanhallitus", "kommunstyrelsen")}
_COUNCILS = ("jäsenkuntien valtuustot", "medlemskommunernas fullmäktige")
_EXECUTIVES = ("jäsenkuntien hallitukset", "medlemskommunernas styrelser")
_SUPERVISOR = ("Liikenne- ja viestintävirasto Traficom", "Transport- och kommunikationsverket Traficom")
_SMALLEST_COUNT = 5.0

_PHASES = (
    ("phase", "Vastuut sovitaan ja valmistelu käynnistetään", "Ansvar avtalas och beredningen inleds"),
    ("decision", "Päätös ohjelman valmistelusta", "Beslut om att bereda programmet"),
    ("meeting", "Yhteistyöryhmän ensimmäinen kokous", "Samarbetsgruppens första möte"),
    ("phase", "Tilannekuva kootaan", "Lägesbilden sammanställs"),
    ("phase", "Asukkaita ja yhdistyksiä kuullaan", "Invånare och föreningar hörs"),
    ("phase", "Tavoitteet ja toimenpiteet sovitaan", "Mål och åtgärder avtalas"),
    ("phase", "Ohjelmaluonnos kirjoitetaan", "Programutkastet skrivs"),
    ("statement", "Luonnos lausunnoilla", "Utkastet på remiss"),
    ("decision", "Ohjelma hyväksytään", "Programmet godkänns"),
    ("phase", "Ohjelmasta viestitään ja seuranta alkaa", "Programmet kommuniceras och uppföljningen börjar"),
)

_SECTORS_OF_THE_MUNICIPALITY = ("education", "leisure", "vitality", "housing")
_SECTORS_OF_OTHERS = ("association", "school", "company", "residents")


def beginning(area: Area, language: str) -> Programme:
    """What a new workbook of an area holds.

    Parameters
    ----------
    area
        One municipality or several.
    language
        `fi` or `sv`.

    Returns
    -------
    Programme
        Bodies by today's names; nothing that the municipality has to decide.

    Examples
    --------
    >>> [partner.body for partner in beginning(areas.get("Kangasala"), "fi").cooperation if partner.body][:2]
    ['Tampereen seudun työllisyysalue', 'Kela']
    """

    def say(fi: str, sv: str) -> str:
        return (fi, sv)[sheets.LANGUAGES.index(language)]

    return Programme(
        basics=_basics(area, language, say),
        responsibilities=_numbered(Responsibility, "responsibilities", _responsibilities(area, language, say)),
        cooperation=_numbered(Partner, "cooperation", _partners(area, language, say)),
        timetable=_numbered(Step, "timetable", _steps(area, say)),
        communication=_numbered(Telling, "communication", _tellings()),
    )


def bodies(area: Area, kind: str, language: str) -> list[str]:
    """Names of the bodies of a kind (`wellbeing_counties`, `employment_areas`, `development_centres`) of an area.

    An area of several municipalities may have several; Åland has none, and Helsinki no wellbeing services county.
    """
    return [body.name_in(language) for body in getattr(areas, kind)() if set(body.members) & set(area.members)]


def _basics(area: Area, language: str, say: _Say) -> Basics:
    several = len(area.members) > 1
    return Basics(
        name=_NAME[language].format(genitive=area.genitive("fi"), locative=area.locative("sv")),
        checklist=None if area.aland else "seed",
        municipalities=tuple(areas.get(code).name_in(language) for code in area.members) if several else (),
        approving_body=say(*_COUNCIL.get(area.calls_itself, _COUNCILS)),
        state="draft",
        review="council_term",
        smallest_count=_SMALLEST_COUNT,
        accessibility_supervisor=None if area.aland else say(*_SUPERVISOR),
    )


def _responsibilities(area: Area, language: str, say: _Say) -> list[dict]:
    return [
        {"role": "coordinator"},
        {"role": "decision_maker", "body": say(*_COUNCIL.get(area.calls_itself, _COUNCILS))},
        {"role": "responsible", "body": say(*_EXECUTIVE.get(area.calls_itself, _EXECUTIVES))},
        *({"role": "state_contact", "body": body} for body in bodies(area, "development_centres", language)),
    ]


def _partners(area: Area, language: str, say: _Say) -> list[dict]:
    """A row for each that the checklist asks to invite; those of the state and the counties by name."""
    state = [
        *(("employment_services", body) for body in bodies(area, "employment_areas", language)),
        ("kela", say("Kela", "FPA")),
        *(("wellbeing_county", body) for body in bodies(area, "wellbeing_counties", language)),
        *([("authority", "Ålands landskapsregering")] if area.aland else []),
    ]
    return [
        *({"sector": sector} for sector in _SECTORS_OF_THE_MUNICIPALITY),
        *({"sector": sector, "body": body} for sector, body in state),
        *({"sector": sector} for sector in _SECTORS_OF_OTHERS),
    ]


def _steps(area: Area, say: _Say) -> list[dict]:
    council = say(*_COUNCIL.get(area.calls_itself, _COUNCILS))
    executive = say(*_EXECUTIVE.get(area.calls_itself, _EXECUTIVES))
    deciding = iter((executive, council))
    return [
        {"kind": kind, "name": say(fi, sv), "state": "planned", "body": next(deciding) if kind == "decision" else None}
        for kind, fi, sv in _PHASES
    ]


def _tellings() -> list[dict]:
    declared = sheets.declared().choices
    return [
        {"subject": subject, "audience": audience}
        for subject in declared["subject"]
        for audience in declared["audience"]
    ]


def _numbered(kind: type[Row], sheet_id: str, rows: list[dict]) -> tuple:
    prefix = sheets.sheet(sheet_id).prefix
    return tuple(kind(id=f"{prefix}{number}", **row) for number, row in enumerate(rows, start=1))
