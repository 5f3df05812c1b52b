"""Cells of the lists in the words of a brief."""

from collections.abc import Iterable, Sequence

from chaingraph.naming import Name
from chaingraph.report import Cell, Thing

__all__ = ["capital", "key_of", "listing", "show", "tally"]


def key_of(cell: Cell) -> str:
    """Return the key of a thing; an empty string for any other cell."""
    return cell.key if isinstance(cell, Thing) else ""


def capital(text: str) -> str:
    """Return a text with a capital first."""
    return text[:1].upper() + text[1:]


def show(cell: Cell, lang: str) -> str:
    """Return a cell in a language; an empty string for none."""
    match cell:
        case Thing():
            return cell.name.show(lang)
        case Name():
            return cell.show(lang)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(show(one, lang) for one in cell)
    return "" if cell is None else str(cell)


def listing(cells: Sequence[Cell], most: int) -> Name:
    """Return the first names, and how many there are if that isn't all."""
    zh = "、".join(show(one, "zh") for one in cells[:most])
    en = ", ".join(show(one, "en") for one in cells[:most])
    more = len(cells) - most
    return Name(f"{zh}等{len(cells)}项", f"{en} and {more} more") if more > 0 else Name(zh, en)


def tally(cells: Iterable[Cell]) -> Name:
    """Return how many lie in each place, the most first; what no source sites is unknown."""
    counts: dict[Cell, int] = {}
    for cell in cells:
        key = cell[0] if isinstance(cell, tuple) and cell else None
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts.items(), key=lambda one: (one[0] is None, -one[1], show(one[0], "en")))
    zh = "、".join(f"{show(place, 'zh') or '未知'}{count}" for place, count in ranked)
    return Name(zh, ", ".join(f"{show(place, 'en') or 'unknown'} {count}" for place, count in ranked))
