"""The product for programs (REST): one API object, the policy of every operation, problems in one form."""

from caunoi.foundation.rest.api import Api, new_api

__all__ = ["Api", "new_api"]
