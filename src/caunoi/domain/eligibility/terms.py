"""Terms (danh mục): the words facts and rules share, with the numbers they are stored as.

Titles, scales, areas, fields and trainings come from data files. A word's number is its place in its list,
starting at one; zero is "not known".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable

from caunoi.domain.eligibility.reading import CONFIDENCES, Entry, UnreadableRule, read_toml, standards_folder
from caunoi.domain.vocabulary.period import Period

LANES = 8
"""How many ordinal scales fit one machine word, and so how many a rule may look at in one step."""


@dataclass(frozen=True)
class Word:
    """One entry of a catalogue (mục danh mục): what the files call it and what people read."""

    code: str
    name: str


@dataclass(frozen=True)
class Scale:
    """An ordered catalogue of levels (thang trình độ); the first one is "known to have none"."""

    what: str
    code: str
    name: str
    levels: tuple[Word, ...]
    yes: str = ""

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        return {level.code: rank for rank, level in enumerate(self.levels, 1)}

    def label(self, rank: int) -> str:
        return self.levels[rank - 1].name if rank else "chưa có dữ liệu"


@dataclass(frozen=True)
class Title:
    """A title (chức danh) and the period in which it exists."""

    code: str
    name: str
    kind: str
    place: str
    key: bool
    period: Period
    source: str
    confidence: str


@dataclass(frozen=True)
class Terms:
    """All catalogues together (các danh mục)."""

    scales: Mapping[str, Scale]
    states: Mapping[str, Scale]
    titles: Mapping[str, Title]
    kinds: Mapping[str, Word]
    areas: Mapping[str, Word]
    fields: Mapping[str, Word]
    trainings: Mapping[str, Word]
    columns: Mapping[str, Word]

    @cached_property
    def title_numbers(self) -> Mapping[str, int]:
        return _numbers(self.titles)

    @cached_property
    def area_numbers(self) -> Mapping[str, int]:
        return _numbers(self.areas)

    @cached_property
    def field_numbers(self) -> Mapping[str, int]:
        return _numbers(self.fields)

    @cached_property
    def training_bits(self) -> Mapping[str, int]:
        return {code: 1 << place for place, code in enumerate(self.trainings)}

    @cached_property
    def title_list(self) -> tuple[Title, ...]:
        return tuple(self.titles.values())

    @cached_property
    def lanes(self) -> Mapping[str, int]:
        """Where each requirement code stands in the verdict matrix: the scales first, in file order."""
        return {code: place for place, code in enumerate(self.columns)}

    def scale(self, what: str) -> Scale:
        return self.scales[what] if what in self.scales else self.states[what]

    def titles_on(self, day: date) -> tuple[Title, ...]:
        return tuple(title for title in self.title_list if title.period.contains(day))


def _numbers(words: Iterable[str]) -> dict[str, int]:
    return {code: number for number, code in enumerate(words, 1)}


@lru_cache(maxsize=1)
def load_terms() -> Terms:
    """The catalogues that ship with the product."""
    return read_terms(standards_folder())


def read_terms(folder: Traversable) -> Terms:
    scales_file, titles_file = folder / "scales.toml", folder / "titles.toml"
    top = Entry(read_toml(scales_file), "Tệp scales.toml")
    posts = Entry(read_toml(titles_file), "Tệp titles.toml")
    scales = {scale.what: scale for scale in map(_scale, top.tables("scale", "thang"))}
    if len(scales) != LANES:
        raise UnreadableRule(
            "Tệp scales.toml", f"có {len(scales)} thang.", f"giữ đúng {LANES} thang trình độ."
        )
    kinds = _words(posts.tables("class", "loại"))
    terms = Terms(
        scales=scales,
        states={scale.what: scale for scale in map(_scale, top.tables("state", "trạng thái"))},
        titles={title.code: title for title in (_title(entry, kinds) for entry in posts.tables("title"))},
        kinds=kinds,
        areas=_words(top.tables("area", "khu vực")),
        fields=_words(top.tables("field", "ngành")),
        trainings=_words(top.tables("training", "nội dung bồi dưỡng")),
        columns=_columns(scales, _words(top.tables("column", "cột"))),
    )
    top.finish()
    posts.finish()
    return terms


def _columns(scales: Mapping[str, Scale], others: Mapping[str, Word]) -> dict[str, Word]:
    measured = {scale.code: Word(scale.code, scale.name) for scale in scales.values()}
    if len(others) > LANES:
        raise UnreadableRule(
            "Tệp scales.toml", "quá nhiều cột khác.", f"giữ không quá {LANES} cột [[column]]."
        )
    return {**measured, **others}


def _words(entries: list[Entry]) -> dict[str, Word]:
    words = {}
    for entry in entries:
        word = Word(entry.text("code"), entry.text("name"))
        entry.finish()
        if word.code in words:
            raise entry.fault(f"mã “{word.code}” có hai lần.", "đổi một trong hai mã.")
        words[word.code] = word
    return words


def _scale(entry: Entry) -> Scale:
    levels = tuple(_words(entry.tables("levels", "mức")).values())
    scale = Scale(entry.text("what"), entry.text("code"), entry.text("name"), levels, entry.text("yes", ""))
    entry.finish()
    return scale


def _title(entry: Entry, kinds: Mapping[str, Word]) -> Title:
    title = Title(
        code=entry.text("code"),
        name=entry.text("name"),
        kind=entry.one_of("class", kinds),
        place=entry.text("place"),
        key=entry.flag("key"),
        period=Period(entry.required_day("from"), entry.day("to")),
        source=entry.text("source"),
        confidence=entry.one_of("confidence", CONFIDENCES),
    )
    entry.finish()
    return title
