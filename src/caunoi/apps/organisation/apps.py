from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "caunoi.apps.organisation"
    label = "organisation"
    verbose_name = "Đơn vị qua thời gian"

    def ready(self) -> None:
        from caunoi.apps.organisation import figures, policies, selectors
        from caunoi.apps.organisation.presenters.unit_list import UNITS
        from caunoi.foundation import figures as figures_of_all
        from caunoi.foundation import policy
        from caunoi.foundation.lists import pages as lists

        policies.declare()
        figures.register()
        policy.set_unit_resolver(selectors.units_reached)
        figures_of_all.set_unit_finder(selectors.unit_written)
        figures_of_all.set_unit_namer(selectors.name_on)
        lists.set_ground(lists.Ground(selectors.data_version, selectors.belongs_to, selectors.name_on))
        lists.register(UNITS)
