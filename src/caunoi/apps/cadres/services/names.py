"""The keys of a name, under the door that writers use; they are made beside the model that keeps them."""

from caunoi.apps.cadres.models.names import NameKeys, identity_index, key_columns, keys_of

__all__ = ["NameKeys", "identity_index", "key_columns", "keys_of"]
