"""What goes with an internal statement, and what stays; answers worked out on paper."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from chaingraph.namespaces import DEF, PREFIXES, mint
from chaingraph.publish import make_public

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def store_of(triples: str) -> Store:
    store = Store()
    store.load(f"{HEAD} graph:x {{ {triples} }}".encode(), format=RdfFormat.TRIG)
    return store


def left(store: Store) -> set[str]:
    """Return the individuals that a store still says something of, as kind/key."""
    return {quad.subject.value.split("/id/")[1] for quad in store if isinstance(quad.subject, NamedNode)}


SUPPLY = """
document:inside a cg:Document . document:press a cg:Document ; cg:address "https://example.org/" .
evidence:i.row-2 cg:x 1 ; oa:hasSource document:inside ; oa:hasSelector selector:i.row-2 . selector:i.row-2 cg:x 1 .
evidence:p.1-2 oa:hasSource document:press .
enterprise:known a cg:Enterprise . enterprise:hidden a cg:Enterprise . enterprise:silent a cg:Enterprise .
chain:c a cg:Chain ; cg:area place:city . place:city a cg:Place . place:yard a cg:Place ; cg:within place:city .
supply:i.s a cg:SupplyLink ; cg:isInternal true ; cg:evidence evidence:i.row-2 ; cg:supplier enterprise:hidden ;
  cg:customer enterprise:known .
siting:i.h a cg:Siting ; cg:isInternal true ; cg:evidence evidence:i.row-2 ; cg:about enterprise:hidden ; cg:area place:yard .
participation:p.k a cg:Participation ; cg:isInternal false ; cg:evidence evidence:p.1-2 ; cg:participant enterprise:known ;
  cg:participatesIn chain:c .
"""


def test_what_only_internal_statements_support_goes_with_them() -> None:
    store = store_of(SUPPLY)
    before = set(store)
    made = make_public(store)
    assert (made.internal, made.small) == (2, 0)
    assert left(made.store) == {
        "document/press", "evidence/p.1-2", "enterprise/known", "enterprise/silent", "chain/c", "place/city",
        "participation/p.k",
    }  # fmt: skip
    assert set(store) == before


def test_judgements_on_what_goes_go_too() -> None:
    judged = """
    merge:i.m a cg:EntityMerge ; cg:surfaceForm "密" ; cg:mergedInto enterprise:hidden ; cg:evidence evidence:p.1-2 .
    merge:p.m a cg:EntityMerge ; cg:surfaceForm "明" ; cg:mergedInto enterprise:known ; cg:evidence evidence:p.1-2 .
    decision:d a cg:ConflictDecision ; cg:concerns supply:i.s , participation:p.k ; cg:reason "密" .
    """
    kept = left(make_public(store_of(SUPPLY + judged)).store)
    assert "merge/p.m" in kept
    assert not kept & {"merge/i.m", "decision/d"}


def test_list_that_loses_a_member_is_no_longer_complete() -> None:
    claim = """
    set-claim:p.c a cg:MemberSetClaim ; cg:evidence evidence:p.1-2 ; cg:within chain:c ; cg:statedCount 2 ; cg:isComplete true ;
      cg:membership participation:p.k , participation:i.h ; cg:knownMember enterprise:known , enterprise:hidden .
    participation:i.h a cg:Participation ; cg:isInternal true ; cg:evidence evidence:i.row-2 ;
      cg:participant enterprise:hidden ; cg:participatesIn chain:c .
    """
    store = make_public(store_of(SUPPLY + claim)).store
    said = {
        (quad.predicate.value.removeprefix(DEF), str(quad.object).strip("<>").rsplit("/", 1)[-1])
        for quad in store.quads_for_pattern(NamedNode(mint("set-claim", "p", "c")), None, None, None)
    }
    assert {("knownMember", "known"), ("membership", "p.k"), ("membership", "p.k")} <= said
    assert not {"hidden", "i.h"} & {value for _, value in said}
    assert "isComplete" not in {name for name, _ in said}


def test_store_without_internal_statements_is_returned_as_it_is() -> None:
    store = store_of("supply:a.b a cg:SupplyLink ; cg:isInternal false .")
    assert make_public(store).store is store


def cells(firms: int, *, public: int = 0, address: bool = False, counties: int = 0) -> Store:
    """Return a chain's revenue in an office's paper, over firms whose own are internal but for some."""
    parts = [
        f"""enterprise:f{n} a cg:Enterprise . participation:l.f{n} a cg:Participation ; cg:participant enterprise:f{n} ;
        cg:participatesIn chain:c . observation:l.f{n} a cg:Observation ; cg:isInternal true ; cg:about enterprise:f{n} ;
        cg:indicator scheme:indicator-operating-revenue ; cg:evidence evidence:l.row-{n} .
        siting:l.f{n} a cg:Siting ; cg:about enterprise:f{n} ; cg:area place:{"east" if n < counties else "west"} .
        evidence:l.row-{n} oa:hasSource document:l ."""
        + (
            f"""observation:o.f{n} a cg:Observation ; cg:about enterprise:f{n} ; cg:evidence evidence:o.1 ;
            cg:indicator scheme:indicator-operating-revenue ."""
            if n < public
            else ""
        )
        for n in range(firms)
    ]
    paper = (
        'document:s a cg:Document ; cg:address "https://example.org/" .' if address else "document:s a cg:Document ."
    )
    return store_of(
        f"""{" ".join(parts)} document:l a cg:Document . document:o a cg:Document . evidence:o.1 oa:hasSource document:o .
        {paper} evidence:s.1 oa:hasSource document:s . chain:c a cg:Chain ; cg:area place:city .
        place:east cg:within place:city . place:west cg:within place:city .
        observation:s.sum a cg:Observation ; cg:about chain:c ; cg:area place:{"east" if counties else "city"} ;
          cg:indicator scheme:indicator-operating-revenue ; cg:value 5 ; cg:evidence evidence:s.1 .
        observation:s.staff a cg:Observation ; cg:about chain:c ; cg:area place:city ;
          cg:indicator scheme:indicator-employees ; cg:value 6 ; cg:evidence evidence:s.1 ."""
    )


@pytest.mark.parametrize(
    ("store", "is_small"),
    [
        (cells(1), True),
        (cells(2), True),
        (cells(3), False),
        (cells(5, public=3), True),  # two firms are left, each of which can work out the other
        (cells(5, public=2), False),
        (cells(2, public=2), False),
        (cells(2, address=True), False),  # published by others
        (cells(5, counties=2), True),  # the part of the chain that lies in one county
        (cells(5, counties=3), False),
    ],
)
def test_sum_over_fewer_than_three_firms_with_internal_figures_is_left_out(store: Store, is_small: bool) -> None:
    made = make_public(store)
    assert made.small == is_small
    assert ("observation/s.sum" not in left(made.store)) == is_small
    assert "observation/s.staff" in left(made.store)
