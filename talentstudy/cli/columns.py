"""Rows of cells as lines whose columns stand under each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Lines with two spaces between columns; those in ``right`` end together, the last is as long as it is.

    >>> for line in aligned([("age", "held"), ("7", "2025"), ("1031", "2024")], right=frozenset({0})):
    ...     print(line)
     age  held
       7  2025
    1031  2024
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
