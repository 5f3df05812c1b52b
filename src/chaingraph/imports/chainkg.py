"""Read ChainKnowledgeGraph, an undated dataset of listed companies, industries and products: JSON objects, one a line.

Which end of a relation is which was settled by the dataset itself: in ``industry_industry.json`` the second is the
upper industry of the first; in the excerpts of ``product_product.json`` that its readme pictures the second is what the
first is made of (上游材料), or a kind of the first (产品小类). 下游产品 is pictured nowhere, so it is left out, as are
the weights of products, of which the dataset doesn't say what they are shares of.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chaingraph.errors import InputError
from chaingraph.imports.found import Found
from chaingraph.imports.reading import clean_name, doubt_cycles, iter_lines
from chaingraph.texts import hash_file

__all__ = ["read_chainkg"]

_THINGS = ("company.json", "industry.json", "product.json")
_RELATIONS = ("company_industry.json", "company_product.json", "industry_industry.json", "product_product.json")
_DATASET = "ChainKnowledgeGraph"
_STEP = 20_000  # lines between two reports of progress
_EDITOR = "chaingraph import"
#: The day on which the rules of this module were laid down: they are the judgement, whenever they are run.
_JUDGED_ON = "2026-11-28"
_CODE = 6  # digits of a company's code, which may have its exchange behind (600373.SH)
#: For each file of relations: the relation, and which cells name its ends.
_ENDS = {
    "company_industry.json": ({"所属行业"}, "company_code", "industry_code"),
    "company_product.json": ({"主营产品"}, "company_code", "product_name"),
    "industry_industry.json": ({"上级行业"}, "from_code", "to_code"),
    "product_product.json": ({"上游材料", "产品小类"}, "from_entity", "to_entity"),
}


@dataclass(frozen=True)
class _Thing:
    """A thing of the dataset: the file and line that name it, its key, and its names, the preferred one first."""

    file: str
    line: int
    key: str
    names: tuple[str, ...]


@dataclass
class _Reading:
    """What has been read so far: the things of each file by what relations call them, facts seen, and links."""

    found: Found
    version: str
    things: dict[str, dict[str, _Thing]] = field(default_factory=dict)
    declared: dict[str, _Thing] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    links: dict[str, dict[tuple[str, str], tuple[str, int]]] = field(default_factory=dict)

    def use(self, thing: _Thing) -> str:
        """Return the reference to a thing, which gets its row when it is met first."""
        is_company = thing.file == "company.json"
        if thing.key not in self.declared:
            self.declared[thing.key] = thing
            table = "enterprises" if is_company else "segments"
            name, *others = thing.names
            alt = "|".join(one.replace("|", "/") for one in others)
            self.found.add(table, thing.file, thing.line, key=thing.key, zh=name, alt=alt)
        return f"{'enterprise' if is_company else 'segment'}:{thing.key}"


def read_chainkg(folder: Path, *, progress: Callable[[str, int], None] | None = None) -> Found:
    """Read a folder of ChainKnowledgeGraph: the files of things, and those of relations that are there.

    Parameters
    ----------
    folder
        Where the files lie.
    progress
        Called now and then with a file's name and the number of lines read.

    Returns
    -------
    Found
        Companies as enterprises; industries and products that a relation names as segments of one template; what
        industry a company is in and which products it makes as participations; parts of industries and kinds of
        products as contained; materials as upstream, and by a rule, which is a judgement, as inputs.

    Raises
    ------
    InputError
        A file of things that is missing, no file of relations, a file that isn't UTF-8, or no usable line.
    """
    files = [name for name in _RELATIONS if (folder / name).is_file()]
    if not files:
        raise InputError(f"{folder}: no relations here; give a folder of {_DATASET} with {', '.join(_RELATIONS)}")
    found = Found()
    reading = _Reading(found, f"chainkg-{hash_file(folder / _THINGS[0])[:8]}")
    for name in _THINGS:
        reading.things[name] = _read_things(reading, folder / name)
    for name in files:
        document = f"{reading.version}-{name.partition('.')[0].replace('_', '-')}"
        names = {"zh": f"{_DATASET}数据集{name}", "en": f"{_DATASET} dataset, {name}", "title": f"{_DATASET} {name}"}
        found.add("documents", name, 0, key=document, language="zh-Hans", file=name, sha256=hash_file(folder / name),
                  **names)  # fmt: skip
        for line, cells in _objects(found, folder / name):
            _read_fact(reading, name, document, line, cells)
            if progress and line % _STEP == 0:
                progress(name, line)
    if not reading.seen:
        raise InputError(f"{folder}: no line of {', '.join(files)} can be used; see whether the files belong together")
    _judge(reading)
    for relation, links in sorted(reading.links.items()):
        doubt_cycles(found, relation, links, name=lambda key: reading.declared[key].names[0], order=_order)
    return found


def _read_things(reading: _Reading, path: Path) -> dict[str, _Thing]:
    """Return the things of a file by what relations call them: a code, or for products the name."""
    found, things, first = reading.found, dict[str, _Thing](), dict[str, int]()
    for line, cells in _objects(found, path):
        names = tuple(dict.fromkeys(filter(None, (clean_name(cells.get(one, "")) for one in ("fullname", "name")))))
        code = cells.get("code", "")[:_CODE]
        called = cells.get("name", "") if path.name == "product.json" else code
        if not names or not called or (code and not (code.isascii() and code.isdigit())):
            found.doubt(path.name, line, "malformed", str(cells)[:80])
            continue
        if called in things:
            found.doubt(path.name, line, "duplicate", f"{called} {names[0]}".strip())
            continue
        if clean_name(cells["name"]) != cells["name"].strip():
            found.doubt(path.name, line, "name", names[-1])
        if first.setdefault(names[0], line) != line:
            found.doubt(path.name, line, "same-name", names[0])
        key = f"{reading.version}-{path.stem}-{code or line}"
        things[called] = _Thing(path.name, line, key, names)
    return things


def _objects(found: Found, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the objects of a file with their lines; what isn't text in them is left out, and half signs are marked."""
    for line, text in iter_lines(path, dataset=_DATASET):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            read = None
        if isinstance(read, dict) and read:
            yield line, {key: _whole(cell) for key, cell in read.items() if isinstance(cell, str)}
        else:
            found.doubt(path.name, line, "malformed", text[:80])


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _order(key: str) -> tuple[int, str]:
    return (len(key), key)


def _read_fact(reading: _Reading, file: str, document: str, line: int, cells: dict[str, str]) -> None:
    found = reading.found
    relations, *columns = _ENDS[file]
    kinds = [f"{kind}.json" for kind in file.removesuffix(".json").split("_")]
    called = [cells.get(column, "") for column in columns]
    relation = cells.get("rel", "")
    said = f"{called[0]} {relation} {called[1]}"[:80]
    if not all(called) or not relation:
        found.doubt(file, line, "malformed", str(cells)[:80])
        return
    if relation not in relations:
        found.doubt(file, line, "kind", said)
        return
    ends = [
        reading.things[kind].get(one if kind == "product.json" else one[:_CODE])
        for kind, one in zip(kinds, called, strict=True)
    ]
    head, tail = ends
    if head is None or tail is None:
        found.doubt(file, line, "dangling", said)
    elif head.key == tail.key:
        found.doubt(file, line, "self", said)
    elif (relation, head.key, tail.key) in reading.seen:
        found.doubt(file, line, "duplicate", said)
    else:
        reading.seen.add((relation, head.key, tail.key))
        _add_fact(reading, (file, line, document), relation, head, tail)


def _add_fact(reading: _Reading, place: tuple[str, int, str], relation: str, head: _Thing, tail: _Thing) -> None:
    found, (file, line, document) = reading.found, place
    first, second = reading.use(head), reading.use(tail)
    if head.file == "company.json":
        found.state("participations", file, line, doc=document, participant=first, participates_in=second)
        return
    if relation in {"上游材料", "上级行业"}:  # the second is upstream of the first, or the whole of which it is a part
        (head, first), (tail, second) = (tail, second), (head, first)
    kind = "upstream-of" if relation == "上游材料" else "contains"
    reading.links.setdefault(relation, {})[head.key, tail.key] = (file, line)
    found.state("relations", file, line, doc=document, from_=first, to=second, relation=kind)


def _judge(reading: _Reading) -> None:
    """Add the template with all segments, and an input for each material."""
    found, version = reading.found, reading.version
    judged = {"editor": _EDITOR, "judged_on": _JUDGED_ON, "review": "draft"}
    segments = [thing for thing in reading.declared.values() if thing.file != "company.json"]
    if segments:
        found.add(
            "templates", _THINGS[1], 0, key=version, zh=f"{_DATASET}所及环节", en=f"Segments that {_DATASET} names"
        )
    for thing in segments:
        found.add("template_segments", thing.file, thing.line, key=thing.key, template=version, segment=thing.key,
                  note="数据集以之为行业或产品", **judged)  # fmt: skip
    materials, product = reading.links.get("上游材料", {}), f"{version}-unstated"
    if materials:
        found.add("products", _THINGS[2], 0, key=product, zh="未说明的产品", en="Product not stated")
    for (source, target), (file, line) in materials.items():
        reason = f"数据集称前者为后者的上游材料（{file}第{line}行）；依赖程度未知，按约定记作可替代"
        key = f"{source}-{reading.declared[target].key.rpartition('-')[2]}"
        found.add("segment_inputs", file, line, key=key, from_=source, to=target, product=product, need="replaceable",
                  note=reason, **judged)  # fmt: skip
