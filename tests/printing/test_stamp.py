from io import BytesIO
from xml.etree import ElementTree as Tree

from PIL import Image

from talentstudy import __version__
from talentstudy.printing.files import content
from talentstudy.printing.stamp import DC, IPTC, RDF, Stamp
from talentstudy.publish import Page


def test_a_png_says_what_it_shows_where_it_comes_from_and_what_made_it(figure: Page, stamp: Stamp) -> None:
    with Image.open(BytesIO(content(figure, "png", "F1-04", stamp))) as image:
        said = image.info
    assert said["Title"] == stamp.title
    assert said["Description"] == stamp.description
    assert said["Source"] == stamp.source
    assert said["Copyright"] == stamp.rights
    assert said["Software"] == f"talentstudy {__version__}"
    assert said["Comment"] == f"F1-04; edition 2025; isoc_sks_itspt@2025-05-14; talentstudy {__version__}"
    packet = said["XML:com.adobe.xmp"]
    assert Tree.fromstring(packet).findtext(f".//{{{IPTC}}}AltTextAccessibility//{{{RDF}}}li") == stamp.alt


def test_a_png_without_a_long_description_carries_the_short_one(figure: Page) -> None:
    bare = Stamp(title="ICT", alt="Kort.")
    with Image.open(BytesIO(content(figure, "png", "F1-04", bare))) as image:
        assert image.info["Description"] == "Kort."
        assert "Copyright" not in image.info


def test_a_pdf_says_the_same(figure: Page, stamp: Stamp) -> None:
    import pikepdf

    with pikepdf.open(BytesIO(content(figure, "pdf", "F1-04", stamp))) as document:
        said = {name: str(text) for name, text in document.docinfo.items()}
    assert said["/Title"] == stamp.title
    assert said["/Subject"] == stamp.alt
    assert said["/Keywords"].startswith("F1-04; edition 2025; isoc_sks_itspt@2025-05-14; talentstudy")
    assert stamp.source in said["/Keywords"]
    assert set(said) == {"/Title", "/Subject", "/Keywords", "/Creator"}


def test_the_packet_holds_both_texts_in_their_language(stamp: Stamp) -> None:
    root = stamp.rdf()
    for name, text in (
        (f"{{{DC}}}title", stamp.title),
        (f"{{{IPTC}}}AltTextAccessibility", stamp.alt),
        (f"{{{IPTC}}}ExtDescrAccessibility", stamp.description),
    ):
        (found,) = next(root.iter(name))[0]
        assert found.text == text
        assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert root.findtext(f".//{{{DC}}}source") == stamp.source
