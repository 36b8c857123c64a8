"""Letters from templates the office edits (văn bản theo mẫu): a kind names its fields, Word does the looks."""

from caunoi.foundation.documents.kinds import DocumentKind, all_kinds, kind_or_404, register_kind

__all__ = ["DocumentKind", "all_kinds", "kind_or_404", "register_kind"]
