"""Runs the rooms in order for one edition, and checks the shape at each border.

Argument names are the wiring: an indicator names the datasets and indicators it is computed
from, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from talentstudy.cleaning.keys import select
from talentstudy.editions import Edition, Pin, read_edition
from talentstudy.errors import EmptySelection, SchemaViolation, StudyError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.registry import Indicator
from talentstudy.results import (
    as_written,
    file_digest,
    fingerprint,
    indicator_path,
    manifest_path,
    read_json,
    read_rows,
)
from talentstudy.schemas import check_indicator, check_observations
from talentstudy.sources import DATASETS
from talentstudy.sources.corrections import corrected
from talentstudy.sources.observations import read_observations
from talentstudy.store import Home, Origin, find_home

_SOURCE = re.compile(r"([a-z0-9_]+)@([0-9-]+)")


def cited(sources: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The (dataset, vintage) pairs that source texts name, each once, in order of appearance.

    >>> cited(["isoc_sks_itspt@2025-05-14", "isoc_sks_itsps@2024-02-02; isoc_sks_itspt@2025-05-14"])
    (('isoc_sks_itspt', '2025-05-14'), ('isoc_sks_itsps', '2024-02-02'))
    """
    return tuple(dict.fromkeys(pair for text in dict.fromkeys(sources) for pair in _SOURCE.findall(text)))


@dataclass
class Pipeline:
    """The tables of one edition, each computed once and only when asked for."""

    edition: Edition
    home: Home
    # The digest under which results in data/processed may be read instead of computed; '' for never.
    results_mark: str = field(default="", repr=False)
    _raw: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False)
    _tidy: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    _indicators: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    # What the shell fitted to these tables, by a name of its own: a model is fitted once for all languages.
    kept: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for warm in _warm:
            if self.results_mark and (warm.edition, warm.results_mark) == (self.edition, self.results_mark):
                # The same bytes would be read and computed again; each keeps what it adds to itself.
                self._raw, self._tidy = dict(warm._raw), dict(warm._tidy)
                self._indicators, self.kept = dict(warm._indicators), dict(warm.kept)

    def vintage(self, dataset: str, vintage: str) -> pd.DataFrame:
        """All tidy observations of a dataset at one vintage, corrected and checked."""
        if (dataset, vintage) not in self._raw:
            self._raw[dataset, vintage] = _checked(self.home, dataset, vintage)
        return self._raw[dataset, vintage].copy()

    def observations(self, name: str) -> pd.DataFrame:
        """The slices that the edition pins under this name, one below the other.

        A caller gets a copy of its own, as from ``indicator``: what is cached stays as it was checked.
        """
        if name not in self._tidy:
            pins = self.edition.pins_of(name)
            table = pd.concat([self._slice(pin) for pin in pins], ignore_index=True)
            key = [*DATASETS[pins[0].dataset].dims, "geo", "time_period", "unit"]
            if table.duplicated(key).any():
                raise StudyError(
                    f"edition {self.edition.name} pins overlapping slices of {name}; give each a 'where' of its own."
                )
            self._tidy[name] = table.sort_values(key, ignore_index=True)
        return self._tidy[name].copy()

    def _slice(self, pin: Pin) -> pd.DataFrame:
        table = select(self.vintage(pin.dataset, pin.vintage), **pin.where)
        return table[table["time_period"] <= pin.until] if pin.until else table

    def indicator(self, name: str) -> pd.DataFrame:
        """The rows of one indicator, for all countries, sorted by key and checked."""
        if name not in self._indicators:
            line = INDICATORS[name]
            written = self._written(name)
            self._indicators[name] = read_rows(written, line) if written else self._compute(name, line)
        return self._indicators[name].copy()

    @cached_property
    def _current_digests(self) -> dict[str, str]:
        """The sha256 of every indicator the last run wrote, if it read what would be read now."""
        manifest = read_json(manifest_path(self.home, self.edition))
        is_current = bool(self.results_mark) and manifest.get("fingerprint") == self.results_mark
        return dict(manifest.get("indicators", {})) if is_current else {}

    def _written(self, name: str) -> Path | None:
        """The indicator's CSV, if the last run wrote it, as it stands, from all it would be computed from now."""
        path = indicator_path(self.home, self.edition, name)
        # The indicators are committed and the manifest is not: git may bring back another run's.
        return path if name in self._current_digests and file_digest(path) == self._current_digests[name] else None

    def _compute(self, name: str, line: Indicator) -> pd.DataFrame:
        try:
            rows = line.compute(**{one: self._input(one, name) for one in line.inputs})
        except EmptySelection as empty:
            if absent := [why for one in line.inputs for why in self.edition.missing.get(one, ())]:
                raise EmptySelection(f"{name}: {' '.join(absent)}") from empty
            raise
        rows = as_written(rows.sort_values(list(line.key), ignore_index=True))
        self._refuse_mixed_vintages(rows, name, line)
        return check_indicator(rows, name, line)

    def _input(self, name: str, reader: str) -> pd.DataFrame:
        if name in INDICATORS:
            return self.indicator(name)
        if name in self.edition.datasets:
            return self.observations(name)
        if name in self.edition.missing:
            raise EmptySelection(" ".join(self.edition.missing[name]))
        known = [*self.edition.datasets, *INDICATORS]
        raise UnknownName(f"input of {reader}", name, known, f"Pin it in editions/{self.edition.name}/edition.toml.")

    @staticmethod
    def _refuse_mixed_vintages(rows: pd.DataFrame, name: str, line: Indicator) -> None:
        held: dict[str, set[str]] = {}
        for dataset, vintage in cited(rows["source"]):
            held.setdefault(dataset, set()).add(vintage)
        mixed = {dataset: sorted(vintages) for dataset, vintages in held.items() if len(vintages) > 1}
        if mixed and not line.mixes:
            told = "; ".join(f"{dataset} at {' and '.join(vintages)}" for dataset, vintages in mixed.items())
            raise SchemaViolation(
                f"indicator {name} mixes vintages ({told}). Pin one vintage for all it reads, or say in its registry line why it may."
            )

    @cached_property
    def inputs(self) -> tuple[Origin, ...]:
        """The origins of every slice the edition pins, in the order pinned, each once."""
        pairs = dict.fromkeys((pin.dataset, pin.vintage) for pin in self.edition.pins)
        return tuple(self.home.origin(*pair) for pair in pairs)

    def __repr__(self) -> str:
        return f"<Pipeline of edition {self.edition.name}: {len(self._indicators)} of {len(INDICATORS)} indicators computed>"


# What was read and checked in this process, by its sha256: two editions pin most files alike.
_tables: dict[tuple[str, ...], pd.DataFrame] = {}


def _checked(home: Home, dataset: str, vintage: str) -> pd.DataFrame:
    """The tidy observations of a raw file, corrected and checked; a file of the same bytes is not read again."""
    origin = home.origin(dataset, vintage)
    path = home.verified(origin)
    key = (dataset, vintage, path.name, str(origin.facts["sha256"]))
    if key not in _tables:
        line = DATASETS[dataset]
        table = corrected(read_observations(path, dataset, line, vintage), dataset, vintage)
        _tables[key] = check_observations(table, dataset, line, vintage)
    return _tables[key]


# Pipelines whose tables every later one on the same data begins with; filled before a process is forked.
_warm: list[Pipeline] = []


def warm_up(editions: Iterable[str], home: str) -> list[Pipeline]:
    """Compute every indicator of these editions once for all pipelines that follow in this process and its forks.

    A later pipeline begins with these tables, and with what the ones returned were given to keep, only if its edition
    and the digest of all a result depends on are the same. Raises as the pipeline does.
    """
    folder, made = find_home(home), []
    for name in editions:
        edition = read_edition(name)
        pipeline = Pipeline(edition, folder, results_mark=fingerprint(folder, edition))
        for indicator in INDICATORS:
            pipeline.indicator(indicator)
        made.append(pipeline)
    _warm.extend(made)
    return made


def open_pipeline(edition: str | int = 2025, home: str | None = None) -> Pipeline:
    """The pipeline of an edition, on the data found from here."""
    return Pipeline(read_edition(edition), find_home(home))
