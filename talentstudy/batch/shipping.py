"""What goes to a worker and what it does there: the study's notebooks and data under their digest, one task a notebook."""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import fsspec
import nbformat
from distributed import WorkerPlugin, get_worker

from talentstudy.batch import here
from talentstudy.batch.here import Done, Job
from talentstudy.batch.records import package_digest
from talentstudy.errors import StudyError
from talentstudy.kernels.nursery import named
from talentstudy.kernels.surroundings import can_fork
from talentstudy.kernels.warm import Nursery
from talentstudy.store import HOME_VARIABLE

TOPIC = "talentstudy"
# A zip of the same files is the same bytes on any day.
_DAY = (1980, 1, 1, 0, 0, 0)


def packed(home: Path) -> bytes:
    """The notebooks, the raw data and the lock of a study, as the same bytes for the same files."""
    files = [*sorted((home / "notebooks").glob("*.ipynb")), *_below((home / "data" / "raw").resolve())]
    with io.BytesIO() as content:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
            for path in files:
                bundle.writestr(zipfile.ZipInfo(_name(path, home), _DAY), path.read_bytes())
            if (lock := home / "requirements.lock").exists():
                bundle.writestr(zipfile.ZipInfo(lock.name, _DAY), lock.read_bytes())
        return content.getvalue()


def _below(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _name(path: Path, home: Path) -> str:
    raw = (home / "data" / "raw").resolve()
    return f"data/raw/{path.relative_to(raw).as_posix()}" if raw in path.parents else f"notebooks/{path.name}"


class Shipment(WorkerPlugin):
    """A study on its way to every worker, those that join later too; unpacked and warmed at the first notebook."""

    def __init__(self, content: bytes, editions: Iterable[str]) -> None:
        self.content = content
        self.editions = tuple(editions)
        self.package = package_digest()
        self.digest = hashlib.sha256(content + repr(self.editions).encode() + self.package.encode()).hexdigest()
        self.name = f"{TOPIC}-{self.digest}"
        self._unpacked: _Unpacked | None = None

    def setup(self, worker: Any) -> None:
        """Nothing is done before it is needed."""
        self._folder = Path(worker.local_directory)
        self._one_at_a_time = threading.Lock()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002
        """End the warm process with its kernels."""
        if self._unpacked and self._unpacked.nursery:
            self._unpacked.nursery.close()

    def unpacked(self) -> _Unpacked:
        """The study on this worker. StudyError where another state of the package is installed here."""
        if package_digest() != self.package:
            raise StudyError(
                f"this worker has talentstudy {package_digest()[:12]}…, the batch {self.package[:12]}…: install the same."
            )
        with self._one_at_a_time:
            if self._unpacked is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                home = Path(tempfile.mkdtemp(prefix=f"{TOPIC}-{self.digest[:12]}-", dir=self._folder))
                with zipfile.ZipFile(io.BytesIO(self.content)) as bundle:
                    bundle.extractall(home)
                self._unpacked = _Unpacked(home, here.warm(self.editions, home) if can_fork() else None)
            return self._unpacked


@dataclass(frozen=True)
class _Unpacked:
    home: Path
    nursery: Nursery | None


def _here(shipment: str) -> _Unpacked:
    plugin = get_worker().plugins[shipment]
    assert isinstance(plugin, Shipment)
    return plugin.unpacked()


def perform(shipment: str, job: Job, shared: str) -> tuple[Done, bytes, str]:
    """Execute one job on this worker: what it cost, the notebook (empty if written to ``shared``), its log.

    Raises as ``here.perform`` does.
    """
    get_worker().log_event(TOPIC, {"key": job.key})
    study = _here(shipment)
    with tempfile.TemporaryDirectory(dir=study.home) as folder:
        task = replace(
            job.task,
            source=study.home / "notebooks" / job.task.source.name,
            target=Path(folder) / job.task.target.name,
            environment={**job.task.environment, HOME_VARIABLE: str(study.home)},
            cwd=study.home,
            log=Path(folder) / "log",
        )
        done = here.perform(replace(job, task=task), study.nursery)
        content, log = _as_asked(task.target, job), Path(folder) / "log"
        done = replace(done, sha256=hashlib.sha256(content).hexdigest())
        if shared:
            write_shared(shared, content)
            content = b""
        return done, content, log.read_text(errors="replace") if log.exists() else ""


def _as_asked(executed: Path, job: Job) -> bytes:
    """The notebook with the paths it was asked for with: those of this worker are nobody else's."""
    content = nbformat.read(executed, as_version=4)
    content.metadata.papermill |= {"input_path": str(job.task.source), "output_path": str(job.task.target)}
    return str(nbformat.writes(content)).encode()


def call(shipment: str, function: str, arguments: Mapping[str, Any]) -> Any:
    """What ``module:function`` returns on this worker, with the study's folder here as ``home``."""
    study = _here(shipment)
    given = {**arguments, "home": str(study.home)}
    return here.call(function, given, study.nursery) if study.nursery else named(function)(**given)


def write_shared(url: str, content: bytes) -> None:
    """Write a file of a shared storage, whole or not at all: under a name of chance first, where others write too."""
    system, path = fsspec.core.url_to_fs(url)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    draft = f"{path}.{hashlib.sha256(content).hexdigest()[:12]}.draft"
    system.pipe_file(draft, content)
    if system.exists(path):
        system.rm_file(path)
    system.mv(draft, path)


def read_shared(url: str) -> bytes | None:
    """A file of a shared storage; None where there is none."""
    system, path = fsspec.core.url_to_fs(url)
    try:
        content: bytes = system.cat_file(path)
    except (FileNotFoundError, IsADirectoryError):
        return None
    return content
