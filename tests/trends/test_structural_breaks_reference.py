"""Everything strucchange printed, reproduced."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from talentstudy.trends.least_squares import fit_least_squares, hc_covariance
from talentstudy.trends.least_squares_hac import kernel_hac
from talentstudy.trends.structural_breaks_dating import date_many, least_segment
from talentstudy.trends.structural_breaks_intervals import break_intervals
from talentstudy.trends.structural_breaks_processes import fluctuation_process
from talentstudy.trends.structural_breaks_tests import chow_test, f_statistics

FOLDER = Path(__file__).parents[1] / "reference" / "strucchange"
BENCH = Path(__file__).parents[2] / "benchmarks" / "data"
R = json.loads((FOLDER / "results.json").read_text())


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def data(name: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Values, design and the shortest segment as it was asked for."""
    source = R[f"{name.split('_')[0]}_data"]
    values = np.array(source.get("values", source.get("y")), dtype=float)
    constant = np.ones(len(values))
    columns: list[Any] = {
        "Nile_trend": [constant, np.arange(1.0, len(values) + 1)],
        "seatbelt": [constant, source.get("ylag1"), source.get("ylag12")],
        "durab": [constant, source.get("lag")],
    }.get(name, [constant])
    design = np.array(source["design"]) if "design" in source else np.column_stack(columns)
    return values, design, R[name]["h"] or 0.15


MODELS = ["Nile_mean", "Nile_trend", "seatbelt", "RealInt", "durab", "BostonHomicide", "GermanM1"]


@pytest.mark.parametrize("name", MODELS)
def test_rss_bic_and_dates_for_every_number_of_breaks(name: str) -> None:
    values, design, share = data(name)
    minimum = least_segment(len(values), design.shape[1], share)
    dated = date_many(values[None], design, minimum=minimum, every_count=True)
    digits = {"seatbelt": 1e-10, "GermanM1": 2e-8}.get(name, 1e-12)
    np.testing.assert_allclose(dated.rss[0], list(R[name]["RSS"].values()), rtol=digits)
    np.testing.assert_allclose(dated.bic[0], list(R[name]["BIC"].values()), rtol=digits)
    assert [one[0].tolist() for one in dated.by_count] == [as_list(one) for one in R[name]["breakpoints_by_m"]]
    chosen = int(dated.count[0])
    assert chosen == R[name]["min_bic"]["m"]
    assert dated.positions[0, :chosen].tolist() == as_list(R[name]["min_bic"]["breakpoints"])


@pytest.mark.parametrize("name", ["seatbelt", "GermanM1"])
def test_sums_of_squares_equal_plain_fits_where_r_loses_digits(name: str) -> None:
    values, design, share = data(name)
    minimum = least_segment(len(values), design.shape[1], share)
    ours = date_many(values[None], design, minimum=minimum).rss[0]
    for count, positions in enumerate(R[name]["breakpoints_by_m"], start=1):
        edges = [0, *as_list(positions), len(values)]
        plain = sum(float(fit_least_squares(design[a:b], values[a:b]).rss) for a, b in pairwise(edges))
        assert ours[count] == pytest.approx(plain, rel=1e-12)


@pytest.mark.parametrize("name", ["Nile_mean", "Nile_trend", "RealInt", "BostonHomicide", "GermanM1"])
def test_intervals_of_the_dates(name: str) -> None:
    values, design, _ = data(name)
    positions = as_list(R[name]["min_bic"]["breakpoints"])
    wanted = [(low, high) for low, _, high in R[name]["confint"]["lower_bp_upper"]]
    assert break_intervals(values, design, positions) == wanted
    if "confint_homog" in R[name]:
        wanted = [(low, high) for low, _, high in R[name]["confint_homog"]["lower_bp_upper"]]
        assert break_intervals(values, design, positions, same_design=True, same_errors=True) == wanted


def test_intervals_at_a_number_bic_does_not_prefer() -> None:
    values, design, _ = data("seatbelt")
    wanted = [(low, high) for low, _, high in R["seatbelt_fixed2"]["lower_bp_upper"]]
    assert break_intervals(values, design, [46, 157]) == wanted


def test_intervals_of_the_real_interest_rate_under_correlated_errors() -> None:
    values, design, _ = data("RealInt")
    wanted = [(low, high) for low, _, high in R["RealInt_confint_kernHAC"]["lower_bp_upper"]]
    assert wanted == [(37, 48), (77, 81)]
    assert break_intervals(values, design, [47, 79], covariance=kernel_hac) == wanted


def test_means_of_the_regimes_with_kernel_standard_errors() -> None:
    values, _, _ = data("RealInt")
    regime = np.searchsorted([47, 79], np.arange(len(values)), side="right")
    fit = fit_least_squares(np.eye(3)[regime], values)
    np.testing.assert_allclose(fit.coefficients, R["RealInt_2seg_means"]["coef"], rtol=1e-13)
    errors = np.sqrt(np.diag(kernel_hac(fit)))
    np.testing.assert_allclose(errors, R["RealInt_2seg_means"]["se_kernHAC"], rtol=1e-12)


@pytest.mark.parametrize("name", ["Nile_mean", "Nile_trend", "RealInt", "BostonHomicide"])
def test_coefficients_of_the_regimes_and_their_standard_errors(name: str) -> None:
    values, design, _ = data(name)
    edges = [0, *as_list(R[name]["min_bic"]["breakpoints"]), len(values)]
    for at, (terms, errors) in enumerate(zip(R[name]["coef"], R[name]["coef_se"].values(), strict=True)):
        piece = slice(edges[at], edges[at + 1])
        fit = fit_least_squares(design[piece], values[piece])
        np.testing.assert_allclose(
            fit.coefficients, list(terms.values()) if isinstance(terms, dict) else terms, rtol=1e-12
        )
        # R divides by n here, not by n - k.
        ours = np.sqrt(np.diag(hc_covariance(fit, "const")) * fit.df / len(fit.values))
        np.testing.assert_allclose(ours, list(errors.values()), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "model", "first"),
    [("Nile", "Nile_mean", None), ("seatbelt", "seatbelt", 18), ("RealInt", "RealInt", 14), ("durab", "durab", 65)],
)
def test_f_statistics_and_their_p_values(name: str, model: str, first: int | None) -> None:
    values, design, _ = data(model)
    ours, theirs = f_statistics(values, design, first=first), R[f"{name}_Fstats"]
    np.testing.assert_allclose(ours.statistics, theirs["Fstats"], rtol=1e-11, atol=1e-10)
    assert ours.position == theirs["breakpoint"]
    for kind in ("supF", "aveF", "expF"):
        statistic, p_value = theirs[kind].values()
        test = ours.test(kind)
        assert test.statistic == pytest.approx(statistic, rel=1e-12)
        assert test.p_value == pytest.approx(p_value, rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("at", range(4))
def test_fluctuation_processes_and_their_p_values(at: int) -> None:
    values, design, _ = data("Nile_mean")
    theirs = R["Nile_efp"][at]
    kinds = ("OLS-CUSUM", "Rec-CUSUM", "OLS-MOSUM", "RE")
    assert f'"{kinds[at]}"' in theirs["call"]
    ours = fluctuation_process(values, design, kinds[at])  # type: ignore[arg-type]
    np.testing.assert_allclose(ours.values[:, 0], theirs["process"], rtol=1e-12, atol=1e-12)
    assert ours.test().statistic == pytest.approx(theirs["statistic"], rel=1e-13)
    # R's p-values of the order of 1e-8 are one minus a rounded number.
    assert ours.test().p_value == pytest.approx(theirs["p.value"], abs=1e-15)


@pytest.mark.parametrize("name", ["Nile", "durab"])
def test_every_kind_of_process_on_a_level_and_on_an_autoregression(name: str) -> None:
    values, design, _ = data("Nile_mean" if name == "Nile" else name)
    theirs = json.loads((FOLDER / "processes.json").read_text())
    for one in theirs[name]:
        rows = slice(theirs["rows"])
        ours = fluctuation_process(values[rows], design[rows], one["type"], window=one["h"])
        process = np.array(one["process"]).reshape(len(ours.values), -1)
        np.testing.assert_allclose(ours.values, process, rtol=1e-10, atol=1e-10)
        assert ours.test().statistic == pytest.approx(one["statistic"], rel=1e-10)
        assert ours.test().p_value == pytest.approx(one["p.value"], rel=1e-9, abs=1e-15)


def test_chow_test_of_the_nile_in_1898() -> None:
    values, design, _ = data("Nile_mean")
    ours = chow_test(values, design, 28)
    assert ours.statistic == pytest.approx(R["Nile_chow_1898"]["statistic"], rel=1e-13)
    assert ours.p_value == pytest.approx(R["Nile_chow_1898"]["p.value"], abs=1e-15)


@pytest.mark.parametrize("regressors", ["trend", "level"])
def test_two_hundred_short_series_have_the_same_breaks_as_in_r(regressors: str) -> None:
    theirs = json.loads((FOLDER / "short_trends.json").read_text())[regressors]
    values = np.loadtxt(BENCH / "series_200x21.csv", delimiter=",")
    time = np.arange(21.0)
    design = np.column_stack([np.ones(21), time]) if regressors == "trend" else np.ones((21, 1))
    dated = date_many(values, design, minimum=3, every_count=True)
    for at, one in enumerate(theirs):
        assert int(dated.count[at]) == one["count"]
        assert [positions[at].tolist() for positions in dated.by_count] == [as_list(p) for p in one["positions"]]
        np.testing.assert_allclose(dated.rss[at], one["rss"], rtol=1e-11)
