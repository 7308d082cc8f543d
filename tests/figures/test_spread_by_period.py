from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.spread_by_period import alt, height, spread_by_period

WORDS: dict[str, Any] = {
    "flagged_label": "Countries with a break",
    "change_label": "−20% since 2018 (95% interval: −36% to 0%)",
    "name": "Spread",
    "language": "en",
}


@pytest.fixture
def rows() -> pd.DataFrame:
    values = {"2018": 5.0, "2019": 4.9, "2020": 4.5, "2021": 3.9, "2022": 4.0}
    flags = ["", "", "", "b", ""]
    return pd.DataFrame(
        {"time_period": list(values), "unit": "PC_PNT", "obs_value": list(values.values()), "obs_flag": flags}
    )


@pytest.fixture
def flagged() -> pd.DataFrame:
    return pd.DataFrame({"time_period": ["2018", "2019", "2021"], "share": [0.0, 0.11, 1.0]})


def test_the_line_is_cut_where_most_countries_were_counted_anew(
    axes: Callable[..., Any], rows: pd.DataFrame, flagged: pd.DataFrame
) -> None:
    ax: Any = spread_by_period(axes(), rows, flagged=flagged, **WORDS)
    drawn = [list(line.get_ydata()) for line in ax.get_lines() if str(line.get_label()).startswith("_line")]
    assert drawn == [[5.0, 4.9, 4.5], [3.9, 4.0]]
    assert any(line.get_label() == "_break" for line in ax.get_lines())


def test_a_bar_says_how_many_countries_have_a_break(
    axes: Callable[..., Any], rows: pd.DataFrame, flagged: pd.DataFrame
) -> None:
    ax: Any = spread_by_period(axes(), rows, flagged=flagged, **WORDS)
    few, all_of_them = ax.patches
    assert few.get_height() == pytest.approx(0.11 * all_of_them.get_height())
    assert few.get_x() + few.get_width() / 2 == 2019
    assert few.get_hatch()
    assert {"11%", "100%", "Countries with a break"} <= {one.get_text() for one in ax.texts}


def test_nothing_overlaps_and_bars_stay_below_the_values(
    axes: Callable[..., Any],
    overlaps: Callable[[Any], list[tuple[str, str]]],
    rows: pd.DataFrame,
    flagged: pd.DataFrame,
) -> None:
    ax: Any = spread_by_period(axes(13, height(rows)), rows, flagged=flagged, **WORDS)
    assert not overlaps(ax)
    lowest = ax.transAxes.inverted().transform(ax.transData.transform((2021, 3.9)))[1]
    assert max(one.get_height() for one in ax.patches) < lowest


def test_without_breaks_there_is_no_strip(axes: Callable[..., Any], rows: pd.DataFrame, flagged: pd.DataFrame) -> None:
    ax: Any = spread_by_period(axes(), rows.assign(obs_flag=""), flagged=flagged.assign(share=0.0), **WORDS)
    assert not ax.patches


def test_the_alt_text_tells_change_and_breaks(rows: pd.DataFrame, flagged: pd.DataFrame) -> None:
    told = alt(rows, subject="Share", flagged=flagged, **WORDS)
    assert "Spread: 5.0 in 2018, 4.0 in 2022." in told
    assert "−20% since 2018" in told
    assert "Countries with a break: 2019 11% and 2021 100%." in told


def test_two_units_are_refused(axes: Callable[..., Any], rows: pd.DataFrame, flagged: pd.DataFrame) -> None:
    mixed = rows.assign(unit=["PC_PNT", "RT", "PC_PNT", "RT", "RT"])
    with pytest.raises(SchemaViolation, match="one axis holds one unit"):
        spread_by_period(axes(), mixed, flagged=flagged, **WORDS)
