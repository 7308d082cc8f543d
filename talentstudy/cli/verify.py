"""``talentstudy verify``: does an edition still compute from what it pinned."""

from __future__ import annotations

import click

from talentstudy.cli.options import HOME, JSON, print_json


@click.command()
@click.argument("edition")
@HOME
@JSON
def verify(edition: str, home: str | None, as_json: bool) -> None:
    """Prove that an edition computes, byte for byte, from the raw files it pins; exits 1 where it does not."""
    from talentstudy.editions import read_edition
    from talentstudy.store import find_home
    from talentstudy.vintages.verifying import verified

    found = verified(read_edition(edition), find_home(home))
    failed = [one for one in found if not one.holds]
    if as_json:
        print_json([{"what": one.what, "kind": one.kind, "holds": one.holds, "why": one.why} for one in found])
    else:
        for one in found:
            click.echo(
                f"{'holds' if one.holds else 'FAILS'}  {one.kind}  {one.what}" + (f": {one.why}" if one.why else "")
            )
        files = [one for one in found if one.kind == "raw file"]
        click.echo(
            f"edition {edition}: {sum(one.holds for one in files)} of {len(files)} raw files have their sha256; "
            f"{len(found) - len(files) - sum(one.kind == 'indicator' for one in failed)} of {len(found) - len(files)} "
            "indicators are computed anew to the same bytes."
        )
    if failed:
        raise SystemExit(1)
