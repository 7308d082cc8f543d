from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.codes import label
from talentstudy.drafts import Finding, check_draft
from talentstudy.drafts.facts import Facts
from talentstudy.errors import DraftError, UnknownName
from talentstudy.wording import LANGUAGES, number, percent

Check = Callable[..., tuple[Finding, ...]]
# Sentences made of an indicator's own label, so that the test has no words but the study's.
FRAME = {
    "nl": "In {year} bedroeg het cijfer voor {country} {value} ({label}).",
    "fr": "En {year}, le chiffre pour {country} était de {value} ({label}).",
    "en": "In {year} the figure for {country} was {value} ({label}).",
    "de": "{year} lag der Wert für {country} bei {value} ({label}).",
}
INDICATORS = (
    "ict_specialists_share",
    "ict_women_share",
    "ict_young_share",
    "ict_tertiary_share",
    "enterprises_employing_ict_share",
    "enterprises_recruiting_ict_share",
    "enterprises_hard_to_fill_share",
    "enterprises_training_ict_share",
    "basic_digital_skills_share",
    "ict_sector_employment_share",
    "ict_sector_value_added_share",
)


def draft(facts: Facts, language: str, factor: float) -> tuple[str, list[tuple[str, str, str]]]:
    """A paragraph for the last Belgian value of each indicator, times a factor; and what each one quotes."""
    told, keys = [], []
    for name in INDICATORS:
        one = [row for row in facts.of(name) if row.geo == "BE" and set(row.codes.values()) <= {"GE10", "TOTAL"}][-1]
        keys.append((name, one.geo, one.period))
        value = percent(one.low * factor, language)
        country = label("geo", "BE", language)
        told.append(
            FRAME[language].format(
                year=one.period, country=country, value=value, label=label("indicator", name, language)
            )
        )
    return "\n\n".join(told), keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_is_known_by_its_own_label(check: Check, facts: Facts, language: str) -> None:
    text, keys = draft(facts, language, 1.0)
    found = {one.line: one for one in reversed(check(text, language))}
    assert [(one.indicator, one.geo, one.period) for _, one in sorted(found.items())] == keys
    assert {one.verdict for one in found.values()} == {"agrees"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_value_never_agrees(check: Check, facts: Facts, language: str) -> None:
    text, keys = draft(facts, language, 1.09)
    found = {one.line: one for one in reversed(check(text, language))}
    assert {one.verdict for one in found.values()} <= {"differs", "unknown"}
    assert sum(one.verdict == "differs" for one in found.values()) > len(keys) / 2


def test_findings_stand_in_the_order_of_the_text_with_their_places(check: Check) -> None:
    found = check("# Heading 2024\n\nOf all, 12 % and\n13 %.\n\n- Then 14 %.")
    assert [(one.paragraph, one.line, one.printed) for one in found] == [(1, 3, "12 %"), (1, 4, "13 %"), (2, 6, "14 %")]
    assert found[0].sentence == "Of all, 12 % and 13 %."


def test_the_language_is_told_from_the_text(check: Check) -> None:
    (one,) = check("In 2023 telde België over alle sectoren heen 272.600 IT-specialisten.", None)
    assert one.verdict == "agrees"
    (two,) = check("En 2023, la Belgique comptait 272 600 spécialistes des TIC, dans tous les secteurs.", None)
    assert two.verdict == "agrees"


def test_a_number_written_for_another_language_is_unreadable(check: Check) -> None:
    (one,) = check("In 2023 telde België 007,5 % specialisten.", "nl")
    assert (one.verdict, one.reason) == ("unknown", "unreadable")


def test_a_draft_without_numbers_has_no_findings(check: Check) -> None:
    assert check("Nothing is counted here.") == ()


def test_what_the_report_alone_printed_is_never_confirmed(check: Check) -> None:
    """16.681 is held as printed: to find it there again would prove nothing."""
    found = check("In 2024 waren in België 16.681 vrouwen afgestudeerd in ICT (13,7%).", "nl")
    assert "agrees" not in {one.verdict for one in found}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"geo": "be"}, "no country named 'be'; did you mean BE"),
        ({"edition": "1999"}, "no edition named '1999'"),
    ],
)
def test_unknown_names_are_refused(check: Check, options: dict[str, str], told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        check("It is 5 %.", "en", **options)


def test_an_unknown_language_and_a_missing_file_are_refused(tmp_path: Path, facts: Facts) -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        check_draft(tmp_path / "none.md", language="es", facts=facts)
    with pytest.raises(DraftError, match="is no file"):
        check_draft(tmp_path / "none.md", language="nl", facts=facts)


def test_counts_are_compared_in_ones(check: Check) -> None:
    (one,) = check(f"In 2024 there were {number(288_000, 'en', 0)} ICT specialists in Belgium.")
    assert (one.verdict, one.computed, one.value, one.unit) == ("agrees", 288_000, "288", "THS_PER")
