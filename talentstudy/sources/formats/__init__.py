"""Providers' formats to one table: what Eurostat and its kind reply, kept byte for byte and read here.

Which format a file is in, its content says, never its name.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.opening import EXPANDED_LIMIT, Source
from talentstudy.sources.formats.recognising import CODE_LIST, JSON_STAT, SDMX_ML, STRUCTURE, TSV, format_of

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.sources.formats.reply import Reply


def read_cells(
    path: Path, *, expected: str = "", dimensions: Collection[str] = (), limit: int = EXPANDED_LIMIT
) -> pd.DataFrame:
    """The observations of a provider's file, one row per observation it spells out.

    Parameters
    ----------
    path
        Eurostat TSV, SDMX-CSV 1.0 or 2.0, JSON-stat 2.0, SDMX-ML data, or a CSV with a column
        ``obs_value`` or ``time_period``; plain, gzip or zip with one file. Opened read-only.
    expected
        The dataset that was asked for; a file that names another is refused.
    dimensions
        The ids of the dataset's dimensions, from its structure, for files that do not tell dimensions
        from attributes (SDMX-ML structure-specific, SDMX-CSV with columns in any order).
    limit
        The size in bytes the file may expand to.

    Returns
    -------
    DataFrame
        A categorical column per dimension in lower case, the provider's ``TIME_PERIOD`` as ``time_period``
        (``2024-Q3``, ``2024-06``), ``geo`` with EL and UK for GR and GB; ``obs_value`` (float64, NaN for ``:``, ``NaN``
        or an empty cell: never zero); ``obs_flag`` (categorical letters of the list in force, observation and
        confidentiality status in one, '' for none); then the attributes. No row is invented: a
        combination that a sparse file leaves out stays out. An empty reply gives the columns without rows.

    Raises
    ------
    RawFileError
        An HTML page, a message or error of the service, a damaged, cut or endless archive, another dataset.
    SchemaViolation
        Lines of different lengths, a key that stands twice (with its rows).
    CleaningError
        Text where a number stands, an unknown flag letter, an unknown action.
    """
    return read_reply(path, expected=expected, dimensions=dimensions, limit=limit).table


def read_reply(
    path: Path,
    *,
    expected: str = "",
    dimensions: Collection[str] = (),
    limit: int = EXPANDED_LIMIT,
    with_polars: bool | None = None,
) -> Reply:
    """The same with what stands around it: format, dataset, last update, labels, the reason for no rows.

    ``with_polars`` asks for the quicker reader of large files or for pandas alone; by default the
    quicker one where the extra ``bulk`` is installed. Both give the same table.
    """
    source = Source(path, limit)
    found = format_of(source.head(), str(source))
    if found == TSV:
        from talentstudy.sources.formats.tsv import read_tsv

        return read_tsv(source, with_polars=with_polars)
    if found == JSON_STAT:
        from talentstudy.sources.formats.jsonstat import read_jsonstat

        return read_jsonstat(source, expected=expected)
    if found in {STRUCTURE, CODE_LIST}:
        raise RawFileError(f"{source} is a {found}, not data. Read it with formats.structures.read_structures.")
    if found == SDMX_ML:
        from talentstudy.sources.formats.sdmx_ml import read_sdmx_ml

        return read_sdmx_ml(source, expected=expected, dimensions=dimensions)
    from talentstudy.sources.formats.sdmx_csv import read_sdmx_csv

    return read_sdmx_csv(source, expected=expected, dimensions=dimensions, with_polars=with_polars)
