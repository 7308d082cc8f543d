"""A grid of numbered cards, one per profile."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from talentstudy.errors import EmptySelection
from talentstudy.figures.describing import counted, paragraphs, say
from talentstudy.figures.labels import names, wrapped
from talentstudy.figures.style import (
    ACCENT,
    CM,
    INK,
    LINE,
    MUTED,
    POINT,
    SMALL,
    SUBTITLE,
    TINT,
    blank,
    columns_in,
    page_width,
    size_in_points,
)
from talentstudy.wording import listing, named, sentence

if TYPE_CHECKING:
    import pandas as pd

_PAD, _GAP, _INDENT = 8.0, 8.0, 24.0


def _cards(
    rows: pd.DataFrame, by: str, labels: Mapping[str, str] | None, texts: Mapping[str, str] | None, language: str
) -> list[tuple[str, str]]:
    codes = list(dict.fromkeys(rows[by]))
    if not codes:
        raise EmptySelection("profile_grid was given no row; select at least one profile.")
    return [(name, (texts or {}).get(code, "")) for code, name in names(by, codes, labels, language).items()]


def _lines(card: tuple[str, str], width: float) -> tuple[list[str], list[str]]:
    room = width - _INDENT - 2 * _PAD
    return wrapped(card[0], room, SUBTITLE, bold=True), wrapped(card[1], room, SMALL) if card[1] else []


def profile_grid(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    columns: int = 3,
) -> Axes:
    """Draw one card per code of ``by`` in the order given: its number, its name, a text if there is one.

    Raises
    ------
    EmptySelection
        No row.
    """
    cards, columns = _cards(rows, by, labels, texts, language), columns_in(columns, 4.6)
    down = math.ceil(len(cards) / columns)
    blank(ax)
    wide, tall = size_in_points(ax)
    width, high = (wide - _GAP * (columns - 1)) / columns, (tall - _GAP * (down - 1)) / down
    for at, card in enumerate(cards):
        row, column = divmod(at, columns)
        x, low = column * (width + _GAP), tall - row * (high + _GAP) - high
        for span, colour, name in ((width, TINT, "_card"), (2.5, ACCENT, "_edge")):
            ax.add_patch(Rectangle((x / wide, low / tall), span / wide, high / tall, fc=colour, ec="none", label=name))
        head, body = _lines(card, width)
        takes = len(head) * SUBTITLE * LINE + len(body) * SMALL * LINE
        top = low + (high + takes) / 2
        ax.text(
            (x + _PAD + 2) / wide, top / tall, str(at + 1), fontsize=SUBTITLE, fontweight="bold", color=ACCENT, va="top"
        )
        left = (x + _PAD + _INDENT) / wide
        ax.text(
            left,
            top / tall,
            "\n".join(head),
            fontsize=SUBTITLE,
            fontweight="bold",
            color=INK,
            va="top",
        )
        top -= len(head) * SUBTITLE * LINE
        ax.text(left, top / tall, "\n".join(body), fontsize=SMALL, color=MUTED, va="top")
    return ax


def height(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    columns: int = 3,
    **_options: object,
) -> float:
    """The height in cm: the fullest card sets the height of all."""
    cards, columns = _cards(rows, by, labels, texts, language), columns_in(columns, 4.6)
    width = ((page_width() - 0.6) * CM / POINT - _GAP * (columns - 1)) / columns
    laid = [_lines(card, width * 0.99) for card in cards]
    high = max(len(head) * SUBTITLE * LINE + len(body) * SMALL * LINE for head, body in laid) + 2 * _PAD
    down = math.ceil(len(cards) / columns)
    return (down * high + (down - 1) * _GAP) * POINT / CM


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    **_options: object,
) -> str:
    """The alt text: the names on the cards, then their texts."""
    cards = _cards(rows, by, labels, texts, language)
    shown = listing([name for name, _ in cards], language)
    opening = sentence("alt", "profile_grid", language, subject=subject.rstrip("."), items=shown)
    return " ".join([opening, *(named(name, text, language) for name, text in cards if text)])


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    **_options: object,
) -> str:
    """The long description: every card with its number, name and text."""
    cards = _cards(rows, by, labels, texts, language)
    told = [say("numbered_cards", language, cards=counted(len(cards), "card", language))]
    for at, (name, text) in enumerate(cards, 1):
        head = f"{at}. {name}"
        told.append(f"{head}. {text}" if text else f"{head}.")
    return paragraphs(told)
