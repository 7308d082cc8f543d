"""Which rows a figure draws, for a country and its peers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from talentstudy.codes import known, member_states
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.indicators.standing import EU
from talentstudy.pipeline import Pipeline
from talentstudy.registry import Figure, Rows

# What every indicator row has; any other column is a dimension.
_COLUMNS = (
    "geo",
    "time_period",
    "unit",
    "obs_value",
    "obs_lower",
    "obs_upper",
    "obs_flag",
    "source",
    "indicator",
)


# Codes of ISO 3166 that the European institutions write otherwise.
_WRITTEN = {"GR": "Eurostat writes EL for Greece.", "GB": "Eurostat writes UK for the United Kingdom."}


@dataclass(frozen=True)
class Focus:
    """The country a study is about, and those it is set beside."""

    geo: str
    peers: tuple[str, ...]

    def __post_init__(self) -> None:
        for code in (self.geo, *self.peers):
            if code not in known("geo"):
                raise UnknownName("country", code, known("geo"), _WRITTEN.get(code, ""))

    def codes(self, group: str) -> frozenset[str] | None:
        """The codes a group of ``Rows.geo`` stands for; None for all."""
        groups: dict[str, frozenset[str] | None] = {
            "focus": frozenset({self.geo}),
            "focus and eu": frozenset({self.geo, EU}),
            "peers": frozenset({self.geo, *self.peers, EU}),
            "members": frozenset({*member_states(), EU, self.geo}),
            "all": None,
        }
        return groups[group] if group in groups else frozenset({group})


def rows_of(pipeline: Pipeline, spec: Rows, focus: Focus) -> pd.DataFrame:
    """The rows one ``Rows`` names, with a column ``indicator``; EmptySelection where there are none."""
    rows = pipeline.indicator(spec.indicator)
    codes = focus.codes(spec.geo)
    chosen = rows if codes is None else rows[rows["geo"].isin(codes)]
    for column, wanted in spec.where.items():
        chosen = _under(chosen, column, wanted)
    if spec.since:
        chosen = chosen[chosen["time_period"] >= spec.since]
    if spec.period != "all":
        chosen = chosen[chosen["time_period"] == _period(chosen, spec.period, focus)]
    if _held(chosen).empty:
        raise EmptySelection(f"{spec.indicator} holds no value {_asked(spec, focus)}.")
    if spec.by_value:
        chosen = chosen.sort_values("obs_value", ascending=False, kind="stable")
    if spec.unit:
        chosen = chosen.assign(unit=spec.unit)
    return chosen.assign(indicator=spec.indicator).reset_index(drop=True)


def _under(rows: pd.DataFrame, column: str, wanted: str | tuple[str, ...]) -> pd.DataFrame:
    """The rows under one code, or under several and in their order."""
    if isinstance(wanted, str):
        return rows[rows[column] == wanted]
    place = {code: at for at, code in enumerate(wanted)}
    chosen = rows[rows[column].isin(place)]
    return chosen.sort_values(column, key=lambda codes: codes.map(place), kind="stable")


def _held(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that hold a value, or a bound of one."""
    measured = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in rows]
    return rows[rows[measured].notna().any(axis=1)]


def _asked(spec: Rows, focus: Focus) -> str:
    """'for BE in 2023 with sex=F': what a selection that holds nothing was asked for."""
    groups = {"focus": focus.geo, "focus and eu": focus.geo, "peers": f"{focus.geo} and its peers"}
    who = {**groups, "members": "any member state", "all": "anyone"}.get(spec.geo, spec.geo)
    when = {"all": "", "latest": "", "": " without a period"}.get(spec.period, f" in {spec.period}") + (
        f" since {spec.since}" if spec.since else ""
    )
    codes = [
        f"{column}={wanted if isinstance(wanted, str) else ' or '.join(wanted)}"
        for column, wanted in spec.where.items()
    ]
    return f"for {who}{when}" + (f" with {', '.join(codes)}" if codes else "")


def _period(rows: pd.DataFrame, wanted: str, focus: Focus) -> str:
    if wanted != "latest":
        return wanted
    held = _held(rows)
    own = held[held["geo"] == focus.geo]
    periods = (held if own.empty else own)["time_period"]
    return str(periods.max()) if len(periods) else ""


def figure_rows(pipeline: Pipeline, figure: Figure, focus: Focus) -> pd.DataFrame:
    """All rows a figure draws, in the order its entry names them.

    EmptySelection says so where the figure does not exist for this country, or where the focus
    has no value in an indicator that is about countries.
    """
    if figure.only and focus.geo not in figure.only:
        raise EmptySelection(f"{figure.id} exists for {', '.join(figure.only)} only.")
    parts = [part for spec in figure.rows if (part := _part(pipeline, spec, focus)) is not None]
    if not parts:
        raise EmptySelection(f"{figure.id} holds no value for {focus.geo}.")
    # Of the EU itself a figure that sets a country beside the EU would hold everything twice.
    rows = pd.concat(parts).drop_duplicates(ignore_index=True)
    for dim in (one for one in rows.columns if one not in _COLUMNS):
        # An indicator without the dimension is about all of it.
        rows[dim] = rows[dim].fillna("T" if dim == "sex" else "TOTAL")
    if "+" in figure.by:
        names = figure.by.split("+")
        rows[figure.by] = rows[names].agg("+".join, axis=1)
    return rows


def _part(pipeline: Pipeline, spec: Rows, focus: Focus) -> pd.DataFrame | None:
    try:
        rows = rows_of(pipeline, spec, focus)
        about_focus = spec.geo in {"focus", "focus and eu", "peers", "members"}
        if about_focus and _held(rows[rows["geo"] == focus.geo]).empty:
            raise EmptySelection(f"{spec.indicator} holds no value for {focus.geo}.")
    except EmptySelection:
        if spec.optional:
            return None
        raise
    return rows


def quoted_rows(pipeline: Pipeline, figure: Figure, focus: Focus) -> dict[str, pd.Series]:
    """The one row behind each number that a figure's note, items or options name."""
    found = {}
    options = {name: option for name, option in figure.options.items() if isinstance(option, Rows)}
    for name, spec in {**figure.quoted, **options}.items():
        rows = rows_of(pipeline, spec, focus)
        if len(rows) != 1:
            raise EmptySelection(f"{figure.id} quotes one value as {name} and finds {len(rows)} in {spec}.")
        found[name] = rows.iloc[0]
    return found
