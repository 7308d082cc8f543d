"""``talentstudy export``: the tables and chapters of an edition for other programs."""

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
    "--as",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="html, tex or xlsx for the tables, docx for the chapter; may be given again.  [default: all]",
)
@click.option(
    "--output", default=None, metavar="FOLDER", help="Where to.  [default: data/processed/<year>/export/<country>]"
)
def export(
    edition: str, geo: str | None, home: str | None, languages: Sequence[str], kinds: Sequence[str], output: str | None
) -> None:
    """Write tables (HTML, LaTeX, XLSX) and chapters (docx) from the executed notebooks of an edition."""
    from talentstudy.editions import read_edition
    from talentstudy.paper.exporting import KINDS, Exported
    from talentstudy.paper.exporting import export as exported
    from talentstudy.store import find_home
    from talentstudy.wording import locale_of

    for language in languages:
        locale_of(language)
    pinned = read_edition(edition)
    place = find_home(home)
    country = geo or pinned.geo
    folder = Path(output) if output else place.processed(pinned.name) / "export" / country
    chosen = tuple(languages) or pinned.languages
    written = exported(Exported(place, pinned, country, chosen, tuple(kinds) or KINDS, folder.absolute()))
    click.echo(f"{len(written)} files under {folder}.")
