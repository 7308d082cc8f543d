"""Success without what a notebook owes is failure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from talentstudy.batch import contract
from talentstudy.batch.contract import lacking
from talentstudy.batch.notebooks import Shown
from talentstudy.chapters import CHAPTERS
from talentstudy.displaying import MIME

IMAGE = "<img src='data:image/png;base64,AAAA'>"
Executed = Callable[..., Path]


def part_of(word: str, name: str) -> dict[str, Any]:
    if word == "draw":
        return {"kind": "figure", "id": name, "title": "t", "alt": "a", "source": "s", "description": ""}
    if word == "tell":
        return {"kind": "told", "sentences": ["x"], "items": [], "numbers": [], "reason": ""}
    return {"kind": "table", "columns": ["a"], "rows": [["1"]]}


@pytest.fixture
def executed(tmp_path: Path) -> Executed:
    """Chapter 4 as it should be; ``change`` alters the parts shown, by the cell's code."""

    def made(change: dict[str, list[dict[str, Any]]] | None = None, without: str = "") -> Path:
        codes = [f'study.{word}("{one.id}")' for one in CHAPTERS["4"].figures for word in ("draw", "tell")]
        codes = [code for code in (*codes, "study.table(4)") if code != without]
        cells = []
        for place, code in enumerate(codes, start=1):
            word, _, name = code.removeprefix("study.").rstrip(")").partition("(")
            parts = (change or {}).get(code, [part_of(word, name.strip('"'))])
            data = {MIME: {"parts": parts}, "text/html": IMAGE}
            shown = [nbformat.v4.new_output("execute_result", data, execution_count=place)] if parts else []
            cells.append(nbformat.v4.new_code_cell(code, execution_count=place, outputs=shown))
        parameters = {"EDITION": 2025, "GEO": "ME"}
        content = nbformat.v4.new_notebook(cells=cells, metadata={"papermill": {"parameters": parameters}})
        nbformat.write(content, tmp_path / "executed.ipynb")
        return tmp_path / "executed.ipynb"

    return made


def test_a_whole_notebook_lacks_nothing(executed: Executed) -> None:
    assert lacking(executed(), "ch04_inclusion") == []


@pytest.mark.parametrize(
    ("code", "parts", "said"),
    [
        ('study.draw("F4-02")', [], "cell 3 (draw(F4-02)) shows nothing of the study"),
        ('study.draw("F4-02")', [{**part_of("draw", "F4-02"), "alt": ""}], "shows a figure without alt"),
        ('study.draw("F4-02")', [part_of("draw", "F4-03")], "shows figure F4-03"),
        ('study.draw("F4-02")', [{"kind": "prose", "text": " "}], "shows empty prose"),
        ('study.tell("F4-02")', [{**part_of("tell", ""), "sentences": []}], "tells nothing and gives no reason"),
        ('study.tell("F4-02")', [{"kind": "prose", "text": "x"}], "shows a prose"),
        ("study.table(4)", [{**part_of("table", ""), "rows": []}], "shows a table without rows"),
    ],
)
def test_what_is_missing_is_named(executed: Executed, code: str, parts: list[dict[str, Any]], said: str) -> None:
    (found,) = lacking(executed({code: parts}), "ch04_inclusion")
    assert said in found


def test_a_figure_may_give_its_reason_instead(executed: Executed) -> None:
    reason = [{"kind": "prose", "text": "Figure F4-02 is not drawn: no value."}]
    assert lacking(executed({'study.draw("F4-02")': reason}), "ch04_inclusion") == []


def test_a_figure_of_the_chapter_without_a_cell_is_missing(executed: Executed) -> None:
    assert lacking(executed(without='study.draw("F4-02")'), "ch04_inclusion") == ["figure F4-02 is not drawn"]


def test_a_table_may_be_empty_only_where_the_country_has_no_number(
    executed: Executed, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = executed({"study.table(4)": [{**part_of("table", ""), "rows": []}]})
    asked: list[tuple[str, ...]] = []

    def holds_nothing(*given: str) -> bool:
        asked.append(given)
        return len(asked) == 1

    monkeypatch.setattr("talentstudy.batch.contract._holds_nothing", holds_nothing)
    assert lacking(path, "ch04_inclusion", "home") == []
    assert lacking(path, "ch04_inclusion", "home") == ["cell 17 (table(4)) shows a table without rows"]
    assert asked[0] == ("2025", "ME", "4", "home")


def test_an_edition_may_hold_no_claim_that_a_person_judged() -> None:
    shown = Shown("judgements", "", 8)
    assert contract._lacking_cell(shown, [{**part_of("table", ""), "rows": []}]) == []
    assert contract._lacking_cell(shown, [{**part_of("table", ""), "rows": [], "columns": []}])


def test_a_cell_not_executed_or_that_raised_is_named_in_any_notebook(tmp_path: Path) -> None:
    raised = nbformat.v4.new_output("error", ename="ValueError", evalue="x", traceback=[])
    cells = [nbformat.v4.new_code_cell("1"), nbformat.v4.new_code_cell("2", execution_count=1, outputs=[raised])]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert lacking(tmp_path / "a.ipynb", "another") == ["cell 1 was not executed", "cell 2 raised"]


def test_the_cell_papermill_injects_is_not_counted(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell(code, execution_count=1) for code in ("A = 1", "A = 2", "1 / 0")]
    cells[1].metadata["tags"] = ["injected-parameters"]
    cells[2].outputs = [nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="", traceback=[])]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert lacking(tmp_path / "a.ipynb", "another") == ["cell 2 raised"]
