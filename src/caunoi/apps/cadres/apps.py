from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CadresConfig(AppConfig):
    name = "caunoi.apps.cadres"
    label = "cadres"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        from caunoi.apps.accounts.extensions import OWN_PAGES, POSTS
        from caunoi.apps.cadres import figures, policies, tasks
        from caunoi.apps.cadres.consequences import PostsEnd
        from caunoi.apps.cadres.consequences_of_files import FilesFollow
        from caunoi.apps.cadres.consequences_of_seats import SeatsEnd
        from caunoi.apps.cadres.events import PeopleImported, PersonChanged
        from caunoi.apps.cadres.expected_sizes import tell_sizes
        from caunoi.apps.cadres.presenters.columns import PEOPLE
        from caunoi.apps.cadres.presenters.emergencies import OpenAFile
        from caunoi.apps.cadres.presenters.readers import WhoReadMyFile
        from caunoi.apps.cadres.presenters.seat_panel import SeatsOfUnit
        from caunoi.apps.cadres.presenters.seats import SEATS
        from caunoi.apps.cadres.selectors.posts_of_rights import PostsOfRights
        from caunoi.apps.cadres.services.asking import when_a_person_changed, when_people_were_imported
        from caunoi.apps.organisation.extensions import CONSEQUENCES, PAGE_SLOT
        from caunoi.foundation.events import subscribe
        from caunoi.foundation.lists import pages as lists
        from caunoi.foundation.ui import slots

        subscribe(PersonChanged, when_a_person_changed)
        subscribe(PeopleImported, when_people_were_imported)
        post_migrate.connect(tell_sizes, sender=self)
        policies.declare()
        figures.register()
        tasks.register()
        lists.register(PEOPLE)
        lists.register(SEATS)
        slots.register(CONSEQUENCES, PostsEnd())
        slots.register(CONSEQUENCES, SeatsEnd())
        slots.register(CONSEQUENCES, FilesFollow())
        slots.register(PAGE_SLOT, SeatsOfUnit())
        slots.register(POSTS, PostsOfRights())
        slots.register(OWN_PAGES, WhoReadMyFile())
        slots.register(OWN_PAGES, OpenAFile())
