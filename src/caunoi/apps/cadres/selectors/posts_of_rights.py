"""What the registry tells the rights of accounts: when a post was held, and which posts a right may be tied to."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from caunoi.apps.accounts.extensions import Post
from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.models import Cadre, Posting
from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.cadres.selectors.titles import title_of
from caunoi.foundation.db.lists import Rows
from caunoi.foundation.policy import system_scope


class PostsOfRights:
    """Posts as rights see them: what is only planned is not held, and who has left holds nothing."""

    key = "cadres"

    def spans(self, subject: str, title: str, unit: str) -> Any:
        mine = Posting.objects.filter(
            cadre=OuterRef(subject), title_code=OuterRef(title), unit=OuterRef(unit)
        ).exclude(kind=PostingKind.PLANNED)
        told = Rows("valid_from", "valid_to", "cadre__left_on")
        return Subquery(mine.order_by().values("cadre").annotate(told=told).values("told"))

    def posts_of(self, subject_id: UUID, on: date) -> Sequence[Post]:
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        with system_scope("accounts: posts a right may be tied to"):
            mine = Posting.objects.filter(still, cadre=subject_id).exclude(kind=PostingKind.PLANNED)
            found = list(mine.filter(cadre__left_on__isnull=True).order_by("valid_from", "title_code"))
        labels = unit_labels({post.unit_id for post in found}, on)
        return [
            Post(
                post.title_code,
                post.unit_id,
                f"{self.title_name(post.title_code)}, {labels[post.unit_id]}",
                post.valid_from,
                post.valid_to,
            )
            for post in found
        ]

    def title_name(self, code: str) -> str:
        return title_of(code).name

    def subject_numbered(self, number: str) -> UUID | None:
        with system_scope("accounts: the file an account is opened for"):
            return Cadre.objects.filter(number=number).values_list("pk", flat=True).first()
