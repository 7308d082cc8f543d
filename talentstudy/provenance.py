"""Where numbers come from, as it is printed: source lines built from the rows drawn, and citations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from talentstudy.codes import label
from talentstudy.editions import Edition, Pin
from talentstudy.store import Home, Origin
from talentstudy.wording import listing, named, semicolons, sentence

_PART = re.compile(r"(?P<dataset>[a-z0-9_]+)@(?P<vintage>[0-9-]+)(?:#(?P<place>[^;]+))?")
# What a reader can turn to, among the descriptions of where in a copy a number stands.
_PLACE = re.compile(r"(Figure|Article|p\.|line) (\d[\d.]*)")
_WORDS = {"Figure": "figure", "Article": "article", "p.": "page", "line": "line"}


class Held(Protocol):
    """An edition and where its files are, as a pipeline knows both; naming a source computes nothing."""

    @property
    def edition(self) -> Edition:
        """The edition."""

    @property
    def home(self) -> Home:
        """Where its files are."""


def sources_of(texts: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The places named in source texts by (dataset, vintage), each once, in order of appearance.

    >>> sources_of(["wef_future_of_jobs@2025#Figure 3.4, p. 37; isoc_sks_itspt@2025-05-14"])
    {('wef_future_of_jobs', '2025'): ('Figure 3.4, p. 37',), ('isoc_sks_itspt', '2025-05-14'): ()}
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for text in dict.fromkeys(texts):
        for part in _PART.finditer(text):
            places = found.setdefault((part["dataset"], part["vintage"]), {})
            if part["place"]:
                places[part["place"].strip()] = None
    return {pair: tuple(places) for pair, places in found.items()}


@dataclass(frozen=True)
class Origins:
    """Where numbers come from, in codes: the edition, ``dataset@vintage`` of each source, what its terms of use are."""

    edition: str = ""
    vintages: tuple[str, ...] = ()
    rights: str = ""


def origins_of(pipeline: Held, texts: Iterable[str]) -> Origins:
    """The origins named in the sources of rows, for the metadata of what is drawn from them."""
    pairs = list(sources_of(texts))
    terms = dict.fromkeys(str(pipeline.home.origin(*pair).facts["licence"]) for pair in pairs)
    return Origins(pipeline.edition.name, tuple("@".join(pair) for pair in pairs), " ".join(terms))


def source_line(pipeline: Held, texts: Iterable[str], language: str, *, computed: bool = False) -> str:
    """What stands after 'Source:' under a figure or table, from the sources of its rows.

    Names producer, dataset or title, vintage and place; says so where a later vintage is used up
    to a reference period, and where the study computed the number.
    """
    parts = [
        _source(pipeline, pipeline.home.origin(dataset, vintage), places, language)
        for (dataset, vintage), places in sources_of(texts).items()
    ]
    if computed:
        parts.append(sentence("sources", "computed", language))
    return semicolons(parts, language) + "."


def _source(pipeline: Held, origin: Origin, places: tuple[str, ...], language: str) -> str:
    facts = origin.facts
    official = facts["vintage_is"] != "publication"
    parts = {"producer": producer_of(origin, language), "title": title_of(origin, language), "dataset": origin.dataset}
    if official:
        text = sentence("sources", "official", language, vintage=origin.vintage, **parts)
    else:
        place = listing(list(dict.fromkeys(places_of(places, language))), language)
        key = "published_at" if place else "published"
        text = sentence("sources", key, language, place=place, published=origin.vintage, **parts)
    pins = [pin for pin in pipeline.edition.pins if (pin.dataset, pin.vintage) == (origin.dataset, origin.vintage)]
    return text + _cut_off(pins, language)


def briefly(text: str, language: str) -> str:
    """Dataset, vintage and place of source texts, as a table names them; words that name no dataset stay.

    >>> briefly("wef_future_of_jobs@2025#Figure 3.4, p. 37; isoc_sks_itspt@2025-05-14", "de")
    'wef_future_of_jobs (2025), Abbildung 3.4, S. 37; isoc_sks_itspt (2025-05-14)'
    """
    told = [
        ", ".join([f"{dataset} ({vintage})", *dict.fromkeys(places_of(places, language))])
        for (dataset, vintage), places in sources_of([text]).items()
    ]
    return semicolons(told, language) or text


def producer_of(origin: Origin, language: str) -> str:
    """Who publishes it, as the language names them."""
    return label("provider", str(origin.facts["provider"]), language)


def title_of(origin: Origin, language: str) -> str:
    """The original title, untranslated; in the language's words where only a description in brackets is known."""
    title = str(origin.facts["title"])
    return label("dataset", origin.dataset, language) if title.startswith("(") else title


def places_of(places: tuple[str, ...], language: str) -> list[str]:
    """Figures, pages, articles and lines as the language names them; what only describes a copy stays in the data."""
    parts = [_PLACE.match(part) for place in places for part in place.split(", ")]
    return [sentence("sources", _WORDS[part[1]], language, number=part[2]) for part in parts if part]


def _cut_off(pins: list[Pin], language: str) -> str:
    until = sorted({pin.until for pin in pins if pin.until})
    if not until:
        return ""
    return " " + sentence("sources", "cut_off", language, until=listing(until, language))


def citation(pipeline: Held, texts: Iterable[str], language: str) -> tuple[str, ...]:
    """One full reference per source: producer, title, dataset, vintage, address and terms of use."""
    lines = []
    for (dataset, vintage), places in sources_of(texts).items():
        origin = pipeline.home.origin(dataset, vintage)
        where = listing(list(dict.fromkeys(places_of(places, language))), language)
        place = f" {where[0].upper()}{where[1:]}." if where else ""
        address = f" {origin.facts['url']}" if origin.facts["url"] else ""
        beside = origin.folder.relative_to(pipeline.home.folder).as_posix()
        key = "terms_eurostat" if origin.facts["vintage_is"] != "publication" else "terms_beside"
        terms = sentence("sources", key, language, folder=beside)
        who = named(producer_of(origin, language), title_of(origin, language), language)
        lines.append(f"{who} ({dataset}, {vintage}).{place}{address} {terms}")
    return tuple(lines)
