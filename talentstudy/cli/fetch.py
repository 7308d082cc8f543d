"""``talentstudy fetch``: ask the providers for what they hold now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from talentstudy.cli.options import EDITION, HOME, JSON, print_json
from talentstudy.errors import StudyError

if TYPE_CHECKING:
    from talentstudy.fetch import Outcome
    from talentstudy.store import Home


@click.command()
@EDITION
@HOME
@JSON
@click.option(
    "--dataset",
    "datasets",
    multiple=True,
    metavar="ID",
    help="A dataset to ask for; may be given again.  [default: those the edition pins and the store lacks]",
)
@click.option("--latest", is_flag=True, help="Ask for every dataset of the edition, also where its vintage is held.")
@click.option("--structures", is_flag=True, help="Ask for dimensions and code lists, and list codes without a label.")
@click.option("--vintage", default="", metavar="DAY", help="Keep the reply of one dataset under this day.")
@click.option("--base-url", "base", default="", metavar="URL", help="Another address of the provider's service.")
def fetch(
    edition: str,
    home: str | None,
    as_json: bool,
    datasets: Sequence[str],
    latest: bool,
    structures: bool,
    vintage: str,
    base: str,
) -> None:
    """Ask the providers, and keep each reply as a new vintage if it says anything new."""
    from talentstudy.store import find_home

    store = find_home(home)
    if vintage and len(datasets) != 1:
        raise StudyError("--vintage names the day of one reply; name one dataset with --dataset.")
    chosen, outcomes = _chosen(store, edition, datasets, latest=latest or structures)
    failures: list[str] = []
    for dataset in chosen:
        try:
            outcomes += _structures(dataset, store, base) if structures else [_one(dataset, store, base, vintage)]
        except StudyError as refused:
            if len(chosen) == 1:
                raise
            failures.append(str(refused))
    _report(outcomes, as_json=as_json)
    for words in failures:
        click.echo(f"talentstudy: {words}", err=True)
    if failures:
        raise SystemExit(2)


def _chosen(home: Home, edition: str, datasets: Sequence[str], *, latest: bool) -> tuple[list[str], list[Outcome]]:
    """The datasets to ask for, and what became of those that need not be asked."""
    from talentstudy.editions import read_edition
    from talentstudy.fetch import Outcome
    from talentstudy.sources.requests import fetchable

    if datasets:
        return list(dict.fromkeys(datasets)), []
    pins = [pin for pin in read_edition(edition).pins if pin.dataset in fetchable()]
    here = {(name, vintage) for name in home.datasets() for vintage in home.vintages(name)}
    lacking = [pin.dataset for pin in pins if latest or (pin.dataset, pin.vintage) not in here]
    chosen = list(dict.fromkeys(lacking))
    kept = {pin.dataset: pin.vintage for pin in pins if pin.dataset not in chosen}
    return chosen, [Outcome(dataset, "held", vintage) for dataset, vintage in kept.items()]


def _one(dataset: str, home: Home, base: str, vintage: str) -> Outcome:
    from talentstudy.fetch import fetch_dataset

    return fetch_dataset(dataset, home, base=base, vintage=vintage)


def _structures(dataset: str, home: Home, base: str) -> list[Outcome]:
    from talentstudy.fetch.labels import used_codes, without_label
    from talentstudy.fetch.structures import fetch_structures

    outcomes, codes = fetch_structures(dataset, home, base=base)
    for missing in without_label(codes, used_codes(home, dataset)):
        click.echo(str(missing), err=True)
    return list(outcomes)


def _report(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    import dataclasses

    if as_json:
        print_json([dataclasses.asdict(outcome) for outcome in outcomes])
        return
    for outcome in outcomes:
        click.echo(str(outcome))
