"""The permutation test of Kim, Fay, Feuer and Midthune (2000), and its sequence of tests.

Statistics in Medicine 19, 335-351. Residuals of the smaller model are permuted and added to its
fit; both models are searched anew on every permutation. The random stream is that of numpy's
PCG64 for a stated seed: one matrix of permutations serves every test of series of that length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from talentstudy.trends.joinpoint_grid import Grid
from talentstudy.trends.series import Floats, Integers


@dataclass(frozen=True)
class PermutationTest:
    """One test of ``fewer`` against ``more`` joinpoints: F, its degrees of freedom, p and level."""

    fewer: int
    more: int
    statistic: float
    numerator: int
    denominator: int
    p: float
    level: float

    @property
    def rejected(self) -> bool:
        """Whether the larger model is taken."""
        return self.p <= self.level


@lru_cache(maxsize=8)
def permutations_of(points: int, count: int, seed: int) -> Integers:
    """(points, count) one permutation a column, drawn by numpy's PCG64 from ``seed``."""
    stream = np.random.Generator(np.random.PCG64(seed))
    rows = np.tile(np.arange(points), (count, 1))
    drawn = np.ascontiguousarray(stream.permuted(rows, axis=1).T)
    drawn.setflags(write=False)
    return drawn


class Permuted:
    """Ratios of sums of squares over the permutations of one series, made once for each smaller model."""

    def __init__(self, grid: Grid, whitened: Floats, drawn: Integers, most: int) -> None:
        self.grid, self.drawn, self.most = grid, drawn, most
        self.left = grid.project(whitened[:, None])
        self.sums, self.sets = grid.best(self.left)
        self._drawn_sums: dict[int, Floats] = {}

    def ratios(self, fewer: int, more: int) -> Floats:
        """(permutations,) the smaller model's sum over the larger's."""
        if fewer not in self._drawn_sums:
            rest = self.grid.beyond(self.left, fewer, self.sets[fewer])
            residual = self.grid.design.complement.T @ rest.ravel()
            drawn = self.left - rest + self.grid.design.complement @ residual[self.drawn]
            self._drawn_sums[fewer] = self.grid.least(drawn, self.most)
        sums = self._drawn_sums[fewer]
        ratios: Floats = sums[fewer] / np.maximum(sums[more], np.finfo(float).tiny)
        return ratios

    def test(self, fewer: int, more: int, level: float, floor: float) -> PermutationTest:
        """One test; p counts the series itself as one permutation. An exact fit leaves p at 1."""
        points, jumps = len(self.grid.design), len(self.grid.design.jumps)
        numerator, denominator = 2 * (more - fewer), points - 2 * more - 2 - jumps
        small, large = float(self.sums[fewer, 0]), max(float(self.sums[more, 0]), floor)
        if small <= floor:
            return PermutationTest(fewer, more, 0.0, numerator, denominator, 1.0, level)
        observed = small / large
        beyond = int((self.ratios(fewer, more) >= observed * (1 - 1e-10)).sum())
        statistic = (small - large) / numerator / (large / denominator)
        p = (1 + beyond) / (1 + self.drawn.shape[1])
        return PermutationTest(fewer, more, statistic, numerator, denominator, p, level)


def sequence(
    grid: Grid, whitened: Floats, *, most: int, permutations: int, seed: int, level: float, floor: float = 0.0
) -> tuple[int, list[PermutationTest]]:
    """The number of joinpoints the sequence of tests ends on, and the tests in their order.

    It starts with none against the most; a rejection adds one to the smaller, anything else takes
    one from the larger. Each test has level / (most - smaller), so that too many joinpoints are
    found with probability ``level`` at most.
    """
    drawn = permutations_of(len(grid.design), permutations, seed)
    permuted = Permuted(grid, whitened, drawn, most)
    fewer, more = 0, most
    tests: list[PermutationTest] = []
    while fewer < more:
        tests.append(permuted.test(fewer, more, level / (most - fewer), floor))
        if tests[-1].rejected:
            fewer += 1
        else:
            more -= 1
    return fewer, tests
