import numpy as np
import pytest

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.forecast import forecast
from talentstudy.trends.forecast_combination import METHODS
from talentstudy.trends.forecast_panel import forecast_panel
from talentstudy.trends.series import annual_series


def drawn(points: int, rho: float, breaks: tuple[int, ...], draws: int, seed: int) -> np.ndarray:
    error = np.random.default_rng(seed).normal(size=(draws, points + 6))
    error[:, 0] /= np.sqrt(1 - rho**2)
    for at in range(1, points + 6):
        error[:, at] += rho * error[:, at - 1]
    lifted = sum((np.arange(points + 6) >= cut for cut in breaks), np.zeros(points + 6))
    return 50 + 0.5 * np.arange(points + 6) + 3.0 * lifted + error


@pytest.mark.parametrize("method", METHODS)
def test_a_panel_gives_the_numbers_of_the_single_forecast(method: str) -> None:
    values = drawn(15, 0.3, (6, 11), 3, 1)[:, :15]
    panel = forecast_panel(values, 4, breaks=(6, 11), method=method)
    low, high = panel.interval(0.9)
    for row in range(3):
        series = annual_series(np.arange(2000, 2015), values[row], breaks=[2006, 2011])
        single = forecast(series, 4, method=method, after="bridged", level=0.9)
        assert single.values == pytest.approx(panel.point[row], rel=1e-6)
        assert single.lower == pytest.approx(low[row], rel=1e-6)
        assert single.upper == pytest.approx(high[row], rel=1e-6)


# docs/forecast_coverage.md has 10,000 draws in 96 cells; these 600 would show an interval that covers 90 % for 95 %.
@pytest.mark.parametrize(
    ("points", "rho", "breaks"), [(8, 0.6, ()), (14, 0.0, (7,)), (14, 0.6, (5, 9)), (25, 0.4, (6, 12, 19))]
)
def test_intervals_cover(points: int, rho: float, breaks: tuple[int, ...]) -> None:
    values = drawn(points, rho, breaks, 600, 7)
    panel = forecast_panel(values[:, :points], 6, breaks=breaks)
    held = panel.covers(values[:, points:]).mean(axis=0)
    assert held.min() > 0.915
    low, high = panel.first(50).interval()
    actual = values[:50, points:]
    assert np.array_equal((low <= actual) & (actual <= high), panel.covers(values[:, points:])[:50] == 1)


def test_the_first_rows_are_the_first_rows() -> None:
    values = drawn(12, 0.0, (), 5, 3)[:, :12]
    panel = forecast_panel(values, 2)
    assert panel.first(2).interval()[0] == pytest.approx(panel.interval()[0][:2])


def test_missing_values_and_too_many_breaks_are_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="finite values"):
        forecast_panel(np.array([[1.0, 2.0, np.nan, 4.0, 5.0, 6.0]]), 1)
    with pytest.raises(TooShort, match="5 years and 3 breaks"):
        forecast_panel(np.ones((1, 5)), 1, breaks=(1, 2, 3))


def test_methods_that_pick_by_fit_have_wider_intervals() -> None:
    panel = forecast_panel(drawn(14, 0.2, (), 3, 5)[:, :14], 3, method="ets")
    low, high = panel.interval()
    assert (high - low) / 2 == pytest.approx(1.07 * panel.law.half_width(panel.point, 0.95))
