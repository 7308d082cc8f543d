import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from talentstudy.trends import forecast_law as module
from talentstudy.trends.forecast_law import Law, coefficient_law, forecast_law, law_kernel

YEARS = tuple(range(2010, 2022))
AHEAD = (2022, 2023, 2024)
ROWS = np.random.default_rng(8).normal(size=(6, 12)).cumsum(axis=1) + 0.5 * np.arange(12) + 20


def test_independence_alone_is_the_textbook_prediction_of_a_line() -> None:
    kernel = law_kernel(YEARS, (), AHEAD)
    design = np.column_stack([np.ones(12), np.arange(12)])
    beyond = np.column_stack([np.ones(3), np.arange(12, 15)])
    assert kernel.ahead[0] @ ROWS[0] == pytest.approx(beyond @ np.linalg.lstsq(design, ROWS[0], rcond=None)[0])
    variance = 1 + np.diag(beyond @ np.linalg.inv(design.T @ design) @ beyond.T)
    assert kernel.spread[0] == pytest.approx(np.sqrt(variance))
    assert kernel.freedom == 10


def test_near_one_the_law_is_the_random_walk_with_drift() -> None:
    kernel = law_kernel(YEARS, (), AHEAD)
    row = ROWS[0]
    drift = (row[-1] - row[0]) / 11
    assert kernel.ahead[-1] @ row == pytest.approx(row[-1] + drift * np.arange(1, 4), abs=0.05)


def test_one_component_is_a_student_law() -> None:
    law = Law(np.array([[[2.0]]]), np.array([[[0.5]]]), np.array([[1.0]]), 7)
    student = stats.t(7, loc=2.0, scale=0.5)
    assert law.below(np.array([[2.3]]))[0, 0] == pytest.approx(student.cdf(2.3))
    assert law.quantile(0.9)[0, 0] == pytest.approx(student.ppf(0.9))
    assert law.half_width(np.array([[2.0]]), 0.95)[0, 0] == pytest.approx(0.5 * stats.t.ppf(0.975, 7))


def test_an_interval_about_any_point_holds_the_level() -> None:
    law = forecast_law(law_kernel(YEARS, (2016,), AHEAD), ROWS)
    for shift in (0.0, 1.0, -5.0):
        point = law.mean + shift
        assert law.within(point, law.half_width(point, 0.9)) == pytest.approx(0.9, abs=1e-6)


def test_a_point_further_from_the_law_has_a_wider_interval() -> None:
    law = forecast_law(law_kernel(YEARS, (), AHEAD), ROWS)
    assert (law.half_width(law.mean + 2.0, 0.95) > law.half_width(law.mean, 0.95)).all()


def test_weights_favour_the_autocorrelation_of_the_errors() -> None:
    stream = np.random.default_rng(1)
    noise = stream.normal(size=(400, 30))
    kernel = law_kernel(tuple(range(30)), (), (30,))
    independent = module.weigh(kernel, noise)[0] @ module.AUTOCORRELATIONS
    walking = module.weigh(kernel, noise.cumsum(axis=1))[0] @ module.AUTOCORRELATIONS
    assert independent.mean() < 0.3
    assert walking.mean() > 0.6


def test_a_jump_is_found_and_does_not_move_the_slope() -> None:
    lifted = ROWS + 4.0 * (np.arange(12) >= 6)
    kernel = law_kernel(YEARS, (2016,), AHEAD)
    plain, moved = coefficient_law(kernel, ROWS).mean, coefficient_law(kernel, lifted).mean
    assert moved[:, 0] == pytest.approx(plain[:, 0])
    # The step is that of the years before the break: down where the series jumps up.
    assert moved[:, 1] == pytest.approx(plain[:, 1] - 4.0)


def test_a_missing_year_is_bridged_by_the_distance_between_years() -> None:
    kept = tuple(year for year in YEARS if year != 2015)
    kernel = law_kernel(kept, (), (2015,))
    row = 3.0 + 0.2 * (np.asarray(kept) - 2010)
    assert kernel.ahead @ row == pytest.approx(np.full((12, 1), 4.0))


@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 100.0), st.floats(-100.0, 100.0), st.floats(-5.0, 5.0))
def test_the_law_follows_scale_level_and_slope(factor: float, level: float, slope: float) -> None:
    kernel = law_kernel(YEARS, (), AHEAD)
    plain = forecast_law(kernel, ROWS)
    moved = forecast_law(kernel, factor * ROWS + level + slope * np.arange(12))
    assert moved.mean == pytest.approx(factor * plain.mean + level + slope * np.arange(12, 15), rel=1e-6, abs=1e-6)
    assert moved.scale == pytest.approx(factor * plain.scale, rel=1e-5)
