from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.slopes_by_period import alt, slopes_by_period


@pytest.fixture
def regions() -> pd.DataFrame:
    """Acerta 2025: employees with a disability, % of private-sector employees."""
    cells = [
        ("BE", "2023", 0.247),
        ("BE", "2024", 0.232),
        ("BE3", "2023", 0.38),
        ("BE3", "2024", 0.31),
        ("BE2", "2024", 0.19),
    ]
    return pd.DataFrame(cells, columns=["geo", "time_period", "obs_value"]).assign(unit="PC", obs_flag="")


def slopes(ax: Any) -> list[list[tuple[float, float]]]:
    return [
        [tuple(point) for point in line.get_xydata()]
        for line in ax.get_lines()
        if str(line.get_label()).startswith("_line")
    ]


def test_slopes_join_the_values_given(axes: Callable[..., Any], regions: pd.DataFrame) -> None:
    ax: Any = slopes_by_period(axes(), regions, by="geo", focus="BE", language="nl")
    assert sorted(slopes(ax)) == [[(2023, 0.247), (2024, 0.232)], [(2023, 0.38), (2024, 0.31)]]


def test_both_ends_are_labelled_without_overlap(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], regions: pd.DataFrame
) -> None:
    close = pd.concat([regions, regions[regions["geo"] == "BE"].assign(geo="BE1", obs_value=[0.248, 0.233])])
    ax: Any = slopes_by_period(axes(), close, by="geo", focus="BE", language="de")
    assert not overlaps(ax)
    assert sum("0,2" in text.get_text() for text in ax.texts) == 4


def test_a_slope_is_cut_at_a_break(axes: Callable[..., Any], regions: pd.DataFrame) -> None:
    rows = regions.assign(obs_flag=["", "b", "", "", ""])
    ax: Any = slopes_by_period(axes(), rows, by="geo", focus="BE", language="nl")
    assert [(2023, 0.247), (2024, 0.232)] not in slopes(ax)
    assert any(text.get_text().endswith("0,23% b") for text in ax.texts)


def test_the_middle_of_three_periods_keeps_its_value(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("time_period", {"2019": 32.0, "2021": 39.0, "2023": 35.0}).assign(geo="BE")
    ax: Any = slopes_by_period(axes(), rows, by="geo", focus="BE", language="nl")
    assert "39%" in {text.get_text() for text in ax.texts}
    assert list(ax.get_xticks()) == [2019, 2021, 2023]


def test_four_periods_are_refused(axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("time_period", {str(year): 1.0 for year in range(2019, 2023)}).assign(geo="BE")
    with pytest.raises(SchemaViolation, match=r"found 4 .* draw lines_by_period"):
        slopes_by_period(axes(), rows, by="geo", language="nl")


def test_the_alt_text_tells_both_ends(regions: pd.DataFrame) -> None:
    told = alt(regions, subject="Disability", by="geo", language="en", labels={"BE": "A", "BE2": "B", "BE3": "C"})
    assert "A: 0.25% in 2023, 0.23% in 2024." in told
    assert "B: 0.19% in 2024." in told
