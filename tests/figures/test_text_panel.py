from collections.abc import Callable
from typing import Any

import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.text_panel import alt, height, text_panel

ITEMS = [
    ("Samen leren", "Deelnemers uit verschillende opleidingen werken aan één opdracht. " * 4),
    (
        "Een lange kop die meer dan één regel nodig heeft omdat ze zoveel te zeggen heeft over wat eronder staat, en nog meer",
        "",
    ),
    ("Netwerk", "Een korte zin."),
]


def test_every_item_is_written_numbered_and_in_order(axes: Callable[..., Any]) -> None:
    ax: Any = text_panel(axes(), ITEMS, language="nl")
    texts = [text.get_text().replace("\n", " ") for text in ax.texts]
    assert [one for one in texts if one in {"1", "2", "3"}] == ["1", "2", "3"]
    assert [one for one in texts if one in {heading for heading, _ in ITEMS}] == [heading for heading, _ in ITEMS]


def test_lines_never_overlap_nor_leave_the_area(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]]
) -> None:
    ax: Any = text_panel(axes(15.4, height(ITEMS, language="nl")), ITEMS, language="nl")
    assert not overlaps(ax)
    area = ax.get_window_extent()
    for text in (one for one in ax.texts if one.get_text()):
        box = text.get_window_extent()
        assert box.x1 <= area.x1 + 1
        assert box.y0 >= area.y0 - 1
        assert box.y1 <= area.y1 + 1


def test_plain_discs_hold_no_number(axes: Callable[..., Any]) -> None:
    ax: Any = text_panel(axes(), ITEMS, numbered=False, language="nl")
    assert not {"1", "2", "3"} & {text.get_text() for text in ax.texts}
    assert sum(line.get_label() == "_disc" for line in ax.get_lines()) == 3


def test_no_item_is_refused(axes: Callable[..., Any]) -> None:
    with pytest.raises(EmptySelection, match="no item"):
        text_panel(axes(), [], language="nl")


def test_the_alt_text_reads_headings_then_texts() -> None:
    told = alt([("Eins", "Ein Satz."), ("Zwei", "")], subject="Liste", language="de")
    assert told == "Nummerierte Liste: Liste. Punkte: Eins und Zwei. Eins: Ein Satz."
