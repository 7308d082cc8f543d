from collections.abc import Callable

from talentstudy.drafts import Finding

Check = Callable[..., tuple[Finding, ...]]


def test_a_number_that_fits_agrees(check: Check) -> None:
    (one,) = check("In 2024 women were 19.0 % of ICT specialists in Belgium.")
    assert (one.verdict, one.reason) == ("agrees", "")


def test_a_number_differs_where_everything_else_is_sure(check: Check) -> None:
    (one,) = check("In 2024 women were 20.5 % of ICT specialists in Belgium.")
    assert (one.verdict, one.key, one.value) == ("differs", "geo=BE;time_period=2024", "19.0")


def test_without_a_year_it_is_unknown(check: Check) -> None:
    (one,) = check("Women are 24.5 % of ICT specialists in Belgium.")
    assert (one.verdict, one.reason, one.indicator) == ("unknown", "doubtful", "ict_women_share")


def test_a_number_too_far_off_is_another_quantity(check: Check) -> None:
    (one,) = check("In 2024 women were 45 % of ICT specialists in Belgium.")
    assert (one.verdict, one.reason) == ("unknown", "doubtful")


def test_a_country_that_is_not_held_is_not_taken_for_another(check: Check) -> None:
    (one,) = check("In 2024 women were 20.5 % of ICT specialists in Flanders.")
    assert one.verdict == "unknown"


def test_a_number_given_the_year_of_a_report_is_that_of_another_year(check: Check) -> None:
    (one,) = check("In 2023 ICT specialists were 5.6 % of employment in Belgium.")
    assert (one.verdict, one.value, one.also) == ("differs", "5.4", "2022")


def test_a_number_right_for_a_year_the_text_does_not_name_is_not_confirmed(check: Check) -> None:
    (one,) = check("By 2023 the target is that 75 % of European enterprises use cloud, AI or big data.")
    assert (one.verdict, one.reason, one.also) == ("unknown", "other_period", "2030")


def test_inside_a_bound_nothing_is_known_and_outside_it_differs(check: Check) -> None:
    inside, outside = check(
        "In 2022 waren er in België 2,9 IT-afgestudeerden per 1.000 inwoners.\n\n"
        "In 2022 waren er in België 3,9 IT-afgestudeerden per 1.000 inwoners.",
        "nl",
    )
    assert inside.verdict == "unknown"
    assert outside.verdict == "differs"
