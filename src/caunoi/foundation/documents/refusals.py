"""Why a template is not taken."""

from caunoi.foundation.errors import Refused


class UnfitTemplate(Refused):
    """A file that cannot be a template of this kind, said before anything is filled."""

    status = 422
