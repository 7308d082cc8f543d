"""Value and flag, told apart where a provider prints them in one cell."""

from __future__ import annotations

import pandas as pd

from talentstudy.errors import CleaningError

# An exponent needs its digits, so that the flag of '1 e' is not taken for one.
_CELL = r"^(?:(?P<missing>:)|(?P<value>[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?))\s*(?P<flag>[A-Za-z]+)?$"
SHOWN = 5


def split_value_and_flag(cells: pd.Series[str]) -> tuple[pd.Series[float], pd.Series[str]]:
    """The number and the flag letters of each cell such as ``12.3 be``, ``0 n``, ``: u`` or ``:``.

    Parameters
    ----------
    cells
        One text per observation: a plain decimal or ``:``, then flag letters or nothing.

    Returns
    -------
    tuple
        ``obs_value`` (float64, NaN where the cell is ``:`` or empty) and ``obs_flag`` (the letters
        as they stand, '' for none), both on the index of ``cells``. A zero that is printed stays
        zero; a flag beside ``:`` is kept.

    Raises
    ------
    CleaningError
        Text where a number stands: the first five cells, with their places in the index.

    References
    ----------
    Eurostat, bulk download of tab-separated values: data cell, then a space, then the flags.

    Examples
    --------
    >>> value, flag = split_value_and_flag(pd.Series(["12.3 be", "0 n", ": u", ":", "7 "]))
    >>> value.tolist(), flag.tolist()
    ([12.3, 0.0, nan, nan, 7.0], ['be', 'n', 'u', '', ''])
    """
    texts = cells.astype("str").fillna("").str.strip()
    parts = texts.str.extract(_CELL)
    value = pd.to_numeric(parts["value"]).astype("float64").rename("obs_value")
    unread = (value.isna() & parts["missing"].isna() & (texts != "")) | value.isin([float("inf"), float("-inf")])
    if unread.any():
        raise CleaningError(
            f"{unread.sum()} cells hold text where a number stands ({shown_cells(cells[unread])}); "
            "wanted: a plain decimal or ':', then flag letters or nothing. Correct the cells in the raw file."
        )
    return value, parts["flag"].fillna("").rename("obs_flag")


def shown_cells(cells: pd.Series[str]) -> str:
    """The first five cells with their places, for a message.

    >>> shown_cells(pd.Series(["n/a", "x"], index=[3, 8]))
    "row 3: 'n/a', row 8: 'x'"
    """
    return ", ".join(f"row {place}: '{cell}'" for place, cell in cells.head(SHOWN).items())
