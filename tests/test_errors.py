import inspect

import pytest

from talentstudy import errors
from talentstudy.errors import StudyError, UnknownName

CLASSES = [one for _, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == errors.__name__]


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.__name__)
def test_every_error_is_a_refusal_of_the_study_and_says_what_it_means(one: type[Exception]) -> None:
    assert issubclass(one, StudyError)
    assert (one.__doc__ or "").strip()
    assert "\n" not in (one.__doc__ or "")


def test_a_name_nearly_right_is_answered_with_the_nearest() -> None:
    told = str(UnknownName("indicator", "ict_woman_share", ["cloud_rank", "ict_women_share", "ict_young_share"]))
    assert told.startswith("no indicator named 'ict_woman_share'; did you mean ict_women_share")


def test_a_short_code_in_the_wrong_case_is_recognised() -> None:
    assert str(UnknownName("country", "be", ["BE", "NL"])) == "no country named 'be'; did you mean BE?"


def test_a_name_cut_short_or_run_on_is_recognised() -> None:
    assert str(UnknownName("country", "BEL", ["BE", "NL"])).endswith("did you mean BE?")
    assert str(UnknownName("language", "nl_BE", ["nl", "fr"])).endswith("did you mean nl?")
    # The very name in another case comes alone.
    assert str(UnknownName("country", "be", ["BE", "BE1", "BE2"])).endswith("did you mean BE?")


def test_a_few_names_are_all_listed_and_many_are_counted() -> None:
    assert str(UnknownName("language", "xx", ["nl", "fr"])) == "no language named 'xx' (there: nl, fr)."
    many = [f"name_{at:02}" for at in range(40)]
    assert "(there are 40; the first are name_00, name_01, name_02, name_03, name_04)" in str(
        UnknownName("x", "?", many)
    )
    assert str(UnknownName("dataset", "x", [])) == "no dataset named 'x' (there: none)."


def test_a_set_is_told_in_the_order_of_the_alphabet() -> None:
    """The order of a set changes from run to run, a message does not."""
    names = frozenset(f"code{at:02}" for at in range(30))
    assert "the first are code00, code01, code02, code03, code04" in str(UnknownName("code", "?", names))


def test_a_hint_follows_and_the_error_is_a_lookup_error() -> None:
    error = UnknownName("vintage of x", "2024", ["1999"], "Pin it.")
    assert str(error) == "no vintage of x named '2024' (there: 1999). Pin it."
    assert isinstance(error, LookupError)
