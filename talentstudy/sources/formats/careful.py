"""Cells read one by one: what the quick parsers cannot, and what is wrong, said by name."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.sources.formats.blocks import Parser
from talentstudy.sources.formats.columns import Coded

_DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_CELL = re.compile(r"(:|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)?\s*([A-Za-z|@]*)", re.ASCII)
SHOWN = 5


def records(block: bytes, separator: str, width: int, what: str, *, quoted: bool) -> list[list[str]]:
    """The lines of a block as cells; SchemaViolation shows those with more or fewer than ``width``."""
    try:
        text = block.decode("utf-8")
        file = io.StringIO(text, newline="")
        if quoted:
            lines = [line for line in csv.reader(file, delimiter=separator, strict=True) if line]
        else:
            lines = [line for line in csv.reader(file, delimiter=separator, quoting=csv.QUOTE_NONE) if line]
    except (UnicodeDecodeError, csv.Error) as refused:
        raise SchemaViolation(f"{what} is no text table in UTF-8 ({refused}). Fetch it again.") from None
    if ragged := [line for line in lines if len(line) != width]:
        shown = "; ".join(f"{len(line)} in '{separator.join(line)[:80]}'" for line in ragged[:SHOWN])
        raise SchemaViolation(
            f"{what} has {len(ragged)} lines with more or fewer than the {width} cells of its header ({shown}): "
            "it was cut short or altered. Fetch it again."
        )
    return lines


def codes_of(parser: Parser, lexicon: str, cells: Sequence[str]) -> NDArray[Any]:
    """The cells of a text column in the parser's codes."""
    places, texts = pd.factorize(np.asarray(cells, dtype=object))
    there = [str(text) for text in texts if text != ""]
    known = dict(zip(there, parser.encode(lexicon, there).tolist() if there else [], strict=True))
    table = np.array([known.get(str(text), -1) for text in texts], dtype=np.int32)
    return table[places] if len(table) else np.zeros(0, dtype=np.int32)


def numbers_of(cells: Sequence[str], missing: Sequence[str], column: str, what: str, *, comma: bool) -> NDArray[Any]:
    """The numbers of a column, NaN where a cell is empty or one of ``missing``.

    ``comma`` allows a decimal comma beside the point: in a file whose separator is another.

    Raises
    ------
    CleaningError
        Text where a number stands: the first five texts, and how often.
    """
    places, texts = pd.factorize(np.asarray(cells, dtype=object))
    blank = {"", *missing}
    found = [math.nan if str(text).strip() in blank else _number(str(text).strip(), comma=comma) for text in texts]
    if wrong := [place for place, number in enumerate(found) if number is None]:
        shown = ", ".join(f"'{texts[place]}' ({int((places == place).sum())} times)" for place in wrong[:SHOWN])
        raise CleaningError(
            f"{what} has text where a number stands in {column}: {shown}; a plain decimal or nothing is wanted. "
            "Fetch it again, or correct the cells."
        )
    return np.array(found, dtype=np.float64)[places] if found else np.zeros(0)


def numbers_if_all(column: Coded, missing: Sequence[str], *, comma: bool) -> NDArray[Any] | None:
    """The numbers of a column that may be a measure, or None where any of its texts is none."""
    try:
        numbers = numbers_of(column.texts, missing, "", "", comma=comma)
    except CleaningError:
        return None
    # The last place serves -1, an empty cell.
    return np.append(numbers, np.nan)[column.codes]


def values_and_flags(cells: Sequence[str], what: str) -> tuple[NDArray[Any], list[str]]:
    """The number and the flag letters of cells such as ``12.3 be``, ``: c`` and ``:|C``."""
    places, texts = pd.factorize(np.asarray(cells, dtype=object))
    parts = [_CELL.fullmatch(str(text).strip()) for text in texts]
    values = [math.nan if part is None or part[1] in (None, ":") else float(part[1]) for part in parts]
    wrong = [
        place
        for place, part in enumerate(parts)
        if part is None or math.isinf(values[place]) or (part[1] is None and part[2])
    ]
    if wrong:
        shown = ", ".join(f"'{texts[place]}' ({int((places == place).sum())} times)" for place in wrong[:SHOWN])
        raise CleaningError(
            f"{what} has text where a number stands: {shown}; a plain decimal or ':', then flag letters or "
            "nothing, is wanted. Fetch it again, or correct the cells."
        )
    flags = [part[2] if part else "" for part in parts]
    return np.array(values, dtype=np.float64)[places], [flags[place] for place in places]


def _number(text: str, *, comma: bool) -> float | None:
    plain = text.replace(",", ".") if comma and text.count(",") == 1 and "." not in text else text
    number = float(plain) if _DECIMAL.fullmatch(plain) else None
    return None if number is None or math.isinf(number) else number
