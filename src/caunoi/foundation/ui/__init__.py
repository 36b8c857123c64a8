"""How every page looks and answers: components, htmx answers, static files, pictures drawn by the server."""

from caunoi.foundation.ui.addresses import with_query
from caunoi.foundation.ui.answers import bare, download, page, panel, swap, tell
from caunoi.foundation.ui.days import day_of

__all__ = ["bare", "day_of", "download", "page", "panel", "swap", "tell", "with_query"]
