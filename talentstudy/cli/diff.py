"""``talentstudy diff``: what changed between two editions or two vintages, and what that moves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talentstudy.cli.options import GEO, HOME, JSON, print_json

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline
    from talentstudy.selection import Focus


@click.command()
@click.argument("sides", nargs=-1, required=True, metavar="OLDER NEWER | DATASET OLDER NEWER")
@click.option(
    "--edition",
    default=None,
    metavar="YEAR",
    help="Of two vintages: the edition that would pin them.  [default: the first]",
)
@GEO
@HOME
@JSON
@click.option("--html", "html", default=None, metavar="FILE", help="Write the report as a page instead of printing it.")
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="Of the page and the sentences compared."
)
@click.option("--all", "everything", is_flag=True, help="Print every cell.")
def diff(
    sides: Sequence[str],
    edition: str | None,
    geo: str | None,
    home: str | None,
    as_json: bool,
    html: str | None,
    language: str,
    everything: bool,
) -> None:
    """Compare two editions (2025 2026), or two vintages of a dataset (isoc_sks_itspt 2025-05-14 2026-04-17)."""
    from talentstudy.editions import editions, read_edition
    from talentstudy.store import find_home, write_text
    from talentstudy.vintages.comparing import Reader, compare
    from talentstudy.vintages.page import page
    from talentstudy.vintages.report import as_facts, report_lines
    from talentstudy.wording import locale_of

    locale_of(language)
    pinning = edition or editions()[0]
    line = read_edition(pinning)
    reader = Reader(find_home(home), geo or line.geo, (*line.peers, line.geo), language, _told)
    found = compare(sides, pinning, reader)
    if html:
        click.echo(f"{write_text(Path(html), page(found, language))} written.")
    if as_json:
        print_json(as_facts(found))
    elif not html:
        for text in report_lines(found, geo=reader.geo, everything=everything):
            click.echo(text)


def _told(side: Pipeline, name: str, focus: Focus, language: str) -> str:
    from talentstudy.study import study_on

    return str(study_on(side, focus, language).tell(name))
