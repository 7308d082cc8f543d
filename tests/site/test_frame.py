"""What all pages share."""

import pytest

from talentstudy.errors import PublishError, UnknownName
from talentstudy.site import frame
from talentstudy.site.frame import in_order, say, slug_of


def test_a_page_has_the_same_name_in_every_language() -> None:
    assert [slug_of(name) for name in ("ch01_shortage", "annex_a_ict_workforce")] == ["chapter-1", "annex-a"]


def test_a_notebook_without_a_page_is_refused() -> None:
    with pytest.raises(PublishError, match="ch09 is neither a chapter nor an annex"):
        slug_of("ch09")


def test_a_missing_translation_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(frame, "sentence", lambda *_, **__: "")
    with pytest.raises(PublishError, match=r"nothing for 'search' in fr\. Write it in every language"):
        say("search", "fr")


def test_an_unknown_word_or_language_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean search"):
        say("serch", "fr")
    with pytest.raises(UnknownName, match="no language named 'es'"):
        say("search", "es")


def test_languages_stand_in_the_order_of_the_study() -> None:
    assert in_order(["de", "nl"]) == ("nl", "de")
