"""Cells of SDMX-CSV 2.0 that hold several values, and rows about more than one observation."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.sources.formats.columns import Coded


def several_values(column: Coded, separator: str, languages: str) -> pd.Series[Any]:
    """The values of each cell: a tuple, or for ``languages`` a dict by language (several: a tuple of those).

    >>> several_values(Coded.of(["X;Y", ""]), ";", "[]").tolist()
    [('X', 'Y'), ()]
    >>> several_values(Coded.of(["en:Any;fr:Une"]), ";", "[en;fr]").tolist()
    [{'en': 'Any', 'fr': 'Une'}]
    """
    read = _by_language if languages.strip("[]") else _values
    found = np.empty(len(column.texts) + 1, dtype=object)
    for place, text in enumerate(column.texts):
        found[place] = read(text, separator)
    found[-1] = read("", separator)
    return pd.Series(found[column.codes], dtype=object)


def _values(text: str, separator: str) -> tuple[Any, ...]:
    """The parts of a cell; a part that was quoted and holds several is a tuple itself."""
    if not text:
        return ()
    parts = _parts(text, separator)
    return tuple(_values(one, separator) if separator in one else one for one in parts)


def _by_language(text: str, separator: str) -> dict[str, str] | tuple[dict[str, str], ...]:
    sets = _parts(text, separator) if text.startswith('"') else [text]
    read = tuple(dict([*part.split(":", 1), ""][:2] for part in _parts(one, separator)) if one else {} for one in sets)
    return read if len(read) > 1 else read[0]


def _parts(text: str, separator: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator), [])


def partial_keys_spread(
    columns: Mapping[str, NDArray[Any]], keys: Sequence[str], measures: Sequence[str], attributes: Sequence[str]
) -> dict[str, NDArray[Any]]:
    """The observations, with the attributes that rows of a partial key say of several of them.

    A row without any measure whose key is incomplete is no observation: its attributes hold for every
    observation with the codes it names. ``columns`` are codes (-1 for an empty cell) and numbers (NaN).
    """
    incomplete = [columns[name] == -1 for name in keys if columns[name].min(initial=0) == -1]
    if not incomplete or not measures:
        return dict(columns)
    blank = np.any(incomplete, axis=0)
    empty = [np.isnan(columns[name]) if columns[name].dtype.kind == "f" else columns[name] == -1 for name in measures]
    partial = blank & np.all(empty, axis=0)
    if not partial.any() or partial.all():
        return dict(columns)
    spread = {name: column.copy() for name, column in columns.items()}
    for row in np.flatnonzero(partial):
        about = np.all([(spread[name] == spread[name][row]) | (spread[name][row] == -1) for name in keys], axis=0)
        for name in attributes:
            if spread[name][row] != -1:
                spread[name][about & (spread[name] == -1)] = spread[name][row]
    return {name: column[~partial] for name, column in spread.items()}
