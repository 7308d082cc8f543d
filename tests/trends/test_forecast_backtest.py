import numpy as np
import pytest

from talentstudy.errors import TooShort
from talentstudy.trends.forecast_backtest import COLUMNS, backtest, known_by
from talentstudy.trends.forecast_combination import METHODS
from talentstudy.trends.series import annual_series

YEARS = np.arange(2006, 2020)
VALUES = 20 + 0.4 * (YEARS - 2006) + 0.3 * np.cos(2.0 * YEARS)


def test_the_drift_s_error_is_that_by_hand() -> None:
    table = backtest(annual_series(YEARS, VALUES), 1, scale="level")
    errors = []
    for at in range(8, 14):
        past = VALUES[:at]
        errors.append(VALUES[at] - past[-1] - (past[-1] - past[0]) / (at - 1))
    row = table[(table["method"] == "drift") & (table["horizon"] == 1)].iloc[0]
    assert row["origins"] == 6
    assert row["mean_absolute_error"] == pytest.approx(np.mean(np.abs(errors)))
    assert row["mean_error"] == pytest.approx(np.mean(errors))


def test_every_method_and_horizon_has_a_row() -> None:
    table = backtest(annual_series(YEARS, VALUES), 3)
    assert list(table.columns) == COLUMNS
    assert len(table) == 3 * len(METHODS)
    assert sorted(set(table["method"])) == sorted(METHODS)
    assert table.loc[table["horizon"] == 3, "origins"].unique().tolist() == [4]


def test_a_value_beyond_the_next_break_is_not_compared() -> None:
    broken = annual_series(YEARS, VALUES + 50.0 * (YEARS >= 2016), breaks=[2016])
    table = backtest(broken, 1, after="bridged", scale="level")
    assert table["mean_absolute_error"].max() < 10
    # Origins 2013 to 2018, but for 2015: the year after it is on another basis.
    assert table["origins"].unique().tolist() == [5]


def test_what_came_later_does_not_reach_an_origin() -> None:
    changed = VALUES.copy()
    changed[-1] += 100
    plain = backtest(annual_series(YEARS[:-1], VALUES[:-1]), 1)
    both = backtest(annual_series(YEARS, changed), 1)
    assert plain["origins"].unique().tolist() == [5]
    assert both["origins"].unique().tolist() == [6]
    seen = known_by(annual_series(YEARS, changed, breaks=[2018]), 2015)
    assert seen.breaks == ()
    assert seen.values == pytest.approx(VALUES[:10])


def test_too_few_points_to_hold_one_back_is_refused() -> None:
    with pytest.raises(TooShort, match="has 8 points to backtest on"):
        backtest(annual_series(YEARS[:8], VALUES[:8]), 2)
