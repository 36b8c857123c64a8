"""The checker of plans speaks in numbers; every sentence it has is known where they are turned into names."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings

from caunoi.apps.planning.services.sentences import SENTENCES, retold

FOLDER = Path(settings.PACKAGE) / "domain" / "allocation"
NAMES = {"line": lambda n: f"L{n}", "request": lambda n: f"Hà {n}", "week": lambda n: f"tuần từ 0{n}/03"}
SAID_ELSEWHERE = ("Kế hoạch", "Dòng", "Bài toán thiếu")  # of money, and of files that are no plan


def written(file: str) -> set[str]:
    """Every sentence a file puts together, with a 7 for each number."""
    tree = ast.parse((FOLDER / file).read_text(encoding="utf-8"))
    sentences = {
        "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }
    return {text for text in sentences if text.endswith(".") and not text.startswith(SAID_ELSEWHERE)}


@pytest.mark.parametrize("text", sorted(written("verify.py") | written("moves.py")))
def test_every_sentence_of_the_checker_can_be_said_with_names(text):
    assert retold(text, NAMES) is not None


def test_no_sentence_stands_there_that_the_checker_never_says():
    spoken = written("verify.py") | written("moves.py")

    assert [said for said, _ in SENTENCES if said % defaultdict(lambda: "7") not in spoken] == []


def test_numbers_become_names_and_measures_stay_numbers():
    assert retold("Lớp 3 có 5 người, cần ít nhất 10.", NAMES) == "Lớp L3 có 5 người, cần ít nhất 10."
    assert (
        retold("Yêu cầu 4 vào lớp 2 khi chưa học xong chương trình phải học trước.", NAMES)
        == "Hà 4 vào lớp L2 khi chưa học xong chương trình phải học trước."
    )


def test_another_sentence_is_left_to_whoever_asked():
    assert retold("Kế hoạch không phải một danh sách.", NAMES) is None
