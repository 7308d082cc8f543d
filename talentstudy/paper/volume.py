"""The whole study as one volume: cover, how to read it, chapters and annexes, data behind figures, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talentstudy import __version__
from talentstudy.chapters import CHAPTERS
from talentstudy.citations.printed import Reference, cited_works, pinned_datasets
from talentstudy.citations.work import day_text
from talentstudy.codes import code_list, label
from talentstudy.documents.blocks import Document
from talentstudy.editions import Edition
from talentstudy.errors import PublishError
from talentstudy.paper.behind import rows_table
from talentstudy.paper.content import Setter, Told, heading, listing_of, paragraph, table
from talentstudy.store import Home
from talentstudy.wording import sentence

FILE = "paper"
_UNION = "EU27_2020"
# German, French and Dutch as Belgium writes them; English as Europe does.
_REGIONS = {"nl": "be", "fr": "be", "de": "be", "en": "gb"}


def say(key: str, language: str, **parts: str) -> str:
    """A word of the volume; PublishError where a language has none."""
    text = sentence(FILE, key, language, **parts)
    if not text:
        raise PublishError(f"sentences/paper.toml has nothing for '{key}' in {language}. Write it in every language.")
    return text


@dataclass(frozen=True)
class Volume:
    """What one PDF is made of."""

    home: Home
    edition: Edition
    geo: str
    language: str
    documents: Sequence[Document]
    cited: Callable[[str], str] = str


def volume_content(volume: Volume) -> tuple[dict[str, Any], dict[str, bytes]]:
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
        "parts": [*_parts(volume, setter), _behind(volume), _sources(volume)],
    }
    return content, setter.files


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
    """What each figure shows, told at length, and the rows behind it; a picture of a model has no rows of its own."""
    blocks = [paragraph(say("behind_intro", volume.language))]
    for document in volume.documents:
        for figure in document.figures:
            rows = rows_table(figure, volume.language, volume.cited) if figure.numbered else None
            if rows is None and not figure.description:
                continue
            title = f"{figure.id} {figure.title}" if figure.numbered else figure.title
            blocks.append(heading(title, 2, listed=False))
            if figure.description:
                blocks.append(paragraph(_escaped(figure.description)))
            if rows is not None:
                blocks.append(table(rows))
    return {"over": "", "title": say("behind", volume.language), "question": "", "blocks": blocks}


def _sources(volume: Volume) -> dict[str, Any]:
    language = volume.language
    given = volume.home, volume.edition, language
    blocks = [heading(say("datasets", language), 2), listing_of([_reference(one) for one in pinned_datasets(*given)])]
    if works := [_reference(one) for one in cited_works(*given)]:
        blocks += [heading(say("works", language), 2), listing_of(works)]
    return {"over": "", "title": say("sources", language), "question": "", "blocks": blocks}


def _reference(one: Reference) -> str:
    text = f"{_escaped(one.before)}*{_escaped(one.title)}*{_escaped(one.behind)}{one.url}"
    return f"{text} {_escaped(one.note)}".strip()


def _escaped(text: str) -> str:
    """Plain text as Markdown that reads the same."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>&" else one for one in text)
