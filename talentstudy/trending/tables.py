"""The numbers of each trend model as a table one can read: heads and units in the study's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.finding import FILE, printed_table
from talentstudy.wording import sentence

if TYPE_CHECKING:
    from talentstudy.trends.decomposition import ModelDecomposition, ObservedDecomposition
    from talentstudy.trends.forecast import Forecast
    from talentstudy.trends.growth import Growth
    from talentstudy.trends.joinpoint_result import Joinpoint
    from talentstudy.trends.sensitivity import Sensitivity
    from talentstudy.trends.shares import ShareTrend
    from talentstudy.trends.structural_breaks import StructuralBreaks
    from talentstudy.trends.targets import TargetOutlook

# What a model calls its choices, as keys of the sentences.
CHOICES = ("vintage", "window", "breaks", "model")


def rate_unit(unit: str, is_log: bool, language: str) -> str:
    """The unit of a trend: percent a year, percentage points a year, or units a year."""
    if is_log:
        return sentence(FILE, "unit_percent", language)
    if unit.startswith("PC"):
        return sentence(FILE, "unit_points", language)
    return sentence(FILE, "unit_other", language, unit=unit)


def amount_unit(unit: str, language: str) -> str:
    """The unit of a change: percentage points of a share, else the unit itself."""
    return label("unit", "PC_PNT", language) if unit.startswith("PC") else unit


def growth(found: Growth, language: str) -> pd.DataFrame:
    """One row per segment (point estimates where it is short) and one for all together."""
    column = "apc" if found.is_log else "slope"
    rows = found.segments.rename(columns={column: "trend"})[["first", "last", "points", "trend", "lower", "upper"]]
    rows.insert(0, "part", sentence(FILE, "segment", language))
    pooled = found.trend
    whole = {
        "part": sentence(FILE, "pooled", language),
        "first": int(found.series.years[0]),
        "last": int(found.series.years[-1]),
        "points": len(found.series),
        "trend": pooled.value,
        "lower": pooled.interval.lower,
        "upper": pooled.interval.upper,
    }
    # A series without a break has one segment, which is the whole.
    records = [*(rows.to_dict("records") if len(rows) > 1 else []), whole]
    unit = rate_unit(found.series.unit, found.is_log, language)
    return printed_table(pd.DataFrame(records), language, signed=("trend", "lower", "upper"), unit=unit)


def decomposition(observed: ObservedDecomposition, model: ModelDecomposition, language: str) -> pd.DataFrame:
    """Bookkeeping and model side by side; the bookkeeping is left out where the model speaks of percent."""
    nothing = float("nan")
    book = {"within": observed.within, "at_breaks": observed.at_breaks, "remainder": 0.0, "in_all": observed.change}
    by_model = {"remainder": model.remainder, "in_all": model.change}
    rows: list[dict[str, Any]] = []
    for part in ("within", "at_breaks", "remainder", "in_all"):
        one = getattr(model, part) if part in {"within", "at_breaks"} else None
        rows.append(
            {
                "part": sentence(FILE, part, language),
                "observed": book[part] if part != "remainder" else nothing,
                "model": one.value if one else by_model[part],
                "lower": one.interval.lower if one else nothing,
                "upper": one.interval.upper if one else nothing,
            }
        )
    table = pd.DataFrame(rows)
    unit = "%" if model.growth.is_log else amount_unit(observed.unit, language)
    if model.growth.is_log:
        table = table.drop(columns="observed")
    return printed_table(table, language, decimals=1, signed=("observed", "model", "lower", "upper"), unit=unit)


def joinpoint(found: Joinpoint, language: str) -> pd.DataFrame:
    """One row per straight piece between joinpoints."""
    rows = found.segments.rename(columns={"change": "trend"})[["first", "last", "trend", "lower", "upper"]]
    unit = rate_unit(found.series.unit, found.scale == "log", language)
    return printed_table(rows, language, signed=("trend", "lower", "upper"), unit=unit)


def share(found: ShareTrend, language: str) -> pd.DataFrame:
    """The trend and every jump, in percentage points."""
    rows = found.table
    parts = [
        sentence(FILE, "trend", language)
        if term == "trend"
        else sentence(FILE, "jump", language, year=str(term).removeprefix("jump "))
        for term in rows["term"]
    ]
    table = pd.DataFrame({"part": parts} | {name: rows[name] for name in ("estimate", "lower", "upper")})
    unit = label("unit", "PC_PNT", language)
    return printed_table(table, language, signed=("estimate", "lower", "upper"), unit=unit)


def found_breaks(found: StructuralBreaks, language: str) -> pd.DataFrame:
    """One row per break found: its year, its interval, the flag that explains it."""
    none = sentence(FILE, "none_flagged", language)
    rows = [
        {
            "year": str(one.year),
            "lower": "" if one.lower is None else str(one.lower),
            "upper": "" if one.upper is None else str(one.upper),
            "flagged": none if one.flagged is None else str(one.flagged),
        }
        for one in found.found
    ]
    return printed_table(pd.DataFrame(rows, columns=["year", "lower", "upper", "flagged"]), language)


def forecast(found: Forecast, language: str) -> pd.DataFrame:
    """One row per year to come."""
    return printed_table(found.table, language, decimals=_places(found.series.unit, found.values[-1]))


def target(found: TargetOutlook, language: str) -> pd.DataFrame:
    """One row per year to the target's: what is expected, the chance, and the paths drawn officially."""
    table = found.table.assign(probability=100 * found.table["probability"])
    return printed_table(table, language, decimals=_places(found.series.unit, found.target))


def _places(unit: str, size: float) -> int:
    return 1 if unit.startswith("PC") or abs(size) < 100 else 0


def one_at_a_time(found: Sensitivity) -> pd.DataFrame:
    """The first variant and those that differ from it in one choice alone, with that choice as ``changed``."""
    table = found.table
    base = table.iloc[0]
    differs = table[list(CHOICES)] != base[list(CHOICES)]
    chosen = table[differs.sum(axis=1) <= 1]
    changed = [next((one for one in CHOICES if row[one]), "") for _, row in differs.loc[chosen.index].iterrows()]
    return chosen.assign(changed=changed).reset_index(drop=True)


def choice(name: str, value: str, language: str) -> str:
    """A choice in words."""
    if name == "breaks":
        return sentence(FILE, f"treated_{value.replace(' ', '_')}", language)
    return sentence(FILE, f"model_{value.replace(' ', '_')}", language) if name == "model" else value


def base_text(found: Sensitivity, language: str) -> str:
    """What the first variant is."""
    base = found.table.iloc[0]
    return sentence(FILE, "base", language, **{one: choice(one, str(base[one]), language) for one in CHOICES})


def sensitivity(found: Sensitivity, language: str, unit: str) -> pd.DataFrame:
    """One row per variant that differs in one choice; the whole is ``result.table``."""
    rows = one_at_a_time(found)
    table = pd.DataFrame({one: [choice(one, str(value), language) for value in rows[one]] for one in CHOICES})
    table["points"] = rows["points"]
    for name in ("trend", "lower", "upper"):
        table[name] = rows["estimate" if name == "trend" else name].astype(float)
    is_log = rows["model"] == "log"
    units = [
        rate_unit(label("unit", unit, language) if not unit.startswith("PC") else unit, one, language) for one in is_log
    ]
    return printed_table(table.assign(unit=units), language, signed=("trend", "lower", "upper"))
