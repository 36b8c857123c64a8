from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "caunoi.foundation.workbooks"
    label = "workbooks"
    verbose_name = "Nhập – xuất Excel"
