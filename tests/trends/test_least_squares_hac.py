import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from statsmodels.regression.linear_model import OLS

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares, hc_covariance
from talentstudy.trends.least_squares_hac import andrews_bandwidth, kernel_hac, newey_west, newey_west_bandwidth

R = json.loads((Path(__file__).parents[1] / "reference" / "hac" / "results.json").read_text())


def trend(points: int, start: float = 1.0) -> np.ndarray:
    return np.column_stack([np.ones(points), np.arange(points) + start])


def standard_errors(covariance: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt(np.diagonal(covariance, axis1=-2, axis2=-1)))


def numbers(table: dict[str, float]) -> np.ndarray:
    return np.array(list(table.values()))


def investment() -> LeastSquares:
    names = ("RealInv", "RealGNP", "RealInt")
    data = np.array([[np.nan if v is None else v for v in R["Investment_data"][name]] for name in names])
    data = data[:, ~np.isnan(data).any(axis=0)]
    return fit_least_squares(np.column_stack([np.ones(data.shape[1]), data[1], data[2]]), data[0])


def cases() -> list[tuple[LeastSquares, dict[str, Any], float]]:
    """Every fit with R's results and the digits R keeps: calendar years cost its sandwich some."""
    nile = fit_least_squares(trend(100, 1871.0), np.array(R["nile_data"]["values"], dtype=float))
    short = [
        (fit_least_squares(trend(len(one["y"])), np.log(one["y"])), one, 1e-12) for one in R["m3_log_trend"].values()
    ]
    return [(nile, R["nile_trend"], 3e-12), (investment(), R["Investment"], 1e-12), *short]


def test_newey_west_with_one_to_five_lags_equals_r() -> None:
    for fit, one, tolerance in cases():
        for lag in range(1, 6):
            theirs = one["NW_lag_fixed_noprewhite"][f"lag{lag}"]
            ours, adjusted = newey_west(fit, lag), newey_west(fit, lag, adjust=True)
            np.testing.assert_allclose(standard_errors(ours), numbers(theirs["se"]), rtol=tolerance)
            np.testing.assert_allclose(standard_errors(adjusted), numbers(theirs["se_adjust"]), rtol=tolerance)


def test_automatic_bandwidth_of_newey_and_west_equals_r() -> None:
    for fit, one, tolerance in cases():
        plain, white = one["NW_auto_noprewhite"], one["NW_auto_prewhite"]
        assert float(newey_west_bandwidth(fit)) == pytest.approx(plain["bw"], rel=1e-12)
        assert float(newey_west_bandwidth(fit, prewhiten=True)) == pytest.approx(white["bw"], rel=1e-12)
        np.testing.assert_allclose(standard_errors(newey_west(fit)), numbers(plain["se"]), rtol=tolerance)
        # R prewhitens by normal equations; QR differs from it in the twelfth digit.
        np.testing.assert_allclose(standard_errors(newey_west(fit, prewhiten=True)), numbers(white["se"]), rtol=3e-12)


def test_andrews_bandwidths_and_kernels_equal_r() -> None:
    for fit, one, _ in cases():
        spectral, bartlett = one["kernHAC"], one["kernHAC_bartlett_noprewhite"]
        assert float(andrews_bandwidth(fit)) == pytest.approx(spectral["bw"], rel=3e-12)
        np.testing.assert_allclose(standard_errors(kernel_hac(fit)), numbers(spectral["se"]), rtol=3e-12)
        wide = float(andrews_bandwidth(fit, kernel="bartlett", prewhiten=False))
        assert wide == pytest.approx(bartlett["bw"], rel=3e-12)
        ours = kernel_hac(fit, kernel="bartlett", prewhiten=False, adjust=False)
        np.testing.assert_allclose(standard_errors(ours), numbers(bartlett["se"]), rtol=3e-12)


def test_the_investment_equation_with_four_lags() -> None:
    ours = standard_errors(newey_west(investment(), 4))
    np.testing.assert_allclose(ours, numbers(R["Investment_published"]["se"]), rtol=1e-12)


Matrix = list[list[Fraction]]


def product(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in zip(*right, strict=True)]
        for row in left
    ]


def transposed(matrix: Matrix) -> Matrix:
    return [list(row) for row in zip(*matrix, strict=True)]


def inverse(matrix: Matrix) -> Matrix:
    size = len(matrix)
    work = [[*row, *(Fraction(int(at == other)) for other in range(size))] for at, row in enumerate(matrix)]
    for at in range(size):
        work[at] = [cell / work[at][at] for cell in work[at]]
        for other in set(range(size)) - {at}:
            work[other] = [a - work[other][at] * b for a, b in zip(work[other], work[at], strict=True)]
    return [row[size:] for row in work]


def test_longley_equals_exact_arithmetic_where_r_keeps_seven_digits() -> None:
    data = {name: [Fraction(repr(float(v))) for v in column] for name, column in R["longley_data"].items()}
    values = [[v] for v in data.pop("Employed")]
    design = [[Fraction(1), *row] for row in zip(*data.values(), strict=True)]
    bread = inverse(product(transposed(design), design))
    fitted = product(design, product(bread, product(transposed(design), values)))
    scores = [[(y[0] - f[0]) * x for x in row] for row, y, f in zip(design, values, fitted, strict=True)]
    meat = product(transposed(scores), scores)
    for lag, weight in ((1, Fraction(2, 3)), (2, Fraction(1, 3))):
        shifted = product(transposed(scores[:-lag]), scores[lag:])
        meat = [[m + weight * (shifted[a][b] + shifted[b][a]) for b, m in enumerate(row)] for a, row in enumerate(meat)]
    covariance = product(product(bread, meat), bread)
    exact = np.array([float(covariance[at][at]) ** 0.5 for at in range(7)])

    fit = fit_least_squares(np.array(design, dtype=float), np.array(values, dtype=float)[:, 0])
    ours = standard_errors(newey_west(fit, 2))
    np.testing.assert_allclose(ours, exact, rtol=1e-12)
    theirs = numbers(R["longley"]["NW_lag2"])
    np.testing.assert_allclose(theirs, exact, rtol=1e-7)
    assert abs(theirs / exact - 1).max() > 1e-8
    np.testing.assert_allclose(fit.coefficients, numbers(R["longley"]["coef"]), rtol=1e-12)
    np.testing.assert_allclose(standard_errors(hc_covariance(fit, "const")), numbers(R["longley"]["se"]), rtol=1e-12)


def test_many_series_equal_statsmodels_one_by_one() -> None:
    values = np.random.default_rng(2).normal(size=(30, 21)).cumsum(-1)
    ours = newey_west(fit_least_squares(trend(21), values), 2)
    for row, covariance in zip(values, ours, strict=True):
        theirs = OLS(row, trend(21)).fit(cov_type="HAC", cov_kwds={"maxlags": 2}).cov_params()
        np.testing.assert_allclose(covariance, theirs, rtol=1e-9)


def test_automatic_lags_of_many_series_are_those_of_each() -> None:
    values = np.random.default_rng(3).normal(size=(30, 21)).cumsum(-1)
    together = fit_least_squares(trend(21), values)
    for at, row in enumerate(values):
        alone = fit_least_squares(trend(21), row)
        for covariance in (newey_west, kernel_hac):
            np.testing.assert_allclose(
                covariance(together, prewhiten=True)[at], covariance(alone, prewhiten=True), rtol=1e-9
            )
        np.testing.assert_allclose(newey_west(together)[at], newey_west(alone), rtol=1e-10)


def test_no_lag_is_hc0_and_reversal_of_time_changes_nothing() -> None:
    values = np.random.default_rng(4).normal(size=15)
    fit = fit_least_squares(trend(15), values)
    np.testing.assert_allclose(newey_west(fit, 0), hc_covariance(fit, "HC0"), rtol=1e-12)
    backwards = fit_least_squares(trend(15)[::-1], values[::-1])
    np.testing.assert_allclose(newey_west(backwards, 3), newey_west(fit, 3), rtol=1e-10)


def test_wrong_requests_are_refused() -> None:
    fit = fit_least_squares(trend(6), np.array([1.0, 3.0, 2.0, 5.0, 4.0, 7.0]))
    with pytest.raises(UnsuitableSeries, match="lag of -1"):
        newey_west(fit, -1)
    with pytest.raises(UnknownName, match="parzen"):
        kernel_hac(fit, kernel="parzen")  # type: ignore[arg-type]
    with pytest.raises(TooShort, match="prewhitening 2 scores needs 5 points"):
        newey_west(fit_least_squares(trend(4), np.array([1.0, 3.0, 2.0, 5.0])), 1, prewhiten=True)
