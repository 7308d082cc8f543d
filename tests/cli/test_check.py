"""``talentstudy check``: what it prints, and when it exits with 1."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy import editions
from talentstudy.claims.records import VERDICTS

Told = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


def test_check_prints_every_claim_of_a_printed_edition_and_exits_with_0(told: Told) -> None:
    code, out, _ = told("check", "2025")
    lines = out.splitlines()
    assert code == 0
    assert len(lines) == 142
    assert lines[-2].startswith("agrees: ")
    assert lines[-1].startswith("Of 140 claims ")
    assert any(line.startswith("C4-05") and "differs" in line and "20.5%" in line and "19.0%" in line for line in lines)


def test_check_asks_for_2025_if_nothing_is_named(told: Told) -> None:
    assert told("check", "--chapter", "0")[1] == told("check", "2025", "--chapter", "0")[1]


def test_check_as_json_holds_what_each_verdict_rests_on(told: Told) -> None:
    code, out, _ = told("check", "2025", "--json")
    rows = json.loads(out)
    assert code == 0
    assert len(rows) == 140
    wanted = {"id", "verdict", "printed", "value", "computed", "unit", "dataset", "vintage", "key", "evidence"}
    for row in rows:
        assert wanted <= set(row)
        assert row["evidence"]
        assert row["verdict"] in VERDICTS
    one = next(row for row in rows if row["id"] == "C4-05")
    assert (
        one["verdict"],
        one["printed"],
        one["value"],
        one["computed"],
        one["unit"],
        one["dataset"],
        one["vintage"],
    ) == (
        "differs",
        "20,5%",
        20.5,
        19.0,
        "PC",
        "isoc_sks_itsps",
        "2025-05-14",
    )
    assert one["key"] == "ict_women_share;geo=BE;time_period=2024"


def test_check_filters_by_chapter_and_verdict(told: Told) -> None:
    _, out, _ = told("check", "2025", "--chapter", "4", "--verdict", "differs", "--json")
    assert [row["id"] for row in json.loads(out)] == ["C4-05", "C4-06", "C4-07"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--verdict", "wrong"), "no verdict named 'wrong'"),
        (("--chapter", "9"), "no chapter with claims in edition 2025 named '9'"),
        (("--language", "it"), "no language named 'it'"),
    ],
)
def test_check_refuses_what_is_not_there(told: Told, arguments: tuple[str, ...], message: str) -> None:
    code, _, err = told("check", "2025", *arguments)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_check_refuses_an_edition_that_is_not_there(told: Told) -> None:
    code, _, err = told("check", "2052")
    assert code == 2
    assert "no edition named '2052'" in err


@pytest.fixture
def in_preparation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The edition of 2025 as if it were not yet printed."""
    here = ROOT / "talentstudy" / "editions" / "2025"
    folder = tmp_path / "2025"
    folder.mkdir()
    for path in here.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (here / "edition.toml").read_text(encoding="utf-8")
    (folder / "edition.toml").write_text('state = "in preparation"\n' + text, encoding="utf-8")
    monkeypatch.setattr(editions, "_FOLDER", tmp_path)
    return folder


def test_check_exits_with_1_while_a_claim_of_an_edition_in_preparation_does_not_hold(
    told: Told, in_preparation: Path
) -> None:
    code, out, err = told("check", "2025")
    assert code == 1
    assert "C4-05" in out
    assert err == ""


def test_a_filter_does_not_hide_what_keeps_an_edition_from_being_printed(told: Told, in_preparation: Path) -> None:
    code, out, _ = told("check", "2025", "--verdict", "agrees")
    assert code == 1
    assert "C4-05" not in out


def test_check_exits_with_0_once_every_claim_of_an_edition_in_preparation_holds(
    told: Told, in_preparation: Path
) -> None:
    lines = (in_preparation / "claims.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith(("claim,", "C1-04,", "C1-35,"))]
    (in_preparation / "claims.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for name in ("relations", "judgements", "checks"):
        (in_preparation / f"{name}.csv").unlink()
    code, out, _ = told("check", "2025")
    assert code == 0
    assert "agrees: 2; differs: 0" in out


def test_check_says_so_where_an_edition_has_no_ledger(told: Told, in_preparation: Path) -> None:
    for path in in_preparation.glob("*.csv"):
        path.unlink()
    code, out, _ = told("check", "2025")
    assert (code, out) == (0, "Nothing that edition 2025 prints is written down as a claim yet.\n")


def test_check_refuses_a_ledger_that_cannot_be_true(told: Told, in_preparation: Path) -> None:
    path = in_preparation / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ict_women_share", "ict_woman_share"), encoding="utf-8")
    code, _, err = told("check", "2025")
    assert code == 2
    assert "named 'ict_woman_share'; did you mean ict_women_share" in err


def test_check_reads_a_draft_where_a_file_is_named(told: Told, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("In 2023 was 5,4 % van de werkenden in België ICT-specialist.\n", encoding="utf-8")
    code, out, _ = told("check", str(draft), "--language", "nl")
    assert code == 0
    assert "ict_specialists_share" in out
    assert out.splitlines()[-1].startswith("agrees: ")
    rows = json.loads(told("check", str(draft), "--language", "nl", "--json")[1])
    assert "5,4" in "".join(row["printed"] for row in rows)


def test_check_refuses_a_draft_that_is_not_there(told: Told) -> None:
    code, _, err = told("check", "nothing.md")
    assert code == 2
    assert "nothing.md" in err
