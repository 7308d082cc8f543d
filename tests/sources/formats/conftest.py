"""Small replies in the providers' formats, written into a folder of the test."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def reply(tmp_path: Path) -> Write:
    """A file with this content: as it is, or packed as a provider packs it. The name says nothing about the format."""

    def write(content: str | bytes, packed: str = "") -> Path:
        path = tmp_path / "reply.dat"
        raw = content.encode() if isinstance(content, str) else content
        if packed == "zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("inside.xml", raw)
        else:
            path.write_bytes(gzip.compress(raw) if packed == "gz" else raw)
        return path

    return write


@pytest.fixture(params=[True, False], ids=["polars", "pandas"])
def with_polars(request: pytest.FixtureRequest) -> bool:
    """Both parsers of large files; the first is an extra."""
    if request.param:
        pytest.importorskip("polars")
    return bool(request.param)
