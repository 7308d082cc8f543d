"""The command line: what it prints, how it refuses, and its exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from talentstudy.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_show_prints_value_unit_flags_dataset_and_vintage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "show", "ict_specialists_share", "--geo", "BE", "--period", "2023")
    assert code == 0
    assert out.strip() == (
        "ict_specialists_share BE 2023: 5.4 % of employment (flags: none; source: isoc_sks_itspt at vintage 2025-05-14)"
    )


def test_show_as_json_holds_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "show", "ict_specialists_count", "--geo", "BE", "--period", "2021", "--json")
    assert code == 0
    (row,) = json.loads(out)
    assert row["obs_value"] == 272
    assert row["unit"] == "THS_PER"
    assert row["flags"] == {"b": "break in series"}
    assert row["sources"] == [{"dataset": "isoc_sks_itspt", "vintage": "2025-05-14", "place": []}]


def test_show_takes_a_sex(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "show", "disability_employment_gap", "--geo", "BE", "--period", "2023", "--sex", "F")
    assert code == 0
    assert out.startswith("disability_employment_gap F BE 2023: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "ict_woman_share"), "no indicator named 'ict_woman_share'; did you mean ict_women_share"),
        (("show", "ict_women_share", "--geo", "BEL"), "no country named 'BEL'; did you mean BE"),
        (("show", "ict_women_share", "--edition", "2052"), "no edition named '2052'; did you mean 2025"),
        (("show", "ict_women_share", "--period", "1999"), "ict_women_share holds no 1999 for BE (there: 2004 to 2024)"),
        (("show", "ict_specialists_share", "--sex", "F"), "ict_specialists_share is not broken down by sex"),
        (("show", "disability_employment_gap", "--sex", "W"), "no sex code named 'W'"),
        (("show", "ict_women_share", "--where", "sex:F"), "--where takes DIMENSION=CODE"),
        (("run", "--language", "es"), "no language named 'es'"),
        (("run", "--chapter", "9"), "no chapter named '9'"),
        (("run", "--annex", "c"), "no annex named 'c' (there: a, b)"),
        (("run", "--geo", "XX"), "no country named 'XX'"),
        (("list", "figure"), "no list named 'figure'; did you mean figures"),
        (("show", "ict_women_share", "--home", "nowhere"), "holds no data/raw"),
    ],
)
def test_a_refusal_is_one_line_without_a_traceback_and_exits_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = told(capsys, *arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_an_unknown_option_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "show", "ict_women_share", "--land", "BE")
    assert code == 2
    assert "--land" in err


@pytest.mark.parametrize("kind", ["indicators", "figures", "datasets", "editions"])
def test_a_list_prints_a_line_a_row_and_the_same_rows_as_json(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    _, text, _ = told(capsys, "list", kind)
    _, printed, _ = told(capsys, "list", kind, "--json")
    rows = json.loads(printed)
    assert len(text.splitlines()) == len(rows) > 0
    assert all(row["id"] in line for row, line in zip(rows, text.splitlines(), strict=True))


def test_the_list_of_figures_has_all_34(capsys: pytest.CaptureFixture[str]) -> None:
    _, printed, _ = told(capsys, "list", "figures", "--json")
    rows = json.loads(printed)
    assert len(rows) == 34
    for row in rows:
        assert set(row["title"]) == {"nl", "fr", "en", "de"}
        assert row["state"] in {"drawn", "no data", "not run"}
        assert (row["state"] == "drawn") == (row["reason"] == "")


def test_the_program_is_installed_under_its_name(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("talentstudy")
    home = Path(__file__).parents[1]
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
