import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.errors import SchemaViolation, UnsuitableSeries
from talentstudy.indicators.growth import segment_growth, year_growth
from talentstudy.pipeline import Pipeline

Rows = Callable[..., pd.DataFrame]
NAN = float("nan")


def told(table: pd.DataFrame) -> dict[str, tuple[Any, str]]:
    """Value, rounded to six decimals, and flags by period."""
    return {
        period: (round(value, 6), flag)
        for period, value, flag in zip(table["time_period"], table["obs_value"], table["obs_flag"], strict=True)
    }


def test_a_year_grows_on_the_year_before(rows: Rows) -> None:
    growth = year_growth(rows("BE 2019 NR 100", "BE 2020 NR 121", "BE 2021 NR 110"))
    assert told(growth) == {"2020": (21.0, ""), "2021": (pytest.approx(-9.090909), "")}
    assert set(growth["unit"]) == {"PCH"}


def test_a_break_has_no_growth_and_keeps_its_flag(rows: Rows) -> None:
    growth = year_growth(rows("BE 2019 NR 100", "BE 2020 NR 150 b", "BE 2021 NR 165"))
    assert told(growth)["2020"] == (pytest.approx(NAN, nan_ok=True), "b")
    # The step after the break crosses none: the flag of the year before is not its own.
    assert told(growth)["2021"] == (10.0, "")


def test_the_other_flags_of_both_years_travel(rows: Rows) -> None:
    growth = year_growth(rows("BE 2019 NR 100 be", "BE 2020 NR 110 p"))
    assert told(growth) == {"2020": (10.0, "ep")}


def test_the_sources_of_both_years_travel(rows: Rows) -> None:
    first = rows("BE 2019 NR 100", source="statbel_disability@2021")
    second = rows("BE 2020 NR 110", source="statbel_disability@2022")
    growth = year_growth(pd.concat([first, second], ignore_index=True))
    assert set(growth["source"].item().split("; ")) == {"statbel_disability@2021", "statbel_disability@2022"}


@pytest.mark.parametrize("before", ["0", "-5", ":"])
def test_there_is_no_growth_on_nothing(rows: Rows, before: str) -> None:
    assert year_growth(rows(f"BE 2019 NR {before}", "BE 2020 NR 110"))["obs_value"].isna().all()


def test_a_value_that_falls_to_zero_has_fallen_by_a_hundred(rows: Rows) -> None:
    assert told(year_growth(rows("BE 2019 NR 100", "BE 2020 NR 0"))) == {"2020": (-100.0, "")}


def test_there_is_no_growth_over_a_year_that_is_left_out(rows: Rows) -> None:
    growth = year_growth(rows("BE 2019 NR 100", "BE 2021 NR 121", "BE 2022 NR 133.1"))
    assert told(growth) == {"2021": (pytest.approx(NAN, nan_ok=True), ""), "2022": (10.0, "")}


def test_a_break_whose_own_value_is_missing_still_cuts(rows: Rows) -> None:
    growth = year_growth(rows("BE 2019 NR 100", "BE 2020 NR : b", "BE 2021 NR 150"))
    assert growth["obs_value"].isna().all()


def test_countries_do_not_grow_on_each_other(rows: Rows) -> None:
    growth = year_growth(rows("BE 2020 NR 100", "NL 2021 NR 300"))
    assert growth.empty


def test_a_segment_grows_by_its_mean_rate(rows: Rows) -> None:
    table = segment_growth(rows("BE 2018 NR 100", "BE 2019 NR 1", "BE 2020 NR 121"))
    assert told(table) == {"2018/2020": (10.0, "")}


def test_every_break_begins_a_segment_and_none_is_crossed(rows: Rows) -> None:
    table = segment_growth(
        rows("BE 2018 NR 100", "BE 2019 NR 110", "BE 2020 NR 500 b", "BE 2021 NR 550", "BE 2022 NR 605")
    )
    assert told(table) == {"2018/2019": (10.0, ""), "2020/2022": (10.0, "b")}


def test_a_segment_of_one_point_has_a_growth_that_is_missing_not_zero(rows: Rows) -> None:
    table = segment_growth(rows("BE 2004 NR 100", "BE 2005 NR 110 b", "BE 2006 NR 121"))
    assert told(table) == {"2004": (pytest.approx(NAN, nan_ok=True), ""), "2005/2006": (10.0, "b")}


def test_adjacent_breaks_make_segments_of_one_point(rows: Rows) -> None:
    table = segment_growth(rows("DE 2010 NR 100 b", "DE 2011 NR 110 b", "DE 2012 NR 121 b", "DE 2013 NR 242"))
    assert table["time_period"].tolist() == ["2010", "2011", "2012/2013"]
    assert table["obs_value"].isna().tolist() == [True, True, False]
    assert told(table)["2012/2013"] == (100.0, "b")


def test_a_break_at_the_first_point_cuts_nothing(rows: Rows) -> None:
    flagged = segment_growth(rows("BE 2018 NR 100 b", "BE 2019 NR 110"))
    assert told(flagged) == {"2018/2019": (10.0, "b")}


def test_a_break_year_without_a_value_starts_the_segment_at_the_next(rows: Rows) -> None:
    table = segment_growth(
        rows("BE 2018 NR 100", "BE 2019 NR 110", "BE 2020 NR : b", "BE 2021 NR 300", "BE 2022 NR 330")
    )
    assert told(table) == {"2018/2019": (10.0, ""), "2021/2022": (10.0, "")}


def test_gap_years_count_as_years(rows: Rows) -> None:
    assert told(segment_growth(rows("BE 2018 NR 100", "BE 2020 NR 121"))) == {"2018/2020": (10.0, "")}


def test_a_small_growth_keeps_every_digit_that_is_written(rows) -> None:
    table = segment_growth(rows("BE 2013 NR 10000000", "BE 2020 NR 9999999"))
    assert table["obs_value"].item() == pytest.approx(100 * math.expm1(math.log1p(-1e-7) / 7), rel=1e-14)


@pytest.mark.parametrize("ends", [("0", "10"), ("10", "0"), ("-1", "10"), ("10", "-1")])
def test_a_segment_has_no_rate_from_or_to_nothing(rows: Rows, ends: tuple[str, str]) -> None:
    table = segment_growth(rows(f"BE 2018 NR {ends[0]}", f"BE 2019 NR {ends[1]}"))
    assert told(table) == {"2018/2019": (pytest.approx(NAN, nan_ok=True), "")}


def test_a_series_without_a_value_has_no_segment(rows: Rows) -> None:
    assert segment_growth(rows("BE 2018 NR :", "BE 2019 NR : b")).empty


def test_the_flags_of_the_ends_travel(rows: Rows) -> None:
    assert told(segment_growth(rows("BE 2018 NR 100 be", "BE 2019 NR 110 p"))) == {"2018/2019": (10.0, "bep")}


@pytest.mark.parametrize("growth", [year_growth, segment_growth])
def test_periods_that_are_no_years_are_refused(rows: Rows, growth: Rows) -> None:
    with pytest.raises(UnsuitableSeries, match="growth needs annual values, got 2024-Q3"):
        growth(rows("BE 2023 NR 1", "BE 2024-Q3 NR 2"))


@pytest.mark.parametrize("growth", [year_growth, segment_growth])
def test_two_values_of_one_year_are_refused(rows: Rows, growth: Rows) -> None:
    with pytest.raises(SchemaViolation, match=r"geo=BE, time_period=2023.*obs_value=2"):
        growth(rows("BE 2023 NR 1", "BE 2023 NR 2"))


@given(
    values=st.lists(st.floats(1, 1e6), min_size=2, max_size=12),
    breaks=st.sets(st.integers(1, 11)),
)
def test_yearly_growth_compounds_to_that_of_the_segment(rows: Rows, values: list[float], breaks: set[int]) -> None:
    lines = [f"BE {2000 + at} NR {value!r} {'b' if at in breaks else ''}" for at, value in enumerate(values)]
    table = rows(*lines)
    yearly = year_growth(table.sample(frac=1, random_state=3)).set_index("time_period")["obs_value"]
    for span, growth in segment_growth(table)[["time_period", "obs_value"]].itertuples(index=False, name=None):
        first, _, last = span.partition("/")
        if not last:
            assert pd.isna(growth)
            continue
        steps = [1 + yearly[str(year)] / 100 for year in range(int(first) + 1, int(last) + 1)]
        product = 1.0
        for step in steps:
            product *= step
        assert (1 + growth / 100) ** len(steps) == pytest.approx(product, rel=1e-9)


def test_no_growth_of_the_edition_crosses_a_break(edition_2025: Pipeline) -> None:
    for subject in ("ict_specialists", "ict_graduates"):
        count = edition_2025.indicator(f"{subject}_count")
        growth = edition_2025.indicator(f"{subject}_year_growth").set_index(["geo", "time_period"])["obs_value"]
        broken = count[count["obs_flag"].str.contains("b")].set_index(["geo", "time_period"]).index
        assert growth.reindex(broken).isna().all()
        assert growth.notna().sum() > 200


def test_no_segment_of_the_edition_holds_a_break_inside(edition_2025: Pipeline) -> None:
    count = edition_2025.indicator("ict_specialists_count")
    breaks = {
        (geo, int(year))
        for geo, year in count.loc[count["obs_flag"].str.contains("b"), ["geo", "time_period"]].itertuples(index=False)
    }
    for row in edition_2025.indicator("ict_specialists_segment_growth").itertuples():
        first, _, last = str(row.time_period).partition("/")
        assert not {(row.geo, year) for year in range(int(first) + 1, int(last or first) + 1)} & breaks
