"""Tables to TriG: faults in references, the same bytes on every run, nothing half-written."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from chaingraph.build import build_folders
from chaingraph.errors import InputError, TableError
from chaingraph.namespaces import DEF, mint, shorten

TEXT = "乐天市优选79家企业担任链主。"
SPAN = f"0-14~{hashlib.sha256(TEXT[:14].encode()).hexdigest()}"
TABLES = {
    "documents": f"key,zh,title,issued,language,file,sha256,body_start,body_end\nbulletin,公报,公报,2023-12-30,zh,b.txt,{'0' * 64},0,14\n",
    "places": "key,zh,en\nletian,乐天市（虚构）,Letian (fictional)\n",
    "enterprises": "key,zh\nacme,甲公司\nother,乙公司\n",
    "chain_ownerships": f"doc,key,evidence,owner,area\nbulletin,acme,{SPAN},acme,letian\n",
    "set_claims": "doc,key,evidence,member_kind,within,condition,stated_count,membership,possible\n"
    f"bulletin,owners,{SPAN},Enterprise,place:letian,role-chain-owner,79,chain-ownership:bulletin.acme,enterprise:other\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "graph" / "letian"
    folder.mkdir(parents=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def run_build(
    root: Path | str, *options: str, seed: str = "0", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chaingraph", "build", str(root), *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, check=False
    )


def test_statements_stand_in_their_documents_graph(folder: Path) -> None:
    (built,) = build_folders(folder)
    quads = list(parse(built.content, format=RdfFormat.TRIG))
    by_graph = {str(quad.graph_name).rsplit("/", 1)[-1].rstrip(">") for quad in quads}
    assert by_graph == {"entities", "bulletin"}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)


def test_known_members_follow_from_membership_statements(folder: Path) -> None:
    (built,) = build_folders(folder)
    store = Store()
    store.load(built.content, format=RdfFormat.TRIG)
    claim = NamedNode(mint("set-claim", "bulletin.owners"))

    def objects(name: str) -> set[str]:
        return {str(quad.object) for quad in store.quads_for_pattern(claim, NamedNode(DEF + name), None, None)}

    assert objects("knownMember") == {f"<{mint('enterprise', 'acme')}>"}
    assert objects("possibleMember") == {f"<{mint('enterprise', 'other')}>"}


def test_same_bytes_under_any_hash_seed(folder: Path) -> None:
    root = folder.parent
    contents = set()
    for seed in ("0", "1", "4242"):
        target = root / "letian.trig"
        target.unlink(missing_ok=True)
        assert run_build(root, seed=seed).returncode == 0
        contents.add(target.read_bytes())
    assert len(contents) == 1


def test_order_of_rows_does_not_show(folder: Path) -> None:
    (before,) = build_folders(folder)
    path = folder / "enterprises.csv"
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([heading, *reversed(lines)]) + "\n", encoding="utf-8")
    (after,) = build_folders(folder)
    assert before.content == after.content


def test_check_passes_on_a_fresh_build_and_fails_on_a_stale_one(folder: Path) -> None:
    root = folder.parent
    assert run_build(root).returncode == 0
    assert run_build(root, "--check").returncode == 0
    compiled = (root / "letian.trig").read_bytes()
    claims = folder / "set_claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",79,", ",80,"), encoding="utf-8")
    checked = run_build(root, "--check")
    assert checked.returncode == 1
    assert "not what the tables say" in checked.stderr
    assert (root / "letian.trig").read_bytes() == compiled


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("chain_ownerships", ",acme,letian", ",acmee,letian", "letian/chain_ownerships.csv:2: owner: unknown enterprise 'acmee'; did you mean 'acme'?"),
        ("chain_ownerships", "bulletin,acme", "bulletins,acme", "doc: unknown document 'bulletins'; did you mean 'bulletin'?"),
        ("chain_ownerships", SPAN, "", "evidence: empty; this document's text is kept, so give the place"),
        ("set_claims", "place:letian", "letian", "within: 'letian' needs its kind before a colon"),
        ("set_claims", "place:letian", "plaza:letian", "within: unknown kind 'plaza'; did you mean 'place'?"),
        ("set_claims", "Enterprise,", "Enterprises,", "member_kind: unknown class 'Enterprises'; did you mean 'Enterprise'?"),
        ("set_claims", "role-chain-owner", "role-chain-owners", "unknown concept 'role-chain-owners'; did you mean 'role-chain-owner'?"),
        ("set_claims", "chain-ownership:bulletin.acme", "chain-ownership:bulletin.x", "membership: unknown chain-ownership 'bulletin.x'"),
        ("set_claims", "chain-ownership:bulletin.acme", "set-claim:bulletin.owners", "lists nothing; a membership is a row of"),
        ("documents", "0" * 64, "", "whose text isn't kept; leave the cell empty or keep the text"),
    ],
)  # fmt: skip
def test_wrong_reference_is_named_with_its_place(folder: Path, table: str, old: str, new: str, expected: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        list(build_folders(folder.parent))
    assert expected in str(caught.value)


def test_nothing_is_written_where_one_folder_has_faults(folder: Path) -> None:
    bad = folder.parent / "other"
    bad.mkdir()
    (bad / "chains.csv").write_text("key,zh,area\na,甲,nowhere\n", encoding="utf-8")
    done = run_build(folder.parent)
    assert done.returncode == 1
    assert "other/chains.csv:2: area: unknown place 'nowhere'" in done.stderr
    assert sorted(path.name for path in folder.parent.iterdir()) == ["letian", "other"]


def test_key_declared_in_two_folders_is_a_fault(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "places.csv").write_text("key,zh\nletian,乐天市\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"'letian' is declared in other/places.csv:2 already"):
        list(build_folders(folder.parent))


def test_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no curated tables here"):
        list(build_folders(tmp_path / "nowhere"))


def test_judgements_stand_in_their_own_graph_with_editor_date_and_reason(folder: Path) -> None:
    (folder / "merges.csv").write_text(
        f"doc,key,evidence,surface,entity,editor,judged_on,note\nbulletin,acme,{SPAN},甲,enterprise:acme,an editor,2026-11-22,short form\n",
        encoding="utf-8",
    )
    (built,) = build_folders(folder)
    about = [
        quad
        for quad in parse(built.content, format=RdfFormat.TRIG)
        if quad.subject == NamedNode(mint("merge", "bulletin.acme"))
    ]
    assert {quad.graph_name for quad in about} == {NamedNode(mint("graph", "judgements"))}
    said = {shorten(quad.predicate.value) for quad in about}
    assert said == {
        "rdf:type",
        "cg:evidence",
        "cg:surfaceForm",
        "cg:mergedInto",
        "cg:editor",
        "cg:judgedOn",
        "cg:reason",
    }


@pytest.mark.parametrize(
    ("where", "root", "said"),
    [
        ("letian", ".", "../letian.trig: written"),
        ("letian", "..", "../letian.trig: written"),
        ("letian/deep", "..", "../../letian.trig: written"),
        (".", "letian/", "letian.trig: written"),
        (".", ".", "letian.trig: written"),
    ],
)
def test_folder_may_be_given_by_dots(folder: Path, where: str, root: str, said: str) -> None:
    (folder / "deep").mkdir()
    done = run_build(root, cwd=folder.parent / where)
    assert done.stderr.startswith(said)
    assert (folder.parent / "letian.trig").is_file()


def test_fault_in_the_folder_of_work_names_it(folder: Path) -> None:
    (folder / "places.csv").write_text("key,zh\nletian,\n", encoding="utf-8")
    done = run_build(".", cwd=folder)
    assert done.stderr.startswith("Error: letian/places.csv:2: zh: ")
    assert done.stderr.endswith("empty; this cell must be filled\n")


def test_target_that_cannot_be_written_is_one_clear_line(folder: Path) -> None:
    target = folder.with_name("letian.trig")
    target.mkdir()
    done = run_build(folder)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {target}：写不了：是目录")
    assert done.stderr.endswith(f"{target}: can't be written: Is a directory; make its folder writable\n")
    assert done.stderr.count("\n") == 1


def test_named_folder_may_refer_to_those_beside_it(folder: Path) -> None:
    beside = folder.with_name("reference")
    beside.mkdir()
    (folder / "places.csv").rename(beside / "places.csv")
    together = {built.path: built.content for built in build_folders(folder.parent)}
    (built,) = build_folders(folder)
    assert built.content == together[built.path]


def test_folders_beside_a_named_one_do_not_stand_in_its_way(folder: Path) -> None:
    (alone,) = build_folders(folder)
    for name, table, text in [
        ("copy", "places.csv", TABLES["places"]),
        ("faulty", "chains.csv", "key,zh\n"),
        ("unrelated", "budget.csv", "a,b\n"),
    ]:
        folder.with_name(name).mkdir()
        (folder.with_name(name) / table).write_text(text, encoding="utf-8")
    assert list(build_folders(folder)) == [alone]


def test_faults_beside_are_told_where_the_named_folder_has_its_own(folder: Path) -> None:
    beside = folder.with_name("reference")
    beside.mkdir()
    (folder / "places.csv").unlink()
    (beside / "places.csv").write_text("key,zh\nletian,\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"area: unknown place 'letian'(.|\n)*reference/places.csv:2: zh: empty"):
        list(build_folders(folder))
