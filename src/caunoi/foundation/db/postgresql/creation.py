"""A test's database belongs to the owner, so that the tests themselves run as the application."""

from typing import Any

from django.db.backends.postgresql import creation


class DatabaseCreation(creation.DatabaseCreation):
    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with self.connection.as_owner():  # type: ignore[attr-defined]  # it is our own connection
            return str(super().create_test_db(*args, **kwargs))

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.as_owner():  # type: ignore[attr-defined]  # it is our own connection
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.as_owner():  # type: ignore[attr-defined]  # it is our own connection
            super().destroy_test_db(*args, **kwargs)
