"""The warm process has one thread before each fork and leaves no process behind."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from talentstudy.errors import StudyError
from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.nursery import threads_of
from talentstudy.kernels.warm import Nursery
from tests.processes import await_end, await_true

Write = Callable[..., Path]


def test_it_has_one_thread_and_no_child_between_notebooks(notebook: Write, nursery: Nursery, tmp_path: Path) -> None:
    source = notebook("A = 1", "print(A)")
    for at in range(3):
        execute(Task(source, tmp_path / f"{at}.ipynb", {}, {}), nursery)
    assert threads_of(nursery.pid) == 1
    assert psutil.Process(nursery.pid).children() == []


def test_with_a_second_thread_it_refuses_to_fork(
    notebook: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "starts_a_thread.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), name='sleeper', daemon=True).start()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    source = notebook("A = 1")
    with (
        Nursery(("starts_a_thread",)) as one,
        pytest.raises(StudyError, match=r"has 2 threads \(MainThread, sleeper\)"),
    ):
        execute(Task(source, tmp_path / "out.ipynb", {}, {}), one)


def test_a_library_that_cannot_be_loaded_is_named() -> None:
    with pytest.raises(StudyError, match=r"the nursery did not start .*no_such_library"):
        Nursery(("no_such_library",))


def test_when_its_owner_is_killed_it_ends_with_every_kernel(notebook: Write, tmp_path: Path) -> None:
    source = notebook(
        "A = 1", f"import os\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\nwhile True: pass"
    )
    owner = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom talentstudy.kernels.execution import Task, execute\nfrom talentstudy.kernels.warm import Nursery\n"
            "with Nursery(()) as one: execute(Task(Path(sys.argv[1]), Path(sys.argv[2]), {}, {}), one)",
            str(source),
            str(tmp_path / "out.ipynb"),
        ]
    )
    kept = tmp_path / "pid"
    await_true(lambda: kept.exists() and kept.read_text(), "the kernel's number")
    family = [psutil.Process(owner.pid), *psutil.Process(owner.pid).children(recursive=True)]
    assert int(kept.read_text()) in {one.pid for one in family}
    owner.kill()
    owner.wait()
    await_end(family)
