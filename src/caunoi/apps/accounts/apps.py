from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "caunoi.apps.accounts"
    label = "accounts"
    verbose_name = "Tài khoản, vai trò, phạm vi"

    def ready(self) -> None:
        from caunoi.apps.accounts import policies, selectors
        from caunoi.foundation.actors import register_loader

        policies.declare()
        register_loader("user", selectors.actor_by_key)
