"""What differs between two graphs, or between two days of one, record by record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Change", "Dated", "Part", "Record", "diff_days", "diff_records", "latest_changes"]


@dataclass(frozen=True)
class Record:
    """A statement, judgement or thing: its key, its kind, and under each property its values in any order."""

    key: str
    kind: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class Part:
    """A property whose values differ; those that both have are left out."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Change:
    """A difference: ``what`` is ``added``, ``removed`` or ``changed``, the last with its parts."""

    kind: str
    key: str
    what: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Dated:
    """A statement with the day from which it is stated and the last day on which it is said to hold, if any.

    Statements of one ``content`` say the same; those with an empty one repeat no other.
    """

    key: str
    kind: str
    since: date | None = None
    last: date | None = None
    content: str = ""


def diff_records(old: Iterable[Record], new: Iterable[Record]) -> tuple[Change, ...]:
    """Return what differs between two graphs, by kind and key.

    A key that stands in both with other values (or of another kind) is *changed*; in the old alone *removed*; in the
    new alone *added*. The order of values means nothing.

    Examples
    --------
    >>> old = [Record("a", "Chain", {"label": ("x",)}), Record("b", "Chain")]
    >>> new = [Record("a", "Chain", {"label": ("y",)}), Record("c", "Chain")]
    >>> [(one.key, one.what, one.parts) for one in diff_records(old, new)]
    [('a', 'changed', (Part(name='label', old=('x',), new=('y',)),)), ('b', 'removed', ()), ('c', 'added', ())]
    """
    before, after = ({one.key: one for one in records} for records in (old, new))
    found = [Change(before[key].kind, key, "removed") for key in before.keys() - after.keys()]
    found += [Change(after[key].kind, key, "added") for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        parts = _parts(before[key], after[key])
        if parts:
            found.append(Change(after[key].kind, key, "changed", parts))
    return tuple(sorted(found))


def diff_days(statements: Iterable[Dated], old: date, new: date) -> tuple[Change, ...]:
    """Return what became stated after the day ``old`` up to ``new``, and what was said to hold on no day after ``new``.

    - *added*: stated from a day after ``old``, and by ``new``; but not what had ended when it was stated, as a list
      still has a title that ran out;
    - *removed*: its last day lies between ``old`` and ``new``, ``old`` included and ``new`` not, so that it held on
      ``old`` (or began since) and no longer on ``new``.

    One that began and ended in between is both. What bears no day is in neither: nothing says on which side it lies.
    Of statements with one content, the first is added, unless one held on ``old``; and the one that lasts longest is
    removed, unless one holds on ``new``.

    Examples
    --------
    >>> days = [Dated("a", "k", date(2023, 5, 1)), Dated("b", "k", date(2020, 1, 1), date(2023, 6, 1)), Dated("c", "k")]
    >>> [(one.key, one.what) for one in diff_days(days, date(2022, 12, 31), date(2023, 12, 31))]
    [('a', 'added'), ('b', 'removed')]
    >>> diff_days([Dated("f", "k", date(2023, 5, 1), date(2021, 12, 31))], date(2022, 12, 31), date(2023, 12, 31))
    ()
    >>> lists = [Dated("d", "k", date(2022, 5, 1), None, "x"), Dated("e", "k", date(2023, 5, 1), None, "x")]
    >>> diff_days(lists, date(2022, 12, 31), date(2023, 12, 31))
    ()
    """
    found = []
    for same in _by_content(statements):
        begun = [
            one for one in same if one.since is not None and old < one.since <= (one.last or new) and one.since <= new
        ]
        ended = [one for one in same if one.last is not None and old <= one.last < new]
        if begun and not any(_held(one, old) for one in same):
            found.append(Change(begun[0].kind, begun[0].key, "added"))
        if ended and not any(_held(one, new) for one in same):
            last = max(ended, key=lambda one: (one.last or date.min, one.key))
            found.append(Change(last.kind, last.key, "removed"))
    return tuple(sorted(found))


def _by_content(statements: Iterable[Dated]) -> list[list[Dated]]:
    """Return statements grouped by what they say, each group by the day from which it is stated."""
    groups: dict[tuple[str, str], list[Dated]] = {}
    for one in statements:
        groups.setdefault(("", one.content) if one.content else (one.key, ""), []).append(one)
    return [sorted(same, key=lambda one: (one.since or date.min, one.key)) for same in groups.values()]


def _held(one: Dated, day: date) -> bool:
    """Say whether a statement held on a day, as far as stated; one without a start isn't known to have."""
    return one.since is not None and one.since <= day and (one.last is None or one.last >= day)


def latest_changes(
    lists: Mapping[str, Iterable[tuple[str, date | None]]], old: date, new: date
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the list series whose latest stated edition is another on ``new`` than on ``old``, with both.

    Several editions stated from one day are latest together. That an edition is followed doesn't mean that it ended.

    Parameters
    ----------
    lists
        By series: its editions with the first day on which anything of them is stated. Undated ones are left aside.

    Examples
    --------
    >>> latest_changes({"s": [("333", date(2021, 12, 31)), ("433", date(2022, 4, 1))]}, date(2022, 1, 1),
    ...     date(2023, 1, 1))
    {'s': (('333',), ('433',))}
    """
    found = {}
    for series, editions in sorted(lists.items()):
        dated = [(day, key) for key, day in editions if day is not None]
        before, after = (_latest(dated, day) for day in (old, new))
        if before != after:
            found[series] = (before, after)
    return found


def _latest(dated: Iterable[tuple[date, str]], by: date) -> tuple[str, ...]:
    stated = [(day, key) for day, key in dated if day <= by]
    last = max((day for day, _ in stated), default=None)
    return tuple(sorted(key for day, key in stated if day == last))


def _parts(old: Record, new: Record) -> tuple[Part, ...]:
    found = [] if old.kind == new.kind else [Part("kind", (old.kind,), (new.kind,))]
    for name in sorted(old.values.keys() | new.values.keys()):
        before, after = set(old.values.get(name, ())), set(new.values.get(name, ()))
        if before != after:
            found.append(Part(name, tuple(sorted(before - after)), tuple(sorted(after - before))))
    return tuple(found)
