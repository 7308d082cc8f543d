"""What an executed notebook must hold: every figure, paragraph, table and number of its chapter or annex."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from talentstudy.batch.notebooks import Shown, cells_of, numbered
from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.displaying import MIME
from talentstudy.pipeline import Pipeline, open_pipeline
from talentstudy.selection import Focus
from talentstudy.tabling import chapter_table

# What may stand where a word of the study was the last of its cell; any part of the study for the words not here.
_KINDS = {
    # A figure, or the stated reason why there is none.
    "draw": {"figure", "finding", "prose"},
    "tell": {"told"},
    "table": {"table"},
    "ranking": {"table"},
    "log": {"table"},
    "heading": {"prose"},
    "section": {"prose"},
    "cite": {"prose"},
}
# Tables that say all with their heads: an edition may hold no claim that a person had to judge.
_MAY_BE_EMPTY = {"judgements"}
Part = dict[str, Any]
_one_at_a_time = threading.Lock()


def lacking(executed: Path, notebook: str, home: str = "") -> list[str]:
    """What an executed notebook of the study does not hold and must, in sentences; empty where it is whole.

    Every cell was executed and none raised; every cell that ends with a value shows what it asked for, with content;
    every figure of the chapter is shown, or the reason why it is not, and told. Of a notebook that is no chapter or
    annex only the first is asked. A table of key figures may be empty where the data under ``home`` hold none of them
    for the country.
    """
    content = nbformat.read(executed, as_version=4)
    found = [*_unfinished(content)]
    if notebook not in _known():
        return found
    cells = [(shown, _parts(cell)) for _, cell, shown in cells_of(content) if shown]
    for shown, parts in cells:
        if not _is_rightly_empty(shown, parts, content, home):
            found += _lacking_cell(shown, parts)
    for figure in _figures(notebook):
        for word in ("draw", "tell"):
            if not any(shown.word == word and shown.name == figure for shown, _ in cells):
                found.append(f"figure {figure} is not {'drawn' if word == 'draw' else 'told'}")
    return found


def _known() -> set[str]:
    return {*(chapter.notebook for chapter in CHAPTERS.values()), *ANNEXES.values()}


def _figures(notebook: str) -> list[str]:
    return [figure.id for one in CHAPTERS.values() if one.notebook == notebook for figure in one.figures]


def _unfinished(content: Any) -> Iterator[str]:
    for place, cell in numbered(content):
        if cell.cell_type != "code" or not str(cell.source).strip():
            continue
        if cell.execution_count is None:
            yield f"cell {place} was not executed"
        if any(output.output_type == "error" for output in cell.outputs):
            yield f"cell {place} raised"


def _parts(cell: Any) -> list[Part]:
    """The study's parts of what a cell shows; of a figure also whether its image is there."""
    found = []
    for output in cell.outputs:
        data = output.get("data", {})
        has_image = "data:image/png;base64," in "".join(data.get("text/html", ""))
        found += [{**part, "image": has_image} for part in data.get(MIME, {}).get("parts", ())]
    return found


def _lacking_cell(shown: Shown, parts: list[Part]) -> list[str]:
    what = f"{shown.word}({shown.name})" if shown.name else shown.word
    if not parts:
        return [f"cell {shown.place} ({what}) shows nothing of the study"]
    kinds = _KINDS.get(shown.word)
    found = []
    for part in parts:
        if kinds and part["kind"] not in kinds:
            found.append(f"cell {shown.place} ({what}) shows a {part['kind']}")
        elif shown.word in _MAY_BE_EMPTY and part["kind"] == "table" and part["columns"]:
            continue
        elif why := _empty(part):
            found.append(f"cell {shown.place} ({what}) {why}")
        elif part["kind"] == "figure" and shown.name.startswith("F") and part["id"] != shown.name:
            found.append(f"cell {shown.place} ({what}) shows figure {part['id']}")
    return found


def _is_rightly_empty(shown: Shown, parts: list[Part], content: Any, home: str) -> bool:
    """Whether a table of key figures has no row because its country has no number in it."""
    if shown.word != "table" or not home or any(part["kind"] != "table" or part["rows"] for part in parts):
        return False
    given = content.metadata.papermill.parameters
    return _holds_nothing(str(given["EDITION"]), str(given["GEO"]), shown.name, home)


@lru_cache(maxsize=4)
def _pipeline(edition: str, home: str) -> Pipeline:
    return open_pipeline(edition, home)


@lru_cache(maxsize=1024)
def _holds_nothing(edition: str, geo: str, chapter: str, home: str) -> bool:
    # Several threads may ask, and the pipeline is not made for that.
    with _one_at_a_time:
        return chapter_table(_pipeline(edition, home), chapter, Focus(geo, ()), "en").empty


def _empty(part: Part) -> str:
    """Why a part holds nothing; '' where it does."""
    kind = part["kind"]
    if kind == "figure":
        missing = [name for name in ("alt", "title", "source", "image") if not part[name]]
        return f"shows a figure without {', '.join(missing)}" if missing else ""
    if kind == "told":
        return "" if part["sentences"] or part["items"] or part["reason"] else "tells nothing and gives no reason"
    if kind == "table":
        return "" if part["rows"] else "shows a table without rows"
    if kind == "finding":
        return "" if part["text"].strip() else "shows a finding without a word"
    if kind == "prose":
        return "" if part["text"].strip() else "shows empty prose"
    return ""
