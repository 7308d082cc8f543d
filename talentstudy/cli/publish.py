"""``talentstudy publish``: a site, a PDF and the data of an edition, from its executed notebooks."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talentstudy.cli.options import GEO, HOME

if TYPE_CHECKING:
    from talentstudy.site.build import Beside


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
    help="Where to; a folder with other files is refused.  [default: data/processed/<year>/site/<country>]",
)
@click.option("--site-only", is_flag=True, help="Make the pages alone, without the PDF and the data.")
def publish(
    edition: str, geo: str | None, home: str | None, languages: Sequence[str], output: str | None, site_only: bool
) -> None:
    """Publish an edition from its executed notebooks: a site, a PDF per language, the data. Asks no network."""
    from talentstudy.editions import read_edition
    from talentstudy.site.build import SiteOrder, build_site
    from talentstudy.store import find_home
    from talentstudy.wording import locale_of

    for language in languages:
        locale_of(language)
    pinned = read_edition(edition)
    place = find_home(home)
    country = geo or pinned.geo
    target = Path(output) if output else place.processed(pinned.name) / "site" / country
    order = SiteOrder(place, pinned, country, tuple(languages) or pinned.languages, target.absolute())
    # Ended by the machine, not by the keyboard: the half-built site goes all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    pages = build_site(order, () if site_only else _beside())
    click.echo(f"{len(pages)} pages under {target}; open {target / 'index.html'}.")


def _beside() -> list[Beside]:
    """What is published beside the pages; each room is loaded only here."""
    rooms = [find_spec(f"talentstudy.{room}") for room in ("paper", "deposit")]
    # A room without a door is being built.
    return [import_module(room.name).build for room in rooms if room and room.origin]
