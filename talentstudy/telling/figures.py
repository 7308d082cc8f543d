"""A figure told: which sentences its paragraph is made of."""

from __future__ import annotations

from string import Formatter

import pandas as pd

from talentstudy.drawing import Drawn, drawn, find_figure
from talentstudy.errors import EmptySelection
from talentstudy.pipeline import Pipeline
from talentstudy.registry import Figure
from talentstudy.selection import Focus, quoted_rows
from talentstudy.telling.cells import cell_of
from talentstudy.telling.formats import typeset
from talentstudy.telling.own import own_sentences
from talentstudy.telling.paragraph import Paragraph, paragraph
from talentstudy.telling.plain import plain_sentences
from talentstudy.telling.ranks import rank_sentences
from talentstudy.telling.series import level_sentence, series_sentences, subject_of
from talentstudy.telling.templates import FigureWords, chapter_words
from talentstudy.telling.writer import Writer

_SERIES = {"lines_by_period", "multiples_by_code", "slopes_by_period"}


def told(pipeline: Pipeline, name: str, focus: Focus, language: str) -> Paragraph:
    """The paragraph beside a figure: what its rows say, and of their development what the trend model supports.

    Where the figure cannot be drawn the paragraph is empty, as the reason stands in the picture's place.
    """
    chapter, figure = find_figure(name)
    writer = Writer(pipeline, focus, language, figure.options.get("decimals"))
    try:
        one = drawn(pipeline, name, focus, language)
    except EmptySelection as empty:
        reason = writer.phrase("untold", figure=figure.id, reason=str(empty))
        return paragraph("", (), (), (), {}, reason)
    words = chapter_words(chapter.notebook).get(figure.id, FigureWords())
    head = writer.phrase("head", figure=figure.id, title=one.title)
    items = _items(writer, figure) if one.items else ()
    sentences = () if one.items else tuple(typeset(text, language) for text in _sentences(writer, one, words))
    return paragraph(head, sentences, items, tuple(writer.numbers), writer.dropped)


def _sentences(writer: Writer, one: Drawn, words: FigureWords) -> list[str]:
    figure, rows = one.figure, one.rows
    told = []
    if figure.by == "geo" and rows["indicator"].nunique() == 1 and _about_countries(rows, writer.focus):
        told = _of_countries(writer, one, words)
    told += own_sentences(writer, words)
    if not words.subject and not words.sayings and not told:
        told = plain_sentences(writer, rows, figure.by, one.options)
    if figure.kind == "number_cards" and len(rows) < len(figure.rows):
        told.append(writer.say("cards_missing", place=writer.place))
    return told


def _about_countries(rows: pd.DataFrame, focus: Focus) -> bool:
    return bool(rows.loc[rows["geo"] == focus.geo, "obs_value"].notna().any())


def _of_countries(writer: Writer, one: Drawn, words: FigureWords) -> list[str]:
    """A series or a ranking of countries; the years of two or three editions are left to the figure's own sentences."""
    indicator = str(one.rows["indicator"].iloc[0])
    subject = subject_of(indicator, words.subject, writer.language, writer)
    if one.figure.kind in _SERIES:
        return [] if words.sayings and not words.subject else series_sentences(writer, one.rows, indicator, subject)
    if one.rows["time_period"].nunique() != 1:
        return []
    level = level_sentence(writer, one.rows, indicator, subject, writer.focus.geo)
    return [level, *rank_sentences(writer, indicator, str(one.rows["time_period"].iloc[0]))]


def _items(writer: Writer, figure: Figure) -> tuple[tuple[str, str], ...]:
    """The lines of a panel, with the numbers they quote."""
    rows = quoted_rows(writer.pipeline, figure, writer.focus)
    parts = {name: writer.value(cell_of(rows[name], spec.indicator)) for name, spec in figure.quoted.items()}
    return tuple((head, Formatter().vformat(text, (), parts)) for head, text in figure.items[writer.language])
