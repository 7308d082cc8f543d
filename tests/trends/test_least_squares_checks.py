import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.least_squares_checks import breusch_godfrey, breusch_pagan, durbin_watson, reset

R = json.loads((Path(__file__).parents[1] / "reference" / "hac" / "results.json").read_text())


def trend(points: int, start: float = 1.0) -> np.ndarray:
    return np.column_stack([np.ones(points), np.arange(points) + start])


def test_durbin_watson_breusch_and_reset_equal_r_on_forty_series_and_the_nile() -> None:
    nile = fit_least_squares(trend(100, 1871.0), np.array(R["nile_data"]["values"], dtype=float))
    short = [(fit_least_squares(trend(len(one["y"])), np.log(one["y"])), one) for one in R["m3_log_trend"].values()]
    for fit, one in [(nile, R["nile_trend"]), *short]:
        for ours, theirs in [
            (durbin_watson(fit), one["dw"]),
            (breusch_godfrey(fit, 2), one["bg"]),
            (breusch_pagan(fit), one["bp"]),
            (reset(fit), one["reset"]),
        ]:
            assert ours.statistic == pytest.approx(theirs["statistic"], rel=2e-11)
            assert ours.p_value == pytest.approx(theirs["p.value"], rel=2e-11)


def test_kendall_and_theil_sen_of_scipy_equal_r() -> None:
    for one in R["m3_log_trend"].values():
        time = np.arange(len(one["y"]))
        tau = stats.kendalltau(time, one["y"])
        assert tau.statistic == pytest.approx(one["kendall"]["tau"], rel=1e-12)
        # R subtracts the lower tail from one: its smallest p-values keep few digits, and one is negative.
        assert tau.pvalue == pytest.approx(one["kendall"]["p.value"], rel=1e-11, abs=1e-14)
        assert stats.theilslopes(one["y"], time)[0] == pytest.approx(one["theil_sen"], rel=1e-12, abs=1e-12)


def test_independent_errors_are_called_correlated_as_often_as_stated() -> None:
    values = np.random.default_rng(5).normal(size=(600, 15))
    found = [durbin_watson(fit_least_squares(trend(15), row)).p_value for row in values]
    assert stats.kstest(found, "uniform").pvalue > 0.001


def test_wrong_requests_are_refused() -> None:
    exact = fit_least_squares(np.ones((5, 1)), np.zeros(5))
    with pytest.raises(UnsuitableSeries, match="all zero"):
        durbin_watson(exact)
    noisy = fit_least_squares(np.ones((5, 1)), np.array([1.0, 3.0, 2.0, 5.0, 4.0]))
    with pytest.raises(UnsuitableSeries, match="at least one other column"):
        breusch_pagan(noisy)
    with pytest.raises(UnsuitableSeries, match="order of 0"):
        breusch_godfrey(noisy, 0)
    with pytest.raises(TooShort, match="needs 5 points, got 4"):
        reset(fit_least_squares(trend(4), np.array([1.0, 3.0, 2.0, 5.0])))
    with pytest.raises(UnsuitableSeries, match="one series"):
        durbin_watson(fit_least_squares(trend(6), np.random.default_rng(6).normal(size=(2, 6))))
