"""An edition's claims carried over to the next as drafts: the same sentences, with the numbers the new vintages give."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentstudy.claims.ledger import PRINTED_IN, has_ledger, read_ledger
from talentstudy.claims.observed import Observed
from talentstudy.claims.observing import Observatory
from talentstudy.claims.quantities import quantity
from talentstudy.claims.records import Address, Claim
from talentstudy.claims.shape import COLUMNS
from talentstudy.cleaning.claimed_numbers import read_claimed_number
from talentstudy.editions import Edition
from talentstudy.errors import EmptySelection, LedgerError
from talentstudy.pipeline import Pipeline
from talentstudy.wording import LANGUAGES, number

_SPACES = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Carried:
    """The drafts as rows of claims.csv, and what a person has to do about each claim of the origin that changed."""

    rows: tuple[Mapping[str, str], ...]
    to_do: tuple[str, ...]

    def text(self) -> str:
        """The rows as claims.csv holds them."""
        with io.StringIO(newline="") as file:
            writer = csv.DictWriter(file, COLUMNS["claims"], lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
            return file.getvalue()


def carry_claims(origin: Edition, pipeline: Pipeline) -> Carried:
    """Every claim of ``origin`` that rests on an indicator, as the edition of ``pipeline`` would print it.

    A claim about a series moves to the newest period held, one about a publication stays. Its number is printed anew
    where it changed; a direction that the new numbers do not show is left out. The notes of each row say that it is a
    draft and what was printed before. Claims that no indicator computes are not carried over: they are said, not counted.
    """
    if not has_ledger(origin):
        return Carried((), ())
    claims = read_ledger(origin).claims
    sight = Observatory(pipeline)
    rows, to_do = [], []
    for claim in claims.values():
        if claim.address is None:
            continue
        row, told = _carried(claim, claim.address, origin.name, sight)
        if row:
            rows.append(row)
        to_do += [f"claim {claim.claim}: {one}" for one in told]
    said = sum(claim.address is None for claim in claims.values())
    to_do.append(f"{said} claims of edition {origin.name} rest on no indicator and were not carried over.")
    return Carried(tuple(rows), tuple(to_do))


def _carried(claim: Claim, address: Address, origin: str, sight: Observatory) -> tuple[dict[str, str], list[str]]:
    """The row of one draft, empty where there can be none, and what is left to do."""
    moved = _newest(address, sight)
    try:
        observed = sight.observe(moved).in_unit(claim.unit)
    except (EmptySelection, LedgerError) as refused:
        return {}, [f"not carried over, nothing was computed ({refused})"]
    if observed.agrees_with(claim):
        # The words as they were still hold: 'almost five million' need not become a number.
        printed = claim.printed
    elif math.isnan(observed.value):
        return {}, ["left out: no single number is computed, only bounds; print them, or leave it"]
    elif claim.value is None:
        return {}, [f"left out: what it says of {address} is not so at {moved.period}"]
    else:
        printed = _printed(observed, claim)
    row = _row(claim, moved, printed, origin)
    rewritten, found = _paraphrases(claim, address, moved, observed, printed)
    told = f"'{claim.printed}' ({address.period}) became '{printed}' ({moved.period})"
    if printed == claim.printed and moved == address:
        return {**row, **rewritten}, []
    return {**row, **rewritten}, [
        told + ("" if found else "; rewrite its paraphrases, which name another number or year")
    ]


def _newest(address: Address, sight: Observatory) -> Address:
    """The address at the newest period held; a change keeps the distance of its years, a publication its period."""
    try:
        official = sight.observe(address).official
        periods = sight.periods(address)
    except (EmptySelection, LedgerError):
        return address
    if not official or not periods or not all(_YEAR.fullmatch(one) for one in (*address.ends, periods[-1])):
        return address
    shift = int(periods[-1]) - int(address.ends[-1])
    ends = [str(int(one) + shift) for one in address.ends]
    return address.at("..".join(ends)) if set(ends) <= set(periods) else address


def _printed(observed: Observed, claim: Claim) -> str:
    """The new number as the report prints numbers: Dutch, with the decimals of the claim."""
    decimals = max(claim.decimals or 0, 0)
    if claim.unit == "RANK":
        return f"{observed.value:.0f}e"
    if claim.unit == "PC_PNT":
        return number(observed.value, PRINTED_IN, decimals)
    return quantity(observed.value, claim.unit if claim.unit != "P_THAB" else "", decimals, PRINTED_IN, kind=claim.kind)


def _row(claim: Claim, moved: Address, printed: str, origin: str) -> dict[str, str]:
    """The row of claims.csv; its sources are those of the new numbers, which the origin's bibliography does not name."""
    period = moved.period if claim.stated_period == (claim.address or moved).period else claim.stated_period
    facts: dict[str, Any] = {
        "claim": claim.claim,
        "chapter": claim.chapter,
        "report_line": claim.report_line,
        "printed": printed,
        **_meaning(claim, printed),
        "indicator": moved.indicator,
        "measure": "" if moved.measure == "value" else moved.measure,
        "key": str(moved),
        "stated_period": period,
        "sources": "",
        "reason": "",
        "notes": f"Draft, carried over from edition {origin}"
        + (f", which printed '{claim.printed}'." if claim.printed else "."),
    }
    same = {one: getattr(claim, one) for one in ("unit", "population", "geo", "kind")}
    return {column: str({**same, **facts}.get(column, "")) for column in COLUMNS["claims"]}


def _meaning(claim: Claim, printed: str) -> dict[str, str]:
    """What the strict reader makes of the printed text; the interval of the words where no number is printed."""
    if not printed:
        return {"value": "", "low": _bound(claim.low), "high": _bound(claim.high), "decimals": ""}
    found = read_claimed_number(printed, PRINTED_IN)
    value = "" if math.isnan(found.value) else f"{found.value:.12g}"
    return {"value": value, "low": _bound(found.low), "high": _bound(found.high), "decimals": str(found.decimals)}


def _bound(value: float) -> str:
    return f"{value:.12g}" if math.isfinite(value) else ""


def _paraphrases(
    claim: Claim, before: Address, moved: Address, observed: Observed, printed: str
) -> tuple[dict[str, str], bool]:
    """The sentences with the new number and year in place of the old; whether every old one was found."""
    found, sentences = True, {}
    decimals = max(claim.decimals or 0, 0)
    for language in LANGUAGES:
        text = claim.paraphrase[language]
        if printed != claim.printed and claim.value is not None:
            pattern = re.escape(number(claim.value, language, decimals))
            pattern = re.sub("(?:\\\\?[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}])", _SPACES, pattern)
            text, count = re.subn(rf"(?<!\d){pattern}(?!\d)", number(observed.value, language, decimals), text)
            found = found and count > 0
        for old, new in zip(before.ends, moved.ends, strict=True):
            if old != new:
                text = re.sub(rf"(?<!\d){old}(?!\d)", new, text)
        sentences[f"paraphrase_{language}"] = text
    return sentences, found
