"""Which trends move, and whether a revision or a new year is why."""

import math

from talentstudy.vintages.comparing import Comparison


def test_the_union_s_trend_moves_by_its_revision_and_belgium_s_by_its_new_year(editions_compared: Comparison) -> None:
    trends = editions_compared.impact.trends.set_index("trend")
    union = trends.loc["ict_specialists_share_eu27_2020"]
    assert union["cause"] == "revision"
    assert union["before"] != union["revised"]
    belgium = trends.loc["ict_specialists_share_be"]
    assert belgium["cause"] == "new periods"
    assert belgium["before"] == belgium["revised"] != belgium["after"]


def test_revisions_come_first(editions_compared: Comparison) -> None:
    causes = list(editions_compared.impact.trends["cause"])
    assert causes == sorted(causes, key=["revision", "new periods", "precision"].index)


def test_a_trend_that_could_not_be_fitted_before_says_why(editions_compared: Comparison) -> None:
    (row,) = [
        one
        for one in editions_compared.impact.trends.to_dict("records")
        if one["trend"] == "basic_digital_skills_share_be"
    ]
    assert math.isnan(row["before"])
    assert not math.isnan(row["after"])
    assert "points" in row["note"]


def test_a_trend_that_reads_the_same_rows_is_not_listed(editions_compared: Comparison) -> None:
    assert not any(editions_compared.impact.trends["trend"].str.startswith("ict_women"))
