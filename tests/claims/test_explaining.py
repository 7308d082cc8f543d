"""Each rule has its sentence in four languages; templates hold no digit and name the same things in each."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Formatter

import pytest

from talentstudy import wording
from talentstudy.claims.explaining import explanation, explanations, verdict_text
from talentstudy.claims.records import ASPECTS, REASONS, VERDICTS
from talentstudy.claims.verdict import Verdict
from talentstudy.wording import LANGUAGES
from tests.claims.conftest import LATER, PINNED, claim, judgement, relation

Decide = Callable[..., Mapping[str, Verdict]]
SHARE = "ict_specialists_share"
KEY = "geo=BE;time_period=2023"
FILES = sorted((Path(wording.__file__).parent / "sentences").glob("claims*.toml"))
TEMPLATES = [
    (path.stem, name, texts)
    for path in FILES
    for name, texts in tomllib.loads(path.read_text(encoding="utf-8")).items()
]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("file", "name", "texts"), TEMPLATES, ids=[f"{file}-{name}" for file, name, _ in TEMPLATES])
def test_a_template_has_four_languages_no_digit_and_the_same_places(
    file: str, name: str, texts: Mapping[str, str]
) -> None:
    assert set(texts) == set(LANGUAGES), f"{file}.{name}"
    assert not any(re.search(r"\d", text) for text in texts.values())
    assert len({frozenset(placeholders(text)) for text in texts.values()}) == 1
    # French sets a no-break space before what is high.
    assert not re.search(r" [;:!?»]|« ", texts["fr"])


def test_every_verdict_aspect_and_reason_has_its_word() -> None:
    words = tomllib.loads(FILES[0].read_text(encoding="utf-8"))
    assert FILES[0].stem == "claims"
    assert {f"verdict_{one.replace(' ', '_')}" for one in VERDICTS} <= set(words)
    assert {f"aspect_{one}" for one in ASPECTS} <= set(words)
    assert {f"why_{one}" for one in REASONS} <= set(words)


def test_a_series_that_differs(decide: Decide) -> None:
    one = decide(claim("C1", "5,9%", SHARE, KEY))["C1"]
    title = "ICT-specialisten in de werkgelegenheid"
    told = explanation(one, "nl")
    assert told.startswith("Gedrukt staat 5,9%, maar ‘")
    assert told.endswith("(België, 2023)’ geeft 5,4%.")
    assert title.split("-")[0] in told


def test_the_year_of_a_report(decide: Decide) -> None:
    one = decide(claim("C1", "5,6%", SHARE, KEY))["C1"]
    assert explanation(one, "en") == (
        "5.6% is the value for 2022: 2023 is the year of the Digital Decade report, in which it was 5.4%."
    )


def test_the_year_of_a_target(decide: Decide) -> None:
    one = decide(claim("C1", "75%", "cloud_target_share", "geo=EU27_2020;time_period=2023", unit="PC_ENT"))["C1"]
    assert explanation(one, "en") == "75% is the target for 2030, not a value for 2023."


def test_a_trend_that_turned(decide: Decide) -> None:
    decline = claim(
        "C1", "", SHARE, "geo=BE;time_period=2023..2024", measure="difference", unit="PC_PNT", high="0", reason=""
    )
    told = explanation(decide(decline)["C1"], "en")
    assert told.endswith(
        "changed by −0.2 percentage points from 2022 to 2023, as the text says, but by +0.3 percentage points from 2023 to 2024."
    )


def test_a_revision_names_both_vintages(decide: Decide) -> None:
    key = "geo=BE;time_period=2024"
    one = decide(claim("C1", "288", "ict_specialists_count", key, unit="THS_PER"))["C1"]
    told = explanation(one, "en")
    assert PINNED.startswith("2025-01-15")
    assert LATER.startswith("2026-01-15")
    assert "Jan 15, 2025" in told
    assert "Jan 15, 2026" in told
    assert "288" in told
    assert "287.4" in told


def test_relations_in_words(decide: Decide) -> None:
    found = decide(
        claim("C1", "10", reason="not_defined"),
        claim("C2", "12"),
        claim("C3", "22"),
        claim("C4", "5"),
        claim("C5", "9"),
        relations=[
            relation("r_sum", "sum", "C1;C2;C3"),
            relation("r_listed", "sum", "C4", "5"),
            relation("r_miscounted", "sum", "C5", "8"),
        ],
    )
    assert explanation(found["C3"], "en") == "This follows from 10 (C1) and 12 (C2): 22."
    assert explanation(found["C1"], "en") == "10 fits 12 (C2) and 22 (C3)."
    assert explanation(found["C4"], "en") == "Counted in the text itself: 5."
    assert explanation(found["C5"], "en") == "9 is printed, and the text itself counts 8."


def test_a_contradiction_names_the_other_number(decide: Decide) -> None:
    found = decide(
        claim("C1", "bijna 5 miljoen", reason="not_defined"),
        claim("C2", "6 miljoen"),
        relations=[relation("r_users", "equal", "C1;C2")],
    )
    assert (
        explanation(found["C2"], "nl") == "Voor dezelfde grootheid staat hier 6.000.000 en elders bijna 5.000.000 (C1)."
    )


def test_a_judgement_says_that_it_is_one(decide: Decide) -> None:
    one = decide(claim("C1", "5"), judgements=[judgement("C1")])["C1"]
    assert explanations(one)["en"] == "Judgement: Wrong in en."
    assert verdict_text(one, "en") == "mislabelled (judgement: population)"


def test_a_repetition_names_the_claim_it_repeats(decide: Decide) -> None:
    found = decide(
        claim("C1", "5"), claim("C2", "5"), relations=[relation("r", "equal", "C1;C2")], judgements=[judgement("C1")]
    )
    assert explanation(found["C2"], "en") == (
        "Says the same as C1 and shares its verdict: mislabelled (judgement: population)."
    )


def test_a_reason_is_a_sentence(decide: Decide) -> None:
    found = decide(claim("C1"), claim("C2", "5", reason="no_open_source"), claim("C3", "5", reason="not_defined"))
    assert [explanation(one, "en")[:14] for one in found.values()] == [
        "The text state",
        "No open source",
        "The text does ",
    ]
