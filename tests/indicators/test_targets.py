from collections.abc import Callable
from typing import Any

import pytest

from talentstudy.pipeline import Pipeline

Value = Callable[..., Any]


def test_the_ideal_path_ends_at_the_target(edition_2025: Pipeline, value: Value) -> None:
    path = edition_2025.indicator("ict_specialists_path_count")
    target = value(edition_2025.indicator("ict_specialists_target_count"), geo="EU27_2020")
    assert value(path, measure="ict_specialists_ideal", time_period="2030") == target
    assert value(path, measure="ict_specialists_baseline", time_period="2030") < target


def test_the_path_starts_from_the_series_it_is_drawn_from(edition_2025: Pipeline, value: Value) -> None:
    """Million persons of the path against thousands of the series: one release apart, never ten times."""
    path = edition_2025.indicator("ict_specialists_path_count")
    count = edition_2025.indicator("ict_specialists_count")
    for year in ("2014", "2020"):
        million = value(path, measure="ict_specialists_historical", time_period=year)
        thousand = value(count, geo="EU27_2020", time_period=year)
        assert million == pytest.approx(thousand / 1000, rel=0.05)


def test_only_paths_of_specialists_are_taken(edition_2025: Pipeline) -> None:
    path = edition_2025.indicator("ict_specialists_path_count")
    assert set(path["measure"]) == {"ict_specialists_historical", "ict_specialists_baseline", "ict_specialists_ideal"}


def test_targets_are_of_the_union_in_2030(edition_2025: Pipeline) -> None:
    for name in ("ict_specialists_target_count", "basic_digital_skills_target_share", "cloud_target_share"):
        assert edition_2025.indicator(name)[["geo", "time_period"]].to_numpy().tolist() == [["EU27_2020", "2030"]]
