import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import EmptySelection, SchemaViolation
from talentstudy.figures.line_marks import AGGREGATES
from talentstudy.figures.lines_by_period import alt, height, lines_by_period
from talentstudy.figures.style import ACCENT


def lines_of(ax: Any, prefix: str) -> list[Any]:
    return [line for line in ax.get_lines() if str(line.get_label()).startswith(prefix)]


def test_every_value_is_drawn_once_where_it_belongs(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = lines_by_period(axes(), shares, by="geo", focus="BE", language="nl")
    marks = np.concatenate([line.get_xydata() for line in [*lines_of(ax, "_solid"), *lines_of(ax, "_hollow")]])
    given = np.column_stack([shares["time_period"].astype(float), shares["obs_value"]])
    assert sorted(map(tuple, marks)) == sorted(map(tuple, given))


def test_lines_are_cut_at_breaks(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = lines_by_period(axes(), shares, by="geo", focus="BE", language="nl")
    belgium = [list(line.get_xdata()) for line in lines_of(ax, "_line BE")]
    assert belgium == [[2009, 2010], [2011, 2012, 2016], [2017, 2018, 2020], [2021, 2022, 2023, 2024]]
    assert [list(line.get_xdata()) for line in lines_of(ax, "_line DE")] == [[2021, 2023, 2024]]


def test_only_the_breaks_of_the_focus_are_marked_with_their_year(
    axes: Callable[..., Any], shares: pd.DataFrame
) -> None:
    ax: Any = lines_by_period(axes(), shares, by="geo", focus="BE", language="nl")
    assert [line.get_xdata()[0] for line in lines_of(ax, "_break")] == [2010.5, 2016.5, 2020.5]
    assert {"2011", "2017", "2021"} <= {text.get_text() for text in ax.texts}


def test_a_missing_value_is_a_gap_and_no_zero(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    rows = shares[shares["geo"] == "DE"].assign(obs_flag="")
    rows.loc[rows["time_period"] == "2021", "obs_value"] = math.nan
    ax: Any = lines_by_period(axes(), rows, by="geo", language="nl")
    assert [list(line.get_xdata()) for line in lines_of(ax, "_line DE")] == [[2020.0], [2023.0, 2024.0]][1:]
    assert all(value > 0 for line in lines_of(ax, "_solid") for value in line.get_ydata())


def test_estimated_and_provisional_values_are_hollow(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = lines_by_period(axes(), shares[shares["geo"] == "BE"], by="geo", focus="BE", language="nl")
    (hollow,) = lines_of(ax, "_hollow")
    assert list(hollow.get_xdata()) == [2009, 2010, 2011]
    assert hollow.get_markerfacecolor() != hollow.get_markeredgecolor()


def test_other_flags_stand_beside_their_marker(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    rows = shares[shares["geo"] == "DE"].assign(obs_flag=["", "", "du", "p"])
    ax: Any = lines_by_period(axes(), rows, by="geo", language="nl")
    (letter,) = [text for text in ax.texts if text.get_text() == "du"]
    assert letter.xy == (2023, 4.9)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_labels_say_name_and_last_value_and_never_overlap(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], shares: pd.DataFrame, language: str
) -> None:
    crowd = pd.concat([shares, *(shares[shares["geo"] == "DE"].assign(geo=geo) for geo in ("NL", "LU", "AT"))])
    ax: Any = lines_by_period(axes(), crowd, by="geo", focus="BE", language=language, target=5.5, target_period="2030")
    assert not overlaps(ax)
    from talentstudy.figures.labels import names
    from talentstudy.wording import percent

    written = {text.get_text().replace("\n", " ") for text in ax.texts}
    assert {
        f"{name} {percent(5.3, language)}" for name in names("geo", ["DE", "NL", "LU", "AT"], None, language).values()
    } <= written


def test_adjacent_breaks_keep_their_years_apart(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], make_rows: Callable[..., pd.DataFrame]
) -> None:
    years = {str(year): 4.0 + year % 3 for year in range(2004, 2025)}
    rows = make_rows("time_period", years).assign(geo="DE")
    rows.loc[rows["time_period"].isin(["2010", "2011", "2012"]), "obs_flag"] = "b"
    assert not overlaps(lines_by_period(axes(width=9), rows, by="geo", focus="DE", language="de"))


def test_the_focus_is_dark_and_thickest(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = lines_by_period(axes(), shares, by="geo", focus="BE", language="nl")
    focus, others = lines_of(ax, "_line BE"), [*lines_of(ax, "_line EU"), *lines_of(ax, "_line DE")]
    assert {line.get_color() for line in focus} == {ACCENT}
    assert min(line.get_linewidth() for line in focus) > max(line.get_linewidth() for line in others)
    assert ACCENT not in {line.get_color() for line in others}


def test_many_series_become_a_background_and_lose_no_value(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], shares: pd.DataFrame
) -> None:
    others = [shares[shares["geo"] == "DE"].assign(geo=f"X{at}", obs_flag="") for at in range(20)]
    rows = pd.concat([shares, *others])
    labels = {code: code for code in rows["geo"]}
    ax: Any = lines_by_period(axes(), rows, by="geo", focus="BE", language="nl", labels=labels)
    assert len(lines_of(ax, "_other")) >= 20
    assert not overlaps(ax)
    named = {text.get_text().split()[0] for text in ax.texts if "%" in text.get_text()}
    assert named == {"BE", "EU27_2020"}
    assert "EU27_2020" in AGGREGATES


def test_the_target_is_a_line_with_its_text(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    ax: Any = lines_by_period(axes(), shares, by="geo", focus="BE", language="en", target=10.0, target_period="2030")
    (target,) = lines_of(ax, "_target")
    assert set(target.get_ydata()) == {10.0}
    assert ax.get_ylim()[1] > 10
    assert "Target for 2030: 10%" in {text.get_text() for text in ax.texts}


def test_nothing_to_draw_is_refused(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    with pytest.raises(EmptySelection):
        lines_by_period(axes(), shares.iloc[:0], by="geo", language="nl")
    with pytest.raises(SchemaViolation, match="share geo and time_period, first BE 2009"):
        lines_by_period(axes(), pd.concat([shares, shares.iloc[:1]]), by="geo", language="nl")


def test_the_order_of_rows_does_not_matter(axes: Callable[..., Any], shares: pd.DataFrame) -> None:
    def drawn(rows: pd.DataFrame) -> list[Any]:
        ax = lines_by_period(axes(), rows, by="geo", focus="BE", language="nl")
        return sorted(tuple(map(tuple, line.get_xydata())) for line in lines_of(ax, "_line"))

    assert drawn(shares) == drawn(shares.iloc[::-1])


def test_the_alt_text_tells_the_path_and_the_breaks(shares: pd.DataFrame) -> None:
    told = alt(
        shares, subject="ICT specialists", by="geo", focus="BE", language="en", target=10.0, target_period="2030"
    )
    assert told == (
        "Line chart: ICT specialists. Shown: Belgium, EU-27, and Germany (2009–2024). "
        "Belgium: 4.1% in 2009, 5.7% in 2024. "
        "Break in the series of Belgium: 2011, 2017, and 2021; the line is cut there. Target for 2030: 10%."
    )


def test_the_height_grows_with_the_number_of_labels(shares: pd.DataFrame) -> None:
    assert height(shares, by="geo", language="nl") == 6.0


def test_a_bar_of_revisions_stands_at_the_last_value_of_the_focus(
    axes: Callable[..., Any], rows: Callable[..., pd.DataFrame]
) -> None:
    table = rows("BE 2023 PC_EMP 5.4", "BE 2024 PC_EMP 5.7", "NL 2023 PC_EMP 6.9", "NL 2024 PC_EMP 7.0")
    ax: Any = lines_by_period(axes(), table, by="geo", language="en", focus="BE", revision=0.1)
    (bar,) = [one for one in ax.collections if one.get_label() == "_revision"]
    (segment,) = bar.get_segments()
    assert segment[:, 0].tolist() == [2024, 2024]
    assert segment[:, 1].tolist() == pytest.approx([5.6, 5.8])
    assert "0.1 pp up or down" in alt(table, subject="X", by="geo", language="en", focus="BE", revision=0.1)


@pytest.mark.parametrize("options", [{}, {"revision": 0.1}])
def test_no_bar_stands_unless_asked_for_or_where_the_focus_has_no_value(
    axes: Callable[..., Any], rows: Callable[..., pd.DataFrame], options: dict[str, Any]
) -> None:
    table = rows("BE 2023 PC_EMP :", "NL 2023 PC_EMP 6.9", "NL 2024 PC_EMP 7.0")
    ax: Any = lines_by_period(axes(), table, by="geo", language="en", focus="BE", **options)
    assert not [one for one in ax.collections if one.get_label() == "_revision"]
