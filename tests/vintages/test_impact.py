"""What the revisions between the two editions move, the worst first."""

import pytest

from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.impact import affected


def test_indicators_come_the_worst_first(editions_compared: Comparison) -> None:
    table = editions_compared.impact.indicators
    assert table["size"].is_monotonic_decreasing
    count = table.set_index("indicator").loc["ict_specialists_count"]
    assert (count["moved"], count["geo"], count["time_period"]) == (26, "DE", "2024")
    assert (count["before"], count["after"], count["difference"]) == (2268, 2184.5, -83.5)
    assert count["size"] == pytest.approx(100 * 83.5 / 2268)


def test_further_decimals_move_no_indicator(editions_compared: Comparison) -> None:
    """Growth from whole thousands differs from growth from tenths in every country; 28 rows alone rest on a revision."""
    growth = editions_compared.impact.indicators.set_index("indicator").loc["ict_specialists_year_growth"]
    assert growth["moved"] == 28


def test_new_periods_are_no_move(editions_compared: Comparison) -> None:
    cloud = editions_compared.impact.indicators.set_index("indicator").loc["cloud_advanced_share"]
    assert (cloud["moved"], cloud["new"]) == (0, 30)


def test_the_counts_are_of_what_a_revision_moves(editions_compared: Comparison) -> None:
    impact = editions_compared.impact
    assert impact.counts["indicators"] == (impact.indicators["moved"] > 0).sum() == 6
    assert impact.counts["claims"] == sum(claim.cause == "revision" for claim in impact.claims)


def test_whatever_is_computed_from_a_dataset_is_affected_at_any_remove() -> None:
    assert affected(["isoc_sks_itspt"]) == [
        "ict_specialists_count",
        "ict_specialists_share",
        "ict_specialists_year_growth",
        "ict_specialists_segment_growth",
    ]
    assert affected([]) == []
