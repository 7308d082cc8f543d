import gzip
import zipfile
from pathlib import Path

import pytest

from talentstudy.errors import RawFileError
from talentstudy.sources.formats import opening
from talentstudy.sources.formats.opening import Source

TEXT = b"".join(b"line %d,some text\n" % number for number in range(5000))


@pytest.mark.parametrize("packed", ["", "gz", "zip"])
def test_the_content_is_the_same_however_it_is_packed(reply, packed: str) -> None:
    source = Source(reply(TEXT, packed))
    assert source.whole() == TEXT
    assert source.head(10) == TEXT[:10]
    assert b"".join(source.blocks(1000)) == TEXT


def test_a_byte_order_mark_is_no_content(reply) -> None:
    assert Source(reply(b"\xef\xbb\xbfSTRUCTURE")).whole() == b"STRUCTURE"


def test_a_gzip_file_of_several_members_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "two.gz"
    path.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n") + b"\0" * 8)
    assert Source(path).whole() == b"one\ntwo\n"


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PLAIN", 1000)


@pytest.mark.usefixtures("small_pieces")
def test_blocks_of_lines_end_where_a_line_ends(reply) -> None:
    blocks = [*Source(reply(TEXT)).lines(5000)]
    assert len(blocks) > 1
    assert all(block.endswith(b"\n") for block in blocks)
    assert b"".join(blocks) == TEXT


@pytest.mark.usefixtures("small_pieces")
def test_a_line_break_within_quotes_ends_no_record(reply) -> None:
    record = b'A,"<p>one\ntwo</p>"\n'
    blocks = [*Source(reply(record * 4000)).lines(5000)]
    assert len(blocks) > 1
    assert all(block.startswith(b"A,") and len(block) % len(record) == 0 for block in blocks)
    assert b"".join(blocks) == record * 4000


def test_the_last_line_needs_no_line_break(reply) -> None:
    assert [*Source(reply(b"a\nb")).first_and_rest()] == [b"a", b"b"]


@pytest.mark.parametrize("kept", [10, 200, -1, -9])
def test_a_truncated_gzip_file_is_refused_by_name(reply, kept: int) -> None:
    path = reply(TEXT, "gz")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RawFileError, match=r"reply\.dat is compressed and damaged .*cut short.*Fetch it again"):
        Source(path).whole()


def test_a_gzip_file_whose_sum_is_wrong_is_refused(reply) -> None:
    path = reply(TEXT, "gz")
    raw = bytearray(path.read_bytes())
    raw[-6] ^= 255
    path.write_bytes(raw)
    with pytest.raises(RawFileError, match="compressed and damaged"):
        Source(path).whole()


def test_a_truncated_zip_file_is_refused(reply) -> None:
    path = reply(TEXT, "zip")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(RawFileError, match="compressed and damaged"):
        Source(path).whole()


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_a_bomb_is_read_to_the_limit_and_no_further(reply, packed: str) -> None:
    path = reply(b"0" * 20_000_000, packed)
    assert path.stat().st_size < 30_000
    read: list[int] = []
    with pytest.raises(RawFileError, match="expands to more than 1,000,000 bytes, the most that is read of one file"):
        read.extend(map(len, Source(path, limit=1_000_000).blocks(1000)))
    assert sum(read) <= 1_000_000


def test_a_zip_file_holds_one_file(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.csv", "a")
        archive.writestr("notes.txt", "b")
    with pytest.raises(RawFileError, match=r"holds 2 files \(data.csv, notes.txt\); one is wanted"):
        Source(path).whole()
    with zipfile.ZipFile(path, "w"):
        pass
    with pytest.raises(RawFileError, match=r"holds 0 files \(none\)"):
        Source(path).whole()


def test_what_macos_adds_to_a_zip_file_is_no_file_of_it(tmp_path: Path) -> None:
    path = tmp_path / "reply.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("reply.csv", TEXT)
        archive.writestr("__MACOSX/._reply.csv", b"Mac OS X")
    assert Source(path).whole() == TEXT
