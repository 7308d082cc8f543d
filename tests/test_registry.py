import pandas as pd
import pytest

from talentstudy.errors import UnknownName
from talentstudy.registry import Indicator, Registry


def share(isoc_sks_itspt: pd.DataFrame, ict_women_share: pd.DataFrame) -> pd.DataFrame:
    return isoc_sks_itspt.assign(obs_value=ict_women_share["obs_value"])


def test_lines_are_found_by_name_in_the_order_written() -> None:
    registry = Registry("indicator", {"b": 1, "a": 2})
    assert list(registry) == ["b", "a"]
    assert (registry["a"], len(registry), "b" in registry, "c" in registry) == (2, 2, True, False)
    assert dict(registry) == {"b": 1, "a": 2}
    assert repr(registry) == "<2 indicators: b, a>"


def test_a_line_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no figure named 'F2-1'; did you mean F2-01\?"):
        Registry("figure", {"F2-01": 1, "F5-08": 2})["F2-1"]


def test_a_registry_does_not_follow_the_mapping_it_was_made_of() -> None:
    lines = {"a": 1}
    registry = Registry("figure", lines)
    lines["b"] = 2
    assert "b" not in registry


def test_argument_names_are_the_wiring() -> None:
    line = Indicator(share, "PC", ("sex",))
    assert line.inputs == ("isoc_sks_itspt", "ict_women_share")
    assert line.key == ("sex", "geo", "time_period")
