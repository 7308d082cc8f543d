import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.statistic_by_period import alt, height, statistic_by_period

WORDS = {"boundary_label": "bound at 5%: 10.0", "language": "en"}


@pytest.fixture
def rows() -> pd.DataFrame:
    values = {"2008": 1.0, "2009": 4.0, "2010": 12.5, "2011": 3.0}
    return pd.DataFrame({"time_period": list(values), "unit": "RT", "obs_value": list(values.values()), "obs_flag": ""})


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()).startswith(label)]


def test_the_path_and_its_bound_are_drawn(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax = statistic_by_period(axes(), rows, boundary=10.0, **WORDS)
    (path,) = lines_of(ax, "_line")
    assert list(path.get_ydata()) == [1.0, 4.0, 12.5, 3.0]
    (bound,) = lines_of(ax, "_boundary")
    assert set(bound.get_ydata()) == {10.0}
    assert bound.get_linestyle() != "-"
    assert "2010: 12.5" in {one.get_text() for one in ax.texts}


@pytest.mark.parametrize(("at", "side"), [(0, "left"), (1, "center"), (3, "right")])
def test_the_name_of_the_peak_stays_inside(axes: Callable[..., Any], rows: pd.DataFrame, at: int, side: str) -> None:
    moved = rows.assign(obs_value=[20.0 if one == at else 1.0 for one in range(4)])
    ax: Any = statistic_by_period(axes(), moved, boundary=10.0, **WORDS)
    (peak,) = [one for one in ax.texts if "20" in one.get_text()]
    assert peak.get_ha() == side


def test_the_bound_is_on_the_axes_even_where_nothing_comes_near(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax = statistic_by_period(axes(), rows, boundary=40.0, **WORDS)
    assert ax.get_ylim()[1] > 40


def test_the_alt_text_says_whether_the_bound_is_passed(rows: pd.DataFrame) -> None:
    passed = alt(rows, subject="Test", boundary=10.0, **WORDS)
    assert "12.5 in 2010, lies above the bound of 10" in passed
    assert "stays below the bound of 40" in alt(rows, subject="Test", boundary=40.0, **WORDS)
    assert height(rows) > 4


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    with pytest.raises(EmptySelection):
        statistic_by_period(axes(), rows.assign(obs_value=math.nan), boundary=1.0, **WORDS)
