"""Keys: dimensions that a copy leaves out, and rows chosen by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from talentstudy.errors import EmptySelection, UnknownName


def complete_keys(table: pd.DataFrame, constants: Mapping[str, str]) -> pd.DataFrame:
    """A copy of the table with a column for every constant dimension it leaves out.

    Public copies drop a dimension that holds one code throughout (``freq``, ``nace_r2``); keys
    join only once it is back. A column that is there stays as it is.

    Parameters
    ----------
    table
        One row per observation.
    constants
        Dimension to the one code it holds: ``{"freq": "A"}``.

    Returns
    -------
    DataFrame
        The same rows; new columns come first, in the order of ``constants``. ``table`` is unchanged.

    Examples
    --------
    >>> complete_keys(pd.DataFrame({"geo": ["BE"]}), {"freq": "A", "geo": "EL"}).to_dict("records")
    [{'freq': 'A', 'geo': 'BE'}]
    """
    absent = {column: code for column, code in constants.items() if column not in table.columns}
    return table.assign(**absent)[[*absent, *table.columns]]


def select(table: pd.DataFrame, **codes: str | Iterable[str]) -> pd.DataFrame:
    """The rows whose dimensions hold the codes asked for.

    Parameters
    ----------
    table
        One row per observation.
    codes
        Column to the code wanted, or to several of them: ``geo="BE", sex=("F", "M")``.

    Returns
    -------
    DataFrame
        A copy of the rows in their order, numbered anew.

    Raises
    ------
    UnknownName
        A column that the table does not have.
    EmptySelection
        No row is left: names the first code that excludes all that the others before it kept.

    Examples
    --------
    >>> rows = pd.DataFrame({"geo": ["BE", "BE", "NL"], "sex": ["F", "M", "F"]})
    >>> select(rows, geo="BE", sex="F").to_dict("records")
    [{'geo': 'BE', 'sex': 'F'}]
    >>> select(rows, geo="NL", sex="M")
    Traceback (most recent call last):
        ...
    talentstudy.errors.EmptySelection: no row has sex=M among the 1 with geo=NL (there: F). Ask for one of those.
    """
    left = table
    asked: list[str] = []
    for column, wanted in codes.items():
        if column not in table.columns:
            raise UnknownName("column", column, table.columns)
        several = [wanted] if isinstance(wanted, str) else list(wanted)
        kept = left[left[column].isin(several)]
        condition = f"{column}={' or '.join(several)}"
        if kept.empty:
            raise EmptySelection(_exclusion(left, column, condition, asked))
        left = kept
        asked.append(condition)
    return left.reset_index(drop=True)


def _exclusion(left: pd.DataFrame, column: str, condition: str, asked: list[str]) -> str:
    if left.empty:
        return f"no row has {condition}: the table is empty. Look at how it was made."
    there = [str(code) for code in left[column].drop_duplicates().sort_values()]
    shown = ", ".join(there[:12]) + (f" and {len(there) - 12} more" if len(there) > 12 else "")
    among = f"among the {len(left)} with {', '.join(asked)}" if asked else f"among all {len(left)}"
    return f"no row has {condition} {among} (there: {shown}). Ask for one of those."
