"""What the trend model allows to say of a series: up, down, no change within its interval, or nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentstudy.errors import StudyError
from talentstudy.telling.cells import Cell, cell_of_rows
from talentstudy.telling.formats import gap_text
from talentstudy.trending.series import is_count, pick, series_from
from talentstudy.trends import MODELS
from talentstudy.wording import number, percent

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline
    from talentstudy.telling.writer import Writer
    from talentstudy.trends.growth import Growth
    from talentstudy.trends.intervals import Estimate
    from talentstudy.trends.series import AnnualSeries

# The model has 95 % intervals throughout the study.
_LEVEL = 0.95


@dataclass(frozen=True)
class TrendFound:
    """A slope a year with its interval, and the direction that follows from it alone.

    ``direction`` is ``up`` or ``down`` where the interval leaves zero out, ``flat`` where it holds zero, ``open``
    where there is no interval (too few points). ``breaks`` are the years that begin a new level, whose jumps the
    slope leaves out. Bounds are NaN where open. ``is_log``: the slope is in percent a year.
    """

    direction: str
    slope: float
    lower: float
    upper: float
    first: int
    last: int
    points: int
    breaks: tuple[int, ...]
    unit: str
    is_log: bool
    cell: Cell

    def level_text(self, language: str) -> str:
        """'95%'."""
        return percent(100 * _LEVEL, language, 0)

    @property
    def decimals(self) -> int:
        """Two, or as many as it takes to tell the end next to zero from zero."""
        ends = [abs(one) for one in (self.lower, self.upper) if math.isfinite(one) and one]
        return next((at for at in (2, 3) if not ends or round(min(ends), at)), 4)

    def slope_text(self, writer: Writer) -> str:
        """The slope; without a sign where the sentence says 'rose' or 'fell'."""
        signed = self.direction == "flat"
        value = self.slope if signed else abs(self.slope)
        return writer.mark(self._amount(value, writer.language, signed), "trend", self.slope, self.unit, self.cell)

    def interval_text(self, writer: Writer) -> str:
        """Its interval, turned where the slope is told as a fall."""
        ends = (self.lower, self.upper) if self.direction != "down" else (-self.upper, -self.lower)
        signed = self.direction == "flat"
        texts = [number(one, writer.language, self.decimals, signed=signed) for one in ends]
        marks = [writer.mark(text, "trend", end, self.unit, self.cell) for text, end in zip(texts, ends, strict=True)]
        return writer.phrase("bounds", lower=marks[0], upper=marks[1])

    def _amount(self, value: float, language: str, signed: bool) -> str:
        if self.is_log:
            return percent(value, language, self.decimals, signed=signed)
        return gap_text(value, self.unit, language, self.decimals, signed=signed)


def direction_of(estimate: Estimate) -> str:
    """What an estimate allows to say."""
    bounds = estimate.interval
    if not bounds.given:
        return "open"
    return "up" if bounds.lower > 0 else "down" if bounds.upper < 0 else "flat"


def found_trend(pipeline: Pipeline, indicator: str, geo: str) -> TrendFound:
    """The trend over the whole series, with a level of its own after each break; fitted once per pipeline.

    Raises EmptySelection where the country has no annual value.
    """
    return _both(pipeline, indicator, geo)[0]


def last_segment(pipeline: Pipeline, indicator: str, geo: str) -> TrendFound | None:
    """The trend since the last break alone; None for a series without one."""
    return _both(pipeline, indicator, geo)[1]


def _both(pipeline: Pipeline, indicator: str, geo: str) -> tuple[TrendFound, TrendFound | None]:
    key = ("trend told", indicator, geo)
    if key not in pipeline.kept:
        rows = pick(pipeline.indicator(indicator), indicator, geo)
        series = series_from(rows, name=indicator)
        cell = cell_of_rows(rows[rows["obs_value"].notna()], indicator, geo)
        whole = _fitted(series, cell)
        segment = _fitted(series.between(series.breaks[-1]), cell) if series.breaks else None
        pipeline.kept[key] = (whole, segment)
    found: tuple[TrendFound, TrendFound | None] = pipeline.kept[key]
    return found


def _fitted(series: AnnualSeries, cell: Cell) -> TrendFound:
    is_log = is_count(series.unit) and bool((series.values > 0).all())
    first, last = int(series.years[0]), int(series.years[-1])
    span = (first, last, len(series), series.breaks, series.unit, is_log, cell)
    try:
        growth: Growth = MODELS["growth"].fit(series, scale="log" if is_log else "linear")
    except StudyError:
        # Fewer points than levels and a slope: nothing can be said, which is an answer.
        return TrendFound("open", math.nan, math.nan, math.nan, *span)
    trend = growth.trend
    return TrendFound(direction_of(trend), trend.value, trend.interval.lower, trend.interval.upper, *span)
