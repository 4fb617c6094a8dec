"""The lead of a section: two sentences that answer its question, from the newest figures; knows values and words."""

from kotolib.areas.area import COUNTRY
from kotolib.display import outlooks, relations, sentences, unshown, wording
from kotolib.display.prose import Paragraph, Sentence
from kotolib.indicators import Values
from kotolib.indicators.answering import is_unshown
from kotolib.situation import Situation


def lead(here: Situation, share: Values, count: Values) -> Paragraph:
    """How many there are, what part of the residents, and how that compares with the country.

    Parameters
    ----------
    here
        The situation.
    share, count
        The same population as a share (set against the country) and as a number.
    """
    if is_unshown(share):
        return Paragraph(unshown.nothing(here, share))
    first, second = _how_many(here, share, count), _beside(here, share)
    return Paragraph(tuple(one for one in (first, second) if one))


def _how_many(here: Situation, share: Values, count: Values) -> Sentence:
    _ = here.texts
    part, number = share.latest(), count.latest()
    if share.indicator.population != "foreign_language":
        return sentences.level(here, share)
    words = {
        "place": wording.capital(here.area.locative(here.language)),
        "share": _.percent(part["value"], share.indicator.decimals),
        "year": int(part["year"]),
    }
    if number is None or number["year"] != part["year"]:
        text = _("{place} {share} asukkaista oli vieraskielisiä vuonna {year}.", **words)
        return Sentence(text, (sentences.fact(share, part),))
    words["count"] = wording.bare(here, count, number)
    text = _("{place} asui {count} vieraskielistä vuonna {year}, {share} asukkaista.", **words)
    return Sentence(text, (sentences.fact(count, number), sentences.fact(share, part)))


def _beside(here: Situation, share: Values) -> Sentence | None:
    """Steady rise or fall over the stretch, and the relation to the country; where few people stand behind the share,
    or it is of the past, only what it was elsewhere."""
    _ = here.texts
    row = share.latest()
    if share.is_few(row) or not wording.is_present(here, row):
        return sentences.comparison(here, share)
    steady, relation = _steady(here, share), relations.beside_country(share)
    facts = [sentences.fact(share, row)]
    beside = ""
    if relation:
        beside = _(relation.message, points=_.number(relation.points, share.indicator.decimals))
        facts.append(sentences.fact(share, relation.country))
    if steady and beside:
        return Sentence(_("{steady}, ja se on {relation}.", steady=steady, relation=beside), tuple(facts))
    if beside:
        return Sentence(_("Osuus on {relation}.", relation=beside), tuple(facts))
    return Sentence(steady + ".", tuple(facts)) if steady else None


def _steady(here: Situation, share: Values) -> str:
    found = relations.change(share)
    if found is None or share.is_few(found.first):
        return ""
    rows = share.shown()
    since = rows[rows["year"] >= found.first["year"]]["value"]
    steps = since.map(lambda value: wording.as_written(value, share.indicator.decimals)).diff().dropna()
    year = int(found.first["year"])
    if len(steps) > 1 and (steps > 0).all():
        return here.texts("Osuus on noussut joka vuosi vuodesta {year}", year=year)
    if len(steps) > 1 and (steps < 0).all():
        return here.texts("Osuus on laskenut joka vuosi vuodesta {year}", year=year)
    return ""


def outlook_lead(here: Situation) -> Paragraph:
    """What the municipality's own calculation says of the coming years, and what it starts from; where there is none,
    what the section tells instead: why there is none is said in the calculation's own place."""
    made = None if here.area.kind == COUNTRY else outlooks.made(here)
    if not isinstance(made, outlooks.Made):
        _ = here.texts
        return Paragraph((
            Sentence(_("Vieraskielisten määrästä lähivuosina ei esitetä laskelmaa.")),
            Sentence(_("Alla on, mitä muuttoliikkeestä ja väestöennusteesta tiedetään.")),
        ))  # fmt: skip
    finding = outlooks.finding(here, made, here.area.locative(here.language))
    return Paragraph((Sentence(finding + "."), outlooks.start(here, made)))
