"""A test's database belongs to the owner, so that the tests themselves run as the application."""

from typing import Any

from django.db.backends.postgresql import creation

from caunoi.foundation.db.owning import as_owner_of_tables


class DatabaseCreation(creation.DatabaseCreation):
    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with as_owner_of_tables(self.connection.alias):
            return str(super().create_test_db(*args, **kwargs))

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with as_owner_of_tables(self.connection.alias):
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with as_owner_of_tables(self.connection.alias):
            super().destroy_test_db(*args, **kwargs)
