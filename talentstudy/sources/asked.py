"""A fetched reply in the words of the study: the provider's columns renamed, completed and checked by its record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talentstudy.errors import SchemaViolation
from talentstudy.sources.requests import Request

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.sources.formats.reply import Reply

# What a reply says of itself or of an observation, beside its key.
_BESIDE = frozenset({"dataflow", "structure", "structure_id", "action", "last update", "last_update", "conf_status"})


def read_raw(path: Path, request: Request) -> Reply:
    """A raw file in the format its record names, with what it says of itself."""
    if request.format == "be-stat":
        from talentstudy.sources.bestat import read_facts
        from talentstudy.sources.formats.reply import Reply

        time = next((old for old, new in request.columns.items() if new == "time_period"), "")
        return Reply("be.STAT", read_facts(path, time), ())
    from talentstudy.sources.formats import read_reply

    # Attributes stand among the columns of some providers: the record tells the dimensions from them.
    return read_reply(path, dimensions=(*request.order, "TIME_PERIOD") if request.order else ())


def as_asked(cells: pd.DataFrame, request: Request) -> pd.DataFrame:
    """The cells of a reply under the column names of the study.

    Columns: the record's dimensions, geo, time_period, unit, obs_value, obs_flag. A dimension that
    nobody named is left out where it holds one code; a constant of the record is put in where the reply
    leaves it out. One row per key that has a value or a flag, nothing else changed.

    Raises SchemaViolation where a wanted column is missing, where a dimension nobody named holds
    several codes (one of them has to be chosen), and for a unit or a key that cannot be.
    """
    named = cells.rename(columns={old: request.columns.get(old, old).lower() for old in cells.columns})
    named = named.rename(columns={old.lower(): new for old, new in request.columns.items()})
    named = named.assign(**{dim: code for dim, code in request.constants.items() if dim not in named.columns})
    if "obs_flag" not in named.columns:
        named = named.assign(obs_flag="")
    key = [*request.dims, "geo", "time_period", "unit"]
    wanted = [*key, "obs_value", "obs_flag"]
    if missing := [column for column in wanted if column not in named.columns]:
        raise SchemaViolation(
            f"the reply for {request.dataset} has no column {', '.join(missing)} (there: {', '.join(cells.columns)}). "
            "It is another dataset, or its structure changed: correct talentstudy/sources/requests.toml."
        )
    _refuse_open_dimensions(named, request, wanted)
    if strange := sorted(set(named["unit"].astype(str)) - set(request.units)) if request.units else []:
        raise SchemaViolation(
            f"the reply for {request.dataset} holds the unit {', '.join(strange)}; wanted: {', '.join(request.units)}. "
            "Filter the units in talentstudy/sources/requests.toml."
        )
    if twice := int(named.duplicated(key).sum()):
        raise SchemaViolation(f"the reply for {request.dataset} holds {twice} keys twice ({', '.join(key)}).")
    # A table spells out empty cells, a list of rows does not: what says nothing is no observation in either.
    says = named["obs_value"].notna() & (named["obs_value"].astype(str) != "") | (named["obs_flag"].astype(str) != "")
    return named.loc[says, wanted].reset_index(drop=True)


def _refuse_open_dimensions(named: pd.DataFrame, request: Request, wanted: list[str]) -> None:
    filtered = {dim.lower() for dim in request.filters}
    for column in set(named.columns) - set(wanted) - _BESIDE:
        codes = named[column].astype(str).unique()
        # An attribute of the observation may vary; a dimension nobody chose a code of may not.
        if len(codes) > 1 and (column in filtered or column == "freq"):
            raise SchemaViolation(
                f"the reply for {request.dataset} holds {len(codes)} codes of {column} ({', '.join(sorted(codes)[:5])}), "
                "which the study does not tell apart. Filter one in talentstudy/sources/requests.toml."
            )
