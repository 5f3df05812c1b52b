"""Read until when a title is valid, from spans of time as notices write them."""

import re
from calendar import monthrange
from datetime import date

from chaingraph.errors import CellError
from chaingraph.ingest.cells import day_of_validity
from chaingraph.ingest.periods import has_lost_zero

__all__ = ["read_until"]

_LONGEST_SPAN = 80
#: How the end of a span of validity may be written, the rest of its text before it; `read_until` tries them in order.
_END_DAY = re.compile(r".*?([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})(?: 0?0:00.*)?")
_END_DIGITS = re.compile(r"(?:.*[^0-9])?((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_END_DAY_OF_YEAR = re.compile(
    r".*?([0-9]{4})[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?\s*[-—–~至到]+\s*([0-9]{1,2})[./月]([0-9]{1,2})"
)
_END_MONTH = re.compile(r"(?:.*[^0-9])?((?:19|20)[0-9]{2})[-./年]([0-9]{1,2})月?[底末]?")
_END_YEAR = re.compile(r"(?:.*[^0-9])?((?:19|20)[0-9]{2})(?:年度?)?[底末]?")
_FOREVER = re.compile("长期|永久")
#: A day that isn't the last one, or is one of two that are told.
_OTHER_DAY = re.compile("发证|颁发|认定日|认定时间|批准|原")
_LENGTH = re.compile(r"(?<![0-9])(?:[0-9]{1,3}|[一二三四五六七八九十]+)\s*(?:周年|年|个月)|长期|永久")


def read_until(text: str) -> date | None:
    """Return the last day of a span of validity, or None for one of which only the length, or the first day, is told.

    What ends with a month or a year ends with its last day.

    Raises
    ------
    CellError
        No day.

    Examples
    --------
    >>> read_until("2023-10-16至2026-10-15"), read_until("三年")
    (datetime.date(2026, 10, 15), None)
    >>> read_until("2024年7月至2026年6月"), read_until("2023年7月14日起三年")
    (datetime.date(2026, 6, 30), None)
    """
    fault = CellError("有效期不是日期，请填如2026-10-15", "the end of validity is no day; write such as 2026-10-15")
    if len(text) > _LONGEST_SPAN or _OTHER_DAY.search(text):
        raise fault
    days = re.findall(r"(?:19|20)[0-9]{2}", text)
    if _LENGTH.search(text) and (len(days) < 2 or _FOREVER.search(text)) and not re.search("至|到", text):
        return None
    if text.startswith("自") and not re.search("[至到—–~-](?!.*[至到—–~])|止", text[5:]):
        return None
    said = re.sub(r"\s*(?:日|止|为止|截止|前|到期|有效|以?内)*[)\s]*$", "", text.rpartition("起")[2])
    if "起" in text and not re.search(r"[0-9]{4}", said):
        return None
    if (day := _END_DAY.fullmatch(said) or _END_DIGITS.fullmatch(said) or _END_DAY_OF_YEAR.fullmatch(said)) is not None:
        return day_of_validity(*day.groups())
    if (month := _END_MONTH.fullmatch(said)) is not None and not has_lost_zero(said):
        year, of = int(month[1]), int(month[2])
        return day_of_validity(month[1], month[2], str(monthrange(year, of)[1] if 1 <= of <= 12 else 0))
    if (only := _END_YEAR.fullmatch(said)) is not None:
        return date(int(only[1]), 12, 31)
    if _LENGTH.search(text) or re.fullmatch("[0-9]{1,3}月?", said):
        return None
    raise fault
