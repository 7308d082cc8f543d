"""Notebooks are thin, clean in git, and take the same parameters."""

import ast
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Lambda)


def cells(path: Path) -> list[dict]:
    found: list[dict] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestNotebook:
    def test_holds_no_output(self, path: Path) -> None:
        for cell in cells(path):
            assert cell.get("outputs", []) == []
            assert cell.get("execution_count") is None

    def test_has_at_most_four_lines_a_cell_and_no_logic(self, path: Path) -> None:
        for cell in cells(path):
            if cell["cell_type"] == "code":
                source = "".join(cell["source"])
                assert len(source.splitlines()) <= 4
                assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, FORBIDDEN)]

    def test_imports_only_open_edition(self, path: Path) -> None:
        imports = [
            ast.unparse(node)
            for cell in cells(path)
            if cell["cell_type"] == "code"
            for node in ast.walk(ast.parse("".join(cell["source"])))
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert imports == ["from talentstudy import open_edition"]

    def test_holds_no_number_in_code_but_the_edition_and_chapter(self, path: Path) -> None:
        for cell in cells(path)[2:]:
            if cell["cell_type"] == "code":
                numbers = [
                    node.value
                    for node in ast.walk(ast.parse("".join(cell["source"])))
                    if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
                ]
                assert all(number in range(1, 7) for number in numbers)

    def test_takes_edition_country_language_and_peers(self, path: Path) -> None:
        tagged = [cell for cell in cells(path) if "parameters" in cell["metadata"].get("tags", [])]
        assert len(tagged) == 1
        names = [node.target.id for node in ast.parse("".join(tagged[0]["source"])).body]  # type: ignore[attr-defined]
        assert names == ["EDITION", "GEO", "LANGUAGE", "PEERS"]
