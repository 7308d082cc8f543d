import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.regression.mixed_linear_model import MixedLM

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.convergence import beta_convergence, sigma_convergence
from talentstudy.trends.convergence_slopes import fit_country_slopes
from talentstudy.trends.series import AnnualSeries, annual_series

YEARS = np.arange(2010, 2024)


def countries(
    number: int = 12, mean: float = 0.2, spread: float = 0.1, noise: float = 0.3, pull: float = 0.0, seed: int = 0
) -> dict[str, AnnualSeries]:
    """Lines with their own level and slope; ``pull`` makes slopes fall with the level."""
    random = np.random.default_rng(seed)
    level = random.normal(10, 2, number)
    slope = mean + spread * random.normal(size=number) - pull * (level - 10)
    values = level[:, None] + slope[:, None] * (YEARS - 2010) + noise * random.normal(size=(number, len(YEARS)))
    return {f"C{at:02d}": annual_series(YEARS, row, unit="%", name=f"C{at:02d}") for at, row in enumerate(values)}


def test_spread_is_the_standard_deviation_of_each_year() -> None:
    panel = countries()
    result = sigma_convergence(panel)
    values = np.stack([one.values for one in panel.values()])
    np.testing.assert_allclose(result.spread, values.std(axis=0, ddof=1), rtol=1e-14)
    assert result.ratio == pytest.approx(result.spread[-1] / result.spread[0])
    assert result.table()["year"].tolist() == YEARS.tolist()


def test_change_of_spread_is_the_correlation_of_sums_and_differences() -> None:
    panel = countries(seed=3)
    result = sigma_convergence(panel)
    start, end = (np.array([one.values[at] for one in panel.values()]) for at in (0, -1))
    theirs = stats.pearsonr(start + end, end - start)
    assert result.p_value == pytest.approx(theirs.pvalue, rel=1e-10)


def test_the_interval_of_the_ratio_leaves_one_out_exactly_when_the_test_rejects() -> None:
    verdicts = set()
    for seed in range(40):
        result = sigma_convergence(countries(pull=0.03, seed=seed))
        assert result.lower < result.ratio < result.upper
        assert (result.lower <= 1 <= result.upper) == (result.p_value >= 0.05)
        verdicts.add(result.p_value < 0.05)
    assert verdicts == {True, False}


def test_the_sigma_test_keeps_its_size_although_countries_are_correlated_in_time() -> None:
    random = np.random.default_rng(4)
    rejected = []
    for _ in range(600):
        start = random.normal(size=27)
        end = 0.9 * start + math.sqrt(1 - 0.81) * random.normal(size=27)
        panel = {
            str(at): annual_series([2010, 2020], pair, unit="%") for at, pair in enumerate(zip(start, end, strict=True))
        }
        rejected.append(sigma_convergence(panel).p_value < 0.05)
    assert 0.03 <= np.mean(rejected) <= 0.07


def test_catching_up_is_found_and_its_half_life_given() -> None:
    result = beta_convergence(countries(pull=0.04, spread=0.02, seed=5))
    assert result.slope == pytest.approx(-0.04, abs=0.01)
    assert result.p_value < 0.001
    speed = -math.log(1 + result.slope * 13) / 13
    assert result.half_life == pytest.approx(math.log(2) / speed)
    apart = beta_convergence(countries(pull=-0.04, spread=0.02, seed=5))
    assert apart.slope > 0
    assert math.isnan(apart.half_life)


def test_beta_equals_a_regression_with_robust_errors() -> None:
    panel = countries(pull=0.02, seed=6)
    result = beta_convergence(panel)
    start, end = (np.array([one.values[at] for one in panel.values()]) for at in (0, -1))
    theirs = OLS((end - start) / 13, np.column_stack([np.ones(12), start])).fit(cov_type="HC3", use_t=True)
    assert result.slope == pytest.approx(theirs.params[1], rel=1e-10)
    assert result.error == pytest.approx(theirs.bse[1], rel=1e-9)
    assert result.p_value == pytest.approx(theirs.pvalues[1], rel=1e-8)
    assert (result.lower, result.upper) == pytest.approx(tuple(theirs.conf_int()[1]), rel=1e-8)


def test_growth_within_segments_leaves_the_jumps_out() -> None:
    panel = countries(spread=0.05, noise=0.01, seed=7)
    jump = np.where(YEARS >= 2017, 5.0, 0.0)
    flags = ["b" if year == 2017 else "" for year in YEARS]
    broken = {
        name: annual_series(YEARS, one.values + jump * (at % 2), flags=flags, unit="%")
        for at, (name, one) in enumerate(panel.items())
    }
    plain = beta_convergence(panel, within=True).changes
    within = beta_convergence(broken, within=True)
    np.testing.assert_allclose(within.changes, plain, atol=0.01)
    assert np.abs(beta_convergence(broken).changes - plain).max() > 0.3
    assert sigma_convergence(broken).flagged[7] == 1.0


def test_the_mixed_model_equals_statsmodels_reml() -> None:
    panel = countries(number=10, spread=0.5, seed=8)  # below 0.1 statsmodels warns of the boundary
    cut = {
        name: annual_series(YEARS[at % 3 :], one.values[at % 3 :], breaks=[2016] if at % 2 else [], unit="%")
        for at, (name, one) in enumerate(panel.items())
    }
    rows = pd.concat(
        pd.DataFrame(
            {"country": name, "cell": [f"{name}{s}" for s in one.segments], "time": one.years - 2016.0, "y": one.values}
        )
        for name, one in cut.items()
    )
    fixed = pd.get_dummies(rows["cell"]).astype(float).assign(time=rows["time"])
    # Column by column the country's own time, centred per segment, is what carries its random slope.
    # By comparing likelihoods alone: the gradient's last digits differ by processor, and a search along it may not end.
    theirs = MixedLM(rows["y"], fixed, groups=rows["country"], exog_re=rows[["time"]]).fit(reml=True, method="powell")
    ours = fit_country_slopes(cut)
    assert ours.mean == pytest.approx(theirs.params["time"], rel=1e-8)
    assert ours.spread == pytest.approx(math.sqrt(theirs.cov_re.iloc[0, 0]), rel=1e-6)
    assert ours.sigma == pytest.approx(math.sqrt(theirs.scale), rel=1e-6)
    predicted = [theirs.params["time"] + theirs.random_effects[name].iloc[0] for name in ours.names]
    np.testing.assert_allclose(ours.shrunken, predicted, rtol=1e-6)


def test_known_parameters_are_recovered_and_the_mean_is_covered() -> None:
    fits = [fit_country_slopes(countries(27, mean=0.2, spread=0.1, noise=0.3, seed=seed)) for seed in range(60)]
    assert np.mean([one.spread for one in fits]) == pytest.approx(0.1, rel=0.08)
    assert np.mean([one.sigma for one in fits]) == pytest.approx(0.3, rel=0.03)
    assert np.mean([one.mean for one in fits]) == pytest.approx(0.2, abs=0.01)
    assert np.mean([one.lower <= 0.2 <= one.upper for one in fits]) >= 0.88


def test_countries_that_share_one_slope_have_no_spread() -> None:
    spreads = [fit_country_slopes(countries(8, spread=0.0, seed=seed)).spread for seed in range(20)]
    assert min(spreads) == 0.0
    alike = fit_country_slopes(countries(8, spread=0.0, seed=int(np.argmin(spreads))))
    np.testing.assert_allclose(alike.shrunken, alike.mean)


def test_the_table_adjusts_the_countries_p_values() -> None:
    table = fit_country_slopes(countries(6, seed=9)).table()
    assert (table["p_holm"] >= table["p"]).all()
    assert (table["p_bh"] <= table["p_holm"] + 1e-15).all()
    assert table["country"].tolist() == [f"C{at:02d}" for at in range(6)]


@given(scale=st.floats(1e-2, 1e2), shift=st.floats(-100, 100), seed=st.integers(0, 300))
@settings(max_examples=15, deadline=None)
def test_convergence_does_not_depend_on_origin_unit_or_the_order_of_countries(
    scale: float, shift: float, seed: int
) -> None:
    panel = countries(7, pull=0.02, seed=seed)
    moved = {
        name: annual_series(one.years, one.values * scale + shift, unit="x")
        for name, one in reversed(list(panel.items()))
    }
    assert sigma_convergence(moved).ratio == pytest.approx(sigma_convergence(panel).ratio, rel=1e-8)
    assert beta_convergence(moved).slope == pytest.approx(beta_convergence(panel).slope, rel=1e-6, abs=1e-10)
    ours, theirs = fit_country_slopes(panel), fit_country_slopes(moved)
    assert theirs.mean == pytest.approx(scale * ours.mean, rel=1e-6, abs=1e-9 * scale)
    assert theirs.spread == pytest.approx(scale * ours.spread, rel=1e-4, abs=1e-6 * scale)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_summaries_are_filled_in_every_language(language: str) -> None:
    panel = countries(pull=0.04, seed=10)
    for result in (sigma_convergence(panel), beta_convergence(panel), fit_country_slopes(panel)):
        text = result.summary(language)
        assert text
        assert "{" not in text
    assert "12" in fit_country_slopes(panel).summary(language)


def test_spread_and_catching_up_are_told_in_points_of_a_share() -> None:
    panel = countries(pull=0.04, seed=10)
    assert "percentage points (" in sigma_convergence(panel).summary("en")
    assert "per percentage point behind" in beta_convergence(panel).summary("en")
    assert "the standard deviation of the logarithms" in sigma_convergence(panel, scale="log").summary("en")
    assert "per unit behind" in beta_convergence(panel, scale="log").summary("en")


def test_what_cannot_be_compared_is_refused_by_name() -> None:
    panel = countries(6)
    with pytest.raises(TooShort, match="needs 5 countries, got 2"):
        sigma_convergence(dict(list(panel.items())[:2]))
    with pytest.raises(TooShort, match="needs 5 of them"):
        fit_country_slopes(dict(list(panel.items())[:2]))
    euro = annual_series(YEARS, YEARS * 1.0, unit="EUR")
    for one in (sigma_convergence, beta_convergence, fit_country_slopes):
        with pytest.raises(UnsuitableSeries, match="2 units"):
            one({**panel, "XX": euro})
    with pytest.raises(TooShort, match="share 0 years"):
        beta_convergence({**panel, "XX": annual_series([1990, 1991], [1.0, 2.0], unit="%")})
    with pytest.raises(UnsuitableSeries, match="alike to the last digit"):
        sigma_convergence({str(at): annual_series([2010, 2011], [1.0, at], unit="%") for at in range(6)})
    with pytest.raises(UnsuitableSeries, match="begin alike in 2010"):
        beta_convergence({str(at): annual_series([2010, 2011], [1.0, at], unit="%") for at in range(6)})
    with pytest.raises(UnknownName, match="scale"):
        sigma_convergence(panel, scale="logs")  # type: ignore[arg-type]
    every_year = annual_series(YEARS, YEARS * 1.0, breaks=YEARS.tolist(), unit="%")
    with pytest.raises(UnsuitableSeries, match="XX has no two points in any segment"):
        fit_country_slopes({**panel, "XX": every_year})
    with pytest.raises(TooShort, match="XX has no two points"):
        beta_convergence({**panel, "XX": every_year}, within=True)
    lines = {str(at): annual_series(YEARS, (YEARS - 2010) * float(at), unit="%") for at in range(6)}
    with pytest.raises(TooShort, match="no error to judge by"):
        fit_country_slopes(lines)
