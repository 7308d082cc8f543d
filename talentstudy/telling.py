"""What a figure says in sentences, every number of them computed from the rows drawn."""

from __future__ import annotations

import pandas as pd

from talentstudy.cleaning.flags import has_flag
from talentstudy.codes import label
from talentstudy.drawing import Drawn, drawn, find_figure
from talentstudy.errors import EmptySelection
from talentstudy.figures.values import decimals_of, is_percent, period_text
from talentstudy.indicators.standing import EU, best_of, standing
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.tables.region import value_of
from talentstudy.wording import listing, number, sentence

_FILE = "telling"
# Of a ranking without a country, this many are named.
_NAMED = 3
# Up to as many are all told.
_LISTED = 6


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
    if one.items:
        return ["\n\n" + "\n".join(f"{at}. **{head}** {text}" for at, (head, text) in enumerate(one.items, 1))]
    rows, kind, by = one.rows, one.figure.kind, one.figure.by
    if kind == "profile_grid":
        return [
            sentence(
                _FILE, "names", language, items=listing([_name(one, code, language) for code in rows[by]], language)
            )
        ]
    own = rows[(rows["geo"] == geo) & rows["obs_value"].notna()]
    if by == "geo" and rows["time_period"].nunique() == 1 and len(own) == 1 and rows["geo"].nunique() > 2:
        return _ranked(rows, own.iloc[0], language)
    if kind in {"lines_by_period", "slopes_by_period", "multiples_by_code"}:
        if by == "geo" and kind == "lines_by_period":
            return [
                *_path(own, label("geo", geo, language), language),
                *_union(rows, str(own["time_period"].max()), geo, language),
            ]
        return [
            told
            for code in dict.fromkeys(rows[by])
            for told in _path(rows[rows[by] == code], _name(one, code, language), language)
        ]
    if "pair" in one.options:
        return _pairs(one, language)
    if len(rows) > _LISTED and rows["unit"].nunique() == 1 and kind != "number_cards":
        return _first(one, language)
    return [
        sentence(_FILE, "values", language, items="; ".join(_named(one, row, language) for _, row in rows.iterrows()))
    ]


def _ranked(rows: pd.DataFrame, own: pd.Series, language: str) -> list[str]:
    ranks = standing(rows.drop(columns="indicator"), best=best_of(str(own["indicator"])))
    mine = ranks[ranks["geo"] == own["geo"]]
    parts = {
        "country": label("geo", str(own["geo"]), language),
        "value": value_of(own, language),
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
        leader_value=value_of(line.drop("obs_value").rename({"leader_value": "obs_value"}), language),
        **parts,
    )
    return [text, *_union(rows, str(own["time_period"]), str(own["geo"]), language)]


def _path(rows: pd.DataFrame, name: str, language: str) -> list[str]:
    """From the first to the last value; what of the change falls at breaks, and is no development."""
    series = rows[rows["obs_value"].notna()].sort_values("time_period", ignore_index=True)
    if series.empty:
        return []
    unit = str(series["unit"].iloc[0])
    places = decimals_of(series["obs_value"], unit)
    first, last = series.iloc[0], series.iloc[-1]
    ends = {
        "country": name,
        "first": period_text(str(first["time_period"]), language),
        "first_value": value_of(first, language, places),
        "last": period_text(str(last["time_period"]), language),
        "last_value": value_of(last, language, places),
    }
    if len(series) == 1:
        return [sentence(_FILE, "point", language, country=name, value=ends["last_value"], period=ends["last"])]
    told = [sentence(_FILE, "path", language, **ends)]
    steps = series["obs_value"].diff()
    broken = has_flag(series["obs_flag"], "b") & steps.notna()
    if broken.any():
        across = float(steps[broken].sum())
        parts = {"change": float(steps.sum()), "across": across, "within": float(steps.sum()) - across}
        changes = {part: _change(value, unit, language, places) for part, value in parts.items()}
        told.append(
            sentence(
                _FILE, "broken", language, breaks=listing(list(series.loc[broken, "time_period"]), language), **changes
            )
        )
    return told


def _union(rows: pd.DataFrame, period: str, geo: str, language: str) -> list[str]:
    union = rows[(rows["geo"] == EU) & (rows["time_period"] == period) & rows["obs_value"].notna()]
    if geo == EU or len(union) != 1:
        return []
    row = union.iloc[0]
    value = value_of(row, language)
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


def _first(one: Drawn, language: str) -> list[str]:
    held = one.rows[one.rows["obs_value"].notna()].sort_values("obs_value", ascending=False, kind="stable")
    named = [_named(one, row, language) for _, row in held.head(_NAMED).iterrows()]
    return [sentence(_FILE, "first", language, items="; ".join(named), count=str(len(held)))]


def _pairs(one: Drawn, language: str) -> list[str]:
    """Each item with both its values."""
    by, pair = one.figure.by, str(one.options["pair"])
    told = []
    for code in dict.fromkeys(one.rows[by]):
        both = one.rows[one.rows[by] == code]
        values = [f"{label(pair, row[pair], language)} {value_of(row, language)}" for _, row in both.iterrows()]
        told.append(sentence(_FILE, "named", language, name=_name(one, code, language), value=", ".join(values)))
    return [sentence(_FILE, "values", language, items="; ".join(told))]


def _named(one: Drawn, row: pd.Series, language: str) -> str:
    """A mark's name and value, with its year where the marks are of several."""
    value = value_of(row, language)
    years = one.rows["time_period"].nunique() > 1 and "time_period" not in one.figure.by
    period = period_text(row["time_period"], language) if years and row["time_period"] else ""
    dated = f"{value} ({period})" if period else value
    return sentence(_FILE, "named", language, name=_name(one, str(row[one.figure.by]), language), value=dated)


def _name(one: Drawn, code: str, language: str) -> str:
    """What a mark is called on the chart."""
    given = one.options.get("labels") or {}
    if code in given:
        return str(given[code])
    return period_text(code, language) if one.figure.by == "time_period" else label(one.figure.by, code, language)


def _change(value: float, unit: str, language: str, places: int) -> str:
    """A difference: of shares in percentage points, never in percent."""
    text = number(value, language, places, signed=True)
    return f"{text} {label('unit', 'PC_PNT' if is_percent(unit) else unit, language)}"
