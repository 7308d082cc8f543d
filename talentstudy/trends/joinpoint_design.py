"""What a joinpoint model is fitted to: positions in time, level jumps, weights and autocorrelation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from talentstudy.trends.series import Floats

# A direction this small against its column is rounding: it repeats what is already there.
SMALLEST_DIRECTION = 1e-6


@dataclass(frozen=True)
class Design:
    """The fixed part of a joinpoint model; hashable, so that what follows from it is computed once.

    ``x`` (n,) positions in time, not decreasing; ``jumps`` the positions that begin a new level;
    ``weights`` (n,) inverse variances, or None for a constant variance; ``phi`` the
    autocorrelation of neighbouring years, which over a gap of g years is phi to the power g.
    """

    x: tuple[float, ...]
    jumps: tuple[float, ...] = ()
    weights: tuple[float, ...] | None = None
    phi: float = 0.0

    def __len__(self) -> int:
        return len(self.x)

    @cached_property
    def positions(self) -> Floats:
        """(n,) positions as an array."""
        return np.asarray(self.x)

    @cached_property
    def origin(self) -> float:
        """The middle of the positions; columns count from here, so that they stay well conditioned."""
        return (self.x[0] + self.x[-1]) / 2

    @cached_property
    def base(self) -> Floats:
        """(n, 2 + jumps) intercept, time from the origin, one step for every jump."""
        steps = [(self.positions >= at).astype(np.float64) for at in self.jumps]
        return np.column_stack([np.ones(len(self)), self.positions - self.origin, *steps])

    def hinges(self, knots: Sequence[float] | Floats) -> Floats:
        """(n, knots) how far each point lies past each knot, zero before it."""
        return np.maximum(self.positions[:, None] - np.asarray(knots, dtype=np.float64)[None, :], 0.0)

    def steps(self, knots: Sequence[float] | Floats) -> Floats:
        """(n, knots) one for the points past each knot, zero up to it."""
        return (self.positions[:, None] > np.asarray(knots, dtype=np.float64)[None, :]).astype(np.float64)

    def whitened(self, columns: Floats) -> Floats:
        """Columns (n,) or (n, m) after which least squares is generalised least squares.

        Weights first, then the first-order autocorrelation (Prais and Winsten, the first point kept).
        """
        scale = np.ones(len(self)) if self.weights is None else np.sqrt(np.asarray(self.weights))
        weighted = columns * (scale if columns.ndim == 1 else scale[:, None])
        if self.phi == 0.0:
            return weighted
        carried = self.phi ** np.diff(self.positions)
        shrunk = np.sqrt((1 - self.phi**2) / (1 - carried**2))
        if columns.ndim == 2:
            carried, shrunk = carried[:, None], shrunk[:, None]
        out = np.empty_like(weighted)
        out[0] = np.sqrt(1 - self.phi**2) * weighted[0]
        out[1:] = (weighted[1:] - carried * weighted[:-1]) * shrunk
        return out

    @cached_property
    def complement(self) -> Floats:
        """(n - rank, n) orthonormal rows: what is left of a whitened series after the base model."""
        left, size, _ = np.linalg.svd(self.whitened(self.base), full_matrices=True)
        rank = int((size > size[0] * 1e-10).sum())
        return np.ascontiguousarray(left[:, rank:].T)

    def beyond_base(self, columns: Floats) -> Floats:
        """(m, q) unit rows: what columns (n, m) add to the base model; zero for those that add nothing.

        Measured against the column itself: a hinge that the jumps already hold leaves only rounding.
        """
        whole = self.whitened(columns)
        left = self.complement @ whole
        size = np.linalg.norm(left, axis=0)
        adds = size > SMALLEST_DIRECTION * np.linalg.norm(whole, axis=0)
        unit: Floats = np.where(adds, left / np.where(adds, size, 1.0), 0.0).T
        return unit


@dataclass(frozen=True)
class Spacing:
    """How many observations must lie outside the first and last joinpoint, and between two.

    An observation on a joinpoint counts on neither side, as in NCI Joinpoint from version 4.5.
    """

    ends: int = 2
    between: int = 2

    def fewest(self, joinpoints: int) -> int:
        """The fewest observations that can carry this many joinpoints on observations.

        >>> [Spacing().fewest(k) for k in (1, 2, 3)]
        [5, 8, 11]
        """
        return 2 * self.ends + (joinpoints - 1) * self.between + joinpoints if joinpoints else 2

    def admissible(self, design: Design) -> Floats:
        """The observed positions at which a joinpoint may lie."""
        places = np.unique(design.positions)
        before = (design.positions[None, :] < places[:, None]).sum(axis=1)
        after = (design.positions[None, :] > places[:, None]).sum(axis=1)
        inside: Floats = places[(before >= self.ends) & (after >= self.ends)]
        return inside


def most_joinpoints(points: int) -> int:
    """The joinpoints NCI's program allows by default: 1 from 7 points, 2 from 12, 3 from 17, …

    >>> [most_joinpoints(n) for n in (6, 7, 11, 12, 17, 21, 27)]
    [0, 1, 1, 2, 3, 3, 5]
    """
    return max(0, (points - 2) // 5)
