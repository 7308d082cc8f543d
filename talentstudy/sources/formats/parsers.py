"""The parsers of blocks: polars where it is installed (extra ``bulk``), else pandas; both give the same arrays."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.sources.formats.blocks import Arrays, Field, Layout, Parser, Unread

_QUOTED = re.compile(rb'"[^"]*"')
# The machine this is measured on has two cores; more blocks at once need more memory.
_WORKERS = 2
_PIECE = 2**17
_CODE = np.int32


def parser_for(layout: Layout, *, with_polars: bool | None = None) -> Parser:
    """The quicker parser there is; ``with_polars`` asks for one of them."""
    if with_polars is None:
        with_polars = importlib.util.find_spec("polars") is not None
    return _Polars(layout) if with_polars else _Pandas(layout)


def _whole(block: bytes, layout: Layout, height: int) -> None:
    """Unread unless every line has all its cells: parsers fill up a short one in silence."""
    bare = _QUOTED.sub(b"", block) if layout.quoted and b'"' in block else block
    # numpy counts what stands in every line several times as quickly as bytes.count, a piece at a time quicker still.
    letters = np.frombuffer(bare, dtype=np.uint8)
    pieces = (letters[start : start + _PIECE] for start in range(0, len(letters), _PIECE))
    separators = sum(np.count_nonzero(piece == ord(layout.separator)) for piece in pieces)
    if separators != height * (len(layout.fields) - 1):
        raise Unread("lines of different lengths")


class _Polars:
    workers = _WORKERS

    def __init__(self, layout: Layout) -> None:
        import polars

        self._polars = polars
        self._layout = layout
        # A list of texts of its own per column: codes are small, and are forgotten with the file.
        self._lexicons = {one.lexicon: polars.Categories.random() for one in layout.fields if one.kind == "text"}
        self._types = {name: polars.Categorical(one) for name, one in self._lexicons.items()}
        # polars forgets the codes of a list that no column uses any more: one stays as long as the file is read.
        self._kept = [polars.Series([""], dtype=polars.String).cast(one) for one in self._types.values()]
        self._places = [place for place, one in enumerate(layout.fields) if one.kind != "skip"]
        self._schema = {
            one.name: polars.Float64 if one.kind == "number" else self._types.get(one.lexicon, polars.String)
            for one in layout.fields
        }

    def parse(self, block: bytes) -> Arrays:
        layout = self._layout
        if layout.table:
            block = block.translate(layout.table)
        numbers = [one.name for one in layout.read if one.kind == "number"]
        try:
            # One text for a missing number is told apart while reading, several only where there are any.
            missing = dict.fromkeys(numbers, layout.missing[0]) if len(layout.missing) == 1 else None
            table = self._read(block, self._schema, missing)
            return self._arrays(table, block)
        except Unread:
            if len(layout.missing) < 2:
                raise
            table = self._reread(block, numbers)
            return self._arrays(table, block)

    def _read(self, block: bytes, schema: dict[str, Any], missing: dict[str, str] | None) -> Any:
        try:
            return self._polars.read_csv(
                block,
                has_header=False,
                schema=schema,
                columns=self._places,
                separator=self._layout.separator,
                quote_char='"' if self._layout.quoted else None,
                null_values=missing,
                decimal_comma=self._layout.decimal == ",",
            )
        except self._polars.exceptions.PolarsError as refused:
            raise Unread(str(refused)) from None

    def _reread(self, block: bytes, numbers: list[str]) -> Any:
        """The same where some number is missing by one of several texts."""
        polars = self._polars
        table = self._read(block, self._schema | dict.fromkeys(numbers, polars.String), None)
        texts = [polars.col(name).replace(dict.fromkeys(self._layout.missing)) for name in numbers]
        if self._layout.decimal == ",":
            texts = [one.str.replace(",", ".", literal=True) for one in texts]
        try:
            table = table.with_columns([one.cast(polars.Float64) for one in texts])
        except polars.exceptions.PolarsError as refused:
            raise Unread(str(refused)) from None
        return table

    def _arrays(self, table: Any, block: bytes) -> Arrays:
        _whole(block, self._layout, table.height)
        # All columns at once: a call of polars costs more than what it does to a block.
        table = table.with_columns(
            self._polars.col(name).to_physical().cast(self._polars.Int32).fill_null(-1)
            if table[name].null_count()
            else self._polars.col(name).to_physical()
            for name, kind in table.schema.items()
            if kind != self._polars.Float64
        )
        return {one.name: self._array(table[one.name], one) for one in self._layout.read}

    def _array(self, column: Any, described: Field) -> NDArray[Any]:
        if described.kind == "text":
            return _short(column.to_numpy())
        numbers = np.asarray(column.to_numpy(), dtype=np.float64)
        # Words such as 'inf' and 'nan' are numbers to polars, and none to a statistical office.
        if np.count_nonzero(np.isfinite(numbers)) + column.null_count() != len(numbers):
            raise Unread("a number that is not finite")
        return numbers

    def encode(self, lexicon: str, texts: Sequence[str]) -> NDArray[Any]:
        made = self._polars.Series(texts, dtype=self._polars.String).cast(self._types[lexicon])
        return np.asarray(made.to_physical().to_numpy()).astype(_CODE)

    def texts(self, lexicon: str) -> list[str]:
        return [str(one) for one in self._lexicons[lexicon].to_series()]


class _Pandas:
    # pandas holds the interpreter while it makes categories; blocks one by one are as quick.
    workers = 1

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[str, dict[str, int]] = {one.lexicon: {} for one in layout.fields}

    def parse(self, block: bytes) -> Arrays:
        layout = self._layout
        if layout.table:
            block = block.translate(layout.table)
        try:
            table = pd.read_csv(
                io.BytesIO(block),
                sep=layout.separator,
                header=None,
                names=[one.name for one in layout.fields],
                usecols=[one.name for one in layout.read],
                dtype={one.name: "float64" if one.kind == "number" else "category" for one in layout.read},
                na_values={one.name: [*layout.missing, ""] if one.kind == "number" else [""] for one in layout.read},
                keep_default_na=False,
                quoting=0 if layout.quoted else 3,
                decimal=layout.decimal,
                index_col=False,
                encoding="utf-8",
            )
        except (ValueError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.ParserWarning) as refused:
            raise Unread(str(refused)) from None
        _whole(block, layout, len(table))
        return {one.name: self._array(table[one.name], one) for one in layout.read}

    def _array(self, column: pd.Series[Any], described: Field) -> NDArray[Any]:
        if described.kind == "text":
            texts = [str(one) for one in column.cat.categories]
            places = np.append(self.encode(described.lexicon, texts), _CODE(-1))
            return _short(places[column.cat.codes.to_numpy()])
        numbers = column.to_numpy(dtype=np.float64)
        if np.isinf(numbers).any():
            raise Unread("a number that is not finite")
        return numbers

    def encode(self, lexicon: str, texts: Sequence[str]) -> NDArray[Any]:
        known = self._known[lexicon]
        return np.array([known.setdefault(text, len(known)) for text in texts], dtype=_CODE)

    def texts(self, lexicon: str) -> list[str]:
        return list(self._known[lexicon])


def _short(codes: NDArray[Any]) -> NDArray[Any]:
    """Codes in the least space they fit."""
    most = int(codes.max(initial=0))
    return codes.astype(np.int8 if most < 2**7 else np.int16 if most < 2**15 else _CODE)
