from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "caunoi.apps.accounts"
    label = "accounts"
    verbose_name = "Tài khoản, vai trò, phạm vi"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from caunoi.apps.accounts import middleware, policies, selectors
        from caunoi.apps.accounts.consequences import GrantsEnd
        from caunoi.apps.accounts.consequences_of_sight import SightMoves
        from caunoi.apps.accounts.doors.sessions import forget_expired
        from caunoi.apps.accounts.tokens.meter import keep_counts
        from caunoi.apps.organisation.extensions import CONSEQUENCES
        from caunoi.foundation.actors import register_loader
        from caunoi.foundation.jobs.housekeeping import daily
        from caunoi.foundation.ui import slots

        policies.declare()
        register_loader("user", selectors.actor_by_key)
        user_logged_in.connect(middleware.begin_session, dispatch_uid="accounts.begin_session")
        daily("accounts.old_sessions", forget_expired)
        daily("accounts.token_uses", keep_counts)
        slots.register(CONSEQUENCES, GrantsEnd())
        slots.register(CONSEQUENCES, SightMoves())
