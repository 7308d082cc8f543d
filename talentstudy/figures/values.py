"""Values, periods and flags as they are printed beside a mark, and rows a kind can draw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from talentstudy.codes import code_list, label
from talentstudy.errors import CleaningError, EmptySelection, SchemaViolation
from talentstudy.wording import locale_of, number, percent

if TYPE_CHECKING:
    import pandas as pd

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")


def is_percent(unit: str) -> bool:
    """Whether values of this unit carry a percent sign (a difference in points does not)."""
    return unit.startswith("PC") and unit not in {"PC_PNT", "PC_NET"}


def decimals_of(values: Iterable[float], unit: str) -> int:
    """The decimals to print: none for whole or large numbers, two for shares below one, else one."""
    import numpy as np

    known = np.asarray([one for one in values if np.isfinite(one)], dtype=float)
    if not len(known) or np.allclose(known, np.round(known), rtol=0, atol=1e-9):
        return 0
    largest = float(np.abs(known).max())
    if largest >= 1000 and not is_percent(unit):
        return 0
    if largest < 1:
        return 2
    units = code_list("unit")
    return min(int(units[unit].extra.get("decimals") or 1), 1) if unit in units else 1


def printed(value: float, unit: str, language: str, decimals: int, *, signed: bool = False) -> str:
    """A value as it stands beside its mark.

    >>> printed(5.4, "PC_EMP", "nl", 1), printed(272600.0, "PER", "fr", 0)
    ('5,4%', '272\u202f600')
    """
    return (percent if is_percent(unit) else number)(value, language, decimals, signed=signed)


def in_full(value: float, unit: str) -> tuple[float, str]:
    """A count of thousands or millions of persons in persons: no language writes '273 Tausend' in a sentence.

    >>> in_full(272.6, "THS_PER"), in_full(5.4, "PC_EMP")
    ((272600.0, 'PER'), (5.4, 'PC_EMP'))
    """
    scale = {"THS_PER": 1e3, "MIO_PER": 1e6}.get(unit)
    return (value, unit) if scale is None else (round(value * scale, 3), "PER")


def distance_text(value: float, unit: str, language: str) -> str:
    """A distance between two values, at the decimals it has: of shares in percentage points.

    >>> distance_text(0.1, "PC_EMP", "en"), distance_text(83.5, "THS_PER", "nl")
    ('0.1 pp', '83,5 duizend personen')
    """
    places = len(f"{round(value, 6):.6f}".partition(".")[2].rstrip("0"))
    named = label("unit", "PC_PNT", language, short=True) if is_percent(unit) else label("unit", unit, language)
    return f"{number(value, language, places)} {named}"


def position(period: str) -> float:
    """Where a period stands on an axis of years: the beginning of its year, quarter or month.

    >>> position("2024"), position("2024-Q3"), position("2025/2030")
    (2024.0, 2024.5, 2030.0)
    """
    found = _PERIOD.fullmatch(period.split("/")[-1])
    if not found:
        raise CleaningError(
            f"period '{period}' cannot be placed on an axis; a year, quarter, month, day or span is wanted."
        )
    year, quarter, month, day = found.groups()
    within = (int(quarter) - 1) / 4 if quarter else (int(month) - 1) / 12 if month else 0.0
    return int(year) + within + ((int(day) - 1) / 365 if day else 0.0)


def period_text(period: str, language: str) -> str:
    """A period as it is printed.

    >>> period_text("2024", "nl"), period_text("2025/2030", "nl"), period_text("2024-Q3", "fr")
    ('2024', '2025–2030', 'T3 2024')
    """
    if "/" in period:
        return "–".join(period_text(one, language) for one in period.split("/"))
    found = _PERIOD.fullmatch(period)
    if not found or period.isdigit():
        return period
    year, quarter, month, day = found.groups()
    begin = date(int(year), 3 * int(quarter) - 2 if quarter else int(month), int(day or 1))
    skeleton = "yQQQ" if quarter else "yMMMd" if day else "yMMM"
    return str(format_skeleton(skeleton, begin, locale=locale_of(language)))


def drawable(rows: pd.DataFrame, keys: Sequence[str], kind: str) -> pd.DataFrame:
    """The rows, if a chart can be made of them: at least one value, one unit, one row per key.

    Raises EmptySelection and SchemaViolation.
    """
    wanted = [*keys, "unit", "obs_value", "obs_flag"]
    if absent := [name for name in wanted if name not in rows.columns]:
        raise SchemaViolation(f"{kind} needs the columns {', '.join(wanted)}; {', '.join(absent)} is not there.")
    bounds = [name for name in ("obs_value", "obs_lower", "obs_upper") if name in rows.columns]
    if not rows[bounds].notna().any(axis=None):
        raise EmptySelection(f"{kind} was given {len(rows)} rows and no value; select rows that hold one.")
    units = sorted(set(rows["unit"]))
    if len(units) > 1:
        raise SchemaViolation(f"{kind} was given {len(units)} units ({', '.join(units)}); one axis holds one unit.")
    twice = rows[rows.duplicated(list(keys), keep=False)]
    if len(twice):
        first = " ".join(str(twice.iloc[0][key]) for key in keys)
        raise SchemaViolation(
            f"{kind} was given {len(twice)} rows that share {' and '.join(keys)}, first {first}; select one of them."
        )
    return rows


def with_flag(text: str, flag: str) -> str:
    """The value's text and its flag letters behind it."""
    return f"{text} {flag}" if flag else text


def flags_of(rows: pd.DataFrame) -> list[str]:
    """The letters of every flag among the rows, in alphabetical order."""
    return sorted(set("".join(rows["obs_flag"].fillna(""))))
