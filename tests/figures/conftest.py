"""Axes of a known size and rows to draw; figures belong to no window system, so none is left open."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from talentstudy.figures.style import CM, house

# Eurostat, isoc_sks_itspt, vintage 2025-05-14: ICT specialists, % of employment.
_SHARES = {
    "BE": {
        "2009": (4.1, "e"),
        "2010": (4.4, "e"),
        "2011": (4.0, "be"),
        "2012": (4.3, ""),
        "2016": (4.2, ""),
        "2017": (4.9, "b"),
        "2018": (5.2, ""),
        "2020": (5.0, ""),
        "2021": (5.6, "b"),
        "2022": (5.6, ""),
        "2023": (5.4, ""),
        "2024": (5.7, ""),
    },
    "EU27_2020": {
        "2010": (3.6, "e"),
        "2011": (3.0, "be"),
        "2016": (3.6, "e"),
        "2020": (4.3, "e"),
        "2021": (4.5, "be"),
        "2024": (5.0, "e"),
    },
    "DE": {"2020": (4.7, "b"), "2021": (4.9, "b"), "2023": (4.9, ""), "2024": (5.3, "")},
}


@pytest.fixture
def shares() -> pd.DataFrame:
    """ICT specialists of Belgium, the EU and Germany, uneven years, with breaks and flags."""
    return pd.DataFrame(
        [
            {"geo": geo, "time_period": year, "unit": "PC_EMP", "obs_value": value, "obs_flag": flag}
            for geo, series in _SHARES.items()
            for year, (value, flag) in series.items()
        ]
    )


@pytest.fixture
def skills() -> pd.DataFrame:
    """World Economic Forum, Future of Jobs 2025, figure 3.4: four skills, net balance of employers."""
    return _rows("skill", {"ai": 87.0, "networks": 70.0, "reading": -4.0, "manual": -24.0}, unit="PC_NET")


def _rows(by: str, values: dict[str, float], *, unit: str = "PC") -> pd.DataFrame:
    return pd.DataFrame({by: list(values), "unit": unit, "obs_value": list(values.values()), "obs_flag": ""})


@pytest.fixture
def make_rows() -> Callable[..., pd.DataFrame]:
    """Rows of one period from a value per code."""
    return _rows


@pytest.fixture
def axes() -> Iterator[Callable[..., Axes]]:
    """New Axes of a given size in cm, with room for labels around, in the house style."""

    def new(width: float = 14.0, height: float = 7.0) -> Axes:
        figure = Figure(figsize=((width + 16) * CM, (height + 6) * CM), dpi=100)
        FigureCanvasAgg(figure)
        wide, tall = figure.get_size_inches()
        return figure.add_axes((8 * CM / wide, 3 * CM / tall, width * CM / wide, height * CM / tall))

    with house():
        yield new


@pytest.fixture
def overlaps() -> Callable[[Axes], list[tuple[str, str]]]:
    """Pairs of texts on the Axes, tick labels included, whose boxes overlap."""

    def found(ax: Axes) -> list[tuple[str, str]]:
        figure = ax.get_figure(root=True)
        assert figure is not None
        figure.draw_without_rendering()
        every = [ax, *ax.child_axes]
        texts = [text for one in every for text in [*one.texts, *_ticks(one)] if text.get_text() and text.get_visible()]
        # The words of an annotation, without its leader.
        boxes = [(text.get_text(), Text.get_window_extent(text)) for text in texts]
        return [
            (name, other)
            for at, (name, box) in enumerate(boxes)
            for other, second in boxes[at + 1 :]
            # Half a pixel of anti-aliasing is no overlap.
            if box.x0 < second.x1 - 0.5
            and second.x0 < box.x1 - 0.5
            and box.y0 < second.y1 - 0.5
            and second.y0 < box.y1 - 0.5
        ]

    return found


def _ticks(ax: Any) -> list[Text]:
    if not ax.axison:
        return []
    low, high = sorted(ax.get_ylim())
    shown_x = [tick.label1 for tick in ax.xaxis.get_major_ticks() if tick.label1.get_visible()]
    shown_y = [
        tick.label1
        for tick in ax.yaxis.get_major_ticks()
        if tick.label1.get_visible() and low <= tick.get_loc() <= high
    ]
    return [*shown_x, *shown_y]
