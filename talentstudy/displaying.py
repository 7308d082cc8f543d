"""What an object of the study says of itself in a notebook besides HTML: its parts as data, for who prints them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# JupyterLab shows the richest form it knows, and does not know this one: its display stays as it is.
MIME = "application/vnd.talentstudy.block+json"
Part = dict[str, Any]


class Displayed:
    """Adds to what a notebook keeps of an object its parts as JSON; a subclass says which."""

    def _parts(self) -> Sequence[Part]:
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        return {MIME: {"parts": list(self._parts())}}


def table_part(table: pd.DataFrame, caption: str = "", notes: Sequence[str] = (), row_heads: int = 1) -> Part:
    """A table of text as JSON holds it; a missing cell is empty text. The first ``row_heads`` cells name their row.

    >>> import pandas as pd
    >>> table_part(pd.DataFrame({"year": ["2024"], "value": [None]}))["rows"]
    [['2024', '']]
    """
    blank = table.isna()
    rows = [
        ["" if missing else str(cell) for cell, missing in zip(cells, gaps, strict=True)]
        for cells, gaps in zip(table.to_numpy(dtype=object), blank.to_numpy(), strict=True)
    ]
    columns = [str(one) for one in table.columns]
    found = {"kind": "table", "caption": caption, "columns": columns, "rows": rows, "notes": list(notes)}
    return found if row_heads == 1 else {**found, "row_heads": row_heads}
