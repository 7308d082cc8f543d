import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.regimes_by_period import alt, height, regimes_by_period


@pytest.fixture
def rows() -> pd.DataFrame:
    values = [10.0, 10.2, 10.4, 13.0, 13.2, 13.4, 11.0, 11.1]
    periods = [str(year) for year in range(2015, 2023)]
    return pd.DataFrame({"time_period": periods, "unit": "PC", "obs_value": values, "obs_flag": ""})


@pytest.fixture
def options() -> dict[str, Any]:
    return {
        "fit": pd.DataFrame(
            {
                "year": range(2015, 2023),
                "fitted": [10.0, 10.2, 10.4, 13.0, 13.2, 13.4, 11.0, 11.1],
                "segment": [0, 0, 0, 1, 1, 1, 2, 2],
            }
        ),
        "found": pd.DataFrame(
            {
                "at": [2017.5, 2020.5],
                "lower": [2016.5, math.nan],
                "upper": [2018.5, math.nan],
                "is_full": [True, False],
                "text": ["2018 (2017 to 2019)", "2021"],
            }
        ),
    }


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()) == label]


def test_every_regime_has_its_line(axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]) -> None:
    ax = regimes_by_period(axes(), rows, language="en", **options)
    assert [list(line.get_xdata()) for line in lines_of(ax, "_fit")] == [
        [2015, 2016, 2017],
        [2018, 2019, 2020],
        [2021, 2022],
    ]


def test_a_date_is_a_diamond_full_where_a_flag_explains_it(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax = regimes_by_period(axes(), rows, language="en", **options)
    explained, unexplained = lines_of(ax, "_date")
    assert [list(one.get_xdata()) for one in (explained, unexplained)] == [[2017.5], [2020.5]]
    assert explained.get_markerfacecolor() == explained.get_markeredgecolor()
    assert unexplained.get_markerfacecolor() != unexplained.get_markeredgecolor()
    # One row each: the first date above the second.
    assert explained.get_ydata()[0] > unexplained.get_ydata()[0]


def test_an_interval_is_drawn_where_there_is_one(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax = regimes_by_period(axes(), rows, language="en", **options)
    assert [list(one.get_xdata()) for one in lines_of(ax, "_interval")] == [[2016.5, 2018.5]]


def test_nothing_overlaps_at_the_height_it_asks_for(
    axes: Callable[..., Any],
    overlaps: Callable[[Any], list[tuple[str, str]]],
    rows: pd.DataFrame,
    options: dict[str, Any],
) -> None:
    ax = regimes_by_period(axes(13, height(rows, **options)), rows, language="en", **options)
    assert not overlaps(ax)


def test_the_alt_text_says_which_dates_a_flag_explains(rows: pd.DataFrame, options: dict[str, Any]) -> None:
    told = alt(rows, subject="Share", name="Belgium", language="en", **options)
    assert "2018 (2017 to 2019) (matches a flagged break)" in told
    assert "2021 (explained by no flag)" in told
    none = options["found"].iloc[:0]
    told = alt(rows, subject="Share", name="Belgium", language="en", found=none, fit=options["fit"])
    assert "No break was found" in told


def test_without_a_date_there_is_no_strip(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    none = {**options, "found": options["found"].iloc[:0]}
    plain = regimes_by_period(axes(), rows, language="en", **none).get_ylim()[0]
    assert regimes_by_period(axes(), rows, language="en", **options).get_ylim()[0] < plain
    assert height(rows, **none) < height(rows, **options)


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]) -> None:
    with pytest.raises(EmptySelection):
        regimes_by_period(axes(), rows.assign(obs_value=math.nan), language="nl", **options)
