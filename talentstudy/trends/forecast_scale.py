"""The scale a series is forecast on, and the points a forecast starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.forecast_law import Kernel, coefficient_law, forecast_law, law_kernel
from talentstudy.trends.series import AnnualSeries, Floats

SCALES = ("auto", "level", "log", "logit")
STARTS = ("last break", "bridged")
# Counts of persons, firms or money: never negative, and their errors grow with them.
_COUNTS = ("THS", "MIO", "NR", "PER")
# Below this part of the series' size residuals are rounding of a straight line.
_EXACT = 1e-9


def scale_of(unit: str, scale: str) -> str:
    """Level, log or logit: as asked, or by the unit (logit for ``PC…``, log for counts, else level)."""
    if scale not in SCALES:
        raise UnknownName("scale", scale, SCALES)
    if scale != "auto":
        return scale
    if unit.upper().startswith("PC"):
        return "logit"
    return "log" if unit.upper().startswith(_COUNTS) else "level"


def to_scale(values: Floats, scale: str, label: str) -> Floats:
    """Values on the scale; UnsuitableSeries where the scale does not reach."""
    if scale == "logit":
        if not ((values > 0) & (values < 100)).all():
            worst = float(values[~((values > 0) & (values < 100))][0])
            raise UnsuitableSeries(
                f"{label} has the share {worst:g}; between 0 and 100, both excluded, is wanted. "
                "Leave that point out, or ask for scale='level'."
            )
        return np.asarray(np.log(values / (100 - values)))
    if scale == "log":
        if not (values > 0).all():
            raise UnsuitableSeries(
                f"{label} has the value {float(values[values <= 0][0]):g}; positive values are wanted on the "
                "logarithmic scale. Leave that point out, or ask for scale='level'."
            )
        return np.asarray(np.log(values))
    return values


def from_scale(values: Floats, scale: str) -> Floats:
    """Values back in the unit of the series; a share stays within 0 and 100 whatever the forecast."""
    if scale == "logit":
        return np.asarray(100 / (1 + np.exp(-np.clip(values, -700, 700))))
    return np.asarray(np.exp(np.minimum(values, 700))) if scale == "log" else values


@dataclass(frozen=True, eq=False)
class Start:
    """What a forecast starts from, on its scale.

    ``series`` the points used; ``scale``; ``values`` (n,) those points; ``breaks`` bridged; ``level`` (N,) the same
    on consecutive years with the jumps taken out (the last segment stays as it is) and ``filled`` years put in.
    """

    series: AnnualSeries
    scale: str
    values: Floats
    breaks: tuple[int, ...]
    level: Floats
    filled: tuple[int, ...]

    def kernel(self, horizon: int) -> Kernel:
        """The matrices of the law of the ``horizon`` years after the last point."""
        last = int(self.series.years[-1])
        return law_kernel(self._years, self.breaks, tuple(range(last + 1, last + horizon + 1)))

    @property
    def _years(self) -> tuple[int, ...]:
        return tuple(int(year) for year in self.series.years)

    @property
    def freedom(self) -> int:
        """Points less the coefficients of level, slope and jumps."""
        return len(self.values) - 2 - len(self.breaks)

    @property
    def exact(self) -> bool:
        """Whether the points lie exactly on a line with jumps, so that no error can be measured."""
        if self.freedom < 1:
            return True
        residual = self.kernel(1).whiten[0] @ (self.values - self.values[-1])
        return bool(np.abs(residual).max() <= _EXACT * max(1e-300, float(np.abs(self.values).max())))


def start_of(series: AnnualSeries, after: str, scale: str = "auto") -> Start:
    """The points after the last break, or all with the breaks bridged, on the scale of the forecast.

    Bridging takes out the jump that a common trend with autocorrelated errors finds at each break. Years missing in
    between are filled with the mean of that model, for the methods that need consecutive years; the law that makes
    the intervals sees the points alone.
    """
    if after not in STARTS:
        raise UnknownName("start of a forecast", after, STARTS)
    chosen = scale_of(series.unit, scale)
    used = series.between(first=series.breaks[-1]) if after == "last break" and series.breaks else series
    values = to_scale(used.values, chosen, series.name or "the series")
    years = tuple(int(year) for year in used.years)
    if len(values) - 2 - len(used.breaks) < 1:
        raise TooShort(
            f"{series.name or 'the series'} has {len(values)} points in {len(used.breaks) + 1} segment(s) to forecast "
            f"from ({years[0]} to {years[-1]}); at least {3 + len(used.breaks)} are wanted. "
            + ("Use after='bridged'." if len(used) < len(series) else "Print the series without a forecast.")
        )
    missing = tuple(sorted(set(range(years[0], years[-1] + 1)) - set(years)))
    kernel = law_kernel(years, used.breaks, missing)
    steps = coefficient_law(kernel, values[None]).mean[0, 1:]
    every = np.arange(years[0], years[-1] + 1)
    level = np.empty(len(every))
    level[np.isin(every, years)] = values
    if missing:
        level[~np.isin(every, years)] = forecast_law(kernel, values[None]).mean[0]
    for step, cut in zip(steps, used.breaks, strict=True):
        level = level - step * (every < cut)
    return Start(used, chosen, values, used.breaks, level, missing)
