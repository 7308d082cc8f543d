"""The revision report as text and as JSON."""

import json

from talentstudy.vintages.comparing import Comparison, Reader, compare
from talentstudy.vintages.report import as_facts, report_lines


def told(one: Comparison, **options: bool) -> str:
    return "\n".join(report_lines(one, geo="BE", **options))


def test_the_report_names_the_facts_of_the_release(editions_compared: Comparison) -> None:
    text = told(editions_compared)
    assert "revised  EU27_2020 2024 THS_PER: 10274 -> 10189.9 (-84.1), of which DE -83.5" in text
    assert "unit=THS_PER: 26 of 347 revised (317 differ at all; decimals 0 and 1)" in text
    assert "new  BE 2025 THS_PER: missing -> 302.3" in text
    assert "new  BE 2025 PC_EMP: missing -> 5.9" in text
    assert "3 flags, 2 breaks added, 1 break withdrawn" in text
    assert "BE: none of 32 cells revised" in text
    assert "flags  BG 2024 PC_EMP: 4.6 -> 4.6 [- -> b] break added" in text


def test_the_impact_comes_before_what_could_not_be_compared(editions_compared: Comparison) -> None:
    text = told(editions_compared)
    assert text.index("what moves because of a revision") < text.index("not compared:")
    assert "isoc_sks_itspt: unit=THS_PER: 347 cells, flags: 2025-05-14 carries none" in text
    assert "read from the same vintages: isoc_sks_itsps," in text


def test_a_long_list_is_cut_and_says_so_unless_all_is_asked_for(reader: Reader) -> None:
    one = compare(["isoc_sks_itspt", "2025-05-14", "2026-04-17"], "2025", reader)
    assert "revised  24 more (--all prints them)" in told(one)
    assert "new  54 more, of 30 countries (--all prints them)" in told(one)
    whole = told(one, everything=True)
    assert "more" not in whole.split("what moves")[0]
    assert sum(line.startswith("  revised  ") for line in whole.splitlines()) == 36


def test_json_holds_every_cell_and_no_nan(editions_compared: Comparison) -> None:
    facts = json.loads(json.dumps(as_facts(editions_compared), allow_nan=False))
    counts = facts["datasets"]["isoc_sks_itspt"]
    assert counts["counts"]["revised"] == 36
    assert len(counts["cells"]) == sum(counts["counts"][kind] for kind in ("revised", "gone", "new", "flags"))
    germany = [
        cell
        for cell in counts["cells"]
        if (cell["geo"], cell["time_period"], cell["unit"]) == ("DE", "2024", "THS_PER")
    ]
    assert germany[0]["difference"] == -83.5
    assert germany[0]["old_flag"] == ""
    belgium = [cell for cell in counts["cells"] if cell["geo"] == "BE"]
    assert {cell["old"] for cell in belgium} == {None}
    assert set(facts["impact"]) >= {"indicators", "trends", "figures", "sentences", "claims"}
