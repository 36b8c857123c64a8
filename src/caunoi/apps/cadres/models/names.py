"""The keys kept beside a name: made here and nowhere else, so that both databases answer alike."""

from dataclasses import dataclass
from functools import lru_cache

from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation.db.encryption import blind_index

IDENTITY = "identity"


@dataclass(frozen=True)
class NameKeys:
    """Keys of a name (khóa tên): to find without marks, to sort by given name, to know the same name again."""

    search: str
    sort: str
    exact: str


@lru_cache(maxsize=50_000)
def keys_of(full_name: str, given: str = "") -> NameKeys:
    """``given`` names the tên when it has more than the usual one syllable."""
    return NameKeys(
        search=vietnamese.fold(full_name),
        sort=vietnamese.sort_key(full_name, given or None),
        exact=vietnamese.canonical(full_name),
    )


def key_columns(full_name: str, given: str = "") -> dict[str, str]:
    """The same keys under the names of their columns."""
    keys = keys_of(full_name, given)
    return {"search_key": keys.search, "sort_key": keys.sort, "exact_key": keys.exact}


def identity_index(identity_number: str) -> str:
    """The fingerprint by which an encrypted identity number is found again; nothing for no number."""
    return blind_index(identity_number, purpose=IDENTITY) if identity_number else ""
