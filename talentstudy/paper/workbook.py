"""Tables for print as a workbook: one sheet each, numbers as numbers in the reader's own notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from babel.numbers import get_decimal_symbol, get_group_symbol
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from talentstudy.figures.style import ACCENT, MUTED
from talentstudy.paper.tables import PrintCell, PrintTable
from talentstudy.paper.zipped import fixed_zip
from talentstudy.wording import locale_of

_NUMBER = re.compile(r"(?P<sign>[+−-]?)(?P<whole>\d+)(?:D(?P<part>\d+))?(?P<percent>P?)")
_YEAR = re.compile(r"\d{4}")
# Characters; a wider column would not be seen whole on a screen.
_WIDEST = 60
_NAME = re.compile(r"[\[\]:*?/\\']")


def workbook_bytes(tables: Sequence[PrintTable], title: str, moment: datetime) -> bytes:
    """A workbook with a sheet per table: caption, heads that stay in sight, rows, notes; dated ``moment``.

    A number as printed becomes a number with its decimals, so that a program shows it as its user writes numbers;
    its flags are part of how it is shown.
    """
    with BytesIO() as buffer:
        book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False})
        book.set_properties({"title": title, "author": "talentstudy", "created": moment.replace(tzinfo=None)})
        used: set[str] = set()
        for number, table in enumerate(tables, start=1):
            _write(book, book.add_worksheet(_name(table.caption, number, used)), table)
        book.close()
        return fixed_zip(buffer.getvalue())


def _name(caption: str, number: int, used: set[str]) -> str:
    """A sheet's name: at most 31 characters, none of those a name may not hold, and its own."""
    name = f"{number} {' '.join(_NAME.sub(' ', caption).split())}"[:31].strip()
    used.add(name)
    return name


def _write(book: Workbook, sheet: Worksheet, table: PrintTable) -> None:
    bold, small = book.add_format({"bold": True}), book.add_format({"font_color": MUTED, "font_size": 9})
    head = book.add_format({"bold": True, "font_color": ACCENT, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, table.caption, bold)
    for at, text in enumerate(table.columns):
        sheet.write_string(2, at, text, head)
        longest = max((len(row[at].text) for row in table.rows), default=0)
        sheet.set_column(at, at, min(max(longest, len(text) // 2, 8) + 2, _WIDEST))
    formats: dict[str, Format] = {}
    for line, row in enumerate(table.rows, start=3):
        for at, cell in enumerate(row):
            found = None if at == 0 else number_of(cell.text, table.language)
            if found is None:
                sheet.write_string(line, at, _marked(cell), wrapped)
                continue
            value, shown = found
            # A flag stands beside the number, which stays one.
            shown += "".join(f'" ({mark})"' for mark in cell.marks)
            formats[shown] = formats.get(shown) or book.add_format({"num_format": shown, "valign": "top"})
            sheet.write_number(line, at, value, formats[shown])
    for line, note in enumerate(table.notes, start=len(table.rows) + 4):
        sheet.write_string(line, 0, f"({note.mark}) {note.text}" if note.mark else note.text, small)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _marked(cell: PrintCell) -> str:
    return " ".join([cell.text, *(f"({mark})" for mark in cell.marks)])


def number_of(text: str, language: str) -> tuple[float, str] | None:
    """A number as printed in a language, as its value and the format that shows it so; None for other text.

    >>> number_of("5,7%", "nl"), number_of("−1.750", "nl"), number_of("2024", "nl"), number_of("9/27", "nl")
    ((0.057, '0.0%'), (-1750.0, '#,##0'), (2024.0, '0'), None)
    """
    locale = locale_of(language)
    # One letter each, so that the sign for thousands of one language is not taken for the decimal sign of another.
    plain = re.sub(r"[\s\u00a0\u202f]*%$", "P", text.strip())
    plain = re.sub(rf"(?<=\d){re.escape(get_group_symbol(locale))}(?=\d{{3}})", "", plain)
    found = _NUMBER.fullmatch(plain.replace(get_decimal_symbol(locale), "D"))
    if not found:
        return None
    decimals = len(found["part"] or "")
    value = float(f"{found['whole']}.{found['part'] or '0'}") * (-1 if found["sign"] in {"−", "-"} else 1)
    zeros = f".{'0' * decimals}" if decimals else ""
    if found["percent"]:
        return round(value / 100, decimals + 2), f"0{zeros}%"
    if _YEAR.fullmatch(text.strip()):
        return value, "0"
    signed = f"+#,##0{zeros};−#,##0{zeros};0{zeros}" if found["sign"] == "+" else f"#,##0{zeros}"
    return value, signed
