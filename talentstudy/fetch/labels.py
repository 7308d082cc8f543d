"""Codes that a provider uses and we have no words for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from talentstudy.codes import code_list, dimensions, known
from talentstudy.fetch.shelf import held
from talentstudy.store import Home

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Unlabelled:
    """A code of the provider that our list of its dimension lacks, with the provider's own English word."""

    dimension: str
    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.dimension} {self.code}: no label in codes/{self.dimension}.csv (the provider says '{self.name}')"


def without_label(
    codes: Mapping[str, Mapping[str, Mapping[str, str]]], used: Mapping[str, Collection[str]] | None = None
) -> tuple[Unlabelled, ...]:
    """The codes of a provider's lists that our own lists lack, in the order of the lists.

    Parameters
    ----------
    codes
        Per dimension, its codes with their names by language.
    used
        Per dimension, the codes that occur in data; only those are asked for, where given. A dimension
        without a list of ours is reported for every code.

    Examples
    --------
    >>> without_label({"sex": {"F": {"en": "Females"}, "X_1": {"en": "Other"}}}, {"sex": {"F", "X_1"}})[0].code
    'X_1'
    """
    missing = []
    for dimension, listed in codes.items():
        ours = set(code_list(dimension)) if dimension in dimensions() else set()
        asked = listed if used is None else [code for code in listed if code in used.get(dimension, ())]
        missing += [
            Unlabelled(dimension, code, listed[code].get("en", "nothing")) for code in asked if code not in ours
        ]
    return tuple(missing)


def unknown_codes(cells: pd.DataFrame) -> tuple[str, ...]:
    """The codes of a table that our lists lack, as ``geo XK``: until they have a label, the table cannot be computed with."""
    listed = [column for column in cells.columns if column in dimensions() and column != "obs_flag"]
    return tuple(
        f"{column} {code}" for column in listed for code in sorted(set(cells[column].astype(str)) - known(column))
    )


def used_codes(home: Home, dataset: str) -> Mapping[str, frozenset[str]] | None:
    """Per dimension, the codes that occur in the newest vintage held; None where none is held."""
    origins = held(home, dataset, datetime.now(UTC).date())
    if not origins:
        return None
    from talentstudy.sources.formats import read_cells

    cells = read_cells(home.verified(origins[-1]))
    # A dimension that no list of ours knows yet is the one whose codes have to be told.
    return {column: frozenset(cells[column].astype(str).unique()) for column in cells.columns if column != "obs_value"}
