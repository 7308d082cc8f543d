"""``talentstudy cite``: how to cite a figure, an indicator, a dataset, a claim or the study."""

from __future__ import annotations

import click

from talentstudy.cli.options import EDITION, GEO, HOME


@click.command()
@click.argument("name", default="study")
@EDITION
@GEO
@HOME
@click.option(
    "--style",
    default="apa",
    show_default=True,
    metavar="STYLE",
    help="apa, harvard, ieee, reference (with the terms of use), bibtex, ris or csl-json.",
)
@click.option("--language", default="en", show_default=True, metavar="CODE", help="nl, fr, en or de.")
def cite(name: str, edition: str, geo: str | None, home: str | None, style: str, language: str) -> None:
    """Cite a figure, an indicator, a dataset, a claim, a footnote, or the study, sources or bibliography as a whole."""
    from talentstudy.citations import checked_style
    from talentstudy.study import open_edition

    # Refused before any table is read.
    checked_style(style)
    click.echo(open_edition(edition, geo, language, home=home).cite(name, style).plain)
