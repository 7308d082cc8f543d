"""The shapes a table may have, checked with pandera at every border.

A violation reads as a sentence: which table, what is wrong, and the whole offending rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.codes import code_list, known
from talentstudy.errors import SchemaViolation

if TYPE_CHECKING:
    import pandera.pandas as pa

    from talentstudy.registry import Dataset, Indicator

# Empty (a number printed without its period) or annual, half-year, quarter, month, day, or a span of them joined by '/': what SDMX calls TIME_PERIOD.
PERIOD = r"^(\d{4}(-(S[12]|Q[1-4]|\d{2}(-\d{2})?))?(/\d{4}(-(S[12]|Q[1-4]|\d{2}(-\d{2})?))?)?)?$"
# One or more of 'dataset@vintage' or 'dataset@vintage#place', joined by '; '.
SOURCE = r"^[a-z0-9_]+@[0-9-]+(#[^;#]+)?(; [a-z0-9_]+@[0-9-]+(#[^;#]+)?)*$"
INTERVAL = ("obs_lower", "obs_upper")
_SHOWN = 5
_INFINITE = float("inf")


def unit_range(unit: str) -> tuple[float, float]:
    """The lowest and highest value a unit allows; infinite where it allows any.

    >>> unit_range("PC_EMP")
    (0.0, 100.0)
    """
    extra = code_list("unit")[unit].extra
    return float(extra["min"] or "-inf"), float(extra["max"] or "inf")


def _flags_are_known(flags: pd.Series[str]) -> pd.Series[bool]:
    letters = known("obs_flag")
    ok = {flag for flag in flags.unique() if set(flag) <= letters and "".join(sorted(set(flag))) == flag}
    return flags.isin(ok)


def _values_fit_units(ranges: Mapping[str, tuple[float, float]], column: str) -> pa.Check:
    import pandera.pandas as pa

    def fits(table: pd.DataFrame) -> pd.Series[bool]:
        if not {"unit", column} <= set(table.columns) or not pd.api.types.is_float_dtype(table[column]):
            # A rule of its own says so.
            return pd.Series(True, index=table.index)
        limits = {unit: ranges.get(unit) or unit_range(unit) for unit in known("unit") & set(table["unit"])}
        low = table["unit"].map({unit: low for unit, (low, _) in limits.items()}).astype(float).fillna(-_INFINITE)
        high = table["unit"].map({unit: high for unit, (_, high) in limits.items()}).astype(float).fillna(_INFINITE)
        finite = table[column].abs() < _INFINITE
        return table[column].isna() | (table[column].between(low, high) & finite)

    return pa.Check(fits, error=f"{column} lies outside what its unit allows", ignore_na=False)


def _schema(
    dims: Sequence[str],
    units: Sequence[str],
    *,
    interval: bool,
    ranges: Mapping[str, tuple[float, float]],
) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    columns = {
        dim: pa.Column(str, pa.Check.isin(known(dim) | {""}, error=f"{dim} is not in the code list")) for dim in dims
    }
    columns["geo"] = pa.Column(str, pa.Check.isin(known("geo"), error="geo is not in the code list"))
    columns["time_period"] = pa.Column(str, pa.Check.str_matches(PERIOD, error="time_period is no SDMX period"))
    columns["unit"] = pa.Column(str, pa.Check.isin(units, error=f"unit is none of {', '.join(units)}"))
    columns["obs_value"] = pa.Column(float, nullable=True)
    bounds = INTERVAL if interval else ()
    for bound in bounds:
        columns[bound] = pa.Column(float, nullable=True)
    columns["obs_flag"] = pa.Column(
        str, pa.Check(_flags_are_known, error="obs_flag holds an unknown letter, or not each once and in order")
    )
    columns["source"] = pa.Column(str, pa.Check.str_matches(SOURCE, error="source is no dataset@vintage"))
    return pa.DataFrameSchema(
        columns,
        checks=[_values_fit_units(ranges, column) for column in ("obs_value", *bounds)],
        strict=True,
        ordered=True,
        unique=[*dims, "geo", "time_period", "unit"],
        report_duplicates="all",
    )


def check(
    table: pd.DataFrame,
    dims: Sequence[str],
    units: Sequence[str],
    *,
    what: str,
    interval: bool = False,
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> pd.DataFrame:
    """The table itself, if it has the shape; else SchemaViolation naming ``what`` and the rows."""
    import pandera.errors

    schema = _schema(dims, units, interval=interval, ranges=ranges or {})
    try:
        schema.validate(table, lazy=True, inplace=True)
    except pandera.errors.SchemaErrors as refused:
        raise SchemaViolation(_sentence(table, refused.failure_cases, what)) from None
    return table


def check_observations(table: pd.DataFrame, name: str, dataset: Dataset, vintage: str) -> pd.DataFrame:
    """Tidy observations of one dataset at one vintage."""
    return check(
        table,
        dataset.dims,
        dataset.units,
        what=f"{name} at vintage {vintage}",
        interval=dataset.keyed,
        ranges=dataset.ranges,
    )


def check_indicator(table: pd.DataFrame, name: str, indicator: Indicator) -> pd.DataFrame:
    """Rows of one indicator."""
    # A balance or a share of value added may be negative; an indicator's own tests pin its range.
    free = {indicator.unit: (float("-inf"), float("inf"))} if indicator.unit in {"PC", "PC_NET"} else {}
    return check(
        table, indicator.dims, (indicator.unit,), what=f"indicator {name}", interval=indicator.interval, ranges=free
    )


def _sentence(table: pd.DataFrame, cases: pd.DataFrame, what: str) -> str:
    """What is wrong, one clause per rule broken, each with its first rows."""
    clauses = []
    for rule, broken in cases.groupby("check", sort=False):
        at = sorted(int(index) for index in broken["index"].dropna().unique() if index in table.index)
        rows = [_row(table, index) for index in at[:_SHOWN]]
        more = f" and {len(at) - _SHOWN} more" if len(at) > _SHOWN else ""
        found = ", ".join(sorted({str(one) for one in broken["failure_case"]})[:_SHOWN])
        clauses.append(
            f"{_rule(str(rule), broken)} ({len(at)} row{'s' * (len(at) > 1)}: {'; '.join(rows)}{more})"
            if rows
            else f"{_rule(str(rule), broken)}: {found}"
        )
    return (
        f"{what} does not have the shape it should: "
        + "; ".join(clauses)
        + ". Correct the raw file, or add an entry to sources/corrections.toml."
    )


def _row(table: pd.DataFrame, index: int) -> str:
    return "[" + ", ".join(f"{column}={value}" for column, value in table.loc[index].items()) + "]"


def _rule(rule: str, broken: pd.DataFrame) -> str:
    column = str(broken["column"].iloc[0])
    names = {
        "multiple_fields_uniqueness": "a key stands more than once",
        "column_in_schema": "a column too many",
        "column_in_dataframe": "a column is missing",
        "column_ordered": "the columns stand in another order",
        "not_nullable": f"{column} is empty",
    }
    if rule.startswith("dtype"):
        return f"{column} is not of type {rule[7:-2]}"
    return names.get(rule, rule)
