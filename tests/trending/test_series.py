"""Which series a name stands for, and what it is called."""

import pytest

from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.trending.series import by_sex, named, pick, series_from, series_name, trend_names, vintages_of, worded
from talentstudy.trends.series import annual_series


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ict_women_share", ("ict_women_share", "BE")),
        ("ict_women_share_nl", ("ict_women_share", "NL")),
        ("ict_women_share_eu27_2020", ("ict_women_share", "EU27_2020")),
        ("ICT_women_share_NL", ("ict_women_share", "NL")),
        # An indicator whose name another one begins with.
        ("ict_specialists_share_ee", ("ict_specialists_share", "EE")),
    ],
)
def test_a_name_is_an_indicator_and_a_country(name: str, found: tuple[str, str]) -> None:
    assert named(name, "BE") == found


def test_every_name_offered_is_understood() -> None:
    offered = trend_names("BE")
    assert {"ict_women_share", "ict_women_share_be", "ict_specialists_count_eu27_2020"} <= set(offered)
    for name in offered[:: len(offered) // 60]:
        assert named(name, "BE")[0] in name


@pytest.mark.parametrize(
    ("name", "near"),
    [("ict_woman_share_be", "ict_women_share_be"), ("ict_women_share_eu27", "eu27_2020")],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownName, match=near):
        named(name, "BE")


def test_an_indicator_of_several_series_a_country_is_refused() -> None:
    with pytest.raises(StudyError, match="by size_emp"):
        named("enterprises_employing_ict_share_be", "BE")


def test_a_country_without_value_is_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(EmptySelection, match="holds no annual value for BE1"):
        pick(edition_2025.indicator("ict_women_share"), "ict_women_share", "BE1")


def test_a_series_is_cut_and_its_breaks_replaced(edition_2025: Pipeline) -> None:
    rows = pick(edition_2025.indicator("ict_women_share"), "ict_women_share", "BE")
    whole = series_from(rows, name="w")
    assert (len(whole), whole.breaks) == (21, (2005, 2011, 2017, 2021))
    cut = series_from(rows, name="w", first=2015, last=2020, breaks=[2018])
    assert (int(cut.years[0]), int(cut.years[-1]), cut.breaks) == (2015, 2020, (2018,))


def test_a_count_is_named_with_its_unit_and_a_share_is_not() -> None:
    assert series_name("ict_specialists_count", "NL", "THS_PER", "nl").endswith("Nederland (duizend personen)")
    assert series_name("ict_women_share", "NL", "PC", "fr").endswith(", Pays-Bas")


def test_a_unit_is_put_in_words_unless_models_read_its_code() -> None:
    assert worded(annual_series([1], [1.0], unit="THS_PER"), "de").unit == "Tausend Personen"
    assert worded(annual_series([1], [1.0], unit="PC_EMP"), "de").unit == "PC_EMP"


def test_the_pinned_vintage_comes_first_and_others_follow(edition_2025: Pipeline) -> None:
    held = vintages_of(edition_2025, "ict_specialists_count", "BE")
    assert next(iter(held)) == "2025-05-14"
    assert "2026-04-17" in held
    for vintage, rows in held.items():
        assert set(rows["source"].str.contains(vintage)) == {True}
    assert list(vintages_of(edition_2025, "ict_gender_gap", "BE")) == ["2025-05-14"]


def test_women_and_men_come_from_one_release(edition_2025: Pipeline) -> None:
    pair = by_sex(edition_2025, "ict_women_share", "BE")
    # Eurostat, isoc_sks_itsps of 2024-02-02: 51.8 thousand women and 225.6 thousand men in 2022.
    assert [float(one.values[-1]) for one in pair.values()] == [51.8, 225.6]
    with pytest.raises(EmptySelection, match="dataset by sex"):
        by_sex(edition_2025, "ict_specialists_count", "BE")
