"""What dating breaks and robust standard errors cost: ours, R strucchange and sandwich, ruptures and statsmodels on the same series.

Run with ``python benchmarks/breaks.py`` on one idle core (OMP_NUM_THREADS=1); one line per measurement, ratios last.
A peer that is absent is printed as not installed; ruptures runs in the environment of ``make peers``. Times are processor time.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from peers import measured  # type: ignore[import-not-found]  # beside the script, which is no package
from statsmodels.regression.linear_model import OLS

from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.least_squares_hac import newey_west
from talentstudy.trends.series import annual_series
from talentstudy.trends.structural_breaks import date_breaks
from talentstudy.trends.structural_breaks_dating import ManyBreaks, date_many

Floats = NDArray[np.float64]
_SERIES = Path(__file__).with_name("data") / "series_200x21.csv"
_LAG = 2
# The shortest segment both programs use: 15 % of 21 points.
_SHORTEST = 3
# ruptures takes several milliseconds a series.
_RUPTURES = 40

_R_BREAKS = """
suppressMessages(library(strucchange))
values <- as.matrix(read.csv("{series}", header = FALSE)); time <- seq_len(ncol(values))
started <- sum(proc.time()[1:2])
found <- lapply(seq_len(nrow(values)), function(row) { y <- values[row, ]; breakpoints(y ~ time)$breakpoints })
cat(sum(proc.time()[1:2]) - started, "\\n")
for (one in found) cat(if (anyNA(one)) "" else one, "\\n")
"""
_R_ERRORS = """
suppressMessages(library(sandwich))
values <- as.matrix(read.csv("{series}", header = FALSE)); time <- seq_len(ncol(values))
started <- sum(proc.time()[1:2])
errors <- t(apply(values, 1, function(y) sqrt(diag(NeweyWest(lm(y ~ time), lag = {lag}, prewhite = FALSE)))))
cat(sum(proc.time()[1:2]) - started, "\\n")
write.table(format(errors, digits = 17), row.names = FALSE, col.names = FALSE, quote = FALSE)
"""


def per_second(work: Callable[[], object], series: int, times: int = 7) -> float:
    """Series per second of processor time, at the best of several runs."""
    work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return series / min(spent)


def from_r(package: str, script: str) -> list[str] | None:
    """The lines an R script prints, or None where R or the package is absent."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    there = subprocess.run(
        [program, "-e", f"quit(status = !requireNamespace('{package}', quietly = TRUE))"], check=False
    )
    if there.returncode:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.R"
        path.write_text(script.replace("{series}", str(_SERIES)).replace("{lag}", str(_LAG)))
        run = subprocess.run([program, str(path)], check=True, capture_output=True, text=True)
    return run.stdout.splitlines()


def report(what: str, rate: float | None) -> None:
    """One line of the table."""
    print(f"{what:<58} " + ("not installed" if rate is None else f"{rate:>12,.0f} series/s"))


def breaks_in_r(ours: ManyBreaks) -> float | None:
    """R's speed; prints in how many series its breaks are ours."""
    lines = from_r("strucchange", _R_BREAKS)
    if lines is None:
        return None
    theirs = [[int(one) for one in line.split()] for line in lines[1:]]
    chosen = [row[:count].tolist() for row, count in zip(ours.positions, ours.count, strict=True)]
    same = sum(a == b for a, b in zip(theirs, chosen, strict=True))
    print(f"series with the same breaks as R strucchange: {same} of {len(theirs)}")
    return len(theirs) / float(lines[0])


def breaks_in_ruptures(ours: ManyBreaks) -> float | None:
    """Exact search of ruptures, every number of breaks up to five; it has no criterion, so only RSS can be compared."""
    most = ours.rss.shape[1] - 1
    found = measured("ruptures", _SERIES, most, _RUPTURES)
    if found is None:
        return None
    sums = np.array(found["sums"])
    worse = int((ours.rss[: len(sums), most] > sums * (1 + 1e-9)).sum())
    print(f"series where ruptures {found['version']} fits {most} breaks better than ours, of {len(sums)}: {worse}")
    return float(1 / found["seconds"])


def errors_in_r(errors: Floats) -> float | None:
    """R's speed; prints the largest relative difference of the standard errors."""
    lines = from_r("sandwich", _R_ERRORS)
    if lines is None:
        return None
    theirs = np.array([[float(one) for one in line.split()] for line in lines[1:]])
    print(f"largest relative difference from R sandwich: {np.abs(errors / theirs - 1).max():.1e}")
    return len(theirs) / float(lines[0])


def robust_by_statsmodels(values: Floats, design: Floats) -> list[Floats]:
    """One fit per series, as its users write it."""
    return [OLS(row, design).fit(cov_type="HAC", cov_kwds={"maxlags": _LAG}).bse for row in values]


def main() -> None:
    """Print the table."""
    values = np.loadtxt(_SERIES, delimiter=",")
    series, points = values.shape
    design = np.column_stack([np.ones(points), np.arange(1.0, points + 1)])
    years = range(2004, 2004 + points)

    dated = date_many(values, design, minimum=_SHORTEST)

    def batch() -> float:
        return per_second(lambda: date_many(values, design, minimum=_SHORTEST), series)

    alone = per_second(lambda: [date_breaks(annual_series(years, row)) for row in values], series, times=2)
    # In turns, so that what else the machine does falls on both.
    before, strucchange, between, ruptures, after = (
        batch(),
        breaks_in_r(dated),
        batch(),
        breaks_in_ruptures(dated),
        batch(),
    )
    batched = float(np.median([before, between, after]))
    report("breaks of a trend with BIC, ours, all at once", batched)
    report("  ours, one by one with intervals, tests and tables", alone)
    report("  R strucchange (BIC, no interval)", strucchange)
    report("  ruptures (no BIC, no interval)", ruptures)

    def robust() -> Floats:
        return np.asarray(np.sqrt(np.diagonal(newey_west(fit_least_squares(design, values), _LAG), axis1=-2, axis2=-1)))

    ours = per_second(robust, series, times=50)
    loop = per_second(lambda: robust_by_statsmodels(values, design), series, times=2)
    worst = np.abs(robust() / np.array(robust_by_statsmodels(values, design)) - 1).max()
    print(f"largest relative difference from statsmodels: {worst:.1e}")
    sandwich = errors_in_r(robust())
    report("least squares with Newey-West errors, ours, all at once", ours)
    report("  statsmodels, one by one", loop)
    report("  R sandwich, one by one", sandwich)

    for what, rate, peer, wanted in (
        ("breaks, ours over R strucchange", batched, strucchange, 200),
        ("breaks, ours over ruptures", batched, ruptures, 20),
        ("Newey-West, ours over statsmodels", ours, loop, 20),
    ):
        print(f"{what}: " + ("not installed" if peer is None else f"{rate / peer:,.0f} times (wanted: over {wanted})"))


if __name__ == "__main__":
    main()
