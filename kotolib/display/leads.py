"""The lead of a section: two sentences that answer its question, from the newest figures; knows values and words."""

from kotolib.display import relations, wording
from kotolib.display.sentences import Paragraph, Sentence, fact, nothing
from kotolib.indicators import Values
from kotolib.projection.edition import of_area
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
    if share.latest() is None:
        return Paragraph((nothing(here, share),))
    first, second = _how_many(here, share, count), _beside(here, share)
    return Paragraph(tuple(one for one in (first, second) if one))


def _how_many(here: Situation, share: Values, count: Values) -> Sentence:
    _ = here.texts
    part, number = share.latest(), count.latest()
    place = here.area.locative(here.language)
    place = place[:1].upper() + place[1:]
    part_told = here.texts.percent(part["value"], share.indicator.decimals)
    if number is None or number["year"] != part["year"]:
        text = _("{place} vieraskielisiä oli {share} asukkaista vuonna {year}.",
                 place=place, share=part_told, year=int(part["year"]))  # fmt: skip
        return Sentence(text, (fact(share, part),))
    text = _("{place} asui {count} vieraskielistä vuonna {year}, {share} asukkaista.", place=place,
             count=wording.bare(here, count, number), share=part_told, year=int(part["year"]))  # fmt: skip
    return Sentence(text, (fact(count, number), fact(share, part)))


def _beside(here: Situation, share: Values) -> Sentence | None:
    """Steady rise or fall over the stretch, and the relation to the country."""
    _ = here.texts
    if share.is_few(share.latest()):
        return None
    steady, relation = _steady(here, share), _relation(here, share)
    if steady and relation:
        return Sentence(_("{steady}, ja se on {relation}.", steady=steady, relation=relation))
    if steady or relation:
        return Sentence((steady or _("Osuus on {relation}", relation=relation)) + ".")
    return None


def _steady(here: Situation, share: Values) -> str:
    found = relations.change(share)
    if found is None:
        return ""
    rows = share.shown()
    steps = rows[rows["year"] >= found.first["year"]]["value"].round(share.indicator.decimals).diff().dropna()
    year = int(found.first["year"])
    if len(steps) > 1 and (steps > 0).all():
        return here.texts("Osuus on noussut joka vuosi vuodesta {year}", year=year)
    if len(steps) > 1 and (steps < 0).all():
        return here.texts("Osuus on laskenut joka vuosi vuodesta {year}", year=year)
    return ""


def _relation(here: Situation, share: Values) -> str:
    own = share.latest()
    if "SSS" not in share.areas or here.area.id == "SSS":
        return ""
    country = share.shown("SSS")
    same = country[country["year"] == own["year"]]
    if same.empty:
        return ""
    message, points = relations.to_country(own["value"], same.iloc[0]["value"])
    return here.texts(message, points=here.texts.number(points, 1))


def outlook_lead(here: Situation) -> Paragraph:
    """What the municipality's own calculation says of the coming years, in two sentences."""
    from kotolib.display import outlooks

    figure = outlooks.outlook(here)
    if isinstance(figure, Paragraph):
        return figure
    found = of_area(here)
    return Paragraph((Sentence(outlooks.title(here, found) + "."), Sentence(outlooks.record_sentence(here, found))))
