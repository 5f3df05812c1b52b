"""Ask HermiT whether the ontology, and a sample of data, can be true: ``python tools/reason.py FILE…``.

Prints what is wrong and exits with 1 if the files are inconsistent or a class can have no members. Needs owlready2,
which brings HermiT, and a Java runtime. Nothing is fetched: the files given are merged and their imports left out.

HermiT reads a copy that differs from the files, so the following is *not* checked here (SHACL checks what is marked *):

- ``xsd:date`` is no datatype of OWL 2, and HermiT refuses it. In the copy it is ``xsd:dateTime`` at midnight: that
  two dates differ is checked; that a value is a date rather than a date and time is not (*).
- Annotations (labels, definitions, matches, publishers, dates of issue …) are left out: they entail nothing (*).
- Shapes are left out: a file of shapes is no ontology in the sense of OWL.
- OWL assumes neither that names differ nor that what is unsaid is false. Two IRIs that a functional property leads to
  from one subject are declared different in the copy, since our keys name one thing each. Whatever is missing stays
  unnoticed (*).
- Of data only a sample is read: the first individuals of each class, with the types of what they refer to.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import owlready2
import pyoxigraph as px

__all__ = ["copy_for_reasoning", "find_faults", "main", "sample_data"]

OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = px.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SHACL = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_DATE = px.NamedNode(f"{XSD}date")
XSD_DATETIME = px.NamedNode(f"{XSD}dateTime")

Term = px.NamedNode | px.BlankNode | px.Literal | px.Triple

#: Enough to meet each pattern of use; HermiT's time grows faster than the sample.
INDIVIDUALS_PER_CLASS = 12


def read_triples(paths: Iterable[Path]) -> list[px.Triple]:
    """Return the triples of RDF files, graphs merged, in file order; files of shapes are left out."""
    triples: list[px.Triple] = []
    for path in paths:
        form = px.RdfFormat.from_extension(path.suffix.removeprefix("."))
        found = [quad.triple for quad in px.parse(path=str(path), format=form, rename_blank_nodes=True)]
        if not any(triple.predicate.value.startswith(SHACL) for triple in found):
            triples += found
    return triples


def sample_data(triples: Iterable[px.Triple], *, per_class: int = INDIVIDUALS_PER_CLASS) -> list[px.Triple]:
    """Return what is said of the first ``per_class`` individuals of each class, and the types of all they refer to."""
    stock = list(triples)
    members: dict[str, set[str]] = defaultdict(set)
    for triple in stock:
        if triple.predicate == RDF_TYPE:
            members[str(triple.object)].add(str(triple.subject))
    chosen = {name for names in members.values() for name in sorted(names)[:per_class]}
    told = [triple for triple in stock if str(triple.subject) in chosen]
    nearby = {str(triple.object) for triple in told}
    return told + [t for t in stock if t.predicate == RDF_TYPE and str(t.subject) in nearby - chosen]


def copy_for_reasoning(triples: Iterable[px.Triple]) -> list[px.Triple]:
    """Return the triples in the form that HermiT reads; the module's docstring says what gets lost."""
    stock = list(triples)
    annotations = _instances(stock, f"{OWL}AnnotationProperty")
    ontologies = _instances(stock, f"{OWL}Ontology")
    kept = [
        px.Triple(triple.subject, triple.predicate, _without_date(triple.object))
        for triple in stock
        if triple.predicate not in annotations and triple.subject not in ontologies
    ]
    return kept + _different_values(kept)


def find_faults(triples: Iterable[px.Triple]) -> list[str]:
    """Return a line for each class that can have no members, or one line if nothing can be true at all."""
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "merged.nt"
        px.serialize(copy_for_reasoning(triples), str(path), format=px.RdfFormat.N_TRIPLES)
        ontology = world.get_ontology(path.as_uri()).load()
        try:
            with ontology:
                owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return ["the files are inconsistent: no world can be as they say"]
        empty = sorted(cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing)
    return [f"{iri}: the class can have no members" for iri in empty]


def main(arguments: Sequence[str]) -> int:
    """Reason over the files named; data files (.trig, .nq) are sampled."""
    paths = [Path(argument) for argument in arguments]
    data = [path for path in paths if path.suffix in {".trig", ".nq"}]
    triples = read_triples(path for path in paths if path not in data) + sample_data(read_triples(data))
    faults = find_faults(triples)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _instances(triples: Iterable[px.Triple], kind: str) -> set[px.NamedNode | px.BlankNode | px.Triple]:
    return {t.subject for t in triples if t.predicate == RDF_TYPE and t.object == px.NamedNode(kind)}


def _without_date(term: Term) -> Term:
    if term == XSD_DATE:
        return XSD_DATETIME
    if isinstance(term, px.Literal) and term.datatype == XSD_DATE:
        return px.Literal(f"{term.value}T00:00:00", datatype=XSD_DATETIME)
    return term


def _different_values(triples: Iterable[px.Triple]) -> list[px.Triple]:
    """Return that any two IRIs to which a functional property leads from one subject are different."""
    stock = list(triples)
    functional = _instances(stock, f"{OWL}FunctionalProperty")
    values: dict[tuple[str, str], set[px.NamedNode]] = defaultdict(set)
    for triple in stock:
        if triple.predicate in functional and isinstance(triple.object, px.NamedNode):
            values[str(triple.subject), triple.predicate.value].add(triple.object)
    different = px.NamedNode(f"{OWL}differentFrom")
    return [
        px.Triple(one, different, other)
        for group in values.values()
        for one, other in combinations(sorted(group, key=str), 2)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
