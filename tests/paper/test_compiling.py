"""The compiler makes tagged PDF, the same twice, and its refusals are told in the study's words."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from talentstudy.documents import read_documents
from talentstudy.editions import read_edition
from talentstudy.errors import PublishError
from talentstudy.paper.compiling import compiled, moment_of
from talentstudy.paper.volume import Volume, volume_content
from talentstudy.store import Home

MOMENT = moment_of("2025-06-30")


@pytest.fixture(scope="module")
def made(home: Home) -> tuple[dict[str, Any], dict[str, Path | bytes]]:
    documents = read_documents(home, "2025", "BE", "en", ["ch04_inclusion"])
    return volume_content(Volume(home, read_edition(2025), "BE", "en", documents))


def test_two_builds_are_equal_and_dated_by_the_edition(made: tuple[dict[str, Any], dict[str, Path | bytes]]) -> None:
    first, second = compiled(*made, MOMENT), compiled(*made, MOMENT)
    assert first == second
    assert b"D:20250630000000" in first
    later = {**made[0], "day": [2026, 6, 30]}
    assert b"D:20260630000000" in compiled(later, made[1], moment_of("2026-06-30"))


def test_a_figure_without_alternative_text_is_refused_by_name(
    made: tuple[dict[str, Any], dict[str, Path | bytes]],
) -> None:
    content = deepcopy(made[0])
    figure = next(one for part in content["parts"] for one in part["blocks"] if one["kind"] == "figure")
    figure["alt"] = ""
    with pytest.raises(PublishError, match=r"PDF of 2025 in en was refused: F4-01 has no alternative text"):
        compiled(content, made[1], MOMENT)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("pdf", r"picture ch04_inclusion-F4-01\.pdf cannot be read .*talentstudy run"),
        ("svg", "refused by the typesetter"),
    ],
)
def test_a_picture_that_is_none_is_refused_with_the_reason(
    made: tuple[dict[str, Any], dict[str, Path | bytes]], form: str, told: str
) -> None:
    content, files = deepcopy(made[0]), dict(made[1])
    figure = next(one for part in content["parts"] for one in part["blocks"] if one["kind"] == "figure")
    del files[figure["file"]]
    figure["file"] = f"ch04_inclusion-F4-01.{form}"
    with pytest.raises(PublishError, match=told):
        compiled(content, {**files, figure["file"]: b"no picture"}, MOMENT)


def test_what_looks_like_a_command_is_printed(made: tuple[dict[str, Any], dict[str, Path | bytes]]) -> None:
    content = deepcopy(made[0])
    content["parts"][0]["title"] = '#panic("no") $x$ <label> @ref *bold* \\ "quoted"'
    assert compiled(content, made[1], MOMENT).startswith(b"%PDF-")
