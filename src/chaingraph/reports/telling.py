"""Put differences into sentences: what was added, removed or changed, in both languages."""

from collections.abc import Callable, Iterable, Mapping

from chaingraph.analyses.diff import Change, Part, Record
from chaingraph.facts import Book, Statement, figure_of, format_figure
from chaingraph.naming import Name
from chaingraph.readings.records import EVIDENCE
from chaingraph.report import Thing
from chaingraph.views.describe import KINDS, describe_statement
from chaingraph.views.text import plain

__all__ = ["about_of", "property_name", "say_change", "say_part", "say_record", "say_values"]

_PROPERTIES: Mapping[str, Name] = {
    EVIDENCE: Name("出处", "source"),
    "skos:prefLabel": Name("名称", "name"),
    "skos:altLabel": Name("别名", "alias"),
    "skos:hiddenLabel": Name("其他写法", "other spelling"),
    "dcterms:title": Name("题名", "title"),
    "dcterms:publisher": Name("发布者", "publisher"),
    "dcterms:issued": Name("发布日", "day of issue"),
    "dcterms:language": Name("语言", "language"),
    "dcterms:source": Name("网址", "address"),
    "prov:wasDerivedFrom": Name("转自", "derived from"),
    "org:postIn": Name("所属机构", "body"),
    "kind": Name("类型", "kind"),
}
_WHAT = {
    "added": Name("新增", "Added"),
    "removed": Name("删除", "Removed"),
    "ended": Name("不再成立", "No longer holds"),
}
#: A statement is about the first of these that it has.
_ABOUT = (
    "about", "chain", "sector", "recipient", "owner", "holder", "project", "policy", "participant", "segment",
    "edition", "within", "area", "matchOf", "mergedInto", "inputFrom", "template", "concerns",
)  # fmt: skip
_ASIDE = frozenset({"editor", "judgedOn", "reviewStatus", "knownMember", "possibleMember", "membership"})


def about_of(record: Record, book: Book) -> tuple[Thing, ...]:
    """Return what a statement or judgement is about; of a thing, the thing itself."""
    if record.key in book.things:
        return (Thing(record.key, book.name(record.key)),)
    for name in _ABOUT:
        found = [key for key in record.values.get(f"cg:{name}", ()) if key in book.things]
        if found:
            return tuple(Thing(key, book.name(key)) for key in found)
    return ()


def say_change(change: Change, record: Record, book: Book, *, ended: bool = False) -> Name:
    """Return the sentence that says what was added, removed, or (``ended``) no longer holds."""
    word = _WHAT["ended" if ended else change.what]
    said = say_record(record, book)
    return Name(f"{word.zh}：{said.zh}", f"{word.en}: {said.en}")


def say_part(part: Part, subject: Name, old: Name, new: Name, book: Book) -> Name:
    """Return the sentence that says how one property of a subject changed from ``old`` to ``new``."""
    name = property_name(part.name, book)
    zh, en = name.show("zh"), name.show("en")
    if not part.old:
        return Name(f"{subject.zh}：增补{zh}“{new.zh}”", f"{subject.en}: {en} '{new.en}' added")
    if not part.new:
        return Name(f"{subject.zh}：去掉{zh}“{old.zh}”", f"{subject.en}: {en} '{old.en}' taken away")
    return Name(
        f"{subject.zh}：{zh}由“{old.zh}”改为“{new.zh}”", f"{subject.en}: {en} changed from '{old.en}' to '{new.en}'"
    )


def say_record(record: Record, book: Book, *, with_value: bool = True) -> Name:
    """Return what a statement says, or what a thing or judgement is, in a clause."""
    statement = book.statements.get(record.key)
    if statement is not None and statement.kind in KINDS:
        return _both(lambda lang: _statement(statement, book, lang, with_value=with_value))
    kind = book.name(f"cg:{record.kind}")
    if record.key in book.things:
        return _both(lambda lang: f"{kind.show(lang)}{_space(lang)}{_quoted(book.name(record.key).show(lang), lang)}")
    return _both(lambda lang: _judgement(record, book, kind, lang))


def say_values(name: str, values: Iterable[str], book: Book, statement: Statement | None = None) -> Name:
    """Return the values of a property in words; a figure's value with its unit."""
    figure = figure_of(statement, book) if statement is not None and name == "cg:value" else None
    if figure is not None:
        return _both(lambda lang: format_figure(figure, lang))
    found = list(values)
    return _both(lambda lang: _listed([_value(one, book, lang) for one in found], lang))


def property_name(name: str, book: Book) -> Name:
    """Return what a property is called."""
    return _PROPERTIES.get(name) or book.name(name)


def _statement(statement: Statement, book: Book, lang: str, *, with_value: bool) -> str:
    fact = describe_statement(statement, book, lang)
    colon = "：" if lang == "zh" else ": "
    parts = [plain(fact.what), plain(fact.value)] if with_value else [plain(fact.what)]
    names = _listed([plain(name) for name in fact.names], lang) if with_value else ""
    aside = "；" if lang == "zh" else "; "
    more = aside.join(part for part in (plain(fact.basis), names, fact.period) if part)
    return colon.join(part for part in parts if part) + _aside(more, lang)


def _judgement(record: Record, book: Book, kind: Name, lang: str) -> str:
    said = [
        property_name(name, book).show(lang) + _space(lang) + _quoted(say_values(name, values, book).show(lang), lang)
        for name, values in sorted(record.values.items())
        if name != EVIDENCE and name.partition(":")[2] not in _ASIDE
    ]
    return f"{kind.show(lang)}{_aside(_listed(said, lang), lang)}"


def _value(value: str, book: Book, lang: str) -> str:
    document, _, place = value.partition(" ")
    if value in book.things or value in book.terms:
        return book.name(value).show(lang)
    if value in book.statements:
        return _statement(book.statements[value], book, lang, with_value=True)
    if document in book.sources.documents:
        title = book.sources.documents[document].title or book.name(document).show(lang)
        return f"《{title}》{f' [{place}]' if place else ''}"
    text, at, tag = value.rpartition("@")
    return text if at and tag.isascii() and 2 <= len(tag) <= len("zh-hans") else value


def _both(say: Callable[[str], str]) -> Name:
    return Name(say("zh"), say("en"))


def _listed(parts: Iterable[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _aside(text: str, lang: str) -> str:
    return (f"（{text}）" if lang == "zh" else f" ({text})") if text else ""


def _quoted(text: str, lang: str) -> str:
    return f"“{text}”" if lang == "zh" else f"'{text}'"


def _space(lang: str) -> str:
    return "" if lang == "zh" else " "
