"""The same observation at the other vintages held, each read through the same indicator."""

import pytest

from talentstudy.claims.observing import Observatory
from talentstudy.claims.records import Address
from talentstudy.claims.revised import Revisions
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import EARLIER, LATER


@pytest.fixture
def sight(pipeline: Pipeline) -> Observatory:
    return Observatory(pipeline)


def count(period: str) -> Address:
    return Address("ict_specialists_count", {"geo": "BE", "time_period": period})


def test_later_and_earlier_vintages_give_their_own_value(sight: Observatory) -> None:
    now = sight.observe(count("2022"))
    revisions = Revisions(sight)
    assert [(one.value, one.vintage) for one in revisions.later(now)] == [(277.5, LATER)]
    assert [(one.value, one.vintage) for one in revisions.earlier(now)] == [(270.1, EARLIER)]


def test_a_vintage_that_does_not_hold_the_period_says_nothing(sight: Observatory) -> None:
    now = sight.observe(count("2023"))
    assert list(Revisions(sight).earlier(now)) == []
    assert [one.value for one in Revisions(sight).later(now)] == [272.6]


def test_a_publication_is_not_revised_by_the_next_one(sight: Observatory) -> None:
    keyed = sight.observe(Address("ict_turnover_growth", {"geo": "BE", "time_period": "2024"}))
    assert list(Revisions(sight).later(keyed)) == []


def test_each_other_vintage_is_read_once(sight: Observatory, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Pipeline.vintage

    def counted(self: Pipeline, dataset: str, vintage: str) -> object:
        read.append(vintage)
        return whole(self, dataset, vintage)

    monkeypatch.setattr(Pipeline, "vintage", counted)
    revisions = Revisions(sight)
    for period in ("2022", "2023", "2024"):
        list(revisions.later(sight.observe(count(period))))
    assert read.count(LATER) == 1
