"""A trend drawn: the fit with its jumps and interval, the outlook with its target, the trend under other choices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.drawing import Drawn
from talentstudy.finding import FILE, Finding, Picture
from talentstudy.provenance import origins_of, source_line
from talentstudy.registry import Figure
from talentstudy.trending.model_pictures import draw_breaks, draw_joinpoint, draw_test
from talentstudy.trending.series import vintages_of, worded
from talentstudy.trending.tables import choice, one_at_a_time, rate_unit
from talentstudy.trends.growth_words import rate
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trending.targets import Goal
    from talentstudy.trending.trend import Trend
    from talentstudy.trends.growth import Growth
    from talentstudy.trends.sensitivity import Sensitivity

KINDS_OF = {"trend": "trend_by_period", "forecast": "forecast_by_period", "sensitivity": "dots_with_interval"}


def draw_trend(trend: Trend, finding: Finding, what: str, goal: Goal | None = None) -> Picture:
    """The picture of a finding: its fit, its fan (with a goal), or what other choices give."""
    one = _drawn(trend, what, finding, goal)
    return Picture(trend.name, one.title, one.alt, one.source, one.png(), one.description, lambda: one)


def _drawn(trend: Trend, what: str, finding: Finding, goal: Goal | None) -> Drawn:
    """The picture ready to draw; its rows are what the finding was fitted to."""
    language = trend.language
    rows, options, note = _PARTS[what](trend, finding, goal)
    years = [int(trend.series.years[0]), int(trend.series.years[-1])]
    ahead = int(finding.result.table["year"].iloc[-1]) if what == "forecast" else years[1]
    title = sentence(FILE, f"title_{what}", language, **_title_parts(what, trend, ahead))
    unit = str(rows["unit"].iloc[0])
    subtitle = label("unit", unit, language) if what != "sensitivity" else _sensitivity_unit(trend)
    figure = Figure(trend.name, KINDS_OF[what], title={language: title}, subtitle={language: subtitle})
    sources = list(trend.rows["source"])
    if what == "sensitivity":
        for held in vintages_of(trend.pipeline, trend.indicator, trend.geo).values():
            sources += list(held["source"])
    if goal is not None:
        sources += goal.sources
    source = source_line(trend.pipeline, sources, language, computed=True)
    origin = origins_of(trend.pipeline, sources)
    return Drawn(figure, language, rows, title, source, note, origin=origin, options=options)


def _place(trend: Trend) -> str:
    return label("geo", trend.geo, trend.language, short=True)


def _title_parts(what: str, trend: Trend, ahead: int) -> dict[str, str]:
    country = _place(trend)
    title = label("indicator", trend.indicator, trend.language)
    parts = {"series": sentence(FILE, "series", trend.language, title=title, country=country)}
    return {**parts, "year": str(ahead)} if what == "forecast" else parts


def _fit(trend: Trend, finding: Finding, _goal: Goal | None) -> tuple[pd.DataFrame, dict[str, Any], str]:
    found: Growth = finding.result
    band = found.band
    refused = next((one for one in band["note"] if one), "")
    level = percent(100 * found.level, trend.language, 0)
    if refused:
        note = sentence(FILE, "note_refused" if "too short" in refused else "note_exact", trend.language)
    else:
        note = sentence(FILE, "note_band" if found.series.breaks else "note_line", trend.language, level=level)
    options = {
        "fit": band,
        "jumps": _jumps(trend, found),
        "trend_label": _rate(found, trend.language),
        "name": _place(trend),
    }
    return trend.rows, options, note


def _rate(found: Growth, language: str) -> str:
    """The pooled trend as it stands at the end of its line."""
    return sentence(FILE, "per_year", language, value=rate(found.trend, found.series.unit, language))


def _jumps(trend: Trend, found: Growth) -> pd.DataFrame:
    """Each jump as two levels in the break's year, and in words."""
    fitted = dict(zip(found.fitted["year"], found.fitted["fitted"], strict=True))
    rows = []
    for one in found.jumps.to_dict("records"):
        after = float(fitted[one["year"]])
        if found.is_log:
            before = after / (1 + one["jump"] / 100)
            text = percent(one["jump"], trend.language, 1, signed=True)
        else:
            before, text = after - one["jump"], number(one["jump"], trend.language, 1, signed=True)
        rows.append({"year": int(one["year"]), "before": before, "after": after, "text": text})
    return pd.DataFrame(rows, columns=["year", "before", "after", "text"])


def _outlook(trend: Trend, finding: Finding, goal: Goal | None) -> tuple[pd.DataFrame, dict[str, Any], str]:
    # A target's table calls its value the median: the fan is then the law its probability comes from.
    fan = finding.result.table.rename(columns={"median": "value"})
    options: dict[str, Any] = {"forecast": fan[["year", "value", "lower", "upper"]], "name": _place(trend)}
    if goal is not None:
        last = int(trend.series.years[-1])
        paths = {
            sentence(FILE, f"column_{name}", trend.language): pd.DataFrame({"year": path.years, "value": path.values})
            for name, path in goal.paths.items()
        }
        paths = {name: path[path["year"] >= min(last, goal.year)] for name, path in paths.items()}
        options |= {"target": goal.value, "target_period": str(goal.year), "paths": paths}
    if fan["lower"].isna().all():
        return trend.rows, options, ""
    level = percent(100 * finding.result.level, trend.language, 0)
    return trend.rows, options, sentence(FILE, "note_fan", trend.language, level=level)


def _variants(trend: Trend, finding: Finding, _goal: Goal | None) -> tuple[pd.DataFrame, dict[str, Any], str]:
    """The variants in the unit of the first: one axis holds one unit."""
    found: Sensitivity = finding.result
    rows = one_at_a_time(found)
    like = (rows["model"] == "log") == (rows["model"].iloc[0] == "log")
    rows = rows[like & rows["estimate"].notna()].reset_index(drop=True)
    names = [_variant(row, trend.language) for row in rows.to_dict("records")]
    unit = "PCH" if trend.scale == "log" else "PC_PNT" if trend.series.unit.startswith("PC") else trend.series.unit
    # A linked estimate may lie outside an interval that is not centred on it: the line then begins at the dot.
    table = pd.DataFrame(
        {
            "variant": [str(at) for at in range(len(rows))],
            "unit": unit,
            "obs_value": rows["estimate"].astype(float),
            "obs_lower": rows[["lower", "estimate"]].astype(float).min(axis=1).where(rows["lower"].notna()),
            "obs_upper": rows[["upper", "estimate"]].astype(float).max(axis=1).where(rows["upper"].notna()),
            "obs_flag": "",
        }
    )
    options = {
        "by": "variant",
        "labels": dict(zip(table["variant"], names, strict=True)),
        "order": "given",
        "focus": "0",
        "decimals": 2,
    }
    return table, options, sentence(FILE, "note_sensitivity", trend.language)


def _variant(row: dict[Any, Any], language: str) -> str:
    if not row["changed"]:
        return sentence(FILE, "base_row", language)
    if row["changed"] == "vintage":
        return sentence(FILE, "vintage_row", language, vintage=str(row["vintage"]))
    return choice(row["changed"], str(row[row["changed"]]), language)


def _sensitivity_unit(trend: Trend) -> str:
    return rate_unit(worded(trend.series, trend.language).unit, trend.scale == "log", trend.language)


_PARTS = {"trend": _fit, "forecast": _outlook, "sensitivity": _variants}


def _target(trend: Trend, finding: Finding) -> Picture:
    return draw_trend(trend, finding, "forecast", finding.also[0])


# Every picture of a finding, by the finding's name; the first is drawn if none is asked for.
_DRAWN: dict[str, dict[str, Callable[..., Picture]]] = {
    "growth": {"trend": partial(draw_trend, what="trend")},
    "forecast": {"forecast": partial(draw_trend, what="forecast")},
    "target": {"target": _target},
    "sensitivity": {"sensitivity": partial(draw_trend, what="sensitivity")},
    "joinpoint": {"joinpoint": draw_joinpoint},
    "breaks": {"breaks": draw_breaks, "test": draw_test},
}


def pictures_of(trend: Trend, name: str, finding: Finding) -> dict[str, Callable[[Finding], Picture]]:
    """What a finding of this trend can be drawn as; nothing where it was refused."""
    drawn = {} if finding.refused else dict(_DRAWN.get(name, {}))
    if name == "breaks" and not finding.refused and not finding.result.tests:
        # Where a break fits without error there is no statistic to draw.
        del drawn["test"]
    return {what: partial(draw, trend) for what, draw in drawn.items()}
