"""Blocks of a document as plain data that the typst template sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from talentstudy.documents.blocks import (
    Block,
    ClaimsBlock,
    Document,
    FigureBlock,
    FindingBlock,
    Heading,
    ListBlock,
    Paragraph,
    TableBlock,
)
from talentstudy.errors import PublishError
from talentstudy.paper.claims import claims_in_print
from talentstudy.paper.inline import runs_of
from talentstudy.paper.tables import print_table
from talentstudy.paper.told import Told, heading, listing, paragraph, table
from talentstudy.wording import sentence


@dataclass
class Setter:
    """Sets the blocks of one language; ``files`` gathers the pictures they need by name."""

    language: str
    cited: Callable[[str], str] = str
    files: dict[str, Path | bytes] = field(default_factory=dict)

    def blocks(self, document: Document) -> list[Told]:
        """What a document prints; code is left out, and a heading is at most one level below the last."""
        found: list[Told] = []
        level, figure = 1, ""
        for block in document.blocks:
            for one in self._set(block, document, figure):
                if one["kind"] == "heading":
                    level = one["level"] = min(one["level"], level + 1)
                found.append(one)
            figure = block.id if isinstance(block, FigureBlock) else figure
        return found

    def _set(self, block: Block, document: Document, figure: str) -> Iterator[Told]:
        if isinstance(block, Heading):
            yield heading(block.text, max(block.level, 2))
        elif isinstance(block, Paragraph):
            yield paragraph(untitled(block.text, figure))
        elif isinstance(block, ListBlock):
            yield listing((runs_of(one.text) for one in block.items), ordered=block.ordered)
        elif isinstance(block, TableBlock):
            yield table(print_table(block, self.language, self.cited))
        elif isinstance(block, FigureBlock):
            yield self._figure(block, document)
        elif isinstance(block, FindingBlock):
            yield heading(block.heading, 2)
            yield paragraph(block.text.text)
            if block.table:
                yield table(print_table(block.table, self.language, self.cited))
        elif isinstance(block, ClaimsBlock):
            yield from claims_in_print(block, self.language)

    def _figure(self, figure: FigureBlock, document: Document) -> Told:
        name, source = picture_of(figure, document)
        self.files[name] = source
        return {
            "kind": "figure",
            "file": name,
            "number": figure.id if figure.numbered else "",
            "title": figure.title,
            "alt": spoken(figure, self.language),
        }


def picture_of(figure: FigureBlock, document: Document) -> tuple[str, Path | bytes]:
    """The name of a figure's picture and where it is: the drawing if there is one, else the image of the notebook."""
    stem = f"{document.name}-{figure.anchor}"
    for form in ("pdf", "svg"):
        if form in figure.files:
            return f"{stem}.{form}", figure.files[form]
    if not figure.png:
        raise PublishError(
            f"figure {figure.id} of {document.name} ({document.language}, {document.geo}) has no picture: "
            "neither a file of the last run nor one in its notebook. Run 'talentstudy run' again."
        )
    return f"{stem}.png", figure.png


def spoken(figure: FigureBlock, language: str) -> str:
    """What is read aloud for a picture: its alternative text, and the source that is drawn into it.

    '' where it has no alternative text, which the compiler refuses.
    """
    if not figure.alt.strip() or not figure.source:
        return figure.alt.strip()
    source = figure.source
    line = sentence("page", "source", language, source="").strip()
    told = source if source.startswith(line) else sentence("page", "source", language, source=source)
    return f"{figure.alt.strip()} {told}"


def untitled(text: str, figure: str) -> str:
    """A paragraph without the title of the figure above it, whose caption says it already.

    >>> untitled("**F1-01 – Cloud.** In 2023 it was so.", "F1-01")
    'In 2023 it was so.'
    """
    if figure and text.startswith(f"**{figure} – ") and ".** " in text:
        return text.partition(".** ")[2]
    return text
