"""Targets of the Digital Decade and the paths the Commission drew towards them."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of

# The table has the target too, which is no path and an indicator of its own.
_PATHS = ("ict_specialists_historical", "ict_specialists_baseline", "ict_specialists_ideal")


def ict_specialists_target_count(digital_decade_targets: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists the EU means to have in 2030, million persons; Decision (EU) 2022/2481, Article 4."""
    return slice_of(digital_decade_targets, unit="MIO_PER", measure="target_ict_specialists")


def basic_digital_skills_target_share(digital_decade_targets: pd.DataFrame) -> pd.DataFrame:
    """Adults aged 16-74 the EU means to have at least basic digital skills in 2030, %."""
    return slice_of(digital_decade_targets, unit="PC_IND", measure="target_basic_digital_skills")


def cloud_target_share(digital_decade_targets: pd.DataFrame) -> pd.DataFrame:
    """Enterprises the EU means to use cloud, AI or big data in 2030, %. Wider than cloud alone."""
    return slice_of(digital_decade_targets, unit="PC_ENT", measure="target_cloud_ai_big_data")


def ict_specialists_path_count(digital_decade_trajectories: pd.DataFrame) -> pd.DataFrame:
    """ICT specialists in the EU on the historical, baseline and ideal path to 2030, million persons; per measure × year."""
    paths = digital_decade_trajectories[digital_decade_trajectories["measure"].isin(_PATHS)]
    return slice_of(paths, "measure", unit="MIO_PER")
