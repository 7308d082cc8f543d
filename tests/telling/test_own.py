"""A figure's own sentences: filled, chosen by their condition, or left out whole and with a reason."""

from collections.abc import Callable

from talentstudy.telling.cells import unmarked
from talentstudy.telling.own import own_sentences
from talentstudy.telling.templates import FigureWords, Saying
from talentstudy.telling.writer import Writer
from talentstudy.wording import LANGUAGES

CELLS = {"share": "ict_women_share", "union": "ict_women_share geo=union", "jobs": "ict_sector_jobs_count"}


def words(*sayings: tuple[str, str, str]) -> FigureWords:
    told = tuple(Saying(name, dict.fromkeys(LANGUAGES, text), when) for name, text, when in sayings)
    return FigureWords({}, CELLS, told)


def test_sentences_that_are_true_are_told_in_order(writer: Callable[..., Writer]) -> None:
    made = writer("en")
    told = own_sentences(
        made,
        words(
            ("less", "{share} {place} is less than {union}.", "share < union"),
            ("more", "{share} is more than {union}.", "share > union"),
            ("when", "{share.when} it was {share}.", ""),
        ),
    )
    assert [unmarked(one) for one in told] == ["19.0% in Belgium is less than 19.5%.", "In 2024 it was 19.0%."]
    assert made.dropped == {}


def test_a_sentence_whose_cell_is_missing_is_left_out_with_the_reason(writer: Callable[..., Writer]) -> None:
    made = writer("en", "NL")
    told = own_sentences(
        made,
        words(("share", "{share}.", ""), ("jobs", "{share} and {jobs} jobs.", ""), ("many", "{jobs}.", "jobs > share")),
    )
    assert [unmarked(one) for one in told] == ["18.7%."]
    assert made.dropped == {"jobs": "ict_sector_jobs_count holds no value for NL."}
    # Nothing of the sentence left out was printed.
    assert len(made.numbers) == 1
