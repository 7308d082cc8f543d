"""Hudson's exact solution: joinpoints anywhere in time, not only on an observation.

Between two observations the sum of squares is lowest either at a crossing of two free lines or at
an observation. So each joinpoint is tried on every observation (one more column) and in every gap
(two more columns, the lines unjoined); a gap counts where its lines cross inside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np

from talentstudy.trends.joinpoint_design import SMALLEST_DIRECTION, Design, Spacing
from talentstudy.trends.joinpoint_grid import refuse_too_many
from talentstudy.trends.series import Floats, Integers

_LARGE = 2**21
_CHUNK = 256


@dataclass(frozen=True, eq=False)
class Choices:
    """Where a joinpoint may lie: ``low`` and ``high`` (m,) are equal on an observation, else a gap.

    ``columns`` (m, 2, q) unit rows: the hinge and, for a gap, the step it may bring; ``sizes`` (m, 2)
    what they were divided by; ``products`` (2 m, 2 m) of all with all.
    """

    low: Floats
    high: Floats
    before: Integers
    through: Integers
    columns: Floats
    sizes: Floats
    products: Floats

    @property
    def free(self) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """(m,) whether the choice is a gap."""
        return self.high > self.low


@dataclass(frozen=True, eq=False)
class Places:
    """Every admissible way to choose k joinpoints: ``members`` (sets, k); ``directions`` (sets, 2 k, q)."""

    members: Integers
    directions: Floats

    def gains(self, left: Floats) -> Floats:
        """(sets,) by how much each lowers the sum of squares of a projected series (q,)."""
        gains: Floats = np.square(self.directions @ left).sum(axis=1)
        return gains


@lru_cache(maxsize=16)
def choices_of(design: Design, spacing: Spacing) -> Choices:
    """Observations and gaps that leave enough points outside."""
    observed = np.unique(design.positions)
    low = np.r_[observed, observed[:-1]]
    high = np.r_[observed, observed[1:]]
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    x = design.positions
    through = (x[None, :] <= low[:, None]).sum(axis=1)
    # A joinpoint on an observation counts it on neither side; one in a gap has it before.
    before = np.where(high > low, through, (x[None, :] < low[:, None]).sum(axis=1))
    kept = (before >= spacing.ends) & (len(design) - through >= spacing.ends)
    low, high, before, through = low[kept], high[kept], before[kept], through[kept]
    raw = np.stack([design.hinges(low), design.steps(low) * (high > low)])
    columns = np.stack([design.beyond_base(one) for one in raw], axis=1)
    sizes = np.stack([np.linalg.norm(design.complement @ design.whitened(one), axis=0) for one in raw], axis=1)
    flat = columns.reshape(-1, columns.shape[2])
    return Choices(low, high, before, through, columns, sizes, flat @ flat.T)


def places_of(design: Design, joinpoints: int, spacing: Spacing) -> Places:
    """Every set of this many joinpoints, each on an observation or in a gap; remembered as a grid is."""
    large = comb(2 * len(design), joinpoints) * len(design) > _LARGE
    return (_found_large if large else _found)(design, joinpoints, spacing)


def _find(design: Design, joinpoints: int, spacing: Spacing) -> Places:
    choices = choices_of(design, spacing)
    members = np.empty((1, 0), dtype=np.int64)
    stack = np.empty((1, 0, choices.columns.shape[2]))
    for _ in range(joinpoints):
        parents, added = _children(choices, members, spacing)
        refuse_too_many(len(parents) * 2 * (members.shape[1] + 1) * stack.shape[2], joinpoints)
        members = np.column_stack([members[parents], added])
        stack = stack[parents]
        kept = np.ones(len(added), dtype=bool)
        for part in range(2):
            wanted = choices.columns[added, part]
            for _ in range(2):
                wanted = wanted - np.einsum("mj,mjq->mq", np.einsum("mjq,mq->mj", stack, wanted), stack)
            size = np.linalg.norm(wanted, axis=1)
            needed = choices.free[added] if part else np.ones(len(added), dtype=bool)
            kept &= (size > SMALLEST_DIRECTION) | ~needed
            unit = np.where((needed & (size > 0))[:, None], wanted / np.where(size > 0, size, 1.0)[:, None], 0.0)
            stack = np.concatenate([stack, unit[:, None, :]], axis=1)
        members, stack = members[kept], stack[kept]
    return Places(members, stack)


_found = lru_cache(maxsize=64)(_find)
_found_large = lru_cache(maxsize=3)(_find)


def _children(choices: Choices, members: Integers, spacing: Spacing) -> tuple[Integers, Integers]:
    count = len(choices.low)
    if not members.shape[1]:
        return np.zeros(count, dtype=np.int64), np.arange(count)
    last = members[:, -1]
    room = choices.before[None, :] - choices.through[last][:, None] >= spacing.between
    room &= np.arange(count)[None, :] > last[:, None]
    parents, added = np.nonzero(room)
    return parents, added


def hudson(design: Design, whitened: Floats, joinpoints: int, spacing: Spacing) -> tuple[float, Floats]:
    """The lowest sum of squares of a whitened series (n,), and the joinpoints (k,) that give it.

    Raises nothing: where no set of this size is admissible, the sum is infinite.
    """
    left = design.complement @ whitened
    total = float(left @ left)
    if not joinpoints:
        return total, np.empty(0)
    places, choices = places_of(design, joinpoints, spacing), choices_of(design, spacing)
    if not len(places.members):
        return np.inf, np.empty(0)
    sums = total - places.gains(left)
    # Sums equal but for rounding are tried in the order of time, so that a tie is settled the same way.
    order = np.argsort(np.round(sums / max(total, np.finfo(float).tiny), 11), kind="stable")
    for start in range(0, len(order), _CHUNK):
        some = order[start : start + _CHUNK]
        for at in some[_may_cross(choices, choices.columns @ left, places.members[some])]:
            knots = _crossings(design, whitened, choices, places.members[at])
            if knots is not None:
                # From what is left, not by difference, which would lose the digits of a close fit.
                rest = left - places.directions[at].T @ (places.directions[at] @ left)
                return float(rest @ rest), knots
    raise AssertionError("a set with every joinpoint on an observation is always valid")


def _may_cross(choices: Choices, along: Floats, members: Integers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """(sets,) whether the lines of every gap cross inside it, but for rounding: many sets at once."""
    where = (2 * members[:, :, None] + np.arange(2)).reshape(len(members), -1)
    products = choices.products[where[:, :, None], where[:, None, :]]
    # A joinpoint on an observation has no step: its row and column are zero, and its answer too.
    diagonal = np.arange(where.shape[1])
    products[:, diagonal, diagonal] += (products[:, diagonal, diagonal] == 0) + 1e-13
    solved = np.linalg.solve(products, along.reshape(-1)[where][:, :, None])[:, :, 0]
    coefficients = solved.reshape(members.shape[0], -1, 2)
    hinge = coefficients[:, :, 0] * choices.sizes[members][:, :, 1]
    step = -coefficients[:, :, 1] * choices.sizes[members][:, :, 0]
    # step / hinge is how far into the gap the lines cross, without dividing by a hinge of zero.
    width = choices.high[members] - choices.low[members]
    inside = (step * hinge > -1e-6 * hinge**2) & (np.abs(step) < (width + 1e-6) * np.abs(hinge))
    return np.asarray((inside | ~choices.free[members]).all(axis=1))


def _crossings(design: Design, whitened: Floats, choices: Choices, chosen: Integers) -> Floats | None:
    """Where the lines of each gap cross; None if one crosses outside its gap."""
    low, high, free = choices.low[chosen], choices.high[chosen], choices.free[chosen]
    if not free.any():
        return low
    columns = np.column_stack([design.base, design.hinges(low), design.steps(low[free])])
    coefficients = np.linalg.lstsq(design.whitened(columns), whitened, rcond=None)[0]
    first = design.base.shape[1]
    hinge = coefficients[first : first + len(chosen)][free]
    step = coefficients[first + len(chosen) :]
    if (hinge == 0).any():
        return None
    crossing = low[free] - step / hinge
    if not ((crossing > low[free]) & (crossing < high[free])).all():
        return None
    knots = low.copy()
    knots[free] = crossing
    return knots
