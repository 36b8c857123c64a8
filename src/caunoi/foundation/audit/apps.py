from datetime import date

from django.apps import AppConfig

from caunoi.foundation.actors import Actor


class AuditConfig(AppConfig):
    name = "caunoi.foundation.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from caunoi.foundation.jobs.housekeeping import daily, often

        daily("audit.verify", _walk_the_record)
        often("audit.readings", _bring_looks)


def _walk_the_record(actor: Actor, on: date) -> int:
    """The whole chain, once in a while; pages follow only what came since, and show what this found."""
    from caunoi.foundation.audit.verified import verify_whole

    verify_whole()
    return 0


def _bring_looks(actor: Actor, on: date) -> int:
    """Who read whose file, from the lines beside the database into its table."""
    from caunoi.foundation.audit.readings import gather

    return gather()
