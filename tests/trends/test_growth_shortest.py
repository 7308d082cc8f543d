"""The narrowest intervals that cover: taken where the posterior's are too wide, and only there."""

from typing import Any

import numpy as np
import pytest

from talentstudy.trends.comparison_tests import contrast_p_values
from talentstudy.trends.growth_calibration import Posterior, calibrated_tilt, covering
from talentstudy.trends.growth_design import growth_design
from talentstudy.trends.growth_errors import correlation, error_grid
from talentstudy.trends.growth_shortest import Shortest, shortest
from talentstudy.trends.growth_width import widest
from talentstudy.trends.intervals import contrast_interval, contrast_intervals


def slope_of(points: int, breaks: tuple[int, ...] = ()) -> Any:
    """The grid of a design with jumps, and the contrast that is its slope."""
    segments = np.searchsorted(np.array(breaks, dtype=np.int64), np.arange(points), side="right")
    design = growth_design(np.arange(points), segments, "common")
    return error_grid(design.matrix, np.arange(float(points))), design.mean_slope(0, points - 1)


def drawn(points: int, strength: float, draws: int) -> Any:
    shocks = np.random.default_rng([11, points]).standard_normal((points, draws))
    return np.linalg.cholesky(correlation(np.arange(float(points)), strength)) @ shocks


@pytest.mark.parametrize(
    ("points", "breaks", "kind"),
    [
        (14, (), Shortest),
        (14, (1, 13), Shortest),
        # Jumps well apart leave no autocorrelation to mistake for a trend.
        (14, (5, 9), Posterior),
        (20, (), Posterior),
        # No width is promised below 14 points.
        (12, (), Posterior),
    ],
)
def test_they_are_taken_from_14_points_on_where_the_posterior_is_too_wide(
    points: int, breaks: tuple[int, ...], kind: type
) -> None:
    grid, weights = slope_of(points, breaks)
    assert isinstance(covering(grid, weights, 0.95), kind)


# Of 6,000 intervals that cover 93.5 % of the time, 92.5 % is three standard errors away; of 95 %, 94.1 %.
@pytest.mark.parametrize(("strength", "least"), [(-0.3, 0.941), (0.0, 0.941), (0.2, 0.941), (0.4, 0.937), (0.6, 0.925)])
def test_they_cover_between_the_autocorrelations_they_were_made_for(strength: float, least: float) -> None:
    for breaks in ((), (1, 13)):
        grid, weights = slope_of(14, breaks)
        found = shortest(grid, weights, 0.95)
        assert found.holds(0.0, drawn(14, strength, 6000)).mean() > least


def test_they_are_narrower_than_the_posterior_s_under_independence() -> None:
    grid, weights = slope_of(14, (1, 13))
    tilt = calibrated_tilt(grid, weights, 0.95)
    assert tilt is not None
    noise = drawn(14, 0.0, 400)
    wide = np.diff(Posterior(grid, grid.contrast(weights), tilt, 0.95).bounds(noise), axis=0).mean()
    assert np.diff(shortest(grid, weights, 0.95).bounds(noise), axis=0).mean() < 0.95 * wide


def test_the_ends_are_where_the_statistic_falls_through_one() -> None:
    grid, weights = slope_of(14, (2, 12))
    found = shortest(grid, weights, 0.95)
    noise = drawn(14, 0.4, 200)
    lower, upper = found.bounds(noise)
    assert (lower < upper).all()
    for end in (lower, upper):
        assert found.statistic(end, noise) == pytest.approx(np.ones(200), abs=1e-6)
    held = found.holds(0.0, noise)
    assert held.tolist() == ((lower <= 0) & (upper >= 0)).tolist()


def test_a_p_value_is_below_the_level_exactly_where_nought_is_left_out() -> None:
    grid, weights = slope_of(14)
    noise = drawn(14, 0.3, 2000) + 0.05 * np.arange(14.0)[:, None]
    bounds, p_values = contrast_intervals(grid, weights, noise), contrast_p_values(grid, weights, noise)
    assert bounds is not None
    assert p_values is not None
    assert ((p_values < 0.05) == ((bounds[0] > 0) | (bounds[1] < 0))).all()
    assert ((p_values >= 0) & (p_values <= 1)).all()
    assert p_values.min() < 0.01
    assert p_values.max() > 0.9


def test_scale_level_and_direction_of_time_only_move_the_interval() -> None:
    grid, weights = slope_of(14)
    values = 5 + 0.2 * np.arange(14.0) + np.cos(3 * np.arange(14.0))
    plain = contrast_interval(grid, weights, values)
    moved = contrast_interval(grid, weights, 10 * values + 3 * np.arange(14.0) - 7)
    assert (moved.lower, moved.upper) == pytest.approx((10 * plain.lower + 3, 10 * plain.upper + 3), rel=1e-6)
    turned = contrast_interval(grid, weights, values[::-1])
    assert (turned.lower, turned.upper) == pytest.approx((-plain.upper, -plain.lower), rel=1e-3)


def test_a_wider_level_is_a_wider_interval() -> None:
    grid, weights = slope_of(14)
    values = 5 + 0.2 * np.arange(14.0) + np.cos(3 * np.arange(14.0))
    assert contrast_interval(grid, weights, values, 0.99).width > contrast_interval(grid, weights, values, 0.95).width


def test_the_answer_is_the_same_at_every_call_and_for_one_series_as_for_many() -> None:
    grid, weights = slope_of(14)
    noise = drawn(14, 0.2, 5)
    many = contrast_intervals(grid, weights, noise)
    assert many is not None
    for at in range(5):
        alone = contrast_interval(grid, weights, noise[:, at])
        assert (alone.lower, alone.upper) == pytest.approx(tuple(many[:, at]), rel=1e-9)


def test_a_band_keeps_one_method_along_its_years() -> None:
    grid, weights = slope_of(14)
    assert isinstance(covering(grid, weights, 0.95, narrow=False), Posterior)


def test_every_method_is_measured_on_the_same_draws() -> None:
    grid, weights = slope_of(14, (1, 13))
    found = shortest(grid, weights, 0.95)
    assert found.widest == widest(found.bounds, grid.key, weights, 0.95)
    assert found.widest < 1.5
    # Intervals twice as long are twice as wide against those that know.
    doubled = widest(lambda values: 2 * found.bounds(values), grid.key, weights, 0.95)
    assert doubled == pytest.approx(2 * found.widest)
