"""What is wrong in a workbook, by sheet, row and column, told in the workbook's language; knows no cells' values."""

from dataclasses import dataclass

from kotolib.errors import N_, Message
from kotolib.language import Texts

FAULT, REMARK = "fault", "remark"


@dataclass(frozen=True)
class Fault:
    """One thing to mend, or to know, in a workbook.

    Attributes
    ----------
    told
        What is wrong and what to do.
    sheet
        The sheet's visible name; empty where the whole workbook is meant.
    row
        Row of the sheet, 0 where the whole sheet is meant.
    column
        The column's visible header, empty where the whole row is meant.
    cell
        ``C7``, where there is one.
    weight
        ``fault``: what stands there was not read. ``remark``: it was, and this should be known.
    """

    told: Message
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""
    weight: str = FAULT

    def tell(self, _: Texts) -> str:
        """The sentence: ``Taulukko Tavoitteet, rivi 7, sarake Tavoitetaso: ”noin 60” ei ole luku. …``"""
        return self.placed().tell(_.plain)

    def placed(self) -> Message:
        """The sentence with its place, to be told within another."""
        named = {"sheet": self.sheet, "row": self.row, "column": self.column, "what": self.told}
        if self.column:
            return Message(N_("Taulukko {sheet}, rivi {row}, sarake {column}: {what}"), **named)
        if self.row:
            return Message(N_("Taulukko {sheet}, rivi {row}: {what}"), **named)
        return Message(N_("Taulukko {sheet}: {what}"), **named) if self.sheet else self.told

    def what(self, _: Texts) -> str:
        """The sentence without the place: what stands beside the cell itself."""
        return self.told.tell(_.plain)


def remark(message: str, sheet: str = "", **fields: object) -> Fault:
    """Something to know of a sheet or of the whole workbook."""
    return Fault(Message(message, **fields), sheet=sheet, weight=REMARK)


NO_VALUE = N_(
    "solussa on kaava, jolla ei ole laskettua arvoa. Avaa työkirja Excelissä tai LibreOfficessa, tallenna se ja lue "
    "uudelleen, tai kirjoita arvo kaavan tilalle."
)
BROKEN_FORMULA = N_("solun kaava antaa virheen {value}. Korjaa kaava tai kirjoita arvo sen tilalle.")
MERGED = N_(
    "solut {cells} on yhdistetty, joten niistä luettiin vain ensimmäinen. Pura yhdistäminen ja kirjoita tieto joka "
    "soluun."
)
TWICE = N_("tunnus {id} on jo rivillä {other}. Anna riville oma tunnus, esimerkiksi {free}.")
NO_ID = N_("rivillä ei ole tunnusta; se luettiin tunnuksella {free}. Kirjoita tunnus, jos rivi mainitaan muualla.")
NO_SUCH_ROW = N_("tunnusta ”{value}” ei ole taulukossa {sheet}. Kirjoita rivin tunnus, esimerkiksi {example}.")
NOTHING_TO_POINT_AT = N_("tunnusta ”{value}” ei ole taulukossa {sheet}, jossa ei ole vielä yhtään täytettyä riviä.")
WITHOUT_KEY = N_("rivillä ei ole tietoa sarakkeessa {column}. Täydennä se tai tyhjennä rivi.")
IDENTITY_CODE = N_(
    "solussa on henkilötunnus ({masked}). Poista se. Taulukon tekstejä ei julkaista, ennen kuin henkilötunnus on "
    "poistettu."
)
UNKNOWN_SHEET = N_("taulukkoa ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.")
UNKNOWN_COLUMN = N_("saraketta {column} ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.")
MISSING_SHEET = N_("taulukko puuttuu työkirjasta, joten sen tietoja ei ole.")
MISSING_COLUMN = N_("sarake {column} puuttuu, joten sen tietoja ei ole.")
SHEET_TWICE = N_("taulukosta on kaksi kappaletta, ja luettiin vain {first}. Siirrä rivit siihen ja poista tämä.")
BY_HEADERS = N_("piilotettu tunnusrivi puuttuu; sarakkeet tunnistettiin otsikoistaan.")
NO_VERSION = N_("Työkirjassa ei ole versiotietoa; se luettiin nykyisen version mukaan.")
OPEN_ELSEWHERE = N_("Työkirja on auki toisessa ohjelmassa. Luettiin viimeksi tallennettu tilanne.")
