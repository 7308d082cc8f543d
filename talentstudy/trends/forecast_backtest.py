"""Rolling-origin backtest: what each method would have said in earlier years, against what came."""

from __future__ import annotations

import pandas as pd

from talentstudy.errors import TooShort
from talentstudy.trends.forecast_combination import METHODS, SHORTEST, WIDENED, point_forecasts
from talentstudy.trends.forecast_law import forecast_law
from talentstudy.trends.forecast_scale import from_scale, start_of
from talentstudy.trends.series import AnnualSeries, annual_series

COLUMNS = ["method", "horizon", "origins", "mean_absolute_error", "mean_error", "smape", "covered"]
# An origin with fewer points has no interval to judge; the methods are compared on the same origins.
_FIRST_ORIGIN = 8


def backtest(
    series: AnnualSeries, horizon: int, *, after: str = "last break", level: float = 0.95, scale: str = "auto"
) -> pd.DataFrame:
    """Errors of every method at each number of years ahead, over all origins with 8 points or more.

    At each origin the forecast sees the points up to it alone, jumps at earlier breaks included; a value beyond the
    next break is on another basis and is not compared.

    Returns one row per method × horizon: ``origins`` compared, ``mean_absolute_error`` and ``mean_error`` (actual less
    forecast) in the unit of the series, ``smape`` = mean of 200 |actual - forecast| / (|actual| + |forecast|) in %,
    ``covered`` the percentage of intervals that held the actual value. Few
    origins: read it as a warning, not a ranking.

    Raises TooShort if no origin has a value to compare with.

    >>> from talentstudy.trends.series import annual_series
    >>> values = [10.0, 10.4, 10.9, 11.1, 11.8, 12.0, 12.6, 12.8, 13.5, 13.7]
    >>> table = backtest(annual_series(range(2014, 2024), values), 1)
    >>> table.loc[table["method"] == "drift", ["origins", "mean_absolute_error"]].round(2).values.tolist()
    [[2.0, 0.27]]
    """
    used = series.between(first=series.breaks[-1]) if after == "last break" and series.breaks else series
    rows = [row for origin in used.years[:-1] for row in _from_origin(used, int(origin), horizon, level, scale)]
    if not rows:
        raise TooShort(
            f"{series.name or 'the series'} has {len(used)} points to backtest on; an origin with {_FIRST_ORIGIN} "
            "points and a later value in the same segment is wanted. Print the forecast without a backtest."
        )
    errors = pd.DataFrame(rows, columns=["method", "horizon", "actual", "value", "held"])
    errors["error"] = errors["actual"] - errors["value"]
    errors["absolute"] = errors["error"].abs()
    total = errors["actual"].abs() + errors["value"].abs()
    errors["relative"] = 200 * errors["absolute"] / total.where(total > 0, 1.0)
    errors["percent_held"] = 100.0 * errors["held"]
    grouped = errors.groupby(["method", "horizon"], sort=False)
    table = grouped.agg(
        origins=("error", "size"),
        mean_absolute_error=("absolute", "mean"),
        mean_error=("error", "mean"),
        smape=("relative", "mean"),
        covered=("percent_held", "mean"),
    )
    return table.reset_index().sort_values(["method", "horizon"], kind="stable", ignore_index=True)[COLUMNS]


def known_by(series: AnnualSeries, year: int) -> AnnualSeries:
    """The points up to ``year``, with the breaks up to then."""
    keep = series.years <= year
    return annual_series(
        series.years[keep],
        series.values[keep],
        breaks=[cut for cut in series.breaks if cut <= year],
        name=series.name,
        unit=series.unit,
    )


def _from_origin(
    series: AnnualSeries, origin: int, horizon: int, level: float, scale: str
) -> list[tuple[str, int, float, float, bool]]:
    """One row per method and year ahead that has an actual value in the segment of the origin."""
    later = [cut for cut in series.breaks if cut > origin]
    end = min(origin + horizon, later[0] - 1 if later else origin + horizon)
    known = {
        int(year): float(value) for year, value in zip(series.years, series.values, strict=True) if origin < year <= end
    }
    past = known_by(series, origin)
    if not known or len(past) < _FIRST_ORIGIN or len(past) - 2 - len(past.breaks) < 1:
        return []
    start = start_of(past, "bridged", scale)
    law = forecast_law(start.kernel(horizon), start.values[None])
    rows = []
    for method in METHODS:
        if len(start.level) < SHORTEST[method]:
            continue
        point = point_forecasts(start.level[None], horizon, method, logs=start.scale == "level")
        width = law.half_width(point, level) * WIDENED.get(method, 1.0)
        value, low, high = (from_scale(point + side * width, start.scale)[0] for side in (0.0, -1.0, 1.0))
        for year, actual in known.items():
            at = year - origin - 1
            rows.append((method, at + 1, actual, float(value[at]), bool(low[at] <= actual <= high[at])))
    return rows
