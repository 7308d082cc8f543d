"""Every row of a table has a head of its own."""

from io import BytesIO

from pikepdf import Pdf

from talentstudy.paper.structure import attributes_of, children, elements, head_rows


def test_the_first_cell_of_a_row_heads_it_and_no_other_cell_says_otherwise(pdf: bytes) -> None:
    with Pdf.open(BytesIO(pdf)) as read:
        tables = list(elements(read.Root.StructTreeRoot, "/Table"))
        assert tables
        for table in tables:
            for body in elements(table, "/TBody"):
                for row in elements(body, "/TR"):
                    first, *others = children(row)
                    assert str(first.S) == "/TH"
                    assert [str(one.get("/Scope")) for one in attributes_of(first)] == ["/Row"]
                    assert {str(cell.S) for cell in others} == {"/TD"}
                    # A cell that lists its headers is read with these alone.
                    assert not [one for cell in others for one in attributes_of(cell) if "/Headers" in one]


def test_the_heads_of_columns_keep_their_scope(pdf: bytes) -> None:
    with Pdf.open(BytesIO(pdf)) as read:
        for table in elements(read.Root.StructTreeRoot, "/Table"):
            for head in elements(table, "/THead"):
                for cell in elements(head, "/TH"):
                    assert any(str(one.get("/Scope")) == "/Column" for one in attributes_of(cell))


def test_a_second_time_changes_nothing_more(pdf: bytes) -> None:
    with Pdf.open(BytesIO(pdf)) as read, Pdf.open(BytesIO(pdf)) as before:
        head_rows(read)
        count = [len(list(elements(one.Root.StructTreeRoot, "/TH"))) for one in (read, before)]
    assert count[0] == count[1]
