"""Do countries grow alike: the spread between them (sigma), and whether those behind catch up (beta)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.comparison_design import Scale, check_request, on_scale
from talentstudy.trends.least_squares import fit_least_squares, hc_covariance
from talentstudy.trends.series import AnnualSeries, Floats, Integers

# A spread or a slope over fewer countries says little of a union of 27.
_FEWEST = 5


@dataclass(frozen=True, eq=False)
class Panel:
    """Countries over their common years: ``values`` (countries, years) on the scale asked for; ``unit`` their own."""

    names: tuple[str, ...]
    years: Integers
    values: Floats
    scale: Scale
    breaks: dict[str, tuple[int, ...]]
    unit: str


@dataclass(frozen=True, eq=False)
class SigmaConvergence:
    """The spread between countries year by year.

    ``spread`` (years,) the standard deviation over countries (of logs on the log scale); ``ratio`` last over first with
    ``lower`` and ``upper`` bounds; ``p_value`` of no change; ``flagged`` the share of countries with a break by year.
    """

    panel: Panel
    spread: Floats
    ratio: float
    lower: float
    upper: float
    p_value: float
    level: float
    flagged: Floats

    def table(self) -> pd.DataFrame:
        """One row per year: the spread, and the share of countries whose series breaks there."""
        return pd.DataFrame({"year": self.panel.years, "spread": self.spread, "flagged": self.flagged})

    def summary(self, language: str) -> str:
        """Whether countries converge, in two sentences of nl, fr, en or de."""
        from talentstudy.trends.convergence_words import sigma_summary

        return sigma_summary(self, language)


@dataclass(frozen=True, eq=False)
class BetaConvergence:
    """Growth against the starting level over countries.

    ``slope`` growth per year and unit of starting level (negative: catching up) with robust ``error``, bounds and
    ``p_value``; ``half_life`` years until half the gap is closed at that pace, NaN without catching up;
    ``changes`` (countries,) growth per year of each.
    """

    panel: Panel
    slope: float
    error: float
    lower: float
    upper: float
    p_value: float
    half_life: float
    level: float
    changes: Floats
    within: bool

    def table(self) -> pd.DataFrame:
        """One row per country: level in the first year, growth per year."""
        start = self.panel.values[:, 0]
        return pd.DataFrame({"country": self.panel.names, "start": start, "growth": self.changes})

    def summary(self, language: str) -> str:
        """Whether those behind catch up, in a sentence of nl, fr, en or de."""
        from talentstudy.trends.convergence_words import beta_summary

        return beta_summary(self, language)


def common_panel(
    series: Mapping[str, AnnualSeries], *, scale: Scale = "linear", first: int | None = None, last: int | None = None
) -> Panel:
    """Countries over the years that all of them have.

    Raises UnsuitableSeries for different units or values without logarithm; TooShort for fewer than five countries
    or two common years, naming the country with the fewest points.
    """
    if len(series) < _FEWEST:
        raise TooShort(f"convergence needs {_FEWEST} countries, got {len(series)}.")
    if scale == "linear" and len(units := {one.unit for one in series.values()}) > 1:
        raise UnsuitableSeries(f"the countries come in {len(units)} units ({', '.join(sorted(units))}); one is wanted.")
    scaled = {name: on_scale(one, scale) for name, one in series.items()}
    common = np.unique(np.concatenate([one.years for one in scaled.values()]))
    for one in scaled.values():
        common = np.intersect1d(common, one.years)
    common = common[(common >= (first or -math.inf)) & (common <= (last or math.inf))]
    if len(common) < 2:
        short = min(scaled, key=lambda name: len(scaled[name]))
        raise TooShort(
            f"the countries share {len(common)} years; two are wanted. Leave out a country ({short} has {len(scaled[short])})."
        )
    values = np.stack([one.values[np.isin(one.years, common)] for one in scaled.values()])
    unit = next(iter(series.values())).unit
    return Panel(tuple(scaled), common, values, scale, {name: one.breaks for name, one in scaled.items()}, unit)


def sigma_convergence(
    series: Mapping[str, AnnualSeries],
    *,
    scale: Scale = "linear",
    first: int | None = None,
    last: int | None = None,
    level: float = 0.95,
) -> SigmaConvergence:
    """Does the spread between countries shrink between the first and the last common year.

    ``spread(t)`` the standard deviation over countries (n - 1 below). The two years hold the same countries, so the variances are
    compared by the paired test of Pitman and Morgan: the correlation of sums and differences, t with n - 2
    degrees of freedom, exact for normal values; the interval of the ratio is its inversion.

    Flags: a break in a country between the two years enters its change like any other; ``flagged`` shows where.
    Missing years drop out for all countries.

    Raises as ``common_panel``; UnsuitableSeries where all countries are alike in one of the years.

    References: Pitman (1939); Morgan (1939); Barro and Sala-i-Martin (1992).
    """
    check_request(scale, level)
    panel = common_panel(series, scale=scale, first=first, last=last)
    spread = panel.values.std(axis=0, ddof=1)
    if min(spread[0], spread[-1]) <= 1e-12 * np.abs(panel.values).max():
        raise UnsuitableSeries(
            "the countries are alike to the last digit in the first or last year; their spread is nought."
        )
    start, end, freedom = panel.values[:, 0], panel.values[:, -1], len(panel.names) - 2
    ratio, together = float(spread[-1] / spread[0]), float(np.corrcoef(start, end)[0, 1])
    # Student's t of the correlation between sums and differences, in terms of the ratio.
    room = max(1 - together**2, 1e-15)
    statistic = (ratio**2 - 1) * math.sqrt(freedom) / (2 * ratio * math.sqrt(room))
    reach = float(stats.t.isf((1 - level) / 2, freedom))
    widening = 2 * room * reach**2 / freedom
    factor = 1 + widening + math.sqrt((1 + widening) ** 2 - 1)
    flagged = [np.mean([int(year) in cuts for cuts in panel.breaks.values()]) for year in panel.years]
    return SigmaConvergence(
        panel=panel,
        spread=spread,
        ratio=ratio,
        lower=ratio / math.sqrt(factor),
        upper=ratio * math.sqrt(factor),
        p_value=float(2 * stats.t.sf(abs(statistic), freedom)),
        level=level,
        flagged=np.array(flagged),
    )


def beta_convergence(
    series: Mapping[str, AnnualSeries],
    *,
    scale: Scale = "linear",
    first: int | None = None,
    last: int | None = None,
    within: bool = False,
    level: float = 0.95,
) -> BetaConvergence:
    """Do countries that begin low grow faster: growth per year on the level of the first year, over countries.

    ``growth_i = a + b level_i + error``, standard errors HC3 with n - 2 degrees of freedom. Growth is the observed change per year
    or, ``within`` segments, the common slope of a country's series with a jump at each of its flagged breaks.
    Speed ``-log(1 + b T) / T`` over T years gives ``half_life = log 2 / speed``.

    Errors of measurement in the first year alone make b negative (regression to the mean): read it beside
    ``sigma_convergence``, which is free of that.

    Raises as ``common_panel``; TooShort where ``within`` leaves a country no slope; UnsuitableSeries where all
    countries begin alike.

    References: Barro and Sala-i-Martin (1992); Quah (1993) on regression to the mean.
    """
    check_request(scale, level)
    panel = common_panel(series, scale=scale, first=first, last=last)
    start, span = panel.values[:, 0], float(panel.years[-1] - panel.years[0])
    if np.ptp(start) <= 1e-12 * np.abs(start).max():
        raise UnsuitableSeries(
            f"all countries begin alike in {int(panel.years[0])}; growth has no starting level to depend on."
        )
    changes = _within_slopes(panel) if within else (panel.values[:, -1] - start) / span
    centred = start - start.mean()
    fit = fit_least_squares(np.column_stack([np.ones(len(start)), centred]), changes)
    slope, error = float(fit.coefficients[1]), float(np.sqrt(hc_covariance(fit, "HC3")[1, 1]))
    reach = float(stats.t.isf((1 - level) / 2, fit.df))
    closing = -slope * span
    return BetaConvergence(
        panel=panel,
        slope=slope,
        error=error,
        lower=slope - reach * error,
        upper=slope + reach * error,
        p_value=float(2 * stats.t.sf(abs(slope) / error, fit.df)) if error > 0 else math.nan,
        half_life=-math.log(2) * span / math.log1p(-closing) if 0 < closing < 1 else math.nan,
        level=level,
        changes=np.asarray(changes),
        within=within,
    )


def _within_slopes(panel: Panel) -> Floats:
    """(countries,) the slope of each with a level of its own in every segment."""
    slopes = []
    for name, values in zip(panel.names, panel.values, strict=True):
        segments = np.searchsorted(np.array(panel.breaks[name]), panel.years, side="right")
        time, level = panel.years - panel.years.mean(), values.copy()
        for one in np.unique(segments):
            inside = segments == one
            time[inside] -= time[inside].mean()
            level[inside] -= level[inside].mean()
        if not (time @ time) > 0:
            raise TooShort(f"{name} has no two points in any segment; leave it out, or take the observed change.")
        slopes.append(float(time @ level / (time @ time)))
    return np.array(slopes)
