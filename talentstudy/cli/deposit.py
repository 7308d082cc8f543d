"""``talentstudy deposit``: the data of an edition, bundled for a repository that gives it a DOI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from talentstudy.cli.options import GEO, HOME


@click.command()
@click.argument("edition", default="2025", metavar="[YEAR]")
@GEO
@HOME
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="nl, fr, en or de; may be given again.  [default: the edition's]",
)
@click.option(
    "--output",
    default=None,
    metavar="FOLDER",
    help="Where to; a folder with other files is refused.  [default: data/processed/<year>/deposit/<country>]",
)
def deposit(edition: str, geo: str | None, home: str | None, languages: Sequence[str], output: str | None) -> None:
    """Bundle the data of an edition that was run: Data Package, CSVW, SDMX-CSV, Parquet, RO-Crate. Asks no network."""
    from talentstudy.deposit.building import build, check_target
    from talentstudy.editions import read_edition
    from talentstudy.store import find_home
    from talentstudy.wording import locale_of

    for language in languages:
        locale_of(language)
    pinned = read_edition(edition)
    place = find_home(home)
    country = geo or pinned.geo
    target = (Path(output) if output else place.processed(pinned.name) / "deposit" / country).absolute()
    check_target(target, pinned.name, country)
    for path in build(place, pinned.name, country, tuple(languages) or pinned.languages, target):
        click.echo(f"{path} ({path.stat().st_size} bytes)")
