"""Asked again who one is, in the middle of a grave deed: the same form goes on afterwards with what was typed."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from caunoi.apps.accounts import passwords, throttle
from caunoi.apps.accounts.doors import factors, presenters, stages
from caunoi.apps.accounts.doors.forms import PROOF, ProofForm
from caunoi.apps.accounts.models import User
from caunoi.foundation import clock, ui
from caunoi.foundation.policy.proof import Proof

FIELDS = (PROOF, "csrfmiddlewaretoken")


def demand(request: HttpRequest, proof: Proof) -> HttpResponse | None:
    """None when the proof is there: then the view runs and sees only its own form."""
    if stages.is_fresh(request):
        return None
    given = request.POST if request.method == "POST" and PROOF in request.POST else None
    form = ProofForm(given)
    if given is not None and judge(request, form):
        request.POST = _without_proof(request.POST)  # type: ignore[assignment]  # what the view's own form sent
        return None
    context = presenters.present_proof(request, form, _(proof.deed), kept=_kept(request))
    return ui.page(request, "accounts/doors/proof.html", context, status=422 if form.errors else 403)


def judge(request: HttpRequest, form: ProofForm) -> bool:
    """Counted before it is judged, like every other door."""
    user: User = request.user  # type: ignore[assignment]  # asked of people who are signed in
    if not form.is_valid():
        return False
    taken = throttle.take_try(user.username, throttle.address_of(request))
    if not fits(request, user, form.cleaned_data[PROOF]):
        form.add_error(PROOF, _("Chưa đúng. Nhập mật khẩu của bạn, hoặc mã một lần nếu đã bật."))
        stages.refused(user, "proof")
        return False
    throttle.give_back(taken)
    stages.prove(request)
    return True


def fits(request: HttpRequest, user: User, typed: str) -> bool:
    """The password, or a one-time code that has not been used."""
    code = factors.plain(typed)
    if len(code) == 6 and code.isdigit():
        return factors.take_code(actor=request.actor, user=user, typed=code, at=clock.now()) == "one_time"
    return user.check_password(passwords.normalise(typed))


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in FIELDS for value in values]


def _without_proof(sent: QueryDict) -> QueryDict:
    left = sent.copy()
    left.pop(PROOF, None)
    return left
