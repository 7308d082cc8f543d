"""Statbel's own JSON: rows labelled in words."""

import json
from pathlib import Path

import pytest

from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.sources.bestat import read_facts

SPECIMEN = Path(__file__).parents[1] / "fetch" / "replies" / "statbel_consumer_prices.json"


def test_a_view_becomes_one_row_per_fact_with_periods_of_sdmx() -> None:
    table = read_facts(SPECIMEN, "Maand")
    assert list(table.columns) == ["Jaar", "Maand", "Niveau 1", "Basisjaar", "Consumptieprijsindex"]
    assert table["Maand"].tolist() == ["2025-01", "2025-02", "2025-02", "2024"]
    assert table["Consumptieprijsindex"].tolist() == ["133.35", "134.06", "", "131.41"]


@pytest.mark.parametrize(
    ("label", "period"),
    [("Mars 2025", "2025-03"), ("maart 2025", "2025-03"), ("März 2025", "2025-03"), ("2025", "2025")],
)
def test_a_month_is_read_in_each_language(tmp_path: Path, label: str, period: str) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps({"facts": [{"Month": label, "Value": 1}]}), encoding="utf-8")
    assert read_facts(path, "Month")["Month"].tolist() == [period]


@pytest.mark.parametrize("label", ["Sprokkelmaand 2025", "2025 Januari", "", "20251"])
def test_a_label_that_is_no_period_is_refused(tmp_path: Path, label: str) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps({"facts": [{"Month": label, "Value": 1}]}), encoding="utf-8")
    with pytest.raises(CleaningError, match=r"is no period of be\.STAT"):
        read_facts(path, "Month")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"facts": 3}', '{"facts": [3]}', "<html></html>"])
def test_what_is_no_view_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "view.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SchemaViolation, match=r"view\.json is no view of be\.STAT"):
        read_facts(path)
