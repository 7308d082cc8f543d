"""``talentstudy status``: what it prints, offline and when it asks."""

import json
from collections.abc import Callable

import pytest

from talentstudy.errors import StudyError
from talentstudy.fetch import Outcome

Told = Callable[..., tuple[int, str, str]]


def test_each_dataset_and_edition_is_a_line(told: Told) -> None:
    code, out, err = told("status")
    assert (code, err) == (0, "")
    (line,) = [one for one in out.splitlines() if one.startswith("isoc_sks_itspt: ")]
    assert "held 2024-03-07, 2024-04-26, 2025-05-14, 2026-04-17; pinned 2025: 2025-05-14; 2026: 2026-04-17" in line
    assert "next expected 2027-04 (from 2 steps between releases" in line
    assert "available" not in line
    assert "edition 2025 (printed): stale; isoc_sks_itspt: 2025-05-14 pinned, 2026-04-17 held" in out
    assert "edition 2026 (in preparation): reads the newest vintages held" in out


def test_json_holds_the_same(told: Told) -> None:
    code, out, _ = told("status", "--json")
    assert code == 0
    facts = json.loads(out)
    (one,) = [line for line in facts["datasets"] if line["dataset"] == "tin00085"]
    assert one["held"] == ["2024-02-02"]
    assert one["expected"] == ""
    assert {year["edition"]: year["stale"] for year in facts["editions"]} == {"2025": True, "2026": False}


def test_online_the_provider_s_vintage_is_named_or_why_it_is_not_known(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(dataset: str, home: object) -> Outcome:
        if dataset == "isoc_sks_itspt":
            return Outcome(dataset, "new", "2027-04-15")
        if dataset == "tin00085":
            return Outcome(dataset, "empty", reason="it was withdrawn")
        raise StudyError("the provider does not answer.")

    monkeypatch.setattr("talentstudy.fetch.fetch_dataset", fetched)
    code, out, _ = told("status", "--online")
    assert code == 0
    lines = {line.split(":")[0]: line for line in out.splitlines()}
    assert lines["isoc_sks_itspt"].endswith("available 2027-04-15")
    assert lines["tin00085"].endswith("available none: it was withdrawn")
    assert lines["tin00074"].endswith("available unknown: the provider does not answer.")
    assert "available" not in lines["wef_future_of_jobs"]
