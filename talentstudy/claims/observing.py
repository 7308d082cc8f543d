"""What a series or publication holds at an address: the value, how exactly it is held, and from where."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Address
from talentstudy.claims.soundness import DATASET
from talentstudy.claims.units import measured_in
from talentstudy.errors import EmptySelection, LedgerError
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.standing import EU, best_of, standing
from talentstudy.pipeline import Pipeline, cited
from talentstudy.sources import DATASETS

# More decimals than any source prints: the value was computed, and is as exact as its printing.
_COMPUTED = 6
# What holds the report's own words is no evidence for them.
_OWN = "digitalcity"


class Observatory:
    """Finds observations in the indicators and pinned datasets of an edition; each table is read and indexed once."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self._tables: dict[str, pd.DataFrame] = {}
        self._index: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}
        self._halves: dict[tuple[str, str], float] = {}

    def table(self, name: str) -> pd.DataFrame:
        """All rows of an indicator, or of a dataset named as ``dataset:<name>``."""
        if name not in self._tables:
            dataset = name.removeprefix(DATASET)
            is_dataset = name.startswith(DATASET)
            self._tables[name] = self.pipeline.observations(dataset) if is_dataset else self.pipeline.indicator(name)
        return self._tables[name]

    def dims(self, name: str) -> tuple[str, ...]:
        """The columns that tell the rows of a table apart."""
        if not name.startswith(DATASET):
            return INDICATORS[name].key
        pinned = self.pipeline.edition.pins_of(name.removeprefix(DATASET))
        return (*DATASETS[pinned[0].dataset].dims, "geo", "time_period", "unit")

    def periods(self, address: Address) -> tuple[str, ...]:
        """The periods for which the table holds a value under the other codes of an address, in order."""
        table = self.table(address.indicator)
        for dimension, code in address.key.items():
            if dimension != "time_period":
                table = table[table[dimension] == code]
        bounds = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in table]
        return tuple(sorted(table.loc[table[bounds].notna().any(axis=1), "time_period"]))

    def holds(self, address: Address) -> bool:
        """Whether every period of an address has a row."""
        return all(self._row(address.at(period)) is not None for period in address.ends)

    def observe(self, address: Address) -> Observed:
        """The number at an address, as its measure makes it.

        Raises
        ------
        EmptySelection
            No row under this key.
        LedgerError
            The row repeats the report itself, which is no evidence for the report.
        """
        return _MEASURES[address.measure](self, address)

    def cell(self, address: Address) -> Observed:
        """The one row at an address with a single period."""
        row = self._row(address)
        if row is None:
            there = ", ".join(self.periods(address)) or "no period at all"
            raise EmptySelection(
                f"{address.indicator} holds no observation {address} (under its other codes: {there}). "
                "Correct the key, or say why the claim cannot be computed."
            )
        source = str(row["source"])
        if any(DATASETS[dataset].provider == _OWN for dataset, _ in cited([source])):
            raise LedgerError(
                f"{address.indicator} {address} holds what the report itself prints ({source}), which is no evidence "
                "for it. Leave the indicator empty and give a reason."
            )
        value = float(row["obs_value"])
        low, high = (float(row.get(bound, math.nan)) for bound in ("obs_lower", "obs_upper"))
        if math.isnan(value):
            low, high = (-math.inf if math.isnan(low) else low), (math.inf if math.isnan(high) else high)
        else:
            low = high = value
        official = not any(DATASETS[dataset].keyed for dataset, _ in cited([source]))
        half = self._half(address.indicator, source)
        return Observed(address, value, low, high, half, str(row["unit"]), str(row["obs_flag"]), source, official)

    def _row(self, address: Address) -> dict[str, Any] | None:
        name = address.indicator
        dims = self.dims(name)
        if name not in self._index:
            rows = [{str(key): cell for key, cell in row.items()} for row in self.table(name).to_dict("records")]
            self._index[name] = {tuple(str(row[dim]) for dim in dims): row for row in rows}
        return self._index[name].get(tuple(address.key[dim] for dim in dims))

    def _half(self, name: str, source: str) -> float:
        """Half a unit of the last decimal that a source holds anywhere in a table; zero where it was computed."""
        if (name, source) not in self._halves:
            table = self.table(name)
            bounds = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in table]
            held = table.loc[table["source"] == source, bounds].to_numpy(dtype=float).ravel()
            places = max((decimals_held(value) for value in held if math.isfinite(value)), default=0)
            self._halves[name, source] = 0.0 if places > _COMPUTED else 0.5 * 10.0**-places
        return self._halves[name, source]


def decimals_held(value: float) -> int:
    """How many decimals a value has as it was written.

    >>> decimals_held(273.0), decimals_held(47.69)
    (0, 2)
    """
    text = f"{value:.12g}"
    return len(text.partition(".")[2]) if "e" not in text else 12 if value % 1 else 0


def _value(sight: Observatory, address: Address) -> Observed:
    return sight.cell(address)


def _opposite(sight: Observatory, address: Address) -> Observed:
    """A loss is printed without its sign: a change of -1,750 jobs is 1,750 jobs lost."""
    one = sight.cell(address)
    return replace(one, value=-one.value, low=-one.high, high=-one.low)


def _complement(sight: Observatory, address: Address) -> Observed:
    one = sight.cell(address)
    return replace(one, value=100 - one.value, low=100 - one.high, high=100 - one.low)


def _two(sight: Observatory, address: Address) -> tuple[Observed, Observed]:
    first, last = (sight.cell(address.at(period)) for period in address.ends)
    return first, last


def _joined(first: Observed, last: Observed, address: Address, value: float, half: float) -> Observed:
    flags = "".join(sorted({*first.flags, *last.flags}))
    source = "; ".join(dict.fromkeys([*first.source.split("; "), *last.source.split("; ")]))
    unit = measured_in(first.unit, address.measure)
    return Observed(address, value, value, value, half, unit, flags, source, first.official and last.official)


def _difference(sight: Observatory, address: Address) -> Observed:
    first, last = _two(sight, address)
    # Each end may be half a unit off.
    return _joined(first, last, address, round(last.value - first.value, 9), first.half + last.half)


def _growth(sight: Observatory, address: Address) -> Observed:
    first, last = _two(sight, address)
    if not first.value:
        raise EmptySelection(f"{address.indicator} {address} begins at zero: no growth can be computed from it.")
    ratio = last.value / first.value
    half = 100 * (last.half + abs(ratio) * first.half) / abs(first.value)
    return _joined(first, last, address, 100 * (ratio - 1), half)


def _rank(sight: Observatory, address: Address) -> Observed:
    one = sight.cell(address)
    table = sight.table(address.indicator)
    for dimension, code in address.key.items():
        if dimension != "geo":
            table = table[table[dimension] == code]
    ranks = standing(table, best=best_of(address.indicator))
    mine = ranks.loc[ranks["geo"] == address.geo, "rank"]
    if mine.empty:
        raise EmptySelection(f"{address.indicator} {address} has no rank: {address.geo} is no member with a value.")
    rank = float(mine.iloc[0])
    return replace(one, value=rank, low=rank, high=rank, half=0.0, unit="RANK")


def _gap_to_eu(sight: Observatory, address: Address) -> Observed:
    one = sight.cell(address)
    union = sight.cell(Address(address.indicator, {**address.key, "geo": EU}))
    return _joined(union, one, address, round(one.value - union.value, 9), one.half + union.half)


_MEASURES: Mapping[str, Callable[[Observatory, Address], Observed]] = {
    "value": _value,
    "opposite": _opposite,
    "complement": _complement,
    "difference": _difference,
    "growth": _growth,
    "rank": _rank,
    "gap_to_eu": _gap_to_eu,
}
