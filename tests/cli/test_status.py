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
    (line,) = [one for one in out.splitlines() if one.startswith("isoc_sks_itspt ")]
    held, newest, days, *rest = line.split()[1:]
    assert (held, newest) == ("4", "2026-04-17")
    assert days.isdecimal()
    assert " ".join(rest) == "2027-04 (from 2 steps) 2025-05-14 2026-04-17" or "overdue" in rest
    assert "available" not in out
    assert "edition 2025 (printed): stale; isoc_sks_itspt: 2025-05-14 pinned, 2026-04-17 held" in out
    assert "edition 2026 (in preparation): reads the newest vintages held" in out


def test_its_columns_stand_under_each_other(told: Told) -> None:
    _, out, _ = told("status")
    head, *lines = out.split("\n\n")[0].splitlines()
    at = head.index("newest")
    assert all(line[at : at + 10].count("-") == 2 for line in lines if not line.startswith("unknown:"))


def test_of_a_publication_its_issues_are_listed_and_nothing_is_expected(told: Told) -> None:
    _, out, _ = told("status")
    publications = {line.split()[0]: line.split()[1:] for line in out.split("\n\n")[1].splitlines()}
    assert publications["acerta_disability"] == ["–", "all", "all", "2022,", "2024-02,", "2025"]
    assert publications["gender_scan"][1:3] == ["2024-02-20", "2024-02-20"]


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
    lines = {line.split()[0]: line for line in out.splitlines() if line}
    assert lines["isoc_sks_itspt"].endswith("  2027-04-15")
    assert lines["tin00085"].endswith("  none: it was withdrawn")
    assert lines["tin00074"].endswith("  unknown: the provider does not answer.")
    assert lines["official"].endswith("available")
    assert "available" not in lines["publications"]
