"""How often the study's intervals hold the truth, by simulation: writes the tables of docs/coverage.md.

Run ``python benchmarks/coverage.py`` from the project's root; about ten minutes on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit, stdtrit

from talentstudy.errors import TooShort
from talentstudy.trends.growth_calibration import Posterior, covering
from talentstudy.trends.growth_design import GrowthDesign, growth_design
from talentstudy.trends.growth_errors import AUTOCORRELATIONS, ErrorGrid, correlation, error_grid
from talentstudy.trends.growth_shortest import Shortest
from talentstudy.trends.intervals import SHORTEST
from talentstudy.trends.series import Floats, Integers

SEED = 2026
DRAWS = 10_000
WIDTH_DRAWS = 2000
LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
STRENGTHS = (0.0, 0.2, 0.4, 0.6)
SLOPE, JUMP = 0.03, 0.2
METHODS = (
    "least squares",
    "Newey–West, 1 lag",
    "AR(1) plugged in (REML)",
    "uniform prior",
    "chosen",
    "autocorrelation known",
)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"


@dataclass(frozen=True, eq=False)
class Cell:
    """One simulated situation: n points, breaks before the given places, one autocorrelation."""

    points: int
    breaks: tuple[int, ...]
    strength: float
    errors: str = "normal"

    @property
    def years(self) -> Floats:
        """(n,) years from 0."""
        return np.arange(self.points, dtype=np.float64)

    @property
    def segments(self) -> Integers:
        """(n,) the segment of each point."""
        return np.searchsorted(np.array(self.breaks, dtype=np.int64), np.arange(self.points), side="right")

    def design(self, slopes: str) -> GrowthDesign:
        """The trend's design with slopes "common" or "per segment"."""
        return growth_design(np.arange(self.points), self.segments, slopes)

    def noise(self, draws: int) -> Floats:
        """(n, draws) stationary autoregressive errors; with "t5" or "doubling" not as the model thinks."""
        random = np.random.default_rng([SEED, self.points, len(self.breaks), round(100 * self.strength)])
        shape = (self.points, draws)
        shocks = random.standard_t(5, shape) if self.errors == "t5" else random.standard_normal(shape)
        noise = np.linalg.cholesky(correlation(self.years, self.strength)) @ shocks
        scale = np.where(self.years < self.points / 2, 1.0, 2.0) if self.errors == "doubling" else np.ones(self.points)
        return np.asarray(noise * scale[:, None])


def even_breaks(points: int, jumps: int) -> tuple[int, ...]:
    """Breaks that cut n points into nearly equal segments."""
    return tuple(round(points * (at + 1) / (jumps + 1)) for at in range(jumps))


def covered(found: Posterior | Shortest, noise: Floats, truth: Floats | float = 0.0) -> float:
    """The share of intervals that hold the truth."""
    return float(found.holds(truth, noise).mean())


def width_ratio(found: Posterior | Shortest, grid: ErrorGrid, weights: Floats, noise: Floats, cell: Cell) -> float:
    """Mean width over that of generalised least squares with the autocorrelation known."""
    lower, upper = found.bounds(noise)
    known = known_grid(cell, grid).contrast(weights)
    scale = known.located(noise, known.grid.residual_squares(noise))[1]
    return float((upper - lower).mean() / (2 * stdtrit(known.grid.freedom, 1 - TAIL) * scale).mean())


def known_grid(cell: Cell, grid: ErrorGrid) -> ErrorGrid:
    """The same design with the one true autocorrelation."""
    matrix = np.frombuffer(grid.key[1]).reshape(grid.key[0])
    return error_grid(matrix, cell.years, autocorrelations=np.array([cell.strength]))


def slope_row(cell: Cell) -> dict[str, object]:
    """Slope and APC (one increasing function of the other), and the first jump."""
    design = cell.design("common")
    grid, noise = error_grid(design.matrix, cell.years), cell.noise(DRAWS)
    weights = design.mean_slope(0, cell.points - 1)
    found = covering(grid, weights, LEVEL)
    row: dict[str, object] = {"slope": np.nan, "width": np.nan, "jump": np.nan, "refused": float(found is None)}
    if found is not None:
        row["slope"] = covered(found, noise)
        row["width"] = width_ratio(found, grid, weights, noise[:, :WIDTH_DRAWS], cell)
    if cell.breaks:
        jump = design.jump(1)
        assert jump is not None
        found = covering(grid, jump, LEVEL)
        row["jump"] = np.nan if found is None else covered(found, noise)
    return row


def aapc_coverage(cell: Cell) -> float:
    """AAPC over the whole series with a slope per segment; NaN where refused."""
    try:
        design = cell.design("per segment")
        weights = design.mean_slope(0, cell.points - 1)
    except (TooShort, ValueError):
        return np.nan
    grid = error_grid(design.matrix, cell.years)
    found = covering(grid, weights, LEVEL)
    return np.nan if found is None else covered(found, cell.noise(DRAWS))


def fractional_logits(design: Floats, shares: Floats) -> Floats:
    """(N, k) fractional logits of shares (n, N) at once; the tests compare them with the model's own."""
    beta = np.linalg.lstsq(design, np.log(shares) - np.log1p(-shares), rcond=None)[0].T
    for _ in range(8):
        mean = expit(beta @ design.T)
        information = np.einsum("ni,Nn,nj->Nij", design, mean * (1 - mean), design, optimize=True)
        beta = beta + np.linalg.solve(information, ((shares.T - mean) @ design)[..., None])[..., 0]
    return np.asarray(beta)


def share_coverage(cell: Cell) -> float:
    """Average marginal change a year of a share near 15 %, errors on the logit scale."""
    design = cell.design("common")
    weights = design.mean_slope(0, cell.points - 1)
    grid = error_grid(design.matrix, cell.years)
    found = covering(grid, weights, LEVEL)
    if found is None:
        return np.nan
    line = -1.8 + SLOPE * cell.years + JUMP * cell.segments
    shares = expit(line[:, None] + 0.06 * cell.noise(DRAWS))
    beta = fractional_logits(design.matrix, shares)
    mean = expit(beta @ design.matrix.T).T
    derivative = mean * (1 - mean)
    linked = design.matrix @ beta.T + (shares - mean) / derivative
    true_mean = expit(line)
    truth = SLOPE * (true_mean * (1 - true_mean)).mean() / derivative.mean(axis=0)
    return covered(found, linked, truth)


def method_row(cell: Cell) -> dict[str, object]:
    """The slope's coverage by the methods that were tried."""
    design = cell.design("common")
    weights, noise = design.mean_slope(0, cell.points - 1), cell.noise(DRAWS)
    grid = error_grid(design.matrix, cell.years)
    contrast, squares = grid.contrast(weights), grid.residual_squares(noise)
    located, even = contrast.located(noise, squares), grid.weights(squares, 0.0)
    best, drawn = even.argmax(axis=0), np.arange(DRAWS)
    plugged = np.abs(located[0][best, drawn] / located[1][best, drawn])
    independent = error_grid(design.matrix, cell.years, autocorrelations=np.array([0.0]))
    simple = independent.contrast(weights)
    centre, scale = simple.located(noise, independent.residual_squares(noise))
    residuals = noise - design.matrix @ (independent.rows[0] @ noise)
    scores = simple.rows[0][:, None] * residuals
    robust = np.square(scores).sum(axis=0) + (scores[1:] * scores[:-1]).sum(axis=0)
    robust = robust * cell.points / (cell.points - design.matrix.shape[1])
    far = stdtrit(grid.freedom, 1 - TAIL)
    found = covering(grid, weights, LEVEL)
    known = known_grid(cell, grid)
    return {
        "least squares": np.mean(np.abs(centre[0] / scale[0]) < far),
        "Newey–West, 1 lag": np.mean(np.abs(centre[0]) < far * np.sqrt(np.maximum(robust, 0))),
        "AR(1) plugged in (REML)": np.mean(plugged < far),
        "uniform prior": covered(Posterior(grid, contrast, 0.0, LEVEL), noise),
        "chosen": np.nan if found is None else covered(found, noise),
        "autocorrelation known": covered(Posterior(known, known.contrast(weights), 0.0, LEVEL), noise),
    }


def table(cells: Iterable[Cell], *, full: bool = True) -> pd.DataFrame:
    """One row per cell: coverage of slope and APC, AAPC, share trend and jump; width ratio; refusal."""
    rows = []
    for cell in cells:
        place = {"n": cell.points, "jumps": len(cell.breaks), "breaks": cell.breaks, "rho": cell.strength}
        row = {**place, "errors": cell.errors, **slope_row(cell)}
        if full:
            row |= {"aapc": aapc_coverage(cell), "share": share_coverage(cell)}
        rows.append(row)
    return pd.DataFrame(rows)


def as_text(frame: pd.DataFrame) -> str:
    """A Markdown table."""
    lines = [" | ".join(frame.columns), " | ".join("---" for _ in frame.columns)]
    lines += [" | ".join("–" if cell == "nan" else cell for cell in map(str, row)) for row in frame.to_numpy()]
    return "\n".join(f"| {line} |" for line in lines)


def printed(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares as percent with one decimal, widths with two, breaks as the points that begin a segment."""
    shown = frame.astype({"n": int, **({"jumps": int} if "jumps" in frame else {})}).astype(object)
    for name in frame.columns.difference(["n", "jumps", "breaks", "rho", "errors"]):
        width = name.startswith("width")
        values = frame[name].astype(float) * (1 if width else 100)
        shown[name] = [f"{one:.{2 if width else 1}f}" for one in values]
    if "breaks" in shown:
        shown["breaks"] = [", ".join(str(one + 1) for one in places) or "–" for places in shown["breaks"]]
    return shown


def compact(cells: pd.DataFrame) -> pd.DataFrame:
    """One row per n and number of jumps: slope and width at each autocorrelation, the worst of the rest."""
    places = cells[["n", "jumps"]].drop_duplicates().reset_index(drop=True)
    columns = {}
    for what in ("slope", "width"):
        for rho in STRENGTHS:
            columns[f"{what} {rho}"] = cells.loc[cells["rho"] == rho, what].to_numpy()
    grouped = cells.groupby(["n", "jumps"], sort=False)
    for what in ("aapc", "share", "jump"):
        columns[f"{what}, worst"] = grouped[what].min().to_numpy()
    columns["slope refused"] = grouped["refused"].mean().to_numpy()
    columns["AAPC refused"] = grouped["aapc"].apply(lambda one: one.isna().mean()).to_numpy()
    return places.assign(**columns)


def main() -> None:
    """Run every cell and fill the tables between the page's markers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(range(SHORTEST, 26)))
    sizes = parser.parse_args().sizes
    even = [Cell(n, even_breaks(n, jumps), rho) for n in sizes for jumps in range(4) for rho in STRENGTHS]
    hard_breaks = [
        (8, (1,)),
        (8, (1, 7)),
        (8, (1, 2, 3)),
        (14, (1,)),
        (14, (1, 2)),
        (14, (2, 3)),
        (14, (2, 12)),
        (14, (1, 13)),
        (15, (1, 14)),
        (20, (1, 7, 13, 17)),
    ]
    hard = [Cell(n, breaks, rho) for n, breaks in hard_breaks for rho in STRENGTHS]
    strange = [Cell(n, even_breaks(n, j), 0.4, kind) for n in (10, 20) for j in (0, 2) for kind in ("t5", "doubling")]
    tried = [Cell(n, even_breaks(n, jumps), rho) for n in (10, 14, 20) for jumps in (0, 2) for rho in (0.0, 0.4, 0.6)]
    methods = [{"n": one.points, "jumps": len(one.breaks), "rho": one.strength, **method_row(one)} for one in tried]
    found = {
        "methods": pd.DataFrame(methods),
        "cells": compact(table(even)),
        "hard": table(hard).drop(columns=["errors", "jumps"]),
        "strange": table(strange).drop(columns=["breaks", "rho"]),
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, frame in found.items():
        start, end = f"<!-- {name} -->", f"<!-- end {name} -->"
        before, rest = page.split(start)
        page = f"{before}{start}\n{as_text(printed(frame))}\n{end}{rest.split(end)[1]}"
    PAGE.write_text(page, encoding="utf-8")
    print(as_text(printed(found["cells"])))
    print(f"{len(AUTOCORRELATIONS)} autocorrelations, {DRAWS} draws a cell, seed {SEED}")


if __name__ == "__main__":
    main()
