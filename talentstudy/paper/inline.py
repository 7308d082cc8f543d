"""Words in Markdown as runs of plain text with their style, which no setter has to escape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt

from talentstudy.documents.words import is_bare

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:)]")
_OPENING = {"strong_open": "b", "em_open": "i"}
_CLOSING = {"strong_close": "b", "em_close": "i"}


@dataclass(frozen=True)
class Run:
    """Some words in one style: ``b`` bold, ``i`` italic, ``c`` code; ``url`` where they lead, '' for nowhere."""

    text: str
    style: str = ""
    url: str = ""


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def runs_of(markdown: str) -> tuple[Run, ...]:
    """Inline Markdown as runs; a web address in the words leads where it says.

    >>> runs_of("**19.0%** of *them*")
    (Run(text='19.0%', style='b', url=''), Run(text=' of ', style='', url=''), Run(text='them', style='i', url=''))
    """
    return tuple(merged(_runs(markdown)))


def _runs(markdown: str) -> Iterator[Run]:
    if is_bare(markdown):
        yield from addressed(markdown, "")
        return
    style, url = "", ""
    for token in _markdown().parseInline(markdown)[0].children or ():
        if token.type in _OPENING:
            style += _OPENING[token.type]
        elif token.type in _CLOSING:
            style = style.replace(_CLOSING[token.type], "", 1)
        elif token.type == "link_open":
            url = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            url = ""
        elif token.type == "code_inline":
            yield Run(token.content, style + "c", url)
        elif token.type in {"softbreak", "hardbreak"}:
            yield Run(" ", style, url)
        elif token.content:
            yield from [Run(token.content, style, url)] if url else addressed(token.content, style)


def addressed(text: str, style: str = "") -> Iterator[Run]:
    """Plain words as runs; a web address in them leads where it says."""
    at = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()], style)
        yield Run(found[0], style, found[0])
        at = found.end()
    if at < len(text):
        yield Run(text[at:], style)


def merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one style as one run: quotation marks are set by what stands around them."""
    before: Run | None = None
    for one in (one for one in runs if one.text):
        if before and (before.style, before.url) == (one.style, one.url):
            before = Run(before.text + one.text, one.style, one.url)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def plain_of(markdown: str) -> str:
    """Inline Markdown as plain text."""
    return "".join(one.text for one in runs_of(markdown))
