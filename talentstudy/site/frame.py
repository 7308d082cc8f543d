"""What every page of a site shares: the study, the language, the pages there are, the files beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.documents.blocks import Document
from talentstudy.editions import Edition
from talentstudy.errors import PublishError
from talentstudy.wording import LANGUAGES, sentence

FILE = "site"


def say(key: str, language: str, **parts: str) -> str:
    """A word of the site; PublishError where a language has none."""
    text = sentence(FILE, key, language, **parts)
    # Only English needs no word that a page is in English.
    if not text and (key, language) != ("in_english", "en"):
        raise PublishError(f"sentences/site.toml has nothing for '{key}' in {language}. Write it in every language.")
    return text


@dataclass(frozen=True)
class Link:
    """A page by its file name, the same in every language, and its title."""

    slug: str
    title: str
    short: str = ""


@dataclass(frozen=True)
class Frame:
    """One language of a site."""

    edition: Edition
    geo: str
    language: str
    languages: tuple[str, ...]
    documents: Sequence[Document]
    # Where the site is being built: what stands there under downloads/ is linked.
    folder: Path
    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)

    @property
    def here(self) -> Path:
        """The folder of this language."""
        return self.folder / self.language


def slug_of(notebook: str) -> str:
    """The page of a notebook.

    >>> slug_of("ch04_inclusion"), slug_of("annex_c_claims")
    ('chapter-4', 'annex-c')
    """
    for number, chapter in CHAPTERS.items():
        if chapter.notebook == notebook:
            return f"chapter-{number}"
    for letter, annex in ANNEXES.items():
        if annex == notebook:
            return f"annex-{letter}"
    raise PublishError(f"{notebook} is neither a chapter nor an annex. Add it to talentstudy/chapters/__init__.py.")


def in_order(languages: Sequence[str]) -> tuple[str, ...]:
    """Languages as they stand in a switch."""
    return tuple(one for one in LANGUAGES if one in languages)
