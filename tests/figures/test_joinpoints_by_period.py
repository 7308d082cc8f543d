import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.joinpoints_by_period import alt, height, joinpoints_by_period


@pytest.fixture
def rows() -> pd.DataFrame:
    values = {"2018": 10.0, "2019": 11.0, "2020": 12.0, "2021": 15.0, "2022": 14.0, "2023": 13.0}
    flags = {"2021": "b"}
    return pd.DataFrame(
        [
            {"geo": "BE", "time_period": year, "unit": "PC", "obs_value": value, "obs_flag": flags.get(year, "")}
            for year, value in values.items()
        ]
    )


@pytest.fixture
def options() -> dict[str, Any]:
    """A line that rises to 2020, jumps in 2021, and falls from there on; its turn in 2021 with an interval."""
    return {
        "fit": pd.DataFrame(
            {
                "year": [2018.0, 2019.0, 2020.0, 2021.0, 2022.0, 2023.0],
                "fitted": [10.0, 11.0, 12.0, 15.0, 14.0, 13.0],
                "segment": [0, 0, 0, 1, 1, 1],
            }
        ),
        "jumps": pd.DataFrame({"year": [2021], "before": [13.0], "after": [15.0], "text": ["+2.0"]}),
        "turns": pd.DataFrame({"at": [2021.0], "value": [15.0], "lower": [2019.0], "upper": [2022.0], "text": ["2021 (2019 to 2022)"]}),
        "pieces": pd.DataFrame(
            {"first": [2018.0, 2021.0], "last": [2021.0, 2023.0], "text": ["+1.0", "−1.0"], "interval": ["+0.8 to +1.2", ""]}
        ),
    }  # fmt: skip


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()) == label]


def test_the_lines_are_cut_at_breaks_and_turned_at_joinpoints(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax = joinpoints_by_period(axes(), rows, language="en", **options)
    assert [list(line.get_ydata()) for line in lines_of(ax, "_fit")] == [[10, 11, 12], [15, 14, 13]]
    (turn,) = lines_of(ax, "_turn")
    assert (list(turn.get_xdata()), list(turn.get_ydata())) == ([2021.0], [15.0])


def test_the_interval_of_a_turn_is_a_bar_under_the_values(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax = joinpoints_by_period(axes(), rows, language="en", **options)
    (bar,) = lines_of(ax, "_interval")
    assert list(bar.get_xdata()) == [2019.0, 2022.0]
    lowest_value = ax.transAxes.inverted().transform(ax.transData.transform((2018, 10)))[1]
    assert bar.get_ydata()[0] < lowest_value


def test_a_turn_without_interval_has_no_bar(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    refused = {**options, "turns": options["turns"].assign(lower=math.nan, upper=math.nan)}
    ax = joinpoints_by_period(axes(), rows, language="en", **refused)
    assert not lines_of(ax, "_interval")
    assert lines_of(ax, "_turn")


def test_every_piece_has_its_change_above_between_its_ends(
    axes: Callable[..., Any],
    overlaps: Callable[[Any], list[tuple[str, str]]],
    rows: pd.DataFrame,
    options: dict[str, Any],
) -> None:
    ax: Any = joinpoints_by_period(axes(13, height(rows, **options)), rows, language="en", **options)
    brackets = [list(line.get_xdata()) for line in lines_of(ax, "_piece")]
    assert [[round(one) for one in ends] for ends in brackets] == [[2018, 2021], [2021, 2023]]
    assert {"+1.0\n+0.8 to +1.2", "−1.0"} <= {one.get_text() for one in ax.texts}
    assert not overlaps(ax)


def test_no_tick_of_the_value_axis_stands_in_the_room_of_the_marks(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax = joinpoints_by_period(axes(), rows, language="en", **options)
    low, high = ax.get_ylim()
    assert low < 9
    assert high > 16.5
    assert min(ax.get_yticks()) > 9
    assert max(ax.get_yticks()) < 16.5


def test_the_alt_text_tells_pieces_turns_and_jumps(rows: pd.DataFrame, options: dict[str, Any]) -> None:
    told = alt(rows, subject="Share", name="Belgium", language="en", **options)
    assert "2018–2021 +1.0 (+0.8 to +1.2) and 2021–2023 −1.0." in told
    assert "The trend turns in 2021 (2019 to 2022)." in told
    assert "2021 +2.0" in told
    straight = {**options, "turns": options["turns"].iloc[:0]}
    assert "The trend does not turn." in alt(rows, subject="Share", name="Belgium", language="en", **straight)


def test_more_turns_need_more_room(rows: pd.DataFrame, options: dict[str, Any]) -> None:
    twice = {**options, "turns": pd.concat([options["turns"]] * 2)}
    assert height(rows, **twice) > height(rows, **options)


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]) -> None:
    with pytest.raises(EmptySelection):
        joinpoints_by_period(axes(), rows.assign(obs_value=math.nan), language="nl", **options)
