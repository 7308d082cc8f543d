"""The command line as a whole: how it refuses, its exit codes, its name."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "ict_woman_share"), "no indicator named 'ict_woman_share'; did you mean ict_women_share"),
        (("show", "ict_women_share", "--geo", "BEL"), "no country named 'BEL'; did you mean BE"),
        (("show", "ict_women_share", "--edition", "2052"), "no edition named '2052'; did you mean 2026 or 2025"),
        (("show", "ict_women_share", "--period", "1999"), "ict_women_share holds no 1999 for BE (there: 2004 to 2024)"),
        (("show", "ict_specialists_share", "--sex", "F"), "ict_specialists_share is not broken down by sex"),
        (("show", "disability_employment_gap", "--sex", "W"), "no sex code named 'W'"),
        (("show", "ict_women_share", "--where", "sex:F"), "--where takes DIMENSION=CODE"),
        (("list", "figure"), "no list named 'figure'; did you mean figures"),
        (("show", "ict_women_share", "--home", "nowhere"), "holds no data/raw"),
    ],
)
def test_a_refusal_is_one_line_without_a_traceback_and_exits_2(
    told: Told, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = told(*arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_an_unknown_option_exits_2(told: Told) -> None:
    code, _, err = told("show", "ict_women_share", "--land", "BE")
    assert code == 2
    assert "--land" in err


def test_the_program_is_installed_under_its_name(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("talentstudy")
    home = Path(__file__).parents[2]
    done = subprocess.run(
        [str(program), "show", "ict_women_share", "--geo", "BE", "--period", "2024"],
        cwd=tmp_path,
        env={**os.environ, "TALENTSTUDY_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ": 19 %" in done.stdout
