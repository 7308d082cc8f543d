import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.dots_with_interval import alt, dots_with_interval

NAN = math.nan
LABELS = {"cloud": "Cloud", "security": "Cyberbeveiliging", "born": "Digitaal vanaf de oprichting", "ai": "AI"}


@pytest.fixture
def priorities() -> pd.DataFrame:
    """An exact value, one with an interval, one bounded below ('more than 60 %'), one known as a range."""
    cells = [
        ("cloud", 72.0, NAN, NAN),
        ("security", 69.0, 60.0, 75.0),
        ("born", NAN, 60.0, NAN),
        ("ai", NAN, 40.0, 55.0),
    ]
    return pd.DataFrame(cells, columns=["measure", "obs_value", "obs_lower", "obs_upper"]).assign(
        unit="PC", obs_flag=""
    )


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if line.get_label() == label]


def test_dots_stand_at_values_and_lines_span_intervals(axes: Callable[..., Any], priorities: pd.DataFrame) -> None:
    ax: Any = dots_with_interval(axes(), priorities, by="measure", labels=LABELS, language="nl")
    assert [list(line.get_xdata()) for line in lines_of(ax, "_value")] == [[72.0], [69.0]]
    assert [list(line.get_xdata()) for line in lines_of(ax, "_interval")] == [[60.0, 75.0], [40.0, 55.0]]


def test_an_open_interval_is_an_open_dot_with_an_arrow(axes: Callable[..., Any], priorities: pd.DataFrame) -> None:
    ax: Any = dots_with_interval(axes(), priorities, by="measure", labels=LABELS, language="nl")
    (bound,) = lines_of(ax, "_bound")
    assert list(bound.get_xdata()) == [60.0]
    assert bound.get_markerfacecolor() != bound.get_markeredgecolor()
    (arrow,) = [text for text in ax.texts if text.arrow_patch is not None]
    assert arrow.xyann[0] == 60
    assert arrow.xy[0] > 60


def test_the_text_says_what_is_known(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], priorities: pd.DataFrame
) -> None:
    ax: Any = dots_with_interval(axes(10, 4), priorities, by="measure", labels=LABELS, language="en")
    texts = [text.get_text() for text in ax.texts if text.get_text()]
    assert texts == ["72%", "69% (60% to 75%)", "at least 60%", "40% to 55%"]
    assert not overlaps(ax)


def test_an_upper_bound_points_the_other_way(axes: Callable[..., Any], priorities: pd.DataFrame) -> None:
    rows = priorities.assign(obs_lower=NAN, obs_upper=[NAN, NAN, 60.0, NAN]).iloc[[0, 2]]
    ax: Any = dots_with_interval(axes(), rows, by="measure", labels=LABELS, language="en")
    assert "at most 60%" in {text.get_text() for text in ax.texts}
    (arrow,) = [text for text in ax.texts if text.arrow_patch is not None]
    assert arrow.xy[0] < 60


def test_rows_without_bounds_are_dots(axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]) -> None:
    ax: Any = dots_with_interval(axes(), make_rows("geo", {"BE": 5.7, "NL": 7.0}), by="geo", language="nl")
    assert len(lines_of(ax, "_value")) == 2
    assert not lines_of(ax, "_interval")


def test_a_value_outside_its_interval_is_refused(axes: Callable[..., Any], priorities: pd.DataFrame) -> None:
    with pytest.raises(SchemaViolation, match=r"security has the value 80.0 and the interval 60.0 to 75.0"):
        dots_with_interval(
            axes(), priorities.assign(obs_value=[72, 80.0, NAN, NAN]), by="measure", labels=LABELS, language="nl"
        )


def test_the_alt_text_tells_the_range(priorities: pd.DataFrame) -> None:
    told = alt(priorities, subject="Priorities", by="measure", labels=LABELS, language="nl", order="given")
    assert "Digitaal vanaf de oprichting minstens 60%" in told
    assert "Cyberbeveiliging 69% (60% tot 75%)" in told
