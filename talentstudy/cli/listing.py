"""``talentstudy list``: what there is."""

from __future__ import annotations

from typing import Any

import click

from talentstudy.cli.options import EDITION, GEO, HOME, JSON, print_json
from talentstudy.errors import StudyError


@click.command(name="list")
@click.argument("kind")
@EDITION
@GEO
@HOME
@JSON
@click.option("--markdown", is_flag=True, help="Print the indicators as docs/codebook.md has them.")
def list_(kind: str, edition: str, geo: str | None, home: str | None, as_json: bool, markdown: bool) -> None:
    """List indicators, figures, datasets, editions or assumptions."""
    from talentstudy.catalogue import catalogue, codebook
    from talentstudy.editions import read_edition
    from talentstudy.store import find_home

    chosen = read_edition(edition)
    rows = catalogue(kind, chosen, find_home(home), geo or chosen.geo)
    if markdown:
        if kind != "indicators":
            raise StudyError(f"--markdown prints the codebook of indicators, not {kind}.")
        click.echo(codebook(), nl=False)
        return
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(
            "  ".join(_cell(row[column]) for column in row if column not in {"files", "computed_from", "licence"})
        )


def _cell(content: Any) -> str:
    if isinstance(content, dict):
        return str(content.get("en", ", ".join(f"{key}={value}" for key, value in content.items())))
    if isinstance(content, list):
        return "[" + ", ".join(_cell(one) for one in content) + "]"
    return str(content) or "-"
