"""papermill takes the engine by its name."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from talentstudy.kernels.engine import WarmEngine
from talentstudy.kernels.surroundings import say_plain

Write = Callable[..., Path]


def test_papermill_executes_with_it_and_looks_at_failures_itself(
    notebook: Write, nursery: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("talentstudy.kernels.engine._nursery", lambda: nursery)
    target = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        str(notebook("A = 1", "print(A)")), str(target), {"A": 3}, engine_name="talentstudy", progress_bar=False
    )
    done = nbformat.read(target, as_version=4)
    assert done.cells[-1].outputs[0].text == "3\n"
    assert done.cells[-1].metadata.papermill.status == "completed"
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        papermill.execute_notebook(
            str(notebook("A = 1", "1 / 0")), str(target), engine_name="talentstudy", progress_bar=False
        )


def test_where_nothing_forks_it_is_papermills_own_engine(
    notebook: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    say_plain.cache_clear()
    used = []
    monkeypatch.setattr("talentstudy.kernels.engine.can_fork", lambda: False)
    monkeypatch.setattr(
        "talentstudy.kernels.engine.NBClientEngine.execute_managed_notebook", lambda *given, **_: used.append(given)
    )
    for _ in range(2):
        WarmEngine.execute_managed_notebook(None, "python3")
    assert len(used) == 2
    assert caplog.text.count("each notebook gets a plain one") == 1
