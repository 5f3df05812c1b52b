"""Check every statement of a graph against the texts that it says it rests on."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal as OneOf
from unicodedata import numeric

from pyoxigraph import Store

from chaingraph.align import HashedSpan, align_spans, check_spans, interpolate
from chaingraph.claims import claimed_things, holds_label, holds_number, is_claimed, numbers_to_find
from chaingraph.evidence import (
    Document,
    Evidence,
    Statement,
    find_texts,
    read_documents,
    read_labels,
    read_names,
    read_statements,
    read_units,
)
from chaingraph.namespaces import shorten
from chaingraph.numbers import NumberToken, find_numbers
from chaingraph.rows import TableRow, find_row, index_rows
from chaingraph.texts import SourceText, check_text, hash_files, read_texts

__all__ = ["DocumentReport", "Finding", "Missing", "Report", "verify_store"]

FindingKind = OneOf["absent", "altered", "changed", "idle", "label", "unplaced", "value"]
Found = OneOf["absent", "aligned", "bytes", "list", "not-kept"]

_CONTEXT = 10


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    ``kind`` is ``changed`` (what a statement rests on no longer stands there), ``unplaced`` (it gives no place in a
    text that is kept), ``value`` or ``label`` (the number, or any name, isn't in the evidence), ``idle`` (an exclusion
    that excludes no number), ``absent`` (the whole document) or ``altered`` (a list, of which no file has the bytes).
    ``says`` is what the graph says, ``reads`` the words now in its place, from ``start`` to ``end`` of the text,
    ``numbers`` the numbers among them.
    """

    kind: FindingKind
    document: str
    row: TableRow | None = None
    says: str = ""
    start: int | None = None
    end: int | None = None
    reads: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missing:
    """A number that no statement covers and no exclusion names, with the words around it."""

    start: int
    end: int
    text: str
    around: str


@dataclass(frozen=True)
class DocumentReport:
    """What was found of one document: how, with how many statements, spans and figures.

    A list, on whose rows or lines statements rest, is found by its bytes alone.

    ``covered``, ``excluded`` (by reason) and ``missing`` count the number tokens of its body.
    """

    document: str
    found: Found
    file: str = ""
    statements: int = 0
    spans_true: int = 0
    spans_false: int = 0
    covered: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Report:
    """The outcome, document by document, with everything that is wrong."""

    documents: tuple[DocumentReport, ...]
    findings: tuple[Finding, ...]

    def is_sound(self, *, strict: bool = False) -> bool:
        """Say whether nothing is wrong; with ``strict``, whether every figure is accounted for too."""
        return not self.findings and not (strict and any(report.missing for report in self.documents))


@dataclass(frozen=True)
class _Placed:
    """A document with its text and where its spans stand there now."""

    document: Document
    source: SourceText
    found: Mapping[HashedSpan, int | None]
    tokens: tuple[NumberToken, ...]

    @property
    def is_exact(self) -> bool:
        return self.source.sha256 == self.document.sha256

    def place(self, evidence: Evidence) -> tuple[int, int] | None:
        span = _span(evidence)
        start = None if span is None else self.found.get(span)
        return None if span is None or start is None else (start, start + span.length)

    def has_numeral(self, start: int, end: int) -> bool:
        """Whether any sign there means a number, be it in a mark or an idiom that is no token."""
        return any(numeric(sign, None) is not None for sign in self.source.text[start:end])

    def within(self, start: int, end: int) -> list[NumberToken]:
        return [token for token in self.tokens if start <= token.start and token.end <= end]


def verify_store(
    store: Store, sources: Path, *, partial: bool = False, tables: Sequence[Path] = (), lang: str = "zh"
) -> Report:
    """Check the statements of ``store`` against the texts in the folder ``sources``.

    Parameters
    ----------
    store
        Queried as the union of its graphs.
    sources
        The folder of the texts. Each document with a hash is found there by its bytes, else by its file name or title;
        then its spans are aligned in order, and one that finds no place is false.
    partial
        Whether a hashed document that isn't there is no error.
    tables
        Folders of curated tables, in which findings are led back to file and line.
    lang
        Language of the names in findings.

    Raises
    ------
    SourceTextError
        ``sources`` is no folder, or a text that a document names there can't be read or isn't UTF-8.
    GraphFileError
        A literal that is no date or number where one belongs.
    """
    statements = _by_document(read_statements(store))
    known = {document.iri: document for document in read_documents(store)}
    documents = [known.get(iri) or Document(iri) for iri in sorted(known.keys() | statements.keys())]
    texts, files = read_texts(sources), hash_files(sources)
    taken = {text.sha256 for text in texts} & {document.sha256 for document in documents if document.sha256}
    checker = _Checker(
        labels=read_labels(store),
        names=read_names(store, lang),
        units=read_units(store),
        rows=index_rows(tables),
    )
    reports, findings = [], []
    for document in documents:
        resting = statements.get(document.iri, [])
        if document.sha256 and _is_list(document, resting):
            file = files.get(document.sha256, "")
            reports.append(DocumentReport(document.key, "list" if file else "absent", file, _count(resting)))
            if not file and not (partial and document.file_name not in files.values()):
                findings.append(_missing_list(document, files.values()))
            continue
        placed = _place(document, resting, texts, taken) if document.sha256 else None
        if placed is None:
            found: Found = "absent" if document.sha256 else "not-kept"
            if document.sha256 and document.file_name:
                check_text(sources, document.file_name)
            reports.append(DocumentReport(document.key, found, statements=_count(resting)))
            if document.sha256 and not partial:
                findings.append(Finding("absent", document.key, says=document.file_name or ""))
        else:
            findings += checker.check(placed, resting)
            reports.append(_report(placed, resting))
    return Report(tuple(reports), tuple(findings))


def _is_list(document: Document, resting: Iterable[Statement]) -> bool:
    return any(evidence.fragment for statement in resting for evidence in _evidence_in(statement, document))


def _missing_list(document: Document, files: Collection[str]) -> Finding:
    name = document.file_name or ""
    return Finding("altered" if name in files else "absent", document.key, says=name)


def _by_document(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    resting: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for document in sorted({evidence.document for evidence in statement.evidence}):
            resting[document].append(statement)
    return resting


def _place(
    document: Document, resting: Sequence[Statement], texts: Sequence[SourceText], taken: set[str]
) -> _Placed | None:
    spans = {span for statement in resting for span in map(_span, _evidence_in(statement, document)) if span}
    end = document.body[1] if document.body else None
    choices = [
        (source, check_spans(source.text, spans))
        if source.sha256 == document.sha256
        else (source, align_spans(source.text, spans, original_end=end))
        for source in find_texts(document, texts)
        if source.sha256 == document.sha256 or source.sha256 not in taken
    ]
    if not choices:
        return None
    source, found = max(choices, key=lambda choice: sum(start is not None for start in choice[1].values()))
    return _Placed(document, source, found, tuple(find_numbers(source.text)))


def _span(evidence: Evidence) -> HashedSpan | None:
    if evidence.start is None or evidence.end is None or evidence.sha256 is None:
        return None
    return HashedSpan(evidence.start, evidence.end, evidence.sha256)


def _evidence_in(statement: Statement, document: Document) -> list[Evidence]:
    return [evidence for evidence in statement.evidence if evidence.document == document.iri]


def _is_exclusion(statement: Statement) -> bool:
    return "FigureExclusion" in statement.classes


def _count(resting: Iterable[Statement]) -> int:
    return sum("Judgement" not in statement.classes for statement in resting)


@dataclass(frozen=True)
class _Checker:
    """What the statements of all documents are checked with."""

    labels: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
    units: Mapping[str, str]
    rows: Mapping[tuple[str, str, str], TableRow]

    def check(self, placed: _Placed, resting: Iterable[Statement]) -> Iterator[Finding]:
        for statement in resting:
            lost = list(self._lost(placed, statement))
            yield from lost
            if not lost:
                yield from self._unsupported(placed, statement)

    def _lost(self, placed: _Placed, statement: Statement) -> Iterator[Finding]:
        for evidence in _evidence_in(statement, placed.document):
            span = _span(evidence)
            if span is None:
                yield self._finding("unplaced", placed, statement, [])
            elif placed.place(evidence) is None:
                yield self._finding("changed", placed, statement, [interpolate(placed.source.text, span, placed.found)])

    def _unsupported(self, placed: _Placed, statement: Statement) -> Iterator[Finding]:
        places = [place for place in map(placed.place, _evidence_in(statement, placed.document)) if place]
        tokens = [token for place in places for token in placed.within(*place)]
        numbers = numbers_to_find(statement)
        if _is_exclusion(statement):
            if not tokens and not any(placed.has_numeral(*place) for place in places):
                yield self._finding("idle", placed, statement, places)
        elif numbers:
            for number, unit in numbers:
                if not holds_number(tokens, number, self.units.get(unit or "")):
                    yield self._finding("value", placed, statement, places)
        else:
            words = [placed.source.text[start:end] for start, end in places]
            surface = statement.literal("surfaceForm")
            labels = {"": [surface]} if surface else self.labels
            if not holds_label(words, [""] if surface else claimed_things(statement), labels):
                yield self._finding("label", placed, statement, places)

    def _finding(
        self, kind: FindingKind, placed: _Placed, statement: Statement, places: Sequence[tuple[int, int]]
    ) -> Finding:
        start, end = places[0] if places else (None, None)
        tokens = [token for place in places for token in placed.within(*place)]
        return Finding(
            kind=kind,
            document=placed.document.key,
            row=find_row(statement.iri, self.rows),
            says=self._says(statement),
            start=start,
            end=end,
            reads=" … ".join(placed.source.text[one:other] for one, other in places),
            numbers=tuple(token.text + (token.unit or "") for token in tokens),
        )

    def _says(self, statement: Statement) -> str:
        """Return in short what the graph says: names, and numbers with their units."""
        value, count = statement.literal("value"), statement.literal("statedCount")
        if value is not None:
            unit = statement.thing("unit") or ""
            words = [self._name(statement.thing("indicator") or ""), value, self.units.get(unit) or self._name(unit)]
            return " ".join(words)
        if count is not None:
            return f"{self._name(statement.thing('memberKind') or '')} {count}"
        if _is_exclusion(statement):
            return self._name(statement.thing("exclusionReason") or "")
        return ", ".join(map(self._name, claimed_things(statement)))

    def _name(self, iri: str) -> str:
        return self.names.get(iri) or shorten(iri)


def _report(placed: _Placed, resting: Sequence[Statement]) -> DocumentReport:
    document = placed.document
    evidence = {one.iri: one for statement in resting for one in _evidence_in(statement, document)}
    spans_true = sum(placed.place(one) is not None for one in evidence.values())
    covered, excluded, missing = 0, Counter[str](), []
    places = [
        (place, statement)
        for statement in resting
        for place in map(placed.place, _evidence_in(statement, document))
        if place is not None
    ]
    for token in placed.within(*_body(placed)):
        around = [statement for (start, end), statement in places if start <= token.start and token.end <= end]
        reasons = sorted(shorten(one.thing("exclusionReason") or "") for one in around if _is_exclusion(one))
        if any(is_claimed(token, one, document.issued) for one in around if not _is_exclusion(one)):
            covered += 1
        elif reasons:
            excluded[reasons[0].removeprefix("scheme:exclusion-")] += 1
        else:
            around_it = placed.source.text[max(0, token.start - _CONTEXT) : token.end + _CONTEXT]
            missing.append(Missing(token.start, token.end, token.text, around_it))
    return DocumentReport(
        document=document.key,
        found="bytes" if placed.is_exact else "aligned",
        file=placed.source.path.name,
        statements=_count(resting),
        spans_true=spans_true,
        spans_false=len(evidence) - spans_true,
        covered=covered,
        excluded=dict(sorted(excluded.items())),
        missing=tuple(missing),
    )


def _body(placed: _Placed) -> tuple[int, int]:
    """Return where the body stands in the text at hand: moved as the first and the last span found have moved."""
    size = len(placed.source.text)
    if placed.document.body is None:
        return 0, size
    start, end = placed.document.body
    shifts = [at - span.start for span, at in sorted(placed.found.items()) if at is not None]
    first, last = (shifts[0], shifts[-1]) if shifts else (0, 0)
    return (start if start == 0 else start + first), min(end + last, size)
