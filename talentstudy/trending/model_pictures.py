"""Joinpoints and breaks drawn: the lines of a model, the dates it found, the test behind them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentstudy.codes import label
from talentstudy.drawing import Drawn
from talentstudy.finding import FILE, Finding, Picture
from talentstudy.provenance import origins_of, source_line
from talentstudy.registry import Figure
from talentstudy.trending.series import worded
from talentstudy.trending.tables import rate_unit
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talentstudy.trending.trend import Trend
    from talentstudy.trends.joinpoint_result import Joinpoint
    from talentstudy.trends.structural_breaks import StructuralBreaks

_ALPHA = 0.05


def page_of(
    trend: Trend,
    kind: str,
    rows: pd.DataFrame,
    options: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    notes: Iterable[str],
    sources: Iterable[str] | None = None,
) -> Drawn:
    """A picture ready to draw: the rows, the words around them, and where they come from."""
    given = list(trend.rows["source"]) if sources is None else list(sources)
    return Drawn(
        figure=Figure(trend.name, kind, title={trend.language: title}, subtitle={trend.language: subtitle}),
        language=trend.language,
        rows=rows,
        title=title,
        source=source_line(trend.pipeline, given, trend.language, computed=True),
        note=" ".join(one for one in notes if one),
        origin=origins_of(trend.pipeline, given),
        options=options,
    )


def shown(trend: Trend, drawn: Drawn) -> Picture:
    """The picture as a notebook holds it."""
    return Picture(trend.name, drawn.title, drawn.alt, drawn.source, drawn.png(), drawn.description, lambda: drawn)


def titled(trend: Trend, key: str, **parts: str) -> str:
    """The title of a picture: which model, of what, of whom."""
    called = sentence(
        FILE,
        "series",
        trend.language,
        title=label("indicator", trend.indicator, trend.language),
        country=label("geo", trend.geo, trend.language, short=True),
    )
    return sentence(FILE, f"title_{key}", trend.language, series=called, **parts)


def unit_words(trend: Trend) -> str:
    """The unit of the series, under the title."""
    return label("unit", trend.series.unit, trend.language)


def joinpoint_page(trend: Trend, found: Joinpoint) -> Drawn:
    """The joined lines, where they turn, and the change a year of every piece."""
    language, is_log = trend.language, found.scale == "log"
    pieces = _pieces(found, language)
    turns = pd.DataFrame(
        {
            "at": found.knots,
            "value": [float(found.level_at(np.array([one]), _segment(found, one))[0]) for one in found.knots],
            "lower": found.knot_intervals[:, 0],
            "upper": found.knot_intervals[:, 1],
            "text": [
                _turned(float(one), ends, language) for one, ends in zip(found.knots, found.knot_intervals, strict=True)
            ],
        }
    )
    level = percent(100 * (1 - found.level), language, 0)
    rate = rate_unit(worded(trend.series, language).unit, is_log, language)
    notes = [
        sentence(FILE, "note_pieces", language, unit=rate, level=level),
        sentence(FILE, "note_turns", language, level=level)
        if found.number
        else sentence(FILE, "note_no_turn", language),
        sentence(FILE, "note_arrows", language) if len(found.jumps) else "",
    ]
    options = {
        "fit": found.line,
        "jumps": _jumps(found, language),
        "turns": turns,
        "pieces": pieces,
        "name": label("geo", trend.geo, language, short=True),
    }
    title = titled(trend, "joinpoint")
    return page_of(
        trend, "joinpoints_by_period", trend.rows, options, title=title, subtitle=unit_words(trend), notes=notes
    )


def _segment(found: Joinpoint, year: float) -> int:
    """The segment between breaks that holds a year."""
    return int(np.searchsorted(np.array(found.series.breaks, dtype=float), year, side="right"))


def _year(value: float, language: str) -> str:
    text = f"{value:.0f}" if value.is_integer() else f"{value:.1f}"
    return text if language == "en" else text.replace(".", ",")


def _turned(year: float, ends: Any, language: str) -> str:
    if not np.isfinite(ends).all():
        return _year(year, language)
    lower, upper = (_year(float(one), language) for one in ends)
    return f"{_year(year, language)} ({sentence('page', 'interval', language, lower=lower, upper=upper)})"


def _change(value: float, language: str, *, is_log: bool) -> str:
    return percent(value, language, 1, signed=True) if is_log else number(value, language, 2, signed=True)


def _pieces(found: Joinpoint, language: str) -> pd.DataFrame:
    """Each straight piece with its change a year and, under it, the interval where there is one."""
    rows = []
    for row in found.segments.to_dict("records"):
        is_log = found.scale == "log"
        text = _change(float(row["change"]), language, is_log=is_log)
        bounds = ""
        if row["interval"]:
            ends = {one: _change(float(row[one]), language, is_log=is_log) for one in ("lower", "upper")}
            bounds = sentence("page", "interval", language, **ends)
        rows.append({"first": row["first"], "last": row["last"], "text": text, "interval": bounds})
    return pd.DataFrame(rows, columns=["first", "last", "text", "interval"])


def _jumps(found: Joinpoint, language: str) -> pd.DataFrame:
    """Each jump as the level the lines would have had without it and the one they have, and in words."""
    rows = []
    for at, row in enumerate(found.breaks.to_dict("records")):
        year = np.array([float(row["year"])])
        before, after = (float(found.level_at(year, segment)[0]) for segment in (at, at + 1))
        text = (percent if found.scale == "log" else number)(float(row["jump"]), language, 1, signed=True)
        rows.append({"year": int(row["year"]), "before": before, "after": after, "text": text})
    return pd.DataFrame(rows, columns=["year", "before", "after", "text"])


def breaks_page(trend: Trend, found: StructuralBreaks) -> Drawn:
    """The regimes found, their dates with intervals, and which of them a flag explains."""
    language, series = trend.language, found.series
    years = series.years.astype(float)
    regime = np.searchsorted(np.array([one.year for one in found.found]), series.years, side="right")

    def place(year: int | None) -> float:
        """Between the point before and the one that begins anew, as flagged breaks are drawn."""
        if year is None:
            return math.nan
        at = int(np.searchsorted(years, year))
        return float(years[max(at - 1, 0)] + years[at]) / 2

    dates = [
        {
            "at": place(one.year),
            "lower": place(one.lower),
            "upper": place(one.upper),
            "is_full": one.flagged is not None,
            "text": _dated(one.year, one.lower, one.upper, language),
        }
        for one in found.found
    ]
    options = {
        "fit": pd.DataFrame({"year": series.years, "fitted": found.fitted, "segment": regime}),
        "found": pd.DataFrame(dates, columns=["at", "lower", "upper", "is_full", "text"]),
        "name": label("geo", trend.geo, language, short=True),
    }
    return page_of(
        trend,
        "regimes_by_period",
        trend.rows,
        options,
        title=titled(trend, "breaks"),
        subtitle=unit_words(trend),
        notes=_break_notes(found, language),
    )


def _dated(year: int, lower: int | None, upper: int | None, language: str) -> str:
    if lower is None or upper is None:
        return str(year)
    return f"{year} ({sentence('page', 'interval', language, lower=str(lower), upper=str(upper))})"


def _break_notes(found: StructuralBreaks, language: str) -> list[str]:
    """What the marks mean, and whether the test bears the dates out."""
    if not found.found:
        return [sentence(FILE, "note_no_date", language)]
    level = percent(100 * found.level, language, 0)
    notes = [sentence(FILE, "note_dates", language, level=level)]
    test = found.tests.get("simulated supF")
    if test is not None and test.p_value > _ALPHA:
        notes.append(sentence(FILE, "note_dates_doubtful", language, p=number(test.p_value, language, 2)))
    return notes


def supf_page(trend: Trend, found: StructuralBreaks) -> Drawn:
    """The F statistic of every date a break may have, and the bound that holds under autocorrelation."""
    language, alpha = trend.language, _ALPHA
    path, bound = found.path(alpha)
    rows = pd.DataFrame(
        {"time_period": path["year"].astype(str), "unit": "RT", "obs_value": path["statistic"], "obs_flag": ""}
    )
    level = percent(100 * alpha, language, 0)
    options = {
        "boundary": bound,
        "boundary_label": sentence(FILE, "bound", language, level=level, value=number(bound, language, 1)),
    }
    return page_of(
        trend,
        "statistic_by_period",
        rows,
        options,
        title=titled(trend, "breaks_test"),
        subtitle=sentence(FILE, "subtitle_statistic", language),
        notes=[sentence(FILE, "note_statistic", language, level=level)],
    )


def draw_joinpoint(trend: Trend, finding: Finding) -> Picture:
    """The picture of ``Trend.joinpoint``."""
    return shown(trend, joinpoint_page(trend, finding.result))


def draw_breaks(trend: Trend, finding: Finding) -> Picture:
    """The picture of ``Trend.breaks``."""
    return shown(trend, breaks_page(trend, finding.result))


def draw_test(trend: Trend, finding: Finding) -> Picture:
    """The test behind ``Trend.breaks``."""
    return shown(trend, supf_page(trend, finding.result))
