from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.shortage import jobseekers_per_vacancy_ratio, vacancies_per_jobseeker_ratio
from talentstudy.pipeline import Pipeline
from talentstudy.schemas import check_indicator

Rows = Callable[..., pd.DataFrame]
Value = Callable[..., Any]


def test_sectors_and_regions_add_up_to_the_vacancies_of_the_whole(edition_2025: Pipeline, value: Value) -> None:
    count = edition_2025.indicator("digital_vacancies_count")

    def of(sector: str, geo: str) -> float:
        return float(value(count, sector=sector, geo=geo))

    assert of("ICT", "BE") + of("NON_ICT", "BE") == of("TOTAL", "BE") == 50_000
    assert of("ICT", "BE1_BE3") + of("NON_ICT", "BE1_BE3") == of("TOTAL", "BE1_BE3")
    assert of("TOTAL", "BE1") + of("TOTAL", "BE3") == of("TOTAL", "BE1_BE3")


def test_belgium_lies_between_its_regions(edition_2025: Pipeline, value: Value) -> None:
    share = edition_2025.indicator("talent_shortage_share")
    regions = [value(share, sector="TOTAL", geo=geo, time_period="2025") for geo in ("BE1", "BE2", "BE3")]
    assert min(regions) <= value(share, sector="TOTAL", geo="BE", time_period="2025") <= max(regions)


def test_the_change_of_jobs_is_that_of_their_growth(edition_2025: Pipeline, value: Value) -> None:
    jobs = value(edition_2025.indicator("ict_sector_jobs_count"), geo="BE")
    change = value(edition_2025.indicator("ict_jobs_change_count"), geo="BE", time_period="2024")
    growth = value(edition_2025.observations("agoria_ict_sector"), measure="ict_jobs_growth")
    assert 100 * change / (jobs - change) == pytest.approx(growth, abs=0.05)


def test_a_ratio_times_its_inverse_is_one(specimens: Pipeline, edition_2025: Pipeline) -> None:
    for study in (specimens, edition_2025):
        key = ["occupation", "geo", "time_period"]
        ratio = study.indicator("vacancies_per_jobseeker_ratio").set_index(key)["obs_value"]
        inverse = study.indicator("jobseekers_per_vacancy_ratio").set_index(key)["obs_value"]
        assert (ratio * inverse).to_numpy() == pytest.approx(1)


def test_a_reserve_of_nobody_gives_no_ratio(rows: Rows) -> None:
    offers = rows("DATA_SCIENTIST BE1 2024 VAC 10 e", dims="occupation", source="digitalcity_talentensneller@2025#a")
    reserve = rows("DATA_SCIENTIST BE1 2024 PER 0 u", dims="occupation", source="digitalcity_talentensneller@2025#b")
    ratio = vacancies_per_jobseeker_ratio(offers, reserve)
    assert ratio["obs_value"].isna().all()
    assert ratio["obs_flag"].tolist() == ["eu"]
    assert ratio["source"].tolist() == ["digitalcity_talentensneller@2025#a; digitalcity_talentensneller@2025#b"]
    assert jobseekers_per_vacancy_ratio(reserve, offers)["obs_value"].tolist() == [0]


def test_only_occupations_and_years_that_both_hold_have_a_ratio(rows: Rows) -> None:
    offers = rows("DATA_SCIENTIST BE1 2024 VAC 10", "DATA_SCIENTIST BE1 2023 VAC 10", dims="occupation")
    reserve = rows("DATA_SCIENTIST BE1 2024 PER 4", "DATA_SCIENTIST BE2 2024 PER 4", dims="occupation")
    assert vacancies_per_jobseeker_ratio(offers, reserve)[["geo", "time_period", "obs_value"]].to_numpy().tolist() == [
        ["BE1", "2024", 2.5]
    ]


def test_a_negative_number_of_offers_is_refused_at_the_border(rows: Rows) -> None:
    name = "vacancies_per_jobseeker_ratio"
    offers = rows("BUSINESS_ANALYST BE1 2024 VAC -3", dims="occupation")
    reserve = rows("BUSINESS_ANALYST BE1 2024 PER 4", dims="occupation")
    table = INDICATORS[name].compute(offers, reserve)
    with pytest.raises(SchemaViolation, match=f"indicator {name} .*obs_value lies outside what its unit allows"):
        check_indicator(table, name, INDICATORS[name])


def test_bounds_are_kept_and_no_value_is_made_of_them(edition_2025: Pipeline) -> None:
    for name in ("digital_experts_outside_share", "usual_jobseekers_per_vacancy_ratio"):
        table = edition_2025.indicator(name)
        assert table["obs_value"].isna().all()
        assert table["obs_lower"].notna().all()
