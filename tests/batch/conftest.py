"""A study whose notebooks are small: the real data, its nine notebooks replaced, a warm process that loads nothing."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from talentstudy.batch.plan import Plan
from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.kernels.warm import Nursery

ROOT = Path(__file__).parents[2]
PARAMETERS = (
    "EDITION: int = 2025  # the report's year; one of: edition\n"
    'GEO: str = "BE"  # a country; one of: geo\n'
    'LANGUAGE: str = "en"  # of all that is printed; one of: nl, fr, en, de\n'
    'PEERS: str = ""  # countries to set beside it, separated by spaces\n'
    "SHARE: float = 0.5  # of one; from 0 to 1"
)


def write_notebook(path: Path, *cells: str) -> Path:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (PARAMETERS, *cells)])
    made.cells[0].metadata["tags"] = ["parameters"]
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for place, cell in enumerate(made.cells):
        cell["id"] = f"c{place}"
    nbformat.write(made, path)
    return path


def furnish(folder: Path, *cells: str) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    (folder / "notebooks").mkdir()
    for name in (*(one.notebook for one in CHAPTERS.values()), *ANNEXES.values()):
        write_notebook(folder / "notebooks" / f"{name}.ipynb", *(cells or ("print(EDITION, GEO, LANGUAGE, SHARE)",)))
    return folder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return furnish(tmp_path / "study")


@pytest.fixture
def plan(study: Path) -> Callable[..., Plan]:
    """A plan on the small study: chapter 2 in French, if nothing else is said."""

    def made(**more: object) -> Plan:
        given: dict[str, object] = {"languages": ("fr",), "chapters": ("2",), "home": str(study)}
        return Plan(**{**given, **more})  # type: ignore[arg-type]

    return made


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch, nursery: Nursery) -> None:
    """The warm process of all tests, which knows no edition and outlives a batch, and notebooks that owe no figure."""
    lent = SimpleNamespace(execute=nursery.execute, pid=nursery.pid, close=lambda: None)
    monkeypatch.setattr("talentstudy.batch.here.warm", lambda *_: lent)
    monkeypatch.setattr("talentstudy.batch.here.lacking", lambda *_: [])
    # A file of the package that somebody edits between two runs is not what is tested.
    monkeypatch.setattr("talentstudy.batch.matrix.fingerprint", lambda *_: "data")
    monkeypatch.setattr("talentstudy.batch.records.package_digest", lambda: "package")
