"""The owner's side of a nursery: what is prepared before a fork, and children that run a function."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.surroundings import can_fork, surroundings
from talentstudy.kernels.warm import Nursery

Write = Callable[..., Path]
pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


def request(folder: Path, function: str, **arguments: object) -> dict[str, object]:
    return {
        "call": function,
        "arguments": arguments,
        "draft": str(folder / "draft.json"),
        "cwd": str(folder),
        "environment": surroundings(),
        "log": str(folder / "log"),
    }


def test_what_is_prepared_once_every_child_has(
    notebook: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made_once.py").write_text(
        f"KEPT = []\ndef make(value):\n    KEPT.append(value)\n    open({str(tmp_path / 'calls')!r}, 'a').write('x')\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    source = notebook("A = 1", "import made_once\nmade_once.KEPT.append(A)\nprint(made_once.KEPT)")
    with Nursery((), prepare=[("made_once:make", {"value": 7})]) as one:
        for at in range(2):
            done = execute(Task(source, tmp_path / f"{at}.ipynb", {}, {}), one)
            assert "[7, 1]" in done.path.read_text()
    assert (tmp_path / "calls").read_text() == "x"


def test_a_child_runs_a_function_and_leaves_what_it_returns(nursery: Nursery, tmp_path: Path) -> None:
    ended = nursery.execute(request(tmp_path, "math:hypot", **{}))
    assert ended.is_whole
    assert ended.failure is None
    assert json.loads((tmp_path / "draft.json").read_text()) == 0.0


def test_a_function_that_raises_is_named(nursery: Nursery, tmp_path: Path) -> None:
    ended = nursery.execute(request(tmp_path, "json:loads", s="{"))
    assert ended.failure
    assert ended.failure["ename"] == "JSONDecodeError"
    assert "Traceback" in (tmp_path / "log").read_text()


@pytest.mark.parametrize("log", ["log", "/dev/full"])
def test_a_result_that_cannot_be_written_is_told_with_the_systems_number(
    nursery: Nursery, tmp_path: Path, log: str
) -> None:
    asked = {"draft": str(tmp_path / "gone" / "draft"), "log": str(tmp_path / log)}
    ended = nursery.execute({**request(tmp_path, "math:hypot"), **asked})
    assert ended.unwritten == (2, "No such file or directory")
