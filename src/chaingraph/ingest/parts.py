"""Read what the heading of a part of a list says of the rows below it: their title, or their chain."""

import re
from collections.abc import Mapping

from chaingraph.errors import CellError
from chaingraph.ingest.concept_names import find_title
from chaingraph.ingest.reference_names import find_template

__all__ = ["read_part"]

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}\s*[、.]|\([一二三四五六七八九十]{1,3}\))\s*")
_COUNT = re.compile(r"\s*\(?(?:共|计)?\s*[0-9]{1,6}\s*[家个户项]\)?$")
_NOT_SO = re.compile("拟|不再|退出|取消|撤销|培育|储备|候选")
_YEAR = re.compile(r"^((?:19|20)[0-9]{2})年度?\s*")


def read_part(heading: str) -> Mapping[str, str]:
    """Return the cells, by column, that a heading of a part fills in each row below it; none if it names neither.

    Examples
    --------
    >>> read_part("一、2023年省级专精特新中小企业名单(12家)")
    {'titles': '省级专精特新中小企业(2023)'}
    >>> read_part("(二)集成电路产业链(5家)"), read_part("三、其他")
    ({'chains': '集成电路产业链'}, {})
    """
    bare = re.sub("(?:名单|清单)$", "", _COUNT.sub("", _NUMBER.sub("", heading)))
    year = _YEAR.match(bare)
    bare = _YEAR.sub("", bare)
    if _NOT_SO.search(bare):
        return {}
    if bare.endswith("产业链") or find_template(bare):
        return {"chains": bare}
    try:
        find_title(bare)
    except CellError:
        return {}
    return {"titles": f"{bare}({year[1]})" if year else bare}
