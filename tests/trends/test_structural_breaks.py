import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.diagnostic import breaks_cusumolsresid, recursive_olsresiduals

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares_hac import newey_west
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.structural_breaks import FoundBreak, _matched, date_breaks
from talentstudy.trends.structural_breaks_intervals import break_intervals, place_of_maximum
from talentstudy.trends.structural_breaks_processes import fluctuation_process, recursive_residuals
from talentstudy.trends.structural_breaks_tests import chow_test, f_statistics, hansen_p_value

JUMP = [3.2, 3.0, 3.4, 3.2, 3.7, 3.4, 3.8, 5.2, 5.0, 5.4, 5.1, 5.6, 5.3, 5.8, 5.5, 6.0, 5.8]


def jumping(flagged: int | None = None, **options: object) -> AnnualSeries:
    flags = ["b" if year == flagged else "" for year in range(2004, 2021)]
    return annual_series(range(2004, 2021), JUMP, flags=flags, name="ict_specialists_be", unit="%", **options)  # type: ignore[arg-type]


def test_a_break_found_in_a_flagged_year_is_named_as_such() -> None:
    result = date_breaks(jumping(2011))
    assert [(one.year, one.flagged) for one in result.found] == [(2011, 2011)]
    assert result.unflagged == ()
    assert result.silent_flags == ()
    assert "flagged in 2011" in result.summary("en")


def test_a_break_found_without_a_flag_and_a_flag_without_a_break_are_both_told() -> None:
    result = date_breaks(jumping(2017))
    assert result.unflagged == (2011,)
    assert result.silent_flags == (2017,)
    assert "For 2011 the source flags no break" in result.summary("en")
    assert "flagged in 2017; that does not rule out a jump" in result.summary("en")


def test_a_flag_that_dating_could_not_reach_is_not_held_against_the_flag() -> None:
    # Two points from the end: shorter than the shortest segment.
    result = date_breaks(jumping(2019))
    assert result.silent_flags == (2019,)
    assert "2019" not in result.summary("en")


def test_a_flag_inside_the_interval_is_not_said_to_coincide() -> None:
    found = replace(date_breaks(jumping(2011)), found=(FoundBreak(2010, 2009, 2012, 2011),))
    text = found.summary("en")
    assert "The interval of 2010 holds the break in series flagged in 2011" in text
    assert "coincides" not in text


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_dates_the_test_does_not_bear_out_are_told_after_it(language: str) -> None:
    result = date_breaks(jumping(2011))
    doubted = result.tests["simulated supF"]._replace(p_value=0.6)
    text = replace(result, tests={**result.tests, "simulated supF": doubted}).summary(language)
    assert re.search(r"p = 0[.,]600", text)
    assert text.index("600") < text.index("2011")
    assert "{" not in text


def test_a_flag_explains_one_date_only_the_nearest() -> None:
    series = annual_series(range(2008, 2022), range(14), breaks=[2014, 2018])
    # Dates 2013 and 2017, whose intervals both hold 2014; only the second holds 2018.
    found = _matched(series, [5, 9], [(4, 7), (5, 11)])
    assert [(one.year, one.lower, one.upper, one.flagged) for one in found] == [
        (2013, 2012, 2015, 2014),
        (2017, 2013, 2019, 2018),
    ]
    alone = _matched(annual_series(range(2008, 2022), range(14), breaks=[2014]), [5, 9], [(4, 7), (5, 11)])
    assert [one.flagged for one in alone] == [2014, None]


def test_flags_do_not_enter_the_search() -> None:
    flagged, plain = date_breaks(jumping(2017)), date_breaks(jumping())
    np.testing.assert_array_equal(flagged.rss, plain.rss)
    assert flagged.years_by_count == plain.years_by_count


def test_the_tables_hold_what_was_found() -> None:
    result = date_breaks(jumping(2011))
    assert result.breaks()["year"].tolist() == [2011]
    counts = result.counts()
    assert counts.loc[counts["preferred"], "count"].tolist() == [1]
    assert counts["years"][1] == (2011,)
    regimes = result.regimes()
    assert regimes[["first", "last", "points"]].to_numpy().tolist() == [[2004, 2010, 7], [2011, 2020, 10]]
    assert regimes["level"][0] == pytest.approx(np.mean(JUMP[:7]))
    assert regimes["slope"][0] == pytest.approx(np.polyfit(range(7), JUMP[:7], 1)[0])
    assert result.fitted[:7].mean() == pytest.approx(np.mean(JUMP[:7]))
    assert ((result.series.values - result.fitted) ** 2).sum() == pytest.approx(result.rss[1])


def test_a_series_without_break_says_so() -> None:
    values = 5 + np.random.default_rng(3).normal(size=18)
    result = date_breaks(annual_series(range(2005, 2023), values), "level")
    assert result.found == ()
    assert len(result.breaks()) == 0
    assert "no break" in result.summary("en")


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_summary_names_series_years_and_interval_in_every_language(language: str) -> None:
    text = date_breaks(jumping(2011)).summary(language)
    assert text.count("2011") >= 2
    assert "ict_specialists_be" in text
    assert "{" not in text


def test_intervals_contain_their_date_and_stay_in_the_series() -> None:
    values = np.random.default_rng(4).normal(size=24) + np.where(np.arange(24) < 12, 0.0, 2.0)
    for covariance in (None, newey_west):
        result = date_breaks(annual_series(range(2000, 2024), values), "level", covariance=covariance)
        assert len(result.found) == 1
        one = result.found[0]
        assert one.lower is not None
        assert one.upper is not None
        assert 2001 <= one.lower <= one.year <= one.upper <= 2023


def test_a_higher_level_gives_a_wider_interval() -> None:
    values = np.random.default_rng(4).normal(size=24) + np.where(np.arange(24) < 12, 0.0, 2.0)
    narrow, wide = (break_intervals(values, np.ones((24, 1)), [12], level=level)[0] for level in (0.5, 0.99))
    assert narrow is not None
    assert wide is not None
    assert wide[0] < narrow[0] <= 12 <= narrow[1] < wide[1]
    with pytest.raises(UnsuitableSeries, match="level of 95"):
        break_intervals(values, np.ones((24, 1)), [12], level=95)


def test_missing_years_stay_gaps_and_shift_no_date() -> None:
    values = list(JUMP)
    values[3] = float("nan")
    result = date_breaks(annual_series(range(2004, 2021), values))
    assert [one.year for one in result.found] == [2011]
    assert len(result.fitted) == 16


def test_a_step_without_noise_is_dated_without_interval_or_test() -> None:
    values = [2.0] * 6 + [5.0] * 6
    result = date_breaks(annual_series(range(2010, 2022), values), "level")
    assert [(one.year, one.lower, one.upper) for one in result.found] == [(2016, None, None)]
    assert result.tests == {}
    assert "2016" in result.summary("fr")


@pytest.mark.parametrize(
    ("series", "refusal", "words"),
    [
        (annual_series(range(2018, 2024), [1.0, 2, 3, 5, 4, 6]), TooShort, "needs 7 points, got 6"),
        (annual_series(range(2010, 2022), [4.0] * 12), UnsuitableSeries, "without error"),
        (annual_series(range(2010, 2022), np.arange(12) * 0.1 + 3), UnsuitableSeries, "without error"),
        (
            annual_series(range(2004, 2021), JUMP, errors=np.linspace(0.1, 0.2, 17), name="ict"),
            UnsuitableSeries,
            "ict has standard errors that differ",
        ),
    ],
)
def test_series_that_cannot_be_dated_are_refused(series: AnnualSeries, refusal: type[Exception], words: str) -> None:
    with pytest.raises(refusal, match=words):
        date_breaks(series)


def test_unknown_regressors_and_segments_too_short_are_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean level"):
        date_breaks(jumping(), "levels")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="cannot carry 2 coefficients"):
        date_breaks(jumping(), minimum=2)


def test_all_points_flagged_or_flags_next_to_each_other_only_enter_the_comparison() -> None:
    every = annual_series(range(2004, 2021), JUMP, flags=["b"] * 17)
    result = date_breaks(every)
    assert [(one.year, one.flagged) for one in result.found] == [(2011, 2011)]
    assert len(result.silent_flags) == 15


@given(scale=st.floats(1e-2, 1e2), shift=st.floats(-50, 50), seed=st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_dates_and_p_values_do_not_depend_on_the_unit_or_the_order_of_rows(
    scale: float, shift: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(size=18) + np.where(np.arange(18) < 9, 0, 3)
    order = random.permutation(18)
    years = np.arange(2003, 2021)
    plain = date_breaks(annual_series(years, values), "level")
    moved = date_breaks(annual_series(years[order], values[order] * scale + shift), "level")
    assert moved.found == plain.found
    assert moved.tests["supF"].p_value == pytest.approx(plain.tests["supF"].p_value, rel=1e-6, abs=1e-12)


def test_p_values_never_rise_with_the_statistic() -> None:
    for kind in ("supF", "aveF", "expF"):
        for columns in (1, 2, 3, 11):
            p_values = [hansen_p_value(value, kind, columns, 0.15) for value in np.linspace(0.1, 80, 400)]
            assert (np.diff(p_values) <= 1e-12).all()
            assert p_values[-1] < 1e-3
    with pytest.raises(UnsuitableSeries, match="up to 40 coefficients"):
        hansen_p_value(3.0, "supF", 41, 0.15)


def test_the_sup_f_test_keeps_its_size_on_long_independent_series() -> None:
    values = np.random.default_rng(11).normal(size=(400, 100))
    rejected = [f_statistics(row, np.ones((100, 1))).test("supF").p_value < 0.05 for row in values]
    assert 0.02 <= np.mean(rejected) <= 0.08


def test_one_date_gives_the_chow_test() -> None:
    values = np.array(JUMP)
    design = np.column_stack([np.ones(17), np.arange(17.0)])
    chow, one = chow_test(values, design, 7), f_statistics(values, design, first=7, last=7).test("supF")
    assert one.statistic == pytest.approx(2 * chow.statistic)
    assert one.p_value == pytest.approx(chow.p_value)
    with pytest.raises(UnsuitableSeries, match="too short for 2 coefficients"):
        chow_test(values, design, 2)
    with pytest.raises(TooShort, match="need 6 points"):
        f_statistics(values[:5], design[:5])


def test_cusum_and_recursive_residuals_equal_statsmodels() -> None:
    values = np.random.default_rng(12).normal(size=30).cumsum()
    design = np.column_stack([np.ones(30), np.arange(30.0)])
    fitted = OLS(values, design).fit()
    statistic, p_value, _ = breaks_cusumolsresid(fitted.resid, ddof=2)
    ours = fluctuation_process(values, design, "OLS-CUSUM").test()
    assert ours.statistic == pytest.approx(statistic, rel=1e-10)
    assert ours.p_value == pytest.approx(p_value, rel=1e-10)
    theirs = recursive_olsresiduals(fitted, skip=2)[4]
    np.testing.assert_allclose(recursive_residuals(values, design), theirs[-28:], rtol=1e-8)


@pytest.mark.parametrize("kind", ["OLS-CUSUM", "Rec-CUSUM", "OLS-MOSUM", "Rec-MOSUM", "RE", "ME"])
def test_a_process_crosses_its_boundary_exactly_when_its_p_value_is_small(kind: str) -> None:
    for seed in range(12):
        step = np.where(np.arange(40) < 20, 0.0, seed / 4)
        values = np.random.default_rng(seed).normal(size=40) + step
        process = fluctuation_process(values, np.ones((40, 1)), kind)  # type: ignore[arg-type]
        crossed = bool((np.abs(process.values) > process.boundary(0.05)[:, None]).any())
        assert crossed == (process.test().p_value < 0.05)


def test_processes_refuse_what_they_cannot_do() -> None:
    values = np.random.default_rng(13).normal(size=10)
    with pytest.raises(UnknownName, match="fluctuation process"):
        fluctuation_process(values, np.ones((10, 1)), "Score-CUSUM")  # type: ignore[arg-type]
    with pytest.raises(TooShort, match="window"):
        fluctuation_process(values, np.ones((10, 1)), "OLS-MOSUM", window=0.05)
    with pytest.raises(UnsuitableSeries, match="without error"):
        fluctuation_process(np.full(10, 0.1), np.ones((10, 1)))
    with pytest.raises(UnsuitableSeries, match="no boundary of OLS-MOSUM"):
        fluctuation_process(values, np.ones((10, 1)), "OLS-MOSUM", window=0.3).boundary(0.001)


def test_place_of_the_maximum_is_a_distribution_and_symmetric_when_both_sides_are_alike() -> None:
    at = np.linspace(-40, 40, 161)
    chance = np.array([place_of_maximum(float(one), 1.3, 0.8) for one in at])
    assert (np.diff(chance) > -1e-12).all()
    assert chance[0] < 1e-3
    assert chance[-1] > 1 - 1e-3
    assert place_of_maximum(-3.0) == pytest.approx(1 - place_of_maximum(3.0), rel=1e-12)
