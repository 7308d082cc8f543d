"""A notebook is executed whole or not at all, and the same by a warm kernel as by a plain one."""

import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import psutil
import pytest

from talentstudy.errors import KernelDied, NotebookFailed, WriteFailed
from talentstudy.kernels.execution import Executed, Task, execute
from talentstudy.kernels.warm import Nursery
from tests.processes import await_true, has_ended

Write = Callable[..., Path]


def task(source: Path, **more: object) -> Task:
    given: dict[str, object] = {
        "parameters": {"A": 2},
        "environment": {},
        "target": source.parent / "out" / "out.ipynb",
    }
    return Task(source, **{**given, **more})  # type: ignore[arg-type]


def outputs(path: Path) -> list[object]:
    return [
        (cell.execution_count, [{**output} for output in cell.outputs])
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]


def text_of(path: Path, cell: int = -1) -> str:
    return "".join(output.get("text", "") for output in nbformat.read(path, as_version=4).cells[cell].outputs)


EVERY_KIND = (
    "A = 1",
    "import sys\nprint('out')\nprint('err', file=sys.stderr)\nA + 1",
    "import matplotlib.pyplot as plt\nplt.plot([A, 2]);",
    "import asyncio\nawait asyncio.sleep(0.001)\n5",
    "from IPython.display import HTML, display\nshown = display(HTML('x'), display_id=True)\nshown.update(HTML('y'))",
    "!echo shell",
    "import subprocess\nsubprocess.run(['true'], check=True).returncode",
    "%%capture kept\nprint('kept')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "import contextvars\nset_here = contextvars.ContextVar('set_here')\nset_here.set(A);",
    "import numpy as np\nnp.seterr(divide='raise');",
    "print(set_here.get(), np.geterr()['divide'])",
    "import warnings\nwarnings.warn('careful')",
    "print('a', end='')\nprint('b')\nOut[3]",
)


def test_a_warm_kernel_gives_the_outputs_of_a_plain_one(notebook: Write, nursery: Nursery) -> None:
    source = notebook(*EVERY_KIND[:-2], EVERY_KIND[-1])
    warm, plain = source.parent / "warm.ipynb", source.parent / "plain.ipynb"
    execute(task(source, target=warm), nursery)
    execute(task(source, target=plain))
    ours, theirs = outputs(warm), outputs(plain)
    for place, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        assert one == other, f"cell {place}"
    # papermill counts the cell it injects.
    assert len(ours) == len(EVERY_KIND)
    told = [nbformat.read(path, as_version=4).metadata for path in (warm, plain)]
    assert told[0]["language_info"] == told[1]["language_info"]
    assert set(told[0]["papermill"]) == set(told[1]["papermill"])
    assert told[0]["papermill"]["parameters"] == {"A": 2}
    assert told[0]["papermill"]["output_path"] == str(warm)


def test_what_it_cost_is_told(notebook: Write, nursery: Nursery) -> None:
    done = execute(task(notebook("A = 1", "print(A)")), nursery)
    assert isinstance(done, Executed)
    assert text_of(done.path) == "2\n"
    assert 0 < done.cpu < 30
    assert done.peak_mb > 1


@pytest.mark.parametrize("warm", [True, False])
def test_a_cell_that_raises_is_named_and_what_was_done_is_kept(notebook: Write, nursery: Nursery, warm: bool) -> None:
    order = task(notebook("A = 1", "print('before')", "1 / 0", "print('after')"))
    order.target.parent.mkdir()
    order.target.write_text("the last good one")
    with pytest.raises(NotebookFailed, match=r"small.ipynb stops at cell 3 \(1 / 0\): ZeroDivisionError") as refused:
        execute(order, nursery if warm else None)
    assert not isinstance(refused.value, KernelDied)
    assert order.target.read_text() == "the last good one"
    kept = nbformat.read(order.failed, as_version=4)
    assert "before" in str(kept)
    assert sorted(path.name for path in order.target.parent.iterdir()) == ["out.failed.ipynb", "out.ipynb"]


def test_a_kernel_that_dies_is_named_and_leaves_nothing(notebook: Write, nursery: Nursery) -> None:
    order = task(notebook("A = 1", "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"))
    with pytest.raises(KernelDied, match=r"the kernel of small.ipynb died \(signal 11\)"):
        execute(order, nursery)
    assert list(order.target.parent.iterdir()) == []


def test_a_notebook_that_never_ends_is_stopped(notebook: Write, nursery: Nursery) -> None:
    order = task(notebook("A = 1", "while True: pass"), time_limit=0.5)
    with pytest.raises(NotebookFailed, match=r"was stopped: it ran for more than 0.5 s"):
        execute(order, nursery)


def test_a_notebook_that_eats_memory_is_stopped(notebook: Write, nursery: Nursery) -> None:
    order = task(
        notebook("A = 1", "held = [bytearray(2**20) for _ in range(600)]\nimport time\ntime.sleep(600)"),
        memory_limit=300,
    )
    with pytest.raises(NotebookFailed, match=r"was stopped: it held \d+ MiB, more than 300"):
        execute(order, nursery)


def test_a_program_left_running_ends_with_its_kernel(notebook: Write, nursery: Nursery, tmp_path: Path) -> None:
    kept = tmp_path / "pid"
    cell = f"import subprocess, time\nchild = subprocess.Popen(['sleep', '600'])\nopen({str(kept)!r}, 'w').write(str(child.pid))\ntime.sleep(600)"
    # As long as this machine takes to get there.
    for limit in (1, 5, 25, 125):
        with pytest.raises(NotebookFailed, match="was stopped"):
            execute(task(notebook("A = 1", cell), time_limit=limit), nursery)
        if kept.exists() and kept.read_text():
            break
    pid = int(kept.read_text())
    await_true(lambda: not psutil.pid_exists(pid) or has_ended(psutil.Process(pid)), "the end of the program")


def test_the_log_takes_what_is_printed_past_the_notebook(notebook: Write, nursery: Nursery, tmp_path: Path) -> None:
    execute(task(notebook("A = 1", "import os\nos.write(2, b'from below\\n');"), log=tmp_path / "log"), nursery)
    assert (tmp_path / "log").read_text() == "from below\n"


def test_a_folder_that_takes_no_file_is_named(notebook: Write, nursery: Nursery) -> None:
    order = task(notebook("A = 1"))
    order.target.parent.write_text("a file where the folder should be")
    with pytest.raises(WriteFailed, match=r"out.ipynb could not be written"):
        execute(order, nursery)


@pytest.mark.skipif(os.name != "posix", reason="papermill's own kernel is interrupted by signals")
def test_a_plain_kernel_has_a_time_limit_for_each_cell(notebook: Write) -> None:
    order = task(notebook("A = 1", "import time\ntime.sleep(600)"), time_limit=1)
    with pytest.raises(NotebookFailed, match="a cell ran for more than 1 s"):
        execute(order)
