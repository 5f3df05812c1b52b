"""Read ICKG, a dated dataset of an industrial chain: four numbers a line, and three files that say what they stand for.

A name's kind isn't told: it follows from where the name stands in a relation. One that stands in both kinds of places
is two things of one name, an enterprise and a segment, and is reported. The days are taken as those on which the
relation was reported (``cg:reportedOn``); since when it holds is unknown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chaingraph.errors import InputError
from chaingraph.imports.found import Found
from chaingraph.imports.reading import clean_name, doubt_cycles, iter_lines
from chaingraph.texts import hash_file

__all__ = ["read_ickg"]

_FACT_FILES = ("train.txt", "valid.txt", "test.txt")
_STEP = 20_000  # lines between two reports of progress
_EDITOR = "chaingraph import"
#: The day on which the rules of this module were laid down: they are the judgement, whenever they are run.
_JUDGED_ON = "2026-11-25"
_BUSINESS = {
    "合作": "cooperation",
    "合资": "joint-venture",
    "并购": "acquisition",
    "投资": "investment",
    "母公司/控股": "control",
    "竞争": "competition",
}
_BETWEEN_SEGMENTS = {"上游于": "upstream-of", "包含": "contains"}
_PART_IN = ("归属于行业", "涉足行业")
_SUPPLY = "供给"


@dataclass(frozen=True)
class _Names:
    """What the numbers stand for: entities with the line of their name, relations, days."""

    entities: dict[str, tuple[str, int]]
    relations: dict[str, str]
    days: dict[str, str]


@dataclass
class _Reading:
    """What has been read so far: things already declared, facts seen, feeds and parts."""

    found: Found
    names: _Names
    version: str
    declared: set[tuple[str, str]] = field(default_factory=set)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    links: dict[str, dict[tuple[str, str], tuple[str, int, str, int]]] = field(default_factory=dict)

    def thing(self, kind: str, number: str) -> str:
        """Return the reference to an enterprise or segment, which gets its row when it is met first."""
        key = f"{self.version}-{number}"
        if (kind, number) not in self.declared:
            self.declared.add((kind, number))
            name, line = self.names.entities[number]
            self.found.add(
                "enterprises" if kind == "enterprise" else "segments", "entity2id.txt", line, key=key, zh=name
            )
        return f"{kind}:{key}"


def read_ickg(folder: Path, *, progress: Callable[[str, int], None] | None = None) -> Found:
    """Read a folder of ICKG: the facts in ``train.txt``, ``valid.txt``, ``test.txt``, and the files of ids.

    Parameters
    ----------
    folder
        Where the files lie, with ``entity2id.txt``, ``relation2id.txt``, ``time2id.txt``; of the three with facts
        some may lack.
    progress
        Called now and then with a file's name and the number of lines read.

    Returns
    -------
    Found
        Sales as supply links, parts in industries as participations in segments, all other relations but patents as
        business relations; and by a rule, which is a judgement, an input for each pair of segments of which the first
        is said to lie upstream of the second. All segments stand in one template.

    Raises
    ------
    InputError
        A file that is missing, isn't UTF-8 or has no usable line.
    """
    found = Found()
    names = _read_names(folder, found)
    version = f"ickg-{hash_file(folder / 'entity2id.txt')[:8]}"
    reading = _Reading(found, names, version)
    files = [name for name in _FACT_FILES if (folder / name).is_file()]
    if not files:
        raise InputError(f"{folder}: no facts here; give a folder of ICKG with train.txt, valid.txt or test.txt")
    for name in files:
        document = f"{version}-{name.partition('.')[0]}"
        found.add("documents", name, 0, key=document, zh=f"ICKG数据集{name}", en=f"ICKG dataset, {name}",
                  title=f"ICKG {name}", language="zh-Hans", file=name, sha256=hash_file(folder / name))  # fmt: skip
        for line, text in iter_lines(folder / name, dataset="ICKG"):
            _read_fact(reading, name, document, line, text)
            if progress and line % _STEP == 0:
                progress(name, line)
    if not reading.seen:
        raise InputError(
            f"{folder}: no line of {', '.join(files)} can be used; see whether the id files belong to them"
        )
    _judge_inputs(reading)
    _report_structure(reading)
    return found


def _read_fact(reading: _Reading, file: str, document: str, line: int, text: str) -> None:
    found, names = reading.found, reading.names
    cells = text.split("\t")
    if len(cells) != 4:
        found.doubt(file, line, "malformed", text[:80])
        return
    head, kind, tail, day = cells
    known = (names.entities.keys(), names.relations.keys(), names.entities.keys(), names.days.keys())
    lost = [cell for cell, those in zip(cells, known, strict=True) if cell not in those]
    if lost:
        found.doubt(file, line, "dangling", " ".join(lost)[:80])
        return
    relation = names.relations[kind]
    said = f"{names.entities[head][0]} {relation} {names.entities[tail][0]}"
    if relation not in {*_BUSINESS, *_BETWEEN_SEGMENTS, *_PART_IN, _SUPPLY}:
        found.doubt(file, line, "kind", said)
    elif head == tail and relation not in _PART_IN:
        found.doubt(file, line, "self", said)
    elif tuple(cells) in reading.seen:
        found.doubt(file, line, "duplicate", said)
    else:
        reading.seen.add(tuple(cells))
        _add_fact(reading, file, document, line, (head, relation, tail, names.days[day]))


def _add_fact(reading: _Reading, file: str, document: str, line: int, fact: tuple[str, str, str, str]) -> None:
    head, relation, tail, day = fact
    found = reading.found
    if relation in _BETWEEN_SEGMENTS:
        first = reading.links.setdefault(relation, {}).get((head, tail), (file, line, day, 0))
        reading.links[relation][head, tail] = (*first[:3], first[3] + 1)
    if relation == _SUPPLY:
        ends = [reading.thing("enterprise", number).partition(":")[2] for number in (head, tail)]
        found.state("supplies", file, line, doc=document, supplier=ends[0], customer=ends[1], reported_on=day)
    elif relation in _PART_IN:
        found.state("participations", file, line, doc=document, participant=reading.thing("enterprise", head),
                  participates_in=reading.thing("segment", tail), reported_on=day)  # fmt: skip
    else:
        kind = "segment" if relation in _BETWEEN_SEGMENTS else "enterprise"
        found.state("relations", file, line, doc=document, from_=reading.thing(kind, head),
                  to=reading.thing(kind, tail), relation=(_BUSINESS | _BETWEEN_SEGMENTS)[relation],
                  reported_on=day)  # fmt: skip


def _judge_inputs(reading: _Reading) -> None:
    """Add the template with all segments, and an input for each pair said to lie upstream and downstream."""
    found, version = reading.found, reading.version
    judged = {"editor": _EDITOR, "judged_on": _JUDGED_ON, "review": "draft"}
    found.add("templates", "entity2id.txt", 0, key=version, zh="ICKG所及环节", en="Segments that ICKG names")
    for number in sorted((number for kind, number in reading.declared if kind == "segment"), key=_order):
        key = f"{version}-{number}"
        found.add("template_segments", "entity2id.txt", reading.names.entities[number][1], key=key, template=version,
                  segment=key, note="数据集以之为行业或环节", **judged)  # fmt: skip
    links = reading.links.get("上游于", {})
    product = f"{version}-unstated"
    if links:
        found.add("products", "entity2id.txt", 0, key=product, zh="未说明的产品", en="Product not stated")
    for (head, tail), (file, line, day, times) in links.items():
        reason = (
            f"数据集称前者处于后者上游（{times}条，首见{file}第{line}行，报道于{day}）；"
            "未说明产品，依赖程度未知，按约定记作可替代"
        )
        ends = {"from_": f"{version}-{head}", "to": f"{version}-{tail}"}
        found.add("segment_inputs", file, line, key=f"{version}-{head}-{tail}", product=product, need="replaceable",
                  note=reason, **ends, **judged)  # fmt: skip


def _report_structure(reading: _Reading) -> None:
    """Note names in two roles, and cycles among what lies upstream of what and what is a part of what."""
    names, found = reading.names, reading.found
    for kind, number in sorted(reading.declared):
        if kind == "enterprise" and ("segment", number) in reading.declared:
            found.doubt("entity2id.txt", names.entities[number][1], "two-roles", names.entities[number][0])
    for relation, links in sorted(reading.links.items()):
        first = {edge: (file, line) for edge, (file, line, *_) in links.items()}
        doubt_cycles(found, relation, first, name=lambda number: names.entities[number][0], order=_order)


def _read_names(folder: Path, found: Found) -> _Names:
    entities: dict[str, tuple[str, int]] = {}
    first: dict[str, int] = {}
    for line, text in iter_lines(folder / "entity2id.txt", dataset="ICKG"):
        name, tab, number = text.rpartition("\t")
        clean = clean_name(name)
        if not tab or not clean or not _is_number(number) or number in entities:
            found.doubt("entity2id.txt", line, "malformed", text[:80])
            continue
        if clean != name.strip():
            found.doubt("entity2id.txt", line, "name", clean)
        if first.setdefault(clean, line) != line:
            found.doubt("entity2id.txt", line, "same-name", clean)
        entities[number] = (clean, line)
    relations, days = {}, {}
    for line, text in iter_lines(folder / "relation2id.txt", dataset="ICKG"):
        name, tab, number = text.rpartition("\t")
        if tab and name and _is_number(number):
            relations[number] = name.strip()
        else:
            found.doubt("relation2id.txt", line, "malformed", text[:80])
    for line, text in iter_lines(folder / "time2id.txt", dataset="ICKG"):
        number, _, day = text.replace("\t", ",").partition(",")
        if _is_number(number) and _is_day(day):
            days[number] = day
        else:
            found.doubt("time2id.txt", line, "malformed", text[:80])
    return _Names(entities, relations, days)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _order(number: str) -> tuple[int, str]:
    return (len(number), number)
