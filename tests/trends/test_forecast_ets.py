import numpy as np
import pytest

from talentstudy.trends.forecast_ets import ets_family, ets_parameters, fit_ets, fit_theta, smoothing_maps
from talentstudy.trends.forecast_family import choose

ROW = np.array([[12.0, 12.4, 13.1, 13.0, 13.9, 14.2, 14.1, 15.0, 15.4, 15.2]])


def test_residuals_are_those_of_the_recursion() -> None:
    alpha, beta, phi, level, slope = 0.4, 0.1, 0.9, 11.5, 0.3
    residuals, last = smoothing_maps(np.array([[alpha, beta, phi]]), 10)
    given = np.append([level, slope], ROW[0])
    expected = []
    for value in ROW[0]:
        error = value - level - phi * slope
        level, slope = level + phi * slope + alpha * error, phi * slope + beta * error
        expected.append(error)
    assert residuals[0] @ given == pytest.approx(expected)
    assert last[0] @ given == pytest.approx([level, slope])


def test_starting_states_are_the_best_there_are() -> None:
    family = ets_family(10, 1, ("A",))
    residuals, _ = smoothing_maps(family.parameters[40:41], 10)
    best = np.square(family.whiten[40] @ ROW[0]).sum()
    for level, slope in ((11.5, 0.3), (12.0, 0.4), (11.8, 0.35)):
        assert np.square(residuals[0] @ np.append([level, slope], ROW[0])).sum() >= best


def test_parameters_stay_in_the_usual_region() -> None:
    grid, _ = ets_parameters(("N", "A", "Ad"))
    alpha, beta, phi = grid.T
    assert ((alpha > 0) & (alpha < 1)).all()
    assert (beta <= alpha).all()
    assert set(np.unique(phi)) <= {0.0, 1.0, 0.8, 0.85, 0.9, 0.94, 0.98}


def test_a_damped_trend_rises_less_than_the_undamped_one() -> None:
    straight = fit_ets(ROW, 20, ("A",)).point[0]
    damped = fit_ets(ROW, 20, ("Ad",)).point[0]
    assert damped[-1] - damped[0] < straight[-1] - straight[0]


def test_theta_is_simple_smoothing_with_half_the_slope_as_drift() -> None:
    points = ROW.shape[1]
    made = fit_theta(ROW, 3)
    slope = np.polyfit(np.arange(points), ROW[0], 1)[0]
    assert np.diff(made.point[0]) == pytest.approx([slope / 2, slope / 2])


def test_more_trends_are_never_less_likely_by_aicc() -> None:
    automatic = fit_ets(ROW, 1).criterion[0]
    assert automatic == min(choose(ets_family(10, 1, (trend,)), ROW).criterion[0] for trend in ("N", "A", "Ad"))


def test_the_damped_family_is_the_damped_part_of_all() -> None:
    damped, every = ets_family(9, 2, ("Ad",)), ets_family(9, 2)
    alone, free = ets_parameters(("Ad",))
    assert np.array_equal(damped.parameters, alone)
    assert np.array_equal(damped.free, free)
    assert np.array_equal(damped.whiten, every.whiten[every.free == 6])
