from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "caunoi.apps.organisation"
    label = "organisation"
    verbose_name = "Đơn vị qua thời gian"

    def ready(self) -> None:
        from caunoi.apps.organisation import figures, policies, selectors
        from caunoi.foundation import figures as figures_of_all
        from caunoi.foundation import policy

        policies.declare()
        figures.register()
        policy.set_unit_resolver(selectors.units_reached)
        figures_of_all.set_unit_finder(selectors.unit_written)
