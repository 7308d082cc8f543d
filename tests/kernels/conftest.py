"""Small notebooks."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

Write = Callable[..., Path]


@pytest.fixture
def notebook(tmp_path: Path) -> Write:
    """Write a notebook of these cells; the first is its parameter cell."""

    def write(*cells: str, name: str = "small") -> Path:
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        made.cells[0].metadata["tags"] = ["parameters"]
        made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        for place, cell in enumerate(made.cells):
            cell["id"] = f"c{place}"
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(made, path)
        return path

    return write
