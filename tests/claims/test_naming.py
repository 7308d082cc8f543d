"""Names of observations and the numbers that a text about a verdict may name."""

from collections.abc import Callable, Mapping

import pytest

from talentstudy.claims.naming import computed_text, filled, lacking, others_text, parts_of, printed_text, series_name
from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Address
from talentstudy.claims.verdict import Verdict
from talentstudy.errors import LedgerError
from tests.claims.conftest import claim, judgement, relation

Decide = Callable[..., Mapping[str, Verdict]]
NB = "\N{NO-BREAK SPACE}"


def seen(measure: str, period: str, indicator: str = "ict_specialists_share", **codes: str) -> Observed:
    address = Address(indicator, {**codes, "geo": "BE", "time_period": period}, measure)
    return Observed(address, 1, 1, 1, 0.05, "PC", "", "isoc_sks_itspt@2025-05-14", True)


@pytest.mark.parametrize(
    ("observed", "text"),
    [
        (seen("value", "2023"), "ICT specialists in total employment (Belgium, 2023)"),
        (seen("complement", "2023"), "Complement of ICT specialists in total employment (Belgium, 2023)"),
        (
            seen("difference", "2022..2023"),
            "ICT specialists in total employment, difference between 2022 and 2023 (Belgium)",
        ),
        (seen("growth", "2022..2023"), "ICT specialists in total employment, growth from 2022 to 2023 (Belgium)"),
        (seen("rank", "2023"), "ICT specialists in total employment, rank among member states (Belgium, 2023)"),
        (seen("gap_to_eu", "2023"), "ICT specialists in total employment, distance to the EU (Belgium, 2023)"),
    ],
)
def test_an_observation_is_named_by_title_codes_country_and_period(observed: Observed, text: str) -> None:
    assert series_name(observed, "en") == text.replace(
        "ICT specialists in total employment", series_name(seen("value", "2023"), "en").split(" (")[0]
    )


def test_codes_that_say_something_are_named_and_totals_are_not() -> None:
    assert "(Finance and real estate, Belgium, 2025)" in series_name(
        seen("value", "2025", "talent_shortage_share", sector="FINANCE_REAL_ESTATE"), "en"
    )
    assert series_name(seen("value", "2025", "talent_shortage_share", sector="TOTAL"), "en").endswith("(Belgium, 2025)")


def test_printed_and_computed_are_in_the_readers_language(decide: Decide) -> None:
    one = decide(claim("C1", "5,9%", "ict_specialists_share", "geo=BE;time_period=2023"))["C1"]
    assert (printed_text(one, "fr"), computed_text(one, "fr")) == (f"5,9{NB}%", f"5,4{NB}%")
    assert (printed_text(one, "en"), computed_text(one, "en")) == ("5.9%", "5.4%")


def test_other_claims_are_named_with_their_numbers(decide: Decide) -> None:
    found = decide(
        claim("C1", "10", reason="not_defined"),
        claim("C2", "12"),
        relations=[relation("r_same", "equal", "C1;C2")],
    )
    assert others_text(found["C2"], "nl") == "10 (C1)"
    assert parts_of(found["C2"], "nl")["instead"] == "10"


def test_a_reason_is_filled_with_what_the_verdict_holds(decide: Decide) -> None:
    wrong = judgement(
        "C1", indicator="digital_vacancies_count", key="sector=ICT;geo=BE;time_period=2023", together="C2"
    )
    one = decide(claim("C1", "16.681"), claim("C2", "104.818", reason="not_defined"), judgements=[wrong])["C1"]
    assert filled("{printed} {computed} {period} {ratio}", one, "nl") == "16.681 10.000 2023 12"


def test_a_reason_that_names_what_is_not_there_is_refused(decide: Decide) -> None:
    one = decide(claim("C1", "5"), judgements=[judgement("C1")])["C1"]
    with pytest.raises(
        LedgerError, match=r"a text on claim C1 needs ratio, which its verdict \(judgement\) does not give"
    ):
        filled("{ratio} times", one, "en")
    assert lacking("{printed} of {since}", {"printed": "5"}) == ["since"]
