from collections.abc import Callable
from typing import Any

import pandas as pd

from talentstudy.figures.diverging_bars import alt, diverging_bars, height

LABELS = {
    "ai": "KI und Massendaten",
    "networks": "Netze",
    "reading": "Lesen, Schreiben und Rechnen",
    "manual": "Handgeschicklichkeit, Ausdauer und Präzision",
}


def test_bars_go_to_both_sides_of_zero_with_their_sign(axes: Callable[..., Any], skills: pd.DataFrame) -> None:
    ax: Any = diverging_bars(axes(), skills, by="skill", labels=LABELS, language="nl")
    assert [bar.get_width() for one in ax.containers for bar in one] == [87, 70, -4, -24]
    assert [text.get_text() for text in ax.texts] == ["+87", "+70", "−4", "−24"]
    assert [text.get_ha() for text in ax.texts] == ["left", "left", "right", "right"]


def test_what_lies_below_zero_is_hatched(axes: Callable[..., Any], skills: pd.DataFrame) -> None:
    ax: Any = diverging_bars(axes(), skills, by="skill", labels=LABELS, language="nl")
    assert [bool(bar.get_hatch()) for one in ax.containers for bar in one] == [False, False, True, True]


def test_values_keep_clear_of_the_names(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], skills: pd.DataFrame
) -> None:
    tall = 1.5 * height(skills, by="skill", labels=LABELS, language="de")
    assert not overlaps(diverging_bars(axes(8, tall), skills, by="skill", labels=LABELS, language="de"))


def test_all_values_below_zero_still_reach_zero(axes: Callable[..., Any], skills: pd.DataFrame) -> None:
    ax: Any = diverging_bars(axes(), skills.iloc[2:], by="skill", labels=LABELS, language="nl")
    assert ax.get_xlim()[0] < -24
    assert ax.get_xlim()[1] >= 0


def test_the_alt_text_keeps_the_sign(skills: pd.DataFrame) -> None:
    told = alt(skills, subject="Skills", by="skill", labels=LABELS, language="fr")
    assert "Netze +70" in told
    assert "Rechnen −4" in told
