"""What stands out, in words: each point has its number, what it is held against and a caution; never a cause.

Knows findings and wording; the rule that chooses them is :mod:`kotolib.comparison.standing`.
"""

from collections.abc import Iterator
from typing import Literal

from kotolib import frame, indicators
from kotolib.comparison import standing
from kotolib.comparison.standing import Finding
from kotolib.display import amounts, relations, sentences, unshown, wording
from kotolib.display.prose import Paragraph, Points, Sentence
from kotolib.indicators import Values
from kotolib.indicators.answering import is_unshown
from kotolib.situation import Situation
from kotolib.sources.declaration import THEMES

OLD = 2
"""A figure of so many years back is told with where newer ones are."""


def stands_out(here: Situation, theme: Literal["", *THEMES] = "") -> Points:
    """What stands out in the area: at most five points chosen by rule, or a sentence that nothing does.

    Parameters
    ----------
    here
        The situation.
    theme
        One theme of the indicators, such as `employment`; all unless told.

    Returns
    -------
    Points
        Each with a number, a comparison and a caution.

    Examples
    --------
    >>> import kotolib as koto
    >>> found = koto.stands_out(koto.begin("545", as_of="2026-11-24"))
    >>> found.points[0][0].text.startswith("Vieraskielisten osuus väestöstä oli Närpiössä 22,5")
    True
    """
    found = standing.findings(here, theme)
    if not found:
        return Points((_nothing(here, theme),))
    points = tuple(tuple(point(here, one)) for one in found)
    return Points((_opening(here, found), *(sentence for one in points for sentence in one)), points)


def _opening(here: Situation, found: tuple[Finding, ...]) -> Sentence:
    _ = here.texts
    if len(found) > 1:
        return Sentence(
            _("Nämä luvut poikkeavat eniten muista kunnista tai ovat muuttuneet eniten; ne eivät kerro, mistä ero tai "
              "muutos johtuu.")
        )  # fmt: skip
    if found[0].is_change:
        return Sentence(_("Tämä luku on muuttunut selvästi; se ei kerro, mistä muutos johtuu."))
    return Sentence(_("Tämä luku poikkeaa selvästi muista kunnista; se ei kerro, mistä ero johtuu."))


def section_lead(here: Situation, theme: Literal[THEMES]) -> Paragraph:
    """The lead of a section: what stands out most in its theme, else its newest figure; else that there is none.

    Figures of people who have moved to the country go before those of all residents.

    Parameters
    ----------
    here
        The situation.
    theme
        The theme of the section.
    """
    if found := standing.findings(here, theme):
        return Paragraph(tuple(point(here, found[0])))
    if main := _newest(here, theme):
        return Paragraph((_in_one(here, main), _caution(here, main)))
    return Paragraph((_nothing(here, theme),))


def _in_one(here: Situation, v: Values) -> Sentence:
    """*Kangasalla työttömien osuus työvoimasta oli 8,4 % vuonna 2024; Pirkanmaalla osuus oli 10,9 % ja …* · a number
    of people is set beside what it was; the section says the rest in words of its own."""
    _, row = here.texts, v.latest()
    words = {
        "place": wording.capital(wording.at(here, here.area)), "value": wording.valued(here, v, row),
        "name": wording.lowered(v.indicator.subject_in(here.language)), "year": int(row["year"]),
    }  # fmt: skip
    if beside := sentences.compared(here, v):
        text = _("{place} {name} oli {value} vuonna {year}; {beside}.", beside=beside.text, **words)
        return Sentence(text, (sentences.fact(v, row), *beside.facts))
    if changed := sentences.change(here, v):
        first = relations.change(v).first
        text = _("{place} {name} oli {value} vuonna {year}; vuonna {since} se oli {before}.",
                 since=int(first["year"]), before=wording.short(here, v, first), **words)  # fmt: skip
        return Sentence(text, changed.facts)
    return Sentence(_("{place} {name} oli {value} vuonna {year}.", **words), (sentences.fact(v, row),))


def _newest(here: Situation, theme: str) -> Values | None:
    """The newest fresh figure of a theme, one of people who have moved to the country first."""
    found = []
    for v in _of_theme(here, theme):
        row = None if is_unshown(v) else v.latest()
        if row is not None and not v.is_stale(int(row["year"]), here.as_of.year) and row["year"] <= here.as_of.year:
            found.append((v.indicator.population == "everyone", v.indicator.kind == "count", -int(row["year"]), v))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _of_theme(here: Situation, theme: str) -> Iterator[Values]:
    for name, declared in indicators.indicators().items():
        if not theme or declared.theme == theme:
            yield indicators.values(here, name, against=("region", "country"))


# --- a point


def point(here: Situation, found: Finding) -> Iterator[Sentence]:
    """The sentences of one finding: what it is beside what, and how it is to be read."""
    _, declared = here.texts, found.values.indicator
    yield _changed(here, found) if found.is_change else _beside(here, found)
    if found.is_change and declared.kind == "share" and declared.population != "everyone":
        yield Sentence(_("Osuus muuttuu myös silloin, kun muiden määrä muuttuu."))
    else:
        yield _caution(here, found.values)
    if found.few:
        yield Sentence(_("Osuuden takana on vain vähän ihmisiä: muutama ihminen muuttaa sitä paljon."))
    if found.thin and found.kind == standing.SIMILAR:
        yield Sentence(_("Läheisiä vertailukuntia ei ole, joten vertailu on vain suuntaa antava."))
    if here.as_of.year - int(found.row["year"]) >= OLD:
        yield unshown.newer(here, found.values)


def _caution(here: Situation, v: Values) -> Sentence:
    """What the reader of this figure must know of it."""
    return Sentence((v.indicator.caution or v.indicator.how).in_language(here.language))


def _beside(here: Situation, found: Finding) -> Sentence:
    """*Vieraskielisten osuus väestöstä oli Närpiössä 22,5 % vuonna 2025; samankaltaisten kuntien mediaani oli …*"""
    _, v = here.texts, found.values
    level = sentences.level(here, v)
    words = {"level": level.text.removesuffix(".")}
    if found.kind == standing.SIMILAR:
        median, span = _number(here, v, found.other), _span(here, v, found)
        text = _("{level}; samankaltaisten kuntien mediaani oli {median} ja vaihteluväli {span}.",
                 median=median, span=span, **words)  # fmt: skip
        return Sentence(text, level.facts)
    area_id = next(one for one in list(v.areas)[1:] if (one == frame.COUNTRY) == (found.kind == "country"))
    row = relations.of_year(v, area_id, int(found.row["year"]))
    text = _("{level}; {place} se oli {value}.", place=wording.at(here, v.areas[area_id]),
             value=wording.short(here, v, row), **words)  # fmt: skip
    return Sentence(text, (*level.facts, sentences.fact(v, row)))


def _changed(here: Situation, found: Finding) -> Sentence:
    """*Osuus nousi Mäntyharjulla 3,3 prosenttiyksikköä eli 2,4-kertaiseksi vuodesta 2020 (2,3 %) vuoteen 2025 (5,6 %);
    samankaltaisissa kunnissa muutoksen mediaani oli …*"""
    _, v, decimals = here.texts, found.values, found.values.indicator.decimals
    last, first = wording.told(v, found.row), wording.told(v, found.first)
    # The difference of the numbers that are shown, so that the reader's own subtraction agrees.
    amount = wording.as_written(last - first, decimals)
    words = {
        "name": v.indicator.subject_in(here.language), "place": here.area.locative(here.language),
        "points": _in_points(here, v, _.number(abs(amount), decimals)),
        "first": int(found.first["year"]), "before": wording.short(here, v, found.first),
        "last": int(found.row["year"]), "after": wording.short(here, v, found.row),
    }  # fmt: skip
    if amount > 0 and standing.growth(v, found.first, found.row) >= standing.LEAST_EFFECT:
        own = _("{name} nousi {place} {points} eli {times}-kertaiseksi vuodesta {first} ({before}) vuoteen {last} "
                "({after})", times=_.number(last / first, 1), **words)  # fmt: skip
    elif amount > 0:
        own = _("{name} nousi {place} {points} vuodesta {first} ({before}) vuoteen {last} ({after})", **words)
    else:
        own = _("{name} laski {place} {points} vuodesta {first} ({before}) vuoteen {last} ({after})", **words)
    return Sentence(_of_others(here, found, own), (sentences.fact(v, found.first), sentences.fact(v, found.row)))


def _of_others(here: Situation, found: Finding, own: str) -> str:
    """The own change and, in the same sentence, the middle one of the similar municipalities or of all."""
    _, v, decimals = here.texts, found.values, found.values.indicator.decimals
    other = _in_points(here, v, _.signed(wording.as_written(found.other, decimals), decimals))
    if v.similar:
        return _("{own}; samankaltaisissa kunnissa muutoksen mediaani oli {median}.", own=own, median=other)
    return _("{own}; kaikissa kunnissa muutoksen mediaani oli {median}.", own=own, median=other)


def _in_points(here: Situation, v: Values, number: str) -> str:
    if v.indicator.unit == "%":
        return here.texts("{points} prosenttiyksikköä", points=number)
    return number


def _number(here: Situation, v: Values, value: float) -> str:
    decimals = v.indicator.decimals
    if v.indicator.unit == "%":
        return here.texts.percent(value, decimals)
    return here.texts.number(wording.as_written(value, decimals), decimals)


def _span(here: Situation, v: Values, found: Finding) -> str:
    low, high = (wording.as_written(end, v.indicator.decimals) for end in (found.low, found.high))
    span = here.texts.span(low, high, v.indicator.decimals)
    return here.texts("{span}\u00a0%", span=span) if v.indicator.unit == "%" else span


# --- when nothing stands out


def _nothing(here: Situation, theme: str) -> Sentence:
    """That nothing does, or that there is nothing to look at: too few people, too old, none at all."""
    _ = here.texts
    place = wording.at(here, here.area)
    if here.area.kind == frame.COUNTRY or here.area.id == frame.COUNTRY:
        return Sentence(_("Koko maan luvut ovat ne, joihin kuntia verrataan."))
    if names := standing.fresh(here, theme):
        values = [indicators.values(here, name) for name in names]
        if all(v.is_few(v.latest()) for v in values):
            return Sentence(_("Mitään lukua ei nosteta esiin, koska lukujen takana on {place} alle kymmenen henkilöä.",
                              place=place))  # fmt: skip
        return Sentence(
            _("Mikään tuore luku ei nouse {place} esiin: tasot ja muutokset ovat kunnille tavallisia.", place=place)
        )
    shown = [v.latest() for v in _of_theme(here, theme) if v.latest() is not None]
    years = [int(row["year"]) for row in shown if row["year"] <= here.as_of.year]
    if years and theme:
        return Sentence(
            _(
                "{place} ei ole tästä aiheesta tuoreita lukuja: uusin on vuodelta {year}.",
                place=wording.capital(place),
                year=max(years),
            )
        )
    if years:
        return Sentence(_("Tuoreita lukuja ei {place} ole: uusin on vuodelta {year}.", place=place, year=max(years)))
    return Sentence(_("Tässä aineistossa ei ole tästä aiheesta {whose} lukuja.", whose=amounts.whose(here)))
