import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.forest_by_code import alt, forest_by_code, height

OPTIONS: dict[str, Any] = {"by": "geo", "mean": (0.3, 0.1, 0.5), "mean_label": "Mean: +0.30", "focus": "BE"}


@pytest.fixture
def rows() -> pd.DataFrame:
    cells = [("AT", 1.0, 0.4, 1.6, 0.6), ("BE", 0.2, -0.4, 0.7, 0.25), ("MT", -1.2, math.nan, math.nan, -0.5)]
    columns = ["geo", "obs_value", "obs_lower", "obs_upper", "shrunken"]
    return pd.DataFrame(cells, columns=columns).assign(unit="PC_PNT", obs_flag="")


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()) == label]


def test_a_row_holds_estimate_interval_and_the_estimate_drawn_to_the_mean(
    axes: Callable[..., Any], rows: pd.DataFrame
) -> None:
    ax = forest_by_code(axes(), rows, language="en", **OPTIONS)
    assert [line.get_xdata()[0] for line in lines_of(ax, "_value")] == [1.0, 0.2, -1.2]
    assert [line.get_xdata()[0] for line in lines_of(ax, "_shrunken")] == [0.6, 0.25, -0.5]
    assert [list(line.get_xdata()) for line in lines_of(ax, "_interval")] == [[0.4, 1.6], [-0.4, 0.7]]
    own, drawn = lines_of(ax, "_value")[0], lines_of(ax, "_shrunken")[0]
    assert own.get_marker() != drawn.get_marker()


def test_the_mean_has_its_band_and_zero_its_line(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax: Any = forest_by_code(axes(), rows, language="en", **OPTIONS)
    assert set(lines_of(ax, "_mean")[0].get_xdata()) == {0.3}
    assert set(lines_of(ax, "_zero")[0].get_xdata()) == {0}
    (band,) = [one for one in ax.patches if one.get_label() == "_band"]
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((0.1, 0.5))


def test_the_text_gives_the_interval_or_the_estimate_alone(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], rows: pd.DataFrame
) -> None:
    ax: Any = forest_by_code(axes(12, height(rows, language="en", **OPTIONS)), rows, language="en", **OPTIONS)
    texts = {one.get_text() for one in ax.texts}
    assert {"+1.00 (+0.40 to +1.60)", "−1.20", "Mean: +0.30"} <= texts
    assert not overlaps(ax)


def test_the_alt_text_counts_the_intervals_that_leave_zero_out(rows: pd.DataFrame) -> None:
    told = alt(rows, subject="Trend", language="en", **OPTIONS)
    assert "Highest value: Austria, +1.00 (+0.40 to +1.60)." in told
    assert "Belgium: +0.20" in told
    assert "Zero lies outside the interval for 1 of 3." in told


def test_one_code_twice_is_refused(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    with pytest.raises(SchemaViolation, match="share geo"):
        forest_by_code(axes(), pd.concat([rows, rows]), language="en", **OPTIONS)
