"""``talentstudy key``: figures keyed by hand from a publication."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from talentstudy.cli.options import HOME

# What each fact of an origin is called where it is asked for.
_QUESTIONS = {
    "producer": "Who published it",
    "title": "Its title, as printed",
    "url": "Its address (empty if none)",
    "published": "When it was published, as closely as known",
    "licence": "Under which terms",
    "transcribed_by": "Who keys the figures",
    "confidence": "What they are keyed from, and how sure you are",
    "population": "Which population they are about",
    "method": "How they were measured",
    "page": "Page",
    "table": "Table or figure, as printed ('Figure 3.4')",
}


def _answers(verb: Callable[..., None]) -> Callable[..., None]:
    """An option for every question, so that a run need not be asked anything."""
    for name, question in reversed(_QUESTIONS.items()):
        verb = click.option(f"--{name.replace('_', '-')}", name, default=None, metavar="TEXT", help=f"{question}.")(
            verb
        )
    return verb


@click.command()
@click.argument("publication")
@click.option("--vintage", required=True, metavar="DATE", help="When it was published: 2026, 2026-03 or 2026-03-14.")
@click.option("--rows", default=None, metavar="FILE", help="A filled sheet.  [default: the one laid out]")
@_answers
@HOME
def key(publication: str, vintage: str, rows: str | None, home: str | None, **given: str | None) -> None:
    """Lay out a sheet for the figures of a PUBLICATION, and make a vintage of it once it is filled in.

    The first run asks what is not given and lays out the sheet; the next one checks the rows and accepts
    them. With --rows one run does both.
    """
    from datetime import UTC, datetime

    from talentstudy.fetch import keying
    from talentstudy.store import find_home

    store = find_home(home)
    filled = Path(rows) if rows else None
    begun = keying.sheet(store, publication, vintage).exists()
    known = keying.noted(store, publication, vintage) | {name: text for name, text in given.items() if text is not None}
    facts = known if begun else _asked(known, given)
    if not begun and filled is None:
        keying.note(store, publication, vintage, facts)
        path = keying.begin(store, publication, vintage)
        click.echo(f"fill in {path.relative_to(store.folder)}, then run the same command again.")
        return
    place = keying.accept(store, publication, vintage, facts, today=datetime.now(UTC).date(), rows=filled)
    keying.clear(store, publication, vintage)
    click.echo(f"{publication}: new vintage {vintage} under {place.relative_to(store.folder)}")


def _asked(known: dict[str, str], given: dict[str, str | None]) -> dict[str, str]:
    """What is known, and for the rest an answer; nothing is asked that was given as an option."""
    return {
        name: known[name] if given.get(name) is not None else click.prompt(question, default=known[name] or "").strip()
        for name, question in _QUESTIONS.items()
    }
