"""Words on a chart: names of codes, wrapping by measured width, labels that keep their distance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import ScaledTranslation

from talentstudy.codes import label
from talentstudy.figures.style import ACCENT, INK, LINE, MUTED, POINT, TEXT, size_in_points, width_of
from talentstudy.figures.values import period_text


def names(by: str, codes: Iterable[str], labels: Mapping[str, str] | None, language: str) -> dict[str, str]:
    """What each code is called: as given in ``labels``, else as its code list says, shortly."""
    given = labels or {}

    def name(code: str) -> str:
        if code in given:
            return given[code]
        return period_text(code, language) if by == "time_period" else label(by, code, language, short=True)

    return {code: name(code) for code in codes}


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word too long for a line, cut after its own hyphens and slashes, else where the line ends."""
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter + "-", size, bold=bold) > width:
            at = max(piece.rfind("-"), piece.rfind("/")) + 1
            cut = at if at > 2 else len(piece)
            mark = "-" if cut == len(piece) and "://" not in word and (piece[-1] + letter).isalpha() else ""
            pieces.append(piece[:cut] + mark)
            piece = piece[cut:]
        piece += letter
    return [*pieces, piece]


def wrapped(text: str, width: float, size: float = TEXT, *, bold: bool = False) -> list[str]:
    """The lines of a text that is ``width`` points wide at most.

    >>> wrapped("one two three", 40)
    ['one two', 'three']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, size, bold=bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, width, size, bold)
            lines.extend(whole)
        lines.append(line)
    return lines


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near as can be to the wanted ones, so that no two intervals overlap.

    ``sizes`` are the lengths of the intervals; all lie between ``low`` and ``high`` where they fit.
    The order is kept; it is the least-squares answer (pool adjacent violators).

    >>> spread([1.0, 1.2, 5.0], [1.0, 1.0, 1.0], 0.0, 10.0)
    [0.6, 1.6, 5.0]
    """
    if not len(wanted):
        return []
    order = np.argsort(np.asarray(wanted, dtype=float), kind="stable")
    size = np.asarray(sizes, dtype=float)[order]
    steps = np.concatenate([[0.0], np.cumsum((size[:-1] + size[1:]) / 2)])
    blocks: list[list[float]] = []
    for value in np.asarray(wanted, dtype=float)[order] - steps:
        blocks.append([float(value), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, count = blocks.pop()
            before, others = blocks.pop()
            blocks.append([(mean * count + before * others) / (count + others), count + others])
    level = np.repeat([mean for mean, _ in blocks], [int(count) for _, count in blocks])
    first, last = low + size[0] / 2, high - size[-1] / 2 - steps[-1]
    # Where they cannot all fit, the labels run over at the top rather than over each other.
    level = np.clip(level, first, max(first, last))
    placed = np.empty(len(level))
    placed[order] = level + steps
    return [round(float(one), 9) for one in placed]


@dataclass(frozen=True)
class EndLabel:
    """A label for the end of a line: the point it belongs to, what it says, how it looks."""

    x: float
    y: float
    text: str
    colour: str = MUTED
    bold: bool = False


def label_ends(ax: Axes, ends: Sequence[EndLabel], *, left: bool = False, size: float = TEXT) -> list[Annotation]:
    """Write the labels beside the Axes, at the height of their points, none over another.

    Limits must be set before. A label that had to move, or whose line ends early, gets a leader.
    """
    _, tall = size_in_points(ax)
    low, high = ax.get_ylim()
    limits = sorted(ax.get_xlim())
    edge = limits[0] if left else limits[1]
    # A label of the whole Axes (a target) belongs to no point; its line reaches the edge.
    ends = [replace(one, x=edge) if math.isinf(one.x) else one for one in ends]
    lines = [one.text.count("\n") + 1 for one in ends]
    wanted = [(one.y - low) / (high - low) for one in ends]
    heights = [count * size * LINE / tall for count in lines]
    half = size * LINE / tall / 2
    places = spread(wanted, heights, -half, 1 + half)
    shift = ScaledTranslation((-8 if left else 8) * POINT, 0, ax.get_figure(root=True).dpi_scale_trans)  # type: ignore[union-attr]
    written = []
    for one, want, place in zip(ends, wanted, places, strict=True):
        early = abs(one.x - edge) > 0.03 * (limits[1] - limits[0])
        moved = early or abs(place - want) * tall > 2.5
        written.append(
            ax.annotate(
                one.text,
                xy=(one.x, one.y),
                xytext=(0 if left else 1, place),
                textcoords=ax.transAxes + shift,
                ha="right" if left else "left",
                va="center_baseline" if "\n" not in one.text else "center",
                fontsize=size,
                fontweight="bold" if one.bold else "normal",
                color=ACCENT if one.bold else INK,
                annotation_clip=False,
                arrowprops={
                    "arrowstyle": "-",
                    # A long leader in the line's own look would read as more of the line.
                    "color": MUTED if early else one.colour,
                    "linestyle": (0, (1, 3)) if early else "-",
                    "linewidth": 0.6,
                    "shrinkA": 0.5,
                    "shrinkB": 3,
                    "relpos": (1, 0.5) if left else (0, 0.5),
                }
                if moved
                else None,
            )
        )
    return written
