"""Where a country stands among the member states: its place, the highest and the lowest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from talentstudy.indicators.standing import best_of, standing
from talentstudy.telling.cells import cell_of, cell_of_rows
from talentstudy.telling.countries import is_plural, place
from talentstudy.telling.formats import ordinal
from talentstudy.telling.writer import Writer
from talentstudy.wording import listing

# Among fewer a place says little: a figure keyed for a handful of countries ranks nobody.
_FEWEST = 14


def rank_sentences(writer: Writer, indicator: str, period: str) -> list[str]:
    """The country's place among the 27 in one period, and the ends of the ranking; nothing where few have a value."""
    rows = writer.pipeline.indicator(indicator)
    line = standing(rows[rows["time_period"] == period], best=best_of(indicator))
    if len(line) < _FEWEST:
        return []
    own = line[line["geo"] == writer.focus.geo]
    leads = not own.empty and float(own["obs_value"].iloc[0]) == line["obs_value"].max()
    if leads and int((line["rank"] == 1).sum()) == 1 and int(own["rank"].iloc[0]) == 1:
        return [_lead(writer, indicator, line)]
    told = [] if own.empty else [_place(writer, indicator, own.iloc[0], line)]
    return [
        *told,
        writer.say("ends", **_end(writer, indicator, line, "highest"), **_end(writer, indicator, line, "lowest")),
    ]


def _lead(writer: Writer, indicator: str, line: pd.DataFrame) -> str:
    ranked = writer.count(len(line), cell_of_rows(line, indicator, "members"))
    key = "lead_many" if is_plural(writer.focus.geo, writer.language) else "lead_one"
    return writer.say(key, country=writer.country, ranked=ranked, **_end(writer, indicator, line, "lowest"))


def _place(writer: Writer, indicator: str, own: pd.Series[Any], line: pd.DataFrame) -> str:
    ranked = cell_of_rows(line, indicator, "members")
    rank = int(own["rank"])
    text = ordinal(rank, writer.language)
    parts = {
        "country": writer.country,
        "rank": writer.mark(text, "rank", float(rank), "RANK", cell_of(own, indicator), ranked),
        "ranked": writer.count(len(line), ranked),
    }
    key = "rank_shared" if int((line["rank"] == rank).sum()) > 1 else "rank"
    number = "many" if is_plural(writer.focus.geo, writer.language) else "one"
    return writer.say(f"{key}_{number}", **parts)


def _end(writer: Writer, indicator: str, line: pd.DataFrame, end: str) -> dict[str, str]:
    """Where the value is highest or lowest; countries that tie are all named."""
    value = line["obs_value"].max() if end == "highest" else line["obs_value"].min()
    tied = line[line["obs_value"] == value].sort_values("geo")
    named = listing([place(code, writer.language) for code in tied["geo"]], writer.language)
    return {end: named, f"{end}_value": writer.value(cell_of(tied.iloc[0], indicator))}
