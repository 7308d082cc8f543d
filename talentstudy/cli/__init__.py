"""One verb per thing a person asks; each stands in the module of its name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from talentstudy import __version__
from talentstudy.errors import StudyError

# Each verb and the module of this folder that holds its function, in the order help prints them.
VERBS = {
    "run": "run",
    "batch": "batch",
    "list": "listing",
    "show": "show",
    "explain": "explain",
    "cite": "cite",
    "check": "check",
    "edition": "edition",
    "diff": "diff",
    "verify": "verify",
    "status": "status",
    "fetch": "fetch",
    "key": "key",
    "publish": "publish",
    "deposit": "deposit",
    "export": "export",
}


class _Verbs(click.Group):
    """Loads a verb's module when that verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [*VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        module = import_module(f"talentstudy.cli.{VERBS[cmd_name]}")
        # The function bears the verb's name; one that Python has taken ends in an underscore.
        verb: click.Command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")
        return verb


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="talentstudy")
def cli() -> None:
    """The study on digital talent: run an edition, list what there is, show one number."""


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
