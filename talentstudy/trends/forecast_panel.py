"""Many series of one pattern of years and breaks, forecast at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.forecast_combination import WIDENED, point_forecasts
from talentstudy.trends.forecast_law import Law, coefficient_law, forecast_law, law_kernel
from talentstudy.trends.series import Floats


@dataclass(frozen=True, eq=False)
class PanelForecast:
    """Forecasts of m series, h years: ``point`` (m, h) and the ``law`` whose intervals are ``widened`` by a factor."""

    point: Floats
    law: Law
    widened: float

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """Lower and upper (m, h): the interval about the point that holds ``level`` of the law."""
        width = self.widened * self.law.half_width(self.point, level)
        return self.point - width, self.point + width

    def covers(self, actual: Floats, level: float = 0.95) -> Floats:
        """(m, h) 1 where the interval holds ``actual``, else 0; without searching for its ends."""
        return (self.law.within(self.point, np.abs(actual - self.point) / self.widened) <= level).astype(np.float64)

    def first(self, count: int) -> PanelForecast:
        """The first ``count`` series."""
        law = self.law
        few = Law(law.location[:count], law.scale[:count], law.weight[:count], law.freedom)
        return PanelForecast(self.point[:count], few, self.widened)


def forecast_panel(
    values: Floats, horizon: int, *, breaks: tuple[int, ...] = (), method: str = "combination", logs: bool = True
) -> PanelForecast:
    """Forecasts of each row of ``values`` (m, n), consecutive years, on the level scale.

    ``breaks`` are positions (0 to n - 1) that begin a new segment in every row; they are bridged. The same numbers as
    ``forecast`` gives one by one with after="bridged" and scale="level".

    Raises TooShort for fewer than 3 points more than breaks, UnsuitableSeries for values that are not finite.

    >>> rows = np.array([[10.0, 10.4, 10.9, 11.1, 11.8, 12.0, 12.6, 12.8, 13.5, 13.7]])
    >>> forecast_panel(rows, 2, method="drift").point.round(2).tolist()
    [[14.11, 14.52]]
    """
    rows = np.atleast_2d(np.asarray(values, dtype=np.float64))
    points = rows.shape[1]
    if not np.isfinite(rows).all():
        raise UnsuitableSeries(
            "a panel of forecasts needs finite values in every year; forecast series with gaps singly."
        )
    if points - 2 - len(breaks) < 1:
        raise TooShort(f"the panel has {points} years and {len(breaks)} breaks; at least {3 + len(breaks)} are wanted.")
    kernel = law_kernel(tuple(range(points)), breaks, tuple(range(points, points + horizon)))
    steps = coefficient_law(kernel, rows).mean[:, 1:]
    bridged = rows.copy()
    for at, cut in enumerate(breaks):
        bridged[:, :cut] -= steps[:, at : at + 1]
    point = point_forecasts(bridged, horizon, method, logs=logs)
    return PanelForecast(point, forecast_law(kernel, rows), WIDENED.get(method, 1.0))
