"""What a reader meets on a page: every text and every spoken attribute, with the language it is marked as."""

from dataclasses import dataclass
from html.parser import HTMLParser

SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description", "data-text", "data-confirm")
SILENT = {"script", "style", "template"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True)
class Said:
    """One piece of text, the language its nearest ancestor declares, and the tag that says it."""

    text: str
    language: str
    tag: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path: list[tuple[str, str]] = []
        self.said: list[Said] = []
        self.drawn = 0

    @property
    def language(self) -> str:
        return self.path[-1][1] if self.path else ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        language = told.get("lang") or self.language
        self.said += [Said(told[name] or "", language, f"{tag}@{name}") for name in SPOKEN if told.get(name)]
        if tag == "text":
            self.drawn = len(self.said)
        if tag not in EMPTY:
            self.path.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while tag in (name for name, _ in self.path) and self.path.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or SILENT & {name for name, _ in self.path}:
            return
        if self.path[-1:] and self.path[-1][0] == "tspan" and len(self.said) > self.drawn:
            before = self.said.pop()  # the lines of one word in a picture are one text
            self.said.append(Said(f"{before.text} {text}", before.language, before.tag))
        else:
            self.said.append(Said(text, self.language, self.path[-1][0] if self.path else ""))


def read(html: str) -> list[Said]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.said
