"""What a series is to reach, by when: the Digital Decade's number, a country's part of it, parity, or any value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentstudy.codes import label
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.finding import FILE
from talentstudy.indicators.standing import EU
from talentstudy.trending.series import pick, series_from
from talentstudy.trends import MODELS
from talentstudy.trends.forecast import quantity
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.targets_paths import employed_persons, pro_rata_target
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.pipeline import Pipeline
    from talentstudy.trends.targets import TargetOutlook

# Half of a whole of two.
PARITY = 50.0
# The target and the paths are published in millions, the series in thousands.
_THOUSANDS = 1000.0
_PATHS = ("baseline", "ideal")
NAMED = ("digital decade", "parity")


@dataclass(frozen=True)
class Goal:
    """A value to reach in a year, how it came about (``told``), and the official paths to it."""

    value: float
    year: int
    told: str = ""
    paths: Mapping[str, AnnualSeries] = field(default_factory=dict, repr=False)
    sources: tuple[str, ...] = ()


def horizon_of(pipeline: Pipeline) -> int:
    """The year of the Digital Decade's targets."""
    return int(pipeline.indicator("ict_specialists_target_count")["time_period"].iloc[0])


def goal_of(pipeline: Pipeline, indicator: str, geo: str, wanted: str | float, year: int | None, language: str) -> Goal:
    """The goal of a name or a value; EmptySelection where the name sets none for the indicator."""
    by = year or horizon_of(pipeline)
    if not isinstance(wanted, str):
        return Goal(float(wanted), by)
    if wanted == "parity":
        if indicator != "ict_women_share":
            raise EmptySelection(f"{indicator} has no target of parity; give a value, or ask for ict_women_share.")
        return Goal(PARITY, by, sentence(FILE, "parity", language, goal=percent(PARITY, language, 0), year=str(by)))
    if wanted != "digital decade":
        raise UnknownName("target", wanted, NAMED, "Or give a value in the unit of the series.")
    if indicator != "ict_specialists_count":
        raise EmptySelection(f"{indicator} has no target in the Digital Decade; ask for ict_specialists_count.")
    common = pipeline.indicator("ict_specialists_target_count").iloc[0]
    goal, source = float(common["obs_value"]), str(common["source"])
    if geo != EU:
        return _part(pipeline, geo, goal, by, source, language)
    rows = pipeline.indicator("ict_specialists_path_count")
    paths = {path: _path(rows, path, by) for path in _PATHS}
    return Goal(goal * _THOUSANDS, by, paths=paths, sources=(source, *rows["source"]))


def damped_text(aimed: TargetOutlook, scale: str, language: str) -> str:
    """What the damped forecast comes to in the target's year, beside the median that keeps the pace."""
    series = aimed.series
    found = MODELS["forecast"].fit(series, aimed.year - int(series.years[-1]), after="bridged", scale=scale)
    ends = {"median": aimed.yearly["median"].iloc[-1], "forecast": found.values[-1]}
    told = {name: quantity(float(end), series.unit, language) for name, end in ends.items()}
    return sentence(FILE, "pace_kept", language, year=str(aimed.year), **told)


def _part(pipeline: Pipeline, geo: str, goal: float, by: int, source: str, language: str) -> Goal:
    """A country's part of the common number, pro rata to employment in the last year both have."""
    year, employed = _employment(pipeline, geo)
    part = pro_rata_target(goal * _THOUSANDS, employed[geo], employed[EU])
    told = sentence(
        FILE,
        "pro_rata",
        language,
        goal=number(goal, language, 0),
        year=str(year),
        country=label("geo", geo, language),
        # Known to the thousand, and written in full: no language says 'four hundred thousand' with a noun behind.
        part=number(round(part) * _THOUSANDS, language, 0),
    )
    return Goal(part, by, told, sources=(source,))


def _employment(pipeline: Pipeline, geo: str) -> tuple[int, dict[str, float]]:
    """The last year in which country and Union have number and share of ICT specialists, and employment then."""
    counts, shares = (
        {place: series_from(pick(pipeline.indicator(name), name, place), name=f"{name} {place}") for place in (geo, EU)}
        for name in ("ict_specialists_count", "ict_specialists_share")
    )
    common = set.intersection(*({int(year) for year in one.years} for one in (*counts.values(), *shares.values())))
    year = max(common)
    return year, {place: employed_persons(counts[place], shares[place], year) for place in (geo, EU)}


def _path(rows: pd.DataFrame, path: str, by: int) -> AnnualSeries:
    """One of the Commission's paths to the target, in thousands."""
    own = rows[(rows["measure"] == f"ict_specialists_{path}") & (rows["time_period"].astype(int) <= by)]
    return annual_series(own["time_period"].astype(int), own["obs_value"] * _THOUSANDS, name=path, unit="THS_PER")
