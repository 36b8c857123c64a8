from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "caunoi.foundation.lists"
    label = "lists"
    verbose_name = "Chế độ xem của các danh sách"
