"""How wide the columns of a printed table are, and how large its letters."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from talentstudy.paper.tables import PrintTable

# A column whose cells are no longer than this is as wide as its longest cell.
_NARROW = 13
# Letters that fit beside each other on the page at eight points.
_PAGE = 104
# The longest word that is not broken for want of room.
_WORD = 14
# A column of twice the text is given a little less than one and a half times the room.
_GROWTH = 4.2
# Points; many columns or much text ask for smaller letters, and smaller than seven nobody reads.
_LARGE, _SMALL = 8.5, 7.5


def widths_of(table: PrintTable) -> tuple[int, ...]:
    """The share of each column in what the narrow ones leave; 0 for a column as wide as its cells.

    >>> from talentstudy.paper.tables import PrintCell, PrintTable
    >>> row = (PrintCell("ICT specialists in per cent of employment"), PrintCell("5.7%"))
    >>> widths_of(PrintTable("", ("Indicator", "Belgium"), (row,), (False, True), (), "en"))
    (27, 0)
    """
    texts = [[row[at].text for row in table.rows] for at in range(len(table.columns))]
    wanted = [max(map(len, one), default=0) for one in texts]
    narrow = [
        most <= _NARROW and longest_word(head) <= _NARROW for most, head in zip(wanted, table.columns, strict=True)
    ]
    if all(narrow) or (sum(wanted) <= _PAGE // 2 and max(wanted) <= _PAGE // 3):
        return (0,) * len(wanted)
    return tuple(0 if thin else _share(one, head) for thin, one, head in zip(narrow, texts, table.columns, strict=True))


def _share(cells: Sequence[str], head: str) -> int:
    """About its letters on a line: no fewer than its longest word has, and of sentences a part that grows slowly."""
    lengths = [len(one) for one in cells]
    most, usual = max(lengths, default=0), sum(lengths) / max(len(lengths), 1)
    word = max((longest_word(one) for one in (head, *cells)), default=0)
    # The id of a dataset has no place to break at.
    whole = max((len(part) for one in cells for part in one.split() if "_" in part), default=0)
    return max(whole + 1, min(word, _WORD) + 3, round(_GROWTH * math.sqrt(math.sqrt(most * usual))))


def rooms_of(table: PrintTable) -> tuple[int, ...]:
    """Letters of the longest word that fits each column whole; a longer one is broken.

    >>> from talentstudy.paper.tables import PrintCell, PrintTable
    >>> row = (PrintCell("ICT specialists in per cent of employment"), PrintCell("5.7%"))
    >>> rooms_of(PrintTable("", ("Indicator", "Belgium"), (row,), (False, True), (), "en"))
    (84, 104)
    """
    widths = widths_of(table)
    taken = [
        max((len(text) for text in (table.columns[at], *(row[at].text for row in table.rows))), default=0)
        for at in range(len(widths))
    ]
    # Beside the letters a cell has an inset, and some letters are wider than others.
    left = _PAGE - sum(most + 2 for most, wide in zip(taken, widths, strict=True) if not wide)
    whole = max(sum(widths), 1)
    return tuple(max(round(0.9 * left * wide / whole) - 2, 1) if wide else _PAGE for wide in widths)


def longest_word(text: str) -> int:
    """Letters of its longest word; a hyphen ends one."""
    return max((len(one) for one in re.split(r"[\s-]", text)), default=0)


def size_of(table: PrintTable) -> float:
    """The size of its letters in points."""
    room = sum(min(max((len(row[at].text) for row in table.rows), default=0), 40) for at in range(len(table.columns)))
    return _SMALL if room > _PAGE or len(table.columns) > 6 else _LARGE
