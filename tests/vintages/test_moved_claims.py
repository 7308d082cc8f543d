"""Which printed claims move."""

from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.moved_claims import MovedClaim


def test_a_claim_that_a_newer_copy_only_says_more_precisely_still_agrees(editions_compared: Comparison) -> None:
    claims = {claim.claim: claim for claim in editions_compared.impact.claims}
    specialists = claims["C1-10"]
    assert (specialists.cause, specialists.before, specialists.after) == ("precision", 273, 272.6)
    assert specialists.agreed
    assert specialists.agrees


def test_no_claim_about_belgium_is_moved_by_a_revision_of_germany(editions_compared: Comparison) -> None:
    assert not any(
        claim.cause == "revision" and claim.indicator.startswith("ict_spec")
        for claim in editions_compared.impact.claims
    )
    assert editions_compared.impact.claims_note == ""


def test_a_claim_reads_as_a_line() -> None:
    one = MovedClaim("C1-10", "revision", "5,4%", "ict_specialists_share", 5.4, 5.9, agreed=True, agrees=False)
    assert str(one) == "C1-10 (revision) '5,4%', ict_specialists_share: 5.4 -> 5.9; agreed, now does not"
    gone = MovedClaim("C1-10", "revision", "5,4%", "ict_specialists_share", 5.4, None, agreed=False, agrees=False)
    assert str(gone).endswith("5.4 -> none; did not agree")
