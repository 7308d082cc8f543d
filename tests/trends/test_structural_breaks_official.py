"""The finder on the official series: most of what it finds is the change of classification that the source flags."""

from pathlib import Path

import pandas as pd
import pytest

from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.structural_breaks import StructuralBreaks, date_breaks

RAW = Path(__file__).parents[2] / "data" / "raw" / "eurostat" / "isoc_sks_itspt" / "2026-04-17" / "observations.csv"


@pytest.fixture(scope="module")
def shares() -> dict[str, AnnualSeries]:
    """ICT specialists in % of employment, countries with 20 points or more."""
    rows = pd.read_csv(RAW, keep_default_na=False).query("unit == 'PC_EMP' and obs_value != ''")
    return {
        str(geo): annual_series(
            one["time_period"], one["obs_value"].astype(float), flags=one["obs_flag"], name=str(geo)
        )
        for geo, one in rows.groupby("geo")
        if len(one) >= 20
    }


@pytest.fixture(scope="module")
def dated(shares: dict[str, AnnualSeries]) -> dict[str, StructuralBreaks]:
    return {geo: date_breaks(series) for geo, series in shares.items()}


def test_most_countries_seem_to_break_where_the_classification_changed(dated: dict[str, StructuralBreaks]) -> None:
    assert len(dated) >= 25
    at_change = [geo for geo, one in dated.items() if 2011 in [found.year for found in one.found]]
    assert len(at_change) > len(dated) / 2
    # And every one of those is marked as what it is.
    assert all(2011 in {found.flagged for found in dated[geo].found} for geo in at_change)


def test_both_breaks_found_in_belgium_are_flagged_ones(dated: dict[str, StructuralBreaks]) -> None:
    belgium = dated["BE"]
    assert [(one.year, one.flagged) for one in belgium.found] == [(2011, 2011), (2017, 2017)]
    assert belgium.silent_flags == (2005, 2021)
    assert belgium.unflagged == ()
    # The asymptotic test is sure of a break; the one that allows for autocorrelation is not.
    assert belgium.tests["supF"].p_value < 0.05 < belgium.tests["simulated supF"].p_value
