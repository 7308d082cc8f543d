import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from talentstudy.figures import KINDS
from talentstudy.figures.describing import background, last_values, place_of, ranked, runs, scale_text, story
from talentstudy.wording import LANGUAGES, number

NAN = float("nan")


def series(values: dict[str, float], flags: dict[str, str] | None = None, unit: str = "PC_EMP") -> pd.DataFrame:
    given = flags or {}
    return pd.DataFrame(
        {
            "geo": "BE",
            "time_period": list(values),
            "unit": unit,
            "obs_value": list(values.values()),
            "obs_flag": [given.get(period, "") for period in values],
        }
    )


def test_a_series_is_told_run_by_run_between_its_breaks(shares: pd.DataFrame) -> None:
    own = shares[shares["geo"] == "BE"].reset_index(drop=True)
    assert story(own, "Belgium", "en") == (
        "Belgium: 2009–2010, up from 4.1% to 4.4%; break in 2011; 2011–2016, up from 4.0% to 4.2%; break in 2017; "
        "2017–2020, up from 4.9% to 5.0%; break in 2021; 2021–2024, up from 5.6% to 5.7%. "
        "Highest value 5.7% (2024), lowest 4.0% (2011). Marked: estimated 2009–2011."
    )


def test_a_gap_is_told_where_it_is_and_never_bridged() -> None:
    rows = series({"2019": 5.1, "2020": 5.4, "2021": NAN, "2022": NAN, "2023": NAN, "2024": 5.0})
    told = story(rows, "België", "nl")
    assert "2019–2020, stijging van 5,1% naar 5,4%; geen waarde voor 2021–2023; 5,0% in 2024." in told


def test_a_break_at_a_missing_value_is_told_at_the_next_one() -> None:
    rows = series({"2020": 5.1, "2021": NAN, "2022": 5.4}, {"2021": "b"})
    assert "no value for 2021; break in 2022; 5.4% in 2022" in story(rows, "BE", "en")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(5.0, 5.3, "up from 5.0% to 5.3%"), (5.3, 5.0, "down from 5.3% to 5.0%"), (5.01, 5.04, "5.0% at both ends")],
)
def test_only_what_the_printed_numbers_show_counts_as_a_change(first: float, last: float, told: str) -> None:
    rows = series({"2022": first, "2023": 6.12, "2024": last})
    assert f"2022–2024, {told}" in story(rows, "BE", "en")


def test_equal_extremes_are_all_named() -> None:
    rows = series({"2021": 5.6, "2022": 5.6, "2023": 5.4, "2024": 5.4})
    assert "Highest value 5.6% (2021 and 2022), lowest 5.4% (2023 and 2024)." in story(rows, "BE", "en")


def test_a_series_without_a_value_says_so() -> None:
    assert story(series({"2023": NAN}), "België", "nl") == "Niet beschikbaar: België."


def test_periods_that_follow_each_other_are_told_as_one() -> None:
    drawn = ["2004", "2006", "2008", "2010", "2012"]
    assert runs({"2004", "2006", "2008", "2012"}, drawn, "en") == "2004–2008 and 2012"
    assert runs({"2004", "2006"}, drawn, "nl") == "2004 en 2006"


def test_the_place_leaves_aggregates_out_and_shares_a_tie(make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("geo", {"SE": 8.6, "EU27_2020": 6.0, "NL": 5.7, "BE": 5.7, "EL": NAN})
    called = {code: code for code in rows["geo"]}
    assert place_of(rows, "geo", called, "BE", ["EU27_2020"], "en") == "BE: place 2 of 3, from high to low."
    assert place_of(rows, "geo", called, "EL", ["EU27_2020"], "en") == ""
    assert place_of(rows, "geo", called, None, ["EU27_2020"], "en") == ""


def test_every_bar_is_told_with_what_its_flags_mean(make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("geo", {"SE": 8.6, "NL": 7.0, "BE": NAN}, unit="PC_EMP").assign(obs_flag=["bp", "", "C"])
    told = ranked(rows, "geo", {"SE": "Suède", "NL": "Pays-Bas", "BE": "Belgique"}, "fr", decimals=None)
    assert told.replace("\xa0", "~") == (
        "De haut en bas~: Suède 8,6~% (rupture de série, provisoire)~; Pays-Bas 7,0~%~; Belgique non disponible (confidentiel)."
    )


def test_lines_without_a_name_are_a_range_and_name_nobody(shares: pd.DataFrame) -> None:
    told = background(shares[shares["geo"] != "BE"], "geo", "de", decimals=1)
    assert told.replace("\xa0", " ") == "Im Hintergrund, ohne Namen: 2 weitere Reihen, mit Werten von 3,0 % bis 5,3 %."
    assert background(shares.iloc[:0], "geo", "de", decimals=1) == ""


def test_the_ends_of_lines_carry_their_period_only_where_they_differ(shares: pd.DataFrame) -> None:
    called = {code: code for code in shares["geo"]}
    assert last_values(shares, "geo", called, "en", decimals=1).endswith("BE 5.7%; DE 5.3%; EU27_2020: 5.0%.")
    earlier = shares[(shares["geo"] != "DE") | (shares["time_period"] < "2024")]
    assert "DE 4.9% (2023)" in last_values(earlier, "geo", called, "en", decimals=1)


@pytest.mark.parametrize(
    ("limits", "told"),
    [((0.0, 9.0), "begins at zero"), ((2.0, 9.0), "does not begin at zero"), ((-3.0, 9.0), "Zero lies within")],
)
def test_the_scale_says_whether_it_begins_at_zero(limits: tuple[float, float], told: str) -> None:
    assert told in scale_text(limits, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("focus", ["BE", None])
def test_no_number_is_told_that_the_chart_does_not_show(shares: pd.DataFrame, language: str, focus: str | None) -> None:
    told = KINDS["lines_by_period"].describe(shares, by="geo", focus=focus, language=language)
    shown = {number(value, language, 1) for value in shares["obs_value"]} | set(shares["time_period"])
    # How many lines there are, and the name of the EU.
    shown |= {str(shares["geo"].nunique()), "27"}
    found = set(re.findall(r"\d+(?:[.,]\d+)?", told))
    assert found <= shown


def test_french_keeps_its_signs_to_their_words() -> None:
    path = Path(__file__).parents[2] / "talentstudy" / "sentences" / "describe.toml"
    for key, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert not re.search(r"[^\xa0][:;?!%]", told["fr"]), key
        assert all("ß" not in told[one] for one in ("nl", "fr", "en")), key
