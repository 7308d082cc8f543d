import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_fit import exact, lines
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_hudson import hudson

YEARS = Design(tuple(float(year) for year in range(2000, 2015)))


def total(design: Any, values: Any, knots: Any) -> float:
    fitted = lines(design, design.whitened(values), knots).fit
    return float(np.square(design.whitened(values - fitted)).sum())


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_no_joinpoint_on_a_fine_mesh_beats_hudson(seed: Any) -> None:
    values = np.random.default_rng(seed).normal(size=15).cumsum()
    least, knots = hudson(YEARS, values, 1, Spacing())
    assert total(YEARS, values, knots) == pytest.approx(least)
    mesh = np.linspace(2002, 2012, 401)
    assert least <= min(total(YEARS, values, [at]) for at in mesh) * (1 + 1e-9)


@pytest.mark.parametrize("phi", [0.0, 0.5])
def test_two_joinpoints_beat_every_pair_on_a_mesh_with_weights_and_autocorrelation(phi: Any) -> None:
    stream = np.random.default_rng(8)
    design = Design(YEARS.x, (2008.0,), tuple(stream.uniform(0.5, 2, 15).tolist()), phi)
    values = stream.normal(size=15).cumsum()
    least, knots = hudson(design, design.whitened(values), 2, Spacing())
    assert total(design, values, knots) == pytest.approx(least)
    mesh = np.linspace(2002, 2012, 41)
    pairs = [pair for pair in itertools.combinations(mesh, 2) if np.ceil(pair[1] - 1) - np.floor(pair[0]) >= 2]
    assert least <= min(total(design, values, pair) for pair in pairs) * (1 + 1e-9)


def test_a_crossing_between_two_years_is_found_to_the_digit() -> None:
    values = np.abs(YEARS.positions - 2007.3)
    least, knots = hudson(YEARS, values, 1, Spacing())
    assert knots[0] == pytest.approx(2007.3)
    assert least == pytest.approx(0.0, abs=1e-20)
    near = minimize_scalar(lambda at: total(YEARS, values, [at]), bounds=(2007, 2008), method="bounded")
    assert knots[0] == pytest.approx(near.x, abs=1e-4)


@given(seed=st.integers(0, 10_000), k=st.integers(1, 2))
@settings(max_examples=20, deadline=None)
def test_hudson_is_never_above_the_grid(seed: Any, k: Any) -> None:
    values = np.random.default_rng(seed).normal(size=15)
    grid = grid_of(YEARS, 2, Spacing())
    sums, _ = grid.best(grid.project(values[:, None]))
    assert hudson(YEARS, values, k, Spacing())[0] <= sums[k, 0] * (1 + 1e-9)


def test_a_search_too_large_for_memory_is_refused_with_the_way_out() -> None:
    long = Design(tuple(float(at) for at in range(400)))
    with pytest.raises(UnsuitableSeries, match="ask for fewer joinpoints"):
        hudson(long, np.arange(400.0), 2, Spacing())


@pytest.mark.parametrize("scale", [0.1, 7.0, 1e6])
def test_of_an_exact_fit_nothing_is_left_on_the_grid_or_off_it(scale: Any) -> None:
    grid = grid_of(YEARS, 2, Spacing())
    for knots in itertools.combinations(range(2003, 2012, 3), 2):
        values = scale * (YEARS.hinges(knots) @ [1.7, -2.9] + 0.3 * YEARS.positions)
        sums, _ = grid.best(grid.project(values[:, None]))
        # What the criteria and the tests take for nothing but rounding.
        assert sums[2, 0] <= exact(values)
        assert hudson(YEARS, values, 2, Spacing())[0] <= exact(values)
