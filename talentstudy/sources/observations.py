"""Raw file in, tidy observations out: the values as published, keys and flags normalised."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from talentstudy.cleaning.duplicates import SHOWN, refuse_duplicates
from talentstudy.cleaning.flags import normalise_flags
from talentstudy.cleaning.geo import normalise_geo
from talentstudy.cleaning.keys import complete_keys
from talentstudy.cleaning.periods import normalise_period
from talentstudy.errors import CleaningError, EmptySelection, RawFileError, SchemaViolation, StudyError
from talentstudy.registry import Dataset
from talentstudy.sources.asked import as_asked, read_raw
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.recognising import TIDY_CSV, format_of
from talentstudy.sources.requests import fetchable, request_of

_VALUES = ("obs_value", "obs_lower", "obs_upper")
_BESIDE = ("location", "confidence", "note")
Step = Callable[["pd.Series[str]"], "pd.Series[str]"]


def read_observations(path: Path, name: str, dataset: Dataset, vintage: str) -> pd.DataFrame:
    """One row per key of ``dataset`` at ``vintage``, as tidy observations.

    ``path`` is read only: the study's own CSV, or a provider's reply as it came (Eurostat TSV, SDMX-CSV,
    JSON-stat, SDMX-ML), recognised by its content. Of a reply, rows that say nothing (no value, no
    flag) are left out, so that the same vintage is the same table in every format. Columns: the dataset's dimensions, geo, time_period, unit, obs_value
    (NaN where missing; with obs_lower and obs_upper for keyed figures), obs_flag (letters of
    the list in force, '' for none) and source (``dataset@vintage``, for keyed figures with the
    page or figure the number stands on).

    Raises RawFileError for a reply that is no data or of another dataset, CleaningError for text where a
    number stands and for a country, period or flag that cannot be read, SchemaViolation for a key that
    stands twice; each names the dataset and shows the rows.
    """
    what = f"{name} at vintage {vintage}"
    cells = _reply(path, name, what) if _is_reply(path) else _cells(path, what)
    values = _VALUES if dataset.keyed else _VALUES[:1]
    raw_columns = {"geo", "time_period", "unit", "obs_flag", *values, *dataset.dims} - set(dataset.constants)
    if missing := sorted(raw_columns - set(cells.columns)):
        raise SchemaViolation(f"{what} has no column {', '.join(missing)} (there: {', '.join(cells.columns)}).")
    table = complete_keys(cells, dataset.constants)
    for column in values:
        table[column] = _numbers(cells, column, what)
    table["geo"] = _normalised(cells, "geo", normalise_geo, what)
    # A report may print a number without its year: the period stays empty, and says so.
    dated = table["time_period"] != "" if dataset.keyed else slice(None)
    table.loc[dated, "time_period"] = _normalised(cells.loc[dated], "time_period", normalise_period, what)
    table["obs_flag"] = _normalised(cells, "obs_flag", normalise_flags, what)
    table["source"] = f"{name}@{vintage}"
    if dataset.keyed:
        placed = table["location"] != ""
        table.loc[placed, "source"] += "#" + table.loc[placed, "location"]
    extra = set(table.columns) - {
        *raw_columns,
        *dataset.constants,
        "source",
        "freq",
        *(_BESIDE if dataset.keyed else ()),
    }
    if extra:
        raise SchemaViolation(f"{what} has a column nobody asked for: {', '.join(sorted(extra))}.")
    key = [*dataset.dims, "geo", "time_period", "unit"]
    try:
        refuse_duplicates(table, key)
    except SchemaViolation as refused:
        raise SchemaViolation(f"{what}: {refused}") from None
    return table[[*key, *values, "obs_flag", "source"]].sort_values(key, ignore_index=True)


def _cells(path: Path, what: str) -> pd.DataFrame:
    """The cells as they stand; pandas alone would fill up a line that was cut short."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *lines = (line for line in csv.reader(file, strict=True) if line)
    except (csv.Error, UnicodeDecodeError, ValueError) as refused:
        raise SchemaViolation(f"{what} is no table in UTF-8 ({refused}). Correct the raw file.") from None
    if ragged := [f"row {at}: {','.join(line)}" for at, line in enumerate(lines) if len(line) != len(head)]:
        raise SchemaViolation(
            f"{what} has {len(ragged)} rows with more or fewer cells than its {len(head)} columns "
            f"({'; '.join(ragged[:SHOWN])}). Correct the raw file."
        )
    return pd.DataFrame(lines, columns=head, dtype="str")


def _is_reply(path: Path) -> bool:
    """Whether the file is anything but the study's own CSV; what is neither is told by ``_cells``."""
    try:
        return format_of(Source(path).head(), "") != TIDY_CSV
    except RawFileError:
        # Pages, messages and damaged archives are for the readers of replies to name.
        with path.open("rb") as file:
            return file.read(4096).lstrip().startswith((b"<", b"{", b"[", b"\x1f\x8b", b"PK\x03\x04"))


def _reply(path: Path, name: str, what: str) -> pd.DataFrame:
    """The observations of a provider's reply as text, without its attributes."""
    from talentstudy.sources.formats import read_reply
    from talentstudy.sources.formats.reply import refuse_another
    from talentstudy.sources.formats.statuses import unsaid

    # What was asked for by a record is read by it: its format, its columns, its constants put in.
    request = request_of(name) if name in fetchable() else None
    try:
        reply = read_raw(path, request) if request else read_reply(path)
        # The OECD's ids are agency, structure and flow, version.
        refuse_another(reply.dataset, [*request.id.split(","), request.id][1] if request else name, path.name)
    except StudyError as refused:
        raise type(refused)(f"{what}: {refused}") from None
    table = reply.table
    if reply.reason:
        raise EmptySelection(f"{what} has no observation: {reply.reason}. Fetch it with another selection.")
    if "action" in table:
        raise SchemaViolation(
            f"{what} is an update (actions {', '.join(table['action'].cat.categories)}), not a vintage. Fetch it whole."
        )
    if (silent := unsaid(table)).any():
        found = ", ".join(sorted(set(table.loc[silent, "obs_status"].astype("str"))))
        raise CleaningError(f"{what} has values under status {found}, which no letter of codes/obs_flag.csv says.")
    told = table[table["obs_value"].notna() | (table["obs_flag"] != "")] if "obs_flag" in table else table
    try:
        told = as_asked(told, request) if request else told[[*reply.dimensions, "obs_value", "obs_flag"]]
    except StudyError as refused:
        raise type(refused)(f"{what}: {refused}") from None
    return told.astype("str").fillna("").reset_index(drop=True)


def _numbers(cells: pd.DataFrame, column: str, what: str) -> pd.Series[float]:
    blank = cells[column].isin(["", ":"])
    numbers = pd.to_numeric(cells[column].mask(blank), errors="coerce").astype(float)
    wrong = (numbers.isna() & ~blank) | numbers.isin([float("inf"), float("-inf")])
    if wrong.any():
        raise CleaningError(
            f"{what} has text where a number stands in {column} ({_shown(cells[wrong])}); "
            "a plain decimal or nothing is wanted."
        )
    return numbers


def _normalised(cells: pd.DataFrame, column: str, step: Step, what: str) -> pd.Series[str]:
    """``step`` on one column; where it refuses, the dataset and the whole rows are named too."""
    try:
        return step(cells[column])
    except StudyError as refused:
        wrong = [cell for cell in cells[column].unique() if _refuses(step, cell)]
        raise CleaningError(f"{what}: {refused} ({_shown(cells[cells[column].isin(wrong)])})") from None


def _refuses(step: Step, cell: str) -> bool:
    try:
        step(pd.Series([cell], dtype="str"))
    except StudyError:
        return True
    return False


def _shown(rows: pd.DataFrame) -> str:
    shown = [
        f"row {place}: " + ", ".join(f"{column}={cell}" for column, cell in row.items())
        for place, row in rows.head(SHOWN).iterrows()
    ]
    return "; ".join(shown) + (f"; and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
