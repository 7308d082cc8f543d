"""How far first values may be trusted, as a notebook asks for it."""

from collections.abc import Callable

import pytest

from talentstudy import open_edition
from talentstudy.errors import StudyError, UnknownName
from talentstudy.finding import Picture
from talentstudy.vintages.trust import Trust, read_from


@pytest.fixture(scope="module")
def trust() -> Callable[..., Trust]:
    return lambda name, language="en": open_edition(2025, language=language).revisions(name)


def test_a_chart_of_shares_has_a_bar_and_says_what_it_is(trust: Callable[..., Trust]) -> None:
    one = trust("isoc_sks_itspt").drawn("F1-04")
    assert one.options["revision"] == pytest.approx(0.1)
    assert one.note.endswith("how far 95% of such values moved at most when revised later (0.1 pp).")
    assert one.alt.endswith("A bar shows how far the last value typically still moves: 0.1 pp up or down.")


def test_of_too_few_vintages_there_is_no_bar_and_the_note_says_so(trust: Callable[..., Trust]) -> None:
    one = trust("isoc_sks_itsps").drawn("F4-02")
    assert "revision" not in one.options
    assert "too few vintages are held (comparisons of successive vintages: 2; needed: 3)" in one.note
    assert "A bar shows" not in one.alt


def test_the_picture_is_one(trust: Callable[..., Trust]) -> None:
    picture = trust("isoc_sks_itspt", "nl").draw("F1-04")
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")


def test_an_indicator_stands_for_the_dataset_it_is_read_from(trust: Callable[..., Trust]) -> None:
    assert trust("ict_women_share").statistics.dataset == "isoc_sks_itsps"
    assert read_from("isoc_sks_itsps", open_edition(2025)._pipeline, "THS_PER") == ["ict_women_count"]


def test_the_caveat_of_every_unit_names_the_unit(trust: Callable[..., Trust]) -> None:
    text = trust("isoc_sks_itspt").caveat().text
    assert "(% of employment) How firm is a first value? Of isoc_sks_itspt, 4 vintages are held." in text
    assert "(thousand persons) How far a first value" in text
    assert repr(trust("isoc_sks_itspt")).startswith("<Revisions of isoc_sks_itspt: 4 vintages held")


def test_the_triangle_is_the_country_s_own_unless_another_is_named(trust: Callable[..., Trust]) -> None:
    one = trust("isoc_sks_itspt")
    assert one.triangle(unit="PC_EMP").T["2024"].dropna().to_list() == [5.7, 5.7]
    assert one.triangle(unit="PC_EMP", geo="DE").T["2024"].dropna().to_list() == [5.3, 5.1]


@pytest.mark.parametrize(
    ("name", "figure", "said"),
    [
        ("ict_gender_gap", "", "ict_gender_gap is computed from other numbers"),
        ("wef_future_of_jobs", "", "wef_future_of_jobs is keyed from publications"),
        ("isoc_sks_itspt", "F1-01", "F1-01 is no chart of lines but bars_by_rank"),
        ("isoc_sks_itspt", "F4-02", "F4-02 does not draw isoc_sks_itspt as published"),
    ],
)
def test_what_has_no_revisions_of_its_own_is_refused(
    trust: Callable[..., Trust], name: str, figure: str, said: str
) -> None:
    with pytest.raises(StudyError, match=said):
        trust(name).drawn(figure)


def test_an_unknown_name_is_refused(trust: Callable[..., Trust]) -> None:
    with pytest.raises(UnknownName, match="no dataset named 'isoc_sks_itspx'"):
        trust("isoc_sks_itspx")
