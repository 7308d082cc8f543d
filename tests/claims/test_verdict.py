"""A verdict as plain data: everything a reader of JSON needs, and evidence that is never empty."""

import json
from collections.abc import Callable, Mapping

import pytest

from talentstudy.claims.explaining import explanations
from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Address
from talentstudy.claims.verdict import Verdict, brought_to
from tests.claims.conftest import claim

Decide = Callable[..., Mapping[str, Verdict]]


def test_it_is_frozen(decide: Decide) -> None:
    one = decide(claim("C1"))["C1"]
    with pytest.raises(AttributeError):
        one.verdict = "agrees"  # type: ignore[misc]


def test_as_data_it_holds_every_field_and_is_json(decide: Decide) -> None:
    one = decide(claim("C1", "5,6%", "ict_specialists_share", "geo=BE;time_period=2023"))["C1"]
    data = json.loads(json.dumps(one.as_data(explanations(one))))
    assert {"id", "verdict", "printed", "value", "computed", "unit", "dataset", "vintage", "key", "evidence"} <= set(
        data
    )
    assert (data["id"], data["verdict"], data["printed"], data["value"], data["computed"]) == (
        "C1",
        "mislabelled",
        "5,6%",
        5.6,
        5.6,
    )
    assert set(data["explanation"]) == {"nl", "fr", "en", "de"}
    assert [entry.get("role") for entry in data["evidence"]] == ["decides", "stated", None]


def test_a_claim_without_anything_behind_it_still_has_evidence(decide: Decide) -> None:
    data = decide(claim("C1"))["C1"].as_data({})
    assert data["evidence"] == [{"kind": "reason", "reason": "no_number"}]
    assert (data["computed"], data["dataset"], data["vintage"], data["key"]) == (None, "", "", "")


def test_an_observation_of_another_kind_keeps_its_own_unit() -> None:
    address = Address("ict_graduates_count", {"geo": "BE", "time_period": "2023"})
    graduates = Observed(address, 4201, 4201, 4201, 0.5, "NR", "", "educ_uoe_grad02@2026-01-06", True)
    assert brought_to(graduates, "PER") is graduates
    thousands = Observed(address, 273, 273, 273, 0.5, "THS_PER", "", "isoc_sks_itspt@2025-05-14", True)
    assert brought_to(thousands, "PER").value == 273_000
