"""One of the programs a user would pick instead, run on the series of a file: called by the benchmarks, in an environment of its own.

``python benchmarks/peers.py PEER FILE COUNT ROWS`` fits COUNT breaks (or joinpoints) to the first ROWS series of a CSV file and prints
JSON: ``seconds`` of processor time a series, ``sums`` of squares (infinite where the program did not converge), ``version``.
Where the peer is not installed it prints ``null``. Nothing of the study is imported here: ``make peers`` makes the environment.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
DISTRIBUTIONS = {"pwlf": "pwlf", "piecewise_regression": "piecewise-regression", "ruptures": "ruptures"}
# Where `make peers` puts the interpreter, on each system.
_INTERPRETERS = (ROOT / ".venv-peers" / "bin" / "python", ROOT / ".venv-peers" / "Scripts" / "python.exe")
_SHORTEST = 3


def interpreter() -> str:
    """The interpreter of the peers; ours where `make peers` was not run."""
    return next((str(one) for one in _INTERPRETERS if one.exists()), sys.executable)


def measured(peer: str, path: Path, count: int, rows: int) -> dict[str, Any] | None:
    """What a peer's own process measured; None where it is not installed."""
    command = [interpreter(), str(Path(__file__)), peer, str(path), str(count), str(rows)]
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **one_thread})
    found: dict[str, Any] | None = json.loads(run.stdout.splitlines()[-1])
    return found


def _pwlf(module: Any, years: Any, row: Any, count: int) -> float:
    model = module.PiecewiseLinFit(years, row, seed=1)
    model.fit(count + 1)
    return float(model.ssr)


def _piecewise_regression(module: Any, years: Any, row: Any, count: int) -> float:
    found = module.Fit(years, row, n_breakpoints=count).get_results()
    return float(found["rss"]) if found["converged"] else float("inf")


def _ruptures(module: Any, years: Any, row: Any, count: int) -> float:
    """Its exact search, for every number of breaks up to ``count``: it has no criterion to choose one by."""
    signal = np.column_stack([row, np.ones(len(years)), years])
    search = module.Dynp(model="linear", min_size=_SHORTEST, jump=1).fit(signal)
    return [float(search.cost.sum_of_costs(search.predict(n_bkps=one))) for one in range(1, count + 1)][-1]


_FITS: dict[str, Callable[[Any, Any, Any, int], float]] = {
    "pwlf": _pwlf,
    "piecewise_regression": _piecewise_regression,
    "ruptures": _ruptures,
}


def main(peer: str, path: str, count: str, rows: str) -> None:
    """Fit and print."""
    if importlib.util.find_spec(peer) is None:
        print("null")
        return
    module = importlib.import_module(peer)
    series = np.loadtxt(path, delimiter=",")[: int(rows)]
    years = np.arange(2000.0, 2000.0 + series.shape[1])
    fit = _FITS[peer]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit(module, years, series[0], int(count))
        start = time.process_time()
        sums = [fit(module, years, row, int(count)) for row in series]
        taken = (time.process_time() - start) / len(series)
    version = importlib.metadata.version(DISTRIBUTIONS[peer])
    print(json.dumps({"seconds": taken, "sums": sums, "version": version}))


if __name__ == "__main__":
    main(*sys.argv[1:])
