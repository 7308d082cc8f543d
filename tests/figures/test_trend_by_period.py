import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.style import PAPER
from talentstudy.figures.trend_by_period import alt, height, trend_by_period


@pytest.fixture
def rows() -> pd.DataFrame:
    """Six annual shares with a break in 2021, the last one provisional."""
    values = {"2018": 10.0, "2019": 11.0, "2020": 12.0, "2021": 15.0, "2022": 16.0, "2023": 17.0}
    flags = {"2021": "b", "2023": "p"}
    return pd.DataFrame(
        [
            {"geo": "BE", "time_period": year, "unit": "PC", "obs_value": value, "obs_flag": flags.get(year, "")}
            for year, value in values.items()
        ]
    )


@pytest.fixture
def fit() -> pd.DataFrame:
    fitted = [10.0, 11.0, 12.0, 15.0, 16.0, 17.0]
    return pd.DataFrame(
        {
            "year": range(2018, 2024),
            "fitted": fitted,
            "segment": [0, 0, 0, 1, 1, 1],
            "lower": [one - 1 for one in fitted],
            "upper": [one + 1 for one in fitted],
        }
    )


@pytest.fixture
def jumps() -> pd.DataFrame:
    return pd.DataFrame({"year": [2021], "before": [13.0], "after": [15.0], "text": ["+2.0"]})


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()).startswith(label)]


def bands_of(ax: Any) -> list[Any]:
    return [one for one in ax.collections if one.get_label() == "_band"]


def test_the_trend_is_drawn_per_segment_with_its_values(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    ax = trend_by_period(axes(), rows, fit=fit, jumps=jumps, language="nl")
    drawn = [list(zip(*line.get_data(), strict=True)) for line in lines_of(ax, "_fit")]
    assert drawn == [[(2018, 10), (2019, 11), (2020, 12)], [(2021, 15), (2022, 16), (2023, 17)]]
    assert [list(line.get_xdata()) for line in lines_of(ax, "_line")] == [[2018, 2019, 2020], [2021, 2022, 2023]]


def test_a_jump_is_an_arrow_from_before_to_after_with_its_text(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    ax: Any = trend_by_period(axes(), rows, fit=fit, jumps=jumps, language="nl")
    arrows = [one for one in ax.texts if getattr(one, "arrow_patch", None) is not None and not one.get_text()]
    assert [(one.xyann, one.xy) for one in arrows] == [((2021.0, 13.0), (2021.0, 15.0))]
    assert "+2.0" in {one.get_text() for one in ax.texts}
    low, high = ax.get_ylim()
    assert low < 9
    assert high > 18


def test_the_band_holds_the_bounds_and_is_cut_with_the_line(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    ax = trend_by_period(axes(), rows, fit=fit, jumps=jumps, language="nl")
    bands = bands_of(ax)
    assert len(bands) == 2
    corners = bands[0].get_paths()[0].vertices
    assert corners[:, 1].min() == 9
    assert corners[:, 1].max() == 13


def test_without_an_interval_there_is_no_band_and_the_alt_text_says_so(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    refused = fit.assign(lower=math.nan, upper=math.nan)
    ax = trend_by_period(axes(), rows, fit=refused, jumps=jumps, language="en")
    assert bands_of(ax) == []
    assert np.isfinite(ax.get_ylim()).all()
    assert "There is no band" in alt(rows, subject="Share", name="Belgium", fit=refused, jumps=jumps, language="en")
    assert "A band shows" in alt(rows, subject="Share", name="Belgium", fit=fit, jumps=jumps, language="en")


def test_the_alt_text_tells_path_trend_and_jumps(rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame) -> None:
    text = alt(rows, subject="Aandeel", name="België", fit=fit, jumps=jumps, language="nl")
    assert "België: 10% in 2018, 17% in 2023." in text
    assert "van 10% in 2018 naar 17% in 2023" in text
    assert "2021 +2.0" in text


def test_a_provisional_value_is_hollow_and_the_ends_are_labelled(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    ax: Any = trend_by_period(axes(), rows, fit=fit, jumps=jumps, language="nl", trend_label="+1,0 per jaar")
    (hollow,) = lines_of(ax, "_hollow")
    assert list(hollow.get_xdata()) == [2023]
    assert hollow.get_markerfacecolor() == PAPER
    assert {"2023: 17%", "+1,0 per jaar"} <= {one.get_text() for one in ax.texts}


def test_a_segment_of_one_point_has_a_mark_of_its_own(
    axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame, jumps: pd.DataFrame
) -> None:
    alone = fit.assign(segment=[0, 1, 1, 2, 2, 2])
    ax = trend_by_period(axes(), rows, fit=alone, jumps=jumps, language="nl")
    assert [line.get_marker() for line in lines_of(ax, "_fit")] == ["_", "None", "None"]


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], rows: pd.DataFrame, fit: pd.DataFrame) -> None:
    none = pd.DataFrame({"year": [], "before": [], "after": [], "text": []})
    with pytest.raises(EmptySelection):
        trend_by_period(axes(), rows.assign(obs_value=math.nan), fit=fit, jumps=none, language="nl")
    assert height(rows) > 5
