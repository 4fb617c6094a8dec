"""What people and programs do to a workbook: each told in its exact words in both languages, and all of it at once."""

import shutil
import zipfile

import openpyxl
import pytest
from filelock import FileLock

from kotolib import areas, house
from kotolib.cli import command_line
from kotolib.errors import InTheWay, KotoError, StoreDamaged, WrongWords
from kotolib.language import texts
from kotolib.programme import carrying, checking, findings, goals, keeping, merging, new_workbook, reading
from kotolib.programme.records import Basics, Finding, Goal, LinkedDocument, Measure, OwnIndicator, Programme
from kotolib.programme.written import written
from tests.filled_workbook import DAY, GOAL, cell, change, new, page, write


@pytest.fixture(params=["fi", "sv"])
def filled(request, tmp_path):
    """A workbook in each language with a goal in it; typed in Finnish, which a Swedish workbook understands too."""
    return write(new(tmp_path, "211", request.param), GOAL)


def said(path) -> list[str]:
    return reading.read(path).sentences()


def in_language(path, finnish: str, swedish: str) -> list[str]:
    return [finnish if reading.read(path).language == "fi" else swedish]


# --- what is read otherwise than it stands


def test_merged_cells(filled):
    def merge(book):
        cell(book, "goals", "T2", "text").value = "Toinen"
        page(book, "goals").merge_cells("B7:B8")

    assert said(change(filled, merge)) == in_language(
        filled,
        "Taulukko Tavoitteet, rivi 7, sarake Teema: solut B7:B8 on yhdistetty, joten niistä luettiin vain "
        "ensimmäinen. Pura yhdistäminen ja kirjoita tieto joka soluun.",
        "Bladet Mål, rad 7, kolumnen Tema: cellerna B7:B8 är sammanslagna, så bara den första lästes. Dela upp dem "
        "och skriv uppgiften i varje cell.",
    )


def test_a_row_without_an_id(filled):
    def clear(book):
        cell(book, "measures", "TP1", "id").value = None

    assert said(change(filled, clear)) == in_language(
        filled,
        "Taulukko Toimenpiteet, rivi 7, sarake Tunnus: rivillä ei ole tunnusta; se luettiin tunnuksella TP1. Kirjoita "
        "tunnus, jos rivi mainitaan muualla.",
        "Bladet Åtgärder, rad 7, kolumnen Rad-id: raden saknar rad-id; den lästes som TP1. Skriv ett rad-id om raden "
        "nämns på andra ställen.",
    )


def test_a_row_without_its_main_thing(filled):
    assert said(write(filled, {("goals", "T2", "theme"): "koulutus"})) == in_language(
        filled,
        "Taulukko Tavoitteet, rivi 8: rivillä ei ole tietoa sarakkeessa Tavoite. Täydennä se tai tyhjennä rivi.",
        "Bladet Mål, rad 8: raden saknar uppgift i kolumnen Mål. Komplettera den eller töm raden.",
    )


def test_an_unknown_sheet(filled):
    assert said(change(filled, lambda book: book.create_sheet("Muistio").cell(1, 1, "x"))) == in_language(
        filled,
        "Taulukko Muistio: taulukkoa ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.",
        "Bladet Muistio: bladet är okänt. Det finns kvar i arbetsboken men läses inte.",
    )


def test_an_unknown_column(filled):
    def add(book):
        page(book, "goals").cell(4, 20, "Budjetti")
        page(book, "goals").cell(7, 20, 1200)

    assert said(change(filled, add)) == in_language(
        filled,
        "Taulukko Tavoitteet: saraketta Budjetti ei tunneta. Se säilyy työkirjassa, mutta sitä ei lueta.",
        "Bladet Mål: kolumnen Budjetti är okänd. Den finns kvar i arbetsboken men läses inte.",
    )


def test_a_missing_sheet(filled):
    assert said(change(filled, lambda book: book.remove(page(book, "indicators")))) == in_language(
        filled,
        "Taulukko Mittarit: taulukko puuttuu työkirjasta, joten sen tietoja ei ole.",
        "Bladet Indikatorer: bladet saknas i arbetsboken, så dess uppgifter finns inte.",
    )


def test_a_missing_column(filled):
    assert said(change(filled, lambda book: page(book, "goals").delete_cols(4))) == in_language(
        filled,
        "Taulukko Tavoitteet: sarake Väestö puuttuu, joten sen tietoja ei ole.",
        "Bladet Mål: kolumnen Befolkning saknas, så dess uppgifter finns inte.",
    )


def test_a_sheet_that_is_there_twice(filled):
    def double(book):
        book.copy_worksheet(page(book, "goals")).title = "T (2)"

    assert said(change(filled, double)) == in_language(
        filled,
        "Taulukko T (2): taulukosta on kaksi kappaletta, ja luettiin vain Tavoitteet. Siirrä rivit siihen ja poista "
        "tämä.",
        "Bladet T (2): bladet finns i två exemplar, och bara Mål lästes. Flytta raderna dit och ta bort det här.",
    )


def test_a_sheet_without_its_hidden_row(filled):
    def clear(book):
        goals_ = page(book, "goals")
        for number in range(1, goals_.max_column + 1):
            goals_.cell(1, number).value = None

    assert said(change(filled, clear)) == in_language(
        filled,
        "Taulukko Tavoitteet: piilotettu tunnusrivi puuttuu; sarakkeet tunnistettiin otsikoistaan.",
        "Bladet Mål: den dolda raden med kolumn-id saknas; kolumnerna kändes igen på sina rubriker.",
    )


def test_a_workbook_without_its_version(filled):
    def clear(book):
        book.remove(book.worksheets[-1])
        page(book, "basics").cell(1, 6).value = None

    assert said(change(filled, clear)) == in_language(
        filled,
        "Työkirjassa ei ole versiotietoa; se luettiin nykyisen version mukaan.",
        "Arbetsboken saknar versionsuppgift; den lästes enligt den nuvarande versionen.",
    )


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_a_workbook_that_is_open_in_excel_or_libreoffice(filled, lock):
    (filled.parent / lock.format(filled.name)).touch()

    assert said(filled) == in_language(
        filled,
        "Työkirja on auki toisessa ohjelmassa. Luettiin viimeksi tallennettu tilanne.",
        "Arbetsboken är öppen i ett annat program. Den senast sparade versionen lästes.",
    )


def test_a_link_as_a_formula_that_no_program_has_computed(filled):
    path = write(filled, {("goals", "T1", "responsible"): '=HYPERLINK("https://kangasala.example","Kangasala")'})

    assert said(path) == in_language(
        path,
        "Taulukko Tavoitteet, rivi 7, sarake Vastuutaho: solussa on kaava, jolla ei ole laskettua arvoa. Avaa työkirja "
        "Excelissä tai LibreOfficessa, tallenna se ja lue uudelleen, tai kirjoita arvo kaavan tilalle.",
        "Bladet Mål, rad 7, kolumnen Ansvarig aktör: cellen har en formel utan beräknat värde. Öppna arbetsboken i "
        "Excel eller LibreOffice, spara den och läs in den på nytt, eller skriv värdet i stället för formeln.",
    )


def test_dates_as_text_are_read_as_days(filled):
    path = write(filled, {("measures", "TP1", "start"): " 1.2.2027 ", ("measures", "TP1", "end"): "2029-12-31"})

    assert said(path) == []
    (measure,) = reading.read(path).programme.measures
    assert (measure.start.isoformat(), measure.end.isoformat()) == ("2027-02-01", "2029-12-31")


# --- what is not read, or not written


def told(act) -> tuple[type[KotoError], str, str]:
    with pytest.raises(KotoError) as caught:
        act()
    return (type(caught.value), *(caught.value.tell(texts(language).plain) for language in ("fi", "sv")))


def _old(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0 encrypted")


def _half(path):
    path.write_bytes(b"PK\x03\x04 half")


def _open_document(path):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<x/>")


def _another(path):
    openpyxl.Workbook().save(path)


def _newer(path):
    shutil.copy(new(path.parent), path)
    change(path, lambda book: book.worksheets[-1].cell(1, 2, "koto-version:99"))


def _nothing(path):
    pass


@pytest.mark.parametrize(
    ("make", "finnish", "swedish"),
    [
        (
            _old,
            "x.xlsx on suojattu salasanalla tai vanhaa .xls-muotoa. Tallenna se muodossa .xlsx ilman salasanaa.",
            "x.xlsx är skyddad med lösenord eller i det gamla formatet .xls. Spara den som .xlsx utan lösenord.",
        ),
        (
            _half,
            "x.xlsx ei ole ehjä Excel-työkirja (.xlsx). Palauta se varmuuskopiosta tai tallenna se uudelleen.",
            "x.xlsx är inte en hel Excel-arbetsbok (.xlsx). Återställ den från en säkerhetskopia eller spara den på "
            "nytt.",
        ),
        (
            _open_document,
            "x.xlsx on LibreOfficen .ods-muotoa. Tallenna se muodossa .xlsx (Tallenna nimellä).",
            "x.xlsx är i LibreOffice-formatet .ods. Spara den som .xlsx (Spara som).",
        ),
        (
            _another,
            "x.xlsx: tämä ei ole ohjelman työkirja. Tee uusi komennolla new ja siirrä tiedot siihen.",
            "x.xlsx: det här är inte programmets arbetsbok. Gör en ny med kommandot new och flytta uppgifterna dit.",
        ),
        (
            _newer,
            "x.xlsx on tehty uudemmalla versiolla (99). Päivitä tämä ohjelma.",
            "x.xlsx är gjord med en nyare version (99). Uppdatera det här programmet.",
        ),
        (
            _nothing,
            "Työkirjaa {path} ei ole. Tee se komennolla new.",
            "Arbetsboken {path} finns inte. Gör den med kommandot new.",
        ),
    ],
)
def test_files_that_cannot_be_read_are_refused(tmp_path, make, finnish, swedish):
    path = tmp_path / "x.xlsx"
    make(path)

    kind, fi, sv = told(lambda: reading.read(path))
    assert issubclass(kind, StoreDamaged)
    assert (fi, sv) == (finnish.format(path=path), swedish.format(path=path))


def test_a_workbook_is_not_written_while_it_is_open(tmp_path):
    path = new(tmp_path)
    (tmp_path / f"~${path.name}").touch()

    assert told(lambda: keeping.write_over(b"", path, DAY)) == (
        InTheWay,
        f"Työkirja {path} on auki. Sulje se ja aja uudelleen.",
        f"Arbetsboken {path} är öppen. Stäng den och kör på nytt.",
    )


def test_a_workbook_is_not_written_while_another_run_writes_it(tmp_path):
    path = new(tmp_path)
    with FileLock(tmp_path / f".{path.name}.lock"):
        assert told(lambda: keeping.write_over(b"", path, DAY)) == (
            InTheWay,
            f"Toinen ajo kirjoittaa juuri työkirjaan {path}. Odota ja aja uudelleen.",
            f"En annan körning skriver just nu i arbetsboken {path}. Vänta och kör på nytt.",
        )


def test_a_workbook_is_not_written_where_something_would_be_lost(tmp_path):
    assert told(lambda: keeping.refuse_loss(tmp_path / "x.xlsx", ("osittajat", "makrot"), texts("fi")))[1] == (
        "Työkirjasta x.xlsx katoaisi osia (osittajat ja makrot), joten siihen ei kirjoitettu. Poista ne ja aja "
        "uudelleen."
    )
    assert told(lambda: keeping.refuse_loss(tmp_path / "x.xlsx", ("osittajat", "makrot"), texts("sv")))[2] == (
        "Delar av arbetsboken x.xlsx skulle försvinna (utsnitt och makron), så inget skrevs i den. Ta bort dem och "
        "kör på nytt."
    )


CARRIED = {
    "xl/worksheets/sheet1.xml": (
        b"<x14:dataValidation><x14:conditionalFormatting><x14:sparkline>",
        {
            "pudotusvalikot, jotka Excel on tallentanut laajennuksena": (
                "rullgardinslistor som Excel har sparat som tillägg"
            ),
            "ehdolliset muotoilut, jotka Excel on tallentanut laajennuksena": (
                "villkorlig formatering som Excel har sparat som tillägg"
            ),
            "sparkline-kaaviot": "miniatyrdiagram",
        },
    ),
    "xl/drawings/drawing1.xml": (b"<xdr:sp>", {"piirretyt muodot ja tekstiruudut": "ritade former och textrutor"}),
    "xl/slicers/slicer1.xml": (b"", {"osittajat": "utsnitt"}),
    "xl/timelines/timeline1.xml": (b"", {"aikajanat": "tidslinjer"}),
    "xl/threadedComments/one.xml": (b"", {"keskusteluketjut": "kommentarstrådar"}),
    "xl/ctrlProps/one.xml": (b"", {"lomakkeen ohjausobjektit": "formulärkontroller"}),
    "xl/vbaProject.bin": (b"", {"makrot": "makron"}),
}
"""Parts that would be lost: content, and what they are called in Finnish and Swedish."""


def test_every_part_that_would_be_lost_has_its_name_in_both_languages(tmp_path):
    for part, (content, names) in CARRIED.items():
        path = tmp_path / "x.xlsx"
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr(part, content)
        assert {name: texts("sv")(name) for name in carrying.lost(path)} == names


def test_a_file_that_the_system_does_not_give_is_told_with_what_to_do(tmp_path, monkeypatch):
    path = new(tmp_path)

    def kept_away(self, *words, **others):
        raise PermissionError(13, "Permission denied", str(self))

    # The tests may be run by one whom no permission stops.
    monkeypatch.setattr(type(path), "open", kept_away)
    assert told(lambda: reading.read(path)) == (
        InTheWay,
        f"Tiedostoa {path} ei voi lukea. Sulje se Excelissä tai tarkista sen oikeudet, ja aja uudelleen.",
        f"Filen {path} kan inte läsas. Stäng den i Excel eller kontrollera dess rättigheter, och kör på nytt.",
    )


FORMS = {
    "fi": "Vastuut, Yhteistyö, Aikataulu, Kuulemiset, Havainnot, Palvelut, Tavoitteet, Toimenpiteet, Mittarit, "
    "Seuranta, Viestintä",
    "sv": "Ansvar, Samarbete, Tidsplan, Samråd, Iakttagelser, Tjänster, Mål, Åtgärder, Indikatorer, Uppföljning, "
    "Kommunikation",
}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_form_of_a_sheet_that_there_is_none_of(language):
    kind, fi, sv = told(lambda: new_workbook.make(areas.get("211"), DAY, language=language, sheet="Budjetti"))
    assert kind is WrongWords
    assert fi == f"Taulukosta ”Budjetti” ei tehdä lomaketta. Taulukot: {FORMS[language]}."
    assert sv == f"Av bladet ”Budjetti” görs inget formulär. Blad: {FORMS[language]}."


def test_a_workbook_in_a_language_that_there_is_none_in_and_a_form_of_an_old_programme(tmp_path):
    kangasala = areas.get("211")
    assert told(lambda: new_workbook.make(kangasala, DAY, language="de"))[1:] == (
        "Työkirjaa ei tehdä kielellä ”de”. Kielet: fi, sv.",
        "Arbetsboken görs inte på språket ”de”. Språk: fi, sv.",
    )
    assert told(lambda: new_workbook.make(kangasala, DAY, old=tmp_path / "x.xlsx", sheet="Havainnot"))[1:] == (
        "Lomaketta ei tehdä edellisestä ohjelmasta. Jätä pois --sheet tai --from.",
        "Ett formulär görs inte från det förra programmet. Lämna bort --sheet eller --from.",
    )


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "own").write_bytes(b"")
    kind, fi, sv = told(lambda: keeping.write_new(b"", tmp_path / "own" / "programme.xlsx"))
    assert kind is InTheWay and fi.startswith(f"Kansioon {tmp_path / 'own'} ei voi kirjoittaa (")
    assert fi.endswith("). Tarkista kansio ja aja uudelleen.")
    assert sv.startswith(f"Det går inte att skriva i mappen {tmp_path / 'own'} (")
    assert sv.endswith("). Kontrollera mappen och kör på nytt.")


def test_a_workbook_that_does_not_say_whose_it_is(tmp_path):
    path = change(new(tmp_path), lambda book: book.remove(book.worksheets[-1]))
    assert told(lambda: checking.check(path, DAY))[1:] == (
        "Työkirjasta programme.xlsx ei selviä, mistä alueesta se kertoo. Kopioi tiedot uuteen, komennolla new tehtyyn.",
        "Av arbetsboken programme.xlsx framgår inte vilket område den gäller. Kopiera uppgifterna till en ny som görs "
        "med kommandot new.",
    )


def test_the_example_in_a_municipalitys_place(tmp_path, monkeypatch):
    monkeypatch.setenv("KOTO_OWN", str(tmp_path))
    path = keeping.place(areas.get("211"))
    path.parent.mkdir(parents=True)
    shutil.copy(house.example() / path.name, path)
    refusal = written(areas.get("211")).refusal
    assert [refusal.tell(texts(language).plain) for language in ("fi", "sv")] == [
        f"Työkirja {path} on esimerkki, eikä sen tekstejä julkaista kunnan sivuilla. Tee oma työkirja komennolla new.",
        f"Arbetsboken {path} är ett exempel, och dess texter publiceras inte på kommunens sidor. Gör en egen arbetsbok "
        "med kommandot new.",
    ]


def test_copies_with_an_identity_code_or_another_word_are_told_when_they_are_joined(filled, tmp_path):
    copy = write(
        shutil.copy(filled, tmp_path / "kopio.xlsx"),
        {("goals", "T1", "responsible"): "Joku", ("hearings", "K1", "name"): "131052-308T"},
    )
    write(filled, {("goals", "T1", "responsible"): "Toinen"})
    told_ = merging.merge([copy], filled, DAY).sentences()
    for expected in in_language(
        filled,
        "kopio.xlsx: taulukkoa Kuulemiset ei koottu, koska siinä on henkilötunnus. Poista se ja kokoa uudelleen.",
        "kopio.xlsx: bladet Samråd togs inte med, eftersom det innehåller en personbeteckning. Ta bort den och "
        "sammanställ på nytt.",
    ) + in_language(
        filled,
        "Taulukko Tavoitteet, rivi 7, sarake Vastuutaho: työkirjassa on ”Toinen”, tiedostossa kopio.xlsx ”Joku”. "
        "Työkirjan tieto jäi voimaan.",
        "Bladet Mål, rad 7, kolumnen Ansvarig aktör: i arbetsboken står ”Toinen”, i filen kopio.xlsx ”Joku”. "
        "Arbetsbokens uppgift gäller.",
    ):
        assert expected in told_


# --- goals and findings


SHARE = OwnIndicator(
    id="M1", name="Kysely", unit="%", population="foreign_language", source="kysely", deliverer="kunta",
    interval="yearly", better="higher_is_better",
)  # fmt: skip


def warned(here, area: str, rule: str, **changes: object) -> list[str]:
    """The sentence of a rule in Finnish and Swedish, of a goal that has nothing else wrong with it."""
    goal = {"theme": "participation", "text": "x", "target_type": "level", "direction": "up", "responsible": "x"}
    goal |= {"documents": ("municipal_strategy",), "deadline": GOAL_DAY, "baseline_year": 2025} | changes
    programme = Programme(
        basics=Basics(first_year=2026, last_year=2029),
        documents=(LinkedDocument(id="municipal_strategy", name="Kuntastrategia"),),
        goals=(Goal(id="T1", **goal),),
        measures=(Measure(id="TP1", goal="T1", text="x"),),
        indicators=(SHARE,),
    )
    judged = [(language, goals.judge(here(area, language), programme)) for language in ("fi", "sv")]
    return [
        one.told.tell(texts(language).plain).replace("\u00a0", " ")
        for language, found in judged
        for one in found
        if one.rule == rule
    ]


GOAL_DAY = DAY.replace(year=2029)


def test_a_change_too_small_to_be_told_from_chance(here):
    assert warned(here, "768", "undetectable", indicator="M1", baseline=60, target=70) == [
        "vaikka luvun takana olisi koko väestö (127), pienin muutos, jonka erottaa satunnaisvaihtelusta, olisi noin 18 "
        "prosenttiyksikköä, ja tavoiteltu muutos on 10. Valitse usean vuoden keskiarvo, toinen mittari tai "
        "suoritteiden määrä.",
        "även om hela befolkningen (127) låg bakom talet skulle den minsta förändring som kan skiljas från slumpmässig "
        "variation vara ungefär 18 procentenheter, och den eftersträvade förändringen är 10. Välj ett medeltal för "
        "flera år, en annan indikator eller antalet prestationer.",
    ]
    moved = {"indicator": "immigration.count", "baseline": 76, "baseline_year": 2022, "target": 80}
    assert warned(here, "211", "undetectable", **moved) == [
        "pienin muutos, jonka erottaa satunnaisvaihtelusta, on noin 35, ja tavoiteltu muutos on 4. Valitse usean "
        "vuoden keskiarvo, toinen mittari tai suoritteiden määrä.",
        "den minsta förändring som kan skiljas från slumpmässig variation är ungefär 35, och den eftersträvade "
        "förändringen är 4. Välj ett medeltal för flera år, en annan indikator eller antalet prestationer.",
    ]
    few = {"indicator": "immigration.count", "baseline": 4, "baseline_year": 2022, "target": 9}
    assert warned(here, "047", "too_few", **few)[1] == (
        "bakom talet finns färre än tio fall per år, så en förändring kan inte skiljas från slumpmässig variation. "
        "Välj ett medeltal för flera år, en annan indikator eller antalet prestationer."
    )


def test_an_indicator_that_is_no_longer_declared(here):
    assert warned(here, "211", "unknown_indicator", indicator="te_office.clients", baseline=1, target=2) == [
        "mittaria ”te_office.clients” ei ole kuvattu, joten sen lähdettä ei tiedetä. Valitse mittari luettelosta tai "
        "lisää se taulukkoon Mittarit lähteineen.",
        "indikatorn ”te_office.clients” är inte beskriven, så dess källa är okänd. Välj en indikator i listan eller "
        "lägg till den på bladet Indikatorer med dess källa.",
    ]


@pytest.mark.parametrize(
    ("finding", "finnish", "swedish"),
    [
        ({}, "Havaintoon ei ole liitetty mittaria.", "Ingen indikator är kopplad till iakttagelsen."),
        (
            {"indicators": ("unemployed.share",), "kind": "missing_service"},
            "Palvelujen puuttumista ei tilastoida.",
            "Det förs ingen statistik över service som saknas.",
        ),
        (
            {"indicators": ("te_office.clients",)},
            "Liitettyä mittaria ei ole kuvattu.",
            "Den kopplade indikatorn är inte beskriven.",
        ),
        (
            {"indicators": ("foreign_language.share",)},
            "Luku ei itsessään kerro, onko suunta hyvä vai huono.",
            "Talet säger inte i sig om riktningen är bra eller dålig.",
        ),
        (
            {"indicators": ("unemployed.share",), "population": "foreign_language"},
            "Luku kertoo muusta väestöstä kuin havainto.",
            "Talet gäller en annan befolkning än iakttagelsen.",
        ),
        (
            {"indicators": ("rental_housing.share",)},
            "Uusin luku on liian vanha kuvaamaan nykytilaa.",
            "Det nyaste talet är för gammalt för att beskriva nuläget.",
        ),
        (
            {"indicators": ("election_turnout.share",)},
            "Luku on samaa tasoa kuin samankaltaisissa kunnissa, eikä sillä ole selvää suuntaa.",
            "Talet är på samma nivå som i liknande kommuner och har ingen tydlig riktning.",
        ),
    ],
)
def test_why_statistics_do_not_tell_of_a_finding(here, finding, finnish, swedish):
    heard = Finding(**{"id": "H1", "kind": "challenge", "text": "x", **finding})
    told_ = [
        findings.propose(here("211", language), Programme(findings=(heard,)), heard).sentences(texts(language))[:2]
        for language in ("fi", "sv")
    ]

    assert told_ == [
        ("Tilastot eivät kerro tästä.", finnish),
        ("Statistiken säger ingenting om detta.", swedish),
    ]


def test_an_experience_is_never_confirmed_by_reported_crimes(here):
    crimes = OwnIndicator(id="M1", name="Epäillyt viharikokset", unit="kpl", source="poliisi", last_value=7)
    heard = Finding(id="H1", kind="challenge", text="x", indicators=("M1",), verdict="same")
    one = findings.propose(here(), Programme(findings=(heard,), indicators=(crimes,)), heard)

    assert not one.is_confirmed
    assert [one.refusal.tell(texts(language).plain) for language in ("fi", "sv")] == [
        "havaintoa ei voi vahvistaa vertaamalla sitä ilmoitettuihin rikoksiin. Vaihda mittari, tai valitse, että "
        "tilastot eivät kerro tästä.",
        "iakttagelsen kan inte bekräftas genom att den jämförs med anmälda brott. Byt indikator, eller välj att "
        "statistiken inte säger något om detta.",
    ]


# --- all of it at once


def _maul(book) -> None:
    """What can happen to one workbook in a year."""
    measures = page(book, "measures")
    measures.insert_rows(7, 3)
    measures["B7"] = "T1"
    findings_ = page(book, "findings")
    findings_.title = "Mitä kuultiin"
    book.move_sheet(findings_, -6)
    cell(book, "measures", "TP2", "start").value = "ensi keväänä"
    cell(book, "measures", "TP4", "start").value = "1.2.2027"
    cell(book, "measures", "TP3", "state").value = "melkein valmis"
    page(book, "services").merge_cells("B7:B8")
    cell(book, "goals", "T2", "baseline").value = "=18-2"
    cell(book, "goals", "T3", "responsible").value = '=HYPERLINK("https://kangasala.example","TE")'
    cell(book, "goals", "T8", "id").value = "T7"
    cell(book, "goals", "T6", "indicator").value = "te_office.clients"
    cell(book, "findings", "H1", "text").value = "<script>alert(1)</script> مرحبا 👋"
    cell(book, "cooperation", "Y8", "form").value = "Soita: 131052-308T"


def test_everything_at_once_is_told_at_once_and_the_rest_goes_on(tmp_path, capsys):
    path = tmp_path / keeping.WORKBOOK
    shutil.copy(house.example() / keeping.WORKBOOK, path)
    before = reading.read(path).programme
    change(path, _maul)

    code = command_line.main(["check", str(path), "--as-of", DAY.isoformat()])
    out, err = capsys.readouterr()

    assert (code, err) == (1, "")
    for part in (
        "Taulukko Yhteistyö, rivi 14, sarake Yhteistyön muoto: solussa on henkilötunnus (••••••-••••).",
        "Taulukko Palvelut, rivi 7, sarake Palvelu: solut B7:B8 on yhdistetty",
        "Taulukko Tavoitteet, rivi 8, sarake Lähtötaso: solussa on kaava, jolla ei ole laskettua arvoa.",
        "Taulukko Tavoitteet, rivi 9, sarake Vastuutaho: solussa on kaava, jolla ei ole laskettua arvoa.",
        "Taulukko Tavoitteet, rivi 14, sarake Tunnus: tunnus T7 on jo rivillä 13.",
        "mittaria ”te_office.clients” ei ole kuvattu",
        "Taulukko Toimenpiteet, rivi 11, sarake Alkaa: ”ensi keväänä” ei ole päivä.",
        "Taulukko Toimenpiteet, rivi 12, sarake Tila: ”melkein valmis” ei ole luettelossa.",
    ):
        assert part in out
    assert "131052" not in out and "Traceback" not in out
    after = reading.read(path)
    assert after.withheld == {"cooperation"}
    assert after.programme.findings[0].text == "<script>alert(1)</script> مرحبا 👋"
    assert after.programme.findings[1:] == before.findings[1:]
    assert after.programme.communication == before.communication
    assert [goal.id for goal in after.programme.goals] == [f"T{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8)]
