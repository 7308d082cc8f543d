"""Every indicator, one line each: function, unit, dimensions beside geo and time_period."""

from __future__ import annotations

from talentstudy.indicators import (
    education,
    enterprises,
    growth,
    inclusion,
    networks,
    people,
    sector,
    shortage,
    skills,
    specialists,
    targets,
    youth,
)
from talentstudy.registry import Indicator, Registry

INDICATORS = Registry(
    "indicator",
    {
        "ict_specialists_count": Indicator(specialists.ict_specialists_count, "THS_PER"),
        "ict_specialists_share": Indicator(specialists.ict_specialists_share, "PC_EMP"),
        "ict_specialists_year_growth": Indicator(growth.ict_specialists_year_growth, "PCH"),
        "ict_specialists_segment_growth": Indicator(growth.ict_specialists_segment_growth, "PCH"),
        "ict_women_count": Indicator(specialists.ict_women_count, "THS_PER"),
        "ict_women_share": Indicator(specialists.ict_women_share, "PC"),
        "ict_gender_gap": Indicator(specialists.ict_gender_gap, "PC_PNT"),
        "ict_women_men_ratio": Indicator(specialists.ict_women_men_ratio, "P_HMEN"),
        "ict_young_count": Indicator(specialists.ict_young_count, "THS_PER"),
        "ict_young_share": Indicator(specialists.ict_young_share, "PC"),
        "ict_tertiary_count": Indicator(specialists.ict_tertiary_count, "THS_PER"),
        "ict_tertiary_share": Indicator(specialists.ict_tertiary_share, "PC"),
        "ict_educated_women_share": Indicator(specialists.ict_educated_women_share, "PC"),
        "ict_graduates_count": Indicator(education.ict_graduates_count, "NR"),
        "ict_graduates_year_growth": Indicator(growth.ict_graduates_year_growth, "PCH"),
        "ict_graduates_segment_growth": Indicator(growth.ict_graduates_segment_growth, "PCH"),
        "engineering_graduates_count": Indicator(education.engineering_graduates_count, "NR"),
        "stem_graduates_rate": Indicator(education.stem_graduates_rate, "P_THAB"),
        "enterprises_employing_ict_share": Indicator(
            enterprises.enterprises_employing_ict_share, "PC_ENT", ("size_emp",)
        ),
        "enterprises_recruiting_ict_share": Indicator(enterprises.enterprises_recruiting_ict_share, "PC_ENT"),
        "enterprises_hard_to_fill_share": Indicator(enterprises.enterprises_hard_to_fill_share, "PC_ENT_ITSPRCR2"),
        "enterprises_training_ict_share": Indicator(enterprises.enterprises_training_ict_share, "PC_ENT"),
        "cloud_any_share": Indicator(enterprises.cloud_any_share, "PC_ENT"),
        "cloud_advanced_share": Indicator(enterprises.cloud_advanced_share, "PC_ENT"),
        "basic_digital_skills_share": Indicator(people.basic_digital_skills_share, "PC_IND"),
        "disability_employment_gap": Indicator(people.disability_employment_gap, "PC_PNT", ("sex",)),
        "ict_sector_employment_share": Indicator(sector.ict_sector_employment_share, "PC"),
        "ict_sector_value_added_share": Indicator(sector.ict_sector_value_added_share, "PC"),
        # Keyed from publications.
        "talent_shortage_share": Indicator(shortage.talent_shortage_share, "PC", ("sector",)),
        "talent_shortage_size_share": Indicator(shortage.talent_shortage_size_share, "PC", ("size_class",)),
        "digital_vacancies_count": Indicator(shortage.digital_vacancies_count, "VAC", ("sector",)),
        "vacancy_rate": Indicator(shortage.vacancy_rate, "PC", ("sector",)),
        "ict_sector_jobs_count": Indicator(shortage.ict_sector_jobs_count, "JOBS"),
        "ict_jobs_change_count": Indicator(shortage.ict_jobs_change_count, "JOBS"),
        "ict_turnover_growth": Indicator(shortage.ict_turnover_growth, "PCH"),
        "digital_experts_outside_share": Indicator(shortage.digital_experts_outside_share, "PC", interval=True),
        "enterprise_priority_share": Indicator(
            shortage.enterprise_priority_share, "PC", ("measure", "group"), interval=True
        ),
        "job_offers_count": Indicator(shortage.job_offers_count, "VAC", ("occupation",)),
        "labour_reserve_count": Indicator(shortage.labour_reserve_count, "PER", ("occupation",)),
        "vacancies_per_jobseeker_ratio": Indicator(shortage.vacancies_per_jobseeker_ratio, "RT", ("occupation",)),
        "jobseekers_per_vacancy_ratio": Indicator(shortage.jobseekers_per_vacancy_ratio, "RT", ("occupation",)),
        "usual_jobseekers_per_vacancy_ratio": Indicator(
            shortage.usual_jobseekers_per_vacancy_ratio, "RT", interval=True
        ),
        "hired_higher_education_share": Indicator(shortage.hired_higher_education_share, "PC"),
        "cloud_rank": Indicator(shortage.cloud_rank, "RANK"),
        "linkedin_members_count": Indicator(networks.linkedin_members_count, "ACC", ("measure",)),
        "linkedin_companies_count": Indicator(networks.linkedin_companies_count, "NR", interval=True),
        "linkedin_activity_rate": Indicator(networks.linkedin_activity_rate, "NR_MIN", ("measure",), interval=True),
        "hackathon_duration": Indicator(networks.hackathon_duration, "DAYS", interval=True),
        "core_skill_share": Indicator(skills.core_skill_share, "PC", ("skill",)),
        "skill_rise_balance": Indicator(skills.skill_rise_balance, "PC_NET", ("skill",)),
        "skill_increasing_use_share": Indicator(skills.skill_increasing_use_share, "PC", ("skill", "industry")),
        "course_duration": Indicator(skills.course_duration, "YR", ("group",), interval=True),
        "ict_graduates_printed_rate": Indicator(skills.ict_graduates_printed_rate, "P_THAB"),
        "stem_graduates_sex_rate": Indicator(skills.stem_graduates_sex_rate, "P_THAB", ("sex",)),
        "ict_graduates_of_all_share": Indicator(skills.ict_graduates_of_all_share, "PC"),
        "ict_education_count": Indicator(inclusion.ict_education_count, "PER", ("sex",)),
        "ict_education_share": Indicator(inclusion.ict_education_share, "PC", ("sex",)),
        "employed_ict_education_share": Indicator(
            inclusion.employed_ict_education_share,
            "PC",
            ("sex",),
            mixes="each news item names the countries of one year",
        ),
        "employed_ict_education_women_share": Indicator(
            inclusion.employed_ict_education_women_share, "PC", mixes="each news item names the countries of one year"
        ),
        "ict_women_printed_share": Indicator(inclusion.ict_women_printed_share, "PC", ("sex",)),
        "ict_women_statbel_share": Indicator(inclusion.ict_women_statbel_share, "PC"),
        "ict_workplace_share": Indicator(inclusion.ict_workplace_share, "PC"),
        "discouraged_share": Indicator(inclusion.discouraged_share, "PC", ("group", "sex")),
        "study_choice_influence_share": Indicator(inclusion.study_choice_influence_share, "PC", ("group",)),
        "severely_limited_share": Indicator(
            inclusion.severely_limited_share, "PC", mixes="each release prints its own year, and none the series"
        ),
        "severely_limited_inactive_share": Indicator(
            inclusion.severely_limited_inactive_share,
            "PC",
            mixes="each release prints its own year, and none the series",
        ),
        "disability_printed_share": Indicator(inclusion.disability_printed_share, "PC"),
        "inactive_able_to_work_share": Indicator(inclusion.inactive_able_to_work_share, "PC"),
        "disability_employee_share": Indicator(inclusion.disability_employee_share, "PC"),
        "disability_employee_earlier_share": Indicator(inclusion.disability_employee_earlier_share, "PC"),
        "disability_size_share": Indicator(
            inclusion.disability_size_share,
            "PC",
            ("size_class",),
            mixes="each edition names one or two classes, and none all",
        ),
        "weak_digital_skills_share": Indicator(
            youth.weak_digital_skills_share,
            "PC",
            mixes="the barometer of 2022 holds 2019 and 2021, that of 2024 holds 2023",
        ),
        "internet_non_users_share": Indicator(
            youth.internet_non_users_share,
            "PC",
            mixes="the barometer of 2022 holds 2019 and 2021, that of 2024 holds 2023",
        ),
        "digitally_vulnerable_share": Indicator(
            youth.digitally_vulnerable_share,
            "PC",
            ("group",),
            mixes="the barometer of 2022 holds 2019 and 2021, that of 2024 holds 2023",
        ),
        "entrants_lacking_skills_share": Indicator(youth.entrants_lacking_skills_share, "PC", ("measure",)),
        "role_profile_number": Indicator(youth.role_profile_number, "NR", ("role",)),
        "ict_specialists_target_count": Indicator(targets.ict_specialists_target_count, "MIO_PER"),
        "basic_digital_skills_target_share": Indicator(targets.basic_digital_skills_target_share, "PC_IND"),
        "cloud_target_share": Indicator(targets.cloud_target_share, "PC_ENT"),
        "ict_specialists_path_count": Indicator(targets.ict_specialists_path_count, "MIO_PER", ("measure",)),
    },
)
