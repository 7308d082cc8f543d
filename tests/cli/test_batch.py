"""``talentstudy batch``: what it refuses, prints and leaves (tests/batch tells how)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.batch.events import Event, Summary
from talentstudy.batch.plan import Plan
from talentstudy.batch.records import CORRUPT
from talentstudy.store import find_home

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """The plans that were to be run; running them tells one failure."""
    plans: list[Plan] = []

    def run(plan: Plan, listener: Callable[[Event], None], **_: object) -> Summary:
        plans.append(plan)
        listener(Event("finished", "2025/BE/nl/ch02", {"seconds": 1.25}))
        listener(Event("failed", "2025/BE/nl/ch03", {"error": "stops at cell 3"}))
        listener(Event("planned", "2025/BE/nl/ch04", {"reason": "its notebook changed"}))
        listener(Event("planned", "2025/BE/nl/ch05", {"reason": CORRUPT}))
        return Summary({"a": {"cpu": 1.0}}, ["b"], {"c": "stops at cell 3"}, {}, {"d": "no series"}, 2.0)

    monkeypatch.setattr("talentstudy.batch.running.run_batch", run)
    return plans


def test_options_make_the_plan_and_the_summary_is_printed(told: Told, asked: list[Plan]) -> None:
    code, out, err = told(
        "batch", "--edition", "2025", "--edition", "2026", "--geo", "all", "--language", "nl", "--annex", "b",
        "--jobs", "3", "--timeout", "60", "--memory", "500", "-p", "SHARE", "0.2", "--force",
    )  # fmt: skip
    assert asked == [
        Plan(
            ("2025", "2026"),
            ("all",),
            ("nl",),
            (),
            ("b",),
            parameters={"SHARE": "0.2"},
            jobs=3,
            timeout=60,
            memory=500,
            force=True,
        )
    ]
    assert code == 1
    assert out.splitlines() == [
        "2025/BE/nl/ch02 (1.2 s)",
        "failed: 2025/BE/nl/ch03: stops at cell 3",
        "again: 2025/BE/nl/ch05: its record is corrupt",
        "left out: d: no series",
        "1 executed, 1 up to date, 1 failed, 1 left out; 2.0 s, 1.0 s of processor.",
    ]
    assert err.splitlines() == ["failed: c: stops at cell 3", f"logs: {find_home().processed('.') / 'batch' / 'logs'}"]


def test_a_plan_file_is_read_and_options_replace_what_it_says(told: Told, asked: list[Plan], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("geo: [BE, NO]\njobs: 2\n")
    told("batch", str(tmp_path / "plan.yaml"), "--jobs", "5")
    assert asked == [Plan(geos=("BE", "NO"), jobs=5)]


def test_explain_prints_why_and_no_summary(told: Told, asked: list[Plan]) -> None:
    _, out, _ = told("batch", "--explain")
    assert "would run: 2025/BE/nl/ch04: its notebook changed\n" in out
    assert "executed" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--geo", "XX"), "no country named 'XX'"),
        (("--language", "es"), "no language of edition 2025 named 'es'"),
        (("--edition", "1999"), "no edition named '1999'"),
        (("--chapter", "9"), "no chapter named '9'"),
        (("--annex", "b", "--geo", "CH"), "2025/CH/annex_b_gender cannot be executed"),
        (("-p", "PERS", "NL"), "no parameter of ch01_shortage.ipynb named 'PERS'; did you mean PEERS"),
        (("nowhere.toml",), "the plan nowhere.toml cannot be read"),
        (("--help-notebook", "ch9"), "no notebook named 'ch9'"),
        (("--layout", "{notebook}.ipynb", "--geo", "BE", "--geo", "NL"), "would both be written to"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_starts(
    told: Told, arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    more = () if "annex" in str(arguments) else ("--chapter", "1")
    code, out, err = told("batch", "--output", str(tmp_path / "out"), *more, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "out").exists()


def test_the_parameters_of_a_notebook_are_listed_with_their_types_and_choices(told: Told) -> None:
    code, out, _ = told("batch", "--help-notebook", "ch04")
    assert code == 0
    assert out.startswith("ch04_inclusion:\n  EDITION: int = 2025  the report's year; one of 2025, 2026")
    assert "  LANGUAGE: str = 'en'  of all that is printed; one of nl, fr, en, de\n" in out


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly_with_the_code_a_shell_expects(number: int, code: int) -> None:
    script = (
        "import sys, time\nimport talentstudy.batch.running as running\n"
        "def run(*_, **__):\n    print('ready', flush=True)\n    time.sleep(600)\nrunning.run_batch = run\n"
        "from talentstudy.cli import main\nsys.exit(main(['batch']))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(number)
        _, err = process.communicate(timeout=120)
    assert process.returncode == code
    assert b"Traceback" not in err
