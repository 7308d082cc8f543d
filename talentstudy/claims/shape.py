"""The shapes of a ledger's tables, checked with pandera; a violation names the file, the rule and the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.claims.records import ASPECTS, BEFORE, KINDS, MEASURES, REASONS, RELATIONS, VERDICTS
from talentstudy.codes import known
from talentstudy.errors import LedgerError
from talentstudy.wording import LANGUAGES

if TYPE_CHECKING:
    import pandera.pandas as pa

PARAPHRASES = tuple(f"paraphrase_{language}" for language in LANGUAGES)
WHY = tuple(f"reason_{language}" for language in LANGUAGES)
COLUMNS = {
    "claims": (
        *("claim", "chapter", "report_line", *PARAPHRASES, "printed", "value", "low", "high", "decimals", "unit"),
        *("population", "geo", "stated_period", "sources", "kind", "indicator", "measure", "key", "reason", "notes"),
    ),
    "relations": ("relation", "kind", "claims", "parameter", "checks", "notes"),
    "judgements": ("claim", "verdict", "aspect", "indicator", "key", "together", *WHY, "source", "checks"),
    "checks": ("check", "subject", "before", "claims", "relations", "why", "notes"),
    "bibliography": ("key", "org", "title", "year", "url", "type", "same_as", "note"),
}
# The first column of a table tells its rows apart, and no row goes without these.
_FILLED = {
    "claims": ("claim", "chapter", "report_line", *PARAPHRASES, "kind"),
    "relations": ("relation", "kind"),
    "judgements": ("claim", "verdict", "aspect", *WHY, "source"),
    "checks": ("check", "subject", "before"),
    "bibliography": ("key",),
}
_NUMBER = r"^(-?\d+(\.\d+)?)?$"
_WHOLE = r"^(-?\d+)?$"
MOST_JUDGEMENTS = 25


@cache
def _schema(name: str) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    def one_of(words: Sequence[str] | frozenset[str], *, empty: bool = False) -> pa.Check:
        wanted = [*sorted(words), *([""] if empty else [])]
        shown = ", ".join(sorted(words)) if len(words) < 12 else "its code list"
        return pa.Check.isin(wanted, error=f"is none of {shown}")

    def shaped(pattern: str, what: str) -> pa.Check:
        return pa.Check.str_matches(pattern, error=f"is no {what}")

    judged = [one for one in VERDICTS if one not in {"agrees", "not computed"}]
    rules = {
        "claims": {
            "chapter": shaped(r"^[0-9]$", "chapter's number"),
            "report_line": shaped(r"^\d+$", "line of the report"),
            **{column: shaped(_NUMBER, "number") for column in ("value", "low", "high")},
            "decimals": shaped(_WHOLE, "whole number"),
            "unit": one_of(known("unit"), empty=True),
            "geo": one_of(known("geo"), empty=True),
            "kind": one_of(KINDS),
            "measure": one_of(MEASURES, empty=True),
            "reason": one_of(REASONS, empty=True),
        },
        "relations": {"kind": one_of(RELATIONS)},
        "judgements": {"verdict": one_of(judged), "aspect": one_of(ASPECTS)},
        "checks": {"before": one_of(BEFORE)},
        "bibliography": {},
    }[name]
    filled = pa.Check.str_matches(r"\S", error="is empty")
    columns = {
        column: pa.Column(
            str, [*([filled] if column in _FILLED[name] else []), *([rules[column]] if column in rules else [])]
        )
        for column in COLUMNS[name]
    }
    return pa.DataFrameSchema(columns, strict="filter" if name == "bibliography" else True, unique=[COLUMNS[name][0]])


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """One table of a ledger as text, checked; without rows where the file is not there.

    Raises LedgerError naming the file, what is wrong and the first rows.
    """
    import pandera.errors

    path = folder / f"{name}.csv"
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS[name]), dtype=str)
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    absent = [column for column in COLUMNS[name] if column not in table.columns]
    if absent:
        raise LedgerError(
            f"{folder.name}/{path.name} has no column {', '.join(absent)}; wanted: {', '.join(COLUMNS[name])}."
        )
    try:
        _schema(name).validate(table, lazy=True)
    except pandera.errors.SchemaErrors as refused:
        raise LedgerError(_sentence(table, refused.failure_cases, f"{folder.name}/{path.name}")) from None
    if name == "judgements" and len(table) > MOST_JUDGEMENTS:
        raise LedgerError(
            f"{folder.name}/{path.name} holds {len(table)} judgements; at most {MOST_JUDGEMENTS} may stand for what no "
            "rule can decide. Turn some into indicators or relations."
        )
    return table


def _sentence(table: pd.DataFrame, cases: pd.DataFrame, what: str) -> str:
    clauses = []
    for (column, rule), broken in cases.groupby(["column", "check"], sort=False, dropna=False):
        at = [int(index) for index in broken["index"].dropna().unique()]
        rows = ", ".join(str(table.iloc[index, 0]) for index in at[:5])
        more = f" and {len(at) - 5} more" if len(at) > 5 else ""
        found = sorted({str(one) for one in broken["failure_case"] if str(one).strip()})[:3]
        said = {"multiple_fields_uniqueness": "stands more than once", "column_in_schema": "is a column too many"}
        name = str(table.columns[0]) if rule == "multiple_fields_uniqueness" else column
        name = ", ".join(found) if rule == "column_in_schema" else name
        shown = f" '{', '.join(found)}'" if found and rule not in said else ""
        clauses.append(f"{name}{shown} {said.get(str(rule), rule)}" + (f" ({rows}{more})" if rows else ""))
    return f"{what}: {'; '.join(clauses)}. Correct these rows."
