"""What changed between two copies of a dataset, cell by cell, and what could not be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from talentstudy.codes import member_states
from talentstudy.errors import StudyError
from talentstudy.vintages.apart import Incomparable, flagless, one_sided, out_of_reach
from talentstudy.vintages.copies import BOUNDS, Copy, precision_of

# How a cell may differ, in the order a report prints them.
KINDS = ("revised", "gone", "new", "flags")
# What is added up over countries, so that a revision of the Union has parts.
ADDITIVE = frozenset({"THS_PER", "MIO_PER", "PER", "NR", "JOBS", "VAC"})
EU = "EU27_2020"
# Binary fractions miss a tie of decimals by less than this.
NOISE = 1e-9
_COLUMNS = ("part", "kind", "old", "new", "difference", "old_flag", "new_flag", "breaks")


@dataclass(frozen=True)
class Revisions:
    """The revision report of one dataset between an older and a newer copy.

    ``cells`` has one row per cell that differs: the dimensions, geo, time_period, unit, ``part`` (which of value and
    bounds), ``kind`` (revised, gone, new, flags), ``old``, ``new``, ``difference``, ``old_flag``, ``new_flag``, ``breaks``
    (added, withdrawn or ''). ``slices`` has one row per slice that both hold: cells in common, revised, decimals of each copy.
    """

    dataset: str
    older: str
    newer: str
    cells: pd.DataFrame = field(repr=False)
    slices: pd.DataFrame = field(repr=False)
    # Cells that both copies hold, by country.
    held: Mapping[str, int] = field(default_factory=dict, repr=False)
    not_compared: tuple[Incomparable, ...] = ()

    def of(self, kind: str) -> pd.DataFrame:
        """The cells of one kind, the largest difference first."""
        chosen = self.cells[self.cells["kind"] == kind]
        order = chosen["difference"].abs().sort_values(ascending=False, kind="stable").index
        return chosen.loc[order].reset_index(drop=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many cells of each kind, and how many breaks were added and withdrawn."""
        kinds = {kind: int((self.cells["kind"] == kind).sum()) for kind in KINDS}
        return {
            **kinds,
            **{f"breaks {one}": int((self.cells["breaks"] == one).sum()) for one in ("added", "withdrawn")},
        }

    @property
    def common(self) -> int:
        """Cells that both copies hold."""
        return int(self.slices["common"].sum())

    def revised_of(self, geo: str) -> int:
        """How many cells of one country were revised."""
        return int(((self.cells["geo"] == geo) & (self.cells["kind"] == "revised")).sum())

    def through(self, unit: str, period: str, **codes: str) -> pd.DataFrame:
        """The revised member states behind a revision of the Union, largest first: ``geo`` and ``difference``.

        Empty for a unit that does not add up over countries.
        """
        rows = self.of("revised")
        chosen = rows[(rows["unit"] == unit) & (rows["time_period"] == period) & rows["geo"].isin(member_states())]
        for column, code in codes.items():
            chosen = chosen[chosen[column] == code]
        return chosen[["geo", "difference"]].reset_index(drop=True) if unit in ADDITIVE else chosen.iloc[:0]

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        return f"<Revisions of {self.dataset} from {self.older} to {self.newer}: {self.common} cells in common; {told}>"


def revisions(older: Copy, newer: Copy) -> Revisions:
    """Compare two copies of one dataset.

    A cell is revised if it moved by more than half a unit of the last decimal of the coarser copy in that slice; flags
    are compared where both copies carry any in that slice. What only one copy covers (a slice, a country, the years
    before its first) is listed as not compared: a copy may be a part of what the provider published that day.

    Raises StudyError for copies of two datasets.
    """
    if older.dataset != newer.dataset:
        raise StudyError(
            f"{older.dataset} and {newer.dataset} are two datasets, whose cells have nothing in common to compare. "
            "Name one dataset and two of its vintages."
        )
    held = _both_precisions(older, newer, "outer")
    both = held[held["count_old"].notna() & held["count_new"].notna()]
    cells = _paired(older, newer, both)
    beyond = _beyond(cells, older, newer)
    judged = _judged(cells[beyond == ""])
    slices = _summed(judged, both)
    left_out = (
        *one_sided(held, older, newer),
        *out_of_reach(cells[beyond != ""], beyond[beyond != ""], older, newer),
        *flagless(slices, older, newer),
    )
    kept = judged.loc[judged["kind"] != "", [*older.key, *_COLUMNS]]
    by_geo = {str(geo): int(count) for geo, count in judged.loc[judged["held"] == "both", "geo"].value_counts().items()}
    return Revisions(older.dataset, older.name, newer.name, _in_order(kept, older), slices, by_geo, left_out)


def common_cells(older: Copy, newer: Copy) -> pd.DataFrame:
    """The values that both copies hold: key, ``old``, ``new``, ``difference``, ``tolerance`` of the coarser in the slice."""
    held = _both_precisions(older, newer, "inner")
    cells = _paired(older, newer, held)
    both = cells[(cells["part"] == "obs_value") & cells["old"].notna() & cells["new"].notna()]
    difference = (both["new"] - both["old"]).round(9)
    return both.assign(difference=difference, tolerance=_tolerance(both))[
        [*older.key, "old", "new", "difference", "tolerance"]
    ].reset_index(drop=True)


def _both_precisions(older: Copy, newer: Copy, how: Literal["inner", "outer"]) -> pd.DataFrame:
    return precision_of(older).add_suffix("_old").join(precision_of(newer).add_suffix("_new"), how=how)


def _tolerance(cells: pd.DataFrame) -> pd.Series[float]:
    """Half a unit of the last decimal that the coarser copy holds in the slice."""
    return 0.5 * 10.0 ** -cells[["decimals_old", "decimals_new"]].min(axis=1).astype(float)


def _long(copy: Copy, side: str) -> pd.DataFrame:
    """One row per value: a keyed range has its bounds as rows of their own."""
    parts = []
    for part in ("obs_value", *(one for one in BOUNDS if one in copy.table)):
        rows = copy.table[[*copy.key, "obs_flag", part]].rename(columns={part: side, "obs_flag": f"{side}_flag"})
        # A bound that is not there is no cell; a value that is missing is one.
        parts.append((rows if part == "obs_value" else rows[rows[side].notna()]).assign(part=part))
    return pd.concat(parts, ignore_index=True)


def _paired(older: Copy, newer: Copy, both: pd.DataFrame) -> pd.DataFrame:
    """Every cell of the slices that both hold, with what each copy says and how precisely."""
    pairs = _long(older, "old").merge(_long(newer, "new"), on=[*older.key, "part"], how="outer", indicator="held")
    facts = both.reset_index()[[*older.slices, "decimals_old", "decimals_new", "flags_old", "flags_new"]]
    return pairs.merge(facts, on=older.slices, how="inner").fillna({"old_flag": "", "new_flag": ""})


def _beyond(cells: pd.DataFrame, older: Copy, newer: Copy) -> pd.Series[str]:
    """Why a cell of one copy lies beyond the other: 'country' or 'years'; '' where the other covers it."""
    told = pd.Series("", index=cells.index, dtype="str")
    for only, other in (("left_only", newer), ("right_only", older)):
        first = other.table.groupby(other.slices)["time_period"].min().rename("first").reset_index()
        placed = other.table[[*other.slices, "geo"]].drop_duplicates().assign(there=True)
        asked = cells.loc[cells["held"] == only, [*older.slices, "geo", "time_period"]].reset_index()
        found = asked.merge(first, on=other.slices, how="left").merge(placed, on=[*other.slices, "geo"], how="left")
        found = found.set_index("index")
        told[found.index[found["time_period"] < found["first"]]] = "years"
        told[found.index[found["there"].isna()]] = "country"
    return told


def _judged(cells: pd.DataFrame) -> pd.DataFrame:
    """Each cell with its kind, and whether a break was added or withdrawn."""
    # Subtracting binary fractions leaves noise far below what any provider prints.
    difference = (cells["new"] - cells["old"]).round(9)
    in_both = cells["held"] == "both"
    kind = pd.Series("", index=cells.index, dtype="str")
    flags = in_both & cells["flags_old"] & cells["flags_new"] & (cells["old_flag"] != cells["new_flag"])
    kind[flags] = "flags"
    kind[difference.abs() > _tolerance(cells) + NOISE] = "revised"
    kind[cells["new"].notna() & cells["old"].isna()] = "new"
    kind[cells["old"].notna() & cells["new"].isna()] = "gone"
    # Nor does a key that comes or goes without a value count as the same.
    kind[(cells["held"] == "right_only") & cells["new"].isna()] = "new"
    kind[(cells["held"] == "left_only") & cells["old"].isna()] = "gone"
    breaks = pd.Series("", index=cells.index, dtype="str")
    before, after = cells["old_flag"].str.contains("b"), cells["new_flag"].str.contains("b")
    breaks[flags & after & ~before] = "added"
    breaks[flags & before & ~after] = "withdrawn"
    return cells.assign(difference=difference, kind=kind, breaks=breaks)


def _summed(judged: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    """One row per slice that both hold: cells in common, revised, differing at all, and what each copy can say."""
    names = list(both.index.names)
    counted = judged.assign(
        common=judged["held"] == "both",
        revised=judged["kind"] == "revised",
        differing=judged["difference"].abs() > NOISE,
    )
    sums = counted.groupby(names)[["common", "revised", "differing"]].sum()
    facts = both[["decimals_old", "decimals_new", "flags_old", "flags_new"]]
    return facts.join(sums).fillna({"common": 0, "revised": 0, "differing": 0}).reset_index()


def _in_order(cells: pd.DataFrame, older: Copy) -> pd.DataFrame:
    place = {kind: at for at, kind in enumerate(KINDS)}
    return cells.sort_values(
        ["kind", *older.key, "part"], key=lambda column: column.map(place) if column.name == "kind" else column
    ).reset_index(drop=True)
