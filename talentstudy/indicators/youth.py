"""Digital skills of the young and the vulnerable, and the roles they might choose."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def weak_digital_skills_share(kbf_digital_inclusion: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 16-74 with weak digital skills, % of the population; per geo × year. King Baudouin Foundation."""
    return slice_of(kbf_digital_inclusion, unit="PC", measure="weak_digital_skills_share", group="TOTAL")


def internet_non_users_share(kbf_digital_inclusion: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 16-74 who do not use the internet, % of the population; per geo × year."""
    return slice_of(kbf_digital_inclusion, unit="PC", measure="internet_non_users_share", group="TOTAL")


def digitally_vulnerable_share(kbf_digital_inclusion: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 16-74 who are digitally vulnerable (weak skills or non-users), % of their group; per group × year."""
    return slice_of(kbf_digital_inclusion, "group", unit="PC", measure="digitally_vulnerable_share")


def entrants_lacking_skills_share(ulb_digital_entrants: pd.DataFrame) -> pd.DataFrame:
    """Students entering one university (ULB, 2022) who lack a digital skill, % of those who answered; per measure.

    A voluntary survey of self-declared skills: never beside a share of the population.
    """
    named = ulb_digital_entrants[ulb_digital_entrants["measure"] != "respondents"]
    return slice_of(named, "measure", unit="PC")


def role_profile_number(enisa_ecsf: pd.DataFrame) -> pd.DataFrame:
    """The twelve role profiles of the European Cybersecurity Skills Framework, by their number; per role."""
    return slice_of(enisa_ecsf, "role", unit="NR", measure="role_profile_number")


def role_profiles_count(role_profile_number: pd.DataFrame) -> pd.DataFrame:
    """How many role profiles in cybersecurity the framework has, unit NR; per geo × year.

    Counted, not read: one row of ``role_profile_number`` is one profile.
    """
    groups = role_profile_number.groupby(["geo", "time_period", "unit"], as_index=False)
    counted = groups.agg(
        obs_value=("obs_value", "count"),
        obs_flag=("obs_flag", lambda flags: "".join(sorted(set("".join(flags))))),
        source=("source", lambda pages: "; ".join(dict.fromkeys(page.partition("#")[0] for page in pages))),
    )
    # A framework without a profile is one that was not read.
    return counted.assign(obs_value=counted["obs_value"].where(counted["obs_value"] > 0).astype(float))
