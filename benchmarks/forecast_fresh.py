"""The combined forecast on yearly series it was never chosen on, beside R's ets and auto.arima on the same series.

Run as ``python benchmarks/forecast_fresh.py [--m3 FILE] [--write FILE]``; R with the package forecast is wanted. The recipe of
``talentstudy.trends.forecast_combination`` is used as it stands. What counts as a fresh series was written down here before
any of them was forecast:

- yearly series that come with statsmodels, with R itself (package ``datasets``) and with R's strucchange, all of them: none
  was used in making the recipe (that was M3), and nobody chose among them;
- at least 20 years without a gap, as the shortest of M3, and all values above zero, which sMAPE needs;
- a column of years, and one that is another a year later, is no series of its own;
- the last 47 years of longer ones, as the longest of M3; the last six are held out, as there.

``--m3 FILE`` times R's ets on the 500 yearly M3 series in the same run. Times are processor seconds of three rounds, taken in turns.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from statsmodels import datasets

from talentstudy.trends.forecast_combination import METHODS, point_forecasts
from talentstudy.trends.series import Floats

HORIZON = 6
SHORTEST, LONGEST = 20, 47
ROUNDS = 3
_SERIES_OF_R = """
suppressMessages(library(strucchange))
data("PhillipsCurve"); data("Grossarl")
for (name in c("LakeHuron", "lynx", "nhtemp", "discoveries", "airmiles"))
  cat("R datasets", name, get(name), "\\n", sep = "\\t")
for (frame in c("PhillipsCurve", "Grossarl")) { table <- as.data.frame(get(frame))
  for (column in setdiff(names(table)[sapply(table, is.numeric)], c("year", "lag.marriages", "u1", "dp1")))
    cat("strucchange", paste(frame, column), table[[column]], "\\n", sep = "\\t") }
"""
_FORECASTS_OF_R = """
suppressMessages(library(forecast))
lines <- strsplit(readLines("{series}"), ",")
series <- lapply(lines, function(one) ts(as.numeric(one)))
started <- sum(proc.time()[1:2])
made <- lapply(series, function(one) forecast({model}, h = {horizon})$mean)
cat(sum(proc.time()[1:2]) - started, "\\n")
for (one in made) cat(format(as.numeric(one), digits = 15), "\\n")
"""
_MODELS_OF_R = {"R ets": 'ets(one, model = "ZZN")', "R auto.arima": "auto.arima(one)"}


@dataclass(frozen=True, eq=False)
class Fresh:
    """One series: where it comes with, its name, the years given and the six held out."""

    collection: str
    name: str
    known: Floats
    actual: Floats


def fresh(collection: str, name: str, values: object) -> Fresh | None:
    """The series as the rules take it, or None where they leave it out."""
    numbers = np.asarray(values, dtype=np.float64)
    held = np.flatnonzero(np.isfinite(numbers))
    inside = numbers[held[0] : held[-1] + 1] if len(held) else numbers[:0]
    if len(inside) < SHORTEST or not np.isfinite(inside).all() or (inside <= 0).any() or np.ptp(inside) == 0:
        return None
    inside = inside[-LONGEST:]
    return Fresh(collection, name, inside[:-HORIZON], inside[-HORIZON:])


def from_statsmodels() -> list[Fresh]:
    """Every yearly series of its datasets."""
    found = []
    for name, column in (("nile", "volume"), ("sunspots", "SUNACTIVITY")):
        table = getattr(datasets, name).load_pandas().data
        found.append(fresh(name, column, table[column]))
    for name in ("copper", "longley"):
        table = getattr(datasets, name).load_pandas().data
        found += [fresh(name, column, table[column]) for column in table.columns if column not in {"YEAR", "TIME"}]
    firms = datasets.grunfeld.load_pandas().data
    for firm, own in firms.sort_values("year").groupby("firm", sort=True):
        found += [fresh("grunfeld", f"{firm} {column}", own[column]) for column in ("invest", "value", "capital")]
    births = datasets.fertility.load_pandas().data
    years = [one for one in births.columns if str(one).isdigit()]
    by_country = births.set_index("Country Code")[years]
    found += [fresh("fertility", str(place), row) for place, row in by_country.iterrows()]
    pacific = datasets.elnino.load_pandas().data
    found.append(fresh("elnino", "mean of the year", pacific.drop(columns="YEAR").mean(axis=1, skipna=False)))
    return [one for one in found if one is not None]


def in_r(script: str) -> list[str]:
    """The lines an R script prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.R"
        path.write_text(script, encoding="utf-8")
        return subprocess.run(["Rscript", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()


def from_r() -> list[Fresh]:
    """Every yearly series of R's datasets that statsmodels does not hold too, and of strucchange."""
    found = []
    for line in in_r(_SERIES_OF_R):
        collection, name, *cells = [one for one in line.split("\t") if one.strip()]
        numbers = pd.to_numeric(pd.Series(cells), errors="coerce")
        found.append(fresh(collection, name, numbers))
    return [one for one in found if one is not None]


def by_length(known: list[Floats], method: str) -> Floats:
    """(m, 6) our forecasts, the series taken together by length."""
    made = np.empty((len(known), HORIZON))
    sizes = np.array([len(one) for one in known])
    for size in np.unique(sizes):
        rows = np.flatnonzero(sizes == size)
        made[rows] = point_forecasts(np.array([known[row] for row in rows]), HORIZON, method)
    return made


def by_r(known: list[Floats], model: str) -> tuple[Floats, float]:
    """(m, 6) R's forecasts and its processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        path.write_text("\n".join(",".join(repr(float(x)) for x in one) for one in known) + "\n", encoding="utf-8")
        parts = {"{series}": str(path), "{model}": model, "{horizon}": str(HORIZON)}
        script = _FORECASTS_OF_R
        for place, text in parts.items():
            script = script.replace(place, text)
        seconds, *lines = in_r(script)
    return np.array([[float(cell) for cell in line.split()] for line in lines]), float(seconds)


def smape(actual: Floats, made: Floats) -> Floats:
    """(m,) mean over the years of 200 |actual - forecast| / (|actual| + |forecast|)."""
    return np.asarray((200 * np.abs(actual - made) / (np.abs(actual) + np.abs(made))).mean(axis=1))


def table(series: list[Fresh], made: Mapping[str, Floats]) -> pd.DataFrame:
    """One row per collection and one for all series: how many, and the mean sMAPE of every program."""
    actual = np.array([one.actual for one in series])
    errors = pd.DataFrame({name: smape(actual, one) for name, one in made.items()})
    errors.insert(0, "collection", [one.collection for one in series])
    grouped = errors.groupby("collection", sort=True)
    rows = grouped.mean().assign(n=grouped.size()).reset_index()
    programs = list(made)
    every = {"collection": "all series", **errors[programs].mean(), "n": len(errors)}
    alike = {"collection": "mean of the collections", **rows[programs].mean(), "n": len(rows)}
    return pd.concat([rows, pd.DataFrame([every, alike])], ignore_index=True)[["collection", "n", *programs]]


def as_text(frame: pd.DataFrame) -> str:
    """A Markdown table, errors with two decimals."""
    lines = [" | ".join(frame.columns), " | ".join("---" for _ in frame.columns)]
    cells = [[f"{one:.2f}" if isinstance(one, float) else str(one) for one in row] for row in frame.to_numpy()]
    lines += [" | ".join(row) for row in cells]
    return "\n".join(f"| {line} |" for line in lines)


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def race(what: str, known: list[Floats]) -> str:
    """Ours against R's ets on the same series, in turns: one line, with ours the first time and after."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds_of(lambda: by_length(known, "combination")))
        theirs.append(by_r(known, _MODELS_OF_R["R ets"])[1])
    first, later, peer = (len(known) / one for one in (ours[0], min(ours[1:]), min(theirs)))
    return (
        f"{what}: combination {first:,.0f} series/s the first time, {later:,.0f} after (what depends on the length alone "
        f"is kept), R ets {peer:,.0f} series/s: in the same run {first / peer:.1f} and {later / peer:.1f} times"
    )


def main() -> None:
    """Forecast, compare, time; print and, if asked, write into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--m3", type=Path, help="JSON file with the 645 yearly M3 series")
    parser.add_argument("--write", type=Path, help="page whose table between its markers is filled")
    asked = parser.parse_args()
    if shutil.which("Rscript") is None:
        raise SystemExit("R is not installed: install R with the packages forecast and strucchange, and run again.")
    series = [*from_statsmodels(), *from_r()]
    known = [one.known for one in series]
    lines = []
    # M3 first: its lengths are not yet known to the forecasts, as they are not to a user's first call.
    if asked.m3:
        held = json.loads(asked.m3.read_text(encoding="utf-8"))["series"][:500]
        lines.append(race("500 yearly M3 series", [np.array(one["x"], dtype=float) for one in held]))
    lines.append(race(f"{len(known)} fresh series", known))
    made = {f"ours: {name}": by_length(known, name) for name in METHODS}
    made |= {name: by_r(known, model)[0] for name, model in _MODELS_OF_R.items()}
    text = as_text(table(series, made))
    print(text, *lines, sep="\n")
    if asked.write:
        page = asked.write.read_text(encoding="utf-8")
        before, rest = page.split("<!-- fresh -->")
        after = rest.split("<!-- end fresh -->")[1]
        body = "\n".join([text, "", *(f"{one}.  " for one in lines)]).rstrip()
        asked.write.write_text(f"{before}<!-- fresh -->\n{body}\n<!-- end fresh -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
