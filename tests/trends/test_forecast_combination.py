import numpy as np
import pytest

from talentstudy.errors import TooShort, UnknownName
from talentstudy.trends.forecast_combination import METHODS, SHORTEST, averaged_ets, combination, point_forecasts
from talentstudy.trends.forecast_ets import fit_theta

ROWS = np.exp(0.05 * np.arange(15) + 0.05 * np.random.default_rng(4).normal(size=(4, 15)) + 3)


def test_the_combination_is_the_mean_of_its_three_members() -> None:
    logs = np.log(ROWS)
    members = [
        averaged_ets(ROWS, 5),
        np.exp(fit_theta(logs, 5).point),
        np.exp(averaged_ets(logs, 5, ("Ad",))),
    ]
    assert combination(ROWS, 5) == pytest.approx(np.mean(members, axis=0))


def test_without_logarithms_all_members_work_on_the_values() -> None:
    members = [averaged_ets(ROWS, 5), fit_theta(ROWS, 5).point, averaged_ets(ROWS, 5, ("Ad",))]
    assert combination(ROWS, 5, logs=False) == pytest.approx(np.mean(members, axis=0))
    below = ROWS - 100
    assert combination(below, 5) == pytest.approx(combination(below, 5, logs=False))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_follows_the_scale_of_the_series(method: str) -> None:
    assert point_forecasts(1000 * ROWS, 4, method) == pytest.approx(1000 * point_forecasts(ROWS, 4, method), rel=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_continues_a_constant_series(method: str) -> None:
    assert point_forecasts(np.full((1, 12), 8.0), 3, method)[0] == pytest.approx([8.0, 8.0, 8.0])


@pytest.mark.parametrize("method", METHODS)
def test_every_method_runs_at_its_shortest_and_refuses_below(method: str) -> None:
    shortest = SHORTEST[method]
    assert np.isfinite(point_forecasts(ROWS[:, :shortest], 3, method)).all()
    with pytest.raises(TooShort, match=f"needs {shortest} consecutive points, got {shortest - 1}"):
        point_forecasts(ROWS[:, : shortest - 1], 3, method)


def test_an_unknown_method_is_refused_by_name() -> None:
    with pytest.raises(UnknownName, match="did you mean theta"):
        point_forecasts(ROWS, 3, "teta")
