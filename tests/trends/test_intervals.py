"""The interval method: exact where it can be checked, covering where it must, refused where it cannot."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.growth_calibration import covering
from talentstudy.trends.growth_design import growth_design
from talentstudy.trends.growth_errors import correlation, error_grid
from talentstudy.trends.intervals import (
    Estimate,
    Interval,
    check_level,
    contrast_interval,
    contrast_intervals,
    too_short,
)
from talentstudy.trends.series import annual_series
from talentstudy.trends.shares import fit_share_trend

ROOT = Path(__file__).parents[2]


def benchmark() -> Any:
    path = ROOT / "benchmarks" / "coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


COVERAGE = benchmark()


def line(points: int, breaks: Any = ()) -> Any:
    segments = np.searchsorted(np.array(breaks, dtype=np.int64), np.arange(points), side="right")
    return growth_design(np.arange(points), segments, "common")


def drawn(points: int, strength: float, draws: int, seed: int = 7) -> Any:
    shocks = np.random.default_rng(seed).standard_normal((points, draws))
    return np.linalg.cholesky(correlation(np.arange(float(points)), strength)) @ shocks


# Small on purpose: the whole table is in docs/coverage.md. Of 4,000 intervals that cover 93.75 %
# of the time, 92.6 % is three standard errors away.
@pytest.mark.parametrize(("points", "breaks"), [(8, ()), (10, (5,)), (14, (5, 9)), (14, (1, 13)), (20, (1, 7, 13))])
@pytest.mark.parametrize("strength", [0.0, 0.6])
def test_intervals_of_the_slope_cover(points: int, breaks: Any, strength: float) -> None:
    cell = COVERAGE.Cell(points, breaks, strength)
    design = cell.design("common")
    grid, weights = error_grid(design.matrix, cell.years), design.mean_slope(0, points - 1)
    found = covering(grid, weights, 0.95)
    assert found is not None
    assert COVERAGE.covered(found, drawn(points, strength, 4000)) > 0.926


@pytest.mark.parametrize(("points", "breaks"), [(14, ()), (17, (6, 11)), (14, (1, 13)), (14, (2, 12)), (14, (1, 3))])
@pytest.mark.parametrize("strength", [0.0, 0.4])
def test_intervals_are_at_most_half_again_as_wide_as_if_the_autocorrelation_were_known(
    points: int, breaks: Any, strength: float
) -> None:
    cell = COVERAGE.Cell(points, breaks, strength)
    design = cell.design("common")
    grid, weights = error_grid(design.matrix, cell.years), design.mean_slope(0, points - 1)
    found = covering(grid, weights, 0.95)
    assert found is not None
    assert COVERAGE.width_ratio(found, grid, weights, cell.noise(1500), cell) < 1.5


def test_the_printed_table_keeps_the_promise() -> None:
    page = (
        (ROOT / "docs" / "coverage.md")
        .read_text(encoding="utf-8")
        .split("<!-- cells -->")[1]
        .split("<!-- end cells -->")[0]
    )
    header, _, *lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.strip().splitlines()]
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    assert len(rows) == 18 * 4
    for row in rows:
        promised = [row[name] for name in header if name.startswith("slope 0")] + [
            row["aapc, worst"],
            row["share, worst"],
        ]
        assert all(float(one) >= 93 for one in promised if one != "–"), row
        if int(row["n"]) >= 14 and int(row["jumps"]) <= 2:
            assert row["slope refused"] == "0.0"
            assert max(float(row[f"width {rho}"]) for rho in (0.0, 0.2, 0.4)) <= 1.5, row


def test_the_benchmark_counts_what_the_intervals_hold() -> None:
    cell = COVERAGE.Cell(12, (6,), 0.4)
    design = cell.design("common")
    grid, weights = error_grid(design.matrix, cell.years), design.mean_slope(0, 11)
    found, noise = covering(grid, weights, 0.95), cell.noise(300)
    bounds = contrast_intervals(grid, weights, noise)
    assert bounds is not None
    held = np.mean((bounds[0] < 0) & (bounds[1] > 0))
    assert found is not None
    assert COVERAGE.covered(found, noise) == held


def test_the_benchmark_fits_shares_as_the_model_does() -> None:
    cell = COVERAGE.Cell(12, (6,), 0.4)
    shares = 1 / (1 + np.exp(1.8 - 0.1 * cell.noise(3)))
    design = cell.design("common").matrix
    ours = COVERAGE.fractional_logits(design, shares)
    for column, wanted in zip(shares.T, ours, strict=True):
        share = fit_share_trend(annual_series(range(12), 100 * column, breaks=[6]))
        np.testing.assert_allclose(share.regression.coefficients, wanted, rtol=1e-8)


def test_with_the_autocorrelation_known_the_quantile_is_student_s() -> None:
    design = line(11)
    grid = error_grid(design.matrix, np.arange(11.0), autocorrelations=np.array([0.3]))
    contrast, values = grid.contrast(np.array([0.0, 1.0])), drawn(11, 0.3, 5)
    squares = grid.residual_squares(values)
    centre, scale = contrast.located(values, squares)
    for chance in (0.005, 0.3, 0.975):
        found = contrast.quantiles(chance, (centre, scale), grid.weights(squares, 0.0))
        np.testing.assert_allclose(found, centre[0] + student.ppf(chance, 9) * scale[0], rtol=1e-9)


def test_quantiles_turn_back_into_their_probability() -> None:
    design = line(12, (4,))
    grid = error_grid(design.matrix, np.arange(12.0))
    contrast, values = grid.contrast(design.mean_slope(0, 11)), drawn(12, 0.5, 50)
    squares = grid.residual_squares(values)
    located, weights = contrast.located(values, squares), grid.weights(squares, -0.3)
    for chance in (0.025, 0.5, 0.975):
        at = contrast.quantiles(chance, located, weights)
        np.testing.assert_allclose((weights * contrast.below(at, located)).sum(axis=0), chance, atol=1e-10)


def test_a_finer_grid_of_autocorrelations_moves_intervals_little() -> None:
    design, values = line(14, (6,)), drawn(14, 0.4, 20)
    widths = []
    for steps in (32, 125):
        grid = error_grid(design.matrix, np.arange(14.0), autocorrelations=np.linspace(-0.9, 0.96, steps))
        squares = grid.residual_squares(values)
        contrast = grid.contrast(design.mean_slope(0, 13))
        located, weights = contrast.located(values, squares), grid.weights(squares, 0.0)
        ends = [contrast.quantiles(chance, located, weights) for chance in (0.025, 0.975)]
        widths.append(ends[1] - ends[0])
    np.testing.assert_allclose(widths[0], widths[1], rtol=0.03)


def test_the_same_series_always_gets_the_same_interval() -> None:
    design, values = line(13), drawn(13, 0.2, 1)[:, 0]
    grid = error_grid(design.matrix, np.arange(13.0))
    weights = np.array([0.0, 1.0])
    assert contrast_interval(grid, weights, values) == contrast_interval(grid, weights, values)


def test_a_higher_level_is_wider_and_another_year_of_origin_is_not() -> None:
    design, values = line(15), drawn(15, 0.2, 1)[:, 0]
    weights = np.array([0.0, 1.0])
    grid = error_grid(design.matrix, np.arange(15.0))
    narrow, wide = (contrast_interval(grid, weights, values, level) for level in (0.8, 0.95))
    assert narrow.width < wide.width
    assert contrast_interval(error_grid(design.matrix, 2000 + np.arange(15.0)), weights, values) == contrast_interval(
        grid, weights, values
    )


def test_the_least_squares_slope_lies_inside_its_interval() -> None:
    design, values = line(14, (2, 12)), drawn(14, 0.6, 300)
    bounds = contrast_intervals(error_grid(design.matrix, np.arange(14.0)), design.mean_slope(0, 13), values)
    assert bounds is not None
    slope = np.linalg.lstsq(design.matrix, values, rcond=None)[0][-1]
    assert ((bounds[0] < slope) & (slope < bounds[1])).all()


def test_seven_points_get_no_interval_however_straight() -> None:
    design = line(7)
    bounds = contrast_interval(error_grid(design.matrix, np.arange(7.0)), np.array([0.0, 1.0]), drawn(7, 0, 1)[:, 0])
    assert not bounds.given
    assert np.isnan(bounds.lower)
    assert bounds.reason.startswith("too short for an interval: 7 points")
    assert 0.0 not in bounds


def test_a_point_of_huge_error_is_as_good_as_absent_from_the_grid() -> None:
    design, values = line(12), drawn(12, 0.3, 1)
    errors = np.where(np.arange(12) == 11, 1e6, 1.0)
    weighted = error_grid(design.matrix, np.arange(12.0), errors, autocorrelations=np.array([0.0]))
    shorter = error_grid(line(11).matrix, np.arange(11.0), autocorrelations=np.array([0.0]))
    np.testing.assert_allclose(weighted.rows[0, 1, :11], shorter.rows[0, 1], atol=1e-9)
    assert abs(weighted.rows[0, 1] @ values[:, 0] - shorter.rows[0, 1] @ values[:11, 0]) < 1e-8


def test_a_coefficient_that_nothing_determines_is_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="cannot determine"):
        error_grid(np.ones((9, 2)), np.arange(9.0))


@pytest.mark.parametrize("level", [0.0, 0.3, 1.0, 95.0, float("nan")])
def test_levels_that_are_no_levels_are_refused(level: float) -> None:
    with pytest.raises(UnsuitableSeries, match=r"0\.95 for 95 %"):
        check_level(level)


def test_mapping_an_estimate_maps_its_bounds_and_keeps_a_refusal() -> None:
    doubled = Estimate(1.0, Interval(0.5, 2.0, 0.95), "a").mapped(lambda value: 2 * value, "b")
    assert (doubled.value, doubled.interval.lower, doubled.interval.upper, doubled.unit) == (2.0, 1.0, 4.0, "b")
    refused = Estimate(1.0, too_short("5 points", 0.95)).mapped(lambda value: 2 * value, "b")
    assert not refused.interval.given
