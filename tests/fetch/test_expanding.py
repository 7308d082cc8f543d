"""Compressed replies opened to their end, and no further than the limit."""

import gzip
from pathlib import Path

import pytest

from talentstudy.errors import FetchFailed
from talentstudy.fetch.expanding import Damaged, beginning, is_gzip, pieces


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reply"


def test_gzip_and_text_come_out_alike(file: Path) -> None:
    file.write_bytes(b"text\n")
    assert not is_gzip(file)
    assert b"".join(pieces(file, 100, "it")) == b"text\n"
    file.write_bytes(gzip.compress(b"te") + gzip.compress(b"xt\n"))
    assert is_gzip(file)
    assert b"".join(pieces(file, 100, "it")) == b"text\n"


@pytest.mark.parametrize("cut", [4, 11, -9, -1])
def test_gzip_without_its_end_is_damaged(file: Path, cut: int) -> None:
    file.write_bytes(gzip.compress(b"0123456789" * 50)[:cut])
    with pytest.raises(Damaged, match="it cannot be opened"):
        list(pieces(file, 10_000, "it"))


def test_a_wrong_check_sum_is_damage(file: Path) -> None:
    whole = gzip.compress(b"0123456789")
    file.write_bytes(whole[:-8] + bytes(8))
    with pytest.raises(Damaged):
        list(pieces(file, 10_000, "it"))


def test_a_bomb_is_left_at_the_limit(file: Path) -> None:
    file.write_bytes(gzip.compress(bytes(50_000_000)))
    sizes: list[int] = []
    with pytest.raises(FetchFailed, match="expands to more than 9,000,000 bytes") as refused:
        sizes.extend(map(len, pieces(file, 9_000_000, "it")))
    assert sum(sizes) <= 9_000_000
    # More of the same would not help: it is not asked for again.
    assert not isinstance(refused.value, Damaged)


def test_the_beginning_of_damage_is_what_there_is(file: Path) -> None:
    file.write_bytes(b"")
    assert beginning(file) == b""
    file.write_bytes(b"\x1f\x8b\x08broken")
    assert beginning(file) == b""
    file.write_bytes(b"x" * 100_000)
    assert len(beginning(file)) == 65_536
