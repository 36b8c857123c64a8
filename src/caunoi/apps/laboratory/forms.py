"""What is typed of a draft: the rule it starts from, a file, the values of its requirements."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.domain.eligibility.requirement import TitleRule
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, offer

LARGEST = 400_000
NUMBERS = {
    "age_min": ("years", gettext_lazy("Tuổi ít nhất")),
    "age_max_first": ("years", gettext_lazy("Tuổi nhiều nhất khi giữ chức vụ lần đầu")),
    "service_left": ("months", gettext_lazy("Số tháng công tác còn lại ít nhất")),
}
DROPPED = ("", gettext_lazy("Bỏ yêu cầu này"))
KEPT = ("giu", gettext_lazy("Giữ nguyên"))
SLASH = "/"


class CopyForm(PlainForm):
    """Bắt đầu từ một tiêu chuẩn đang có."""

    use_required_attribute = False

    rule = forms.ChoiceField(label=gettext_lazy("Tiêu chuẩn để chép"))

    def __init__(self, data: Any = None, *, rules: Sequence[TitleRule]) -> None:
        super().__init__(data, prefix="chep")
        offer(self, "rule", [(rule.id, f"{_(rule.name)} ({rule.source.document})") for rule in rules])


class FileForm(PlainForm):
    """Bắt đầu từ một tệp đã viết."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Tên bản thảo"), max_length=160)
    file = forms.FileField(
        label=gettext_lazy("Tệp tiêu chuẩn (.toml)"),
        help_text=gettext_lazy("Viết như các tệp trong bộ tiêu chuẩn; sai ở đâu sẽ báo đúng dòng và mục"),
    )

    def clean_file(self) -> str:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("Tệp quá lớn. Chỉ để lại các tiêu chuẩn muốn thử."))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(
                _("Tệp không phải văn bản UTF-8. Lưu lại dạng văn bản UTF-8 rồi tải lên.")
            ) from fault


class TextForm(PlainForm):
    """Sửa bản thảo như một tệp."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Tên bản thảo"), max_length=160)
    text = forms.CharField(
        label=gettext_lazy("Nội dung tệp tiêu chuẩn"),
        strip=False,
        widget=forms.Textarea({"rows": 26, "spellcheck": "false", "class": "code"}),
    )


class ValuesForm(PlainForm):
    """Sửa giá trị các yêu cầu của bản thảo."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Tên bản thảo"), max_length=160)

    def __init__(self, data: Any = None, *, name: str, content: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"name": name})
        self.content = content
        for place, rule in enumerate(content["rule"]):
            self.fields.update(_rule_fields(place, rule))

    def changed(self) -> dict[str, Any]:
        """The content with what was typed."""
        rules = [self._rule(place, rule) for place, rule in enumerate(self.content["rule"])]
        return {**self.content, "rule": rules}

    def _rule(self, place: int, rule: Mapping[str, Any]) -> dict[str, Any]:
        said = self.cleaned_data
        plain = said[f"tron_{place}"]
        kept = [
            _asked(require, said[_name(place, number)], plain=plain)
            for number, require in enumerate(rule["require"])
            if said[_name(place, number)] not in ("", None)
        ]
        more = [_added(said[f"them_{place}"], said[f"can_{place}"])] if said[f"them_{place}"] else []
        return {**rule, "from": said[f"tu_{place}"], "require": [*kept, *more]}


def _name(rule: int, require: int) -> str:
    return f"muc_{rule}_{require}"


def _rule_fields(place: int, rule: Mapping[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    yield (
        f"tu_{place}",
        DayField(label=_("%(rule)s: có hiệu lực từ ngày") % {"rule": rule["name"]}, initial=rule["from"]),
    )
    for number, require in enumerate(rule["require"]):
        yield _name(place, number), _value_field(require)
    asked = {require["code"] for require in rule["require"]}
    yield (
        f"them_{place}",
        forms.ChoiceField(label=_("Thêm một yêu cầu"), required=False, choices=_levels(asked)),
    )
    yield (
        f"can_{place}",
        forms.CharField(
            label=_("Căn cứ của yêu cầu thêm"), required=False, max_length=300, initial=_("Bản thảo")
        ),
    )
    yield (
        f"tron_{place}",
        forms.BooleanField(
            label=_("Bỏ mọi ngoại lệ, miễn và chuyển tiếp"),
            required=False,
            help_text=_("Không chọn thì ngoại lệ theo vùng và điều khoản chuyển tiếp giữ như trong bản thảo"),
        ),
    )


def _value_field(require: Mapping[str, Any]) -> forms.Field:
    kind, terms = require["kind"], load_terms()
    name = _(terms.columns[require["code"]].name)
    if kind == "level":
        scale = terms.scale(require["what"])
        levels = [(level.code, _(level.name)) for level in scale.levels]
        return forms.ChoiceField(
            label=name, required=False, choices=[*levels, DROPPED], initial=require["level"]
        )
    if kind in NUMBERS:
        key, words = NUMBERS[kind]
        return forms.IntegerField(
            label=words, required=False, min_value=0, max_value=1200, initial=require[key],
            help_text=_("Để trống là bỏ yêu cầu này"),
        )  # fmt: skip
    return forms.ChoiceField(label=name, required=False, choices=[KEPT, DROPPED], initial=KEPT[0])


def _levels(asked: set[str]) -> list[Any]:
    """The scales nothing is asked of yet, each with its levels."""
    scales = [scale for scale in load_terms().scales.values() if scale.code not in asked]
    return [
        ("", _("Không thêm")),
        *(
            (
                _(scale.name),
                [(f"{scale.what}{SLASH}{level.code}", _(level.name)) for level in scale.levels[1:]],
            )
            for scale in scales
        ),
    ]


def _asked(require: Mapping[str, Any], said: Any, *, plain: bool) -> dict[str, Any]:
    kept = {key: value for key, value in require.items() if not (plain and key in ("relief", "override"))}
    if require["kind"] == "level":
        return {**kept, "level": said}
    if require["kind"] in NUMBERS:
        return {**kept, NUMBERS[require["kind"]][0]: said}
    return kept


def _added(said: str, clause: str) -> dict[str, Any]:
    what, level = said.split(SLASH)
    code = load_terms().scales[what].code
    return {"code": code, "kind": "level", "what": what, "level": level, "clause": clause or _("Bản thảo")}


def copied(content: Mapping[str, Any], on: date) -> dict[str, Any]:
    """A copy of a standing rule as a draft of its own: in force from the day on, with no end."""
    rules = [
        {
            **{key: value for key, value in rule.items() if key not in ("to", "confirmed_until")},
            "id": f"{rule['id']}-BT",
            "from": on,
        }
        for rule in content["rule"]
    ]
    return {**content, "rule": rules}
