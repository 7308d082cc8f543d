import re
from typing import Any

import numpy as np
import pytest

from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.series import AnnualSeries, annual_series

YEARS = np.arange(2004, 2025)


def series(change: Any, breaks: Any = ()) -> AnnualSeries:
    values = np.exp(3 + 0.02 * (YEARS - 2004) + change * np.maximum(YEARS - 2014, 0))
    values = values * np.exp(0.01 * np.random.default_rng(2).normal(size=21))
    return annual_series(YEARS, values, name="ICT", unit="PC", breaks=breaks)


@pytest.mark.parametrize(
    ("language", "turn", "sign"),
    [
        ("nl", "knikt in 2014", ","),
        ("fr", "s’infléchit en 2014", ","),
        ("en", "turns in 2014", "."),
        ("de", "ändert sich 2014", ","),
    ],
)
def test_the_summary_says_where_the_trend_turns_and_how_fast(language: Any, turn: Any, sign: Any) -> None:
    result = fit_joinpoint(series(-0.05), selection="permutation", permutations=199)
    text = result.summary(language)
    assert turn in text
    change = f"{result.segments['change'].iloc[1]:.1f}".replace("-", "−").replace(".", sign)
    assert change in text
    assert "199" in text
    assert "7160" in text


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_summary_names_breaks_criterion_and_autocorrelation(language: Any) -> None:
    result = fit_joinpoint(series(0.0, (2011,)), selection="weighted bic", autocorrelation=0.3)
    text = result.summary(language)
    assert "2011" in text
    assert "WBIC" in text
    assert re.search(r"0[.,]30", text)
    assert "{" not in text


def test_a_year_with_a_fraction_is_written_as_the_language_does() -> None:
    values = 10 + np.abs(YEARS - 2013.6) + 0.01 * np.random.default_rng(0).normal(size=21)
    result = fit_joinpoint(annual_series(YEARS, values, unit="PC"), scale="linear", method="hudson")
    assert "2013.6" in result.summary("en")
    assert "2013,6" in result.summary("nl")


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "rechte lijn"), ("fr", "une droite"), ("en", "straight line"), ("de", "eine Gerade")]
)
def test_a_line_fitted_as_asked_is_not_said_to_lack_turns(language: Any, words: Any) -> None:
    text = fit_joinpoint(series(0.0), max_joinpoints=0).summary(language)
    assert words in text
    assert "BIC" not in text
