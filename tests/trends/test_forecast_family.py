import numpy as np
import pytest

from talentstudy.trends.forecast_arima import arima_family
from talentstudy.trends.forecast_ets import ets_family
from talentstudy.trends.forecast_family import average, choose, corrected_criterion, likelihoods

ROWS = np.random.default_rng(3).normal(size=(5, 14)).cumsum(axis=1) + 30


def test_a_random_walk_with_drift_is_the_mean_change_by_hand() -> None:
    row = np.array([[1.0, 2.0, 4.0, 4.5, 7.0]])
    made = choose(arima_family(5, 3, 1, ((0, 0),)), row)
    assert made.point[0] == pytest.approx([8.5, 10.0, 11.5])
    changes = np.diff(row[0])
    variance = np.mean((changes - changes.mean()) ** 2)
    assert made.loglikelihood[0] == pytest.approx(-2 * (np.log(2 * np.pi * variance) + 1))
    # h (1 + h / (n - 1)): the walk, and the estimated drift.
    steps = np.arange(1, 4)
    assert made.spread[0] == pytest.approx(np.sqrt(variance * steps * (1 + steps / 4)))


def test_series_together_are_forecast_as_one_by_one() -> None:
    family = ets_family(14, 4)
    together = choose(family, ROWS)
    single = np.vstack([choose(family, ROWS[at : at + 1]).point for at in range(5)])
    assert together.point == pytest.approx(single)
    assert average(family, ROWS)[3] == pytest.approx(average(family, ROWS[3:4])[0])


def test_scale_and_level_of_a_series_carry_over() -> None:
    family = ets_family(14, 4)
    assert average(family, 7 * ROWS + 100) == pytest.approx(7 * average(family, ROWS) + 100)


def test_the_average_lies_between_the_candidates_forecasts() -> None:
    family = ets_family(14, 4)
    paths = np.einsum("ghn,mn->gmh", family.ahead, ROWS)
    made = average(family, ROWS)
    assert (made >= paths.min(axis=0) - 1e-9).all()
    assert (made <= paths.max(axis=0) + 1e-9).all()


def test_aicc_is_infinite_without_room_for_its_correction() -> None:
    assert corrected_criterion(np.array([-3.0]), np.array([2]), np.array([6.0]))[0] == pytest.approx(6 + 4 + 12 / 3)
    assert np.isinf(corrected_criterion(np.array([-3.0]), np.array([5]), np.array([6.0]))[0])


def test_a_constant_series_stays_constant_and_finite() -> None:
    flat = np.full((1, 9), 4.0)
    fit, _ = likelihoods(ets_family(9, 2), flat)
    assert np.isfinite(fit).all()
    assert average(ets_family(9, 2), flat)[0] == pytest.approx([4.0, 4.0])


def test_more_series_than_fit_at_once_are_taken_in_blocks() -> None:
    family = ets_family(14, 2)
    many = np.repeat(ROWS, 60, axis=0)
    made = choose(family, many)
    assert made.point == pytest.approx(np.repeat(choose(family, ROWS).point, 60, axis=0))
    assert made.parameters.shape == (300, 3)
