"""HTML that no object of the study explains by its parts: sanitised, and its tables and words read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from bs4 import BeautifulSoup, Tag

from talentstudy.documents.blocks import Block, Heading, Paragraph, TableBlock

_TAGS = {
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "p",
    "h2",
    "h3",
    "h4",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
}


def sanitised(html: str) -> str:
    """The HTML without script, style, event, frame or address: what is left is words and tables.

    >>> sanitised('<p onclick="x()">Read<script>steal()</script></p>')
    '<p>Read</p>'
    """
    return nh3.clean(html, tags=_TAGS, attributes={})


def markup_blocks(html: str, anchor: str) -> Iterator[Block]:
    """Headings, paragraphs and tables of an HTML output, after it was sanitised."""
    soup = BeautifulSoup(sanitised(html), "html.parser")
    headings = 0
    for node in soup.find_all(["h2", "h3", "h4", "p", "li", "table"]):
        if node.name == "table":
            yield _table(node, anchor)
        elif node.name.startswith("h"):
            headings += 1
            yield Heading(int(node.name[1]), _text(node), anchor if headings == 1 else f"{anchor}-{headings}")
        elif _text(node):
            yield Paragraph(_text(node))


def _table(table: Tag, anchor: str) -> TableBlock:
    lines = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    heads = lines[0] if lines and table.find("th") else []
    rows = lines[1:] if heads else lines
    width = max((len(row) for row in lines), default=0)
    filled = [tuple(row + [""] * (width - len(row))) for row in rows]
    caption = table.find("caption")
    return TableBlock(
        _text(caption) if isinstance(caption, Tag) else "",
        tuple(heads + [""] * (width - len(heads))),
        tuple(filled),
        anchor=anchor,
    )


def _text(node: Tag) -> str:
    # A no-break space stays one.
    return re.sub(r"[ \t\r\n\f]+", " ", node.get_text(" ", strip=True))
