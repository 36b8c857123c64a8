"""The scan handed in with an item, for somebody who may see it."""

from django.utils.translation import gettext as _

from caunoi.apps.cadres.services.evidence import OpenedScan
from caunoi.apps.declarations.models import DeclaredItem
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.attachments import store
from caunoi.foundation.errors import Forbidden, NotVisible, Refused


def open_item_scan(*, actor: Actor, item: DeclaredItem, page: int | None = None) -> OpenedScan:
    """The scan, or one page of a document as a picture."""
    policy.check(actor, "view", item)
    if not item.sha256:
        raise NotVisible(f"declarations.DeclaredItem {item.pk}")
    needed = "said_sensitive" if item.is_sensitive else "sha256"
    if not policy.may_read(actor, DeclaredItem, needed):
        raise Forbidden(_("Vai trò của bạn không xem bản chụp này."))
    pages: list[str] = item.pages
    if page is None:
        return OpenedScan(store.get(item.sha256), item.media_type)
    if not 1 <= page <= len(pages):
        raise Refused(_("Bản chụp không có trang này."))
    return OpenedScan(store.get(pages[page - 1]), "image/jpeg")
