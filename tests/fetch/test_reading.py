"""A reply looked into before it is kept."""

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from talentstudy.errors import FetchFailed
from talentstudy.fetch.door import Reply
from talentstudy.fetch.reading import digest_of, examine
from talentstudy.fetch.taking import NothingThere, Taken
from talentstudy.sources.requests import Request, request_of
from tests.fetch.faults import HEAD, table
from tests.fetch.service import packed

REPLIES = Path(__file__).parent / "replies"
NOW = datetime(2026, 5, 2, tzinfo=UTC)


def taken(path: Path, **headers: str) -> Taken:
    reply = Reply("https://service/x", 200, {"content-length": "9", **headers}, path, NOW)
    return Taken(reply, path)


def written(folder: Path, body: bytes, **headers: str) -> Taken:
    path = folder / "reply"
    path.write_bytes(body)
    return taken(path, **headers)


def asked(**changed: object) -> Request:
    return dataclasses.replace(request_of("isoc_sks_itspt"), **changed)  # type: ignore[arg-type]


def test_a_reply_tells_its_cells_and_its_last_update(tmp_path: Path) -> None:
    found = examine(written(tmp_path, packed(table())), asked())
    assert found.last_update == datetime(2026, 4, 17, 23)
    assert found.cells["obs_value"].tolist() == [5.4, 274.9]
    assert found.cells["obs_flag"].astype(str).tolist() == ["", "b"]


@pytest.mark.parametrize(
    ("name", "form", "updated", "values"),
    [
        (
            "isoc_sks_itspt.tsv",
            "tsv",
            None,
            {"2022 PC_EMP": (5.2, "b"), "2023 PC_EMP": (5.4, ""), "2023 THS_PER": (274.9, "p")},
        ),
        (
            "isoc_sks_itspt.json",
            "json-stat",
            datetime(2026, 4, 17, 23, tzinfo=timezone(timedelta(hours=2))),
            {"2022 PC_EMP": (5.2, "b"), "2023 PC_EMP": (5.4, ""), "2023 THS_PER": (274.9, "")},
        ),
    ],
)
def test_every_format_of_eurostat_says_the_same(
    name: str, form: str, updated: datetime | None, values: dict[str, tuple[float, str]]
) -> None:
    found = examine(taken(REPLIES / name), asked(format=form))
    assert found.last_update == updated
    rows = found.cells[found.cells["obs_value"].notna()]
    told = zip(rows["time_period"], rows["unit"], rows["obs_value"], rows["obs_flag"], strict=True)
    assert {f"{period} {unit}": (value, flag) for period, unit, value, flag in told} == values


def test_the_oecd_and_statbel_come_through_the_same_door() -> None:
    oecd = examine(taken(REPLIES / "oecd_ict_businesses.csv"), request_of("oecd_ict_businesses"))
    assert oecd.cells["geo"].astype(str).tolist() == ["BEL", "BEL", "NLD"]
    assert oecd.cells["obs_value"].tolist()[:2] == [28.4, 29.1]
    assert oecd.cells["obs_value"].isna().tolist() == [False, False, True]
    assert oecd.last_update is None
    statbel = examine(taken(REPLIES / "statbel_consumer_prices.json"), request_of("statbel_consumer_prices"))
    assert statbel.cells["time_period"].tolist() == ["2025-01", "2025-02", "2024"]
    assert set(statbel.cells["geo"]) == {"BE"}


def test_a_digest_knows_values_flags_and_keys_and_nothing_else(tmp_path: Path) -> None:
    def digest(body: str) -> str:
        return examine(written(tmp_path, body.encode()), asked()).digest

    told = digest(table())
    head, *rows = table().splitlines(keepends=True)
    assert digest(head + "".join(reversed(rows))) == told
    assert digest(table(updated="24/04/26 11:00:00")) == told
    assert digest(table().replace("5.4", "5.40")) == told
    for changed in (("5.4", "5.5"), (",b,", ",p,"), ("BE", "NL"), ("2023", "2024")):
        assert digest(table().replace(*changed)) != told


def test_a_digest_does_not_depend_on_the_order_of_columns(tmp_path: Path) -> None:
    cells = examine(written(tmp_path, table().encode()), asked()).cells
    assert digest_of(cells[cells.columns[::-1]]) == digest_of(cells)


@pytest.mark.parametrize(
    ("body", "headers", "named"),
    [
        (table(name="ISOC_SKS_ITSPS").encode(), {}, "ISOC_SKS_ITSPS"),
        ((REPLIES / "isoc_sks_itspt.json").read_bytes().replace(b"ISOC_SKS_ITSPT", b"TIN00085"), {}, "TIN00085"),
        (
            (REPLIES / "isoc_sks_itspt.tsv").read_bytes(),
            {"content-disposition": 'attachment; filename="estat_tin00085_filtered.tsv.gz"'},
            "tin00085",
        ),
    ],
)
def test_a_reply_for_another_dataset_is_refused_by_both_names(
    tmp_path: Path, body: bytes, headers: dict[str, str], named: str
) -> None:
    with pytest.raises(FetchFailed, match=f"was asked for isoc_sks_itspt and sent .*{named}"):
        examine(written(tmp_path, body, **headers), asked(format="tsv"))


def test_a_file_name_that_agrees_is_no_reason(tmp_path: Path) -> None:
    named = {"content-disposition": 'attachment; filename="estat_isoc_sks_itspt_filtered_en.tsv.gz"'}
    body = (REPLIES / "isoc_sks_itspt.tsv").read_bytes()
    assert len(examine(written(tmp_path, body, **named), asked(format="tsv")).cells) >= 3


def test_an_empty_table_is_nothing_and_an_open_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="no observation"):
        examine(written(tmp_path, HEAD.encode()), asked())
    path = tmp_path / "reply"
    path.write_bytes(table().encode()[:-7])
    with pytest.raises(FetchFailed, match="ends within a line"):
        examine(Taken(Reply("https://service/x", 200, {}, path, NOW), path), asked())
