"""Which figures move, and which words beside them."""

import pandas as pd

from talentstudy.drawing import Drawn, find_figure
from talentstudy.vintages.comparing import Comparison
from talentstudy.vintages.printed import _row


def test_a_figure_s_marks_are_counted(editions_compared: Comparison) -> None:
    figures = editions_compared.impact.figures.set_index("figure")
    # Germany and the Union in 2024, and 2025 for each of the seven lines.
    assert (figures.loc["F1-04", "moved"], figures.loc["F1-04", "new"]) == (2, 7)
    assert figures["size"].is_monotonic_decreasing


def test_words_say_why_they_read_otherwise(editions_compared: Comparison) -> None:
    texts = {text.figure: text for text in editions_compared.impact.texts}
    # 2024 in thousands and per cent gives way to 2025.
    assert texts["F1-03"].cause == "new periods"
    assert texts["F1-03"].before != texts["F1-03"].after
    causes = [text.cause for text in editions_compared.impact.texts]
    assert causes == sorted(causes, key=["revision", "new periods", "precision"].index)


def drawn_of(*values: float) -> Drawn:
    _, figure = find_figure("F1-04")
    rows = pd.DataFrame({"geo": ["BE"] * len(values), "time_period": [str(2020 + at) for at in range(len(values))]})
    return Drawn(figure, "en", rows.assign(unit="PC", obs_value=values, obs_flag="", source="x@2025"), "T", "S")


def test_a_figure_drawn_on_one_side_alone_says_so() -> None:
    assert _row("F1-04", "no value", drawn_of(1.0), drawn_of(1.0))["note"] == "not drawn before: no value"
    assert _row("F1-04", drawn_of(1.0), "none left", "none left")["note"] == "not drawn after: none left"


def test_a_figure_drawn_on_neither_side_is_no_news() -> None:
    row = _row("F1-04", "only for BE", "only for BE", "only for BE")
    assert not row["note"]
    assert row["moved"] == row["new"] == 0


def test_a_mark_that_goes_is_gone() -> None:
    assert _row("F1-04", drawn_of(1.0, 2.0), drawn_of(1.0, 2.0), drawn_of(1.0))["gone"] == 1
