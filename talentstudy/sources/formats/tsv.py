"""Eurostat's tab-separated values: a wide table, number and flags in one cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentstudy.errors import SchemaViolation
from talentstudy.sources.formats.blocks import Arrays, Field, Layout, Parser, as_parsed
from talentstudy.sources.formats.careful import codes_of, records, values_and_flags
from talentstudy.sources.formats.columns import Coded, refuse_repeated
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.parsers import parser_for
from talentstudy.sources.formats.recognising import TSV
from talentstudy.sources.formats.reply import FLAG, VALUE, Reply, assembled, cleaned, empty, without_other_frequencies

_SEPARATORS = bytes.maketrans(b"\t,", b"  ")
_MISSING = (":",)


@dataclass(frozen=True)
class _Header:
    r"""``freq,unit,geo\TIME_PERIOD`` and the periods: what the first line says."""

    dimensions: tuple[str, ...]
    across: str
    periods: tuple[str, ...]

    @property
    def layout(self) -> Layout:
        """A cell is a number, a space and flags: with the tab a space too, both are fields of their own."""
        cells = [
            one
            for place in range(len(self.periods))
            for one in (Field(f"value {place}", "number"), Field(f"flag {place}", shared=FLAG))
        ]
        return Layout((*map(Field, self.dimensions), *cells), " ", _MISSING, table=_SEPARATORS)


def read_tsv(source: Source, *, with_polars: bool | None = None) -> Reply:
    """The observations of a bulk file, one row per cell, in the order of the file: series by series.

    A ``:`` is a row with NaN; where the file mixes frequencies, cells of a period that the series
    cannot have are left out.
    """
    lines = source.first_and_rest()
    header = _header(next(lines), str(source))
    parser = parser_for(header.layout, with_polars=with_polars)
    parts = [*as_parsed(lines, parser, lambda block: _carefully(block, header, parser, str(source)))]
    if not parts:
        return empty(TSV, (*header.dimensions, header.across), f"{source} has a header and no line below it")
    parts = [_cells(part, header) for part in parts]
    series = cleaned(
        {name: Coded(np.concatenate([part[name] for part in parts]), parser.texts(name)) for name in header.dimensions}
    )
    refuse_repeated(assembled(series, {}, None, {}, str(source), unique=True), [*series], str(source))
    wide, height = len(header.periods), len(next(iter(series.values())).codes)
    across = cleaned({header.across: Coded(np.arange(wide, dtype=np.int16), header.periods)})
    refuse_repeated(assembled(across, {}, None, {}, str(source), unique=True), [*across], str(source))
    long = {name: coded.repeated(wide) for name, coded in series.items()}
    long |= {name: coded.tiled(height) for name, coded in across.items()}
    values = np.concatenate([part.pop(VALUE) for part in parts])
    letters = Coded(np.concatenate([part.pop(FLAG) for part in parts]), parser.texts(FLAG))
    table = assembled(long, {VALUE: values}, letters, {}, str(source), unique=True)
    return Reply(TSV, without_other_frequencies(table), tuple(long))


def _header(line: bytes, what: str) -> _Header:
    corner, *periods = line.decode("utf-8").rstrip("\r").split("\t")
    rows, _, across = corner.partition("\\")
    texts = tuple(period.strip() for period in periods)
    if "" in texts:
        raise SchemaViolation(
            f"{what} has a column without a period in its first line (a tab at its end, or two in a "
            "row): another program wrote it anew. Fetch it again."
        )
    if repeated := sorted({text for text in texts if texts.count(text) > 1}):
        raise SchemaViolation(f"{what} has more than one column of {', '.join(repeated)}. Fetch it again.")
    return _Header(tuple(rows.strip().split(",")), across.strip() or "time_period", texts)


def _cells(part: Arrays, header: _Header) -> Arrays:
    """The cells of a block row by row, from a block column by column."""
    if VALUE in part:
        return part
    wide = len(header.periods)
    height = len(part[header.dimensions[0]])
    values = np.empty((height, wide))
    letters = np.empty((height, wide), dtype=np.int16)
    for place in range(wide):
        values[:, place] = part[f"value {place}"]
        letters[:, place] = part[f"flag {place}"]
    kept: Arrays = {name: part[name] for name in header.dimensions}
    return kept | {VALUE: values.reshape(-1), FLAG: letters.reshape(-1)}


def _carefully(block: bytes, header: _Header, parser: Parser, what: str) -> Arrays:
    """The same from a block that has cells without a space, or is wrong."""
    lines = records(block, "\t", len(header.periods) + 1, what, quoted=False)
    keys = [[text.strip() for text in line[0].split(",")] for line in lines]
    if short := [line[0] for line, key in zip(lines, keys, strict=True) if len(key) != len(header.dimensions)]:
        raise SchemaViolation(
            f"{what} has {len(short)} keys without the {len(header.dimensions)} codes of {', '.join(header.dimensions)} "
            f"({'; '.join(short[:5])}). Fetch it again."
        )
    values, flags = values_and_flags([cell for line in lines for cell in line[1:]], what)
    part: dict[str, NDArray[Any]] = {
        name: codes_of(parser, name, [key[place] for key in keys]) for place, name in enumerate(header.dimensions)
    }
    return part | {VALUE: values, FLAG: codes_of(parser, FLAG, flags)}
