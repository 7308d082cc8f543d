"""What goes to a worker: the same bytes for the same study, and nothing half-written where others read."""

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest

pytest.importorskip("distributed")

from talentstudy.batch import shipping
from talentstudy.batch.shipping import Shipment, packed, read_shared, write_shared
from talentstudy.errors import StudyError


def test_a_study_is_packed_as_the_same_bytes_and_under_its_digest(study: Path) -> None:
    content = packed(study)
    assert packed(study) == content
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "notebooks/ch02_instruments.ipynb" in names
    assert any(name.startswith("data/raw/eurostat/") and name.endswith("origin.toml") for name in names)
    one = Shipment(content, ["2025"])
    (study / "notebooks" / "ch02_instruments.ipynb").write_text("altered")
    assert Shipment(packed(study), ["2025"]).digest != one.digest
    assert Shipment(content, ["2026"]).digest != one.digest


def test_a_worker_with_another_package_refuses(study: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipment = Shipment(packed(study), [])
    shipment.setup(SimpleNamespace(local_directory=str(tmp_path)))
    monkeypatch.setattr(shipping, "package_digest", lambda: "another")
    with pytest.raises(StudyError, match="this worker has talentstudy another"):
        shipment.unpacked()


def test_a_shared_file_is_replaced_whole(tmp_path: Path) -> None:
    for url in (f"file://{tmp_path}/a/b.ipynb", "memory://talentstudy/a/b.ipynb"):
        assert read_shared(url) is None
        for content in (b"one", b"two"):
            write_shared(url, content)
            assert read_shared(url) == content
        system, path = fsspec.core.url_to_fs(url)
        assert len(system.ls(path.rpartition("/")[0])) == 1
