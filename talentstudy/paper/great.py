"""Tables for print with great_tables: HTML a screen reader walks, LaTeX a journal takes."""

from __future__ import annotations

import math
import re
import warnings
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
from bs4 import BeautifulSoup, Tag
from great_tables import GT, html

from talentstudy.paper.tables import PrintTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Rows beyond which a table of LaTeX is broken over pages.
_LONG = 30
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    "\N{NO-BREAK SPACE}": "~",
    # Latin Modern has no such sign.
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    ">": r"\textgreater{}",
    **{one: f"\\{one}" for one in "&%$#_{}"},
}
# Sizes of letters in points, and how many signs of each stand on a line of LaTeX's article class (345 points).
_SIZES = ((10.0, 68), (9.0, 75), (8.0, 84), (7.0, 96))
# The space between two columns, in signs.
_GAP = 3
_BABEL = {"nl": "dutch", "fr": "french", "en": "british", "de": "ngerman"}
_HEAD = (
    "% !TEX encoding = UTF-8\n"
    "% \\usepackage{{booktabs,longtable,caption,array}} \\usepackage[{language}]{{babel}}; XeLaTeX or LuaLaTeX\n"
)


_STYLE = re.compile(r"<style>.*?</style>\n?", re.DOTALL)


def gt_of(table: PrintTable, marked: Callable[[str, tuple[str, ...]], str] | None = None) -> GT:
    """The table as a ``GT``: caption, the first column as stub, numbers flush right, notes below.

    ``marked`` writes a cell's text with its marks; in HTML if not given.
    """
    write = marked or _in_html
    names = [f"c{at}" for at in range(len(table.columns))]
    rows = [[write(one.text, one.marks) for one in row] for row in table.rows]
    made = (
        GT(pd.DataFrame(rows, columns=names, dtype="str"), rowname_col="c0")
        .tab_header(title=table.caption)
        .tab_stubhead(label=table.columns[0])
        .cols_label(dict(zip(names[1:], table.columns[1:], strict=True)))
        # Written already: great_tables would escape the marks.
        .fmt(str, columns=names)
        .cols_align("left", columns=names)
    )
    if numeric := [name for name, is_numeric in zip(names, table.numeric, strict=True) if is_numeric]:
        made = made.cols_align("right", columns=numeric)
    for note in table.notes:
        told = f"{note.mark} {note.text}" if marked else html(_note_html(note.mark, note.text))
        made = made.tab_source_note(told.strip() if isinstance(told, str) else told)
    return made


def html_text(table: PrintTable, anchor: str) -> str:
    """The table as HTML, with ids that begin with ``anchor`` so that several may stand on one page.

    What great_tables leaves out is put right here alone: the title becomes the caption, every head has its scope,
    and no cell points to an id that is not there.
    """
    raw = gt_of(table).with_id(anchor).as_raw_html()
    soup = BeautifulSoup(raw, "html.parser")
    found = soup.find("table")
    assert isinstance(found, Tag)
    _captioned(soup, found, table.caption)
    for head in found.select("thead th"):
        head["scope"] = "col"
    for head in found.select("tbody th"):
        head["scope"] = "row"
    for cell in found.find_all(["th", "td"]):
        # In a table this regular, scope says all; ids would be the same in every table of a page.
        for name in ("headers", "id", "rowspan"):
            del cell[name]
        if cell.get("colspan") == "1":
            del cell["colspan"]
    found["lang"] = table.language
    return str(soup).strip() + "\n"


def _captioned(soup: BeautifulSoup, table: Tag, caption: str) -> None:
    for row in table.select("tr.gt_heading"):
        row.decompose()
    del table["aria-labelledby"]
    for name in [one for one in table.attrs if one.startswith("data-quarto")]:
        del table[name]
    head = soup.new_tag("caption")
    head.string = caption
    head["class"] = "gt_caption"
    head["style"] = "text-align:left;font-weight:bold;padding:4px 5px"
    table.insert(0, head)


def latex_text(table: PrintTable) -> str:
    """The table as LaTeX; of many rows as a longtable. What is wider than the page is wrapped, then set smaller."""
    with warnings.catch_warnings():
        # Alignment is all that is asked for, and it is written.
        warnings.filterwarnings("ignore", message="Styles are not yet supported")
        text = gt_of(table, _in_tex).as_latex(use_longtable=len(table.rows) > _LONG)
    return _HEAD.format(language=_BABEL[table.language]) + _fitted(text, table).strip() + "\n"


def _fitted(text: str, table: PrintTable) -> str:
    """The table in a size and with columns that a line of the document holds, whatever its width."""
    needs = [_needs(table, at) for at in range(len(table.columns))]
    least = sum(narrow for narrow, _ in needs)
    size, room = next((one for one in _SIZES if least <= one[1]), _SIZES[-1])
    lead = f"{1.2 * size:.1f}pt"
    text = re.sub(r"\\fontsize\{[^}]*\}\{[^}]*\}", lambda _: rf"\fontsize{{{size}pt}}{{{lead}}}", text)
    if sum(wide for _, wide in needs) <= room:
        # No line between columns: booktabs has none.
        return text.replace("}l|", "}l").replace("{l|", "{l")
    # A sentence of ten times the length asks for three times the room.
    wishes = [math.sqrt(wide - narrow) for narrow, wide in needs]
    given = [
        narrow + max(room - least, 0) * wish / sum(wishes) for (narrow, _), wish in zip(needs, wishes, strict=True)
    ]
    columns = "".join(
        rf">{{\{'raggedleft' if numeric else 'raggedright'}\arraybackslash}}"
        rf"p{{\dimexpr {one / sum(given):.3f}\linewidth-2\tabcolsep}}"
        for one, numeric in zip(given, table.numeric, strict=True)
    )
    text = re.sub(r"(\\begin\{longtable\})\{[^\n]*\}", lambda one: f"{one[1]}{{{columns}}}", text)
    # A column with a width is for a plain tabular.
    text = re.sub(r"\\begin\{tabular\*\}[^\n]*", lambda _: rf"\begin{{tabular}}{{{columns}}}", text)
    return text.replace(r"\end{tabular*}", r"\end{tabular}")


def _needs(table: PrintTable, at: int) -> tuple[int, int]:
    """Signs a column needs at least, for its longest word, and at most, for its longest line."""
    texts = [table.columns[at], *(f"{row[at].text}{''.join(row[at].marks)}" for row in table.rows)]
    # A no-break space holds words together.
    longest = max((len(word) for text in texts for word in re.split(r"[ \n]", text)), default=0)
    return longest + _GAP, max(len(text) for text in texts) + _GAP


def _in_html(text: str, marks: tuple[str, ...]) -> str:
    return escape(text, quote=False) + (f"<sup>{escape(','.join(marks))}</sup>" if marks else "")


def _note_html(mark: str, text: str) -> str:
    return (f"<sup>{escape(mark)}</sup> " if mark else "") + escape(text, quote=False)


def _in_tex(text: str, marks: tuple[str, ...]) -> str:
    told = "".join(_TEX.get(one, one) for one in text)
    return told + (rf"\textsuperscript{{{','.join(marks)}}}" if marks else "")


def html_page(tables: Sequence[PrintTable], title: str, language: str) -> str:
    """Tables one below the other on a page of their own."""
    made = [html_text(one, f"table-{number}") for number, one in enumerate(tables, start=1)]
    # A style within the body is no HTML, and great_tables writes the same for each table: once, for all, in the head.
    styles = [one.replace("#table-1", "main") for one in _STYLE.findall(made[0])] if made else []
    body = "\n".join(_STYLE.sub("", one) for one in made)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{''.join(styles)}</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
