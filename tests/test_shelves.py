"""Names that complete by tab."""

from pathlib import Path

import pytest

from talentstudy import open_edition
from talentstudy.shelves import TrendShelf
from talentstudy.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return open_edition(2025, "NL", "nl", home=Path(__file__).parents[1])


def test_trends_complete_by_tab_and_are_those_of_the_study(study: Study) -> None:
    assert "ict_women_share_be" in dir(study.trends)
    assert study.trends.ict_women_share is study.trend("ict_women_share")
    assert study.trends.ict_women_share.geo == "NL"
    assert isinstance(study.trends, TrendShelf)
    assert "trends" in repr(study.trends)


def test_a_name_that_is_not_there_is_an_attribute_error_with_the_nearest(study: Study) -> None:
    with pytest.raises(AttributeError, match="did you mean ict_women_share"):
        _ = study.trends.ict_woman_share_nl
    assert not hasattr(study.trends, "_ipython_display_")


def test_a_trend_asked_for_twice_is_fitted_once(study: Study) -> None:
    assert study.trend("ict_women_share_be") is study.trend("ict_women_share_be")
    assert study.trend("ict_women_share_be", first=2011) is not study.trend("ict_women_share_be")


def test_an_annex_is_a_heading(study: Study) -> None:
    assert study.annex("a").text.startswith("# Bijlage A")
