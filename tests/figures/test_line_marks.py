import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.figures.line_axes import period_axis, value_limits
from talentstudy.figures.line_marks import breaks, in_time, segments


def test_a_break_at_the_first_point_cuts_nothing() -> None:
    assert segments([1.0, 2.0, 3.0], ["b", "", ""]) == [[0, 1, 2]]


def test_adjacent_breaks_leave_points_that_are_joined_to_nothing() -> None:
    assert segments([1.0, 2.0, 3.0, 4.0], ["", "b", "be", "b"]) == [[0], [1], [2], [3]]


def test_a_break_at_a_missing_value_counts_at_the_next_one(make_rows: Callable[..., pd.DataFrame]) -> None:
    values = {"2019": 1.0, "2020": 2.0, "2021": math.nan, "2022": 3.0}
    rows = make_rows("time_period", values).assign(obs_flag=["", "", "b", ""])
    assert segments(list(rows["obs_value"]), list(rows["obs_flag"])) == [[0, 1], [3]]
    assert breaks(rows) == [(2021.0, "2022")]


def test_breaks_lie_between_the_points_they_part(shares: pd.DataFrame) -> None:
    belgium = in_time(shares[shares["geo"] == "BE"])
    assert breaks(belgium) == [(2010.5, "2011"), (2016.5, "2017"), (2020.5, "2021")]


def test_rows_are_put_in_the_order_of_time(shares: pd.DataFrame) -> None:
    shuffled = shares[shares["geo"] == "BE"].sample(frac=1, random_state=1)
    assert list(in_time(shuffled)["time_period"]) == sorted(shuffled["time_period"])


@pytest.mark.parametrize(
    ("values", "zero", "begins_at_zero"),
    [([3.4, 5.7], None, True), ([13.0, 19.0], None, False), ([13.0, 19.0], True, True), ([3.4, 5.7], False, False)],
)
def test_the_value_axis_begins_at_zero_unless_all_values_lie_far_above(
    values: list[float], zero: bool | None, begins_at_zero: bool
) -> None:
    low, high = value_limits(values, zero=zero)
    assert (low == 0) is begins_at_zero
    assert low < min(values) < max(values) < high


def test_equal_values_still_have_an_axis() -> None:
    low, high = value_limits([5.0, 5.0, math.nan])
    assert low < 5 < high


def test_uneven_years_keep_their_distance_and_the_last_is_named(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]]
) -> None:
    ax: Any = axes(width=6)
    years = ["2012", "2014", *map(str, range(2015, 2025))]
    period_axis(ax, years, "nl")
    places = list(ax.get_xticks())
    assert [tick.get_text() for tick in ax.get_xticklabels()] == [str(int(place)) for place in places]
    assert places[-1] == 2024
    ax.set_yticks([])
    assert not overlaps(ax)
