"""A chapter for authors who paste: a docx with headings, pictures, tables and alternative text in its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from talentstudy.documents.blocks import (
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
from talentstudy.figures.style import ACCENT, WIDTH_CM
from talentstudy.paper.content import spoken, untitled
from talentstudy.paper.inline import Run, addressed, runs_of
from talentstudy.paper.tables import PrintTable, print_table
from talentstudy.paper.zipped import fixed_zip
from talentstudy.wording import locale_of

_HEADINGS = 3
_SMALL = 8.5


def manuscript_bytes(document: Document, moment: datetime, cited: Callable[[str], str] = str) -> bytes:
    """A document as docx, dated ``moment``: the same document gives the same bytes.

    Headings bear Word's own styles, so that they take those of the text they are pasted into; pictures are 16 cm wide
    and carry their alternative text; a table's first row is marked as its head.

    Raises
    ------
    PublishError
        A figure has no picture or no alternative text.
    """
    page = _opened(document, moment)
    page.add_heading(document.title, 1)
    if document.question:
        page.add_paragraph().add_run(document.question).italic = True
    figure = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            page.add_heading(block.text, min(max(block.level, 2), _HEADINGS))
        elif isinstance(block, Paragraph):
            _words(page.add_paragraph(), runs_of(untitled(block.text, figure)))
        elif isinstance(block, ListBlock):
            for item in block.items:
                _words(page.add_paragraph(style="List Number" if block.ordered else "List Bullet"), runs_of(item.text))
        elif isinstance(block, TableBlock):
            _table(page, print_table(block, document.language, cited))
        elif isinstance(block, FigureBlock):
            figure = block.id
            _picture(page, block, document)
        elif isinstance(block, FindingBlock):
            page.add_heading(block.heading, 2)
            _words(page.add_paragraph(), runs_of(block.text.text))
            if block.table:
                _table(page, print_table(block.table, document.language, cited))
        elif isinstance(block, ClaimsBlock):
            _claims(page, block)
    with BytesIO() as buffer:
        page.save(buffer)
        return fixed_zip(buffer.getvalue())


def _claims(page: Docx, block: ClaimsBlock) -> None:
    for chapter in block.chapters:
        page.add_heading(chapter.heading, 2)
        for one in chapter.entries:
            page.add_heading(one.title, 3)
            _words(page.add_paragraph(), addressed(one.statement))
            _words(page.add_paragraph(), addressed(one.why))
            for line in one.lines:
                _words(page.add_paragraph(style="List Bullet"), addressed(line))
            if one.correction:
                _words(page.add_paragraph(), addressed(one.correction, "b"))


def _opened(document: Document, moment: datetime) -> Docx:
    """An empty docx in the document's language, with its title and fixed dates."""
    page = docx.Document()
    told = page.core_properties
    told.title, told.author, told.language = document.title, "talentstudy", _tag(document.language)
    told.last_modified_by, told.comments, told.revision = "talentstudy", "", 1
    told.created = told.modified = moment.replace(tzinfo=None)
    for style in ("Normal", *(f"Heading {level}" for level in range(1, _HEADINGS + 1))):
        _speaks(page.styles[style].element.get_or_add_rPr(), document.language)
    defaults = page.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), _tag(document.language))
    return page


def _tag(language: str) -> str:
    """The language as Word names it: ``nl-BE``; English as Europe writes it."""
    return "en-GB" if language == "en" else str(locale_of(language)).replace("_", "-")


def _speaks(properties: Any, language: str) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), _tag(language))
    properties.append(told)


def _words(line: Line, runs: Iterable[Run]) -> None:
    for one in runs:
        if one.url:
            _link(line, one)
            continue
        run = line.add_run(one.text)
        run.bold, run.italic = "b" in one.style or None, "i" in one.style or None


def _link(line: Line, one: Run) -> None:
    key = line.part.relate_to(one.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = line.add_run(one.text)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(ACCENT.lstrip("#"))
    link.append(run._r)
    line._p.append(link)


def _picture(page: Docx, figure: FigureBlock, document: Document) -> None:
    where = f"figure {figure.id} of {document.name} ({document.language}, {document.geo})"
    if not figure.alt.strip():
        raise PublishError(f"{where} has no alternative text. Give its chart kind an 'alt' and run again.")
    # Word draws no SVG that every version shows.
    png = figure.files["png"].read_bytes() if "png" in figure.files else figure.png
    if not png:
        raise PublishError(f"{where} has no picture for a text processor. Run 'talentstudy run' again.")
    drawn = page.add_picture(BytesIO(png), width=Cm(WIDTH_CM))
    properties = drawn._inline.docPr
    properties.set("descr", spoken(figure, document.language))
    properties.set("title", figure.title)
    properties.set("name", figure.id)
    page.paragraphs[-1].paragraph_format.keep_with_next = True
    caption = page.add_paragraph(style="Caption")
    caption.add_run(f"{figure.id} – {figure.title}" if figure.numbered else figure.title)


def _table(page: Docx, table: PrintTable) -> None:
    page.add_paragraph(table.caption, style="Caption").paragraph_format.keep_with_next = True
    made = page.add_table(rows=1, cols=len(table.columns), style="Light List Accent 1")
    head = made.rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, text in zip(head.cells, table.columns, strict=True):
        _cell(cell, text, (), numeric=False)
    for row in table.rows:
        cells = made.add_row().cells
        for cell, one, numeric in zip(cells, row, table.numeric, strict=True):
            _cell(cell, one.text, one.marks, numeric=numeric)
    for note in table.notes:
        line = page.add_paragraph()
        if note.mark:
            mark = line.add_run(note.mark)
            mark.font.superscript = True
        told = line.add_run(f" {note.text}" if note.mark else note.text)
        told.font.size = Pt(_SMALL)
        line.paragraph_format.space_after = Pt(2)


def _cell(cell: _Cell, text: str, marks: tuple[str, ...], *, numeric: bool) -> None:
    line = cell.paragraphs[0]
    line.add_run(text).font.size = Pt(_SMALL)
    if marks:
        mark = line.add_run(",".join(marks))
        mark.font.size, mark.font.superscript = Pt(_SMALL), True
    if numeric:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
