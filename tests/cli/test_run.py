"""``talentstudy run``: what it refuses before anything is made (tests/test_run.py tells what it makes)."""

from collections.abc import Callable

import pytest

from talentstudy.run import Summary

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
                "z",
            ),
            "no annex named 'z' (there: a, b",
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


def test_a_sentence_left_out_is_printed_with_its_reason(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    left_out = {"F1-03 jobs": "ict_sector_jobs_count holds no value for NL."}
    monkeypatch.setattr("talentstudy.run.run", lambda *_: Summary(left_out=left_out))
    code, out, err = told("run", "--geo", "NL", "--chapter", "1", "--language", "en")
    assert (code, err) == (0, "")
    assert "sentence left out: F1-03 jobs: ict_sector_jobs_count holds no value for NL.\n" in out
