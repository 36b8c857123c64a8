"""The component page: every component once, with invented content, so that it can be looked at and tested."""

from caunoi.foundation.ui.gallery.sections import Section, sections

__all__ = ["Section", "sections"]
