"""How far first values may be trusted: size, bias and lag of the revisions held of a dataset, and its triangle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from talentstudy.cleaning.keys import select
from talentstudy.errors import EmptySelection, StudyError
from talentstudy.store import Home
from talentstudy.vintages.copies import Copy, Shelf, line_of
from talentstudy.vintages.revisions import NOISE, common_cells

# A typical revision is told from this many pairs of vintages on: of fewer, one unusual year would be the rule.
ENOUGH_PAIRS = 3
# Of the first values of all countries, this part stays within the interval.
COVERED = 0.95
# Older than this, and a value counts among the settled ones.
OLDEST = 3
_STEP = ("geo", "time_period", "older", "newer", "age", "revision", "tolerance")


@dataclass(frozen=True)
class Typical:
    """How far the newest year's value typically moved afterwards, and what that rests on.

    ``half_width`` in the unit of the slice: 95 % of the values of all countries moved no further; at least half a unit
    of the last decimal held. ``pairs`` of vintages, ``cells`` compared, ``revised`` of them.
    """

    half_width: float
    pairs: int
    cells: int
    revised: int

    @property
    def is_enough(self) -> bool:
        """Whether it rests on pairs of vintages enough to be called typical."""
        return self.pairs >= ENOUGH_PAIRS and self.cells > 0


@dataclass(frozen=True)
class RevisionStatistics:
    """The revisions between successive vintages of one dataset, of all countries.

    ``steps`` has one row per cell that two successive vintages hold: the slice, geo, time_period, ``older`` and ``newer``
    vintage, ``age`` (years from the cell's own to the newest that both vintages hold for the country), ``revision`` (0 within
    the precision of the coarser vintage) and ``tolerance``, half a unit of its last decimal.
    """

    dataset: str
    vintages: tuple[str, ...]
    steps: pd.DataFrame = field(repr=False)
    home: Home = field(repr=False)

    @property
    def table(self) -> pd.DataFrame:
        """One row per slice and age: pairs of vintages, cells, revised, ``bias`` (mean), ``size`` (mean of the absolute), largest.

        In the unit of the slice. ``age`` 0 is the newest year of a vintage; 3 stands for three years and more.
        """
        keys = [*line_of(self.dataset).dims, "unit", "age"]
        steps = self.steps.assign(age=self.steps["age"].clip(upper=OLDEST), size=self.steps["revision"].abs())
        grouped = steps.groupby(keys)
        table = pd.DataFrame(
            {
                "pairs": grouped["older"].nunique(),
                "cells": grouped.size(),
                "revised": grouped["revision"].agg(lambda moves: int((moves != 0).sum())),
                "bias": grouped["revision"].mean(),
                "size": grouped["size"].mean(),
                "largest": grouped["size"].max(),
            }
        )
        return table.reset_index()

    def lag(self, **codes: str) -> int | None:
        """The oldest age, in years, at which a cell of the slice was still revised; None where none was."""
        steps = self._of(codes)
        moved = steps.loc[steps["revision"] != 0, "age"]
        return int(moved.max()) if len(moved) else None

    def typical(self, **codes: str) -> Typical:
        """How far the newest year's value moves: ``typical(unit="PC_EMP")``, ``typical(unit="PC_EMP", geo="BE")``."""
        newest = self._of(codes)
        newest = newest[newest["age"] == 0]
        if newest.empty:
            return Typical(float("nan"), 0, 0, 0)
        ordered = newest["revision"].abs().sort_values(ignore_index=True)
        at = min(len(ordered) - 1, int(-(-COVERED * len(ordered) // 1)) - 1)
        width = max(float(ordered[at]), float(newest["tolerance"].max()))
        return Typical(width, newest["older"].nunique(), len(newest), int((ordered != 0).sum()))

    def triangle(self, geo: str, **codes: str) -> pd.DataFrame:
        """What each vintage said of each period: periods down, vintages across, NaN where it held none.

        Raises EmptySelection where no vintage holds the slice for the country.
        """
        shelf, columns = Shelf(self.home), {}
        for vintage in self.vintages:
            table = shelf.published(self.dataset, vintage)
            for column, code in {**codes, "geo": geo}.items():
                table = table[table[column] == code]
            if table.duplicated("time_period").any():
                dims = ", ".join([*line_of(self.dataset).dims, "unit"])
                raise StudyError(f"{self.dataset} holds several series for {geo}; give a code of each of {dims}.")
            if len(table):
                columns[vintage] = table.set_index("time_period")["obs_value"]
        if not columns:
            raise EmptySelection(f"no vintage of {self.dataset} holds {_told({**codes, 'geo': geo})}.")
        return pd.DataFrame(columns).sort_index()

    def _of(self, codes: Mapping[str, str]) -> pd.DataFrame:
        chosen = self.steps
        for column, code in codes.items():
            chosen = chosen[chosen[column] == code]
        return chosen

    def __repr__(self) -> str:
        return (
            f"<Revisions of {self.dataset}: {len(self.vintages)} vintages held, {len(self.steps)} cells in two of them>"
        )


def statistics_of(dataset: str, home: Home) -> RevisionStatistics:
    """The revisions held of an official series, slice by slice from each vintage that holds it to the next.

    Raises UnknownName for a dataset that is not held, StudyError for a publication, whose issues are not revisions.
    """
    if line_of(dataset).keyed:
        raise StudyError(
            f"{dataset} is keyed from publications, each a source of its own: its issues do not revise each other. "
            "Ask for an official series."
        )
    shelf = Shelf(home)
    vintages = home.vintages(dataset)
    slices = dict.fromkeys(codes for vintage in vintages for codes in sorted(shelf.codes(dataset, vintage)))
    names = [*line_of(dataset).dims, "unit"]
    parts = [_steps(dataset, dict(zip(names, codes, strict=True)), shelf) for codes in slices]
    steps = [step for part in parts for step in part if len(step)]
    empty = pd.DataFrame(columns=[*names, *_STEP])
    return RevisionStatistics(dataset, vintages, pd.concat(steps, ignore_index=True) if steps else empty, home)


def _steps(dataset: str, where: Mapping[str, str], shelf: Shelf) -> list[pd.DataFrame]:
    """The cells of one slice that each vintage shares with the next that holds it."""
    held = [one for one in shelf.home.vintages(dataset) if shelf.holds(dataset, one, **where)]
    copies = [Copy(dataset, one, select(shelf.published(dataset, one), **where)) for one in held]
    return [_step(older, newer) for older, newer in pairwise(copies)]


def _step(older: Copy, newer: Copy) -> pd.DataFrame:
    cells = common_cells(older, newer)
    annual = cells[cells["time_period"].str.fullmatch(r"\d{4}")]
    years = annual["time_period"].astype(int)
    newest = years.groupby(annual["geo"]).transform("max")
    moved = annual["difference"].where(annual["difference"].abs() > annual["tolerance"] + NOISE, 0.0)
    found = annual.assign(older=older.name, newer=newer.name, age=newest - years, revision=moved)
    return found[[*older.slices, *_STEP]]


def _told(codes: Mapping[str, str]) -> str:
    return ", ".join(f"{column}={code}" for column, code in codes.items())
