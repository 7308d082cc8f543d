"""The words of the PDF stand in every language."""

import pytest

from talentstudy import wording
from talentstudy.errors import PublishError
from talentstudy.paper.words import FILE, say
from talentstudy.wording import LANGUAGES


@pytest.mark.parametrize("key", sorted(wording._templates(FILE)))
def test_every_word_stands_in_every_language(key: str) -> None:
    templates = wording._templates(FILE)[key]
    assert set(templates) == set(LANGUAGES)
    assert all(templates.values())


def test_a_missing_translation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talentstudy.paper.words.sentence", lambda *given, **parts: "")
    with pytest.raises(PublishError, match=r"paper\.toml has nothing for 'contents' in de"):
        say("contents", "de")
