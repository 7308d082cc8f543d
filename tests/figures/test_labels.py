from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.errors import UnknownName
from talentstudy.figures.labels import EndLabel, label_ends, names, spread, wrapped
from talentstudy.figures.style import width_of

_places = st.floats(-100, 100, allow_nan=False)


@given(st.lists(st.tuples(_places, st.floats(0.1, 5)), min_size=1, max_size=12))
def test_spread_labels_never_overlap_and_keep_their_order(pairs: list[tuple[float, float]]) -> None:
    wanted, sizes = [want for want, _ in pairs], [size for _, size in pairs]
    placed = spread(wanted, sizes, -200, 200)
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    for lower, upper in pairwise(order):
        assert placed[upper] - placed[lower] >= (sizes[upper] + sizes[lower]) / 2 - 1e-6
    assert all(
        one - size / 2 >= -200 - 1e-6 and one + size / 2 <= 200 + 1e-6 for one, size in zip(placed, sizes, strict=True)
    )


@given(st.lists(_places, min_size=1, max_size=8, unique=True))
def test_labels_with_room_stay_where_they_were_wanted(wanted: list[float]) -> None:
    gaps = [abs(one - other) for at, one in enumerate(wanted) for other in wanted[at + 1 :]]
    size = max(min(gaps, default=1.0) * 0.9, 1e-9)
    assert spread(wanted, [size] * len(wanted), -300, 300) == pytest.approx(wanted, abs=1e-6)


def test_labels_at_the_edge_are_pushed_inside() -> None:
    assert spread([0.0, 0.1], [1, 1], 0, 5) == [0.5, 1.5]
    assert spread([5.0, 4.9], [1, 1], 0, 5) == [4.5, 3.5]


@given(st.text(alphabet="abcdefg -/ä", max_size=80), st.floats(30, 200))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrapped(text, width)
    assert all(width_of(line) <= width + 1e-6 for line in lines)
    kept = "".join(lines).replace(" ", "").replace("-", "")
    assert kept == text.replace(" ", "").replace("-", "")


def test_a_word_longer_than_the_line_breaks_at_its_own_hyphen() -> None:
    assert wrapped("Risiko-Verantwortlicher", 70) == ["Risiko-", "Verantwortlicher"]


def test_an_address_is_broken_without_a_hyphen() -> None:
    lines = wrapped("https://ec.europa.eu/eurostat/databrowser", 80)
    assert "".join(lines) == "https://ec.europa.eu/eurostat/databrowser"


def test_names_come_from_the_code_list_unless_given() -> None:
    assert names("geo", ["BE", "EU27_2020"], {"BE": "ici"}, "fr") == {"BE": "ici", "EU27_2020": "UE-27"}
    assert names("time_period", ["2024-Q3"], None, "fr") == {"2024-Q3": "T3 2024"}
    with pytest.raises(UnknownName, match="no geo code named 'BX'"):
        names("geo", ["BX"], None, "fr")


def test_end_labels_near_each_other_are_moved_apart_and_led_back(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]]
) -> None:
    ax: Any = axes(height=4)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ends = [EndLabel(1, 0.5 + at / 1000, f"name {at}") for at in range(6)]
    written = label_ends(ax, ends)
    assert not overlaps(ax)
    assert [one.get_text() for one in written] == [one.text for one in ends]
    assert sum(one.arrow_patch is not None for one in written) >= 4
    assert all(one.xy == (end.x, end.y) for one, end in zip(written, ends, strict=True))
