"""The long table: every row of every indicator, and nothing filled in."""

from talentstudy.deposit.observations import dimensions_of, observations


def test_every_row_of_every_indicator_stands_once(tables) -> None:
    held = [one for one in tables if one.shape.kind == "indicator"]
    long = observations(tables)
    assert len(long) == sum(len(one.rows) for one in held)
    assert long["indicator"].value_counts().to_dict() == {one.shape.name: len(one.rows) for one in held}


def test_values_flags_and_sources_are_those_of_the_rows(tables) -> None:
    (table,) = [one for one in tables if one.shape.name == "ict_women_share"]
    long = observations(tables)
    rows = long[long["indicator"] == "ict_women_share"]
    for name in ("geo", "time_period", "unit", "obs_flag", "source"):
        assert rows[name].tolist() == [row[name] for row in table.rows]
    assert rows["obs_value"].tolist() == [float(row["obs_value"]) for row in table.rows]


def test_a_dimension_that_does_not_apply_and_a_value_that_is_missing_stay_missing(tables) -> None:
    long = observations(tables)
    assert {"measure", "group"} <= set(dimensions_of(long))
    assert long.loc[long["indicator"] == "ict_women_share", "measure"].isna().all()
    bounded = long[(long["indicator"] == "enterprise_priority_share") & long["obs_value"].isna()]
    assert len(bounded)
    assert bounded["obs_lower"].notna().any()
