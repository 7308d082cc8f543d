"""The pieces long descriptions are made of: one paragraph per thing a chart shows; words from ``sentences/describe.toml``.

A description says what is drawn and no more: values as printed, runs between breaks, gaps, marks of flags. A paragraph
per line of text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.figures.line_marks import breaks, segments
from talentstudy.figures.telling import span
from talentstudy.figures.values import decimals_of, period_text, printed
from talentstudy.wording import listing, named, number, semicolons, sentence

if TYPE_CHECKING:
    from collections.abc import Hashable

FILE = "describe"


def say(key: str, language: str, **parts: str) -> str:
    """A sentence of ``sentences/describe.toml``."""
    return sentence(FILE, key, language, **parts)


def paragraphs(texts: Iterable[str]) -> str:
    """The paragraphs of a description, one per line; empty ones left out."""
    return "\n".join(one for one in texts if one)


def series_of(items: Iterable[str], language: str) -> str:
    """Items one after the other, told apart although each may hold commas."""
    return semicolons(list(items), language)


def marked(text: str, flag: str, language: str) -> str:
    """A value and what its flag letters mean, in brackets."""
    return f"{text} ({', '.join(meanings(flag, language))})" if flag else text


def meanings(flag: str, language: str) -> list[str]:
    """What flag letters mean."""
    return [label("obs_flag", letter, language) for letter in flag]


def counted(count: int, key: str, language: str) -> str:
    """A number of things with their name in the singular or plural."""
    return say(f"{key}_one" if count == 1 else f"{key}_many", language, count=number(count, language, 0))


def runs(periods: Collection[str], drawn: Sequence[str], language: str) -> str:
    """Periods as a list, those that follow each other among the drawn ones as '2011–2014'."""
    found: list[list[str]] = []
    before = False
    for period in drawn:
        if period in periods:
            if before:
                found[-1].append(period)
            else:
                found.append([period])
        before = period in periods
    texts = []
    for run in found:
        ends = [period_text(run[0], language), period_text(run[-1], language)]
        texts += ["–".join(ends)] if len(run) > 2 else [period_text(one, language) for one in run]
    return listing(texts, language)


def scale_text(limits: tuple[float, float], language: str) -> str:
    """Whether the value axis begins at zero, which decides what lengths and slopes mean."""
    return say(
        "from_zero" if limits[0] == 0 else "zero_inside" if limits[0] < 0 < limits[1] else "not_from_zero", language
    )


def story(rows: pd.DataFrame, name: str, language: str, *, decimals: int | None = None, signed: bool = False) -> str:
    """One series from left to right: every run between breaks and gaps with its direction, its extremes, its flags."""
    known = rows[rows["obs_value"].notna()]
    if known.empty:
        return sentence("alt", "missing", language, items=name)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(known["obs_value"], unit) if decimals is None else decimals

    def text(value: float) -> str:
        return printed(float(value), unit, language, places, signed=signed)

    told = [
        say(
            "series",
            language,
            name=name[:1].upper() + name[1:],
            runs=series_of(_runs_told(rows, text, language), language),
        )
    ]
    if len(known) > 2:
        told.append(_extremes(known, text, language))
    told.append(_marks(known, language))
    return " ".join(one for one in told if one)


def _runs_told(rows: pd.DataFrame, text: Any, language: str) -> list[str]:
    rows = rows.reset_index(drop=True)
    values, periods = rows["obs_value"].astype(float), [str(one) for one in rows["time_period"]]
    cuts = {period for _, period in breaks(rows)}
    told, last = [], -1
    for run in segments(list(values), list(rows["obs_flag"])):
        missing = [periods[at] for at in range(last + 1, run[0])]
        if missing:
            told.append(say("gap", language, periods=runs(missing, periods, language)))
        if periods[run[0]] in cuts:
            told.append(say("break", language, period=period_text(periods[run[0]], language)))
        told.append(
            _run([periods[at] for at in run], [text(values[at]) for at in (run[0], run[-1])], values[run], language)
        )
        last = run[-1]
    if missing := periods[last + 1 :]:
        told.append(say("gap", language, periods=runs(missing, periods, language)))
    return told


def _run(periods: Sequence[str], ends: Sequence[str], values: Any, language: str) -> str:
    """One run: a value, or from where to where; only what the printed numbers show counts as a change."""
    first = period_text(periods[0], language)
    if len(periods) == 1:
        return say("one_value", language, value=ends[0], period=first)
    way = "level" if ends[0] == ends[1] else "rise" if values.iloc[-1] > values.iloc[0] else "fall"
    parts = {"periods": f"{first}–{period_text(periods[-1], language)}", "start": ends[0], "end": ends[1]}
    return say(way, language, **parts)


def _extremes(known: pd.DataFrame, text: Any, language: str) -> str:
    printed_values = [text(one) for one in known["obs_value"]]
    if len(set(printed_values)) == 1:
        return ""
    drawn = [str(one) for one in known["time_period"]]
    parts: dict[str, str] = {}
    for key, at in (("high", known["obs_value"].argmax()), ("low", known["obs_value"].argmin())):
        equal = [period for period, one in zip(drawn, printed_values, strict=True) if one == printed_values[at]]
        parts |= {key: printed_values[at], f"{key}_periods": runs(equal, drawn, language)}
    return say("extremes", language, **parts)


def _marks(known: pd.DataFrame, language: str) -> str:
    """Which points carry a flag other than a break, which is told where the line is cut."""
    drawn = [str(one) for one in known["time_period"]]
    flags = [str(one) for one in known["obs_flag"]]
    told = []
    for letter in sorted(set("".join(flags)) - {"b"}):
        which = [period for period, flag in zip(drawn, flags, strict=True) if letter in flag]
        told.append(f"{label('obs_flag', letter, language)} {runs(which, drawn, language)}")
    return say("marked", language, items=series_of(told, language)) if told else ""


def ranked(
    rows: pd.DataFrame, by: str, called: Mapping[str, str], language: str, *, decimals: int | None, signed: bool = False
) -> str:
    """Every bar from top to bottom with its value, and what its flags mean."""
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    told = []
    for row in rows.to_dict("records"):
        value = float(row["obs_value"])
        text = (
            sentence("page", "not_available", language)
            if value != value
            else printed(value, unit, language, places, signed=signed)
        )
        told.append(f"{called[row[by]]} {marked(text, flag_of(row), language)}")
    return say("from_top", language, items=series_of(told, language))


def flag_of(row: Mapping[Hashable, Any]) -> str:
    """The flag letters of a row, none where they are missing."""
    flag = row.get("obs_flag")
    return flag if isinstance(flag, str) else ""


def place_of(
    rows: pd.DataFrame,
    by: str,
    called: Mapping[str, str],
    focus: str | None,
    aggregates: Collection[str],
    language: str,
) -> str:
    """Which place the focus takes among the items that are no aggregate; nothing where it has no value."""
    known = rows[rows["obs_value"].notna() & ~rows[by].isin(list(aggregates))]
    own = known.loc[known[by] == focus, "obs_value"]
    if len(own) != 1 or len(known) < 3:
        return ""
    place = int((known["obs_value"] > own.iloc[0]).sum()) + 1
    parts = {"place": number(place, language, 0), "count": number(len(known), language, 0)}
    return say("place", language, name=called[str(focus)], **parts)


def lines_shown(
    rows: pd.DataFrame,
    names: Sequence[str],
    limits: tuple[float, float],
    language: str,
    *,
    by: str = "",
    until: str = "",
) -> str:
    """How a chart of lines is laid out: how many, from when to when, what the value axis begins with, whether one is cut."""
    cut = any(breaks(own) for _, own in rows.groupby(by)) if by else bool(breaks(rows))
    reach = [*rows["time_period"], *([until] if until else [])]
    shown = span(pd.DataFrame({"time_period": reach}), language)
    layout = say("lines", language, lines=counted(len(names), "line", language), span=shown)
    told = [layout, scale_text(limits, language), say("cut", language) if cut else ""]
    return " ".join(one for one in told if one)


def last_values(rows: pd.DataFrame, by: str, called: Mapping[str, str], language: str, *, decimals: int) -> str:
    """Where the named lines end, from high to low; the period only where they do not all end together."""
    ends = rows[rows["obs_value"].notna()].groupby(by, sort=False).tail(1)
    if len(ends) < 2:
        return ""
    together = ends["time_period"].nunique() == 1
    unit, told = str(ends["unit"].iloc[0]), []
    for row in ends.sort_values("obs_value", ascending=False, kind="stable").to_dict("records"):
        name, value = called[row[by]], printed(float(row["obs_value"]), unit, language, decimals)
        # 'to 2017 14.6%' would be heard as one number.
        text = named(name, value, language) if name[-1:].isdigit() else f"{name} {value}"
        told.append(text if together else f"{text} ({period_text(str(row['time_period']), language)})")
    return say("last_order", language, items=series_of(told, language))


def background(rows: pd.DataFrame, by: str, language: str, *, decimals: int) -> str:
    """The lines drawn without a name: how many, and between which values they lie."""
    known = rows[rows["obs_value"].notna()]
    if known.empty:
        return ""
    unit = str(known["unit"].iloc[0])
    low, high = (
        printed(float(one), unit, language, decimals) for one in (known["obs_value"].min(), known["obs_value"].max())
    )
    return say("background", language, others=counted(known[by].nunique(), "other", language), low=low, high=high)


def aggregates_shown(
    rows: pd.DataFrame, by: str, called: Mapping[str, str], aggregates: Collection[str], language: str
) -> str:
    """Which hatched bars are no country among the others."""
    found = [called[code] for code in rows[by] if code in aggregates]
    return say("aggregate", language, items=series_of(found, language)) if found else ""


def fitted_runs(
    fit: pd.DataFrame, segment: str, unit: str, language: str, *, decimals: int, signed: bool = False
) -> str:
    """The lines of a fit, one per segment: from which value to which."""
    told = []
    for _, piece in fit.groupby(segment):
        ends = [printed(float(one), unit, language, decimals, signed=signed) for one in piece["fitted"].iloc[[0, -1]]]
        periods = [f"{float(one):.0f}" for one in piece["year"].iloc[[0, -1]]]
        told.append(_run(periods if len(piece) > 1 else periods[:1], ends, piece["fitted"], language))
    return series_of(told, language)
