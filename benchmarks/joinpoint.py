"""What a joinpoint model costs here and elsewhere, whether its test keeps its size, and NCI's published p values.

Run as ``python benchmarks/joinpoint.py`` (speed), with ``--size N`` or ``--coverage N`` (the tables of
docs/joinpoint_size.md, from N series a row), or with ``--published``. Times are processor time; set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1 for one core.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy import stats

from talentstudy.trends.joinpoint import Errors, Selection, fit_joinpoint
from talentstudy.trends.joinpoint_autocorrelation import estimated_phi
from talentstudy.trends.joinpoint_design import Design, Spacing, most_joinpoints
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_hudson import hudson
from talentstudy.trends.joinpoint_panel import fit_joinpoints
from talentstudy.trends.joinpoint_permutation import Permuted, permutations_of
from talentstudy.trends.joinpoint_profile import profile_interval
from talentstudy.trends.series import Floats, annual_series

HERE = Path(__file__).parent
NCI = HERE.parent / "tests" / "reference" / "joinpoint" / "nci.json"
PERMUTATIONS = 4499


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
    _continuous(rows, years)


def _continuous(rows: Floats, years: list[int]) -> None:
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
        for peer, fit in _peers(years, k).items():
            theirs = np.array([fit(row) for row in rows[:5]])
            cost = seconds(lambda: fit(rows[0]))  # noqa: B023
            worse = int((theirs > exact[:5] * (1 + 1e-6)).sum())
            print(f"    {peer}: {1e3 * cost:.0f} ms a series, ratio {cost / taken:,.0f}; above our sum in {worse} of 5")


def _peers(years: list[int], k: int) -> dict[str, Callable[[Floats], float]]:
    """Other programs, where they are installed."""
    time_points = np.asarray(years, dtype=float)
    found: dict[str, Callable[[Floats], float]] = {}
    for name in ("pwlf", "piecewise_regression"):
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            print(f"    {name} is not installed; not compared")
            continue
        if name == "pwlf":

            def fit_pwlf(row: Floats, module: Any = module) -> float:
                model = module.PiecewiseLinFit(time_points, row, seed=1)
                model.fit(k + 1)
                return float(model.ssr)

            found[name] = fit_pwlf
        else:

            def fit_piecewise(row: Floats, module: Any = module) -> float:
                model = module.Fit(time_points, row, n_breakpoints=k)
                estimates = model.get_results()
                return float(estimates["rss"]) if estimates["converged"] else np.inf

            found[name] = fit_piecewise
    return found


def noise(points: int, count: int, phi: float, seed: int) -> Floats:
    """(count, points) stationary errors with a variance of one and neighbours correlated by ``phi``."""
    drawn = np.random.default_rng(seed).normal(size=(count, points))
    drawn[:, 1:] *= np.sqrt(1 - phi**2)
    for at in range(1, points):
        drawn[:, at] += phi * drawn[:, at - 1]
    return drawn


def rejections(
    points: int, most: int, count: int, *, jumps: int = 0, phi: float = 0.0, known: str = "none"
) -> list[float]:
    """Percent of null series in which 0 against k is rejected at 5 %, for k = 1 … most, and the sequence's."""
    starts = tuple(float(at) for at in np.linspace(0, points, jumps + 2)[1:-1].round())
    plain = Design(tuple(float(at) for at in range(points)), starts)
    drawn = permutations_of(points, 999, 7160)
    hits = np.zeros(most + 1)
    for values in noise(points, count, phi, 20_240):
        used = {"none": 0.0, "true": phi, "estimated": 0.0}[known]
        if known == "estimated":
            used = estimated_phi(plain, values, most, Spacing())
        design = Design(plain.x, plain.jumps, None, used)
        grid = grid_of(design, most, Spacing())
        permuted = Permuted(grid, design.whitened(values), drawn, most)
        p = [permuted.test(0, k, 0.05, 0.0).p for k in range(1, most + 1)]
        hits[:most] += np.array(p) <= 0.05
        hits[most] += min(p) <= 0.05 / most
    return [float(one) for one in 100 * hits / count]


def size(count: int) -> None:
    """The size table of docs/joinpoint_size.md, in Markdown."""
    print(
        f"\n{count:,} null series a row, 999 permutations, nominal 5 %; standard error {100 * (0.05 * 0.95 / count) ** 0.5:.2f}"
    )
    print("| points | jumps | autocorrelation | taken as | 0 or 1 | 0 or 2 | 0 or 3 | any joinpoint, whole sequence |")
    print("|---|---|---|---|---|---|---|---|")
    cells: list[tuple[int, int, int, float, str]] = [(12, 2, 0, 0.0, "none"), (21, 3, 0, 0.0, "none")]
    cells += [(21, 3, jumps, 0.0, "none") for jumps in (1, 2, 3)] + [(12, 1, 1, 0.0, "none"), (12, 1, 2, 0.0, "none")]
    for phi in (0.2, 0.4, 0.6):
        cells += [(21, 3, 0, phi, known) for known in ("none", "estimated", "true")]
    for points, most, jumps, phi, known in cells:
        found = rejections(points, most, count, jumps=jumps, phi=phi, known=known)
        shown = [f"{one:.1f}" for one in found[:-1]] + ["–"] * (3 - most) + [f"{found[-1]:.1f}"]
        assumed = {"none": "independent", "true": "known", "estimated": "estimated"}[known]
        print(f"| {points} | {jumps} | {phi:g} | {assumed} | " + " | ".join(shown) + " |", flush=True)


def coverage(count: int) -> None:
    """How often 95 % intervals of the average change hold, whatever number of joinpoints was selected."""
    print(f"\n{count:,} series a row, error 0.02, slope 0.02 and a turn in the middle; conditional 95 % intervals")
    print("| points | turn | selection | errors | whole span | last half | mean joinpoints |")
    print("|---|---|---|---|---|---|---|")
    selections: tuple[Selection, ...] = ("bic", "bic3")
    rules: tuple[Errors, ...] = ("separate", "joint")
    for points, turn, selection, errors in itertools.product((14, 21), (0.0, 0.01, 0.03), selections, rules):
        years, mean = _truth(points, turn)
        held = np.zeros(3)
        for values in mean + 0.02 * noise(points, count, 0.0, 7):
            result = fit_joinpoint(annual_series(years, values), scale="linear", selection=selection, errors=errors)
            for at, start in enumerate((int(years[0]), int(years[points // 2]))):
                change = result.average(start, interval="conditional")
                held[at] += change.lower <= _average(years, mean, start) <= change.upper
            held[2] += result.number
        whole, half, number = held / count
        print(
            f"| {points} | {turn:g} | {selection} | {errors} | {100 * whole:.1f} | {100 * half:.1f} | {number:.2f} |",
            flush=True,
        )


def _truth(points: int, turn: float) -> tuple[Floats, Floats]:
    years = np.arange(2000.0, 2000 + points)
    return years, 0.02 * (years - 2000) + turn * np.maximum(years - years[points // 2], 0)


def _average(years: Floats, mean: Floats, start: float) -> float:
    return float((mean[-1] - mean[years == start][0]) / (years[-1] - start))


def profile_coverage(count: int, lengths: tuple[int, ...] = (8, 14, 21, 25)) -> None:
    """The same for profile intervals, by jumps and autocorrelation, and their width against known truth.

    Width is against the interval of one straight line with the jumps, generalised least squares with
    the autocorrelation known: what one could say if it were known that the trend never turns.
    """
    print(f"\n{count:,} series a row, profile 95 % intervals, turn of 0.01 in the middle")
    print("| points | jumps | autocorrelation | taken as | whole span | last half | width, whole span |")
    print("|---|---|---|---|---|---|---|")
    for points, jumps, phi in itertools.product(lengths, (0, 2), (0.0, 0.2, 0.4, 0.6)):
        for assumed in ("independent", "known", "0.4", "estimated"):
            needless = (phi == 0 and assumed == "known") or (phi == 0.4 and assumed == "0.4")
            if needless or (jumps and (points == 8 or assumed in ("0.4", "estimated"))):
                continue
            held, width = _profile_row(points, jumps, phi, assumed, count)
            shown = f"{100 * held[0]:.1f} | {100 * held[1]:.1f} | {width:.1f}"
            print(f"| {points} | {jumps} | {phi:g} | {assumed} | {shown} |", flush=True)


def _profile_row(points: int, jumps: int, phi: float, assumed: str, count: int) -> tuple[Floats, float]:
    years, mean = _truth(points, 0.01)
    starts = tuple(float(years[round(at)]) for at in np.linspace(0, points, jumps + 2)[1:-1])
    plain = Design(tuple(years.tolist()), starts)
    most = min(3, most_joinpoints(points - jumps))
    held, width = np.zeros(2), 0.0
    for values in mean + 0.02 * noise(points, count, phi, 7):
        if assumed == "estimated":
            used = estimated_phi(plain, values, most, Spacing())
        else:
            used = {"independent": 0.0, "known": phi, "0.4": 0.4}[assumed]
        design = replace(plain, phi=used)
        grid = grid_of(design, most, Spacing())
        for at, start in enumerate((years[0], years[points // 2])):
            low, high, _ = profile_interval(grid, design.whitened(values), start, years[-1], 0.05)
            held[at] += low <= _average(years, mean, start) <= high
            width += 0.0 if at else high - low
    truth = replace(plain, phi=phi)
    columns = truth.whitened(truth.base)
    # The draws have a variance of one before whitening; after it 1 - phi².
    error = 0.02 * np.sqrt((1 - phi**2) * np.linalg.inv(columns.T @ columns)[1, 1])
    straight = 2 * error * stats.t.isf(0.025, points - 2 - jumps)
    return held / count, float(width / count / straight)


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
    parser.add_argument("--size", type=int, metavar="N", help="null series a cell of the size table")
    parser.add_argument("--coverage", type=int, metavar="N", help="series a row of the coverage table")
    parser.add_argument("--published", action="store_true", help="NCI's permutation table in full")
    asked = parser.parse_args()
    if asked.size:
        size(asked.size)
    if asked.coverage:
        coverage(min(asked.coverage, 2000))
        profile_coverage(asked.coverage)
    if asked.published:
        published()
    if not (asked.size or asked.coverage or asked.published):
        for name in ("series_200x21.csv", "series_500x25.csv"):
            speed(name)


if __name__ == "__main__":
    main()
