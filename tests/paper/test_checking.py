"""The checker passes what is accessible in every language, and refuses what was broken on purpose.

TALENTSTUDY_SITE names a built site (what ``make site`` makes): its PDFs are then read back too, every page.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object, Pdf

from talentstudy.errors import PublishError
from talentstudy.paper.checking import check_readable, painting_faults, structure_faults
from talentstudy.paper.structure import attributes_of, elements


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_a_study_on_paper_has_no_fault(pdfs: dict[str, bytes], language: str) -> None:
    assert list(structure_faults(pdfs[language])) == []
    with Pdf.open(BytesIO(pdfs[language])) as pdf:
        assert str(pdf.Root.Lang) == {"en": "en-GB"}.get(language, f"{language}-BE")
        assert "De Digitale Talentensneller 2025" in str(pdf.open_metadata()["dc:title"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250630000000")


def test_everything_painted_is_tagged_or_an_artefact(pdf: bytes) -> None:
    assert list(painting_faults(pdf)) == []


def test_a_font_that_is_left_out_is_told_and_drawn_letters_are_not(pdf: bytes) -> None:
    def without(read: Pdf) -> None:
        fonts = [one for one in read.objects if isinstance(one, Dictionary) and "/FontFile2" in one]
        assert fonts
        for one in fonts:
            del one["/FontFile2"]

    def drawn(read: Pdf) -> None:
        described = read.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name.Drawn))
        read.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, FontDescriptor=described))

    assert any("is not embedded" in one for one in painting_faults(broken(pdf, without)))
    assert list(painting_faults(broken(pdf, drawn))) == []


@pytest.mark.skipif("TALENTSTUDY_SITE" not in os.environ, reason="TALENTSTUDY_SITE names no built site")
def test_the_pdfs_of_a_built_site_have_no_fault() -> None:
    paths = sorted((Path(os.environ["TALENTSTUDY_SITE"]) / "downloads").glob("talentstudy-*.pdf"))
    assert paths, "the site holds no PDF"
    found = {path.name: [*structure_faults(path.read_bytes()), *painting_faults(path.read_bytes())] for path in paths}
    assert found == {path.name: [] for path in paths}


def broken(content: bytes, change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(BytesIO(content)) as pdf, BytesIO() as buffer:
        change(pdf)
        pdf.save(buffer)
        return buffer.getvalue()


def first(pdf: Pdf, kind: str) -> Object:
    return next(elements(pdf.Root.StructTreeRoot, kind))


def _undeclared(pdf: Pdf) -> None:
    with pdf.open_metadata() as told:
        del told["pdfuaid:part"]


def _untitled(pdf: Pdf) -> None:
    with pdf.open_metadata() as told:
        del told["dc:title"]


def _mute(pdf: Pdf) -> None:
    del first(pdf, "/Figure").Alt


def _silent(pdf: Pdf) -> None:
    first(pdf, "/Figure").Alt = pikepdf.String("  ")


def _unscoped(pdf: Pdf) -> None:
    head = first(pdf, "/TH")
    for one in attributes_of(head):
        if "/Scope" in one:
            del one["/Scope"]


def _headless(pdf: Pdf) -> None:
    table = first(pdf, "/Table")
    for head in [*elements(table, "/TH")]:
        head.S = Name.TD
    for cell in [*elements(table, "/TD")]:
        cell.A = pikepdf.Array()


def _skipped(pdf: Pdf) -> None:
    first(pdf, "/H2").S = Name.H4


def _nameless(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def _unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _treeless(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _bookmarkless(pdf: Pdf) -> None:
    del pdf.Root["/Outlines"]


def _window(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _lost_head(pdf: Pdf) -> None:
    named = pikepdf.Array([pikepdf.String("elsewhere")])
    first(pdf, "/TD").A = pikepdf.Dictionary(O=Name.Table, Headers=named)


def _headless_row(pdf: Pdf) -> None:
    next(elements(first(pdf, "/TBody"), "/TH")).S = Name.TD


def _loose_link(pdf: Pdf) -> None:
    page = next(one for one in pdf.pages if "/Annots" in one.obj)
    del page.obj.Annots[0]["/StructParent"]


def _unordered(pdf: Pdf) -> None:
    page = next(one for one in pdf.pages if "/Annots" in one.obj)
    del page.obj["/Tabs"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_undeclared, "does not declare PDF/UA-1"),
        (_untitled, "has no title"),
        (_mute, "a figure has no alternative text"),
        (_silent, "a figure has no alternative text"),
        (_unscoped, "a header cell of a table has no scope"),
        (_headless, "a table has no header cell"),
        (_skipped, "a heading of level 4 follows one of level"),
        (_nameless, "names no language"),
        (_unmarked, "not marked as tagged"),
        (_treeless, "has no structure tree"),
        (_bookmarkless, "has no bookmarks"),
        (_window, "file name instead of the title"),
        (_lost_head, "names header elsewhere"),
        (_headless_row, "a row of a table has no header cell"),
        (_loose_link, "a link on page"),
        (_unordered, "not walked in the order of its structure"),
    ],
)
def test_a_pdf_broken_on_purpose_is_refused(pdf: bytes, change: Callable[[Pdf], None], told: str) -> None:
    spoiled = broken(pdf, change)
    assert any(told in one for one in structure_faults(spoiled)), list(structure_faults(spoiled))
    with pytest.raises(PublishError, match="is not accessible"):
        check_readable(spoiled, "the PDF")


def _loose_text(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(b"BT (loose) Tj ET")


def _loose_line(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(b"0 0 m 9 9 l S")


def _unclaimed(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(b"/P <</MCID 9999>> BDC 0 0 m 9 9 l S EMC")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_loose_text, "page 2 paints with Tj outside"),
        (_loose_line, "page 2 paints with S outside"),
        (_unclaimed, "marked content 9999 belongs to no element"),
    ],
)
def test_paint_outside_of_tags_is_found(pdf: bytes, change: Callable[[Pdf], None], told: str) -> None:
    assert any(told in one for one in painting_faults(broken(pdf, change)))


def test_what_is_no_pdf_is_refused() -> None:
    assert "cannot be read as a PDF" in next(structure_faults(b"no pdf"))
    with pytest.raises(PublishError, match="cannot be read as a PDF"):
        check_readable(b"no pdf", "it")
