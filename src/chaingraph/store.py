"""Open a store: the bundled graph, RDF files, or an Oxigraph folder, always read-only for the caller."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from chaingraph.bundle import graph_files, ontology_files
from chaingraph.errors import GraphFileError, StoreError
from chaingraph.namespaces import DEF, PREFIXES, mint, shorten
from chaingraph.progress import counted

__all__ = ["LISTS_FILE", "graph_of_lists", "load_files", "open_for_pages", "open_store"]

#: What tells which graph a folder of lists holds now (`chaingraph.ingest.list_store`).
LISTS_FILE = "lists.json"

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_ONTOLOGY = (NamedNode(DEF), _TYPE, NamedNode(f"{PREFIXES['owl']}Ontology"))
_DOCUMENT, _TEMPLATE = NamedNode(f"{DEF}Document"), NamedNode(f"{DEF}ChainTemplate")
_FICTIONAL = (NamedNode(f"{DEF}isFictional"), Literal(value=True))
_MATCH_OF = NamedNode(f"{DEF}matchOf")
#: What leads to templates and segments, and how their IRIs begin.
_OF_TEMPLATES = tuple(
    NamedNode(DEF + name) for name in ("template", "segment", "inputFrom", "inputTo", "participatesIn")
)
_OF_REFERENCE = (mint("template", ""), mint("segment", ""))
_TEMPLATES, _ENTITIES = NamedNode(mint("graph", "templates")), NamedNode(mint("graph", "entities"))


def open_store(sources: Sequence[str] = (), *, templates: bool = False) -> Store:
    """Open what ``--store`` names.

    Parameters
    ----------
    sources
        Nothing for the bundled graph with the ontology; the paths of RDF files (Turtle, TriG, N-Triples, N-Quads,
        RDF/XML, JSON-LD, N3 by their ending), read into memory together with the ontology, whose labels the
        questions need; a folder of lists that 'ingest --store' made counts as the file of its graph; or the path of
        one Oxigraph folder, opened read-only as it is, so it must hold the ontology.
    templates
        Whether chain templates are needed, as by all analyses of segments. RDF files that hold none, or that name some
        or segments of some without holding them, get the bundled ones: the graph of templates with the names of what
        stands in it, without the judgements on which chain or sector of the bundled cities follows which template. A
        folder must hold some itself.

    Raises
    ------
    StoreError
        A path that isn't there, a folder that is no Oxigraph store or lacks the ontology or the templates that are
        needed, an address of an endpoint, or documents that are fictional (``cg:isFictional``) beside others.
    GraphFileError
        A file that isn't RDF, with the line where it stops being so.
    """
    for source in sources:
        if "://" in source:
            raise StoreError(f"{source}: remote endpoints can't be read; give RDF files or an Oxigraph folder")
    paths = [Path(source) for source in sources]
    for path in paths:
        if not path.exists():
            raise StoreError(f"{path}: no such file or folder; give an RDF file or an Oxigraph folder")
    folders = [path for path in paths if path.is_dir() and graph_of_lists(path) is None]
    if folders:
        if len(paths) > 1:
            raise StoreError(f"{folders[0]}: a store folder stands alone; give it without other files")
        store = _open_folder(folders[0])
    else:
        store = _load_graphs(paths or graph_files())
    _check_fiction(store, ", ".join(sources))
    if templates and _lacks_templates(store):
        if folders:
            message = "this store holds no chain templates; load graph/reference.trig into it too"
            raise StoreError(f"{folders[0]}: {message}")
        store.bulk_extend(list(_bundled_templates(store)))
    return store


def open_for_pages(sources: Sequence[str] = ()) -> Store:
    """Open what ``--store`` names with chain templates; a folder without any is taken as it is.

    Raises
    ------
    StoreError, GraphFileError
        As `open_store` does.
    """
    return open_store(sources, templates=not any((Path(source) / "CURRENT").exists() for source in sources))


def graph_of_lists(folder: Path) -> Path | None:
    """Return the file of the graph that a folder of lists holds now; None for any other path.

    Raises
    ------
    StoreError
        A folder of lists that names no graph.
    """
    place = folder / LISTS_FILE
    try:
        return folder / Path(str(json.loads(place.read_text(encoding="utf-8"))["graph"])).name
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{place}: names no graph ({error}); give a folder that 'ingest --store' made") from error


def load_files(paths: Iterable[Path]) -> Store:
    """Read RDF files into a new store in memory; a file without named graphs goes to the default graph."""
    store = Store()
    for path in counted(list(paths), "读取文件", "reading files"):
        data_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if data_format is None:
            endings = ".ttl, .trig, .nt, .nq, .rdf, .jsonld"
            raise GraphFileError(f"{path}: unknown kind of file; RDF files end in {endings}")
        try:
            store.load(path=str(path), format=data_format)
        except SyntaxError as error:
            line = f":{error.lineno}" if error.lineno else ""
            raise GraphFileError(f"{path}{line}: not valid {data_format.name}: {error.msg}") from error
        except ValueError as error:
            raise GraphFileError(f"{path}: not valid {data_format.name}: {error}") from error
        except OSError as error:
            raise StoreError(f"{path}: can't be read: {error.strerror or error}") from error
    return store


def _load_graphs(paths: Sequence[Path]) -> Store:
    """Read graphs with the ontology; once more where a folder of lists was given a new graph meanwhile."""
    graphs = [graph_of_lists(path) or path for path in paths]
    try:
        return load_files([*ontology_files(), *graphs])
    except StoreError:
        now = [graph_of_lists(path) or path for path in paths]
        if now == graphs:
            raise
        return load_files([*ontology_files(), *now])


def _open_folder(path: Path) -> Store:
    if not (path / "CURRENT").is_file():
        raise StoreError(f"{path}: this folder is no Oxigraph store; give a store folder or RDF files")
    try:
        store = Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"{path}: the store can't be opened: {error}") from error
    if not any(store.quads_for_pattern(*_ONTOLOGY, None)):
        raise StoreError(f"{path}: this store holds no ontology; load ontology/*.ttl into it too")
    return store


def _check_fiction(store: Store, sources: str) -> None:
    """Refuse a store in which made-up documents stand beside others."""
    fictional = {quad.subject for quad in store.quads_for_pattern(None, *_FICTIONAL, None)}
    if not fictional:
        return
    others = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)} - fictional
    if others:
        one, other = (shorten(min(map(str, group)).strip("<>")) for group in (fictional, others))
        message = f"fictional documents ({one}) beside others ({other}); open what 'chaingraph invent' made by itself"
        raise StoreError(f"{sources}: {message}")


def _lacks_templates(store: Store) -> bool:
    """Say whether a store has no chain templates, or names some, or segments, that it doesn't hold."""
    if not any(store.quads_for_pattern(None, _TYPE, _TEMPLATE, None)):
        return True
    named = {
        quad.object
        for predicate in _OF_TEMPLATES
        for quad in store.quads_for_pattern(None, predicate, None, None)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(_OF_REFERENCE)
    }
    return any(not any(store.quads_for_pattern(one, _TYPE, None, None)) for one in named)


def _bundled_templates(store: Store) -> Iterator[Quad]:
    """Yield the bundled templates and what they name, without what they say of chains that ``store`` doesn't hold."""
    reference = load_files(path for path in graph_files() if path.name == "reference.trig")
    away = {
        quad.subject
        for quad in reference.quads_for_pattern(None, _MATCH_OF, None, _TEMPLATES)
        if isinstance(quad.object, NamedNode) and not any(store.quads_for_pattern(quad.object, _TYPE, None, None))
    }
    named: set[object] = set()
    for quad in reference.quads_for_pattern(None, None, None, _TEMPLATES):
        if quad.subject not in away:
            named |= {quad.subject, quad.object}
            yield quad
    for quad in reference.quads_for_pattern(None, None, None, _ENTITIES):
        if quad.subject in named:
            yield quad
