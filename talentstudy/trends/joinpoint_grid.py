"""The exact grid search: every admissible set of joinpoints, as directions known before the data.

With the years fixed, adding joinpoints to the base model only adds directions. The sum of squares
of a set is that of its first joinpoints less the square along its last direction, so one matrix
product gives every model of every series, or of every permutation of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.joinpoint_design import SMALLEST_DIRECTION, Design, Spacing
from talentstudy.trends.series import Floats, Integers

# Rows of directions made, and columns of data searched, at a time: they stay in the cache.
_CHUNK = 16_384
_BLOCK = 256
_MOST_NUMBERS = 2**26
_LARGE = 2**20
_TIE = 1e-11


@dataclass(frozen=True, eq=False)
class Level:
    """Every admissible set of k joinpoints.

    ``members`` (sets, k) indices of places; ``directions`` (sets, q) orthonormal to the set's first
    k - 1; ``parents`` (sets,) where those stand in the level below.
    """

    members: Integers
    directions: Floats
    parents: Integers


@dataclass(frozen=True, eq=False)
class Grid:
    """All models of 0 to K joinpoints over one design. ``places`` (m,) may hold a joinpoint."""

    design: Design
    places: Floats
    levels: tuple[Level, ...]

    def project(self, whitened: Floats) -> Floats:
        """(q, series) what the base model leaves of whitened series (n, series)."""
        return self.design.complement @ whitened

    def gains(self, left: Floats, k: int) -> Floats:
        """(sets, series) by how much each set of k joinpoints lowers the sum of squares."""
        gain = np.zeros((1, left.shape[1]))
        for level in self.levels[:k]:
            gain = np.square(level.directions @ left) + gain[level.parents]
        return gain

    def best(self, left: Floats) -> tuple[Floats, Integers]:
        """Sums of squares (K + 1, series) of the best sets, and which sets they are."""
        total = np.einsum("ij,ij->j", left, left)
        sums = np.empty((len(self.levels) + 1, left.shape[1]))
        sets = np.zeros(sums.shape, dtype=np.int64)
        sums[0] = total
        for start in range(0, left.shape[1], _BLOCK):
            part = slice(start, start + _BLOCK)
            gain = np.zeros((1, left[:, part].shape[1]))
            for k, level in enumerate(self.levels, start=1):
                gain = np.square(level.directions @ left[:, part]) + gain[level.parents]
                top = gain.max(axis=0)
                # A joinpoint on the last year of a level and one on the first of the next are the
                # same model; of such ties the earliest is taken, whatever the rounding.
                sets[k, part] = (gain >= top - _TIE * total[part]).argmax(axis=0)
        for k in range(1, len(sums)):
            sums[k] = np.square(self.beyond(left, k, sets[k])).sum(axis=0)
        return sums, sets

    def beyond(self, left: Floats, k: int, sets: Integers) -> Floats:
        """(q, series) what a set of k joinpoints for each series leaves of it.

        Its square sum keeps the digits that a difference of large sums loses: none is left of an exact fit.
        """
        rest, which = left.copy(), sets
        for level in reversed(self.levels[:k]):
            directions = level.directions[which].T
            rest -= directions * np.einsum("qs,qs->s", directions, rest)
            which = level.parents[which]
        return rest

    def least(self, left: Floats, k: int) -> Floats:
        """(k + 1, series) sums of squares of the best sets only, as fast as can be."""
        sums = np.empty((k + 1, left.shape[1]))
        sums[0] = np.einsum("ij,ij->j", left, left)
        scratch = [np.empty((2, len(level.members), _BLOCK)) for level in self.levels[:k]]
        for start in range(0, left.shape[1], _BLOCK):
            part = slice(start, start + _BLOCK)
            block = left[:, part]
            gain = np.zeros((1, block.shape[1]))
            for at, (level, (along, below)) in enumerate(zip(self.levels, scratch, strict=False), start=1):
                along, below = along[:, : block.shape[1]], below[:, : block.shape[1]]
                np.matmul(level.directions, block, out=along)
                np.square(along, out=along)
                along += np.take(gain, level.parents, axis=0, out=below, mode="clip")
                gain = along
                sums[at, part] = sums[0, part] - gain.max(axis=0)
        return np.maximum(sums, 0.0)

    def knots(self, k: int, which: int) -> Floats:
        """(k,) positions of the joinpoints of one set."""
        return self.places[self.levels[k - 1].members[which]] if k else np.empty(0)


def grid_of(design: Design, joinpoints: int, spacing: Spacing) -> Grid:
    """Every admissible model of up to ``joinpoints`` joinpoints; fewer where no more fit in.

    Remembered for the next series over the same design: many small ones, but few large ones.
    """
    large = comb(len(design), joinpoints) * len(design) > _LARGE
    return (_built_large if large else _built)(design, joinpoints, spacing)


def _build(design: Design, joinpoints: int, spacing: Spacing) -> Grid:
    places = spacing.admissible(design)
    hinges = design.beyond_base(design.hinges(places))
    levels: list[Level] = []
    stack = np.empty((1, 0, hinges.shape[1]))
    members = np.empty((1, 0), dtype=np.int64)
    for _ in range(joinpoints):
        parents, last = _children(design, places, members, spacing)
        refuse_too_many(len(parents) * hinges.shape[1], joinpoints)
        level = _level(hinges, stack, members, parents, last)
        if not len(level.members):
            break
        levels.append(level)
        stack = np.concatenate([stack[level.parents], level.directions[:, None, :]], axis=1)
        members = level.members
    return Grid(design, places, tuple(levels))


_built = lru_cache(maxsize=64)(_build)
_built_large = lru_cache(maxsize=2)(_build)


def _children(design: Design, places: Floats, members: Integers, spacing: Spacing) -> tuple[Integers, Integers]:
    """The sets one joinpoint larger: which set each extends, and by which place."""
    before = (design.positions[None, :] < places[:, None]).sum(axis=1)
    through = (design.positions[None, :] <= places[:, None]).sum(axis=1)
    if members.shape[1]:
        last = members[:, -1]
        room = before[None, :] - through[last][:, None] >= spacing.between
        room &= np.arange(len(places))[None, :] > last[:, None]
    else:
        room = np.ones((1, len(places)), dtype=bool)
    parents, added = np.nonzero(room)
    return parents, added


def _level(hinges: Floats, stack: Floats, members: Integers, parents: Integers, added: Integers) -> Level:
    """Directions of the children, made orthogonal twice, without those that add nothing."""
    directions = hinges[added]
    for start in range(0, len(added), _CHUNK):
        part = slice(start, start + _CHUNK)
        earlier = stack[parents[part]]
        for _ in range(2):
            along = np.einsum("mjq,mq->mj", earlier, directions[part])
            directions[part] -= np.einsum("mj,mjq->mq", along, earlier)
    size = np.linalg.norm(directions, axis=1)
    kept = size > SMALLEST_DIRECTION
    parents, added = parents[kept], added[kept]
    directions = directions[kept] / size[kept, None]
    grown = np.column_stack([members[parents], added])
    return Level(grown, np.ascontiguousarray(directions), parents)


def refuse_too_many(numbers: int, joinpoints: int) -> None:
    """Refuse a search whose directions would not fit in memory."""
    if numbers > _MOST_NUMBERS:
        raise UnsuitableSeries(
            f"{joinpoints} joinpoints can be placed in too many ways over so long a series; "
            "ask for fewer joinpoints, a shorter window, or a wider spacing."
        )
