"""The revision report as a page, in four languages."""

from html.parser import HTMLParser

import pytest

from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.page import page
from talentstudy.wording import LANGUAGES

_VOID = {"meta"}


class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_in_every_language_and_needs_nothing_beside_it(
    editions_compared: Comparison, language: str
) -> None:
    html = page(editions_compared, language)
    nesting = Nesting()
    nesting.feed(html)
    assert nesting.open == []
    assert f'<html lang="{language}">' in html
    assert "<link" not in html
    assert "<script" not in html
    assert "src=" not in html


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("nl", ["10.274", "10.189,9", "−84,1", "302,3", "waarvan Duitsland −83,5"]),
        ("en", ["10,274", "10,189.9", "−84.1", "302.3", "of which Germany −83.5"]),
        ("de", ["10.274", "10.189,9", "−84,1", "302,3", "davon Deutschland −83,5"]),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    editions_compared: Comparison, language: str, numbers: list[str]
) -> None:
    html = page(editions_compared, language)
    for text in numbers:
        assert text in html


def test_what_a_dataset_says_is_escaped(editions_compared: Comparison) -> None:
    assert "&lt;" not in page(editions_compared, "en").split("</h1>")[0]
    assert "< 0" not in page(editions_compared, "en")


def test_nothing_is_said_where_nothing_moves(editions_compared: Comparison) -> None:
    assert "Printed claims whose number moves" in page(editions_compared, "en")
