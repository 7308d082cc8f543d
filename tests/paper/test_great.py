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


def long_table(columns: int = 2) -> PrintTable:
    """Forty rows: a sentence, then years under heads of several words."""
    sentence = PrintCell("An indicator whose name takes more than one line of the page of any article or of any report")
    heads = ("Indicator", *("Difference from the European Union",) * (columns - 1))
    rows = ((sentence, *(PrintCell("2024", ("b",)),) * (columns - 1)),) * 40
    return PrintTable("Long", heads, rows, (False, *(True,) * (columns - 1)), (), "de")


def test_long_tables_break_over_pages_and_long_columns_are_wrapped() -> None:
    text = latex_text(long_table())
    (columns,) = re.findall(r"\\begin\{longtable\}\{(.*)\}", text)
    widths = [float(one) for one in re.findall(r"p\{\\dimexpr (0\.\d+)\\linewidth-2\\tabcolsep\}", columns)]
    assert sum(widths) == pytest.approx(1, abs=0.002)
    assert widths[0] > widths[1]
    assert [one in columns for one in ("raggedright", "raggedleft")] == [True, True]
    assert "[ngerman]" in text


def test_many_columns_are_set_smaller_and_few_are_not_wrapped(table: PrintTable) -> None:
    sizes = [
        float(re.search(r"\\fontsize\{([\d.]+)pt\}", latex_text(one))[1])  # type: ignore[index]
        for one in (table, long_table(), long_table(7))
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= 7
    cells = (PrintCell("2024"), PrintCell("5"))
    assert "dimexpr" not in latex_text(PrintTable("Small", ("Year", "Value"), (cells,), (True, True), (), "en"))


def test_spaces_that_hold_words_together_are_those_of_tex() -> None:
    cells = (PrintCell("14\N{NARROW NO-BREAK SPACE}500"), PrintCell("5\N{NO-BREAK SPACE}%"))
    text = latex_text(PrintTable("Small", ("A", "B"), (cells,), (True, True), (), "fr"))
    assert r"14\,500 & 5~\%" in text


@pytest.mark.skipif(not shutil.which("xelatex"), reason="no TeX on this machine; the structure is tested above")
def test_latex_compiles(table: PrintTable, tmp_path: Path) -> None:
    head = r"\documentclass{article}\usepackage{booktabs,longtable,caption,array}\begin{document}"
    body = "\n".join(latex_text(one) for one in (table, long_table(), long_table(6)))
    (tmp_path / "t.tex").write_text(f"{head}\n{body}\\end{{document}}\n", encoding="utf-8")
    subprocess.run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=True)
    log = (tmp_path / "t.log").read_text(encoding="utf-8", errors="replace")
    assert "Missing character" not in log
    # A word may stick out of its column by a letter or two; no table leaves the page.
    assert all(float(one) < 20 for one in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log))


def test_a_page_has_its_style_once_and_in_its_head(table: PrintTable) -> None:
    page = html_page([table, long_table()], "Title", "en")
    head, body = page.split("</head>")
    assert head.count("<style>") == 1
    assert "main .gt_table" in head
    assert "<style>" not in body
    assert body.count("<table") == 2
    # One style serves all: great_tables writes the same for each but for the id.
    styles = [re.findall("<style>.*?</style>", html_text(one, "x"), re.DOTALL) for one in (table, long_table())]
    assert styles[0] == styles[1]
