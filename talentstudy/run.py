"""The main job: an edition from its raw files to indicators, tables, figures and executed notebooks."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from talentstudy import results
from talentstudy.chapters import CHAPTERS
from talentstudy.drawing import drawn
from talentstudy.editions import Edition
from talentstudy.errors import EmptySelection
from talentstudy.finding import html_of
from talentstudy.indicators import INDICATORS
from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.surroundings import can_fork, say_plain
from talentstudy.kernels.warm import Nursery
from talentstudy.pipeline import Pipeline
from talentstudy.registry import Chapter
from talentstudy.selection import Focus
from talentstudy.store import HOME_VARIABLE, Home, write_text
from talentstudy.tabling import chapter_table
from talentstudy.telling.figures import told

# The machine's cores, but never so many kernels that memory runs out on a laptop.
_WORKERS = min(4, os.cpu_count() or 1)
Report = Callable[[str], None]
# Makes something of the run's results, for home, edition, country, languages and the figures drawn; says which files.
Beside = Callable[[Home, Edition, str, Sequence[str], Sequence[str]], list[Path]]


@dataclass(frozen=True)
class Order:
    """What a run is asked for."""

    edition: Edition
    home: Home
    focus: Focus
    languages: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    annexes: tuple[str, ...] = ()

    @property
    def notebooks(self) -> list[str]:
        """The notebooks of the annexes and chapters asked for; annexes, which fit models, begin before the rest."""
        return [*self.annexes, *(chapter.notebook for chapter in self.chapters)]

    @property
    def figures(self) -> list[str]:
        """The figures of the chapters asked for, in order."""
        return [figure.id for chapter in self.chapters for figure in chapter.figures]

    @property
    def folder(self) -> Path:
        """Where the results of the edition go."""
        return self.home.processed(self.edition.name)


@dataclass
class Summary:
    """What a run made, what has no data and why, which sentences were left out and why, and what failed."""

    written: list[Path] = field(default_factory=list)
    without_data: dict[str, str] = field(default_factory=dict)
    # By figure and sentence: a cell is missing for this country, and a sentence with a hole is not printed.
    left_out: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything asked for exists."""
        return not self.failures and all(path.exists() for path in self.written)

    def __repr__(self) -> str:
        return f"<Summary: {len(self.written)} files, {len(self.without_data)} figures without data, {len(self.failures)} failures>"


def steps(order: Order, beside: Sequence[Beside] = ()) -> int:
    """How many steps a run reports, for a progress display."""
    per_language = len(order.figures) + len(order.chapters) + len(order.notebooks)
    return 2 + len(beside) + len(order.languages) * per_language


def run(
    order: Order,
    report: Report = lambda _: None,
    advance: Callable[[], None] = lambda: None,
    beside: Sequence[Beside] = (),
) -> Summary:
    """Run an order. ``report`` gets one line per file written, ``advance`` is called once per step.

    ``beside`` is called once the figures are drawn, each in a worker of its own while notebooks are executed. A figure or notebook that fails does not stop the others; the summary names it and its cause.
    Indicators come first, and a failure there is raised: nothing after them would be true.
    """
    summary = Summary()

    def done(paths: Iterable[Path]) -> None:
        for path in paths:
            summary.written.append(path)
            report(f"{path.relative_to(order.home.folder)}")
        advance()

    mark = results.fingerprint(order.home, order.edition)
    pipeline = Pipeline(order.edition, order.home)
    done(_write_observations(pipeline))
    done(write_indicators(pipeline, mark))
    for language, chapter in product(order.languages, order.chapters):
        done(_write_table(pipeline, order, chapter, language))
    with _pool(pipeline, order) as pool:
        shown = _draw_all(pool, order, mark, summary, done)
        given = order.home, order.edition, order.focus.geo, order.languages, shown
        tasks = {pool.submit(one, *given): one.__qualname__ for one in beside}
        _execute_all(order, summary, done)
        for name, paths, failure in _finished(tasks):
            if failure:
                summary.failures.append(f"{name}: {type(failure).__name__}: {failure}")
            done([] if failure else paths)
    return summary


def _write_observations(pipeline: Pipeline) -> list[Path]:
    folder = pipeline.home.processed(pipeline.edition.name) / "observations"
    # All are read before the first is written: a refused raw file leaves the last results whole.
    texts = {name: results.csv_text(pipeline.observations(name)) for name in pipeline.edition.datasets}
    return [write_text(folder / f"{name}.csv", text) for name, text in texts.items()]


def write_indicators(pipeline: Pipeline, mark: str) -> list[Path]:
    """Write every indicator of an edition; all are computed before the first is written: a half-new set would hide a revision."""
    texts = {name: results.csv_text(pipeline.indicator(name)) for name in INDICATORS}
    paths = [
        write_text(results.indicator_path(pipeline.home, pipeline.edition, name), text) for name, text in texts.items()
    ]
    for stray in set(paths[0].parent.glob("*.csv")) - set(paths):
        # An indicator that no longer exists must not look like a result of this edition.
        stray.unlink()
    return [*paths, results.write_manifest(pipeline, mark)]


def _write_table(pipeline: Pipeline, order: Order, chapter: Chapter, language: str) -> list[Path]:
    table = chapter_table(pipeline, str(chapter.number), order.focus, language)
    stem = order.folder / "tables" / order.focus.geo / language / f"{chapter.notebook}.csv"
    html = f'<meta charset="utf-8">\n{html_of(table)}\n'
    return [write_text(stem, results.csv_text(table)), write_text(stem.with_suffix(".html"), html)]


# What a worker draws from; set once in each process, so that no table crosses a process border.
_worker: dict[str, Any] = {}


def _equip(pipeline: Pipeline, order: Order) -> None:
    _worker.update(pipeline=pipeline, order=order)


def _pool(pipeline: Pipeline, order: Order) -> ProcessPoolExecutor:
    # Forked workers have the libraries loaded and the indicators computed; elsewhere they are handed over.
    forks = sys.platform == "linux"
    if forks:
        import matplotlib.pyplot

        assert matplotlib.pyplot
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(_WORKERS, mp_context=context, initializer=_equip, initargs=(pipeline, order))


def _finished(futures: Mapping[Future[Any], Any]) -> Iterator[tuple[Any, Any, BaseException | None]]:
    """Each task as it ends: what it was, its result, its failure."""
    for future in as_completed(futures):
        failure = future.exception()
        yield futures[future], None if failure else future.result(), failure


def _draw_all(
    pool: ProcessPoolExecutor, order: Order, mark: str, summary: Summary, done: Callable[..., None]
) -> list[str]:
    """Draw every figure in every language; those drawn in any, in order."""
    tasks = {
        pool.submit(_draw, language, name): (language, name)
        for language, name in product(order.languages, order.figures)
    }
    entries: dict[str, dict[str, Any]] = {language: {} for language in order.languages}
    for (language, name), entry, failure in _finished(tasks):
        if failure:
            summary.failures.append(f"figure {name} in {language}: {type(failure).__name__}: {failure}")
            done([])
            continue
        entries[language][name] = entry
        summary.left_out |= {f"{name} {one}": why for one, why in entry["told"]["dropped"].items()}
        if entry["state"] == "no data":
            summary.without_data[name] = entry["reason"]
        done(order.home.folder / path for path in entry["files"])
    for language, found in entries.items():
        summary.written.append(_write_index(order, mark, language, found))
    states = [(name, entry["state"]) for found in entries.values() for name, entry in found.items()]
    return [name for name in order.figures if (name, "drawn") in states]


def _draw(language: str, name: str) -> dict[str, Any]:
    """One figure in one language, drawn and written; runs in a worker."""
    pipeline, order = _worker["pipeline"], _worker["order"]
    folder = results.figure_folder(order.home, order.edition, order.focus.geo, language)
    # Told here once, so that no notebook has to fit a trend again.
    paragraph = told(pipeline, name, order.focus, language).facts()
    try:
        one = drawn(pipeline, name, order.focus, language)
    except EmptySelection as empty:
        for suffix in results.FORMATS:
            (folder / f"{name}.{suffix}").unlink(missing_ok=True)
        return {"state": "no data", "reason": str(empty), "told": paragraph, "files": []}
    paths = one.save(folder)
    return {
        "state": "drawn",
        "title": one.title,
        "alt": one.alt,
        "description": one.description,
        "sources": one.source,
        "told": paragraph,
        "files": [path.relative_to(order.home.folder).as_posix() for path in paths],
    }


def _write_index(order: Order, mark: str, language: str, entries: Mapping[str, Any]) -> Path:
    """The figure index of one language; entries of other chapters stay if they are of the same data."""
    path = results.figure_folder(order.home, order.edition, order.focus.geo, language) / "index.json"
    fresh = results.index_mark(mark, order.focus.geo, order.focus.peers)
    before = results.read_json(path)
    kept = before.get("figures", {}) if before.get("fingerprint") == fresh else {}
    merged = {**kept, **entries}
    ordered = {
        figure.id: merged[figure.id]
        for chapter in CHAPTERS.values()
        for figure in chapter.figures
        if figure.id in merged
    }
    return write_text(
        path,
        results.json_text({"fingerprint": fresh, "geo": order.focus.geo, "language": language, "figures": ordered}),
    )


def _execute_all(order: Order, summary: Summary, done: Callable[..., None]) -> None:
    """Execute the notebooks, each in a fork of one warm process where the system bears it."""
    with ExitStack() as stack:
        nursery = stack.enter_context(Nursery()) if can_fork() else None
        if not nursery:
            say_plain()
        pool: Executor = ThreadPoolExecutor(_WORKERS) if nursery else ProcessPoolExecutor(_WORKERS)
        stack.enter_context(pool)
        tasks = {
            pool.submit(execute, notebook_task(order, language, notebook), nursery): (language, notebook)
            for language, notebook in product(order.languages, order.notebooks)
        }
        for (language, notebook), executed, failure in _finished(tasks):
            if failure:
                summary.failures.append(f"notebook {notebook} in {language}: {failure}")
            done([] if failure else [executed.path])


def notebook_task(order: Order, language: str, notebook: str) -> Task:
    """What is to be executed for one notebook in one language."""
    return Task(
        source=order.home.folder / "notebooks" / f"{notebook}.ipynb",
        target=order.folder / "notebooks" / order.focus.geo / language / f"{notebook}.ipynb",
        parameters={
            "EDITION": int(order.edition.name),
            "GEO": order.focus.geo,
            "LANGUAGE": language,
            "PEERS": " ".join(order.focus.peers),
        },
        environment={HOME_VARIABLE: str(order.home.folder)},
    )
