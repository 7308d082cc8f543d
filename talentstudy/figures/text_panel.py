"""A numbered list in our own words, where there is something to say and nothing to measure."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from talentstudy.errors import EmptySelection
from talentstudy.figures.describing import counted, paragraphs, say
from talentstudy.figures.labels import wrapped
from talentstudy.figures.style import (
    ACCENT,
    CM,
    INK,
    LINE,
    PAPER,
    POINT,
    RULE,
    SUBTITLE,
    TEXT,
    blank,
    page_width,
    size_in_points,
)
from talentstudy.wording import listing, named, sentence

Item = tuple[str, str]

_INDENT, _GAP = 26.0, 9.0


def _laid(items: Sequence[Item], wide: float) -> list[tuple[list[str], list[str], float]]:
    """Lines of heading and text per item, and the points they take with the gap below."""
    if not items:
        raise EmptySelection("text_panel was given no item; give at least one heading with its text.")
    laid = []
    for heading, text in items:
        head = wrapped(heading, wide - _INDENT, SUBTITLE, bold=True)
        body = wrapped(text, wide - _INDENT, TEXT) if text else []
        laid.append((head, body, len(head) * SUBTITLE * LINE + len(body) * TEXT * LINE + 2 * _GAP))
    return laid


def text_panel(ax: Axes, rows: Sequence[Item], *, language: str, numbered: bool = True) -> Axes:  # noqa: ARG001
    """Write each item under the other: a number in a disc, a heading, a text.

    Parameters
    ----------
    rows : the items as (heading, text), already in the language; a text may be empty.
    numbered : whether the discs hold numbers (an order or a count) or are plain.

    Raises
    ------
    EmptySelection
        No item.
    """
    blank(ax)
    wide, tall = size_in_points(ax)
    laid = _laid(rows, wide * 0.99)
    top = tall - _GAP / 2
    for at, (head, body, takes) in enumerate(laid):
        middle = top - SUBTITLE * LINE / 2
        ax.plot([9 / wide], [middle / tall], ls="", marker="o", ms=16 if numbered else 6, color=ACCENT, label="_disc")
        if numbered:
            ax.text(
                9 / wide,
                middle / tall,
                str(at + 1),
                fontsize=TEXT,
                fontweight="bold",
                color=PAPER,
                ha="center",
                va="center_baseline",
            )
        ax.text(
            _INDENT / wide,
            top / tall,
            "\n".join(head),
            fontsize=SUBTITLE,
            fontweight="bold",
            color=INK,
            va="top",
        )
        below = (top - len(head) * SUBTITLE * LINE) / tall
        ax.text(_INDENT / wide, below, "\n".join(body), fontsize=TEXT, color=INK, va="top")
        top -= takes
        if at + 1 < len(laid):
            ax.plot([_INDENT / wide, 1], [(top + _GAP) / tall] * 2, color=RULE, lw=0.6, label="_rule")
    return ax


def height(rows: Sequence[Item], **_options: object) -> float:
    """The height in cm: the lines of all items."""
    wide = (page_width() - 0.6) * CM / POINT
    return (sum(takes for _, _, takes in _laid(rows, wide * 0.99)) - _GAP) * POINT / CM


def alt(rows: Sequence[Item], *, subject: str, language: str, **_options: object) -> str:
    """The alt text: the headings, then the texts."""
    told = [named(heading, text, language) for heading, text in rows if text]
    headings = listing([heading for heading, _ in rows], language)
    opening = sentence("alt", "text_panel", language, subject=subject.rstrip("."), items=headings)
    return " ".join([opening, *told])


def describe(rows: Sequence[Item], *, language: str, numbered: bool = True, **_options: object) -> str:
    """The long description: every item with its number, heading and text."""
    told = [say("list", language, items=counted(len(rows), "item", language))]
    for at, (heading, text) in enumerate(rows, 1):
        head = f"{at}. {heading}" if numbered else heading
        told.append(f"{head}. {text}" if text else f"{head}.")
    return paragraphs(told)
