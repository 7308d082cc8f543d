"""The tables of models as they are printed."""

import pytest

from talentstudy.trending.tables import (
    base_text,
    decomposition,
    found_breaks,
    growth,
    joinpoint,
    one_at_a_time,
    rate_unit,
    sensitivity,
    share,
)
from talentstudy.trends.decomposition import model_decomposition, observed_decomposition
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.sensitivity import sensitivity as fit_sensitivity
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.shares import fit_share_trend
from talentstudy.trends.structural_breaks import date_breaks


@pytest.fixture(scope="module")
def series() -> AnnualSeries:
    values = [15.1, 14.1, 15.6, 16.8, 17.2, 17.4, 19.6, 18.7, 19.4, 19.0]
    return annual_series(range(2015, 2025), values, breaks=[2017, 2021], unit="PC", name="women")


def test_a_rate_is_named_by_its_scale() -> None:
    assert rate_unit("PC_EMP", False, "en") == "percentage points a year"
    assert rate_unit("PC_EMP", True, "en") == "% a year"
    assert rate_unit("thousand persons", False, "en") == "thousand persons a year"


def test_growth_without_a_break_is_one_row(series: AnnualSeries) -> None:
    assert len(growth(fit_growth(series, scale="linear"), "en")) == 4
    assert len(growth(fit_growth(series.between(2017, 2020), scale="linear"), "en")) == 1


def test_bookkeeping_and_model_stand_side_by_side(series: AnnualSeries) -> None:
    model = model_decomposition(fit_growth(series, scale="linear"), 2015, 2024)
    table = decomposition(observed_decomposition(series, 2015, 2024), model, "en")
    assert table["observed (percentage points)"].tolist() == ["+0.2", "+3.7", "–", "+3.9"]
    assert table["model (percentage points)"].tolist()[-1] == "+3.9"


def test_bookkeeping_is_left_out_where_the_model_speaks_of_percent(series: AnnualSeries) -> None:
    model = model_decomposition(fit_growth(series, scale="log"), 2015, 2024)
    table = decomposition(observed_decomposition(series, 2015, 2024), model, "en")
    assert "model (%)" in table.columns
    assert not [one for one in table.columns if "observed" in one]


def test_jumps_breaks_and_pieces_have_their_years(series: AnnualSeries) -> None:
    assert share(fit_share_trend(series), "nl")["onderdeel"].tolist() == [
        "trend per jaar",
        "sprong in 2017",
        "sprong in 2021",
    ]
    pieces = joinpoint(fit_joinpoint(series, scale="linear", max_joinpoints=0), "nl")
    assert pieces[["van", "tot"]].to_numpy().tolist() == [["2015", "2024"]]
    found = date_breaks(annual_series(range(2010, 2022), [5, 5.2, 5.1, 5.3, 5.2, 5.1, 8, 8.1, 8, 8.2, 8.1, 8]), "level")
    assert found_breaks(found, "nl")[["jaar", "gemelde breuk"]].to_numpy().tolist() == [["2016", "geen"]]


def test_one_choice_is_changed_at_a_time(series: AnnualSeries) -> None:
    found = fit_sensitivity(series, windows=[(2015, 2024), (2017, 2024)], models=["linear", "beta"])
    rows = one_at_a_time(found)
    assert rows["changed"].tolist() == ["", "model", "breaks", "breaks", "window"]
    table = sensitivity(found, "en", "PC")
    assert len(table) == 5
    assert set(table["unit"]) == {"percentage points a year"}
    assert "2015–2024, breaks as jumps, linear" in base_text(found, "en")
