"""What a joinpoint model costs here and elsewhere, and NCI's published p values.

Run as ``python benchmarks/joinpoint.py`` (speed) or with ``--published``. Times are processor time; set
OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1 for one core. Peers run in the environment of ``make peers``, in turns with ours.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import statsmodels.api as sm
from peers import measured  # type: ignore[import-not-found]  # beside the script, which is no package

from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_hudson import hudson
from talentstudy.trends.joinpoint_panel import fit_joinpoints
from talentstudy.trends.series import Floats, annual_series

HERE = Path(__file__).parent
NCI = HERE.parent / "tests" / "reference" / "joinpoint" / "nci.json"
PERMUTATIONS = 4499
# A peer takes up to a second a series.
PEER_SERIES = 10


def seconds(work: Callable[[], Any], times: int = 1) -> float:
    """Seconds of processor time of one call, the least of ``times``: what others do at the time does not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def naive_sums(values: Floats, most: int) -> list[float]:
    """The same grid search as a loop of statsmodels regressions; also how often it was called."""
    years = np.arange(len(values), dtype=float)
    sums, calls = [], 0
    for k in range(most + 1):
        least = np.inf
        for places in itertools.combinations(range(2, len(values) - 2), k):
            if k > 1 and min(np.diff(places)) < 3:
                continue
            columns = np.column_stack([np.ones_like(years), years, *(np.maximum(years - at, 0) for at in places)])
            least = min(least, float(sm.OLS(values, columns).fit().ssr))
            calls += 1
        sums.append(least)
    return [*sums, float(calls)]


def speed(name: str) -> None:
    """Ours against a loop of statsmodels on the series of one file."""
    rows = np.loadtxt(HERE / "data" / name, delimiter=",")
    points = rows.shape[1]
    years = list(range(2000, 2000 + points))
    sample = [annual_series(years, row) for row in rows[:100]]
    print(f"\n{name}: {len(rows)} series of {points} points, 0 to 3 joinpoints, linear scale")

    cold = seconds(lambda: fit_joinpoint(sample[0], scale="linear", selection="permutation"))
    warm = seconds(lambda: [fit_joinpoint(one, scale="linear", selection="permutation") for one in sample])
    per_series = warm / len(sample)
    *sums, calls = naive_sums(rows[0], 3)
    ours = fit_joinpoint(sample[0], scale="linear").models["sse"].to_numpy()
    print(f"  the same sums of squares as the loop: largest relative difference {np.max(np.abs(ours / sums - 1)):.1e}")
    loop = seconds(lambda: naive_sums(rows[0], 3))
    # One sweep over every model a permutation; the loop would sweep for each of its 4,499 and the series.
    naive = loop * (PERMUTATIONS + 1)
    print(
        f"  permutation test, {PERMUTATIONS} permutations: {1e3 * per_series:.1f} ms a series ({1e3 * cold:.0f} ms the first)"
    )
    print(
        f"  statsmodels loop: {loop:.3f} s a sweep of {calls:.0f} models, {naive:,.0f} s with permutations (extrapolated)"
    )
    print(f"  ratio {naive / per_series:,.0f}")

    many = np.tile(rows, (-(-20_000 // len(rows)), 1))[:20_000]
    many = many + np.random.default_rng(1).normal(0, 0.01, many.shape)
    for selection in ("bic", "bic3", "weighted bic"):
        taken = seconds(lambda: fit_joinpoints(years, many, scale="linear", selection=selection), 3)  # noqa: B023
        rate = len(many) / taken
        print(
            f"  {selection}: {rate:,.0f} series/s; statsmodels loop {1 / loop:.2f} series/s; ratio {rate * loop:,.0f}"
        )
    one_by_one = seconds(lambda: [fit_joinpoint(one, scale="linear") for one in sample]) / len(sample)
    print(f"  fit_joinpoint alone, with every interval and table: {1e3 * one_by_one:.1f} ms a series")
    _continuous(rows, years, HERE / "data" / name)


def _continuous(rows: Floats, years: list[int], path: Path) -> None:
    design = Design(tuple(float(year) for year in years))
    grid = grid_of(design, 3, Spacing())
    sums, _ = grid.best(grid.project(rows.T))
    for k in (1, 2, 3):
        hudson(design, rows[0], k, Spacing())
        start = time.process_time()
        exact = np.array([hudson(design, row, k, Spacing())[0] for row in rows])
        taken = (time.process_time() - start) / len(rows)
        same = int((sums[k] <= exact * (1 + 1e-9)).sum())
        excess = 100 * float(np.median(sums[k] / exact - 1))
        print(
            f"  Hudson, {k}: {1e3 * taken:.2f} ms a series; the grid has the same sum in {same}, median excess {excess:.2f} %"
        )
        for peer in ("pwlf", "piecewise_regression"):
            _beside(peer, path, k, taken, exact)


def _beside(peer: str, path: Path, k: int, taken: float, exact: Floats) -> None:
    """One line: a peer in its own process on the first series of the same file, ours timed just before."""
    found = measured(peer, path, k, PEER_SERIES)
    if found is None:
        print(f"    {peer}, {k}: not installed (make peers)")
        return
    theirs = np.array(found["sums"])
    worse = int((theirs > exact[: len(theirs)] * (1 + 1e-6)).sum())
    print(
        f"    {peer} {found['version']}, {k}: {1e3 * found['seconds']:.0f} ms a series, ratio {found['seconds'] / taken:,.0f}; "
        f"above our sum in {worse} of {len(theirs)}"
    )


def published() -> None:
    """NCI's permutation table with all 4,499 permutations."""
    run = json.loads(NCI.read_text(encoding="utf-8"))["vandoren_NCI_4.8.0.1"]
    series = annual_series([int(year) for year in run["years"]], run["series"]["accidents"]["y"], name="accidents")
    taken = seconds(lambda: fit_joinpoint(series, scale="linear", selection="permutation"))
    result = fit_joinpoint(series, scale="linear", selection="permutation")
    print(f"\naccidents, 99 points, {PERMUTATIONS} permutations, {taken:.0f} s:")
    for row, printed in zip(result.tests.to_dict("records"), run["screenshot_permutation_accidents"], strict=True):
        print(f"  {row['fewer']} against {row['more']}: p {row['p']:.7f}, NCI {printed['p']}")


def main() -> None:
    """Read what to run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--published", action="store_true", help="NCI's permutation table in full")
    if parser.parse_args().published:
        published()
        return
    for name in ("series_200x21.csv", "series_500x25.csv"):
        speed(name)


if __name__ == "__main__":
    main()
