"""What verify finds true, false, covered and missing in tiny graphs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from chaingraph.errors import GraphFileError, SourceTextError
from chaingraph.verify import Finding, verify_store

TEXT = "公报\n\n全市遴选链主79家，投资201亿元，增长8.6%，居全省首位。甲公司、乙公司入选，另有链主79家待定。\n"
PERCENT = '; cg:unit unit:PERCENT . unit:PERCENT a cg:Unit ; skos:notation "percent"'
YUAN = '; cg:unit unit:CCY_CNY . unit:CCY_CNY a cg:Unit ; skos:notation "yuan"'
FIRM = 'enterprise:a skos:prefLabel "甲公司（虚构）"@zh-Hans ; skos:hiddenLabel "甲公司" .'
OTHER = 'enterprise:z skos:prefLabel "癸公司"@zh-Hans .'
CHAIN = 'chain:c skos:prefLabel "链主"@zh-Hans .'


@pytest.fixture
def store() -> Store:
    return Store()


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.kind, finding.row.key if finding.row else "") for finding in findings]


@pytest.mark.parametrize(
    ("value", "words", "more", "is_true"),
    [
        ("79", "遴选链主79家", "", True),
        ("78", "遴选链主79家", "", False),
        ("79", "投资201亿元", "", False),
        ("20100000000", "投资201亿元", YUAN, True),
        ("201", "投资201亿元", YUAN, False),
        ("8.60", "增长8.6%", PERCENT, True),
        ("-8.6", "增长8.6%", PERCENT, True),
        ("8.6", "增长8.6%", YUAN, False),
        ("1", "居全省首位", "", True),
        ("1", "居全省首位", "; cg:listSize 16", False),
    ],
)
def test_a_value_must_stand_in_its_evidence(
    gazette: Callable[..., Any], store: Store, sources: Path, value: str, words: str, more: str, is_true: bool
) -> None:
    gazette(TEXT).observe("figure", words, value, more).load(store, sources)
    findings = verify_store(store, sources).findings
    assert kinds(findings) == ([] if is_true else [("value", "figure")])


@pytest.mark.parametrize(
    ("kind", "rdf_class", "more", "labels", "is_true"),
    [
        ("chain-ownership", "ChainOwnership", "cg:owner enterprise:a", FIRM, True),
        ("chain-ownership", "ChainOwnership", "cg:owner enterprise:z", OTHER, False),
        ("participation", "Participation", "cg:participant enterprise:z ; cg:participatesIn enterprise:a", FIRM + OTHER, True),
        ("chain-entry", "ChainEntry", "cg:chain chain:c ; cg:edition edition:e", CHAIN, False),
        ("chain-entry", "ChainEntry", "cg:chain enterprise:z ; cg:edition enterprise:a", FIRM + OTHER, False),
        ("set-claim", "MemberSetClaim", "cg:statedCount 2", "", False),
        ("award", "DesignationAward", "cg:recipient place:p", 'place:p skos:prefLabel "入选"@zh-Hans .', True),
    ],
)  # fmt: skip
def test_a_name_or_count_must_stand_in_its_evidence(
    gazette: Callable[..., Any], store: Store, sources: Path, kind: str, rdf_class: str, more: str, labels: str, is_true: bool
) -> None:  # fmt: skip
    made = gazette(TEXT).claim(kind, rdf_class, "row", ("甲公司、乙公司入选",), more).add(labels)
    made.load(store, sources)
    findings = verify_store(store, sources).findings
    assert [finding.kind for finding in findings] == ([] if is_true else [findings[0].kind])
    assert all(finding.kind in {"label", "value"} for finding in findings)


@pytest.mark.parametrize("label", ["ＡＢ　Group", "ab group", "AB\u00a0GROUP", "Ab-Group"])
def test_width_case_and_spaces_do_not_count_in_labels(
    gazette: Callable[..., Any], store: Store, sources: Path, label: str
) -> None:
    owner = f'enterprise:a skos:altLabel "{label}"@en .'
    made = gazette("公报\nAB Group入选。").claim(
        "chain-ownership", "ChainOwnership", "row", ("AB Group",), "cg:owner enterprise:a"
    )
    made.add(owner).load(store, sources)
    assert bool(verify_store(store, sources).findings) == ("-" in label)


def test_several_spans_bear_a_statement_together(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    words = ("全市遴选", "乙公司", "甲公司")
    gazette(TEXT).claim("siting", "Siting", "row", words, "cg:about enterprise:a").add(FIRM).load(store, sources)
    assert verify_store(store, sources).is_sound()


def test_a_changed_digit_is_reported_with_its_row_and_what_stands_there(
    gazette: Callable[..., Any], store: Store, sources: Path, tmp_path: Path
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").observe("rank", "居全省首位", "1").load(store, sources)
    (sources / "gazette.txt").write_text(TEXT.replace("79家，", "97家，"), encoding="utf-8")
    table = tmp_path / "graph" / "observations.csv"
    table.parent.mkdir()
    table.write_text('doc,key,note\ngazette,other,"two\nlines"\ngazette,owners,\n', encoding="utf-8")
    (finding,) = verify_store(store, sources, tables=[table.parent]).findings
    assert finding.kind == "changed"
    assert str(finding.row) == f"observations.csv: gazette owners ({table}:4)"
    assert "79" in finding.says
    assert finding.reads == "遴选链主97家"
    assert finding.numbers == ("97家",)


def test_a_wrong_place_in_the_very_text_is_false_though_the_words_recur(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    made = gazette(TEXT).observe("owners", "链主79家", "79")
    made.turtle = [line.replace("oa:start 8", "oa:start 7").replace("oa:end 13", "oa:end 12") for line in made.turtle]
    made.load(store, sources)
    assert kinds(verify_store(store, sources).findings) == [("changed", "owners")]


@pytest.mark.parametrize("name", ["gazette.txt", "renamed.txt"])
def test_an_edited_text_is_found_by_file_name_or_title(
    gazette: Callable[..., Any], store: Store, sources: Path, name: str
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").unlink()
    (sources / name).write_text(f"转载\n{TEXT}", encoding="utf-8")
    report = verify_store(store, sources)
    assert report.is_sound()
    assert [(one.found, one.file, one.spans_true) for one in report.documents] == [("aligned", name, 1)]


def test_an_unchanged_text_is_found_by_its_bytes_whatever_its_name(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").rename(sources / "anything")
    (sources / "gazette.txt").write_text("公报：另一篇", encoding="utf-8")
    assert [one.found for one in verify_store(store, sources).documents] == ["bytes"]


def test_the_text_of_another_document_is_never_taken(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    gazette(TEXT, key="old", file_name="old.txt").observe("owners", "遴选链主79家", "79").load(store, sources)
    gazette(TEXT + "续", key="new", file_name="new.txt").observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "old.txt").unlink()
    report = verify_store(store, sources)
    assert [(one.document, one.found) for one in report.documents] == [("new", "bytes"), ("old", "absent")]


def test_a_missing_text_is_an_error_unless_partial(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").unlink()
    report = verify_store(store, sources)
    assert [(one.kind, one.document) for one in report.findings] == [("absent", "gazette")]
    assert not report.is_sound()
    partial = verify_store(store, sources, partial=True)
    assert partial.is_sound()
    assert [one.found for one in partial.documents] == ["absent"]


def test_a_document_whose_text_is_not_kept_is_not_checked(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    gazette(TEXT, kept=False).observe("owners", "遴选链主79家", "80").load(store, sources)
    report = verify_store(store, sources)
    assert report.is_sound(strict=True)
    assert [(one.found, one.statements) for one in report.documents] == [("not-kept", 1)]


def test_evidence_without_a_place_in_a_kept_text_is_false(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    made = gazette(TEXT).add(
        "<https://w3id.org/chaingraph/id/observation/gazette.x> a cg:Observation ; cg:value 79.0 ;"
        " cg:evidence evidence:gazette.unlocated ."
        " evidence:gazette.unlocated a cg:Evidence ; oa:hasSource document:gazette ."
    )
    made.load(store, sources)
    assert kinds(verify_store(store, sources).findings) == [("unplaced", "x")]


def test_a_folder_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SourceTextError):
        verify_store(store, tmp_path / "none")


def test_figures_are_covered_excluded_or_missing(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    start = TEXT.index("全市")
    made = gazette(TEXT, body=(start, len(TEXT))).observe("owners", "遴选链主79家，投资201亿元", "79")
    made.exclude("rise", "增长8.6%").load(store, sources)
    (report,) = verify_store(store, sources).documents
    assert report.covered == 1
    assert dict(report.excluded) == {"date": 1}
    assert [token.text for token in report.missing] == ["201亿", "首位", "79"]
    assert all(TEXT[token.start : token.end] == token.text for token in report.missing)
    assert "投资201亿元" in report.missing[0].around
    assert verify_store(store, sources).is_sound()
    assert not verify_store(store, sources).is_sound(strict=True)


def test_dates_of_the_period_and_of_the_document_are_covered(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    text = "公报\n3月5日，2023年1—11月份增长8.6%，8项，4月。"
    period = '; cg:periodStart "2023-01-01"^^xsd:date ; cg:periodEnd "2023-11-30"^^xsd:date'
    gazette(text).observe("growth", text[3:], "8.6", period).load(store, sources)
    (report,) = verify_store(store, sources).documents
    assert report.covered == 6
    assert [token.text for token in report.missing] == ["8", "4"]


def test_the_body_moves_with_the_text(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    start = TEXT.index("全市")
    made = gazette(TEXT, body=(start, TEXT.index("另有"))).observe("owners", "遴选链主79家", "79")
    made.load(store, sources)
    (sources / "gazette.txt").write_text(f"3条导航\n{TEXT}", encoding="utf-8")
    (report,) = verify_store(store, sources).documents
    assert report.covered == 1
    assert [token.text for token in report.missing] == ["201亿", "8.6", "首位"]


@pytest.mark.parametrize(("words", "is_idle"), [("投资201亿元", False), ("全市遴选", True), ("甲公司、乙公司", True)])
def test_an_exclusion_must_exclude_a_number(
    gazette: Callable[..., Any], store: Store, sources: Path, words: str, is_idle: bool
) -> None:
    gazette(TEXT).exclude("mark", words).load(store, sources)
    assert kinds(verify_store(store, sources).findings) == ([("idle", "mark")] if is_idle else [])


@pytest.mark.parametrize("words", ["一批平台", "（一）", "一链三中心"])
def test_an_idiom_or_mark_may_be_excluded(gazette: Callable[..., Any], store: Store, sources: Path, words: str) -> None:
    gazette(f"公报\n建成{words}。").exclude("idiom", words).load(store, sources)
    assert verify_store(store, sources).is_sound(strict=True)


def test_batches_and_stars_cover_their_numbers(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    made = gazette("公报\n甲公司入选第二批四星级名单。").claim(
        "award",
        "DesignationAward",
        "row",
        ("甲公司入选第二批四星级名单",),
        'cg:recipient enterprise:a ; cg:batch "第二批" ; cg:tier scheme:tier-star-4',
    )
    made.add(FIRM).load(store, sources)
    assert verify_store(store, sources).is_sound(strict=True)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('; cg:value "x180"', "observation:gazette.owners cg:value: 'x180' is no number"),
        ('; cg:value "１８０"', "observation:gazette.owners cg:value: '１８０' is no number"),
        ("; cg:listSize 1.5", "observation:gazette.owners cg:listSize: '1.5' is no whole number"),
        ('; cg:periodEnd "2023-02-30"', "observation:gazette.owners cg:periodEnd: '2023-02-30' is no date"),
        ('. selector:gazette.6-13 oa:start "x"', "selector:gazette.6-13 oa:start: 'x' is no whole number"),
        (". selector:gazette.6-13 oa:start 13", "selector:gazette.6-13 oa:end: the place 13-13 ends before it starts"),
        ('. selector:gazette.6-13 oa:end -1', "selector:gazette.6-13 oa:end: '-1' is no whole number"),
        ('. document:gazette cg:bodyStart "x"', "document:gazette cg:bodyStart: 'x' is no whole number"),
        ('. document:other a cg:Document ; dcterms:issued "March 2025"', "document:other dcterms:issued: 'March 2025' is no date"),
    ],
)  # fmt: skip
def test_a_literal_of_another_form_is_named_with_its_node_and_property(
    gazette: Callable[..., Any], store: Store, sources: Path, more: str, said: str
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79", more).load(store, sources)
    with pytest.raises(GraphFileError) as caught:
        verify_store(store, sources)
    assert str(caught.value) == f"{said}; run 'chaingraph validate' and correct it"


@pytest.mark.parametrize(
    "content",
    ["doc,key,note\ngazette,owners,公报\n".encode("gbk"), b"doc,key\n" + b"x" * 200_000 + b",y\ngazette,owners\n", None],
    ids=["gbk", "malformed", "folder"],
)  # fmt: skip
def test_a_table_that_cannot_be_read_leaves_the_rows_name(
    gazette: Callable[..., Any], store: Store, sources: Path, tmp_path: Path, content: bytes | None
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "78").load(store, sources)
    table = tmp_path / "graph" / "observations.csv"
    table.parent.mkdir()
    if content is None:
        table.mkdir()
    else:
        table.write_bytes(content)
    (finding,) = verify_store(store, sources, tables=[table.parent]).findings
    assert str(finding.row) == "observations.csv: gazette owners"


@pytest.mark.parametrize("partial", [False, True])
def test_a_text_that_is_there_but_not_utf8_is_called_so(
    gazette: Callable[..., Any], store: Store, sources: Path, partial: bool
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").write_bytes(TEXT.encode("gbk"))
    with pytest.raises(SourceTextError, match=r"gazette\.txt: not UTF-8 from byte 0"):
        verify_store(store, sources, partial=partial)


def test_a_text_that_is_a_folder_is_called_unreadable(gazette: Callable[..., Any], store: Store, sources: Path) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").unlink()
    (sources / "gazette.txt").mkdir()
    with pytest.raises(SourceTextError, match=r"gazette\.txt: can't be read: Is a directory"):
        verify_store(store, sources)


def test_an_unreadable_file_does_not_matter_where_the_very_text_is_there(
    gazette: Callable[..., Any], store: Store, sources: Path
) -> None:
    gazette(TEXT).observe("owners", "遴选链主79家", "79").load(store, sources)
    (sources / "gazette.txt").rename(sources / "kept")
    (sources / "gazette.txt").write_bytes(b"\xff")
    assert verify_store(store, sources).is_sound()
