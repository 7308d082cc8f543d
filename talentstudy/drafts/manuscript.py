"""A manuscript read: Markdown, plain text or docx, as paragraphs that know their lines."""

from __future__ import annotations

import re
from pathlib import Path

from talentstudy.drafts.blocks import Paragraph, paragraphs
from talentstudy.errors import DraftError

SUFFIXES = (".md", ".markdown", ".txt", ".docx")


def read_manuscript(path: str | Path) -> tuple[Paragraph, ...]:
    """The paragraphs of a manuscript, in order.

    Call-outs set over several short lines are one paragraph; headings, code, comments, links' targets and
    footnote marks are taken out of the text.

    Raises
    ------
    DraftError
        No such file, a suffix that is not read, a file that is no text or no docx, or nothing in it; and a docx
        where python-docx is not installed.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise DraftError(
            f"{file.name} has the suffix '{file.suffix}'; a manuscript is read from {', '.join(SUFFIXES)}. "
            "Save it as one of these."
        )
    if not file.is_file():
        raise DraftError(f"{file} is no file. Name the manuscript to check.")
    is_docx = file.suffix.lower() == ".docx"
    lines = _docx_lines(file) if is_docx else _text_lines(file)
    found = tuple(paragraphs(lines, 2 if is_docx else 1))
    if not any(re.search(r"\w", one.text) for one in found):
        raise DraftError(f"{file.name} holds no text. Name a manuscript with something in it.")
    return found


def _text_lines(file: Path) -> list[str]:
    try:
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as refused:
        raise DraftError(f"{file} cannot be read ({refused.strerror}). Check its permissions.") from refused
    except UnicodeDecodeError as refused:
        raise DraftError(
            f"{file.name} is no UTF-8 text: byte {refused.start} is 0x{content[refused.start]:02x}. Save it as UTF-8."
        ) from None
    if "\x00" in text:
        raise DraftError(f"{file.name} is a binary file: it holds the byte 0. Name a manuscript in text or docx.")
    return _without_code(text.splitlines())


def _without_code(lines: list[str]) -> list[str]:
    """Lines of front matter and fenced code are emptied: their numbers are no statements."""
    kept, fence = [], ""
    for at, line in enumerate(lines):
        mark = re.match(r"\s*(```|~~~)", line)
        if at == 0 and line.strip() == "---" and "---" in {other.strip() for other in lines[1:40]}:
            fence = "---"
            kept.append("")
        elif fence:
            closes = line.strip() == fence if fence == "---" else bool(mark and mark[1] == fence)
            fence = "" if closes else fence
            kept.append("")
        elif mark:
            fence = mark[1]
            kept.append("")
        else:
            kept.append(line)
    return kept


def _docx_lines(file: Path) -> list[str]:
    """One line per paragraph or table row; a heading as Markdown writes it."""
    try:
        from docx import Document
        from docx.table import Table
    except ImportError:
        raise DraftError(
            f"{file.name} is a docx, and python-docx is not installed. Install talentstudy[publish], or save the text as Markdown."
        ) from None
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError

    try:
        parts = list(Document(str(file)).iter_inner_content())
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as refused:
        raise DraftError(f"{file.name} is no docx that can be opened ({refused}). Save it anew as docx.") from None
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            heading = str(getattr(part.style, "name", "")).startswith(("Heading", "Title"))
            lines.append(("# " if heading else "") + part.text.replace("\n", " "))
    # A paragraph of a docx is a paragraph here: an empty line between any two.
    return [line for text in lines for line in (text, "")]
