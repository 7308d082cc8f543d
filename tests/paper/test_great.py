"""Tables of great_tables: what its HTML leaves out is put right, and LaTeX takes every sign."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from talentstudy.documents.blocks import TableBlock
from talentstudy.paper.great import gt_of, html_page, html_text, latex_text
from talentstudy.paper.tables import PrintCell, PrintTable, print_table


@pytest.fixture
def table(key_figures: TableBlock) -> PrintTable:
    return print_table(key_figures, "en")


def test_a_table_has_a_caption_and_every_head_its_scope(table: PrintTable) -> None:
    soup = BeautifulSoup(html_text(table, "t1"), "html.parser")
    assert soup.table is not None
    assert soup.table.caption is not None
    assert soup.table.caption.text == "Key figures"
    assert [one.get_text() for one in soup.select("thead th[scope=col]")] == list(table.columns)
    assert len(soup.select("tbody th[scope=row]")) == len(soup.select("tbody tr")) == 2
    assert not soup.select("th:not([scope])")
    # The title stands in the caption alone, and no row of the head is one cell wide.
    assert not soup.select(".gt_heading")
    assert soup.table["lang"] == "en"


def test_no_id_or_reference_is_left_to_collide(table: PrintTable) -> None:
    page = BeautifulSoup(html_page([table, table], "Key figures", "en"), "html.parser")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("[headers], [aria-labelledby]")
    assert page.html is not None
    assert page.html["lang"] == "en"


def test_marks_are_raised_and_explained_and_text_is_escaped(table: PrintTable) -> None:
    html = html_text(table, "t1")
    assert "19.0%<sup>b</sup>" in html
    assert "<sup>b</sup> break in series" in html
    assert "Women &amp; ICT" in html


def test_numbers_stand_flush_right(table: PrintTable) -> None:
    soup = BeautifulSoup(html_text(table, "t1"), "html.parser")
    row = soup.select("tbody tr")[0]
    assert ["gt_right" in (one.get("class") or []) for one in row.select("th, td")] == list(table.numeric)


def test_the_same_table_gives_the_same_text(table: PrintTable) -> None:
    assert html_text(table, "t1") == html_text(table, "t1")
    assert latex_text(table) == latex_text(table)


def test_it_is_a_gt_that_can_be_changed(table: PrintTable) -> None:
    assert "A remark." in gt_of(table).tab_source_note("A remark.").as_raw_html()


def test_latex_is_whole_and_every_special_sign_is_escaped(table: PrintTable) -> None:
    text = latex_text(table)
    assert text.count(r"\begin{") == text.count(r"\end{")
    assert r"19.0\%\textsuperscript{b}" in text
    assert r"Women \& ICT\textsuperscript{1}" in text
    assert r"isoc\_sks\_itsps@2025-05-14" in text
    assert "[british]{babel}" in text


def test_long_tables_break_over_pages_and_long_columns_are_wrapped() -> None:
    cells = (PrintCell("An indicator whose name takes more than one line of a page"), PrintCell("5"))
    text = latex_text(PrintTable("Long", ("Indicator", "Value"), (cells,) * 40, (False, True), (), "de"))
    assert re.search(r"\\begin\{longtable\}\{>\{\\raggedright\\arraybackslash\}p\{0\.\d+\\linewidth\}r\}", text)
    assert "[ngerman]" in text


@pytest.mark.skipif(not shutil.which("xelatex"), reason="no TeX on this machine; the structure is tested above")
def test_latex_compiles(table: PrintTable, tmp_path: Path) -> None:
    head = r"\documentclass{article}\usepackage{booktabs,longtable,caption,array}\begin{document}"
    (tmp_path / "t.tex").write_text(f"{head}\n{latex_text(table)}\\end{{document}}\n", encoding="utf-8")
    subprocess.run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=True)
