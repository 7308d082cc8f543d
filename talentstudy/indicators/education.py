"""Graduates in ICT and in science, technology, engineering and mathematics."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import slice_of


def ict_graduates_count(educ_uoe_grad02: pd.DataFrame) -> pd.DataFrame:
    """Tertiary graduates (ISCED 5-8) of the year in ICT (ISCED-F 06), persons; per geo × year.

    A flow, never the stock of people who hold such a diploma. The vintage held carries no flags of
    its own; those it has come from corrections.toml (EU 2014-2018 below the sum of its members,
    years that repeat each other). Source: Eurostat, educ_uoe_grad02.
    """
    return slice_of(educ_uoe_grad02, unit="NR", sex="T", isced11="ED5-8", iscedf13="F06")


def engineering_graduates_count(educ_uoe_grad02: pd.DataFrame) -> pd.DataFrame:
    """Tertiary graduates of the year in engineering, manufacturing and construction (F07), persons."""
    return slice_of(educ_uoe_grad02, unit="NR", sex="T", isced11="ED5-8", iscedf13="F07")


def stem_graduates_rate(educ_uoe_grad04: pd.DataFrame) -> pd.DataFrame:
    """Tertiary STEM graduates per 1,000 persons aged 20-29; per geo × year. Source: educ_uoe_grad04."""
    return slice_of(educ_uoe_grad04, unit="P_THAB", sex="T", isced11="ED5-8")
