"""Skills that employers seek and the training that gives them: keyed from publications.

The World Economic Forum asked employers worldwide, about all occupations: neither Belgium nor ICT.
"""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def core_skill_share(wef_future_of_jobs: pd.DataFrame) -> pd.DataFrame:
    """Employers who call a skill core for their workforce, % of employers worldwide; per skill, 2025."""
    return slice_of(wef_future_of_jobs, "skill", unit="PC", measure="core_skill_share")


def skill_rise_balance(wef_future_of_jobs: pd.DataFrame) -> pd.DataFrame:
    """Employers who expect a skill to be used more less those who expect less, % of employers worldwide; per skill.

    2025 to 2030; negative where more expect less use. Unit PC_NET.
    """
    return slice_of(wef_future_of_jobs, "skill", unit="PC_NET", measure="skill_net_increase")


def skill_increasing_use_share(wef_future_of_jobs: pd.DataFrame) -> pd.DataFrame:
    """Employers who expect increasing use of a skill by 2030, % of employers of the industry; per skill × industry.

    The ten industries with the highest share for each skill, not all of them.
    """
    return slice_of(wef_future_of_jobs, "skill", "industry", unit="PC", measure="skill_increasing_use_share")


def course_duration(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Length of a training in years, a range as the report prints it; per group."""
    return slice_of(digitalcity_talentensneller, "group", interval=True, unit="YR", measure="course_duration")


def ict_graduates_printed_rate(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """ICT graduates per 1,000 aged 20-29 as the report prints it; cannot be squared with official counts."""
    return slice_of(digitalcity_talentensneller, unit="P_THAB", measure="ict_graduates_rate")


def stem_graduates_sex_rate(fps_economy_stem_graduates: pd.DataFrame) -> pd.DataFrame:
    """Tertiary STEM graduates per 1,000 women or men aged 20-29; per sex × geo × year."""
    return slice_of(fps_economy_stem_graduates, "sex", unit="P_THAB", measure="stem_graduates_rate")


def ict_graduates_of_all_share(digital_decade_report: pd.DataFrame) -> pd.DataFrame:
    """ICT graduates in % of all graduates, as quoted from the Digital Decade report of 2023; per geo × year."""
    return slice_of(digital_decade_report, unit="PC", measure="ict_graduates_share")
