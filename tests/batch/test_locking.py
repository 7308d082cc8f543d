"""One batch at a time on a folder; what a killed one left half-written is removed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from talentstudy.batch.locking import locked, sweep
from talentstudy.batch.matrix import Work
from talentstudy.errors import BatchRefused, WriteFailed


def test_a_second_batch_is_refused_by_name_and_the_folder_is_free_afterwards(tmp_path: Path) -> None:
    code = "import sys\nfrom pathlib import Path\nfrom talentstudy.batch.locking import locked\nwith locked(Path(sys.argv[1])): pass"
    with locked(tmp_path / "batch"):
        told = subprocess.run([sys.executable, "-c", code, str(tmp_path / "batch")], capture_output=True, text=True)
        assert f"another batch writes to {tmp_path} (process {os.getpid()} since" in told.stderr
    with locked(tmp_path / "batch"):
        pass


def test_a_lock_within_the_process_is_refused_too(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(BatchRefused, match="another batch writes"), locked(tmp_path):
        pass


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteFailed, match="cannot be written to"), locked(tmp_path / "file" / "batch"):
        pass


def test_drafts_of_the_planned_notebooks_are_swept_and_nothing_else(tmp_path: Path) -> None:
    names = (".ch02.abcd1234.ipynb", ".ch02.failed.abcd1234.ipynb", ".other.abcd1234.ipynb", "ch02.ipynb")
    for name in names:
        (tmp_path / name).write_text("")
    (tmp_path / "batch" / "records").mkdir(parents=True)
    (tmp_path / "batch" / "records" / ".ch02.abcd1234.json").write_text("")
    work = Work("2025", "BE", "nl", "ch02", tmp_path, tmp_path / "ch02.ipynb", {}, tmp_path)
    assert sweep([work], tmp_path / "batch") == 3
    assert {path.name for path in tmp_path.iterdir()} == {".other.abcd1234.ipynb", "ch02.ipynb", "batch"}
