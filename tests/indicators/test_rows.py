from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.indicators.rows import in_unit, paired, slice_of, union_of_sources

Rows = Callable[..., pd.DataFrame]


def test_a_slice_keeps_the_dimensions_asked_for_and_drops_those_held(rows: Rows) -> None:
    table = rows("F BE 2023 PC 5 be", "M BE 2023 PC 95", dims="sex")
    women = slice_of(table, unit="PC", sex="F")
    assert list(women.columns) == ["geo", "time_period", "unit", "obs_value", "obs_flag", "source"]
    assert women["obs_flag"].tolist() == ["be"]
    assert "sex" in slice_of(table, "sex", unit="PC")


def test_bounds_stay_only_where_an_interval_is_asked_for(rows: Rows) -> None:
    table = rows("BE 2023 PC :").assign(obs_lower=60.0, obs_upper=float("nan"))
    assert "obs_lower" not in slice_of(table, unit="PC")
    assert slice_of(table, interval=True, unit="PC")["obs_lower"].tolist() == [60.0]


def test_a_slice_of_nothing_is_refused_and_names_what_is_there(rows: Rows) -> None:
    with pytest.raises(EmptySelection, match=r"no row has sex=T among the 1 with unit=PC \(there: F\)"):
        slice_of(rows("F BE 2023 PC 5", dims="sex"), unit="PC", sex="T")


def test_a_slice_by_a_column_that_is_not_there_is_refused(rows: Rows) -> None:
    with pytest.raises(UnknownName, match="no column named 'sexe'; did you mean sex"):
        slice_of(rows("F BE 2023 PC 5", dims="sex"), sexe="F")


def test_a_unit_is_named_on_every_row(rows: Rows) -> None:
    assert in_unit(rows("BE 2023 PC 5", "NL 2023 PC 6"), "PC_PNT")["unit"].tolist() == ["PC_PNT", "PC_PNT"]


def test_sources_are_united_each_once_in_order() -> None:
    left, right = pd.Series(["b@2; a@1", "a@1"], index=[4, 2]), pd.Series(["a@1; c@3", "a@1"], index=[4, 2])
    united = union_of_sources(left, right)
    assert united.to_dict() == {4: "b@2; a@1; c@3", 2: "a@1"}


def test_pairs_hold_the_keys_of_both_with_flags_and_sources_united(rows: Rows) -> None:
    above = rows("BE 2023 NR 6 e", "NL 2023 NR 8", source="a@1")
    below = rows("BE 2023 NR 3 b", "FR 2023 NR 9", source="b@2")
    both = paired(above, below)
    assert both[["geo", "obs_value", "other_value", "obs_flag"]].to_numpy().tolist() == [["BE", 6.0, 3.0, "be"]]
    assert both["source"].tolist() == ["a@1; b@2"]
