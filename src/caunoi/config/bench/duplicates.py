"""Finding who stands in the registry twice: by shared keys in one pass, against comparing everybody with everybody."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from caunoi.config.bench.measure import Case
from caunoi.config.bench.registry_of_twins import Registry, registry
from caunoi.domain.likeness.person import Known
from caunoi.domain.likeness.signs import birth_sign, name_sign
from caunoi.domain.likeness.suspicion import suspect, with_posts

SAMPLE, QUICK, WHOLE = 500, 10_000, 100_000
ALIKE = 0.85
"""From this ratio on difflib takes two names for one; the usual choice of its users."""


def cases(quick: bool) -> list[Case]:
    """One reference is quadratic, so it is measured on a sample; the whole stands beside a pass that only groups."""
    sample, whole = registry(SAMPLE), registry(QUICK if quick else WHOLE)
    return [
        Case(
            "tìm cặp nghi trùng, mẫu nhỏ", SAMPLE, _ours(sample),
            {"so từng cặp bằng difflib": _every_pair(sample, _by_difflib),
             "so từng cặp, cùng dấu hiệu": _every_pair(sample, _by_signs)},
            rounds=3,
        ),
        Case(
            _told(whole), len(whole.people), _ours(whole),
            {"chỉ nhóm theo tên không dấu và ngày sinh": _grouped(whole.people)}, rounds=3,
        ),
        *_of_the_register(),
    ]  # fmt: skip


def _of_the_register() -> list[Case]:
    """What the page waits for after somebody was written, on the register at hand; nothing where it is empty."""
    from caunoi.apps.cadres.models import Cadre
    from caunoi.apps.cadres.selectors import suspects
    from caunoi.foundation.audit.selectors import head
    from caunoi.foundation.policy import system_scope

    with system_scope("bench: count"):
        size, some = Cadre.objects.count(), Cadre.objects.values_list("pk", flat=True).first()
    if some is None:
        return []
    before = suspects.all_suspects()

    def again() -> int:
        with system_scope("bench: one person written"):
            return len(suspects.after_changes(before, {some}, head()).pairs)

    def whole() -> int:
        with system_scope("bench: everybody"):
            return len(suspects.whole_pass().pairs)

    return [Case("sổ đang dùng, một hồ sơ vừa ghi: so lại", size, again, {"so lại cả sổ": whole}, rounds=5)]


def _ours(invented: Registry) -> Callable[[], int]:
    return lambda: len(with_posts(suspect(invented.people), invented.posts))


def _told(invented: Registry) -> str:
    """How well, beside how fast: what is found of the pairs that are known to be one person."""
    found = {(pair.one, pair.other) for pair in with_posts(suspect(invented.people), invented.posts)}
    right = len(found & set(invented.true_pairs))
    recall, precision = right / len(invented.true_pairs), right / len(found)
    return f"tìm cặp nghi trùng: thấy {recall:.1%} số cặp thật, {precision:.1%} số cặp nêu ra là thật"


def _every_pair(invented: Registry, alike: Callable[[Known, Known], bool]) -> Callable[[], int]:
    people = invented.people

    def compare() -> int:
        return sum(alike(one, other) for place, one in enumerate(people) for other in people[place + 1 :])

    return compare


def _by_difflib(one: Known, other: Known) -> bool:
    return SequenceMatcher(None, one.plain, other.plain).ratio() >= ALIKE


def _by_signs(one: Known, other: Known) -> bool:
    likely = name_sign(one, other) not in {"name.differs", "name.middle_differs"}
    return likely and birth_sign(one.birth, other.birth) != "birth.differs"


def _grouped(people: Sequence[Known]) -> Callable[[], int]:
    """What a GROUP BY would do: fast, and blind to every mistake but missing marks."""

    def group() -> int:
        seen: dict[tuple[str, str], int] = {}
        for person in people:
            key = (person.plain, str(person.birth))
            seen[key] = seen.get(key, 0) + 1
        return sum(count > 1 for count in seen.values())

    return group
