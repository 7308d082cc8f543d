"""Kill a batch at a moment of one's choice, start it again, and compare what it leaves with an undisturbed run."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil

from tests.processes import await_end

KILL = Path(__file__).with_name("kill.py")


def begin(study: Path, output: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(KILL), str(study), str(output)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(study: Path, output: Path) -> str:
    """Run it to its end; the summary."""
    with begin(study, output) as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    return out.decode()


def kill_after(process: subprocess.Popen[bytes], output: Path, notebooks: int, number: int, delay: float) -> int:
    """Send a signal once so many notebooks are there, and a little later; how many were there once all has ended."""
    children: list[psutil.Process] = []
    with process:
        while process.poll() is None and len(_there(output)) < notebooks:
            time.sleep(0.02)
        time.sleep(delay)
        if process.poll() is None:
            children = psutil.Process(process.pid).children(recursive=True)
            os.kill(process.pid, number)
        process.communicate(timeout=300)
    await_end(children)
    return len(outputs(output))


def outputs(folder: Path) -> dict[str, str]:
    """Every notebook that is there under its own name, by the digest of what it says: all but when and how long."""
    return {path.relative_to(folder).as_posix(): said(path) for path in _there(folder)}


def _there(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.ipynb") if not path.name.startswith("."))


# Of a run, not of what was computed: a sequential run and any other differ in them alone.
EXECUTION_METADATA = ("start_time", "end_time", "duration", "output_path", "version", "environment_variables")


def said(path: Path) -> str:
    content = nbformat.read(path, as_version=4)
    for holder in (content, *content.cells):
        for name in EXECUTION_METADATA:
            holder.metadata.get("papermill", {}).pop(name, None)
        holder.metadata.pop("execution", None)
        holder.pop("id", None)
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def undisturbed(study: Path, folder: Path) -> dict[str, str]:
    finish(study, folder)
    return outputs(folder)


SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
