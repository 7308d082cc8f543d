"""``talentstudy show``: what it prints of one number."""

import json
from collections.abc import Callable

Told = Callable[..., tuple[int, str, str]]


def test_show_prints_value_unit_flags_dataset_and_vintage(told: Told) -> None:
    code, out, _ = told("show", "ict_specialists_share", "--geo", "BE", "--period", "2023")
    assert code == 0
    assert out.strip() == (
        "ict_specialists_share BE 2023: 5.4 % of employment (flags: none; source: isoc_sks_itspt at vintage 2025-05-14)"
    )


def test_show_as_json_holds_the_same_facts(told: Told) -> None:
    code, out, _ = told("show", "ict_specialists_count", "--geo", "BE", "--period", "2021", "--json")
    assert code == 0
    (row,) = json.loads(out)
    assert row["obs_value"] == 272
    assert row["unit"] == "THS_PER"
    assert row["flags"] == {"b": "break in series"}
    assert row["sources"] == [{"dataset": "isoc_sks_itspt", "vintage": "2025-05-14", "place": []}]


def test_show_takes_a_sex(told: Told) -> None:
    code, out, _ = told("show", "disability_employment_gap", "--geo", "BE", "--period", "2023", "--sex", "F")
    assert code == 0
    assert out.startswith("disability_employment_gap F BE 2023: ")
