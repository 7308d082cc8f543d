"""From a figure's entry to the page as it is printed, in one language and for one country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.chapters import CHAPTERS
from talentstudy.cleaning.flags import letters_of
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.figures import KINDS
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import source_line
from talentstudy.registry import Chapter, Figure
from talentstudy.selection import Focus, figure_rows, options_of
from talentstudy.wording import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Page

FORMATS = ("svg", "png", "pdf", "csv")


@dataclass(frozen=True)
class Drawn:
    """One figure in one language: its words, its rows, and how it is drawn."""

    figure: Figure
    language: str
    rows: pd.DataFrame
    title: str
    alt: str
    source: str
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def page(self) -> Page:
        """The page as a matplotlib figure, known to no window system: nothing has to close it."""
        from talentstudy import publish

        def draw(axes: Axes) -> Axes:
            return KINDS[self.figure.kind].draw(axes, self.rows, language=self.language, **self.options)

        return publish.page(
            draw,
            title=self.title,
            subtitle=self.figure.subtitle.get(self.language, ""),
            notes=[note] if (note := self.figure.note.get(self.language, "")) else [],
            source_line=self.source,
            flags=letters_of(self.rows["obs_flag"]) if "obs_flag" in self.rows else (),
            language=self.language,
        )

    def png(self) -> bytes:
        """The picture itself, for a notebook."""
        from io import BytesIO

        with BytesIO() as buffer:
            self.page().savefig(buffer, format="png", dpi=150)
            return buffer.getvalue()

    def save(self, folder: Path) -> list[Path]:
        """Write SVG, PNG, PDF and the rows as CSV into ``folder``, each whole or not at all."""
        from talentstudy import publish

        paths = publish.save(self.page(), folder / self.figure.id, alt=self.alt, title=self.title)
        return [*paths, publish.csv_rows(self.rows, folder / f"{self.figure.id}.csv")]


def find_figure(name: str) -> tuple[Chapter, Figure]:
    """A figure by its id (``F4-02``) or its number (``4.2``)."""
    figures = {figure.id: (chapter, figure) for chapter in CHAPTERS.values() for figure in chapter.figures}
    chapter, dot, number = name.partition(".")
    wanted = f"F{chapter}-{int(number):02d}" if dot and chapter.isdigit() and number.isdigit() else name.upper()
    if wanted not in figures:
        raise UnknownName("figure", name, figures)
    return figures[wanted]


def drawn(pipeline: Pipeline, name: str, focus: Focus, language: str) -> Drawn:
    """One figure ready to draw; EmptySelection says why where there is nothing to draw."""
    _, figure = find_figure(name)
    if figure.lost:
        raise EmptySelection(figure.lost[language])
    if figure.kind == "text_panel":
        return _panel(pipeline, figure, language)
    try:
        rows = figure_rows(pipeline, figure, focus)
    except EmptySelection as empty:
        if figure.only and focus.geo not in figure.only:
            raise EmptySelection(sentence("figures", "only", language, countries=", ".join(figure.only))) from empty
        raise
    options = options_of(pipeline, figure, focus)
    if "focus" in options or figure.by == "geo":
        options.setdefault("focus", focus.geo)
    options["by"] = figure.by
    return Drawn(
        figure=figure,
        language=language,
        rows=rows,
        title=figure.title[language],
        alt=KINDS[figure.kind].alt(rows, language=language, **options),
        source=source_line(pipeline, rows["source"], language, computed=_is_computed(figure)),
        options=options,
    )


def _panel(pipeline: Pipeline, figure: Figure, language: str) -> Drawn:
    items = figure.items[language]
    rows = pd.DataFrame(
        {"item": range(1, len(items) + 1), "heading": [one for one, _ in items], "text": [text for _, text in items]}
    )
    return Drawn(
        figure=figure,
        language=language,
        rows=rows,
        title=figure.title[language],
        alt=KINDS[figure.kind].alt(items, language=language),
        source=source_line(pipeline, [figure.options["source"]], language),
        options={"items": items},
    )


def _is_computed(figure: Figure) -> bool:
    """Whether any indicator drawn was computed from others, rather than published."""
    return any(one in INDICATORS for spec in figure.rows for one in INDICATORS[spec.indicator].inputs)
