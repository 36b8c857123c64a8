from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "caunoi.foundation.documents"
    label = "documents"
    verbose_name = "Mẫu văn bản"
