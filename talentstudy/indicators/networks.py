"""Networking and hackathons: the few numbers there are, from companies and their observers."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def linkedin_members_count(
    mic_adam_linkedin_monitor: pd.DataFrame,
    napoleoncat_linkedin: pd.DataFrame,
    degraux_linkedin: pd.DataFrame,
    digitalcity_talentensneller: pd.DataFrame,
) -> pd.DataFrame:
    """LinkedIn accounts in Belgium by who counted them and how; per measure × geo × period, unit ACC.

    Accounts, not persons. The report prints two numbers of its own, one of them without a year.
    """
    counts = [mic_adam_linkedin_monitor, napoleoncat_linkedin, degraux_linkedin]
    printed = digitalcity_talentensneller[digitalcity_talentensneller["measure"] == "linkedin_members"]
    named = [printed.assign(measure="linkedin_members_printed")]
    return pd.concat([slice_of(one, "measure", unit="ACC") for one in (*counts, *named)], ignore_index=True)


def linkedin_companies_count(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Companies registered with LinkedIn worldwide, as the report prints it: a lower bound (obs_lower)."""
    return slice_of(digitalcity_talentensneller, interval=True, unit="NR", measure="linkedin_companies")


def linkedin_activity_rate(digitalcity_talentensneller: pd.DataFrame) -> pd.DataFrame:
    """Applications and hires through LinkedIn per minute, as the report prints them; per measure, unit NR_MIN."""
    return slice_of(digitalcity_talentensneller, "measure", interval=True, unit="NR_MIN")


def hackathon_duration(convidencia_hackathons: pd.DataFrame) -> pd.DataFrame:
    """Usual duration of a hackathon in days, a range (obs_lower, obs_upper). Source: Convidencia."""
    return slice_of(convidencia_hackathons, interval=True, unit="DAYS", measure="hackathon_duration")
