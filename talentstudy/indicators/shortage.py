"""The shortage as employers, federations and employment services count it: keyed from publications.

None of these is an official series: each says of whom it was asked.
"""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import paired, slice_of


def talent_shortage_share(manpowergroup_talent_shortage: pd.DataFrame) -> pd.DataFrame:
    """Employers who find it difficult to fill vacancies, % of employers asked; per sector × geo × year.

    All vacancies, IT and others. Difficulty, not impossibility. Source: ManpowerGroup Talent Shortage.
    """
    return slice_of(manpowergroup_talent_shortage, "sector", unit="PC", measure="talent_shortage_share")


def talent_shortage_size_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """The same share by size of firm, as the report prints it for its smallest and largest class; % of employers.

    The classes between were not found anywhere. Rows per size_class × geo × year.
    """
    return slice_of(
        digitalcity_talentensneller, "size_class", unit="PC", measure="talent_shortage_share", sector="TOTAL"
    )


def digital_vacancies_count(agoria_digital_vacancies: pd.DataFrame) -> pd.DataFrame:
    """Vacancies for digital profiles as Agoria estimates them; per sector × geo × year, unit VAC."""
    return slice_of(agoria_digital_vacancies, "sector", unit="VAC", measure="digital_vacancies")


def vacancy_rate(agoria_digital_vacancies: pd.DataFrame) -> pd.DataFrame:
    """Vacancies in % of posts, as the press copy of Agoria quotes them; per sector × geo × year."""
    return slice_of(agoria_digital_vacancies, "sector", unit="PC", measure="vacancy_rate")


def ict_sector_jobs_count(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Jobs in the ICT sector in June 2024 as the report prints them; an industry, not an occupation."""
    return slice_of(digitalcity_talentensneller, unit="JOBS", measure="ict_sector_jobs")


def ict_jobs_change_count(agoria_ict_sector: pd.DataFrame) -> pd.DataFrame:
    """Change of jobs in the ICT sector in persons: 2024, and the yearly mean of 2014 to 2023; per geo × period.

    The mean stands in the source as a round figure. Source: Agoria on NSSO data, press copies.
    """
    change = slice_of(agoria_ict_sector, unit="JOBS", measure="ict_jobs_change")
    mean = slice_of(agoria_ict_sector, unit="JOBS", measure="ict_jobs_change_average")
    return pd.concat([mean, change], ignore_index=True)


def ict_turnover_growth(agoria_ict_sector: pd.DataFrame) -> pd.DataFrame:
    """Growth of the turnover of the Belgian ICT sector in %: 2024, and the yearly mean of 2014 to 2023."""
    change = slice_of(agoria_ict_sector, unit="PCH", measure="ict_turnover_growth")
    mean = slice_of(agoria_ict_sector, unit="PCH", measure="ict_turnover_growth_average")
    return pd.concat([mean, change], ignore_index=True)


def digital_experts_outside_share(agoria_memorandum: pd.DataFrame) -> pd.DataFrame:
    """Digital experts who work outside the ICT sector, % of digital experts; a lower bound (obs_lower)."""
    return slice_of(agoria_memorandum, interval=True, unit="PC", measure="digital_experts_outside_ict_share")


def enterprise_priority_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """What Brussels SMEs and start-ups put first, % of those asked in 2023; per measure × group × geo × year.

    Several answers were possible; the number of respondents was never printed. One value is a lower bound.
    """
    priorities = slice_of(
        digitalcity_talentensneller, "measure", "group", interval=True, measure="priority_technology_share"
    )
    from_start = slice_of(
        digitalcity_talentensneller, "measure", "group", interval=True, measure="digital_from_start_share"
    )
    return pd.concat([priorities, from_start], ignore_index=True)


def job_offers_count(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Job offers that Actiris received in the year, as the report prints them; per occupation × geo × year, VAC."""
    return slice_of(digitalcity_talentensneller, "occupation", unit="VAC", measure="job_offers_received")


def labour_reserve_count(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Jobseekers in the labour reserve, as the report prints them (the noun is missing there); per occupation, PER."""
    return slice_of(digitalcity_talentensneller, "occupation", unit="PER", measure="labour_reserve")


def vacancies_per_jobseeker_ratio(job_offers_count: pd.DataFrame, labour_reserve_count: pd.DataFrame) -> pd.DataFrame:
    """Job offers received per jobseeker: offers / reserve; per occupation × geo × year, unit RT.

    Its inverse, ``jobseekers_per_vacancy_ratio``, is what Belgian services call tension. A reserve of zero
    gives a missing value.

    >>> def row(value, unit):
    ...     return pd.DataFrame({"occupation": ["BUSINESS_ANALYST"], "geo": ["BE1"], "time_period": ["2024"], "unit": [unit],
    ...         "obs_value": [value], "obs_flag": [""], "source": ["digitalcity_talentensneller@2025"]})
    >>> vacancies_per_jobseeker_ratio(row(643.0, "VAC"), row(183.0, "PER"))["obs_value"].round(3).item()
    3.514
    """
    return _ratio(job_offers_count, labour_reserve_count)


def jobseekers_per_vacancy_ratio(labour_reserve_count: pd.DataFrame, job_offers_count: pd.DataFrame) -> pd.DataFrame:
    """Jobseekers in the reserve per job offer received: reserve / offers; the Belgian measure of tension, unit RT."""
    return _ratio(labour_reserve_count, job_offers_count)


def usual_jobseekers_per_vacancy_ratio(view_brussels_critical_functions: pd.DataFrame) -> pd.DataFrame:
    """Jobseekers per vacancy as usual in Brussels, unit RT: a range (obs_lower to obs_upper). Source: view.brussels."""
    return slice_of(view_brussels_critical_functions, interval=True, unit="RT", measure="jobseekers_per_vacancy_usual")


def _ratio(above: pd.DataFrame, below: pd.DataFrame) -> pd.DataFrame:
    both = paired(above, below, on=("occupation", "geo", "time_period"))
    divisor = both["other_value"].where(both["other_value"] > 0)
    return both.assign(unit="RT", obs_value=both["obs_value"] / divisor).drop(columns="other_value")


def hired_higher_education_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Hired profiles with a higher education in IT, % as the report prints it; its base is undefined."""
    return slice_of(digitalcity_talentensneller, unit="PC", measure="hired_higher_education_share")


def cloud_rank(desi: pd.DataFrame) -> pd.DataFrame:
    """Belgium's rank among the 27 for cloud services in the Digital Economy and Society Index of 2022 (data of 2021)."""
    return slice_of(desi, unit="RANK", measure="cloud_rank")
