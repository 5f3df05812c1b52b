"""Lists of who is in a chain: firms, owners (链主) and chiefs (链长)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from chaingraph.facts import Statement
from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry, ListKind
from chaingraph.report import Cell
from chaingraph.reports.common import column, things

__all__ = ["CHIEFS", "FIRMS", "OWNERS", "county_cell", "sitings_of", "title_cells"]

_OWNER = "scheme:role-chain-owner"
_BASIS = {
    "stated": Name("资料列入本链", "a source names it with the chain"),
    "segment": Name("编者归入环节", "linked to a segment by the editors"),
    "through": Name("经由本链企业", "through a firm of the chain"),
}


def _firms(case: Case) -> list[Entry]:
    """Return the firms that sources name with the chain, then those that editors link to its segments."""
    return [_firm(case, key) for key in case.of_kind("Enterprise", "Institution")]


def _firm(case: Case, key: str) -> Entry:
    book, tie = case.book, case.ties[key]
    codes = [value for name, value in book.things[key].identity if name == "cg:creditCode"]
    titles = [one for one in case.scene.city.titles.get(key, ()) if one.scheme != _OWNER]
    owned = [one for one in case.scene.city.titles.get(key, ()) if one.scheme == _OWNER and _is_of(case, one.statement)]
    said = [book.statements[one] for one in tie.statements if one in book.statements]
    roles = [book.name(one.first("role")) for one in said if one.first("role") and not one.first("judgedOn")]
    if owned:
        roles.insert(0, book.name(_OWNER))
    parks = case.scene.city.parks.get(key, ())
    cells: dict[str, Cell] = {
        "enterprise": things(book, [key])[0],
        "credit_code": codes[0] if codes else None,
        "kind": book.name(f"cg:{case.kind(key)}"),
        "segment": things(book, case.segments_of(key)) or None,
        "county": county_cell(case, key),
        "park": things(book, parks) or None,
        "titles": title_cells(case, key) or None,
        "role": tuple(dict.fromkeys(roles)) or None,
        "basis": _BASIS[tie.how],
    }
    also = (*(one.statement for one in titles), *sitings_of(case, key))
    return Entry(cells, tie.statements, also)


def _is_of(case: Case, statement: str) -> bool:
    chains = case.book.statements[statement].values.get("chain", ())
    return not chains or case.key in chains


def county_cell(case: Case, key: str) -> Cell:
    """Return the places where a thing lies; None where no source says it."""
    return things(case.book, case.scene.city.sites.get(key, ())) or None


def sitings_of(case: Case, key: str) -> tuple[str, ...]:
    """Return the statements that say where a thing lies."""
    return tuple(one.key for one in case.named("Siting", "about", key))


def title_cells(case: Case, key: str) -> tuple[Name, ...]:
    """Return the titles that a thing bears, chain ownership left out: each with its tier and year."""
    made = []
    for title in case.scene.city.titles.get(key, ()):
        if title.scheme == _OWNER:
            continue
        scheme, year = case.book.name(title.scheme), case.book.statements[title.statement].first("awardYear")
        zh, en = (f"（{year}）", f" ({year})") if year else ("", "")
        made.append(Name(f"{scheme.show('zh')}{zh}", f"{scheme.show('en')}{en}"))
    return tuple(dict.fromkeys(made))


def _owners(case: Case) -> list[Entry]:
    """Return the owners stated of the chain, firms of the chain that are owners of an unnamed one, and stated lists."""
    of_chain = case.named("ChainOwnership", "chain", case.key)
    unnamed = (
        one
        for one in case.statements
        if one.kind == "ChainOwnership" and not one.first("chain") and one.first("owner") in case.ties
    )
    lists = [
        one
        for one in case.statements
        if one.kind == "MemberSetClaim"
        and _OWNER in one.values.get("condition", ())
        and {case.key, case.scene.city.place} & set(one.values.get("within", ()))
        and all(key in {case.key, case.scene.city.place} for key in one.values.get("within", ()))
    ]
    return [
        *(_owner(case, said) for said in _alike(case, of_chain, "owner", "chain", "area", "authority")),
        *(_owner(case, said) for said in _alike(case, unnamed, "owner", "area", "authority")),
        *(_owner_list(case, one) for one in lists if one.first("statedCount")),
    ]


def _alike(case: Case, statements: Iterable[Statement], *names: str) -> list[list[Statement]]:
    """Return what still holds on the pack's day, those that say the same together."""
    groups: dict[tuple[tuple[str, ...], ...], list[Statement]] = {}
    for one in statements:
        if one.holds(case.day):
            groups.setdefault(tuple(one.values.get(name, ()) for name in names), []).append(one)
    return list(groups.values())


def _first_day(said: Iterable[Statement]) -> date | None:
    return min((one.since for one in said if one.since), default=None)


def _owner(case: Case, said: Sequence[Statement]) -> Entry:
    one = said[0]
    book, owner = case.book, one.first("owner")
    cells: dict[str, Cell] = {
        "owner": things(book, [owner])[0],
        "chain": things(book, one.values.get("chain", ())) or Name("未说明属哪条链", "which chain isn't stated"),
        "area": things(book, one.values.get("area", ())) or None,
        "county": county_cell(case, owner),
        "authority": things(book, one.values.get("authority", ())) or None,
        "since": _first_day(said),
        "titles": title_cells(case, owner) or None,
        "stated": "",
        "unnamed": "",
    }
    return Entry(cells, tuple(one.key for one in said), sitings_of(case, owner))


def _owner_list(case: Case, one: Statement) -> Entry:
    book = case.book
    known, stated = one.values.get("knownMember", ()), int(one.first("statedCount"))
    possible = one.values.get("possibleMember", ())
    within = things(book, one.values.get("within", ()))
    zh, en = "、".join(place.name.show("zh") for place in within), ", ".join(place.name.show("en") for place in within)
    maybe = f"（可能：{'、'.join(book.name(key).show('zh') for key in possible)}）" if possible else ""
    perhaps = f" (possibly {', '.join(book.name(key).show('en') for key in possible)})" if possible else ""
    cells: dict[str, Cell] = {
        "owner": Name(f"名单：{zh}链主{maybe}", f"list: chain owners of {en}{perhaps}"),
        "chain": things(book, [key for key in one.values.get("within", ()) if key.startswith("chain:")])
        or Name("未分链列出", "not told chain by chain"),
        "area": within,
        "since": one.since,
        "county": "",
        "authority": None,
        "titles": "",
        "stated": stated,
        "unnamed": stated - len(known),
    }
    return Entry(cells, (one.key,))


def _chiefs(case: Case) -> list[Entry]:
    return list(_chief_entries(case))


def _chief_entries(case: Case) -> Iterator[Entry]:
    """Yield the chiefs of the chain, then those above all chains of the place."""
    book, place = case.book, case.scene.city.place
    own = case.named("ChiefHolding", "chain", case.key)
    above = (one for one in case.named("ChiefHolding", "area", place) if not one.first("chain"))
    for said in _alike(case, (*own, *above), "holder", "role", "chain", "area"):
        one = said[0]
        holder = one.first("holder")
        posts = [value for name, value in book.things[holder].identity if name == "org:postIn"]
        yield Entry(
            {
                "chief": things(book, [holder])[0],
                "role": book.name(one.first("role")) if one.first("role") else None,
                "chain": things(book, one.values.get("chain", ())) or Name("全部产业链", "all chains"),
                "area": things(book, one.values.get("area", ())) or None,
                "body": things(book, posts) or None,
                "since": _first_day(said),
            },
            tuple(one.key for one in said),
        )


FIRMS = ListKind(
    "firms",
    Name("企业清单", "Firms"),
    (
        column("enterprise", "企业名称", "firm"),
        column("credit_code", "统一社会信用代码", "credit code"),
        column("kind", "类型", "type"),
        column("segment", "环节", "segments"),
        column("county", "所在地", "county"),
        column("park", "园区", "park"),
        column("titles", "称号", "titles"),
        column("role", "角色", "role"),
        column("basis", "列入依据", "why it is listed"),
    ),
    _firms,
    Name("只列资料点名的企业，不是全部企业。", "Only firms that a source names; by no means all firms of the chain."),
)
OWNERS = ListKind(
    "owners",
    Name("链主清单", "Chain owners"),
    (
        column("owner", "链主企业", "chain owner"),
        column("chain", "产业链", "chain"),
        column("area", "认定范围", "of which place"),
        column("county", "所在地", "county"),
        column("authority", "认定单位", "authority"),
        column("since", "自何时", "since"),
        column("titles", "其他称号", "other titles"),
        column("stated", "名单所述家数", "stated in the list"),
        column("unnamed", "其中未点名", "of these not named"),
    ),
    _owners,
    Name(
        "链主是授予的称号，不由网络中的位置推得。",
        "An owner's title is conferred; it is never inferred from a place in a network.",
    ),
)
CHIEFS = ListKind(
    "chiefs",
    Name("链长清单", "Chain chiefs"),
    (
        column("chief", "链长", "chief"),
        column("role", "职责", "role"),
        column("chain", "产业链", "chain"),
        column("area", "地区", "place"),
        column("body", "任职单位", "body"),
        column("since", "自何时", "since"),
    ),
    _chiefs,
)
