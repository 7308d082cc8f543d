"""Two bars per item: women and men, vacancies and jobseekers."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from talentstudy.errors import SchemaViolation
from talentstudy.figures.bar_marks import item_axis, item_height, value_span, value_texts, write_value
from talentstudy.figures.describing import counted, flag_of, marked, paragraphs, say, series_of
from talentstudy.figures.labels import names
from talentstudy.figures.style import ACCENT, AGGREGATE, MUTED, TEXT, bare
from talentstudy.figures.telling import joined, told_values
from talentstudy.figures.values import decimals_of, drawable, printed, with_flag
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

_WIDTH = 0.76
# Full and dark against light and hatched: the two are told apart in a grey copy.
_FACES: tuple[dict[str, Any], ...] = (
    {"facecolor": ACCENT, "edgecolor": ACCENT},
    {"facecolor": "#F2D3A6", "edgecolor": AGGREGATE, "hatch": "/////"},
)


def _pair_of(rows: pd.DataFrame, pair: str, order: Sequence[str] | None) -> list[str]:
    codes = list(order or dict.fromkeys(rows[pair]))
    if len(codes) != 2 or set(codes) != set(rows[pair]):
        found = ", ".join(dict.fromkeys(rows[pair]))
        raise SchemaViolation(f"paired_bars needs two codes of {pair}, found {found}; select two of them.")
    return codes


def paired_bars(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    pair: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    pair_labels: Mapping[str, str] | None = None,
    pair_order: Sequence[str] | None = None,
    decimals: int | None = None,
) -> Axes:
    """Draw two bars per code of ``by``, one for each of the two codes of ``pair``.

    Items stand in the order given. The two are named over the chart, each beside a swatch.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one unit, one per ``by`` and ``pair``.
    pair : the column that tells the two bars apart; it must hold two codes.
    pair_labels, pair_order : their names and which comes first; the code list and the rows otherwise.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, several rows for one bar, or not two codes of ``pair``.
    """
    import seaborn as sns

    rows = drawable(rows, [by, pair], "paired_bars").assign(obs_flag=lambda table: table["obs_flag"].fillna(""))
    items, two = list(dict.fromkeys(rows[by])), _pair_of(rows, pair, pair_order)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    sns.barplot(
        rows,
        x="obs_value",
        y=by,
        hue=pair,
        order=items,
        hue_order=two,
        orient="h",
        estimator="sum",
        errorbar=None,
        saturation=1,
        width=_WIDTH,
        legend=False,
        ax=ax,
    )
    bare(ax)
    ax.set(xlabel="", ylabel="")
    value_span(ax, rows["obs_value"], value_texts(rows, unit, language, places))
    called = names(by, items, labels, language)
    item_axis(ax, [called[code] for code in items], [at for at, code in enumerate(items) if code == focus])
    for bar in ax.patches:
        middle = bar.get_y() + bar.get_height() / 2  # type: ignore[attr-defined]
        bar.set(linewidth=0.6, **_FACES[int(middle > round(middle))])
    for place, code in zip((-_WIDTH / 4, _WIDTH / 4), two, strict=True):
        for row in rows[rows[pair] == code].to_dict("records"):
            at = items.index(row[by])
            _write(ax, row, at + place, places, language, bold=row[by] == focus)
    ax.axvline(0, color=MUTED, lw=0.8, zorder=2.5)
    _key(ax, list(names(pair, two, pair_labels, language).values()))
    return ax


def _write(ax: Axes, row: Mapping[Hashable, Any], at: float, places: int, language: str, *, bold: bool) -> None:
    value, flag = float(row["obs_value"]), str(row["obs_flag"])
    if math.isnan(value):
        write_value(ax, 0.0, at, with_flag(sentence("page", "not_available", language), flag))
        return
    text = with_flag(printed(value, str(row["unit"]), language, places), flag)
    write_value(ax, value, at, text, bold=bold, left=value < 0)


def _key(ax: Axes, two: Sequence[str]) -> None:
    """The names of the two bars over the chart."""
    swatches = [Patch(linewidth=0.6, label=text, **face) for text, face in zip(two, _FACES, strict=True)]
    ax.legend(
        handles=swatches,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=2,
        frameon=False,
        fontsize=TEXT,
        borderaxespad=0.1,
        borderpad=0,
        handlelength=1.4,
        handletextpad=0.5,
        columnspacing=1.6,
    )


def height(
    rows: pd.DataFrame, *, by: str, language: str, labels: Mapping[str, str] | None = None, **_options: object
) -> float:
    """The height in cm: room for two bars and their values per item."""
    return item_height(by, list(dict.fromkeys(rows[by])), labels, language, pitch=1.0)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    pair: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    pair_labels: Mapping[str, str] | None = None,
    pair_order: Sequence[str] | None = None,
    **_options: object,
) -> str:
    """The alt text: what is drawn, and for each of the two every value."""
    drawable(rows, [by, pair], "paired_bars")
    called = names(by, list(dict.fromkeys(rows[by])), labels, language)
    two = names(pair, _pair_of(rows, pair, pair_order), pair_labels, language)
    told = [f"{name}. " + told_values(rows[rows[pair] == code], by, called, language) for code, name in two.items()]
    return joined("paired_bars", language, subject=subject, series=list(called.values()), more=told)


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    pair: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    pair_labels: Mapping[str, str] | None = None,
    pair_order: Sequence[str] | None = None,
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: which bar is which, and both values of every pair from top to bottom."""
    drawable(rows, [by, pair], "paired_bars")
    items, two = list(dict.fromkeys(rows[by])), _pair_of(rows, pair, pair_order)
    called, which = names(by, items, labels, language), names(pair, two, pair_labels, language)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    pairs = counted(len(items), "pair", language)
    told = [say("bars_paired", language, pairs=pairs, first=which[two[0]], second=which[two[1]])]
    for item in items:
        values = []
        for row in rows[rows[by] == item].sort_values(pair, key=lambda codes: codes.map(two.index)).to_dict("records"):
            value = float(row["obs_value"])
            text = sentence("page", "not_available", language) if math.isnan(value) else ""
            text = text or printed(value, unit, language, places)
            values.append(f"{which[row[pair]]} {marked(text, flag_of(row), language)}")
        told.append(say("pair_item", language, item=called[item], values=series_of(values, language)))
    return paragraphs(told)
