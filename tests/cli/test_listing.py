"""``talentstudy list``: what it prints of what there is."""

import json
from collections.abc import Callable

import pytest

Told = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("kind", ["indicators", "figures", "datasets", "editions", "assumptions"])
def test_a_list_prints_a_line_a_row_and_the_same_rows_as_json(told: Told, kind: str) -> None:
    _, text, _ = told("list", kind)
    _, printed, _ = told("list", kind, "--json")
    rows = json.loads(printed)
    assert len(text.splitlines()) == len(rows) > 0
    assert all(row["id"] in line for row, line in zip(rows, text.splitlines(), strict=True))


def test_the_list_of_figures_has_all_34(told: Told) -> None:
    _, printed, _ = told("list", "figures", "--json")
    rows = json.loads(printed)
    assert len(rows) == 34
    for row in rows:
        assert set(row["title"]) == {"nl", "fr", "en", "de"}
        assert row["state"] in {"drawn", "no data", "not run"}
        assert (row["state"] == "drawn") == (row["reason"] == "")
