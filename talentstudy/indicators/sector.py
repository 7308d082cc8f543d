"""The ICT sector (an industry, NACE), never to be confused with ICT specialists (an occupation)."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def ict_sector_employment_share(tin00085: pd.DataFrame) -> pd.DataFrame:
    """Persons employed in the ICT sector, % of total employment; per geo × year. Source: tin00085."""
    return slice_of(tin00085, unit="PC", nace_r2="ICT")


def ict_sector_value_added_share(tin00074: pd.DataFrame) -> pd.DataFrame:
    """Value added of the ICT sector, % of GDP; per geo × year; may be negative. Source: tin00074."""
    return slice_of(tin00074, unit="PC", nace_r2="ICT")
