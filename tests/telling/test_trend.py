"""The direction a paragraph may name is that of the model's interval, and of nothing else."""

from collections.abc import Callable

import numpy as np
import pytest

from talentstudy.pipeline import Pipeline
from talentstudy.telling.cells import unmarked
from talentstudy.telling.trend import direction_of, found_trend, last_segment
from talentstudy.telling.writer import Writer
from talentstudy.trends.intervals import Estimate, Interval, too_short
from tests.telling.conftest import INDICATOR

NOISE = 0.3 * np.cos(3 * np.arange(14))


@pytest.mark.parametrize(
    ("interval", "direction"),
    [
        (Interval(0.1, 0.5, 0.95), "up"),
        (Interval(-0.5, -0.1, 0.95), "down"),
        (Interval(-0.1, 0.5, 0.95), "flat"),
        (Interval(0.0, 0.5, 0.95), "flat"),
        (too_short("5 points", 0.95), "open"),
    ],
)
def test_a_direction_follows_from_the_interval_alone(interval: Interval, direction: str) -> None:
    assert direction_of(Estimate(0.3, interval)) == direction


@pytest.mark.parametrize(("slope", "direction"), [(0.5, "up"), (-0.5, "down"), (0.0, "flat")])
def test_a_series_rises_falls_or_does_neither(series_of: Callable[..., Pipeline], slope: float, direction: str) -> None:
    pipeline = series_of(20 + slope * np.arange(14) + NOISE)
    found = found_trend(pipeline, INDICATOR, "BE")
    assert found.direction == direction
    assert (found.first, found.last, found.points, found.breaks) == (2010, 2023, 14, ())
    assert last_segment(pipeline, INDICATOR, "BE") is None


def test_a_jump_at_a_break_is_no_rise(series_of: Callable[..., Pipeline]) -> None:
    stairs = 20 + 2.0 * (np.arange(14) // 4) + NOISE
    plain = found_trend(series_of(stairs), INDICATOR, "BE")
    broken = found_trend(series_of(stairs, breaks=[2014, 2018, 2022]), INDICATOR, "BE")
    assert plain.direction == "up"
    assert broken.direction == "flat"
    assert broken.breaks == (2014, 2018, 2022)


def test_a_short_segment_says_nothing_and_a_long_one_does(series_of: Callable[..., Pipeline]) -> None:
    rising = 20 + 0.5 * np.arange(14) + NOISE
    short = last_segment(series_of(rising, breaks=[2019]), INDICATOR, "BE")
    long = last_segment(series_of(rising, breaks=[2012]), INDICATOR, "BE")
    assert short is not None
    assert long is not None
    assert (short.direction, short.points) == ("open", 5)
    assert (long.direction, long.first, long.points) == ("up", 2012, 12)


def test_fewer_points_than_levels_leave_the_question_open(series_of: Callable[..., Pipeline]) -> None:
    assert found_trend(series_of([20, 21, 22], breaks=[2011, 2012]), INDICATOR, "BE").direction == "open"


def test_a_series_is_fitted_once_for_all_languages(series_of: Callable[..., Pipeline]) -> None:
    pipeline = series_of(20 + NOISE)
    assert found_trend(pipeline, INDICATOR, "BE") is found_trend(pipeline, INDICATOR, "BE")


def test_a_fall_is_told_with_positive_numbers_and_kept_with_its_sign(
    series_of: Callable[..., Pipeline], writer: Callable[..., Writer]
) -> None:
    pipeline = series_of(40 - 0.5 * np.arange(14) + np.random.default_rng(4).normal(0, 0.8, 14))
    made = writer("en", pipeline=pipeline)
    found = found_trend(pipeline, INDICATOR, "BE")
    lower, _, upper = unmarked(found.interval_text(made)).partition(" to ")
    assert 0 < float(lower) < float(unmarked(found.slope_text(made)).split()[0]) < float(upper)
    assert made.numbers[-1].value == pytest.approx(found.slope)
    assert found.slope < 0


def test_an_end_next_to_zero_is_told_from_zero(edition_2025: Pipeline) -> None:
    found = found_trend(edition_2025, "ict_specialists_share", "BE")
    assert found.direction == "up"
    assert round(found.lower, found.decimals) > 0


def test_amounts_grow_in_percent(edition_2025: Pipeline, writer: Callable[..., Writer]) -> None:
    found = found_trend(edition_2025, "ict_specialists_count", "BE")
    assert found.is_log
    assert "%" in unmarked(found.slope_text(writer("en")))
