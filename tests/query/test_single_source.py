"""What rests on one original only, in the made-up city."""

import pytest
from pyoxigraph import Store

from .world import answer, with_more


def single(store: Store, subject: str, **parameters: str) -> list[tuple[str, ...]]:
    rows = answer(store, "single-source", "subject objectName originalName documents statements", **parameters)
    return [row[1:] for row in rows if row[0] == subject]


#: The original lists a sector in the words of its translation.
SAME_SECTOR = """id:sector-entry\\/origin.it a cg:SectorEntry ; cg:sector id:sector\\/it ;
  cg:edition id:edition\\/y2022 ; cg:evidence id:evidence\\/origin.unlocated ."""


def test_what_a_translation_repeats_still_rests_on_one_original(world: Store) -> None:
    store = with_more(world, SAME_SECTOR)
    assert ("2022版", "原报道", "2", "2") in single(store, "sector:it", city="甲市")
    assert ("2022版", "原报道", "1", "1") in single(store, "sector:it", asOf="2022-07-15")
    assert single(world, "chain:merged") == [("2025版", "简报", "1", "1")]


def test_what_is_said_in_another_respect_is_another_thing_said(world: Store) -> None:
    rows = answer(world, "single-source", "subject respects statements")
    assert [row[1:] for row in rows if row[0] == "chain:food"] == [
        ("tier-key sector-group/making", "1"),
        ("tier-key", "1"),
    ]


@pytest.mark.parametrize(
    ("shared", "one", "other"),
    [
        ("a cg:ChiefHolding ; cg:holder id:post\\/mayor ; cg:role scheme:r", "cg:chain id:chain\\/food", "cg:chain id:chain\\/light"),
        ("a cg:ChiefHolding ; cg:holder id:post\\/mayor ; cg:role scheme:r", "cg:area id:place\\/east", "cg:area id:place\\/west"),
        ("a cg:Participation ; cg:participant id:post\\/mayor ; cg:participatesIn id:chain\\/food", "cg:role scheme:a", "cg:role scheme:b"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:tier scheme:a", "cg:tier scheme:b"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", 'cg:batch "1"', 'cg:batch "2"'),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:awardYear 1", "cg:awardYear 2"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:authority id:body\\/a", "cg:authority id:body\\/b"),
        ("a cg:ChainEntry ; cg:chain id:post\\/mayor ; cg:edition id:edition\\/other", "cg:tier scheme:a", "cg:tier scheme:b"),
        ("a cg:ChainEntry ; cg:chain id:post\\/mayor ; cg:edition id:edition\\/other", "cg:sectorGroup id:g", "cg:sectorGroup id:h"),
        *(
            ('a cg:Observation ; cg:about id:post\\/mayor ; cg:indicator scheme:i ; cg:value 3 ; cg:periodEnd "2023-12-31"^^xsd:date', one, other)
            for one, other in [
                ("cg:rankOf scheme:basis-growth", "cg:rankOf scheme:basis-level"),
                ("cg:rankExcluding id:a", "cg:rankExcluding id:a , id:b"),
                ("cg:differenceOf scheme:a", "cg:differenceOf scheme:b"),
                ("cg:comparedWith id:a", "cg:comparedWith id:b"),
                ("cg:unit scheme:unit-percent", "cg:unit scheme:unit-yuan"),
            ]
        ),
    ],
)  # fmt: skip
def test_two_sources_back_one_another_only_in_the_same_respects(
    world: Store, shared: str, one: str, other: str
) -> None:
    def rows(*respects: str) -> int:
        places = ("press.1-9", "brief.4-8")
        added = [
            f"id:any\\/{place} {shared} ; {respect} ; cg:evidence id:evidence\\/{place} ."
            for place, respect in zip(places, respects, strict=True)
        ]
        return len(single(with_more(world, " ".join(added)), "post:mayor"))

    assert rows(one, other) - rows(one, one) == 2


def test_what_two_originals_say_rests_on_both(world: Store) -> None:
    text = SAME_SECTOR.replace("origin.it", "press.it").replace("origin.unlocated", "press.1-9")
    assert [row[0] for row in single(with_more(world, text), "sector:it")] == ["乙版"]


def test_documents_derived_in_a_circle_count_as_their_own_originals(world: Store) -> None:
    store = with_more(world, "id:document\\/origin prov:wasDerivedFrom id:document\\/copy")
    assert len(answer(store, "single-source", "subject")) == len(answer(world, "single-source", "subject"))
    assert ("2022版", "译文", "1", "1") in single(store, "chain:light")
    assert answer(store, "reposts", "document original") == [("document:origin", ""), ("document:copy", "")]
