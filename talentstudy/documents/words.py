"""Markdown of the study as blocks: headings, paragraphs, lists; and inline Markdown as HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from talentstudy.documents.blocks import Block, Heading, ListBlock, Paragraph
from talentstudy.telling.cells import Number, told_parts

# What begins anything in inline Markdown; without one of these a text is what it says.
_SIGNS = re.compile(r"[\\`*_\[\]<>&!\n]")


def is_bare(text: str) -> bool:
    r"""Whether inline Markdown reads a text as it stands: most sentences hold no mark at all.

    >>> is_bare("In 2024 it was 19.0%."), is_bare("*19.0%*"), is_bare("AT&amp;T"), is_bare("a  \nb")
    (True, False, False, False)
    """
    return not _SIGNS.search(text)


@cache
def _markdown() -> MarkdownIt:
    # No HTML of its own passes through: what a sentence holds is text.
    return MarkdownIt("commonmark", {"html": False})


def blocks_of(markdown: str, anchor: str) -> Iterator[Block]:
    r"""The blocks of a text; its first heading bears ``anchor``, later ones are counted from it.

    >>> [type(one).__name__ for one in blocks_of("## Women\n\nRead the gaps.\n\n- one\n- two", "women")]
    ['Heading', 'Paragraph', 'ListBlock']
    """
    tokens = _markdown().parse(markdown)
    at = headings = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            headings += 1
            name = anchor if headings == 1 else f"{anchor}-{headings}"
            yield Heading(int(token.tag[1]), plain(tokens[at + 1]), name)
        elif token.type == "paragraph_open":
            yield Paragraph(tokens[at + 1].content)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            end = _end(tokens, at)
            items = tuple(Paragraph(one.content) for one in tokens[at:end] if one.type == "inline")
            yield ListBlock(items, ordered=token.type.startswith("ordered"))
            at = end
        elif token.type in {"fence", "code_block"}:
            yield Paragraph(f"`{token.content.strip()}`")
        at += 1


def _end(tokens: list[Token], at: int) -> int:
    """Where the list that opens at ``at`` closes."""
    closing = tokens[at].type.replace("open", "close")
    return next(
        place
        for place in range(at + 1, len(tokens))
        if tokens[place].type == closing and tokens[place].level == tokens[at].level
    )


def plain(inline: Token) -> str:
    """The text of an inline token without emphasis or code marks."""
    return "".join(one.content for one in inline.children or () if one.type in {"text", "code_inline"})


def plain_text(markdown: str) -> str:
    """Inline Markdown as plain text.

    >>> plain_text("**19.0%** in *2024*")
    '19.0% in 2024'
    """
    return " ".join(plain(one) for one in _markdown().parse(markdown) if one.type == "inline")


def inline_html(paragraph: Paragraph, number: Callable[[str, Number], str] | None = None) -> str:
    """The words of a paragraph as HTML, each of its numbers told by ``number(text, number)``; as plain text without.

    >>> inline_html(Paragraph("**19.0%** of them, <b>"))
    '<strong>19.0%</strong> of them, &lt;b&gt;'
    """
    text = paragraph.marked
    html = text.replace('"', "&quot;") if is_bare(text) else str(_markdown().renderInline(text))

    def told(text: str, place: int) -> str:
        return number(text, paragraph.numbers[place]) if number else text

    # Around the marks stands HTML already.
    return told_parts(_linked(html), told, str)


def text_html(text: str) -> str:
    """Plain text as HTML, web addresses in it as links.

    >>> text_html("a *star* & https://example.org.")
    'a *star* &amp; <a href="https://example.org">https://example.org</a>.'
    """
    return _linked(escape(text))


# A web address in the words, up to a stop that ends the sentence and not the address.
_ADDRESS = re.compile(r"(?<![\"'>=])\bhttps?://[^\s<>\"]*[^\s<>\".,;:)]")


def _linked(html: str) -> str:
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', html)


def slug(text: str) -> str:
    """A text as an anchor: ASCII letters, digits and hyphens.

    >>> slug('study.trend("ict_specialists_share").time_distance("leader")')
    'study-trend-ict-specialists-share-time-distance-leader'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-").lower()


def html_text(text: str) -> str:
    """Plain text as HTML."""
    return escape(text, quote=False)
