"""Find the things that a person names, of some kinds, by key or label."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

from chaingraph.errors import InputError, UnknownNameError, did_you_mean
from chaingraph.facts import Book, Thing

__all__ = ["find_things"]


def find_things(book: Book, names: Sequence[str], kinds: Collection[str]) -> tuple[str, ...]:
    """Return the keys of the things that ``names`` mean: a key first, then a whole label, then a part of one.

    Parameters
    ----------
    book
        What the store holds.
    names
        Keys (``segment:silicon-wafers``, ``silicon-wafers``) or labels in any language, width and case aside.
    kinds
        Local names of the classes that may be meant, such as ``Segment``.

    Raises
    ------
    InputError
        No name is given.
    UnknownNameError
        A name that nothing or several of these kinds bear.
    """
    if not names:
        raise InputError("name at least one; a key or any label")
    among = [thing for thing in book.things.values() if thing.kind in kinds]
    return tuple(dict.fromkeys(_find(name, among, kinds) for name in names))


def _find(name: str, among: Sequence[Thing], kinds: Collection[str]) -> str:
    wanted = _fold(name)
    tests: tuple[Callable[[Thing], bool], ...] = (
        lambda thing: name in {thing.key, thing.key.partition(":")[2]},
        lambda thing: wanted in set(_labels(thing)),
        lambda thing: bool(wanted) and any(wanted in label for label in _labels(thing)),
    )
    for test in tests:
        found = [thing for thing in among if test(thing)]
        if len(found) > 1:
            listed = ", ".join(f"{thing.key} ({thing.name.show('zh')})" for thing in found[:5])
            raise UnknownNameError(f"'{name}' may be {listed}; give the key")
        if found:
            return found[0].key
    known = [text for thing in among for text in (thing.name.zh, thing.name.en, *thing.aliases) if text]
    what = " or ".join(sorted(kind.lower() for kind in kinds))
    hint = did_you_mean(name, known) or "; 'chaingraph query page-things' lists all there are"
    raise UnknownNameError(f"no {what} is called '{name}'{hint}")


def _labels(thing: Thing) -> Iterable[str]:
    return (_fold(text) for text in (thing.name.zh, thing.name.en, *thing.aliases) if text)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
