"""The trend models against other programs on the same series, in one run: one table of ratios.

Run ``python benchmarks/trends.py [--m3 FILE] [--write FILE]``. It runs ``joinpoint.py``, ``breaks.py``, ``forecast.py`` and
``forecast_fresh.py`` beside it, each with one thread of linear algebra, prints what they print, and gathers the figures that count.
Beside ours run R (strucchange, sandwich, forecast), the environment of ``make peers`` (pwlf, piecewise-regression, ruptures) and
loops of statsmodels, in turns with ours; times are processor time. A peer that is not there leaves its row at "not measured" and is
named under the table. ``--write`` fills the page between its markers.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_NUMBER = r"(-?[\d.,]+(?:e[+-]?\d+)?)"
_MISSING = "not measured"


@dataclass(frozen=True)
class Row:
    """One line of the table: which script prints it, where its figure stands, what is asked of it (nothing: for comparison)."""

    what: str
    script: str
    pattern: str
    unit: str
    asked: float | None = None
    less: bool = False
    peer: str = ""

    def measured(self, printed: str) -> str:
        """The line, from all that the script printed."""
        found = re.search(self.pattern.replace("#", _NUMBER), printed)
        if found is None:
            return f"| {self.what} | {_MISSING} | {self._wanted} | – |"
        if self.asked is None:
            return f"| {self.what} | {found[1]} {self.unit} | {self._wanted} | – |"
        value = float(found[1].replace(",", ""))
        held = value <= self.asked if self.less else value >= self.asked
        return f"| {self.what} | {found[1]} {self.unit} | {self._wanted} | {'yes' if held else 'NO'} |"

    @property
    def _wanted(self) -> str:
        return (
            "–"
            if self.asked is None
            else f"{'at most' if self.less else 'at least'} {self.asked:,g} {self.unit}".strip()
        )


_HUDSON = r"21 points(?s:.*?)    {peer} [\d.]+, {k}: [\d,]+ ms a series, ratio #"


def _hudson(peer: str, k: int) -> Row:
    """Our exact continuous joinpoints over a peer's, which searches without a guarantee."""
    what = f"{k} continuous joinpoint{'s' * (k > 1)}, n = 21, over {peer.replace('_', '-')}"
    return Row(what, "joinpoint", _HUDSON.format(peer=peer, k=k), "times", peer=peer.replace("_", "-"))


TABLE = (
    Row(
        "joinpoint, n = 21, 0 to 3, 4,499 permutations",
        "joinpoint",
        r"21 points(?s:.*?)permutations: # ms",
        "ms a series",
        20,
        True,
    ),
    Row("  over a loop of statsmodels OLS", "joinpoint", r"21 points(?s:.*?)\n  ratio #", "times", 10_000),
    Row("joinpoint by BIC, n = 21", "joinpoint", r"21 points(?s:.*?)  bic: # series/s", "series/s", 20_000),
    *(_hudson(peer, k) for peer in ("pwlf", "piecewise_regression") for k in (1, 2, 3)),
    Row(
        "breaks of a trend with BIC, over R strucchange",
        "breaks",
        r"ours over R strucchange: # times",
        "times",
        200,
        peer="R strucchange",
    ),
    Row("  series with the same breaks as R", "breaks", r"same breaks as R strucchange: # of", "of 200", 200),
    Row(
        "breaks of a trend, over ruptures",
        "breaks",
        r"ours over ruptures: # times",
        "times",
        1,
        peer="ruptures",
    ),
    Row(
        "least squares with Newey-West, over statsmodels",
        "breaks",
        r"Newey-West, ours over statsmodels: # times",
        "times",
        20,
    ),
    Row(
        "  largest relative difference from R sandwich",
        "breaks",
        r"difference from R sandwich: #",
        "",
        1e-12,
        True,
        "R sandwich",
    ),
    Row("local linear trend, over statsmodels", "forecast", r"ours [\d,]+ series/s: # times", "times", 30),
    Row(
        "  statsmodels' likelihood at our optimum, less its own",
        "forecast",
        r"less its own: least #",
        "",
        -1e-6,
    ),
    Row(
        "500 yearly M3 series, h = 6, combination: sMAPE (see forecast_check.md)",
        "forecast",
        r"combination: sMAPE #",
        "",
        17.0,
        True,
    ),
    Row(
        "  first call, over R ets",
        "fresh",
        r"yearly M3 series: (?:.*?)in the same run # and",
        "times",
        1,
        peer="R forecast",
    ),
    Row(
        "  later calls, over R ets", "fresh", r"yearly M3 series: (?:.*?)in the same run [\d.]+ and # times", "times", 1
    ),
    Row("fresh series, h = 6, combination: sMAPE", "fresh", r"\| all series \| \d+ \| # ", "", None),
)
_SCRIPTS = {"joinpoint": "joinpoint", "breaks": "breaks", "forecast": "forecast", "fresh": "forecast_fresh"}


def printed_by(script: str, *options: str) -> str:
    """What one benchmark prints, passed on as it comes."""
    lines = []
    command = [sys.executable, "-u", str(HERE / f"{script}.py"), *options]
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **one_thread}) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if run.returncode:
        raise SystemExit(f"{script}.py ended with code {run.returncode}; its message stands above.")
    return "".join(lines)


def report(printed: dict[str, str]) -> str:
    """The table, and the peers that were not there."""
    lines = {row: row.measured(printed.get(row.script, "")) for row in TABLE}
    missing = dict.fromkeys(row.peer for row, line in lines.items() if row.peer and _MISSING in line)
    said = f"Not installed: {', '.join(missing)}." if missing else "Every peer was there."
    return "\n".join(["| work | measured | wanted | held |", "|---|---|---|---|", *lines.values(), "", said])


def main() -> None:
    """Run the four, print the table and, if asked, write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--m3", type=Path, help="JSON file with the 645 yearly M3 series")
    parser.add_argument("--write", type=Path, help="page whose table between its markers is filled")
    asked = parser.parse_args()
    options = ("--m3", str(asked.m3)) if asked.m3 else ()
    needs = {"forecast": options, "fresh": options}
    # Without R there is nothing to time the fresh series against.
    names = [name for name in _SCRIPTS if name != "fresh" or shutil.which("Rscript")]
    text = report({name: printed_by(_SCRIPTS[name], *needs.get(name, ())) for name in names})
    print(f"\n{text}")
    if asked.write:
        page = asked.write.read_text(encoding="utf-8")
        before, rest = page.split("<!-- ratios -->")
        after = rest.split("<!-- end ratios -->")[1]
        asked.write.write_text(f"{before}<!-- ratios -->\n{text}\n<!-- end ratios -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
