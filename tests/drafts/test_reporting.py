import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import talentstudy
from talentstudy.drafts import Finding, report
from talentstudy.wording import LANGUAGES

Check = Callable[..., tuple[Finding, ...]]
TEXT = (
    "In 2024 men were 81 % of ICT specialists in Belgium.\n\n"
    "In 2023 ICT specialists were 5.6 % of employment in Belgium.\n\n"
    "Women are 24.5 % of ICT specialists in Belgium.\n\nThe guests ate all 33 cakes.\n\n"
    "By 2023 the target is that 75 % of European enterprises use cloud, AI or big data."
)


def test_a_line_tells_place_verdict_value_and_source(check: Check) -> None:
    agrees, differs, perhaps, nothing, elsewhen, summary = report(check(TEXT), "en")
    assert agrees == (
        "paragraph 1, line 1: 81 %: agrees; Share of women among ICT specialists (Belgium, 2024): 19.0 %, in the sense of "
        "the text 81 [isoc_sks_itsps, vintage 2025-05-14; ict_women_share geo=BE;time_period=2024]"
    )
    assert differs.startswith(
        "paragraph 2, line 3: 5.6 %: differs; ICT specialists as % of employment (Belgium, 2023): 5.4 %"
    )
    assert differs.endswith("; it is the value of 2022")
    assert perhaps.startswith("paragraph 3, line 5: 24.5 %: unknown; perhaps Share of women among ICT specialists")
    assert nothing == "paragraph 4, line 7: 33: unknown (no indicator of the study goes with these words)"
    assert elsewhen.endswith("; the text names another year than 2030, whose value this is")
    assert summary == "5 numbers: 1 agree, 1 differ, 3 are unknown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_lines(check: Check, language: str) -> None:
    lines = report(check(TEXT), language)
    assert len(lines) == 6
    assert "2022" in lines[1]


def test_no_template_has_a_digit_of_its_own() -> None:
    path = Path(talentstudy.__path__[0]) / "sentences" / "drafts.toml"
    for key, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert set(texts) == set(LANGUAGES), key
        assert not any(letter.isdigit() for text in texts.values() for letter in text), key


def test_a_draft_without_numbers_says_so() -> None:
    assert report((), "nl") == ["0 getallen: 0 kloppen, 0 wijken af, 0 onbekend"]
