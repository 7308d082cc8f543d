"""One row per key: repeats are refused, never resolved silently."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from talentstudy.errors import SchemaViolation

SHOWN = 5


def refuse_duplicates(table: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The table itself, if no key stands in it twice.

    Parameters
    ----------
    table
        Any rows.
    key
        The columns that tell rows apart.

    Raises
    ------
    SchemaViolation
        A key column is missing, or keys stand more than once: how many repeat the same row and how
        many contradict each other, and the whole rows of the first five (two missing values are the same).

    Examples
    --------
    >>> rows = pd.DataFrame({"geo": ["BE", "BE"], "obs_value": [5.4, 5.6]})
    >>> refuse_duplicates(rows, ["geo"])
    Traceback (most recent call last):
        ...
    talentstudy.errors.SchemaViolation: 1 key of geo stands more than once: 0 repeat the same row, 1 contradict \
each other (row 0: geo=BE, obs_value=5.4; row 1: geo=BE, obs_value=5.6). Leave each key once; where values \
contradict each other, say in sources/corrections.toml which holds.
    """
    if missing := [column for column in key if column not in table.columns]:
        raise SchemaViolation(
            f"the table has no column {', '.join(missing)} of its key (there: {', '.join(table.columns)})."
        )
    repeated = table.duplicated(list(key), keep=False)
    if not repeated.any():
        return table
    rows = table[repeated]
    keys = len(rows.drop_duplicates(list(key)))
    distinct = rows.drop_duplicates()
    contradicting = len(distinct[distinct.duplicated(list(key))].drop_duplicates(list(key)))
    raise SchemaViolation(
        f"{keys} {'key' if keys == 1 else 'keys'} of {', '.join(key)} {'stands' if keys == 1 else 'stand'} more than once: "
        f"{keys - contradicting} repeat the same row, {contradicting} contradict each other ({_shown(rows, list(key))}). "
        "Leave each key once; where values contradict each other, say in sources/corrections.toml which holds."
    )


def _shown(rows: pd.DataFrame, key: list[str]) -> str:
    together = rows.sort_values(key, kind="stable").head(SHOWN)
    cells = [
        f"row {place}: " + ", ".join(f"{column}={cell}" for column, cell in zip(rows.columns, row, strict=True))
        for place, row in zip(together.index, together.itertuples(index=False), strict=True)
    ]
    return "; ".join(cells) + ("; and more" if len(rows) > SHOWN else "")
