"""papermill's engine ``talentstudy``: ``papermill notebook.ipynb out.ipynb --engine talentstudy``."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager

from talentstudy.errors import KernelDied, NotebookFailed
from talentstudy.kernels.surroundings import can_fork, say_plain, surroundings
from talentstudy.kernels.warm import Nursery


@cache
def _nursery() -> Nursery:
    """One for all notebooks of this process."""
    nursery = Nursery()
    atexit.register(nursery.close)
    return nursery


class WarmEngine(Engine):
    """Executes each notebook in a fork of one warm process, where the system bears it."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, execution_timeout: int | None = None, **rest: Any
    ) -> None:
        """Execute the cells in a fork, and take over the notebook it made of them."""
        if not can_fork():
            say_plain()
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, execution_timeout=execution_timeout, **rest)
            return
        with tempfile.TemporaryDirectory(prefix="talentstudy-") as folder:
            source, draft, log = (Path(folder) / name for name in ("source.ipynb", "draft.ipynb", "log"))
            nbformat.write(nb_man.nb, source)
            request = {
                "cells": kernel_name,
                "source": str(source),
                "draft": str(draft),
                "cwd": str(Path.cwd()),
                "environment": surroundings(),
                "log": str(log),
            }
            # papermill's time limit is one for each cell; a fork has one for all of them.
            limit = execution_timeout * max(1, len(nb_man.nb.cells)) if execution_timeout else None
            ended = _nursery().execute(request, time_limit=limit)
            if ended.stopped:
                raise NotebookFailed(f"the notebook was stopped: {ended.stopped}.")
            if ended.code != 0:
                told = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
                raise KernelDied(f"the kernel died with code {ended.code} ({told[-1] if told else 'it left no word'}).")
            nb_man.nb = nbformat.read(draft, as_version=4)
