"""The path of F statistics behind the simulated test, and the bound that its p-value is about."""

import numpy as np
import pytest

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.structural_breaks_simulated import simulated_path, simulated_sup_f

YEARS = np.arange(20.0)
DESIGN = np.column_stack([np.ones(20), YEARS])
ADDED = np.stack([np.where(np.arange(20)[:, None] >= at, DESIGN, 0.0) for at in range(3, 18)]).astype(np.float64)


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=20)


def by_hand(values: np.ndarray, added: np.ndarray) -> float:
    """F of one alternative from the two sums of squares."""
    restricted = np.linalg.lstsq(DESIGN, values, rcond=None)[1][0]
    free = np.linalg.lstsq(np.column_stack([DESIGN, added]), values, rcond=None)[1][0]
    return float((restricted - free) / 2 / (free / 16))


def test_the_path_is_the_f_statistic_of_every_date() -> None:
    values = noise(1)
    path, _ = simulated_path(values, DESIGN, ADDED, YEARS)
    assert path == pytest.approx([by_hand(values, one) for one in ADDED])
    assert path.max() == pytest.approx(simulated_sup_f(values, DESIGN, ADDED, YEARS).statistic)


@pytest.mark.parametrize("seed", range(30))
def test_the_bound_is_passed_exactly_where_the_test_rejects(seed: int) -> None:
    values = noise(seed) + 2.2 * (YEARS >= 10)
    path, bound = simulated_path(values, DESIGN, ADDED, YEARS)
    assert (path.max() > bound) == (simulated_sup_f(values, DESIGN, ADDED, YEARS).p_value <= 0.05)


def test_a_looser_level_has_a_lower_bound() -> None:
    assert simulated_path(noise(1), DESIGN, ADDED, YEARS, 0.2)[1] < simulated_path(noise(1), DESIGN, ADDED, YEARS)[1]


def test_a_date_that_adds_nothing_has_no_statistic() -> None:
    nothing = np.concatenate([np.zeros((1, 20, 2)), ADDED[3:5]])
    path, _ = simulated_path(noise(2), DESIGN, nothing, YEARS)
    assert np.isnan(path).tolist() == [True, False, False]


def test_what_has_no_law_is_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="without error"):
        simulated_path(3 + 2 * YEARS, DESIGN, ADDED, YEARS)
    with pytest.raises(TooShort, match="needs 5 points"):
        simulated_path(noise(1)[:4], DESIGN[:4], ADDED[:2, :4], YEARS[:4])
