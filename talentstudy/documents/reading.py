"""Executed notebooks read into documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.displaying import MIME
from talentstudy.documents.blocks import Block, Document, FigureBlock, FindingBlock, Heading, Paragraph, TableBlock
from talentstudy.documents.cells import cell_blocks
from talentstudy.errors import NotebookFailed, PublishError
from talentstudy.results import FORMATS, read_json
from talentstudy.store import Home
from talentstudy.wording import locale_of

Cell = Mapping[str, Any]
# What `read_once` has read; None outside of it.
_SHELF: ContextVar[dict[Path, Document] | None] = ContextVar("_SHELF", default=None)


@dataclass(frozen=True)
class _Made:
    """What the last run wrote of the figures of one country and language."""

    folder: Path

    @cached_property
    def figures(self) -> Mapping[str, Mapping[str, Any]]:
        """What is told of each figure, read when the first is met."""
        found: Mapping[str, Mapping[str, Any]] = read_json(self.folder / "index.json").get("figures", {})
        return found

    def of(self, figure: FigureBlock) -> FigureBlock:
        """The figure with its files and, where the notebook did not keep it, its long description."""
        if not figure.numbered:
            return figure
        found = {form: self.folder / f"{figure.id}.{form}" for form in FORMATS}
        files = {form: path for form, path in found.items() if path.exists()}
        told = figure.description or str(self.figures.get(figure.id, {}).get("description", ""))
        return replace(figure, files=files, description=told)


def notebook_names(annexes: Iterable[str] = tuple(ANNEXES)) -> list[str]:
    """The notebooks of a study in reading order: chapters, then annexes."""
    return [*(chapter.notebook for chapter in CHAPTERS.values()), *(ANNEXES[letter] for letter in annexes)]


def read_documents(
    home: Home, edition: str, geo: str, language: str, names: Sequence[str] | None = None
) -> list[Document]:
    """The documents of a study in one language, in reading order.

    Parameters
    ----------
    names
        Notebooks without suffix; all chapters, and the annexes there are, if not given.

    Raises
    ------
    PublishError
        A notebook was not executed, a figure has no alternative text, an output is a program.
    NotebookFailed
        A notebook stopped at a cell.
    """
    locale_of(language)
    folder = home.processed(edition) / "notebooks" / geo / language
    if names is None:
        chapters = notebook_names(())
        names = [one for one in notebook_names() if one in chapters or any(folder.glob(f"{one}*.ipynb"))]
    made = _Made(home.processed(edition) / "figures" / geo / language)
    return [_document(home, edition, geo, language, name, made) for name in names]


@contextmanager
def read_once() -> Iterator[None]:
    """Within the block every notebook is read once: the site and the PDF of a build say the same.

    A notebook that changes meanwhile is not seen before the block ends.
    """
    token = _SHELF.set({})
    try:
        yield
    finally:
        _SHELF.reset(token)


def read_document(home: Home, edition: str, geo: str, language: str, name: str) -> Document:
    """One executed notebook as a document; see ``read_documents``."""
    return _document(home, edition, geo, language, name, _Made(home.processed(edition) / "figures" / geo / language))


def _document(home: Home, edition: str, geo: str, language: str, name: str, made: _Made) -> Document:
    path = home.processed(edition) / "notebooks" / geo / language / f"{name}.ipynb"
    shelf = _SHELF.get()
    if shelf is None:
        return _read(path, edition, geo, language, made)
    if path not in shelf:
        shelf[path] = _read(path, edition, geo, language, made)
    return shelf[path]


def _cells(path: Path) -> list[Cell]:
    try:
        return list(json.loads(path.read_bytes())["cells"])
    except (ValueError, KeyError, TypeError) as unreadable:
        raise PublishError(
            f"{path} is no whole notebook ({unreadable}). Run it again: talentstudy run."
        ) from unreadable


def _read(path: Path, edition: str, geo: str, language: str, made: _Made) -> Document:
    name = path.stem
    _refuse_unfinished(path, edition, geo, language)
    cells = _cells(path)
    where = f"{name} ({language}, {geo})"
    blocks = [made.of(one) if isinstance(one, FigureBlock) else one for one in _blocks(cells, where)]
    title, question, rest = _front(blocks, where)
    return Document(
        name=name,
        title=title,
        question=question,
        language=language,
        edition=edition,
        geo=geo,
        blocks=tuple(_captioned(_anchored(rest), title)),
        path=path,
        vintages=_vintages(cells),
    )


def _refuse_unfinished(path: Path, edition: str, geo: str, language: str) -> None:
    again = f"talentstudy run --edition {edition} --geo {geo} --language {language}"
    if path.with_name(f"{path.stem}.failed.ipynb").exists():
        raise NotebookFailed(
            f"{path.stem} in {language} for {geo} stopped at a cell in the last run "
            f"(see {path.stem}.failed.ipynb beside the executed notebooks). Repair it and run '{again}'."
        )
    if not path.exists():
        raise PublishError(f"{path.stem} was not executed in {language} for {geo}. Run '{again}' first.")


def _blocks(cells: Sequence[Cell], where: str) -> Iterator[Block]:
    """Every block after the parameters; what stands before them is for who opens the notebook."""
    begun = False
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        if "parameters" in tags or "injected-parameters" in tags:
            begun = True
        elif begun:
            yield from cell_blocks(cell, where)


def _front(blocks: Sequence[Block], where: str) -> tuple[str, str, list[Block]]:
    """Title and question of a document, and its blocks without them."""
    at = next((at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 1), None)
    if at is None:
        raise PublishError(f"{where} has no title: no heading of level 1 after its parameters. Show study.heading(…).")
    heading = blocks[at]
    assert isinstance(heading, Heading)
    after = [one for one in blocks[at + 1 : at + 3] if isinstance(one, Paragraph)]
    question = after[0].text.strip("*_") if after else ""
    # The line below names country and edition, which the document knows.
    return heading.text, question, [*blocks[:at], *blocks[at + 1 + len(after) :]]


def _anchored(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with an anchor each of its own."""
    taken: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Heading | FigureBlock | TableBlock | FindingBlock) and block.anchor:
            taken[block.anchor] = count = taken.get(block.anchor, 0) + 1
            yield block if count == 1 else replace(block, anchor=f"{block.anchor}-{count}")
        else:
            yield block


def _captioned(blocks: Iterable[Block], title: str) -> Iterator[Block]:
    """A table without a caption takes that of the heading it stands under."""
    above = title
    for block in blocks:
        if isinstance(block, Heading):
            above = block.text
        if isinstance(block, TableBlock) and not block.caption:
            yield replace(block, caption=above)
        else:
            yield block


def _vintages(cells: Sequence[Cell]) -> dict[str, str]:
    for cell in cells:
        for output in cell.get("outputs", ()):
            for part in output.get("data", {}).get(MIME, {}).get("parts", ()):
                if part.get("kind") == "study":
                    return dict(part["vintages"])
    return {}
