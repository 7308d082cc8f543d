"""What the template sets, as plain data."""

from talentstudy.paper.inline import Run
from talentstudy.paper.tables import Note, PrintCell, PrintTable
from talentstudy.paper.told import heading, listing, listing_of, paragraph, table, words


def run(text: str, style: str = "", url: str = "") -> dict[str, str]:
    return {"text": text, "style": style, "url": url}


def test_a_heading_is_listed_unless_it_is_said_not_to_be() -> None:
    assert heading("Women", 2) == {"kind": "heading", "level": 2, "text": "Women", "listed": True}
    assert heading("Women", 3, listed=False)["listed"] is False


def test_markdown_becomes_words_in_their_styles() -> None:
    assert paragraph("**19.0%** of them") == words([Run("19.0%", "b"), Run(" of them")])
    assert paragraph("*one*")["runs"] == [run("one", "i")]


def test_neighbours_of_one_style_are_one_run() -> None:
    assert words([Run("a"), Run("b"), Run(""), Run("c", "i")])["runs"] == [run("ab"), run("c", "i")]


def test_a_list_has_its_items_in_order() -> None:
    assert listing_of(["one", "**two**"])["items"] == [[run("one")], [run("two", "b")]]
    assert listing([[Run("one")]], ordered=True) == {"kind": "list", "ordered": True, "items": [[run("one")]]}


def test_only_a_cell_with_a_word_longer_than_its_column_is_broken() -> None:
    sentence = "The text names nothing that can be counted or measured, so nothing was computed at all, as it says."
    word = "Bevölkerungsvorausberechnungsmethode"
    rows = tuple((PrintCell(sentence), PrintCell(text), PrintCell(sentence)) for text in ("Methode", word))
    told = table(PrintTable("", ("Why", "Method", "Where"), rows, (False,) * 3, (), "de"))
    assert [[cell["broken"] for cell in row] for row in told["rows"]] == [[False] * 3, [False, True, False]]


def test_a_table_keeps_cells_marks_and_notes() -> None:
    row = (PrintCell("Belgium"), PrintCell("19.0%", ("b",)))
    told = table(PrintTable("Women", ("Country", "Share"), (row,), (False, True), (Note("break", "b"),), "en"))
    assert (told["caption"], told["columns"], told["numeric"]) == ("Women", ["Country", "Share"], [False, True])
    assert told["rows"] == [
        [{"text": "Belgium", "marks": [], "broken": False}, {"text": "19.0%", "marks": ["b"], "broken": False}]
    ]
    assert told["notes"] == [{"marks": ["b"], "runs": [run("break")]}]
    assert len(told["widths"]) == 2
