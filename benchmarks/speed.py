"""What the program costs: CPU seconds of its own start, of all indicators, and a run against its imports.

Run with ``python benchmarks/speed.py``; prints one line per measurement, ratios last.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_IMPORTS = "import pandas, statsmodels.api, seaborn"


def cpu_and_wall(code: str) -> tuple[float, float]:
    """CPU and wall-clock seconds of a fresh interpreter that runs ``code``, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def best(code: str, times: int = 3) -> tuple[float, float]:
    """The least of several measurements: what the program needs when nothing else runs."""
    return min(cpu_and_wall(code) for _ in range(times))


def main() -> None:
    """Print the figures."""
    empty, _ = best("pass")
    own, _ = best("import talentstudy")
    print(f"import talentstudy: {own - empty:.3f} s CPU beyond an empty interpreter (limit 0.3)")
    pipeline = "from talentstudy.pipeline import open_pipeline\nfrom talentstudy.indicators import INDICATORS\np = open_pipeline()\n[p.indicator(name) for name in INDICATORS]"
    indicators, _ = best(pipeline)
    print(f"raw files to all indicators, with imports: {indicators:.2f} s CPU (limit 3)")
    _, imports = best(_IMPORTS)
    home = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        for part in ("data/raw", "notebooks"):
            (Path(folder) / part).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / part).symlink_to(home / part, target_is_directory=True)
        run = f"from talentstudy.cli import main\nraise SystemExit(main(['run', '--language', 'nl', '--home', {folder!r}]))"
        _, wall = cpu_and_wall(run)
    print(
        f"run for one language: {wall:.1f} s, {wall / imports:.1f} times importing pandas, statsmodels and seaborn ({imports:.2f} s; limit 12)"
    )


if __name__ == "__main__":
    main()
