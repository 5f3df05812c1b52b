"""Open a store: the bundled graph, RDF files, or an Oxigraph folder, always read-only for the caller."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from chaingraph.bundle import graph_files, ontology_files
from chaingraph.errors import GraphFileError, StoreError
from chaingraph.namespaces import DEF, PREFIXES

__all__ = ["load_files", "open_store"]

_ONTOLOGY = (NamedNode(DEF), NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{PREFIXES['owl']}Ontology"))


def open_store(sources: Sequence[str] = ()) -> Store:
    """Open what ``--store`` names.

    Parameters
    ----------
    sources
        Nothing for the bundled graph with the ontology; the paths of RDF files (Turtle, TriG, N-Triples, N-Quads,
        RDF/XML, JSON-LD, N3 by their ending), read into memory together with the ontology, whose labels the
        questions need; or the path of one Oxigraph folder, opened read-only as it is, so it must hold the ontology.

    Raises
    ------
    StoreError
        A path that isn't there, a folder that is no Oxigraph store or lacks the ontology, or an address of an
        endpoint.
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
    folders = [path for path in paths if path.is_dir()]
    if folders:
        if len(paths) > 1:
            raise StoreError(f"{folders[0]}: a store folder stands alone; give it without other files")
        return _open_folder(folders[0])
    return load_files([*ontology_files(), *(paths or graph_files())])


def load_files(paths: Iterable[Path]) -> Store:
    """Read RDF files into a new store in memory; a file without named graphs goes to the default graph."""
    store = Store()
    for path in paths:
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
