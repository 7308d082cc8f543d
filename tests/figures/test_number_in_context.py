from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.figures.number_in_context import alt, number_in_context
from talentstudy.figures.style import BIG


@pytest.fixture
def barometer(make_rows: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """King Baudouin Foundation, barometer: weak digital skills, % of people aged 16 to 74."""
    return make_rows("time_period", {"2019": 32.0, "2021": 39.0, "2023": 35.0})


def sizes(ax: Any) -> dict[str, float]:
    return {text.get_text(): text.get_fontsize() for text in ax.texts}


def test_the_number_is_the_value_of_the_focus(axes: Callable[..., Any], barometer: pd.DataFrame) -> None:
    caption = {"nl": "heeft zwakke vaardigheden", "fr": "ont de faibles compétences"}
    ax: Any = number_in_context(
        axes(), barometer, by="time_period", focus="2023", order="given", caption=caption, language="fr"
    )
    assert sizes(ax)["35\xa0%"] == BIG
    assert "ont de faibles compétences" in sizes(ax)
    (panel,) = ax.child_axes
    assert [bar.get_width() for one in panel.containers for bar in one] == [32, 39, 35]


def test_beside_lines_it_is_the_last_value(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = number_in_context(axes(), shares, by="geo", focus="BE", beside="lines", language="nl")
    assert sizes(ax)["5,7%"] == BIG
    assert "2024" in sizes(ax)


@pytest.mark.parametrize("language", ["nl", "de"])
def test_number_and_chart_stay_inside_the_area_and_apart(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], shares: pd.DataFrame, language: str
) -> None:
    ax: Any = number_in_context(
        axes(15.4, 5),
        shares,
        by="geo",
        focus="BE",
        beside="lines",
        target=10.0,
        target_period="2030",
        language=language,
    )
    assert not overlaps(ax)
    area, inside = ax.get_window_extent(), ax.child_axes[0].get_tightbbox()
    assert inside.x1 <= area.x1 + 1
    assert inside.x0 >= max(text.get_window_extent().x1 for text in ax.texts if text.get_text())


def test_a_long_number_is_set_smaller(axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("time_period", {"2024": 69_000_000.0, "2025": 70_000_000.0}, unit="NR")
    ax: Any = number_in_context(axes(12, 4), rows, by="time_period", focus="2025", order="given", language="nl")
    assert sizes(ax)["70.000.000"] < BIG


def test_a_focus_without_value_is_refused(axes: Callable[..., Any], barometer: pd.DataFrame) -> None:
    with pytest.raises(SchemaViolation, match="no value for time_period 2022; those drawn are 2019, 2021, 2023"):
        number_in_context(axes(), barometer, by="time_period", focus="2022", language="nl")
    with pytest.raises(UnknownName, match="no drawing beside a number named 'line'; did you mean lines"):
        number_in_context(axes(), barometer, by="time_period", focus="2023", beside="line", language="nl")


def test_the_alt_text_tells_the_number_first(barometer: pd.DataFrame) -> None:
    told = alt(
        barometer, subject="Skills", by="time_period", focus="2023", caption="are weak", order="given", language="en"
    )
    assert told == (
        "Large number in its context: Skills. Shown: 35% are weak. Bar chart: are weak. Shown: 2019, 2021, and 2023. "
        "Values: 2019 32%, 2021 39%, and 2023 35%."
    )
