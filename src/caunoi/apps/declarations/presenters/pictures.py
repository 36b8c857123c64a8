"""A scan as pictures a page can show."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

PDF = "application/pdf"


@dataclass(frozen=True)
class Picture:
    """One picture of a scan (trang của bản chụp)."""

    url: str
    words: str


def pictures_of(url: str, media_type: str, pages: int, words: str) -> list[Picture]:
    """A photograph is one picture, a document one for each page."""
    if media_type != PDF:
        return [Picture(url, words)]
    numbered = _("%(words)s, trang %(page)s")
    return [Picture(f"{url}?trang={n}", numbered % {"words": words, "page": n}) for n in range(1, pages + 1)]
