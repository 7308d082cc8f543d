"""Columns under each other."""

from talentstudy.cli.columns import aligned


def test_every_column_begins_at_one_place_and_no_line_ends_in_spaces() -> None:
    assert [*aligned([("a", "bb", "c"), ("aaa", "b", "")])] == ["a    bb  c", "aaa  b"]


def test_numbers_may_end_together() -> None:
    assert [*aligned([("days", "x"), ("7", "y")], right=frozenset({0}))] == ["days  x", "   7  y"]


def test_no_rows_are_no_lines() -> None:
    assert [*aligned([])] == []
