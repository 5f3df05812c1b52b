"""The bytes of a workbook, without the hour at which it was made."""

import io
import re
import zipfile
from datetime import date, datetime

__all__ = ["EPOCH", "steady"]

#: The first day that an archive can name.
EPOCH = date(1980, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def steady(content: bytes, stamp: datetime) -> bytes:
    """Return the same file with fixed days and times, as the library takes those of the clock."""
    made = io.BytesIO()
    day = max(stamp.date(), EPOCH)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", data)
            info = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(info, data)
    return made.getvalue()
