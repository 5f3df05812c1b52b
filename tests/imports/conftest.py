"""A made-up ICKG of a dozen facts: invented names in the dataset's layout."""

from pathlib import Path

import pytest

ENTITIES = ["砂矿业", "玻璃业", "灯具业", "虚构\\甲<公司>", '虚构"乙"公司', "虚构丙公司", "虚构丁公司", "CN0", "灯具业"]
RELATIONS = [
    "上游于",
    "供给",
    "包含",
    "合作",
    "合资",
    "并购",
    "归属于行业",
    "投资",
    "持有专利",
    "母公司/控股",
    "涉足行业",
    "竞争",
]
DAYS = ["2020-01-01", "2021-06-30"]
TRAIN = [
    (0, "上游于", 1, 0),
    (1, "上游于", 2, 0),
    (0, "上游于", 1, 1),
    (3, "涉足行业", 0, 0),
    (4, "归属于行业", 1, 0),
    (5, "归属于行业", 2, 1),
    (3, "供给", 4, 0),
    (4, "供给", 5, 1),
    (6, "投资", 3, 1),
]
VALID = [
    (2, "包含", 1, 0),
    (1, "包含", 2, 1),
    (3, "持有专利", 7, 0),
    (3, "竞争", 3, 0),
    (5, "合作", 6, 0),
    (5, "合作", 6, 0),
    (99, "合作", 6, 0),
    (6, "归属于行业", 6, 0),
]


def fact_lines(facts: list[tuple[int, str, int, int]]) -> str:
    return "".join(f"{head}\t{RELATIONS.index(kind)}\t{tail}\t{day}\n" for head, kind, tail, day in facts)


@pytest.fixture
def ickg(tmp_path: Path) -> Path:
    folder = tmp_path / "ickg"
    folder.mkdir()
    files = {
        "entity2id.txt": "".join(f"{name}\t{number}\n" for number, name in enumerate(ENTITIES)),
        "relation2id.txt": "".join(f"{name}\t{number}\n" for number, name in enumerate(RELATIONS)),
        "time2id.txt": "".join(f"{number},{day}\n" for number, day in enumerate(DAYS)),
        "train.txt": fact_lines(TRAIN),
        "valid.txt": fact_lines(VALID) + "1\t2\t3\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
