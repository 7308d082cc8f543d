from dataclasses import replace

import pytest

from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.registry import Figure, Rows
from talentstudy.selection import Focus, figure_rows, quoted_rows, rows_of

BELGIUM = Focus("BE", ("NL", "FR"))
SHARE = Rows("ict_specialists_share")


def figure(*rows: Rows, **facts: object) -> Figure:
    return replace(Figure("F9-01", "lines_by_period", {"en": "A figure"}, rows=rows), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("focus", {"BE"}),
        ("focus and eu", {"BE", "EU27_2020"}),
        ("peers", {"BE", "NL", "FR", "EU27_2020"}),
        ("WORLD", {"WORLD"}),
    ],
)
def test_a_group_stands_for_its_countries(group: str, codes: set[str]) -> None:
    assert set(BELGIUM.codes(group) or ()) == codes


def test_members_are_the_27_the_union_and_the_focus() -> None:
    codes = Focus("NO", ()).codes("members")
    assert codes is not None
    assert len(codes) == 29
    assert {"NO", "EU27_2020", "SE"} <= codes
    assert BELGIUM.codes("all") is None


@pytest.mark.parametrize(("geo", "peers"), [("be", ()), ("BE", ("nl",))])
def test_a_country_that_is_not_there_is_refused_with_the_nearest(geo: str, peers: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName, match=r"no country named '(be|nl)'; did you mean (BE|NL)\?"):
        Focus(geo, peers)


def test_rows_are_those_of_the_group_and_say_their_indicator(edition_2025: Pipeline) -> None:
    rows = rows_of(edition_2025, replace(SHARE, geo="peers"), BELGIUM)
    assert set(rows["geo"]) == {"BE", "NL", "FR", "EU27_2020"}
    assert set(rows["indicator"]) == {"ict_specialists_share"}
    assert list(rows.index) == list(range(len(rows)))


def test_latest_is_the_last_year_of_the_focus(edition_2025: Pipeline) -> None:
    rows = rows_of(edition_2025, replace(SHARE, geo="members", period="latest"), BELGIUM)
    assert set(rows["time_period"]) == {"2024"}
    # The focus has none in the world's figures: the last year of anyone.
    world = rows_of(edition_2025, Rows("core_skill_share", period="latest"), BELGIUM)
    assert set(world["time_period"]) == {"2025"}


def test_latest_finds_a_number_that_is_only_a_bound(edition_2025: Pipeline) -> None:
    rows = rows_of(edition_2025, Rows("hackathon_duration", geo="focus", period="latest"), BELGIUM)
    assert rows[["time_period", "obs_lower", "obs_upper"]].to_numpy().tolist() == [["2023", 1, 3]]
    assert len(figure_rows(edition_2025, figure(Rows("hackathon_duration", geo="focus")), BELGIUM)) == 1


def test_rows_since_a_period_and_under_codes_in_their_order(edition_2025: Pipeline) -> None:
    assert rows_of(edition_2025, replace(SHARE, geo="focus", since="2020"), BELGIUM)["time_period"].min() == "2020"
    gap = Rows("disability_employment_gap", geo="focus", period="2024", where={"sex": ("M", "F")})
    assert rows_of(edition_2025, gap, BELGIUM)["sex"].tolist() == ["M", "F"]
    one = replace(gap, where={"sex": "T"})
    assert rows_of(edition_2025, one, BELGIUM)["obs_value"].tolist() == [33.5]


def test_rows_by_value_go_from_high_to_low(edition_2025: Pipeline) -> None:
    rows = rows_of(edition_2025, replace(SHARE, geo="members", period="2024", by_value=True), BELGIUM)
    assert rows["obs_value"].is_monotonic_decreasing


def test_an_indicator_that_is_not_there_is_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(UnknownName, match="did you mean ict_specialists_share"):
        rows_of(edition_2025, Rows("ict_specialist_share"), BELGIUM)


@pytest.mark.parametrize(
    ("spec", "asked"),
    [
        (replace(SHARE, geo="focus", period="1999"), "for BE in 1999"),
        (replace(SHARE, geo="US"), "for US"),
        (replace(SHARE, since="2099"), "for anyone since 2099"),
        (Rows("disability_employment_gap", where={"sex": "UNK"}), "for anyone with sex=UNK"),
        (Rows("disability_employment_gap", "peers", where={"sex": ("X", "Y")}), "for BE and its peers with sex=X or Y"),
    ],
)
def test_a_selection_that_holds_nothing_says_what_was_asked(edition_2025: Pipeline, spec: Rows, asked: str) -> None:
    with pytest.raises(EmptySelection) as empty:
        rows_of(edition_2025, spec, BELGIUM)
    assert str(empty.value) == f"{spec.indicator} holds no value {asked}."


def test_a_figure_is_drawn_for_another_country(edition_2025: Pipeline) -> None:
    rows = figure_rows(edition_2025, figure(replace(SHARE, geo="focus and eu")), Focus("NL", ("BE",)))
    assert set(rows["geo"]) == {"NL", "EU27_2020"}


def test_a_figure_of_one_country_says_so_for_others(edition_2025: Pipeline) -> None:
    only = figure(SHARE, only=("BE",))
    assert len(figure_rows(edition_2025, only, BELGIUM))
    with pytest.raises(EmptySelection, match=r"F9-01 exists for BE only\."):
        figure_rows(edition_2025, only, Focus("NL", ()))


def test_a_figure_about_countries_without_the_focus_is_refused(edition_2025: Pipeline) -> None:
    """The peers of Norway have the share, Norway has not: a picture of the others is not what was asked for."""
    with pytest.raises(EmptySelection, match=r"ict_specialists_share holds no value for NO\."):
        figure_rows(edition_2025, figure(replace(SHARE, geo="peers")), Focus("NO", ("BE",)))


def test_rows_that_may_be_absent_are_left_out(edition_2025: Pipeline) -> None:
    norway = Focus("NO", ())
    count, share = Rows("ict_specialists_count", "focus"), replace(SHARE, geo="focus", optional=True)
    rows = figure_rows(edition_2025, figure(count, share), norway)
    assert set(rows["indicator"]) == {"ict_specialists_count"}
    with pytest.raises(EmptySelection, match=r"F9-01 holds no value for NO\."):
        figure_rows(edition_2025, figure(share), norway)


def test_an_indicator_without_a_dimension_is_about_all_of_it(edition_2025: Pipeline) -> None:
    rows = figure_rows(
        edition_2025,
        figure(replace(SHARE, geo="focus"), Rows("disability_employment_gap", "focus", where={"sex": "F"})),
        BELGIUM,
    )
    assert rows.groupby("indicator")["sex"].unique().map(list).to_dict() == {
        "ict_specialists_share": ["T"],
        "disability_employment_gap": ["F"],
    }


def test_two_columns_together_tell_marks_apart(edition_2025: Pipeline) -> None:
    gap = Rows("disability_employment_gap", "focus and eu", "2024", where={"sex": ("F", "M")})
    rows = figure_rows(edition_2025, figure(gap, by="geo+sex"), BELGIUM)
    assert set(rows["geo+sex"]) == {"BE+F", "BE+M", "EU27_2020+F", "EU27_2020+M"}


def test_a_quoted_number_is_one_row(edition_2025: Pipeline) -> None:
    one = replace(SHARE, geo="focus", period="2023")
    assert quoted_rows(edition_2025, figure(SHARE, quoted={"share": one}), BELGIUM)["share"]["obs_value"] == 5.4
    many = figure(SHARE, quoted={"share": replace(SHARE, geo="focus")})
    with pytest.raises(EmptySelection, match="F9-01 quotes one value as share and finds 21 in"):
        quoted_rows(edition_2025, many, BELGIUM)
