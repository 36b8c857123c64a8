from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "caunoi.apps.declarations"
    label = "declarations"
    verbose_name = "Tự kê khai, đối chiếu minh chứng"

    def ready(self) -> None:
        from caunoi.apps.accounts.extensions import OWN_PAGES
        from caunoi.apps.declarations import figures, policies
        from caunoi.apps.declarations.presenters.own import MyDeclarations
        from caunoi.apps.declarations.selectors.scans import named_content
        from caunoi.foundation.attachments import naming
        from caunoi.foundation.ui import slots

        policies.declare()
        figures.register()
        slots.register(OWN_PAGES, MyDeclarations())
        naming.register("declarations", named_content)
