"""Words people give to what they keep (tên, ghi chú): cleaned for storing, or refused with the reason."""

from caunoi.domain.vocabulary.vietnamese import UnfitText, normalise
from caunoi.foundation.errors import Refused
from caunoi.foundation.ui.languages import reason_of


def kept_words(text: str, *, unfit: str, missing: str = "", longest: int) -> str:
    """The text as it is stored, cut to ``longest`` characters.

    Raises Refused with ``unfit`` (its ``%(fault)s`` becomes the reason) where characters cannot be read, and with
    ``missing``, where there is such a sentence, when nothing is left.
    """
    try:
        told = normalise(text)
    except UnfitText as fault:
        raise Refused(unfit % {"fault": reason_of(fault)}) from fault
    if missing and not told:
        raise Refused(missing)
    return told[:longest]
