"""What a notebook shows: a picture, sentences, or what a model found with its table, in the study's language."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentstudy.displaying import Displayed, Part, table_part
from talentstudy.errors import EmptySelection, StudyError, TooShort, UnknownName
from talentstudy.wording import listing, number, sentence

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.drawing import Drawn
    from talentstudy.trends.series import AnnualSeries

FILE = "trends_annex"
# What a table shows where a number is missing: not zero, and not an empty cell that looks forgotten.
_MISSING = "–"
_WITH_UNIT = {"estimate", "observed", "model", "value", "median"}
_COUNTS = {"first", "last", "year", "points", "flagged"}


@dataclass(frozen=True)
class Picture(Displayed):
    """A figure as a notebook shows it: the image, its alternative text, its source, its long description."""

    id: str
    title: str
    alt: str
    source: str
    png: bytes
    description: str = ""
    again: Callable[[], Drawn] | None = field(default=None, repr=False, compare=False)

    def save(self, path: str | Path, *, width_mm: float = 160.0, dpi: int = 300) -> Path:
        """Draw the figure anew, at a width and resolution, into a file whose name ends in png, svg, pdf, tiff or eps.

        Letters keep their size: at 84 mm, a journal's column, lines break earlier and nothing shrinks. Raises
        UnknownName for another format, StudyError for what cannot be printed.
        """
        if self.again is None:
            raise StudyError(
                f"{self.id} was made as a picture of one size and cannot be drawn at another; its bytes are in '.png'. "
                "Figures of a chapter can: study.draw('F1-04').save('figure.pdf', width_mm=84)."
            )
        return self.again().save_as(Path(path), width_mm=width_mm, dpi=dpi)

    def __repr__(self) -> str:
        return f"<Figure {self.id}: {self.title}. {self.alt}>"

    def _repr_html_(self) -> str:
        image = base64.b64encode(self.png).decode()
        return f'<figure><img alt="{escape(self.alt, quote=True)}" src="data:image/png;base64,{image}" style="max-width:100%"></figure>'

    def _parts(self) -> Sequence[Part]:
        part = {name: getattr(self, name) for name in ("id", "title", "alt", "source", "description")}
        return [{"kind": "figure", **part}]


@dataclass(frozen=True)
class Prose(Displayed):
    """Sentences of the study, shown as Markdown."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text

    def _parts(self) -> Sequence[Part]:
        return [{"kind": "prose", "text": self.text}]


def html_of(table: pd.DataFrame) -> str:
    """A table as HTML with every cell whole: pandas would cut long ones."""
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):
        return str(table.to_html(index=False))


@dataclass(frozen=True, eq=False)
class Sheet(Displayed):
    """A table as it is printed; ``table`` holds its text columns, the first ``row_heads`` of them name the row."""

    table: pd.DataFrame
    caption: str = field(default="", kw_only=True)
    row_heads: int = field(default=1, kw_only=True)

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return str(self.table.to_string(index=False))

    def _repr_html_(self) -> str:
        return html_of(self.table)

    def _parts(self) -> Sequence[Part]:
        return [table_part(self.table, self.caption, row_heads=self.row_heads)]


@dataclass(frozen=True, eq=False)
class Finding(Displayed):
    """One answer: what was asked (``heading``), what can be said (``text``), the numbers (``table``).

    ``result`` is the model's own frozen result, whose attributes the finding passes on; None where the model
    refused, and then ``reason`` is its message in English and ``text`` says so in the study's language.
    ``also`` holds further results that ``text`` speaks of; ``pictures`` what ``draw`` can draw of it, by name.
    """

    heading: str
    text: str
    table: pd.DataFrame | None = None
    result: Any = field(default=None, repr=False)
    reason: str = ""
    also: tuple[Any, ...] = field(default=(), repr=False)
    pictures: Mapping[str, Callable[[Finding], Picture]] = field(default_factory=dict, repr=False)

    def draw(self, what: str = "") -> Picture | Finding:
        """The finding as a picture: the first of ``pictures`` if none is named.

        Where the model refused, or what was found has no picture, the finding itself: its text is the answer.
        Raises UnknownName for another name.
        """
        if what and what not in self.pictures and not self.refused:
            raise UnknownName("picture of this finding", what, self.pictures)
        if self.refused or not self.pictures:
            return self
        return self.pictures[what or next(iter(self.pictures))](self)

    @property
    def refused(self) -> bool:
        """Whether the model could not be fitted."""
        return self.result is None and bool(self.reason)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self.result is None:
            raise AttributeError(f"'{self.heading}' has no {name}: {self.reason or self.text}")
        return getattr(self.result, name)

    def __dir__(self) -> list[str]:
        own = [one for one in object.__dir__(self) if not one.startswith("_")]
        return sorted({*own, *(one for one in dir(self.result) if not one.startswith("_"))})

    def __repr__(self) -> str:
        table = "" if self.table is None or self.table.empty else f"\n{self.table.to_string(index=False)}"
        return f"{self.heading}\n{self.text}{table}"

    def _repr_html_(self) -> str:
        shown = "" if self.table is None or self.table.empty else html_of(self.table)
        return f"<h3>{escape(self.heading)}</h3><p>{escape(self.text)}</p>{shown}"

    def _parts(self) -> Sequence[Part]:
        table = None if self.table is None or self.table.empty else table_part(self.table, self.heading)
        return [
            {"kind": "finding", "heading": self.heading, "text": self.text, "table": table, "refused": self.refused}
        ]


def answered(heading: str, series: AnnualSeries, language: str, fitted: Callable[[], Finding]) -> Finding:
    """What ``fitted`` finds; where the model refuses, the reason as text instead of an error."""
    try:
        return fitted()
    except StudyError as refusal:
        reason = _told(refusal, series, language)
        text = sentence(FILE, "refused", language, series=series.name, reason=reason)
        return Finding(heading, text, reason=str(refusal))


def _told(refusal: StudyError, series: AnnualSeries, language: str) -> str:
    """A refusal in the study's language; the message itself, in English, stays with the finding."""
    if isinstance(refusal, EmptySelection):
        return sentence(FILE, "no_target" if "target" in str(refusal) else "no_value", language)
    if not isinstance(refusal, TooShort):
        return sentence(FILE, "unsuitable", language)
    points, sizes = str(len(series)), [str(one) for one in series.segment_sizes]
    if len(sizes) == 1:
        return sentence(FILE, "short_whole", language, points=points)
    return sentence(FILE, "short", language, points=points, sizes=listing(sizes, language))


def printed_table(
    rows: pd.DataFrame, language: str, *, decimals: int = 2, signed: Sequence[str] = (), unit: str = ""
) -> pd.DataFrame:
    """A table as it is printed: heads in the language, numbers rounded once, a dash for what is missing.

    Columns are keys of ``sentences/trends_annex.toml`` (``column_<name>``); ``unit`` is written into the heads of
    estimates, and holds for their bounds. Years and counts of points have no decimals and no grouping.
    """
    import pandas as pd

    shown = {}
    for column in rows.columns:
        name = str(column)
        head = sentence(FILE, f"column_{name}", language)
        if unit and name == "trend":
            # A trend is named by its unit: 'percentage points a year'.
            head = unit
        elif unit and name in _WITH_UNIT:
            head = f"{head} ({unit})"
        places = {"probability": 0, "p": 3}.get(name, decimals)
        shown[head] = [_cell(one, name, language, places, name in signed) for one in rows[name]]
    return pd.DataFrame(shown, dtype=object)


def _cell(value: Any, name: str, language: str, decimals: int, signed: bool) -> str:
    if isinstance(value, str):
        return value or _MISSING
    if value is None or not math.isfinite(float("nan") if _absent(value) else float(value)):
        return _MISSING
    if name in _COUNTS:
        year = float(value)
        return str(int(year)) if year.is_integer() else number(year, language)
    if name == "p" and value < 0.001:
        return f"< {number(0.001, language, 3)}"
    if name == "probability" and not 1 <= value <= 99:
        return f"< {number(1, language, 0)}" if value < 1 else f"> {number(99, language, 0)}"
    return number(float(value), language, decimals, signed=signed)


def _absent(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value))
