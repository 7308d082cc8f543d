"""The annexes run for Belgium as they stand, and every cell says something."""

from pathlib import Path

import nbformat
import pytest

from talentstudy.chapters import ANNEXES
from talentstudy.claims.ledger import read_ledger
from talentstudy.editions import read_edition
from talentstudy.kernels.execution import Task, execute
from talentstudy.store import HOME_VARIABLE

ROOT = Path(__file__).parents[2]


def executed(letter: str, folder: Path) -> list[nbformat.NotebookNode]:
    """The cells of an annex that show something, each with what it shows."""
    name = f"{ANNEXES[letter]}.ipynb"
    parameters = {"EDITION": 2025, "GEO": "BE", "LANGUAGE": "nl", "PEERS": ""}
    task = Task(ROOT / "notebooks" / name, folder / name, parameters, {HOME_VARIABLE: str(ROOT)})
    path = execute(task).path
    cells = [one for one in nbformat.read(path, as_version=4).cells if one.cell_type == "code"]
    shown = [cell for cell in cells[2:] if "parameters" not in cell.metadata.get("tags", [])]
    for cell in shown:
        assert {"text/html", "text/markdown"} & set(cell.outputs[0]["data"]), cell.source
        assert "{" not in cell.outputs[0]["data"].get("text/plain", "")
    return shown


@pytest.mark.parametrize("letter", ["a", "b"])
def test_an_annex_on_trends_runs_and_every_cell_shows_text_or_a_picture(letter: str, tmp_path: Path) -> None:
    shown = executed(letter, tmp_path)
    assert len(shown) > 12
    told = "".join(cell.outputs[0]["data"].get("text/plain", "") for cell in shown)
    assert "procentpunt" in told or "% per jaar" in told


def test_the_annex_on_claims_counts_and_shows_every_claim_with_its_evidence(tmp_path: Path) -> None:
    shown = executed("c", tmp_path)
    html = "".join(cell.outputs[0]["data"].get("text/html", "") for cell in shown)
    claims = read_ledger(read_edition(2025)).claims
    # One heading per claim, and the one of the issue with what should have been printed.
    assert [name for name in claims if f"<h4>{name} · " not in html] == []
    assert html.count("<section>") == len(claims)
    assert html.count("Verbeterd: ") > 20
    assert "beoordeling" in html
