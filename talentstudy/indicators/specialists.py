"""ICT specialists: how many there are, their share of employment, and who they are.

ICT specialists are persons in employment in the ISCO-08 occupations that Eurostat and the OECD
define as such (Labour Force Survey, annual averages). Since 2011 by ISCO-08: 2004 to 2010 are
back-estimates on another basis; since 2021 by a new survey. Never compare across a flag ``b``.
"""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import in_unit, slice_of


def ict_specialists_count(isoc_sks_itspt: pd.DataFrame) -> pd.DataFrame:
    """Employed ICT specialists, in thousands; one row per geo × year.

    Vintages of 2025 hold whole thousands from 2014 on; that of 2026-04-17 holds one decimal from 2004.

    Parameters
    ----------
    isoc_sks_itspt
        Employed ICT specialists (THS_PER and PC_EMP), one row per geo × time_period × unit.

    Returns
    -------
    pandas.DataFrame
        Indicator rows in THS_PER. A missing value stays missing; flags are the provider's.

    Raises
    ------
    EmptySelection
        If the dataset holds no thousands.

    References
    ----------
    Eurostat, isoc_sks_itspt; definition: Eurostat-OECD, ICT specialists by ISCO-08.

    Examples
    --------
    >>> ict_specialists_count(pd.DataFrame({
    ...     "geo": ["BE", "BE"], "time_period": ["2023", "2023"], "unit": ["THS_PER", "PC_EMP"],
    ...     "obs_value": [272.6, 5.4], "obs_flag": ["", ""], "source": ["isoc_sks_itspt@2026-04-17"] * 2,
    ... }))[["geo", "obs_value", "unit"]].to_dict("records")
    [{'geo': 'BE', 'obs_value': 272.6, 'unit': 'THS_PER'}]
    """
    return slice_of(isoc_sks_itspt, unit="THS_PER")


def ict_specialists_share(isoc_sks_itspt: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists in % of total employment (employees and self-employed); per geo × year.

    Unit PC_EMP, flags the provider's, missing stays missing. The base is employment, not employees
    and not the labour force. Source: Eurostat, isoc_sks_itspt.
    """
    return slice_of(isoc_sks_itspt, unit="PC_EMP")


def ict_women_count(isoc_sks_itsps: pd.DataFrame) -> pd.DataFrame:
    """Women among employed ICT specialists, in thousands; per geo × year.

    Never set over totals of another release: by-sex counts and totals of different vintages are
    wrong by up to 12 %, and years flagged ``e`` are estimated apart. Source: isoc_sks_itsps.
    """
    return slice_of(isoc_sks_itsps, unit="THS_PER", sex="F")


def ict_women_share(isoc_sks_itsps: pd.DataFrame) -> pd.DataFrame:
    """Women in % of employed ICT specialists; per geo × year, unit PC. Source: isoc_sks_itsps."""
    return slice_of(isoc_sks_itsps, unit="PC", sex="F")


def ict_gender_gap(ict_women_share: pd.DataFrame) -> pd.DataFrame:
    """Men's share less women's share of ICT specialists: 100 − 2w percentage points; per geo × year.

    ``w`` is women's share in %. Zero is parity, 100 a field without women, negative a majority of
    women. Unit PC_PNT; flags of the share.

    >>> share = pd.DataFrame({"geo": ["BE"], "time_period": ["2024"], "unit": ["PC"], "obs_value": [19.0],
    ...                       "obs_flag": [""], "source": ["isoc_sks_itsps@2025-05-14"]})
    >>> ict_gender_gap(share)["obs_value"].item()
    62.0
    """
    return in_unit(ict_women_share.assign(obs_value=100 - 2 * ict_women_share["obs_value"]), "PC_PNT")


def ict_women_men_ratio(ict_women_share: pd.DataFrame) -> pd.DataFrame:
    """Women per 100 men among ICT specialists: 100·w / (100 − w); per geo × year, unit P_HMEN.

    ``w`` is women's share in %; where it is 100 the ratio does not exist and is missing.
    """
    men = (100 - ict_women_share["obs_value"]).where(lambda value: value > 0)
    return in_unit(ict_women_share.assign(obs_value=100 * ict_women_share["obs_value"] / men), "P_HMEN")


def ict_young_count(isoc_sks_itspa: pd.DataFrame) -> pd.DataFrame:
    """Employed ICT specialists aged 15 to 34, in thousands; per geo × year. Source: isoc_sks_itspa."""
    return slice_of(isoc_sks_itspa, unit="THS_PER", age="Y15-34")


def ict_young_share(isoc_sks_itspa: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 15 to 34 in % of employed ICT specialists; per geo × year. Source: isoc_sks_itspa."""
    return slice_of(isoc_sks_itspa, unit="PC", age="Y15-34")


def ict_tertiary_count(isoc_sks_itspe: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists with tertiary education (ISCED 5-8), in thousands; per geo × year."""
    return slice_of(isoc_sks_itspe, unit="THS_PER", isced11="ED5-8")


def ict_tertiary_share(isoc_sks_itspe: pd.DataFrame) -> pd.DataFrame:
    """Persons with tertiary education (ISCED 5-8) in % of employed ICT specialists; per geo × year."""
    return slice_of(isoc_sks_itspe, unit="PC", isced11="ED5-8")


def ict_educated_women_share(isoc_ski_itsex: pd.DataFrame) -> pd.DataFrame:
    """Women in % of employed persons with an ICT education (a stock, from upper secondary on).

    Held for Belgium and the EU to 2017 only. Not the graduates of a year. Source: isoc_ski_itsex.
    """
    return slice_of(isoc_ski_itsex, unit="PC", sex="F")
