"""HTML nobody explains: made harmless, and read."""

import pytest

from talentstudy.documents.blocks import Heading, Paragraph, TableBlock
from talentstudy.documents.markup import markup_blocks, sanitised


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<iframe src="https://example.org"></iframe>',
        '<a href="javascript:alert(1)">x</a>',
        '<style>@import "https://example.org/x.css"</style>',
        '<img src="https://example.org/x.png">',
    ],
)
def test_nothing_that_runs_or_asks_is_left(html: str) -> None:
    clean = sanitised(html)
    assert "alert" not in clean
    assert "example.org" not in clean


def test_a_data_frame_is_read_as_a_table() -> None:
    import pandas as pd

    html = pd.DataFrame({"geo": ["BE"], "value": [19.0]}).to_html(index=False)
    assert list(markup_blocks(html, "x")) == [TableBlock("", ("geo", "value"), (("BE", "19.0"),), anchor="x")]


def test_words_and_captions_are_kept() -> None:
    html = "<h3>Trend</h3><p>It <b>rises</b>.</p><table><caption>Rates</caption><tr><td>1</td></tr></table>"
    assert list(markup_blocks(html, "x")) == [
        Heading(3, "Trend", "x"),
        Paragraph("It rises."),
        TableBlock("Rates", ("",), (("1",),), anchor="x"),
    ]
