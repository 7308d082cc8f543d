"""What several verbs take and print alike."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from talentstudy.errors import StudyError

EDITION = click.option("--edition", default="2025", show_default=True, metavar="YEAR", help="The report's year.")
GEO = click.option(
    "--geo", default=None, metavar="CODE", help="A country code, as Eurostat writes it.  [default: the edition's own]"
)
HOME = click.option(
    "--home",
    default=None,
    metavar="FOLDER",
    help="The folder that holds data/.  [default: TALENTSTUDY_HOME or the working tree]",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def print_json(content: Any) -> None:
    """Print JSON as people and programs both read it."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def conditions(given: Iterable[str]) -> dict[str, str]:
    """The codes that options of the form DIMENSION=CODE name; StudyError for another form."""
    codes = {}
    for text in given:
        dimension, equals, code = text.partition("=")
        if not equals:
            raise StudyError(f"--where takes DIMENSION=CODE, got '{text}'; for instance size_emp=GE10.")
        codes[dimension] = code
    return codes
