"""What is typed in a year's rating: the year, one's own words, a comment, a level, a decision, a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.apps.cadres.choices import Grade
from caunoi.apps.ratings.models import RatedUnit, RatingSheet
from caunoi.apps.ratings.services.saying import LONGEST, Own
from caunoi.domain.rating.kept import Rules
from caunoi.domain.rating.levels import HIGHEST_SCORE
from caunoi.foundation.ui.date_fields import DayField
from caunoi.foundation.ui.forms import PlainForm, offer
from caunoi.foundation.ui.languages import as_written

WORDS = "tieu_chi_"
Choices = Sequence[tuple[str, str]]


class YearForm(PlainForm):
    """A year to be opened."""

    use_required_attribute = False

    year = forms.IntegerField(label=gettext_lazy("Năm xếp loại"), min_value=1990, max_value=2200)
    due_on = DayField(
        label=gettext_lazy("Hạn hoàn thành"), help_text=gettext_lazy("Ngày cuối các đơn vị làm xong")
    )
    message = forms.CharField(
        label=gettext_lazy("Hướng dẫn các đơn vị"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    unit = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, year: int, due_on: date, unit: UUID | None) -> None:
        super().__init__(data, initial={"year": year, "due_on": due_on, "unit": unit})


class ReasonForm(PlainForm):
    """Why a sheet goes back, why somebody is not rated."""

    use_required_attribute = False

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea({"rows": 2}))


class CommentForm(PlainForm):
    """What the collective said."""

    use_required_attribute = False

    words = forms.CharField(
        label=gettext_lazy("Nhận xét của tập thể"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Ưu điểm, hạn chế; ý kiến của cuộc họp, của cấp ủy"),
    )


class LevelForm(PlainForm):
    """A level of the scheme, with its score where the scheme counts."""

    use_required_attribute = False

    level = forms.ChoiceField(label=gettext_lazy("Mức"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Bắt buộc khi khác mức trước đó, hoặc có điều kiện phải xét"),
    )

    def __init__(self, data: Any = None, *, rules: Rules, level: str = "", score: int | None = None) -> None:
        super().__init__(data, initial={"level": level, "score": score})
        offer(self, "level", level_choices(rules))
        if rules.scheme.scores is not None:
            self.fields["score"] = score_field()
            self.order_fields(["score", "level", "reason"])

    @property
    def score(self) -> int | None:
        found: int | None = self.cleaned_data.get("score")
        return found


class AdjustForm(LevelForm):
    """Another level by a later decision."""

    document = forms.CharField(label=gettext_lazy("Quyết định điều chỉnh"), max_length=120)
    field_order = ["level", "document", "reason"]

    def __init__(self, data: Any = None, *, rules: Rules) -> None:
        super().__init__(data, rules=rules)
        self.fields.pop("score", None)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = ""


class UnitLevelForm(PlainForm):
    """How the unit itself was rated."""

    use_required_attribute = False

    level = forms.ChoiceField(label=gettext_lazy("Mức của đơn vị"))
    document = forms.CharField(label=gettext_lazy("Văn bản xếp loại đơn vị"), max_length=120)

    def __init__(self, data: Any = None, *, rated: RatedUnit) -> None:
        super().__init__(data, initial={"level": rated.level, "document": rated.document})
        offer(self, "level", level_choices(rated.round.by))


class SealForm(PlainForm):
    """The decision of a unit's year."""

    use_required_attribute = False

    document = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        max_length=120,
        help_text=gettext_lazy("Ghi đúng như trên văn bản; số này vào hồ sơ từng người"),
    )
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={"decided_on": on})


class OwnForm(PlainForm):
    """One's own words to each criterion of the scheme, and the level one gives oneself."""

    use_required_attribute = False

    level = forms.ChoiceField(label=gettext_lazy("Mức tự nhận"))

    def __init__(self, data: Any = None, *, sheet: RatingSheet, draft: bool = False) -> None:
        rules = sheet.rated.round.by
        self.asked = rules.procedure.asks(head=sheet.head)
        words = {WORDS + each.code: sheet.said.get(each.code, "") for each in self.asked}
        super().__init__(data, initial={**words, "level": sheet.self_level, "score": sheet.self_score})
        for each in self.asked:
            self.fields[WORDS + each.code] = _words_field(each.name, required=not draft)
        self.fields["level"].required = not draft
        offer(self, "level", level_choices(rules))
        if rules.scheme.scores is not None:
            self.fields["score"] = score_field()
            self.fields["score"].required = not draft
        self.order_fields([*(WORDS + each.code for each in self.asked), "score", "level"])

    def own(self) -> Own:
        said = self.cleaned_data
        words = {each.code: said.get(WORDS + each.code, "") for each in self.asked}
        return Own(words, said.get("level", ""), said.get("score"))


def _words_field(name: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=as_written(name),
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Viết vài câu cho phần “%(name)s”") % {"name": name}},
    )


def level_choices(rules: Rules) -> Choices:
    return [("", _("Chọn mức")), *((level, _(Grade(level).label)) for level in rules.scheme.levels)]


def score_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("Điểm"), min_value=0, max_value=HIGHEST_SCORE)
