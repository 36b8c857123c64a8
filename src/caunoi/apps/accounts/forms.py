"""What a person types at the door and about themselves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.apps.accounts import passwords
from caunoi.apps.accounts.choices import Reach, Role
from caunoi.apps.accounts.extensions import Post
from caunoi.apps.accounts.models import User
from caunoi.apps.organisation.pickers import UnitPickerField, pick_on
from caunoi.foundation.ui.forms import PlainForm, offer, spoken

ACCOUNT_NAME = {"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs=ACCOUNT_NAME),
        error_messages={"required": _("Nhập tên đăng nhập")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu")},
    )


class PasswordForm(PlainForm):
    """A new password, judged by length and by what people guess first; no rules of composition."""

    current = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    fresh = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.least = user, least
        self.fields["fresh"].help_text = passwords.length_asked(least)

    def clean_current(self) -> str:
        typed: str = self.cleaned_data["current"]
        if not self.user.check_password(passwords.normalise(typed)):
            raise forms.ValidationError(_("Mật khẩu hiện tại chưa đúng"))
        return typed

    def clean_fresh(self) -> str:
        typed: str = self.cleaned_data["fresh"]
        if weakness := passwords.weakness(
            typed, least=self.least, about=[self.user.username, self.user.full_name]
        ):
            raise forms.ValidationError(weakness)
        return typed


class AccountForm(PlainForm):
    username = forms.SlugField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, số, gạch nối")
    )
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    person = forms.CharField(
        label=_("Số hiệu cán bộ"),
        required=False,
        max_length=20,
        help_text=_("Khi tài khoản là của một người có hồ sơ: để gắn quyền với chức danh của người ấy"),
    )
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"),
        strip=False,
        max_length=200,
    )

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least = least
        told = gettext("Ít nhất %(least)d ký tự; người dùng tự đổi sau.")
        self.fields["password"].help_text = told % {"least": least}

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if weakness := passwords.weakness(typed, least=self.least, about=[self.data.get("username", "")]):
            raise forms.ValidationError(weakness)
        return typed


class GrantForm(PlainForm):
    role = forms.ChoiceField(label=_("Vai trò"), choices=spoken(Role.choices))
    unit = UnitPickerField(
        label=_("Đơn vị"), required=False, help_text=_("Để trống khi chỉ xem hồ sơ của mình hoặc là quản trị")
    )
    reach = forms.ChoiceField(label=_("Phạm vi"), choices=spoken(Reach.choices))
    valid_from = forms.DateField(
        label=_("Từ ngày"), error_messages={"invalid": _("Ngày phải có dạng 31/08/2020")}
    )
    valid_to = forms.DateField(
        label=_("Đến trước ngày"),
        required=False,
        error_messages={"invalid": _("Ngày phải có dạng 31/08/2020")},
    )
    post = forms.ChoiceField(
        label=_("Gắn với chức danh"),
        required=False,
        help_text=_("Thôi chức danh ngày nào, quyền hết hiệu lực ngay ngày ấy"),
    )
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Ví dụ: Quyết định 12-QĐ/TU ngày 01/06/2020")
    )

    def __init__(self, *args: Any, on: date, posts: Sequence[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": on, "reach": Reach.SUBTREE}, **kwargs)
        pick_on(self, on)
        self.posts = {post.value: post for post in posts}
        offer(self, "post", [("", _("Không gắn")), *((key, post.words) for key, post in self.posts.items())])
        if not posts:
            del self.fields["post"]

    def clean_post(self) -> Post | None:
        return self.posts.get(self.cleaned_data["post"])

    def clean(self) -> dict[str, Any]:
        """Each part may be right while the whole makes no sense."""
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends and ends <= begins:
            self.add_error("valid_to", _("Ngày kết thúc phải sau ngày bắt đầu"))
        reaches_units = given.get("reach") != Reach.SELF and given.get("role") != Role.ADMINISTRATOR
        if reaches_units and "unit" in given and not given["unit"]:
            self.add_error("unit", _("Chọn đơn vị mà vai trò này được giao"))
        return given


class DecisionForm(PlainForm):
    """Yes or no of the second person; a no says why."""

    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=300, help_text=_("Cần ghi khi không duyệt")
    )

    @property
    def refuses(self) -> bool:
        return self.data.get("viec") != "duyet"

    def clean_reason(self) -> str:
        typed: str = self.cleaned_data["reason"].strip()
        if self.refuses and not typed:
            raise forms.ValidationError(_("Ghi lý do không duyệt"))
        return typed
