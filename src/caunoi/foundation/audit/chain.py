"""The chain: each record's hash covers its body and the hash before it, so an altered or missing row shows."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
BODY = (
    "seq", "at", "actor_key", "actor_label", "action", "target_type", "target_id", "unit_id", "changes", "reason",
    "batch_id",
)  # fmt: skip


def canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def link(body: dict[str, Any], prev_hash: str) -> str:
    return hashlib.sha256(b"\x00" + canonical(body) + prev_hash.encode()).hexdigest()


def body_of(event: Any) -> dict[str, Any]:
    return {name: _plain(getattr(event, name)) for name in BODY}


def _plain(value: Any) -> Any:
    if hasattr(value, "astimezone"):
        from datetime import UTC

        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if value.__class__.__name__ == "UUID" else value


@dataclass(frozen=True)
class Walk:
    """How far a chain was followed, and the first record that does not follow from the one before, in words."""

    seq: int = 0
    hash: str = GENESIS
    fault: str = ""


START = Walk()


def first_fault(events: Iterable[Any]) -> str | None:
    """The first record that does not follow from the one before, in words; None when the chain is whole."""
    return follow(events).fault or None


def follow(events: Iterable[Any], after: Walk = START) -> Walk:
    """Walk on from where one stood, up to the last record or to the first that does not fit."""
    seq, prev_hash = after.seq, after.hash
    for event in events:
        if event.seq != seq + 1:
            return Walk(seq, prev_hash, f"Thiếu bản ghi nhật ký số {seq + 1} (gặp số {event.seq}).")
        if event.prev_hash != prev_hash or event.hash != link(body_of(event), prev_hash):
            return Walk(seq, prev_hash, f"Bản ghi nhật ký số {event.seq} đã bị sửa sau khi ghi.")
        seq, prev_hash = event.seq, event.hash
    return Walk(seq, prev_hash)
