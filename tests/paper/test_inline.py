"""Markdown becomes runs: nothing a typesetter could take for a command is left to escape."""

from hypothesis import given
from hypothesis import strategies as st

from talentstudy.paper.inline import Run, plain_of, runs_of


def test_emphasis_and_code_are_styles() -> None:
    assert runs_of("**a** *b* `c` ***d***") == (
        Run("a", "b"),
        Run(" "),
        Run("b", "i"),
        Run(" "),
        Run("c", "c"),
        Run(" "),
        Run("d", "ib"),
    )


def test_a_link_and_a_bare_address_lead_where_they_say() -> None:
    assert runs_of("see [the page](https://a.example/x).") == (
        Run("see "),
        Run("the page", "", "https://a.example/x"),
        Run("."),
    )
    # The stop that ends the sentence is no part of the address.
    assert runs_of("at https://a.example/x. Then") == (
        Run("at "),
        Run("https://a.example/x", "", "https://a.example/x"),
        Run(". Then"),
    )


def test_what_a_typesetter_would_obey_is_text() -> None:
    assert runs_of("#read $x$ @y <b> ~") == (Run("#read $x$ @y <b> ~"),)


def test_an_escaped_mark_is_the_mark() -> None:
    assert plain_of(r"isoc\_sks \* \[a\]") == "isoc_sks * [a]"


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "Zs"), exclude_characters="\u00a0"), min_size=1)
)
def test_plain_words_stay_what_they_are(text: str) -> None:
    assert plain_of(text).strip() == text.strip()
