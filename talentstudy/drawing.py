"""From a figure's entry to the page as it is printed, in one language and for one country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.chapters import CHAPTERS
from talentstudy.cleaning.flags import letters_of
from talentstudy.codes import label
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.figures import KINDS
from talentstudy.figures.values import decimals_of, in_full, period_text, printed
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import Origins, origins_of, source_line
from talentstudy.registry import Chapter, Figure
from talentstudy.selection import Focus, figure_rows, quoted_rows
from talentstudy.wording import LANGUAGES, listing, sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from talentstudy.printing.stamp import Stamp
    from talentstudy.publish import Page


@dataclass(frozen=True)
class Drawn:
    """One figure in one language: its words, its rows, and how it is drawn."""

    figure: Figure
    language: str
    rows: pd.DataFrame
    title: str
    source: str
    note: str = ""
    items: tuple[tuple[str, str], ...] = ()
    origin: Origins = field(default_factory=Origins, repr=False)
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def alt(self) -> str:
        """What a person who does not see the chart reads; written when asked for, as it loads the chart's module."""
        marks = self.items or self.rows
        return KINDS[self.figure.kind].alt(marks, subject=self.title, language=self.language, **self.options)

    @cached_property
    def description(self) -> str:
        """The long description: what is measured, all that the chart shows, the note; a paragraph per line of text."""
        marks = self.items or self.rows
        subtitle = self.figure.subtitle.get(self.language, "").rstrip(".")
        head = f"{self.title.rstrip('.')}. {subtitle}." if subtitle else f"{self.title.rstrip('.')}."
        told = KINDS[self.figure.kind].describe(marks, language=self.language, **self.options)
        note = sentence("page", "note", self.language, note=self.note) if self.note else ""
        return "\n".join(one for one in (head, told, note) if one)

    def page(self, width_mm: float = 160.0) -> Page:
        """The page as a matplotlib figure, known to no window system: nothing has to close it.

        At another width everything is laid out anew, with letters of the same size.
        """
        from talentstudy.figures.style import paper

        with paper(width_mm / 10):
            return self._page()

    def _page(self) -> Page:
        from talentstudy import publish

        kind, marks = KINDS[self.figure.kind], self.items or self.rows

        def draw(axes: Axes) -> None:
            kind.draw(axes, marks, language=self.language, **self.options)

        return publish.page(
            draw,
            title=self.title,
            subtitle=self.figure.subtitle.get(self.language, ""),
            notes=[self.note] if self.note else [],
            source_line=self.source,
            flags=letters_of(self.rows["obs_flag"]) if "obs_flag" in self.rows else (),
            language=self.language,
            height=kind.height(marks, language=self.language, **self.options),
        )

    def png(self) -> bytes:
        """The picture itself, for a notebook."""
        from talentstudy.printing.files import content

        return content(self.page(), "png", self.figure.id, self.stamp, dpi=150)

    def save(self, folder: Path) -> list[Path]:
        """Write SVG, PNG, PDF and the rows as CSV into ``folder``, each whole or not at all."""
        from talentstudy.printing.files import save
        from talentstudy.publish import csv_rows

        paths = save(self.page(), folder / self.figure.id, self.stamp)
        return [*paths, csv_rows(self.rows, folder / f"{self.figure.id}.csv")]

    def save_as(self, path: Path, *, width_mm: float = 160.0, dpi: int = 300) -> Path:
        """Write the figure in the format the name ends with (png, svg, pdf, tiff, eps), at a width and resolution.

        Raises UnknownName for another format, StudyError for a width or resolution nothing can be printed at.
        """
        from talentstudy.printing.files import form_of, save_as

        form_of(path)
        return save_as(self.page(width_mm), path, self.stamp, dpi=dpi)

    @property
    def stamp(self) -> Stamp:
        """What every file of the figure says of itself."""
        from talentstudy.printing.stamp import Stamp

        return Stamp(
            title=self.title,
            alt=self.alt,
            description=self.description,
            language=self.language,
            identifier=self.figure.id,
            source=self.source,
            edition=self.origin.edition,
            vintages=self.origin.vintages,
            rights=self.origin.rights,
        )


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
    try:
        quoted = quoted_rows(pipeline, figure, focus)
        rows = pd.DataFrame() if figure.kind == "text_panel" else figure_rows(pipeline, figure, focus)
    except EmptySelection as empty:
        raise EmptySelection(_reason(pipeline, figure, focus, language)) from empty
    parts = {one: _quoted(row, language) for one, row in quoted.items()}
    note = " ".join(
        one
        for one in (_cards_left(figure, rows, focus, language), figure.note.get(language, "").format(**parts))
        if one
    )
    sources = [str(row["source"]) for row in quoted.values()]
    if figure.kind == "text_panel":
        return _panel(pipeline, figure, language, note, parts, sources)
    options = _options(figure, rows, quoted, focus, language)
    return Drawn(
        figure=figure,
        language=language,
        rows=rows,
        title=figure.title[language],
        source=source_line(pipeline, [*rows["source"], *sources], language, computed=_is_computed(figure)),
        note=note,
        origin=origins_of(pipeline, [*rows["source"], *sources]),
        options=options,
    )


def _panel(
    pipeline: Pipeline, figure: Figure, language: str, note: str, parts: Mapping[str, str], sources: list[str]
) -> Drawn:
    items = tuple((heading, text.format(**parts)) for heading, text in figure.items[language])
    rows = pd.DataFrame(
        {"item": range(1, len(items) + 1), "heading": [one for one, _ in items], "text": [text for _, text in items]}
    )
    options = {name: option for name, option in figure.options.items() if name != "source"}
    return Drawn(
        figure=figure,
        language=language,
        rows=rows,
        title=figure.title[language],
        source=source_line(pipeline, [figure.options["source"], *sources], language),
        note=note,
        items=items,
        origin=origins_of(pipeline, [figure.options["source"], *sources]),
        options=options,
    )


def _reason(pipeline: Pipeline, figure: Figure, focus: Focus, language: str) -> str:
    """Why there is nothing to draw, in the language of the study."""
    if figure.only and focus.geo not in figure.only:
        countries = listing([label("geo", code, language) for code in figure.only], language)
        return sentence("figures", "only", language, countries=countries)
    indicators = dict.fromkeys(spec.indicator for spec in figure.rows if not spec.optional)
    names = listing([label("indicator", one, language) for one in indicators], language)
    read = {one for name in indicators for one in INDICATORS[name].inputs}
    if read & set(pipeline.edition.missing):
        return sentence("figures", "not_held", language, indicators=names, day=pipeline.edition.as_of)
    if pipeline.edition.missing:
        # The series is held; a year that the figure names was not out.
        return sentence("figures", "not_yet", language, indicators=names, day=pipeline.edition.as_of)
    return sentence("figures", "no_value", language, country=label("geo", focus.geo, language), indicators=names)


def _options(
    figure: Figure, rows: pd.DataFrame, quoted: Mapping[str, pd.Series[Any]], focus: Focus, language: str
) -> dict[str, Any]:
    """The options of the chart kind for one country and language; rows among them become their value."""
    options: dict[str, Any] = {}
    for name, option in figure.options.items():
        if name in quoted:
            options[name] = float(quoted[name]["obs_value"])
        elif isinstance(option, Mapping) and set(option) == set(LANGUAGES):
            options[name] = option[language]
        else:
            options[name] = option
    if figure.by == "geo":
        options.setdefault("focus", focus.geo)
    if "focus" in options:
        options["focus"] = options["focus"].replace("{geo}", focus.geo)
    if "+" in figure.by:
        given = options.get("labels", {})
        options["labels"] = {
            code: _joined_label(figure.by, code, given, language) for code in dict.fromkeys(rows[figure.by])
        }
    return {**options, "by": figure.by}


def _joined_label(by: str, code: str, given: Mapping[str, str], language: str) -> str:
    """What a mark under several codes is called: given for all of them, or each by itself, totals left out."""
    if code in given:
        return given[code]
    parts = []
    for dim, part in zip(by.split("+"), code.split("+"), strict=True):
        if part in given:
            parts.append(given[part])
        elif dim == "time_period":
            parts.append(period_text(part, language) if part else sentence("figures", "undated", language))
        elif part not in {"TOTAL", "T"}:
            parts.append(label(dim, part, language, short=True))
    return ", ".join(one for one in parts if one)


def _cards_left(figure: Figure, rows: pd.DataFrame, focus: Focus, language: str) -> str:
    """How many of a figure's cards there are, where the data hold no number for some."""
    if figure.kind != "number_cards":
        return ""
    asked = {(spec.indicator, focus.codes(spec.geo)) for spec in figure.rows}
    shown = {(one, place) for one, place in zip(rows["indicator"], rows["geo"], strict=True)}
    found = sum(any(name == one and (codes is None or place in codes) for one, place in shown) for name, codes in asked)
    if found == len(asked):
        return ""
    return sentence("figures", "some_cards", language, shown=str(found), total=str(len(asked)))


def _quoted(row: pd.Series[Any], language: str) -> str:
    """A value as a note names it; both ends of a range where only those are known."""
    given = [float(row[one]) for one in ("obs_value", "obs_lower", "obs_upper") if one in row and pd.notna(row[one])]
    ends, unit = [in_full(one, str(row["unit"]))[0] for one in given], in_full(0.0, str(row["unit"]))[1]
    texts = [printed(one, unit, language, decimals_of([one], unit)) for one in ends]
    if pd.isna(row["obs_value"]) and len(texts) == 2:
        return sentence("page", "interval", language, lower=texts[0], upper=texts[1])
    return texts[0]


def _is_computed(figure: Figure) -> bool:
    """Whether any indicator drawn was computed from others, rather than published."""
    return any(one in INDICATORS for spec in figure.rows for one in INDICATORS[spec.indicator].inputs)
