"""How far long work is, told to whoever listens; nobody does, unless `telling` is entered."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from chaingraph.naming import Name

__all__ = ["Listener", "counted", "step", "telling"]

_Item = TypeVar("_Item")

#: Is told what is being done, and how much of how much is done, 0 of 0 where that isn't counted; None when it is over.
Listener = Callable[[Name | None, int, int], None]

_listening: ContextVar[Listener | None] = ContextVar("listening", default=None)


@contextmanager
def telling(listener: Listener) -> Iterator[None]:
    """Tell a listener of all that is done within the block."""
    before = _listening.get()
    _listening.set(listener)
    try:
        yield
    finally:
        _listening.set(before)


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Tell that what is done within the block is being done."""
    listener = _listening.get()
    if listener is None:
        yield
        return
    listener(Name(zh, en), 0, 0)
    try:
        yield
    finally:
        listener(None, 0, 0)


def counted(items: Collection[_Item], zh: str, en: str) -> Iterator[_Item]:
    """Yield items, and tell how many are done, once for each hundredth.

    Examples
    --------
    >>> told = []
    >>> with telling(lambda what, done, total: told.append(f"{what.en} {done}/{total}" if what else "over")):
    ...     found = [one * 2 for one in counted([1, 2], "加倍", "doubling")]
    >>> found, told
    ([2, 4], ['doubling 0/2', 'doubling 1/2', 'over'])
    """
    listener = _listening.get()
    if listener is None:
        yield from items
        return
    name, total, shown = Name(zh, en), len(items), -1
    try:
        for done, item in enumerate(items):
            if done * 100 // total > shown:
                shown = done * 100 // total
                listener(name, done, total)
            yield item
    finally:
        listener(None, 0, 0)
