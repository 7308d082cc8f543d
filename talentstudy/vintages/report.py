"""A revision report as text for a terminal and as JSON for a program."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.copies import line_of
from talentstudy.vintages.revisions import EU, KINDS, Revisions

# Of a long list, this many are printed unless all are asked for.
SHOWN = 12


def report_lines(one: Comparison, *, geo: str, everything: bool = False) -> Iterator[str]:
    """The report line by line: per dataset its cells, then the impact, then what could not be compared.

    Of new cells those of ``geo`` and the Union are printed, the others counted; ``everything`` prints all.
    """
    yield f"{one.title}"
    for name, found in one.found.items():
        yield ""
        yield from _dataset(name, found, geo, everything)
    if one.unchanged:
        yield ""
        yield f"read from the same vintages: {', '.join(one.unchanged)}"
    yield ""
    yield from _impact(one)
    if apart := [(name, item) for name, found in one.found.items() for item in found.not_compared]:
        yield ""
        yield "not compared:"
        yield from (f"  {name}: {item}" for name, item in apart)
    yield from (f"  {item}" for item in one.apart)


def _dataset(name: str, found: Revisions, geo: str, everything: bool) -> Iterator[str]:
    yield f"{name}: {found.older} -> {found.newer}"
    yield f"  {found.common} cells in common; {_counted(found.counts)}"
    for _, row in found.slices[found.slices["common"] > 0].iterrows():
        which = " ".join(f"{column}={row[column]}" for column in [*line_of(found.dataset).dims, "unit"])
        yield (
            f"  {which}: {row['revised']:.0f} of {row['common']:.0f} revised ({row['differing']:.0f} differ at all; "
            f"decimals {row['decimals_old']:.0f} and {row['decimals_new']:.0f})"
        )
    for place in dict.fromkeys([geo, EU]):
        if place in found.held:
            yield f"  {place}: {found.revised_of(place) or 'none'} of {found.held[place]} cells revised"
    for kind in KINDS:
        rows = found.of(kind)
        if kind == "new" and not everything:
            own = rows[rows["geo"].isin([geo, EU])]
            yield from _cells(kind, own, len(own), found)
            if len(rows) > len(own):
                yield f"  new  {len(rows) - len(own)} more, of {rows['geo'].nunique()} countries (--all prints them)"
        else:
            yield from _cells(kind, rows, len(rows) if everything else SHOWN, found)


def _cells(kind: str, rows: pd.DataFrame, most: int, found: Revisions) -> Iterator[str]:
    for _, row in rows.head(most).iterrows():
        yield f"  {kind}  {cell_name(row, found)}: {cell_change(row)}{_parts(row, found)}"
    if len(rows) > most:
        yield f"  {kind}  {len(rows) - most} more (--all prints them)"


def cell_name(row: pd.Series[Any], found: Revisions) -> str:
    """The key of a cell: country and period first."""
    part = "" if row["part"] == "obs_value" else f" {row['part']}"
    codes = " ".join(str(row[column]) for column in [*line_of(found.dataset).dims, "unit"])
    return f"{row['geo']} {row['time_period'] or '(undated)'} {codes}{part}"


def cell_change(row: pd.Series[Any]) -> str:
    """Old and new value, their difference, and the flags where they changed."""
    told = f"{_value(row['old'])} -> {_value(row['new'])}"
    if not pd.isna(row["difference"]) and row["kind"] == "revised":
        told += f" ({row['difference']:+.12g})"
    flags = f"[{row['old_flag'] or '-'} -> {row['new_flag'] or '-'}]"
    if row["kind"] == "flags" or row["breaks"]:
        return f"{told} {flags}" + (f" break {row['breaks']}" if row["breaks"] else "")
    return told + (f" [{row['new_flag']}]" if row["kind"] == "new" and row["new_flag"] else "")


def _parts(row: pd.Series[Any], found: Revisions) -> str:
    """Of a revision of the Union, the member states behind it."""
    if row["geo"] != EU or row["kind"] != "revised":
        return ""
    codes = {dim: row[dim] for dim in line_of(found.dataset).dims}
    states = found.through(row["unit"], row["time_period"], **codes)
    named = [f"{state['geo']} {state['difference']:+.12g}" for _, state in states.head(3).iterrows()]
    return f", of which {', '.join(named)}" if named else ""


def _counted(counts: Mapping[str, int]) -> str:
    """The counts in words: ``26 revised, 1 break withdrawn``."""
    return ", ".join(
        f"{count} {re.sub(r's(?= |$)', '', kind) if count == 1 else kind}" for kind, count in counts.items()
    )


def _impact(one: Comparison) -> Iterator[str]:
    impact = one.impact
    yield f"what moves because of a revision: {_counted(impact.counts)}"
    for _, row in impact.indicators.iterrows():
        counts = f"{row['moved']} moved, {row['new']} new, {row['gone']} gone"
        worst = (
            f"; most {row['geo']} {row['time_period']}: {row['before']:.6g} -> {row['after']:.6g}"
            if row["moved"]
            else ""
        )
        yield f"  indicator  {row['indicator']}: {counts}{worst}"
    for _, row in impact.trends.iterrows():
        slopes = f"{_slope(row['before'])} -> {_slope(row['revised'])} -> {_slope(row['after'])} {row['unit']}"
        yield f"  trend  {row['trend']} ({row['cause']}): {slopes}" + (f"; {row['note']}" if row["note"] else "")
    for _, row in impact.figures.iterrows():
        told = row["note"] or f"{row['moved']} marks moved, {row['new']} new, {row['gone']} gone"
        yield f"  figure  {row['figure']}: {told}"
    for text in impact.texts:
        yield f"  sentence  {text.figure} ({text.cause}):"
        yield f"    - {_one_line(text.before)}"
        yield f"    + {_one_line(text.after)}"
    for claim in impact.claims:
        yield f"  claim  {claim}"
    if impact.claims_note:
        yield f"  claims: {impact.claims_note}"
    yield from (f"  not computed  {name}: {why}" for name, why in impact.refused.items())


def as_facts(one: Comparison) -> dict[str, Any]:
    """The whole report as JSON holds it; a missing number is null."""
    impact = one.impact
    return {
        "title": one.title,
        "counts": one.counts,
        "datasets": {
            name: {
                "dataset": found.dataset,
                "older": found.older,
                "newer": found.newer,
                "common": found.common,
                "counts": found.counts,
                "held": dict(found.held),
                "slices": _records(found.slices),
                "cells": _records(found.cells),
                "not_compared": [
                    {"what": item.what, "cells": item.cells, "why": item.why("en")} for item in found.not_compared
                ],
            }
            for name, found in one.found.items()
        },
        "unchanged": list(one.unchanged),
        "not_compared": [{"what": item.what, "cells": item.cells, "why": item.why("en")} for item in one.apart],
        "impact": {
            "counts": impact.counts,
            "indicators": _records(impact.indicators),
            "trends": _records(impact.trends),
            "figures": _records(impact.figures),
            "sentences": [vars(text) for text in impact.texts],
            "claims": [vars(claim) for claim in impact.claims],
            "claims_note": impact.claims_note,
            "not_computed": dict(impact.refused),
        },
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(cell) for name, cell in row.items()} for row in table.to_dict("records")]


def _plain(cell: Any) -> Any:
    """A cell as JSON writes it: no NaN, no type of numpy's."""
    plain = cell.item() if hasattr(cell, "item") else cell
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _value(value: float) -> str:
    return "missing" if pd.isna(value) else f"{value:.12g}"


def _slope(value: float) -> str:
    return "none" if math.isnan(value) else f"{value:.4g}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
