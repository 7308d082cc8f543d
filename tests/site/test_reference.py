"""The API reference, read from docstrings."""

import pytest

from talentstudy import errors
from talentstudy.site.reference import Entry, reference


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {one.name: one for one in reference()}


def test_a_function_is_told_with_its_parameters_and_refusals(entries) -> None:
    one = entries["open_edition"]
    assert one.signature.startswith("open_edition(edition: int | str = 2025, geo: str | None = None")
    titles = [part.title for part in one.parts]
    assert "Parameters" in titles
    assert "Raises" in titles
    parameters = next(part for part in one.parts if part.title == "Parameters")
    assert [name for name, _ in parameters.items] == ["edition", "geo", "language", "peers", "home", "as_of"]


def test_a_class_is_told_with_its_public_members(entries) -> None:
    members = [one.name for one in entries["Study"].members]
    assert "Study.indicator" in members
    assert "Study.tell" in members
    assert not [name for name in members if "._" in name]


def test_every_error_is_there(entries) -> None:
    assert {name for name in vars(errors) if isinstance(getattr(errors, name), type)} - {"Iterable", "Set"} <= set(
        entries
    )


def test_anchors_are_unique(entries) -> None:
    anchors = [one.anchor for entry in entries.values() for one in (entry, *entry.members)]
    assert len(set(anchors)) == len(anchors)
