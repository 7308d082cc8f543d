"""``talentstudy batch``: many notebooks at once, for editions, countries and languages."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talentstudy.cli.options import HOME

if TYPE_CHECKING:
    from talentstudy.batch.events import Summary
    from talentstudy.batch.plan import Plan

_AGAIN = "may be given again, or 'all'"


@click.command()
@click.argument("file", metavar="[PLAN]", required=False, type=click.Path(dir_okay=False))
@click.option("--edition", "editions", multiple=True, metavar="YEAR", help=f"The report's year; {_AGAIN}.")
@click.option("--geo", "geos", multiple=True, metavar="CODE", help=f"A country code; {_AGAIN}.")
@click.option("--language", "languages", multiple=True, metavar="CODE", help=f"nl, fr, en or de; {_AGAIN}.")
@click.option("--chapter", "chapters", multiple=True, metavar="NUMBER", help=f"A chapter's number; {_AGAIN}.")
@click.option("--annex", "annexes", multiple=True, metavar="LETTER", help=f"An annex's letter; {_AGAIN}.")
@click.option("--peers", default=None, metavar="CODES", help="Countries to set beside each, separated by spaces.")
@click.option(
    "-p", "--parameter", "parameters", nargs=2, multiple=True, metavar="NAME VALUE", help="Another parameter."
)
@click.option(
    "--jobs", type=click.IntRange(min=0), default=None, help="How many notebooks run at once.  [default: the cores]"
)
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=None, metavar="SECONDS", help="The longest one may run."
)
@click.option(
    "--memory", type=click.FloatRange(min=0), default=None, metavar="MIB", help="The most one may hold of its own."
)
@click.option(
    "--retries",
    type=click.IntRange(min=0),
    default=None,
    help="How often one is tried again whose kernel died.  [default: 1]",
)
@click.option("--output", default=None, metavar="FOLDER", help="Where the notebooks go.  [default: data/processed]")
@click.option(
    "--layout", default=None, metavar="PATTERN", help="Where in it: '{edition}/{geo}/{language}/{notebook}.ipynb'."
)
@click.option("--scheduler", default=None, metavar="ADDRESS", help="A Dask scheduler, tcp://…; 'local' starts one.")
@click.option("--shared", default=None, metavar="URL", help="A storage the scheduler's workers write to.")
@click.option("--force", is_flag=True, help="Run again what is up to date.")
@click.option("--explain", is_flag=True, help="Say why each would run or not, and start nothing.")
@click.option(
    "--json-lines", "lines", default=None, metavar="FILE", help="Add every event to a file, one line of JSON each."
)
@click.option(
    "--help-notebook", "helped", default=None, metavar="NAME", help="List the parameters of a notebook, and stop."
)
@HOME
def batch(
    file: str | None,
    parameters: Sequence[tuple[str, str]],
    force: bool,
    explain: bool,
    lines: str | None,
    helped: str | None,
    **given: Any,
) -> None:
    """Execute a matrix of notebooks: editions × countries × languages × chapters and annexes.

    A notebook whose code, data, parameters and environment are what they were, and whose output is whole, is skipped.
    PLAN is a TOML or YAML file with the same words; options replace what it says.
    """
    if helped is not None:
        _print_parameters(helped, given["home"])
        return
    from talentstudy.batch.running import run_batch
    from talentstudy.cli.batch_progress import progress

    plan = _plan(file, {**given, "parameters": dict(parameters), "force": force or None})
    with _ends_when_asked(), progress(explain) as listener:
        summary = run_batch(plan, listener, lines=Path(lines) if lines else None, explain=explain)
    if not explain:
        _print_summary(summary)
    if not summary.is_complete:
        from talentstudy.batch.matrix import folder_of

        click.echo(f"logs: {folder_of(plan) / 'batch' / 'logs'}", err=True)
        raise SystemExit(1)


def _plan(file: str | None, given: dict[str, Any]) -> Plan:
    from talentstudy.batch.plan import plan_of, read_plan

    said = {name: value for name, value in given.items() if value not in (None, (), {})}
    return read_plan(Path(file), **said) if file else plan_of(said, "of the command line")


@contextmanager
def _ends_when_asked() -> Iterator[None]:
    """Let SIGTERM end a batch as cleanly as Ctrl-C does, with the exit code a shell expects of it."""

    def leave(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _print_parameters(name: str, home: str | None) -> None:
    from talentstudy.batch.notebooks import notebook_named
    from talentstudy.codes import known
    from talentstudy.editions import editions
    from talentstudy.kernels.parameters import parameters_of
    from talentstudy.store import find_home

    notebook = notebook_named(name)
    click.echo(f"{notebook}:")
    for one in parameters_of(find_home(home).folder / "notebooks" / f"{notebook}.ipynb"):
        allowed = ", ".join(one.allowed({"geo": sorted(known("geo")), "edition": editions()}))
        bounds = (
            f"from {one.low:g}" + (f" to {one.high:g}" if one.high is not None else "") if one.low is not None else ""
        )
        rest = "; ".join(part for part in (one.help, f"one of {allowed}" if allowed else "", bounds) if part)
        click.echo(f"  {one.name}: {one.type} = {one.default!r}  {rest}".rstrip())


def _print_summary(summary: Summary) -> None:
    for key, reason in sorted(summary.left_out.items()):
        click.echo(f"left out: {key}: {reason}")
    for key, failure in sorted(summary.failed.items()):
        click.echo(f"failed: {key}: {failure}", err=True)
    click.echo(
        f"{len(summary.finished)} executed, {len(summary.skipped)} up to date, {len(summary.failed)} failed, "
        f"{len(summary.left_out)} left out; {summary.seconds:.1f} s, {summary.cpu:.1f} s of processor."
    )
