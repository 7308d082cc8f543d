"""Which pages there are, and what each is given."""

from itertools import pairwise

from talentstudy.documents import read_documents
from talentstudy.documents.blocks import Code, FigureBlock, Heading, Paragraph
from talentstudy.editions import read_edition
from talentstudy.site.frame import Frame
from talentstudy.site.notes import Note
from talentstudy.site.pages import claims_page, code_below, document_pages, figures_page, headed, note_pages, start_page


def frame(home, folder, language: str = "en") -> Frame:
    documents = read_documents(home, "2025", "BE", language)
    return Frame(read_edition(2025), "BE", language, ("nl", "en"), documents, folder)


def test_a_page_per_chapter_and_annex_each_leading_to_the_next(home, tmp_path) -> None:
    pages = [page for page, _ in document_pages(frame(home, tmp_path), lambda *_: ())]
    assert [one.slug for one in pages] == [*(f"chapter-{at}" for at in range(1, 7)), "annex-a", "annex-b", "annex-c"]
    assert pages[0].previous is None
    assert pages[-1].next is None
    for one, after in pairwise(pages):
        assert one.next is not None
        assert one.next.slug == after.slug


def test_an_annex_has_its_letter_above_its_title(home, tmp_path) -> None:
    found = {document.name: headed(document) for document in frame(home, tmp_path, "nl").documents}
    assert found["annex_a_ict_workforce"] == ("Annex A", "On it")
    assert found["ch04_inclusion"][0] == "Hoofdstuk 4"


def test_code_stands_once_below_what_it_made() -> None:
    figure = FigureBlock("F4-02", "T", "A", "S", "F4-02")
    blocks = [
        *(Code("study"), Code("heading"), Heading(2, "Women", "women"), Paragraph("Read.")),
        *(Code("draw one"), figure, Code("tell one"), Paragraph("One.")),
        *(Code("draw two"), figure, Code("tell two"), Paragraph("Two.")),
    ]
    found = list(code_below(blocks))
    assert [one.source for one in found if isinstance(one, Code)] == [
        "study\n\nheading\n\ndraw one\n\ntell one",
        "draw two\n\ntell two",
    ]
    assert [one for one in found if not isinstance(one, Code)] == [one for one in blocks if not isinstance(one, Code)]
    assert isinstance(found[-1], Code)


def test_figures_are_indexed_with_chapter_and_words(home, tmp_path) -> None:
    one = frame(home, tmp_path)
    plated = [figure for _, figures in document_pages(one, lambda *_: ()) for figure in figures]
    page = figures_page(one, plated)
    (chapters,) = page.given["filters"]
    assert ("chapter-4", "Chapter 4 · Inclusion and diversity") in chapters[2]
    assert all("line chart" in figure.words for figure in plated)


def test_claims_are_filtered_by_chapter_and_by_verdicts_that_occur(home, tmp_path) -> None:
    one = frame(home, tmp_path)
    page = claims_page(one, [claim for document in one.documents for claim in document.claims])
    chapter, verdict = page.given["filters"]
    assert chapter[2] == [("0", "Front"), ("4", "Chapter 4")]
    assert verdict[2] == [("agrees", "agrees"), ("differs", "differs")]


def test_start_lists_chapters_and_annexes(home, tmp_path) -> None:
    page = start_page(frame(home, tmp_path), [], "Belgium", "")
    assert [one["short"] for one in page.given["chapters"]] == list("123456")
    assert [one["short"] for one in page.given["annexes"]] == list("ABC")


def test_notes_and_decisions_are_listed_apart(home, tmp_path) -> None:
    notes = [Note("method-a", "A", "<p>a</p>"), Note("decision-b", "B", "<p>b</p>", decision=True)]
    listed, first, second = note_pages(frame(home, tmp_path), notes)
    assert [[link.title for link in links] for _, links in listed.given["lists"]] == [["A"], ["B"]]
    assert (first.slug, second.slug, first.english) == ("method-a", "decision-b", True)
