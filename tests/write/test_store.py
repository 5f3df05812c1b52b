"""Opening stores: files, folders, the bundled graph, and what isn't one."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store

from chaingraph.errors import GraphFileError, StoreError
from chaingraph.namespaces import DEF, PREFIXES
from chaingraph.rdflib_bridge import to_rdflib
from chaingraph.store import open_store

CHAIN = NamedNode("https://w3id.org/chaingraph/id/chain/a")
ONTOLOGY = (NamedNode(DEF), NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{PREFIXES['owl']}Ontology"))


def write_folder(folder: Path, *quads: Quad) -> str:
    writable = Store(str(folder))
    writable.extend(quads)
    writable.flush()
    return str(folder)


def test_files_join_the_ontology(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        "<https://w3id.org/chaingraph/id/chain/a> a <https://w3id.org/chaingraph/def/Chain> .\n", encoding="utf-8"
    )
    store = open_store([str(path)])
    assert len(list(store.quads_for_pattern(CHAIN, None, None, None))) == 1
    assert len(store) > 100


def test_folder_opens_read_only(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "store", Quad(CHAIN, CHAIN, CHAIN, CHAIN), Quad(*ONTOLOGY))
    store = open_store([folder])
    assert len(store) == 2
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(Quad(CHAIN, CHAIN, CHAIN))


def test_folder_may_hold_the_ontology_in_any_graph(tmp_path: Path) -> None:
    assert len(open_store([write_folder(tmp_path / "store", Quad(*ONTOLOGY, CHAIN))])) == 1


def test_folder_without_the_ontology_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "store", Quad(CHAIN, CHAIN, CHAIN, CHAIN))
    with pytest.raises(StoreError, match=r"store: this store holds no ontology; load ontology/\*\.ttl into it too"):
        open_store([folder])


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("bad.ttl", "<a> <b> .", GraphFileError, r"bad\.ttl:1: not valid Turtle"),
        ("bad.csv", "a,b", GraphFileError, "unknown kind of file"),
        ("bad.trig", "\x00", GraphFileError, "not valid TriG"),
    ],
)
def test_unreadable_file_is_named(
    tmp_path: Path, name: str, content: str, error: type[Exception], message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error, match=message):
        open_store([str(tmp_path / name)])


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file or folder"):
        open_store([str(tmp_path / "nowhere.ttl")])
    with pytest.raises(StoreError, match="no Oxigraph store"):
        open_store([str(tmp_path)])
    with pytest.raises(StoreError, match="remote endpoints can't be read"):
        open_store(["https://example.org/sparql"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_strings_reach_rdflib_as_plain_literals() -> None:
    store = Store()
    store.add(Quad(CHAIN, CHAIN, Literal("x"), CHAIN))
    iri = rdflib.URIRef(CHAIN.value)
    assert (iri, iri, rdflib.Literal("x")) in to_rdflib(store)
