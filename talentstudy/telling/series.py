"""What a series says: where it stands, against whom, whether it rose, and what its breaks do to that."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from talentstudy.cleaning.flags import has_flag
from talentstudy.codes import label
from talentstudy.errors import EmptySelection
from talentstudy.indicators.standing import EU
from talentstudy.telling.cells import cell_of, cell_of_rows
from talentstudy.telling.formats import softness, when
from talentstudy.telling.ranks import rank_sentences
from talentstudy.telling.trend import TrendFound, found_trend, last_segment
from talentstudy.telling.writer import Writer
from talentstudy.trending.series import is_count
from talentstudy.wording import listing


def subject_of(indicator: str, subject: Mapping[str, str], language: str, writer: Writer) -> str:
    """What a series is of, as a noun with its article; the indicator's title in quotation marks where none is given."""
    if language in subject:
        return subject[language]
    return writer.phrase("indicator", title=label("indicator", indicator, language))


def level_sentence(writer: Writer, rows: pd.DataFrame, indicator: str, subject: str, geo: str) -> str:
    """The last value of a country, beside that of the EU in the same period where both have one and compare."""
    own = rows[(rows["geo"] == geo) & rows["obs_value"].notna()].sort_values("time_period")
    if own.empty:
        raise EmptySelection(f"{indicator} holds no value for {geo}.")
    mine = cell_of(own.iloc[-1], indicator)
    parts = {
        "when": when(mine.period, writer.language),
        "subject": subject,
        "place": writer.place,
        "value": writer.value(mine) + softness(mine.flag, writer.language),
    }
    beside = rows[(rows["geo"] == EU) & (rows["time_period"] == mine.period) & rows["obs_value"].notna()]
    if geo == EU or beside.empty or is_count(mine.unit):
        return writer.say("level", **parts)
    union = cell_of(beside.iloc[0], indicator)
    assert mine.value is not None
    assert union.value is not None
    places = writer.decimals(indicator, mine.unit)
    gap = round(mine.value, places) - round(union.value, places)
    if round(gap, places) == 0:
        return writer.say("level_same", **parts)
    key = "level_above" if gap > 0 else "level_below"
    distance = writer.gap(gap, mine.unit, places, mine, union)
    return writer.say(key, union=writer.value(union), distance=distance, **parts)


def series_sentences(writer: Writer, rows: pd.DataFrame, indicator: str, subject: str) -> list[str]:
    """Level, standing among the member states, trend, what happened since the last break, and the breaks' share."""
    geo = writer.focus.geo
    told = [level_sentence(writer, rows, indicator, subject, geo)]
    period = str(rows.loc[(rows["geo"] == geo) & rows["obs_value"].notna(), "time_period"].max())
    told += rank_sentences(writer, indicator, period)
    return [*told, *trend_sentences(writer, indicator, geo)]


def trend_sentences(writer: Writer, indicator: str, geo: str) -> list[str]:
    """What the model allows to say of the development; see `telling.trend`."""
    pipeline = writer.pipeline
    own = pipeline.indicator(indicator)
    own = own[(own["geo"] == geo) & own["time_period"].str.fullmatch(r"\d{4}") & own["obs_value"].notna()]
    own = own.sort_values("time_period", ignore_index=True)
    if len(own) < 2:
        return []
    whole, segment = found_trend(pipeline, indicator, geo), last_segment(pipeline, indicator, geo)
    told = [_whole(writer, own, indicator, whole)]
    if segment:
        since = own[own["time_period"] >= str(segment.first)].reset_index(drop=True)
        told += [_since(writer, since, indicator, segment), _broken(writer, own, indicator, whole)]
    return told


def _whole(writer: Writer, own: pd.DataFrame, indicator: str, found: TrendFound) -> str:
    span = {"first": str(found.first), "last": str(found.last)}
    if found.direction == "open":
        if found.breaks:
            return writer.say(_many("trend_open", found.breaks), breaks=_years(writer, found.breaks), **span)
        return writer.say("trend_short", **_ends(writer, own, indicator), **span, points=_points(writer, found))
    outside = writer.phrase(_many("outside", found.breaks), breaks=_years(writer, found.breaks)) if found.breaks else ""
    parts = {"slope": found.slope_text(writer), "interval": found.interval_text(writer), "outside": outside}
    return writer.say(f"trend_{found.direction}", level=found.level_text(writer.language), **parts, **span)


def _since(writer: Writer, since: pd.DataFrame, indicator: str, found: TrendFound) -> str:
    """The segment after the last break: a trend where it is long enough, else its two ends and no verb of change."""
    if len(since) == 1:
        return writer.say("since_one", last=str(found.last))
    if found.direction != "open":
        parts = {"slope": found.slope_text(writer), "interval": found.interval_text(writer)}
        level = found.level_text(writer.language)
        return writer.say(f"since_{found.direction}", first=str(found.first), level=level, **parts)
    places = writer.decimals(indicator, found.unit)
    first, last = (round(float(since["obs_value"].iloc[at]), places) for at in (0, -1))
    ends = _ends(writer, since, indicator)
    if first == last:
        return writer.say("since_same", first=str(found.first), last=str(found.last), last_value=ends["last_value"])
    key = "since_more" if last > first else "since_less"
    return writer.say(key, first=str(found.first), last=str(found.last), points=_points(writer, found), **ends)


def _broken(writer: Writer, own: pd.DataFrame, indicator: str, found: TrendFound) -> str:
    """The difference between the ends of the series, split: at the breaks, and in the years between."""
    steps = own["obs_value"].diff()
    at_breaks = float(steps[has_flag(own["obs_flag"], "b") & steps.notna()].sum())
    change = float(steps.sum())
    places = writer.decimals(indicator, found.unit)
    amounts = {"change": change, "across": at_breaks, "within": change - at_breaks}
    cell = cell_of_rows(own, indicator, str(own["geo"].iloc[0]))
    parts = {part: writer.gap(value, found.unit, places, cell, signed=True) for part, value in amounts.items()}
    span = {"first": str(found.first), "last": str(found.last)}
    return writer.say(_many("broken", found.breaks), **parts, **span, **_ends(writer, own, indicator))


def _ends(writer: Writer, own: pd.DataFrame, indicator: str) -> dict[str, str]:
    cells = [cell_of(own.iloc[at], indicator) for at in (0, -1)]
    return {name: writer.value(cell) for name, cell in zip(("first_value", "last_value"), cells, strict=True)}


def _points(writer: Writer, found: TrendFound) -> str:
    return writer.count(found.points, found.cell)


def _years(writer: Writer, breaks: tuple[int, ...]) -> str:
    return listing([str(year) for year in breaks], writer.language)


def _many(key: str, breaks: tuple[int, ...]) -> str:
    return f"{key}_one" if len(breaks) == 1 else f"{key}_many"
