"""How fast replies are read: ours, the programs a user would take instead, and the floor, in one run.

Run with ``python benchmarks/read.py [--times 5]`` on two idle cores, after ``make peers`` (a peer that is absent is said to be).
Every measurement is a process of its own, imports excluded; contestants take turns, so that a busy moment
strikes all of them; medians. Peak memory is that of the process. The data are made by ``read_data.py``.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
OURS = "ours"
# Contestants that live in the environment of the peers.
ELSEWHERE = {"eurostat", "pysdmx", "pyjstat"}
FIELDS = {
    "Eurostat TSV, gzip": ("floor", OURS, "ours, polars", "ours, pandas alone", "pyarrow", "naive pandas", "eurostat"),
    "SDMX-CSV 1.0": (OURS, "ours, polars", "ours, pandas alone", "pysdmx"),
    "JSON-stat 2.0": (OURS, "pyjstat"),
}
MOST_MB = 1100
# Ours over another on the same file: at least so many times as fast; the floor at most four times as fast.
WANTED = {
    "Eurostat TSV, gzip": {"eurostat": 6.0, "naive pandas": 12.0, "floor": 0.25},
    "SDMX-CSV 1.0": {"pysdmx": 3.0},
    "JSON-stat 2.0": {"pyjstat": 5.0},
}


@dataclass
class Measured:
    """The runs of one contestant, or why there are none."""

    runs: list[dict[str, float]] = field(default_factory=list)
    absent: str = ""

    def middle(self, what: str) -> float:
        """The median of one figure; NaN without runs."""
        return median(run[what] for run in self.runs) if self.runs else math.nan


def run_once(name: str, path: Path, measured: Measured) -> None:
    """Add one run, or the reason why the contestant cannot run."""
    python = PEERS if name in ELSEWHERE else Path(sys.executable)
    if measured.absent:
        return
    if not python.exists():
        measured.absent = "not installed (make peers)"
        return
    command = [str(python), str(HERE / "read_contestants.py"), name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parent)
    if done.returncode:
        measured.absent = f"failed: {done.stderr.strip().splitlines()[-1][:90]}"
        return
    measured.runs.append(json.loads(done.stdout.splitlines()[-1]))


def compete(names: Sequence[str], path: Path, times: int) -> dict[str, Measured]:
    """Every contestant ``times`` times, in turns, each round begun by another: whom one follows matters too."""
    found = {name: Measured() for name in names}
    for turn in range(times):
        start = turn % len(names)
        for name in (*names[start:], *names[:start]):
            run_once(name, path, found[name])
    return found


def report(title: str, path: Path, found: dict[str, Measured]) -> None:
    """The figures of one file, one line per contestant."""
    print(f"\n{title}: {path.stat().st_size / 1e6:,.1f} MB")
    for name, one in found.items():
        if not one.runs:
            print(f"  {name:<20} {one.absent}")
            continue
        clock, processor, peak = one.middle("clock"), one.middle("processor"), one.middle("peak")
        print(
            f"  {name:<20} {clock:7.2f} s clock {processor:7.2f} s processor {peak:7,.0f} MB, {one.runs[0]['rows']:,} rows"
        )
    sums = {round(one.runs[0]["sum"], 1) for name, one in found.items() if one.runs and name != "floor"}
    print(f"  sum of the values read: {'the same for all' if len(sums) == 1 else sorted(sums)}", flush=True)


def ratios(title: str, found: dict[str, Measured]) -> list[str]:
    """The lines of the last table: what was asked for, on the clock and by the processor."""
    lines = []
    for name, least in WANTED[title].items():
        clock = found[name].middle("clock") / found[OURS].middle("clock")
        processor = found[name].middle("processor") / found[OURS].middle("processor")
        if math.isnan(clock):
            lines.append(f"| {title}, over {name} | {found[name].absent} | at least {least:g} times | – |")
        elif name == "floor":
            told, held = f"{1 / clock:.1f} times the floor ({1 / processor:.1f} by processor)", clock >= least
            lines.append(f"| {title}, against the floor | {told} | at most {1 / least:g} times | {_yes(held)} |")
        else:
            told = f"{clock:.1f} times as fast ({processor:.1f} by processor)"
            lines.append(f"| {title}, over {name} | {told} | more than {least:g} times | {_yes(clock > least)} |")
    return lines


def _yes(held: bool) -> str:
    return "yes" if held else "NO"


def main() -> None:
    """Make the data, let all compete, print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs of each contestant")
    parser.add_argument("--series", type=int, default=280_000, help="series of 25 cells in the bulk file")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the SDMX-CSV")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: a child starts with the peak of memory of its parent.
        make = [sys.executable, str(HERE / "read_data.py"), name, str(asked.series), str(asked.rows)]
        subprocess.run(make, check=True)
        files = ("big.tsv.gz", "big.csv", "cube.json")
        paths = {title: folder / file for title, file in zip(FIELDS, files, strict=True)}
        lines = []
        for title, names in FIELDS.items():
            found = compete(names, paths[title], asked.times)
            report(title, paths[title], found)
            lines += ratios(title, found)
            if title == "Eurostat TSV, gzip":
                peak = max(run["peak"] for run in found[OURS].runs)
                lines.append(
                    f"| {title}, peak memory | {peak:,.0f} MB | at most {MOST_MB:,} MB | {_yes(peak <= MOST_MB)} |"
                )
    print("\n| ours | measured | wanted | held |\n|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
