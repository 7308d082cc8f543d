"""What a forked kernel does: its notebook, and nothing that was there before or stays after."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import random
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import nbformat
import papermill
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from talentstudy.kernels.cells import CellEngine
from talentstudy.kernels.nursery import named

ENGINE = "talentstudy-cells"
papermill_engines.register(ENGINE, CellEngine)
_PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, however that ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before it could be told of.
        os._exit(1)


def live(request: dict[str, Any], asker: socket.socket, parent: int) -> NoReturn:
    """Execute the notebook of a request, tell the asker how it went, and end the process.

    ``request``: ``source``, ``draft`` and ``target`` (paths; the notebook is written to the draft and says that
    it is the target), ``parameters``, ``cwd``, ``environment`` and ``log`` (a path); or ``cells`` (a kernel's
    name) with ``source`` and ``draft``, for the cells alone; or ``call`` (``module:function``) with ``arguments``
    and ``draft``, which takes what the function returns as JSON.
    The answer is one line of JSON: ``{"event": "finished", "failure": null or {cell, source, ename, evalue}}``, with
    ``unwritten`` where the system took no file.
    """
    code = 1
    try:
        _settle(request, parent)
        failure = _execute(request)
        _answer(asker, failure=failure)
        code = 0
    except OSError as refused:
        # What a cell raises is papermill's: this is the notebook itself that could not be read or written.
        _answer(asker, failure=None, unwritten=(refused.errno or 0, refused.strerror or str(refused)))
        code = 0
        _log_error()
    except BaseException:
        _log_error()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        # Without the exit handlers of what was loaded in the parent: they are the parent's to run.
        os._exit(code)


def _log_error() -> None:
    # On a full disk the log takes nothing either.
    with contextlib.suppress(OSError):
        traceback.print_exc()


def _answer(asker: socket.socket, **told: Any) -> None:
    asker.sendall(json.dumps({"event": "finished", **told}).encode() + b"\n")


def _settle(request: dict[str, Any], parent: int) -> None:
    """A session, folder, environment, seed and log of one's own."""
    os.setsid()
    die_with(parent)
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for handle, number in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(handle, number)
    os.close(log)
    os.close(nothing)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _execute(request: dict[str, Any]) -> dict[str, Any] | None:
    if request.get("cells"):
        _execute_cells(request)
        return None
    if request.get("call"):
        return _call(request)
    try:
        papermill.execute_notebook(
            request["source"],
            request["draft"],
            request["parameters"],
            engine_name=ENGINE,
            target=request["target"],
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
        )
    except PapermillExecutionError as refused:
        return {
            "cell": refused.cell_index,
            "source": str(refused.source),
            "ename": refused.ename,
            "evalue": refused.evalue,
        }
    return None


def _call(request: dict[str, Any]) -> dict[str, Any] | None:
    try:
        told = named(request["call"])(**request["arguments"])
    except Exception as refused:
        traceback.print_exc()
        return {"cell": 0, "source": request["call"], "ename": type(refused).__name__, "evalue": str(refused)}
    Path(request["draft"]).write_text(json.dumps(told), encoding="utf-8")
    return None


def _execute_cells(request: dict[str, Any]) -> None:
    """The cells alone, for a papermill that has set the parameters and looks at the failures itself."""
    notebook = nbformat.read(request["source"], as_version=4)
    done = papermill_engines.execute_notebook_with_engine(
        ENGINE, notebook, kernel_name=request["cells"], output_path=None, progress_bar=False
    )
    nbformat.write(done, Path(request["draft"]))
