"""``talentstudy run``: what it refuses before anything is made (tests/test_run.py tells what it makes)."""

from collections.abc import Callable

import pytest

Told = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            (
                "--language",
                "es",
            ),
            "no language named 'es'",
        ),
        (
            (
                "--chapter",
                "9",
            ),
            "no chapter named '9'",
        ),
        (
            (
                "--annex",
                "c",
            ),
            "no annex named 'c' (there: a, b)",
        ),
        (
            (
                "--geo",
                "XX",
            ),
            "no country named 'XX'",
        ),
    ],
)
def test_an_unknown_choice_is_refused_by_name(told: Told, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = told("run", *arguments)
    assert (code, out) == (2, "")
    assert said in err
