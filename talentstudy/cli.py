"""One verb per thing a person asks: run, list, show."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from talentstudy import __version__
from talentstudy.errors import StudyError

if TYPE_CHECKING:
    from talentstudy.run import Order, Summary

_EDITION = click.option("--edition", default="2025", show_default=True, metavar="YEAR", help="The report's year.")
_GEO = click.option(
    "--geo", default=None, metavar="CODE", help="A country code, as Eurostat writes it.  [default: the edition's own]"
)
_HOME = click.option(
    "--home",
    default=None,
    metavar="FOLDER",
    help="The folder that holds data/.  [default: TALENTSTUDY_HOME or the working tree]",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="talentstudy")
def cli() -> None:
    """The study on digital talent: run an edition, list what there is, show one number."""


@cli.command()
@_EDITION
@_GEO
@_HOME
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
    help="An annex to execute as well, a or b; may be given again.  [default: none]",
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

    from talentstudy.run import run, steps

    console = Console(soft_wrap=True, highlight=False)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"edition {order.edition.name}, {order.focus.geo}", total=steps(order))
        return run(order, lambda line: console.print(line, markup=False), lambda: progress.advance(task))


@cli.command(name="list")
@click.argument("kind")
@_EDITION
@_GEO
@_HOME
@_JSON
@click.option("--markdown", is_flag=True, help="Print the indicators as docs/codebook.md has them.")
def list_(kind: str, edition: str, geo: str | None, home: str | None, as_json: bool, markdown: bool) -> None:
    """List indicators, figures, datasets or editions."""
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
        _print_json(rows)
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


@cli.command()
@click.argument("indicator")
@_EDITION
@_GEO
@_HOME
@_JSON
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

    codes = dict(_condition(one) for one in where)
    if sex:
        codes["sex"] = sex
    rows = shown(indicator, edition, geo, period, codes, home)
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        click.echo(row["text"])


def _condition(text: str) -> tuple[str, str]:
    dimension, equals, code = text.partition("=")
    if not equals:
        raise StudyError(f"--where takes DIMENSION=CODE, got '{text}'; for instance size_emp=GE10.")
    return dimension, code


def _print_json(content: Any) -> None:
    import json

    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; a refusal is one line on stderr and exit code 2, without a traceback."""
    if hasattr(sys.stdout, "reconfigure"):
        # A Windows console may not know every letter of a country's name.
        sys.stdout.reconfigure(errors="replace")
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="talentstudy", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as refused:
        refused.show()
        return refused.exit_code
    except click.Abort:
        click.echo("interrupted; what was written stands whole.", err=True)
        return 130
    except StudyError as refused:
        click.echo(f"talentstudy: {refused}", err=True)
        return 2
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
