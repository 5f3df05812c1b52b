"""What a name says itself to be, where a list of firms and others doesn't: a cluster, a park, a body, a place."""

import re

__all__ = ["TABLE_OF", "kind_of_name"]

#: The tables of things of each kind.
TABLE_OF = {"cluster": "clusters", "park": "parks", "body": "bodies", "place": "places"}

_ENDS = (
    (re.compile("集群$"), "cluster"),
    (re.compile("(?:开发|高新|经开|保税|园)区$"), "park"),
    (re.compile("(?:政府|管委会|管理委员会|指挥部|办事处|[国发]资?改?委|[^邮]局)$"), "body"),
    (re.compile("^.{1,17}(?:[县旗镇乡]|(?<![景厂校矿])区|(?<![超门夜])市|街道)$"), "place"),
)


def kind_of_name(name: str) -> str:
    """Return ``cluster``, ``park``, ``body`` or ``place`` for a name that no firm would bear, else an empty text.

    Examples
    --------
    >>> kind_of_name("示例经济技术开发区"), kind_of_name("示例县"), kind_of_name("示例开发区建设有限公司")
    ('park', 'place', '')
    >>> kind_of_name("示例超市"), kind_of_name("示例景区")
    ('', '')
    """
    return next((kind for ends, kind in _ENDS if ends.search(name)), "")
