"""Which figures a revision moves, and which sentences read otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.drawing import Drawn, drawn
from talentstudy.errors import StudyError
from talentstudy.selection import Focus
from talentstudy.vintages.impact import CAUSES, Text
from talentstudy.vintages.moves import moves

if TYPE_CHECKING:
    from talentstudy.vintages.impact import Sides, Tell

COLUMNS = ("figure", "moved", "new", "gone", "size", "note")
_BESIDE = frozenset({"obs_value", "obs_lower", "obs_upper", "obs_flag", "source"})


def moved_figures(sides: Sides, figures: Iterable[str], focus: Focus) -> pd.DataFrame:
    """How many marks of each figure moved, are new or gone, the worst first; a figure that stays is left out."""
    rows = []
    for name in figures:
        held: list[Drawn | str] = []
        for side in sides.each():
            try:
                held.append(drawn(side, name, focus, "en"))
            except StudyError as refusal:
                held.append(str(refusal))
        row = _row(name, *held)
        if row["moved"] or row["new"] or row["gone"] or row["note"]:
            rows.append(row)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["size", "moved", "new"], ascending=False, kind="stable").reset_index(drop=True)


def _row(name: str, older: Drawn | str, revised: Drawn | str, newer: Drawn | str) -> dict[str, object]:
    row: dict[str, object] = {"figure": name, "moved": 0, "new": 0, "gone": 0, "size": 0.0, "note": ""}
    if isinstance(older, str) or isinstance(newer, str) or isinstance(revised, str):
        # The same reason on both sides is no news.
        if isinstance(older, str) and isinstance(newer, str):
            return row
        reason = older if isinstance(older, str) else newer if isinstance(newer, str) else revised
        side = "before" if isinstance(older, str) else "after"
        return {**row, "note": f"not drawn {side}: {reason}"}
    key = [one for one in older.rows.columns if one not in _BESIDE]
    if "obs_value" not in older.rows:
        return row
    moved = moves(older.rows, revised.rows, key)
    before, after = (pd.MultiIndex.from_frame(one.rows[key].astype(str)) for one in (older, newer))
    size = float(moved["size"].max()) if len(moved) else 0.0
    return {
        **row,
        "moved": len(moved),
        "new": len(after.difference(before)),
        "gone": len(before.difference(after)),
        "size": size,
    }


def moved_texts(sides: Sides, figures: Iterable[str], focus: Focus, tell: Tell) -> tuple[Text, ...]:
    """The paragraphs that read otherwise, and why: a revision, new periods, or the same said more precisely."""
    found = []
    for name in figures:
        before, revised, after = (tell(side, name) for side in sides.each())
        if before != revised:
            cause = CAUSES[0]
        elif before != after:
            cause = CAUSES[1] if _has_new(sides, name, focus) else CAUSES[2]
        else:
            continue
        found.append(Text(name, cause, before, after))
    return tuple(sorted(found, key=lambda text: CAUSES.index(text.cause)))


def _has_new(sides: Sides, name: str, focus: Focus) -> bool:
    """Whether the newer edition draws a mark that the older does not."""
    try:
        older, newer = drawn(sides.older, name, focus, "en"), drawn(sides.newer, name, focus, "en")
    except StudyError:
        return True
    return bool(_row(name, older, older, newer)["new"])
