from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from talentstudy.trends.joinpoint_design import Design, Spacing, most_joinpoints
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_permutation import Permuted, permutations_of, sequence
from talentstudy.trends.joinpoint_selection import information, largest_share, weighted_information

X = np.arange(20.0)
DESIGN = Design(tuple(X.tolist()))


def test_bic_and_bic3_charge_two_and_three_parameters_a_joinpoint() -> None:
    sums = np.array([8.0, 4.0, 3.0])
    for weight in (2, 3):
        expected = [np.log(s / 20) + (weight * k + 2) * np.log(20) / 20 for k, s in enumerate(sums)]
        assert information(sums, 20, 0, float(weight)) == pytest.approx(expected)
    with_jumps = information(sums, 20, 2, 2.0) - information(sums, 20, 0, 2.0)
    assert with_jumps == pytest.approx(2 * np.log(20) / 20)


def test_weighted_bic_lies_between_by_the_largest_partial_r_squared() -> None:
    values = np.abs(X - 6) * 0.5 + 0.3 * np.abs(X - 13) + 0.1 * np.random.default_rng(0).normal(size=20)
    knots = np.array([6.0, 13.0])
    shares = []
    for inside, knot in ((X <= 13, 6.0), (X > 6, 13.0)):
        line = sm.OLS(values[inside], sm.add_constant(X[inside])).fit()
        bent = sm.OLS(values[inside], sm.add_constant(np.column_stack([X, np.maximum(X - knot, 0)])[inside])).fit()
        shares.append(1 - bent.ssr / line.ssr)
    assert largest_share(DESIGN, values[:, None], knots)[0] == pytest.approx(max(shares))
    assert largest_share(DESIGN, values[:, None], np.empty(0))[0] == 0
    mixed = weighted_information(np.array([1.0]), np.array([3.0]), np.array([0.25]))
    assert mixed[0] == 1.5


def test_joinpoints_allowed_follow_nci_table() -> None:
    assert [most_joinpoints(n) for n in range(5, 28)] == [0, 0] + [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5 + [5]
    assert [Spacing(3, 4).fewest(k) for k in range(4)] == [2, 7, 12, 17]


def test_p_counts_every_permutation_found_by_refitting_both_models() -> None:
    values = np.random.default_rng(2).normal(size=20)
    grid = grid_of(DESIGN, 1, Spacing())
    drawn = permutations_of(20, 49, 5)
    test = Permuted(grid, values, drawn, 1).test(0, 1, 0.05, 0.0)

    def ratio(series: Any) -> float:
        line = sm.OLS(series, sm.add_constant(X)).fit().ssr
        bent = min(
            sm.OLS(series, sm.add_constant(np.column_stack([X, np.maximum(X - at, 0)]))).fit().ssr for at in X[2:-2]
        )
        return float(line / bent)

    line = sm.OLS(values, sm.add_constant(X)).fit()
    beyond = sum(ratio(line.fittedvalues + line.resid[drawn[:, at]]) >= ratio(values) for at in range(49))
    assert test.p == (1 + beyond) / 50
    assert test.statistic == pytest.approx((ratio(values) - 1) / 2 * 16)


def test_permutations_repeat_with_the_seed_and_are_permutations() -> None:
    first = permutations_of(21, 30, 7160)
    assert (np.sort(first, axis=0) == np.arange(21)[:, None]).all()
    permutations_of.cache_clear()
    assert (permutations_of(21, 30, 7160) == first).all()
    assert (permutations_of(21, 30, 7161) != first).any()


def test_the_sequence_closes_in_from_both_ends() -> None:
    values = np.abs(X - 9) + 0.05 * np.random.default_rng(1).normal(size=20)
    number, tests = sequence(grid_of(DESIGN, 3, Spacing()), values, most=3, permutations=199, seed=1, level=0.05)
    assert number == 1
    assert [(test.fewer, test.more) for test in tests] == [(0, 3), (1, 3), (1, 2)]
    assert [test.level for test in tests] == pytest.approx([0.05 / 3, 0.025, 0.025])
