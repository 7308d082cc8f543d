"""Templates: what they are given, and what they make harmless."""

import pytest
from jinja2 import UndefinedError

from talentstudy.documents.blocks import Paragraph, TableBlock
from talentstudy.site.render import environment, words
from talentstudy.telling.cells import Cell, Number


def blocks(language: str = "en"):
    template = environment().get_template("blocks.html")
    return template.make_module({"language": language})


def test_what_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody }}").render()


def test_words_are_escaped() -> None:
    table = TableBlock("<script>", ("<b>",), (("<i>",),))
    html = str(blocks().table(table))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_table_names_its_columns_and_rows() -> None:
    html = str(blocks("nl").table(TableBlock("Rates", ("Country", "Value"), (("Belgium", "19.0%"),))))
    assert "<caption>Rates</caption>" in html
    assert '<th scope="col">Country</th>' in html
    assert '<th scope="col" class="n">Value</th>' in html
    assert '<th scope="row">Belgium</th>' in html
    assert 'tabindex="0" role="group" aria-label="Scrollbare tabel"' in html


def test_a_computed_number_names_its_cell() -> None:
    cell = Cell("ict_women_share", (("geo", "BE"), ("time_period", "2024")), "PC", 19.0, None, None, "", "x@2025")
    number = Number("19.0%", "value", 19.0, "PC", (cell,))
    html = words(Paragraph("\ue000\ue10019.0%\ue001", (number,)))
    assert 'value="19"' in html
    assert "ict_women_share" in html
    assert ">19.0%</data>" in html
