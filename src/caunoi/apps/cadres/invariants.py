"""Truths over the whole registry, looked for row by row."""

from collections.abc import Iterator

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import (
    Cadre,
    ImportBatch,
    ImportRow,
    Posting,
    PostingEvidence,
    Qualification,
    QualificationEvidence,
)
from caunoi.apps.cadres.models.batch import WAITING, BatchState
from caunoi.apps.cadres.models.names import identity_index, key_columns
from caunoi.apps.organisation.selectors import unanswered
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import format_date, normalise
from caunoi.foundation.attachments import store
from caunoi.foundation.invariants import Invariant

AT_ONCE = 2000


def invariants() -> list[Invariant]:
    return [
        Invariant(
            "Họ tên được giữ ở một dạng chữ, và các khóa tìm, xếp, trùng tên đúng với tên", _stale_keys
        ),
        Invariant("Dấu tìm số định danh đúng với số định danh", _stale_indexes),
        Invariant("Không ai giữ hai chức danh chính trong cùng một ngày", _two_main_posts),
        Invariant("Mọi chức danh và trình độ đều có trong danh mục", _unknown_words),
        Invariant("Mọi hồ sơ có ít nhất một quá trình công tác", _people_without_posts),
        Invariant("Mọi bản chụp minh chứng còn trong kho, đúng với dấu nội dung", _scans_that_lost_content),
        Invariant("Hồ sơ nào cũng có đơn vị còn tồn tại giữ", _orphaned_files),
        Invariant("Lần nhập chưa ghi nào cũng có đơn vị còn tồn tại quyết", _orphaned_imports),
        Invariant("Thêm + sửa + không đổi + lỗi của mỗi lần nhập bằng số dòng", _counts_that_do_not_add_up),
    ]


def _stale_keys() -> Iterator[str]:
    for cadre in Cadre.objects.defer("identity_number").iterator(chunk_size=AT_ONCE):
        right = key_columns(cadre.full_name, cadre.given_name)
        stored = {name: getattr(cadre, name) for name in right}
        if stored != right or cadre.full_name != normalise(cadre.full_name):
            yield f"{cadre.full_name} ({cadre.pk}): khóa không đúng với tên. Lưu lại họ tên."


def _orphaned_files() -> Iterator[str]:
    """The unit that kept a file may have ended; then its heir, or what stood above it, keeps it."""
    for unit_id in unanswered(Cadre.objects.values_list("custodian_id", flat=True).distinct()):
        count = Cadre.objects.filter(custodian_id=unit_id).count()
        yield f"{count} hồ sơ do đơn vị {unit_id} giữ: đơn vị đã chấm dứt mà không ai kế thừa."


def _orphaned_imports() -> Iterator[str]:
    waiting = ImportBatch.objects.filter(state__in=WAITING, unit_id__isnull=False)
    asked = dict(waiting.values_list("pk", "unit_id"))
    lost = unanswered(unit for unit in asked.values() if unit)
    yield from (f"Lần nhập {batch}: đơn vị đã chấm dứt." for batch, unit in asked.items() if unit in lost)


def _stale_indexes() -> Iterator[str]:
    for cadre in Cadre.objects.exclude(identity_index="", identity_number="").iterator(chunk_size=AT_ONCE):
        if cadre.identity_index != identity_index(cadre.identity_number or ""):
            yield f"{cadre.full_name} ({cadre.pk}): dấu tìm không đúng với số định danh. Lưu lại số định danh."


def _two_main_posts() -> Iterator[str]:
    """Sorted by person and first day, a post overlaps when it begins before the one before it ends."""
    posts = Posting.objects.filter(kind=PostingKind.MAIN).order_by("cadre_id", "valid_from")
    owner = latest = None
    for cadre_id, start, end in posts.values_list("cadre_id", "valid_from", "valid_to").iterator(
        chunk_size=AT_ONCE
    ):
        if cadre_id == owner and (latest is None or start < latest):
            yield f"{cadre_id}: chức danh chính từ {format_date(start)} khi chức danh chính trước chưa kết thúc."
            continue
        owner, latest = cadre_id, end


def _unknown_words() -> Iterator[str]:
    terms = load_terms()
    posts = Posting.objects.exclude(title_code__in=list(terms.titles))
    for cadre_id, code in posts.values_list("cadre_id", "title_code"):
        yield f"{cadre_id}: không có chức danh mã {code}."
    for kind, scale in terms.scales.items():
        strange = Qualification.objects.filter(kind=kind).exclude(level__in=list(scale.ranks))
        for cadre_id, level in strange.values_list("cadre_id", "level"):
            yield f"{cadre_id}: {scale.name} không có mức {level}."


def _people_without_posts() -> Iterator[str]:
    with_posts = Posting.objects.values("cadre_id")
    for pk, name in Cadre.objects.exclude(pk__in=with_posts).values_list("pk", "full_name"):
        yield f"{name} ({pk}): chưa có quá trình công tác."


def _counts_that_do_not_add_up() -> Iterator[str]:
    kept = {BatchState.CHECKED, BatchState.WRITTEN, BatchState.UNDONE}
    for batch in ImportBatch.objects.filter(state__in=kept):
        counted = batch.added + batch.changed + batch.unchanged + batch.rejected
        rows = ImportRow.objects.filter(batch=batch).count()
        if counted != batch.rows or (rows and rows != batch.rows):
            yield f"{batch.file_name} ({batch.pk}): {batch.rows} dòng nhưng cộng được {counted}, còn giữ {rows}."


def _scans_that_lost_content() -> Iterator[str]:
    for model in (PostingEvidence, QualificationEvidence):
        for scan in model.objects.select_related("fact__cadre").iterator(chunk_size=AT_ONCE):
            if not all(store.is_whole(digest) for digest in (scan.sha256, *scan.pages)):
                name = scan.fact.cadre.full_name
                yield f"{name} ({scan.pk}): mất hoặc hỏng tệp minh chứng. Khôi phục từ bản sao lưu."
