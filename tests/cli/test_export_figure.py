"""``talentstudy export figure``: a figure as a journal asks for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

Told = Callable[..., tuple[int, str, str]]


def test_it_writes_a_figure_at_a_journals_width_and_resolution(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "figure.png"
    code, out, _ = told(
        "export", "figure", "4.3", "--width", "84", "--dpi", "300", "--language", "de", "--output", str(path)
    )
    assert (code, out.strip()) == (0, str(path))
    with Image.open(path) as image:
        assert image.width == pytest.approx(84 / 25.4 * 300, abs=1)
        assert "Studentinnen" in image.info["Title"]
        assert "Frauen 38" in image.info["Description"]
        assert "gender_scan" in image.info["Comment"]
    monkeypatch.chdir(tmp_path)
    code, out, _ = told("export", "figure", "F4-03", "--format", "svg", "--language", "fr")
    assert (code, out.strip()) == (0, "F4-03-160mm.svg")
    assert (tmp_path / "F4-03-160mm.svg").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("F9-01",), "no figure named 'F9-01'"),
        (("F4-03", "--format", "gif"), "no picture format named 'gif'"),
        (("F4-03", "--width", "20"), "20 mm wide cannot be drawn; between 60 and 300 mm"),
        (("F4-03", "--dpi", "5000"), "5000 dots per inch cannot be printed"),
        (("F4-03", "--language", "es"), "no language named 'es'"),
        (("F2-02",), "Digitalcity.brussels"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_line(
    told: Told, tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    where = () if "--format" in given else ("--output", str(tmp_path / "one.png"))
    code, _, err = told("export", "figure", *given, *where)
    assert code == 2
    assert said in err
    assert len(err.strip().split("\n")) == 1
    assert not list(tmp_path.iterdir())


def test_help_names_both_things_to_export(told: Told) -> None:
    code, out, _ = told("export", "--help")
    assert code == 0
    assert "figure" in out
    assert "edition" in out
