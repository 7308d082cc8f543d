"""Joinpoint regression: when did the trend turn, on top of the jumps at the breaks of the series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.joinpoint_autocorrelation import estimated_phi
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_errors import grid_intervals, joint, knot_intervals, separate
from talentstudy.trends.joinpoint_fit import (
    Found,
    allowed_joinpoints,
    criteria,
    design_for,
    exact,
    label,
    lines,
    model_table,
    on_scale,
    search,
    with_jumps,
)
from talentstudy.trends.joinpoint_grid import Grid, grid_of
from talentstudy.trends.joinpoint_permutation import PermutationTest, Permuted, permutations_of, sequence
from talentstudy.trends.joinpoint_result import Joinpoint
from talentstudy.trends.series import AnnualSeries, Floats

Scale = Literal["log", "linear"]
Selection = Literal["bic", "bic3", "weighted bic", "permutation"]
Method = Literal["grid", "hudson"]
Errors = Literal["separate", "joint"]
Jumps = Literal["flagged", "none"] | Iterable[int]
NCI_SPACING = Spacing(ends=2, between=2)
# NCI's defaults: 4,499 permutations, so that the series itself makes 4,500, and its first seed.
NCI_PERMUTATIONS = 4499
NCI_SEED = 7160
# Profile intervals allow for this many joinpoints even where fewer are asked for: with one only,
# they hold 91 % instead of 95.
_UNKNOWN = 3
_ESTIMATED = (
    "After a search for joinpoints autocorrelation is estimated too low: tests find too many, intervals are too narrow."
)


def fit_joinpoint(
    series: AnnualSeries,
    *,
    max_joinpoints: int = 3,
    scale: Scale = "log",
    selection: Selection = "bic",
    method: Method = "grid",
    jumps: Jumps = "flagged",
    autocorrelation: float | Literal["estimate"] = 0.0,
    spacing: Spacing = NCI_SPACING,
    errors: Errors | None = None,
    permutations: int = NCI_PERMUTATIONS,
    seed: int = NCI_SEED,
    level: float = 0.05,
) -> Joinpoint:
    """The joined straight lines that fit an annual series best, and how many of them it supports.

    y(t) = a + b t + sum over joinpoints of d (t - joinpoint)+ + sum over breaks of a jump, for the
    natural log of the values (``scale="log"``; slopes are then annual percent changes) or the
    values. Least squares, weighted by ``series.errors`` where given (on the log scale (y / error)²).

    Parameters: ``max_joinpoints`` is lowered to what NCI's program allows for the number of points
    less the jumps (1 from 7, 2 from 12, 3 from 17, …). ``method`` "grid" places joinpoints on
    observations, "hudson" anywhere in time; both are exact. ``jumps``: a level jump at every
    flagged break, none, or at the years given. ``autocorrelation`` of neighbouring years, better
    the largest one would believe than "estimate" (see docs/joinpoint_size.md). ``selection``: the criteria of
    ``joinpoint_selection``, or the tests of ``joinpoint_permutation``, which search the grid also
    under "hudson"; that then places the number they found. ``errors``: "separate" as NCI prints
    (default on the grid), "joint" as R's segmented (default under Hudson, where joinpoints are
    continuous). ``level`` of the intervals and of the sequence of tests.

    Returns a frozen Joinpoint. Gaps in the years stay gaps; flags only matter as breaks. A model
    that fits exactly is never enlarged. A joinpoint at a break may lie on either side of it with the
    same fit: the earlier is given. An interval that the points do not allow is nan.

    Raises TooShort for fewer points than 7 plus the jumps (3 plus the jumps with no joinpoint
    asked); UnsuitableSeries for a constant series, values that have no log, phi outside [0, 1);
    UnknownName for an option that does not exist.

    Reference: Kim, Fay, Feuer, Midthune (2000), Statistics in Medicine 19, 335-351; Hudson (1966),
    JASA 61, 1097-1129; Lerman (1980), Applied Statistics 29, 77-84.

    >>> from talentstudy.trends.series import annual_series
    >>> turned = annual_series(range(2000, 2012), [8, 9.1, 9.9, 11, 12.1, 13, 12.4, 12.1, 11.5, 11, 10.4, 10])
    >>> result = fit_joinpoint(turned, scale="linear", max_joinpoints=1)
    >>> result.knots.tolist(), result.slopes.round(2).tolist()
    ([2005.0], [1.0, -0.51])
    """
    _known(scale=(scale, Scale), selection=(selection, Selection), method=(method, Method))
    _known(errors=(errors or "joint", Errors))
    _sensible(max_joinpoints, permutations, level)
    cut = with_jumps(series, jumps)
    values, variances = on_scale(cut, scale)
    most, limits = allowed_joinpoints(label(cut), len(cut), len(cut.breaks), max_joinpoints, spacing)
    design = _with_autocorrelation(design_for(cut, variances), values, autocorrelation, most, spacing, label(cut))
    whitened = design.whitened(values)
    grid = grid_of(design, most, spacing)
    if len(grid.levels) < most:
        limits.append(f"{most} joinpoints were tried; {len(grid.levels)} can be told from the jumps.")
    found = search(grid, whitened, method, spacing)
    scores = criteria(design, whitened, found)
    tests: list[PermutationTest] = []
    if autocorrelation == "estimate" and most:
        limits.append(_ESTIMATED)
    if selection == "permutation":
        number, tests = sequence(
            grid,
            whitened,
            most=len(grid.levels),
            permutations=permutations,
            seed=seed,
            level=level,
            floor=exact(whitened),
        )
    else:
        number = int(np.argmin(scores[selection]))
    parts = _parameters(grid, whitened, found, number, errors or ("separate" if method == "grid" else "joint"), level)
    table = pd.DataFrame(
        [asdict(test) | {"rejected": test.rejected, "permutations": permutations, "seed": seed} for test in tests]
    )
    fit = parts.pop("fit")
    return Joinpoint(
        series=cut,
        scale=scale,
        selection=selection,
        method=method,
        level=level,
        phi=design.phi,
        fitted=np.exp(fit) if scale == "log" else fit,
        sse=float(found.sums[number]),
        models=model_table(design, found, scores, number),
        tests=table,
        limits=tuple(limits),
        design=design,
        spacing=spacing,
        widest=max(most, min(_UNKNOWN, allowed_joinpoints(label(cut), len(cut), len(cut.breaks), _UNKNOWN, spacing)[0]))
        if most
        else 0,
        random_stream=f"numpy PCG64, seed {seed}, {permutations} permutations" if tests else "none",
        **parts,
    )


def _parameters(grid: Grid, whitened: Floats, found: Found, number: int, errors: str, level: float) -> dict[str, Any]:
    """Lines, their uncertainty and the intervals of the joinpoints of the model selected."""
    design, knots = grid.design, found.knots[number]
    line = lines(design, whitened, knots)
    if errors == "joint":
        uncertainty = joint(design, whitened, knots, line.slopes)
        ends = knot_intervals(knots, uncertainty, level)
    else:
        uncertainty = separate(design, whitened, knots)
        ends = grid_intervals(grid, whitened, knots, level)
    return {
        "errors": errors,
        "knots": knots,
        "knot_intervals": ends,
        "slopes": line.slopes,
        "intercepts": line.intercepts,
        "jumps": line.jumps,
        "fit": line.fit,
        "uncertainty": uncertainty,
    }


def _with_autocorrelation(
    design: Design, values: Floats, asked: float | str, most: int, spacing: Spacing, name: str
) -> Design:
    phi = estimated_phi(design, values, most, spacing) if asked == "estimate" else float(asked)
    if not 0 <= phi < 1:
        raise UnsuitableSeries(f"{name}: an autocorrelation of {phi:g} was asked; at least 0 and below 1 is wanted.")
    return replace(design, phi=phi)


def _known(**options: tuple[str, Any]) -> None:
    for option, (given, kinds) in options.items():
        if given not in get_args(kinds):
            raise UnknownName(option, given, get_args(kinds))


def _sensible(joinpoints: int, permutations: int, level: float) -> None:
    if joinpoints < 0 or permutations < 19 or not 0 < level < 1:
        raise UnsuitableSeries(
            f"{joinpoints} joinpoints, {permutations} permutations and level {level:g} were asked; at least 0, "
            "at least 19 and a level between 0 and 1 are wanted."
        )


def permutation_test(
    series: AnnualSeries,
    fewer: int,
    more: int,
    *,
    scale: Scale = "log",
    jumps: Jumps = "flagged",
    autocorrelation: float = 0.0,
    spacing: Spacing = NCI_SPACING,
    permutations: int = NCI_PERMUTATIONS,
    seed: int = NCI_SEED,
    level: float = 0.05,
) -> PermutationTest:
    """One permutation test of ``fewer`` against ``more`` joinpoints, at the whole ``level``.

    The test that ``fit_joinpoint(selection="permutation")`` repeats at divided levels.
    Raises as that does, and TooShort where the points cannot carry ``more`` joinpoints.
    """
    _sensible(fewer, permutations, level)
    if fewer >= more:
        raise UnsuitableSeries(f"a test of {fewer} against {more} joinpoints was asked; fewer against more is wanted.")
    cut = with_jumps(series, jumps)
    values, variances = on_scale(cut, scale)
    most, _ = allowed_joinpoints(label(cut), len(cut), len(cut.breaks), more, spacing)
    design = _with_autocorrelation(design_for(cut, variances), values, autocorrelation, most, spacing, label(cut))
    grid = grid_of(design, most, spacing)
    if len(grid.levels) < more:
        raise TooShort(
            f"{label(cut)} carries {len(grid.levels)} joinpoints at most; a test of {more} needs more points."
        )
    whitened = design.whitened(values)
    drawn = permutations_of(len(design), permutations, seed)
    return Permuted(grid, whitened, drawn, more).test(fewer, more, level, exact(whitened))
