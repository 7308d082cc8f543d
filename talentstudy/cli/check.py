"""``talentstudy check``: the claims of an edition, or the numbers of a draft, against what the study computes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talentstudy.cli.columns import aligned
from talentstudy.cli.options import GEO, HOME, JSON, print_json

if TYPE_CHECKING:
    from talentstudy.claims.verdict import Verdict


@click.command()
@click.argument("what", default="2025", metavar="[YEAR|FILE]")
@click.option(
    "--edition", default="2025", show_default=True, metavar="YEAR", help="The edition a draft is held against."
)
@click.option("--chapter", type=int, default=None, metavar="NUMBER", help="Claims of one chapter only.")
@click.option("--verdict", "wanted", default=None, metavar="WORD", help="Claims or numbers of one verdict only.")
@click.option("--language", default=None, metavar="CODE", help="nl, fr, en or de.  [default: en; a draft's own]")
@GEO
@HOME
@JSON
def check(
    what: str,
    edition: str,
    chapter: int | None,
    wanted: str | None,
    language: str | None,
    geo: str | None,
    home: str | None,
    as_json: bool,
) -> None:
    """Check the claims of an edition (2025), or the numbers of a draft (draft.md).

    Exit code 1 while any claim of an edition in preparation does not hold; a printed edition is only reported on.
    """
    from talentstudy.editions import editions

    if what not in editions() and (Path(what).suffix or Path(what).exists()):
        _check_draft(what, edition, wanted, language, geo, home, as_json)
    else:
        _check_claims(what, chapter, wanted, language or "en", home, as_json)


def _check_claims(
    year: str, chapter: int | None, wanted: str | None, language: str, home: str | None, as_json: bool
) -> None:
    from talentstudy import results
    from talentstudy.claims import decided
    from talentstudy.claims.explaining import explanations
    from talentstudy.claims.quantities import FILE
    from talentstudy.claims.records import FAILING, VERDICTS
    from talentstudy.editions import read_edition
    from talentstudy.errors import UnknownName
    from talentstudy.pipeline import Pipeline
    from talentstudy.store import find_home
    from talentstudy.wording import locale_of, sentence

    locale_of(language)
    if wanted is not None and wanted not in VERDICTS:
        raise UnknownName("verdict", wanted, VERDICTS)
    edition, found = read_edition(year), find_home(home)
    verdicts = decided(Pipeline(edition, found, results_mark=results.fingerprint(found, edition)))
    chapters = dict.fromkeys(one.of.chapter for one in verdicts.values())
    if chapter is not None and verdicts and chapter not in chapters:
        raise UnknownName(f"chapter with claims in edition {year}", chapter, chapters)
    shown = [one for one in verdicts.values() if chapter in {None, one.of.chapter} and wanted in {None, one.verdict}]
    if as_json:
        print_json([one.as_data(explanations(one)) for one in shown])
    elif not verdicts:
        click.echo(sentence(FILE, "no_ledger", language, edition=year))
    else:
        for line in _lines(shown, language):
            click.echo(line)
    # What a filter hides still keeps an edition from being printed.
    if edition.state == "in preparation" and any(one.verdict in FAILING for one in verdicts.values()):
        raise SystemExit(1)


def _lines(shown: Sequence[Verdict], language: str) -> Iterable[str]:
    from talentstudy.claims.explaining import explanation, verdict_text
    from talentstudy.claims.naming import computed_text, printed_text
    from talentstudy.claims.sheets import Claims

    yield from aligned(
        [
            (
                one.claim,
                verdict_text(one, language),
                printed_text(one, language),
                computed_text(one, language),
                explanation(one, language),
            )
            for one in shown
        ]
    )
    claims = Claims(tuple(shown), "", language)
    counted = "; ".join(f"{verdict}: {count}" for verdict, count, _ in claims.counts.table.itertuples(index=False))
    yield f"{counted}."
    yield claims.summary.text


def _check_draft(
    path: str,
    edition: str,
    wanted: str | None,
    language: str | None,
    geo: str | None,
    home: str | None,
    as_json: bool,
) -> None:
    from talentstudy.drafts import VERDICTS, check_draft, report
    from talentstudy.errors import UnknownName

    if wanted is not None and wanted not in VERDICTS:
        raise UnknownName("verdict", wanted, VERDICTS)
    found = check_draft(path, edition, language, geo, home=home)
    shown = [one for one in found if wanted in {None, one.verdict}]
    if as_json:
        print_json([one.facts() for one in shown])
        return
    for line in report(shown, language or "en")[:-1]:
        click.echo(line)
    click.echo("; ".join(f"{verdict}: {sum(one.verdict == verdict for one in found)}" for verdict in VERDICTS) + ".")
