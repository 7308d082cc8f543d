import pytest

from talentstudy.drafts.mentions import mentions, years


def told(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.printed, one.kind) for one in mentions(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("130 831 mensen of 1.750 jobs, 5,4 % en 47,7%", "nl", ["130 831", "1.750", "5,4 %", "47,7%"]),
        ("272 600 personnes, soit 5,4 % (près de 5 millions)", "fr", ["272 600", "5,4 %", "près de 5 millions"]),
        ("272,600 people, 5.4%, more than 60 per cent", "en", ["272,600", "5.4%", "more than 60 per cent"]),
        ("272.600 Personen, rund 35 %, fast 5 Millionen", "de", ["272.600", "rund 35 %", "fast 5 Millionen"]),
        ("7 op 10 mensen, een op de drie, een dozijn", "nl", ["7 op 10", "een op de drie", "een dozijn"]),
        ("sept sur dix, la moitié des jeunes, 1 à 3 jours", "fr", ["sept sur dix", "la moitié", "1 à 3"]),
    ],
)
def test_numbers_are_found_with_the_words_that_belong_to_them(text: str, language: str, found: list[str]) -> None:
    assert [printed for printed, _ in told(text, language)] == found


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("2,7 procentpunt", "nl", "points"),
        ("3,9 per 1000 inwoners", "nl", "per_thousand"),
        ("16,4 pour 1 000 habitants", "fr", "per_thousand"),
        ("de 9de plaats", "nl", "rank"),
        ("la neuvième place", "fr", "rank"),
        ("1 to 3 days", "en", "days"),
        ("een jaar lang 5 maanden", "nl", "months"),
        ("7 von 10", "de", "percent"),
        ("71,7 miljard euro", "nl", "euro"),
        ("1.750 jobs", "nl", "count"),
    ],
)
def test_the_words_behind_a_number_say_its_kind(text: str, language: str, kind: str) -> None:
    ((_, found),) = told(text, language)
    assert found == kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in 2024, van 2015 tot 2024 en 2014-2023", "nl"),
        ("op 28 juni 2025 en 24/01/2025", "nl"),
        ("personen van 16 tot 74 jaar, jonger dan 35 jaar, 15-jarigen", "nl"),
        ("les personnes de 20 à 29 ans", "fr"),
        ("people aged 16 to 74, under-35s, between 15 and 24 years", "en"),
        ("Personen im Alter von 16 bis 74 Jahren", "de"),
        ("zie figuur 4, pagina 12 en p. 9", "nl"),
        ("COVID-19, 5G, versie 2.0.1 en ISO27001", "nl"),
        ("1 Opleiding van leerkrachten", "nl"),
        ("01 Het tekort", "nl"),
        ("De Unie (27) groeit", "nl"),
        ("in de eerste plaats", "nl"),
        ("per 1.000 inwoners en per 100 mannen", "nl"),
    ],
)
def test_years_dates_ages_and_numbering_are_no_quantities(text: str, language: str) -> None:
    assert told(text, language) == []


def test_a_limit_in_per_cent_is_no_age() -> None:
    assert told("the share is under 35 % there", "en") == [("under 35 %", "percent")]


def test_what_cannot_be_read_in_the_language_is_kept_unread() -> None:
    (one,) = mentions("from 0,05 to 007,5 %", "nl")[1:]
    assert one.claimed is None


def test_a_number_claims_what_the_strict_reader_says() -> None:
    (one,) = mentions("bijna 5 miljoen gebruikers", "nl")
    assert one.claimed is not None
    assert (one.claimed.low, one.claimed.high) == (4_500_000, 5_000_000)


def test_years_are_found_where_they_stand() -> None:
    assert years("Van 2015 tot 2024; in 2.024 gevallen, 2024 % en mid-2023.") == (
        (4, 8, "2015"),
        (13, 17, "2024"),
        (52, 56, "2023"),
    )


@pytest.mark.parametrize(
    ("text", "language"), [("het is 5.4 % hoger", "nl"), ("c'est 5.4 % de plus", "fr"), ("it is 5,4 % up", "en")]
)
def test_decimals_of_another_language_are_found_and_left_unread(text: str, language: str) -> None:
    (one,) = mentions(text, language)
    assert (one.printed[:3], one.claimed, one.kind) in {("5.4", None, "percent"), ("5,4", None, "percent")}
