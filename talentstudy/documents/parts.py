"""From the parts that an object of the study left in a notebook to blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from talentstudy.documents.blocks import Block, FigureBlock, FindingBlock, ListBlock, Paragraph, TableBlock
from talentstudy.documents.claims import claims_of
from talentstudy.documents.words import blocks_of
from talentstudy.errors import PublishError
from talentstudy.telling.cells import from_facts

Part = Mapping[str, Any]


def part_blocks(part: Part, anchor: str) -> Iterator[Block]:
    """The blocks of one part; PublishError for a kind written by a later version."""
    kind = str(part.get("kind"))
    if kind not in _READERS:
        raise PublishError(
            f"a notebook holds a part of kind '{kind}' (known: {', '.join(_READERS)}). "
            "Run it again with this version: talentstudy run."
        )
    yield from _READERS[kind](part, anchor)


def table_of(part: Part, anchor: str) -> TableBlock:
    """A table from its part."""
    return TableBlock(
        str(part.get("caption", "")),
        tuple(part["columns"]),
        tuple(tuple(row) for row in part["rows"]),
        tuple(part.get("notes", ())),
        int(part.get("row_heads", 1)),
        anchor,
    )


def _prose(part: Part, anchor: str) -> Iterator[Block]:
    yield from blocks_of(part["text"], anchor)


def _told(part: Part, _: str) -> Iterator[Block]:
    """The paragraph beside a figure: its numbers keep their cells."""
    numbers = from_facts(part["numbers"])
    head = f"**{part['head']}** " if part["head"] else ""
    if part["sentences"] or part["items"]:
        yield Paragraph(head + " ".join(part["sentences"]), numbers)
    if part["items"]:
        items = tuple(Paragraph(f"**{name}** {words}", numbers) for name, words in part["items"])
        yield ListBlock(items, ordered=True)


def _figure(part: Part, anchor: str) -> Iterator[Block]:
    yield FigureBlock(
        id=part["id"],
        title=part["title"],
        alt=part["alt"],
        source=part["source"],
        anchor=anchor,
        description=str(part.get("description", "")),
    )


def _table(part: Part, anchor: str) -> Iterator[Block]:
    yield table_of(part, anchor)


def _finding(part: Part, anchor: str) -> Iterator[Block]:
    table = table_of({"caption": part["heading"], **part["table"]}, f"{anchor}-table") if part.get("table") else None
    yield FindingBlock(part["heading"], anchor, Paragraph(part["text"]), table, bool(part.get("refused")))


def _evidence(part: Part, anchor: str) -> Iterator[Block]:
    yield claims_of(part, anchor)


def _study(_: Part, __: str) -> Iterator[Block]:
    """The study itself is the document's frame, and no block of it."""
    return iter(())


_READERS = {
    "prose": _prose,
    "told": _told,
    "figure": _figure,
    "table": _table,
    "finding": _finding,
    "evidence": _evidence,
    "study": _study,
}
