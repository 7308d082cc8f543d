from collections import Counter
from xml.etree import ElementTree as Tree

import pytest

from talentstudy.printing.files import content
from talentstudy.printing.stamp import DC, RDF, Stamp
from talentstudy.printing.svg import SVG, XLINK, outline, published
from talentstudy.publish import Page

_HREF = f"{{{XLINK}}}href"


@pytest.fixture
def drawn(figure: Page, stamp: Stamp) -> Tree.Element:
    return Tree.fromstring(content(figure, "svg", "F1-04", stamp))


def test_it_is_one_image_with_title_alt_text_and_metadata(drawn: Tree.Element, stamp: Stamp) -> None:
    assert drawn.get("role") == "img"
    title, desc, metadata = list(drawn)[:3]
    assert (title.tag, title.text) == (f"{{{SVG}}}title", stamp.title)
    assert (desc.tag, desc.text) == (f"{{{SVG}}}desc", stamp.alt)
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert drawn.get("lang") == "nl"
    assert metadata.findtext(f".//{{{DC}}}description//{{{RDF}}}li") == stamp.description
    assert metadata.findtext(f".//{{{DC}}}source") == stamp.source


def test_letters_are_outlines_and_each_stands_once(drawn: Tree.Element) -> None:
    """The same look where the typeface is not installed."""
    assert drawn.find(f".//{{{SVG}}}text") is None
    letters = [one.get("id", "") for one in drawn.iter(f"{{{SVG}}}path") if one.get("id", "").startswith("a")]
    assert len(letters) == len(set(letters)) > 20


def test_every_reference_has_its_target(drawn: Tree.Element) -> None:
    ids = Counter(one.get("id") for one in drawn.iter() if one.get("id"))
    assert set(ids.values()) == {1}
    wanted = {one.get(_HREF, "")[1:] for one in drawn.iter(f"{{{SVG}}}use")}
    for one in drawn.iter():
        wanted |= {value[5:-1] for value in one.attrib.values() if value.startswith("url(#")}
    assert wanted <= set(ids)


def test_it_is_less_than_half_of_what_matplotlib_writes(figure: Page, stamp: Stamp) -> None:
    from io import BytesIO

    from talentstudy.figures.style import house

    with house(), BytesIO() as buffer:
        figure.savefig(buffer, format="svg")
        whole = len(buffer.getvalue())
    bare = Stamp(title="ICT", alt="Kort.")
    assert len(content(figure, "svg", "F1-04", bare)) < 0.5 * whole


def test_nothing_that_is_drawn_gets_lost(figure: Page, stamp: Stamp) -> None:
    from io import BytesIO

    from talentstudy.figures.style import house

    with house(), BytesIO() as buffer:
        figure.savefig(buffer, format="svg")
        whole = Tree.fromstring(buffer.getvalue())
    spaces = {one.get("id") for one in whole.iter(f"{{{SVG}}}path") if one.get("d") == "" or one.get("d") is None}
    small = Tree.fromstring(content(figure, "svg", "F1-04", stamp))
    wanted = [one for one in whole.iter(f"{{{SVG}}}use") if one.get(_HREF, "")[1:] not in spaces]
    assert len(list(small.iter(f"{{{SVG}}}use"))) == len(wanted)


@pytest.mark.parametrize(
    ("steps", "short"),
    [
        ("M 0 0 L 16 0 L 16 32 L 0 0 z", "M0 0h1v2z"),
        ("M 16 16 C 32 16 48 32 48 48", "M1 1c1 0 2 1 2 2"),
        ("M 0 0 L 16 16 z M 32 32 L 48 16", "M0 0l1 1zM2 2l1-1"),
        ("", ""),
    ],
)
def test_a_path_is_told_step_by_step_in_whole_numbers(steps: str, short: str) -> None:
    assert outline(steps, 1 / 16) == short


def test_marks_of_one_look_share_a_group_and_keep_their_places() -> None:
    text = (
        f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}"><g id="line"><defs><path id="m0123" d="M 0 0" style="stroke: #000"/></defs>'
        '<use xlink:href="#m0123" x="1.2345" y="2" style="fill: #fff"/><use xlink:href="#m0123" x="3" y="4" style="fill: #fff"/>'
        '<use xlink:href="#m0123" x="5" y="6" style="fill: #000"/></g><g id="empty"/></svg>'
    )
    root = Tree.fromstring(published(text, "F", Stamp("T", "A")))
    marks = [(one.get(_HREF), one.get("x"), one.get("y")) for one in root.iter(f"{{{SVG}}}use")]
    assert marks == [("#b0", "1.23", "2"), ("#b0", "3", "4"), ("#b0", "5", "6")]
    groups = [(one.get("style"), len(one)) for one in root.iter(f"{{{SVG}}}g")]
    assert groups == [("fill:#fff", 2), ("fill:#000", 1)]


def test_a_path_on_the_page_keeps_hundredths_of_a_point() -> None:
    assert outline("M 22.359562 229.424375 L 378.916245 229.424375 L 378.9 59.345634 z", 1.0, 2) == (
        "M22.36 229.42h356.56l-.02-170.07z"
    )
