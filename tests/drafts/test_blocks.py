from talentstudy.drafts.blocks import paragraphs


def texts(*lines: str) -> list[str]:
    return [" ".join(one.text.split()) for one in paragraphs(list(lines))]


def test_lines_up_to_an_empty_one_are_a_paragraph() -> None:
    assert texts("In 2024 it was", "19 %.", "", "Men: 81 %.") == ["In 2024 it was 19 %.", "Men: 81 %."]


def test_a_heading_stands_over_the_paragraphs_below_it() -> None:
    found = list(paragraphs(["Before any heading.", "# Women", "One.", "", "Two.", "## Men", "Three."]))
    assert [(one.text, one.heading) for one in found] == [
        ("Before any heading.", ""),
        ("One.", "Women"),
        ("Two.", "Women"),
        ("Three.", "Men"),
    ]


def test_items_and_table_rows_are_paragraphs_of_their_own() -> None:
    assert texts("- Women: 19 %.", "- Men: 81 %.", "| BE | 5.7 |", "| NL | 7.0 |") == [
        "- Women: 19 %.",
        "- Men: 81 %.",
        "| BE | 5.7 |",
        "| NL | 7.0 |",
    ]


def test_every_character_knows_its_line() -> None:
    (one,) = paragraphs(["", "first line", "**second** line."])
    assert [one.line_of(one.text.index(word)) for word in ("first", "second", "line.")] == [2, 3, 3]


def test_a_call_out_over_several_lines_is_one_paragraph() -> None:
    (one,) = paragraphs(["ESTIMATED AT", "", "50.000", "", "VACANCIES IN BELGIUM"])
    assert one.short
    assert [one.line_of(one.text.index(word)) for word in ("ESTIMATED", "50.000", "VACANCIES")] == [1, 3, 5]
    assert " ".join(one.text.split()) == "ESTIMATED AT ; 50.000 VACANCIES IN BELGIUM"


def test_a_number_set_large_takes_the_sentence_below_it() -> None:
    assert texts("35%", "", "OF BELGIANS HAVE WEAK SKILLS.", "", "A sentence.") == [
        "35% OF BELGIANS HAVE WEAK SKILLS.",
        "A sentence.",
    ]


def test_short_lines_without_a_number_stay_apart() -> None:
    assert texts("A NAME", "", "MANAGER") == ["A NAME", "MANAGER"]


def test_what_a_reader_does_not_see_is_blanked_out_and_keeps_its_width() -> None:
    line = "**5,4%** of [all](https://x.example/2024) [12] <!-- 77 --> or `x` www.example.org/1990 call 02 475 20 00."
    (one,) = paragraphs([line])
    assert len(one.text) == len(line)
    assert one.text.split() == ["5,4%", "of", "all", "or", "x", "call", "."]


def test_a_raised_ending_belongs_to_its_number() -> None:
    assert texts("the 9^{th} and 2^e place.") == ["the 9th and 2e place."]


def test_every_space_and_apostrophe_is_the_plain_one() -> None:
    assert texts("l’emploi : 272\u202f600 personnes, 5,4\u00a0%.") == ["l'emploi : 272 600 personnes, 5,4 %."]
