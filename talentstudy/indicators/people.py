"""What the population can do with digital tools, and who is in work."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def basic_digital_skills_share(tepsr_sp410: pd.DataFrame, isoc_sk_dskl_i21: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 16-74 with at least basic digital skills, % of that age group; per geo × year.

    The same measure from two tables: tepsr_sp410 has the EU, isoc_sk_dskl_i21 the later waves. Where
    both hold a key, tepsr_sp410 is taken; where neither holds the EU it is not available, and is
    never a mean of countries.
    """
    headline = slice_of(tepsr_sp410, unit="PC_IND", age="Y16_74")
    detail = slice_of(isoc_sk_dskl_i21, unit="PC_IND", age="Y16_74", indic_is="I_DSK2_BAB")
    both = pd.concat([headline, detail], ignore_index=True)
    return both.drop_duplicates(["geo", "time_period"], keep="first", ignore_index=True)


def disability_employment_gap(tepsr_sp200: pd.DataFrame) -> pd.DataFrame:
    """Employment rate of people without less that of people with a disability, percentage points.

    Persons aged 20-64; one row per sex × geo × year; unit PC_PNT. A large gap is a bad sign.
    Source: Eurostat, tepsr_sp200.
    """
    return slice_of(tepsr_sp200, "sex", unit="PC_PNT")
