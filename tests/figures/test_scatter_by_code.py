from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.scatter_by_code import alt, height, scatter_by_code

OPTIONS: dict[str, Any] = {"by": "geo", "line": (1.0, -0.05), "x_label": "Level in 2015 (%)", "x_unit": "PC"}


@pytest.fixture
def rows() -> pd.DataFrame:
    cells = [("BE", 15.1, 0.18), ("NL", 13.0, 0.6), ("BG", 31.1, -0.3), ("CZ", 9.8, 0.3)]
    return pd.DataFrame(cells, columns=["geo", "x", "obs_value"]).assign(unit="PC_PNT", obs_flag="")


def points_of(ax: Any) -> dict[str, tuple[float, float]]:
    return {
        str(line.get_label()).removeprefix("_point "): (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for line in ax.get_lines()
        if str(line.get_label()).startswith("_point")
    }


def test_points_and_line_stand_where_they_belong(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax: Any = scatter_by_code(axes(), rows, language="en", **OPTIONS)
    assert points_of(ax)["BG"] == (31.1, -0.3)
    (line,) = [one for one in ax.get_lines() if one.get_label() == "_fit"]
    assert list(line.get_xdata()) == [9.8, 31.1]
    assert list(line.get_ydata()) == pytest.approx([1 - 0.05 * 9.8, 1 - 0.05 * 31.1])


def test_the_focus_differs_by_marker_and_weight(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax: Any = scatter_by_code(axes(), rows, language="en", focus="BE", **OPTIONS)
    markers = {str(line.get_label()): line.get_marker() for line in ax.get_lines()}
    assert markers["_point BE"] != markers["_point NL"]
    weights = {one.get_text(): one.get_fontweight() for one in ax.texts}
    assert (weights["BE"], weights["NL"]) == ("bold", "normal")


def test_a_name_that_finds_no_room_is_left_out_and_none_overlaps(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]]
) -> None:
    random = np.random.default_rng(3)
    codes = [f"C{at}" for at in range(40)]
    crowd = pd.DataFrame({"geo": codes, "x": 15 + random.normal(size=40), "obs_value": random.normal(size=40)})
    rows = crowd.assign(unit="PC_PNT", obs_flag="")
    ax: Any = scatter_by_code(axes(8, 4), rows, language="en", focus="C7", **OPTIONS)
    names = {one.get_text() for one in ax.texts}
    assert "C7" in names
    assert 10 < len(names) <= 40
    assert not overlaps(ax)


def test_the_horizontal_axis_is_named_and_in_its_own_unit(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    ax: Any = scatter_by_code(axes(), rows, language="fr", **OPTIONS)
    assert ax.get_xlabel() == "Level in 2015 (%)"
    ax.get_figure(root=True).draw_without_rendering()
    assert any(text.get_text().endswith("\N{NO-BREAK SPACE}%") for text in ax.get_xticklabels())


def test_the_alt_text_tells_the_ends_the_focus_and_which_way_the_line_runs(rows: pd.DataFrame) -> None:
    told = alt(rows, subject="Share", language="en", focus="BE", **OPTIONS)
    assert "The line falls" in told
    assert "Belgium: start 15.1%, a year +0.18." in told
    assert "Bulgaria" in told
    assert "Netherlands: start" not in told
    rising = {**OPTIONS, "line": (0.0, 0.1)}
    assert "The line rises" in alt(rows, subject="Share", language="en", **rising)
    assert height(rows) > 6


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], rows: pd.DataFrame) -> None:
    with pytest.raises(EmptySelection):
        scatter_by_code(axes(), rows.assign(obs_value=np.nan), language="en", **OPTIONS)
