from collections.abc import Callable
from typing import Any

import pandas as pd

from talentstudy.figures.date_rows import draw_dates, rows_need


def dates(*years: float) -> pd.DataFrame:
    table = pd.DataFrame({"at": years})
    text = [f"{year:g}" for year in years]
    return table.assign(lower=table["at"] - 1, upper=table["at"] + 1, is_full=True, text=text)


def test_every_date_has_a_row_below_the_one_before(axes: Callable[..., Any]) -> None:
    ax: Any = axes()
    ax.set_xlim(2000, 2024)
    draw_dates(ax, dates(2005, 2010, 2015), reserve=0)
    levels = [float(line.get_ydata()[0]) for line in ax.get_lines() if line.get_label() == "_date"]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 3


def test_a_text_without_room_at_the_right_stands_at_the_left(axes: Callable[..., Any]) -> None:
    ax: Any = axes()
    ax.set_xlim(2000, 2024)
    draw_dates(ax, dates(2005, 2023), reserve=0)
    assert [text.get_ha() for text in ax.texts] == ["left", "right"]


def test_no_date_needs_no_room() -> None:
    assert rows_need(dates()) == 0
    assert rows_need(dates(2005, 2010)) > rows_need(dates(2005)) > 10
