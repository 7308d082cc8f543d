"""What a batch of notebooks costs: papermill in a loop, papermill in workers, nbclient alone, and warm kernels.

Run ``python benchmarks/batch.py`` from the project's root (``--small`` for a quick look, ``--section`` and ``--way`` for
a part of it). One run, in turns, so that another load of the machine falls on all alike; wall and processor seconds,
children included.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.batch_notebooks import written
from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.surroundings import surroundings
from talentstudy.kernels.warm import Nursery

JOBS = 2
Batch = Callable[[Path, list[Path]], None]


@dataclass
class Cost:
    """Seconds of wall and processor, and the most memory held at once by this process's children (MiB)."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0


def loop(source: Path, targets: list[Path]) -> None:
    """papermill.execute_notebook, one after the other."""
    for target in targets:
        by_papermill(source, target)


def by_papermill(source: Path, target: Path) -> None:
    """One notebook by papermill, as its users call it."""
    papermill.execute_notebook(str(source), str(target), {"place": "P02"}, progress_bar=False, kernel_name="python3")


def workers(source: Path, targets: list[Path]) -> None:
    """Papermill in processes: joblib where it is installed, else the standard library's pool."""
    try:
        from joblib import Parallel, delayed
        from joblib.externals.loky import get_reusable_executor
    except ModuleNotFoundError:
        with ProcessPoolExecutor(JOBS) as pool:
            list(pool.map(by_papermill, [source] * len(targets), targets))
        return
    Parallel(JOBS)(delayed(by_papermill)(source, target) for target in targets)
    # Its workers would wait for more: what a process cost is known once it has ended.
    get_reusable_executor().shutdown()


def alone(source: Path, targets: list[Path]) -> None:
    """Nbclient without papermill: no parameters, one after the other."""
    for target in targets:
        content = nbformat.read(source, as_version=4)
        NotebookClient(content, kernel_name="python3").execute()
        nbformat.write(content, target)


# What the notebooks load: the warm process has it before the first of them.
PRELOAD = ("matplotlib.pyplot", "PIL.PngImagePlugin", "seaborn", "statsmodels.api", "statsmodels.formula.api")


def ours(source: Path, targets: list[Path]) -> None:
    """Forks of one warm process, its start included."""
    with Nursery(PRELOAD) as nursery:
        forked(nursery, source, targets)


def forked(nursery: Nursery, source: Path, targets: list[Path]) -> None:
    """Forks of a warm process that is there."""

    def one(target: Path) -> None:
        execute(Task(source, target, {"place": "P02"}, {}), nursery)

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(one, targets))


def joblib_or_not() -> str:
    """How papermill runs in workers here."""
    from importlib.util import find_spec

    return "papermill under joblib" if find_spec("joblib") else "papermill in a pool (joblib is not installed)"


# What a way is called on the command line, and in the tables.
WAYS: dict[str, tuple[str, Batch]] = {
    "loop": ("papermill, a loop", loop),
    "workers": (joblib_or_not(), workers),
    "alone": ("nbclient alone", alone),
    "ours": ("talentstudy", ours),
}
SECTIONS = ("pairs", "batch", "growth")


@contextmanager
def measured() -> Iterator[Cost]:
    """The cost of a block, its children counted once they have ended."""
    cost, ended = Cost(), threading.Event()
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    begun = time.perf_counter()

    def look() -> None:
        while not ended.wait(0.2):
            cost.peak = max(cost.peak, held())

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield cost
    finally:
        ended.set()
        watch.join()
        cost.wall = time.perf_counter() - begun
        for before, who in ((own, resource.RUSAGE_SELF), (children, resource.RUSAGE_CHILDREN)):
            after = resource.getrusage(who)
            cost.cpu += after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def held() -> float:
    """What all children hold together, in MiB."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            # Pages that several hold are counted once, a share for each.
            total += child.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 2**20


def run(way: Batch, source: Path, count: int, folder: Path) -> tuple[Cost, list[Path]]:
    """A batch of so many notebooks, and what it left."""
    place = Path(tempfile.mkdtemp(dir=folder))
    targets = [place / f"{number}.ipynb" for number in range(count)]
    with measured() as cost:
        way(source, targets)
    return cost, targets


def images(path: Path) -> list[str]:
    """Every picture of an executed notebook, as it stands there."""
    cells: list[Any] = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    return [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]


def say(text: str = "") -> None:
    """Print at once."""
    print(text, flush=True)


def pairs(notebooks: dict[str, Path], rounds: int, folder: Path) -> None:
    """One notebook by each way, in turns: medians, and ours against papermill's. The start of the warm process apart."""
    with measured() as start:
        nursery = Nursery(PRELOAD)
    with nursery:
        say(f"the warm process starts once in {start.wall:.1f} s")
        for name, source in notebooks.items():
            say(f"\none {name} notebook, median of {rounds} rounds")
            found: dict[str, list[Cost]] = {way: [] for way, _ in WAYS.values()}
            for _ in range(rounds):
                for way, batch in WAYS.values():
                    if batch is ours:
                        found[way].append(_warm(nursery, source, folder))
                        continue
                    count = JOBS if batch is workers else 1
                    cost, _ = run(batch, source, count, folder)
                    found[way].append(Cost(cost.wall / count, cost.cpu / count, cost.peak))
            report({way: _median(costs) for way, costs in found.items()})


def _warm(nursery: Nursery, source: Path, folder: Path) -> Cost:
    """One notebook of the warm process; what its children cost is known to it alone."""
    before = sum(psutil.Process(nursery.pid).cpu_times()[:4])
    cost, _ = run(lambda given, targets: forked(nursery, given, targets), source, 1, folder)
    cost.cpu += sum(psutil.Process(nursery.pid).cpu_times()[:4]) - before
    return cost


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(one, part) for one in costs) for part in ("wall", "cpu", "peak")))


def report(found: dict[str, Cost]) -> None:
    """Costs, each against papermill's loop."""
    base = next(iter(found.values()))
    for way, cost in found.items():
        say(
            f"  {way:48s} wall {cost.wall:8.2f} s ({base.wall / cost.wall:5.1f} ×)  "
            f"processor {cost.cpu:8.2f} s ({base.cpu / cost.cpu:5.1f} ×)  peak {cost.peak:6.0f} MiB"
        )


def batch(source: Path, count: int, ways: list[str], folder: Path) -> None:
    """A batch by each way; are the pictures the same, byte for byte?"""
    say(f"\n{count} notebooks of three figures, {JOBS} at once where a way can")
    found, pictures, left = {}, {}, {}
    others = psutil.Process().children(recursive=True)
    for name in ways:
        way, one = WAYS[name]
        found[way], targets = run(one, source, count, folder)
        now = psutil.Process().children(recursive=True)
        left[way], others = len(set(now) - set(others)), now
        pictures[way] = hashlib.sha256(repr([images(target) for target in targets]).encode()).hexdigest()[:16]
    report(found)
    # nbclient sets no parameter: its pictures are of another place.
    say("  pictures, byte for byte: " + ", ".join(f"{way} {digest}" for way, digest in pictures.items()))
    say("  processes left behind: " + ", ".join(f"{way} {count}" for way, count in left.items()))


def growth(notebooks: dict[str, Path], counts: list[int], folder: Path) -> None:
    """How the cost of ours grows with the number of notebooks."""
    say("\nours, as a batch grows")
    for count in counts:
        cost, _ = run(ours, notebooks["figures"], count, folder)
        each = cost.cpu / count
        say(f"  {count:4d} notebooks: {cost.wall:7.1f} s, {each:5.2f} s of processor each, peak {cost.peak:5.0f} MiB")


def main() -> None:
    """Print every section."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="a quick look: 8 notebooks instead of 48")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--section", choices=SECTIONS, action="append", help="only this; may be given again")
    options.add_argument(
        "--way", choices=tuple(WAYS), action="append", help="of the batch only this; may be given again"
    )
    options.add_argument("--count", type=int, action="append", help="how many notebooks, of the growth")
    given = options.parse_args()
    os.environ.update(surroundings())
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        folder = Path(name)
        notebooks = written(folder)
        say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
        sections = given.section or SECTIONS
        if "pairs" in sections:
            pairs(notebooks, 1 if given.small else given.rounds, folder)
        if "batch" in sections:
            batch(notebooks["figures"], 8 if given.small else 48, given.way or [*WAYS], folder)
        if "growth" in sections:
            growth(notebooks, given.count or ([8, 16] if given.small else [8, 40, 160, 320]), folder)


if __name__ == "__main__":
    main()
