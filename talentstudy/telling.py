"""What a figure says in sentences, every number of them computed from the rows drawn."""

from __future__ import annotations

import pandas as pd

from talentstudy.cleaning.flags import has_flag
from talentstudy.codes import label
from talentstudy.drawing import Drawn, drawn, find_figure
from talentstudy.errors import EmptySelection
from talentstudy.figures.values import is_percent, period_text
from talentstudy.figures.values import printed as value_text
from talentstudy.indicators.standing import EU, standing
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.tables.key_figures import decimals
from talentstudy.wording import listing, number, sentence

_FILE = "telling"
# Of a ranking without a country, this many are named.
_NAMED = 3


def told(pipeline: Pipeline, name: str, focus: Focus, language: str) -> str:
    """The paragraph beside a figure; where it cannot be drawn, the reason."""
    _, figure = find_figure(name)
    try:
        one = drawn(pipeline, name, focus, language)
    except EmptySelection as empty:
        return sentence(
            "figures", "not_drawn", language, figure=figure.id, title=figure.title[language], reason=str(empty)
        )
    head = sentence(_FILE, "head", language, figure=figure.id, title=one.title)
    return " ".join([head, *_sentences(one, focus.geo, language)])


def _sentences(one: Drawn, geo: str, language: str) -> list[str]:
    rows = one.rows
    if "obs_value" not in rows or rows["unit"].nunique() > 1:
        return [one.alt]
    own = rows[(rows["geo"] == geo) & rows["obs_value"].notna()]
    is_ranking = rows["time_period"].nunique() == 1 and rows["geo"].nunique() > 2
    if is_ranking and len(own) == 1:
        return _ranked(rows, own.iloc[0], language)
    if one.figure.by == "geo" and own["time_period"].nunique() > 1 and not own["time_period"].duplicated().any():
        return [*_path(own, language), *_union(rows, str(own["time_period"].max()), geo, language)]
    if one.figure.by != "geo" and not rows.duplicated([one.figure.by]).any():
        return _first(rows, one, language)
    return [one.alt]


def _ranked(rows: pd.DataFrame, own: pd.Series, language: str) -> list[str]:
    unit = str(own["unit"])
    ranks = standing(rows.drop(columns="indicator"))
    mine = ranks[ranks["geo"] == own["geo"]]
    parts = {
        "country": label("geo", str(own["geo"]), language),
        "value": _value(float(own["obs_value"]), unit, language),
        "period": period_text(str(own["time_period"]), language),
    }
    if mine.empty:
        return [sentence(_FILE, "point", language, **parts)]
    line = mine.iloc[0]
    leaders = listing([label("geo", code, language) for code in str(line["leader"]).split()], language)
    text = sentence(
        _FILE,
        "rank",
        language,
        rank=str(line["rank"]),
        ranked=str(line["ranked"]),
        leader=leaders,
        leader_value=_value(float(line["leader_value"]), unit, language),
        **parts,
    )
    return [text, *_union(rows, str(own["time_period"]), str(own["geo"]), language)]


def _path(own: pd.DataFrame, language: str) -> list[str]:
    """From the first to the last value; what of the change falls at breaks, and is no development."""
    series = own.sort_values("time_period", ignore_index=True)
    unit = str(series["unit"].iloc[0])
    first, last = series.iloc[0], series.iloc[-1]
    told = [
        sentence(
            _FILE,
            "path",
            language,
            country=label("geo", str(first["geo"]), language),
            first=period_text(str(first["time_period"]), language),
            first_value=_value(float(first["obs_value"]), unit, language),
            last=period_text(str(last["time_period"]), language),
            last_value=_value(float(last["obs_value"]), unit, language),
        )
    ]
    steps = series["obs_value"].diff()
    broken = has_flag(series["obs_flag"], "b") & steps.notna()
    if broken.any():
        told.append(
            sentence(
                _FILE,
                "broken",
                language,
                breaks=listing(list(series.loc[broken, "time_period"]), language),
                change=_change(float(steps.sum()), unit, language),
                across=_change(float(steps[broken].sum()), unit, language),
            )
        )
    return told


def _union(rows: pd.DataFrame, period: str, geo: str, language: str) -> list[str]:
    union = rows[(rows["geo"] == EU) & (rows["time_period"] == period) & rows["obs_value"].notna()]
    if geo == EU or len(union) != 1:
        return []
    row = union.iloc[0]
    value = _value(float(row["obs_value"]), str(row["unit"]), language)
    return [
        sentence(
            _FILE,
            "union",
            language,
            union=label("geo", EU, language),
            value=value,
            period=period_text(period, language),
        )
    ]


def _first(rows: pd.DataFrame, one: Drawn, language: str) -> list[str]:
    held = rows[rows["obs_value"].notna()].sort_values("obs_value", ascending=False, kind="stable")
    if len(held) < 2:
        return [one.alt]
    given = one.options.get("labels") or {}
    named = [
        f"{given.get(row[one.figure.by]) or label(one.figure.by, row[one.figure.by], language)} "
        f"({_value(float(row['obs_value']), str(row['unit']), language)})"
        for _, row in held.head(_NAMED).iterrows()
    ]
    return [sentence(_FILE, "first", language, items=listing(named, language), count=str(len(held)))]


def _value(value: float, unit: str, language: str) -> str:
    text = value_text(value, unit, language, decimals(unit))
    return text if is_percent(unit) else f"{text} {label('unit', unit, language)}"


def _change(value: float, unit: str, language: str) -> str:
    """A difference: of shares in percentage points, never in percent."""
    text = number(value, language, decimals(unit), signed=True)
    return f"{text} {label('unit', 'PC_PNT' if is_percent(unit) else unit, language)}"
