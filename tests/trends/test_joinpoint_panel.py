from typing import Any

import numpy as np
import pytest

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.joinpoint_panel import fit_joinpoints
from talentstudy.trends.series import annual_series

YEARS = range(2004, 2025)
ROWS = 20 + np.random.default_rng(3).normal(0, 0.6, (30, 21)).cumsum(axis=1)


@pytest.mark.parametrize("selection", ["bic", "bic3", "weighted bic", "permutation"])
@pytest.mark.parametrize("breaks", [(), (2011, 2017)])
def test_many_series_at_once_give_what_each_gives_alone(selection: Any, breaks: Any) -> None:
    rows = ROWS[:8]
    panel = fit_joinpoints(YEARS, rows, breaks=breaks, selection=selection, permutations=99)
    for at, row in enumerate(rows):
        alone = fit_joinpoint(annual_series(YEARS, row, breaks=breaks), selection=selection, permutations=99)
        assert panel.number[at] == alone.number
        assert panel.knots[at, : alone.number] == pytest.approx(alone.knots)
        assert np.isnan(panel.knots[at, alone.number :]).all()
        assert panel.slopes[at, : alone.number + 1] == pytest.approx(alone.slopes)
        assert panel.sse[at] == pytest.approx(alone.models["sse"].to_numpy())
        column = {"weighted bic": "weighted_bic", "permutation": "bic"}.get(selection, selection)
        assert panel.score[at] == pytest.approx(alone.models[column].to_numpy())


def test_the_table_has_one_row_per_segment() -> None:
    panel = fit_joinpoints(YEARS, ROWS, names=[f"country {at}" for at in range(30)])
    table = panel.table()
    assert len(table) == 30 + panel.number.sum()
    assert (table["first"] < table["last"]).all()
    assert table["change"].iloc[0] == pytest.approx(100 * np.expm1(panel.slopes[0, 0]))


def test_a_bad_row_is_named() -> None:
    rows = ROWS[:3].copy()
    rows[1, 4] = np.nan
    with pytest.raises(UnsuitableSeries, match=r"^EE has a missing or infinite value"):
        fit_joinpoints(YEARS, rows, names=["BE", "EE", "NL"])
    rows[1] = 7.0
    with pytest.raises(UnsuitableSeries, match=r"^EE is constant"):
        fit_joinpoints(YEARS, rows, names=["BE", "EE", "NL"])
    rows[1] = -ROWS[1]
    with pytest.raises(UnsuitableSeries, match=r"^EE has a value of 0 or less"):
        fit_joinpoints(YEARS, rows, names=["BE", "EE", "NL"])
    with pytest.raises(UnsuitableSeries, match="3 rows of 21 values, 20 years"):
        fit_joinpoints(range(20), ROWS[:3])
    with pytest.raises(UnknownName, match="no selection named 'aic'"):
        fit_joinpoints(YEARS, ROWS, selection="aic")  # type: ignore[arg-type]
