"""How far rows moved, in sizes that can be compared."""

from collections.abc import Callable

import pandas as pd

from talentstudy.vintages.moves import moves, summed_moves

Rows = Callable[..., pd.DataFrame]


def test_a_move_is_told_in_points_or_in_percent_of_the_value(rows: Rows) -> None:
    key = ["geo", "time_period"]
    found = moves(rows("BE 2023 PC 5", "NL 2023 PC 7"), rows("BE 2023 PC 6", "NL 2023 PC 7"), key)
    assert found[["geo", "size"]].to_dict("records") == [{"geo": "BE", "size": 1}]
    found = moves(rows("BE 2023 NR 200"), rows("BE 2023 NR 190"), key)
    assert found[["difference", "size"]].to_dict("records") == [{"difference": -10, "size": 5}]
    # From nothing to something there is no percentage.
    assert moves(rows("BE 2023 NR 0"), rows("BE 2023 NR 3"), key)["size"].tolist() == [3]


def test_a_value_lost_counts_as_a_move(rows: Rows) -> None:
    assert len(moves(rows("BE 2023 PC 5"), rows("BE 2023 PC :"), ["geo", "time_period"])) == 1


def test_the_largest_move_stands_for_an_indicator(rows: Rows) -> None:
    older, revised = rows("BE 2023 PC 5", "NL 2023 PC 7"), rows("BE 2023 PC 5.1", "NL 2023 PC 7.4")
    newer = rows("BE 2023 PC 5.1", "NL 2023 PC 7.4", "NL 2024 PC 7.5")
    found = summed_moves(older, revised, newer, key=["geo", "time_period"])
    assert (found["moved"], found["new"], found["gone"]) == (2, 1, 0)
    assert (found["geo"], found["before"], found["after"]) == ("NL", 7, 7.4)


def test_where_nothing_moves_there_is_no_largest(rows: Rows) -> None:
    same = rows("BE 2023 PC 5")
    found = summed_moves(same, same, same, key=["geo", "time_period"])
    assert (found["moved"], found["geo"], found["size"]) == (0, "", 0)
