from pathlib import Path

import pytest
from PIL import Image

from talentstudy.errors import StudyError, UnknownName, WriteFailed
from talentstudy.printing.files import FORMATS, content, form_of, save, save_as
from talentstudy.printing.stamp import Stamp
from talentstudy.publish import Page

EVERY = ("svg", "png", "pdf")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_figure_gives_the_same_bytes_in_every_format(figure: Page, stamp: Stamp, form: str) -> None:
    one, two = (content(figure, form, "F1-04", stamp) for _ in range(2))
    assert one == two
    assert len(one) > 5000
    assert b"CreationDate" not in one


def test_a_run_writes_three_files(figure: Page, stamp: Stamp, tmp_path: Path) -> None:
    assert [path.name for path in save(figure, tmp_path / "F1-04", stamp)] == ["F1-04.svg", "F1-04.png", "F1-04.pdf"]
    with Image.open(tmp_path / "F1-04.png") as image:
        assert image.width == pytest.approx(16 / 2.54 * 200, abs=1)


@pytest.mark.parametrize(("suffix", "dpi"), [(".png", 600), (".tiff", 300), (".tif", 220)])
def test_dots_are_as_dense_as_asked(figure: Page, stamp: Stamp, tmp_path: Path, suffix: str, dpi: int) -> None:
    with Image.open(save_as(figure, tmp_path / f"F1-04{suffix}", stamp, dpi=dpi)) as image:
        assert image.width == pytest.approx(16 / 2.54 * dpi, abs=1)
        assert image.info["dpi"][0] == pytest.approx(dpi, abs=0.5)


def test_a_tiff_has_no_transparency_and_names_its_source(figure: Page, stamp: Stamp, tmp_path: Path) -> None:
    with Image.open(save_as(figure, tmp_path / "F1-04.tiff", stamp)) as image:
        assert image.mode == "RGB"
        tags = image.getexif()
        assert "isoc_sks_itspt" in tags[270]
        assert tags[33432] == stamp.rights


def test_an_eps_says_its_title_and_is_silent_about_transparency(
    figure: Page, stamp: Stamp, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = save_as(figure, tmp_path / "F1-04.eps", stamp).read_bytes()
    assert drawn.startswith(b"%!PS-Adobe")
    assert b"%%Title: A & B: ICT-specialisten in Belgi?" in drawn
    assert not caplog.records


def test_another_format_or_resolution_is_refused(figure: Page, stamp: Stamp, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="no picture format named 'gif'"):
        form_of(tmp_path / "F1-04.gif")
    with pytest.raises(UnknownName, match="picture format"):
        form_of(tmp_path / "F1-04")
    with pytest.raises(StudyError, match="20 dots per inch cannot be printed; between 72 and 1200"):
        save_as(figure, tmp_path / "F1-04.png", stamp, dpi=20)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", EVERY)
def test_a_failed_write_leaves_what_was_there_and_nothing_half(
    figure: Page, stamp: Stamp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    before = tmp_path / f"F1-04.{form}"
    before.write_bytes(b"what stood there")
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.suffix == f".{form}":
            write(self, data[:100])
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteFailed, match=r"F1-04.*No space left"):
        save(figure, tmp_path / "F1-04", stamp)
    assert before.read_bytes() == b"what stood there"
    assert not [one for one in tmp_path.iterdir() if not one.name.startswith("F1-04.")]


def test_an_interrupted_drawing_writes_nothing(
    figure: Page, stamp: Stamp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = figure.savefig

    def interrupted(*given: object, **options: object) -> None:
        if options.get("format") == "pdf":
            raise KeyboardInterrupt
        drawn(*given, **options)

    monkeypatch.setattr(figure, "savefig", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(figure, tmp_path / "F1-04", stamp)
    assert not list(tmp_path.iterdir())
