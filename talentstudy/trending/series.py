"""The series a trend is fitted to: picked by name, in the study's words, at one vintage or at all held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from talentstudy.codes import known, label, member_states
from talentstudy.errors import EmptySelection, SchemaViolation, StudyError, UnknownName
from talentstudy.figures.values import is_percent
from talentstudy.finding import FILE
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.standing import EU
from talentstudy.sources import DATASETS
from talentstudy.trends.series import AnnualSeries, series_of
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.pipeline import Pipeline


def trend_names(geo: str) -> list[str]:
    """Every name a trend may have: ``<indicator>`` for the study's own country, ``<indicator>_<geo>`` for all.

    Only indicators that are one series per country; of those keyed from publications, few countries have one.
    """
    places = dict.fromkeys([geo, EU, *member_states()])
    plain = [name for name, line in INDICATORS.items() if not line.dims]
    return [*plain, *(f"{name}_{place.lower()}" for name in plain for place in places)]


def named(name: str, geo: str) -> tuple[str, str]:
    """The indicator and the country behind the name of a trend; ``geo`` where it names none.

    >>> named("ict_women_share_eu27_2020", "BE"), named("ict_women_share", "BE")
    (('ict_women_share', 'EU27_2020'), ('ict_women_share', 'BE'))
    """
    codes = {code.lower(): code for code in known("geo")}
    begun = ""
    for indicator in sorted(INDICATORS, key=len, reverse=True):
        place = name.lower().removeprefix(f"{indicator}_")
        if name.lower() == indicator or (place != name.lower() and place in codes):
            if INDICATORS[indicator].dims:
                raise StudyError(
                    f"{indicator} holds several series a country, by {', '.join(INDICATORS[indicator].dims)}; a trend is of one. "
                    "Make an indicator of the series wanted."
                )
            return indicator, codes.get(place, geo)
        if not begun and place != name.lower():
            begun = place
    if begun:
        raise UnknownName("country of a trend", begun, codes)
    raise UnknownName("trend", name, trend_names(geo))


def pick(rows: pd.DataFrame, indicator: str, geo: str) -> pd.DataFrame:
    """The annual rows of one country, in the order of time; EmptySelection where it has no value."""
    own = rows[(rows["geo"] == geo) & rows["time_period"].str.fullmatch(r"\d{4}")]
    if not own["obs_value"].notna().any():
        raise EmptySelection(f"{indicator} holds no annual value for {geo}; a trend needs a series of years.")
    return own.sort_values("time_period").reset_index(drop=True)


def series_from(
    rows: pd.DataFrame,
    *,
    name: str,
    first: int | None = None,
    last: int | None = None,
    breaks: Iterable[int] | None = None,
) -> AnnualSeries:
    """Rows of one country as a series, cut to a window; ``breaks`` replace those flagged."""
    return series_of(rows, name=name, breaks=breaks).between(first, last)


def series_name(indicator: str, geo: str, unit: str, language: str) -> str:
    """What a sentence calls the series: title and country, and the unit where a number alone would not say it."""
    parts = {"title": label("indicator", indicator, language), "country": label("geo", geo, language, short=True)}
    if is_percent(unit):
        return sentence(FILE, "series", language, **parts)
    return sentence(FILE, "series_unit", language, unit=label("unit", unit, language), **parts)


def is_count(unit: str) -> bool:
    """Whether values are amounts, which grow in percent."""
    return unit.startswith(("THS", "MIO", "NR", "PER", "VAC", "JOBS"))


def worded(series: AnnualSeries, language: str) -> AnnualSeries:
    """The series with its unit as a sentence may print it; percentages keep their code, which the models read."""
    return series if series.unit.startswith("PC") else replace(series, unit=label("unit", series.unit, language))


def vintages_of(pipeline: Pipeline, indicator: str, geo: str) -> dict[str, pd.DataFrame]:
    """The country's rows at every vintage held of the one dataset an indicator reads; the pinned one first.

    An indicator computed from others, or from two datasets, is given at the pinned vintages alone.
    """
    line = INDICATORS[indicator]
    pinned = pick(pipeline.indicator(indicator), indicator, geo)
    dated = sorted({text.split("@")[-1].split("#")[0] for text in pinned["source"]})
    found = {dated[-1]: pinned}
    if len(line.inputs) != 1 or line.inputs[0] not in pipeline.edition.datasets or len(dated) != 1:
        return found
    dataset = pipeline.edition.pins_of(line.inputs[0])[0].dataset
    for vintage in pipeline.home.vintages(dataset):
        try:
            rows = pick(line.compute(pipeline.vintage(dataset, vintage)), indicator, geo)
        except (EmptySelection, SchemaViolation, UnknownName):
            # A vintage that holds another slice of the dataset is no vintage of this series.
            continue
        found.setdefault(vintage, rows)
    return found


def sex_rows(pipeline: Pipeline, indicator: str) -> pd.DataFrame:
    """Women and men in thousands in every country, from the dataset by sex behind the indicator, at its pinned vintage."""
    inputs = INDICATORS[indicator].inputs
    names = [one for one in inputs if one in pipeline.edition.datasets]
    if not names or "sex" not in DATASETS[pipeline.edition.pins_of(names[0])[0].dataset].dims:
        raise EmptySelection(f"{indicator} is not computed from a dataset by sex; ask for ict_women_share.")
    rows = pipeline.observations(names[0])
    return rows[(rows["unit"] == "THS_PER") & rows["sex"].isin(["F", "M"])]


def by_sex(pipeline: Pipeline, indicator: str, geo: str) -> dict[str, AnnualSeries]:
    """Women and men in thousands, both at one vintage; see ``sex_rows``."""
    rows = sex_rows(pipeline, indicator)
    return {sex: series_of(pick(rows[rows["sex"] == sex], indicator, geo), name=sex) for sex in ("F", "M")}
