"""Segments of an office's own, beside those of the templates: a template part for each chain that has any."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from chaingraph.evidence import fold
from chaingraph.filled import Tables
from chaingraph.ingest.firms import key_of_name
from chaingraph.ingest.reference_names import is_segment
from chaingraph.naming import Name

__all__ = ["OwnSegments"]

_EDITOR = "chaingraph ingest"
_DEFAULT_NEED = "replaceable"


@dataclass
class OwnSegments:
    """The segments that a city's books declare, as far as no bundled template has one of that name.

    What a book says of them, where they belong and what feeds what, is its judgement and entered as such: with the day
    of the lists, as a draft, and the row as the reason.
    """

    tables: Tables
    city: str
    day: date
    names: Iterable[str] = ()
    _own: dict[str, str] = field(default_factory=dict)
    _entered: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._own = {fold(name): name for name in self.names if not is_segment(name)}

    def find(self, name: str) -> str | None:
        """Return the key of an own segment by its name, or None; at first sight it is entered."""
        own = self._own.get(fold(name))
        if own is None:
            return None
        key = key_of_name(f"{self.city} {fold(own)}")
        if self._is_new("segments", key):
            self.tables.entity("segments", key, Name(own.replace("|", "/")))
        return key

    def place(self, chain: str, name: str, segment: str, *, lane: str, why: str, beside: str | None) -> None:
        """Put a segment into the template part of a chain.

        Parameters
        ----------
        chain, name
            The key and the name of the chain.
        segment, lane
            The key of the segment, and where the book puts it.
        why
            Where the book says so.
        beside
            The bundled template that the chain follows, if it follows one.
        """
        template = f"own-{chain}"
        if self._is_new("templates", template):
            self.tables.entity("templates", template, Name(f"{name}（自有环节）", f"{name} (own segments)"))
            self._judge(
                "template_matches", template, f"{why}：本单位自有环节", subject=f"chain:{chain}", template=template,
                match="broader" if beside else "exact",
            )  # fmt: skip
        key = f"{template}-{segment}"
        if self._is_new("template_segments", key):
            self._judge("template_segments", key, why, template=template, segment=segment, lane=lane)

    def feed(self, source: str, target: str, *, need: str, why: str) -> None:
        """Enter that one segment feeds another with a product that isn't stated."""
        product = f"{key_of_name(self.city)}-unstated"
        if self._is_new("products", product):
            self.tables.entity("products", product, Name("未说明的产品", "Product not stated"))
        key = f"own-{source}-{target}"
        if self._is_new("segment_inputs", key):
            note = why if need else f"{why}；未说明依赖程度，按约定记作可替代"
            self._judge(
                "segment_inputs", key, note, from_=source, to=target, product=product, need=need or _DEFAULT_NEED
            )

    def _judge(self, table: str, key: str, note: str, **cells: str) -> None:
        judged = {"editor": _EDITOR, "judged_on": self.day.isoformat(), "review": "draft", "note": note}
        self.tables.add(table, key=key, **cells, **judged)

    def _is_new(self, table: str, key: str) -> bool:
        if (table, key) in self._entered:
            return False
        self._entered.add((table, key))
        return True
