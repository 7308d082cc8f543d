"""``talentstudy show``: one number."""

from __future__ import annotations

from collections.abc import Sequence

import click

from talentstudy.cli.options import EDITION, GEO, HOME, JSON, conditions, print_json


@click.command()
@click.argument("indicator")
@EDITION
@GEO
@HOME
@JSON
@click.option("--period", default=None, metavar="PERIOD", help="A reference period.  [default: the last with a value]")
@click.option("--sex", default=None, metavar="CODE", help="F, M or T, for indicators by sex.")
@click.option(
    "--where", "where", multiple=True, metavar="DIMENSION=CODE", help="A code of another dimension; may be given again."
)
def show(
    indicator: str,
    edition: str,
    geo: str | None,
    home: str | None,
    as_json: bool,
    period: str | None,
    sex: str | None,
    where: Sequence[str],
) -> None:
    """Show one number: its value, unit, flags, dataset and vintage."""
    from talentstudy.showing import shown

    codes = conditions(where)
    if sex:
        codes["sex"] = sex
    rows = shown(indicator, edition, geo, period, codes, home)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(row["text"])
