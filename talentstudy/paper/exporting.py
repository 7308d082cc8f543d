"""Tables and chapters for other programs: HTML, LaTeX, XLSX and docx, one file per chapter and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from talentstudy.documents import read_documents
from talentstudy.documents.blocks import Document, FindingBlock, TableBlock
from talentstudy.editions import Edition
from talentstudy.errors import UnknownName
from talentstudy.paper.behind import rows_table
from talentstudy.paper.building import sourcing
from talentstudy.paper.compiling import moment_of
from talentstudy.paper.tables import PrintTable, print_table
from talentstudy.store import Home, written

# What each kind of file is: the tables of a chapter, or the chapter itself.
KINDS = ("html", "tex", "xlsx", "docx")


@dataclass(frozen=True)
class Exported:
    """What is to be exported, for whom and where to."""

    home: Home
    edition: Edition
    geo: str
    languages: Sequence[str]
    kinds: Sequence[str]
    folder: Path


def export(order: Exported) -> list[Path]:
    """Write ``<folder>/<language>/<notebook>.<kind>`` for each executed notebook; the paths written.

    A notebook without a table has no file of tables. Files are replaced whole or not at all, others are left alone.

    Raises
    ------
    UnknownName
        For a kind of file that is none of ``KINDS``.
    """
    for kind in order.kinds:
        if kind not in KINDS:
            raise UnknownName("kind of export", kind, KINDS)
    paths = []
    for language in order.languages:
        cited = sourcing(order.home, order.edition.name, language)
        for document in read_documents(order.home, order.edition.name, order.geo, language):
            tables = tables_of(document, cited)
            for kind in order.kinds:
                content = _content(kind, document, tables, order, cited)
                if content:
                    path = order.folder / language / f"{document.name}.{kind}"
                    with written(path) as draft:
                        draft.write_bytes(content)
                    paths.append(path)
    return paths


def tables_of(document: Document, cited: Callable[[str], str] = str) -> list[PrintTable]:
    """The tables of a document in reading order, then the rows behind its numbered figures."""
    return [*_printed(document, cited), *_behind(document, cited)]


def _printed(document: Document, cited: Callable[[str], str]) -> Iterator[PrintTable]:
    for block in document.blocks:
        found = block.table if isinstance(block, FindingBlock) else block
        if isinstance(found, TableBlock):
            yield print_table(found, document.language, cited)


def _behind(document: Document, cited: Callable[[str], str]) -> Iterator[PrintTable]:
    for figure in document.figures:
        rows = rows_table(figure, document.language, cited) if figure.numbered else None
        if rows is not None:
            yield rows


def _content(
    kind: str, document: Document, tables: list[PrintTable], order: Exported, cited: Callable[[str], str]
) -> bytes:
    moment = moment_of(order.edition.as_of)
    if kind == "docx":
        from talentstudy.paper.manuscript import manuscript_bytes

        return manuscript_bytes(document, moment, cited)
    if not tables:
        return b""
    if kind == "xlsx":
        from talentstudy.paper.workbook import workbook_bytes

        return workbook_bytes(tables, document.title, moment)
    from talentstudy.paper.great import html_page, latex_text

    if kind == "tex":
        return "\n".join(latex_text(one) for one in tables).encode("utf-8")
    return html_page(tables, document.title, document.language).encode("utf-8")
