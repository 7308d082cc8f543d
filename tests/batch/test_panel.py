"""A trend panel: every series, at every vintage, with its replicates; the same on any executor."""

from pathlib import Path

import numpy as np
import pytest

from talentstudy.batch.panel import COLUMNS, fit_series, resampled_slopes, trend_panel
from talentstudy.batch.plan import Plan
from talentstudy.errors import BatchRefused, UnknownName
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.series import annual_series

ROOT = Path(__file__).parents[2]


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm process that computes nothing ahead: each series computes what it needs."""
    from talentstudy.kernels.warm import Nursery

    monkeypatch.setattr("talentstudy.batch.here.warm", lambda *_: Nursery(("talentstudy.batch.panel",)))


def test_a_panel_has_every_country_vintage_and_replicate(direct: None) -> None:
    panel = trend_panel(Plan(geos=("BE", "CH"), jobs=2, home=str(ROOT)), ["ict_women_share"], bootstrap=3)
    assert tuple(panel.columns) == COLUMNS
    # Switzerland has no such share: no row, and no number made up.
    assert set(panel["geo"]) == {"BE"}
    assert list(panel["replicate"].unique()) == [0, 1, 2, 3]
    fits = panel[panel["replicate"] == 0]
    assert (fits["lower"] < fits["slope"]).all()
    assert (fits["slope"] < fits["upper"]).all()
    assert panel.loc[panel["replicate"] > 0, ["lower", "upper"]].isna().all(axis=None)
    alone = fit_series("2025", "ict_women_share", "BE", 3, 2026, str(ROOT))
    assert [row["slope"] for row in alone if row["vintage"] == fits["vintage"].iloc[0]] == [
        *panel.loc[panel["vintage"] == fits["vintage"].iloc[0], "slope"]
    ]


def test_replicates_scatter_around_the_fit_as_its_standard_error_says() -> None:
    stream = np.random.default_rng(1)
    years = np.arange(2000, 2020)
    growth = fit_growth(
        annual_series(years, 10 + 0.5 * (years - 2000) + stream.normal(0, 1, 20), name="x", unit="PC"), scale="linear"
    )
    slopes = resampled_slopes(growth, 4000, stream)
    centred = years - years.mean()
    error = np.sqrt(growth.fit.rss / growth.fit.df / (centred @ centred))
    assert slopes.mean() == pytest.approx(growth.slope.value, abs=3 * error / np.sqrt(4000))
    assert slopes.std() == pytest.approx(error, rel=0.1)


def test_a_series_too_short_gives_its_reason() -> None:
    rows = fit_series("2025", "ict_women_count", "ME", 2, 1, str(ROOT))
    assert rows
    assert all(row["slope"] is not None or len(row["reason"]) > 20 for row in rows)


def test_what_is_no_series_is_refused() -> None:
    with pytest.raises(UnknownName, match="no indicator named 'women'"):
        trend_panel(Plan(), ["women"])
    with pytest.raises(BatchRefused, match="holds several series a country"):
        trend_panel(Plan(), [_broken_down()])
    with pytest.raises(BatchRefused, match="bootstrap is -1"):
        trend_panel(Plan(), ["ict_women_share"], bootstrap=-1)


def _broken_down() -> str:
    from talentstudy.indicators import INDICATORS

    return next(name for name, line in INDICATORS.items() if line.dims)
