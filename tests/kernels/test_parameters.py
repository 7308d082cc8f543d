"""Parameters are typed where the notebook declares them, and checked before anything starts."""

from collections.abc import Callable
from pathlib import Path

import papermill
import pytest

from talentstudy.errors import StudyError, UnknownName
from talentstudy.kernels.parameters import Parameter, checked, parameters_of

Write = Callable[..., Path]
CELL = (
    "EDITION: int = 2025  # the report's year; from 2025 to 2026\n"
    'GEO: str = "BE"  # a country; one of: geo\n'
    'LANGUAGE: str = "en"  # one of: nl, fr, en, de\n'
    "SHARE: float = 0.5  # from 0 to 1\n"
    "DRAFT: bool = False\n"
)
LISTS = {"geo": ("BE", "NL", "EU27_2020")}


def test_they_are_what_papermill_reads_too(notebook: Write) -> None:
    source = notebook(CELL)
    assert [one.name for one in parameters_of(source)] == list(papermill.inspect_notebook(str(source)))
    assert parameters_of(source)[0] == Parameter("EDITION", "int", 2025, "the report's year", (), 2025, 2026)
    assert parameters_of(source)[2].choices == ("nl", "fr", "en", "de")


def test_a_text_from_the_command_line_becomes_a_value(notebook: Write) -> None:
    given = {"EDITION": "2026", "GEO": "NL", "SHARE": "0.25", "DRAFT": "true"}
    assert checked(notebook(CELL), given, LISTS) == {"EDITION": 2026, "GEO": "NL", "SHARE": 0.25, "DRAFT": True}
    assert checked(notebook(CELL), {"SHARE": 1}) == {"SHARE": 1}


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"GEOS": "BE"}, UnknownName, r"no parameter of small.ipynb named 'GEOS'; did you mean GEO"),
        ({"GEO": "BEL"}, UnknownName, r"no choice of GEO named 'BEL'; did you mean BE"),
        ({"LANGUAGE": "es"}, UnknownName, r"no choice of LANGUAGE named 'es'; did you mean de|there: nl, fr, en, de"),
        ({"EDITION": "next"}, StudyError, r"EDITION takes int, got str 'next'; its default is 2025"),
        ({"EDITION": True}, StudyError, r"EDITION takes int, got bool True"),
        ({"EDITION": 2025.0}, StudyError, r"EDITION takes int, got float"),
        ({"EDITION": 1999}, StudyError, r"EDITION is 1999; it goes from 2025 to 2026"),
        ({"SHARE": "1.5"}, StudyError, r"SHARE is 1.5; it goes from 0 to 1"),
        ({"DRAFT": "perhaps"}, StudyError, r"DRAFT takes bool"),
        ({"GEO": 3}, StudyError, r"GEO takes str, got int 3"),
    ],
)
def test_a_wrong_one_is_refused_by_name(
    notebook: Write, given: dict[str, object], error: type[StudyError], said: str
) -> None:
    with pytest.raises(error, match=said):
        checked(notebook(CELL), given, LISTS)


def test_a_parameter_without_a_type_is_refused(notebook: Write) -> None:
    with pytest.raises(StudyError, match=r"parameter GEO of small.ipynb has type None; declare it as in"):
        parameters_of(notebook('GEO = "BE"'))
