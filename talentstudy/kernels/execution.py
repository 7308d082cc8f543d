"""One notebook executed into one file, by a warm kernel or a plain one: whole, or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentstudy.errors import KernelDied, NotebookFailed
from talentstudy.kernels.surroundings import surroundings
from talentstudy.store import written

if TYPE_CHECKING:
    from talentstudy.kernels.warm import Nursery

Check = Callable[[Path], str]


@dataclass(frozen=True)
class Executed:
    """A notebook that ran to its end: where it stands and what it cost (seconds; MiB, 0 where not measured)."""

    path: Path
    seconds: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True)
class Task:
    """What is to be executed: a notebook, its parameters, and where the result goes.

    ``environment`` is added to that of this process; ``cwd`` is this process's if not given. ``log`` takes
    what programs and libraries print past the notebook. Limits: seconds, and MiB beyond what the kernel was
    born with; a plain kernel takes the seconds for each cell and knows no limit of memory.
    """

    source: Path
    target: Path
    parameters: Mapping[str, Any]
    environment: Mapping[str, str]
    cwd: Path | None = None
    log: Path | None = None
    time_limit: float | None = None
    memory_limit: float | None = None

    @property
    def failed(self) -> Path:
        """Where the cells done before a failure are kept."""
        return self.target.with_name(f"{self.target.stem}.failed.ipynb")


def execute(task: Task, nursery: Nursery | None = None, check: Check = lambda _: "") -> Executed:
    """Execute a task, by a fork of ``nursery`` if there is one.

    ``check`` looks at the executed notebook before it takes the target's place, and says what is wrong with it, or ''.

    Raises
    ------
    NotebookFailed
        For a cell that raises, a limit exceeded and what ``check`` says; names notebook, cell and cause. What was executed up
        to a failing cell is kept beside the target as ``<name>.failed.ipynb``.
    KernelDied
        If the kernel ended before the notebook did; it may be tried again.
    WriteFailed
        If the target could not be written; what stood there is untouched.
    """
    begun = time.monotonic()
    with written(task.target) as draft:
        task.failed.unlink(missing_ok=True)
        failure, cpu, peak = _by_fork(task, draft, nursery) if nursery else _by_papermill(task, draft)
        if failure:
            with written(task.failed) as kept:
                kept.write_bytes(draft.read_bytes())
            raise NotebookFailed(_told(task, failure))
        if wrong := check(draft):
            with written(task.failed) as kept:
                kept.write_bytes(draft.read_bytes())
            raise NotebookFailed(wrong)
    return Executed(task.target, time.monotonic() - begun, cpu, peak)


def _told(task: Task, failure: Mapping[str, Any]) -> str:
    # papermill counts the cell it injects the parameters with; a reader of the notebook does not.
    cell = failure["cell"] + (0 if task.parameters else 1)
    code = failure["source"].strip().splitlines()[0]
    return (
        f"{task.source.name} stops at cell {cell} ({code}): {failure['ename']}: {failure['evalue']} "
        f"(see {task.failed.name} beside the executed notebooks)"
    )


def _by_fork(task: Task, draft: Path, nursery: Nursery) -> tuple[dict[str, Any] | None, float, float]:
    request = {
        "source": str(task.source.resolve()),
        "draft": str(draft.resolve()),
        "target": str(task.target),
        "parameters": dict(task.parameters),
        "cwd": str(task.cwd or Path.cwd()),
        "environment": {**surroundings(), **task.environment},
        "log": str(task.log.resolve()) if task.log else os.devnull,
    }
    ended = nursery.execute(request, time_limit=task.time_limit, memory_limit=task.memory_limit)
    if ended.unwritten:
        # Named as what could not be written by whoever opened the draft.
        raise OSError(*ended.unwritten)
    if ended.stopped:
        raise NotebookFailed(f"{task.source.name} was stopped: {ended.stopped}. Raise the limit, or see its log.")
    if ended.code != 0:
        how = f"signal {-ended.code}" if ended.code < 0 else f"exit code {ended.code}"
        raise KernelDied(f"the kernel of {task.source.name} died ({how}). Run again, or see its log.")
    return ended.failure, ended.cpu, ended.peak_mb


def _by_papermill(task: Task, draft: Path) -> tuple[dict[str, Any] | None, float, float]:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    os.environ.update({**surroundings(), **task.environment})
    try:
        papermill.execute_notebook(
            str(task.source),
            str(draft),
            dict(task.parameters),
            cwd=str(task.cwd) if task.cwd else None,
            progress_bar=False,
            log_output=False,
            kernel_name="python3",
            execution_timeout=None if task.time_limit is None else int(task.time_limit),
            config=Config(KernelManager={"transport_encryption": "auto"}),
        )
    except PapermillExecutionError as refused:
        failure = {
            "cell": refused.cell_index,
            "source": refused.source,
            "ename": refused.ename,
            "evalue": refused.evalue,
        }
        return failure, 0.0, 0.0
    except CellTimeoutError:
        raise NotebookFailed(
            f"{task.source.name} was stopped: a cell ran for more than {task.time_limit:g} s. Raise the limit."
        ) from None
    except DeadKernelError:
        raise KernelDied(f"the kernel of {task.source.name} died. Run again.") from None
    return None, 0.0, 0.0
