"""Graduates in ICT and in science, technology, engineering and mathematics."""

from __future__ import annotations

import pandas as pd

from talentstudy.indicators.rows import paired, slice_of


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


def ict_graduates_rate(
    ict_graduates_count: pd.DataFrame, engineering_graduates_count: pd.DataFrame, stem_graduates_rate: pd.DataFrame
) -> pd.DataFrame:
    """Tertiary ICT graduates per 1,000 persons aged 20-29: the most there can be (obs_upper); per geo × year.

    STEM graduates × ICT / (ICT + engineering). Science, the third STEM field, is held in no vintage; each of
    its graduates would lower the rate, so that this is an upper bound and obs_value stays missing.
    Flags and sources are those of all three; without graduates there is no bound.

    >>> def row(value, unit, name):
    ...     return pd.DataFrame({"geo": ["BE"], "time_period": ["2022"], "unit": [unit], "obs_value": [value],
    ...         "obs_flag": [""], "source": [name]})
    >>> bound = ict_graduates_rate(row(4042.0, "NR", "a"), row(15321.0, "NR", "a"), row(16.4, "P_THAB", "b"))
    >>> bound["obs_upper"].round(2).item(), bound["obs_value"].isna().item(), bound["source"].item()
    (3.42, True, 'b; a')
    """
    fields = paired(ict_graduates_count, engineering_graduates_count)
    both = fields["obs_value"] + fields["other_value"]
    share = fields.assign(obs_value=fields["obs_value"] / both.where(both > 0)).drop(columns="other_value")
    rate = paired(stem_graduates_rate, share)
    bound = rate.assign(obs_upper=rate["obs_value"] * rate["other_value"], obs_lower=float("nan"))
    bound["obs_value"] = float("nan")
    columns = ["geo", "time_period", "unit", "obs_value", "obs_lower", "obs_upper", "obs_flag", "source"]
    return bound[columns]
