"""The trend models against other programs on the same series, in one run: one table of ratios.

Run ``python benchmarks/trends.py [--m3 FILE]`` on one idle core, with OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1. It runs
``joinpoint.py``, ``breaks.py`` and ``forecast.py`` beside it, prints what they print, and gathers the figures that count.
A peer that is not installed, or yearly M3 series that were not given, leave their row at "not measured".
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_NUMBER = r"(-?[\d.,]+(?:e[+-]?\d+)?)"


@dataclass(frozen=True)
class Row:
    """One line of the table: which script prints it, where its figure stands, what is asked of it."""

    what: str
    script: str
    pattern: str
    unit: str
    asked: float
    less: bool = False

    def measured(self, printed: str) -> str:
        """The line, from all that the script printed."""
        found = re.search(self.pattern.replace("#", _NUMBER), printed)
        if found is None:
            return f"| {self.what} | not measured | {self._wanted} | – |"
        value = float(found[1].replace(",", ""))
        held = value <= self.asked if self.less else value >= self.asked
        return f"| {self.what} | {found[1]} {self.unit} | {self._wanted} | {'yes' if held else 'NO'} |"

    @property
    def _wanted(self) -> str:
        return f"{'at most' if self.less else 'at least'} {self.asked:,g} {self.unit}"


TABLE = (
    Row(
        "joinpoint, n = 21, 0 to 3, 4,499 permutations",
        "joinpoint",
        r"21 points(?s:.*?)permutations: # ms",
        "ms a series",
        20,
        True,
    ),
    Row("  times as fast as a loop of statsmodels", "joinpoint", r"21 points(?s:.*?)\n  ratio #", "times", 10_000),
    Row("joinpoint by BIC, n = 21", "joinpoint", r"21 points(?s:.*?)  bic: # series/s", "series/s", 20_000),
    Row("breaks of a trend with BIC, over R strucchange", "breaks", r"ours over R strucchange: # times", "times", 200),
    Row("  series with the same breaks as R", "breaks", r"same breaks as R strucchange: # of", "of 200", 200),
    Row("breaks of a trend, over ruptures", "breaks", r"ours over ruptures: # times", "times", 1),
    Row(
        "least squares with Newey-West, over statsmodels",
        "breaks",
        r"Newey-West, ours over statsmodels: # times",
        "times",
        20,
    ),
    Row("  largest relative difference from R sandwich", "breaks", r"difference from R sandwich: #", "", 1e-12, True),
    Row("local linear trend, over statsmodels", "forecast", r"ours [\d,]+ series/s: # times", "times", 30),
    Row(
        "  statsmodels' likelihood at our optimum, less its own",
        "forecast",
        r"less its own: least #",
        "",
        -1e-6,
    ),
    Row("M3 yearly, h = 6, combination: sMAPE", "forecast", r"combination: sMAPE #", "", 17.0, True),
    Row("  times as fast as R's ets", "forecast", r"combination: sMAPE .*cold, # times", "times", 1),
)


def printed_by(script: str, *options: str) -> str:
    """What one benchmark prints, passed on as it comes."""
    lines = []
    command = [sys.executable, "-u", str(HERE / f"{script}.py"), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if run.returncode:
        raise SystemExit(f"{script}.py ended with code {run.returncode}; its message stands above.")
    return "".join(lines)


def main() -> None:
    """Run the three and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--m3", type=Path, help="JSON file with the 645 yearly M3 series")
    asked = parser.parse_args()
    options = {"forecast": ("--m3", str(asked.m3)) if asked.m3 else ()}
    printed = {script: printed_by(script, *options.get(script, ())) for script in ("joinpoint", "breaks", "forecast")}
    print("\n| work | measured | wanted | held |\n|---|---|---|---|")
    for row in TABLE:
        print(row.measured(printed[row.script]))


if __name__ == "__main__":
    main()
