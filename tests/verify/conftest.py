"""Tiny graphs over tiny texts, built inside the test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from chaingraph.namespaces import PREFIXES, mint
from chaingraph.texts import hash_span, read_text

_HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@dataclass
class Gazette:
    """A document with statements; each names the words that it rests on."""

    text: str
    key: str = "gazette"
    title: str = "公报"
    file_name: str = "gazette.txt"
    kept: bool = True
    body: tuple[int, int] | None = None
    turtle: list[str] = field(default_factory=list)

    def rest(self, iri: str, *words: str) -> str:
        evidence = []
        for one in words:
            start = self.text.index(one)
            name = f"{self.key}.{start}-{start + len(one)}"
            evidence.append(f"<{mint('evidence', name)}>")
            self.turtle.append(
                f"<{mint('evidence', name)}> a cg:Evidence ; oa:hasSource <{mint('document', self.key)}> ;"
                f' cg:spanSha256 "{hash_span(self.text, start, start + len(one))}" ;'
                f" oa:hasSelector <{mint('selector', name)}> .\n"
                f"<{mint('selector', name)}> a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + len(one)} ."
            )
        return f"<{iri}> cg:evidence {', '.join(evidence)} . <{iri}>"

    def observe(self, key: str, words: str, value: str, more: str = "") -> "Gazette":
        about = self.rest(mint("observation", self.key, key), words)
        self.turtle.append(
            f'{about} a cg:Observation ; cg:value "{value}"^^xsd:decimal ; cg:indicator scheme:indicator-x {more} .'
        )
        return self

    def claim(self, kind: str, rdf_class: str, key: str, words: tuple[str, ...], more: str) -> "Gazette":
        self.turtle.append(f"{self.rest(mint(kind, self.key, key), *words)} a cg:{rdf_class} ; {more} .")
        return self

    def add(self, turtle: str) -> "Gazette":
        self.turtle.append(turtle)
        return self

    def exclude(self, key: str, words: str) -> "Gazette":
        return self.claim("exclusion", "FigureExclusion", key, (words,), "cg:exclusionReason scheme:exclusion-date")

    def load(self, store: Store, folder: Path) -> Store:
        path = folder / self.file_name
        path.write_bytes(self.text.encode())
        sha256 = f' ; cg:sha256 "{read_text(path).sha256}" ; cg:fileName "{self.file_name}"' if self.kept else ""
        body = f" ; cg:bodyStart {self.body[0]} ; cg:bodyEnd {self.body[1]}" if self.body else ""
        document = (
            f'<{mint("document", self.key)}> a cg:Document ; dcterms:title "{self.title}" ;'
            f' dcterms:issued "2024-03-05"^^xsd:date{sha256}{body} .\n'
        )
        graph = f"<{mint('graph', self.key)}> {{ {document} {' '.join(self.turtle)} }}"
        store.load(input=(_HEAD + graph).encode(), format=RdfFormat.TRIG)
        return store


MakeGazette = Callable[..., Gazette]


@pytest.fixture
def gazette() -> MakeGazette:
    return Gazette


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


@pytest.fixture
def bulletin() -> Path:
    return Path(__file__).resolve().parents[2] / "examples" / "bulletin"
