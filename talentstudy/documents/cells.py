"""One cell of an executed notebook as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from talentstudy.displaying import MIME
from talentstudy.documents.blocks import Block, Code, FigureBlock, Paragraph
from talentstudy.documents.parts import part_blocks
from talentstudy.documents.words import blocks_of, slug
from talentstudy.errors import NotebookFailed, PublishError

Cell = Mapping[str, Any]
# What a browser would run; a document has words, tables and pictures only.
_PROGRAMS = ("application/javascript", "text/javascript", "application/vnd.jupyter.widget-view+json")
_PNG = 'src="data:image/png;base64,'
# Calls whose one argument is the anchor readers know: study.section("women") is #women, study.draw("F4-02") #F4-02.
_NAMED = re.compile(r'study\.(?:section|draw|annex|caveat)\("([\w-]+)"\)')


def text_of(source: Any) -> str:
    """A source or output as one text; a notebook may hold it line by line."""
    return "".join(source) if isinstance(source, list) else str(source)


def anchor_of(source: str) -> str:
    r"""The anchor of what a cell shows: the same in every language, as it is taken from the code.

    >>> anchor_of('study.section("women")'), anchor_of('study.draw("F4-02")'), anchor_of("a = 1\nworkforce.growth")
    ('women', 'F4-02', 'workforce-growth')
    """
    last = source.strip().splitlines()[-1] if source.strip() else ""
    named = _NAMED.fullmatch(last)
    return named[1] if named else slug(last)


def cell_blocks(cell: Cell, where: str) -> Iterator[Block]:
    """The blocks of a cell: its code folded, then what it shows.

    Raises NotebookFailed for a cell that raised, PublishError for a program among its outputs or a figure without
    alternative text.
    """
    source = text_of(cell["source"])
    if cell["cell_type"] == "markdown":
        yield from blocks_of(source, slug(source.strip().splitlines()[0]) if source.strip() else "")
        return
    if cell["cell_type"] != "code":
        return
    yield Code(source)
    for output in cell.get("outputs", ()):
        for block in _output_blocks(output, anchor_of(source), where):
            if isinstance(block, FigureBlock) and not block.alt.strip():
                raise PublishError(
                    f"figure {block.id} of {where} has no alternative text. Give its chart kind an 'alt' and run again."
                )
            yield block


def _output_blocks(output: Mapping[str, Any], anchor: str, where: str) -> Iterator[Block]:
    kind = output["output_type"]
    if kind == "error":
        raise NotebookFailed(f"{where} stopped: {output['ename']}: {output['evalue']}. Repair it and run it again.")
    if kind == "stream":
        # Warnings and progress are for who runs a notebook.
        return
    data = output["data"]
    if program := next((one for one in _PROGRAMS if one in data), None):
        raise PublishError(
            f"{where} holds an output of type {program} at '{anchor}'; a program is not published. Show a table or picture."
        )
    if MIME in data:
        for part in data[MIME]["parts"]:
            for block in part_blocks(part, anchor):
                yield replace(block, encoded=_picture(data)) if isinstance(block, FigureBlock) else block
    elif "text/markdown" in data:
        yield from blocks_of(text_of(data["text/markdown"]), anchor)
    elif "image/png" in data or _picture(data):
        raise PublishError(
            f"{where} shows a picture at '{anchor}' without alternative text. Show it with study.draw, "
            "or run the notebook again with this version."
        )
    elif "text/html" in data:
        # Few outputs are HTML alone; what reads it is loaded for these.
        from talentstudy.documents.markup import markup_blocks

        yield from markup_blocks(text_of(data["text/html"]), anchor)
    elif "text/plain" in data:
        yield Paragraph(f"`{text_of(data['text/plain'])}`")


def _picture(data: Mapping[str, Any]) -> str:
    _, begun, rest = text_of(data.get("text/html", "")).partition(_PNG)
    image, ended, _ = rest.partition('"')
    return image if begun and ended else ""
