"""Every number of the research table is accounted for, and every keyed figure stands where the ledger says."""

import csv
import hashlib
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
CODES = ROOT / "talentstudy" / "codes"
QUOTATIONS = ROOT / "talentstudy" / "editions" / "2025" / "quotations.csv"

ROWS_OF_THE_RESEARCH_TABLE = 364
MEASURED = ["obs_value", "obs_lower", "obs_upper"]
AFTER_KEY = [*MEASURED, "obs_flag", "location", "confidence", "note"]
OWN_DIMENSIONS = ["measure", "skill", "industry", "sector", "size_class", "occupation", "group", "role"]
ORIGIN_KEYS = [
    "provider dataset vintage vintage_is producer title url copy_read accessed published licence",
    "transcribed_by confidence population method note file sha256",
]
MAY_BE_EMPTY = {"url", "copy_read", "note"}
VINTAGE = r"\d{4}(-\d{2}(-\d{2})?)?"
PERIOD = r"(\d{4}(-\d{2}(-\d{2})?|-Q[1-4]|/\d{4})?)?"
# Shares of a whole cannot leave 0..100, balances of shares -100..100; a change in per cent is bounded below only.
INFINITE = float("inf")
RANGES = {
    **dict.fromkeys(["PC", "PC_EMP", "PC_ENT", "PC_IND"], (0, 100)),
    "PC_NET": (-100, 100),
    "PCH": (-100, INFINITE),
    "P_THAB": (0, 1000),
    "RANK": (1, 364),
    "JOBS": (-INFINITE, INFINITE),
    **dict.fromkeys(["PER", "ACC", "VAC", "NR", "NR_MIN", "RT", "YR", "DAYS", "MIO_PER", "MRD_EUR"], (0, INFINITE)),
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def key_of(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split("; "))


def holding(rows: list[dict[str, str]], key: dict[str, str]) -> list[dict[str, str]]:
    return [row for row in rows if all(row.get(dimension) == code for dimension, code in key.items())]


FILES = sorted(RAW.glob("*/*/*/figures.csv"))
FIGURES = {f"{path.parts[-3]}@{path.parts[-2]}": table(path) for path in FILES}
ORIGINS = {
    f"{path.parts[-3]}@{path.parts[-2]}": tomllib.loads((path.parent / "origin.toml").read_text(encoding="utf-8"))
    for path in FILES
}
LEDGER = table(RAW / "ledger.csv")
ALL_FIGURES = [(name, row) for name, rows in FIGURES.items() for row in rows]


def lines_with(disposition: str) -> list[dict[str, str]]:
    return [line for line in LEDGER if line["disposition"] == disposition]


def test_every_row_of_the_research_table_is_in_the_ledger_and_in_order() -> None:
    numbers = [int(line["row"]) for line in LEDGER]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(1, ROWS_OF_THE_RESEARCH_TABLE + 1))


def test_the_lines_of_one_row_describe_the_same_row() -> None:
    described: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in LEDGER:
        described[line["row"]].add((line["figure_id"], line["series"], line["category"], line["value"]))
    assert [row for row, words in described.items() if len(words) > 1] == []


def test_a_line_is_data_check_note_or_warning() -> None:
    assert set(Counter(line["disposition"] for line in LEDGER)) == {"data", "check", "note", "warning"}


def test_every_data_line_finds_exactly_one_keyed_figure() -> None:
    for line in lines_with("data"):
        dataset, key = line["target"].split(": ", 1)
        assert len(holding(FIGURES[dataset], key_of(key))) == 1, line


def test_a_number_found_is_keyed_unchanged() -> None:
    plain = [line for line in lines_with("data") if re.fullmatch(r"[+-]?\d+(\.\d+)?", line["value"])]
    assert len(plain) > 200
    for line in plain:
        dataset, key = line["target"].split(": ", 1)
        (figure,) = holding(FIGURES[dataset], key_of(key))
        if figure["measure"] == "respondents":
            continue  # the number of answers stands in the row's words, not in its value
        assert float(figure["obs_value"]) == float(line["value"]), line


def test_nothing_not_found_or_unverified_enters_as_data() -> None:
    warned = {line["row"] for line in lines_with("warning")}
    assert warned.isdisjoint({line["row"] for line in LEDGER if line["disposition"] != "warning"})
    assert all(line["target"] == "" and line["reason"] for line in lines_with("warning"))
    doubtful = [line for line in LEDGER if "NOT FOUND" in line["value"]]
    assert doubtful
    assert {line["disposition"] for line in doubtful} == {"warning"}
    words = re.compile("not found|memory|superseded", re.IGNORECASE)
    assert [row for _, row in ALL_FIGURES if words.match(row["confidence"])] == []


def test_a_note_is_kept_in_the_origin_it_names() -> None:
    for line in lines_with("note"):
        dataset, entry = line["target"].split(": ", 1)
        assert ORIGINS[dataset][entry], line
        assert line["reason"], line


def test_every_check_is_a_quotation_and_every_quotation_a_check() -> None:
    checks = [(line["row"], line["target"]) for line in lines_with("check")]
    quoted = [(line["row"], f"{line['dataset']}@{line['vintage']}: {line['key']}") for line in table(QUOTATIONS)]
    assert Counter(checks) == Counter(quoted)


@pytest.mark.parametrize("kind", ["figures", "observations"])
def test_a_quotation_agrees_with_the_vintage_it_names(kind: str) -> None:
    compared = 0
    for line in table(QUOTATIONS):
        paths = list(RAW.glob(f"*/{line['dataset']}/{line['vintage']}/{kind}.csv"))
        if not paths:
            continue
        (held,) = holding(table(paths[0]), key_of(line["key"]))
        half_a_unit = 0.5 * 10 ** -int(line["decimals"])
        assert abs(float(held["obs_value"]) - float(line["quoted"])) <= half_a_unit + 1e-9, line
        assert line["quoted_flag"] in {"", held["obs_flag"]}, line
        compared += 1
    assert compared > 5


def test_every_quotation_names_a_held_vintage() -> None:
    for line in table(QUOTATIONS):
        assert list(RAW.glob(f"*/{line['dataset']}/{line['vintage']}/origin.toml")), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_an_origin_is_complete_and_its_file_unaltered(path: Path) -> None:
    origin = tomllib.loads((path.parent / "origin.toml").read_text(encoding="utf-8"))
    wanted = " ".join(ORIGIN_KEYS).split()
    assert list(origin) == wanted
    assert [entry for entry in wanted if not origin[entry] and entry not in MAY_BE_EMPTY] == []
    assert (origin["provider"], origin["dataset"], origin["vintage"]) == path.parts[-4:-1]
    assert re.fullmatch(VINTAGE, origin["vintage"])
    assert origin["vintage_is"] in {"last update", "day the copy was taken", "publication"}
    assert origin["sha256"] == hashlib.sha256((path.parent / origin["file"]).read_bytes()).hexdigest()


def test_a_dataset_belongs_to_one_provider_and_keeps_its_columns() -> None:
    providers: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        providers[path.parts[-3]].add(path.parts[-4])
        columns[path.parts[-3]].add(path.read_text(encoding="utf-8").split("\n", 1)[0])
    assert [name for name, found in providers.items() if len(found) > 1] == []
    assert [name for name, found in columns.items() if len(found) > 1] == []


@pytest.mark.parametrize("name", FIGURES)
def test_keys_are_unique_and_columns_in_order(name: str) -> None:
    rows = FIGURES[name]
    header = list(rows[0])
    key = header[: -len(AFTER_KEY)]
    assert header[-len(AFTER_KEY) :] == AFTER_KEY
    assert key[0] == "measure"
    assert key[-3:] == ["geo", "time_period", "unit"]
    counted = Counter(tuple(row[column] for column in key) for row in rows)
    assert [found for found, times in counted.items() if times > 1] == []


def test_every_figure_is_a_number_in_the_range_of_its_unit() -> None:
    for name, row in ALL_FIGURES:
        least, most = RANGES[row["unit"]]
        numbers = {column: float(row[column]) for column in MEASURED if row[column]}
        assert numbers, (name, row)
        assert all(least <= number <= most for number in numbers.values()), (name, row)
        ordered = [numbers[column] for column in ("obs_lower", "obs_value", "obs_upper") if column in numbers]
        assert ordered == sorted(ordered), (name, row)


def test_every_figure_says_where_it_stood_how_sure_it_is_and_when() -> None:
    for name, row in ALL_FIGURES:
        assert row["location"], (name, row)
        assert row["confidence"], (name, row)
        assert re.fullmatch(PERIOD, row["time_period"]), (name, row)


def test_what_the_report_prints_is_never_more_than_printed() -> None:
    held = {name for name, rows in FIGURES.items() if any(row["confidence"] == "as printed" for row in rows)}
    assert held == {"digitalcity_talentensneller@2025"}
    printed = FIGURES["digitalcity_talentensneller@2025"]
    assert {row["confidence"] for row in printed} == {"as printed"}
    assert all(re.match(r"report text, line \d+", row["location"]) for row in printed)


@pytest.mark.parametrize("dimension", [*OWN_DIMENSIONS, "provider"])
def test_every_code_in_use_has_a_label_in_four_languages(dimension: str) -> None:
    listed = table(CODES / f"{dimension}.csv")
    assert list(listed[0])[:5] == ["code", "nl", "fr", "en", "de"]
    assert all(row[language].strip() for row in listed for language in ("nl", "fr", "en", "de"))
    codes = [row["code"] for row in listed]
    assert len(codes) == len(set(codes))
    used = (
        {path.parts[-4] for path in FILES}
        if dimension == "provider"
        else {row[dimension] for _, row in ALL_FIGURES if dimension in row}
    )
    assert used - set(codes) == set()


@pytest.mark.parametrize("dimension", OWN_DIMENSIONS)
def test_labels_of_one_language_are_told_apart(dimension: str) -> None:
    listed = table(CODES / f"{dimension}.csv")
    for language in ("nl", "fr", "en", "de"):
        counted = Counter(row[language] for row in listed)
        assert [label for label, times in counted.items() if times > 1] == []
