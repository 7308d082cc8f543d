"""What two copies of a dataset cannot say of each other: slices, countries, years and flags that one of them lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from talentstudy.vintages.copies import Copy
from talentstudy.wording import sentence


@dataclass(frozen=True)
class Incomparable:
    """Something only one side can say: what, how many cells it is about, and why they were not compared.

    ``reason`` is held_alone (by ``holder``, which ``lacks`` leaves out), no_flags (``lacks`` carries none) or read_alone
    (by edition ``holder``).
    """

    what: str
    cells: int
    reason: str
    holder: str = ""
    lacks: str = ""

    def why(self, language: str) -> str:
        """The reason in words."""
        return sentence("revisions", self.reason, language, holder=self.holder, lacks=self.lacks)

    def __str__(self) -> str:
        return f"{self.what}: {self.cells} cells, {self.why('en')}"


def one_sided(held: pd.DataFrame, older: Copy, newer: Copy) -> Iterable[Incomparable]:
    """Slices that one copy alone holds."""
    for absent, there, holder, lacks in (("old", "new", newer, older), ("new", "old", older, newer)):
        for codes, row in held[held[f"count_{absent}"].isna()].iterrows():
            what = slice_name(older.slices, codes)
            yield Incomparable(what, int(row[f"count_{there}"]), "held_alone", holder.name, lacks.name)


def out_of_reach(cells: pd.DataFrame, beyond: pd.Series[str], older: Copy, newer: Copy) -> Iterable[Incomparable]:
    """Countries and years that one copy alone covers, slice by slice."""
    names = {"left_only": (older.name, newer.name), "right_only": (newer.name, older.name)}
    for (held, why), rows in cells.assign(beyond=beyond).groupby(["held", "beyond"], observed=True):
        for codes, part in rows.groupby(older.slices):
            span = dict.fromkeys([part["time_period"].min(), part["time_period"].max()])
            which = ", ".join(sorted(set(part["geo"]))) if why == "country" else " to ".join(span)
            what = f"{slice_name(older.slices, codes)}, {which}"
            yield Incomparable(what, len(part), "held_alone", *names[str(held)])


def flagless(slices: pd.DataFrame, older: Copy, newer: Copy) -> Iterable[Incomparable]:
    """Slices whose flags one copy, or neither, carries."""
    for _, row in slices[~(slices["flags_old"] & slices["flags_new"]) & (slices["common"] > 0)].iterrows():
        without = [copy.name for copy, has in ((older, row["flags_old"]), (newer, row["flags_new"])) if not has]
        what = slice_name(older.slices, tuple(row[one] for one in older.slices))
        yield Incomparable(what, int(row["common"]), "no_flags", lacks=" + ".join(without))


def slice_name(columns: Sequence[str], codes: object) -> str:
    """A slice as it is printed: its unit alone, or its codes and the unit.

    >>> slice_name(["sex", "unit"], ("F", "PC")), slice_name(["unit"], "PC")
    ('sex=F unit=PC', 'unit=PC')
    """
    each = codes if isinstance(codes, tuple | list) else (codes,)
    return " ".join(f"{column}={code}" for column, code in zip(columns, each, strict=True))
