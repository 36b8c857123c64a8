"""Every sentence the checker can say, and every one said before solving, is told again with names."""

import ast
import re
from importlib.resources import files

import pytest

from caunoi.apps.planning.presenters.words import SENTENCES
from caunoi.apps.planning.services.sentences import PATTERNS, retold
from caunoi.domain.allocation import verify_office

SAYING = ("verify", "verify_office", "moves", "office_moves", "sanity", "check", "pins")
OF_ITS_OWN = (
    "Kế hoạch tốn", "Kế hoạch sẽ tốn",  # told by the rule "budget" with money in đồng
    "Cột", "Bài toán thiếu", "Yêu cầu 7 cần 7 chỗ", "Không có cách xếp",  # never of a plan drawn up in the product
)  # fmt: skip


def said_by(module: str) -> set[str]:
    """Sentences written in the file, their holes filled; a part kept under a name is put into its place."""
    tree = ast.parse((files("caunoi.domain.allocation") / f"{module}.py").read_text(encoding="utf-8"))
    found = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            parts = {
                node.targets[0].id: node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
                and isinstance(node.value, ast.JoinedStr)
            }  # fmt: skip
            written = [node for node in ast.walk(function) if isinstance(node, ast.JoinedStr)]
            found |= {filled(node, parts) for node in written}
    return {
        text
        for text in found
        if re.match(r"[A-ZĐ]", text) and text.endswith(".") and ("7" in text or "→" in text)
    }


def filled(node: ast.JoinedStr, parts: dict[str, ast.JoinedStr]) -> str:
    return "".join(_part(each, parts) for each in node.values)


def _part(each: ast.expr, parts: dict[str, ast.JoinedStr]) -> str:
    if isinstance(each, ast.Constant):
        return str(each.value)
    assert isinstance(each, ast.FormattedValue)
    asked = ast.unparse(each.value)
    if asked in parts and not asked.startswith("text"):
        return filled(parts[asked], parts)
    if "name" in asked:
        return "Nữ, dân tộc (30 %)"
    if "_listed" in asked:
        return "3, 4 và 2 dòng khác"
    if asked == "way":
        return "1 → 2 → 1"
    return "30%" if each.format_spec and "%" in ast.unparse(each.format_spec) else "7"


ALL = sorted({text for module in SAYING for text in said_by(module)})


def test_the_sentences_are_found_where_they_are_written():
    assert len(ALL) > 50
    assert "Nhóm “Nữ, dân tộc (30 %)” sẽ có 7 trong 7 suất, cần ít nhất 30%." in ALL


@pytest.mark.parametrize("text", [each for each in ALL if not each.startswith(OF_ITS_OWN)])
def test_every_sentence_is_told_again(text):
    assert retold(text, {"line": "LLCT-{}".format}) is not None


def test_no_sentence_stands_there_that_the_checker_never_says():
    circle = next(text for text in ALL if "đi vòng" in text)
    said = [*ALL, f"{circle} Không ai bắt đầu được ở yêu cầu 3, 4 và 2 dòng khác."]  # written in two steps

    assert [read for pattern, read in PATTERNS if not any(pattern.fullmatch(text) for text in said)] == []


def test_numbers_become_names_and_measures_stay_numbers():
    names = {"line": "L{}".format, "request": "Hà {}".format}

    assert retold("Lớp 3 có 5 người, cần ít nhất 10.", names) == "Lớp L3 có 5 người, cần ít nhất 10."
    assert (
        retold("Yêu cầu 4 vào lớp 2 khi chưa học xong chương trình phải học trước.", names)
        == "Hà 4 vào lớp L2 khi chưa học xong chương trình phải học trước."
    )


def test_another_sentence_is_left_to_whoever_asked():
    assert retold("Kế hoạch không phải một danh sách.", {}) is None


def test_money_of_an_item_is_told_in_dong_and_a_line_by_its_code():
    names = {"line": lambda number: f"LLCT-TC-{number:02d}"}

    assert retold("Mục chi “Tài liệu” tốn 12.5, chỉ có 10.", names) == (
        "Khoản “Tài liệu” tốn 12.500.000\u00a0đ, mức cho khoản ấy chỉ có 10.000.000\u00a0đ."
    )
    assert (
        retold("Lớp 3 rơi vào tuần nghỉ của địa điểm.", names)
        == "Lớp LLCT-TC-03 rơi vào tuần nghỉ của nơi học."
    )


def test_whoever_is_left_out_by_any_rule_reads_a_sentence_of_that_rule():
    rules = set(
        re.findall(
            r'Violation\(\s*"(\w+)"', (files(verify_office.__package__) / "verify_office.py").read_text()
        )
    )

    assert {
        "closed",
        "lecturer",
        "key_away",
        "item",
        "quota",
        "floor",
        "lock",
        "retirement",
        "mandatory",
    } <= rules
    assert rules <= set(SENTENCES)
