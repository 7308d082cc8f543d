"""The whole study as one volume: cover, how to read it, chapters and annexes, figures told at length, sources."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentstudy import __version__
from talentstudy.chapters import CHAPTERS
from talentstudy.citations.printed import Reference, cited_works, pinned_datasets
from talentstudy.citations.work import day_text
from talentstudy.codes import code_list, label
from talentstudy.documents.blocks import Document, FigureBlock
from talentstudy.editions import Edition
from talentstudy.paper.claims import FILE, claims_csv
from talentstudy.paper.content import Setter
from talentstudy.paper.inline import Run, addressed
from talentstudy.paper.told import Told, heading, listing, listing_of, paragraph, words
from talentstudy.paper.words import say
from talentstudy.store import Home
from talentstudy.wording import number as printed_number

_UNION = "EU27_2020"
# German, French and Dutch as Belgium writes them; English as Europe does.
_REGIONS = {"nl": "be", "fr": "be", "de": "be", "en": "gb"}


@dataclass(frozen=True)
class Volume:
    """What one PDF is made of."""

    home: Home
    edition: Edition
    geo: str
    language: str
    documents: Sequence[Document]
    cited: Callable[[str], str] = str


def volume_content(volume: Volume) -> tuple[dict[str, Any], dict[str, Path | bytes]]:
    """The content of the template, and the pictures it names."""
    edition, language = volume.edition, volume.language
    setter = Setter(language, volume.cited)
    country = label("geo", volume.geo, language)
    subtitle = say("subtitle_union" if volume.geo == _UNION else "subtitle", language, country=country)
    day = day_text(edition.as_of, language)
    content = {
        "language": language,
        "region": _REGIONS[language],
        "title": edition.title,
        "subtitle": subtitle,
        "edition": edition.name,
        "country": country,
        "authors": ["talentstudy"],
        "keywords": [one.title for one in volume.documents],
        "day": [int(one) for one in edition.as_of.split("-")],
        "words": {key: say(key, language) for key in ("contents", "figures", "about")},
        "foot": say("foot", language, title=edition.title, edition=edition.name, country=country),
        "cover": {
            "over": say("edition", language, edition=edition.name),
            "rows": [say("known_by", language, day=day), say("version", language, version=__version__)],
            "foot": say("accessible", language),
        },
        "about": _about(day, language),
        "attached": [*_rows(volume), *_claims(volume)],
        "parts": [*_parts(volume, setter), _behind(volume), _sources(volume)],
    }
    return content, setter.files


def _rows(volume: Volume) -> Iterator[dict[str, str]]:
    """The rows behind each figure as a file that is attached."""
    for one in _figures(volume):
        if "csv" in one.files:
            told = say("rows_of", volume.language, title=f"{one.id} {one.title}")
            path = one.files["csv"]
            yield {"file": path.name, "told": told, "content": path.read_bytes().decode()}


def _claims(volume: Volume) -> Iterator[dict[str, str]]:
    """All claims as a file that is attached."""
    if claims := [entry for one in volume.documents for entry in one.claims]:
        yield {"file": FILE, "told": say("claims_told", volume.language), "content": claims_csv(claims)}


def _about(day: str, language: str) -> list[Told]:
    flags = [f"**{code}** {label('obs_flag', code, language)}" for code in code_list("obs_flag")]
    return [
        paragraph(say("about_numbers", language)),
        paragraph(say("about_vintage", language, day=day)),
        paragraph(say("about_missing", language)),
        paragraph(say("about_flags", language)),
        listing_of(flags),
        paragraph(say("about_behind", language)),
    ]


def _parts(volume: Volume, setter: Setter) -> Iterator[dict[str, Any]]:
    numbers = {chapter.notebook: number for number, chapter in CHAPTERS.items()}
    for document in volume.documents:
        number = numbers.get(document.name)
        # An annex bears its letter in its title: 'Annex A · …'.
        over, _, rest = document.title.partition(" · ") if number is None else ("", "", "")
        yield {
            "over": say("chapter", volume.language, number=number) if number else over if rest else "",
            "title": rest or document.title,
            "question": document.question,
            "blocks": setter.blocks(document),
        }


def _behind(volume: Volume) -> dict[str, Any]:
    """What each figure shows, told at length, and which attached file holds its rows; a picture of a model has none."""
    blocks = [paragraph(say("behind_intro", volume.language))]
    for figure in _figures(volume):
        rows = _attached(figure, volume.language) if "csv" in figure.files else ""
        if told := f"{figure.description} {rows}".strip():
            title = f"{figure.id} {figure.title}" if figure.numbered else figure.title
            blocks += [heading(title, 2, listed=False), words([Run(told)])]
    return {"over": "", "title": say("behind", volume.language), "question": "", "blocks": blocks}


def _figures(volume: Volume) -> Iterator[FigureBlock]:
    for document in volume.documents:
        yield from document.figures


def _attached(figure: FigureBlock, language: str) -> str:
    path = figure.files["csv"]
    with path.open(encoding="utf-8", newline="") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    return say("attached", language, count=printed_number(count, language, 0), name=path.name)


def _sources(volume: Volume) -> dict[str, Any]:
    language = volume.language
    given = volume.home, volume.edition, language
    blocks = [heading(say("datasets", language), 2), listing([_reference(one) for one in pinned_datasets(*given)])]
    if works := [_reference(one) for one in cited_works(*given)]:
        blocks += [heading(say("works", language), 2), listing(works)]
    return {"over": "", "title": say("sources", language), "question": "", "blocks": blocks}


def _reference(one: Reference) -> list[Run]:
    address = [Run(one.url, url=one.url)] if one.url else []
    return [Run(one.before), Run(one.title, "i"), Run(one.behind), *address, *addressed(f" {one.note}".rstrip())]
