"""What the study holds to compare a number with: every observation of an indicator that another source vouches for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from talentstudy.codes import code_list, label
from talentstudy.editions import read_edition
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.standing import best_of, standing
from talentstudy.pipeline import Pipeline, cited
from talentstudy.store import find_home
from talentstudy.wording import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

# What one of the unit is worth, where a text counts in ones.
_ONES = {"THS_PER": 1e3, "MIO_PER": 1e6, "MRD_EUR": 1e9}
_PRINTED = 3
_KINDS = {
    "PC_PNT": "points",
    "P_THAB": "per_thousand",
    "RANK": "rank",
    "DAYS": "days",
    "YR": "years",
    "RT": "ratio",
    "P_HMEN": "ratio",
    "NR_MIN": "per_minute",
    "MRD_EUR": "euro",
}


@dataclass(frozen=True)
class Observation:
    """One row of an indicator, in ones: ``half`` is half a unit of the last digit its source holds.

    ``low`` and ``high`` are the value itself, or the interval that a source gives instead.
    """

    indicator: str
    codes: Mapping[str, str]
    geo: str
    period: str
    unit: str
    low: float
    high: float
    half: float
    flags: str
    source: str
    raw: str

    @property
    def years(self) -> frozenset[str]:
        """The years its period names: one, or the two ends of a span."""
        return frozenset(part[:4] for part in self.period.split("/") if part)


@dataclass(frozen=True)
class Facts:
    """The indicators of an edition, each read when first asked for."""

    pipeline: Pipeline
    _read: dict[str, tuple[Observation, ...]] = field(default_factory=dict, repr=False)

    def of(self, indicator: str) -> tuple[Observation, ...]:
        """Every observation of an indicator, in the order of its rows.

        Rows that rest on the printed report itself are left out: to find a number of the report there again
        would prove nothing.
        """
        if indicator not in self._read:
            rows = [
                row
                for row in _records(self.pipeline.indicator(indicator))
                if not any(dataset in self._printed for dataset, _ in cited([str(row["source"])]))
            ]
            self._read[indicator] = _observations(indicator, rows)
        return self._read[indicator]

    def ranks(self, indicator: str) -> tuple[Observation, ...]:
        """Where each member state stands in an indicator among the 27, for every key and period."""
        name = f"rank of {indicator}"
        if name not in self._read:
            rows = standing(self.pipeline.indicator(indicator), best=best_of(indicator))
            ranked = rows.assign(obs_value=rows["rank"].astype(float), unit="RANK")
            self._read[name] = _observations(indicator, _records(ranked))
        return self._read[name]

    @cached_property
    def _printed(self) -> frozenset[str]:
        """The datasets keyed from the edition's own report."""
        title = self.pipeline.edition.title
        return frozenset(
            origin.dataset for origin in self.pipeline.inputs if str(origin.facts["title"]).startswith(title)
        )

    @cached_property
    def producers(self) -> Mapping[str, tuple[str, ...]]:
        """The names of every provider, by its code: what a text calls it in any language."""
        named = {}
        for code in code_list("provider"):
            labels = dict.fromkeys(label("provider", code, language) for language in LANGUAGES)
            # "Gender Scan (Global Contact)" is called by what stands before the bracket, or by the letters in it.
            short = [part.strip(" )") for name in labels for part in name.split("(")]
            named[code] = tuple(dict.fromkeys(one for one in (*labels, *short) if len(one) > 2))
        return named

    def providers(self, indicator: str) -> frozenset[str]:
        """Who produced what an indicator's rows rest on."""
        held = {pair for one in self.of(indicator) for pair in cited([one.source])}
        return frozenset(str(self.pipeline.home.origin(*pair).facts["provider"]) for pair in held)


def open_facts(edition: str | int = 2025, home: str | None = None) -> Facts:
    """What an edition holds, computed from its pinned files.

    The results of the last run are not read: to know whether they are current is to read every file of the package,
    the ledger of claims among them.
    """
    return Facts(Pipeline(read_edition(edition), find_home(home)))


def kind_of(unit: str) -> str:
    """The kind of number a unit makes in a text: percent, points, count and so on.

    >>> kind_of("PC_EMP"), kind_of("THS_PER"), kind_of("PC_PNT")
    ('percent', 'count', 'points')
    """
    if unit in _KINDS:
        return _KINDS[unit]
    return "percent" if unit.startswith("PC") else "count"


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(column): cell for column, cell in row.items()} for row in table.to_dict("records")]


def _observations(indicator: str, rows: list[dict[str, object]]) -> tuple[Observation, ...]:
    """The rows that hold a value or a bound, each at the decimals its source has: 19 stands for 19.0 beside 19.4."""
    decimals: dict[tuple[tuple[str, str], ...], int] = {}
    for row in rows:
        source = cited([str(row["source"])])
        decimals[source] = max(decimals.get(source, 0), *(_decimals(end) for end in _ends(row)))
    return tuple(
        _observation(indicator, row, decimals[cited([str(row["source"])])])
        for row in rows
        if any(math.isfinite(end) for end in _ends(row))
    )


def _observation(indicator: str, row: Mapping[str, object], decimals: int) -> Observation:
    scale = _ONES.get(str(row["unit"]), 1.0)
    low, high = _ends(row)
    # More decimals than any source prints are those of a division.
    shown = [
        f"{one:.{decimals}f}" if decimals <= _PRINTED else f"{one:.12g}" for one in (low, high) if math.isfinite(one)
    ]
    raw = " to ".join(dict.fromkeys(shown))
    if math.isfinite(low) != math.isfinite(high):
        raw = ("≤" if math.isfinite(high) else "≥") + raw
    return Observation(
        indicator,
        {dim: str(row[dim]) for dim in INDICATORS[indicator].dims},
        str(row["geo"]),
        str(row["time_period"]),
        str(row["unit"]),
        low * scale,
        high * scale,
        0.5 * 10.0**-decimals * scale,
        str(row["obs_flag"]),
        str(row["source"]),
        raw,
    )


def _decimals(value: float) -> int:
    return len(f"{value:.12g}".partition(".")[2]) if math.isfinite(value) else 0


def _ends(row: Mapping[str, object]) -> tuple[float, float]:
    """The value twice, or the two ends of the interval given instead."""
    value = _number(row["obs_value"])
    return (value, value) if not math.isnan(value) else (_bound(row, "obs_lower"), _bound(row, "obs_upper"))


def _number(cell: object) -> float:
    return float(str(cell)) if cell is not None and str(cell) not in {"", "nan", "<NA>"} else math.nan


def _bound(row: Mapping[str, object], name: str) -> float:
    value = _number(row.get(name))
    open_side = -math.inf if name == "obs_lower" else math.inf
    return open_side if math.isnan(value) else value
