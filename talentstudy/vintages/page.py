"""A revision report as one HTML page that needs nothing beside it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

import pandas as pd

from talentstudy.codes import known, label
from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.copies import line_of
from talentstudy.vintages.revisions import EU, KINDS, Revisions
from talentstudy.wording import listing, named, number, sentence

_FILE = "revisions"
# Of a table longer than this, the page says how many rows are not shown.
MOST = 400
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}"
    "th,td{padding:.25rem .75rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
    "td.n,th.n{text-align:right}caption{text-align:left;font-weight:600;padding:.5rem 0}"
)


def page(one: Comparison, language: str) -> str:
    """The whole report as HTML: what moves first, then every cell, then what could not be compared."""
    title = sentence(_FILE, "page_title", language, title=title_of(one, language))
    body = "\n".join(
        [f"<h1>{escape(title)}</h1>", *_impact(one, language), *_datasets(one, language), *_apart(one, language)]
    )
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def title_of(one: Comparison, language: str) -> str:
    """What is compared with what, in words."""
    return sentence(_FILE, one.kind, language, **one.names)


def _impact(one: Comparison, language: str) -> Iterator[str]:
    yield _heading(2, "impact", language)
    impact = one.impact
    rows = [
        [
            label("indicator", row["indicator"], language),
            row["moved"],
            row["new"],
            row["gone"],
            f"{row['geo']} {row['time_period']}: {_number(row['difference'], language, signed=True)}"
            if row["moved"]
            else "",
        ]
        for _, row in impact.indicators.iterrows()
    ]
    yield _table("indicators", ["item", "moved", "added", "gone", "largest"], rows, language)
    trends = [
        [
            row["trend"],
            _cause(row["cause"], language),
            *(_number(row[side], language) for side in ("before", "after")),
            row["unit"],
        ]
        for _, row in impact.trends.iterrows()
    ]
    yield _table("trends", ["item", "cause", "old", "new", ""], trends, language)
    yield from _printed(one, language)


def _printed(one: Comparison, language: str) -> Iterator[str]:
    """What moves in print: figures, sentences, claims."""
    impact = one.impact
    figures = [
        [row["figure"], row["moved"], row["new"], row["gone"], row["note"]] for _, row in impact.figures.iterrows()
    ]
    yield _table("figures", ["item", "moved", "added", "gone", ""], figures, language)
    texts = [[text.figure, _cause(text.cause, language), text.before, text.after] for text in impact.texts]
    yield _table("sentences", ["item", "cause", "old", "new"], texts, language)
    claims = [
        [
            f"{claim.claim}: {claim.printed}",
            _cause(claim.cause, language),
            *(_number(side, language) for side in (claim.before, claim.after)),
        ]
        for claim in impact.claims
    ]
    yield _table("claims", ["item", "cause", "old", "new"], claims, language)


def _datasets(one: Comparison, language: str) -> Iterator[str]:
    for name, found in one.found.items():
        yield f"<h2>{escape(' · '.join(dict.fromkeys([name, _called('dataset', found.dataset, language)])))}</h2>"
        yield f"<p>{escape(found.older)} → {escape(found.newer)}</p>"
        if parts := list(_through(found, language)):
            yield "<ul>" + "".join(f"<li>{escape(part)}</li>" for part in parts) + "</ul>"
        for kind in KINDS:
            rows = [_cell(row, found, language) for _, row in found.of(kind).iterrows()]
            if rows:
                yield _table(kind, ["item", "old", "new", "difference", "flags"], rows, language)


def _cell(row: pd.Series[Any], found: Revisions, language: str) -> list[object]:
    codes = " ".join(str(row[column]) for column in [*line_of(found.dataset).dims, "unit"])
    item = f"{_called('geo', row['geo'], language)} {row['time_period']} {codes}"
    flags = f"{row['old_flag']} → {row['new_flag']}" if row["old_flag"] != row["new_flag"] else row["new_flag"]
    values = [_number(row[one], language) for one in ("old", "new")]
    return [item, *values, _number(row["difference"], language, signed=True), flags]


def _through(found: Revisions, language: str) -> Iterator[str]:
    """The states behind each revision of the Union."""
    revised = found.of("revised")
    for _, row in revised[revised["geo"] == EU].iterrows():
        states = found.through(
            row["unit"], row["time_period"], **{dim: row[dim] for dim in line_of(found.dataset).dims}
        )
        named = [
            f"{label('geo', state['geo'], language)} {_number(state['difference'], language, signed=True)}"
            for _, state in states.head(3).iterrows()
        ]
        if named:
            parts = {"difference": _number(row["difference"], language, signed=True), "parts": listing(named, language)}
            yield sentence(
                _FILE, "through", language, union=label("geo", EU, language), period=row["time_period"], **parts
            )


def _apart(one: Comparison, language: str) -> Iterator[str]:
    items = [(name, item) for name, found in one.found.items() for item in found.not_compared]
    rows = [
        [named(name, item.what, language), item.cells, item.why(language)]
        for name, item in [*items, *(("", item) for item in one.apart)]
    ]
    yield _heading(2, "not_compared", language)
    yield _table("", ["item", "cells", "why"], rows, language)


def _table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], language: str) -> str:
    """A table with its caption; 'nothing' where it has no row."""
    held = list(rows)
    title = f"<caption>{escape(sentence(_FILE, caption, language))}</caption>" if caption else ""
    if not held:
        told = f"{escape(sentence(_FILE, caption, language))}: " if caption else ""
        return f"<p>{told}{escape(sentence(_FILE, 'nothing', language))}</p>"
    head = "".join(
        f'<th scope="col">{escape(sentence(_FILE, f"column_{column}", language)) if column else ""}</th>'
        for column in columns
    )
    body = "".join(f"<tr>{''.join(_td(cell) for cell in row)}</tr>" for row in held[:MOST])
    more = f"<p>+ {len(held) - MOST}</p>" if len(held) > MOST else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _td(cell: object) -> str:
    # Numbers arrive as counts, or as text already formatted for the language.
    return f'<td class="n">{cell}</td>' if isinstance(cell, int) else f"<td>{escape(str(cell))}</td>"


def _called(dimension: str, code: str, language: str) -> str:
    """What a code is called; the code itself where no figure uses it yet and its list has no label."""
    return label(dimension, code, language) if code in known(dimension) else code


def _heading(level: int, key: str, language: str) -> str:
    return f"<h{level}>{escape(sentence(_FILE, key, language))}</h{level}>"


def _cause(cause: str, language: str) -> str:
    return sentence(_FILE, f"cause_{cause.replace(' ', '_')}", language)


def _number(value: float | None, language: str, *, signed: bool = False) -> str:
    """A value at the digits it has, at most four decimals; a dash where it is missing."""
    if value is None or pd.isna(value):
        return "–"
    places = len(f"{float(value):.4f}".partition(".")[2].rstrip("0"))
    return number(float(value), language, places, signed=signed)
