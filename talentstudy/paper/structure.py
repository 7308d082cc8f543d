"""What the compiler cannot say yet: that the first cell of a row heads its row."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def head_rows(pdf: Pdf) -> None:
    """Make the first cell of every row of a table's body a header with scope Row.

    Each other cell of the row names it beside the header of its column, so that both are read aloud. The compiler
    marks headers of columns only; its own call for rows is behind a switch that its Python wheel does not have.
    """
    root = pdf.Root.StructTreeRoot
    ids = pikepdf.NameTree(root.IDTree) if "/IDTree" in root else pikepdf.NameTree.new(pdf)
    for number, table in enumerate(elements(root, "/Table")):
        for at, row in enumerate(one for body in elements(table, "/TBody") for one in elements(body, "/TR")):
            _head(row, f"row{number}-{at}", ids)
    root.IDTree = ids.obj


def _head(row: Object, name: str, ids: pikepdf.NameTree) -> None:
    cells = list(children(row))
    if not cells or cells[0].S != Name.TD:
        return
    first, *others = cells
    first.S = Name.TH
    first.ID = String(name)
    ids[name] = first
    _attributes(first).Scope = Name.Row
    for cell in others:
        attributes = _attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", Array()), String(name)])


def _attributes(cell: Object) -> Object:
    """The table attributes of a cell, made if it has none."""
    for one in attributes_of(cell):
        if one.get("/O") == Name.Table:
            return one
    own = Dictionary(O=Name.Table)
    cell.A = Array([*attributes_of(cell), own])
    last: Object = cell.A[-1]
    return last


def attributes_of(element: Object) -> list[Object]:
    """The attribute dictionaries of a structure element."""
    held = element.get("/A")
    if held is None:
        return []
    return [one for one in held if isinstance(one, Dictionary)] if isinstance(held, Array) else [held]


def children(element: Object) -> Iterator[Object]:
    """The structure elements directly below one, in order; marked content is left out."""
    held = element.get("/K")
    for one in held if isinstance(held, Array) else [held]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one


def elements(element: Object, kind: str) -> Iterator[Object]:
    """All elements of a kind below one, in reading order; those inside a found one are left to its own walk."""
    for one in children(element):
        if kind == one.S:
            yield one
        else:
            yield from elements(one, kind)
