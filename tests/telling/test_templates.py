"""The sentences of the chapters: four languages, the same cells, no digit, and every mistake named."""

import tomllib
from pathlib import Path

import pytest

from talentstudy import wording
from talentstudy.chapters import CHAPTERS
from talentstudy.errors import BadTemplate
from talentstudy.telling.templates import chapter_words, read_words
from talentstudy.wording import LANGUAGES

FOLDER = Path(wording.__file__).with_name("sentences")
TELLING = sorted([FOLDER / "telling.toml", FOLDER / "explaining.toml", *(FOLDER / "chapters").glob("*.toml")])
WHOLE = """
[F9-01.subject]
nl = "het aandeel"
fr = "la part"
en = "the share"
de = "der Anteil"

[F9-01.cells]
share = "ict_women_share"

[F9-01.say.level]
when = "share is positive"
nl = "{share.when} {share} {place}."
fr = "{share.when} {share} {place}."
en = "{share.when} {share} {place}."
de = "{share.when} {share} {place}."
"""


def texts(table: dict) -> list[str]:
    return [
        text
        for key, one in table.items()
        for text in (texts(one) if isinstance(one, dict) else [one] if key in LANGUAGES else [])
    ]


@pytest.mark.parametrize("path", TELLING, ids=lambda path: path.stem)
def test_no_sentence_that_tells_a_figure_holds_a_digit(path: Path) -> None:
    found = texts(tomllib.loads(path.read_text(encoding="utf-8")))
    assert len(found) >= 8
    assert not [text for text in found if any(letter.isdigit() for letter in text)]


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.notebook)
def test_the_words_of_a_chapter_are_of_its_figures(chapter) -> None:
    assert set(chapter_words(chapter.notebook)) <= {figure.id for figure in chapter.figures}


def test_every_file_of_words_belongs_to_a_chapter() -> None:
    assert {path.stem for path in (FOLDER / "chapters").glob("*.toml")} <= {one.notebook for one in CHAPTERS.values()}


def test_a_figure_has_subject_cells_and_sentences(tmp_path: Path) -> None:
    words = written(tmp_path, WHOLE)["F9-01"]
    assert words.subject["fr"] == "la part"
    assert [(one.name, one.when, one.cells) for one in words.sayings] == [("level", "share is positive", ("share",))]


def written(folder: Path, text: str) -> dict:
    path = folder / "ch09.toml"
    path.write_text(text, encoding="utf-8")
    return dict(read_words(path))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('de = "{share.when} {share} {place}."', "", "stands in when|stands in nl, fr, en; nl, fr, en, de are wanted"),
        ('en = "{share.when} {share} {place}."', 'en = "{share.when} {share} 9."', r"level \(en\) holds the digit 9"),
        ('en = "{share.when} {share} {place}."', 'en = "{other}."', "names other, which is no cell"),
        ('en = "{share.when} {share} {place}."', 'en = "{place}."', "does not name the same cells"),
        ('when = "share is positive"', 'when = "gap is positive"', "asks for gap in its condition"),
        ('when = "share is positive"', 'when = "share is large"', "asks for 'large'"),
        ('de = "der Anteil"', "", "subject stands in nl, fr, en"),
        ("[F9-01.cells]", "[F9-01.cell]", "holds cell; subject, cells and say"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_sentence(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in WHOLE
    with pytest.raises(BadTemplate, match=message) as refused:
        written(tmp_path, WHOLE.replace(before, after, 1))
    assert "F9-01" in str(refused.value) or "condition" in str(refused.value)
