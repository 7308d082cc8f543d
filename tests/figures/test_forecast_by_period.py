import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.figures.forecast_by_period import alt, forecast_by_period, height


@pytest.fixture
def rows() -> pd.DataFrame:
    values = {"2020": 100.0, "2021": 110.0, "2022": 120.0}
    return pd.DataFrame(
        [
            {"geo": "BE", "time_period": year, "unit": "THS_PER", "obs_value": value, "obs_flag": ""}
            for year, value in values.items()
        ]
    )


@pytest.fixture
def forecast() -> pd.DataFrame:
    return pd.DataFrame(
        {"year": [2023, 2024], "value": [130.0, 140.0], "lower": [120.0, 120.0], "upper": [140.0, 160.0]}
    )


@pytest.fixture
def paths() -> dict[str, pd.DataFrame]:
    return {"ideal": pd.DataFrame({"year": [2022, 2024], "value": [120.0, 200.0]})}


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()).startswith(label)]


def test_the_forecast_continues_from_the_last_value(
    axes: Callable[..., Any], rows: pd.DataFrame, forecast: pd.DataFrame
) -> None:
    ax = forecast_by_period(axes(), rows, forecast=forecast, language="en")
    (line,) = lines_of(ax, "_forecast")
    assert list(zip(*line.get_data(), strict=True)) == [(2022, 120), (2023, 130), (2024, 140)]


def test_the_fan_holds_the_bounds_and_the_end_is_labelled(
    axes: Callable[..., Any], rows: pd.DataFrame, forecast: pd.DataFrame
) -> None:
    ax: Any = forecast_by_period(axes(), rows, forecast=forecast, language="en")
    (fan,) = [one for one in ax.collections if one.get_label() == "_band"]
    corners = fan.get_paths()[0].vertices
    assert (corners[:, 1].min(), corners[:, 1].max()) == (120, 160)
    assert any("140" in one.get_text() and "120 to" in one.get_text() for one in ax.texts)


def test_without_bounds_there_is_no_fan(axes: Callable[..., Any], rows: pd.DataFrame, forecast: pd.DataFrame) -> None:
    bare = forecast.assign(lower=math.nan, upper=math.nan)
    ax: Any = forecast_by_period(axes(), rows, forecast=bare, language="en")
    assert [one for one in ax.collections if one.get_label() == "_band"] == []
    assert "without an interval" in alt(rows, subject="ICT", name="Belgium", forecast=bare, language="en")


def test_a_target_stands_in_its_year_and_inside_the_axes(
    axes: Callable[..., Any], rows: pd.DataFrame, forecast: pd.DataFrame, paths: dict[str, pd.DataFrame]
) -> None:
    ax: Any = forecast_by_period(
        axes(), rows, forecast=forecast, language="en", target=200.0, target_period="2024", paths=paths
    )
    (target,) = lines_of(ax, "_target")
    assert (target.get_xdata()[0], target.get_ydata()[0]) == (2024, 200)
    assert ax.get_ylim()[1] > 200
    (path,) = lines_of(ax, "_path")
    assert list(path.get_ydata()) == [120, 200]
    written = " ".join(one.get_text() for one in ax.texts)
    assert "ideal" in written
    assert "200" in written


def test_the_alt_text_tells_forecast_paths_and_target(
    rows: pd.DataFrame, forecast: pd.DataFrame, paths: dict[str, pd.DataFrame]
) -> None:
    text = alt(
        rows,
        subject="ICT",
        name="Belgium",
        forecast=forecast,
        language="en",
        target=200.0,
        target_period="2024",
        paths=paths,
    )
    assert "Expected in 2024: 140, with an interval from 120 to 160." in text
    assert "ideal" in text
    assert "Target for 2024: 200." in text


def test_paths_get_more_room(rows: pd.DataFrame, paths: dict[str, pd.DataFrame]) -> None:
    assert height(rows, paths=paths) > height(rows)
