"""What the compiler cannot say yet: that the first cell of a row heads its row."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


def head_rows(pdf: Pdf) -> None:
    """Make the first cell of every row of a table's body a header with scope Row.

    The compiler marks headers of columns, and lists in every other cell which these are; its own call for headers of
    rows is behind a switch that its Python wheel does not have. A reader finds the headers of our tables by their scope
    alone; a list that lacks the row would hide it, so the lists go.
    """
    root = pdf.Root.StructTreeRoot
    scope = pdf.make_indirect(Dictionary(O=Name.Table, Scope=Name.Row))
    for table in elements(root, "/Table"):
        for body in elements(table, "/TBody"):
            for row in elements(body, "/TR"):
                _head(row, scope)


def _head(row: Object, scope: Object) -> None:
    cells = children(row)
    first = next(cells, None)
    if first is None or first.S != Name.TD:
        return
    first.S, first.A = Name.TH, scope
    for cell in cells:
        if "/A" in cell:
            del cell.A


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
