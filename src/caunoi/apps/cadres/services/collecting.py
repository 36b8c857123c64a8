"""A large list is held to its end; looking for garbage in it again and again takes longer than the work itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Reference counts free what is done with; only rings of objects wait until the end."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
