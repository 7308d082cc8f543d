"""``talentstudy edition``: begin an edition of the next year, and compute the indicators of one."""

from __future__ import annotations

import click

from talentstudy.cli.options import HOME


@click.group()
def edition() -> None:
    """Begin the edition of another year, or compute the indicators of one."""


@edition.command()
@click.argument("year")
@click.option("--from", "origin", required=True, metavar="YEAR", help="The edition it is made from.")
@click.option(
    "--as-of", "as_of", default=None, metavar="DAY", help="The day it is known by, as 2026-06-30.  [default: today]"
)
@HOME
def new(year: str, origin: str, as_of: str | None, home: str | None) -> None:
    """Begin edition YEAR: the newest vintages pinned, claims carried over as drafts, what to rewrite listed."""
    import datetime

    from talentstudy.editions import read_edition
    from talentstudy.store import find_home
    from talentstudy.vintages.drafting import draft_edition

    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    draft = draft_edition(year, read_edition(origin), as_of or today, find_home(home))
    draft.write()
    click.echo(f"{draft.path} written: in preparation, known by {as_of or today}.")
    click.echo(f"{len(draft.moved)} pins moved:")
    for before, after in draft.moved:
        name = " ".join([after.name, *(f"{dim}={code}" for dim, code in after.where.items())])
        cut = f" up to {before.until}" if before.until else ""
        click.echo(f"  {name}: {before.vintage}{cut} -> {after.vintage}{' whole' if cut else ''}")
    click.echo(f"{len(draft.claims.rows)} claims carried over as drafts.")
    click.echo(f"{len(draft.to_do)} things to look at:")
    for line in draft.to_do:
        click.echo(f"  {line}")
    click.echo(f"Next: talentstudy edition compute {year}; talentstudy diff {origin} {year}.")


@edition.command()
@click.argument("year")
@HOME
def compute(year: str, home: str | None) -> None:
    """Compute and write the indicators of edition YEAR, which are committed; no figure is drawn."""
    from talentstudy import results
    from talentstudy.editions import read_edition
    from talentstudy.pipeline import Pipeline
    from talentstudy.run import write_indicators
    from talentstudy.store import find_home

    chosen, found = read_edition(year), find_home(home)
    paths = write_indicators(Pipeline(chosen, found), results.fingerprint(found, chosen))
    click.echo(f"{len(paths) - 1} indicators under {paths[0].parent.relative_to(found.folder)}.")
