"""``talentstudy diff``: what it prints, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[..., tuple[int, str, str]]
TWO = ("isoc_sks_itspt", "2024-04-26", "2025-05-14")


def test_two_vintages_are_compared_cell_by_cell(told: Told) -> None:
    code, out, err = told("diff", *TWO)
    assert (code, err) == (0, "")
    assert out.startswith("isoc_sks_itspt, vintage of 2024-04-26 against that of 2025-05-14\n")
    assert "559 cells in common; 23 revised" in out
    assert "BE: none of 20 cells revised" in out
    assert "unit=THS_PER: 347 cells, held by 2025-05-14 alone" in out


def test_json_holds_every_cell(told: Told) -> None:
    code, out, _ = told("diff", *TWO, "--json")
    assert code == 0
    facts = json.loads(out)["datasets"]["isoc_sks_itspt"]
    assert facts["counts"]["revised"] == len([cell for cell in facts["cells"] if cell["kind"] == "revised"]) == 23


def test_a_page_is_written_in_the_language_asked_for(told: Told, tmp_path: Path) -> None:
    code, out, _ = told("diff", *TWO, "--html", str(tmp_path / "diff.html"), "--language", "nl")
    assert code == 0
    assert out == f"{tmp_path / 'diff.html'} written.\n"
    assert "Herziene cijfers" in (tmp_path / "diff.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2025", "2052"), "no edition named '2052'"),
        (("2026", "2025"), "edition 2026 is no older than 2025; name the older one first"),
        (("isoc_sks_itspt", "2025-05-15", "2026-04-17"), "no vintage of isoc_sks_itspt named '2025-05-15'"),
        (("isoc_sks_itspt", "isoc_sks_itsps"), "isoc_sks_itspt and isoc_sks_itsps are unlike"),
        (("2025", "2026", "--language", "es"), "no language named 'es'"),
        (("2025", "2026", "--geo", "XX"), "no country named 'XX'"),
        ((*TWO, "--edition", "2052"), "no edition named '2052'"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exits_2(told: Told, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = told("diff", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_nothing_to_compare_is_refused(told: Told) -> None:
    assert told("diff")[0] == 2
