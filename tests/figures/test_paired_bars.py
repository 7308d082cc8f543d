import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.paired_bars import alt, paired_bars

LABELS = {"stem": "Ingenieursopleidingen en andere opleidingen in wetenschap en techniek", "digital": "Digitaal"}


@pytest.fixture
def discouraged() -> pd.DataFrame:
    """Gender Scan 2023: discouraged from the field, % of women and of men."""
    cells = [("stem", "F", 37.0), ("stem", "M", 25.0), ("digital", "F", 38.0), ("digital", "M", 19.0)]
    return pd.DataFrame(cells, columns=["field", "sex", "obs_value"]).assign(unit="PC", obs_flag="")


def widths(ax: Any) -> list[list[float]]:
    return [[bar.get_width() for bar in container] for container in ax.containers]


def test_each_item_has_a_bar_of_each(axes: Callable[..., Any], discouraged: pd.DataFrame) -> None:
    ax: Any = paired_bars(axes(), discouraged, by="field", pair="sex", labels=LABELS, language="nl")
    assert widths(ax) == [[37, 38], [25, 19]]
    assert sorted(text.get_text() for text in ax.texts) == ["19%", "25%", "37%", "38%"]


def test_every_value_stands_beside_its_own_bar(axes: Callable[..., Any], discouraged: pd.DataFrame) -> None:
    ax: Any = paired_bars(axes(), discouraged, by="field", pair="sex", labels=LABELS, language="nl")
    bars = {round(bar.get_y() + bar.get_height() / 2, 6): bar.get_width() for bar in ax.patches}
    for text in ax.texts:
        x, y = text.xy
        assert bars[round(y, 6)] == x
        assert text.get_text() == f"{x:.0f}%"


def test_the_two_are_named_and_differ_by_hatch(axes: Callable[..., Any], discouraged: pd.DataFrame) -> None:
    ax: Any = paired_bars(
        axes(), discouraged, by="field", pair="sex", labels=LABELS, pair_order=("M", "F"), language="fr"
    )
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Hommes", "Femmes"]
    assert widths(ax) == [[25, 19], [37, 38]]
    assert len({container[0].get_hatch() for container in ax.containers}) == 2


def test_a_missing_value_is_said(axes: Callable[..., Any], discouraged: pd.DataFrame) -> None:
    rows = discouraged.assign(obs_value=[37.0, math.nan, 38.0, 19.0])
    ax: Any = paired_bars(axes(), rows, by="field", pair="sex", labels=LABELS, language="en")
    assert sorted(text.get_text() for text in ax.texts) == ["19%", "37%", "38%", "not available"]


def test_more_than_two_are_refused(axes: Callable[..., Any], discouraged: pd.DataFrame) -> None:
    third = discouraged.iloc[:1].assign(sex="T")
    with pytest.raises(SchemaViolation, match="two codes of sex, found F, M, T"):
        paired_bars(axes(), pd.concat([discouraged, third]), by="field", pair="sex", labels=LABELS, language="en")


def test_the_alt_text_reads_both_series(discouraged: pd.DataFrame) -> None:
    told = alt(
        discouraged,
        subject="Discouraged",
        by="field",
        pair="sex",
        labels={"stem": "STEM", "digital": "Digital"},
        language="en",
    )
    assert told == (
        "Bar chart with two bars per item: Discouraged. Shown: STEM and Digital. "
        "Women. Values: STEM 37% and Digital 38%. Men. Values: STEM 25% and Digital 19%."
    )
