"""Two bars per item: women and men, vacancies and jobseekers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from talentstudy.errors import SchemaViolation
from talentstudy.figures.bar_marks import item_axis, item_height, write_value
from talentstudy.figures.labels import names
from talentstudy.figures.style import ACCENT, AGGREGATE, MUTED, TEXT, bare
from talentstudy.figures.telling import joined, told_values
from talentstudy.figures.values import decimals_of, drawable, printed, with_flag
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

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
        width=0.76,
        legend=False,
        ax=ax,
    )
    bare(ax)
    ax.set(xlabel="", ylabel="")
    ax.set_xlim(min(0.0, np.nanmin(rows["obs_value"])), max(0.0, np.nanmax(rows["obs_value"])) or 1.0)
    called = names(by, items, labels, language)
    item_axis(ax, [called[code] for code in items], [at for at, code in enumerate(items) if code == focus])
    keyed = rows.set_index([by, pair])
    for code, bars, face in zip(two, ax.containers, _FACES, strict=True):
        for bar in bars:
            bar.set(linewidth=0.6, **face)
            item = items[round(bar.get_y() + bar.get_height() / 2)]
            _write(ax, bar, keyed, (item, code), unit, language, places, bold=item == focus)
    ax.axvline(0, color=MUTED, lw=0.8, zorder=2.5)
    _key(ax, list(names(pair, two, pair_labels, language).values()))
    return ax


def _write(
    ax: Axes,
    bar: Rectangle,
    keyed: pd.DataFrame,
    key: tuple[str, str],
    unit: str,
    language: str,
    places: int,
    bold: bool,
) -> None:
    middle = bar.get_y() + bar.get_height() / 2
    value = float(keyed["obs_value"].get(key, float("nan")))
    if np.isnan(value):
        write_value(ax, 0.0, middle, sentence("page", "not_available", language))
        return
    text = with_flag(printed(value, unit, language, places), str(keyed["obs_flag"][key]))
    write_value(ax, value, middle, text, bold=bold, left=value < 0)


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
