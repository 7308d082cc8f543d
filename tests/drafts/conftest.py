"""What the study holds, read once; and a draft of a few lines, checked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.drafts import Finding, check_draft
from talentstudy.drafts.blocks import Paragraph
from talentstudy.drafts.facts import Facts, open_facts
from talentstudy.drafts.scene import Scene


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The indicators of the 2025 edition."""
    return open_facts(2025)


@pytest.fixture
def check(tmp_path: Path, facts: Facts) -> Callable[..., tuple[Finding, ...]]:
    """Check a draft given as text."""

    def run(text: str, language: str | None = "en", **options: str) -> tuple[Finding, ...]:
        path = tmp_path / "draft.md"
        path.write_text(text, encoding="utf-8")
        return check_draft(path, language=language, facts=facts, **options)

    return run


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """One paragraph as a scene."""

    def made(text: str, language: str = "en", *, heading: str = "", before: str = "", short: bool = False) -> Scene:
        return Scene(Paragraph(1, text, heading, short, ((0, 1),)), language, before)

    return made
