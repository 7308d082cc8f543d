"""Columns as codes and their texts: what is said once per text is not said per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.cleaning.duplicates import refuse_duplicates
from talentstudy.errors import SchemaViolation

Codes = NDArray[np.signedinteger[Any]]
# A table of booleans this large (128 MB) still fits beside the data; beyond it keys are hashed.
_MARKED = 2**27


@dataclass(frozen=True)
class Coded:
    """One text per row, as a place in ``texts``; -1 is an empty cell."""

    codes: Codes
    texts: Sequence[str]

    @classmethod
    def of(cls, cells: Sequence[str] | pd.Series[str]) -> Coded:
        """The texts of a column, each once."""
        codes, texts = pd.factorize(np.asarray(cells, dtype=object))
        return cls(codes, [str(one) for one in texts])

    def cleaned(self, clean: Callable[[Sequence[str]], Sequence[str]]) -> Coded:
        """The same rows with the texts in use as ``clean`` writes them, sorted, each once; '' for an empty cell."""
        used = np.bincount(self.codes + np.int32(1), minlength=len(self.texts) + 1)
        there = np.flatnonzero(used[1:])
        new = list(clean([self.texts[int(place)] for place in there]))
        texts = sorted({*new, ""} if used[0] else set(new))
        ranks = {text: rank for rank, text in enumerate(texts)}
        # The last place serves -1, which Python and numpy read from the end.
        table = np.zeros(len(self.texts) + 1, dtype=_narrowest(len(texts)))
        table[there] = [ranks[text] for text in new]
        table[-1] = ranks.get("", 0)
        return Coded(table.take(self.codes), texts)

    def repeated(self, times: int) -> Coded:
        """Every row ``times`` times: what a wide table says once per series."""
        return Coded(np.repeat(self.codes, times), self.texts)

    def tiled(self, times: int) -> Coded:
        """All rows ``times`` times over."""
        return Coded(np.tile(self.codes, times), self.texts)

    def categorical(self) -> pd.Categorical[Any]:
        """The column as pandas holds it; the texts must be cleaned."""
        return pd.Categorical.from_codes(self.codes, dtype=pd.CategoricalDtype(pd.Index(list(self.texts), dtype="str")))


def combined(columns: Sequence[Coded], join: Callable[[Sequence[str]], str]) -> Coded:
    """One text per row from the texts of several columns, worked out once per combination that occurs."""
    sizes = [len(column.texts) + 1 for column in columns]
    places = _places([column.codes for column in columns], sizes, 1)
    codes, found = pd.factorize(places)
    return Coded(codes, [join(_texts_at(int(place), columns)) for place in found])


def _texts_at(place: int, columns: Sequence[Coded]) -> list[str]:
    texts = []
    for column in reversed(columns):
        place, code = divmod(place, len(column.texts) + 1)
        texts.append(column.texts[code - 1] if code else "")
    return texts[::-1]


def refuse_repeated(table: pd.DataFrame, key: Sequence[str], what: str) -> None:
    """SchemaViolation, naming ``what`` and the rows, if a key of categorical columns stands twice."""
    repeated = _repeated(table, list(key))
    if repeated is None:
        return
    try:
        refuse_duplicates(table[repeated].astype(dict.fromkeys(key, "str")), key)
    except SchemaViolation as refused:
        raise SchemaViolation(f"{what}: {refused}") from None


def _repeated(table: pd.DataFrame, key: list[str]) -> NDArray[np.bool_] | None:
    """The rows whose key stands elsewhere too, or None where each stands once."""
    if not key or len(table) < 2:
        return None
    sizes = [len(table[column].cat.categories) for column in key]
    if float(np.prod(sizes, dtype=float)) > 2**62:
        found = table.duplicated(key, keep=False).to_numpy()
        return found if found.any() else None
    places = _places([table[column].cat.codes.to_numpy() for column in key], sizes)
    cells = int(np.prod(sizes, dtype=np.int64))
    if cells <= _MARKED:
        marks = np.zeros(cells, dtype=bool)
        marks[places] = True
        if np.count_nonzero(marks) == len(places):
            return None
    found = pd.Series(places).duplicated(keep=False).to_numpy()
    return found if found.any() else None


def _places(columns: Sequence[NDArray[Any]], sizes: Sequence[int], first: int = 0) -> NDArray[np.signedinteger[Any]]:
    """One number per row that says all codes of its columns, of ``sizes`` codes each; ``first`` is added to each."""
    places = np.zeros(len(columns[0]), dtype=_narrowest(int(np.prod(sizes, dtype=np.int64))))
    for codes, size in zip(columns, sizes, strict=True):
        if size > 1:
            places *= places.dtype.type(size)
            places += codes
            places += places.dtype.type(first)
    return places


def _narrowest(size: int) -> type[np.signedinteger[Any]]:
    if size < 2**7:
        return np.int8
    if size < 2**15:
        return np.int16
    return np.int32 if size < 2**31 else np.int64
