"""The executor on this machine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from talentstudy.batch.here import Here, Job, call, failure_of, perform
from talentstudy.errors import NotebookFailed, StudyError
from talentstudy.kernels.execution import Task
from talentstudy.kernels.surroundings import can_fork
from talentstudy.kernels.warm import Nursery

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
Furnish = Callable[..., Path]


def job(study: Path, notebook: str = "ch02_instruments", **more: Any) -> Job:
    target = study / "out" / f"{notebook}.ipynb"
    return Job(
        "key",
        notebook,
        Task(study / "notebooks" / f"{notebook}.ipynb", target, {}, {}, log=study / "a" / "log", **more),
    )


def test_a_chapter_that_shows_none_of_its_figures_fails_and_is_kept_aside(study: Path, nursery: Nursery) -> None:
    with pytest.raises(
        NotebookFailed,
        match=r"ch02_instruments was executed and is not whole: cell 2 .print. shows nothing of the study; figure F2-01 is not drawn",
    ):
        perform(job(study), nursery)
    assert [path.name for path in (study / "out").iterdir()] == ["ch02_instruments.failed.ipynb"]


def test_a_job_is_told_when_it_starts_and_what_it_cost(study: Path, light: None) -> None:
    begun: list[str] = []
    here = Here(1, (), study, begun.append)
    try:
        done = here.submit(job(study)).result(60)
        assert here.call("builtins:dict", {"a": 1}).result(60) == {"a": 1, "home": str(study)}
    finally:
        here.close()
    assert begun == ["key"]
    assert len(done.sha256) == 64
    assert set(done.cost) == {"seconds", "cpu", "peak_mb"}


def test_closing_ends_what_runs_and_forgets_what_waits(
    study: Path, light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talentstudy.batch.here.warm", lambda *_: Nursery(()))
    source = study / "notebooks" / "ch02_instruments.ipynb"
    content = json.loads(source.read_text())
    content["cells"][1]["source"] = "import time; time.sleep(60)"
    source.write_text(json.dumps(content))
    here = Here(1, (), study, lambda _: None)
    running, waiting = here.submit(job(study)), here.submit(job(study))
    while not running.running():
        pass
    here.close()
    assert waiting.cancelled()
    assert isinstance(running.exception(), StudyError)
    assert not list((study / "out").glob("*"))


def test_a_function_that_raises_is_named(nursery: Nursery) -> None:
    with pytest.raises(StudyError, match="json:loads raised JSONDecodeError"):
        call("json:loads", {"s": "{"}, nursery)


def test_a_failure_of_another_kind_bears_its_name() -> None:
    assert failure_of(NotebookFailed("x")) == "x"
    assert failure_of(ValueError("x")) == "ValueError: x"
