"""What a notebook of the study asks for, read from its cells: what it needs, and what it must show."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.errors import UnknownName


@dataclass(frozen=True)
class Shown:
    """The value a cell ends with: the study's word for it (``draw``), its text argument, and the cell's place."""

    word: str
    name: str
    place: int


def notebook_named(name: str) -> str:
    """A notebook of the study by its name, the beginning of it, or its chapter's number or annex's letter.

    >>> notebook_named("ch04"), notebook_named("b")
    ('ch04_inclusion', 'annex_b_gender')
    """
    known = [*(chapter.notebook for chapter in CHAPTERS.values()), *ANNEXES.values()]
    if name in CHAPTERS:
        return CHAPTERS[name].notebook
    if name in ANNEXES:
        return ANNEXES[name]
    begun = [one for one in known if one == name.removesuffix(".ipynb") or (name and one.startswith(name))]
    if len(begun) != 1:
        raise UnknownName("notebook", name, known)
    return begun[0]


def numbered(notebook: Any) -> Iterator[tuple[int, Any]]:
    """Every cell with its place from 1, as in the notebook that was executed: what papermill injects is not counted."""
    own = (cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ()))
    return enumerate(own, start=1)


def cells_of(notebook: Any) -> Iterator[tuple[int, Any, Shown | None]]:
    """Every code cell of a notebook but that of its parameters: its place from 1, itself, and what it ends with."""
    for place, cell in numbered(notebook):
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", ()):
            yield place, cell, _shown(str(cell.source), place)


def _shown(code: str, place: int) -> Shown | None:
    try:
        body = ast.parse(code).body
    except SyntaxError:
        # A line of the shell, or of IPython: whatever it shows is its own.
        return None
    if not body or not isinstance(body[-1], ast.Expr) or code.rstrip().endswith(";"):
        return None
    value = body[-1].value
    call = value if isinstance(value, ast.Call) else None
    asked = call.func if call else value
    argument = call.args[0] if call and call.args else None
    name = str(argument.value) if isinstance(argument, ast.Constant) else ""
    word = asked.attr if isinstance(asked, ast.Attribute) else ast.unparse(asked)
    return Shown(word, name, place)


@lru_cache(maxsize=64)
def trends_of(source: Path) -> tuple[str, ...]:
    """The trends a notebook opens by name: each must be there for its country before it can run."""
    import nbformat

    found: dict[str, None] = {}
    for _, cell, _ in cells_of(nbformat.read(source, as_version=4)):
        try:
            tree = ast.parse(str(cell.source))
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "trend":
                found |= {str(one.value): None for one in node.args[:1] if isinstance(one, ast.Constant)}
    return tuple(found)
