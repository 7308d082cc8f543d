import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from talentstudy.codes import member_states
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.figures.bars_by_rank import alt, bars_by_rank, height
from talentstudy.figures.style import ACCENT


def bars(ax: Any) -> list[Rectangle]:
    return [bar for container in ax.containers for bar in container]


def names_of(ax: Any) -> list[str]:
    return [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]


@pytest.fixture
def countries(make_rows: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    values = {code: 2.5 + at * 0.23 for at, code in enumerate(member_states())} | {"EU27_2020": 5.0}
    return make_rows("geo", values, unit="PC_EMP")


def test_bars_are_as_long_as_their_values_from_high_to_low(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("geo", {"NL": 7.0, "BE": 5.7, "SE": 8.6, "EU27_2020": 5.0}, unit="PC_EMP")
    ax: Any = bars_by_rank(axes(), rows, by="geo", focus="BE", language="nl")
    assert [bar.get_width() for bar in bars(ax)] == [8.6, 7.0, 5.7, 5.0]
    assert names_of(ax) == ["Zweden", "Nederland", "België", "EU-27"]
    assert [text.get_text() for text in ax.texts] == ["8,6%", "7,0%", "5,7%", "5,0%"]
    assert ax.yaxis_inverted()


def test_focus_and_aggregate_differ_by_more_than_colour(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("geo", {"NL": 7.0, "BE": 5.7, "EU27_2020": 5.0})
    ax: Any = bars_by_rank(axes(), rows, by="geo", focus="BE", language="nl")
    assert [bool(bar.get_hatch()) for bar in bars(ax)] == [False, False, True]
    assert [tick.get_fontweight() for tick in ax.get_yticklabels()] == ["normal", "bold", "normal"]
    assert [text.get_fontweight() for text in ax.texts] == ["normal", "bold", "normal"]
    from matplotlib.colors import to_hex

    assert to_hex(bars(ax)[1].get_facecolor()).upper() == ACCENT


def test_order_as_given_is_kept(axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("size_class", {"a": 1.0, "b": 3.0, "c": 2.0})
    labels = {"a": "< 10", "b": "10–49", "c": "≥ 50"}
    ax: Any = bars_by_rank(axes(), rows, by="size_class", labels=labels, order="given", language="nl")
    assert names_of(ax) == list(labels.values())
    with pytest.raises(UnknownName, match="no order of bars named 'values'; did you mean value"):
        bars_by_rank(axes(), rows, by="size_class", labels=labels, order="values", language="nl")


def test_a_missing_value_is_said_and_stands_last(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("geo", {"BE": math.nan, "NL": 7.0, "SE": 8.6}).assign(obs_flag=["c", "b", ""])
    ax: Any = bars_by_rank(axes(), rows, by="geo", focus="BE", language="en")
    assert names_of(ax)[-1] == "Belgium"
    assert [text.get_text() for text in ax.texts] == ["8.6%", "7.0% b", "not available c"]
    assert len(bars(ax)) == 2


@pytest.mark.parametrize("language", ["nl", "de"])
def test_twenty_eight_countries_fit_without_overlap(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], countries: pd.DataFrame, language: str
) -> None:
    tall = height(countries, by="geo", language=language)
    assert tall < 14
    ax: Any = bars_by_rank(axes(14, tall), countries, by="geo", focus="BE", language=language)
    assert len(bars(ax)) == 28
    assert not overlaps(ax)


def test_long_names_next_to_each_other_get_the_height_they_need(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], make_rows: Callable[..., pd.DataFrame]
) -> None:
    long = "Beschäftigte mit abgeschlossener Ausbildung in der Informationstechnik und Telekommunikation"
    rows = make_rows("skill", {str(at): 10.0 + at for at in range(14)})
    labels = {code: f"{long} {code}" for code in rows["skill"]}
    tall = height(rows, by="skill", labels=labels, language="de")
    ax: Any = bars_by_rank(axes(15.4, tall), rows, by="skill", labels=labels, language="de")
    assert "\n" in ax.get_yticklabels()[0].get_text()
    assert not overlaps(ax)


def test_negative_values_keep_clear_of_the_names(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("time_period", {"2023": 3000.0, "2024": -1750.0}, unit="PER")
    ax: Any = bars_by_rank(axes(8, 3), rows, by="time_period", order="given", language="nl")
    assert [text.get_text() for text in ax.texts] == ["3.000", "−1.750"]
    assert not overlaps(ax)


def test_the_target_lies_on_the_axis_even_beyond_every_value(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    rows = make_rows("geo", {"BE": 47.7, "NL": 60.0})
    ax: Any = bars_by_rank(axes(), rows, by="geo", language="nl", target=75.0, target_period="2030")
    (target,) = [line for line in ax.get_lines() if line.get_label() == "_target"]
    assert set(target.get_xdata()) == {75.0}
    assert ax.get_xlim() == (0, 75)
    assert ax.texts[-1].get_text() == "Doelstelling 2030: 75%"


def test_two_periods_of_one_country_are_refused(
    axes: Callable[..., Any], make_rows: Callable[..., pd.DataFrame]
) -> None:
    import pandas as pd

    rows = pd.concat([make_rows("geo", {"BE": 1.0}), make_rows("geo", {"BE": 2.0})])
    with pytest.raises(SchemaViolation, match="2 rows that share geo"):
        bars_by_rank(axes(), rows, by="geo", language="nl")


def test_the_alt_text_names_extremes_and_focus_of_many(countries: pd.DataFrame) -> None:
    told = alt(countries, subject="ICT specialists", by="geo", focus="BE", language="en", order="value")
    assert told == (
        "Ranked bar chart: ICT specialists. Shown: 28 items. Highest value: Sweden, 8.5%. "
        "Lowest value: Belgium, 2.5%. Belgium: 2.5%."
    )


def test_the_alt_text_reads_out_a_few(make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("geo", {"BE": 5.7, "NL": math.nan, "SE": 8.6})
    told = alt(rows, subject="Women.", by="geo", language="de", order="given")
    assert told == (
        "Balkendiagramm: Women. Gezeigt: Belgien, Niederlande und Schweden. "
        "Werte: Belgien 5,7\xa0% und Schweden 8,6\xa0%. Nicht verfügbar: Niederlande."
    )
