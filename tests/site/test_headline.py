"""The key figures of the start page."""

import math
from dataclasses import replace

import pytest

from talentstudy.site.headline import Headline, Trended, cards, headlines
from talentstudy.study import open_edition
from talentstudy.trends.intervals import Estimate, Interval

ONE = Headline(
    indicator="ict_women_share",
    unit="PC",
    decimals=1,
    period="2024",
    value=19.0,
    flag="",
    union=19.5,
    before=("2023", 19.4),
    broken=False,
    trend=Trended("2004", "2024", Estimate(-0.08, Interval(-0.32, 0.26, 0.95), "PC a year")),
)


def card(one: Headline, language: str = "en"):
    return cards([one], language)[0]


def test_a_share_moves_in_points_and_has_its_interval() -> None:
    told = card(ONE)
    assert (told.value, told.period, told.union) == ("19.0%", "in 2024", "EU-27: 19.5%")
    assert told.change == "−0.4 percentage points on 2023"
    assert told.trend == "Trend 2004–2024: −0.08 percentage points a year"
    assert told.interval == "95% confidence interval: −0.32 to +0.26"


def test_each_language_writes_numbers_its_own_way() -> None:
    assert card(ONE, "nl").change == "−0,4 procentpunt tegenover 2023"
    # French counts 0.4 in the singular; German says Prozentpunkte.
    assert card(ONE, "fr").change == "−0,4 point de pourcentage par rapport à 2023"
    assert card(ONE, "de").change == "−0,4 Prozentpunkte gegenüber 2023"
    assert card(ONE, "de").interval == "95-%-Konfidenzintervall: −0,32 bis +0,26"
    assert card(ONE, "fr").interval.startswith("intervalle de confiance à 95\N{NO-BREAK SPACE}%\N{NO-BREAK SPACE}: de")


def test_no_change_is_told_across_a_break() -> None:
    told = card(replace(ONE, broken=True, flag="b"))
    assert told.change == "Not comparable with 2023: break in series"
    assert told.flags == "Flag: break in series"


def test_the_change_is_that_of_the_values_as_printed() -> None:
    # 18.95 is printed as 19.0, half to even; 19.04 as 19.0: a reader subtracts and finds nothing.
    assert card(replace(ONE, value=19.04, before=("2023", 18.95))).change == "0.0 percentage points on 2023"


def test_a_first_value_has_nothing_to_compare_with() -> None:
    assert card(replace(ONE, before=None)).change == "No earlier value to compare with"


def test_a_series_too_short_says_so() -> None:
    assert card(replace(ONE, trend=None)).trend == "Too short for a trend"
    short = Trended("2018", "2024", Estimate(0.1, Interval(math.nan, math.nan, 0.95, "too short"), ""))
    assert card(replace(ONE, trend=short)).interval == "Too short for a confidence interval"


def test_a_relative_trend_is_in_percent() -> None:
    grows = Trended("2014", "2024", Estimate(1.27, Interval(-0.1, 2.52, 0.95), "% a year"))
    told = card(replace(ONE, indicator="ict_specialists_count", unit="THS_PER", value=288, union=None, trend=grows))
    assert told.trend == "Trend 2014–2024: +1.27% a year"
    assert told.interval == "95% confidence interval: −0.10% to +2.52%"
    assert told.unit == "thousand persons"


@pytest.fixture(scope="module")
def found() -> list[Headline]:
    return headlines(open_edition(2025))


def test_the_key_figures_are_those_of_the_indicators(found) -> None:
    study = open_edition(2025)
    for one in found:
        rows = study.indicator(one.indicator).table
        same = rows[(rows["geo"] == "BE") & (rows["time_period"] == one.period)]["obs_value"]
        assert one.value in set(same)


def test_there_are_six_and_those_with_eight_points_have_an_interval(found) -> None:
    assert len(found) == 6
    given = [one.trend.estimate.interval.given for one in found if one.trend and one.trend.estimate]
    assert given
    assert all(given)
