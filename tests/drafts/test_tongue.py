import pytest

from talentstudy.drafts.tongue import _WORDS, language_of
from talentstudy.errors import DraftError


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In België werken 288.000 mensen als ICT-specialist; dat zijn er meer dan het jaar voordien.", "nl"),
        ("En Belgique, les femmes sont 19 % des spécialistes des TIC, et c'est plus que dans les années 2010.", "fr"),
        ("In Belgium the share of women has been rising since 2015, and that is not by chance.", "en"),
        ("In Belgien ist der Anteil der Frauen seit 2015 gestiegen, und das ist kein Zufall.", "de"),
    ],
)
def test_the_commonest_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["288.000", "5 % 7 %", "Il rapporto parla di donne", "the le der het"])
def test_a_text_that_does_not_tell_is_refused(text: str) -> None:
    with pytest.raises(
        DraftError, match=r"the language of draft.md cannot be told .*Say which of nl, fr, en, de it is"
    ):
        language_of(text, "draft.md")


def test_no_two_languages_share_a_word() -> None:
    assert sum(len(words) for words in _WORDS.values()) == len(frozenset().union(*_WORDS.values()))
