"""A figure as a page shows it."""

from base64 import b64encode
from dataclasses import replace

import pytest

from talentstudy.documents.blocks import FigureBlock
from talentstudy.errors import PublishError
from talentstudy.site.plates import plate, svg_size
from talentstudy.store import Home
from tests.executed import png, write_figure


@pytest.fixture
def figure(tmp_path) -> FigureBlock:
    folder = write_figure(Home(tmp_path), "F4-02", "en")
    files = {form: folder / f"F4-02.{form}" for form in ("svg", "png", "pdf", "csv")}
    return FigureBlock("F4-02", "Women", "Chart.", "Eurostat.", "F4-02", "One.\n\nTwo.", files)


def test_all_four_files_stand_beside_the_page(figure, tmp_path) -> None:
    made = plate(figure, "chapter-4", tmp_path / "en", "en")
    assert [form for form, _ in made.downloads] == ["SVG", "PNG", "PDF", "CSV"]
    for _, path in made.downloads:
        assert (tmp_path / "en" / path).read_bytes()
    assert made.description == ("One.", "Two.")
    assert made.flags == "b = break in series"


def test_a_picture_takes_its_place_before_it_is_loaded(figure, tmp_path) -> None:
    made = plate(figure, "chapter-4", tmp_path / "en", "en")
    # 453.5 by 283.5 points.
    assert (made.width, made.height) == (605, 378)


def test_a_size_may_stand_in_the_view_box_or_nowhere(tmp_path) -> None:
    path = tmp_path / "x.svg"
    path.write_text('<svg viewBox="0 0 72 36">', encoding="utf-8")
    assert svg_size(path) == (96, 48)
    path.write_text("<svg>", encoding="utf-8")
    assert svg_size(path) == (0, 0)


def test_a_model_s_picture_is_named_by_page_and_anchor(tmp_path) -> None:
    one = FigureBlock("x_be", "Trend", "Chart.", "Eurostat.", "workforce-draw", encoded=b64encode(png(8, 6)).decode())
    made = plate(one, "annex-a", tmp_path, "en")
    assert made.image == "figures/annex-a-workforce-draw.png"
    assert (made.width, made.height, made.number) == (8, 6, "")


def test_a_figure_without_alternative_text_is_refused(figure, tmp_path) -> None:
    with pytest.raises(PublishError, match="figure F4-02 has no alternative text in en"):
        plate(replace(figure, alt=""), "chapter-4", tmp_path, "en")


def test_a_figure_without_its_files_is_refused(figure, tmp_path) -> None:
    with pytest.raises(PublishError, match="figure F4-02 has no svg, png, pdf file"):
        plate(replace(figure, files={"csv": figure.files["csv"]}), "chapter-4", tmp_path, "en")


def test_a_picture_that_its_notebook_lost_is_refused(tmp_path) -> None:
    with pytest.raises(PublishError, match="the picture 'x' of annex-a is not in its notebook"):
        plate(FigureBlock("x_be", "T", "A", "S", "x"), "annex-a", tmp_path, "en")
