"""A small study on paper, made once for all tests of a process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.documents import Document, read_document
from talentstudy.documents.blocks import TableBlock
from talentstudy.paper import build
from talentstudy.store import Home
from tests.executed import LANGUAGES, executed_home

KEY_FIGURES = TableBlock(
    "Key figures",
    ("Indicator", "Reference year", "Belgium", "Flags", "EU-27", "Rank", "Source"),
    (
        ("Women & ICT", "2024", "19.0%", "b", "19.5%", "17/27", "isoc_sks_itsps@2025-05-14"),
        ("ICT specialists", "2024", "1,288", "", "not available", "8/27", "isoc_sks_itspt@2025-05-14"),
    ),
)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return executed_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def own_home(tmp_path: Path) -> Home:
    """A study of one's own, to spoil."""
    return executed_home(tmp_path / "home", ["en"])


@pytest.fixture(scope="session")
def pdfs(home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The PDF of each language."""
    paths = build(home, "2025", "BE", LANGUAGES, tmp_path_factory.mktemp("paper"))
    return {path.stem[-2:]: path.read_bytes() for path in paths}


@pytest.fixture(scope="session")
def pdf(pdfs: dict[str, bytes]) -> bytes:
    return pdfs["en"]


@pytest.fixture(scope="session")
def document(home: Home) -> Callable[..., Document]:
    def read(name: str = "ch04_inclusion", language: str = "en") -> Document:
        return read_document(home, "2025", "BE", language, name)

    return read


@pytest.fixture(scope="session")
def key_figures() -> TableBlock:
    return KEY_FIGURES
