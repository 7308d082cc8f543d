import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.forecast_trend import fit_local_linear_trend, trend_likelihood

STREAM = np.random.default_rng(11)
ROWS = 0.4 * STREAM.normal(size=(12, 17)).cumsum(axis=1) + STREAM.normal(size=(12, 17)) + np.arange(17)


def test_no_other_variances_are_more_likely() -> None:
    fitted = fit_local_linear_trend(ROWS)
    for _ in range(60):
        other = fitted.variances * np.exp(STREAM.normal(size=(12, 3))) + 0.05 * STREAM.uniform(size=(12, 3))
        assert (trend_likelihood(ROWS, other) <= fitted.loglikelihood + 1e-8).all()


def test_variances_are_never_negative() -> None:
    assert (fit_local_linear_trend(ROWS).variances >= 0).all()


def test_the_likelihood_is_that_of_the_second_differences() -> None:
    row, variances = ROWS[:1], np.array([[0.5, 0.3, 0.2]])
    moves = np.diff(row[0], n=2)
    step = np.diff(np.eye(16), axis=0)
    twice = np.diff(np.eye(17), n=2, axis=0)
    covariance = 0.5 * twice @ twice.T + 0.3 * step @ step.T + 0.2 * np.eye(15)
    expected = -0.5 * (
        15 * np.log(2 * np.pi) + np.linalg.slogdet(covariance)[1] + moves @ np.linalg.solve(covariance, moves)
    )
    assert trend_likelihood(row, variances)[0] == pytest.approx(expected)


@settings(max_examples=15, deadline=None)
@given(st.floats(1e-6, 1e6), st.floats(-1e3, 1e3))
def test_scaling_a_series_scales_its_variances_and_forecasts(factor: float, shift: float) -> None:
    plain = fit_local_linear_trend(ROWS[:3], 2)
    scaled = fit_local_linear_trend(factor * (ROWS[:3] + shift), 2)
    assert scaled.loglikelihood == pytest.approx(plain.loglikelihood - 15 * np.log(factor), abs=1e-5)
    assert scaled.point == pytest.approx(factor * (plain.point + shift), rel=1e-3, abs=1e-3 * factor)


def test_reversing_time_leaves_the_likelihood() -> None:
    forward, backward = fit_local_linear_trend(ROWS), fit_local_linear_trend(ROWS[:, ::-1])
    assert backward.loglikelihood == pytest.approx(forward.loglikelihood, abs=1e-8)


def test_rows_do_not_see_each_other() -> None:
    together = fit_local_linear_trend(ROWS)
    assert fit_local_linear_trend(ROWS[4:5]).loglikelihood[0] == pytest.approx(together.loglikelihood[4], abs=1e-9)


def test_a_straight_line_is_continued_without_noise() -> None:
    made = fit_local_linear_trend(np.arange(8.0)[None] * 2 + 1, 2)
    assert made.point[0] == pytest.approx([17.0, 19.0])
    assert made.spread[0] == pytest.approx([0.0, 0.0])
    assert np.isinf(made.loglikelihood[0])


def test_the_shortest_series_is_fitted_and_a_shorter_one_refused() -> None:
    assert np.isfinite(fit_local_linear_trend(ROWS[:, :5]).loglikelihood).all()
    with pytest.raises(TooShort, match="needs 5 annual points, got 4"):
        fit_local_linear_trend(ROWS[:, :4])


def test_missing_values_are_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="finite values"):
        fit_local_linear_trend(np.array([[1.0, np.nan, 2.0, 3.0, 4.0, 5.0]]))
