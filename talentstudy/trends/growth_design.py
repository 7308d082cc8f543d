"""The columns of a trend with a level per segment, and which combination of them means what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.series import Floats, Integers


@dataclass(frozen=True, eq=False)
class GrowthDesign:
    """``matrix`` (n, k): a level per segment, at the segment's first year (with a common slope: at the
    first year of all), then the slopes; ``sloped`` are the segments that the slopes belong to.
    """

    matrix: Floats
    years: Integers
    starts: Integers
    sloped: tuple[int, ...]
    common: bool
    errors: Floats | None = None

    @property
    def levels(self) -> int:
        """The number of segments."""
        return len(self.starts)

    def mean_slope(self, first: int, last: int) -> Floats:
        """The mean slope (k,) between two years; a segment governs up to the next one's first year.

        Raises UnsuitableSeries for an empty window, one outside the series, or one that reaches
        over a segment without a slope.
        """
        start, end = int(self.years[0]), int(self.years[-1])
        if not start <= first < last <= end:
            raise UnsuitableSeries(
                f"no window from {first} to {last} in a series from {start} to {end}; two years inside it, the earlier first, are wanted."
            )
        weights = np.zeros(self.matrix.shape[1])
        if self.common:
            weights[-1] = 1.0
            return weights
        for number in range(self.levels):
            until = int(self.starts[number + 1]) if number + 1 < self.levels else end
            years = min(last, until) - max(first, int(self.starts[number]))
            if years <= 0:
                continue
            if number not in self.sloped:
                raise UnsuitableSeries(
                    f"the segment of {int(self.starts[number])} has one point and no slope; begin the window at {until}, or fit a common slope."
                )
            weights[self.levels + self.sloped.index(number)] = years / (last - first)
        return weights

    def jump(self, number: int) -> Floats | None:
        """The jump (k,) at the first year of segment ``number``, against the line before drawn on to it.

        None where the segment before has one point and so no line.
        """
        weights = np.zeros(self.matrix.shape[1])
        weights[number], weights[number - 1] = 1.0, -1.0
        if self.common:
            return weights
        if number - 1 not in self.sloped:
            return None
        weights[self.levels + self.sloped.index(number - 1)] = -float(self.starts[number] - self.starts[number - 1])
        return weights


def growth_design(
    years: Integers, segments: Integers, slopes: str, errors: Floats | None = None, *, name: str = ""
) -> GrowthDesign:
    """The design of a trend with ``slopes`` "common" or "per segment".

    Raises TooShort for fewer points than coefficients plus one, or where no segment has two points.
    """
    sizes = np.bincount(segments)
    starts = years[np.searchsorted(segments, np.arange(len(sizes)))]
    member = (segments[:, None] == np.arange(len(sizes))).astype(np.float64)
    sloped = tuple(int(number) for number in np.flatnonzero(sizes > 1))
    if slopes == "common":
        columns = (years - years[0])[:, None].astype(np.float64)
    else:
        columns = (member * (years[:, None] - starts))[:, list(sloped)]
    matrix = np.column_stack([member, columns])
    needed = max(matrix.shape[1], len(sizes) + 1)
    # A lone segment of two points still has a slope, read off as a point estimate.
    if not sloped or (len(sizes) > 1 and len(years) <= needed):
        raise TooShort(
            f"{name or 'the series'} has {len(years)} points in {len(sizes)} segments; this trend has {needed} coefficients "
            f"and needs {needed + 1} points. Leave out a break, or print the series without a trend."
        )
    return GrowthDesign(matrix, years, starts, sloped, slopes == "common", errors)
