"""Vintages as published: keys and flags normalised, nothing corrected, and how precisely each copy holds its values."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from talentstudy.cleaning.keys import select
from talentstudy.editions import Edition, Pin
from talentstudy.errors import EmptySelection
from talentstudy.registry import Dataset
from talentstudy.sources import DATASETS
from talentstudy.sources.observations import read_observations
from talentstudy.sources.requests import fetchable, request_of
from talentstudy.store import Home

# A slice of fewer values may hold whole numbers by chance: its unit's precision throughout the copy decides.
ENOUGH = 10
# Where a value is computed rather than printed, further decimals are noise of the machine.
_MOST_DECIMALS = 6
BOUNDS = ("obs_lower", "obs_upper")


def line_of(dataset: str) -> Dataset:
    """The registry's line of a dataset; of one that no figure uses yet, what its record in requests.toml says.

    Raises UnknownName with the nearest names.

    >>> line_of("isoc_sks_itsps").dims, line_of("oecd_ict_businesses").keyed
    (('sex',), False)
    """
    if dataset in DATASETS or dataset not in fetchable():
        return DATASETS[dataset]
    request = request_of(dataset)
    return Dataset(request.provider.name, request.dims, request.units)


def is_dataset(name: str) -> bool:
    """Whether a name is that of a dataset, used by a figure or not yet."""
    return name in DATASETS or name in fetchable()


@dataclass(frozen=True)
class Copy:
    """Observations of one dataset as one side of a comparison holds them, under a name to print."""

    dataset: str
    name: str
    table: pd.DataFrame = field(repr=False)

    @property
    def slices(self) -> list[str]:
        """The columns that tell one slice from another: the dataset's dimensions and the unit."""
        return [*line_of(self.dataset).dims, "unit"]

    @property
    def key(self) -> list[str]:
        """The columns that tell one observation from another."""
        return [*line_of(self.dataset).dims, "geo", "time_period", "unit"]


@dataclass
class Shelf:
    """The copies held in a home, each read once."""

    home: Home
    _read: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False)

    def published(self, dataset: str, vintage: str) -> pd.DataFrame:
        """All observations of one vintage, as the provider gave them: no entry of corrections.toml is applied.

        Raises UnknownName for a dataset or vintage that is not held, RawFileError for a file that was altered.
        """
        if (dataset, vintage) not in self._read:
            path = self.home.verified(self.home.origin(dataset, vintage))
            self._read[dataset, vintage] = read_observations(path, dataset, line_of(dataset), vintage)
        return self._read[dataset, vintage].copy()

    def copy(self, dataset: str, vintage: str) -> Copy:
        """One whole vintage."""
        return Copy(dataset, vintage, self.published(dataset, vintage))

    def pinned(self, edition: Edition, name: str) -> Copy:
        """What an edition reads under one name, before corrections: its slices one below the other."""
        pins = edition.pins_of(name)
        table = pd.concat([self._slice(pin) for pin in pins], ignore_index=True)
        vintages = dict.fromkeys(pin.vintage for pin in pins)
        return Copy(pins[0].dataset, ", ".join(vintages), table)

    def holds(self, dataset: str, vintage: str, **where: str) -> bool:
        """Whether a vintage has any observation of a slice."""
        try:
            return len(select(self.published(dataset, vintage), **where)) > 0
        except EmptySelection:
            return False

    def codes(self, dataset: str, vintage: str, **where: str) -> frozenset[tuple[str, ...]]:
        """The slices a vintage holds: the codes of its dimensions and its unit."""
        try:
            table = select(self.published(dataset, vintage), **where)
        except EmptySelection:
            return frozenset()
        return frozenset(table[[*line_of(dataset).dims, "unit"]].itertuples(index=False, name=None))

    def _slice(self, pin: Pin) -> pd.DataFrame:
        table = select(self.published(pin.dataset, pin.vintage), **pin.where)
        return table[table["time_period"] <= pin.until] if pin.until else table


def decimals_held(values: pd.Series[float]) -> int:
    """The most decimals that any of the values has; 0 for whole numbers and for none.

    >>> decimals_held(pd.Series([273.0, 288.0])), decimals_held(pd.Series([5.0, 5.4, float("nan")]))
    (0, 1)
    """
    texts = values.dropna().round(_MOST_DECIMALS).drop_duplicates().map(lambda value: f"{value:.{_MOST_DECIMALS}f}")
    fractions = texts.str.partition(".")[2].str.rstrip("0") if len(texts) else texts
    return int(fractions.str.len().max()) if len(fractions) else 0


def precision_of(copy: Copy) -> pd.DataFrame:
    """How precisely a copy holds each slice, and whether it carries flags there.

    One row per slice (dimensions × unit), indexed by it: ``decimals``, ``flags`` (whether any observation of the slice
    has one) and ``count``. A slice of fewer than ten values takes the decimals its unit has in the whole copy.
    """
    by_unit = copy.table.groupby("unit")["obs_value"].agg(decimals_held)
    slices = copy.table.groupby(copy.slices)
    values = slices["obs_value"]
    found = pd.DataFrame(
        {
            "decimals": values.agg(decimals_held),
            "count": values.size(),
            "flags": slices["obs_flag"].agg(lambda flags: bool((flags != "").any())),
        }
    )
    few = found["count"] < ENOUGH
    units = found.index.get_level_values("unit")
    return found.assign(decimals=found["decimals"].where(~few, [by_unit[unit] for unit in units]))
