from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.structural_breaks_dating import date_many, least_segment, segment_rss


def trend(points: int) -> np.ndarray:
    return np.column_stack([np.ones(points), np.arange(float(points))])


def walks(count: int, points: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, points)).cumsum(-1)


def exhaustive(values: np.ndarray, design: np.ndarray, breaks: int, minimum: int) -> tuple[float, tuple[int, ...]]:
    """Least sum of squares over every set of positions, each segment fitted on its own."""
    points = len(values)
    best: tuple[float, tuple[int, ...]] = (np.inf, ())
    for positions in combinations(range(minimum, points - minimum + 1), breaks):
        edges = (0, *positions, points)
        if min(b - a for a, b in pairwise(edges)) < minimum:
            continue
        total = sum((float(fit_least_squares(design[a:b], values[a:b]).rss) for a, b in pairwise(edges)), 0.0)
        if total < best[0] * (1 - 1e-12):
            best = (total, positions)
    return best


@pytest.mark.parametrize("breaks", [1, 2, 3])
def test_dynamic_programming_equals_trying_every_set_of_dates(breaks: int) -> None:
    values = walks(4, 14, seed=breaks)
    dated = date_many(values, trend(14), minimum=3, every_count=True)
    for at, row in enumerate(values):
        rss, positions = exhaustive(row, trend(14), breaks, 3) if breaks <= len(dated.by_count) else (0.0, ())
        assert dated.rss[at, breaks] == pytest.approx(rss, rel=1e-10)
        assert tuple(dated.by_count[breaks - 1][at]) == positions


def test_segment_table_equals_a_fit_of_each_segment() -> None:
    values = walks(2, 9, seed=5) + 1e6
    table = segment_rss(trend(9), values, 3)
    for first in range(9):
        for last in range(first + 3, 10):
            plain = [float(fit_least_squares(trend(9)[first:last], row[first:last]).rss) for row in values]
            np.testing.assert_allclose(table[first, last], plain, rtol=1e-6, atol=1e-9)
    assert np.isinf(table[0, 2]).all()


def test_a_column_that_is_constant_within_a_segment_is_not_a_new_direction() -> None:
    design = np.column_stack([np.ones(10), np.arange(10) >= 5]).astype(float)
    values = walks(1, 10, seed=6)
    table = segment_rss(design, values, 3)[..., 0]
    assert table[0, 5] == pytest.approx(float(((values[0, :5] - values[0, :5].mean()) ** 2).sum()), rel=1e-10)


def test_many_chunks_give_what_each_series_gives_alone() -> None:
    values = walks(700, 21, seed=7)
    together = date_many(values, trend(21), minimum=3)
    for at in (0, 305, 306, 699):
        alone = date_many(values[at : at + 1], trend(21), minimum=3)
        assert together.positions[at].tolist() == alone.positions[0].tolist()
        np.testing.assert_allclose(together.bic[at], alone.bic[0], rtol=1e-10)


@given(
    seed=st.integers(0, 5000),
    points=st.integers(9, 25),
    scale=st.floats(1e-3, 1e3),
    shift=st.floats(-100, 100),
    slope=st.floats(-5, 5),
)
@settings(max_examples=60, deadline=None)
def test_dates_do_not_depend_on_unit_origin_slope_or_direction_of_time(
    seed: int, points: int, scale: float, shift: float, slope: float
) -> None:
    values = walks(1, points, seed)
    minimum = least_segment(points, 2)
    plain = date_many(values, trend(points), minimum=minimum)
    chosen = int(plain.count[0])
    moved = date_many(values * scale + shift + slope * np.arange(points), trend(points), minimum=minimum)
    assert moved.positions[0].tolist() == plain.positions[0].tolist()
    backwards = date_many(values[:, ::-1], trend(points), minimum=minimum)
    assert sorted(points - backwards.positions[0, : int(backwards.count[0])]) == plain.positions[0, :chosen].tolist()


def test_more_breaks_never_fit_worse_where_they_fit_at_all() -> None:
    dated = date_many(walks(50, 21, seed=8), np.ones((21, 1)), minimum=2)
    assert (np.diff(dated.rss[:, :6], axis=1) <= 1e-9).all()


def test_series_without_noise_are_not_split_for_the_sake_of_rounding() -> None:
    line = 3.0 + 0.1 * np.arange(21)
    step = np.where(np.arange(21) < 8, 5.0, 7.3)
    dated = date_many(np.stack([line, step, np.full(21, 4.2), np.zeros(21)]), trend(21), minimum=3)
    assert dated.count.tolist() == [0, 1, 0, 0]
    assert dated.positions[1, 0] == 8


def test_segment_lengths_follow_the_share_and_the_columns() -> None:
    assert least_segment(100, 1, 0.15) == 15
    assert least_segment(21, 2) == 3
    assert least_segment(9, 2) == 3
    with pytest.raises(UnsuitableSeries, match="segments of 2 points cannot carry 2 coefficients"):
        least_segment(20, 2, 2)
    with pytest.raises(TooShort, match="needs 7 points, got 6"):
        least_segment(6, 2)


def test_missing_values_and_dependent_columns_are_refused() -> None:
    gap = walks(2, 12, seed=9)
    gap[1, 3] = np.nan
    with pytest.raises(UnsuitableSeries, match="known values are wanted"):
        date_many(gap, trend(12), minimum=3)
    with pytest.raises(UnsuitableSeries, match="others determine"):
        date_many(walks(2, 12, seed=9), np.ones((12, 2)), minimum=3)
