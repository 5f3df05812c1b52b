"""The bytes of a workbook, without the hour at which it was made."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, time

from openpyxl import Workbook

__all__ = ["save_workbook"]

#: The first day that an archive can name.
_EPOCH = date(1980, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save_workbook(book: Workbook, *, title: str = "", day: date | None = None) -> bytes:
    """Return a workbook's bytes, the same on each run: all dates inside are those of ``day``, else of 1980-01-01."""
    stamp = datetime.combine(day or _EPOCH, time(), UTC).replace(tzinfo=None)
    properties = book.properties
    properties.creator = properties.lastModifiedBy = "chaingraph"
    properties.title, properties.created = title or None, stamp
    content = io.BytesIO()
    book.save(content)
    return _steady(content.getvalue(), stamp)


def _steady(content: bytes, stamp: datetime) -> bytes:
    """Return the same file with fixed days and times, as the library takes those of the clock."""
    made = io.BytesIO()
    day = max(stamp.date(), _EPOCH)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", data)
            info = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(info, data)
    return made.getvalue()
