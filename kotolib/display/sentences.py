"""Sentences by rule: each states what the values allow and no more, and remembers the numbers that it used.

Knows how Finnish (the source language) says a level, a comparison, a change and a caution; draws nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from kotolib import frame
from kotolib.display import relations, wording
from kotolib.indicators import Values, derived
from kotolib.situation import Situation

FEW = 30
"""Below this many persons a stock is told with the remark that a few people move it."""


@dataclass(frozen=True)
class Fact:
    """A number that a sentence used."""

    indicator: str
    area: str
    year: int
    value: float


@dataclass(frozen=True)
class Sentence:
    """One sentence and the numbers behind it."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Sentences that a notebook shows as Markdown."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences one after another."""
        return " ".join(one.text for one in self.sentences)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/markdown": escaped(self.text), "text/plain": self.text}


def escaped(text: str) -> str:
    """Text in which Markdown finds no mark-up."""
    return "".join("\\" + sign if sign in "\\`*_[]<>#|" else sign for sign in text)


def say(here: Situation, v: Values) -> Paragraph:
    """What an indicator says of the area: level, comparison, change, cautions.

    Parameters
    ----------
    here
        The situation.
    v
        The values, of the area and of what it is set against.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> print(koto.say(here, koto.values(here, "foreign_language.share")).sentences[0].text)
    Vieraskielisten osuus väestöstä oli Kangasalla 3,9 % vuonna 2025.
    """
    if v.latest() is None or is_too_few_now(v):
        return Paragraph((nothing(here, v),))
    return Paragraph(tuple(_all(here, v)))


def is_too_few_now(v: Values) -> bool:
    """Whether the newest year is not shown for its smallness: an older number would then stand for it."""
    yearly = v.own[v.own["group"] == ""]
    return len(yearly) > 0 and yearly.iloc[-1]["status"] == frame.BELOW_QUALITY


def _all(here: Situation, v: Values) -> Iterator[Sentence]:
    yield level(here, v)
    if compared := comparison(here, v):
        yield compared
    if changed := change(here, v):
        yield changed
    if beside := against_mean(here, v):
        yield beside
    if chance := by_chance(here, v):
        yield chance
    yield from cautions(here, v)


def fact(v: Values, row: pd.Series) -> Fact:
    """The fact of one row."""
    return Fact(v.indicator.id, row["area"], int(row["year"]), float(row["value"]))


def nothing(here: Situation, v: Values) -> Sentence:
    """Why the area has no number at all, or a five-year mean in place of single years that are too small."""
    own = v.own
    mean = v.latest(group=derived.MEAN_5)
    name, place = wording.name(here, v), here.area.locative(here.language)
    if mean is not None:
        return Sentence(
            here.texts(
                "{name} oli {place} vuosina {years} keskimäärin {value}; yksittäisten vuosien luvut ovat liian pieniä.",
                name=name, place=place, value=wording.valued(here, v, mean),
                years=f"{int(mean['year']) - 4}–\u2060{int(mean['year'])}",
            ),
            (fact(v, mean),),
        )  # fmt: skip
    statuses = own["status"]
    if (statuses == frame.BELOW_QUALITY).any():
        return Sentence(
            here.texts(
                "{name}: lukua ei esitetä {place}, koska sen takana olisi alle kymmenen henkilöä.",
                name=name,
                place=place,
            )
        )
    status = statuses.iloc[-1] if len(statuses) else frame.MISSING
    return Sentence(
        here.texts("{name}: {place} {reason}.", name=name, place=place, reason=wording.reason(here, status))
    )


def level(here: Situation, v: Values) -> Sentence:
    """*Vieraskielisten osuus väestöstä oli Kangasalla 3,9 % vuonna 2025.*"""
    row = v.latest()
    _, words = here.texts, _level(here, v, row)
    if row["year"] > here.as_of.year:
        message = _("{name} vuodelle {year} on {place} {value}.", **words)
    elif row["status"] == frame.PRELIMINARY:
        message = _("{name} oli {place} {value} vuonna {year} (ennakkotieto).", **words)
    else:
        message = _("{name} oli {place} {value} vuonna {year}.", **words)
    return Sentence(message, (fact(v, row),))


def _level(here: Situation, v: Values, row: pd.Series) -> dict[str, object]:
    return {
        "name": wording.name(here, v),
        "place": wording.place(here, v, row["area"]),
        "value": wording.valued(here, v, row),
        "year": int(row["year"]),
    }


def comparison(here: Situation, v: Values) -> Sentence | None:
    """*Koko maassa osuus oli 11,4 % ja Pirkanmaalla 7,8 %.* · the same year, shares and rates only."""
    if v.indicator.kind == "count":
        return None
    last = v.latest()
    told, facts = [], []
    for area_id in list(v.areas)[1:]:
        rows = v.shown(area_id)
        same = rows[rows["year"] == last["year"]]
        if len(same):
            row = same.iloc[0]
            told.append((wording.place(here, v, area_id), _short(here, v, row)))
            facts.append(fact(v, row))
    if not told:
        return None
    _ = here.texts
    first, *others = told
    if v.indicator.kind == "share":
        begin = _("{place} osuus oli {value}", place=first[0], value=first[1])
    else:
        begin = _("{place} luku oli {value}", place=first[0], value=first[1])
    rest = [_("{place} {value}", place=place, value=value) for place, value in others]
    text = here.texts.listing([begin, *rest])
    return Sentence(text[:1].upper() + text[1:] + ".", tuple(facts))


def _short(here: Situation, v: Values, row: pd.Series) -> str:
    return wording.valued(here, v, row) if v.indicator.unit == "%" else wording.bare(here, v, row)


def change(here: Situation, v: Values) -> Sentence | None:
    """*Osuus nousi 1,3 prosenttiyksikköä vuodesta 2020, jolloin se oli 2,6 %.* · only for stocks of a register."""
    if v.indicator.variation != "none" or v.indicator.kind in ("rate", "given") or v.indicator.unit == "moves":
        return None
    found = relations.change(v)
    if found is None or found.last["year"] > here.as_of.year or v.is_few(found.first) or v.is_few(found.last):
        return None
    facts = (fact(v, found.first), fact(v, found.last))
    _ = here.texts
    year, before = int(found.first["year"]), wording.valued(here, v, found.first)
    if v.indicator.kind == "share":
        points = here.texts.number(abs(found.amount), v.indicator.decimals)
        if round(abs(found.amount), v.indicator.decimals) == 0:
            return Sentence(_("Osuus oli sama kuin vuonna {year}.", year=year), facts)
        if found.amount > 0:
            text = _("Osuus nousi {points} prosenttiyksikköä vuodesta {year}, jolloin se oli {before}.",
                     points=points, year=year, before=before)  # fmt: skip
        else:
            text = _("Osuus laski {points} prosenttiyksikköä vuodesta {year}, jolloin se oli {before}.",
                     points=points, year=year, before=before)  # fmt: skip
        return Sentence(text, facts)
    return Sentence(_count_change(here, v, found), facts)


def _count_change(here: Situation, v: Values, found: relations.Change) -> str:
    _ = here.texts
    rounded = v.is_rounded(found.first) or v.is_rounded(found.last)
    size = wording.step(found.last) if v.is_rounded(found.last) else 1
    amount = abs(round(found.amount / size) * size)
    year, before = int(found.first["year"]), wording.valued(here, v, found.first)
    if amount == 0:
        return _("Määrä oli suunnilleen sama kuin vuonna {year}.", year=year)
    number = _("noin {number}", number=here.texts.number(amount)) if rounded else here.texts.number(amount)
    if found.amount > 0:
        return _.plural(
            "Määrä lisääntyi {number} hengellä vuodesta {year}, jolloin se oli {before}.",
            "Määrä lisääntyi {number} hengellä vuodesta {year}, jolloin se oli {before}.",
            amount, number=number, year=year, before=before,
        )  # fmt: skip
    return _.plural(
        "Määrä väheni {number} hengellä vuodesta {year}, jolloin se oli {before}.",
        "Määrä väheni {number} hengellä vuodesta {year}, jolloin se oli {before}.",
        amount, number=number, year=year, before=before,
    )  # fmt: skip


def against_mean(here: Situation, v: Values) -> Sentence | None:
    """*Viiden edellisen vuoden keskiarvo oli 61; vuosi 2022 ei poikkea siitä selvästi.* · counts varying by chance."""
    if v.indicator.variation != "poisson" or v.indicator.kind != "count":
        return None
    found = relations.mean_before(v)
    if found is None:
        return None
    mean, last, clear = found
    _ = here.texts
    words = {"mean": here.texts.number(mean), "year": int(last["year"])}
    if not clear:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuosi {year} ei poikkea siitä selvästi.", **words)
    elif last["value"] > mean:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuoden {year} luku on selvästi suurempi.", **words)
    else:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuoden {year} luku on selvästi pienempi.", **words)
    return Sentence(text, (fact(v, last),))


def by_chance(here: Situation, v: Values) -> Sentence | None:
    """*Satunnaisvaihtelu huomioon ottaen luku on 2–46 (95 %:n väli).* · of a net or a rate, which chance moves most."""
    row = v.latest()
    if pd.isna(row["low"]) or (v.indicator.kind == "count" and len(v.indicator.behind) < 2):
        return None
    span = here.texts.span(row["low"], row["high"], v.indicator.decimals)
    return Sentence(here.texts("Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on {span}.", span=span))


def cautions(here: Situation, v: Values) -> Iterator[Sentence]:
    """What the reader must know: too old, too small."""
    row = v.latest()
    _ = here.texts
    if v.is_stale(int(row["year"]), here.as_of.year):
        newer = _newer(here, v)
        yield Sentence(_("Luku kertoo menneestä: uudempaa ei ole tässä aineistossa. {newer}", newer=newer).strip())
    if v.indicator.unit in ("persons", "moves") and 0 < abs(row["value"]) < FEW:
        yield Sentence(_("Luku on pieni: muutama ihminen muuttaa sitä paljon."))
    elif v.indicator.kind == "share" and 0 <= (row["numerator"] or 0) < FEW:
        yield Sentence(_("Osuuden takana on vain vähän ihmisiä: muutama ihminen muuttaa sitä paljon."))


def _newer(here: Situation, v: Values) -> str:
    from kotolib import sources

    declared = sources.load().sources
    for card in v.source:
        source = declared.get(card.id)
        if source and source.newer:
            return source.newer.in_language(here.language)
    return ""
