"""Raw file in, tidy observations out: the values as published, keys and flags normalised."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from talentstudy.cleaning.duplicates import refuse_duplicates
from talentstudy.cleaning.flags import normalise_flags
from talentstudy.cleaning.geo import normalise_geo
from talentstudy.cleaning.keys import complete_keys
from talentstudy.cleaning.periods import normalise_period
from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.registry import Dataset

_VALUES = ("obs_value", "obs_lower", "obs_upper")
_BESIDE = ("location", "confidence", "note")


def read_observations(path: Path, name: str, dataset: Dataset, vintage: str) -> pd.DataFrame:
    """One row per key of ``dataset`` at ``vintage``, as tidy observations.

    ``path`` is read only. Columns: the dataset's dimensions, geo, time_period, unit, obs_value
    (NaN where missing; with obs_lower and obs_upper for keyed figures), obs_flag (letters of
    the list in force, '' for none) and source (``dataset@vintage``, for keyed figures with the
    page or figure the number stands on).

    Raises CleaningError for text where a number stands, SchemaViolation for a key that stands twice.
    """
    cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    what = f"{name} at vintage {vintage}"
    values = _VALUES if dataset.keyed else _VALUES[:1]
    raw_columns = {"geo", "time_period", "unit", "obs_flag", *values, *dataset.dims} - set(dataset.constants)
    if missing := sorted(raw_columns - set(cells.columns)):
        raise SchemaViolation(f"{what} has no column {', '.join(missing)} (there: {', '.join(cells.columns)}).")
    table = complete_keys(cells, dataset.constants)
    for column in values:
        table[column] = _numbers(cells[column], column, what)
    table["geo"] = normalise_geo(table["geo"])
    # A report may print a number without its year: the period stays empty, and says so.
    dated = table["time_period"] != "" if dataset.keyed else slice(None)
    table.loc[dated, "time_period"] = normalise_period(table.loc[dated, "time_period"])
    table["obs_flag"] = normalise_flags(table["obs_flag"])
    table["source"] = f"{name}@{vintage}"
    if dataset.keyed:
        placed = table["location"] != ""
        table.loc[placed, "source"] += "#" + table.loc[placed, "location"]
    extra = set(table.columns) - {
        *raw_columns,
        *dataset.constants,
        "source",
        "freq",
        *(_BESIDE if dataset.keyed else ()),
    }
    if extra:
        raise SchemaViolation(f"{what} has a column nobody asked for: {', '.join(sorted(extra))}.")
    key = [*dataset.dims, "geo", "time_period", "unit"]
    refuse_duplicates(table, key)
    return table[[*key, *values, "obs_flag", "source"]].sort_values(key, ignore_index=True)


def _numbers(cells: pd.Series[str], column: str, what: str) -> pd.Series[float]:
    blank = cells.isin(["", ":"])
    numbers = pd.to_numeric(cells.mask(blank), errors="coerce").astype(float)
    wrong = numbers.isna() & ~blank
    if wrong.any():
        shown = ", ".join(f"row {at}: '{cell}'" for at, cell in cells[wrong].head(5).items())
        raise CleaningError(
            f"{what} has text where a number stands in {column} ({shown}); a plain decimal or nothing is wanted."
        )
    return numbers
