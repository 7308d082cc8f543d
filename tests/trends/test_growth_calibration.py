"""Which intervals a contrast is given, and what their posterior says."""

import numpy as np
import pytest
from scipy.stats import t as student

from talentstudy.trends.growth_calibration import Posterior, calibrated_tilt, covering
from talentstudy.trends.growth_errors import error_grid

YEARS = np.arange(20.0)
DESIGN = np.column_stack([np.ones(20), YEARS])
SLOPE = np.array([0.0, 1.0])


def posterior() -> Posterior:
    found = covering(error_grid(DESIGN, YEARS), SLOPE, 0.95)
    assert isinstance(found, Posterior)
    return found


def noise(draws: int) -> np.ndarray:
    return np.random.default_rng(4).standard_normal((20, draws))


def test_with_the_autocorrelation_known_the_interval_is_student_s() -> None:
    grid = error_grid(DESIGN, YEARS, autocorrelations=np.array([0.0]))
    found = Posterior(grid, grid.contrast(SLOPE), 0.0, 0.95)
    values = noise(1)
    slope, level = np.polyfit(YEARS, values[:, 0], 1)
    spread = np.sum((values[:, 0] - level - slope * YEARS) ** 2) / 18 / np.sum((YEARS - YEARS.mean()) ** 2)
    reach = student.ppf(0.975, 18) * np.sqrt(spread)
    assert found.bounds(values)[:, 0] == pytest.approx([slope - reach, slope + reach])
    assert found.p_values(values)[0] == pytest.approx(2 * student.sf(abs(slope) / np.sqrt(spread), 18))


def test_bounds_hold_what_they_say_they_hold() -> None:
    found, values = posterior(), noise(50)
    lower, upper = found.bounds(values)
    for point in (0.0, 0.05):
        assert found.holds(point, values).tolist() == ((lower < point) & (point < upper)).tolist()
    assert (found.p_values(values) >= 0.05).tolist() == found.holds(0.0, values).tolist()


def test_half_of_the_posterior_lies_below_its_middle() -> None:
    found, values = posterior(), noise(5)
    centre = Posterior(found.grid, found.contrast, found.tilt, 1e-9).bounds(values)[0]
    assert found.below(centre, values) == pytest.approx(np.full(5, 0.5), abs=1e-6)


def test_the_tilt_is_the_weakest_that_covers_and_leans_with_fewer_points() -> None:
    long = calibrated_tilt(error_grid(DESIGN, YEARS), SLOPE, 0.95)
    short = calibrated_tilt(error_grid(DESIGN[:9], YEARS[:9]), SLOPE, 0.95)
    assert long is not None
    assert short is not None
    assert short < long <= 0.1
