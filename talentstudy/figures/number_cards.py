"""Numbers that share no axis: each on a card of its own, a share with its own scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from talentstudy.codes import label
from talentstudy.figures.describing import counted, meanings, paragraphs, say
from talentstudy.figures.labels import names, wrapped
from talentstudy.figures.style import (
    ACCENT,
    CM,
    INK,
    LINE,
    MUTED,
    OTHER,
    POINT,
    SMALL,
    TEXT,
    TINT,
    blank,
    columns_in,
    page_width,
    size_in_points,
    width_of,
)
from talentstudy.figures.telling import joined
from talentstudy.figures.values import decimals_of, drawable, in_full, is_percent, period_text, printed, with_flag
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    import pandas as pd

_SIZE, _PAD, _GAP = 22.0, 8.0, 10.0


def _cards(
    rows: pd.DataFrame,
    by: str,
    labels: Mapping[str, str] | None,
    language: str,
    decimals: Mapping[str, int] | None,
) -> list[dict[str, Any]]:
    for _, alone in rows.groupby("unit"):
        drawable(alone, [by], "number_cards")
    called = names(by, list(rows[by]), labels, language)
    cards = []
    for row in rows[rows["obs_value"].notna()].to_dict("records"):
        value, unit = in_full(float(row["obs_value"]), str(row["unit"]))
        places = (decimals or {}).get(unit, decimals_of([value], unit))
        text = printed(value, unit, language, places)
        period = period_text(str(row["time_period"]), language) if row.get("time_period") else ""
        measure = "" if is_percent(unit) else label("unit", unit, language)
        under, flag = ", ".join(one for one in (measure, period) if one), str(row["obs_flag"] or "")
        words = {"text": text, "name": called[row[by]], "small": with_flag(under, flag), "under": under, "flag": flag}
        cards.append({"value": value, "percent": is_percent(unit), **words})
    return cards


def _columns(count: int, columns: int | None) -> int:
    return columns_in(columns or (count if count <= 4 else 3 if count % 3 == 0 else 4), 3.6)


def _card_height(cards: list[dict[str, Any]], width: float) -> float:
    """Points that the tallest card needs."""
    lines = max(len(wrapped(card["name"], width - 2 * _PAD)) for card in cards)
    return 2 * _PAD + _SIZE * LINE + 12 + lines * TEXT * LINE + SMALL * LINE


def number_cards(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    columns: int | None = None,
    decimals: Mapping[str, int] | None = None,
) -> Axes:
    """Write one number per code of ``by`` on a card, its name below; for measures that must not share an axis.

    A share fills its own scale from 0 to 100. Rows may differ in unit, period and population;
    a missing value has no card.
    ``decimals`` are those to print by unit; by default what each value needs.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to write, or several rows for one code.
    """
    cards = _cards(rows, by, labels, language, decimals)
    across = _columns(len(cards), columns)
    down = math.ceil(len(cards) / across)
    blank(ax)
    wide, tall = size_in_points(ax)
    width, high = (wide - _GAP * (across - 1)) / across, (tall - _GAP * (down - 1)) / down
    for at, card in enumerate(cards):
        row, column = divmod(at, across)
        x, top = column * (width + _GAP), tall - row * (high + _GAP)
        corner = (x / wide, (top - high) / tall)
        ax.add_patch(Rectangle(corner, width / wide, high / tall, facecolor=TINT, edgecolor="none", label="_card"))
        _fill(ax, card, x, top, width)
    return ax


def _fill(ax: Axes, card: Mapping[str, Any], x: float, top: float, width: float) -> None:
    wide, tall = size_in_points(ax)
    room = width - 2 * _PAD
    left, at = (x + _PAD) / wide, top - _PAD
    size = min(_SIZE, _SIZE * room / width_of(card["text"], _SIZE, bold=True))
    ax.text(left, at / tall, card["text"], fontsize=size, fontweight="bold", color=ACCENT, va="top")
    at -= _SIZE * LINE + 2
    if card["percent"] and 0 <= card["value"] <= 100:
        for share, colour, name in ((1.0, OTHER, "_scale"), (card["value"] / 100, ACCENT, "_value")):
            bar = Rectangle((left, (at - 5) / tall), share * room / wide, 5 / tall, color=colour, lw=0, label=name)
            ax.add_patch(bar)
    at -= 10
    lines = wrapped(card["name"], room)
    ax.text(left, at / tall, "\n".join(lines), fontsize=TEXT, color=INK, va="top")
    at -= len(lines) * TEXT * LINE + 1
    ax.text(left, at / tall, card["small"], fontsize=SMALL, color=MUTED, va="top")


def height(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    columns: int | None = None,
    decimals: Mapping[str, int] | None = None,
    **_options: object,
) -> float:
    """The height in cm: the tallest card sets the height of all."""
    cards = _cards(rows, by, labels, language, decimals)
    across = _columns(len(cards), columns)
    down = math.ceil(len(cards) / across)
    width = ((page_width() - 0.6) * CM / POINT - _GAP * (across - 1)) / across
    return (down * _card_height(cards, width * 0.98) + (down - 1) * _GAP) * POINT / CM


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    decimals: Mapping[str, int] | None = None,
    **_options: object,
) -> str:
    """The alt text: every number with its name."""
    cards = _cards(rows, by, labels, language, decimals)
    told = [f"{card['name']} {card['text']}" + (f" ({card['small']})" if card["small"] else "") for card in cards]
    values = sentence("alt", "values", language, items=listing(told, language))
    return joined("number_cards", language, subject=subject, series=[card["name"] for card in cards], more=[values])


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    decimals: Mapping[str, int] | None = None,
    **_options: object,
) -> str:
    """The long description: card by card, the number with its name, measure and period."""
    cards = _cards(rows, by, labels, language, decimals)
    told = [say("cards", language, cards=counted(len(cards), "card", language))]
    if any(card["percent"] for card in cards):
        told[0] += f" {say('card_bars', language)}"
    for card in cards:
        about = ", ".join(one for one in (card["under"], *meanings(card["flag"], language)) if one)
        value = f"{card['text']} ({about})" if about else card["text"]
        told.append(say("pair_item", language, item=card["name"], values=value))
    return paragraphs(told)
