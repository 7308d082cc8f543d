"""Which observations a number rests on: those with which it changes, found by changing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.errors import StudyError
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline

Places = NDArray[np.intp]
_MEASURED = ("obs_value", "obs_lower", "obs_upper")
# Every row is moved by a share of its own, so that the moves of two rows do not cancel in a ratio.
_LEAST, _MOST = 0.01, 0.03


@dataclass(frozen=True)
class Trace:
    """The observations of one dataset, as the edition reads it, that a number changes with."""

    dataset: str
    rows: pd.DataFrame


def traces(pipeline: Pipeline, indicator: str, key: Mapping[str, str]) -> list[Trace]:
    """Every observation with which the value of ``indicator`` at ``key`` changes, by the name it is read under.

    An observation is changed by a few per cent and the indicator computed again, halving the rows until each that
    matters is found: the answer is what the code does, not what its description says. A count, which no value
    moves, is traced by leaving rows out. Rows whose change cancels exactly against a cap or a maximum are not found.
    """
    tables = {name: pipeline.observations(name) for name in dict.fromkeys(_leaves(indicator))}
    before = _value(indicator, key, tables)
    return _found(indicator, key, tables, before, _moved) or _found(indicator, key, tables, before, _without)


def _found(
    indicator: str,
    key: Mapping[str, str],
    tables: Mapping[str, pd.DataFrame],
    before: tuple[float, ...],
    altered: Callable[[pd.DataFrame, Places], pd.DataFrame],
) -> list[Trace]:
    found = []
    for name, table in tables.items():

        def moves(places: Places, name: str = name, table: pd.DataFrame = table) -> bool:
            return _changed(before, lambda: _value(indicator, key, {**tables, name: altered(table, places)}))

        own = table["geo"].to_numpy() == key["geo"]
        # A country's own rows first: those of others rarely matter, and are then ruled out at once.
        places = [one for chosen in (own, ~own) for one in _influential(np.flatnonzero(chosen), moves)]
        if places:
            found.append(Trace(name, table.iloc[sorted(places)].reset_index(drop=True)))
    return found


def _leaves(indicator: str) -> Iterator[str]:
    """The datasets an indicator rests on, through the indicators it is computed from."""
    for name in INDICATORS[indicator].inputs:
        if name in INDICATORS:
            yield from _leaves(name)
        else:
            yield name


def _value(indicator: str, key: Mapping[str, str], tables: Mapping[str, pd.DataFrame]) -> tuple[float, ...]:
    rows = _computed(indicator, tables)
    chosen = pd.Series(True, index=rows.index)
    for column, code in key.items():
        chosen &= rows[column] == code
    found = rows[chosen]
    if len(found) != 1:
        raise StudyError(f"{indicator} has {len(found)} rows at {dict(key)}; one is traced.")
    return tuple(float(found[name].iloc[0]) for name in _MEASURED if name in found)


def _computed(indicator: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    line = INDICATORS[indicator]
    inputs = {name: _computed(name, tables) if name in INDICATORS else tables[name] for name in line.inputs}
    return line.compute(**inputs)


def _moved(table: pd.DataFrame, places: Places) -> pd.DataFrame:
    factors = np.ones(len(table))
    factors[places] += np.linspace(_LEAST, _MOST, len(places))
    return table.assign(**{name: table[name] * factors for name in _MEASURED if name in table})


def _without(table: pd.DataFrame, places: Places) -> pd.DataFrame:
    return table.drop(index=table.index[places]).reset_index(drop=True)


def _changed(before: tuple[float, ...], after: Callable[[], tuple[float, ...]]) -> bool:
    try:
        return not np.array_equal(before, after(), equal_nan=True)
    except StudyError:
        # An accounting identity that no longer holds: the number rests on these rows, or would not be checked.
        return True


def _influential(places: Places, moves: Callable[[Places], bool]) -> list[int]:
    """The places that matter, by halves: a half that moves nothing holds none of them."""
    if not len(places) or not moves(places):
        return []
    if len(places) == 1:
        return [int(places[0])]
    half = len(places) // 2
    return [*_influential(places[:half], moves), *_influential(places[half:], moves)]
