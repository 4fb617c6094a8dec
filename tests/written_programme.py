"""Workbooks of a programme in a folder of their own, from empty to full, typed in as people type them."""

import functools
import tempfile
from datetime import date
from pathlib import Path

from kotolib import areas, house
from tests.filled_workbook import GOAL, new, write

HOSTILE = '<script>alert("x")</script> [linkki](javascript:alert(1)) **lihava** =HYPERLINK("x") مرحبا 🎉'
LONG = "Kotoutumista edistävien palvelujen, ohjauksen ja neuvonnan yhteensovittaminen koko seudulla"

BASICS = {
    ("basics", "first_year", "answer"): 2026,
    ("basics", "last_year", "answer"): 2029,
    ("basics", "document.municipal_strategy", "answer"): "Kuntastrategia 2025–2033",
    ("basics", "document.municipal_strategy", "date"): date(2025, 6, 16),
    ("basics", "document.equality_plan", "answer"): "ei ole",
}
PEOPLE = {
    ("responsibilities", "V1", "body"): "Hyvinvoinnin palvelualue",
    ("responsibilities", "V1", "task"): "Kutsuu ryhmän koolle ja kokoaa ohjelman.",
    ("responsibilities", "V1", "person"): "Julkinen Henkilö",
    ("responsibilities", "V1", "title"): "koordinaattori",
    ("responsibilities", "V1", "contact"): "julkinen.henkilo@kunta.example",
    ("responsibilities", "V1", "public"): "kyllä",
    ("responsibilities", "V5", "role"): "asiantuntija",
    ("responsibilities", "V5", "body"): "Oppilaitos",
    ("responsibilities", "V5", "person"): "Salattu Nimi",
    ("responsibilities", "V5", "contact"): "salattu.nimi@kunta.example",
    ("responsibilities", "V5", "public"): "ei",
}
TIMETABLE = {
    ("timetable", "A1", "start"): date(2026, 2, 1),
    ("timetable", "A1", "end"): date(2026, 3, 15),
    ("timetable", "A1", "state"): "valmis",
    ("timetable", "A2", "start"): date(2026, 2, 24),
    ("timetable", "A2", "state"): "valmis",
    ("timetable", "A2", "section"): "§ 34",
    ("timetable", "A2", "case_number"): "120/00.01/2026",
    ("timetable", "A2", "concerns"): "aikataulu; prosessi",
    ("timetable", "A3", "body"): "yhteistyöryhmä",
    ("timetable", "A3", "start"): date(2026, 3, 12),
    ("timetable", "A3", "state"): "valmis",
    ("timetable", "A4", "start"): date(2026, 4, 1),
    ("timetable", "A4", "end"): date(2026, 10, 31),
    ("timetable", "A4", "state"): "käynnissä",
    ("timetable", "A5", "start"): date(2026, 9, 1),
    ("timetable", "A5", "end"): date(2027, 1, 31),
    ("timetable", "A5", "state"): "käynnissä",
    ("timetable", "A6", "name"): LONG,
    ("timetable", "A6", "start"): date(2026, 11, 1),
    ("timetable", "A6", "end"): date(2027, 2, 28),
    ("timetable", "A7", "start"): date(2027, 1, 7),
    ("timetable", "A7", "end"): date(2027, 3, 31),
    ("timetable", "A8", "body"): "hyvinvointilautakunta",
    ("timetable", "A8", "asked"): date(2027, 4, 1),
    ("timetable", "A8", "given"): date(2027, 4, 30),
    ("timetable", "A9", "start"): date(2027, 6, 14),
}
GROUP = {
    ("cooperation", "Y1", "body"): "Sivistyspalvelut",
    ("cooperation", "Y1", "person"): "Salattu Jäsen",
    ("cooperation", "Y1", "invited"): "kyllä",
    ("cooperation", "Y1", "joined"): "kyllä",
    ("cooperation", "Y1", "form"): "Kokoaa koulujen kysymykset ryhmälle.",
    ("cooperation", "Y5", "invited"): "kyllä",
    ("cooperation", "Y6", "invited"): "kyllä",
    ("cooperation", "Y6", "joined"): "ei",
    ("cooperation", "Y7", "form"): "Yhteinen neuvonta kerran kuussa.",
    ("cooperation", "Y8", "body"): "Monikulttuuriyhdistys",
    ("cooperation", "Y8", "person"): "Julkinen Jäsen",
    ("cooperation", "Y8", "public"): "kyllä",
    ("cooperation", "Y8", "joined"): "kyllä",
    ("cooperation", "Y8", "form"): "Välittää kutsut asukkaille.",
}
HEARD = {
    ("hearings", "K1", "kind"): "kuulemistilaisuus",
    ("hearings", "K1", "way"): "paikan päällä",
    ("hearings", "K1", "organiser"): "kirjasto",
    ("hearings", "K1", "language_support"): "Tulkkaus arabiaksi.",
    ("hearings", "K1", "languages"): "arabia, viro",
    ("hearings", "K1", "women"): "kyllä",
    ("hearings", "K1", "men"): "ei",
    ("hearings", "K1", "working_age"): "kyllä",
    ("hearings", "K1", "participants"): 34,
    ("hearings", "K2", "name"): "Vanhempien ilta",
    ("hearings", "K2", "participants"): 3,
}
FINDINGS = {
    ("findings", "H1", "theme"): "työllisyys",
    ("findings", "H1", "quote"): "kyllä",
    ("findings", "H1", "source"): "maahan muuttaneet asukkaat",
    ("findings", "H1", "indicators"): "unemployed.share",
    ("findings", "H1", "verdict"): "tilastot kertovat muuta",
    ("findings", "H1", "verdict_reason"): "Luku ei erottele maahan muuttaneita.",
    ("findings", "H2", "kind"): "tarve",
    ("findings", "H2", "text"): "Kerhoja lapsille kaivataan.",
    ("findings", "H2", "quote"): "ei",
    ("findings", "H2", "theme"): "hyvinvointi",
    ("findings", "H3", "kind"): "mahdollisuus",
    ("findings", "H3", "text"): "Yritykset palkkaisivat lisää väkeä",
    ("findings", "H3", "quote"): "kyllä",
    ("findings", "H3", "theme"): "työllisyys",
    ("findings", "H3", "indicators"): "unemployed.share",
    ("findings", "H4", "kind"): "puuttuva palvelu",
    ("findings", "H4", "text"): "Iltaisin ei ole neuvontaa.",
    ("findings", "H4", "quote"): "kyllä",
    ("findings", "H5", "kind"): "onnistuminen",
    ("findings", "H5", "text"): "Kirjasto on kaikkien olohuone.",
    ("findings", "H5", "quote"): "kyllä",
    ("findings", "H5", "theme"): "osallistuminen",
}
SERVICES = {
    ("services", "P1", "name"): "Monikielinen neuvonta",
    ("services", "P1", "kind"): "ohjaus ja neuvonta",
    ("services", "P1", "served"): "työn vuoksi muuttaneet; työn vuoksi muuttaneiden puolisot",
    ("services", "P1", "reach"): "Lähinnä vastikään muuttaneita.",
    ("services", "P1", "gap"): "Puolisoille ei ole omaa neuvontaa.",
    ("services", "P1", "change"): "Neuvontaa saa myös iltaisin.",
    ("services", "P1", "goals"): "T1",
    ("services", "P2", "name"): "Kirjaston kielikahvila",
    ("services", "P2", "kind"): "yleinen palvelu",
    ("services", "P2", "accessibility"): "Ohjeet selkokielellä.",
}
GOALS = {
    ("goals", "T1", "responsible"): "Työllisyysalue",
    ("goals", "T1", "indicator"): "unemployed.share",
    ("goals", "T1", "population"): "kaikki asukkaat",
    ("goals", "T1", "baseline"): 9.1,
    ("goals", "T1", "target"): 7,
    ("goals", "T1", "purposes"): "työllistyminen ja yrittäjyys",
    ("goals", "T2", "theme"): "osallistuminen",
    ("goals", "T2", "text"): "Yhä useampi äänestää kuntavaaleissa.",
    ("goals", "T2", "indicator"): "election_turnout.share",
    ("goals", "T2", "target_type"): "muutos",
    ("goals", "T2", "target"): 3,
    ("goals", "T2", "deadline"): 2029,
    ("goals", "T3", "theme"): "koulutus",
    ("goals", "T3", "text"): "Koulutuksen ulkopuolella on enintään kymmenesosa nuorista.",
    ("goals", "T3", "indicator"): "outside_education_17_24.share",
    ("goals", "T3", "target_type"): "raja-arvo",
    ("goals", "T3", "direction"): "vähenee",
    ("goals", "T3", "target"): 10,
    ("goals", "T3", "deadline"): 2028,
    ("goals", "T4", "theme"): "hyvinvointi",
    ("goals", "T4", "text"): "Neuvonta tavoittaa asiakkaansa.",
    ("goals", "T4", "indicator"): "M1",
    ("goals", "T4", "target_type"): "taso",
    ("goals", "T4", "target"): 40,
    ("goals", "T4", "deadline"): 2029,
    ("goals", "T5", "text"): "Kielikahvila toimii kirjastossa.",
    ("goals", "T5", "target_type"): "välitavoite",
    ("goals", "T5", "deadline"): date(2027, 9, 30),
    ("indicators", "M1", "name"): "Neuvonnan vieraskieliset asiakkaat",
    ("indicators", "M1", "unit"): "henkilöä",
    ("indicators", "M1", "population"): "vieraskieliset",
    ("indicators", "M1", "better"): "suurempi on parempi",
    ("indicators", "M1", "source"): "asiakasluettelo",
    ("indicators", "M1", "deliverer"): "asiointipiste",
    ("indicators", "M1", "interval"): "vuosittain",
    ("indicators", "M1", "first_value"): 3,
    ("indicators", "M1", "first_date"): 2024,
    ("measures", "TP1", "responsible"): "Elinvoimapalvelut",
    ("measures", "TP1", "special_groups"): "työn vuoksi muuttaneet",
    ("measures", "TP1", "start"): date(2027, 1, 1),
    ("measures", "TP1", "cost"): 6000,
    ("measures", "TP1", "state"): "ei aloitettu",
    ("measures", "TP2", "goal"): "T1",
    ("measures", "TP2", "text"): LONG,
}
PREVIOUS = {
    ("previous", "E1", "old_id"): "T1",
    ("previous", "E1", "text"): "Yhteiset tilaisuudet lisääntyvät.",
    ("previous", "E1", "target"): 10,
    ("previous", "E1", "last_value"): 9,
    ("previous", "E1", "last_date"): 2025,
    ("previous", "E1", "fate"): "jatkuu",
    ("previous", "E1", "lessons"): "Yhteinen vuosikello auttoi.",
    ("previous", "E1", "goals"): "T2",
}
FULL = GOAL | BASICS | PEOPLE | TIMETABLE | GROUP | HEARD | FINDINGS | SERVICES | GOALS


def place(area: str = "211") -> Path:
    """The folder of an area's own, which the environment has moved to a scratch folder."""
    folder = house.own() / areas.get(area).folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def filled(typed: dict, area: str = "211", language: str = "fi") -> Path:
    """The area's workbook with what is typed into it, in place of an earlier one."""
    path = place(area) / "programme.xlsx"
    path.write_bytes(_content(tuple(typed.items()), area, language))
    return path


@functools.cache
def _content(typed: tuple, area: str, language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = new(Path(folder), area, language)
        return (write(path, dict(typed)) if typed else path).read_bytes()
