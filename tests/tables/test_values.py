import pytest

from talentstudy.codes import code_list
from talentstudy.errors import StudyError
from talentstudy.tables.values import absent, decimals, printed
from talentstudy.wording import LANGUAGES


@pytest.mark.parametrize(
    ("value", "unit", "language", "told"),
    [
        (5.4, "PC_EMP", "fr", "5,4\xa0%"),
        (272.6, "THS_PER", "nl", "273"),
        (3.514, "RT", "en", "3.51"),
        (-1.25, "PC_PNT", "en", "−1.2"),
        (68, "PC_NET", "en", "68"),
        (-6.15, "PCH", "de", "−6,2\xa0%"),
        (16277, "NR", "en", "16,277"),
    ],
)
def test_a_value_is_printed_as_its_unit_is(value: float, unit: str, language: str, told: str) -> None:
    assert printed(value, unit, language) == told


def test_a_missing_value_is_never_printed_as_a_number() -> None:
    with pytest.raises(StudyError, match="say 'not available' instead"):
        printed(float("nan"), "PC", "en")
    assert {absent(language) for language in LANGUAGES} == {
        "niet beschikbaar",
        "non disponible",
        "not available",
        "nicht verfügbar",
    }


def test_every_unit_has_its_decimals() -> None:
    assert {decimals(unit) for unit in code_list("unit")} <= {0, 1, 2}
