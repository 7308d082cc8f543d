"""What does not hold is corrected by the edition's own sentence, or by one that fits the rule."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from talentstudy.claims import correcting
from talentstudy.claims.correcting import correction, own_sentences
from talentstudy.claims.verdict import Verdict
from tests.claims.conftest import claim, judgement, relation

Decide = Callable[..., Mapping[str, Verdict]]
SHARE = "ict_specialists_share"
KEY = "geo=BE;time_period=2023"


def test_what_holds_or_is_not_computed_needs_no_correction(decide: Decide) -> None:
    found = decide(claim("C1", "5,4%", SHARE, KEY, stated_period="2023"), claim("C2"))
    assert [correction(one, "1999", "en") for one in found.values()] == ["", ""]


def test_a_wrong_number_is_replaced_by_the_one_computed(decide: Decide) -> None:
    one = decide(claim("C1", "5,9%", SHARE, KEY))["C1"]
    assert correction(one, "1999", "en").endswith("(Belgium, 2023)” is 5.4%.")


def test_a_wrong_year_is_replaced_by_that_of_the_data(decide: Decide) -> None:
    one = decide(claim("C1", "5,6%", SHARE, KEY))["C1"]
    assert correction(one, "1999", "nl") == "Het cijfer 5,6% geldt voor 2022."


def test_of_two_numbers_for_one_quantity_the_source_has_to_tell(decide: Decide) -> None:
    found = decide(
        claim("C1", "10", reason="not_defined"), claim("C2", "12"), relations=[relation("r", "equal", "C1;C2")]
    )
    assert correction(found["C2"], "1999", "en").startswith("12 and 10 (C1) cannot stand side by side")


def test_a_trend_that_turned_is_told_to_its_end(decide: Decide) -> None:
    decline = claim(
        "C1", "", SHARE, "geo=BE;time_period=2023..2024", measure="difference", unit="PC_PNT", high="0", reason=""
    )
    told = correction(decide(decline)["C1"], "1999", "en")
    assert told.startswith("From 2023 to 2024 “")
    assert told.endswith("” changed by +0.3 percentage points.")


def test_a_judgement_without_a_sentence_of_its_own_has_none(decide: Decide) -> None:
    assert correction(decide(claim("C1", "5"), judgements=[judgement("C1")])["C1"], "1999", "en") == ""


@pytest.fixture
def sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Write the corrected sentences of an edition."""

    def written(text: str) -> None:
        (tmp_path / "claims_1998.toml").write_text(text, encoding="utf-8")

    monkeypatch.setattr(correcting, "_SENTENCES", tmp_path)
    own_sentences.cache_clear()
    yield written
    own_sentences.cache_clear()


def table(name: str, text: str) -> str:
    return f"[{name}]\n" + "".join(f'{language} = "{text}"\n' for language in ("nl", "fr", "en", "de"))


def test_the_editions_own_sentence_comes_first(decide: Decide, sentences: Callable[[str], None]) -> None:
    sentences(table("edition_year_C1", "It was {printed} in {series_period}, then {then}."))
    one = decide(claim("C1", "5,6%", SHARE, KEY))["C1"]
    assert correction(one, "1998", "en") == "It was 5.6% in 2022, then 5.4%."


def test_a_sentence_written_for_another_rule_is_not_used(decide: Decide, sentences: Callable[[str], None]) -> None:
    sentences(table("edition_year_C1", "It was {printed} in {series_period}."))
    one = decide(claim("C1", "5,9%", SHARE, KEY))["C1"]
    assert correction(one, "1998", "en").endswith("is 5.4%.")


def test_a_sentence_whose_number_is_missing_is_never_printed_with_a_hole(
    decide: Decide, sentences: Callable[[str], None]
) -> None:
    sentences(table("series_C1", "Since then it is {since}."))
    one = decide(claim("C1", "5,9%", SHARE, KEY))["C1"]
    told = correction(one, "1998", "en")
    assert "{" not in told
    assert told.endswith("is 5.4%.")


def test_a_repetition_is_corrected_as_what_it_repeats(decide: Decide, sentences: Callable[[str], None]) -> None:
    sentences(table("judgement_C1", "Of all people, {printed}."))
    found = decide(
        claim("C1", "5"), claim("C2", "5"), relations=[relation("r", "equal", "C1;C2")], judgements=[judgement("C1")]
    )
    assert correction(found["C2"], "1998", "en") == "Of all people, 5."
