import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.figures.number_cards import alt, height, number_cards

LABELS = {
    "weak": "van de Belgen heeft zwakke digitale vaardigheden",
    "users": "gebruikers in België",
    "ulb": "van de instromende studenten",
}


@pytest.fixture
def numbers() -> pd.DataFrame:
    """Measures of several units, periods and populations."""
    cells = [("weak", 35.0, "PC", "2023"), ("users", 6e6, "ACC", "2025"), ("ulb", 53.0, "PC", "2022")]
    return pd.DataFrame(cells, columns=["measure", "obs_value", "unit", "time_period"]).assign(obs_flag=["", "e", ""])


def widths(ax: Any, label: str) -> list[Any]:
    return [patch.get_width() for patch in ax.patches if patch.get_label() == label]


def test_each_share_fills_its_own_scale_and_a_count_has_none(axes: Callable[..., Any], numbers: pd.DataFrame) -> None:
    ax: Any = number_cards(axes(), numbers, by="measure", labels=LABELS, language="nl")
    scales, values = widths(ax, "_scale"), widths(ax, "_value")
    assert [value / scale for value, scale in zip(values, scales, strict=True)] == pytest.approx([0.35, 0.53])
    assert len(widths(ax, "_card")) == 3


def test_cards_say_number_name_unit_period_and_flag_without_overlap(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], numbers: pd.DataFrame
) -> None:
    tall = height(numbers, by="measure", labels=LABELS, language="nl")
    ax: Any = number_cards(axes(15.4, tall), numbers, by="measure", labels=LABELS, language="nl")
    texts = {text.get_text().replace("\n", " ") for text in ax.texts}
    assert {"35%", "6.000.000", "53%", "accounts, 2025 e", "2022", *LABELS.values()} <= texts
    assert not overlaps(ax)


def test_text_stays_on_its_card(axes: Callable[..., Any], numbers: pd.DataFrame) -> None:
    tall = height(numbers, by="measure", labels=LABELS, language="nl")
    ax: Any = number_cards(axes(15.4, tall), numbers, by="measure", labels=LABELS, language="nl")
    ax.get_figure(root=True).draw_without_rendering()
    cards = [patch.get_window_extent() for patch in ax.patches if patch.get_label() == "_card"]
    for text in ax.texts:
        box = text.get_window_extent()
        assert any(
            card.x0 <= box.x0 and box.x1 <= card.x1 and card.y0 <= box.y0 and box.y1 <= card.y1 for card in cards
        ), text.get_text()


def test_a_missing_value_has_no_card(axes: Callable[..., Any], numbers: pd.DataFrame) -> None:
    ax: Any = number_cards(
        axes(),
        numbers.assign(obs_value=[35.0, math.nan, 53.0]).iloc[[0, 2]],
        by="measure",
        labels=LABELS,
        language="nl",
    )
    assert len(widths(ax, "_card")) == 2


def test_one_code_twice_is_refused(axes: Callable[..., Any], numbers: pd.DataFrame) -> None:
    with pytest.raises(SchemaViolation, match="share measure"):
        number_cards(axes(), pd.concat([numbers, numbers.iloc[:1]]), by="measure", labels=LABELS, language="nl")


def test_the_alt_text_reads_every_card(numbers: pd.DataFrame) -> None:
    assert "53% (2022)" in alt(numbers, subject="x", by="measure", labels=LABELS, language="nl")
