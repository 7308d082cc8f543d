import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares, hc_covariance

REFERENCE = Path(__file__).parents[1] / "reference"
R = json.loads((REFERENCE / "hac" / "results.json").read_text())
NIST = json.loads((REFERENCE / "nist" / "results.json").read_text())["sets"]


def trend(points: int, start: float = 1.0) -> np.ndarray:
    return np.column_stack([np.ones(points), np.arange(points) + start])


def standard_errors(covariance: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt(np.diagonal(covariance, axis1=-2, axis2=-1)))


def numbers(table: dict[str, float]) -> np.ndarray:
    return np.array(list(table.values()))


def nist_design(name: str) -> np.ndarray:
    x = np.array(NIST[name]["x"], dtype=np.longdouble)
    powers = {"filip": 11, "pontius": 3, "norris": 2}
    if name == "longley":
        return x.reshape(16, 7)
    return x[:, None] ** np.arange(powers[name]) if name in powers else x[:, None]


@pytest.mark.parametrize(
    ("name", "digits"),
    [("norris", 12), ("longley", 12), ("filip", 10), ("pontius", 12), ("noint1", 12), ("noint2", 12)],
)
def test_certified_coefficients_deviations_and_rss_of_nist(name: str, digits: int) -> None:
    if np.finfo(np.longdouble).nmant <= 52 and name == "filip":
        digits = 7  # no extended precision on this platform
    fit = fit_least_squares(nist_design(name), np.array(NIST[name]["y"]))
    for ours, certified in [
        (fit.coefficients, NIST[name]["coef"]),
        (standard_errors(hc_covariance(fit, "const")), NIST[name]["sd"]),
        (fit.rss, NIST[name]["rss"]),
    ]:
        np.testing.assert_allclose(ours, certified, rtol=10.0**-digits)


def test_every_hc_kind_equals_r_on_forty_short_series() -> None:
    for one in R["m3_log_trend"].values():
        fit = fit_least_squares(trend(len(one["y"])), np.log(one["y"]))
        np.testing.assert_allclose(fit.coefficients, numbers(one["coef"]), rtol=1e-12)
        np.testing.assert_allclose(standard_errors(hc_covariance(fit, "const")), numbers(one["se_ols"]), rtol=1e-12)
        for kind, errors in one["HC"].items():
            np.testing.assert_allclose(standard_errors(hc_covariance(fit, kind)), numbers(errors), rtol=1e-12)


def test_every_hc_kind_equals_r_where_one_point_has_high_leverage() -> None:
    income = np.array(R["PublicSchools_data"]["Income"])
    design = np.column_stack([np.ones(50), income, income**2])
    fit = fit_least_squares(design, np.array(R["PublicSchools_data"]["Expenditure"], dtype=float))
    np.testing.assert_allclose(fit.coefficients, numbers(R["PublicSchools"]["coef"]), rtol=1e-12)
    for kind, errors in R["PublicSchools"]["HC"].items():
        np.testing.assert_allclose(standard_errors(hc_covariance(fit, kind)), numbers(errors), rtol=1e-12)


def exact_hc0(design: list[list[Fraction]], values: list[Fraction]) -> np.ndarray:
    """Standard errors of a line by the sandwich in rational arithmetic: no rounding before the root."""
    s = [sum(row[a] * row[b] for row in design) for a, b in ((0, 0), (0, 1), (1, 1))]
    det = s[0] * s[2] - s[1] ** 2
    bread = [[s[2] / det, -s[1] / det], [-s[1] / det, s[0] / det]]
    right = [sum(row[a] * y for row, y in zip(design, values, strict=True)) for a in (0, 1)]
    slope = [sum(bread[a][b] * right[b] for b in (0, 1)) for a in (0, 1)]
    left = [y - sum(c * x for c, x in zip(slope, row, strict=True)) for row, y in zip(design, values, strict=True)]
    rows = [[sum(bread[a][b] * row[b] for b in (0, 1)) for a in (0, 1)] for row in design]
    return np.array([float(sum((p[a] * e) ** 2 for p, e in zip(rows, left, strict=True))) ** 0.5 for a in (0, 1)])


def test_calendar_years_keep_the_digits_that_bread_meat_bread_loses() -> None:
    values, years = R["nile_data"]["values"], range(1871, 1971)
    exact = exact_hc0([[Fraction(1), Fraction(year)] for year in years], [Fraction(value) for value in values])
    fit = fit_least_squares(trend(100, 1871.0), np.array(values, dtype=float))
    np.testing.assert_allclose(standard_errors(hc_covariance(fit, "HC0")), exact, rtol=1e-14)
    for kind, errors in R["nile_trend"]["HC"].items():
        # R is off by up to 3e-12 here, ours is not.
        np.testing.assert_allclose(standard_errors(hc_covariance(fit, kind)), numbers(errors), rtol=5e-12)


def test_many_series_give_what_each_gives_alone() -> None:
    values = np.random.default_rng(1).normal(size=(3, 4, 12)).cumsum(-1)
    together = fit_least_squares(trend(12), values)
    for at in np.ndindex(3, 4):
        alone = fit_least_squares(trend(12), values[at])
        np.testing.assert_allclose(together.coefficients[at], alone.coefficients, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(hc_covariance(together, "HC5")[at], hc_covariance(alone, "HC5"), rtol=1e-10)


@given(scale=st.floats(1e-3, 1e3), shift=st.floats(-1e3, 1e3), seed=st.integers(0, 10_000), points=st.integers(4, 25))
@settings(max_examples=60, deadline=None)
def test_the_slope_follows_the_unit_and_not_the_origin(scale: float, shift: float, seed: int, points: int) -> None:
    values = np.random.default_rng(seed).normal(size=points)
    plain, moved = fit_least_squares(trend(points), values), fit_least_squares(trend(points), values * scale + shift)
    assert moved.coefficients[1] == pytest.approx(scale * plain.coefficients[1], rel=1e-6, abs=1e-9 * (1 + abs(shift)))
    backwards = fit_least_squares(trend(points), values[::-1])
    assert backwards.coefficients[1] == pytest.approx(-plain.coefficients[1], rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(
    ("design", "values", "refusal", "words"),
    [
        (trend(2), np.ones(2), TooShort, "needs 3 points, got 2"),
        (trend(4), np.array([1.0, np.nan, 2.0, 3.0]), UnsuitableSeries, "missing or infinite"),
        (trend(4), np.array([1.0, np.inf, 2.0, 3.0]), UnsuitableSeries, "missing or infinite"),
        (trend(4), np.ones(5), UnsuitableSeries, "do not fit"),
        (np.ones((5, 2)), np.arange(5.0), UnsuitableSeries, "the others determine"),
        (np.column_stack([np.ones(5), np.zeros(5)]), np.arange(5.0), UnsuitableSeries, "the others determine"),
    ],
)
def test_input_it_cannot_fit_is_refused(design: Any, values: Any, refusal: type[Exception], words: str) -> None:
    with pytest.raises(refusal, match=words):
        fit_least_squares(design, values)


def test_an_unknown_kind_and_a_point_that_fits_itself_are_refused() -> None:
    design = np.column_stack([np.ones(5), [0.0, 0.0, 0.0, 0.0, 1.0]])
    fit = fit_least_squares(design, np.arange(5.0))
    with pytest.raises(UnsuitableSeries, match="point 5 determines its own fit"):
        hc_covariance(fit, "HC3")
    with pytest.raises(UnknownName, match="did you mean HC3"):
        hc_covariance(fit, "hc3")  # type: ignore[arg-type]
