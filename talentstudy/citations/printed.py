"""The lists of references of an edition as site and PDF print them: the datasets it pins, the works its report cites."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from talentstudy.citations import STYLES
from talentstudy.citations.bibliography import bibliography, title_languages
from talentstudy.citations.csl import processor
from talentstudy.citations.work import Work
from talentstudy.citations.works import dataset_works
from talentstudy.editions import Edition
from talentstudy.results import remembered
from talentstudy.store import Home

# The style of every printed list.
STYLE = "apa"
_ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Reference:
    """One printed reference: the words before its title, the title with its language, the words behind, the address."""

    key: str
    before: str
    title: str
    title_language: str
    behind: str
    url: str
    note: str


def cited_works(home: Home, edition: Edition, language: str) -> Sequence[Reference]:
    """The works the report of an edition cites, each once, in the order of its footnotes; none where it has no list."""
    works = bibliography(edition, language)
    texts = _kept(home, edition, "works", works, language)
    spoken = title_languages(edition)
    return [_reference(one, texts[key], spoken[key] or language) for key, one in works.items()]


def pinned_datasets(home: Home, edition: Edition, language: str) -> Sequence[Reference]:
    """Every dataset and publication an edition pins, at each vintage, by provider."""
    pins = [f"{pin.dataset}@{pin.vintage}" for pin in edition.pins]
    works = {one.key: one for one in dataset_works(home, pins, language)}
    texts = _kept(home, edition, "datasets", works, language)
    found = [_reference(one, texts[key], "") for key, one in works.items()]
    return sorted(found, key=lambda one: (one.before.casefold(), one.title.casefold(), one.key))


def _kept(home: Home, edition: Edition, name: str, works: Mapping[str, Work], language: str) -> Mapping[str, str]:
    """References by key, from the last build where works and style are the same: a CSL processor takes its time."""
    path = home.processed(edition.name) / "site_facts" / f"{name}-{language}.json"

    def set_all() -> dict[str, dict[str, str]]:
        return {"texts": {key: STYLES[STYLE]([one], language) for key, one in works.items()}}

    held = remembered(path, _mark(works), set_all)
    return {key: str(held["texts"][key]) for key in works}


def _mark(works: Mapping[str, Work]) -> str:
    """All that decides the words of references: the works, the style and what sets it."""
    digest = hashlib.sha256(repr(list(works.values())).encode())
    for path in (*sorted(_ROOM.glob("*.py")), *sorted(_ROOM.glob("styles/*.csl"))):
        digest.update(path.read_bytes())
    digest.update((_ROOM.parent / "sentences" / "citations.toml").read_bytes())
    digest.update(processor().encode())
    return digest.hexdigest()


def _reference(work: Work, text: str, spoken: str) -> Reference:
    """A reference in parts, so that its title can be spoken in its own language and its address followed."""
    # The last time: a work may bear the name of who made it.
    before, title, rest = text.rpartition(work.title)
    behind, url, day = rest.partition(work.url) if work.url.startswith("http") else (rest, "", "")
    return Reference(
        work.key, before, title, spoken, behind, url, " ".join(one for one in (day.strip(), work.note) if one)
    )
