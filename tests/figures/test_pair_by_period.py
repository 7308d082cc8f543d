import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.pair_by_period import alt, height, pair_by_period

YEARS = range(2018, 2024)


@pytest.fixture
def rows() -> pd.DataFrame:
    values = {"BE": [10.0, 11.0, 12.0, 15.0, 16.0, 17.0], "EE": [20.0, 20.0, 21.0, 21.0, 22.0, 22.0]}
    flags = {("BE", 2021): "b", ("EE", 2023): "p"}
    return pd.DataFrame(
        [
            {"geo": geo, "time_period": str(year), "unit": "PC", "obs_value": one, "obs_flag": flags.get((geo, year), "")}
            for geo, series in values.items()
            for year, one in zip(YEARS, series, strict=True)
        ]
    )  # fmt: skip


@pytest.fixture
def options(rows: pd.DataFrame) -> dict[str, Any]:
    segment = [0, 0, 0, 1, 1, 1]
    gap = [-10.0, -9.0, -9.0, -6.0, -6.0, -5.0]
    between = pd.DataFrame(
        {
            "time_period": [str(year) for year in YEARS],
            "unit": "PC_PNT",
            "obs_value": gap,
            "obs_flag": ["", "", "", "b", "", ""],
            "fitted": gap,
            "segment": segment,
            "lower": [one - 1 for one in gap],
            "upper": [one + 1 for one in gap],
        }
    )
    fits = pd.DataFrame({"geo": rows["geo"], "year": [*YEARS] * 2, "fitted": rows["obs_value"], "segment": segment * 2})
    labels = {"BE": "Belgium", "EE": "Estonia"}
    return {"by": "geo", "fits": fits, "between": between, "between_label": "Difference", "labels": labels}


def lines_of(ax: Any, label: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()) == label]


def test_both_series_are_above_and_what_lies_between_is_below(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax: Any = pair_by_period(axes(), rows, language="en", **options)
    upper, lower = ax.child_axes
    assert [list(line.get_ydata()) for line in lines_of(upper, "_fit BE")] == [[10, 11, 12], [15, 16, 17]]
    assert [list(line.get_ydata()) for line in lines_of(upper, "_fit EE")] == [[20, 20, 21], [21, 22, 22]]
    assert [list(line.get_ydata()) for line in lines_of(lower, "_fit between")] == [[-10, -9, -9], [-6, -6, -5]]
    assert upper.get_position().y0 > lower.get_position().y1


def test_the_two_differ_by_marker_and_dash_not_by_colour_alone(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax: Any = pair_by_period(axes(), rows, language="en", **options)
    upper, _ = ax.child_axes
    first, second = (lines_of(upper, f"_fit {code}")[0] for code in ("BE", "EE"))
    assert first.get_linestyle() != second.get_linestyle()
    assert len({line.get_marker() for line in lines_of(upper, "_solid")}) == 2


def test_the_band_holds_the_bounds_of_the_difference(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax: Any = pair_by_period(axes(), rows, language="en", **options)
    bands = [one for one in ax.child_axes[1].collections if one.get_label() == "_band"]
    assert [one.get_paths()[0].vertices[:, 1].min() for one in bands] == [-11, -7]
    refused = {**options, "between": options["between"].assign(lower=math.nan, upper=math.nan)}
    bare: Any = pair_by_period(axes(), rows, language="en", **refused)
    assert not bare.child_axes[1].collections


def test_ends_are_labelled_and_nothing_overlaps(
    axes: Callable[..., Any],
    overlaps: Callable[[Any], list[tuple[str, str]]],
    rows: pd.DataFrame,
    options: dict[str, Any],
) -> None:
    ax: Any = pair_by_period(axes(14, height(rows)), rows, language="en", **options)
    texts = {one.get_text() for panel in ax.child_axes for one in panel.texts}
    assert {"Belgium: 17%", "Estonia: 22%", "−5", "Difference"} <= texts
    assert not overlaps(ax)


def test_zero_is_marked_where_the_difference_crosses_it(
    axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]
) -> None:
    ax: Any = pair_by_period(axes(), rows, language="en", **options)
    assert not lines_of(ax.child_axes[1], "_zero")
    crossing = options["between"].assign(obs_value=[-2.0, -1.0, 0.0, 1.0, 2.0, 3.0], lower=math.nan, upper=math.nan)
    crossed: Any = pair_by_period(axes(), rows, language="en", **{**options, "between": crossing})
    assert lines_of(crossed.child_axes[1], "_zero")


def test_the_alt_text_tells_both_paths_and_the_difference(rows: pd.DataFrame, options: dict[str, Any]) -> None:
    told = alt(rows, subject="Share", language="en", **options)
    assert "Belgium: 10% in 2018, 17% in 2023." in told
    assert "Difference: −10 in 2018, −5 in 2023." in told
    assert "A band shows" in told


def test_a_third_code_is_refused(axes: Callable[..., Any], rows: pd.DataFrame, options: dict[str, Any]) -> None:
    third = pd.concat([rows, rows[rows["geo"] == "BE"].assign(geo="NL")], ignore_index=True)
    with pytest.raises(SchemaViolation, match="draws two codes of geo, found BE, EE, NL"):
        pair_by_period(axes(), third, language="en", **options)
