"""Streams that are closed, full, of another encoding or no text: one line, never a traceback."""

import os
import subprocess
import sys

import pytest

from chaingraph.error_words import in_both

QUERY = "SELECT ?x { BIND('\U0001f600链' AS ?x) }"
COMMAND = f'"{sys.executable}" -m chaingraph'


def run(line: str, *, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["/bin/sh", "-c", line], input=stdin, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("arguments", ["info", "info --help", "--help", f'query "{QUERY}" -f csv'])
@pytest.mark.parametrize(("to", "reason"), [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
def test_output_that_cannot_be_written_is_one_line(arguments: str, to: str, reason: str) -> None:
    done = run(f"{COMMAND} {arguments} {to}")
    assert done.returncode == 1
    said = f"the output can't be written: {reason}; send it elsewhere"
    assert done.stderr.decode() == f"Error: {in_both(said)}\n"


def test_reader_that_stops_early_hears_nothing() -> None:
    done = run(f'{COMMAND} query "SELECT ?s ?p ?o {{ ?s ?p ?o }}" -f csv | head -1')
    assert (done.stdout, done.stderr) == (b"s,p,o\r\n", b"")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("query -", "standard input: not UTF-8 at byte 0; give the query in UTF-8"),
        ("query - <&-", "standard input is closed; give the query as a word or a file"),
    ],
)
def test_input_that_cannot_be_read_is_one_line(line: str, said: str) -> None:
    done = run(f"{COMMAND} {line}", stdin=b"\xff")
    assert done.returncode == 1
    assert done.stderr.decode() == f"Error: {in_both(said)}\n"


def test_query_from_stdin_may_open_with_a_byte_order_mark() -> None:
    done = run(f"{COMMAND} query - -f csv", stdin=f"\ufeff{QUERY}".encode())
    assert done.stdout.decode().split() == ["x", "\U0001f600链"]


def test_file_name_that_is_no_text_is_written_out() -> None:
    done = run(f"{COMMAND} info -s \"$(printf 'a\\377.ttl')\"")
    assert done.stderr.startswith("Error: a\\udcff.ttl：没有这个文件或文件夹".encode())


def test_terminal_that_lacks_a_sign_shows_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty")
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    here, there = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "chaingraph", "query", QUERY, "-f", "csv"],
        stdout=there, stderr=subprocess.PIPE, timeout=120, check=False,
    )  # fmt: skip
    os.close(there)
    shown = b""
    try:
        while chunk := os.read(here, 1024):
            shown += chunk
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(here)
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown.decode("gbk").split() == ["x", "\\U0001f600链"]
