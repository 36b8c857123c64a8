from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "caunoi.foundation.jobs"
    label = "jobs"
    verbose_name = "Việc nền"
