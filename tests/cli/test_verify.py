"""``talentstudy verify``: what it prints of an edition that computes, and of one that does not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.store import find_home

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A home in which one raw file was edited by hand, and nothing is committed."""
    shutil.copytree(find_home().raw, tmp_path / "data" / "raw")
    path = tmp_path / "data" / "raw" / "eurostat" / "tin00085" / "2024-02-02" / "observations.csv"
    path.write_bytes(path.read_bytes().replace(b"2019", b"2018", 1))
    return tmp_path


def test_every_raw_file_and_indicator_is_reported(told: Told) -> None:
    code, out, _ = told("verify", "2025", "--json")
    found = json.loads(out)
    files = [one for one in found if one["kind"] == "raw file"]
    assert {"what": "isoc_sks_itspt at 2025-05-14", "kind": "raw file", "holds": True, "why": ""} in files
    assert code == (0 if all(one["holds"] for one in found) else 1)


def test_a_file_that_was_altered_fails_and_exits_1(told: Told, spoilt: Path) -> None:
    code, out, err = told("verify", "2025", "--home", str(spoilt))
    assert (code, err) == (1, "")
    assert "FAILS  raw file  tin00085 at 2024-02-02: " in out
    assert "holds  raw file  tin00074 at 2024-02-02" in out
    assert "edition 2025: 53 of 54 raw files have their sha256; 0 of" in out


def test_an_edition_that_is_not_there_is_refused(told: Told) -> None:
    code, out, err = told("verify", "2052")
    assert (code, out) == (2, "")
    assert "no edition named '2052'" in err
