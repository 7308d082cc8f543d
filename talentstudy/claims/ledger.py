"""An edition's ledger, read and refused where it cannot be true: names, paraphrases, numbers, circles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from talentstudy.claims.records import CHANGES, Address, Check, Claim, Judgement, Ledger, Relation
from talentstudy.claims.shape import read_table
from talentstudy.claims.soundness import refuse_unsound
from talentstudy.cleaning.claimed_numbers import read_claimed_number
from talentstudy.errors import CleaningError, LedgerError
from talentstudy.wording import LANGUAGES

if TYPE_CHECKING:
    from talentstudy.editions import Edition

# The report is printed in Dutch; its numbers are read as such.
PRINTED_IN = "nl"
# Two doubles read from two texts of one number.
_SAME = 1e-9


def has_ledger(edition: Edition) -> bool:
    """Whether anything printed by the edition is written down as claims."""
    return (edition.folder / "claims.csv").exists()


def read_ledger(edition: Edition, folder: Path | None = None) -> Ledger:
    """The claims of an edition with all that belongs to them.

    Parameters
    ----------
    edition
        Whose claims they are; its pins say which datasets a claim may name.
    folder
        Where ``claims.csv``, ``relations.csv``, ``judgements.csv``, ``checks.csv`` and ``bibliography.csv`` lie; the
        edition's own if not given. All but the first may be missing.

    Raises
    ------
    LedgerError
        No claims.csv; a table of another shape; a missing paraphrase; a printed number that cannot be read or does not
        mean what its row says; an indicator, dimension, claim, relation or source that is not there; a circle.
    """
    where = folder or edition.folder
    if not (where / "claims.csv").exists():
        raise LedgerError(
            f"edition {edition.name} has no claims.csv: what it prints is not yet written down. Add the file to "
            f"editions/{edition.name}, or ask for an edition that has one."
        )
    ledger = _assembled(edition.name, where)
    refuse_unsound(ledger, edition)
    return ledger


def _assembled(name: str, folder: Path) -> Ledger:
    def rows(table: str) -> list[dict[str, str]]:
        return [
            {str(key): str(cell) for key, cell in row.items()} for row in read_table(folder, table).to_dict("records")
        ]

    books = rows("bibliography")
    return Ledger(
        edition=name,
        claims={row["claim"]: _claim(row) for row in rows("claims")},
        relations={row["relation"]: _relation(row) for row in rows("relations")},
        judgements={row["claim"]: _judgement(row) for row in rows("judgements")},
        checks={row["check"]: _check(row) for row in rows("checks")},
        same_source=_same_source(books),
        sources=frozenset(row["key"] for row in books),
    )


def _claim(row: Mapping[str, str]) -> Claim:
    claim = Claim(
        claim=row["claim"],
        chapter=int(row["chapter"]),
        report_line=int(row["report_line"]),
        paraphrase={language: row[f"paraphrase_{language}"] for language in LANGUAGES},
        printed=row["printed"],
        value=_number(row["value"]),
        low=_bound(row["low"], -math.inf),
        high=_bound(row["high"], math.inf),
        decimals=int(row["decimals"]) if row["decimals"] else None,
        address=_address(row["indicator"], row["key"], row["measure"], row["claim"]),
        sources=_several(row["sources"]),
        **{column: row[column] for column in ("unit", "population", "geo", "stated_period", "kind", "reason", "notes")},
    )
    _refuse_misread(claim)
    return claim


def _refuse_misread(claim: Claim) -> None:
    """The value and interval of a row are what the strict reader reads in its printed text."""
    if not claim.printed:
        if claim.value is not None or claim.decimals is not None:
            raise LedgerError(
                f"claim {claim.claim} prints no number and has the value {claim.value}. Give the text as printed, or "
                "leave value and decimals empty."
            )
        return
    try:
        found = read_claimed_number(claim.printed, PRINTED_IN)
    except CleaningError as refused:
        raise LedgerError(f"claim {claim.claim} prints a number that cannot be read: {refused}") from None
    written = (math.nan if claim.value is None else claim.value, claim.low, claim.high, claim.decimals)
    wanted = (found.value, found.low, found.high, found.decimals)
    if not all(_same(one, other) for one, other in zip(written, wanted, strict=True)):
        raise LedgerError(
            f"claim {claim.claim} prints '{claim.printed}', which means value, low, high and decimals {_shown(wanted)}; "
            f"its row says {_shown(written)}. Correct the row, or the text as printed."
        )


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=_SAME)


def _shown(numbers: Iterable[float | None]) -> str:
    return ", ".join("none" if one is None else f"{one:.15g}" for one in numbers)


def _relation(row: Mapping[str, str]) -> Relation:
    return Relation(
        row["relation"], row["kind"], _several(row["claims"]), row["parameter"], _several(row["checks"]), row["notes"]
    )


def _judgement(row: Mapping[str, str]) -> Judgement:
    return Judgement(
        claim=row["claim"],
        verdict=row["verdict"],
        aspect=row["aspect"],
        address=_address(row["indicator"], row["key"], "", f"judgement of {row['claim']}"),
        together=_several(row["together"]),
        reason={language: row[f"reason_{language}"] for language in LANGUAGES},
        source=row["source"],
        checks=_several(row["checks"]),
    )


def _check(row: Mapping[str, str]) -> Check:
    return Check(
        row["check"],
        row["subject"],
        row["before"],
        _several(row["claims"]),
        _several(row["relations"]),
        row["why"],
        row["notes"],
    )


def _address(indicator: str, key: str, measure: str, what: str) -> Address | None:
    if not indicator:
        if key:
            raise LedgerError(f"{what} has the key '{key}' and no indicator. Name one, or leave the key empty.")
        return None
    codes: dict[str, str] = {}
    for part in key.split(";"):
        dimension, equals, code = part.partition("=")
        if not equals or dimension in codes:
            raise LedgerError(f"{what} has the key '{key}'; wanted: dimension=code, each once, joined by ';'.")
        codes[dimension] = code
    address = Address(indicator, codes, measure or "value")
    if len(address.ends) != (2 if address.measure in CHANGES else 1) or not {"geo", "time_period"} <= set(codes):
        raise LedgerError(
            f"{what} has the key '{key}'; wanted: geo= and time_period=, of a change two periods as 2015..2024."
        )
    return address


def _same_source(books: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    """Which keys stand for one source, whichever of them says so."""
    groups: list[set[str]] = []
    for row in books:
        group = {row["key"], *_several(row["same_as"])}
        for other in [one for one in groups if one & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return {key: frozenset(group) for group in groups for key in group}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split(";") if one.strip())


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _bound(cell: str, otherwise: float) -> float:
    return float(cell) if cell else otherwise
