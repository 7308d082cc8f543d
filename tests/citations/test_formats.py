"""BibTeX, RIS and CSL-JSON of the same works."""

import json
import re

from talentstudy.citations.formats import bibtex, csl_json, ris, tex_text
from talentstudy.citations.work import Work

DATASET = Work(
    "tab_2025-05-14",
    "dataset",
    "R&D staff: 5 % of {all}",
    author="Eurostat",
    detail="tab_le, last updated 14 May 2025",
    issued="2025-05-14",
    accessed="2025-06-01",
    version="2025-05-14",
    number="tab_le",
    url="https://example.org/TAB_LE?a=1&b=2",
)
ARTICLE = Work("fn22", "article-newspaper", "Een titel", container="The Guardian", issued="2017", language="nl")


def test_bibtex_escapes_what_tex_would_read_as_a_command_but_not_in_an_address() -> None:
    entry = bibtex([DATASET])
    assert r"title = {{R\&D staff: 5 \% of \{all\}}}" in entry
    assert "url = {https://example.org/TAB_LE?a=1&b=2}" in entry
    assert entry.count("{") == entry.count("}")
    assert tex_text("é ~ ^ \\") == r"é \textasciitilde{} \textasciicircum{} \textbackslash{}"


def test_bibtex_names_dataset_last_update_and_access() -> None:
    entry = bibtex([DATASET])
    assert entry.startswith("@misc{tab_2025-05-14,")
    for part in (r"number = {tab\_le}", "version = {2025-05-14}", "urldate = {2025-06-01}", "month = may"):
        assert part in entry
    assert r"note = {tab\_le, last updated 14 May 2025. Accessed 2025-06-01.}" in entry


def test_an_article_stands_in_its_paper_and_has_no_author_where_none_is_known() -> None:
    entry = bibtex([ARTICLE])
    assert "@article{fn22," in entry
    assert "journal = {The Guardian}" in entry
    assert "author" not in entry
    assert "language = {dutch}" in entry


def test_ris_has_one_tag_a_line_from_its_type_to_its_end() -> None:
    lines = ris([DATASET, ARTICLE]).splitlines()
    assert lines[0] == "TY  - DATA"
    assert lines.count("ER  - ") == 2
    assert "DA  - 2025/05/14/" in lines
    assert "Y2  - 2025/06/01/" in lines
    assert "PY  - 2017" in lines
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)


def test_a_line_end_within_a_title_does_not_begin_another_tag() -> None:
    text = ris([Work("a", "webpage", "One\nER  - two")])
    assert "TI  - One ER - two" in text


def test_csl_json_reads_back_as_the_works() -> None:
    assert json.loads(csl_json([DATASET, ARTICLE])) == [DATASET.csl(), ARTICLE.csl()]
