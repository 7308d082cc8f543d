"""``talentstudy run``: make the results of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from talentstudy.cli.options import EDITION, GEO, HOME

if TYPE_CHECKING:
    from talentstudy.run import Order, Summary


@click.command()
@EDITION
@GEO
@HOME
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="nl, fr, en or de; may be given again.  [default: all four]",
)
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="NUMBER",
    help="A chapter's number; may be given again.  [default: all]",
)
@click.option(
    "--annex",
    "annexes",
    multiple=True,
    metavar="LETTER",
    help="An annex to execute as well, a, b or c; may be given again.  [default: none]",
)
@click.option("--peers", default=None, metavar="CODES", help="Countries to set beside it, separated by spaces.")
def run(
    edition: str,
    geo: str | None,
    home: str | None,
    languages: Sequence[str],
    chapters: Sequence[str],
    annexes: Sequence[str],
    peers: str | None,
) -> None:
    """Make the results of an edition: indicators, tables, figures and executed notebooks."""
    order = _order(edition, geo, home, languages, chapters, annexes, peers)
    summary = _run_with_progress(order)
    for name, reason in sorted(summary.without_data.items()):
        click.echo(f"no data: {name}: {reason}")
    for name, reason in sorted(summary.left_out.items()):
        click.echo(f"sentence left out: {name}: {reason}")
    for failure in summary.failures:
        click.echo(f"failed: {failure}", err=True)
    click.echo(
        f"{len(summary.written)} files under {order.folder.relative_to(order.home.folder)}; "
        f"{len(summary.without_data)} figures without data; {len(summary.failures)} failures."
    )
    if not summary.is_complete:
        raise SystemExit(1)


def _order(
    edition: str,
    geo: str | None,
    home: str | None,
    languages: Sequence[str],
    chapters: Sequence[str],
    annexes: Sequence[str],
    peers: str | None,
) -> Order:
    from talentstudy.chapters import ANNEXES, CHAPTERS
    from talentstudy.run import Order
    from talentstudy.study import open_edition
    from talentstudy.wording import locale_of

    study = open_edition(edition, geo, peers=peers, home=home)
    for language in languages:
        locale_of(language)
    chosen = tuple(CHAPTERS[number] for number in dict.fromkeys(chapters or CHAPTERS))
    return Order(
        study.edition,
        study.home,
        study.focus,
        tuple(dict.fromkeys(languages or study.edition.languages)),
        chosen,
        # Fitting costs more than all chapters together: an annex is executed when asked for.
        tuple(ANNEXES[letter] for letter in dict.fromkeys(annexes)),
    )


def _run_with_progress(order: Order) -> Summary:
    from rich.console import Console
    from rich.progress import Progress

    from talentstudy.chapters import CHAPTERS
    from talentstudy.run import run, steps
    from talentstudy.site.kept import keep

    # A site is made of all chapters: what it computes beyond them is computed when all are.
    beside = [keep] if all(one in order.chapters for one in CHAPTERS.values()) else []
    console = Console(soft_wrap=True, highlight=False)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"edition {order.edition.name}, {order.focus.geo}", total=steps(order, beside))
        return run(order, lambda line: console.print(line, markup=False), lambda: progress.advance(task), beside)
