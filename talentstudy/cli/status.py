"""``talentstudy status``: what is pinned, held and available, and which editions are behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from talentstudy.cli.columns import aligned
from talentstudy.cli.options import HOME, JSON, print_json

if TYPE_CHECKING:
    from talentstudy.vintages.status import DatasetStatus, EditionStatus


@click.command()
@HOME
@JSON
@click.option("--online", is_flag=True, help="Ask each provider for the day of its last update.")
def status(home: str | None, as_json: bool, online: bool) -> None:
    """Per dataset: pinned, held and available vintage, age, next expected release; then which editions are stale.

    Days are those since the newest vintage held; – where it is not known to the day.
    """
    import datetime

    from talentstudy.store import find_home
    from talentstudy.vintages.status import dataset_status, edition_status

    found = find_home(home)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    datasets = dataset_status(found, today, _available if online else None)
    years = edition_status(found)
    if as_json:
        print_json(
            {
                "datasets": [{**vars(one), "overdue": one.overdue} for one in datasets],
                "editions": [{**vars(one), "stale": one.stale} for one in years],
            }
        )
        return
    official = [one for one in datasets if not one.keyed]
    for line in (*_series(official, years, asked=online), "", *_publications(datasets, years), ""):
        click.echo(line)
    for year in years:
        click.echo(_edition(year))


def _series(official: Sequence[DatasetStatus], years: Sequence[EditionStatus], *, asked: bool) -> Iterator[str]:
    """Official series: what is held newest and pinned by each edition, and when the next release is expected."""
    head = ["official series", "held", "newest", "days", "next release", *(f"pinned {one.edition}" for one in years)]
    rows = [
        [
            one.dataset,
            str(len(one.held)),
            one.held[-1],
            _age(one),
            _next(one),
            *_pinned(one, years),
            *([one.available] if asked else []),
        ]
        for one in official
    ]
    yield from aligned([[*head, *(["available"] if asked else [])], *rows], right=frozenset({1, 3}))
    if any(not one.expected for one in official):
        yield f"unknown: {next(one.why for one in official if not one.expected)}."


def _publications(datasets: Sequence[DatasetStatus], years: Sequence[EditionStatus]) -> Iterator[str]:
    """Figures keyed from publications: an issue is a source of its own, and none is expected."""
    head = ("publications", "days", *(f"pinned {one.edition}" for one in years), "issues held")
    rows = [(one.dataset, _age(one), *_pinned(one, years), ", ".join(one.held)) for one in datasets if one.keyed]
    yield from aligned([head, *rows], right=frozenset({1}))


def _age(one: DatasetStatus) -> str:
    return "–" if one.age is None else str(one.age)


def _next(one: DatasetStatus) -> str:
    if not one.expected:
        return "unknown"
    rests = f"from {one.steps} step{'s' * (one.steps > 1)}"
    return f"{one.expected}{', overdue' if one.overdue else ''} ({rests})"


def _pinned(one: DatasetStatus, years: Sequence[EditionStatus]) -> list[str]:
    pins = [one.pinned.get(year.edition, ()) for year in years]
    # Of a publication all issues are pinned as a rule, which is easier to see than to compare.
    return ["all" if one.keyed and {*pinned} == {*one.held} else ", ".join(pinned) or "–" for pinned in pins]


def _edition(one: EditionStatus) -> str:
    if not one.stale:
        return f"edition {one.edition} ({one.state}): reads the newest vintages held"
    return f"edition {one.edition} ({one.state}): stale; {'; '.join(one.behind)}"


def _available(dataset: str) -> str:
    """The vintage a provider would give today, or why it is not known; nothing is kept."""
    import tempfile
    from pathlib import Path

    from talentstudy.errors import StudyError
    from talentstudy.fetch import fetch_dataset
    from talentstudy.store import Home

    with tempfile.TemporaryDirectory(prefix="talentstudy-") as folder:
        (Path(folder) / "data" / "raw").mkdir(parents=True)
        try:
            outcome = fetch_dataset(dataset, Home(Path(folder)))
        except StudyError as refused:
            return f"unknown: {refused}"
    return outcome.vintage or f"none: {outcome.reason}"
