"""Whether the permutation test keeps its size and intervals hold: the tables of docs/joinpoint_size.md.

Run as ``python benchmarks/joinpoint_size.py --size N`` or ``--coverage N``, N series a row.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace

import numpy as np
from scipy import stats

from talentstudy.trends.joinpoint import Errors, Selection, fit_joinpoint
from talentstudy.trends.joinpoint_autocorrelation import estimated_phi
from talentstudy.trends.joinpoint_design import Design, Spacing, most_joinpoints
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_permutation import Permuted, permutations_of
from talentstudy.trends.joinpoint_profile import profile_interval
from talentstudy.trends.series import Floats, annual_series


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


def main() -> None:
    """Read what to run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, metavar="N", help="null series a cell of the size table")
    parser.add_argument("--coverage", type=int, metavar="N", help="series a row of the coverage tables")
    asked = parser.parse_args()
    if asked.size:
        size(asked.size)
    if asked.coverage:
        coverage(min(asked.coverage, 2000))
        profile_coverage(asked.coverage)


if __name__ == "__main__":
    main()
