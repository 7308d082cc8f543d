"""``talentstudy export``: the tables and chapters of an edition, or one figure, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from talentstudy.cli.export_figure import figure
from talentstudy.cli.options import GEO, HOME


class _TablesUnlessNamed(click.Group):
    """``export 2025`` and ``export --as tex`` mean the tables and chapters: a name is asked for a figure only."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["edition", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_TablesUnlessNamed)
def export() -> None:
    """Write what other programs read: the tables and chapters of an edition, or one figure as a journal asks for it."""


export.add_command(figure)


@export.command("edition")
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
def edition_(
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
