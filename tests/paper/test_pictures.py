"""Pictures take the place of their stand-ins: the drawing itself, as large, in the same tag."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from talentstudy.errors import PublishError
from talentstudy.paper.pictures import opened, put, stand_in
from tests.executed import pdf, png


def held(*numbers: int) -> Pdf:
    """A PDF whose one page shows the stand-ins of these numbers."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(600, 800))
    page.Resources = Dictionary(XObject=Dictionary())
    for at, number in enumerate(numbers):
        dot = zlib.decompress(stand_in(number)[41:-16])[1:]
        image = made.make_stream(dot, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        page.Resources.XObject[f"/x{at}"] = image
    return made


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_stand_in_is_a_picture_of_its_number() -> None:
    with Image.open(BytesIO(stand_in(70_000))) as dot:
        assert dot.size == (1, 1)
        assert dot.getpixel((0, 0)) == (1, 17, 112)


def test_a_drawing_and_dots_take_the_places_of_their_numbers(tmp_path: Path) -> None:
    with (
        opened("a.pdf", written(tmp_path / "a.pdf", pdf())) as drawing,
        opened("b.png", png(4, 3)) as dots,
        held(1, 0, 1) as made,
    ):
        assert drawing
        assert dots
        put(made, [drawing, dots])
        found = made.pages[0].Resources.XObject
        assert str(found["/x1"].Subtype) == "/Form"
        assert b"453.5 283.5 l" in found["/x1"].read_bytes()
        # A page places a picture of one by one.
        assert [round(float(one), 6) for one in found["/x1"].Matrix] == [0.002205, 0, 0, 0.003527, 0, 0]
        assert [int(found["/x0"].Width), int(found["/x0"].Height)] == [4, 3]
        assert found["/x0"].objgen == found["/x2"].objgen


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_dots_of_a_picture_are_those_of_its_png(mode: str) -> None:
    drawn = Image.linear_gradient("L").resize((31, 17)).convert(mode)
    packed, buffer = BytesIO(), BytesIO()
    drawn.save(packed, "PNG")
    with opened("a.png", packed.getvalue()) as dots, held(0) as made:
        assert dots
        assert dots.height == 17 / 31
        put(made, [dots])
        made.save(buffer)
    with Pdf.open(BytesIO(buffer.getvalue())) as read:
        assert read.pages[0].Resources.XObject["/x0"].read_bytes() == drawn.tobytes()


@pytest.mark.parametrize("as_file", [True, False])
def test_the_height_of_a_drawing_is_in_widths(tmp_path: Path, as_file: bool) -> None:
    with opened("a.pdf", written(tmp_path / "a.pdf", pdf()) if as_file else pdf()) as drawing:
        assert drawing
        assert drawing.height == pytest.approx(283.5 / 453.5)


def test_what_only_the_compiler_can_read_is_left_to_it() -> None:
    clear = BytesIO()
    Image.new("RGBA", (4, 3)).save(clear, "PNG")
    interlaced = bytearray(png())
    interlaced[28] = 1
    assert struct.unpack(">B", interlaced[28:29]) == (1,)
    for name, content in (
        ("a.png", clear.getvalue()),
        ("a.svg", b"<svg/>"),
        ("a.png", bytes(interlaced)),
        ("a.png", b""),
    ):
        with opened(name, content) as left:
            assert left is None


@pytest.mark.parametrize("as_file", [True, False])
def test_a_drawing_that_is_none_is_named_without_the_folder(tmp_path: Path, as_file: bool) -> None:
    source = written(tmp_path / "a.pdf", b"no picture") if as_file else b"no picture"
    with pytest.raises(PublishError, match=r"^the picture a\.pdf cannot be read") as refused, opened("a.pdf", source):
        pass
    assert str(tmp_path) not in str(refused.value)
    assert "BytesIO" not in str(refused.value)
