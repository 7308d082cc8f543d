"""The limits a user gets who asks for none."""

from talentstudy.fetch.patience import PATIENCE


def test_the_usual_limits_are_polite_and_finite() -> None:
    assert PATIENCE.attempts >= 3
    assert PATIENCE.first_wait >= 1
    assert PATIENCE.poll_every >= 5
    assert PATIENCE.pause is None, "the provider's own pause holds"
    assert PATIENCE.received < PATIENCE.expanded
    assert PATIENCE.expanded == 2 * 2**30
