"""``talentstudy status``: what is pinned, held and available, and which editions are behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from talentstudy.cli.options import HOME, JSON, print_json

if TYPE_CHECKING:
    from talentstudy.vintages.status import DatasetStatus, EditionStatus


@click.command()
@HOME
@JSON
@click.option("--online", is_flag=True, help="Ask each provider for the day of its last update.")
def status(home: str | None, as_json: bool, online: bool) -> None:
    """Per dataset: pinned, held and available vintage, age, next expected release; then which editions are stale."""
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
    for one in datasets:
        click.echo(_dataset(one))
    for year in years:
        click.echo(_edition(year))


def _dataset(one: DatasetStatus) -> str:
    pinned = "; ".join(f"{year}: {', '.join(vintages)}" for year, vintages in one.pinned.items()) or "by no edition"
    age = "age unknown" if one.age is None else f"{one.age} days old"
    if one.expected:
        rests = f"from {one.steps} step{'s' * (one.steps > 1)} between releases"
        following = f"next expected {one.expected} ({rests}{', overdue' if one.overdue else ''})"
    else:
        following = f"next unknown: {one.why}"
    available = f"; available {one.available}" if one.available else ""
    return f"{one.dataset}: held {', '.join(one.held)}; pinned {pinned}; {age}; {following}{available}"


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
