"""The annexes run for Belgium as they stand, and every cell says something."""

from pathlib import Path

import nbformat
import pytest

from talentstudy.chapters import ANNEXES
from talentstudy.run import execute_notebook
from talentstudy.store import Home

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("letter", ANNEXES)
def test_an_annex_runs_and_every_cell_shows_text_or_a_picture(letter: str, tmp_path: Path) -> None:
    name = f"{ANNEXES[letter]}.ipynb"
    parameters = {"EDITION": 2025, "GEO": "BE", "LANGUAGE": "nl", "PEERS": ""}
    path = execute_notebook(ROOT / "notebooks" / name, tmp_path / name, parameters, Home(ROOT))
    cells = [one for one in nbformat.read(path, as_version=4).cells if one.cell_type == "code"]
    shown = [cell for cell in cells[2:] if "parameters" not in cell.metadata.get("tags", [])]
    assert len(shown) > 12
    for cell in shown:
        data = cell.outputs[0]["data"]
        assert {"text/html", "text/markdown"} & set(data), cell.source
    told = "".join(cell.outputs[0]["data"].get("text/plain", "") for cell in shown)
    assert "{" not in told
    assert "procentpunt" in told or "% per jaar" in told
