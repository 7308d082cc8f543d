"""``talentstudy explain``: the whole chain of a number."""

from __future__ import annotations

from collections.abc import Sequence

import click

from talentstudy.cli.options import EDITION, GEO, HOME, JSON, conditions, print_json


@click.command()
@click.argument("name")
@EDITION
@GEO
@HOME
@JSON
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="nl, fr, en or de, for a figure or claim."
)
@click.option("--period", default=None, metavar="PERIOD", help="Of an indicator.  [default: the last with a value]")
@click.option(
    "--where", "where", multiple=True, metavar="DIMENSION=CODE", help="A code of an indicator; may be given again."
)
def explain(
    name: str,
    edition: str,
    geo: str | None,
    home: str | None,
    as_json: bool,
    language: str,
    period: str | None,
    where: Sequence[str],
) -> None:
    """Explain a figure, an indicator or a claim: number, indicator, observation, dataset, vintage, origin."""
    from talentstudy.study import open_edition

    found = open_edition(edition, geo, language, home=home).explain(name, period, **conditions(where))
    if as_json:
        print_json(found.facts)
        return
    for line in found.lines:
        click.echo(line)
