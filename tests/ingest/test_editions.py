"""Lists of several days: what stays, what joins, what ends, and on whose word."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal
from tests.ingest.conftest import Run, write_book

from chaingraph.book import read_book
from chaingraph.errors import InputError
from chaingraph.ingest.books import Ingested, ingest_lists
from chaingraph.ingest.opened import Book
from chaingraph.locks import hold
from chaingraph.readings.city import programme_cities
from chaingraph.store import open_store
from chaingraph.views.questions_asked import find_answers

HEADING = (
    "企业名称",
    "统一社会信用代码",
    "曾用名",
    "所属区县",
    "所属产业链",
    "环节",
    "是否链主",
    "2024年营业收入（万元）",
)
CODE = "91350100M000100Y43"
CHAIN, OTHER = "集成电路产业链", "生物医药产业链"
OLD, NEW = date(2024, 12, 31), date(2025, 12, 31)
Firms = Sequence[Sequence[object]]


def firms_book(path: Path, firms: Firms, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a book with a list of firms, cells in the order of the heading, and other sheets."""
    return write_book(path, {"企业": [HEADING, *firms], **sheets})


def read(tmp_path: Path, old: Firms, new: Firms, *, complete: bool = False) -> Ingested:
    """Read two lists of firms, the later one first."""
    books = [
        Book(firms_book(tmp_path / "new.xlsx", new), NEW, is_complete=complete),
        Book(firms_book(tmp_path / "old.xlsx", old), OLD),
    ]
    return ingest_lists(books, city="示例市")


def ended(read: Ingested, table: str = "participations") -> list[Mapping[str, str]]:
    return [cells for cells in read.rows.get(table, ()) if "valid_to" in cells]


def firm(
    name: str, *, code: str = "", former: str = "", county: str = "东城县", chains: str = CHAIN, owner: str = ""
) -> tuple[str, ...]:
    return (name, code, former, county, chains, "", owner)


def test_firm_missing_from_a_later_list_ends_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, [firm("甲公司"), firm("乙公司")], [firm("甲公司")])
    assert not ended(found)
    assert [(step.joined, step.ended, step.unnamed) for step in found.steps] == [(0, 0, 1)]


@pytest.mark.parametrize(("old", "new"), [("", CHAIN), (CHAIN, "")])
def test_owner_of_a_chain_that_is_not_named_goes_on_as_one_of_any(tmp_path: Path, old: str, new: str) -> None:
    lists = [[firm("甲公司", chains=chain, owner="是")] for chain in (old, new)]
    found = read(tmp_path, *lists, complete=True)
    assert len(found.rows["chain_ownerships"]) == 2
    assert not ended(found, "chain_ownerships")


def test_owner_of_a_chain_that_is_not_named_ends_where_a_later_list_denies_it(tmp_path: Path) -> None:
    found = read(tmp_path, [firm("甲公司", chains="", owner="是")], [firm("甲公司", chains="", owner="否")])
    (row,) = ended(found, "chain_ownerships")
    assert row["valid_to"] == "2025-12-30"


def test_complete_list_ends_what_it_lacks_the_day_before_and_is_the_evidence(tmp_path: Path) -> None:
    found = read(tmp_path, [firm("甲公司"), firm("乙公司")], [firm("甲公司"), firm("丙公司")], complete=True)
    (row,) = ended(found)
    (new,) = (cells["key"] for cells in found.rows["documents"] if cells["issued"] == NEW.isoformat())
    assert (row["valid_to"], row["ended_by"]) == ("2025-12-30", new)
    (name,) = (cells["zh"] for cells in found.rows["enterprises"] if cells["key"] in row["participant"])
    assert name == "乙公司"
    assert [(step.joined, step.ended, step.unnamed) for step in found.steps] == [(1, 1, 0)]
    (claim,) = found.rows["set_claims"]
    assert (claim["is_complete"], claim["stated_count"]) == ("true", "2")


@pytest.mark.parametrize(
    "left_open",
    [
        firm("乙公司", chains=OTHER),  # of a chain that the later list doesn't name
        firm("乙公司", county="西城县"),  # of a county that it doesn't name
        firm("甲公司", chains=f"{CHAIN}、{OTHER}"),
    ],
    ids=["chain", "county", "one-of-two-chains"],
)
def test_complete_list_speaks_only_of_the_chains_and_counties_that_it_names(
    tmp_path: Path, left_open: Sequence[object]
) -> None:
    assert not ended(read(tmp_path, [left_open], [firm("甲公司")], complete=True))


def test_empty_cell_of_a_complete_list_ends_nothing(tmp_path: Path) -> None:
    old = [firm("甲公司", owner="是"), firm("乙公司")]
    found = read(tmp_path, old, [firm("甲公司", chains=""), firm("乙公司")], complete=True)
    assert not ended(found)
    assert not ended(found, "chain_ownerships")
    assert "set_claims" not in found.rows, "the firm without a chain may be of any"


@pytest.mark.parametrize("complete", [False, True])
def test_a_no_ends_what_it_denies_in_any_list(tmp_path: Path, *, complete: bool) -> None:
    found = read(
        tmp_path, [firm("甲公司", owner="是")], [firm("甲公司", owner="否", county="西城县")], complete=complete
    )
    assert len(ended(found, "chain_ownerships")) == 1
    assert len(ended(found, "sitings")) == 1, "another county"


def test_a_no_in_a_list_of_another_chain_ends_nothing(tmp_path: Path) -> None:
    old = [firm("甲公司", owner="是"), firm("甲公司", county="西城县")]
    found = read(tmp_path, old, [firm("甲公司", chains=OTHER, owner="否")])
    assert not ended(found, "chain_ownerships")
    assert not ended(found, "sitings"), "it was in both counties, and is in one"


def test_figures_of_each_year_stay(tmp_path: Path) -> None:
    new = write_book(
        tmp_path / "n.xlsx", {"企业": [("企业名称", "营业收入（万元）", "数据年度"), ("甲公司", 150, 2025)]}
    )
    old = write_book(
        tmp_path / "o.xlsx", {"企业": [("企业名称", "营业收入（万元）", "数据年度"), ("甲公司", 120, 2024)]}
    )
    found = ingest_lists([Book(old, OLD), Book(new, NEW, is_complete=True)], city="示例市")
    told = sorted((one["period_end"], one["value"]) for one in found.rows["observations"])
    assert told == [("2024-12-31", "1200000"), ("2025-12-31", "1500000")]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (firm("甲公司", code=CODE), firm("新甲公司", code=CODE), ("新甲公司", "甲公司")),
        (firm("甲公司"), firm("甲公司", code=CODE), ("甲公司", "")),
        (firm("甲公司"), firm("新甲公司", former="甲公司"), ("新甲公司", "甲公司")),
        (firm("甲公司"), firm("新甲公司", code=CODE, former="甲公司"), ("新甲公司", "甲公司")),
    ],
    ids=["by-code", "code-came-later", "former-name", "former-name-and-code"],
)
def test_firm_is_one_through_all_lists(
    tmp_path: Path, old: Sequence[str], new: Sequence[str], names: tuple[str, str]
) -> None:
    found = read(tmp_path, [old], [new], complete=True)
    (row,) = found.rows["enterprises"]
    assert (row["zh"], row.get("alt", "")) == names
    assert not found.faults
    assert not ended(found)
    assert len(found.renames) == (old[1] == new[1] != "")
    assert found.open_pairs == 0


def test_two_names_under_a_code_in_one_list_stay_a_fault(tmp_path: Path) -> None:
    found = read(tmp_path, [firm("甲公司", code=CODE), firm("乙公司", code=CODE)], [firm("甲公司", code=CODE)])
    assert [(fault.source.name, fault.row) for fault in found.faults] == [("old.xlsx[企业]", 3)]


def _books(folder: Path) -> None:
    states = [("环节", "状态"), ("晶圆制造", "确认无")]
    chains = [("产业链名称", "链长"), (CHAIN, "张三"), (OTHER, "王五")]
    old = [firm("甲公司", owner="是"), firm("乙公司"), firm("丙公司")]
    firms_book(folder / "list-2024.xlsx", old, 产业链=chains, 环节状态=states)
    chains, states = [("产业链名称", "链长"), (CHAIN, "李四")], [("环节", "状态"), ("晶圆制造", "弱")]
    firms_book(folder / "list-2025.xlsx", [firm("甲公司"), firm("丁公司")], 产业链=chains, 环节状态=states)


def _ingest(run: Run, year: int, store: str, *more: str) -> None:
    done = run("ingest", f"list-{year}.xlsx", "--city", "示例市", "--date", f"{year}-12-31", "--store", store, *more)
    assert done.returncode == 0, done.stderr


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_order_and_repetition_change_nothing(run: Run, tmp_path: Path) -> None:
    _books(tmp_path)
    for year, store in ((2024, "a"), (2025, "a"), (2025, "b"), (2024, "b"), (2024, "b")):
        _ingest(run, year, store, *(["--complete"] if year == 2025 else []))
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    at_once = ("list-2025.xlsx", "list-2024.xlsx", "--date", "2025-12-31", "--date", "2024-12-31")
    assert run("ingest", *at_once, "--city", "示例市", "-o", "c.trig", "--store", "c").returncode == 0
    (graph,) = (tmp_path / "c").glob("graph-*.trig")
    assert (tmp_path / "c.trig").read_bytes() == graph.read_bytes()


def test_folder_of_lists_is_validated_asked_as_of_a_day_and_compared(run: Run, tmp_path: Path) -> None:
    _books(tmp_path)
    _ingest(run, 2024, "my-city")
    _ingest(run, 2025, "my-city", "--complete")
    for words in (("-s", "my-city"), ("my-city", "--bundled")):
        checked = run("validate", *words)
        assert checked.returncode == 0, checked.stdout
    store = ("-s", "my-city")
    between, after = (run("query", "chain-chiefs", "--as-of", day, *store) for day in ("2025-06-30", "2025-12-31"))
    assert ("张三" in between.stdout, "李四" in between.stdout) == (True, False)
    assert ("张三" in after.stdout, "李四" in after.stdout) == (False, True)
    verified = run("verify", *store, "--sources", "my-city/books")
    assert verified.returncode == 0, verified.stdout
    told = run("diff", "2025-06-30", "2025-12-31", *store, "-w", "300").stdout
    for sentence in (
        "不再成立：集成电路产业链：成员：乙公司",
        "新增：集成电路产业链：成员：丁公司",
        "不再成立：示例市 · 集成电路产业链：链长：张三",
        "不再成立：示例市产业链清单（2024-12-31）：生物医药产业链",
        "不再成立：示例市 · 晶圆制造：环节状态：缺失",
    ):
        assert sentence in told
    assert "成员：甲公司" not in told.partition("成员集合说法")[0], "what is only said again is no change"
    gaps = run("analyze", "gaps", "--chain", "集成电路", "--as-of", "2025-06-30", *store)
    assert "晶圆制造" in gaps.stdout.split("先查明什么（未知环节）")[0]
    assert run("viz", "enterprise", "乙公司", *store, "-o", "firm.html").returncode == 0
    assert "终止依据：list-2025.xlsx[企业]" in (tmp_path / "firm.html").read_text(encoding="utf-8")
    book = read_book(open_store([str(tmp_path / "my-city")]))
    for document in book.sources.documents:
        for key in book.said_of[document]:
            assert [place.document for place in book.sources.places[key]] == [document], "an end is not a saying"


def test_folder_in_which_another_process_writes_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    _books(tmp_path)
    _ingest(run, 2024, "my-city")
    before = {path: path.read_bytes() for path in (tmp_path / "my-city").glob("*.*")}
    words = ("ingest", "list-2025.xlsx", "--city", "示例市", "--date", "2025-12-31", "--store", "my-city")
    with hold(tmp_path / "my-city" / ".lock"):
        refused = run(*words, "-o", "out.trig")
    assert refused.returncode == 1
    assert "my-city: another 'ingest' is writing here; wait until it is done" in refused.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "my-city").glob("*.*")} == before
    assert not (tmp_path / "out.trig").exists()
    assert run(*words).returncode == 0


def test_pack_names_once_who_holds_an_office_now(run: Run, tmp_path: Path) -> None:
    _books(tmp_path)
    _ingest(run, 2024, "my-city")
    _ingest(run, 2025, "my-city", "--complete")
    made = run("pack", "集成电路", "-s", "my-city", "-o", "pack")
    assert made.returncode == 0, made.stderr
    brief = (tmp_path / "pack" / "brief.md").read_text(encoding="utf-8")
    assert ("张三" in brief, brief.count("链长：李四")) == (False, 1)
    assert "乙公司" not in brief.split("## 变化")[0], "it left the chain with the complete list"


def test_pages_tell_the_days_of_the_lists_not_when_titles_end(run: Run, tmp_path: Path) -> None:
    chains = [("产业链名称", "链长"), (CHAIN, "张三")]
    for year, segment in ((2024, "芯片设计"), (2025, "晶圆制造")):
        row = ("甲公司", CHAIN, segment, "高新技术企业（2023，有效期至2030-10-15）")
        firms = [("企业名称", "所属产业链", "环节", "荣誉称号"), row]
        write_book(tmp_path / f"list-{year}.xlsx", {"企业": firms, "产业链": chains})
        _ingest(run, year, "my-city")
    store = open_store([str(tmp_path / "my-city")])
    book = read_book(store)
    asked = [answer.asks.zh for answer in find_answers(store, book, programme_cities(book))]
    assert "2024-12-31以来有哪些变化？" in asked
    assert run("viz", "chain", "集成电路", "-s", "my-city", "-o", "map.html").returncode == 0
    assert 'id="as-of-heading">2025-12-31<' in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_figure_of_an_earlier_year_is_new_with_the_list_that_first_says_it(run: Run, tmp_path: Path) -> None:
    heading = ("企业名称", "所属产业链", "营业收入（万元）", "数据年度")
    for year, rows in {
        2024: [("甲公司", CHAIN, 12000, 2023), ("乙公司", CHAIN, 300, 2024)],
        2025: [("甲公司", CHAIN, 15000, 2024), ("乙公司", CHAIN, 300, 2024), ("丙公司", CHAIN, 700, 2024)],
        2026: [("乙公司", CHAIN, 310, 2024)],
    }.items():
        write_book(tmp_path / f"list-{year}.xlsx", {"企业": [heading, *rows]})
        _ingest(run, year, "my-city")

    def figures(old: str, new: str) -> list[str]:
        told = run("diff", old, new, "-s", "my-city", "--kind", "Observation", "-f", "json").stdout
        return [row["sentence"]["zh"] for row in json.loads(told) if row["table"] == "Observation"]

    changed, added = figures("2024-12-31", "2025-12-31")
    assert changed.endswith("数值由“1.2 亿元（2023）”改为“1.5 亿元（2024）”")
    assert added.startswith("新增：")
    assert "丙公司" in added
    (corrected,) = figures("2025-12-31", "2026-12-31")
    assert ("乙公司" in corrected, "310 万元" in corrected) == (True, True)


def test_later_list_is_compared_by_what_it_says_and_what_it_leaves_out(run: Run, tmp_path: Path) -> None:
    heading = ("企业名称", "所属产业链", "营业收入（万元）", "数据年度")
    old = [("甲公司", CHAIN, 12000, 2024), ("乙公司", CHAIN, 300, 2024), ("丙公司", OTHER, "", "")]
    write_book(tmp_path / "list-2024.xlsx", {"企业": [heading, *old]})
    write_book(tmp_path / "list-2025.xlsx", {"企业": [heading, ("甲公司", CHAIN, 15000, 2025)]})
    for year in (2024, 2025):
        _ingest(run, year, "my-city")
    told = run("diff", "2024-12-31", "2025-12-31", "-s", "my-city", "-w", "300", "--lang", "en").stdout
    lines = [line.partition("  ")[0] for line in told.splitlines()]
    assert "0 added, 0 no longer hold, 1 changed." in lines
    assert "1 more statements repeat what was stated already; they are left out." in lines
    (figure,) = (line for line in lines if "value changed" in line)
    assert figure.endswith("value changed from '120 m yuan (2024)' to '150 m yuan (2025)'")
    (unnamed,) = (line for line in lines if line.startswith("Not named again: "))
    assert unnamed == f"Not named again: {CHAIN}: member: 乙公司 (from 2024-12-31)"


def test_corrected_book_takes_the_place_of_the_former_only_when_asked(run: Run, tmp_path: Path) -> None:
    _books(tmp_path)
    _ingest(run, 2024, "my-city")
    before = _bytes(tmp_path / "my-city")
    firms_book(tmp_path / "list-2024.xlsx", [firm("戊公司")])
    again = ("ingest", "list-2024.xlsx", "--city", "示例市", "--date", "2024-12-31", "--store", "my-city")
    done = run(*again)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith("my-city holds another list-2024.xlsx of 2024-12-31; --replace puts this one in its place")
    assert _bytes(tmp_path / "my-city") == before
    assert run(*again, "--replace").returncode == 0
    labels = {quad.object.value for quad in open_store([str(tmp_path / "my-city")]) if isinstance(quad.object, Literal)}
    assert "戊公司" in labels
    assert "甲公司" not in labels
    assert len(list((tmp_path / "my-city" / "books").iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--date", "2023-12-31", "--store", "s"], "holds this very list with the date 2024-12-31"),
        (["--date", "2024-12-31", "--store", "s", "--city", "别市"], "holds the lists of 示例市, not of 别市"),
        (["--date", "2024-12-31"], "no place to write to"),
        (["--date", "2024-12-31", "--date", "2025-12-31", "-o", "x.trig"], "1 books and 2 dates"),
        (["--date", "2025-12-31", "-o", "my.trig"], "my.trig: holds the lists of 2024-12-31, which would be lost"),
        (["--date", "2024-12-31", "--store", "full"], "full: no folder of lists"),
        (["--date", "2024-12-31", "--store", "site"], "site: no folder of lists"),
    ],
)
def test_what_cannot_be_added_is_said_in_one_line(run: Run, tmp_path: Path, words: list[str], message: str) -> None:
    _books(tmp_path)
    first = ("ingest", "list-2024.xlsx", "--city", "示例市", "--date", "2024-12-31", "--store", "s", "-o", "my.trig")
    assert run(*first).returncode == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "CURRENT").write_text("x", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("x", encoding="utf-8")
    before = _bytes(tmp_path)
    done = run("ingest", "list-2024.xlsx", "--city", "示例市", *words)
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert _bytes(tmp_path) == before


def test_list_with_rows_left_out_is_not_complete(run: Run, tmp_path: Path) -> None:
    firms_book(tmp_path / "list.xlsx", [firm("甲公司"), firm("乙公司", code="1")])
    common = ("ingest", "list.xlsx", "--city", "示例市", "--date", "2025-12-31", "--store", "s", "--keep-good")
    done = run(*common, "--complete")
    assert done.returncode == 1
    assert not (tmp_path / "s").exists()
    assert run(*common).returncode == 0
    firms_book(tmp_path / "list-2026.xlsx", [firm("甲公司")])
    later = run("ingest", "list-2026.xlsx", "--city", "示例市", "--date", "2026-12-31", "--store", "s")
    assert later.returncode == 0, "faults that were accepted aren't told again"
    assert "list.xlsx" not in later.stderr


def test_manifest_that_is_broken_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "lists.json").write_text(json.dumps({"lists": 1}), encoding="utf-8")
    done = run("query", "documents", "-s", "s")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: s/lists.json：没有指明图谱")


def test_documents_of_both_days_are_dated_and_hashed(tmp_path: Path) -> None:
    found = read(tmp_path, [firm("甲公司")], [firm("甲公司"), firm("乙公司")])
    documents = {cells["issued"]: cells for cells in found.rows["documents"]}
    assert set(documents) == {"2024-12-31", "2025-12-31"}
    assert len({cells["sha256"] for cells in documents.values()}) == 2
    with pytest.raises(InputError, match="give it once"):
        ingest_lists([Book(tmp_path / "old.xlsx", OLD), Book(tmp_path / "old.xlsx", NEW)], city="示例市")


@pytest.mark.parametrize(
    ("old", "new", "over"),
    [
        (("甲公司", ""), ("甲公司", ""), True),
        (("甲公司", CODE), ("甲公司", ""), True),
        (("甲公司", ""), ("甲公司", CODE), True),
        (("甲公司", CODE), ("甲旧公司", CODE), True),
        (("甲公司", CODE), ("甲公司", "91370000MA3C00001B"), False),
        (("甲公司", CODE), ("乙公司", ""), False),
    ],
)
def test_firm_that_a_later_list_says_is_gone_ends_though_the_list_is_not_complete(
    tmp_path: Path, old: tuple[str, str], new: tuple[str, str], *, over: bool
) -> None:
    heading = ["企业名称", "统一社会信用代码", "所属区县", "所属产业链", "登记状态"]
    rows = [[*old, "东城县", CHAIN, "存续"], [*new, "东城县", CHAIN, "注销（2025-10-01）"]]
    others = ["丙公司", "", "东城县", CHAIN, "存续"]
    books = [
        Book(write_book(tmp_path / f"{day}.xlsx", {"企业": [heading, row, others]}), day)
        for day, row in zip((OLD, NEW), rows, strict=True)
    ]
    found = ingest_lists(books, city="示例市")
    assert not found.faults
    assert [cells["valid_to"] for cells in ended(found)] == ["2025-12-30"] * over
    assert len(ended(found, "sitings")) == over
