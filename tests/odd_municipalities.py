"""The municipalities and areas that break what works for the others, each with the reason."""

from kotolib import areas

ODD = {
    "091": "Helsinki: the largest; arranges health and social services itself, so has no wellbeing services county",
    "766": "Sottunga: the smallest; nothing derived may be shown; Swedish says på",
    "545": "Närpiö: 22 % foreign-language, Swedish majority, English name is the Swedish one",
    "478": "Maarianhamina: Åland, Swedish only, own bodies",
    "507": "Mäntyharju: took Pertunmaa in 2025",
    "895": "Uusikaupunki: the name inflects inside",
    "599": "Pedersören kunta: the word kunta is part of the name",
    "284": "Koski Tl: two letters after the name, which do not inflect",
    "403": "Lappajärvi: false zeros in a source",
    "139": "Ii: two letters",
    "491": "Mikkeli: a colon in its Swedish name, S:t Michel",
    "072": "Hailuoto: Swedish says på Karlö",
    "946": "Vöyri: an abolished municipality bore the name",
    "604": "Pirkkala: an abolished municipality of the name went to Nokia",
    "005": "Alajärvi: a code that loses its zeros",
}
IN_FIGURES = ("091", "766", "545", "478", "507", "403")
"""Those whose figures or bodies are odd; what is odd in the others is the name, the code or the list of areas."""


def everything() -> list[areas.Area]:
    """One of each: all municipalities and bodies, the country and a joint area."""
    listed = (
        areas.municipalities(),
        areas.regions(),
        areas.employment_areas(),
        areas.wellbeing_counties(),
        areas.development_centres(),
    )
    return [area for kind in listed for area in kind] + [areas.country(), areas.get("211+562+635")]
