from collections.abc import Callable
from typing import Any

import pandas as pd

from talentstudy.figures.multiples_by_code import alt, height, multiples_by_code
from talentstudy.figures.style import ACCENT


def lines_of(ax: Any, prefix: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()).startswith(prefix)]


def test_every_code_has_its_panel_on_the_same_scales(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = multiples_by_code(axes(), shares, by="geo", focus="BE", reference="EU27_2020", language="nl")
    assert len(ax.child_axes) == 2
    assert len({panel.get_xlim() for panel in ax.child_axes}) == 1
    assert len({panel.get_ylim() for panel in ax.child_axes}) == 1


def test_panels_hold_their_own_values_and_the_reference(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = multiples_by_code(axes(), shares, by="geo", focus="BE", reference="EU27_2020", language="nl")
    for panel, geo in zip(ax.child_axes, ("BE", "DE"), strict=True):
        marks = [
            tuple(point)
            for kind in ("_solid", "_hollow")
            for line in lines_of(panel, kind)
            for point in line.get_xydata()
        ]
        own = shares[shares["geo"] == geo]
        assert sorted(marks) == sorted(zip(own["time_period"].astype(float), own["obs_value"], strict=True))
        assert lines_of(panel, "_line EU-27")


def test_panels_are_cut_at_their_own_breaks(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = multiples_by_code(axes(), shares, by="geo", language="nl")
    cuts = [[line.get_xdata()[0] for line in lines_of(panel, "_break")] for panel in ax.child_axes]
    assert cuts == [[2010.5, 2016.5, 2020.5], [2010.5, 2020.5], [2020.5]]


def test_names_and_last_values_stand_over_the_panels_without_overlap(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], shares: pd.DataFrame
) -> None:
    tall = height(shares, by="geo", reference="EU27_2020", language="de")
    ax: Any = multiples_by_code(axes(15.4, tall), shares, by="geo", focus="BE", reference="EU27_2020", language="de")
    texts = {text.get_text() for panel in ax.child_axes for text in panel.texts}
    assert {"Belgien", "5,7\xa0%", "Deutschland", "5,3\xa0%", "EU-27"} <= texts
    assert not overlaps(ax)


def test_the_focus_has_the_accent(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = multiples_by_code(axes(), shares, by="geo", focus="DE", language="nl")
    colours = [{line.get_color() for line in lines_of(panel, "_line")} for panel in ax.child_axes]
    assert [ACCENT in one for one in colours] == [False, False, True]


def test_the_alt_text_tells_the_path_of_the_focus_only(shares: pd.DataFrame) -> None:
    told = alt(shares, subject="x", by="geo", focus="DE", language="en")
    assert "Germany: 4.7% in 2020, 5.3% in 2024." in told
    assert "Belgium: " not in told
