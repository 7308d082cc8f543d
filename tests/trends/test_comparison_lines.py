"""The lines behind a comparison agree with the comparison itself."""

from typing import Any

import numpy as np
import pytest

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.comparison import compare_trends
from talentstudy.trends.comparison_lines import comparison_lines
from talentstudy.trends.series import AnnualSeries, annual_series


@pytest.fixture
def women() -> AnnualSeries:
    values = [10.0, 10.6, 10.9, 11.7, 14.0, 14.2, 14.9, 15.1, 15.8, 16.1]
    return annual_series(range(2010, 2020), values, breaks=[2014], name="women", unit="THS_PER")


@pytest.fixture
def men() -> AnnualSeries:
    values = [30.0, 31.0, 31.5, 33.0, 34.0, 35.5, 36.0, 37.5, 38.0, 39.5, 41.0]
    return annual_series(range(2009, 2020), values, name="men", unit="THS_PER")


def slope_of(years: Any, values: Any) -> float:
    return float(np.polyfit(years, values, 1)[0])


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_every_line_has_the_slope_the_comparison_gives(women: AnnualSeries, men: AnnualSeries, scale: Any) -> None:
    lines = comparison_lines(women, men, scale=scale)
    found = compare_trends(women, men, scale=scale)
    on_scale = np.log if scale == "log" else np.asarray
    for number, slope in enumerate(found.slopes):
        own = lines.fits[(lines.fits["number"] == number) & (lines.fits["segment"] == 1)]
        assert slope_of(own["year"], on_scale(own["fitted"])) == pytest.approx(slope)
    last = lines.between[lines.between["segment"] == 1]
    assert slope_of(last["year"], on_scale(last["fitted"])) == pytest.approx(found.difference.value)


def test_what_lies_between_is_a_difference_or_a_ratio_over_the_common_years(
    women: AnnualSeries, men: AnnualSeries
) -> None:
    between = comparison_lines(women, men).between
    assert between["year"].tolist() == list(range(2010, 2020))
    assert between["value"].iloc[0] == 10.0 - 31.0
    ratio = comparison_lines(women, men, scale="log").between
    assert ratio["value"].iloc[0] == pytest.approx(10 / 31)
    assert (ratio["lower"] < ratio["fitted"]).all()
    assert (ratio["fitted"] < ratio["upper"]).all()


def test_few_common_points_have_lines_and_no_bounds(women: AnnualSeries, men: AnnualSeries) -> None:
    between = comparison_lines(women.between(2014), men).between
    assert between["fitted"].notna().all()
    assert between["lower"].isna().all()


def test_the_same_line_twice_is_refused(men: AnnualSeries) -> None:
    with pytest.raises(UnsuitableSeries, match="no error at all"):
        comparison_lines(men, men)
