"""The older edition with nothing changed but its revised cells: what a revision alone would have printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from talentstudy.pipeline import Pipeline
from talentstudy.vintages.copies import line_of
from talentstudy.vintages.revisions import Revisions


@dataclass
class Counterfactual(Pipeline):
    """The pipeline of an edition that reads some datasets from tables given instead of from its pins."""

    replaced: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def observations(self, name: str) -> pd.DataFrame:
        """The table given for this name, else what the edition pins."""
        return self.replaced[name].copy() if name in self.replaced else super().observations(name)


def revised_only(older: Pipeline, newer: Pipeline, found: Mapping[str, Revisions]) -> Counterfactual:
    """The older edition with the revised cells of ``newer`` put in: neither new periods nor further decimals.

    ``found`` are the revisions by the name a dataset is read under. Whatever an indicator then says otherwise than
    before, it says because of a revision.
    """
    replaced = {
        name: _replaced(older.observations(name), newer.observations(name), one)
        for name, one in found.items()
        if name in older.edition.datasets and name in newer.edition.datasets and len(one.cells)
    }
    return Counterfactual(older.edition, older.home, replaced=replaced)


def _replaced(older: pd.DataFrame, newer: pd.DataFrame, found: Revisions) -> pd.DataFrame:
    """The older rows with each revised value and changed flag of the newer, and without the rows that are gone."""
    key = [*line_of(found.dataset).dims, "geo", "time_period", "unit"]
    rows = older.copy()
    for part, cells in found.cells.groupby("part"):
        rows = _put(rows, newer, key, str(part), cells[cells["kind"] == "revised"])
    rows = _put(
        rows, newer, key, "obs_flag", found.cells[(found.cells["kind"] == "flags") | (found.cells["breaks"] != "")]
    )
    return rows[~_among(rows, found.of("gone"), key)].reset_index(drop=True)


def _put(rows: pd.DataFrame, newer: pd.DataFrame, key: list[str], column: str, cells: pd.DataFrame) -> pd.DataFrame:
    """The rows with ``column`` taken from ``newer`` where the key is among the cells; one it lacks stays as it was."""
    if cells.empty:
        return rows
    beside = newer[_among(newer, cells, key)][[*key, column]].rename(columns={column: "_taken"})
    both = rows.merge(beside, on=key, how="left", indicator="_found")
    taken = both[column].where(both["_found"] == "left_only", both["_taken"])
    return rows.assign(**{column: taken.to_numpy()}).astype({column: rows[column].dtype})


def _among(rows: pd.DataFrame, cells: pd.DataFrame, key: list[str]) -> pd.Series[bool]:
    wanted = pd.MultiIndex.from_frame(cells[key])
    return pd.Series(pd.MultiIndex.from_frame(rows[key]).isin(wanted), index=rows.index)
