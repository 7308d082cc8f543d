"""Women, people with a disability: what surveys and the report itself print beside the official series."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def ict_education_count(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """People with an ICT education by sex, as the report prints them: a stock, printed as graduates; per sex, PER."""
    return slice_of(digitalcity_talentensneller, "sex", unit="PER", measure="ict_education_persons")


def ict_education_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Women and men in % of people with an ICT education, as the report prints them; per sex."""
    return slice_of(digitalcity_talentensneller, "sex", unit="PC", measure="ict_education_share")


def employed_ict_education_share(eurostat_news: pd.DataFrame) -> pd.DataFrame:
    """Men in % of employed persons with an ICT education, from Eurostat news items; per sex × geo × year.

    The stock from upper secondary on; only the countries each item names.
    """
    return slice_of(eurostat_news, "sex", unit="PC", measure="employed_ict_education_share")


def employed_ict_education_women_share(employed_ict_education_share: pd.DataFrame) -> pd.DataFrame:
    """Women in % of employed persons with an ICT education: 100 less the share of men; per geo × year.

    The stock from upper secondary on; only the countries and years that a Eurostat news item names.
    """
    men = slice_of(employed_ict_education_share, sex="M")
    return men.assign(obs_value=100 - men["obs_value"])


def ict_women_printed_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Women and men in % of ICT specialists as the report prints them; in no official vintage held; per sex × year."""
    return slice_of(digitalcity_talentensneller, "sex", unit="PC", measure="ict_specialists_sex_share")


def ict_women_statbel_share(statbel_ict_specialists: pd.DataFrame) -> pd.DataFrame:
    """Women in % of ICT specialists by Statbel in 2017: another definition than Eurostat of the same year."""
    return slice_of(statbel_ict_specialists, unit="PC", measure="ict_specialists_sex_share", sex="F", sector="TOTAL")


def ict_workplace_share(statbel_ict_specialists: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists in % of employed persons by region of the place of work, 2017. Source: Statbel."""
    return slice_of(
        statbel_ict_specialists, unit="PC", measure="ict_specialists_workplace_share", sector="TOTAL", sex="T"
    )


def discouraged_share(gender_scan: pd.DataFrame, digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Students who were discouraged from their field, % of students asked in France in 2023; per group × sex.

    Gender Scan. The share of men in engineering schools was found in no copy: it is the one the report
    prints, dated there by the year of publication.
    """
    survey = slice_of(gender_scan, "group", "sex", measure="discouraged_share")
    printed = slice_of(
        digitalcity_talentensneller, "group", "sex", measure="discouraged_share", group="ENGINEERING_SCHOOLS", sex="M"
    )
    return pd.concat([survey, printed.assign(time_period="2023")], ignore_index=True)


def study_choice_influence_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """What influenced the choice of study, % of students, as the report prints it; per group; several answers possible."""
    return slice_of(digitalcity_talentensneller, "group", unit="PC", measure="study_choice_influence_share")


def severely_limited_share(statbel_disability: pd.DataFrame) -> pd.DataFrame:
    """Persons severely limited by a disability or long illness, % of those aged 15-64; per geo × year. Statbel."""
    dated = statbel_disability[statbel_disability["time_period"] != ""]
    return slice_of(dated, unit="PC", measure="severely_limited_share")


def severely_limited_inactive_share(statbel_disability: pd.DataFrame) -> pd.DataFrame:
    """Inactive persons in % of those severely limited, aged 15-64; per geo × year. Source: Statbel."""
    return slice_of(statbel_disability, unit="PC", measure="severely_limited_inactive_share")


def disability_printed_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """People with a disability in % of the labour force as the report prints it; the labour force excludes the inactive."""
    return slice_of(digitalcity_talentensneller, unit="PC", measure="disability_labour_force_share")


def inactive_able_to_work_share(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Inactive people with a disability who feel able to work, % as the report prints it; no year, no base."""
    return slice_of(digitalcity_talentensneller, unit="PC", measure="inactive_able_to_work_share")


def disability_employee_share(
    acerta_disability: pd.DataFrame, digitalcity_talentensneller: pd.DataFrame
) -> pd.DataFrame:
    """Employees with a disability in % of private-sector employees; per geo × year. Acerta, edition of 2025.

    A share of jobs, not the employment rate of people with a disability. Brussels 2023 is the report's: the
    copies of the edition give only its change.
    """
    count = slice_of(acerta_disability, unit="PC", measure="disability_employee_share", size_class="TOTAL")
    printed = slice_of(digitalcity_talentensneller, unit="PC", measure="disability_employee_share")
    return pd.concat([count, printed], ignore_index=True).drop_duplicates(["geo", "time_period"], ignore_index=True)


def disability_employee_earlier_share(acerta_disability_2024: pd.DataFrame) -> pd.DataFrame:
    """The same share in the edition of February 2024, which contradicts the later one for 2023; per geo × year."""
    return slice_of(acerta_disability_2024, unit="PC", measure="disability_employee_share", size_class="TOTAL")


def disability_size_share(acerta_disability_2022: pd.DataFrame, acerta_disability_2024: pd.DataFrame) -> pd.DataFrame:
    """Employees with a disability in % of employees by size of firm; per size_class × geo × year.

    The few classes the editions of 2022 and 2024 name; those of 2025 were not found.
    """
    both = pd.concat([acerta_disability_2022, acerta_disability_2024], ignore_index=True)
    return slice_of(both[both["size_class"] != "TOTAL"], "size_class", unit="PC", measure="disability_employee_share")
