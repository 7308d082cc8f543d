"""Reference periods as SDMX writes TIME_PERIOD, whatever a provider writes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pandas as pd

from talentstudy.errors import CleaningError

_YEAR = re.compile(r"(\d{4})(?:-?A1?)?", re.ASCII)
_PART = re.compile(r"(\d{4})-?([SQ])([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-|-?M)(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WANTED = "wanted: a year (2024), half-year (2024-S1), quarter (2024-Q3), month (2024-06), day (2024-06-30) or a span (2025/2030)"


def normalise_period(periods: pd.Series[str] | pd.Series[int]) -> pd.Series[str]:
    """Reference periods in one spelling: ``2024``, ``2024-S1``, ``2024-Q3``, ``2024-06``, ``2024-06-30``, ``2025/2030``.

    Read are also ``2024A``, ``2024-A1``, ``2024Q3``, ``2024S1``, ``2024M06`` and ``2024-M06``. Both ends
    of a span are of one kind and in the order of time. Running it twice changes nothing more.

    Parameters
    ----------
    periods
        One text per observation; whole years may be integers.

    Raises
    ------
    CleaningError
        What is no period: the first five texts.

    Examples
    --------
    >>> normalise_period(pd.Series(["2024A", "2024Q3", "2024M06", "2025/2030"])).tolist()
    ['2024', '2024-Q3', '2024-06', '2025/2030']
    """
    return _each(periods, _span, _WANTED).astype("str")


def year_of(periods: pd.Series[str] | pd.Series[int]) -> pd.Series[int]:
    """The calendar year (int64) a period lies in.

    Raises CleaningError for what is no period, and for a span, which lies in several years.

    >>> year_of(pd.Series(["2024", "2024-Q3"])).tolist()
    [2024, 2024]
    """
    within = "wanted: a period within one year, as normalise_period writes it"
    return _each(periods, lambda text: (_single(text) or "")[:4] or None, within).astype("int64")


def _each(periods: pd.Series[str] | pd.Series[int], read: Callable[[str], str | None], wanted: str) -> pd.Series[str]:
    texts = periods.astype("str").fillna("").str.strip()
    found = {text: read(text) for text in texts.unique()}
    wrong = [text for text, period in found.items() if period is None]
    if wrong:
        shown = ", ".join(f"'{text}' ({texts.eq(text).sum()} times)" for text in wrong[:5])
        raise CleaningError(f"{len(wrong)} reference periods cannot be read: {shown}; {wanted}.")
    return texts.map(found)


def _span(text: str) -> str | None:
    first, slash, last = text.partition("/")
    start = _single(first)
    if not slash or start is None:
        return start
    end = _single(last)
    # Periods of one kind have one length and sort as text does.
    ordered = end is not None and _kind(start) == _kind(end) and start < end
    return f"{start}/{end}" if ordered else None


def _kind(period: str) -> str:
    return re.sub(r"\d", "0", period)


def _single(text: str) -> str | None:
    if match := _YEAR.fullmatch(text):
        return match[1]
    if match := _PART.fullmatch(text):
        year, part, count = match.groups()
        return None if part == "S" and count > "2" else f"{year}-{part}{count}"
    if match := _MONTH.fullmatch(text):
        return f"{match[1]}-{match[2]}" if "01" <= match[2] <= "12" else None
    return text if _DAY.fullmatch(text) and _is_date(text) else None


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
