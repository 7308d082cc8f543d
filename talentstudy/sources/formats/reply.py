"""What a provider's file says, as one tidy table with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.columns import Coded, refuse_repeated
from talentstudy.sources.formats.meaning import CLEAN, flags, name_of

VALUE, FLAG = "obs_value", "obs_flag"
# 'ESTAT:NA_MAIN(1.6.0): National accounts': agency, id, version, name.
_IDENTITY = re.compile(r"(?:[^:()\s]+:)?([^:()\s]+)")
# Which frequencies write a period of this shape; a wide table of several leaves the other cells empty.
_FREQUENCIES = (
    (re.compile(r"\d{4}"), {"A", "P", "Y"}),
    (re.compile(r"\d{4}-S\d"), {"S", "H"}),
    (re.compile(r"\d{4}-Q\d"), {"Q"}),
    (re.compile(r"\d{4}-\d\d"), {"M"}),
    (re.compile(r"\d{4}-W\d\d"), {"W"}),
    (re.compile(r"\d{4}-\d\d-\d\d"), {"D", "B"}),
)


@dataclass(frozen=True)
class Reply:
    """A provider's file as it was read.

    ``table`` has one row per observation that the file spells out: a categorical column per
    dimension (``geo`` and ``time_period`` in the study's spelling), the measures as float64 (NaN where
    missing), ``obs_flag`` (letters of the list in force, '' for none) and other attributes.
    """

    format: str
    table: pd.DataFrame
    # The columns that tell rows apart, and those that hold numbers.
    dimensions: tuple[str, ...]
    measures: tuple[str, ...] = (VALUE,)
    # The provider's id of the dataset and the moment it was last updated; '' where the format has none.
    dataset: str = ""
    updated: str = ""
    # Dimension to code to the label that stands beside it, where one does.
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # Why the table is empty; '' where it is not.
    reason: str = ""

    def __repr__(self) -> str:
        return f"<Reply {self.format} {self.dataset or 'without id'}: {len(self.table)} rows by {', '.join(self.dimensions)}>"


def identity(text: str) -> str:
    """The id of a dataset in what a file calls it.

    >>> identity("ESTAT:NA_MAIN(1.6.0): Principaux agrégats"), identity("nama_10_gdp")
    ('NA_MAIN', 'nama_10_gdp')
    """
    found = _IDENTITY.match(text.strip())
    return found[1] if found else text.strip()


def refuse_another(found: str, expected: str, what: str) -> None:
    """RawFileError if the file names a dataset and it is not the one expected, in either case of letters."""
    # A message may name the dataset by its structure, DSD_<dataset>.
    names = {found.lower(), found.lower().removeprefix("dsd_")}
    if found and expected and expected.lower() not in names:
        raise RawFileError(f"{what} holds the dataset {found}, not {expected} that was asked for. Fetch it again.")


def cleaned(dimensions: Mapping[str, Coded]) -> dict[str, Coded]:
    """Dimensions by the study's names, with codes and periods as the study writes them."""
    return {name_of(name): coded.cleaned(CLEAN.get(name_of(name), list)) for name, coded in dimensions.items()}


def assembled(
    dimensions: Mapping[str, Coded],
    measures: Mapping[str, NDArray[Any]],
    letters: Coded | None,
    extra: Mapping[str, Any],
    what: str,
    *,
    unique: bool = False,
) -> pd.DataFrame:
    """The table, from cleaned dimensions; a key that stands twice is refused, unless it is known to be ``unique``."""
    columns: dict[str, Any] = {name: coded.categorical() for name, coded in dimensions.items()}
    columns |= measures
    height = len(next(iter([*columns.values(), *extra.values()]), ()))
    letters = letters or Coded(np.full(height, -1, dtype=np.int8), [])
    columns[FLAG] = letters.cleaned(flags).categorical()
    table = pd.DataFrame(columns | dict(extra), copy=False)
    if not unique:
        refuse_repeated(table, list(dimensions), what)
    return table


def without_other_frequencies(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a wide or dense table without the empty cells of an annual series under a quarter.

    Only cells without value and flag are left out, and only where the table mixes frequencies.
    """
    if not {"freq", "time_period", VALUE} <= set(table.columns) or len(table["freq"].cat.categories) < 2:
        return table
    fits = np.zeros((len(table["freq"].cat.categories), len(table["time_period"].cat.categories)), dtype=bool)
    for row, frequency in enumerate(table["freq"].cat.categories):
        for column, period in enumerate(table["time_period"].cat.categories):
            kinds = [letters for shape, letters in _FREQUENCIES if shape.fullmatch(period)]
            fits[row, column] = not kinds or frequency in kinds[0]
    fitting = fits[table["freq"].cat.codes.to_numpy(), table["time_period"].cat.codes.to_numpy()]
    return table[fitting | table[VALUE].notna() | (table[FLAG] != "")].reset_index(drop=True)


def empty(format_: str, names: tuple[str, ...], reason: str, dataset: str = "", updated: str = "") -> Reply:
    """A reply without observations: the columns it would have, and why it has no rows."""
    dimensions = tuple(name_of(name) for name in names) or ("geo", "time_period")
    nothing = {name: Coded(np.zeros(0, dtype=np.int8), []) for name in dimensions}
    table = assembled(nothing, {VALUE: np.zeros(0)}, None, {}, format_)
    return Reply(format_, table, dimensions, dataset=dataset, updated=updated, reason=reason)
