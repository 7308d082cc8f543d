from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.specialists import ict_gender_gap, ict_specialists_count, ict_women_men_ratio
from talentstudy.pipeline import Pipeline
from talentstudy.schemas import check_indicator

Rows = Callable[..., pd.DataFrame]
Value = Callable[..., Any]
KEY = ["geo", "time_period"]


def wide(table: pd.DataFrame, dim: str, unit: str) -> pd.DataFrame:
    chosen = table[table["unit"] == unit]
    return chosen.pivot_table(index=["geo", "time_period"], columns=dim, values="obs_value")


@pytest.mark.parametrize(
    ("dataset", "dim", "codes"),
    [
        ("isoc_sks_itsps", "sex", ["F", "M"]),
        ("isoc_sks_itspa", "age", ["Y15-34", "Y35-74"]),
    ],
)
def test_shares_add_up_to_a_hundred_and_are_those_of_the_counts(
    edition_2025: Pipeline, dataset: str, dim: str, codes: list[str]
) -> None:
    table = edition_2025.vintage(dataset, "2024-02-02")
    share, count = wide(table, dim, "PC")[codes].dropna(), wide(table, dim, "THS_PER")[codes].dropna()
    assert len(share) > 500
    # One decimal each: half a unit of the last on either side.
    assert (share.sum(axis=1) - 100).abs().max() <= 0.1 + 1e-9
    total = count.sum(axis=1)
    # A count of thousands with one decimal is off by 0.05 at most, which is much where it is small.
    slack = 0.05 + 100 * 0.1 / total
    computed = 100 * count[codes[0]] / total
    assert ((computed - share[codes[0]]).abs() <= slack + 1e-9).all()


def test_a_count_of_the_later_release_rounds_to_that_of_the_edition(edition_2025: Pipeline, value: Value) -> None:
    later = ict_specialists_count(edition_2025.vintage("isoc_sks_itspt", "2026-04-17"))
    assert value(later, geo="BE", time_period="2023") == 272.6
    assert value(edition_2025.indicator("ict_specialists_count"), geo="BE", time_period="2023") == round(272.6)


def test_count_and_share_imply_one_employment_in_both_releases(edition_2025: Pipeline) -> None:
    """Thousands over percent is total employment, which no release of these tables changes by much."""
    implied = []
    for vintage in ("2025-05-14", "2026-04-17"):
        table = edition_2025.vintage("isoc_sks_itspt", vintage)
        both = wide(table, "unit", "THS_PER").join(wide(table, "unit", "PC_EMP")).dropna().loc["BE"]
        implied.append(both["THS_PER"] / both["PC_EMP"] * 100)
    ratio = (implied[0] / implied[1]).dropna()
    assert len(ratio) >= 10
    assert ratio.between(0.97, 1.03).all()


def test_the_gap_is_the_share_of_men_less_that_of_women(edition_2025: Pipeline) -> None:
    shares = wide(edition_2025.vintage("isoc_sks_itsps", "2024-02-02"), "sex", "PC").dropna()
    women = shares["F"].rename("obs_value").reset_index().assign(unit="PC", obs_flag="", source="isoc_sks_itsps@2024")
    gap = ict_gender_gap(women).set_index(KEY)["obs_value"]
    assert (gap - (shares["M"] - shares["F"])).abs().max() <= 0.1 + 1e-9


def test_gap_and_ratio_are_two_readings_of_one_share(edition_2025: Pipeline) -> None:
    gap = edition_2025.indicator("ict_gender_gap").set_index(KEY)["obs_value"]
    ratio = edition_2025.indicator("ict_women_men_ratio").set_index(KEY)["obs_value"]
    assert ((100 - gap) / (100 + gap) * 100 - ratio).abs().max() < 1e-9


def test_parity_a_majority_and_a_field_without_women(rows: Rows) -> None:
    table = rows("BE 2023 PC 50", "NL 2023 PC 60", "FR 2023 PC 0")
    assert ict_gender_gap(table)["obs_value"].tolist() == [0, -20, 100]
    assert ict_women_men_ratio(table)["obs_value"].tolist() == [100, 150, 0]


def test_without_men_the_ratio_is_missing_not_infinite(rows: Rows) -> None:
    assert ict_women_men_ratio(rows("BE 2023 PC 100", "NL 2023 PC :"))["obs_value"].isna().all()


def test_flags_of_the_share_are_those_of_gap_and_ratio(rows: Rows) -> None:
    table = rows("BE 2023 PC 19 be")
    assert ict_gender_gap(table)["obs_flag"].tolist() == ["be"]
    assert ict_women_men_ratio(table)["obs_flag"].tolist() == ["be"]


@pytest.mark.parametrize(("share", "name"), [(150, "ict_gender_gap"), (-10, "ict_women_men_ratio")])
def test_a_share_outside_0_to_100_is_refused_at_the_border(rows: Rows, share: float, name: str) -> None:
    table = INDICATORS[name].compute(rows(f"BE 2023 PC {share}"))
    with pytest.raises(
        SchemaViolation, match=f"indicator {name} .*obs_value lies outside what its unit allows.*geo=BE"
    ):
        check_indicator(table, name, INDICATORS[name])


def test_the_breaks_of_belgium_stand_where_the_survey_changed(edition_2025: Pipeline) -> None:
    for name in ("ict_specialists_share", "ict_women_share"):
        table = edition_2025.indicator(name)
        belgium = table[(table["geo"] == "BE") & table["obs_flag"].str.contains("b")]
        assert belgium["time_period"].tolist() == ["2005", "2011", "2017", "2021"]


def test_the_thousands_carry_the_breaks_of_the_percentages(edition_2025: Pipeline) -> None:
    share = edition_2025.indicator("ict_specialists_share").set_index(KEY)["obs_flag"]
    count = edition_2025.indicator("ict_specialists_count").set_index(KEY)["obs_flag"]
    both = count.index.intersection(share.index)
    assert len(both) > 300
    pd.testing.assert_series_equal(count[both], share[both])


def test_every_country_breaks_in_2021(edition_2025: Pipeline) -> None:
    count = edition_2025.indicator("ict_specialists_count")
    flags = count.loc[count["time_period"] == "2021", "obs_flag"]
    assert len(flags) > 27
    assert flags.str.contains("b").all()
