"""The pieces alt texts are made of; every word from ``sentences/alt.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from talentstudy.figures.line_marks import breaks
from talentstudy.figures.values import decimals_of, period_text, position, printed
from talentstudy.wording import listing, number, semicolons, sentence

if TYPE_CHECKING:
    import pandas as pd

# A listener loses the thread of a longer list; then the number of items is said instead.
MOST_LISTED = 8


def target_text(target: float, period: str, unit: str, language: str) -> str:
    """'Target for 2030: 75%', as it stands on the chart and in the alt text."""
    value = printed(target, unit, language, decimals_of([target], unit))
    if not period:
        return sentence("page", "target", language, value=value)
    return sentence("page", "target_for", language, value=value, period=period_text(period, language))


def span(rows: pd.DataFrame, language: str) -> str:
    """The first and last period of the rows: '2004–2024', or the only one."""
    periods = sorted(set(rows["time_period"]), key=position)
    first, last = period_text(str(periods[0]), language), period_text(str(periods[-1]), language)
    return first if first == last else f"{first}–{last}"


def items_text(items: Sequence[str], language: str) -> str:
    """The items by name, or how many they are; a name with a comma of its own ('Belgium, to 2017') asks for semicolons."""
    if len(items) <= MOST_LISTED:
        return semicolons(items, language) if any(", " in one for one in items) else listing(items, language)
    return sentence("alt", "many", language, count=number(len(items), language, 0))


def joined(
    kind: str,
    language: str,
    *,
    subject: str,
    series: Sequence[str],
    span: str = "",
    more: Iterable[str] = (),
    target: str | None = None,
) -> str:
    """The opening sentence of a kind, then what else is told, then the target."""
    what = f"{items_text(series, language)} ({span})" if span else items_text(series, language)
    told = [sentence("alt", kind, language, subject=subject.rstrip("."), items=what), *more]
    if target is not None:
        told.append(f"{target}.")
    return " ".join(one for one in told if one)


def told_path(rows: pd.DataFrame, name: str, language: str) -> str:
    """Where a series starts and ends, and where it is cut."""
    known = rows[rows["obs_value"].notna()]
    if known.empty:
        return sentence("alt", "missing", language, items=name)
    unit = str(known["unit"].iloc[0])
    decimals = decimals_of(known["obs_value"], unit)
    ends = known.iloc[[0, -1]]
    values = [printed(float(one), unit, language, decimals) for one in ends["obs_value"]]
    periods = [period_text(str(one), language) for one in ends["time_period"]]
    if len(known) == 1:
        return sentence("alt", "point", language, name=name, value=values[0], period=periods[0])
    path = sentence(
        "alt", "path", language, name=name, start=values[0], first=periods[0], end=values[1], last=periods[1]
    )
    cuts = [period_text(period, language) for _, period in breaks(rows)]
    if not cuts:
        return path
    return f"{path} " + sentence("alt", "breaks", language, name=name, periods=listing(cuts, language))


def told_values(rows: pd.DataFrame, by: str, called: Mapping[str, str], language: str, *, signed: bool = False) -> str:
    """Every value with its name, where they are few enough to listen to."""
    unit = str(rows["unit"].iloc[0])
    known = rows[rows["obs_value"].notna()]
    decimals = decimals_of(known["obs_value"], unit)
    pairs = [
        f"{called[code]} {printed(float(value), unit, language, decimals, signed=signed)}"
        for code, value in zip(known[by], known["obs_value"], strict=True)
    ]
    return sentence("alt", "values", language, items=listing(pairs, language)) if pairs else ""


def told_rank(
    rows: pd.DataFrame, by: str, called: Mapping[str, str], focus: str | None, language: str, *, signed: bool = False
) -> list[str]:
    """The values if they are few; else the highest, the lowest and the focus. Always what is missing."""
    unit = str(rows["unit"].iloc[0])
    known = rows[rows["obs_value"].notna()].reset_index(drop=True)
    absent = [called[code] for code in rows.loc[rows["obs_value"].isna(), by]]
    lost = [sentence("alt", "missing", language, items=items_text(absent, language))] if absent else []
    if len(known) <= MOST_LISTED:
        return [told_values(known, by, called, language, signed=signed), *lost] if len(known) else lost
    decimals = decimals_of(known["obs_value"], unit)
    values = {
        code: printed(float(value), unit, language, decimals, signed=signed)
        for code, value in zip(known[by], known["obs_value"], strict=True)
    }
    top, bottom = (str(known[by].iloc[at]) for at in (known["obs_value"].argmax(), known["obs_value"].argmin()))
    told = [
        sentence("alt", "highest", language, name=called[top], value=values[top]),
        sentence("alt", "lowest", language, name=called[bottom], value=values[bottom]),
    ]
    if focus is not None and focus in values:
        told.append(sentence("alt", "focus", language, name=called[focus], value=values[focus]))
    return told + lost
