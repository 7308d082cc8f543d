"""A notebook is up to date when nothing it depends on changed and its output is the one recorded."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from talentstudy.batch import records as module
from talentstudy.batch.matrix import Work
from talentstudy.batch.records import FRESH, Records, digest_of, identity_of

Change = Callable[[Work, pytest.MonkeyPatch], Work]


@pytest.fixture
def work(tmp_path: Path) -> Work:
    source, target = tmp_path / "ch.ipynb", tmp_path / "out.ipynb"
    source.write_text("source")
    target.write_text("output")
    return Work("2025", "BE", "nl", "ch", source, target, {"GEO": "BE"}, tmp_path, "mark")


@pytest.fixture
def kept(work: Work, tmp_path: Path) -> Records:
    records = Records(tmp_path / "batch")
    records.keep(work, identity_of(work), "digest", {"seconds": 1.0})
    return records


def test_a_notebook_whose_record_and_output_are_of_today_is_fresh(work: Work, kept: Records) -> None:
    assert kept.why(work, "digest") == FRESH
    assert kept.why(work, "other") == "its output is not the one recorded"
    assert kept.why(work, "") == "its output is missing"
    assert kept.why(replace(work, geo="NL"), "digest") == "it was not executed before"


def changed_notebook(work: Work, _: pytest.MonkeyPatch) -> Work:
    work.source.write_text("altered")
    return work


def changed_package(work: Work, patch: pytest.MonkeyPatch) -> Work:
    patch.setattr(module, "package_digest", lambda: "other")
    # The digest of the data counts the package in.
    return replace(work, mark="other")


def changed_environment(work: Work, patch: pytest.MonkeyPatch) -> Work:
    patch.setattr(module, "environment_of", lambda _: {"python": "4", "lock": ""})
    return work


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed_notebook, "its notebook changed"),
        (changed_package, "the package changed"),
        (changed_environment, "the environment changed"),
        (lambda work, _: replace(work, mark="other"), "the data it reads or a library that computes from them changed"),
        (lambda work, _: replace(work, parameters={"GEO": "NL"}), "its parameters changed"),
    ],
)
def test_what_changed_is_named(
    work: Work, kept: Records, change: Change, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of(identity_of(work))
    after = change(work, monkeypatch)
    assert kept.why(after, "digest") == said
    assert digest_of(identity_of(after)) != before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"identity": {}}', '{"identity": {"notebook": "x"}, "sha256": "y"}', "\x00"]
)
def test_a_record_that_cannot_be_read_is_said_to_be_corrupt(work: Work, kept: Records, text: str) -> None:
    kept.path(work).write_text(text)
    assert kept.why(work, "digest") == "its record is corrupt"


def test_the_environment_is_the_lock_or_what_is_installed(tmp_path: Path) -> None:
    module.environment_of.cache_clear()
    without = module.environment_of(tmp_path / "a")
    (tmp_path / "requirements.lock").write_text("pandas==3")
    with_lock = module.environment_of(tmp_path)
    assert without["python"] == with_lock["python"]
    assert without["lock"] != with_lock["lock"]


def test_a_record_says_what_it_cost(work: Work, kept: Records) -> None:
    assert json.loads(kept.path(work).read_text())["cost"] == {"seconds": 1.0}
