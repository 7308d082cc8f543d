"""An archive made at another moment is the same archive."""

import zipfile
from io import BytesIO

from talentstudy.paper.zipped import fixed_zip


def archive(year: int) -> bytes:
    with BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as made:
            made.writestr(zipfile.ZipInfo("b.xml", (year, 1, 1, 0, 0, 0)), b"<b/>")
            made.writestr(zipfile.ZipInfo("a.xml", (year, 1, 1, 0, 0, 0)), b"<a/>")
        return buffer.getvalue()


def test_the_day_of_making_is_not_in_it() -> None:
    assert archive(2024) != archive(2025)
    assert fixed_zip(archive(2024)) == fixed_zip(archive(2025))


def test_members_keep_their_content_and_order() -> None:
    with zipfile.ZipFile(BytesIO(fixed_zip(archive(2024)))) as read:
        assert read.namelist() == ["b.xml", "a.xml"]
        assert read.read("a.xml") == b"<a/>"
        assert read.testzip() is None
