"""What could not be compared, and why."""

import pytest

from talentstudy.vintages.apart import Incomparable, slice_name


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "alleen in 2026 (2025 is een kopie zonder dit deel)"),
        ("fr", "dans 2026 seulement (la copie de 2025 ne contient pas cette partie)"),
        ("en", "held by 2026 alone (the copy of 2025 is without this part)"),
        ("de", "nur in 2026 (die Kopie von 2025 enthält diesen Teil nicht)"),
    ],
)
def test_the_reason_is_told_in_every_language(language: str, said: str) -> None:
    assert Incomparable("unit=PC", 3, "held_alone", "2026", "2025").why(language) == said


def test_it_reads_as_a_line() -> None:
    assert str(Incomparable("unit=PC", 3, "no_flags", lacks="2025")) == "unit=PC: 3 cells, flags: 2025 carries none"
    assert str(Incomparable("x", 9, "read_alone", "2025")) == "x: 9 cells, read by edition 2025 alone"


def test_a_slice_is_named_by_its_codes() -> None:
    assert slice_name(["sex", "unit"], ("F", "PC")) == "sex=F unit=PC"
    assert slice_name(["unit"], "PC") == "unit=PC"
