"""Reading curated tables: every fault is named with file, row, column and mend."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import InputError, TableError
from chaingraph.table_reader import Span, parse_spans, read_folder, read_table
from chaingraph.tables import TABLES

HASH = "ab" * 32


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(TableError) as caught:
        read_table(path, TABLES[path.stem])
    return [str(fault) for fault in caught.value.faults]


def test_row_knows_its_line_and_lists(tmp_path: Path) -> None:
    path = write(
        tmp_path / "chains.csv", "key,zh,en,alt,hidden,area\na-chain,甲链,Chain A,甲|A,,dezhou\n\nb,乙链,,,,dezhou\n"
    )
    first, second = read_table(path, TABLES["chains"])
    assert (first.key, first.line, first.values("alt"), first.values("en")) == ("a-chain", 2, ["甲", "A"], ["Chain A"])
    assert (second.key, second.line, second.values("alt")) == ("b", 4, [])


def test_byte_order_mark_and_crlf_read_the_same(tmp_path: Path) -> None:
    plain = read_table(write(tmp_path / "sectors.csv", "key,zh\na,甲\n"), TABLES["sectors"])
    marked = read_table(write(tmp_path / "sectors.csv", "\ufeffkey,zh\r\na,甲\r\n"), TABLES["sectors"])
    assert [row.cells for row in plain] == [row.cells for row in marked]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("chains", "key,zh,aera\na,甲,x\n", "chains.csv:1: aera: unknown column; did you mean 'area'?"),
        ("chains", "key,zh\na,甲\n", "chains.csv:1: area: this column is missing; add it to the heading"),
        ("sectors", "key,zh,zh\na,甲,甲\n", "chains.csv:1: zh: this column stands twice; keep one"),
        ("sectors", "key,zh\na,\n", "sectors.csv:2: zh: empty; this cell must be filled"),
        ("sectors", "key,zh\nA b,甲\n", "'A b' is no key; use lower-case letters, digits and single hyphens"),
        ("sectors", "key,zh\na,甲,x\n", "sectors.csv:2: 3 cells, the heading has 2; quote cells that hold commas"),
        ("sectors", "key,zh\na,甲\na,乙\n", "sectors.csv:3: key: 'a' stands in line 2 already"),
        ("sectors", 'key,zh\na,"甲\n乙"\n', "holds a control character"),
        ("sectors", 'key,zh\na,"甲\n', "not a CSV line"),
        ("sectors", "key,zh,alt\na,甲,x||y\n", "'alt' has an empty or padded part"),
        ("places", "key,zh,latitude\na,甲,1e3\n", "places.csv:2: latitude: '1e3' is no number"),
        ("documents", "key,zh,language,issued\na,甲,zh,2023-2-30\n", "'2023-2-30' is no date"),
        ("documents", "key,zh,language,issued\na,甲,zh,20230203\n", "'20230203' is no date"),
        ("documents", "key,zh,language,issued\na,甲,zh,2024-W01-1\n", "'2024-W01-1' is no date"),
        ("documents", "key,zh,language,issued\na,甲,zh,２０２４-01-01\n", "is no date"),
        ("documents", "key,zh,language,body_start\na,甲,zh,１８０\n", "'１８０' is no whole number"),
        ("documents", f"key,zh,language,body_start\na,甲,zh,{'9' * 31}\n", "31 digits are too many for a number"),
        (
            "documents",
            "key,zh,language\na,甲,Chinese (simplified)\n",
            "documents.csv:2: language: 'Chinese (simplified)' is no language tag",
        ),
        ("places", "key,zh,latitude\na,甲,１８０\n", "'１８０' is no number"),
        ("places", f"key,zh,latitude\na,甲,1.{'0' * 30}\n", "31 digits are too many for a number"),
        ("sitings", f"doc,key,evidence,about,area\nd,a,１-２~{HASH},x:y,z\n", "is no place"),
        ("sitings", f"doc,key,evidence,about,area\nd,a,1-{'9' * 5000}~{HASH},x:y,z\n", "is no place"),
        ("documents", "key,zh,language,address\na,甲,zh,javascript:x\n", "'javascript:x' is no address"),
        ("documents", "key,zh,language,body_start\na,甲,zh,-1\n", "'-1' is no whole number"),
        (
            "set_claims",
            "doc,key,member_kind,within,is_complete\nd,a,Chain,place:x,yes\n",
            "'yes' is neither true nor false",
        ),
        ("sitings", "doc,key,evidence,about,area\nd,a,1-2,x:y,z\n", "'1-2' is no place"),
        ("sitings", f"doc,key,evidence,about,area\nd,a,5-5~{HASH},x:y,z\n", "the place 5-5 ends before it starts"),
        ("enterprises", "key,zh,credit_code\na,甲,91370000123456789X\n", "the check sign of"),
        ("enterprises", "key,zh,credit_code\na,甲,123\n", "'123' is no unified social credit code"),
    ],
)
def test_fault_is_named_with_place_and_mend(tmp_path: Path, name: str, text: str, expected: str) -> None:
    expected = expected.replace("chains.csv", f"{name}.csv")
    assert any(expected in fault for fault in faults_of(write(tmp_path / f"{name}.csv", text)))


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    assert len(faults_of(write(tmp_path / "sectors.csv", "key,zh\nA,甲\nb,\nc\n"))) == 3


def test_real_credit_code_passes(tmp_path: Path) -> None:
    # The worked example of GB 32100-2015, annex B.
    path = write(tmp_path / "enterprises.csv", "key,zh,credit_code\na,甲,91350100M000100Y43\n")
    assert read_table(path, TABLES["enterprises"])[0].cells["credit_code"] == "91350100M000100Y43"


def test_gbk_file_is_refused_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "sectors.csv"
    path.write_bytes("key,zh\na,甲\n".encode("gbk"))
    assert "not UTF-8" in faults_of(path)[0]


def test_longest_number_passes(tmp_path: Path) -> None:
    path = write(tmp_path / "places.csv", f"key,zh,latitude\na,甲,-{'9' * 30}\n")
    assert len(read_table(path, TABLES["places"])) == 1


def test_table_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sectors.csv").mkdir()
    assert faults_of(tmp_path / "sectors.csv")[0].startswith("sectors.csv: can't be read: Is a directory;")


def test_unknown_table_names_the_nearest(tmp_path: Path) -> None:
    write(tmp_path / "chain.csv", "key,zh\n")
    with pytest.raises(TableError, match="did you mean 'chains'"):
        read_folder(tmp_path)


def test_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no curated tables here"):
        read_folder(tmp_path)


@given(st.lists(st.builds(Span, st.integers(0, 10**6), st.integers(10**6 + 1, 10**7), st.just(HASH)), max_size=5))
def test_spans_read_back_as_written(spans: list[Span]) -> None:
    assert parse_spans(" ".join(f"{span.start}-{span.end}~{span.sha256}" for span in spans)) == spans


@given(st.text(max_size=40))
def test_any_evidence_cell_is_read_or_refused(cell: str) -> None:
    try:
        spans = parse_spans(cell)
    except InputError:
        return
    assert all(span.start < span.end for span in spans)
