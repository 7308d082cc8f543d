"""Rows of an indicator that a notebook shows with their codes, as they are printed."""

from __future__ import annotations

from talentstudy.codes import code_list, dimensions
from talentstudy.documents.blocks import TableBlock
from talentstudy.figures.values import period_text
from talentstudy.site.frame import say
from talentstudy.tables.values import absent, printed

_VALUES = ("obs_value", "obs_lower", "obs_upper")


def labelled(block: TableBlock, language: str) -> TableBlock:
    """The table with labels for codes and values in their unit's decimals; one that has words already as it is."""
    if "obs_value" not in block.columns:
        return block
    rows = [dict(zip(block.columns, row, strict=True)) for row in block.rows]
    # The unit says how a value is printed, and stands after it.
    names = [name for name in block.columns if name not in {"unit", "obs_flag"}]
    names += [name for name in ("unit", "obs_flag") if name in block.columns]
    return TableBlock(
        block.caption,
        tuple(say(f"dim_{name}", language) for name in names),
        tuple(tuple(_told(name, row, language) for name in names) for row in rows),
        block.notes,
        block.row_heads,
        block.anchor,
    )


def _told(name: str, row: dict[str, str], language: str) -> str:
    text = row[name]
    if name in _VALUES:
        return printed(float(text), row["unit"], language) if text else absent(language)
    if name == "time_period" and text:
        return period_text(text, language)
    if name in dimensions() and name != "obs_flag":
        codes = code_list(name)
        return codes[text].label(language) if text in codes else text
    return text
