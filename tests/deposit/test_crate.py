"""The RO-Crate, validated by roc-validator against the profile of workflow runs, without the network."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import requests
import rocrate
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

from talentstudy.deposit.crate import INPUTS, WORKFLOW

pytestmark = pytest.mark.filterwarnings("ignore")
_BIOSCHEMAS = "https://bioschemas.org/"


@pytest.fixture
def context_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary of RO-Crate, which the validator asks of w3id.org, from the file that the rocrate library ships.

    That file is of version 1.3, where four words moved to another address; they are given the one of 1.1.
    """
    content = json.loads((Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text(encoding="utf-8"))
    content["@context"] |= {
        "ComputationalWorkflow": f"{_BIOSCHEMAS}ComputationalWorkflow",
        "FormalParameter": f"{_BIOSCHEMAS}FormalParameter",
        "input": f"{_BIOSCHEMAS}ComputationalWorkflow#input",
        "output": f"{_BIOSCHEMAS}ComputationalWorkflow#output",
    }

    def answered(self: HttpRequester, url: str, **_: Any) -> requests.Response:
        assert url == "https://w3id.org/ro/crate/1.1/context"
        reply = requests.Response()
        reply.status_code = 200
        reply.headers["Content-Type"] = "application/ld+json"
        reply._content = json.dumps(content).encode()
        return reply

    monkeypatch.setattr(HttpRequester, "get", answered, raising=False)


def issues(folder: Path, severity: models.Severity, cache: Path) -> list[tuple[str, str]]:
    settings = models.ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier="workflow-run-crate",
        requirement_severity=severity,
        offline=True,
        cache_path=cache,
    )
    return [(one.severity.name, str(one.message)) for one in services.validate(settings).get_issues()]


@pytest.mark.usefixtures("context_at_hand")
def test_the_validator_misses_nothing_but_what_the_study_does_not_know(unpacked: Path, tmp_path: Path) -> None:
    found = issues(unpacked, models.Severity.RECOMMENDED, tmp_path / "cache")
    assert {severity for severity, _ in found} == {"RECOMMENDED"}
    # When the run ended, a home page of its authors; and a script has no address on the web.
    known = ("endTime", "SHOULD have a URL", "SHOULD have a url", "id SHOULD be an absolute URI")
    assert [text for _, text in found if not any(part in text for part in known)] == []


@pytest.mark.usefixtures("context_at_hand")
def test_a_crate_without_its_workflow_is_refused(unpacked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(unpacked, folder)
    path = folder / "ro-crate-metadata.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    root = next(one for one in content["@graph"] if one["@id"] == "./")
    del root["mainEntity"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert issues(folder, models.Severity.REQUIRED, tmp_path / "cache")


def graph(files: dict[str, bytes]) -> dict[str, Any]:
    content = json.loads(files["ro-crate-metadata.json"])
    return {one["@id"]: one for one in content["@graph"]}


def test_every_file_is_described_with_its_sha256_and_no_other(files: dict[str, bytes]) -> None:
    held = graph(files)
    described = {name for name, one in held.items() if "File" in one["@type"]}
    assert described == set(files) - {"ro-crate-metadata.json"}
    for name in described:
        assert held[name]["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert held[name]["contentSize"] == str(len(files[name]))


def test_the_run_goes_from_the_raw_files_by_the_workflow_to_the_data(files: dict[str, bytes]) -> None:
    run = graph(files)["#run"]
    given = [one["@id"] for one in run["object"]]
    raw = [name for name in files if name.startswith(INPUTS) and not name.endswith("origin.toml")]
    assert set(raw) == {name for name in given if not name.startswith("#")}
    assert {"#value-edition", "#value-geo", "#value-language"} < set(given)
    assert {one["@id"] for one in run["result"]} == {name for name in files if name.startswith("data/")}
    assert run["instrument"] == {"@id": WORKFLOW}
    # When it ran is not known, and the clock of the build is not its time.
    assert "endTime" not in run


def test_it_bears_the_day_of_the_edition(files: dict[str, bytes]) -> None:
    assert graph(files)["./"]["datePublished"] == "2025-06-30"
