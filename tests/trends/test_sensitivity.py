"""Sensitivity: a conclusion that hangs on one choice is seen."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.sensitivity import sensitivity
from talentstudy.trends.series import annual_series

BELGIUM = Path(__file__).parents[1] / "reference" / "shares" / "isoc_sks_itsps_be_2025-05-14.csv"
NOISE = np.array([0.2, -0.1, 0.3, -0.3, 0.1, -0.2, 0.2, -0.1, 0.0, 0.1, -0.2, 0.1])


def women() -> Any:
    cells = [row.split(",") for row in BELGIUM.read_text().splitlines()[1:]]
    values = [float(cell[4]) for cell in cells]
    return annual_series([int(cell[3]) for cell in cells], values, flags=[cell[5] for cell in cells], unit="PC")


def rising(by: float = 0.5, unit: str = "PC", last: int = 2021, breaks: Any = (2016,)) -> Any:
    years = np.arange(2010, last + 1)
    return annual_series(years, 20 + by * (years - 2010) + NOISE[: len(years)], breaks=breaks, unit=unit)


def test_the_belgian_sign_hangs_on_the_window_and_on_the_breaks() -> None:
    found = sensitivity(women(), models=["linear", "log"])
    assert found.verdict == "hangs on one choice"
    assert found.hinges == ("window", "breaks")
    assert not found.decided
    first = found.table.iloc[0]
    assert (first["window"], first["breaks"], first["sign"]) == ("2004–2024", "jumps", -1)
    ignored = found.table.query("window == '2011–2024' and breaks == 'ignored' and model == 'linear'")
    assert ignored["estimate"].item() == pytest.approx(0.304, abs=5e-4)


def test_a_steady_rise_is_robust_and_decided() -> None:
    found = sensitivity(rising(), models=["linear"])
    assert (found.verdict, found.hinges, found.decided) == ("robust", (), True)
    assert "upward" in found.summary("en")


def test_every_combination_is_one_row_and_equals_its_own_fit() -> None:
    found = sensitivity(rising(), windows=[(None, None), (2012, 2021)])
    assert len(found.table) == 2 * 3 * 4
    assert not found.table.duplicated(["vintage", "window", "breaks", "model"]).any()
    row = found.table.query("window == '2012–2021' and breaks == 'jumps' and model == 'log'").iloc[0]
    trend = fit_growth(rising().between(2012)).apc
    assert (row["estimate"], row["lower"]) == (trend.value, trend.interval.lower)


def test_the_last_segment_has_an_estimate_and_no_interval() -> None:
    row = sensitivity(rising(), models=["linear"], breaks=["last segment"]).table.iloc[0]
    assert (row["first"], row["points"]) == (2016, 6)
    assert np.isnan(row["lower"])
    assert "too short for an interval" in row["note"]


def test_vintages_are_compared_in_the_same_window() -> None:
    found = sensitivity({"2025": rising(), "2024": rising(by=-0.5, last=2020)}, models=["linear"], breaks=["jumps"])
    assert found.table["window"].unique().tolist() == ["2010–2021"]
    assert found.hinges == ("vintage",)
    assert "the vintage" in found.summary("en")


def test_counts_get_no_share_models() -> None:
    assert set(sensitivity(rising(unit="THS_PER"), breaks=["ignored"]).table["model"]) == {"linear", "log"}


def test_a_variant_that_cannot_be_fitted_is_a_row_with_the_reason() -> None:
    found = sensitivity(rising(), windows=[(None, None), (2020, None)], models=["linear"], breaks=["jumps"])
    assert np.isfinite(found.table["estimate"]).tolist() == [True, False]
    assert "2 " in found.table["note"][1]
    negative = annual_series(range(2010, 2020), np.arange(-5.0, 5.0) + NOISE[:10])
    log = sensitivity(negative, models=["linear", "log"], breaks=["jumps"]).table.iloc[1]
    assert np.isnan(log["sign"])
    assert "log scale" in log["note"]


def test_a_flat_series_has_no_sign() -> None:
    flat = annual_series(range(2010, 2022), np.full(12, 20.0))
    found = sensitivity(flat, models=["linear"], breaks=["jumps"])
    assert (found.table["sign"].item(), found.verdict) == (0, "robust")
    assert "flat" in found.summary("en")


def test_the_summary_counts_the_intervals_that_hold_zero() -> None:
    found = sensitivity(women())
    given = found.table.dropna(subset=["lower", "upper"])
    hold = int((given["lower"] * given["upper"] <= 0).sum())
    assert 0 < hold < len(found.table)
    assert f"hold zero: {hold} of {len(given)}." in found.summary("en")


def test_unknown_and_empty_choices_are_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean jumps"):
        sensitivity(rising(), breaks=["jump"])  # type: ignore[list-item]
    with pytest.raises(UnknownName, match="no model named"):
        sensitivity(rising(), models=["probit"])  # type: ignore[list-item]
    with pytest.raises(UnsuitableSeries, match="no series"):
        sensitivity({})


@pytest.mark.parametrize(
    ("language", "choice"), [("nl", "breuken"), ("fr", "ruptures"), ("en", "breaks"), ("de", "Brüche")]
)
def test_the_summary_names_the_choice_in_every_language(language: str, choice: str) -> None:
    text = sensitivity(women(), models=["linear"], windows=[(2011, None)]).summary(language)
    assert choice in text
    assert "{" not in text
