"""Enterprises of 10 or more persons: ICT specialists they employ and seek, training, cloud.

Source: Eurostat, survey on ICT usage and e-commerce in enterprises. The questions on specialists
and training have no wave in 2013, 2021 and 2023; the question on recruitment is about the year
before ``time_period``.
"""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def enterprises_employing_ict_share(isoc_ske_itspe: pd.DataFrame) -> pd.DataFrame:
    """Enterprises that employ ICT specialists, % of enterprises; per size_emp × geo × year."""
    return slice_of(isoc_ske_itspe, "size_emp", unit="PC_ENT", indic_is="E_ITSP2")


def enterprises_recruiting_ict_share(isoc_ske_itrcrs: pd.DataFrame) -> pd.DataFrame:
    """Enterprises that recruited or tried to recruit ICT specialists, % of enterprises; per geo × year.

    About the year before ``time_period``.
    """
    return slice_of(isoc_ske_itrcrs, unit="PC_ENT", indic_is="E_ITSPRCR2")


def enterprises_hard_to_fill_share(isoc_ske_itrcrs: pd.DataFrame) -> pd.DataFrame:
    """Enterprises with hard-to-fill ICT vacancies, % of those that recruited or tried to; per geo × year.

    About the year before ``time_period``. The base is not all enterprises.
    """
    return slice_of(isoc_ske_itrcrs, unit="PC_ENT_ITSPRCR2", indic_is="E_ITSPVAC2")


def enterprises_training_ict_share(isoc_ske_itts: pd.DataFrame) -> pd.DataFrame:
    """Enterprises that trained their personnel in ICT skills, % of enterprises; per geo × year."""
    return slice_of(isoc_ske_itts, unit="PC_ENT", indic_is="E_ITT2", size_emp="GE10")


def cloud_any_share(isoc_cicce_use: pd.DataFrame) -> pd.DataFrame:
    """Enterprises that buy any cloud service, % of enterprises; per geo × year.

    The copy held has no row for the EU, which is therefore not available. Not comparable with
    ``cloud_advanced_share``.
    """
    return slice_of(isoc_cicce_use, unit="PC_ENT", indic_is="E_CC", size_emp="GE10")


def cloud_advanced_share(isoc_cicce_use: pd.DataFrame) -> pd.DataFrame:
    """Enterprises that buy intermediate or sophisticated cloud services, % of enterprises; per geo × year.

    The measure of the Digital Decade.
    """
    return slice_of(isoc_cicce_use, unit="PC_ENT", indic_is="E_CC1_SI", size_emp="GE10")
