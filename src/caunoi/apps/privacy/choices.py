"""What a person may ask for, and how far a request is."""

from django.db import models

from caunoi.domain.vocabulary.lifecycle import Lifecycle


class RequestKind(models.TextChoices):
    """Loại yêu cầu."""

    COPY = "copy", "Bản sao dữ liệu"
    CORRECTION = "correction", "Chỉnh sửa dữ liệu"
    RESTRICTION = "restriction", "Hạn chế xử lý"
    OBJECTION = "objection", "Phản đối xử lý"
    ERASURE = "erasure", "Xóa dữ liệu"


class RequestState(models.TextChoices):
    """Tình trạng của một yêu cầu."""

    RECEIVED = "received", "Mới nhận"
    ACCEPTED = "accepted", "Đã trả lời, đang làm"
    DONE = "done", "Đã làm xong"
    REFUSED = "refused", "Không chấp nhận"
    WITHDRAWN = "withdrawn", "Người yêu cầu rút"


REQUEST = Lifecycle(
    {
        RequestState.RECEIVED: [RequestState.ACCEPTED, RequestState.REFUSED, RequestState.WITHDRAWN],
        RequestState.ACCEPTED: [RequestState.DONE, RequestState.REFUSED, RequestState.WITHDRAWN],
    }
)
OPEN = (RequestState.RECEIVED, RequestState.ACCEPTED)


class Way(models.TextChoices):
    """Yêu cầu đến bằng cách nào."""

    OWN = "own", "Trên trang của mình"
    PAPER = "paper", "Đơn giấy"


class ItemState(models.TextChoices):
    """Tình trạng của một mục xin sửa."""

    WAITING = "waiting", "Chờ xem xét"
    ACCEPTED = "accepted", "Đã sửa"
    REFUSED = "refused", "Không sửa"


class RestrictionScope(models.TextChoices):
    """Phần dữ liệu hạn chế xử lý."""

    FILE = "file", "Toàn bộ hồ sơ"
    QUALIFICATIONS = "qualifications", "Trình độ, văn bằng"
    RATINGS = "ratings", "Xếp loại"
    PLANS = "plans", "Quy hoạch"


class DisposalState(models.TextChoices):
    """Tình trạng của một đề nghị xóa."""

    PROPOSED = "proposed", "Chờ người thứ hai"
    DONE = "done", "Đã xóa"
    DECLINED = "declined", "Không xóa"


DISPOSAL = Lifecycle({DisposalState.PROPOSED: [DisposalState.DONE, DisposalState.DECLINED]})


class IncidentKind(models.TextChoices):
    """Loại sự cố dữ liệu cá nhân."""

    DISCLOSED = "disclosed", "Lộ dữ liệu cho người không có quyền"
    READ = "read", "Xem dữ liệu không đúng việc"
    LOST = "lost", "Mất dữ liệu hoặc thiết bị"
    ALTERED = "altered", "Dữ liệu bị sửa sai"


class IncidentState(models.TextChoices):
    """Tình trạng của một sự cố."""

    OPEN = "open", "Đang xử lý"
    CLOSED = "closed", "Đã đóng"


INCIDENT = Lifecycle({IncidentState.OPEN: [IncidentState.CLOSED]})


class Recipient(models.TextChoices):
    """Báo sự cố cho ai."""

    AUTHORITY = "authority", "Cơ quan chuyên trách bảo vệ dữ liệu cá nhân"
    SUPERIOR = "superior", "Cấp trên trực tiếp"
    PEOPLE = "people", "Người bị ảnh hưởng"


class ReviewKind(models.TextChoices):
    """Hồ sơ phải xem lại theo kỳ."""

    REGISTER = "register", "Sổ hoạt động xử lý dữ liệu"
    IMPACT = "impact", "Hồ sơ đánh giá tác động"
