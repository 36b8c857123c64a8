"""Asked again who one is, in the middle of a grave deed: the same form goes on afterwards with what was typed."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from caunoi.apps.accounts import passwords, throttle
from caunoi.apps.accounts.doors import factors, passkeys, presenters, stages
from caunoi.apps.accounts.doors.forms import KEY_PROOF, PROOF, KeyProofForm, ProofForm
from caunoi.apps.accounts.doors.requests import PersonsRequest
from caunoi.apps.accounts.models import User
from caunoi.foundation import clock, ui
from caunoi.foundation.policy.proof import Proof

PROOFS = (PROOF, KEY_PROOF)
FIELDS = {*PROOFS, "csrfmiddlewaretoken"}


def demand(request: PersonsRequest, proof: Proof) -> HttpResponse | None:
    """None when the proof is there: then the view runs and sees only its own form."""
    if stages.is_fresh(request):
        return None
    given = any(name in request.POST for name in PROOFS)
    form = ProofForm(request.POST if given else None)
    if given and judge(request, form):
        request.POST = QueryDict(_without_proof(request.POST).urlencode())
        return None
    held = factors.factors_of(request.account)
    context = presenters.present_proof(request, form, _(proof.deed), held, kept=_kept(request))
    return ui.page(request, "accounts/doors/proof.html", context, status=422 if form.errors else 403)


def judge(request: PersonsRequest, form: ProofForm) -> bool:
    """Counted before it is judged, like every other door."""
    user = request.account
    by_key = KeyProofForm(request.POST) if KEY_PROOF in request.POST else None
    if not (by_key or form).is_valid():
        return False
    taken = throttle.take_try(user.username, throttle.address_of(request))
    if not (signs(request, user, by_key) if by_key else fits(request, user, form.cleaned_data[PROOF])):
        form.errors.clear()  # the empty field beside the passkey is no fault
        form.add_error(PROOF, _("Chưa đúng. Nhập mật khẩu của bạn, hoặc mã một lần nếu đã bật."))
        stages.refused(user, "proof")
        return False
    throttle.give_back(taken)
    stages.prove(request)
    return True


def fits(request: PersonsRequest, user: User, typed: str) -> bool:
    """The password, or a one-time code that has not been used."""
    code = factors.plain(typed)
    if len(code) == 6 and code.isdigit():
        return factors.take_code(actor=request.actor, user=user, typed=code, at=clock.now()) == "one_time"
    return user.check_password(passwords.normalise(typed))


def signs(request: PersonsRequest, user: User, form: KeyProofForm) -> bool:
    """A passkey of this account."""
    taken = passkeys.signed(request, form.cleaned_data[KEY_PROOF])
    return taken is not None and taken.passkey.user_id == user.pk


def _kept(request: PersonsRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in FIELDS for value in values]


def _without_proof(sent: QueryDict) -> QueryDict:
    left = sent.copy()
    for name in PROOFS:
        left.pop(name, None)
    return left
