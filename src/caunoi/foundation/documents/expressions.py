"""What may stand between {{ }} and {% %}: a field, a list gone through, a condition. Nothing that computes.

A sandbox alone keeps a template away from files and attributes, but not from writing ``'a' * 10**9`` or counting
for hours; so whatever is not on the list is refused as soon as the text has been read, before any of it is run.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from caunoi.foundation.documents.refusals import UnfitTemplate

MOST_LISTS, DEEPEST = 50, 2
LONGEST_TEXT = 2_000_000
TAG, OPENING, MARK = re.compile(r"<[^>]*>"), re.compile(r"\{[{%#]"), re.compile(r"\{[{%#]|[}%#]\}")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
SPEECH = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Const,
)  # fmt: skip


class Letter(DocxTemplate):
    """A Word file whose text is looked through within bounds (văn bản Word đang điền)."""

    def patch_xml(self, src_xml: str) -> Any:
        """An opening without its closing would send the library's patterns to the end of the text, again and again."""
        if len(src_xml) > LONGEST_TEXT:
            raise UnfitTemplate(_("Mẫu quá dài. Bỏ bớt chữ trong mẫu rồi tải lên lại."))
        if any(OPENING.search(tag) for tag in TAG.findall(src_xml)) or not _is_paired(TAG.sub("", src_xml)):
            raise UnfitTemplate(_("Mẫu có dấu {{ hoặc {% chưa được đóng lại. Sửa mẫu rồi tải lên lại."))
        return super().patch_xml(src_xml)


def _is_paired(text: str) -> bool:
    """Every {{ has its }}, every {% its %}, and none stands inside another."""
    marks = MARK.findall(text)
    return len(marks) % 2 == 0 and all(
        CLOSING.get(opening) == closing for opening, closing in zip(marks[::2], marks[1::2], strict=True)
    )


class FieldsOnly(ImmutableSandboxedEnvironment):
    """The environment letters are read and filled in (môi trường điền mẫu)."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja reads every text through here, to list its fields and to fill it."""
        tree = super()._parse(source, name, filename)
        refuse_programs(tree)
        return tree


def refuse_programs(tree: nodes.Template) -> None:
    """Raises UnfitTemplate for anything but fields, lists and conditions, and for lists without end."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, SPEECH):
            raise UnfitTemplate(
                _("Mẫu chỉ được chứa trường, danh sách và điều kiện; không được tính toán hay gọi lệnh.")
            )
    if len(list(tree.find_all(nodes.For))) > MOST_LISTS or _depth(tree) > DEEPEST:
        raise UnfitTemplate(_("Mẫu đi qua quá nhiều danh sách. Bỏ bớt danh sách lồng nhau."))
    for each in tree.find_all(nodes.For):
        _refuse_list(each)


def _refuse_list(each: nodes.For) -> None:
    """A list is a field, and one inside another belongs to the row at hand: the letter stays as long as its data."""
    inner = [found.iter for found in each.find_all(nodes.For)]
    own = isinstance(each.iter, nodes.Name | nodes.Getattr) and isinstance(each.target, nodes.Name)
    if not own or each.recursive or not all(isinstance(found, nodes.Getattr) for found in inner):
        raise UnfitTemplate(
            _("Danh sách trong mẫu phải là một trường, hoặc nằm trong dòng của danh sách ngoài.")
        )


def _depth(node: nodes.Node) -> int:
    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)
