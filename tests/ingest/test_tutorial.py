"""From the empty workbook to a map of one's own chain, as docs/tutorial-own-city.md tells it."""

import re
import shlex
from pathlib import Path

import networkx as nx
from openpyxl import load_workbook
from tests.ingest.conftest import Run, fill

COMMON = ("--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")


def _filled(run: Run, folder: Path) -> Path:
    assert run("template", "-o", "book.xlsx").returncode == 0
    book = folder / "book.xlsx"
    fill(book, "产业链", {"产业链名称": "集成电路产业链", "链长": "张三", "牵头部门": "市工业和信息化局"})
    fill(
        book,
        "企业",
        {
            "企业名称": "甲硅材料有限公司", "统一社会信用代码": "91350100M000100Y43", "所属区县": "东城县",
            "所属产业链": "集成电路产业链", "环节": "大硅片", "是否链主": "是", "营业收入（万元）": 12000,
            "数据年度": 2024, "荣誉称号": "瞪羚企业（2023）",
        },
        {"企业名称": "乙电子有限公司", "所属产业链": "集成电路产业链", "环节": "芯片封装测试"},
    )  # fmt: skip
    fill(book, "环节状态", {"环节": "晶圆制造", "状态": "确认无"}, {"环节": "光刻胶", "状态": "未知"})
    return book


def test_own_city_from_template_to_map(run: Run, tmp_path: Path) -> None:
    _filled(run, tmp_path)
    done = run("ingest", "book.xlsx", *COMMON)
    assert done.returncode == 0, done.stderr
    assert run("validate", "my.trig", "--bundled").returncode == 0
    alone = run("validate", "my.trig")
    assert alone.returncode == 1
    assert "请加--bundled再校验" in alone.stderr
    gaps = run("analyze", "gaps", "--chain", "集成电路", "-s", "my.trig")
    assert gaps.returncode == 0
    assert "晶圆制造" in gaps.stdout.split("先查明什么（未知环节）")[0]
    assert "第3行" in gaps.stdout
    assert run("viz", "chain", "集成电路", "-s", "my.trig", "-o", "map.html").returncode == 0
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "甲硅材料有限公司" in page
    assert "第 3 行" in page
    strip = page.split('class="strip"')[1].split("</section>")[0]
    assert "甲硅材料有限公司" in strip
    assert "张三" in strip
    assert run("viz", "matrix", "-s", "my.trig", "-o", "matrix.html").returncode == 0
    assert "2家已知企业中1家县区未知" in (tmp_path / "matrix.html").read_text(encoding="utf-8")
    assert run("pack", "集成电路", "-s", "my.trig", "-o", "pack").returncode == 0
    assert "没有模板画出本链" not in (tmp_path / "pack" / "index.html").read_text(encoding="utf-8")
    assert run("export", "graphml", "-s", "my.trig", "-o", "my.graphml").returncode == 0
    firm = "enterprise:c91350100m000100y43"
    assert "segment:silicon-wafers" in set(nx.read_graphml(tmp_path / "my.graphml")[firm])
    assert run("viz", "clusters", "-s", "my.trig", "-o", "clusters.html").returncode == 0
    assert "没有资料述及当地的集群" in (tmp_path / "clusters.html").read_text(encoding="utf-8")
    owners = run("query", "chain-owners", "-s", "my.trig")
    assert "甲硅材料有限公司" in owners.stdout


def test_same_book_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    _filled(run, tmp_path)
    run("ingest", "book.xlsx", *COMMON)
    first = (tmp_path / "my.trig").read_bytes()
    run("ingest", "book.xlsx", *COMMON)
    assert (tmp_path / "my.trig").read_bytes() == first


def test_verify_finds_the_book_by_its_bytes_and_tells_another(run: Run, tmp_path: Path) -> None:
    book = _filled(run, tmp_path)
    run("ingest", "book.xlsx", *COMMON)
    whole = run("verify", "-s", "my.trig", "--sources", ".")
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "名单，字节一致 book.xlsx" in whole.stdout
    fill(book, "企业", {"企业名称": "丁公司"})
    other = run("verify", "-s", "my.trig", "--sources", ".")
    assert other.returncode == 1
    assert "book.xlsx已不是当时的名单" in other.stdout.replace(" ", "")
    book.unlink()
    assert run("verify", "-s", "my.trig", "--sources", ".").returncode == 1
    assert run("verify", "-s", "my.trig", "--sources", ".", "--partial").returncode == 0


def test_place_that_cannot_be_written_is_named_as_it_was_given(run: Run, tmp_path: Path) -> None:
    _filled(run, tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run("ingest", "book.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "file/my.trig")
    assert done.returncode == 1
    assert "Error: file/my.trig：" in done.stderr


def test_fault_leaves_the_graph_as_it_was_and_good_rows_are_taken_on_request(run: Run, tmp_path: Path) -> None:
    book = _filled(run, tmp_path)
    run("ingest", "book.xlsx", *COMMON)
    before = (tmp_path / "my.trig").read_bytes()
    fill(
        book, "企业",
        {"企业名称": "丙公司", "统一社会信用代码": "91350100M000100Y44", "环节": "没有这个环节"},
        {"企业名称": "丁公司", "所属产业链": "集成电路产业链"},
    )  # fmt: skip
    done = run("ingest", "book.xlsx", *COMMON, "--faults", "faults.xlsx")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "my.trig").read_bytes() == before
    page = load_workbook(tmp_path / "faults.xlsx").active
    assert page is not None
    told = [tuple(cell.value for cell in row[:3]) for row in page.iter_rows(min_row=2)]
    assert told == [("book.xlsx[企业]", 5, "统一社会信用代码"), ("book.xlsx[企业]", 5, "环节")]
    assert run("ingest", "book.xlsx", *COMMON, "--keep-good").returncode == 0
    after = (tmp_path / "my.trig").read_text(encoding="utf-8")
    assert "丁公司" in after
    assert "丙公司" not in after


def test_filled_workbook_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    book = _filled(run, tmp_path)
    before = book.read_bytes()
    done = run("template", "-o", "book.xlsx")
    assert done.returncode == 1
    assert book.read_bytes() == before


def test_empty_workbook_has_the_same_bytes_and_its_examples_are_no_rows(run: Run, tmp_path: Path) -> None:
    run("template", "-o", "a.xlsx")
    run("template", "-o", "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    done = run("ingest", "a.xlsx", *COMMON)
    assert "1行读入" not in done.stderr


def _commands(page: str) -> list[list[str]]:
    """Return the commands of a page's section on the next list."""
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    block = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)[-1]
    return [shlex.split(line)[1:] for line in block.splitlines()]


def test_next_list_is_told_as_the_tutorial_says(run: Run, tmp_path: Path) -> None:
    assert _commands("tutorial-own-city.md") == _commands("tutorial-own-city.zh.md")
    book = _filled(run, tmp_path)
    book.rename(tmp_path / "list-2024.xlsx")
    run("template", "-o", "list-2025.xlsx")
    chain = {"所属产业链": "集成电路产业链"}
    firms: tuple[dict[str, object], ...] = (
        {"企业名称": "甲硅材料有限公司", "统一社会信用代码": "91350100M000100Y43", "是否链主": "否", **chain},
        {"企业名称": "丙电子有限公司", "是否链主": "是", **chain},
    )
    fill(tmp_path / "list-2025.xlsx", "企业", *firms)
    first, second, owners, diff = (run(*words) for words in _commands("tutorial-own-city.md"))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "新列入1家，按名单终止2家，未再列出而未言明终止0家" in second.stderr
    assert "甲硅材料有限公司" in owners.stdout
    assert "丙电子有限公司" not in owners.stdout
    assert "新增：示例市 · 集成电路产业链：链主：丙电子有限公司" in diff.stdout
    assert "不再成立：集成电路产业链：成员：乙电子有限公司" in diff.stdout
    assert run("verify", "-s", "my-city", "--sources", "my-city/books").returncode == 0
    assert run("viz", "chain", "集成电路", "-s", "my-city", "-o", "map.html").returncode == 0
