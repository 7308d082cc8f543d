"""A paragraph reads as text, as HTML whose numbers can be asked, and comes back from JSON."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.telling.figures import told
from talentstudy.telling.paragraph import Paragraph, hint, paragraph_of, told_numbers


@pytest.fixture(scope="module")
def women(edition_2025: Pipeline, belgium: Focus) -> Paragraph:
    return told(edition_2025, "F4-02", belgium, "fr")


class Reader(HTMLParser):
    """What a screen reader says, and which numbers it finds."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.numbers = "", 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.numbers += tag == "data"
        # Nothing that would be read instead of the text, or stop at every number.
        assert not {name for name, _ in attributes} & {"aria-label", "tabindex", "role"}

    def handle_data(self, data: str) -> None:
        self.said += data


def test_a_screen_reader_says_what_the_text_says(women: Paragraph) -> None:
    reader = Reader()
    reader.feed(women._repr_html_())
    assert reader.said == women.text.replace("**", "")
    assert reader.numbers == len(told_numbers(women))


def test_pointing_at_a_number_names_its_cell(women: Paragraph) -> None:
    html = women._repr_html_()
    found = re.search(r'<data value="19" title="([^"]*)"[^>]*>19,0\xa0%</data>', html)
    assert found
    assert unescape(found[1]) == "ict_women_share · geo=BE time_period=2024 · isoc_sks_itsps@2025-05-14"


def test_a_difference_names_both_its_sides(women: Paragraph) -> None:
    gap = next(number for number in women.numbers if number.how == "difference")
    assert " − ict_women_share · geo=EU27_2020" in hint(gap)


def test_markdown_and_plain_text_are_kept(women: Paragraph) -> None:
    assert women.text == repr(women) == women._repr_markdown_()
    assert women.text.startswith("**F4-02 – ")


def test_items_become_a_list(edition_2025: Pipeline, belgium: Focus) -> None:
    one = told(edition_2025, "F4-08", belgium, "en")
    assert "\n\n1. **There is work** " in one.text
    assert one._repr_html_().count("<li>") == 3
    assert "14,500</data>" in one._repr_html_()


def test_a_paragraph_comes_back_from_json_as_it_was(women: Paragraph, edition_2025: Pipeline, belgium: Focus) -> None:
    for one in (women, told(edition_2025, "F6-01", belgium, "nl"), told(edition_2025, "F2-02", belgium, "nl")):
        assert paragraph_of(json.loads(json.dumps(one.facts()))) == one


def test_where_nothing_is_drawn_a_notebook_shows_nothing_more(edition_2025: Pipeline, belgium: Focus) -> None:
    lost = told(edition_2025, "F2-02", belgium, "en")
    assert (lost.text, lost._repr_html_(), lost._repr_markdown_()) == ("", "", "")
    assert "F2-02" in repr(lost)
    assert "Convidencia" in lost.reason
