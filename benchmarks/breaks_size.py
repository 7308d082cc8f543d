"""How often tests of breaks and comparisons reject where nothing breaks, and how often intervals of break dates hold.

Run with ``python benchmarks/breaks_size.py [draws]`` (10,000 by default; minutes on one core). Nominal levels are 5 and 95 %.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from talentstudy.trends.comparison_tests import contrast_p_values, joint_p_values
from talentstudy.trends.growth_errors import correlation, error_grid
from talentstudy.trends.structural_breaks_dating import date_many, least_segment
from talentstudy.trends.structural_breaks_intervals import break_intervals
from talentstudy.trends.structural_breaks_simulated import simulated_sup_f
from talentstudy.trends.structural_breaks_tests import f_statistics

Floats = NDArray[np.float64]
# One series at a time: these cost a tenth of the draws.
_SLOW = 10


def errors(points: int, autocorrelation: float, draws: int) -> Floats:
    """(draws, points) first-order autoregressive errors of variance one."""
    factor = np.linalg.cholesky(correlation(np.arange(float(points)), autocorrelation))
    seed = 1000 * points + int(10 * autocorrelation)
    return np.asarray((factor @ np.random.default_rng(seed).normal(size=(points, draws))).T)


def sizes_of_break_tests(draws: int) -> None:
    """Trend without break: supF with its asymptotic p-value, simulated supF, and a break found by BIC."""
    print("n  autocorrelation  supF asymptotic  supF simulated  BIC finds a break")
    for points in (12, 16, 21, 25):
        time = np.arange(float(points))
        design, shortest = np.column_stack([np.ones(points), time]), least_segment(points, 2)
        dates = np.arange(shortest, points - shortest + 1)
        added: Floats = np.where((np.arange(points) >= dates[:, None])[:, :, None], design, 0.0)
        for autocorrelation in (0.0, 0.2, 0.4, 0.6):
            series = errors(points, autocorrelation, draws)
            found = (date_many(series, design, minimum=shortest).count > 0).mean()
            some = series[: max(1, draws // _SLOW)]
            asymptotic = np.mean([f_statistics(row, design).test().p_value < 0.05 for row in some])
            simulated = np.mean([simulated_sup_f(row, design, added, time).p_value < 0.05 for row in some])
            print(f"{points:<2d} {autocorrelation:>15.1f} {asymptotic:>16.3f} {simulated:>15.3f} {found:>18.3f}")


def sizes_of_comparisons(draws: int) -> None:
    """Differences of two series with jumps: parallel (slope nought) and coincide (slope and levels nought)."""
    print("n  jumps  test      autocorrelation 0, 0.2, 0.4, 0.6")
    for points in (8, 10, 12, 14, 16, 21, 25):
        for jumps in (0, 1, 2, 3):
            cuts = np.round(np.linspace(0, points, jumps + 2)[1:-1])
            segments = np.searchsorted(cuts, np.arange(points), side="right")
            levels = segments[:, None] == np.arange(jumps + 1)
            design, width = np.column_stack([levels, np.arange(points)]).astype(float), jumps + 2
            grid = error_grid(design, np.arange(float(points)))
            for name in ("parallel", "coincide"):
                row = []
                for autocorrelation in (0.0, 0.2, 0.4, 0.6):
                    values = errors(points, autocorrelation, draws).T
                    one, all_rows = np.eye(width)[-1], np.eye(width)
                    p_values = (
                        contrast_p_values(grid, one, values)
                        if name == "parallel"
                        else joint_p_values(grid, all_rows, values)
                    )
                    row.append("refused" if p_values is None else f"{(p_values < 0.05).mean():7.3f}")
                print(f"{points:<2d} {jumps:>6d}  {name:<9s} {'  '.join(row)}")


def coverage_of_dates(draws: int) -> None:
    """Level that jumps after 10 of 20 points by 1 to 3 standard deviations of the errors."""
    print("jump  autocorrelation  interval of the date holds  no interval")
    design, step = np.ones((20, 1)), np.arange(20) >= 10
    for jump in (1, 2, 3):
        for autocorrelation in (0.0, 0.4):
            series = errors(20, autocorrelation, max(1, draws // _SLOW)) + jump * step
            positions = date_many(series, design, minimum=3, most=1, every_count=True).by_count[0][:, 0]
            bounds = [break_intervals(row, design, [int(at)])[0] for row, at in zip(series, positions, strict=True)]
            held = [one[0] <= 10 <= one[1] for one in bounds if one is not None]
            print(f"{jump:<4d} {autocorrelation:>16.1f} {np.mean(held):>27.3f} {1 - len(held) / len(bounds):>12.3f}")


def main() -> None:
    """Print the three tables."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sizes_of_break_tests(draws)
    sizes_of_comparisons(draws)
    coverage_of_dates(draws)


if __name__ == "__main__":
    main()
