"""From a plan to its notebooks: every combination, each checked before the first one starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from talentstudy.batch.notebooks import trends_of
from talentstudy.batch.plan import ALL, Plan
from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.codes import known
from talentstudy.editions import Edition, editions, read_edition
from talentstudy.errors import BatchRefused, StudyError, UnknownName
from talentstudy.kernels.parameters import Parameter, checked, parameters_of
from talentstudy.pipeline import Pipeline
from talentstudy.results import RESULTS_VARIABLE, UNSEEN, fingerprint
from talentstudy.run import Order, notebook_task
from talentstudy.selection import Focus
from talentstudy.store import HOME_VARIABLE, Home, find_home
from talentstudy.trending.series import named, pick

# The countries and aggregates of the study are those its subject is counted for.
_SUBJECT = ("ict_specialists_count", "ict_women_count")
_PARTS = ("edition", "geo", "language", "notebook")


@dataclass(frozen=True)
class Work:
    """One notebook of a batch: which, of what, and where it goes. ``mark`` is the digest of its edition's data."""

    edition: str
    geo: str
    language: str
    notebook: str
    source: Path
    target: Path
    parameters: Mapping[str, Any]
    home: Path
    mark: str = ""

    @property
    def key(self) -> str:
        """Its name in messages, records and logs: ``2025/BE/nl/ch04_inclusion``."""
        return f"{self.edition}/{self.geo}/{self.language}/{self.notebook}"

    @property
    def environment(self) -> dict[str, str]:
        """What its kernel finds in its environment; a worker elsewhere has no results of a run to show."""
        return {HOME_VARIABLE: str(self.home), RESULTS_VARIABLE: UNSEEN}


@dataclass(frozen=True)
class Matrix:
    """Every notebook of a plan, and the combinations left out of ``all`` with the reason."""

    works: tuple[Work, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)


def matrix_of(plan: Plan) -> Matrix:
    """The notebooks of a plan; annexes, which fit models, before the chapters.

    Raises
    ------
    UnknownName
        For an edition, country, language, chapter, annex or parameter that is not there, with the nearest names.
    BatchRefused
        For a combination named that cannot be executed, for two notebooks that would be written to one path, and for
        a layout that cannot be filled.
    StudyError
        For a parameter of another type or out of its range.
    """
    home = find_home(plan.home or None)
    works: list[Work] = []
    left_out: dict[str, str] = {}
    for year in _years(plan):
        one = _Year(plan, read_edition(year), home)
        works += one.works()
        left_out |= one.left_out
    _refuse_shared_paths(works)
    if not works:
        raise BatchRefused(f"the batch holds no notebook; {len(left_out)} combinations were left out.")
    return Matrix(tuple(works), left_out)


def countries_of(plan: Plan, home: Home) -> dict[str, list[str]]:
    """The countries a plan asks for, by edition; refused by name as in ``matrix_of``."""
    found = {}
    for name in _years(plan):
        year = _Year(plan, read_edition(name), home)
        asked = plan.geos or (year.edition.geo,)
        found[name] = year.geos if ALL in asked else [year.focus(geo).geo for geo in asked]
    return found


def _years(plan: Plan) -> list[str]:
    every = not plan.editions or ALL in plan.editions
    return [*editions()] if every else [*plan.editions]


def folder_of(plan: Plan) -> Path:
    """The folder the notebooks of a plan go to."""
    return Path(plan.output).expanduser().resolve() if plan.output else find_home(plan.home or None).processed(".")


def _refuse_shared_paths(works: Iterable[Work]) -> None:
    held: dict[str, Work] = {}
    for one in works:
        # Some file systems take two names that differ in case for one.
        if (other := held.setdefault(str(one.target).lower(), one)) is not one:
            raise BatchRefused(
                f"{other.key} and {one.key} would both be written to {one.target}; name "
                f"{', '.join('{' + part + '}' for part in _PARTS)} in the layout, and each combination once."
            )


def notebooks_of(plan: Plan) -> tuple[str, ...]:
    """The notebooks a plan asks for, by name: annexes first; both kinds where it names none."""
    every = not plan.chapters and not plan.annexes
    letters = tuple(ANNEXES) if every or ALL in plan.annexes else plan.annexes
    numbers = tuple(CHAPTERS) if every or ALL in plan.chapters else plan.chapters
    return (*(ANNEXES[one] for one in letters), *(CHAPTERS[one].notebook for one in numbers))


class _Year:
    """One edition's part of the matrix."""

    def __init__(self, plan: Plan, edition: Edition, home: Home) -> None:
        self.plan, self.edition, self.home = plan, edition, home
        self.mark = fingerprint(home, edition)
        self.pipeline = Pipeline(edition, home, results_mark=self.mark)
        self.left_out: dict[str, str] = {}

    def works(self) -> list[Work]:
        """Its notebooks."""
        found = []
        asked = self.plan.geos or (self.edition.geo,)
        languages = self.languages()
        # Whether a country was named: what cannot be done for it is then refused, and else left out.
        geos = {
            **dict.fromkeys(self.geos if ALL in asked else (), False),
            **{geo: True for geo in asked if geo != ALL},
        }
        for geo, is_named in geos.items():
            focus = self.focus(geo)
            for notebook in notebooks_of(self.plan):
                if reason := self._impossible(geo, notebook):
                    self._leave_out(geo, notebook, reason, is_named)
                    continue
                found += [self._work(focus, language, notebook) for language in languages]
        # The longest first: at the end no core waits for one annex.
        return sorted(found, key=lambda one: one.notebook not in ANNEXES.values())

    @cached_property
    def geos(self) -> list[str]:
        """The countries and aggregates the edition's data count specialists for."""
        held = {str(code) for name in _SUBJECT for code in self.pipeline.indicator(name)["geo"]}
        return sorted(held)

    @cached_property
    def _all_geos(self) -> set[str]:
        return {str(code) for name in self.edition.datasets for code in self.pipeline.observations(name)["geo"]}

    def languages(self) -> tuple[str, ...]:
        """The languages asked for, each one of the edition's."""
        asked = self.plan.languages
        if not asked or ALL in asked:
            return self.edition.languages
        for language in asked:
            if language not in self.edition.languages:
                raise UnknownName(f"language of edition {self.edition.name}", language, self.edition.languages)
        return asked

    def focus(self, geo: str) -> Focus:
        """The country and those it is set beside; BatchRefused where the edition holds nothing of it."""
        chosen = tuple(self.plan.peers.split())
        focus = Focus(geo, ())
        if geo not in self.geos and geo not in self._all_geos:
            raise BatchRefused(
                f"edition {self.edition.name} holds no value for {geo}; it counts specialists for {', '.join(self.geos)}."
            )
        # As open_edition sets it, so that a batch and a run make the same.
        beside = (code for code in chosen or (*self.edition.peers, self.edition.geo) if code != geo)
        return Focus(focus.geo, tuple(beside))

    def _impossible(self, geo: str, notebook: str) -> str:
        """Why a notebook cannot be executed for a country; '' where it can."""
        for trend in trends_of(self._source(notebook)):
            try:
                indicator, place = named(trend, geo)
                pick(self.pipeline.indicator(indicator), indicator, place)
            except StudyError as refused:
                return str(refused)
        return ""

    def _leave_out(self, geo: str, notebook: str, reason: str, is_named: bool) -> None:
        key = f"{self.edition.name}/{geo}/{notebook}"
        if is_named:
            raise BatchRefused(f"{key} cannot be executed: {reason} Leave out the country, or the notebook.")
        self.left_out[key] = reason

    def _source(self, notebook: str) -> Path:
        source = self.home.folder / "notebooks" / f"{notebook}.ipynb"
        if not source.exists():
            raise BatchRefused(f"{source} is missing; restore it from git.")
        return source

    def _work(self, focus: Focus, language: str, notebook: str) -> Work:
        task = notebook_task(Order(self.edition, self.home, focus, (language,), ()), language, notebook)
        own = {name for name in self.plan.parameters if name in task.parameters}
        if own:
            raise BatchRefused(f"the matrix sets {', '.join(sorted(own))}; give editions, geos, languages or peers.")
        lists = {"geo": known("geo"), "edition": editions()}
        names = {"edition": self.edition.name, "geo": focus.geo, "language": language, "notebook": notebook}
        return Work(
            **names,
            source=task.source,
            target=folder_of(self.plan) / _filled(self.plan.layout, names),
            parameters=checked(task.source, {**task.parameters, **self.plan.parameters}, lists, _declared(task.source)),
            home=self.home.folder,
            mark=self.mark,
        )


@lru_cache(maxsize=64)
def _declared(source: Path) -> tuple[Parameter, ...]:
    return parameters_of(source)


def _filled(layout: str, names: Mapping[str, str]) -> Path:
    try:
        unknown = [field for _, field, _, _ in Formatter().parse(layout) if field and field not in names]
    except ValueError as refused:
        raise BatchRefused(f"the layout '{layout}' cannot be read ({refused}).") from None
    if unknown:
        raise UnknownName("part of the layout", unknown[0], _PARTS)
    path = Path(layout.format(**names))
    if path.is_absolute() or ".." in path.parts or path.suffix != ".ipynb":
        raise BatchRefused(f"the layout '{layout}' gives {path}; it is a path within the output, ending in .ipynb.")
    return path
