"""Growth inside the segments between breaks; none is ever computed across a flag ``b``."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np
import pandas as pd

from talentstudy.cleaning.duplicates import refuse_duplicates
from talentstudy.cleaning.flags import has_flag, union_of_flags
from talentstudy.errors import UnsuitableSeries
from talentstudy.indicators.rows import union_of_sources

_COLUMNS = ("geo", "time_period", "unit", "obs_value", "obs_flag", "source")


def year_growth(rows: pd.DataFrame) -> pd.DataFrame:
    """Change on the year before in %, 100·(x_t / x_(t−1) − 1); one row per geo × year after the first.

    A year flagged ``b`` has no growth (missing, its flag kept); neither has one whose year before
    is missing, absent from the series or not positive. Flags and sources are those of both years.
    """
    ordered = _annual(rows)
    before = ordered.groupby("geo").shift(1)
    later = before["time_period"].notna()
    now, before = ordered[later], before[later]
    years = now["time_period"].astype(int) - before["time_period"].astype(int)
    comparable = (years == 1) & ~has_flag(now["obs_flag"], "b") & (before["obs_value"] > 0)
    change = 100 * (now["obs_value"] / before["obs_value"].where(comparable) - 1)
    return now.assign(
        unit="PCH",
        obs_value=change,
        # A break of the year before says how that year was counted, not that this step crosses one.
        obs_flag=union_of_flags(now["obs_flag"], before["obs_flag"].str.replace("b", "")),
        source=union_of_sources(now["source"], before["source"]),
    )[list(_COLUMNS)].reset_index(drop=True)


def segment_growth(rows: pd.DataFrame) -> pd.DataFrame:
    """Mean growth in % a year inside each segment between breaks; one row per geo × segment.

    Formula: 100·((x_last / x_first)^(1 / years) − 1), from the first to the last value of the
    segment. ``time_period`` is the span, ``2011/2016``. A segment starts at every flag ``b``; a flag at
    the first point cuts nothing; a segment of one point has a growth that is missing, not zero.
    Missing values belong to no segment. The flag of the first point's break is kept.

    >>> series = pd.DataFrame({"geo": "BE", "time_period": ["2019", "2020", "2021"], "unit": "THS_PER",
    ...     "obs_value": [100.0, 121.0, 150.0], "obs_flag": ["", "", "b"], "source": "x@2025"})
    >>> segment_growth(series)[["time_period", "obs_value"]].round(6).values.tolist()
    [['2019/2020', 21.0], ['2021', nan]]
    """
    ordered = _annual(rows)
    # The break counts even where its own value is missing, so segments are numbered before.
    ordered["segment"] = has_flag(ordered["obs_flag"], "b").groupby(ordered["geo"]).cumsum()
    held = ordered[ordered["obs_value"].notna()]
    parts = held.groupby(["geo", "segment"], sort=True)
    first, last = parts.first(), parts.last()
    years = last["time_period"].astype(int) - first["time_period"].astype(int)
    possible = (years > 0) & (first["obs_value"] > 0) & (last["obs_value"] > 0)
    ends = zip(first["obs_value"], last["obs_value"], years, possible, strict=True)
    growth = [_mean_growth(one, other, int(span)) if known else np.nan for one, other, span, known in ends]
    span = first["time_period"].where(years == 0, first["time_period"] + "/" + last["time_period"])
    table = first.assign(
        time_period=span,
        unit="PCH",
        obs_value=growth,
        obs_flag=union_of_flags(first["obs_flag"], last["obs_flag"].where(years > 0, "").str.replace("b", "")),
        source=union_of_sources(first["source"], last["source"]),
    )
    return table.reset_index()[list(_COLUMNS)]


def _mean_growth(first: float, last: float, years: int) -> float:
    """In % a year, in decimal arithmetic: the root of a float differs in its last digits from processor to processor,
    and less 1 those digits stand among the twelve that are written.
    """
    with localcontext(prec=28):
        return float(100 * ((Decimal(last) / Decimal(first)) ** (1 / Decimal(years)) - 1))


def _annual(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by country and year, if they are one annual value each."""
    if other := sorted(set(rows["time_period"][~rows["time_period"].str.fullmatch(r"[0-9]{4}")])):
        raise UnsuitableSeries(f"growth needs annual values, got {', '.join(other[:5])}; select the years first.")
    refuse_duplicates(rows, ["geo", "time_period"])
    return rows.sort_values(["geo", "time_period"], ignore_index=True)


def ict_specialists_year_growth(ict_specialists_count: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists, change on the year before in %; none across a break. See ``year_growth``."""
    return year_growth(ict_specialists_count)


def ict_specialists_segment_growth(ict_specialists_count: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists, mean growth in % a year between two breaks. See ``segment_growth``."""
    return segment_growth(ict_specialists_count)


def ict_graduates_year_growth(ict_graduates_count: pd.DataFrame) -> pd.DataFrame:
    """Tertiary ICT graduates, change on the year before in %; none across a break."""
    return year_growth(ict_graduates_count)


def ict_graduates_segment_growth(ict_graduates_count: pd.DataFrame) -> pd.DataFrame:
    """Tertiary ICT graduates, mean growth in % a year between two breaks."""
    return segment_growth(ict_graduates_count)
