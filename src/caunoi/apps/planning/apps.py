from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "caunoi.apps.planning"
    label = "planning"
    verbose_name = "Kế hoạch đào tạo"

    def ready(self) -> None:
        from caunoi.apps.cadres.extensions import LIST_SLOT, MERGE_SLOT, PAGE_SLOT
        from caunoi.apps.organisation.extensions import CONSEQUENCES
        from caunoi.apps.planning import figures, policies, tasks
        from caunoi.apps.planning.consequences import PlansGoOn
        from caunoi.apps.planning.joining_people import PlansOfTwins
        from caunoi.apps.planning.presenters import documents
        from caunoi.apps.planning.presenters.lists import PLANS
        from caunoi.apps.planning.presenters.people import PlanColumn, PlanPanel
        from caunoi.foundation.lists import pages as lists
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        lists.register(PLANS)
        documents.register()
        tasks.register()
        slots.register(LIST_SLOT, PlanColumn())
        slots.register(PAGE_SLOT, PlanPanel())
        slots.register(CONSEQUENCES, PlansGoOn())
        slots.register(MERGE_SLOT, PlansOfTwins())
