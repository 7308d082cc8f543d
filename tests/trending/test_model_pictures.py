"""Joinpoints and breaks drawn from what the models found, for real series."""

import numpy as np
import pytest

from talentstudy.finding import Finding, Picture
from talentstudy.pipeline import Pipeline
from talentstudy.trending.model_pictures import breaks_page, joinpoint_page, supf_page
from talentstudy.trending.trend import Trend, open_trend


@pytest.fixture(scope="module")
def dutch(edition_2025: Pipeline) -> Trend:
    """Women's share in the Netherlands: breaks in neighbouring years and a turn in 2014."""
    return open_trend(edition_2025, "ict_women_share_nl", "BE", "en")


@pytest.fixture(scope="module")
def union(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_women_share_eu27_2020", "BE", "en")


def test_the_lines_run_through_the_fitted_values_and_jump_as_the_model_does(dutch: Trend) -> None:
    found = dutch.joinpoint.result
    options = joinpoint_page(dutch, found).options
    fit = options["fit"].set_index("year")["fitted"]
    assert fit.loc[found.series.years.astype(float)].to_numpy() == pytest.approx(found.fitted)
    jumps = options["jumps"]
    assert (jumps["after"] - jumps["before"]).to_numpy() == pytest.approx(found.breaks["jump"].to_numpy())
    assert jumps["after"].to_numpy() == pytest.approx(fit.loc[jumps["year"].astype(float)].to_numpy())


def test_a_jump_of_a_log_model_is_in_percent(edition_2025: Pipeline) -> None:
    trend = open_trend(edition_2025, "ict_specialists_count_ee", "BE", "en")
    found = trend.joinpoint.result
    jumps = joinpoint_page(trend, found).options["jumps"]
    growth = 100 * (jumps["after"] / jumps["before"] - 1)
    assert growth.to_numpy() == pytest.approx(found.breaks["jump"].to_numpy())
    assert jumps["text"].iloc[0].endswith("%")


def test_turns_and_pieces_are_those_of_the_model(dutch: Trend) -> None:
    found = dutch.joinpoint.result
    options = joinpoint_page(dutch, found).options
    assert options["turns"]["at"].tolist() == found.knots.tolist() == [2014.0]
    assert options["turns"]["text"].tolist() == ["2014 (2009 to 2016)"]
    assert options["pieces"]["first"].tolist() == [2004.0, 2014.0]
    assert options["pieces"]["text"].tolist() == ["−0.19", "+0.64"]


def test_the_note_says_what_the_marks_are(dutch: Trend, edition_2025: Pipeline) -> None:
    note = joinpoint_page(dutch, dutch.joinpoint.result).note
    assert "percentage points a year" in note
    assert "Diamond" in note
    assert "Arrow" in note
    straight = open_trend(edition_2025, "ict_women_share", "BE", "en")
    assert "finds no turn" in joinpoint_page(straight, straight.joinpoint.result).note


def test_dates_found_stand_between_the_points_they_divide(union: Trend) -> None:
    found = union.breaks.result
    dates = breaks_page(union, found).options["found"]
    assert dates["at"].tolist() == [one.year - 0.5 for one in found.found]
    assert dates["is_full"].tolist() == [one.flagged is not None for one in found.found]
    assert dates["text"].iloc[0] == "2008 (2007 to 2009)"


def test_a_line_belongs_to_each_regime(union: Trend) -> None:
    found = union.breaks.result
    fit = breaks_page(union, found).options["fit"]
    assert fit["segment"].nunique() == len(found.found) + 1
    assert fit["fitted"].to_numpy() == pytest.approx(found.fitted)
    assert fit.groupby("segment")["year"].min().tolist()[1:] == [one.year for one in found.found]


def test_a_division_the_test_does_not_bear_out_says_so(edition_2025: Pipeline, union: Trend) -> None:
    belgian = open_trend(edition_2025, "ict_women_share", "BE", "nl")
    assert "bevestigt deze indeling niet" in breaks_page(belgian, belgian.breaks.result).note
    assert "does not bear" not in breaks_page(union, union.breaks.result).note


def test_the_test_s_path_has_its_largest_value_and_its_bound(union: Trend) -> None:
    found = union.breaks.result
    one = supf_page(union, found)
    assert one.rows["obs_value"].max() == pytest.approx(found.tests["simulated supF"].statistic)
    assert np.isfinite(one.options["boundary"])
    assert "above the bound" in one.alt


def test_a_finding_draws_itself_and_names_what_it_can_draw(dutch: Trend) -> None:
    for finding, what in ((dutch.joinpoint, ""), (dutch.breaks, ""), (dutch.breaks, "test")):
        picture = finding.draw(what)
        assert isinstance(picture, Picture)
        assert picture.png.startswith(b"\x89PNG")
        assert "isoc_sks_itsps" in picture.source
    assert dutch.draw("joinpoint") == dutch.joinpoint.draw()


def test_a_model_that_refused_draws_its_reason(edition_2025: Pipeline) -> None:
    short = open_trend(edition_2025, "ict_women_share", "BE", "en", first=2021)
    for finding in (short.joinpoint, short.breaks):
        drawn = finding.draw()
        assert isinstance(drawn, Finding)
        assert "Not estimated" in drawn.text
