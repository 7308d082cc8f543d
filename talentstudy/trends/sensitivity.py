"""One trend under every defensible choice, so that a conclusion that hangs on one of them is seen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.growth_words import is_share
from talentstudy.trends.intervals import Estimate
from talentstudy.trends.series import AnnualSeries
from talentstudy.trends.shares import fit_share_trend
from talentstudy.wording import listing, number, sentence

Treatment = Literal["jumps", "ignored", "last segment"]
Model = Literal["linear", "log", "fractional logit", "beta"]
CHOICES = ("vintage", "window", "breaks", "model")
_COLUMNS = [*CHOICES, "first", "last", "points", "estimate", "lower", "upper", "unit", "sign", "note"]
_FILE = "trends_sensitivity"


class Variant(NamedTuple):
    """One choice of each kind."""

    vintage: str
    window: tuple[int | None, int | None]
    breaks: Treatment
    model: Model


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """``table``: one row per variant, the first of them the one to compare with.

    Columns: the choices ``vintage``, ``window``, ``breaks``, ``model``; ``first``, ``last`` and
    ``points`` of what was fitted; ``estimate``, ``lower``, ``upper``, ``unit`` of the trend; its
    ``sign`` (−1, 0, 1; NaN where nothing could be fitted) and a ``note`` that says why something is missing.
    """

    table: pd.DataFrame
    level: float

    @property
    def hinges(self) -> tuple[str, ...]:
        """The choices of which one alone, changed from the first row, turns the sign of the trend round."""
        base = self.table.iloc[0]
        turned = self.table[self.table["sign"] * base["sign"] < 0]
        alone = (turned[list(CHOICES)] != base[list(CHOICES)]).sum(axis=1) == 1
        return tuple(choice for choice in CHOICES if (turned.loc[alone, choice] != base[choice]).any())

    @property
    def verdict(self) -> str:
        """One of "robust" (one sign throughout), "hangs on one choice", "hangs on several choices", "not available"."""
        signs = self.table["sign"].dropna()
        if pd.isna(self.table["sign"].iloc[0]) or signs.empty:
            return "not available"
        if signs.nunique() == 1:
            return "robust"
        return "hangs on one choice" if self.hinges else "hangs on several choices"

    @property
    def decided(self) -> bool:
        """Whether some interval was given and every one given leaves out zero on the same side."""
        given = self.table.dropna(subset=["lower", "upper"])
        return bool(len(given)) and bool((given["lower"] > 0).all() or (given["upper"] < 0).all())

    def summary(self, language: str) -> str:
        """What the trend's sign hangs on, in nl, fr, en or de."""
        signs = self.table["sign"].dropna()
        counts = {
            "count": number(len(signs), language, 0),
            "up": number(int((signs > 0).sum()), language, 0),
            "down": number(int((signs < 0).sum()), language, 0),
        }
        if self.verdict == "robust":
            key = {1.0: "robust_up", -1.0: "robust_down"}.get(float(signs.iloc[0]), "robust_flat")
            text = sentence(_FILE, key, language, **counts)
        else:
            named = [sentence(_FILE, f"choice_{choice}", language) for choice in self.hinges]
            key = self.verdict.replace(" ", "_")
            text = sentence(_FILE, key, language, choices=listing(named, language, "or"), **counts)
        given = self.table.dropna(subset=["lower", "upper"])
        hold = int(((given["lower"] <= 0) & (given["upper"] >= 0)).sum())
        held = {"n": number(len(given), language, 0), "m": number(hold, language, 0)}
        return text + " " + sentence(_FILE, self._certainty, language, **held)

    @property
    def _certainty(self) -> str:
        if self.table["lower"].isna().all():
            return "no_interval"
        return "decided" if self.decided else "undecided"


def sensitivity(
    series: AnnualSeries | Mapping[str, AnnualSeries],
    *,
    windows: Sequence[tuple[int | None, int | None]] | None = None,
    breaks: Sequence[Treatment] = get_args(Treatment),
    models: Sequence[Model] | None = None,
    level: float = 0.95,
) -> Sensitivity:
    """Fit the trend of one series, or of several vintages of it, under every combination of choices.

    ``series`` one series, or vintages by name, the one to compare with first. ``windows`` pairs of
    first and last year, None for the series' own end; by default the whole series, then from each
    break on. ``breaks``: "jumps" gives each segment its level, "ignored" draws one line through all,
    "last segment" fits that alone (a given window's last). ``models``: by default "linear" and "log",
    and for a unit of percent "fractional logit" and "beta".

    Trends are per year: units or percentage points for "linear" and the share models, percent for
    "log". A variant that cannot be fitted is a row with NaN and the reason; one too short for an
    interval has its estimate only. Flags are not used beyond the breaks.

    Raises UnknownName for an unknown choice; UnsuitableSeries for no vintage, window, treatment or model.

    >>> from talentstudy.trends.series import annual_series
    >>> series = annual_series(range(2011, 2019), [10, 9.8, 9.9, 9.5, 12, 11.9, 11.7, 11.8], breaks=[2015])
    >>> found = sensitivity(series, models=["linear"])
    >>> found.verdict, found.hinges
    ('hangs on one choice', ('breaks',))
    """
    vintages = {"": series} if isinstance(series, AnnualSeries) else dict(series)
    if not vintages:
        raise UnsuitableSeries("sensitivity was given no series; give one, or vintages by name.")
    first = next(iter(vintages.values()))
    chosen = models or (get_args(Model) if is_share(first.unit) else ("linear", "log"))
    spans = windows or [(None, None), *((year, None) for year in first.breaks[:-1])]
    _check("treatment of breaks", breaks, get_args(Treatment))
    _check("model", chosen, get_args(Model))
    variants = (Variant(*one) for one in product(vintages, spans, breaks, chosen))
    ends = (int(first.years[0]), int(first.years[-1]))
    # Windows share their last segment, and vintages their old values: what is the same is fitted once.
    known: dict[tuple[object, ...], Estimate] = {}
    rows = [_row(vintages[one.vintage], one, _named(one.window, ends), level, known) for one in variants]
    return Sensitivity(pd.DataFrame(rows, columns=_COLUMNS), level)


def _check(what: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    given = list(given)
    if not given:
        raise UnsuitableSeries(f"sensitivity was given no {what}; choose from {', '.join(known)}.")
    for one in given:
        if one not in known:
            raise UnknownName(what, one, known)


def _named(window: tuple[int | None, int | None], ends: tuple[int, int]) -> str:
    # Named after the first vintage, so that the same window has one name in every vintage.
    start, end = (own if given is None else given for given, own in zip(window, ends, strict=True))
    return f"{start}–{end}"


def _row(
    series: AnnualSeries, variant: Variant, window: str, level: float, known: dict[tuple[object, ...], Estimate]
) -> dict[str, object]:
    start, end = variant.window
    row: dict[str, object] = {
        "vintage": variant.vintage,
        "window": window,
        "breaks": variant.breaks,
        "model": variant.model,
        "sign": math.nan,
    }
    try:
        inside = _treated(series.between(start, end), variant.breaks)
        row |= {"first": int(inside.years[0]), "last": int(inside.years[-1]), "points": len(inside)}
        errors = b"" if inside.errors is None else inside.errors.tobytes()
        key = (inside.years.tobytes(), inside.values.tobytes(), errors, inside.breaks, inside.unit, variant.model)
        if key not in known:
            known[key] = _trend(inside, variant.model, level)
        trend = known[key]
    except (TooShort, UnsuitableSeries) as refusal:
        return row | {"note": str(refusal)}
    bounds = trend.interval
    # Rounding leaves a flat series with a slope of 1e-17, which has no sign.
    flat = abs(trend.value) * len(inside) < 1e-12 * float(np.abs(inside.values).max() or 1.0)
    sign = 0.0 if flat else math.copysign(1.0, trend.value)
    found = {"estimate": trend.value, "lower": bounds.lower, "upper": bounds.upper}
    return row | found | {"unit": trend.unit, "sign": sign, "note": bounds.reason}


def _treated(series: AnnualSeries, treatment: Treatment) -> AnnualSeries:
    if treatment == "ignored":
        return replace(series, breaks=())
    if treatment == "last segment" and series.breaks:
        return series.between(series.breaks[-1])
    return series


def _trend(series: AnnualSeries, model: Model, level: float) -> Estimate:
    if model in {"linear", "log"}:
        return fit_growth(series, scale="log" if model == "log" else "linear", level=level).trend
    return fit_share_trend(series, model="beta" if model == "beta" else "fractional logit", level=level).trend
