"""What a person types at the doors behind the first one."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.apps.accounts import passwords
from caunoi.apps.accounts.doors import one_time
from caunoi.apps.accounts.forms import ACCOUNT_NAME, DecisionForm
from caunoi.foundation import clock
from caunoi.foundation.db import encryption
from caunoi.foundation.ui.forms import PlainForm

PROOF, KEY_PROOF = "xac_nhan", "xac_nhan_khoa"
DIGITS_ONLY = {
    "autocomplete": "one-time-code", "inputmode": "numeric", "size": "8", "maxlength": "11", "spellcheck": "false",
}  # fmt: skip
HALF_AN_HOUR = 1800


class CodeForm(PlainForm):
    """The six digits of the phone."""

    code = forms.CharField(
        label=_("Mã trên điện thoại"),
        max_length=20,
        help_text=_("Sáu chữ số đang hiện trong ứng dụng xác thực"),
        widget=forms.TextInput(attrs=DIGITS_ONLY),
    )


class RecoveryForm(PlainForm):
    """One of the ten codes kept on paper."""

    code = forms.CharField(
        label=_("Mã khôi phục"),
        max_length=20,
        help_text=_("Một trong mười mã đã in hoặc chép; mỗi mã dùng được một lần"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "size": "14"}
        ),
    )


class EnrolForm(CodeForm):
    """The key that is on the page, sealed for this account, and the first code made from it."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = f"enrolment:{user_id}"
        # An opened form shows the key it was sent with: the phone has scanned that one already.
        self.key = self._sent_key() or one_time.fresh_key()
        self.initial["sealed"] = self._seal()

    def _seal(self) -> str:
        return encryption.encrypt(f"{int(clock.now().timestamp())}:{self.key}", place=self.place)

    def _sent_key(self) -> str:
        try:
            opened = (
                encryption.decrypt(self.data.get("sealed", ""), place=self.place) if self.is_bound else ""
            )
        except encryption.UnreadableSecret:
            return ""
        made, _colon, key = opened.partition(":")
        return key if key and clock.now().timestamp() - int(made) < HALF_AN_HOUR else ""

    def clean_sealed(self) -> str:
        if not self._sent_key():
            raise forms.ValidationError(_("Trang mở đã lâu. Quét lại hình mới dưới đây rồi nhập mã."))
        return self.key


class ProofForm(PlainForm):
    """Who one is, once more."""

    xac_nhan = forms.CharField(
        label=_("Mật khẩu hoặc mã một lần"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SignedField(forms.CharField):
    """What a passkey signed (câu trả lời của khóa truy cập), put in by the script of the page."""

    widget = forms.HiddenInput(attrs={"data-passkey-answer": True})
    default_error_messages = {
        "required": _("Máy chưa trả lời. Bấm lại nút, rồi làm theo lời nhắc của máy."),
        "invalid": _("Chưa nhận được khóa truy cập. Bấm lại nút rồi làm theo lời nhắc của máy."),
    }

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return typed
        try:
            told = json.loads(typed)
        except ValueError as fault:
            raise forms.ValidationError(self.error_messages["invalid"]) from fault
        if not isinstance(told, dict):
            raise forms.ValidationError(self.error_messages["invalid"])
        return told


class KeyProofForm(PlainForm):
    """Who one is, once more, signed by a passkey."""

    xac_nhan_khoa = SignedField()


class AnswerForm(PlainForm):
    """A passkey made or used."""

    answer = SignedField()


class PasskeyForm(AnswerForm):
    name = forms.CharField(
        label=_("Tên để nhận ra"),
        max_length=60,
        help_text=_("Ví dụ: máy ở cơ quan, điện thoại, khóa USB"),
        widget=forms.TextInput(attrs={"size": "30"}),
    )


class ForgottenForm(PlainForm):
    """Whose password is forgotten."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, widget=forms.TextInput(attrs=ACCOUNT_NAME)
    )


class LetterForm(ForgottenForm):
    """What stands on the letter, and the password that is to hold from now on."""

    code = forms.CharField(
        label=_("Mã trên giấy"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "size": "18"}
        ),
    )
    fresh = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fresh"].help_text = passwords.length_asked(least)


class CheckedForm(DecisionForm):
    """How the person was recognised, by the administrator who has seen them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = True
        reason.label = _("Đã đối chiếu thế nào, hoặc vì sao không cấp")
        reason.help_text = _("Ví dụ: đã gặp trực tiếp, đối chiếu thẻ căn cước")
        reason.error_messages["required"] = _("Ghi đã đối chiếu người ấy thế nào, hoặc vì sao không cấp")


class ResetForm(PlainForm):
    """Why somebody's factors are to be taken away."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ví dụ: mất điện thoại, đã gặp trực tiếp và đối chiếu thẻ"),
    )
