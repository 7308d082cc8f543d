"""NCI Joinpoint 4.8.0.1, as published: see the README beside this file."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_fit import lines
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.series import AnnualSeries, annual_series

RUN = json.loads((Path(__file__).parent / "nci.json").read_text(encoding="utf-8"))["vandoren_NCI_4.8.0.1"]
YEARS = np.array(RUN["years"], dtype=np.int64)
# Half a unit of the second decimal, and as much again of what the printed values were computed from.
PRINTED = 0.0056


def series_of(name: Any) -> AnnualSeries:
    return annual_series(YEARS, RUN["series"][name]["y"], name=name, unit="RATE")


@pytest.mark.parametrize("name", sorted(RUN["series"]))
@pytest.mark.parametrize("k", [0, 1, 2, 3])
def test_joinpoints_and_fitted_values_are_those_printed(name: Any, k: Any) -> None:
    printed = RUN["series"][name]["models"][str(k)]
    values = np.array(RUN["series"][name]["y"])
    design = Design(tuple(YEARS.astype(float).tolist()))
    grid = grid_of(design, 3, Spacing())
    sums, sets = grid.best(grid.project(values[:, None]))
    knots = grid.knots(k, int(sets[k, 0]))
    assert knots.tolist() == printed["joinpoints_recomputed"]
    assert sums[k, 0] == pytest.approx(printed["sse_recomputed"], rel=1e-9)
    retyped = {slip["year"]: slip for slip in printed["known_typos_in_source"]}
    sound = ~np.isin(YEARS, list(retyped))
    fitted = lines(design, values, knots).fit
    assert np.abs(fitted - np.array(printed["nci_fitted_2dp"]))[sound].max() < PRINTED
    for year, slip in retyped.items():
        assert fitted[year == YEARS][0] == pytest.approx(slip["recomputed"], abs=6e-5)


@pytest.mark.parametrize("name", sorted(RUN["series"]))
def test_the_permutation_test_selects_what_nci_selected(name: Any) -> None:
    result = fit_joinpoint(series_of(name), scale="linear", selection="permutation", permutations=79)
    assert result.number == RUN["selected_joinpoints"][name]


def test_the_permutation_table_has_nci_degrees_of_freedom_and_levels() -> None:
    printed = RUN["screenshot_permutation_accidents"]
    tests = fit_joinpoint(series_of("accidents"), scale="linear", selection="permutation", permutations=99).tests
    assert tests[["fewer", "more"]].values.tolist() == [[row["k0"], row["k1"]] for row in printed]
    assert tests["numerator"].tolist() == [row["num_df"] for row in printed]
    assert tests["denominator"].tolist() == [row["den_df"] for row in printed]
    assert np.allclose(tests["level"], [row["level"] for row in printed], atol=5e-8)
    # NCI's p of 1/4500 says that no permutation reached the series; of 99 none may either.
    assert np.allclose(tests["p"], 1 / 100)


def test_the_coefficient_table_is_reproduced_to_every_printed_digit() -> None:
    printed = RUN["screenshot_accidents_k2"]
    result = fit_joinpoint(series_of("accidents"), scale="linear", max_joinpoints=2)
    assert result.sse == pytest.approx(printed["sse"], abs=5e-6)
    # 93 is what NCI prints beside the sum of squares; its standard errors have 91.
    assert (printed["df"], result.uncertainty.freedom) == (93, 91)
    for at in range(3):
        intercept, error, *_ = printed["general"][f"intercept{at + 1}"]
        assert result.intercepts[at] == pytest.approx(intercept, abs=6e-7 * max(1, abs(intercept) ** 0.5))
        assert result.uncertainty.intercepts[at] == pytest.approx(error, abs=5.1e-7)
        slope, error, _, p = printed["general"][f"slope{at + 1}"]
        row = result.segments.iloc[at]
        assert (row["slope"], row["standard_error"]) == (
            pytest.approx(slope, abs=5.1e-7),
            pytest.approx(error, abs=5.1e-7),
        )
        assert row["p"] == pytest.approx(p, abs=5.1e-7)
    for at, name in enumerate(("slope2-slope1", "slope3-slope2")):
        change, error, _, p = printed["standard"][name]
        row = result.joinpoints.iloc[at]
        assert [row["slope_change"], row["standard_error"], row["p"]] == pytest.approx([change, error, p], abs=5.1e-7)
        interval = printed["joinpoints"][at]
        assert [row["year"], row["lower"], row["upper"]] == [interval["est"], interval["lo"], interval["hi"]]


def test_slopes_of_tuberculosis_are_those_of_the_screenshot() -> None:
    result = fit_joinpoint(series_of("tb"), scale="linear")
    printed = RUN["screenshot_tb_k3_slopes"]["slopes"]
    # -3.019 prints as -3.02, a slope within half of the last digit.
    assert np.abs(result.slopes - printed).max() < 0.0051
